/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cases/kl-capture-draft.h"

#include "dutch.h"

#define SCHOOL 3
#define DAY kl_date_new (2025, 11, 20)

static void
assert_person (const KlPerson *person, const KlPerson *expected)
{
  g_assert_nonnull (person);
  g_assert_cmpint (person->kind, ==, expected->kind);
  g_assert_cmpint (person->id, ==, expected->id);
  g_assert_cmpstr (person->name, ==, expected->name);
  g_assert_cmpstr (person->role, ==, expected->role);
}

static KlCaptureDraft *
write_and_read (const KlCaptureDraft *draft)
{
  g_autofree char *text = kl_capture_draft_write (draft);
  KlCaptureDraft *read;

  g_assert_nonnull (text);
  read = kl_capture_draft_read (text, SCHOOL);
  g_assert_nonnull (read);

  return read;
}

/* Everything that is filled in is there again. */
static void
test_whole (void)
{
  g_autoptr (KlCaptureDraft) draft = kl_capture_draft_new (kl_new_case_new (SCHOOL));
  g_autoptr (KlWho) child = kl_who_new (KL_WHO_PUPIL, 7, "Jelle van den Berg", "groep 7");
  g_autoptr (KlWho) friend = kl_who_new (KL_WHO_UNLISTED, 0, "Bo 'de Beer'", NULL);
  g_autoptr (KlCaptureDraft) read = NULL;
  KlNewCase *question = draft->question;
  const KlNewCase *again;

  kl_capture_draft_add_about (draft, child, KL_CASE_ROLE_AFFECTED);
  kl_capture_draft_add_about (draft, friend, KL_CAPTURE_NO_ROLE);
  g_set_str (&draft->typed, "Fen");
  question->asked_by = KL_ASKED_BY_PARTNER;
  question->asker = kl_person_new (KL_PERSON_OTHER, 0, "Lies", NULL);
  question->asker_partner = kl_person_new (KL_PERSON_PARTNER, 4, "Buurtteam West", NULL);
  question->route = KL_ROUTE_VIA_COLLEAGUE;
  question->via = kl_person_new (KL_PERSON_PROFESSIONAL, 9, "Samira El Amrani", "smw");
  question->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  g_ptr_array_add (question->people, kl_person_copy (question->via));
  question->theme = KL_THEME_ATTENDANCE;
  g_ptr_array_add (question->topics, g_strdup ("te laat"));
  question->kind = KL_ENTRY_PHONE_CALL;
  question->text = g_strdup ("Komt \"te laat\".\nVaak.");
  question->answer = g_strdup ("Bel de leerplicht.");
  question->next_step = g_strdup ("Bellen");
  question->next_owner_id = 9;
  question->next_due = DAY + 1;
  question->happened_on = DAY;

  read = write_and_read (draft);
  again = read->question;
  g_assert_cmpuint (read->about->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const KlWho *who = g_ptr_array_index (read->about, i);
      const KlWho *expected = i == 0 ? child : friend;

      g_assert_cmpint (who->kind, ==, expected->kind);
      g_assert_cmpint (who->id, ==, expected->id);
      g_assert_cmpstr (who->name, ==, expected->name);
    }
  g_assert_cmpint (g_array_index (read->roles, int, 0), ==, KL_CASE_ROLE_AFFECTED);
  g_assert_cmpint (g_array_index (read->roles, int, 1), ==, KL_CAPTURE_NO_ROLE);
  g_assert_cmpstr (read->typed, ==, "Fen");
  g_assert_cmpint (again->school_id, ==, SCHOOL);
  g_assert_cmpint (again->asked_by, ==, KL_ASKED_BY_PARTNER);
  assert_person (again->asker, question->asker);
  assert_person (again->asker_partner, question->asker_partner);
  g_assert_cmpint (again->route, ==, KL_ROUTE_VIA_COLLEAGUE);
  assert_person (again->via, question->via);
  g_assert_null (again->via_partner);
  g_assert_cmpuint (again->people->len, ==, 1);
  assert_person (g_ptr_array_index (again->people, 0), question->via);
  g_assert_cmpint (again->theme, ==, KL_THEME_ATTENDANCE);
  g_assert_cmpuint (again->topics->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (again->topics, 0), ==, "te laat");
  g_assert_cmpint (again->kind, ==, KL_ENTRY_PHONE_CALL);
  g_assert_cmpstr (again->text, ==, question->text);
  g_assert_cmpstr (again->answer, ==, question->answer);
  g_assert_cmpstr (again->next_step, ==, question->next_step);
  g_assert_cmpint (again->next_owner_id, ==, 9);
  g_assert_cmpint (again->next_due, ==, DAY + 1);
  g_assert_cmpint (again->happened_on, ==, DAY);
}

