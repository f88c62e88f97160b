/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-pack-print.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <poppler.h>
#include <sys/resource.h>

#include "../documents/sample-pack.h"
#include "../unit/dutch.h"

/*
 * The pack of 40 cases in pages a second. Its peer sets the same text in the same fonts at the
 * same places with plain Pango and Cairo: a layout for each paragraph, whose lines Pango breaks
 * and whose fonts are attributes that stand ready; no tags, no drawings, no page numbers to count.
 * Both make their fonts anew each time; the best of a few runs counts, in turns, so that a busy
 * machine treats them alike. A second peer has a layout for each run of text in one font and
 * breaks no lines: which of the two is faster depends on the text, and that one counts. WeasyPrint,
 * when it is there, sets the runs from HTML. All figures are processor time.
 */

#define N_CASES 40
#define N_RUNS 7

typedef struct
{
  char *text;
  PangoFontDescription *font;
  double x;
  double y;
  double end;
  guint page;
} Run;

typedef struct
{
  GString *text;
  PangoAttrList *fonts;
  double x;
  double y;
  double end;    /* of its longest line */
  double line_y; /* of its last line */
  double size;
  guint page;
} Paragraph;

static KlPackContent *
make_pack (void)
{
  KlPackContent *content = sample_pack_new ();

  g_ptr_array_set_size (content->items, 0);
  for (int i = 0; i < N_CASES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Jelle, groep %d", i % 8 + 1);
      KlPackItem *item = kl_pack_content_add_item (content, title, 5);

      item->summary = sample_case_new ();
      g_free (item->summary->name);
      item->summary->name = g_strdup_printf ("Jelle van den Berg (%d)", i + 1);
      g_free (item->summary->why);
      item->summary->why = g_strdup_printf (
        "Toegang en Regie antwoordt al %d dagen niet. Sinds %d november is Jelle niet gesproken.",
        i + 3, i % 28 + 1);
    }
  return content;
}

/* "ABCDEF+Inter-SemiBold" is Inter Semi-Bold. */
static PangoFontDescription *
parse_font (const char *name, double size)
{
  const char *plus = strchr (name, '+');
  g_autofree char *words = g_strdelimit (g_strdup (plus == NULL ? name : plus + 1), "-", ' ');
  PangoFontDescription *font;

  if (g_str_has_prefix (words, "CharisSIL"))
    {
      g_autofree char *family = g_strconcat ("Charis SIL", words + strlen ("CharisSIL"), NULL);

      font = pango_font_description_from_string (family);
    }
  else if (g_str_has_prefix (words, "InterDisplay"))
    {
      g_autofree char *family =
        g_strconcat ("Inter Display", words + strlen ("InterDisplay"), NULL);

      font = pango_font_description_from_string (family);
    }
  else
    font = pango_font_description_from_string (words);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  return font;
}

static void
run_clear (Run *run)
{
  g_free (run->text);
  pango_font_description_free (run->font);
}

static void
add_runs (GArray *runs, PopplerPage *page, guint number)
{
  g_autofree char *text = poppler_page_get_text (page);
  GList *attributes = poppler_page_get_text_attributes (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n_boxes;

  poppler_page_get_text_layout (page, &boxes, &n_boxes);
  for (GList *l = attributes; l != NULL; l = l->next)
    {
      const PopplerTextAttributes *attribute = l->data;
      g_autofree char *part =
        g_utf8_substring (text, attribute->start_index, attribute->end_index + 1);
      g_auto (GStrv) lines = g_strsplit (part, "\n", -1);
      int index = attribute->start_index;

      for (guint i = 0; lines[i] != NULL; i++)
        {
          Run run = { g_strdup (lines[i]),
                      parse_font (attribute->font_name, attribute->font_size),
                      boxes[index].x1,
                      boxes[index].y1,
                      boxes[MAX (index, index + g_utf8_strlen (lines[i], -1) - 1)].x2,
                      number };

          index += g_utf8_strlen (lines[i], -1) + 1;
          if (*lines[i] == '\0')
            run_clear (&run);
          else
            g_array_append_val (runs, run);
        }
    }
  poppler_page_free_text_attributes (attributes);
}

static GArray *
read_runs (GBytes *bytes, guint *n_pages)
{
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, NULL);
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));

  g_array_set_clear_func (runs, (GDestroyNotify) run_clear);
  *n_pages = poppler_document_get_n_pages (document);
  for (guint i = 0; i < *n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      add_runs (runs, page, i);
      g_object_unref (page);
    }
  g_object_unref (document);
  return runs;
}

