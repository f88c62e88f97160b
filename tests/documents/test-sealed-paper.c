/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../bubblewrap.h"
#include "documents/kl-sealed-paper-load.h"

/* Documents that somebody sent, good ones and such as nobody should send. */

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int size)
{
  g_byte_array_append (data, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_pdf (guint n_pages, const char *text)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595, 842);
  cairo_t *cr = cairo_create (surface);

  cairo_set_font_size (cr, 20);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *line = g_strdup_printf ("%s %u", text, i + 1);

      cairo_move_to (cr, 60, 100);
      cairo_show_text (cr, line);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_png (int width, int height)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append, bytes), ==,
                   CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (bytes);
}

/* A PDF of one page by hand: Poppler finds its objects without a table of them. */
static GBytes *
write_pdf (const char *box, const char *more, const char *content)
{
  char *pdf =
    g_strdup_printf ("%%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n"
                     "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
                     "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R >>\n"
                     "endobj\n4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
                     "trailer\n<< /Root 1 0 R >>\n%%%%EOF\n",
                     more, box, strlen (content), content);

  return g_bytes_new_take (pdf, strlen (pdf));
}

static KlSealedPaper *
read_paper (GBytes *bytes, KlAttachmentKind kind)
{
  KlSealedPaper *paper = kl_sealed_paper_new (bytes, kind);
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_sealed_paper_read (paper, NULL, &error));
  g_assert_no_error (error);
  return paper;
}

static void
test_pdf (void)
{
  g_autoptr (GBytes) bytes = make_pdf (3, "Driftbuien");
  g_autoptr (KlSealedPaper) paper = read_paper (bytes, KL_ATTACHMENT_PDF);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kl_sealed_paper_get_text (paper);
  double width, height;

  g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_READ);
  g_assert_cmpuint (kl_sealed_paper_get_n_pages (paper), ==, 3);
  kl_sealed_paper_get_page_size (paper, 2, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595, 0.5);
  g_assert_cmpfloat_with_epsilon (height, 842, 0.5);
  g_assert_nonnull (strstr (text, "Driftbuien 1"));
  g_assert_nonnull (strstr (text, "Driftbuien 3"));
  g_assert_nonnull (strstr (kl_sealed_paper_get_page_text (paper, 1), "Driftbuien 2"));

  texture = kl_sealed_paper_draw (paper, 1, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1190);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 1684);
  g_clear_object (&texture);
  texture = kl_sealed_paper_draw (paper, 3, 1, NULL, &error);
  g_assert_null (texture);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_pictures (void)
{
  g_autoptr (GBytes) png = make_png (200, 100);
  g_autoptr (KlSealedPaper) paper = read_paper (png, KL_ATTACHMENT_PNG);
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new (guint32, 200 * 100);
  double width, height;

  g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_READ);
  g_assert_cmpuint (kl_sealed_paper_get_n_pages (paper), ==, 1);
  kl_sealed_paper_get_page_size (paper, 0, &width, &height);
  g_assert_cmpfloat (width, ==, 150);
  g_assert_cmpfloat (height, ==, 75);
  texture = kl_sealed_paper_draw (paper, 0, 96.0 / 72, NULL, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 200);
  gdk_texture_download (texture, (guchar *) pixels, 800);
  g_assert_cmphex (pixels[0] & 0xffffff, ==, 0xff0000);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = make_pdf (3, "Driftbuien");
  g_autoptr (GBytes) png = make_png (200, 100);
  g_autofree char *noise = g_malloc (50000);
  const struct
  {
    GBytes *bytes;
    KlAttachmentKind kind;
  } cases[] = {
    { g_bytes_new_static ("%PDF-1.7\n", 9), KL_ATTACHMENT_PDF },
    { g_bytes_new_from_bytes (whole, 0, 100), KL_ATTACHMENT_PDF },
    { g_bytes_new_static (noise, 50000), KL_ATTACHMENT_PDF },
    { g_bytes_new_from_bytes (png, 0, 20), KL_ATTACHMENT_PNG },
    { g_bytes_new_static ("\xff\xd8\xff\xe0", 4), KL_ATTACHMENT_JPEG },
    { g_bytes_new_static (noise, 50000), KL_ATTACHMENT_JPEG },
  };

  for (gsize i = 0; i < 50000; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);
  memcpy (noise, "%PDF-1.4\n", 9);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlSealedPaper) paper = read_paper (cases[i].bytes, cases[i].kind);

      g_test_message ("case %u", i);
      g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_BROKEN);
      g_assert_cmpuint (kl_sealed_paper_get_n_pages (paper), ==, 0);
      g_bytes_unref (cases[i].bytes);
    }
}

