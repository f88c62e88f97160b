/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-audit.h"
#include "store/kl-wellbeing-rounds.h"

/* The kansencirkel: rounds that are kept, corrected and seen. */

static void
fill (KlWellbeingRound *round, gint64 case_id, gint64 pupil_id, KlDate day, int safe)
{
  round->case_id = case_id;
  round->pupil_id = pupil_id;
  round->day = day;
  round->voices[KL_WELLBEING_CHILD].of[KL_WELLBEING_SAFE] = (guint8) safe;
  round->voices[KL_WELLBEING_SCHOOL].of[KL_WELLBEING_INCLUDED] = 5;
}

static gint64
add (VaultFixture *fixture, gint64 case_id, gint64 pupil_id, KlDate day, int safe)
{
  g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  fill (round, case_id, pupil_id, day, safe);
  round->words = g_strdup ("Ik wil rust.");
  id = kl_wellbeing_rounds_add (fixture->db, round, TODAY, &error);
  g_assert_no_error (error);
  return id;
}

static gint64
correct (VaultFixture *fixture, gint64 case_id, gint64 round_id, const char *reason, GError **error)
{
  g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();

  fill (round, case_id, JELLE, TODAY - 7, 4);
  round->replaces_id = round_id;
  round->reason = g_strdup (reason);
  return kl_wellbeing_rounds_add (fixture->db, round, TODAY, error);
}

