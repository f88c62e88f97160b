/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/kl-store.h"
#include "vault-fixture.h"

enum
{
  SQL_ADD_TOPIC,
  SQL_COUNT_SLOWLY,
  N_SQL
};

static const char *const statements[N_SQL] = {
  [SQL_ADD_TOPIC] = "INSERT INTO topic (theme, label) VALUES (?, 'pesten')",
  [SQL_COUNT_SLOWLY] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                       " WHERE i < 1000000000) SELECT count(*) FROM n",
};

static const KlSql sql = KL_SQL (statements);

static GThread *main_thread;

static KlStore *
open_store (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlStore *store = kl_store_new ();

  vault_fixture_close (fixture);
  g_assert_true (
    kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, &error));
  g_assert_no_error (error);
  g_assert_true (kl_store_is_open (store));

  return store;
}

static void
close_store (KlStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_store_close (store, &error));
  g_assert_no_error (error);
  g_assert_false (kl_store_is_open (store));
  g_object_unref (store);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (g_thread_self () == main_thread);
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Work */

static void
ask_thread (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_assert_false (g_thread_self () == main_thread);
  g_task_return_pointer (task, g_thread_self (), NULL);
}

static void
add_topic (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_TOPIC);
  GError *error = NULL;

  kl_stmt_bind_int (stmt, 1, GPOINTER_TO_INT (data));
  if (kl_stmt_run (stmt, &error))
    {
      kl_db_touch (db, KL_CHANGE_TOPICS, GPOINTER_TO_INT (data));
      g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
sleep_a_while (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_usleep (300 * 1000);
  g_task_return_pointer (task, NULL, NULL);
}

static void
count_slowly (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_COUNT_SLOWLY);
  GError *error = NULL;

  g_assert_false (kl_stmt_run (stmt, &error));
  g_task_return_error (task, error);
}

static void
append_number (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GArray *numbers = data;
  int number = (int) numbers->len;

  g_array_append_val (numbers, number);
  g_task_return_pointer (task, GINT_TO_POINTER (number), NULL);
}

/* Tests */

static void
test_thread (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KlStore *store = open_store (fixture);
  gpointer first = kl_store_perform (store, ask_thread, NULL, &error);

  g_assert_nonnull (first);
  g_assert_true (first == kl_store_perform (store, ask_thread, NULL, &error));
  close_store (store);
}

static gboolean
tick_cb (gpointer data)
{
  ++*(int *) data;
  return G_SOURCE_CONTINUE;
}

/* While the store is busy the main loop goes on, and calling takes no time. */
static void
test_main_loop_runs (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  int n_ticks = 0;
  guint tick = g_timeout_add (10, tick_cb, &n_ticks);
  gint64 before = g_get_monotonic_time ();

  kl_store_perform_async (store, sleep_a_while, NULL, NULL, NULL, keep_result_cb, &result);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 50 * 1000);
  wait_for (&result);

  g_assert_cmpint (n_ticks, >=, 10);
  g_source_remove (tick);
  close_store (store);
}

static void
test_order (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  GAsyncResult *results[50] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    kl_store_perform_async (store, append_number, numbers, NULL, NULL, keep_result_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      wait_for (&results[i]);
      g_assert_cmpint (GPOINTER_TO_INT (kl_store_perform_finish (store, results[i], NULL)), ==, i);
      g_object_unref (results[i]);
    }
  close_store (store);
}

