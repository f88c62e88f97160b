/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-edexml.h"

#include "make-edexml.h"
#include "pattern-stream.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/*
 * Files that are damaged, too large or made to do harm. Each gives an error of our own
 * with a message to act on, in bounded memory; none gives rows. All are read twice: here,
 * and by the worker that reads them for the program.
 */

#define GIBIBYTE (G_GUINT64_CONSTANT (1) << 30)
/* What one hostile file may cost at most; under the sanitizers everything costs more. */
#define MAX_GROWTH (96 * 1024)
#define SOON (1024 * 1024)

#define HEAD                                                                                       \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EDEX>\n<school>\n"                                 \
  "<schooljaar>2025-2026</schooljaar>\n</school>\n<leerlingen>\n"
#define TAIL "</leerlingen>\n</EDEX>\n"
#define PUPIL "<leerling key=\"1\"><achternaam>Geheim</achternaam></leerling>\n"

static KlDate today;
static gboolean by_worker;

/* Auxiliary functions */

/* What a worker reads comes through a pipe, so that it need not be anywhere as a whole. */
typedef struct
{
  GInputStream *stream;
  int fd;
} Feed;

static gpointer
feed_thread (gpointer data)
{
  Feed *feed = data;
  g_autofree char *buffer = g_malloc (64 * 1024);
  gssize n;

  while ((n = g_input_stream_read (feed->stream, buffer, 64 * 1024, NULL, NULL)) > 0
         && write (feed->fd, buffer, (gsize) n) == n)
    ;
  close (feed->fd);

  return NULL;
}

static KlEdexml *
load (GInputStream *stream,
      goffset total,
      const KlImportLimits *limits,
      KlImportProgress progress,
      gpointer progress_data,
      GCancellable *cancellable,
      GError **error)
{
  KlWorkerSafety safety;
  KlEdexml *edexml;
  GThread *thread;
  Feed feed;
  int fds[2];

  g_assert_true (g_unix_open_pipe (fds, O_CLOEXEC, NULL));
  feed = (Feed) { stream, fds[1] };
  thread = g_thread_new ("feed", feed_thread, &feed);
  edexml = kl_edexml_load_fd (fds[0], total, today, limits, progress, progress_data, &safety,
                              cancellable, error);
  close (fds[0]);
  g_thread_join (thread);

  return edexml;
}

static KlEdexml *
read_stream (GInputStream *stream,
             goffset total,
             const KlImportLimits *limits,
             KlImportProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  return by_worker ? load (stream, total, limits, progress, progress_data, cancellable, error)
                   : kl_edexml_read (stream, total, today, limits, progress, progress_data,
                                     cancellable, error);
}

static long
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void
assert_message (const GError *error)
{
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpuint (strlen (error->message), >, 15);
  /* A message tells the place, never what stands there. */
  g_assert_null (strstr (error->message, "Geheim"));
  g_assert_null (strstr (error->message, "leerling>"));
}

static void
assert_refused_stream (GInputStream *stream, KlImportError code)
{
  g_autoptr (GError) error = NULL;
  const long before = get_peak ();
  g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

  g_assert_null (edexml);
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  assert_message (error);
  g_assert_cmpint (get_peak () - before, <, MAX_GROWTH);
}

static void
assert_refused (const char *head,
                const char *pattern,
                guint64 n_bytes,
                const char *tail,
                KlImportError code)
{
  g_autoptr (GInputStream) stream = pattern_stream_new (head, pattern, n_bytes, tail);

  assert_refused_stream (stream, code);
}

/* Refused before much of it was read, and with these words. */
static void
assert_soon_refused (const char *head, const char *pattern, const char *tail, const char *words)
{
  g_autoptr (GInputStream) stream = pattern_stream_new (head, pattern, GIBIBYTE, tail);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_stream (stream, 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);
  assert_message (error);
  g_assert_true (g_str_has_suffix (error->message, words));
  g_assert_cmpuint (pattern_stream_get_n_read (stream), <, SOON);
}

