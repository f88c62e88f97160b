/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pack-peers.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <sys/resource.h>

/* Time */

static double
get_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static double
get_seconds_of_children (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

PeerTime
peer_start (void)
{
  return (PeerTime) { get_seconds (CLOCK_PROCESS_CPUTIME_ID) + get_seconds_of_children (),
                      get_seconds (CLOCK_MONOTONIC) };
}

PeerTime
peer_get_elapsed (const PeerTime *start)
{
  const PeerTime now = peer_start ();

  return (PeerTime) { now.cpu - start->cpu, now.wall - start->wall };
}

/* A file in memory */

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

typedef struct
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint page;
} Sheet;

static void
sheet_begin (Sheet *sheet)
{
  sheet->bytes = g_byte_array_new ();
  sheet->surface = cairo_pdf_surface_create_for_stream (append_cb, sheet->bytes, 595.28, 841.89);
  sheet->cr = cairo_create (sheet->surface);
  sheet->page = 0;
}

static void
sheet_turn_to (Sheet *sheet, guint page)
{
  for (; sheet->page < page; sheet->page++)
    cairo_show_page (sheet->cr);
}

static void
sheet_end (Sheet *sheet)
{
  cairo_show_page (sheet->cr);
  cairo_destroy (sheet->cr);
  cairo_surface_finish (sheet->surface);
  g_assert_cmpint (cairo_surface_status (sheet->surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (sheet->surface);
  g_byte_array_unref (sheet->bytes);
}

/* Layouts */

static void
set_run (PangoLayout *layout, const TextRun *run)
{
  pango_layout_set_font_description (layout, run->font);
  pango_layout_set_text (layout, run->text, -1);
}

static void
set_paragraph (PangoLayout *layout, const TextParagraph *paragraph)
{
  pango_layout_set_width (layout, (int) ((paragraph->end - paragraph->x + 2) * PANGO_SCALE));
  pango_layout_set_attributes (layout, paragraph->fonts);
  pango_layout_set_text (layout, paragraph->text->str, (int) paragraph->text->len);
}

/* With plain Pango and Cairo: a layout for each paragraph, whose lines Pango breaks, or for each
 * run of text in one font, which breaks no lines. */
void
peer_set_layouts (const PackText *text, gboolean by_run)
{
  const guint n = by_run ? text->runs->len : text->paragraphs->len;
  PangoLayout *layout;
  Sheet sheet;

  sheet_begin (&sheet);
  layout = pango_cairo_create_layout (sheet.cr);
  for (guint i = 0; i < n; i++)
    {
      const TextRun *run = by_run ? &g_array_index (text->runs, TextRun, i) : NULL;
      const TextParagraph *paragraph =
        by_run ? NULL : &g_array_index (text->paragraphs, TextParagraph, i);

      sheet_turn_to (&sheet, by_run ? run->page : paragraph->page);
      if (by_run)
        set_run (layout, run);
      else
        set_paragraph (layout, paragraph);
      cairo_move_to (sheet.cr, by_run ? run->x : paragraph->x, by_run ? run->y : paragraph->y);
      pango_cairo_show_layout (sheet.cr, layout);
    }
  g_object_unref (layout);
  sheet_end (&sheet);
}

/* Glyphs */

typedef struct
{
  cairo_scaled_font_t *font;
  guint first_glyph;
  guint n_glyphs;
  guint first_cluster;
  guint n_clusters;
  gsize first_byte;
  gsize n_bytes;
  guint page;
} GlyphRun;

struct _PeerGlyphs
{
  PangoFontMap *map;
  GArray *runs;
  GArray *glyphs;
  GArray *clusters;
  GString *text;
};

static void
add_glyphs (PeerGlyphs *self, const PangoGlyphString *string, double x, double y)
{
  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[i];
      const cairo_glyph_t glyph = { info->glyph,
                                    x + pango_units_to_double (info->geometry.x_offset),
                                    y + pango_units_to_double (info->geometry.y_offset) };
      const gboolean last = i + 1 == string->num_glyphs;
      const gboolean ends = last || string->log_clusters[i + 1] != string->log_clusters[i];
      guint n = 1;

      x += pango_units_to_double (info->geometry.width);
      g_array_append_val (self->glyphs, glyph);
      if (!ends)
        continue;
      while ((int) n <= i && string->log_clusters[i - n] == string->log_clusters[i])
        n++;
      {
        const cairo_text_cluster_t cluster = {
          (last ? (int) self->text->len : string->log_clusters[i + 1]) - string->log_clusters[i],
          (int) n
        };

        g_array_append_val (self->clusters, cluster);
      }
    }
}

static void
add_run (PeerGlyphs *self, PangoLayoutRun *run, const char *text, double x, double y, guint page)
{
  GString *all = self->text;
  GlyphRun added = { .font = pango_cairo_font_get_scaled_font (
                       PANGO_CAIRO_FONT (run->item->analysis.font)),
                     .first_glyph = self->glyphs->len,
                     .first_cluster = self->clusters->len,
                     .first_byte = all->len,
                     .n_bytes = (gsize) run->item->length,
                     .page = page };
  g_autoptr (GString) own = g_string_new_len (text + run->item->offset, run->item->length);

  cairo_scaled_font_reference (added.font);
  /* The last cluster reaches to the end of the run's own text. */
  self->text = own;
  add_glyphs (self, run->glyphs, x, y);
  self->text = all;
  g_string_append_len (all, own->str, (gssize) own->len);
  added.n_glyphs = self->glyphs->len - added.first_glyph;
  added.n_clusters = self->clusters->len - added.first_cluster;
  g_array_append_val (self->runs, added);
}

static void
run_clear (GlyphRun *run)
{
  cairo_scaled_font_destroy (run->font);
}

/* Shapes all text beforehand, so that nothing but showing it is left. */
PeerGlyphs *
peer_glyphs_new (const PackText *text)
{
  PeerGlyphs *self = g_new0 (PeerGlyphs, 1);
  PangoContext *context;
  PangoLayout *layout;

  self->map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->map), 72);
  self->runs = g_array_new (FALSE, FALSE, sizeof (GlyphRun));
  g_array_set_clear_func (self->runs, (GDestroyNotify) run_clear);
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
  self->text = g_string_new (NULL);
  context = pango_font_map_create_context (self->map);
  layout = pango_layout_new (context);
  for (guint i = 0; i < text->runs->len; i++)
    {
      const TextRun *run = &g_array_index (text->runs, TextRun, i);
      double x = run->x;
      double y;

      set_run (layout, run);
      y = run->y + pango_units_to_double (pango_layout_get_baseline (layout));
      for (GSList *l = pango_layout_get_line_readonly (layout, 0)->runs; l != NULL; l = l->next)
        {
          PangoLayoutRun *part = l->data;

          add_run (self, part, run->text, x, y, run->page);
          x += pango_units_to_double (pango_glyph_string_get_width (part->glyphs));
        }
    }
  g_object_unref (layout);
  g_object_unref (context);
  return self;
}

