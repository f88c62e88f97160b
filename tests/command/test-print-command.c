/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/kl-locale.h"
#include "pdf-reader.h"
#include "store/kl-entries.h"
#include "store/kl-meetings.h"
#include "store/kl-schools.h"

#define CANARY "kanarievogel"

typedef struct
{
  KlMeeting *meeting;
  char *day;
  gint64 case_id;
} Demo;

static void
add_private_note (KlDb *db, gint64 case_id)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->case_id = case_id;
  entry->kind = KL_ENTRY_NOTE;
  entry->happened_on = kl_clock_today ();
  entry->visibility = KL_VISIBILITY_PRIVATE;
  entry->text = g_strdup ("Alleen voor mij: " CANARY ".");
  kl_entries_add (db, entry, kl_clock_today (), &error);
  g_assert_no_error (error);
}

/* The demo's next meeting, with a private note in the first case. */
static void
make_demo (Runner *runner, Demo *demo)
{
  g_autoptr (GError) error = NULL;
  KlDb *db;
  KlVault *vault = runner_make_demo (runner, &db);

  demo->meeting = kl_meetings_get_next (db, 1, kl_clock_today (), &error);
  g_assert_no_error (error);
  g_assert_nonnull (demo->meeting);
  demo->day = kl_date_format (demo->meeting->date, KL_DATE_STYLE_ISO);
  demo->case_id = 0;
  for (guint i = 0; i < demo->meeting->items->len && demo->case_id == 0; i++)
    demo->case_id = ((KlAgendaItem *) g_ptr_array_index (demo->meeting->items, i))->case_id;
  g_assert_cmpint (demo->case_id, >, 0);
  add_private_note (db, demo->case_id);
  runner_close_vault (vault, db);
}

static void
demo_clear (Demo *demo)
{
  kl_meeting_free (demo->meeting);
  g_free (demo->day);
}

static GBytes *
read_file (const char *path)
{
  char *bytes;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static void
assert_mode (const char *path)
{
  GStatBuf found;

  g_assert_cmpint (g_stat (path, &found), ==, 0);
  g_assert_cmpint (found.st_mode & 0777, ==, 0600);
}

static void
assert_fonts_embedded (PopplerDocument *document)
{
  PopplerFontInfo *info = poppler_font_info_new (document);
  PopplerFontsIter *iter = NULL;
  guint n = 0;

  while (poppler_font_info_scan (info, 100, &iter))
    {
      if (iter == NULL)
        continue;
      do
        {
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          n++;
        }
      while (poppler_fonts_iter_next (iter));
      g_clear_pointer (&iter, poppler_fonts_iter_free);
    }
  g_assert_cmpuint (n, >, 2);
  g_object_unref (info);
}

static void
test_pack (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "pak.pdf");
  g_autofree char *again = runner_get_path (runner, "nog-een.pdf");
  g_autofree char *text = NULL;
  g_autofree char *cover = NULL;
  g_autofree char *language = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  Demo demo;

  make_demo (runner, &demo);
  /* What others could read before is for nobody else after. */
  runner_write (runner, "pak.pdf", "oud", -1);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  run (runner, "print", runner->vault, "pack", "--school", "wilgenroos", "--meeting", demo.day,
       "--output", path);
  g_assert_cmpstr (runner->err, ==, "");
  g_assert_cmpint (runner->status, ==, 0);
  assert_mode (path);

  bytes = read_file (path);
  document = pdf_open (bytes);
  text = pdf_get_text (document);
  for (guint i = 0; i < demo.meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (demo.meeting->items, i);
      g_autofree char *question = pdf_squeeze (item->question != NULL ? item->question : "");
      const char *title = item->about_short != NULL ? item->about_short : item->title;

      g_assert_nonnull (strstr (text, title));
      g_assert_nonnull (strstr (text, question));
      if (item->case_id != 0)
        g_assert_nonnull (strstr (text, item->title));
    }
  g_assert_null (strstr (text, CANARY));
  g_assert_nonnull (strstr (text, "werknotitie"));
  cover = pdf_get_page_text (document, 0);
  g_assert_null (strstr (cover, "van den Berg"));
  g_assert_null (strstr (cover, "Amrani"));

  assert_fonts_embedded (document);
  language = pdf_get_catalog_string (bytes, "/Lang");
  g_assert_true (g_str_has_prefix (language, "nl"));
  g_assert_cmpuint (pdf_list_elements (document)->len, >, 20);

  run (runner, "print", runner->vault, "pack", "--school", "1", "--meeting", demo.day, "--output",
       again);
  other = read_file (again);
  g_assert_true (g_bytes_equal (bytes, other));

  dump = runner_dump (runner);
  g_assert_nonnull (strstr (dump, "|pack|"));
  demo_clear (&demo);
}