static void
assert_refused_data (const char *data, gsize length, KlImportError code)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, length, NULL);

  assert_refused_stream (stream, code);
}

static char *
convert (const char *text, const char *charset, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *converted = g_convert (text, -1, charset, "UTF-8", NULL, length, &error);

  g_assert_no_error (error);
  return converted;
}

static void
assert_line (const char *text, KlImportError code, const char *line)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("%s:", line);

  g_assert_null (read_stream (stream, 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, place));
}

/* Cases */

/* Cut off at every fiftieth, the real length excepted. */
static void
test_truncated (void)
{
  const MakeEdexml options = { .n_pupils = 50, .with_private = TRUE };
  g_autoptr (GString) text = make_edexml (&options);
  const gsize whole = strlen (g_strchomp (text->str));

  for (int part = 1; part < 50; part++)
    {
      gsize length = whole * part / 50;

      /* In the middle of a character it is the character that is told. */
      while (((guchar) text->str[length] & 0xc0) == 0x80)
        length++;
      assert_refused_data (text->str, length, KL_IMPORT_ERROR_TRUNCATED);
    }
  assert_refused_data (text->str, whole - 1, KL_IMPORT_ERROR_TRUNCATED);
  assert_refused_data ("", 0, KL_IMPORT_ERROR_FORMAT);
  assert_refused_data ("  \n ", 4, KL_IMPORT_ERROR_FORMAT);
}

static void
test_white_space (void)
{
  const char *words = _ ("the file is almost only white space. Make a new export.");

  assert_soon_refused ("", " ", "", words);
  assert_soon_refused ("", " \n", HEAD TAIL, words);
  assert_soon_refused (HEAD, "\n", TAIL, words);
  assert_soon_refused (HEAD PUPIL "<leerling ", "\t", "/>" TAIL, words);
  assert_soon_refused (HEAD TAIL, "\r\n", "", words);
}

/* A little in between does not make white space a file. */
static void
test_thin_content (void)
{
  g_autoptr (GInputStream) stream =
    pattern_stream_new (HEAD, "                                                        <a/>",
                        GIBIBYTE, TAIL);

  assert_refused_stream (stream, KL_IMPORT_ERROR_LIMIT);
  g_assert_cmpuint (pattern_stream_get_n_read (stream), <, 16 * SOON);

  /* With enough in between the limit on all bytes stops it. */
  g_clear_object (&stream);
  stream = pattern_stream_new (HEAD, "                    <a/>", GIBIBYTE, TAIL);
  assert_refused_stream (stream, KL_IMPORT_ERROR_LIMIT);
}

/* Some white space between rows is none of our business. */
static void
test_some_white_space (void)
{
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, "  \n", 200000, PUPIL TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edexml->n_pupils, ==, 1);
}

static void
test_large_tokens (void)
{
  const char *words = _ ("a part of the file is far too long. Make a new export.");

  assert_soon_refused (HEAD "<leerling key=\"", "A", "\"/>" TAIL, words);
  assert_soon_refused (HEAD "<leerling><achternaam>", "A", "</achternaam></leerling>" TAIL, words);
  assert_soon_refused (HEAD "<leerling><bsn>", "1", "</bsn></leerling>" TAIL, words);
  assert_soon_refused (HEAD "<", "a", "/>" TAIL, words);
  assert_soon_refused (HEAD "<!--", " <a> ", "-->" TAIL, words);
  assert_soon_refused (HEAD "<leerling><achternaam><![CDATA[", "]>",
                       "]]></achternaam></leerling>" TAIL, words);

  /* GMarkup itself counts attributes. */
  assert_refused (HEAD "<leerling", " key=\"1\"", GIBIBYTE, "/>" TAIL, KL_IMPORT_ERROR_STRUCTURE);
}