/* Paragraphs */

static void
paragraph_clear (Paragraph *paragraph)
{
  g_string_free (paragraph->text, TRUE);
  pango_attr_list_unref (paragraph->fonts);
}

static double
get_size (const Run *run)
{
  return (double) pango_font_description_get_size (run->font) / PANGO_SCALE;
}

/* Whether @run goes on in the line, or makes the next line, of @paragraph. */
static gboolean
goes_on (const Paragraph *paragraph, const Run *last, const Run *run, gboolean *next_line)
{
  const double down = run->y - paragraph->line_y;

  *next_line = down > 0.6 * paragraph->size;
  if (run->page != paragraph->page)
    return FALSE;
  if (*next_line)
    return down < 1.8 * paragraph->size && ABS (run->x - paragraph->x) < 1
           && ABS (get_size (run) - paragraph->size) < 0.1;

  return ABS (down) < 0.6 * paragraph->size && ABS (run->x - last->end) < paragraph->size;
}

static void
append_run (Paragraph *paragraph, const Run *run)
{
  PangoAttribute *font = pango_attr_font_desc_new (run->font);

  font->start_index = paragraph->text->len;
  g_string_append (paragraph->text, run->text);
  font->end_index = paragraph->text->len;
  pango_attr_list_insert (paragraph->fonts, font);
  paragraph->end = MAX (paragraph->end, run->end);
}

static GArray *
collect_paragraphs (GArray *runs)
{
  GArray *paragraphs = g_array_new (FALSE, FALSE, sizeof (Paragraph));

  g_array_set_clear_func (paragraphs, (GDestroyNotify) paragraph_clear);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      Paragraph *current =
        paragraphs->len > 0 ? &g_array_index (paragraphs, Paragraph, paragraphs->len - 1) : NULL;
      gboolean next_line = FALSE;

      if (current == NULL || !goes_on (current, run - 1, run, &next_line))
        {
          Paragraph paragraph = { g_string_new (NULL),
                                  pango_attr_list_new (),
                                  run->x,
                                  run->y,
                                  0,
                                  run->y,
                                  get_size (run),
                                  run->page };

          g_array_append_val (paragraphs, paragraph);
          current = &g_array_index (paragraphs, Paragraph, paragraphs->len - 1);
        }
      else if (next_line)
        {
          g_string_append_c (current->text, ' ');
          current->line_y = run->y;
        }
      append_run (current, run);
    }

  return paragraphs;
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_run (cairo_t *cr, PangoLayout *layout, const Run *run)
{
  pango_layout_set_font_description (layout, run->font);
  pango_layout_set_text (layout, run->text, -1);
  cairo_move_to (cr, run->x, run->y);
  pango_cairo_show_layout (cr, layout);
}

static void
set_paragraph (cairo_t *cr, PangoLayout *layout, const Paragraph *paragraph)
{
  pango_layout_set_width (layout, (int) ((paragraph->end - paragraph->x + 2) * PANGO_SCALE));
  pango_layout_set_attributes (layout, paragraph->fonts);
  pango_layout_set_text (layout, paragraph->text->str, (int) paragraph->text->len);
  cairo_move_to (cr, paragraph->x, paragraph->y);
  pango_cairo_show_layout (cr, layout);
}

