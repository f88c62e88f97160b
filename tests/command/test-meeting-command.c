/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <string.h>

#include "pdf-reader.h"
#include "store/kl-cases.h"
#include "store/kl-meeting-hold.h"
#include "store/kl-meeting-settle.h"
#include "store/kl-meetings.h"

/* The commands that plan a meeting, put its agenda in order and show its minutes. */

#define NOTES "Samira belde met moeder."

static void
make_demo (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_make_demo (runner, &db);

  runner_close_vault (vault, db);
}

static void
assert_says (Runner *runner, const char *text)
{
  g_assert_cmpstr (runner->err, ==, "");
  g_assert_cmpint (runner->status, ==, 0);
  if (strstr (runner->out, text) == NULL)
    g_error ("“%s” is not in: %s", text, runner->out);
}

/* The number at the beginning of the first line with a text. */
static char *
find_number (const char *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (strstr (*line, text) != NULL)
      {
        const char *digits = *line + strspn (*line, " ");

        return g_strndup (digits, strspn (digits, "0123456789"));
      }

  g_error ("“%s” is not in: %s", text, out);
}

static guint
count_logged (Runner *runner, const char *text)
{
  g_autofree char *dump = runner_dump (runner);
  guint n = 0;

  for (const char *found = strstr (dump, text); found != NULL; found = strstr (found + 1, text))
    n++;

  return n;
}

static void
test_usage (Runner *runner, gconstpointer data)
{
  static const char *const bad[][12] = {
    { "meeting", "kluis" },
    { "meeting", "kluis", "dansen" },
    { "meeting", "kluis", "plan" },
    { "meeting", "kluis", "plan", "--date", "morgen" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--kind", "feestje" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--time", "25:00" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--every-weeks", "6" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--until", "2026-02-01" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--every-weeks", "-2", "--until",
      "2026-02-01" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--every-weeks", "2", "--until",
      "2025-12-01" },
    { "meeting", "kluis", "plan", "--date", "2025-12-08", "--case", "3" },
    { "meeting", "kluis", "agenda" },
    { "meeting", "kluis", "agenda", "--meeting", "ooit" },
    { "meeting", "kluis", "agenda", "--meeting", "3", "--date", "2025-12-08" },
    { "meeting", "kluis", "agenda", "draaien", "--meeting", "3" },
    { "meeting", "kluis", "agenda", "add", "--meeting", "3" },
    { "meeting", "kluis", "agenda", "add", "--meeting", "3", "--case", "1", "--title",
      "Rondvraag" },
    { "meeting", "kluis", "agenda", "move", "1", "--meeting", "3" },
    { "meeting", "kluis", "minutes", "--meeting", "3", "--for", "child" },
    { "meeting", "kluis", "minutes", "--meeting", "3", "--place", "hal" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%u", i);
      runner_run (runner, NULL, bad[i]);
      g_assert_cmpint (runner->status, ==, 2);
      g_assert_cmpstr (runner->out, ==, "");
      g_assert_nonnull (strstr (runner->err, "korte-lijnen meeting VAULT agenda"));
    }
}

static void
test_plan (Runner *runner, gconstpointer data)
{
  g_autofree char *number = NULL;

  make_demo (runner);
  run (runner, "meeting", runner->vault, "plan", "--date", "2025-12-09");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "--school"));

  run (runner, "meeting", runner->vault, "plan", "--school", "wilgenroos", "--kind", "mdo",
       "--date", "2025-12-09", "--time", "14:15", "--minutes", "45", "--place", "IB-kamer");
  assert_says (runner, "dinsdag 9 december 2025, 14.15–15.00, IB-kamer");
  assert_says (runner, "Marleen Kuijpers");
  number = find_number (runner->out, "9 december");

  run (runner, "meeting", runner->vault, "agenda", "--meeting", number);
  assert_says (runner, "MDO, KC De Wilgenroos");
  assert_says (runner, "Nog niets op de agenda");
  run (runner, "meeting", runner->vault, "agenda", "--meeting", number, "--school", "2");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "andere school"));

  /* In a holiday it is planned, and said. */
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--date", "2025-12-24");
  assert_says (runner, "Let op, dit valt in een vakantie");
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--date", "2025-12-08",
       "--minutes", "700");
  g_assert_cmpint (runner->status, ==, 1);
}

/* Every three weeks of school; what is there already is passed over. */
static void
test_series (Runner *runner, gconstpointer data)
{
  g_autofree char *first = NULL;

  make_demo (runner);
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--kind", "leerlingbespreking",
       "--date", "2025-12-08", "--time", "9.00", "--every-weeks", "3", "--until", "2026-02-15",
       "--dry-run");
  assert_says (runner, "maandag 8 december 2025, 9.00");
  assert_says (runner, "maandag 12 januari 2026, 9.00");
  run (runner, "list", runner->vault, "meetings", "--school", "1");
  g_assert_null (strstr (runner->out, "eerlingbespreking"));

  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--kind", "pupil-review",
       "--date", "2025-12-08", "--time", "9.00", "--every-weeks", "3", "--until", "2026-02-15");
  assert_says (runner, "maandag 12 januari 2026, 9.00");
  assert_says (runner, "maandag 2 februari 2026, 9.00");
  first = g_strdup (runner->out);
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--kind", "pupil_review",
       "--date", "2025-12-08", "--every-weeks", "3", "--until", "2026-02-15");
  assert_says (runner, "Op 3 dagen stond er al zo’n overleg.");
  g_assert_cmpstr (runner->out, !=, first);
}