/* A value that is merely far too long costs its row, not the file. */
static void
test_long_values (void)
{
  static const char *const heads[] = { HEAD "<leerling><achternaam>", HEAD "<leerling key=\"" };
  static const char *const tails[] = { "</achternaam></leerling>" PUPIL TAIL,
                                       "\"><achternaam>a</achternaam></leerling>" PUPIL TAIL };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GInputStream) stream = pattern_stream_new (heads[i], "A", 5000, tails[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (edexml->n_pupils, ==, 1);
      g_assert_cmpuint (edexml->n_skipped, ==, 1);
      g_assert_cmpint (edexml->problems[0].kind, ==, KL_IMPORT_PROBLEM_TOO_LONG);
      g_assert_cmpuint (edexml->problems[0].line, ==, 7);
    }
}

static void
test_deep (void)
{
  assert_refused (HEAD, "<a>", 10000 * 3, "", KL_IMPORT_ERROR_LIMIT);
  assert_refused (HEAD "<leerling><toevoegingen>", "<blok>", 10000 * 6, "", KL_IMPORT_ERROR_LIMIT);
}

static void
test_doctype (void)
{
  static const char billion_laughs[] = "<?xml version=\"1.0\"?>\n"
                                       "<!DOCTYPE EDEX [\n"
                                       "<!ENTITY a \"Geheim\">\n"
                                       "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\n"
                                       "<!ENTITY c SYSTEM \"file:///etc/passwd\">\n"
                                       "]>\n<EDEX>&b;&c;</EDEX>";
  static const char outside[] = "<!doctype EDEX SYSTEM \"http://voorbeeld.nl/edex.dtd\">" HEAD TAIL;
  static const char entity[] = HEAD "<leerling><achternaam>&b;</achternaam></leerling>" TAIL;

  assert_refused_data (billion_laughs, strlen (billion_laughs), KL_IMPORT_ERROR_FORBIDDEN);
  assert_line (billion_laughs, KL_IMPORT_ERROR_FORBIDDEN, "2");
  assert_refused_data (outside, strlen (outside), KL_IMPORT_ERROR_FORBIDDEN);
  assert_refused_data (entity, strlen (entity), KL_IMPORT_ERROR_STRUCTURE);
  assert_refused ("<!DOCTYPE EDEX [", "<!ENTITY a \"b\">", GIBIBYTE, "]>" HEAD TAIL,
                  KL_IMPORT_ERROR_FORBIDDEN);
  assert_refused (HEAD "<!DOCTYPE EDEX [", "<!ENTITY a \"b\">", GIBIBYTE, "]>" TAIL,
                  KL_IMPORT_ERROR_FORBIDDEN);
  assert_refused (HEAD "<!DOCTYPE EDEX>", "", 0, TAIL, KL_IMPORT_ERROR_FORBIDDEN);
}

static void
test_encoding (void)
{
  static const char *const declared[] = { "windows-1252", "ISO-8859-1", "UTF-16", "x" };
  static const char text[] = "<EDEX><school/><leerlingen><leerling key=\"1\"><roepnaam>Zoë"
                             "</roepnaam></leerling></leerlingen></EDEX>";
  static const char *const wide[] = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" };

  for (gsize i = 0; i < G_N_ELEMENTS (declared); i++)
    {
      g_autofree char *whole =
        g_strdup_printf ("<?xml version='1.0' encoding = '%s'?>\n%s", declared[i], text);
      gsize length;
      g_autofree char *latin = convert (whole, "windows-1252", &length);

      assert_refused_data (whole, strlen (whole), KL_IMPORT_ERROR_ENCODING);
      assert_refused_data (latin, length, KL_IMPORT_ERROR_ENCODING);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      gsize length;
      g_autofree char *data = convert (text, wide[i], &length);

      assert_refused_data (data, length, KL_IMPORT_ERROR_ENCODING);
    }
}

