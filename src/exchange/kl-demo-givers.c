/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"

#include <string.h>

/* Who is meant by the words of a story: a mother, a father, both, and who of them decides. */

#define DECIDES_WITH 12

/* Whether words tell of a parent. */
gboolean
kl_demo_tells_of (const char *text, const KlGuardian *guardian)
{
  static const struct
  {
    const char *word;
    int relation; /* -1 for every parent */
  } words[] = { { "moeder", KL_GUARDIAN_MOTHER },
                { "vader", KL_GUARDIAN_FATHER },
                { "ouders", -1 } };
  g_autofree char *folded = g_utf8_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i].word) != NULL
        && (words[i].relation < 0 || words[i].relation == (int) guardian->relation))
      return TRUE;

  return FALSE;
}

/* Words that tell of no parent are about everybody who decides. */
static gboolean
tells_of_nobody (const KlDemoTold *told)
{
  for (guint i = 0; i < told->guardians->len; i++)
    if (kl_demo_tells_of (told->text, g_ptr_array_index (told->guardians, i)))
      return FALSE;

  return TRUE;
}

/* Parents are told together with a child that decides with them: “ouders en leerling”. */
static gboolean
has_child (const KlDemoTold *told, gboolean of_nobody)
{
  if (told->child == NULL || (!told->by_pupil && told->age < DECIDES_WITH))
    return FALSE;

  return told->by_pupil || of_nobody || strstr (told->text, "uders en ") != NULL;
}

/* Who said yes; never empty as long as a parent or a child is known. */
GPtrArray *
kl_demo_list_givers (const KlDemoTold *told)
{
  GPtrArray *givers = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  const gboolean of_nobody = tells_of_nobody (told);

  for (guint i = 0; !told->by_pupil && i < told->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (told->guardians, i);

      if (guardian->custody && (of_nobody || kl_demo_tells_of (told->text, guardian)))
        g_ptr_array_add (givers, kl_person_new (KL_PERSON_GUARDIAN, guardian->id, NULL, NULL));
    }
  if (has_child (told, of_nobody))
    g_ptr_array_add (givers, kl_person_copy (told->child));

  return givers;
}