static void
test_case (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "casus.pdf");
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  Demo demo;

  make_demo (runner, &demo);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, demo.case_id);
  run (runner, "print", runner->vault, "case", "--case", number, "--output", path);
  g_assert_cmpint (runner->status, ==, 0);
  assert_mode (path);
  bytes = read_file (path);
  document = pdf_open (bytes);
  text = pdf_get_text (document);
  g_assert_nonnull (strstr (text, "Jelle van den Berg"));
  g_assert_null (strstr (text, CANARY));
  demo_clear (&demo);
}

/* Every partner of the school, near or far, and nothing about a child. */
static void
test_map (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "kaart.pdf");
  g_autofree char *again = runner_get_path (runner, "nog-een.pdf");
  g_autofree char *text = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) other = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  static const char *const partners[] = { "Buurtteam West", "Team Toegang en Regie", "Veilig Thuis",
                                          "Stichting Leergeld", "Jeugd-ggz" };
  Demo demo;

  make_demo (runner, &demo);
  run (runner, "print", runner->vault, "map", "--school", "wilgenroos", "--output", path);
  g_assert_cmpstr (runner->err, ==, "");
  g_assert_cmpint (runner->status, ==, 0);
  assert_mode (path);
  bytes = read_file (path);
  document = pdf_open (bytes);
  text = pdf_get_text (document);
  for (gsize i = 0; i < G_N_ELEMENTS (partners); i++)
    g_assert_nonnull (strstr (text, partners[i]));
  g_assert_null (strstr (text, "Jelle"));
  g_assert_null (strstr (text, "van den Berg"));
  assert_fonts_embedded (document);

  run (runner, "print", runner->vault, "map", "--school", "1", "--paper", "A4", "--output", again);
  other = read_file (again);
  g_assert_true (g_bytes_equal (bytes, other));
  run (runner, "print", runner->vault, "map", "--school", "1", "--paper", "a5", "--output", again);
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "print", runner->vault, "map", "--case", "1", "--output", again);
  g_assert_cmpint (runner->status, ==, 2);
  dump = runner_dump (runner);
  g_assert_nonnull (strstr (dump, "|map|"));
  demo_clear (&demo);
}

/* A letter comes out where consent holds, and says until when; elsewhere there is none. */
static void
test_letter (Runner *runner, gconstpointer data)
{
  guint n_letters = 0;
  guint n_refused = 0;
  Demo demo;

  make_demo (runner, &demo);
  for (int i = 1; i <= 12; i++)
    {
      g_autofree char *path = runner_get_path (runner, "brief.pdf");
      g_autofree char *number = g_strdup_printf ("%d", i);

      run (runner, "print", runner->vault, "letter", "--referral", number, "--output", path);
      if (runner->status == 0)
        {
          g_autoptr (GBytes) bytes = read_file (path);
          g_autoptr (PopplerDocument) document = pdf_open (bytes);
          g_autofree char *text = pdf_get_text (document);

          assert_mode (path);
          g_assert_nonnull (strstr (text, "geldig t/m"));
          g_assert_null (strstr (text, CANARY));
          n_letters++;
        }
      else
        {
          g_assert_nonnull (strstr (runner->err, "Er komt geen brief"));
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          n_refused++;
        }
      g_unlink (path);
    }
  g_assert_cmpuint (n_letters, >, 0);
  g_assert_cmpuint (n_refused, >, 0);
  run (runner, "print", runner->vault, "letter", "--referral", "999", "--output", "brief.pdf");
  g_assert_cmpint (runner->status, ==, 1);
  demo_clear (&demo);
}