static void
test_bytes (void)
{
  static const char nul[] = HEAD "<leerling><achternaam>Ge\0heim</achternaam></leerling>" TAIL;

  assert_refused_data (nul, sizeof nul - 1, KL_IMPORT_ERROR_ENCODING);
  assert_refused_data ("\0\0\0\0", 4, KL_IMPORT_ERROR_ENCODING);
  assert_line (HEAD "<leerling>\n<achternaam>Geheim\xeb</achternaam></leerling>" TAIL,
               KL_IMPORT_ERROR_ENCODING, "8");
  /* Overlong, a surrogate, and cut off at the very end. */
  assert_line (HEAD "\xc0\xaf" TAIL, KL_IMPORT_ERROR_ENCODING, "7");
  assert_line (HEAD "\xed\xa0\x80" TAIL, KL_IMPORT_ERROR_ENCODING, "7");
  assert_line (HEAD "<leerling>\xe2\x82", KL_IMPORT_ERROR_ENCODING, "7");
}

static void
test_structure (void)
{
  assert_line (HEAD PUPIL "<leerling></school>" TAIL, KL_IMPORT_ERROR_STRUCTURE, "8");
  assert_line (HEAD PUPIL "<leerling key=1/>" TAIL, KL_IMPORT_ERROR_STRUCTURE, "8");
  assert_line (HEAD PUPIL TAIL "<EDEX/>", KL_IMPORT_ERROR_STRUCTURE, "10");
  assert_line (HEAD "</leerlingen><leerlingen>" TAIL, KL_IMPORT_ERROR_STRUCTURE, "7");
  assert_line ("<html>\n<body/></html>", KL_IMPORT_ERROR_FORMAT, "1");
  assert_line ("Naam;Groep\nGeheim;4\n", KL_IMPORT_ERROR_FORMAT, "1");
  assert_refused_data ("%PDF-1.7 \n 4 0 obj", 18, KL_IMPORT_ERROR_FORMAT);
  assert_refused_data ("<EDEX></EDEX>", 13, KL_IMPORT_ERROR_STRUCTURE);
  assert_refused_data ("<EDEX><school/></EDEX>", 22, KL_IMPORT_ERROR_STRUCTURE);
}

static void
test_too_many_pupils (void)
{
  const MakeEdexml options = { .n_pupils = 300000, .n_groups = 10 };
  g_autoptr (GString) text = make_edexml (&options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  g_autoptr (KlEdexml) edexml = read_stream (stream, text->len, NULL, NULL, NULL, NULL, &error);

  g_assert_null (edexml);
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);
  assert_message (error);
}

/* Lines are told right wherever the pieces that are read begin and end. */
static void
test_lines (void)
{
  for (guint shift = 0; shift < 8; shift++)
    {
      g_autofree char *head = g_strdup_printf ("%s<!--%*s-->", HEAD, (int) shift, "");
      g_autoptr (GInputStream) stream =
        pattern_stream_new (head, "<a>\n</a>\n\n", 10 * 100000, "<leerling>\n</leerling>" TAIL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (edexml->problems[0].line, ==, 7 + 3 * 100000);
    }
}

/* Two hundred thousand wrong rows: as many counted, a thousand kept. */
static void
test_too_many_problems (void)
{
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, "<leerling/>\n", 12 * 200000, TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edexml->n_all_problems, ==, 200000);
  g_assert_cmpuint (edexml->n_problems, ==, 1000);
  g_assert_cmpuint (edexml->n_skipped, ==, 200000);
}

static void
test_too_many_references (void)
{
  g_autoptr (GInputStream) stream =
    pattern_stream_new (HEAD
                        "<leerling key=\"1\"><achternaam>a</achternaam><samengestelde_groepen>",
                        "<samengestelde_groep key=\"x\"/>\n", 31 * 100000,
                        "</samengestelde_groepen></leerling>" TAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edexml->n_pupils, ==, 1);
  g_assert_cmpuint (edexml->n_problems, ==, 2);
  g_assert_cmpint (edexml->problems[0].kind, ==, KL_IMPORT_PROBLEM_TOO_MANY);
}