void
peer_glyphs_free (PeerGlyphs *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->runs);
  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  g_string_free (self->text, TRUE);
  g_object_unref (self->map);
  g_free (self);
}

/* A call for each run of text in one font. */
void
peer_glyphs_show (const PeerGlyphs *self, gboolean with_text)
{
  Sheet sheet;

  sheet_begin (&sheet);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const GlyphRun *run = &g_array_index (self->runs, GlyphRun, i);
      const cairo_glyph_t *glyphs = &g_array_index (self->glyphs, cairo_glyph_t, run->first_glyph);

      sheet_turn_to (&sheet, run->page);
      cairo_set_scaled_font (sheet.cr, run->font);
      if (with_text)
        cairo_show_text_glyphs (sheet.cr, self->text->str + run->first_byte, (int) run->n_bytes,
                                glyphs, (int) run->n_glyphs,
                                &g_array_index (self->clusters, cairo_text_cluster_t,
                                                run->first_cluster),
                                (int) run->n_clusters, 0);
      else
        cairo_show_glyphs (sheet.cr, glyphs, (int) run->n_glyphs);
    }
  sheet_end (&sheet);
}

/* Programs */

typedef struct
{
  char *folder;
  char *input;
  char *output;
} Job;

static void
job_begin (Job *job, const char *extension, const GString *text)
{
  g_autofree char *input = g_strconcat ("pack.", extension, NULL);
  g_autoptr (GError) error = NULL;

  job->folder = g_dir_make_tmp ("bench-XXXXXX", &error);
  g_assert_no_error (error);
  job->input = g_build_filename (job->folder, input, NULL);
  job->output = g_build_filename (job->folder, "pack.pdf", NULL);
  g_file_set_contents (job->input, text->str, (gssize) text->len, &error);
  g_assert_no_error (error);
}

