/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

#include "kl-command-context.h"

typedef enum
{
  OPTION_PASSWORD_FD = 1 << 0,
  OPTION_TODAY = 1 << 1,
  OPTION_SCHOOL = 1 << 2,
  OPTION_MEETING = 1 << 3,
  OPTION_CASE = 1 << 4,
  OPTION_OUTPUT = 1 << 5,
  OPTION_FORMAT = 1 << 6,
  OPTION_DRY_RUN = 1 << 7,
  OPTION_PAPER = 1 << 8,
  OPTION_REFERRAL = 1 << 9,
  OPTION_SOURCE = 1 << 10,
  OPTION_MUNICIPALITY = 1 << 11,
  OPTION_FOR = 1 << 12,
  OPTION_PDF_PASSWORD_FD = 1 << 13,
  OPTION_WORDS = 1 << 14,
  OPTION_KIND = 1 << 15,
  OPTION_DATE = 1 << 16,
  OPTION_TIME = 1 << 17,
  OPTION_PLACE = 1 << 18,
  OPTION_UNTIL = 1 << 19,
  OPTION_TITLE = 1 << 20,
  OPTION_QUESTION = 1 << 21,
  OPTION_MINUTES = 1 << 22,
  OPTION_EVERY_WEEKS = 1 << 23,
  OPTION_AS = 1 << 24,
} Options;

#define OPTIONS_VAULT (OPTION_PASSWORD_FD | OPTION_TODAY)

/* As it is written; a usage of more than one line is one line for each form. */
typedef struct
{
  const char *name;
  const char *usage;
  guint min_words;
  guint max_words;
  Options options;
  gboolean (*run) (KlCommandContext *context, GError **error);
} Command;

static const Command commands[] = {
  { "demo", "VAULT [--as NAME]", 1, 1, OPTIONS_VAULT | OPTION_AS, kl_command_demo },
  { "import", "VAULT FILE... [--school S] [--municipality NUMBER] [--source TEXT] [--dry-run]", 2,
    G_MAXUINT, OPTIONS_VAULT | OPTION_SCHOOL | OPTION_MUNICIPALITY | OPTION_SOURCE | OPTION_DRY_RUN,
    kl_command_import },
  { "export",
    "VAULT FORMAT --output FILE|FOLDER\n"
    "VAULT csv schools|pupils|cases|actions|meetings|partners|referrals [--school S] --output F.csv\n"
    "VAULT ics [words] [--school S] --output F.ics",
    2, 3, OPTIONS_VAULT | OPTION_OUTPUT | OPTION_SCHOOL, kl_command_export },
  { "list",
    "VAULT schools|pupils|cases|actions|meetings|partners|referrals [--school S]"
    " [--format text|csv|json]",
    2, 2, OPTIONS_VAULT | OPTION_SCHOOL | OPTION_FORMAT, kl_command_list },
  { "show", "VAULT case ID", 3, 3, OPTIONS_VAULT, kl_command_show },
  { "meeting",
    "VAULT plan --date DATE [--school S] [--kind KIND] [--time HH:MM] [--minutes N] [--place TEXT]"
    " [--every-weeks N --until DATE] [--dry-run]\n"
    "VAULT agenda --meeting ID|DATE [--school S]\n"
    "VAULT agenda add --meeting ID|DATE --case ID|--title TEXT [--question TEXT] [--minutes N]\n"
    "VAULT agenda move POINT PLACE --meeting ID|DATE\n"
    "VAULT agenda remove POINT --meeting ID|DATE\n"
    "VAULT agenda carry-over --meeting ID|DATE\n"
    "VAULT calendar [--meeting ID|DATE] [--school S] --output F.ics\n"
    "VAULT minutes --meeting ID|DATE [--school S] [--for AUDIENCE] [--output F.pdf]",
    2, 5,
    OPTIONS_VAULT | OPTION_SCHOOL | OPTION_MEETING | OPTION_CASE | OPTION_OUTPUT | OPTION_FOR
      | OPTION_PDF_PASSWORD_FD | OPTION_KIND | OPTION_DATE | OPTION_TIME | OPTION_PLACE
      | OPTION_UNTIL | OPTION_TITLE | OPTION_QUESTION | OPTION_MINUTES | OPTION_EVERY_WEEKS
      | OPTION_DRY_RUN,
    kl_command_meeting },
  { "print",
    "VAULT pack|minutes|actions --school S --meeting ID|DATE [--for AUDIENCE] --output F.pdf\n"
    "VAULT case --case ID [--for AUDIENCE] [--paper a4|a5] [--words FILE] --output F.pdf\n"
    "VAULT file --case ID --for AUDIENCE --output F.pdf\n"
    "VAULT letter --referral ID --output F.pdf\n"
    "VAULT map --school S [--paper a4|a3] --output F.pdf",
    2, 2,
    OPTIONS_VAULT | OPTION_SCHOOL | OPTION_MEETING | OPTION_CASE | OPTION_OUTPUT | OPTION_PAPER
      | OPTION_REFERRAL | OPTION_FOR | OPTION_PDF_PASSWORD_FD | OPTION_WORDS,
    kl_command_print },
  { "search", "VAULT WORDS... [--school S]", 2, G_MAXUINT, OPTIONS_VAULT | OPTION_SCHOOL,
    kl_command_search },
  { "check", "VAULT", 1, 1, OPTIONS_VAULT, kl_command_check },
  { "version", "", 0, 0, 0, kl_command_version },
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
  g_auto (GStrv) forms = g_strsplit (command->usage, "\n", -1);
  const char *always =
    (command->options & OPTION_PASSWORD_FD) != 0 ? " [--password-fd N] [--today YYYY-MM-DD]" : "";

  g_printerr ("%s", _ ("Usage:"));
  if (forms[0] == NULL)
    g_printerr (" korte-lijnen %s\n", command->name);
  for (char **form = forms; *form != NULL; form++)
    g_printerr (" korte-lijnen %s %s%s\n", command->name, *form, always);
}

