/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/kl-db-memory.h"
#include "vault-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

enum
{
  SQL_ADD_TOPIC,
  SQL_LIST_TOPICS,
  SQL_COUNT_SLOWLY,
  SQL_BROKEN,
  N_SQL
};

static const char *const statements[N_SQL] = {
  [SQL_ADD_TOPIC] = "INSERT INTO topic (theme, label) VALUES (?, ?)",
  [SQL_LIST_TOPICS] = "SELECT theme, label FROM topic ORDER BY id",
  [SQL_COUNT_SLOWLY] = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                       " WHERE i < 1000000000) SELECT count(*) FROM n",
  [SQL_BROKEN] = "SELECT nothing FROM nowhere",
};

static const KlSql sql = KL_SQL (statements);

static gboolean
add_topic (KlDb *db, int theme, const char *label, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_TOPIC);

  kl_stmt_bind_int (stmt, 1, theme);
  kl_stmt_bind_text (stmt, 2, label);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  kl_db_touch (db, KL_CHANGE_TOPICS, theme);
  return TRUE;
}

static gint64
count_topics (KlDb *db)
{
  return vault_fixture_ask (db, "SELECT count(*) FROM topic");
}

/* Opening */

static void
assert_refused (VaultFixture *fixture, const guint8 *key, KlDbFlags flags, KlStoreError code)
{
  g_autoptr (GError) error = NULL;
  KlDb *db = kl_db_open (fixture->path, key, KL_DB_KEY_SIZE, flags, &error);

  g_assert_null (db);
  g_assert_error (error, KL_STORE_ERROR, (int) code);
}

static void
test_settings (VaultFixture *fixture, gconstpointer data)
{
  GStatBuf status;

  g_assert_cmpint (kl_db_get_version (fixture->db), ==, KL_DB_SCHEMA_VERSION);
  g_assert_false (kl_db_is_read_only (fixture->db));
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA application_id"), ==,
                   KL_DB_APPLICATION_ID);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA user_version"), ==,
                   KL_DB_SCHEMA_VERSION);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA temp_store"), ==, 2);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA trusted_schema"), ==, 0);
  g_assert_true (kl_db_memory_install ());
  g_assert_cmpint (vault_fixture_ask (fixture->db, "PRAGMA cache_size"), ==, -65536);
  g_assert_cmpint (vault_fixture_ask (fixture->db,
                                      "SELECT journal_mode = 'wal' FROM pragma_journal_mode"),
                   ==, 1);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_reopen (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_true (add_topic (fixture->db, 1, "pesten", NULL));
  vault_fixture_close (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  vault_fixture_reopen (fixture, KL_DB_DEFAULT);
  g_assert_cmpint (count_topics (fixture->db), ==, 1);
}

static void
test_wrong_key (VaultFixture *fixture, gconstpointer data)
{
  guint8 key[KL_DB_KEY_SIZE];

  memcpy (key, fixture->key, sizeof key);
  key[31] ^= 1;
  vault_fixture_close (fixture);

  assert_refused (fixture, key, KL_DB_DEFAULT, KL_STORE_ERROR_KEY_OR_DAMAGED);
  assert_refused (fixture, key, KL_DB_CREATE, KL_STORE_ERROR_KEY_OR_DAMAGED);
  vault_fixture_reopen (fixture, KL_DB_DEFAULT);
}

static void
test_missing (VaultFixture *fixture, gconstpointer data)
{
  vault_fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);

  assert_refused (fixture, fixture->key, KL_DB_DEFAULT, KL_STORE_ERROR_NO_FILE);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_empty (VaultFixture *fixture, gconstpointer data)
{
  vault_fixture_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));

  assert_refused (fixture, fixture->key, KL_DB_DEFAULT, KL_STORE_ERROR_DAMAGED);
  /* What a crash while making the vault leaves behind. */
  vault_fixture_reopen (fixture, KL_DB_CREATE);
}

