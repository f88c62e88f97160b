/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-context.h"

#include <glib/gi18n-lib.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "model/kl-text.h"
#include "store/kl-db-upgrade.h"
#include "store/kl-meetings.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"
#include "vault/kl-password.h"

/* What is done sooner needs no telling. */
#define PATIENCE_MICROSECONDS G_USEC_PER_SEC

/* What to put back when a signal ends the program while a password is typed. */
static struct termios terminal;

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* Auxiliary functions */

/* Only calls that are allowed in a signal handler. */
static void
restore_terminal_cb (int number)
{
  tcsetattr (STDIN_FILENO, TCSANOW, &terminal);
  signal (number, SIG_DFL);
  raise (number);
}

static KlSecret *
read_silently (const char *prompt, GError **error)
{
  struct termios silent = terminal;
  struct sigaction restore = { .sa_handler = restore_terminal_cb };
  struct sigaction before[G_N_ELEMENTS (signals)];
  KlSecret *line;

  g_printerr ("%s ", prompt);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &restore, &before[i]);
  silent.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  line = kl_password_read_fd (STDIN_FILENO, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &before[i], NULL);
  g_printerr ("\n");

  return line;
}

static KlSecret *
ask_on_terminal (gboolean twice, GError **error)
{
  g_autoptr (KlSecret) line = NULL;
  g_autoptr (KlSecret) again = NULL;

  if (tcgetattr (STDIN_FILENO, &terminal) != 0)
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("Without a terminal the password comes by --password-fd."));
      return NULL;
    }

  line = read_silently (_ ("Password:"), error);
  if (line == NULL || !twice)
    return g_steal_pointer (&line);

  again = read_silently (_ ("Once more:"), error);
  if (again == NULL)
    return NULL;
  if (!kl_secret_equal (line, again))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                           _ ("These were two different passwords."));
      return NULL;
    }

  return g_steal_pointer (&line);
}

static KlSecret *
read_password (KlCommandContext *context, gboolean twice, GError **error)
{
  if (context->password_fd >= 0)
    return kl_password_read_fd (context->password_fd, error);

  return ask_on_terminal (twice, error);
}

static void
get_interrupts (sigset_t *interrupts)
{
  sigemptyset (interrupts);
  sigaddset (interrupts, SIGINT);
  sigaddset (interrupts, SIGTERM);
}

static gpointer
wait_for_interrupt (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t waited;
  int number;

  get_interrupts (&waited);
  while (sigwait (&waited, &number) != 0)
    ;
  g_cancellable_cancel (cancellable);

  /* Who is in more of a hurry is served by the system. */
  pthread_sigmask (SIG_UNBLOCK, &waited, NULL);
  while (TRUE)
    pause ();

  return NULL;
}

typedef struct
{
  KlCommandContext *context;
  gint64 start; /* monotonic, 0 when there was nothing to do */
  gboolean told;
} Upgrade;

/* On a terminal how far it is; in a file one line that says why it takes so long. */
static void
show_upgrade (double done, gpointer data)
{
  Upgrade *upgrade = data;
  const gboolean is_terminal = isatty (STDERR_FILENO);

  if (upgrade->start == 0)
    upgrade->start = g_get_monotonic_time ();
  if (g_get_monotonic_time () - upgrade->start < PATIENCE_MICROSECONDS)
    return;

  if (!upgrade->told)
    kl_command_watch_interrupt (upgrade->context);
  if (!upgrade->told && !is_terminal)
    g_printerr ("%s\n", _ ("Bringing the file up to date with this version…"));
  if (is_terminal && done < 1)
    g_printerr ("\r%s %3.0f %%", _ ("Bringing the file up to date with this version…"), done * 100);
  upgrade->told = TRUE;
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
  g_autoptr (KlSecret) password = read_password (context, TRUE, error);

  if (password == NULL)
    return FALSE;

  context->vault = kl_vault_create (context->words[0], user_name, kl_secret_get_text (password),
                                    NULL, kl_vault_cost_calibrated (), error);
  if (context->vault == NULL || !kl_command_open_db (context, KL_DB_CREATE, error))
    return FALSE;

  kl_db_set_actor (context->db, kl_vault_get_user_id (context->vault), 0);
  return TRUE;
}

/**
 * kl_command_unlock_vault:
 * @context: the command's context; its first word is the folder
 * @error: #KlVaultError
 *
 * Takes the vault's lock, asks for the password and derives the key; the database stays closed.
 *
 * Returns: whether context->vault is there now
 */
gboolean
kl_command_unlock_vault (KlCommandContext *context, GError **error)
{
  g_autoptr (KlSecret) password = NULL;

  /* Whoever holds the vault is told before a password is asked. */
  context->vault = kl_vault_open (context->words[0], FALSE, error);
  if (context->vault == NULL)
    return FALSE;

  password = read_password (context, FALSE, error);
  return password != NULL
         && kl_vault_unlock_password (context->vault, kl_secret_get_text (password), NULL, NULL,
                                      error);
}

/**
 * kl_command_open_db:
 * @context: the command's context with an unlocked vault
 * @flags: how
 * @error: #KlStoreError
 *
 * Bringing a large file of an older version up to date shows how far it is; Ctrl+C stops that and
 * leaves the file as it was.
 *
 * Returns: whether context->db is there now
 */