static void
cancel_cb (goffset done, goffset total, gpointer user_data)
{
  if (done > 1000000)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, PUPIL, 16 << 20, TAIL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_stream (stream, 0, NULL, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (goffset done, goffset total, gpointer user_data)
{
  goffset *last = user_data;

  g_assert_cmpint (done, >=, *last);
  g_assert_cmpint (total, ==, 0);
  *last = done;
}

static void
test_progress (void)
{
  const gsize n_bytes = strlen (PUPIL) * 2000;
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, PUPIL, n_bytes, TAIL);
  g_autoptr (GError) error = NULL;
  goffset last = 0;
  g_autoptr (KlEdexml) edexml = read_stream (stream, 0, NULL, count_cb, &last, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (last, ==, strlen (HEAD) + n_bytes + strlen (TAIL));
}

static void
test_time (void)
{
  const KlImportLimits *defaults = kl_import_limits_get_default ();
  KlImportLimits limits = *defaults;
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, PUPIL, 16 << 20, TAIL);
  g_autoptr (GError) error = NULL;

  limits.max_seconds = 0;
  g_assert_null (read_stream (stream, 0, &limits, NULL, NULL, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);
}

static void
assert_unreadable_file (const char *path, KlImportError code)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;

  g_assert_null (kl_edexml_load (file, today, NULL, NULL, NULL, &safety, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_assert_null (strstr (error->message, path));
}

/* What is no file, or is refused by its size before a byte is read. */
static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kl-hostile-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "groot.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) stream = NULL;

  g_assert_no_error (error);
  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_seekable_truncate (G_SEEKABLE (stream), 1 << 30, NULL, &error));
  g_assert_no_error (error);

  assert_unreadable_file (path, KL_IMPORT_ERROR_LIMIT);
  assert_unreadable_file (folder, KL_IMPORT_ERROR_READ);
  assert_unreadable_file ("/dev/zero", KL_IMPORT_ERROR_READ);
  g_assert_true (g_file_delete (file, NULL, NULL));
  assert_unreadable_file (path, KL_IMPORT_ERROR_READ);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* The messages come in the language of the user. */
static void
test_translated (void)
{
  g_autoptr (GInputStream) stream = pattern_stream_new (HEAD, "", 0, "");
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (_ ("The file is empty."), "Het bestand is leeg.") != 0)
    {
      g_test_skip ("no locale here in which messages are translated");
      return;
    }

  g_assert_null (read_stream (stream, 0, NULL, NULL, NULL, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "Regel 7: hier houdt het bestand"));
}

typedef struct
{
  const char *name;
  void (*run) (void);
} Case;

static const Case cases[] = {
  { "truncated", test_truncated },
  { "white-space", test_white_space },
  { "thin-content", test_thin_content },
  { "some-white-space", test_some_white_space },
  { "large-tokens", test_large_tokens },
  { "long-values", test_long_values },
  { "deep", test_deep },
  { "doctype", test_doctype },
  { "encoding", test_encoding },
  { "bytes", test_bytes },
  { "structure", test_structure },
  { "lines", test_lines },
  { "too-many-problems", test_too_many_problems },
  { "too-many-references", test_too_many_references },
  { "cancel", test_cancel },
  { "progress", test_progress },
  { "time", test_time },
  { "files", test_files },
  { "translated", test_translated },
  /* Last: its peak would hide that of the others. */
  { "too-many-pupils", test_too_many_pupils },
};

static void
run_here (gconstpointer data)
{
  by_worker = FALSE;
  ((const Case *) data)->run ();
}

static void
run_by_worker (gconstpointer data)
{
  by_worker = TRUE;
  ((const Case *) data)->run ();
}

int
main (int argc, char **argv)
{
  /* The plain locales have no translations; a Dutch one need not be installed. */
  if (setlocale (LC_ALL, "nl_NL.UTF-8") == NULL)
    setlocale (LC_ALL, "");
  if (g_getenv ("KL_LOCALEDIR") != NULL)
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KL_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  signal (SIGPIPE, SIG_IGN);

  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *here = g_strconcat ("/hostile/here/", cases[i].name, NULL);
      g_autofree char *worker = g_strconcat ("/hostile/worker/", cases[i].name, NULL);

      g_test_add_data_func (worker, &cases[i], run_by_worker);
      g_test_add_data_func (here, &cases[i], run_here);
    }

  return g_test_run ();
}
