/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-relatives.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "model/kl-about.h"

/*
 * Whom a case is about, and those around them. One child stands in lines of words; a family is read
 * from person to person: each child with its school and its part, then each house with its parents
 * and what they decide about.
 */

#define N_LEVELS 5

/* Auxiliary functions */

static void
add_word (GPtrArray *words, char *word)
{
  if (word != NULL && *word != '\0')
    g_ptr_array_add (words, word);
  else
    g_free (word);
}

static char *
join_facts (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static gboolean
is_family (const KlCaseView *view)
{
  return view->file->row->subject == KL_SUBJECT_FAMILY;
}

static const KlPupil *
get_child (const KlCaseFile *file, guint i)
{
  return ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;
}

static const char *
get_given (const KlPupil *pupil)
{
  return pupil->given != NULL && *pupil->given != '\0' ? pupil->given : pupil->name;
}

static char *
format_age (KlDate birth, KlDate today)
{
  int age;

  if (birth == KL_DATE_NONE)
    return NULL;

  age = kl_date_get_age (birth, today);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old",
                                       (gulong) age),
                          age);
}

/* The school of a child that goes to another one. */
static const char *
get_elsewhere (const KlCaseView *view, const KlPupil *pupil)
{
  if (pupil->elsewhere != NULL)
    return pupil->elsewhere;

  return pupil->school_id != view->file->row->school_id ? pupil->school_name : NULL;
}

static KlCaseFact *
add_fact (GPtrArray *facts, char *text, const char *detail, KlCaseChip *chip)
{
  KlCaseFact *fact = g_new0 (KlCaseFact, 1);

  fact->text = text;
  fact->detail = g_strdup (detail);
  fact->chip = chip;
  g_ptr_array_add (facts, fact);

  return fact;
}

/* One of a family: who it is, and below that what is known. */
static void
make_person (KlCaseFact *fact, const char *name, char *second)
{
  fact->name = g_strdup (name);
  fact->second = *second != '\0' ? second : NULL;
  if (fact->second == NULL)
    g_free (second);
}

/* The header */

static guint
count_households (const KlCaseFile *file)
{
  g_autoptr (GHashTable) households = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < file->guardians->len; i++)
    g_hash_table_add (households,
                      GINT_TO_POINTER (
                        ((const KlGuardian *) g_ptr_array_index (file->guardians, i))->household));

  return g_hash_table_size (households);
}

/* How many there are of a family says more than the classes, which stand with the children. */
static void
describe_family_size (KlCaseView *view, GPtrArray *words)
{
  const guint n_children = view->file->pupils->len;
  const guint n_households = count_households (view->file);

  if (n_children > 0)
    add_word (words,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u child", "%u children", n_children),
                               n_children));
  if (n_households > 1)
    add_word (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u address", "%u addresses",
                                                   n_households),
                                      n_households));
}

static void
describe_subject (KlCaseView *view, const char *teachers)
{
  const KlCaseFile *file = view->file;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *group = file->row->about_group;

  view->name = g_strdup (file->row->about != NULL ? file->row->about : "");
  if (is_family (view))
    {
      describe_family_size (view, words);
      group = NULL;
    }
  else if (file->pupils->len == 1)
    {
      add_word (words, format_age (get_child (file, 0)->birth, view->today));
    }
  if (group != NULL && teachers != NULL && *teachers != '\0')
    /* Translators: class and teacher, "group 7 with Anke de Laat" */
    add_word (words, g_strdup_printf (C_ ("teacher", "%s with %s"), group, teachers));
  else
    add_word (words, g_strdup (group));
  if (words->len == 0)
    add_word (words, g_strdup (file->row->school_name));
  view->facts = join_facts (words);

  if (file->row->support_level > 0)
    view->level_text = g_strdup_printf (_ ("level %d of %d"), file->row->support_level, N_LEVELS);
}

/* The children */

static char *
format_pupil (const KlPupil *pupil, KlDate today, gboolean with_name)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (with_name)
    add_word (words, g_strdup (pupil->name));
  add_word (words, format_age (pupil->birth, today));
  if (pupil->group_name != NULL)
    add_word (words, kl_group_name_format (pupil->group_name));

  return join_facts (words);
}

static KlCaseChip *
create_role_chip (KlCaseRole role)
{
  if (role == KL_CASE_ROLE_ABOUT)
    return NULL;

  return kl_case_chip_new (KL_CASE_TONE_PLAIN, NULL, kl_words_get_label (KL_WORDS_CASE_ROLE, role),
                           NULL);
}

