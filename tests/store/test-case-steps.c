/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-case-steps.h"

/* How a case goes from status to status, and many at once. */

static const KlClosing complete = { TRUE, KL_HELP_ACTUAL_SUPPORT, KL_ANSWER_YES, KL_ANSWER_NO,
                                    KL_ANSWER_YES };

static GPtrArray *
list_steps (VaultFixture *fixture, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = kl_case_steps_list (fixture->db, case_id, &error);

  g_assert_no_error (error);
  return steps;
}

static const KlCaseStep *
get_step (GPtrArray *steps, guint i)
{
  g_assert_cmpuint (i, <, steps->len);
  return g_ptr_array_index (steps, i);
}

static void
assert_step (GPtrArray *steps, guint i, int from, KlCaseStatus to, const char *words)
{
  const KlCaseStep *step = get_step (steps, i);
  g_autofree char *text = kl_case_step_format (step);

  g_assert_cmpint (step->from, ==, from);
  g_assert_cmpint (step->to, ==, to);
  g_assert_cmpstr (text, ==, words);
}

/* One case */

static void
test_flow (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_WAITING, KL_DATE_NONE, "het buurtteam belt",
                 TODAY, &error);
  g_assert_no_error (error);
  case_fixture_act_as (fixture, MARLEEN);
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 56, NULL, TODAY + 3,
                 &error);
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 70, NULL, TODAY + 9,
                 &error);
  /* What changes nothing is not told. */
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 70, NULL, TODAY + 9,
                 &error);
  kl_cases_close (fixture->db, case_id, &complete, KL_SATISFIED_YES, "Moeder is tevreden.", TODAY,
                  &error);
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_ACTIVE, KL_DATE_NONE, "Het speelt weer.",
                 TODAY, &error);
  g_assert_no_error (error);

  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_no_error (error);
  steps = g_ptr_array_ref (file->steps);
  g_assert_cmpuint (steps->len, ==, 6);
  assert_step (steps, 0, KL_CASE_STATUS_NONE, KL_CASE_STATUS_ACTIVE, "Opgepakt");
  assert_step (steps, 1, KL_CASE_STATUS_ACTIVE, KL_CASE_STATUS_WAITING,
               "Wachten: het buurtteam belt");
  assert_step (steps, 2, KL_CASE_STATUS_WAITING, KL_CASE_STATUS_MONITORING, "Gevolgd");
  assert_step (steps, 3, KL_CASE_STATUS_MONITORING, KL_CASE_STATUS_MONITORING, "Langer gevolgd");
  assert_step (steps, 4, KL_CASE_STATUS_MONITORING, KL_CASE_STATUS_CLOSED,
               "Afgesloten: Moeder is tevreden.");
  assert_step (steps, 5, KL_CASE_STATUS_CLOSED, KL_CASE_STATUS_ACTIVE,
               "Heropend: Het speelt weer.");

  g_assert_cmpint (get_step (steps, 1)->who->id, ==, SAMIRA);
  g_assert_cmpint (get_step (steps, 2)->who->id, ==, MARLEEN);
  g_assert_cmpint (get_step (steps, 3)->monitor_until, ==, TODAY + 70);
  g_assert_cmpint (get_step (steps, 3)->day, ==, TODAY + 9);
  /* What the closing said stays with it. */
  g_assert_cmpint (get_step (steps, 4)->help, ==, KL_HELP_ACTUAL_SUPPORT);
  g_assert_true (get_step (steps, 4)->led_to_help);
  g_assert_true (get_step (steps, 4)->contact_continues);
  g_assert_false (get_step (steps, 4)->passed_on);
  g_assert_cmpint (get_step (steps, 4)->satisfied, ==, KL_SATISFIED_YES);
  g_assert_cmpint (kl_case_steps_get_reopened_on (steps), ==, TODAY);
  g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_ACTIVE);
}

static void
test_since (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 7, NULL, TODAY + 2, NULL);
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 9, NULL, TODAY + 5, NULL);
  steps = list_steps (fixture, case_id);
  g_assert_cmpint (kl_case_steps_get_since (steps), ==, TODAY + 2);
  g_assert_cmpint (kl_case_steps_get_reopened_on (steps), ==, KL_DATE_NONE);
}

/* What was refused leaves nothing behind. */
static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  static const KlClosing half = { .help = KL_HELP_ACTUAL_SUPPORT };

  g_assert_false (
    kl_cases_close (fixture->db, case_id, &half, KL_SATISFIED_UNKNOWN, NULL, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_NEW, 0, NULL, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_CLOSED, 0, NULL, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);

  steps = list_steps (fixture, case_id);
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_false (kl_db_exec (fixture->db, "UPDATE case_step SET day = 1", NULL));
}