/* What was left open stays open. */
static void
test_open (void)
{
  g_autoptr (KlCaptureDraft) draft = kl_capture_draft_new (kl_new_case_new (SCHOOL));
  g_autoptr (KlCaptureDraft) read = NULL;

  draft->question->text = g_strdup ("Iets");
  read = write_and_read (draft);
  g_assert_cmpuint (read->about->len, ==, 0);
  g_assert_null (read->question->asker);
  g_assert_null (read->question->asker_partner);
  g_assert_null (read->question->via);
  g_assert_null (read->question->people);
  g_assert_cmpint (read->question->kind, ==, -1);
}

/* Somebody who was chosen is no draft; a word is. */
static void
test_without_words (void)
{
  g_autoptr (KlCaptureDraft) draft = kl_capture_draft_new (kl_new_case_new (SCHOOL));
  g_autoptr (KlWho) child = kl_who_new (KL_WHO_PUPIL, 7, "Jelle van den Berg", NULL);
  g_autofree char *typed = NULL;

  kl_capture_draft_add_about (draft, child, KL_CAPTURE_NO_ROLE);
  draft->question->asker = kl_person_new (KL_PERSON_GUARDIAN, 1, "Miranda", NULL);
  g_assert_null (kl_capture_draft_write (draft));

  g_set_str (&draft->typed, "Jel");
  typed = kl_capture_draft_write (draft);
  g_assert_nonnull (typed);
}

/* Drafts that kept the words alone, and what is no draft. */
static void
test_old (void)
{
  g_autoptr (KlCaptureDraft) old = kl_capture_draft_read (
    "(1, 2, 1, 0, 'Komt te laat', 0, 'Bellen', 20413, ['te laat'], 'Jel', 9, 20412, '', -1)",
    SCHOOL);

  g_assert_nonnull (old);
  g_assert_cmpint (old->question->asked_by, ==, 1);
  g_assert_cmpint (old->question->route, ==, KL_ROUTE_VIA_COLLEAGUE);
  g_assert_cmpstr (old->question->text, ==, "Komt te laat");
  g_assert_cmpstr (old->typed, ==, "Jel");
  g_assert_cmpuint (old->about->len, ==, 0);
  g_assert_null (old->question->asker);

  g_assert_null (kl_capture_draft_read ("", SCHOOL));
  g_assert_null (kl_capture_draft_read ("(1, 2)", SCHOOL));
}

/* Who moved away or was removed is not; the rest is found as it is called now. */
static void
test_find_same (void)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_who_free);
  static const struct
  {
    KlWhoKind kind;
    gint64 id;
    const char *found;
  } cases[] = {
    { KL_WHO_PUPIL, 7, "Jelle Jansen" }, { KL_WHO_FAMILY, 7, "gezin van den Berg" },
    { KL_WHO_PUPIL, 8, NULL },           { KL_WHO_GROUP, 7, NULL },
    { KL_WHO_SCHOOL, 0, "Kept" },        { KL_WHO_UNLISTED, 0, "Kept" },
  };

  g_ptr_array_add (candidates, kl_who_new (KL_WHO_PUPIL, 7, "Jelle Jansen", NULL));
  g_ptr_array_add (candidates, kl_who_new (KL_WHO_FAMILY, 7, "gezin van den Berg", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlWho) kept = kl_who_new (cases[i].kind, cases[i].id, "Kept", NULL);
      const KlWho *who = kl_who_find_same (candidates, kept);

      g_assert_cmpstr (who != NULL ? who->name : NULL, ==, cases[i].found);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/capture-draft/whole", test_whole);
  g_test_add_func ("/capture-draft/open", test_open);
  g_test_add_func ("/capture-draft/without-words", test_without_words);
  g_test_add_func ("/capture-draft/old", test_old);
  g_test_add_func ("/capture-draft/find-same", test_find_same);

  return g_test_run ();
}