static void
test_plain_file (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *plain;

  vault_fixture_close (fixture);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (sqlite3_open (fixture->path, &plain), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (plain, "CREATE TABLE t (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (plain);

  assert_refused (fixture, fixture->key, KL_DB_DEFAULT, KL_STORE_ERROR_KEY_OR_DAMAGED);
}

/* Encrypted with our key, but by somebody else. */
static void
test_foreign_file (VaultFixture *fixture, gconstpointer data)
{
  g_assert_true (kl_db_exec (fixture->db, "PRAGMA application_id = 42", NULL));
  vault_fixture_close (fixture);

  assert_refused (fixture, fixture->key, KL_DB_CREATE, KL_STORE_ERROR_NOT_A_VAULT);
}

static void
test_newer_version (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add_topic (fixture->db, 1, "pesten", NULL));
  g_assert_true (kl_db_exec (fixture->db, "PRAGMA user_version = 9999", NULL));
  vault_fixture_reopen (fixture, KL_DB_DEFAULT);

  g_assert_true (kl_db_is_read_only (fixture->db));
  g_assert_cmpint (kl_db_get_version (fixture->db), ==, 9999);
  g_assert_cmpint (count_topics (fixture->db), ==, 1);
  g_assert_false (add_topic (fixture->db, 2, "verzuim", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_READ_ONLY);
}

static void
test_read_only (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  vault_fixture_reopen (fixture, KL_DB_READ_ONLY);

  g_assert_true (kl_db_is_read_only (fixture->db));
  g_assert_cmpint (count_topics (fixture->db), ==, 0);
  g_assert_false (add_topic (fixture->db, 2, "verzuim", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_READ_ONLY);
}

/* Every migration is in the program, and no more than it says. */
static void
test_migrations (void)
{
  for (int number = 1; number <= KL_DB_SCHEMA_VERSION + 1; number++)
    {
      g_autofree char *path =
        g_strdup_printf ("/nl/kortelijnen/KorteLijnen/schema/%04d.sql", number);
      gboolean found = g_resources_get_info (path, 0, NULL, NULL, NULL);

      g_assert_cmpint (found, ==, number <= KL_DB_SCHEMA_VERSION);
    }
}

/* A program before which another SQLite was put must not write a byte. */
static void
test_plain_library (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "kl-never-made.db", NULL);
  const guint8 key[KL_DB_KEY_SIZE] = { 1 };
  g_auto (GStrv) environment = NULL;
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    {
      g_assert_null (kl_db_open (path, key, sizeof key, KL_DB_CREATE, &error));
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_ENCRYPTED);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return;
    }
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the sanitizer wants to come first itself");
#else
  environment = g_environ_setenv (g_get_environ (), "LD_PRELOAD", "libsqlite3.so.0", TRUE);
  g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
#endif
}

/* Statements */

static void
test_statements (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  guint n = 0;

  g_assert_true (add_topic (fixture->db, 1, "pesten", &error));
  g_assert_true (add_topic (fixture->db, 2, "'; DROP TABLE topic; --", &error));
  g_assert_cmpint (kl_db_get_last_id (fixture->db), ==, 2);

  stmt = kl_db_statement (fixture->db, &sql, SQL_LIST_TOPICS);
  while (kl_stmt_step (stmt))
    g_assert_cmpint (kl_stmt_get_int (stmt, 0), ==, ++n);
  g_assert_cmpint (n, ==, 2);
  g_assert_true (kl_stmt_finish (stmt, &error));

  /* Once more without asking for it again. */
  g_assert_true (kl_stmt_step (stmt));
  g_assert_cmpstr (kl_stmt_get_text (stmt, 1), ==, "pesten");
  g_assert_true (kl_stmt_finish (stmt, &error));
}

static guint
count_pairs (KlDb *db, guint depth)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_TOPICS);
  guint n = 0;

  while (kl_stmt_step (stmt))
    n += depth > 0 ? count_pairs (db, depth - 1) : 1;
  g_assert_true (kl_stmt_finish (stmt, NULL));

  return n;
}

static void
test_statement_in_itself (VaultFixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *label = g_strdup_printf ("%d", i);

      g_assert_true (add_topic (fixture->db, 1, label, NULL));
    }

  g_assert_cmpint (count_pairs (fixture->db, 2), ==, 125);
}