/* What all of a family have in common needs no chip on each of them, and is heard with each. */
static void
make_member (KlCaseFact *fact, const KlCasePupil *member, KlDate today)
{
  make_person (fact, member->pupil->name, format_pupil (member->pupil, today, FALSE));
  if (member->role == KL_CASE_ROLE_ABOUT)
    fact->spoken =
      kl_case_lower_first (kl_words_get_label (KL_WORDS_CASE_ROLE, KL_CASE_ROLE_ABOUT));
}

static void
describe_pupils (KlCaseView *view)
{
  const KlCaseFile *file = view->file;

  view->people_heading = is_family (view) ? _ ("Children") : _ ("Involved");
  if (file->pupils->len == 1 && file->row->subject == KL_SUBJECT_PUPIL)
    return;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlCasePupil *member = g_ptr_array_index (file->pupils, i);
      const KlPupil *pupil = member->pupil;
      KlCaseChip *chip = create_role_chip (member->role);
      KlCaseFact *fact;

      fact = add_fact (view->people,
                       is_family (view) ? g_strdup (pupil->name)
                                        : format_pupil (pupil, view->today, TRUE),
                       get_elsewhere (view, pupil), chip);
      if (is_family (view))
        make_member (fact, member, view->today);
    }
}

/* The parents */

/* Where the children are registered goes without saying. */
static gboolean
is_home (const KlCaseFile *file, const char *municipality)
{
  for (guint i = 0; i < file->pupils->len; i++)
    if (g_strcmp0 (get_child (file, i)->municipality, municipality) == 0)
      return TRUE;

  return FALSE;
}

static const KlCaseTie *
find_tie (const KlCaseFile *file, gint64 guardian_id, gint64 pupil_id)
{
  for (guint i = 0; i < file->ties->len; i++)
    {
      const KlCaseTie *tie = &g_array_index (file->ties, KlCaseTie, i);

      if (tie->guardian_id == guardian_id && tie->pupil_id == pupil_id)
        return tie;
    }

  return NULL;
}

/* Whose parent somebody is, or about whom somebody decides; %NULL when that is every child. */
static char *
format_children (const KlCaseFile *file, const KlGuardian *guardian, gboolean with_custody)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *child = get_child (file, i);
      const KlCaseTie *tie = find_tie (file, guardian->id, child->id);

      if (tie != NULL && (tie->custody || !with_custody))
        g_ptr_array_add (names, g_strdup (get_given (child)));
    }

  return names->len > 0 && names->len < file->pupils->len ? kl_names_join (names) : NULL;
}

static gboolean
has_custody (const KlCaseFile *file, const KlGuardian *guardian)
{
  for (guint i = 0; i < file->ties->len; i++)
    {
      const KlCaseTie *tie = &g_array_index (file->ties, KlCaseTie, i);

      if (tie->guardian_id == guardian->id && tie->custody)
        return TRUE;
    }

  return guardian->custody;
}

/* A parent can have custody of one child of a family and not of another. */
static KlCaseChip *
create_custody_chip (const KlCaseFile *file, const KlGuardian *guardian)
{
  g_autofree char *children = NULL;

  if (!has_custody (file, guardian))
    return kl_case_chip_new (KL_CASE_TONE_OUTLINE, "action-unavailable-symbolic", _ ("no custody"),
                             NULL);

  children = format_children (file, guardian, TRUE);
  if (children != NULL)
    {
      /* Translators: children: "custody of Milan and Lisa" */
      g_autofree char *label = g_strdup_printf (_ ("custody of %s"), children);

      return kl_case_chip_new (KL_CASE_TONE_PLAIN, "object-select-symbolic", label, NULL);
    }

  return kl_case_chip_new (KL_CASE_TONE_PLAIN, "object-select-symbolic", _ ("custody"), NULL);
}

static char *
format_relation (const KlCaseFile *file, const KlGuardian *guardian)
{
  const char *relation = kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation);
  g_autofree char *children = format_children (file, guardian, FALSE);

  if (children == NULL)
    return g_strdup (relation);

  /* Translators: what somebody is to which children: "mother of Milan and Lisa" */
  return g_strdup_printf (C_ ("relation", "%s of %s"), relation, children);
}

