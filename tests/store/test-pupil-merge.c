/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"
#include "random-edits.h"

#include "store/kl-audit.h"
#include "store/kl-consents.h"
#include "store/kl-families.h"
#include "store/kl-people-private.h"
#include "store/kl-pupil-merge.h"
#include "store/kl-pupils.h"
#include "store/kl-trust.h"
#include "store/kl-wellbeing-rounds.h"

/* Two pupils become one, and one becomes two again. */

#define N_ROUNDS 40

static void
choose_pair (VaultFixture *fixture, gint64 *kept, gint64 *other)
{
  *kept = random_edits_choose_pupil (fixture);
  do
    *other = random_edits_choose_pupil (fixture);
  while (*other == *kept);
}

/* Properties */

static void
merge (VaultFixture *fixture, gint64 kept, gint64 other)
{
  g_autoptr (GError) error = NULL;

  kl_pupils_merge (fixture->db, kept, other, &error);
  g_assert_no_error (error);
  /* The moment is another one each time. */
  case_fixture_run (fixture, "UPDATE pupil_merged SET merged_at = 0");
}

static void
split (VaultFixture *fixture, gint64 other)
{
  g_autoptr (GError) error = NULL;

  kl_pupils_split (fixture->db, other, &error);
  g_assert_no_error (error);
}

/* Nothing names somebody who is not there. */
static void
assert_whole (VaultFixture *fixture)
{
  static const char *const loose[] = {
    "SELECT count (*) FROM pragma_foreign_key_check",
    "SELECT count (*) FROM consent WHERE giver_kind = 1 AND giver_id NOT IN (SELECT id FROM pupil)",
    "SELECT count (*) FROM trust_link WHERE person_kind = 1 AND person_id <> 0"
    " AND person_id NOT IN (SELECT id FROM pupil)",
    "SELECT count (*) FROM entry_person WHERE person_kind = 1"
    " AND person_id NOT IN (SELECT id FROM pupil)",
    "SELECT count (*) FROM attendee WHERE person_kind = 1"
    " AND person_id NOT IN (SELECT id FROM pupil)",
    "SELECT count (*) FROM attendee_item WHERE person_kind = 1"
    " AND person_id NOT IN (SELECT id FROM pupil)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (loose); i++)
    g_assert_cmpint (case_fixture_ask (fixture, "%s", loose[i]), ==, 0);
}

static void
test_there_and_back (VaultFixture *fixture, gconstpointer data)
{
  random_edits_set_up (fixture);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *before = NULL, *merged = NULL, *after = NULL, *again = NULL;
      gint64 kept, other;

      random_edits_make (fixture, 5);
      choose_pair (fixture, &kept, &other);
      before = file_dump_tables (fixture->db);
      merge (fixture, kept, other);
      assert_whole (fixture);
      merged = file_dump_tables (fixture->db);
      g_assert_cmpstr (merged, !=, before);

      split (fixture, other);
      after = file_dump_tables (fixture->db);
      file_dump_assert_same (after, before);

      /* To undo the split is to merge again. */
      merge (fixture, kept, other);
      again = file_dump_tables (fixture->db);
      file_dump_assert_same (again, merged);
      split (fixture, other);
    }
}

/* Three that are one come apart in the order in which they came together. */
static void
test_chain (VaultFixture *fixture, gconstpointer data)
{
  random_edits_set_up (fixture);
  random_edits_make (fixture, 40);
  for (int round = 0; round < N_ROUNDS / 4; round++)
    {
      g_autofree char *before = NULL, *after = NULL;
      g_autoptr (GPtrArray) merges = NULL;
      g_autoptr (GError) error = NULL;

      random_edits_make (fixture, 5);
      before = file_dump_tables (fixture->db);
      merge (fixture, ILIAS, SANAE);
      merge (fixture, ILIAS, NOOR);
      merge (fixture, JELLE, ILIAS);
      assert_whole (fixture);

      g_assert_false (kl_pupils_split (fixture->db, SANAE, &error));
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
      g_clear_error (&error);
      split (fixture, ILIAS);
      g_assert_false (kl_pupils_split (fixture->db, SANAE, &error));
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
      g_clear_error (&error);
      merges = kl_pupils_list_merges_of_school (fixture->db, WILGENROOS, &error);
      g_assert_cmpuint (merges->len, ==, 2);
      g_assert_cmpstr (((KlPupilMerge *) g_ptr_array_index (merges, 0))->name, ==, "Noor Jansen");
      g_assert_true (((KlPupilMerge *) g_ptr_array_index (merges, 0))->last);
      g_assert_false (((KlPupilMerge *) g_ptr_array_index (merges, 1))->last);
      split (fixture, NOOR);
      split (fixture, SANAE);

      after = file_dump_tables (fixture->db);
      file_dump_assert_same (after, before);
    }
}

