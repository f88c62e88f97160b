/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "store/kl-cases.h"
#include "store/kl-entries.h"
#include "store/kl-partners.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"

#define FORMULA "=HYPERLINK(\"x\")"

static gint64
add_pupil (KlDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kl_pupils_add_unlisted (db, 1, name, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
add_case (KlDb *db, gint64 pupil_id, const char *title, const char *text)
{
  g_autoptr (KlNewCase) question = kl_new_case_new (1);
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;

  g_array_append_val (question->pupil_ids, pupil_id);
  question->title = g_strdup (title);
  question->text = g_strdup (text);
  question->theme = KL_THEME_GROWING_UP;
  question->help = KL_HELP_ACTUAL_SUPPORT;
  question->next_step = g_strdup ("Bel de moeder");
  question->next_due = kl_clock_today () - 3;
  g_assert_true (kl_cases_add (db, question, kl_clock_today (), &ids, &error));
  g_assert_no_error (error);

  return ids.case_id;
}

/* An entry of which the text was corrected. */
static void
add_corrected (KlDb *db, gint64 case_id)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (KlEntry) changed = NULL;
  g_autoptr (KlEntry) current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  entry->case_id = case_id;
  entry->kind = KL_ENTRY_PHONE_CALL;
  entry->happened_on = kl_clock_today () - 1;
  entry->text = g_strdup ("Gebeld met vader.");
  id = kl_entries_add (db, entry, kl_clock_today (), &error);
  g_assert_no_error (error);

  changed = kl_entries_get (db, id, &error);
  g_assert_no_error (error);
  g_free (changed->text);
  changed->text = g_strdup ("Gebeld met moeder.");
  g_assert_true (
    kl_entries_correct (db, changed, "verkeerde ouder", kl_clock_today (), &current, &error));
  g_assert_no_error (error);
}

/* One case; returns its number. */
static char *
fill (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_make_vault (runner, &db);
  gint64 zoe = add_pupil (db, "Zoë Brandmaker");
  gint64 case_id =
    add_case (db, zoe, "Bang voor <b>de</b> brugklas", "Zoë slaapt slecht sinds de herfst.");

  add_pupil (db, FORMULA);
  add_corrected (db, case_id);
  runner_close_vault (vault, db);

  return g_strdup_printf ("%" G_GINT64_FORMAT, case_id);
}

static void
test_usage (Runner *runner, gconstpointer data)
{
  static const char *const bad[][8] = {
    { "dans" },
    { "list", "kluis" },
    { "list", "kluis", "pupils", "--format" },
    { "list", "kluis", "pupils", "--dry-run" },
    { "list", "kluis", "pupils", "--format", "xml" },
    { "list", "kluis", "ouders" },
    { "list", "kluis", "pupils", "--onbekend" },
    { "list", "kluis", "pupils", "--today", "2025-13-01" },
    { "list", "kluis", "pupils", "--password-fd", "drie" },
    { "show", "kluis", "case" },
    { "show", "kluis", "case", "een" },
    { "show", "kluis", "case", "-1" },
    { "show", "kluis", "leerling", "1" },
    { "import", "kluis" },
    { "search", "kluis" },
    { "check" },
    { "version", "nu" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      runner_run (runner, NULL, bad[i]);
      g_assert_cmpint (runner->status, ==, 2);
      g_assert_cmpstr (runner->out, ==, "");
      g_assert_nonnull (strstr (runner->err, "korte-lijnen "));
    }
}

static void
test_version (Runner *runner, gconstpointer data)
{
  runner_run (runner, NULL, (const char *const[]) { "version", NULL });
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_str_has_prefix (runner->out, "Korte Lijnen "));
  g_assert_nonnull (strstr (runner->out, "\nSQLCipher 4."));
}

/* Each of these has its own words. */
static void
test_closed (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autofree char *slots = g_build_filename (runner->vault, KL_VAULT_SLOTS_NAME, NULL);
  g_autofree char *wrong = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  runner_run (runner, "fout", (const char *const[]) { "list", runner->vault, "cases", NULL });
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_cmpstr (runner->out, ==, "");
  wrong = g_strdup (runner->err);

  g_assert_true (g_file_get_contents (slots, &bytes, &size, NULL));
  for (gsize i = 0; i < size; i += 64)
    bytes[i] ^= 1;
  g_assert_true (g_file_set_contents (slots, bytes, (gssize) size, NULL));
  run (runner, "list", runner->vault, "cases");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_cmpstr (runner->err, !=, wrong);
  g_assert_null (strstr (runner->err, "wachtwoord klopt niet"));

  run (runner, "list", runner->folder, "cases");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "dossier.db"));
}