/* What each reader gets, and that the log says for whom it was. */
static void
test_audiences (Runner *runner, gconstpointer data)
{
  static const struct
  {
    const char *document;
    const char *reader;
    const char *has;
    const char *logged;
  } rows[] = {
    { "case", "parents", "Samenvatting voor ouders", "|case parents|" },
    { "case", "partner:4", "Samenvatting voor Team Toegang en Regie", "|case partner:4|" },
    { "case", "child", "Voor jou, Jelle", "|case child|" },
    { "file", "parents", "Het hele dossier", "|file parents|" },
    { "minutes", "team", "Notulen", "|minutes|" },
    { "actions", "team", "Acties", "|actions|" },
    { "pack", "participant:1", "Exemplaar 1 van", "|pack participant:1|" },
  };
  g_autofree char *path = runner_get_path (runner, "stuk.pdf");
  g_autofree char *number = NULL;
  Demo demo;

  make_demo (runner, &demo);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, demo.case_id);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gboolean of_case =
        g_str_equal (rows[i].document, "case") || g_str_equal (rows[i].document, "file");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (PopplerDocument) document = NULL;
      g_autofree char *text = NULL;
      g_autofree char *dump = NULL;

      if (of_case)
        run (runner, "print", runner->vault, rows[i].document, "--case", number, "--for",
             rows[i].reader, "--output", path);
      else
        run (runner, "print", runner->vault, rows[i].document, "--school", "1", "--meeting",
             demo.day, "--for", rows[i].reader, "--output", path);
      g_assert_cmpstr (runner->err, ==, "");
      g_assert_cmpint (runner->status, ==, 0);
      bytes = read_file (path);
      document = pdf_open (bytes);
      text = pdf_get_text (document);
      g_assert_nonnull (strstr (text, rows[i].has));
      g_assert_null (strstr (text, CANARY));
      dump = runner_dump (runner);
      g_assert_nonnull (strstr (dump, rows[i].logged));
    }
  demo_clear (&demo);
}

/* A reader without a ground gets no file, and badly said is badly said. */
static void
test_no_audience (Runner *runner, gconstpointer data)
{
  static const struct
  {
    const char *document;
    const char *reader;
    int status;
  } rows[] = {
    { "case", "partner:5", 1 }, { "case", "partner:999", 1 }, { "case", "parents:999", 1 },
    { "case", "child:999", 1 }, { "file", "child", 1 },       { "file", "partner:4", 2 },
    { "case", "iedereen", 2 },  { "case", "partner", 2 },
  };
  g_autofree char *path = runner_get_path (runner, "stuk.pdf");
  g_autofree char *number = NULL;
  Demo demo;

  make_demo (runner, &demo);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, demo.case_id);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      run (runner, "print", runner->vault, rows[i].document, "--case", number, "--for",
           rows[i].reader, "--output", path);
      g_test_message ("%s for %s", rows[i].document, rows[i].reader);
      g_assert_cmpint (runner->status, ==, rows[i].status);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  run (runner, "print", runner->vault, "pack", "--school", "1", "--meeting", demo.day, "--for",
       "parents", "--output", path);
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "print", runner->vault, "case", "--case", number, "--words", path, "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  demo_clear (&demo);
}