static void
context_clear (KlCommandContext *context)
{
  g_clear_pointer (&context->words, g_strfreev);
  g_free (context->school);
  g_free (context->meeting);
  g_free (context->case_id);
  g_free (context->output_path);
  g_free (context->format);
  g_free (context->paper);
  g_free (context->referral_id);
  g_free (context->source);
  g_free (context->municipality);
  g_free (context->audience);
  g_free (context->words_path);
  g_free (context->kind);
  g_free (context->date);
  g_free (context->time);
  g_free (context->place);
  g_free (context->until);
  g_free (context->title);
  g_free (context->question);
  g_clear_pointer (&context->db, kl_db_free);
  g_clear_object (&context->vault);
  g_clear_object (&context->cancellable);
  g_clear_pointer (&context->output, kl_output_free);
}

static Options
list_given (const KlCommandContext *context, const char *today)
{
  Options given = 0;

  given |= context->password_fd >= 0 ? OPTION_PASSWORD_FD : 0;
  given |= today != NULL ? OPTION_TODAY : 0;
  given |= context->school != NULL ? OPTION_SCHOOL : 0;
  given |= context->meeting != NULL ? OPTION_MEETING : 0;
  given |= context->case_id != NULL ? OPTION_CASE : 0;
  given |= context->output_path != NULL ? OPTION_OUTPUT : 0;
  given |= context->format != NULL ? OPTION_FORMAT : 0;
  given |= context->dry_run ? OPTION_DRY_RUN : 0;
  given |= context->paper != NULL ? OPTION_PAPER : 0;
  given |= context->referral_id != NULL ? OPTION_REFERRAL : 0;
  given |= context->source != NULL ? OPTION_SOURCE : 0;
  given |= context->municipality != NULL ? OPTION_MUNICIPALITY : 0;
  given |= context->audience != NULL ? OPTION_FOR : 0;
  given |= context->words_path != NULL ? OPTION_WORDS : 0;
  given |= context->kind != NULL ? OPTION_KIND : 0;
  given |= context->date != NULL ? OPTION_DATE : 0;
  given |= context->time != NULL ? OPTION_TIME : 0;
  given |= context->place != NULL ? OPTION_PLACE : 0;
  given |= context->until != NULL ? OPTION_UNTIL : 0;
  given |= context->title != NULL ? OPTION_TITLE : 0;
  given |= context->question != NULL ? OPTION_QUESTION : 0;
  given |= context->minutes != KL_COMMAND_NOT_GIVEN ? OPTION_MINUTES : 0;
  given |= context->every_weeks != 0 ? OPTION_EVERY_WEEKS : 0;
  given |= context->user != NULL ? OPTION_AS : 0;
  given |= context->pdf_password_fd >= 0 ? OPTION_PDF_PASSWORD_FD : 0;

  return given;
}