/* Cut off anywhere, with anything in the middle: there is always an answer. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) whole = make_pdf (3, "Driftbuien");
  gsize size;
  const guint8 *start = g_bytes_get_data (whole, &size);

  for (guint i = 0; i < 12; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (start, size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KlSealedPaper) paper = NULL;

      for (guint j = 0; j < 20; j++)
        copy[g_test_rand_int_range (10, (gint32) size)] = (guint8) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (copy, i % 2 == 0 ? size : size * i / 12 + 1);
      paper = read_paper (bytes, KL_ATTACHMENT_PDF);
      if (kl_sealed_paper_get_n_pages (paper) > 0)
        {
          g_autoptr (GdkTexture) texture = kl_sealed_paper_draw (paper, 0, 1, NULL, NULL);
        }
    }
}

static void
test_ten_thousand_pages (void)
{
  g_autoptr (GBytes) bytes = make_pdf (10000, "Blad");
  g_autoptr (KlSealedPaper) paper = read_paper (bytes, KL_ATTACHMENT_PDF);
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_PARTLY);
  g_assert_cmpuint (kl_sealed_paper_get_n_pages (paper), ==, 10000);
  g_assert_nonnull (strstr (kl_sealed_paper_get_page_text (paper, 0), "Blad 1"));
  g_assert_cmpstr (kl_sealed_paper_get_page_text (paper, 9999), ==, "");
  texture = kl_sealed_paper_draw (paper, 9999, 1, NULL, NULL);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 595);
}

/* A page of 35 kilometers, one without size, one with a script that nobody runs. */
static void
test_strange (void)
{
  static const struct
  {
    const char *box, *more;
  } cases[] = {
    { "[0 0 100000000 100000000]", "" },
    { "[0 0 0 0]", "" },
    { "[0 0 -5 1e300]", "" },
    { "[0 0 100000 1]", "" },
    { "[0 0 300 300]", "/OpenAction << /S /JavaScript /JS (while (true) app.alert (1);) >>" },
    { "[0 0 300 300]", "/OpenAction << /S /Launch /F (/bin/sh) >>" },
    { "[0 0 300 300]", "/OpenAction << /S /URI /URI (http://localhost:1/) >>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = write_pdf (cases[i].box, cases[i].more, "0 0 m 100 100 l S");
      g_autoptr (KlSealedPaper) paper = read_paper (bytes, KL_ATTACHMENT_PDF);
      g_autoptr (GdkTexture) texture = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_READ);
      texture = kl_sealed_paper_draw (paper, 0, 4, NULL, NULL);
      g_assert_nonnull (texture);
      g_assert_cmpint (gdk_texture_get_width (texture), <=, 8000);
      g_assert_cmpint (gdk_texture_get_height (texture), <=, 8000);
    }
}

static guint32
make_crc (const guint8 *bytes, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }
  return ~crc;
}

/* A small picture that says to be a square of 60,000 points. */
static void
test_bomb_picture (void)
{
  g_autoptr (GBytes) small = make_png (10, 10);
  gsize size;
  const guint8 *start = g_bytes_get_data (small, &size);
  g_autofree guint8 *copy = g_memdup2 (start, size);
  const guint32 side = GUINT32_TO_BE (60000);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlSealedPaper) paper = NULL;
  guint32 crc;

  memcpy (copy + 16, &side, 4);
  memcpy (copy + 20, &side, 4);
  crc = GUINT32_TO_BE (make_crc (copy + 12, 17));
  memcpy (copy + 29, &crc, 4);
  bytes = g_bytes_new (copy, size);
  paper = read_paper (bytes, KL_ATTACHMENT_PNG);
  g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_TOO_MUCH);
}