static void
test_advice (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Mag zij later komen?");
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  const KlCaseStep *step;
  const KlEntry *answer;
  KlNewCaseIds ids;

  question->help = KL_HELP_INFORMATION_ADVICE;
  question->answer = g_strdup ("Een kwartier later mag; de leerkracht weet ervan.");
  question->passed_on = KL_ANSWER_YES;
  question->satisfied = KL_SATISFIED_YES;
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  file = kl_cases_load_file (fixture->db, ids.case_id, TODAY, &error);
  g_assert_no_error (error);

  g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_CLOSED);
  g_assert_cmpint (file->row->closed_on, ==, TODAY);
  g_assert_cmpint (file->help, ==, KL_HELP_INFORMATION_ADVICE);
  g_assert_true (file->passed_on);
  g_assert_false (file->led_to_help);
  g_assert_cmpint (file->satisfied, ==, KL_SATISFIED_YES);
  g_assert_cmpuint (file->entries->len, ==, 2);
  answer = g_ptr_array_index (file->entries, 0);
  g_assert_cmpint (answer->kind, ==, KL_ENTRY_CLOSING);
  g_assert_cmpstr (answer->text, ==, "Een kwartier later mag; de leerkracht weet ervan.");

  g_assert_cmpuint (file->steps->len, ==, 1);
  step = get_step (file->steps, 0);
  g_assert_cmpint (step->entry_id, ==, answer->id);
  assert_step (file->steps, 0, KL_CASE_STATUS_NONE, KL_CASE_STATUS_CLOSED,
               "Meteen beantwoord: Een kwartier later mag; de leerkracht weet ervan.");
}

/* The director sees how cases go, and not why. */
static void
test_reasons_hidden (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_WAITING, 0, "moeder is ziek", TODAY, NULL);
  kl_cases_close (fixture->db, case_id, &complete, KL_SATISFIED_YES, "Moeder is beter.", TODAY,
                  NULL);
  case_fixture_act_as (fixture, RUUD);
  steps = list_steps (fixture, case_id);
  g_assert_cmpuint (steps->len, ==, 3);
  assert_step (steps, 1, KL_CASE_STATUS_ACTIVE, KL_CASE_STATUS_WAITING, "Wachten");
  assert_step (steps, 2, KL_CASE_STATUS_WAITING, KL_CASE_STATUS_CLOSED, "Afgesloten");
}

/* Many cases */

static void
add_cases (VaultFixture *fixture, gint64 ids[4])
{
  static const gint64 pupils[] = { JELLE, ILIAS, NOOR, SANAE };

  for (gsize i = 0; i < G_N_ELEMENTS (pupils); i++)
    ids[i] = case_fixture_add_case (fixture, pupils[i], "Een vraag");
  kl_cases_move (fixture->db, ids[1], KL_CASE_STATUS_MONITORING, TODAY + 30, NULL, TODAY, NULL);
}

static void
fill_closings (const gint64 ids[4], KlCaseClosing closings[4])
{
  for (int i = 0; i < 4; i++)
    {
      closings[i] = (KlCaseClosing) { .case_id = ids[i], .satisfied = KL_SATISFIED_YES };
      closings[i].closing = complete;
      closings[i].text = i == 0 ? "Einde van het schooljaar." : NULL;
    }
}