static void
test_statement_errors (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlStmt) broken = kl_db_statement (fixture->db, &sql, SQL_BROKEN);

  kl_stmt_bind_int (broken, 1, 1);
  g_assert_false (kl_stmt_step (broken));
  g_assert_false (kl_stmt_finish (broken, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_FAILED);
  g_clear_error (&error);

  g_assert_true (add_topic (fixture->db, 1, "pesten", &error));
  g_assert_false (add_topic (fixture->db, 1, "pesten", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_null (strstr (error->message, "pesten"));
}

static void
test_untold_error (VaultFixture *fixture, gconstpointer data)
{
  KlStmt *stmt = kl_db_statement (fixture->db, &sql, SQL_BROKEN);

  kl_stmt_step (stmt);
  g_test_expect_message ("korte-lijnen", G_LOG_LEVEL_CRITICAL, "*without kl_stmt_finish*");
  kl_stmt_reset (stmt);
  g_test_assert_expected_messages ();
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KlStmt) stmt = kl_db_statement (fixture->db, &sql, SQL_COUNT_SLOWLY);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  kl_db_set_cancellable (fixture->db, cancellable);
  g_assert_false (kl_stmt_run (stmt, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kl_db_set_cancellable (fixture->db, NULL);
  g_thread_join (thread);
}

/* Transactions */

typedef struct
{
  int theme;
  gboolean fail;
  gboolean inner_fails;
} Plan;

static gboolean
add_inner (KlDb *db, gpointer data, GError **error)
{
  const Plan *plan = data;

  g_assert_true (kl_db_in_transaction (db));
  g_assert_true (add_topic (db, plan->theme, "binnen", error));
  if (plan->inner_fails)
    kl_store_error_set (error, KL_STORE_ERROR_CONFLICT);

  return !plan->inner_fails;
}

static gboolean
add_outer (KlDb *db, gpointer data, GError **error)
{
  const Plan *plan = data;
  g_autoptr (GError) local = NULL;

  g_assert_true (add_topic (db, plan->theme, "buiten", error));
  g_assert_cmpint (kl_db_transaction (db, add_inner, data, &local), ==, !plan->inner_fails);
  if (plan->fail)
    kl_store_error_set (error, KL_STORE_ERROR_CONFLICT);

  return !plan->fail;
}

static void
test_transactions (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Plan plan = { .theme = 1, .fail = TRUE };
  gint64 case_id;

  g_assert_false (kl_db_transaction (fixture->db, add_outer, &plan, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_assert_cmpint (count_topics (fixture->db), ==, 0);
  g_assert_cmpint (kl_db_take_changes (fixture->db, &case_id), ==, 0);

  plan = (Plan) { .theme = 2, .inner_fails = TRUE };
  g_assert_true (kl_db_transaction (fixture->db, add_outer, &plan, NULL));
  g_assert_cmpint (count_topics (fixture->db), ==, 1);
  g_assert_cmpint (kl_db_take_changes (fixture->db, &case_id), ==, KL_CHANGE_TOPICS);
  g_assert_cmpint (case_id, ==, 2);

  plan = (Plan) { .theme = 3 };
  g_assert_true (kl_db_transaction (fixture->db, add_outer, &plan, NULL));
  g_assert_cmpint (count_topics (fixture->db), ==, 3);
  g_assert_false (kl_db_in_transaction (fixture->db));
}

static gboolean
write_then_wait (KlDb *db, gpointer data, GError **error)
{
  g_autoptr (KlStmt) slow = kl_db_statement (db, &sql, SQL_COUNT_SLOWLY);

  g_assert_true (add_topic (db, 1, "pesten", error));
  return kl_stmt_run (slow, error);
}

/* A cancel inside a transaction undoes all of it, and the next one works. */
static void
test_cancelled_transaction (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
  Plan plan = { .theme = 1 };

  kl_db_set_cancellable (fixture->db, cancellable);
  g_assert_false (kl_db_transaction (fixture->db, write_then_wait, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kl_db_set_cancellable (fixture->db, NULL);
  g_thread_join (thread);

  g_assert_cmpint (count_topics (fixture->db), ==, 0);
  g_assert_true (kl_db_transaction (fixture->db, add_outer, &plan, NULL));
  g_assert_cmpint (count_topics (fixture->db), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  vault_test_add ("/store/db/settings", test_settings);
  vault_test_add ("/store/db/reopen", test_reopen);
  vault_test_add ("/store/db/wrong-key", test_wrong_key);
  vault_test_add ("/store/db/missing", test_missing);
  vault_test_add ("/store/db/empty", test_empty);
  vault_test_add ("/store/db/plain-file", test_plain_file);
  vault_test_add ("/store/db/foreign-file", test_foreign_file);
  vault_test_add ("/store/db/newer-version", test_newer_version);
  vault_test_add ("/store/db/read-only", test_read_only);
  g_test_add_func ("/store/db/migrations", test_migrations);
  g_test_add_func ("/store/db/plain-library", test_plain_library);
  vault_test_add ("/store/db/statements", test_statements);
  vault_test_add ("/store/db/statement-in-itself", test_statement_in_itself);
  vault_test_add ("/store/db/statement-errors", test_statement_errors);
  vault_test_add ("/store/db/untold-error", test_untold_error);
  vault_test_add ("/store/db/cancel", test_cancel);
  vault_test_add ("/store/db/transactions", test_transactions);
  vault_test_add ("/store/db/cancelled-transaction", test_cancelled_transaction);

  return g_test_run ();
}
