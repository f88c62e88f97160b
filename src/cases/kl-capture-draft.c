/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-capture-draft.h"

/* Who asked, kind of help, what was said and so on; see kl_capture_draft_write(). */
#define WORDS_FORMAT "(iiiisisiassxisi)"

/* The kind, id, name and part of whom it is about. */
#define ABOUT_FORMAT "a(ixsi)"

/* Kind, id, name and role. */
#define PERSON_FORMAT "(ixss)"

/* The words, whom it is about; who asked and their partner; via whom and their partner; who were
 * there, when that was said. */
#define DRAFT_FORMAT                                                                               \
  "(" WORDS_FORMAT ABOUT_FORMAT "m" PERSON_FORMAT "m" PERSON_FORMAT "m" PERSON_FORMAT              \
  "m" PERSON_FORMAT "ma" PERSON_FORMAT ")"

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

/* Writing */

static GVariant *
write_words (const KlNewCase *question, const char *typed)
{
  GVariantBuilder topics;

  g_variant_builder_init (&topics, G_VARIANT_TYPE ("as"));
  for (guint i = 0; question->topics != NULL && i < question->topics->len; i++)
    g_variant_builder_add (&topics, "s", g_ptr_array_index (question->topics, i));

  return g_variant_new (WORDS_FORMAT, (int) question->asked_by, (int) question->route,
                        (int) question->theme, (int) question->help, get_text (question->text),
                        (int) question->visibility, get_text (question->next_step),
                        question->next_due, &topics, get_text (typed), question->next_owner_id,
                        question->happened_on, get_text (question->answer), question->kind);
}

static GVariant *
write_about (const KlCaptureDraft *draft)
{
  GVariantBuilder about;

  g_variant_builder_init (&about, G_VARIANT_TYPE (ABOUT_FORMAT));
  for (guint i = 0; i < draft->about->len; i++)
    {
      const KlWho *who = g_ptr_array_index (draft->about, i);

      g_variant_builder_add (&about, "(ixsi)", (int) who->kind, who->id, get_text (who->name),
                             g_array_index (draft->roles, int, i));
    }

  return g_variant_builder_end (&about);
}

static GVariant *
write_person (const KlPerson *person)
{
  return g_variant_new (PERSON_FORMAT, (int) person->kind, person->id, get_text (person->name),
                        get_text (person->role));
}

static GVariant *
write_maybe_person (const KlPerson *person)
{
  return g_variant_new_maybe (G_VARIANT_TYPE (PERSON_FORMAT),
                              person != NULL ? write_person (person) : NULL);
}

static GVariant *
write_people (const GPtrArray *people)
{
  GVariantBuilder list;

  if (people == NULL)
    return g_variant_new_maybe (G_VARIANT_TYPE ("a" PERSON_FORMAT), NULL);

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a" PERSON_FORMAT));
  for (guint i = 0; i < people->len; i++)
    g_variant_builder_add_value (&list, write_person (g_ptr_array_index (people, i)));

  return g_variant_new_maybe (NULL, g_variant_builder_end (&list));
}

/* Reading */

static void
read_words (GVariant *value, KlCaptureDraft *draft)
{
  KlNewCase *question = draft->question;
  g_autoptr (GVariantIter) topics = NULL;
  const char *topic;
  int asked_by, route, theme, help, visibility;

  g_clear_pointer (&draft->typed, g_free);
  g_clear_pointer (&question->text, g_free);
  g_clear_pointer (&question->next_step, g_free);
  g_clear_pointer (&question->answer, g_free);
  g_variant_get (value, WORDS_FORMAT, &asked_by, &route, &theme, &help, &question->text,
                 &visibility, &question->next_step, &question->next_due, &topics, &draft->typed,
                 &question->next_owner_id, &question->happened_on, &question->answer,
                 &question->kind);
  question->asked_by = asked_by;
  question->route = route;
  question->theme = theme;
  question->help = help;
  question->visibility = visibility;
  while (g_variant_iter_next (topics, "&s", &topic))
    g_ptr_array_add (question->topics, g_strdup (topic));
}

static void
read_about (GVariant *value, KlCaptureDraft *draft)
{
  GVariantIter about;
  const char *name;
  int kind, role;
  gint64 id;

  g_variant_iter_init (&about, value);
  while (g_variant_iter_next (&about, "(ix&si)", &kind, &id, &name, &role))
    {
      g_autoptr (KlWho) who = kl_who_new (kind, id, name, NULL);

      kl_capture_draft_add_about (draft, who, role);
    }
}

static KlPerson *
read_person (GVariant *value)
{
  const char *name, *role;
  int kind;
  gint64 id;

  g_variant_get (value, "(ix&s&s)", &kind, &id, &name, &role);
  return kl_person_new (kind, id, name, *role != '\0' ? role : NULL);
}

