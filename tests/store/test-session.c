/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-session.h"

/* Who works in a vault, and at which of its schools. */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static KlSession *
open_session (KlStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KlSession *session = kl_session_new (store);

  kl_session_load_async (session, "test", NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (kl_session_load_finish (session, result, &error));
  g_assert_no_error (error);

  return session;
}

/* Opens the vault as a window does, for @professional. */
static KlSession *
open_as (VaultFixture *fixture, KlStore *store, int professional)
{
  g_autoptr (GError) error = NULL;

  case_fixture_run (fixture, "DELETE FROM vault_user WHERE id = 'test'");
  if (professional != 0)
    case_fixture_run (fixture,
                      "INSERT INTO vault_user (id, name, professional_id)"
                      " VALUES ('test', 'test', %d)",
                      professional);
  vault_fixture_close (fixture);
  g_assert_true (
    kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, &error));

  return open_session (store);
}

static void
check_own_schools (KlSession *session, guint n_own)
{
  g_assert_cmpuint (kl_session_get_schools (session)->len, ==, 2);
  g_assert_cmpuint (kl_session_get_own_schools (session)->len, ==, n_own);
}

/* Where somebody has no role there is nothing to choose. */
static void
test_one_school (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = open_as (fixture, store, TINEKE);
  g_autoptr (GError) error = NULL;

  check_own_schools (session, 1);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WEERLICHT);
  kl_session_set_school_id (session, WILGENROOS);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WEERLICHT);

  /* Over all of them a new question still belongs to one's own. */
  kl_session_set_school_id (session, 0);
  g_assert_cmpint (kl_session_get_work_school (session)->id, ==, WEERLICHT);
  g_assert_true (kl_store_close (store, &error));
}

static void
test_two_schools (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = open_as (fixture, store, SAMIRA);
  g_autoptr (GError) error = NULL;

  check_own_schools (session, 2);
  kl_session_set_school_id (session, WILGENROOS);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WILGENROOS);
  kl_session_set_school_id (session, WEERLICHT);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WEERLICHT);
  g_assert_true (kl_store_close (store, &error));
}

/* One that was just read in, with its teachers. */
static void
test_new_school (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = NULL;
  g_autoptr (GError) error = NULL;

  case_fixture_run (fixture, "UPDATE membership SET role = %d WHERE school_id = %d",
                    KL_ROLE_TEACHER, WILGENROOS);
  session = open_as (fixture, store, TINEKE);
  check_own_schools (session, 2);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WEERLICHT);
  kl_session_set_school_id (session, WILGENROOS);
  g_assert_cmpint (kl_session_get_school_id (session), ==, WILGENROOS);
  g_assert_true (kl_store_close (store, &error));
}

/* As whoever made the vault by a command. */
static void
test_nobody (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = open_as (fixture, store, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_session_get_user (session));
  check_own_schools (session, 2);
  g_assert_true (kl_store_close (store, &error));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/session/one-school", test_one_school);
  case_test_add ("/store/session/two-schools", test_two_schools);
  case_test_add ("/store/session/new-school", test_new_school);
  case_test_add ("/store/session/nobody", test_nobody);

  return g_test_run ();
}
