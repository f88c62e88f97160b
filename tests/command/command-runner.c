/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange/kl-demo.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"

#define PASSWORD_FD 3

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
runner_set_up (Runner *runner, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  runner->folder = g_dir_make_tmp ("kl-command-XXXXXX", &error);
  g_assert_no_error (error);
  runner->vault = g_build_filename (runner->folder, "kluis", NULL);
}

void
runner_tear_down (Runner *runner, gconstpointer data)
{
  remove_tree (runner->folder);
  g_clear_pointer (&runner->folder, g_free);
  g_clear_pointer (&runner->vault, g_free);
  g_clear_pointer (&runner->out, g_free);
  g_clear_pointer (&runner->err, g_free);
}

static KlDb *
open_db (KlVault *vault, KlDbFlags flags)
{
  KlSecret *key = kl_vault_get_key (vault);
  g_autoptr (GError) error = NULL;
  KlDb *db = kl_db_open (kl_vault_get_database_path (vault), kl_secret_get_bytes (key),
                         kl_secret_get_size (key), flags, &error);

  g_assert_no_error (error);
  return db;
}

/* A vault as the first run makes it: one school, and its intern begeleider. */
KlVault *
runner_make_vault (Runner *runner, KlDb **db)
{
  g_autoptr (GError) error = NULL;
  KlVault *vault = kl_vault_create (runner->vault, "Marleen Kuijpers", PASSWORD, NULL,
                                    kl_vault_cost_cheap (), &error);
  KlSchool school = { .name = (char *) "De Wilgenroos", .region = KL_REGION_ZUID };
  g_autoptr (KlProfessional) user = kl_professional_new_from_name ("Marleen Kuijpers");

  g_assert_no_error (error);
  kl_clock_fix (kl_date_new (2025, 11, 20));
  *db = open_db (vault, KL_DB_CREATE);
  kl_db_set_actor (*db, kl_vault_get_user_id (vault), 0);
  g_assert_true (kl_schools_add (*db, &school, &error));
  user->school_id = school.id;
  user->role = KL_ROLE_INTERN_BEGELEIDER;
  g_assert_true (kl_professionals_add (*db, user, &error));
  g_assert_true (
    kl_users_add (*db, kl_vault_get_user_id (vault), "Marleen Kuijpers", user->id, &error));
  g_assert_no_error (error);
  kl_db_set_actor (*db, kl_vault_get_user_id (vault), user->id);

  return vault;
}

/* The demo in a vault that opens fast. */
KlVault *
runner_make_demo (Runner *runner, KlDb **db)
{
  g_autoptr (GError) error = NULL;
  KlVault *vault = kl_vault_create (runner->vault, KL_DEMO_USER_NAME, PASSWORD, NULL,
                                    kl_vault_cost_cheap (), &error);

  g_assert_no_error (error);
  kl_clock_fix (kl_date_new (2025, 11, 20));
  *db = open_db (vault, KL_DB_CREATE);
  kl_db_set_actor (*db, kl_vault_get_user_id (vault), 0);
  g_assert_true (kl_demo_fill (*db, kl_clock_today (), &error));
  g_assert_no_error (error);

  return vault;
}

KlVault *
runner_open_vault (Runner *runner, KlDb **db)
{
  g_autoptr (GError) error = NULL;
  KlVault *vault = kl_vault_open (runner->vault, FALSE, &error);

  g_assert_no_error (error);
  g_assert_true (kl_vault_unlock_password (vault, PASSWORD, NULL, NULL, &error));
  *db = open_db (vault, KL_DB_DEFAULT);

  return vault;
}

void
runner_close_vault (KlVault *vault, KlDb *db)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_db_close (db, &error));
  g_assert_no_error (error);
  g_object_unref (vault);
}

GSubprocess *
runner_spawn (GSubprocessFlags flags, const char *password, int out_fd, const char *const *words)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  int pipe_fds[2];

  g_strv_builder_add (builder, g_getenv ("KL_PROGRAM"));
  g_strv_builder_addv (builder, (const char **) words);
  if (password != NULL)
    {
      g_strv_builder_add_many (builder, "--password-fd", G_STRINGIFY (PASSWORD_FD), "--today",
                               TODAY_TEXT, NULL);
      g_assert_true (g_unix_open_pipe (pipe_fds, O_CLOEXEC, &error));
      g_assert_cmpint (write (pipe_fds[1], password, strlen (password)), ==,
                       (gssize) strlen (password));
      close (pipe_fds[1]);
      g_subprocess_launcher_take_fd (launcher, pipe_fds[0], PASSWORD_FD);
    }
  if (out_fd >= 0)
    g_subprocess_launcher_take_stdout_fd (launcher, out_fd);

  argv = g_strv_builder_end (builder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

void
runner_run (Runner *runner, const char *password, const char *const *words)
{
  g_autoptr (GSubprocess) process =
    runner_spawn (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, password, -1,
                  words);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&runner->out, g_free);
  g_clear_pointer (&runner->err, g_free);
  g_assert_true (
    g_subprocess_communicate_utf8 (process, NULL, NULL, &runner->out, &runner->err, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  runner->status = g_subprocess_get_exit_status (process);
  if (g_test_verbose ())
    g_test_message ("%s: %d\n%s%s", words[0], runner->status, runner->out, runner->err);
}

char *
runner_get_path (Runner *runner, const char *name)
{
  return g_build_filename (runner->folder, name, NULL);
}

void
runner_write (Runner *runner, const char *name, const char *text, gssize size)
{
  g_autofree char *path = runner_get_path (runner, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
}

/* Every value of every table, those of the search index with them. */
char *
runner_dump (Runner *runner)
{
  GString *dump = g_string_new (NULL);
  KlDb *db;
  KlVault *vault = runner_open_vault (runner, &db);
  sqlite3_stmt *tables, *rows;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'"
                                       " ORDER BY name",
                                       -1, &tables, NULL),
                   ==, SQLITE_OK);
  while (sqlite3_step (tables) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (tables, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", name);

      g_string_append_printf (dump, "== %s\n", name);
      if (sqlite3_prepare_v2 (db->handle, sql, -1, &rows, NULL) != SQLITE_OK)
        continue;
      while (sqlite3_step (rows) == SQLITE_ROW)
        {
          for (int i = 0; i < sqlite3_column_count (rows); i++)
            {
              g_string_append_len (dump, sqlite3_column_blob (rows, i),
                                   sqlite3_column_bytes (rows, i));
              g_string_append_c (dump, '|');
            }
          g_string_append_c (dump, '\n');
        }
      sqlite3_finalize (rows);
    }
  sqlite3_finalize (tables);
  runner_close_vault (vault, db);

  /* Text indexes hold zeros; what is looked for are texts. */
  for (gsize i = 0; i < dump->len; i++)
    if (dump->str[i] == '\0')
      dump->str[i] = ' ';
  return g_string_free_and_steal (dump);
}

/* Whether a file of the vault has these bytes, as they are. */
gboolean
runner_disk_holds (Runner *runner, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (runner->vault, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (runner->vault, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      found = found || memmem (bytes, size, text, strlen (text)) != NULL;
    }

  return found;
}
