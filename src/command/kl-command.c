/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command.h"

#include <glib/gi18n-lib.h>

#include "kl-command-context.h"

typedef struct
{
  const char *name;
  const char *usage;
  guint min_words;
  guint max_words;
  gboolean (*run) (KlCommandContext *context, GError **error);
} Command;

static const Command commands[] = {
  { "demo", "demo VAULT", 1, 1, kl_command_demo },
  { "import", "import VAULT FILE... [--school S] [--dry-run]", 2, G_MAXUINT, kl_command_import },
  { "list", "list VAULT schools|pupils|cases|meetings [--school S] [--format text|csv|json]", 2, 2,
    kl_command_list },
  { "show", "show VAULT case ID", 3, 3, kl_command_show },
  { "print",
    "print VAULT pack --school S --meeting DATE --output F.pdf | "
    "print VAULT case --case ID --output F.pdf",
    2, 2, kl_command_print },
  { "search", "search VAULT WORDS [--school S]", 2, G_MAXUINT, kl_command_search },
  { "check", "check VAULT", 1, 1, kl_command_check },
  { "version", "version", 0, 0, kl_command_version },
};

G_DEFINE_QUARK (kl - command - error - quark, kl_command_error)

/* Auxiliary functions */

static const Command *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];

  return NULL;
}

static void
print_usage (const Command *command)
{
  /* Translators: what follows is how the command is written */
  g_printerr ("%s korte-lijnen %s [--password-fd N] [--today YYYY-MM-DD]\n", _ ("Usage:"),
              command->usage);
}

static void
context_clear (KlCommandContext *context)
{
  g_clear_pointer (&context->words, g_strfreev);
  g_free (context->school);
  g_free (context->meeting);
  g_free (context->case_id);
  g_free (context->output);
  g_free (context->format);
  g_clear_pointer (&context->db, kl_db_free);
  g_clear_object (&context->vault);
}

static gboolean
parse (KlCommandContext *context, int argc, char **argv, GError **error)
{
  g_autofree char *today = NULL;
  const GOptionEntry entries[] = {
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &context->password_fd,
      N_ ("Read the password from this file descriptor"), N_ ("N") },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, N_ ("Take this day for today"),
      N_ ("YYYY-MM-DD") },
    { "school", 0, 0, G_OPTION_ARG_STRING, &context->school,
      N_ ("A school: its number, its name or the beginning of it"), N_ ("S") },
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &context->meeting, N_ ("The day of a meeting"),
      N_ ("DATE") },
    { "case", 0, 0, G_OPTION_ARG_STRING, &context->case_id, N_ ("The number of a case"),
      N_ ("ID") },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &context->output, N_ ("Write to this file"),
      N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &context->format, N_ ("text, csv or json"),
      N_ ("FORMAT") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &context->dry_run, N_ ("Show the proposal and stop"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &context->words, NULL, NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) options = g_option_context_new (NULL);

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (options, &argc, &argv, error))
    {
      (*error)->domain = KL_COMMAND_ERROR;
      (*error)->code = KL_COMMAND_ERROR_USAGE;
      return FALSE;
    }

  if (today != NULL && !kl_date_parse (today, &context->today))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("Give the day after --today as YYYY-MM-DD."));
      return FALSE;
    }

  if (context->today != KL_DATE_NONE)
    kl_clock_fix (context->today);
  context->today = kl_clock_today ();
  if (context->words == NULL)
    context->words = g_new0 (char *, 1);
  context->n_words = g_strv_length (context->words);

  return TRUE;
}

static gboolean
run (KlCommandContext *context, const Command *command, int argc, char **argv, GError **error)
{
  if (!parse (context, argc, argv, error))
    return FALSE;

  if (context->n_words < command->min_words || context->n_words > command->max_words)
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("This command needs other words."));
      return FALSE;
    }

  return command->run (context, error);
}

/* Public API */

/**
 * kl_command_is_given:
 * @argc: as main() got it
 * @argv: as main() got it
 *
 * Returns: whether the first word is a command, so that no window is wanted
 */
gboolean
kl_command_is_given (int argc, char **argv)
{
  return argc > 1 && (find_command (argv[1]) != NULL || argv[1][0] != '-');
}

/**
 * kl_command_run:
 * @argc: as main() got it
 * @argv: as main() got it
 *
 * Carries out a command; what goes wrong is said on the standard error.
 *
 * Returns: the exit status: 0 done, 1 could not be done, 2 badly said
 */
int
kl_command_run (int argc, char **argv)
{
  const Command *command = find_command (argv[1]);
  KlCommandContext context = { .password_fd = -1 };
  g_autoptr (GError) error = NULL;
  gboolean done;
  int status = 0;

  if (command == NULL)
    {
      g_printerr ("%s\n", _ ("There is no such command."));
      for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        print_usage (&commands[i]);
      return 2;
    }

  done = run (&context, command, argc - 1, argv + 1, &error);
  /* A failure keeps its own message; closing then says nothing more. */
  if (context.db != NULL && !kl_command_close_vault (&context, done ? &error : NULL))
    done = FALSE;

  if (!done)
    {
      g_printerr ("%s\n", error->message);
      status = 1;
      if (g_error_matches (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE))
        {
          print_usage (command);
          status = 2;
        }
    }

  context_clear (&context);
  return status;
}