static void
test_in_use (Runner *runner, gconstpointer data)
{
  KlDb *db;
  KlVault *vault = runner_make_vault (runner, &db);
  g_autofree char *pid = g_strdup_printf ("%d", getpid ());

  run (runner, "list", runner->vault, "cases");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "al open"));
  g_assert_nonnull (strstr (runner->err, g_get_host_name ()));
  runner_close_vault (vault, db);

  run (runner, "list", runner->vault, "cases");
  g_assert_cmpint (runner->status, ==, 0);
}

static void
test_list_text (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_auto (GStrv) lines = NULL;

  run (runner, "list", runner->vault, "cases");
  g_assert_cmpint (runner->status, ==, 0);
  lines = g_strsplit (runner->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_nonnull (strstr (lines[1], number));
  g_assert_nonnull (strstr (lines[1], "Zoë"));
  for (char **line = lines; *line != NULL; line++)
    g_assert_cmpint (g_utf8_strlen (*line, -1), <=, 80);

  run (runner, "list", runner->vault, "meetings");
  g_assert_cmpint (runner->status, ==, 0);
}

static void
test_list_csv (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);

  run (runner, "list", runner->vault, "pupils", "--format", "csv");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_str_has_prefix (runner->out, "\xef\xbb\xbfNr.;Naam;"));
  g_assert_nonnull (strstr (runner->out, ";Zoë Brandmaker;"));
  g_assert_nonnull (strstr (runner->out, ";\"'=HYPERLINK(\"\"x\"\")\";"));
  g_assert_null (strstr (runner->out, ";="));
}

/* The partners with how short the lines are, and what went to them. */
static void
test_list_partners (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  KlDb *db;
  KlVault *vault;
  KlPerson safe = { .kind = KL_PERSON_PARTNER };
  KlReferral referral = { .case_id = g_ascii_strtoll (number, NULL, 10),
                          .partner = &safe,
                          .purpose = KL_REFERRAL_MELDING,
                          .status = KL_REFERRAL_ACCEPTED,
                          .sent_on = kl_clock_today () - 9,
                          .answered_on = kl_clock_today () - 4 };
  JsonObject *row;

  vault = runner_open_vault (runner, &db);
  safe.id = kl_partners_get_preset (db, KL_PARTNER_PRESET_SAFE_AT_HOME, &error);
  g_assert_cmpint (kl_referrals_record (db, &referral, &error), >, 0);
  g_assert_no_error (error);
  runner_close_vault (vault, db);

  run (runner, "list", runner->vault, "partners", "--format", "json");
  g_assert_cmpint (runner->status, ==, 0);
  json_parser_load_from_data (parser, runner->out, -1, &error);
  g_assert_no_error (error);
  row = json_array_get_object_element (json_node_get_array (json_parser_get_root (parser)), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "name"), ==, "Veilig Thuis");
  g_assert_cmpint (json_object_get_int_member (row, "median_days"), ==, 5);
  g_assert_true (json_object_get_null_member (row, "longest_wait"));

  run (runner, "list", runner->vault, "referrals", "--format", "csv");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, ";Veilig Thuis;Zoë Brandmaker;"));
  run (runner, "list", runner->vault, "referrals");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Veilig Thuis"));
}

static void
test_list_json (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *rows;
  JsonObject *row;

  run (runner, "list", runner->vault, "cases", "--format", "json");
  g_assert_cmpint (runner->status, ==, 0);
  json_parser_load_from_data (parser, runner->out, -1, &error);
  g_assert_no_error (error);
  rows = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  row = json_array_get_object_element (rows, 0);
  g_assert_cmpint (json_object_get_int_member (row, "id"), ==, g_ascii_strtoll (number, NULL, 10));
  g_assert_cmpstr (json_object_get_string_member (row, "title"), ==,
                   "Bang voor <b>de</b> brugklas");
  g_assert_cmpstr (json_object_get_string_member (row, "theme"), ==,
                   kl_words_get_nick (KL_WORDS_THEME, KL_THEME_GROWING_UP));
  g_assert_cmpstr (json_object_get_string_member (row, "opened_on"), ==, TODAY_TEXT);
  g_assert_cmpint (json_object_get_int_member (row, "late_actions"), ==, 1);
  g_assert_true (json_object_get_null_member (row, "closed_on"));
}