static void
test_many (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) batches = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *closed = NULL, *after = NULL;
  KlCaseClosing closings[4];
  gint64 ids[4], batch, reopened;
  int n_undone, n_moved_on;

  add_cases (fixture, ids);
  fill_closings (ids, closings);
  before = file_dump_tables (fixture->db);
  batch = kl_cases_close_many (fixture->db, WILGENROOS, closings, 4, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
    case_fixture_ask (fixture,
                      "SELECT count (*) FROM care_case WHERE status = 4 AND closed_on = %d", TODAY),
    ==, 4);
  closed = file_dump_tables (fixture->db);

  reopened =
    kl_cases_reopen_many (fixture->db, WILGENROOS, ids, 4, "Nieuw schooljaar.", TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM care_case WHERE status = 1"),
                   ==, 4);
  batches = kl_case_batches_list (fixture->db, WILGENROOS, 0, &error);
  g_assert_cmpuint (batches->len, ==, 2);
  g_assert_cmpint (((KlCaseBatch *) g_ptr_array_index (batches, 0))->n_cases, ==, 4);
  g_assert_cmpint (((KlCaseBatch *) g_ptr_array_index (batches, 1))->to, ==, KL_CASE_STATUS_CLOSED);

  g_assert_true (kl_case_batches_undo (fixture->db, reopened, &n_undone, &n_moved_on, &error));
  g_assert_cmpint (n_undone, ==, 4);
  g_assert_cmpint (n_moved_on, ==, 0);
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, closed);

  g_assert_true (kl_case_batches_undo (fixture->db, batch, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&after, g_free);
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
  g_assert_false (kl_case_batches_undo (fixture->db, batch, NULL, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

/* All or nothing. */
static void
test_many_refused (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  KlCaseClosing closings[4];
  gint64 ids[4];

  add_cases (fixture, ids);
  fill_closings (ids, closings);
  closings[3].closing.contact_continues = KL_ANSWER_UNKNOWN;
  before = file_dump_tables (fixture->db);
  g_assert_cmpint (kl_cases_close_many (fixture->db, WILGENROOS, closings, 4, TODAY, &error), ==,
                   0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  /* A case of another school is not of this one. */
  fill_closings (ids, closings);
  g_assert_cmpint (kl_cases_close_many (fixture->db, WEERLICHT, closings, 4, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
}

/* What was done after it is not undone with it. */
static void
test_undo_later (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  KlCaseClosing closings[4];
  gint64 ids[4], batch, corrected;
  int n_undone, n_moved_on;

  add_cases (fixture, ids);
  fill_closings (ids, closings);
  batch = kl_cases_close_many (fixture->db, WILGENROOS, closings, 4, TODAY, &error);
  g_assert_no_error (error);

  kl_cases_reopen (fixture->db, ids[2], "Toch niet.", TODAY, &error);
  case_fixture_add_entry (fixture, ids[1], KL_ENTRY_PHONE_CALL, TODAY, KL_VISIBILITY_TEAM,
                          "Nog gebeld");
  corrected =
    case_fixture_ask (fixture, "SELECT max (id) FROM entry WHERE case_id = %" G_GINT64_FORMAT,
                      ids[0]);
  entry = kl_entries_get (fixture->db, corrected, &error);
  g_set_str (&entry->text, "Einde van het jaar; in september verder.");
  kl_entries_correct (fixture->db, entry, "vollediger", TODAY, NULL, &error);
  g_assert_no_error (error);

  g_assert_true (kl_case_batches_undo (fixture->db, batch, &n_undone, &n_moved_on, &error));
  g_assert_cmpint (n_undone, ==, 3);
  g_assert_cmpint (n_moved_on, ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT status FROM care_case WHERE id = %" G_GINT64_FORMAT,
                                     ids[1]),
                   ==, KL_CASE_STATUS_MONITORING);
  g_assert_cmpint (
    case_fixture_ask (fixture, "SELECT monitor_until FROM care_case WHERE id = %" G_GINT64_FORMAT,
                      ids[1]),
    ==, TODAY + 30);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE body = 'Nog gebeld'"),
                   ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE id = %" G_GINT64_FORMAT,
                                     corrected),
                   ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM care_case c WHERE n_entries <>"
                                              " (SELECT count (*) FROM entry e"
                                              " WHERE e.case_id = c.id)"),
                   ==, 0);
}

/* A fault half way leaves the file as it was. */
static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  KlCaseClosing closings[4];
  gint64 ids[4], batch;

  add_cases (fixture, ids);
  fill_closings (ids, closings);
  before = file_dump_tables (fixture->db);
  case_fixture_run (fixture,
                    "CREATE TEMP TRIGGER fault BEFORE INSERT ON case_step"
                    " WHEN new.case_id = %" G_GINT64_FORMAT
                    " BEGIN SELECT RAISE (ABORT, 'fault'); END",
                    ids[2]);
  g_assert_cmpint (kl_cases_close_many (fixture->db, WILGENROOS, closings, 4, TODAY, &error), ==,
                   0);
  g_assert_nonnull (error);
  g_clear_error (&error);
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
  g_clear_pointer (&after, g_free);
  g_clear_pointer (&before, g_free);

  case_fixture_run (fixture, "DROP TRIGGER fault");
  batch = kl_cases_close_many (fixture->db, WILGENROOS, closings, 4, TODAY, &error);
  g_assert_no_error (error);
  before = file_dump_tables (fixture->db);
  case_fixture_run (fixture,
                    "CREATE TEMP TRIGGER fault BEFORE DELETE ON entry"
                    " WHEN old.case_id = %" G_GINT64_FORMAT
                    " BEGIN SELECT RAISE (ABORT, 'fault'); END",
                    ids[2]);
  g_assert_false (kl_case_batches_undo (fixture->db, batch, NULL, NULL, &error));
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/case-steps/flow", test_flow);
  case_test_add ("/store/case-steps/since", test_since);
  case_test_add ("/store/case-steps/refused", test_refused);
  case_test_add ("/store/case-steps/advice", test_advice);
  case_test_add ("/store/case-steps/reasons-hidden", test_reasons_hidden);
  case_test_add ("/store/case-steps/many", test_many);
  case_test_add ("/store/case-steps/many-refused", test_many_refused);
  case_test_add ("/store/case-steps/undo-later", test_undo_later);
  case_test_add ("/store/case-steps/fault", test_fault);

  return g_test_run ();
}
