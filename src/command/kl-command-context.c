/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-context.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

#include "model/kl-text.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"

/* Longer than any password; what comes after it is not one. */
#define MAX_PASSWORD 1024

/* Auxiliary functions */

static gboolean
read_line (int fd, char *line, gsize size, GError **error)
{
  gsize length = 0;

  while (length < size - 1)
    {
      gssize n = read (fd, line + length, 1);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                               _ ("The password could not be read."));
          return FALSE;
        }
      if (n == 0 || line[length] == '\n')
        break;
      length++;
    }

  line[length] = '\0';
  return TRUE;
}

static gboolean
ask_on_terminal (char *line, gsize size, GError **error)
{
  struct termios saved, silent;
  gboolean read;

  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("Without a terminal the password comes by --password-fd."));
      return FALSE;
    }

  g_printerr ("%s ", _ ("Password:"));
  tcgetattr (STDIN_FILENO, &saved);
  silent = saved;
  silent.c_lflag &= ~ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  read = read_line (STDIN_FILENO, line, size, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &saved);
  g_printerr ("\n");

  return read;
}

static KlSecret *
read_password (KlCommandContext *context, GError **error)
{
  g_autoptr (KlSecret) line = kl_secret_new (MAX_PASSWORD);
  char *text = (char *) kl_secret_get_writable (line);
  gboolean read;

  if (context->password_fd >= 0)
    read = read_line (context->password_fd, text, MAX_PASSWORD, error);
  else
    read = ask_on_terminal (text, MAX_PASSWORD, error);

  return read ? kl_secret_new_text (text) : NULL;
}

static gboolean
open_db (KlCommandContext *context, KlDbFlags flags, GError **error)
{
  KlSecret *key = kl_vault_get_key (context->vault);

  context->db = kl_db_open (kl_vault_get_database_path (context->vault), kl_secret_get_bytes (key),
                            kl_secret_get_size (key), flags, error);
  return context->db != NULL;
}

/* Public API */

/**
 * kl_command_create_vault:
 * @context: the command's context; its first word is the folder
 * @user_name: the name of the vault's user
 * @error: #KlVaultError or #KlStoreError
 *
 * Asks for a password and makes an empty vault with it.
 *
 * Returns: whether context->vault and context->db are there now
 */
gboolean
kl_command_create_vault (KlCommandContext *context, const char *user_name, GError **error)
{
  g_autoptr (KlSecret) password = read_password (context, error);

  if (password == NULL)
    return FALSE;

  context->vault = kl_vault_create (context->words[0], user_name, kl_secret_get_text (password),
                                    NULL, kl_vault_cost_calibrated (), error);
  if (context->vault == NULL || !open_db (context, KL_DB_CREATE, error))
    return FALSE;

  kl_db_set_actor (context->db, kl_vault_get_user_id (context->vault), 0);
  return TRUE;
}

/**
 * kl_command_open_vault:
 * @context: the command's context; its first word is the folder
 * @error: #KlVaultError or #KlStoreError
 *
 * Asks for the password and opens the vault as the user whose it is.
 *
 * Returns: whether context->vault and context->db are there now
 */
gboolean
kl_command_open_vault (KlCommandContext *context, GError **error)
{
  g_autoptr (KlSecret) password = NULL;
  g_autoptr (KlProfessional) user = NULL;
  GError *user_error = NULL;

  context->vault = kl_vault_open (context->words[0], FALSE, error);
  if (context->vault == NULL)
    return FALSE;

  password = read_password (context, error);
  if (password == NULL
      || !kl_vault_unlock_password (context->vault, kl_secret_get_text (password), NULL, NULL,
                                    error)
      || !open_db (context, KL_DB_DEFAULT, error))
    return FALSE;

  user =
    kl_users_get_professional (context->db, kl_vault_get_user_id (context->vault), &user_error);
  if (user_error != NULL)
    {
      g_propagate_error (error, user_error);
      return FALSE;
    }

  kl_db_set_actor (context->db, kl_vault_get_user_id (context->vault), user != NULL ? user->id : 0);
  return TRUE;
}

/**
 * kl_command_close_vault:
 * @context: the command's context
 * @error: #KlStoreError
 *
 * Returns: whether the database was closed well
 */
gboolean
kl_command_close_vault (KlCommandContext *context, GError **error)
{
  gboolean closed = kl_db_close (context->db, error);

  g_clear_pointer (&context->db, kl_db_free);
  if (context->vault != NULL)
    kl_vault_lock (context->vault);

  return closed;
}

/**
 * kl_command_find_school:
 * @context: the command's context with an open vault
 * @school_id: (out): the school that --school names; without it the only school, or 0 for all
 * @error: #KlCommandError
 *
 * A school is named by its number, its name, or words of its name as long as one school fits.
 *
 * Returns: whether it was found
 */
gboolean
kl_command_find_school (KlCommandContext *context, gint64 *school_id, GError **error)
{
  g_autoptr (GPtrArray) schools = kl_schools_list (context->db, error);
  g_autofree char *wanted = NULL;
  guint n_found = 0;

  if (schools == NULL)
    return FALSE;

  *school_id = 0;
  if (context->school == NULL)
    {
      if (schools->len == 1)
        *school_id = ((const KlSchool *) g_ptr_array_index (schools, 0))->id;
      return TRUE;
    }

  wanted = kl_text_fold (context->school);
  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);
      g_autofree char *name = kl_text_fold (school->name);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, school->id);

      if (g_str_equal (number, context->school) || g_str_equal (name, wanted))
        {
          *school_id = school->id;
          return TRUE;
        }
      if (strstr (name, wanted) != NULL)
        {
          *school_id = school->id;
          n_found++;
        }
    }

  if (n_found == 1)
    return TRUE;

  g_set_error_literal (
    error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
    n_found == 0 ? _ ("No school of this file has that name. “list VAULT schools” shows them.")
                 : _ ("More than one school has that name. Give the whole name or the number."));
  return FALSE;
}

/**
 * kl_command_parse_id:
 * @text: (nullable): digits
 * @id: (out): the number
 * @error: #KlCommandError
 *
 * Returns: whether @text is a number of something in a vault
 */
gboolean
kl_command_parse_id (const char *text, gint64 *id, GError **error)
{
  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL))
    return TRUE;

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                       _ ("Give the number of the case; “list VAULT cases” shows it."));
  return FALSE;
}
