/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entry-template.h"

#include <string.h>

/**
 * kl_entry_template_free:
 * @entry_template: (transfer full) (nullable): words to start an entry with
 */
void
kl_entry_template_free (KlEntryTemplate *entry_template)
{
  if (entry_template == NULL)
    return;

  g_free (entry_template->name);
  g_free (entry_template->body);
  g_free (entry_template);
}

/* The word between braces, in the language of the schools and in English. */
static char *
find_fact (const char *word, const KlTemplateFacts *facts)
{
  static const struct
  {
    const char *dutch, *english;
    gsize offset;
  } words[] = {
    { "leerling", "pupil", G_STRUCT_OFFSET (KlTemplateFacts, pupil) },
    { "ik", "me", G_STRUCT_OFFSET (KlTemplateFacts, writer) },
    { "regievoerder", "owner", G_STRUCT_OFFSET (KlTemplateFacts, owner) },
  };

  if (g_str_equal (word, "datum") || g_str_equal (word, "date"))
    return facts->day != KL_DATE_NONE ? kl_date_format (facts->day, KL_DATE_STYLE_LONG) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i].dutch) || g_str_equal (word, words[i].english))
      return g_strdup (G_STRUCT_MEMBER (const char *, facts, words[i].offset));

  return NULL;
}

/**
 * kl_entry_template_fill:
 * @body: the words of a template
 * @facts: what is known
 * @cursor: (out) (optional): where writing starts, in characters: the place of the first "{}", or
 *   the end
 *
 * Fills in {leerling}, {datum}, {ik} and {regievoerder} (or {pupil}, {date}, {me} and {owner}). A
 * word that is not one of these, or of which nothing is known, stays as it is written; "{}" goes.
 *
 * Returns: (transfer full): the words to start with
 */
char *
kl_entry_template_fill (const char *body, const KlTemplateFacts *facts, int *cursor)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gssize at = -1;

  g_return_val_if_fail (body != NULL && facts != NULL, NULL);

  for (const char *p = body; *p != '\0';)
    {
      const char *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *word = end != NULL ? g_strndup (p + 1, (gsize) (end - p) - 1) : NULL;
      g_autofree char *fact = word != NULL ? find_fact (word, facts) : NULL;

      if (word != NULL && *word == '\0')
        at = at < 0 ? (gssize) text->len : at;
      else if (fact != NULL)
        g_string_append (text, fact);
      else
        {
          g_string_append_c (text, *p);
          end = p;
        }
      p = end + 1;
    }

  if (cursor != NULL)
    *cursor = (int) g_utf8_strlen (text->str, at >= 0 ? at : (gssize) text->len);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