static gboolean
set_usage_error (GError **error, const char *message)
{
  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
take_day (KlCommandContext *context, const char *today, GError **error)
{
  if (today != NULL
      && (!kl_date_parse (today, &context->today) || !kl_date_is_plausible (context->today)))
    return set_usage_error (error, _ ("Give the day after --today as YYYY-MM-DD."));

  if (today != NULL)
    kl_clock_fix (context->today);
  context->has_today = today != NULL;
  context->today = kl_clock_today ();

  return TRUE;
}

/* In the order in which they are listed for somebody who asks what there is. */
static void
add_options_of_all (GOptionContext *options, KlCommandContext *context, char **today)
{
  const GOptionEntry entries[] = {
    { "password-fd", 0, 0, G_OPTION_ARG_INT, &context->password_fd,
      N_ ("Read the password from this file descriptor"), N_ ("N") },
    { "today", 0, 0, G_OPTION_ARG_STRING, today, N_ ("Take this day for today"),
      N_ ("YYYY-MM-DD") },
    { "school", 0, 0, G_OPTION_ARG_STRING, &context->school,
      N_ ("A school: its number, its name or the beginning of it"), N_ ("S") },
    { 0 },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
}

static void
add_options_of_meetings (GOptionContext *options, KlCommandContext *context)
{
  const GOptionEntry entries[] = {
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &context->meeting,
      N_ ("A meeting: its number or its day"), N_ ("ID|DATE") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &context->kind,
      N_ ("The kind of meeting: care_team, mdo…"), N_ ("KIND") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &context->date, N_ ("The day of the first meeting"),
      N_ ("DATE") },
    { "time", 0, 0, G_OPTION_ARG_STRING, &context->time, N_ ("When it begins"), N_ ("HH:MM") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &context->place, N_ ("Where it is"), N_ ("TEXT") },
    { "minutes", 0, 0, G_OPTION_ARG_INT, &context->minutes, N_ ("How long it takes"), N_ ("N") },
    { "every-weeks", 0, 0, G_OPTION_ARG_INT, &context->every_weeks,
      N_ ("It returns every so many weeks of school"), N_ ("N") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &context->until, N_ ("The last day that it may return"),
      N_ ("DATE") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &context->title, N_ ("A point that is no case"),
      N_ ("TEXT") },
    { "question", 0, 0, G_OPTION_ARG_STRING, &context->question, N_ ("What the team is asked"),
      N_ ("TEXT") },
    { "case", 0, 0, G_OPTION_ARG_STRING, &context->case_id, N_ ("The number of a case"),
      N_ ("ID") },
    { 0 },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
}

static void
add_options_of_lists (GOptionContext *options, KlCommandContext *context)
{
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &context->output_path, N_ ("Write to this file"),
      N_ ("FILE") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &context->format, N_ ("text, csv or json"),
      N_ ("FORMAT") },
    { "referral", 0, 0, G_OPTION_ARG_STRING, &context->referral_id, N_ ("The number of a referral"),
      N_ ("ID") },
    { "municipality", 0, 0, G_OPTION_ARG_STRING, &context->municipality,
      N_ ("Of schools only those of this municipality, by its number: 0796"), N_ ("NUMBER") },
    { "source", 0, 0, G_OPTION_ARG_STRING, &context->source,
      N_ ("Whose map it is, when the file does not say"), N_ ("TEXT") },
    { 0 },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
}

static void
add_options_of_documents (GOptionContext *options, KlCommandContext *context)
{
  const GOptionEntry entries[] = {
    { "paper", 0, 0, G_OPTION_ARG_STRING, &context->paper,
      N_ ("The size of the sheets: a4, a3 or a5"), N_ ("SIZE") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &context->audience,
      N_ ("team, participant:ID, partner:ID, parents[:ID] or child[:ID]"), N_ ("AUDIENCE") },
    { "pdf-password-fd", 0, 0, G_OPTION_ARG_INT, &context->pdf_password_fd,
      N_ ("Lock the document with the password from this file descriptor"), N_ ("N") },
    { "words", 0, 0, G_OPTION_ARG_FILENAME, &context->words_path,
      N_ ("What was agreed with a child in plain words, one line each"), N_ ("FILE") },
    { "as", 0, 0, G_OPTION_ARG_STRING, &context->user,
      N_ ("The colleague as whom the demo is seen, by name"), N_ ("NAME") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &context->dry_run, N_ ("Show the proposal and stop"),
      NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &context->words, NULL, NULL },
    { 0 },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
}

static gboolean
parse (KlCommandContext *context, const Command *command, int argc, char **argv, GError **error)
{
  g_autofree char *today = NULL;
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, command->usage);
  g_autoptr (GOptionContext) options = g_option_context_new (usage);

  add_options_of_all (options, context, &today);
  add_options_of_meetings (options, context);
  add_options_of_lists (options, context);
  add_options_of_documents (options, context);
  if (!g_option_context_parse (options, &argc, &argv, error))
    {
      (*error)->domain = KL_COMMAND_ERROR;
      (*error)->code = KL_COMMAND_ERROR_USAGE;
      return FALSE;
    }

  if ((list_given (context, today) & ~command->options) != 0)
    return set_usage_error (error, _ ("One of these options does not go with this command."));
  if (!take_day (context, today, error))
    return FALSE;

  if (context->words == NULL)
    context->words = g_new0 (char *, 1);
  context->n_words = g_strv_length (context->words);

  return TRUE;
}

static gboolean
run (KlCommandContext *context, const Command *command, int argc, char **argv, GError **error)
{
  if (!parse (context, command, argc, argv, error))
    return FALSE;
  if (context->n_words < command->min_words || context->n_words > command->max_words)
    return set_usage_error (error, _ ("This command needs other words."));

  return command->run (context, error);
}

/* A failure keeps its own message; what comes after it says nothing more. */
static gboolean
finish (KlCommandContext *context, gboolean done, GError **error)
{
  if (context->db != NULL && !kl_command_close_vault (context, done ? error : NULL))
    done = FALSE;
  if (!kl_output_flush (context->output, done ? error : NULL))
    done = FALSE;

  return done;
}

static int
report (const Command *command, const GError *error)
{
  g_printerr ("%s\n", error->message);
  if (!g_error_matches (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE))
    return 1;

  print_usage (command);
  return 2;
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
  const Command *command = argc > 1 ? find_command (argv[1]) : NULL;
  KlCommandContext context = { .password_fd = -1,
                               .pdf_password_fd = -1,
                               .minutes = KL_COMMAND_NOT_GIVEN };
  g_autoptr (GError) error = NULL;
  gboolean done;
  int status;

  g_set_prgname ("korte-lijnen");
  if (command == NULL)
    {
      g_printerr ("%s\n", _ ("There is no such command."));
      for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        print_usage (&commands[i]);
      return 2;
    }

  /* A reader that goes away is seen when writing, not by dying of it. */
  signal (SIGPIPE, SIG_IGN);
  context.output = kl_output_new (STDOUT_FILENO);
  context.cancellable = g_cancellable_new ();
  done = run (&context, command, argc - 1, argv + 1, &error);
  done = finish (&context, done, &error);
  status = done ? 0 : report (command, error);
  context_clear (&context);

  return status;
}