static char *
format_guardian (const KlCaseView *view, const KlGuardian *guardian)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (!is_family (view))
    add_word (words, g_strdup (guardian->name));
  add_word (words, format_relation (view->file, guardian));
  add_word (words, g_strdup (guardian->language));
  if (guardian->interpreter)
    add_word (words, g_strdup (_ ("interpreter needed")));
  if (guardian->household > 1 && !is_family (view))
    add_word (words, g_strdup_printf (_ ("address %d"), guardian->household));
  if (guardian->municipality != NULL && !is_home (view->file, guardian->municipality))
    add_word (words, g_strdup (guardian->municipality));

  return join_facts (words);
}

static void
add_guardian (KlCaseView *view, const KlGuardian *guardian, gboolean begins_household)
{
  char *words = format_guardian (view, guardian);
  KlCaseFact *fact =
    add_fact (view->guardians, is_family (view) ? g_strdup (guardian->name) : words, NULL,
              create_custody_chip (view->file, guardian));

  if (!is_family (view))
    return;

  make_person (fact, NULL, words);
  if (begins_household)
    fact->heading = g_strdup_printf (_ ("Address %d"), MAX (guardian->household, 1));
}

static int
compare_households (gconstpointer a, gconstpointer b)
{
  const KlGuardian *x = *(const KlGuardian **) a;
  const KlGuardian *y = *(const KlGuardian **) b;

  if (x->household != y->household)
    return x->household < y->household ? -1 : 1;

  return (x->id > y->id) - (x->id < y->id);
}

/* Who lives together in a family stands together. */
static void
describe_guardians (KlCaseView *view)
{
  g_autoptr (GPtrArray) guardians = g_ptr_array_copy (view->file->guardians, NULL, NULL);
  const gboolean in_households = is_family (view) && count_households (view->file) > 1;
  int household = G_MININT;

  g_ptr_array_set_free_func (guardians, NULL);
  if (is_family (view))
    g_ptr_array_sort (guardians, compare_households);
  for (guint i = 0; i < guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (guardians, i);

      add_guardian (view, guardian, in_households && guardian->household != household);
      household = guardian->household;
    }
}

/* Brothers and sisters */

static const char *
get_sibling_word (const KlPupil *pupil)
{
  /* The model keeps 1 for boys and 2 for girls, as the administration gives it. */
  return pupil->sex == 1 ? _ ("brother") : pupil->sex == 2 ? _ ("sister") : _ ("brother or sister");
}

static char *
format_sibling (const KlPupil *pupil, KlDate today)
{
  g_autofree char *age = format_age (pupil->birth, today);

  if (age == NULL)
    return g_strdup_printf ("%s %s", get_sibling_word (pupil), get_given (pupil));

  /* Translators: "sister", "Fenna", "6 years old" */
  return g_strdup_printf (_ ("%s %s, %s"), get_sibling_word (pupil), get_given (pupil), age);
}

static void
describe_siblings (KlCaseView *view)
{
  const GPtrArray *siblings = view->file->siblings;

  view->family_heading = is_family (view) ? _ ("Also in the family") : _ ("Family");
  for (guint i = 0; i < siblings->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (siblings, i);
      KlCaseFact *fact =
        add_fact (view->family,
                  is_family (view) ? g_strdup (pupil->name) : format_sibling (pupil, view->today),
                  get_elsewhere (view, pupil), NULL);

      if (is_family (view))
        make_person (fact, pupil->name, format_pupil (pupil, view->today, FALSE));
    }
}

/* Public API */

/**
 * kl_case_relatives_describe:
 * @view: what the page of a case shows, without it
 * @teachers: (nullable): who teaches its class, in one line
 *
 * Fills in whom the case is about, the children in it, their parents and the rest of the family.
 */
void
kl_case_relatives_describe (KlCaseView *view, const char *teachers)
{
  g_return_if_fail (view != NULL && view->file != NULL);

  describe_subject (view, teachers);
  describe_pupils (view);
  describe_guardians (view);
  describe_siblings (view);
}

/**
 * kl_case_fact_free:
 * @fact: a fact
 */
void
kl_case_fact_free (KlCaseFact *fact)
{
  g_free (fact->text);
  g_free (fact->name);
  g_free (fact->second);
  g_free (fact->heading);
  g_free (fact->detail);
  g_free (fact->spoken);
  kl_case_chip_free (fact->chip);
  g_free (fact);
}