static void
test_cancel (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) running = NULL;
  g_autoptr (GAsyncResult) waiting = NULL;
  g_autoptr (GError) error = NULL;

  kl_store_perform_async (store, count_slowly, NULL, NULL, cancellable, keep_result_cb, &running);
  kl_store_perform_async (store, add_topic, GINT_TO_POINTER (1), NULL, cancellable, keep_result_cb,
                          &waiting);
  g_usleep (30 * 1000);
  g_cancellable_cancel (cancellable);

  wait_for (&running);
  kl_store_perform_finish (store, running, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  wait_for (&waiting);
  kl_store_perform_finish (store, waiting, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  close_store (store);

  vault_fixture_reopen (fixture, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM topic"), ==, 0);
}

typedef struct
{
  int n;
  guint what;
  gint64 case_id;
} Changes;

static void
changed_cb (KlStore *store, guint what, gint64 case_id, gpointer data)
{
  Changes *changes = data;

  g_assert_true (g_thread_self () == main_thread);
  changes->n++;
  changes->what = what;
  changes->case_id = case_id;
}

static void
test_changed (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) again = NULL;
  g_autoptr (GError) error = NULL;
  Changes changes = { 0 };

  g_signal_connect (store, "changed", G_CALLBACK (changed_cb), &changes);
  kl_store_perform_async (store, add_topic, GINT_TO_POINTER (7), NULL, NULL, keep_result_cb,
                          &first);
  while (changes.n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (changes.what, ==, KL_CHANGE_TOPICS);
  g_assert_cmpint (changes.case_id, ==, 7);

  /* What was not kept changed nothing. */
  kl_store_perform_async (store, add_topic, GINT_TO_POINTER (7), NULL, NULL, keep_result_cb,
                          &again);
  wait_for (&again);
  g_assert_null (kl_store_perform_finish (store, again, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (changes.n, ==, 1);
  close_store (store);
}

static void
test_wrong_key_then_right (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlStore) store = kl_store_new ();
  guint8 wrong[KL_DB_KEY_SIZE] = { 1 };

  vault_fixture_close (fixture);
  g_assert_false (kl_store_open (store, fixture->path, wrong, sizeof wrong, 0, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_KEY_OR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (kl_store_perform (store, ask_thread, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CLOSED);
  g_clear_error (&error);

  g_assert_true (
    kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, &error));
  g_assert_true (kl_store_close (store, &error));
  g_assert_true (
    kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, &error));
  g_assert_no_error (error);
}

/* Closing waits for what was asked before and leaves no log; afterwards nothing is taken. */
static void
test_close (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  kl_store_perform_async (store, sleep_a_while, NULL, NULL, NULL, NULL, NULL);
  kl_store_perform_async (store, add_topic, GINT_TO_POINTER (1), NULL, NULL, keep_result_cb,
                          &added);
  kl_store_close_async (store, keep_result_cb, &closed);
  g_assert_null (kl_store_perform (store, ask_thread, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CLOSED);
  g_clear_error (&error);

  wait_for (&closed);
  g_assert_true (kl_store_close_finish (store, closed, &error));
  g_assert_nonnull (added);
  g_assert_nonnull (kl_store_perform_finish (store, added, &error));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_object_unref (store);
}

/* A store that is let go of without closing closes by itself. */
static void
test_forgotten (VaultFixture *fixture, gconstpointer data)
{
  KlStore *store = open_store (fixture);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  KlStore *gone = store;

  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &gone);
  kl_store_perform_async (store, add_topic, GINT_TO_POINTER (1), NULL, NULL, NULL, NULL);
  g_object_unref (store);
  while (gone != NULL)
    g_main_context_iteration (NULL, FALSE);
  for (int i = 0; i < 500 && g_file_test (log, G_FILE_TEST_EXISTS); i++)
    g_usleep (10 * 1000);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  vault_fixture_reopen (fixture, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM topic"), ==, 1);
}

static void
test_read_only (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KlStore *store;

  g_assert_true (kl_db_exec (fixture->db, "PRAGMA user_version = 9999", NULL));
  store = open_store (fixture);
  g_assert_true (kl_store_get_read_only (store));
  g_assert_null (kl_store_perform (store, add_topic, GINT_TO_POINTER (1), &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_READ_ONLY);
  close_store (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  main_thread = g_thread_self ();

  vault_test_add ("/store/store/thread", test_thread);
  vault_test_add ("/store/store/main-loop-runs", test_main_loop_runs);
  vault_test_add ("/store/store/order", test_order);
  vault_test_add ("/store/store/cancel", test_cancel);
  vault_test_add ("/store/store/changed", test_changed);
  vault_test_add ("/store/store/wrong-key-then-right", test_wrong_key_then_right);
  vault_test_add ("/store/store/close", test_close);
  vault_test_add ("/store/store/forgotten", test_forgotten);
  vault_test_add ("/store/store/read-only", test_read_only);

  return g_test_run ();
}