static PeerTime
job_run (const Job *job, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const PeerTime start = peer_start ();

  g_subprocess_launcher_set_cwd (launcher, job->folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return peer_get_elapsed (&start);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
job_end (Job *job)
{
  g_assert_true (g_file_test (job->output, G_FILE_TEST_EXISTS));
  remove_tree (job->folder);
  g_free (job->folder);
  g_free (job->input);
  g_free (job->output);
}

static const TextParagraph *
get_paragraph (const PackText *text, guint i)
{
  return &g_array_index (text->paragraphs, TextParagraph, i);
}

static const TextRun *
get_run (const TextParagraph *paragraph, guint i)
{
  return &g_array_index (paragraph->runs, TextRun, i);
}

/* WeasyPrint sets each paragraph at its place on its page. */
static GString *
write_html (const PackText *text)
{
  GString *html = g_string_new (
    "<meta charset=utf-8><style>@page{size:A4;margin:0}div{position:relative;height:296mm;"
    "break-after:page}p{position:absolute;margin:0}</style><div>");
  guint page = 0;

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const TextParagraph *paragraph = get_paragraph (text, i);

      for (; page < paragraph->page; page++)
        g_string_append (html, "</div><div>");
      g_string_append_printf (html, "<p style='left:%dpt;top:%dpt;width:%dpt'>", (int) paragraph->x,
                              (int) paragraph->y, (int) (paragraph->end - paragraph->x + 3));
      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          const TextRun *run = get_run (paragraph, j);
          g_autofree char *escaped = g_markup_escape_text (run->text, -1);

          g_string_append_printf (html, "<span style='font:%d %dpt %s'>%s</span> ",
                                  pango_font_description_get_weight (run->font),
                                  (int) pack_text_get_size (run->font),
                                  pango_font_description_get_family (run->font), escaped);
        }
      g_string_append (html, "</p>");
    }
  return g_string_append (html, "</div>");
}

PeerTime
peer_run_weasyprint (const PackText *text)
{
  const char *const argv[] = { "weasyprint", "-q", "pack.html", "pack.pdf", NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GString) html = NULL;
  PeerTime time = { 0 };
  Job job;

  if (program == NULL)
    return time;
  html = write_html (text);
  job_begin (&job, "html", html);
  time = job_run (&job, argv);
  job_end (&job);
  return time;
}

/* LibreOffice sets paragraphs below each other, as it is used to. */
static void
append_office_styles (GString *office, const PackText *text, GHashTable *styles)
{
  for (guint i = 0; i < text->runs->len; i++)
    {
      const TextRun *run = &g_array_index (text->runs, TextRun, i);
      const guint number = g_hash_table_size (styles) + 1;

      if (g_hash_table_contains (styles, run->font))
        continue;
      g_hash_table_insert (styles, run->font, GUINT_TO_POINTER (number));
      g_string_append_printf (office,
                              "<style:style style:name='T%u' style:family='text'>"
                              "<style:text-properties fo:font-family=\"'%s'\" fo:font-size='%dpt'"
                              " fo:font-weight='%s'/></style:style>",
                              number, pango_font_description_get_family (run->font),
                              (int) pack_text_get_size (run->font),
                              pango_font_description_get_weight (run->font) >= PANGO_WEIGHT_SEMIBOLD
                                ? "bold"
                                : "normal");
    }
}