/* What is written between merge and split is not lost, whoever it is of. */
static void
test_work_between (VaultFixture *fixture, gconstpointer data)
{
  random_edits_set_up (fixture);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      gint64 kept, other, texts, consents, faces;

      random_edits_make (fixture, 5);
      choose_pair (fixture, &kept, &other);
      case_fixture_run (fixture, "CREATE TEMP TABLE tie AS SELECT * FROM case_pupil");
      merge (fixture, kept, other);
      for (int i = 0; i < 5; i++)
        {
          random_edits_add_entry (fixture);
          random_edits_add_case (fixture);
        }
      texts = case_fixture_ask (fixture, "SELECT count (*) FROM entry");
      consents = case_fixture_ask (fixture, "SELECT count (*) FROM consent");
      faces = case_fixture_ask (fixture, "SELECT count (*) FROM trust_link");
      split (fixture, other);

      assert_whole (fixture);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), ==, texts);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM consent"), ==, consents);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM trust_link"), ==, faces);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM tie t WHERE NOT EXISTS"
                                                  " (SELECT 1 FROM case_pupil c"
                                                  " WHERE c.case_id = t.case_id"
                                                  " AND c.pupil_id = t.pupil_id)"),
                       ==, 0);
      case_fixture_run (fixture, "DROP TABLE tie");
    }
}

/* What a merge shows */