/* A few lines that draw for hours: it is stopped, and the time is told. */
static void
test_endless (void)
{
  g_autoptr (GString) content = g_string_new ("q\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlSealedPaper) paper = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 400000; i++)
    g_string_append (content, "0 0 m 9999 9999 l 0 9999 l 9999 0 l f\n");
  bytes = write_pdf ("[0 0 9999 9999]", "", content->str);
  paper = read_paper (bytes, KL_ATTACHMENT_PDF);
  if (kl_sealed_paper_get_n_pages (paper) > 0)
    texture = kl_sealed_paper_draw (paper, 0, 4, NULL, &error);
  if (texture == NULL && error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 40 * G_TIME_SPAN_SECOND);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_pdf (3, "Driftbuien");
  g_autoptr (KlSealedPaper) paper = kl_sealed_paper_new (bytes, KL_ATTACHMENT_PDF);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (kl_sealed_paper_read (paper, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What cannot be closed off is not looked at. */
static void
test_unsealed (void)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *empty = g_dir_make_tmp ("kl-sealed-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = make_pdf (1, "Driftbuien");
  g_autoptr (KlSealedPaper) paper = NULL;

  g_setenv ("PATH", empty, TRUE);
  paper = read_paper (bytes, KL_ATTACHMENT_PDF);
  g_setenv ("PATH", path, TRUE);
  g_rmdir (empty);
  g_assert_cmpint (kl_sealed_paper_get_state (paper), ==, KL_ATTACHMENT_NO_READER);
  g_assert_cmpuint (kl_sealed_paper_get_n_pages (paper), ==, 0);
}

static void
skip (void)
{
  g_test_skip ("bubblewrap does not run here");
}

static void
add (const char *path, GTestFunc test)
{
  g_autofree char *whole = g_strconcat ("/sealed-paper/", path, NULL);

  g_test_add_func (whole, has_bubblewrap () ? test : skip);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *start;
    gsize size;
    KlAttachmentKind kind;
    const char *name;
    gboolean fits;
  } cases[] = {
    { "%PDF-1.7 x", 10, KL_ATTACHMENT_PDF, "a.pdf", TRUE },
    { "\n\n%PDF-1.7 x", 12, KL_ATTACHMENT_PDF, "a.PDF", TRUE },
    { "PK\x03\x04 %PDF-1.7", 13, KL_ATTACHMENT_OTHER, "a.pdf", FALSE },
    { "PK\x03\x04\x00", 5, KL_ATTACHMENT_OTHER, "brief.docx", TRUE },
    { "MZ\x90\x00", 4, KL_ATTACHMENT_OTHER, "foto.jpg", FALSE },
    { "\x89PNG\r\n\x1a\n", 8, KL_ATTACHMENT_PNG, "foto.jpg", TRUE },
    { "\x89PNG\r\n\x1a\n", 8, KL_ATTACHMENT_PNG, "foto.pdf", FALSE },
    { "\xff\xd8\xff\xe0", 4, KL_ATTACHMENT_JPEG, "foto.JPEG", TRUE },
    { "Beste ouders,", 13, KL_ATTACHMENT_TEXT, "brief.txt", TRUE },
    { "Beste ouders,", 13, KL_ATTACHMENT_TEXT, "brief.pdf", FALSE },
    { "", 0, KL_ATTACHMENT_OTHER, "leeg", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (kl_attachment_guess_kind ((const guint8 *) cases[i].start, cases[i].size),
                       ==, cases[i].kind);
      g_assert_cmpint (kl_attachment_name_fits (cases[i].name, cases[i].kind), ==, cases[i].fits);
    }
}

static void
test_names (void)
{
  static const struct
  {
    const char *name, *clean;
  } cases[] = {
    { "Verslag.pdf", "Verslag.pdf" },       { "../../etc/Verslag.pdf", "Verslag.pdf" },
    { "Ver\nslag\x07.pdf", "Verslag.pdf" }, { "foto\u202efdp.exe", "fotofdp.exe" },
    { "C:\\Verslag.pdf", "C:Verslag.pdf" }, { "  ", "Document.pdf" },
    { ".verborgen", "Document.pdf" },       { NULL, "Document.pdf" },
  };
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *cut = kl_attachment_clean_name (endless, KL_ATTACHMENT_PDF);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = kl_attachment_clean_name (cases[i].name, KL_ATTACHMENT_PDF);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
  g_assert_cmpuint (strlen (cut), <=, KL_ATTACHMENT_MAX_NAME);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("pdf", test_pdf);
  add ("pictures", test_pictures);
  add ("broken", test_broken);
  add ("damaged", test_damaged);
  add ("ten-thousand-pages", test_ten_thousand_pages);
  add ("strange", test_strange);
  add ("bomb-picture", test_bomb_picture);
  add ("endless", test_endless);
  add ("cancelled", test_cancelled);
  g_test_add_func ("/sealed-paper/unsealed", test_unsealed);
  g_test_add_func ("/sealed-paper/kinds", test_kinds);
  g_test_add_func ("/sealed-paper/names", test_names);

  return g_test_run ();
}