gboolean
kl_command_open_db (KlCommandContext *context, KlDbFlags flags, GError **error)
{
  KlSecret *key = kl_vault_get_key (context->vault);
  Upgrade upgrade = { .context = context };

  context->db = kl_db_open_watched (kl_vault_get_database_path (context->vault),
                                    kl_secret_get_bytes (key), kl_secret_get_size (key), flags,
                                    show_upgrade, &upgrade, context->cancellable, error);
  if (upgrade.told && isatty (STDERR_FILENO))
    g_printerr ("\r\033[K");

  return context->db != NULL;
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
  g_autoptr (KlProfessional) user = NULL;
  GError *user_error = NULL;
  const char *user_id;

  if (!kl_command_unlock_vault (context, error)
      || !kl_command_open_db (context, KL_DB_DEFAULT, error))
    return FALSE;

  user_id = kl_vault_get_user_id (context->vault);
  user = kl_users_get_professional (context->db, user_id, &user_error);
  if (user_error != NULL)
    {
      g_propagate_error (error, user_error);
      return FALSE;
    }

  kl_db_set_actor (context->db, user_id, user != NULL ? user->id : 0);
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
  gboolean closed = kl_db_close (g_steal_pointer (&context->db), error);

  if (context->vault != NULL)
    kl_vault_lock (context->vault);

  return closed;
}

/**
 * kl_command_watch_interrupt:
 * @context: the command's context
 *
 * From now on the first Ctrl+C cancels context->cancellable, so that a transaction is undone and
 * the vault closed; a second one ends the program.
 */
void
kl_command_watch_interrupt (KlCommandContext *context)
{
  static gboolean watches; /* the process has one way to be interrupted */
  sigset_t waited;

  if (watches)
    return;

  watches = TRUE;
  /* Blocked before there is a second thread, which takes it over. */
  get_interrupts (&waited);
  pthread_sigmask (SIG_BLOCK, &waited, NULL);
  g_thread_unref (
    g_thread_new ("interrupt", wait_for_interrupt, g_object_ref (context->cancellable)));
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
 * kl_command_list_schools:
 * @context: the command's context with an open vault
 * @error: #KlCommandError or #KlStoreError
 *
 * Returns: (transfer full) (element-type KlSchool): the school that --school names; without it
 *   all
 */
GPtrArray *
kl_command_list_schools (KlCommandContext *context, GError **error)
{
  g_autoptr (GPtrArray) schools = NULL;
  KlSchool *school;
  gint64 school_id;

  if (!kl_command_find_school (context, &school_id, error))
    return NULL;
  if (school_id == 0)
    return kl_schools_list (context->db, error);

  school = kl_schools_get (context->db, school_id, error);
  if (school == NULL)
    return NULL;

  schools = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_school_free);
  g_ptr_array_add (schools, school);
  return g_steal_pointer (&schools);
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

/* Its day, or its number in a list of meetings. */
static gboolean
parse_meeting (const char *text, KlDate *day, gint64 *id)
{
  *day = KL_DATE_NONE;
  *id = 0;

  return text != NULL
         && (kl_date_parse (text, day)
             || g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL));
}

/**
 * kl_command_check_meeting:
 * @context: the command's context
 * @error: #KlCommandError
 *
 * Returns: whether --meeting is given as a number or a day; the vault is not looked at
 */
gboolean
kl_command_check_meeting (KlCommandContext *context, GError **error)
{
  KlDate day;
  gint64 id;

  if (parse_meeting (context->meeting, &day, &id))
    return TRUE;

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                       _ ("Give the day of the meeting with --meeting, as YYYY-MM-DD, or its "
                          "number; “list VAULT meetings” shows them."));
  return FALSE;
}

static gboolean
refuse_meeting (GError **error, const char *message)
{
  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED, message);
  return FALSE;
}

/**
 * kl_command_find_meeting:
 * @context: the command's context with an open vault
 * @error: #KlCommandError or #KlStoreError
 *
 * Of several meetings on a day it is the care team's; the others are named by their number.
 *
 * Returns: (transfer full) (nullable): the meeting that --meeting and --school name
 */
KlMeeting *
kl_command_find_meeting (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  GError *cause = NULL;
  gint64 school_id, id;
  KlDate day;

  if (!kl_command_check_meeting (context, error)
      || !kl_command_find_school (context, &school_id, error))
    return NULL;

  parse_meeting (context->meeting, &day, &id);
  if (id == 0 && school_id == 0)
    {
      refuse_meeting (error,
                      _ ("There is more than one school in this vault. Give one with --school."));
      return NULL;
    }

  meeting = id != 0 ? kl_meetings_get (context->db, id, &cause)
                    : kl_meetings_get_on (context->db, school_id, day, &cause);
  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (meeting == NULL)
    refuse_meeting (error,
                    _ ("The school has no meeting on that day. “list VAULT meetings” shows them."));
  else if (school_id != 0 && meeting->school_id != school_id)
    refuse_meeting (error, _ ("This meeting is of another school."));
  else
    return g_steal_pointer (&meeting);

  return NULL;
}