static void
test_one_child (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPupil) jelle = NULL, gone = NULL;
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;
  KlPupil twin = { .school_id = WILGENROOS,
                   .given = "Jele",
                   .prefix = "van den",
                   .surname = "Berg",
                   .year = -1,
                   .municipality = "Oss",
                   .external_key = "k9" };
  gint64 case_id, next;

  twin.birth = case_fixture_ask (fixture, "SELECT birth FROM pupil WHERE id = %d", JELLE);
  g_assert_true (kl_pupils_add (fixture->db, &twin, &error));
  case_id = case_fixture_add_case (fixture, twin.id, "Boos thuis");
  kl_cases_add_pupil (fixture->db, case_id, JELLE, KL_CASE_ROLE_WITNESS, NULL);
  {
    g_autoptr (GPtrArray) doubles = kl_pupils_find_doubles (fixture->db, WILGENROOS, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (doubles->len, ==, 1);
    g_assert_cmpint (((KlPupilDouble *) g_ptr_array_index (doubles, 0))->other->id
                       + ((KlPupilDouble *) g_ptr_array_index (doubles, 0))->one->id,
                     ==, JELLE + twin.id);
  }

  merge (fixture, JELLE, twin.id);
  jelle = kl_pupils_get (fixture->db, JELLE, &error);
  g_assert_cmpstr (jelle->name, ==, "Jelle van den Berg");
  g_assert_cmpstr (jelle->municipality, ==, "Oss");
  g_assert_cmpstr (jelle->external_key, ==, "k9");
  gone = kl_pupils_get (fixture->db, twin.id, &error);
  g_assert_null (gone);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_cmpuint (file->pupils->len, ==, 1);
  g_assert_cmpint (((KlCasePupil *) g_ptr_array_index (file->pupils, 0))->role, ==,
                   KL_CASE_ROLE_WITNESS);

  /* The id stays taken, and the log of both is one. */
  g_assert_true (kl_pupils_get_next_id (fixture->db, WILGENROOS, &next, &error));
  g_assert_cmpint (next, ==, twin.id + 1);
  log = kl_audit_list_for_pupil (fixture->db, JELLE, 0, 200, &error);
  g_assert_cmpuint (log->len, ==,
                    case_fixture_ask (fixture,
                                      "SELECT count (*) FROM audit_record WHERE pupil_id IN"
                                      " (%d, %" G_GINT64_FORMAT ")",
                                      JELLE, twin.id));

  g_assert_false (kl_pupils_merge (fixture->db, JELLE, JELLE, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_pupils_split (fixture->db, JELLE, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

/* What somebody changed meanwhile is not taken back by the split. */
static void
test_changed_since (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPupil) pupil = NULL;

  case_fixture_run (fixture,
                    "UPDATE pupil SET municipality = 'Oss', postcode = '5341 AA'"
                    " WHERE id = %d",
                    NOOR);
  merge (fixture, JELLE, NOOR);
  case_fixture_run (fixture, "UPDATE pupil SET municipality = 'Vught' WHERE id = %d", JELLE);
  split (fixture, NOOR);
  pupil = kl_pupils_get (fixture->db, JELLE, NULL);
  g_assert_cmpstr (pupil->municipality, ==, "Vught");
  g_assert_null (pupil->postcode);
}

/* A fault half way leaves the file as it was. */
static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "BEFORE UPDATE ON trust_link", "BEFORE DELETE ON pupil",        "BEFORE UPDATE ON consent",
    "BEFORE INSERT ON pupil",      "BEFORE DELETE ON pupil_merged",
  };

  random_edits_set_up (fixture);
  random_edits_make (fixture, 60);
  /* So that every fault below is met. */
  case_fixture_run (fixture, "UPDATE trust_link SET person_kind = 1, person_id = %d WHERE id = 1",
                    ILIAS);
  random_edits_add_consent (fixture);
  case_fixture_run (fixture, "UPDATE consent SET giver_kind = 1, giver_id = %d WHERE id = 1",
                    ILIAS);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *before = file_dump_tables (fixture->db);
      g_autofree char *after = NULL;
      gboolean merged;

      case_fixture_run (fixture,
                        "CREATE TEMP TRIGGER fault %s"
                        " BEGIN SELECT RAISE (ABORT, 'fault'); END",
                        faults[i]);
      merged = kl_pupils_merge (fixture->db, JELLE, ILIAS, NULL);
      if (merged)
        {
          g_autofree char *one = file_dump_tables (fixture->db);
          g_autofree char *still = NULL;

          g_assert_false (kl_pupils_split (fixture->db, ILIAS, NULL));
          still = file_dump_tables (fixture->db);
          file_dump_assert_same (still, one);
        }
      case_fixture_run (fixture, "DROP TRIGGER fault");
      if (merged)
        split (fixture, ILIAS);
      after = file_dump_tables (fixture->db);
      file_dump_assert_same (after, before);
    }
}

/* Whoever adds a table that refers to pupils must say here that a merge knows it. */
static void
test_tables (VaultFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (
    case_fixture_ask (fixture,
                      "SELECT count (*) FROM sqlite_schema t, pragma_foreign_key_list (t.name) f"
                      " WHERE t.type = 'table' AND f.\"table\" = 'pupil' AND t.name NOT IN"
                      " ('pupil_group', 'pupil_guardian', 'case_pupil', 'entry_pupil',"
                      " 'referral_pupil', 'consent', 'wellbeing_round')"),
    ==, 0);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/pupil-merge/there-and-back", test_there_and_back);
  case_test_add ("/store/pupil-merge/chain", test_chain);
  case_test_add ("/store/pupil-merge/work-between", test_work_between);
  case_test_add ("/store/pupil-merge/one-child", test_one_child);
  case_test_add ("/store/pupil-merge/changed-since", test_changed_since);
  case_test_add ("/store/pupil-merge/fault", test_fault);
  case_test_add ("/store/pupil-merge/tables", test_tables);

  return g_test_run ();
}