/* Sets either of the two. */
static void
set_plain (GArray *runs, GArray *paragraphs)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  const guint n = runs != NULL ? runs->len : paragraphs->len;
  guint page = 0;

  for (guint i = 0; i < n; i++)
    {
      const Run *run = runs != NULL ? &g_array_index (runs, Run, i) : NULL;
      const Paragraph *paragraph = runs == NULL ? &g_array_index (paragraphs, Paragraph, i) : NULL;

      for (; page < (run != NULL ? run->page : paragraph->page); page++)
        cairo_show_page (cr);
      if (run != NULL)
        set_run (cr, layout, run);
      else
        set_paragraph (cr, layout, paragraph);
    }
  cairo_show_page (cr);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static double
get_cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static char *
write_html (GArray *runs)
{
  g_autoptr (GString) html = g_string_new (
    "<meta charset=utf-8><style>@page{size:A4;margin:0}div{position:relative;height:296mm;"
    "break-after:page}p{position:absolute;margin:0;white-space:nowrap}</style><div>");
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  guint page = 0;
  int file = g_file_open_tmp ("bench-XXXXXX.html", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      g_autofree char *text = g_markup_escape_text (run->text, -1);
      double size = (double) pango_font_description_get_size (run->font) / PANGO_SCALE;

      for (; page < run->page; page++)
        g_string_append (html, "</div><div>");
      g_string_append_printf (html, "<p style='font:%d %dpt %s;left:%dpt;top:%dpt'>%s</p>",
                              pango_font_description_get_weight (run->font), (int) size,
                              pango_font_description_get_family (run->font), (int) run->x,
                              (int) run->y, text);
    }
  g_string_append (html, "</div>");
  g_assert_true (g_file_set_contents (path, html->str, html->len, NULL));
  return path;
}

/* Seconds of processor time, or 0 when there is no WeasyPrint. */
static double
run_weasyprint (GArray *runs)
{
  g_autofree char *program = g_find_program_in_path ("weasyprint");
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  struct rusage usage;

  if (program == NULL)
    return 0;
  path = write_html (runs);
  output = g_strconcat (path, ".pdf", NULL);
  process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program, "-q", path, output, NULL);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  getrusage (RUSAGE_CHILDREN, &usage);
  g_unlink (path);
  g_unlink (output);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int
main (int argc, char **argv)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (KlTypesetter) typesetter = NULL;
  g_autoptr (GArray) runs = NULL;
  g_autoptr (GArray) paragraphs = NULL;
  double pack = G_MAXDOUBLE;
  double plain = G_MAXDOUBLE;
  double by_run = G_MAXDOUBLE;
  double weasyprint;
  guint n_pages = 0;

  use_dutch ();
  content = make_pack ();
  typesetter = kl_typesetter_new ();
  for (int i = 0; i < N_RUNS; i++)
    {
      double start = get_cpu_seconds ();
      g_autoptr (GBytes) bytes = kl_pack_render (content, typesetter, NULL, NULL);

      g_assert_nonnull (bytes);
      pack = MIN (pack, get_cpu_seconds () - start);
      if (runs == NULL)
        {
          runs = read_runs (bytes, &n_pages);
          paragraphs = collect_paragraphs (runs);
        }
      start = get_cpu_seconds ();
      set_plain (NULL, paragraphs);
      plain = MIN (plain, get_cpu_seconds () - start);
      start = get_cpu_seconds ();
      set_plain (runs, NULL);
      by_run = MIN (by_run, get_cpu_seconds () - start);
    }
  g_print ("pack of %d cases, %u pages: %.0f pages/s\n", N_CASES, n_pages, n_pages / pack);
  g_print ("plain Pango and Cairo, same text in %u paragraphs: %.0f pages/s, ratio %.2f\n",
           paragraphs->len, n_pages / plain, plain / pack);
  g_print ("plain Pango and Cairo, same text in %u runs: %.0f pages/s, ratio %.2f\n", runs->len,
           n_pages / by_run, by_run / pack);
  g_print ("ratio to the faster of the two: %.2f (goal: at least 1)\n", MIN (plain, by_run) / pack);
  weasyprint = run_weasyprint (runs);
  if (weasyprint > 0)
    {
      g_print ("WeasyPrint, same text: %.1f pages/s\n", n_pages / weasyprint);
      g_print ("ratio: %.1f (goal: at least 20)\n", weasyprint / pack);
    }
  return 0;
}