static void
set_variable (const char *name, const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

/* The same bytes on a desktop in any language, and where no locale but a plain one is. */
static void
test_locales (Runner *runner, gconstpointer data)
{
  static const struct
  {
    const char *locale;
    const char *language;
    gboolean is_bare;
  } settings[] = {
    { "nl_NL.UTF-8", NULL, FALSE },
    { "nl_NL.UTF-8", "en_US:en", FALSE },
    { "C", NULL, FALSE },
    { "C.UTF-8", "en", FALSE },
    { "en_US.UTF-8", "en_US:en", FALSE },
    { "xx_XX", NULL, FALSE },
    { "C.UTF-8", NULL, TRUE },
    { "nl_NL.UTF-8", NULL, TRUE },
    { "en_US.UTF-8", "en", TRUE },
  };
  g_autofree char *path = runner_get_path (runner, "pak.pdf");
  g_autofree char *nothing = runner_get_path (runner, "geen");
  g_autofree char *locale = g_strdup (g_getenv ("LC_ALL"));
  g_autofree char *language = g_strdup (g_getenv ("LANGUAGE"));
  g_autoptr (GBytes) first = NULL;
  Demo demo;

  make_demo (runner, &demo);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      /* Locales that were made live in one archive, which this hides. */
      set_variable ("LOCPATH", settings[i].is_bare ? nothing : NULL);
      set_variable ("LC_ALL", settings[i].locale);
      set_variable ("LANGUAGE", settings[i].language);
      run (runner, "print", runner->vault, "pack", "--school", "wilgenroos", "--meeting", demo.day,
           "--output", path);
      g_assert_cmpstr (runner->err, ==, "");
      bytes = read_file (path);
      if (first == NULL)
        first = g_bytes_ref (bytes);
      g_test_message ("%s, %s", settings[i].locale, settings[i].is_bare ? "bare" : "installed");
      g_assert_true (g_bytes_equal (first, bytes));

      run (runner, "print", runner->vault, "pack", "--school", "nergens", "--meeting", demo.day,
           "--output", path);
      g_assert_nonnull (strstr (runner->err, "heet zo"));
    }
  set_variable ("LOCPATH", NULL);
  set_variable ("LC_ALL", locale);
  set_variable ("LANGUAGE", language);
  demo_clear (&demo);
}

/* Nothing is made or logged when it cannot be. */
static void
test_refused (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "pak.pdf");
  g_autofree char *nowhere = g_build_filename (runner->folder, "weg", "pak.pdf", NULL);
  Demo demo;

  make_demo (runner, &demo);
  run (runner, "print", runner->vault, "pack", "--school", "1", "--meeting", demo.day, "--output",
       runner->folder);
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "map"));
  run (runner, "print", runner->vault, "pack", "--school", "1", "--meeting", demo.day, "--output",
       nowhere);
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "print", runner->vault, "pack", "--school", "1", "--meeting", "2025-11-22",
       "--output", path);
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "print", runner->vault, "pack", "--meeting", demo.day, "--output", path);
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "print", runner->vault, "case", "--case", "99", "--output", path);
  g_assert_cmpint (runner->status, ==, 1);
  run (runner, "print", runner->vault, "pack", "--school", "1", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "print", runner->vault, "case", "--case", "1");
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "print", runner->vault, "brief", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  demo_clear (&demo);
}

/* The command itself, with a key that costs what it should. */
static void
test_demo (Runner *runner, gconstpointer data)
{
  run (runner, "demo", runner->vault);
  g_assert_cmpstr (runner->err, ==, "");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_false (runner_disk_holds (runner, "van den Berg"));

  run (runner, "list", runner->vault, "cases", "--school", "wilgenroos");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Driftbuien thuis"));

  run (runner, "demo", runner->vault);
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "kluis"));
}

int
main (int argc, char **argv)
{
  /* The values that are compared here are made here, in the words of the program. */
  kl_locale_init (g_getenv ("KL_LOCALEDIR"));
  g_test_init (&argc, &argv, NULL);

  runner_test_add ("/command/print/pack", test_pack);
  runner_test_add ("/command/print/case", test_case);
  runner_test_add ("/command/print/map", test_map);
  runner_test_add ("/command/print/letter", test_letter);
  runner_test_add ("/command/print/audiences", test_audiences);
  runner_test_add ("/command/print/no-audience", test_no_audience);
  runner_test_add ("/command/print/locales", test_locales);
  runner_test_add ("/command/print/refused", test_refused);
  runner_test_add ("/command/demo", test_demo);

  return g_test_run ();
}
