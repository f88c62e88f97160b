/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "../unit/dutch.h"
#include "documents/kl-pack-print.h"
#include "pack-peers.h"

/*
 * Packs of 40 and of 400 cases in pages a second, beside what sets the same text: floors (plain
 * Pango and Cairo, and the showing of glyphs that are shaped already, which lays out, draws and
 * tags nothing) and programs, as far as they are installed. All make a whole compressed file with
 * subsets of the fonts in memory. A pack is made with an empty cache of words. In turns, the best
 * of a few runs; processor time, as machines are busy, with the time on the clock beside it.
 *
 * The peak of memory is that of a process of its own for each size, which writes a file.
 */

typedef enum
{
  PACK,
  GLYPHS,
  TEXT_GLYPHS,
  PARAGRAPHS,
  RUNS,
  N_OWN,
} Own;

static const char *const names[N_OWN] = {
  [PACK] = "Korte Lijnen",
  [GLYPHS] = "floor: cairo_show_glyphs, shaped before",
  [TEXT_GLYPHS] = "floor: cairo_show_text_glyphs, shaped before",
  [PARAGRAPHS] = "floor: Pango and Cairo, a layout for each paragraph",
  [RUNS] = "floor: Pango and Cairo, a layout for each run",
};

static GBytes *
render (const KlPackContent *content)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_pack_render (content, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
set (Own which, const KlPackContent *content, const PackText *text, const PeerGlyphs *glyphs)
{
  g_autoptr (GBytes) bytes = NULL;

  switch (which)
    {
    case PACK:
      bytes = render (content);
      break;
    case GLYPHS:
    case TEXT_GLYPHS:
      peer_glyphs_show (glyphs, which == TEXT_GLYPHS);
      break;
    case PARAGRAPHS:
    case RUNS:
    case N_OWN:
    default:
      peer_set_layouts (text, which == RUNS);
      break;
    }
}

static void
take_best (PeerTime *best, PeerTime time)
{
  best->cpu = best->cpu > 0 ? MIN (best->cpu, time.cpu) : time.cpu;
  best->wall = best->wall > 0 ? MIN (best->wall, time.wall) : time.wall;
}

static void
print_time (const char *name, guint n_pages, const PeerTime *time, const PeerTime *own)
{
  if (time->cpu <= 0)
    {
      g_print ("  %-52s not installed\n", name);
      return;
    }
  g_print ("  %-52s %7.1f pages/s, %7.1f by the clock; takes %.2f times as long\n", name,
           n_pages / time->cpu, n_pages / time->wall, time->cpu / own->cpu);
}

static void
compare (guint n_cases, guint n_rounds)
{
  g_autoptr (KlPackContent) content = pack_text_make_pack (n_cases);
  g_autoptr (GBytes) bytes = render (content);
  g_autoptr (PackText) text = pack_text_read (bytes);
  g_autoptr (PeerGlyphs) glyphs = peer_glyphs_new (text);
  PeerTime best[N_OWN] = { 0 };
  PeerTime others[3];

  for (guint i = 0; i < n_rounds; i++)
    for (int which = 0; which < N_OWN; which++)
      {
        const PeerTime start = peer_start ();

        set (which, content, text, glyphs);
        take_best (&best[which], peer_get_elapsed (&start));
      }
  g_print ("%u cases, %u pages, %" G_GSIZE_FORMAT " kB, %u paragraphs, %u runs\n", n_cases,
           text->n_pages, g_bytes_get_size (bytes) / 1000, text->paragraphs->len, text->runs->len);
  for (int which = 0; which < N_OWN; which++)
    print_time (names[which], text->n_pages, &best[which], &best[PACK]);

  others[0] = peer_run_weasyprint (text);
  others[1] = peer_run_libreoffice (text);
  others[2] = peer_run_pdflatex (text);
  print_time ("WeasyPrint", text->n_pages, &others[0], &best[PACK]);
  print_time ("LibreOffice", text->n_pages, &others[1], &best[PACK]);
  print_time ("pdflatex", text->n_pages, &others[2], &best[PACK]);
  g_print ("  goals: WeasyPrint %.1f times as long (at least 40), pdflatex %.2f (more than 1)\n",
           others[0].cpu / best[PACK].cpu, others[2].cpu / best[PACK].cpu);
  g_print ("         show_glyphs %.2f times (at most 1.30)\n", best[PACK].cpu / best[GLYPHS].cpu);
}

/* Memory */

/* What the kernel tells of resources counts the time before the program was started too. */
static double
get_peak (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

static double
measure_peak (const char *program, guint n_cases, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%u", n_cases);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, what, number, NULL);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return g_ascii_strtod (output, NULL) / 1024;
}

static void
report_peak (const char *program, const char *what, const char *name)
{
  const double small = measure_peak (program, 40, what);
  const double large = measure_peak (program, 400, what);

  g_print ("  %-52s 40 cases %.1f MiB, 400 cases %.1f MiB, %.2f times\n", name, small, large,
           large / small);
}

/* To a file, as the command does. */
static void
write_pack (const KlPackContent *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("bench-XXXXXX.pdf", &stream, &error);

  g_assert_no_error (error);
  kl_pack_write (content, NULL, g_io_stream_get_output_stream (G_IO_STREAM (stream)), NULL, &error);
  g_assert_no_error (error);
  g_file_delete (file, NULL, NULL);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  if (argc == 3)
    {
      g_autoptr (KlPackContent) content = pack_text_make_pack ((guint) atoi (argv[2]));

      if (g_str_equal (argv[1], "pack"))
        write_pack (content);
      /* Without a comma, for who reads it. */
      g_print ("%d\n", (int) (get_peak () * 1024));
      return 0;
    }

  compare (40, 7);
  compare (400, 3);
  g_print ("peak of memory\n");
  report_peak (argv[0], "pack", "a pack (goal: at most 1.10)");
  report_peak (argv[0], "content", "of which what it says");
  return 0;
}