static void
test_agenda (Runner *runner, gconstpointer data)
{
  g_autofree char *number = NULL;
  const char *opening, *round;
  guint n_read;

  make_demo (runner);
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--kind", "mdo", "--date",
       "2025-12-09", "--time", "13:00", "--minutes", "60");
  number = find_number (runner->out, "9 december");
  n_read = count_logged (runner, "|agenda|");

  run (runner, "meeting", runner->vault, "agenda", "add", "--meeting", number, "--title",
       "Rondvraag", "--minutes", "7");
  assert_says (runner, "Rondvraag");
  run (runner, "meeting", runner->vault, "agenda", "add", "--meeting", number, "--title", "Opening",
       "--question", "Wie schrijft?");
  assert_says (runner, "12 van 60 minuten");
  run (runner, "meeting", runner->vault, "agenda", "move", "2", "1", "--meeting", number);
  assert_says (runner, "Wie schrijft?");
  opening = strstr (runner->out, "Opening");
  round = strstr (runner->out, "Rondvraag");
  g_assert_true (opening != NULL && round != NULL && opening < round);
  g_assert_cmpuint (count_logged (runner, "|agenda|"), ==, n_read + 3);

  run (runner, "meeting", runner->vault, "agenda", "move", "3", "1", "--meeting", number);
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "meeting", runner->vault, "agenda", "remove", "2", "--meeting", number);
  assert_says (runner, "5 van 60 minuten");
  g_assert_null (strstr (runner->out, "Rondvraag"));
  run (runner, "meeting", runner->vault, "agenda", "add", "--meeting", number, "--case", "999");
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "meeting", runner->vault, "agenda", "--school", "1", "--meeting", "2025-12-25");
  g_assert_cmpint (runner->status, ==, 1);
}

/* The next meeting of the demo is held as far as its first case, and settled. */
static KlMeeting *
hold (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_make_demo (runner, &db);
  g_autoptr (GError) error = NULL;
  KlMeeting *meeting = kl_meetings_get_next (db, 1, kl_clock_today (), &error);
  const KlAgendaItem *item = NULL;

  g_assert_no_error (error);
  for (guint i = 0; item == NULL || item->case_id == 0; i++)
    item = g_ptr_array_index (meeting->items, i);
  g_assert_true (kl_meetings_begin (db, meeting->id, kl_clock_now (), &error));
  g_assert_true (kl_meetings_set_notes (db, item->id, NOTES, &error));
  g_assert_true (kl_meetings_settle (db, meeting->id, kl_clock_now (), kl_clock_today (), &error));
  g_assert_no_error (error);
  runner_close_vault (vault, db);

  return meeting;
}

static void
test_minutes (Runner *runner, gconstpointer data)
{
  g_autoptr (KlMeeting) meeting = hold (runner);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, meeting->id);
  g_autofree char *path = runner_get_path (runner, "notulen.pdf");
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  gsize size;

  run (runner, "meeting", runner->vault, "minutes", "--meeting", number);
  assert_says (runner, NOTES);
  assert_says (runner, "Jelle van den Berg");
  g_assert_cmpuint (count_logged (runner, "|minutes|"), ==, 1);

  run (runner, "meeting", runner->vault, "minutes", "--meeting", number, "--output", path);
  assert_says (runner, "notulen.pdf");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  pdf = g_bytes_new_take (g_steal_pointer (&bytes), size);
  document = pdf_open (pdf);
  text = pdf_get_text (document);
  g_assert_nonnull (strstr (text, NOTES));
  g_assert_cmpuint (count_logged (runner, "|minutes|"), ==, 2);

  /* A settled meeting keeps its agenda; what it did not reach comes along to the next. */
  run (runner, "meeting", runner->vault, "agenda", "add", "--meeting", number, "--title", "Laat");
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "al afgerond"));
  run (runner, "meeting", runner->vault, "agenda", "--meeting", number);
  assert_says (runner, "besproken");
  assert_says (runner, "niet aan de beurt geweest");
  run (runner, "meeting", runner->vault, "plan", "--school", "1", "--date", "2026-01-12");
  g_free (g_steal_pointer (&number));
  number = find_number (runner->out, "12 januari");
  run (runner, "meeting", runner->vault, "agenda", "--meeting", number);
  assert_says (runner, "meegekomen");
  run (runner, "meeting", runner->vault, "agenda", "carry-over", "--meeting", number);
  assert_says (runner, "0 casussen zijn meegekomen.");
}

/* For another calendar: one meeting, or all that come, and the same bytes on the same day. */
static void
test_calendar (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "overleg.ics");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  make_demo (runner);
  run (runner, "meeting", runner->vault, "calendar", "--school", "1", "--output", path);
  assert_says (runner, "overleg.ics");
  g_assert_true (g_file_get_contents (path, &first, NULL, NULL));
  g_assert_nonnull (strstr (first, "BEGIN:VEVENT"));
  g_assert_nonnull (strstr (first, "SUMMARY:Zorgteam"));
  g_assert_null (strstr (first, "Jelle"));
  run (runner, "meeting", runner->vault, "calendar", "--school", "1", "--output", path);
  g_assert_true (g_file_get_contents (path, &again, NULL, NULL));
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (count_logged (runner, "|icalendar|"), ==, 2);
  run (runner, "meeting", runner->vault, "calendar", "--school", "1");
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "meeting", runner->vault, "calendar", "--meeting", "9999", "--output", path);
  g_assert_cmpint (runner->status, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  runner_test_add ("/meeting-command/usage", test_usage);
  runner_test_add ("/meeting-command/plan", test_plan);
  runner_test_add ("/meeting-command/series", test_series);
  runner_test_add ("/meeting-command/agenda", test_agenda);
  runner_test_add ("/meeting-command/minutes", test_minutes);
  runner_test_add ("/meeting-command/calendar", test_calendar);

  return g_test_run ();
}