static KlPerson *
read_maybe_person (GVariant *draft, gsize index)
{
  g_autoptr (GVariant) maybe = g_variant_get_child_value (draft, index);
  g_autoptr (GVariant) person = g_variant_get_maybe (maybe);

  return person != NULL ? read_person (person) : NULL;
}

static GPtrArray *
read_people (GVariant *draft, gsize index)
{
  g_autoptr (GVariant) maybe = g_variant_get_child_value (draft, index);
  g_autoptr (GVariant) list = g_variant_get_maybe (maybe);
  GPtrArray *people;

  if (list == NULL)
    return NULL;

  people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  for (gsize i = 0; i < g_variant_n_children (list); i++)
    {
      g_autoptr (GVariant) person = g_variant_get_child_value (list, i);

      g_ptr_array_add (people, read_person (person));
    }

  return people;
}

static void
read_all (GVariant *value, KlCaptureDraft *draft)
{
  g_autoptr (GVariant) words = g_variant_get_child_value (value, 0);
  g_autoptr (GVariant) about = g_variant_get_child_value (value, 1);
  KlNewCase *question = draft->question;

  read_words (words, draft);
  read_about (about, draft);
  question->asker = read_maybe_person (value, 2);
  question->asker_partner = read_maybe_person (value, 3);
  question->via = read_maybe_person (value, 4);
  question->via_partner = read_maybe_person (value, 5);
  question->people = read_people (value, 6);
}

/* Public API */

/**
 * kl_capture_draft_new:
 * @question: (transfer full): what was filled in
 *
 * Returns: (transfer full): a draft about nobody yet; free with kl_capture_draft_free()
 */
KlCaptureDraft *
kl_capture_draft_new (KlNewCase *question)
{
  KlCaptureDraft *draft = g_new0 (KlCaptureDraft, 1);

  draft->question = question;
  draft->about = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_who_free);
  draft->roles = g_array_new (FALSE, FALSE, sizeof (int));
  draft->typed = g_strdup ("");

  return draft;
}

/**
 * kl_capture_draft_free:
 * @draft: (transfer full): a draft
 */
void
kl_capture_draft_free (KlCaptureDraft *draft)
{
  g_clear_pointer (&draft->question, kl_new_case_free);
  g_ptr_array_unref (draft->about);
  g_array_unref (draft->roles);
  g_free (draft->typed);
  g_free (draft);
}

/**
 * kl_capture_draft_add_about:
 * @draft: a draft
 * @who: whom it is about as well
 * @role: the part of a child, or %KL_CAPTURE_NO_ROLE
 */
void
kl_capture_draft_add_about (KlCaptureDraft *draft, const KlWho *who, int role)
{
  g_return_if_fail (draft != NULL && who != NULL);

  g_ptr_array_add (draft->about, kl_who_copy (who));
  g_array_append_val (draft->roles, role);
}

/**
 * kl_capture_draft_write:
 * @draft: a draft
 *
 * Returns: (transfer full) (nullable): the draft for the store, or %NULL when it has no words:
 *   somebody who was chosen is soon chosen again
 */
char *
kl_capture_draft_write (const KlCaptureDraft *draft)
{
  const KlNewCase *question;
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (draft != NULL, NULL);

  question = draft->question;
  if (!has_text (question->text) && !has_text (question->next_step) && !has_text (draft->typed)
      && !has_text (question->answer))
    return NULL;

  value = g_variant_ref_sink (
    g_variant_new ("(@" WORDS_FORMAT "@" ABOUT_FORMAT "@m" PERSON_FORMAT "@m" PERSON_FORMAT
                   "@m" PERSON_FORMAT "@m" PERSON_FORMAT "@ma" PERSON_FORMAT ")",
                   write_words (question, draft->typed), write_about (draft),
                   write_maybe_person (question->asker),
                   write_maybe_person (question->asker_partner), write_maybe_person (question->via),
                   write_maybe_person (question->via_partner), write_people (question->people)));

  return g_variant_print (value, FALSE);
}

/**
 * kl_capture_draft_read:
 * @text: what kl_capture_draft_write() made, in this version or in one that kept the words alone
 * @school_id: the school where it was caught
 *
 * Returns: (transfer full) (nullable): the draft, or %NULL when it cannot be read
 */
KlCaptureDraft *
kl_capture_draft_read (const char *text, gint64 school_id)
{
  g_autoptr (KlCaptureDraft) draft = NULL;
  g_autoptr (GVariant) value = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  draft = kl_capture_draft_new (kl_new_case_new (school_id));
  value = g_variant_parse (G_VARIANT_TYPE (DRAFT_FORMAT), text, NULL, NULL, NULL);
  if (value != NULL)
    {
      read_all (value, draft);
      return g_steal_pointer (&draft);
    }

  value = g_variant_parse (G_VARIANT_TYPE (WORDS_FORMAT), text, NULL, NULL, NULL);
  if (value == NULL)
    return NULL;

  read_words (value, draft);
  return g_steal_pointer (&draft);
}