static GString *
write_office (const PackText *text)
{
  g_autoptr (GHashTable) styles = g_hash_table_new ((GHashFunc) pango_font_description_hash,
                                                    (GEqualFunc) pango_font_description_equal);
  GString *office = g_string_new (
    "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
    " xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"
    " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
    " xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'"
    " office:version='1.3' office:mimetype='application/vnd.oasis.opendocument.text'>"
    "<office:automatic-styles>"
    "<style:page-layout style:name='L'><style:page-layout-properties fo:page-width='210mm'"
    " fo:page-height='297mm' fo:margin='10mm'/></style:page-layout>"
    "<style:style style:name='P' style:family='paragraph'/>"
    "<style:style style:name='B' style:family='paragraph'>"
    "<style:paragraph-properties fo:break-before='page'/></style:style>");
  guint page = 0;

  append_office_styles (office, text, styles);
  g_string_append (office, "</office:automatic-styles><office:master-styles><style:master-page"
                           " style:name='Standard' style:page-layout-name='L'/>"
                           "</office:master-styles><office:body><office:text>");
  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const TextParagraph *paragraph = get_paragraph (text, i);

      g_string_append_printf (office, "<text:p text:style-name='%s'>",
                              page < paragraph->page ? "B" : "P");
      page = paragraph->page;
      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          const TextRun *run = get_run (paragraph, j);
          g_autofree char *escaped = g_markup_escape_text (run->text, -1);

          g_string_append_printf (office, "<text:span text:style-name='T%u'>%s</text:span> ",
                                  GPOINTER_TO_UINT (g_hash_table_lookup (styles, run->font)),
                                  escaped);
        }
      g_string_append (office, "</text:p>");
    }
  return g_string_append (office, "</office:text></office:body></office:document>");
}

PeerTime
peer_run_libreoffice (const PackText *text)
{
  g_autofree char *program = g_find_program_in_path ("soffice");
  g_autofree char *profile = NULL;
  g_autoptr (GString) office = NULL;
  PeerTime time = { 0 };
  Job job;

  if (program == NULL)
    return time;
  office = write_office (text);
  job_begin (&job, "fodt", office);
  profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", job.folder);
  {
    const char *const argv[] = { program,        "--headless", profile,
                                 "--convert-to", "pdf",        "--outdir",
                                 job.folder,     job.input,    NULL };

    /* The first time it makes its profile; the second counts. */
    job_run (&job, argv);
    time = job_run (&job, argv);
  }
  job_end (&job);
  return time;
}

/* Its fonts know these letters; other signs are left to the others. */
static void
append_tex (GString *tex, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && strchr ("#$%&_{}", (int) c) != NULL)
        g_string_append_printf (tex, "\\%c", (char) c);
      else if (c < 0x80 && strchr ("\\^~", (int) c) == NULL)
        g_string_append_c (tex, (char) c);
      else if (c >= 0xc0 && c < 0x100 && g_unichar_isalpha (c))
        g_string_append_unichar (tex, c);
    }
}

/* pdflatex sets them below each other, in its own fonts: it has no others. */
static GString *
write_tex (const PackText *text)
{
  GString *tex = g_string_new ("\\documentclass{article}\\usepackage[utf8]{inputenc}"
                               "\\usepackage[T1]{fontenc}"
                               "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}"
                               "\\paperwidth210mm\\paperheight297mm\\pdfpagewidth210mm"
                               "\\pdfpageheight297mm\\textwidth180mm\\textheight277mm"
                               "\\topmargin-20mm\\oddsidemargin-10mm\\headheight0pt\\headsep0pt"
                               "\\parindent0pt\\pagestyle{empty}\n\\begin{document}\n");
  guint page = 0;

  for (guint i = 0; i < text->paragraphs->len; i++)
    {
      const TextParagraph *paragraph = get_paragraph (text, i);

      for (; page < paragraph->page; page++)
        g_string_append (tex, "\\newpage\n");
      for (guint j = 0; j < paragraph->runs->len; j++)
        {
          const TextRun *run = get_run (paragraph, j);
          const int size = (int) pack_text_get_size (run->font);

          g_string_append_printf (tex, "{\\fontsize{%d}{%d}%s\\selectfont ", size, size * 5 / 4,
                                  pango_font_description_get_weight (run->font)
                                      >= PANGO_WEIGHT_SEMIBOLD
                                    ? "\\bfseries"
                                    : "");
          append_tex (tex, run->text);
          g_string_append (tex, "} ");
        }
      g_string_append (tex, "\\par\n");
    }
  return g_string_append (tex, "\\end{document}\n");
}

PeerTime
peer_run_pdflatex (const PackText *text)
{
  const char *const argv[] = { "pdflatex", "-interaction=batchmode", "pack.tex", NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GString) tex = NULL;
  PeerTime time = { 0 };
  Job job;

  if (program == NULL)
    return time;
  tex = write_tex (text);
  job_begin (&job, "tex", tex);
  time = job_run (&job, argv);
  job_end (&job);
  return time;
}