/* The score of the child's first side of each round, the newest first. */
static char *
list (VaultFixture *fixture, gint64 case_id, gint64 pupil_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rounds = kl_wellbeing_rounds_list (fixture->db, case_id, pupil_id, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rounds->len; i++)
    {
      const KlWellbeingRound *round = g_ptr_array_index (rounds, i);

      g_string_append_printf (text, "%u", round->voices[KL_WELLBEING_CHILD].of[KL_WELLBEING_SAFE]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_list (VaultFixture *fixture, gint64 case_id, gint64 pupil_id, const char *expected)
{
  g_autofree char *found = list (fixture, case_id, pupil_id);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_kept (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autoptr (GPtrArray) rounds = NULL;
  g_autoptr (GPtrArray) log = NULL;
  const KlWellbeingRound *newest;
  const KlAuditRecord *record;
  gint64 id;

  add (fixture, case_id, JELLE, TODAY - 7, 2);
  add (fixture, case_id, JELLE, TODAY - 60, 1);
  id = add (fixture, case_id, JELLE, TODAY, 3);
  assert_list (fixture, case_id, JELLE, "321");

  rounds = kl_wellbeing_rounds_list (fixture->db, case_id, 0, NULL);
  newest = g_ptr_array_index (rounds, 0);
  g_assert_cmpint (newest->id, ==, id);
  g_assert_cmpint (newest->pupil_id, ==, JELLE);
  g_assert_cmpint (newest->day, ==, TODAY);
  g_assert_cmpstr (newest->words, ==, "Ik wil rust.");
  g_assert_cmpint (newest->author->id, ==, SAMIRA);
  g_assert_cmpint (newest->voices[KL_WELLBEING_SCHOOL].of[KL_WELLBEING_INCLUDED], ==, 5);
  g_assert_cmpint (newest->voices[KL_WELLBEING_PARENTS].of[KL_WELLBEING_INCLUDED], ==, 0);

  log = kl_audit_list_for_pupil (fixture->db, JELLE, 0, 1, NULL);
  record = g_ptr_array_index (log, 0);
  g_assert_cmpint (record->act, ==, KL_AUDIT_WRITE);
  g_assert_cmpint (record->subject, ==, KL_AUDIT_WELLBEING);
  g_assert_cmpint (record->subject_id, ==, id);
}

static void
test_two_children (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autoptr (KlWellbeingRound) stranger = kl_wellbeing_round_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_cases_add_pupil (fixture->db, case_id, ILIAS, KL_CASE_ROLE_AFFECTED, NULL));
  add (fixture, case_id, JELLE, TODAY - 7, 2);
  add (fixture, case_id, ILIAS, TODAY - 3, 4);
  assert_list (fixture, case_id, JELLE, "2");
  assert_list (fixture, case_id, ILIAS, "4");
  assert_list (fixture, case_id, 0, "42");

  fill (stranger, case_id, NOOR, TODAY, 3);
  g_assert_cmpint (kl_wellbeing_rounds_add (fixture->db, stranger, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

static void
test_corrected (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const gint64 first = add (fixture, case_id, JELLE, TODAY - 7, 2);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  gint64 second, third;

  g_assert_cmpint (correct (fixture, case_id, first, " ", &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  second = correct (fixture, case_id, first, "verkeerd geteld", &error);
  g_assert_no_error (error);
  assert_list (fixture, case_id, JELLE, "4");

  /* Somebody else still had the first in front of him. */
  g_assert_cmpint (correct (fixture, case_id, first, "nog eens", &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  third = correct (fixture, case_id, second, "toch", &error);
  g_assert_no_error (error);

  versions = kl_wellbeing_rounds_list_versions (fixture->db, third, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 3);
  g_assert_cmpstr (((KlWellbeingRound *) g_ptr_array_index (versions, 0))->reason, ==, "toch");
  g_assert_cmpint (((KlWellbeingRound *) g_ptr_array_index (versions, 2))->id, ==, first);
  g_assert_cmpint (correct (fixture, case_id, 999, "niets", &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    int days;
    int score;
  } rows[] = { { 0, 0 }, { 0, 6 }, { 1, 3 }, { -100000, 3 } };
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autofree char *before = file_dump_tables (fixture->db);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();
      g_autoptr (GError) error = NULL;

      fill (round, case_id, JELLE, TODAY + rows[i].days, rows[i].score);
      round->voices[KL_WELLBEING_SCHOOL].of[KL_WELLBEING_INCLUDED] = 0;
      g_assert_cmpint (kl_wellbeing_rounds_add (fixture->db, round, TODAY, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
    }
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
}

/* Who may read what is for the team sees it and writes it. */
static void
test_rights (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 reader;
    gboolean sees;
  } rows[] = {
    { MARLEEN, TRUE }, { SAMIRA, TRUE }, { ANKE, TRUE }, { RUUD, FALSE }, { TINEKE, FALSE },
  };
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const gint64 id = add (fixture, case_id, JELLE, TODAY - 7, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) versions = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();

      case_fixture_act_as (fixture, rows[i].reader);
      versions = kl_wellbeing_rounds_list_versions (fixture->db, id, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (versions->len, ==, rows[i].sees ? 1 : 0);
      if (rows[i].sees)
        continue;
      assert_list (fixture, case_id, 0, "");
      fill (round, case_id, JELLE, TODAY, 3);
      g_assert_cmpint (kl_wellbeing_rounds_add (fixture->db, round, TODAY, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
    }
}

/* No statement changes what was kept. */
static void
test_stays (VaultFixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE wellbeing_round SET words = 'anders'",
    "UPDATE wellbeing_round SET day = day + 1",
    "UPDATE wellbeing_score SET score = 5",
    "INSERT OR REPLACE INTO wellbeing_round (id, school_id, case_id, pupil_id, day, recorded_at)"
    " SELECT id, school_id, case_id, pupil_id, day, 0 FROM wellbeing_round",
    "INSERT OR REPLACE INTO wellbeing_score (round_id, voice, aspect, score)"
    " SELECT round_id, voice, aspect, 5 FROM wellbeing_score",
  };
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  add (fixture, case_id, JELLE, TODAY - 7, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_assert_false (kl_db_exec (fixture->db, changes[i], NULL));
}

/* A fault half way, also in the log, leaves the file as it was. */
static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "wellbeing_round",
    "wellbeing_score WHEN new.voice = 2",
    "audit_record",
  };
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const gint64 n_records = case_fixture_ask (fixture, "SELECT count (*) FROM audit_record");
  g_autofree char *before = file_dump_tables (fixture->db);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();
      g_auto (GStrv) parts = g_strsplit (faults[i], " ", 2);
      g_autofree char *after = NULL;

      case_fixture_run (fixture,
                        "CREATE TEMP TRIGGER fault BEFORE INSERT ON main.%s %s"
                        " BEGIN SELECT RAISE (ABORT, 'fault'); END",
                        parts[0], parts[1] != NULL ? parts[1] : "");
      fill (round, case_id, JELLE, TODAY, 3);
      g_assert_cmpint (kl_wellbeing_rounds_add (fixture->db, round, TODAY, NULL), ==, 0);
      case_fixture_run (fixture, "DROP TRIGGER fault");
      after = file_dump_tables (fixture->db);
      file_dump_assert_same (after, before);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM audit_record"), ==,
                       n_records);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/wellbeing/kept", test_kept);
  case_test_add ("/store/wellbeing/two-children", test_two_children);
  case_test_add ("/store/wellbeing/corrected", test_corrected);
  case_test_add ("/store/wellbeing/refused", test_refused);
  case_test_add ("/store/wellbeing/rights", test_rights);
  case_test_add ("/store/wellbeing/stays", test_stays);
  case_test_add ("/store/wellbeing/fault", test_fault);

  return g_test_run ();
}