static void
test_show (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  const char *now, *before;

  run (runner, "show", runner->vault, "case", number);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_str_has_prefix (runner->out, "Bang voor <b>de</b> brugklas\n"));
  g_assert_nonnull (strstr (runner->out, "Zoë Brandmaker"));
  g_assert_nonnull (strstr (runner->out, "[ ] Bel de moeder"));
  g_assert_nonnull (strstr (runner->out, "te laat"));
  g_assert_nonnull (strstr (runner->out, "Zoë slaapt slecht sinds de herfst."));

  /* What was corrected stays readable, under what it says now. */
  now = strstr (runner->out, "Gebeld met moeder.");
  before = strstr (runner->out, "Gebeld met vader.");
  g_assert_true (now != NULL && before != NULL && now < before);
  g_assert_nonnull (strstr (runner->out, "verkeerde ouder"));

  run (runner, "show", runner->vault, "case", "99");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_cmpstr (runner->out, ==, "");
}

static void
test_search (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);

  run (runner, "search", runner->vault, "ZOE");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Zoë Brandmaker"));
  run (runner, "search", runner->vault, "slaapt", "herf");
  g_assert_nonnull (strstr (runner->out, "sinds de herfst"));
  g_assert_nonnull (strstr (runner->out, number));
  run (runner, "search", runner->vault, "krokodil");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_cmpstr (runner->out, ==, "Niets gevonden.\n");
}

static void
flip (const char *path, gsize at)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (at, <, size);
  bytes[at] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
test_check (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autofree char *database = g_build_filename (runner->vault, KL_VAULT_DATABASE_NAME, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  run (runner, "check", runner->vault);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Logboek: "));
  g_assert_nonnull (strstr (runner->out, "De kluis is in orde."));

  g_assert_true (g_file_get_contents (database, &bytes, &size, NULL));
  for (guint i = 0; i <= 8; i++)
    {
      const gsize at = MIN (size / 8 * i + (i == 1 ? 5 : 0), size - 1);

      flip (database, at);
      run (runner, "check", runner->vault);
      g_assert_cmpint (runner->status, ==, 1);
      g_assert_cmpstr (runner->out, !=, "");
      g_assert_null (strstr (runner->out, "De kluis is in orde."));
      g_assert_true (g_file_set_contents (database, bytes, (gssize) size, NULL));
    }

  run (runner, "check", runner->vault);
  g_assert_cmpint (runner->status, ==, 0);
}

/* A copy in the key file heals, and is told once. */
static void
test_check_slots (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autofree char *slots = g_build_filename (runner->vault, KL_VAULT_SLOTS_NAME, NULL);

  flip (slots, 100);
  run (runner, "check", runner->vault);
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->out, "Sleutelbestand"));
  run (runner, "check", runner->vault);
  g_assert_cmpint (runner->status, ==, 0);
}

/* "| head" reads no further; that is no failure and no crash. */
static void
test_gone_reader (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  int pipe_fds[2];

  g_assert_true (g_unix_open_pipe (pipe_fds, O_CLOEXEC, &error));
  close (pipe_fds[0]);
  process = runner_spawn (G_SUBPROCESS_FLAGS_NONE, PASSWORD, pipe_fds[1],
                          (const char *const[]) { "list", runner->vault, "cases", NULL });
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
}

static void
test_full_disk (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *err = NULL;
  int full = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (full < 0)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  process = runner_spawn (G_SUBPROCESS_FLAGS_STDERR_PIPE, PASSWORD, full,
                          (const char *const[]) { "list", runner->vault, "cases", NULL });
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (err, "weggeschreven"));
}

/* What is listed and shown stands in the log. */
static void
test_log (Runner *runner, gconstpointer data)
{
  g_autofree char *number = fill (runner);
  g_autofree char *dump = NULL;

  run (runner, "list", runner->vault, "pupils", "--format", "csv");
  run (runner, "list", runner->vault, "cases");
  dump = runner_dump (runner);
  g_assert_nonnull (strstr (dump, "|list-pupils|"));
  g_assert_nonnull (strstr (dump, "|list-cases|"));
  g_assert_false (runner_disk_holds (runner, "Brandmaker"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  runner_test_add ("/command/usage", test_usage);
  runner_test_add ("/command/version", test_version);
  runner_test_add ("/command/closed", test_closed);
  runner_test_add ("/command/in-use", test_in_use);
  runner_test_add ("/command/list/text", test_list_text);
  runner_test_add ("/command/list/csv", test_list_csv);
  runner_test_add ("/command/list/json", test_list_json);
  runner_test_add ("/command/list/partners", test_list_partners);
  runner_test_add ("/command/show", test_show);
  runner_test_add ("/command/search", test_search);
  runner_test_add ("/command/check/database", test_check);
  runner_test_add ("/command/check/slots", test_check_slots);
  runner_test_add ("/command/gone-reader", test_gone_reader);
  runner_test_add ("/command/full-disk", test_full_disk);
  runner_test_add ("/command/log", test_log);

  return g_test_run ();
}
