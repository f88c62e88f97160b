/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-case-request.h"

/* What was caught can be put right. */

static void
test_request (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const KlPerson anke = { .kind = KL_PERSON_PROFESSIONAL, .id = ANKE };
  const KlCaseRequest request = { .asked_by = KL_ASKED_BY_PARENT,
                                  .route = KL_ROUTE_VIA_COLLEAGUE,
                                  .via = &anke,
                                  .theme = KL_THEME_ATTENDANCE,
                                  .topics = topics };

  g_ptr_array_add (topics, "verzuim");
  g_ptr_array_add (topics, "te laat");
  kl_cases_set_request (fixture->db, case_id, &request, &error);
  g_ptr_array_remove_index (topics, 0);
  kl_cases_set_request (fixture->db, case_id, &request, &error);
  g_assert_no_error (error);

  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_cmpint (file->asked_by, ==, KL_ASKED_BY_PARENT);
  g_assert_cmpint (file->route, ==, KL_ROUTE_VIA_COLLEAGUE);
  g_assert_cmpint (file->route_via->id, ==, ANKE);
  g_assert_cmpint (file->row->theme, ==, KL_THEME_ATTENDANCE);
  g_assert_cmpuint (file->topics->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (file->topics, 0), ==, "te laat");
}

static void
test_subject (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    KlCaseSubject subject;
    int code; /* -1 when it is kept */
  } cases[] = {
    { { KL_SUBJECT_PUPIL, 0, 0 }, -1 },
    { { KL_SUBJECT_PUPIL, 0, 1 }, -1 },
    { { KL_SUBJECT_COMMUNITY, 0, 0 }, -1 },
    { { KL_SUBJECT_GROUP, 0, 0 }, KL_STORE_ERROR_INVALID },
    { { KL_SUBJECT_GROUP, GROUP_7, 0 }, -1 },
    { { KL_SUBJECT_GROUP, 77, 0 }, KL_STORE_ERROR_NOT_FOUND },
    { { KL_SUBJECT_GROUP, 3, 0 }, KL_STORE_ERROR_NOT_FOUND }, /* of the other school */
    { { KL_SUBJECT_FAMILY, 0, 0 }, KL_STORE_ERROR_INVALID },
    { { KL_SUBJECT_FAMILY, 0, 77 }, KL_STORE_ERROR_NOT_FOUND },
    { { KL_SUBJECT_FAMILY, 0, 1 }, -1 },
  };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  case_fixture_run (fixture, "INSERT INTO school_group (id, school_id, school_year, name)"
                             " VALUES (3, 2, 2025, '5')");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean kept = kl_cases_set_subject (fixture->db, case_id, &cases[i].subject, &error);

      g_assert_cmpint (kept, ==, cases[i].code < 0);
      if (!kept)
        g_assert_error (error, KL_STORE_ERROR, cases[i].code);
      else
        g_assert_cmpint (case_fixture_ask (fixture, "SELECT subject FROM care_case"), ==,
                         cases[i].subject.subject);
    }
}

/* The whole family comes in; who was in it keeps a role of its own. */
static void
test_family (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const KlCaseSubject subject = { .subject = KL_SUBJECT_FAMILY, .family_id = 1 };

  kl_cases_add_pupil (fixture->db, case_id, JELLE, KL_CASE_ROLE_ACTOR, &error);
  kl_cases_set_subject (fixture->db, case_id, &subject, &error);
  kl_cases_add_family (fixture->db, case_id, KL_CASE_ROLE_AFFECTED, &error);
  g_assert_no_error (error);

  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_cmpuint (file->pupils->len, ==, 2);
  g_assert_cmpint (((KlCasePupil *) g_ptr_array_index (file->pupils, 0))->role, ==,
                   KL_CASE_ROLE_ACTOR);
  g_assert_cmpint (((KlCasePupil *) g_ptr_array_index (file->pupils, 1))->pupil->id, ==, FENNA);
  g_assert_cmpint (((KlCasePupil *) g_ptr_array_index (file->pupils, 1))->role, ==,
                   KL_CASE_ROLE_AFFECTED);
  g_assert_cmpstr (((KlCasePupil *) g_ptr_array_index (file->pupils, 1))->pupil->school_name, ==,
                   "KC De Weerlicht");
}

static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new ();
  g_autofree char *before = NULL, *after = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const KlCaseRequest request = { .theme = KL_THEME_ATTENDANCE, .topics = topics };

  g_ptr_array_add (topics, "verzuim");
  before = file_dump_tables (fixture->db);
  case_fixture_run (fixture, "CREATE TEMP TRIGGER fault BEFORE INSERT ON case_topic"
                             " BEGIN SELECT RAISE (ABORT, 'fault'); END");
  g_assert_false (kl_cases_set_request (fixture->db, case_id, &request, NULL));
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/case-request/request", test_request);
  case_test_add ("/store/case-request/subject", test_subject);
  case_test_add ("/store/case-request/family", test_family);
  case_test_add ("/store/case-request/fault", test_fault);

  return g_test_run ();
}
