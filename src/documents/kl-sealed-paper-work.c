/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sealed-paper.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <poppler.h>
#include <string.h>
#include <unistd.h>

#include "model/kl-attachment.h"
#include "worker/kl-stream.h"
#include "worker/kl-worker-child.h"
#include "worker/kl-worker-input.h"

/*
 * The side of the worker: Poppler and GdkPixbuf read what somebody sent, in a process that has
 * nothing to lose.
 */

#define CHUNK_SIZE (256 * 1024)
/* Whatever is not read within this is left out; the worker itself may take longer. */
#define MAX_READING (6 * G_TIME_SPAN_SECOND)
/* A picture of 100 million points is larger than any camera of a phone makes. */
#define MAX_POINTS (100.0 * 1000 * 1000)
/* A pixel of a picture is shown as one on a screen of 96 to the inch. */
#define POINTS_PER_PIXEL 0.75

typedef struct
{
  KlAttachmentKind kind;
  GBytes *bytes;
  guint page;
  double scale;
  GByteArray *answer;
} Task;

/* Auxiliary functions */

static GBytes *
read_all (void)
{
  g_autoptr (GInputStream) stream = kl_worker_input_new (STDIN_FILENO);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gssize n;

  while (bytes->len <= KL_ATTACHMENT_MAX_SIZE
         && (n = g_input_stream_read (stream, chunk, CHUNK_SIZE, NULL, NULL)) > 0)
    g_byte_array_append (bytes, chunk, (guint) n);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
refuse (Task *task, KlSealedPaperStatus status)
{
  g_byte_array_set_size (task->answer, 0);
  kl_stream_put_number (task->answer, status);
}

static gboolean
is_length (double length)
{
  return isfinite (length) && length >= 1;
}

/* A page may say to be a mile wide: what is drawn is never too large to hold. */
static void
fit (double width, double height, double scale, int *width_pixels, int *height_pixels)
{
  const double side = MAX (width, height) * scale;
  const double area = width * height * scale * scale;
  double factor = scale;

  if (side > KL_SEALED_PAPER_MAX_SIDE)
    factor *= KL_SEALED_PAPER_MAX_SIDE / side;
  if (area > KL_SEALED_PAPER_MAX_AREA)
    factor = MIN (factor, scale * sqrt (KL_SEALED_PAPER_MAX_AREA / area));
  *width_pixels = CLAMP ((int) (width * factor + 0.5), 1, KL_SEALED_PAPER_MAX_SIDE);
  *height_pixels = CLAMP ((int) (height * factor + 0.5), 1, KL_SEALED_PAPER_MAX_SIDE);
}

static void
put_drawing (Task *task, cairo_surface_t *surface)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS || pixels == NULL)
    {
      refuse (task, KL_SEALED_PAPER_TOO_MUCH);
      return;
    }
  kl_stream_put_number (task->answer, KL_SEALED_PAPER_FINE);
  kl_stream_put_number (task->answer, (guint64) width);
  kl_stream_put_number (task->answer, (guint64) height);
  kl_worker_child_answer (task->answer->data, task->answer->len);
  g_byte_array_set_size (task->answer, 0);
  for (int y = 0; y < height; y++)
    kl_worker_child_answer (pixels + (gsize) y * (gsize) stride, (gsize) width * 4);
}

/* PDF */

static PopplerDocument *
open_pdf (Task *task)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (task->bytes, NULL, &error);

  if (document == NULL)
    refuse (task, g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
                    ? KL_SEALED_PAPER_ENCRYPTED
                    : KL_SEALED_PAPER_BROKEN);
  return document;
}

static void
get_page_size (PopplerDocument *document, int i, double *width, double *height)
{
  PopplerPage *page = poppler_document_get_page (document, i);

  *width = *height = 0;
  if (page != NULL)
    poppler_page_get_size (page, width, height);
  if (!is_length (*width) || !is_length (*height))
    {
      /* A4, so that there is something to show that it is broken on. */
      *width = 595;
      *height = 842;
    }
  g_clear_object (&page);
}

static void
put_sizes (Task *task, PopplerDocument *document, guint n_pages, gint64 end)
{
  g_autoptr (GByteArray) sizes = g_byte_array_new ();
  guint n = 0;

  while (n < MIN (n_pages, KL_SEALED_PAPER_MAX_SIZES) && g_get_monotonic_time () < end)
    {
      double width, height;

      get_page_size (document, (int) n++, &width, &height);
      kl_stream_put_double (sizes, width);
      kl_stream_put_double (sizes, height);
    }
  kl_stream_put_number (task->answer, n);
  g_byte_array_append (task->answer, sizes->data, sizes->len);
}

static void
put_texts (Task *task, PopplerDocument *document, guint n_pages, gint64 end)
{
  g_autoptr (GByteArray) texts = g_byte_array_new ();
  guint n = 0;

  while (n < MIN (n_pages, KL_SEALED_PAPER_MAX_TEXTS) && texts->len < KL_SEALED_PAPER_MAX_TEXT
         && g_get_monotonic_time () < end)
    {
      PopplerPage *page = poppler_document_get_page (document, (int) n++);
      g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;
      g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

      if (strlen (valid) > KL_SEALED_PAPER_MAX_TEXT / 4)
        *g_utf8_find_prev_char (valid, valid + KL_SEALED_PAPER_MAX_TEXT / 4) = '\0';
      kl_stream_put_text (texts, valid);
      g_clear_object (&page);
    }
  kl_stream_put_number (task->answer, n);
  g_byte_array_append (task->answer, texts->data, texts->len);
}

static void
read_pdf (Task *task)
{
  const gint64 start = g_get_monotonic_time ();
  PopplerDocument *document = open_pdf (task);
  int n_pages;

  if (document == NULL)
    return;

  n_pages = poppler_document_get_n_pages (document);
  if (n_pages <= 0)
    {
      refuse (task, KL_SEALED_PAPER_BROKEN);
    }
  else if (n_pages > KL_SEALED_PAPER_MAX_PAGES)
    {
      refuse (task, KL_SEALED_PAPER_TOO_MUCH);
    }
  else
    {
      kl_stream_put_number (task->answer, KL_SEALED_PAPER_FINE);
      kl_stream_put_number (task->answer, (guint64) n_pages);
      put_sizes (task, document, (guint) n_pages, start + MAX_READING / 2);
      put_texts (task, document, (guint) n_pages, start + MAX_READING);
    }
  g_object_unref (document);
}

static cairo_surface_t *
draw_page (PopplerPage *page, double width, double height, double scale)
{
  int width_pixels, height_pixels;
  cairo_surface_t *surface;
  cairo_t *cr;

  fit (width, height, scale, &width_pixels, &height_pixels);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width_pixels, height_pixels);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width_pixels / width, height_pixels / height);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static void
draw_pdf (Task *task)
{
  PopplerDocument *document = open_pdf (task);
  PopplerPage *page;
  cairo_surface_t *surface;
  double width, height;

  if (document == NULL)
    return;

  page = (int) task->page < poppler_document_get_n_pages (document)
           ? poppler_document_get_page (document, (int) task->page)
           : NULL;
  if (page == NULL)
    {
      refuse (task, KL_SEALED_PAPER_BROKEN);
    }
  else
    {
      get_page_size (document, (int) task->page, &width, &height);
      surface = draw_page (page, width, height, task->scale);
      put_drawing (task, surface);
      cairo_surface_destroy (surface);
    }
  g_clear_object (&page);
  g_object_unref (document);
}

/* Pictures */

typedef struct
{
  double scale; /* 0 when only the size is asked */
  int width;
  int height;
  gboolean too_much;
} Measure;

/* Before a point of it is unpacked. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Measure *measure = data;
  int width_pixels, height_pixels;

  measure->width = width;
  measure->height = height;
  measure->too_much = width <= 0 || height <= 0 || (double) width * height > MAX_POINTS;
  if (measure->too_much || measure->scale <= 0)
    {
      gdk_pixbuf_loader_set_size (loader, 1, 1);
      return;
    }
  fit (width, height, MIN (measure->scale * POINTS_PER_PIXEL, 1), &width_pixels, &height_pixels);
  gdk_pixbuf_loader_set_size (loader, width_pixels, height_pixels);
}

static GdkPixbuf *
load_picture (Task *task, double scale, Measure *measure)
{
  const char *type = task->kind == KL_ATTACHMENT_PNG ? "png" : "jpeg";
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  const guint8 *bytes;
  gsize size;
  GdkPixbuf *pixbuf = NULL;

  *measure = (Measure) { .scale = scale };
  if (loader == NULL)
    return NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), measure);
  bytes = g_bytes_get_data (task->bytes, &size);
  for (gsize at = 0; at < size && !measure->too_much; at += CHUNK_SIZE)
    if (!gdk_pixbuf_loader_write (loader, bytes + at, MIN (CHUNK_SIZE, size - at), NULL))
      break;
  if (gdk_pixbuf_loader_close (loader, NULL) && !measure->too_much)
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  /* Upright, as the camera was held. */
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

static void
read_picture (Task *task)
{
  Measure measure;
  g_autoptr (GdkPixbuf) pixbuf = load_picture (task, 1 / POINTS_PER_PIXEL, &measure);

  if (pixbuf == NULL)
    {
      refuse (task, measure.too_much ? KL_SEALED_PAPER_TOO_MUCH : KL_SEALED_PAPER_BROKEN);
      return;
    }
  kl_stream_put_number (task->answer, KL_SEALED_PAPER_FINE);
  kl_stream_put_number (task->answer, 1);
  kl_stream_put_number (task->answer, 1);
  kl_stream_put_double (task->answer, gdk_pixbuf_get_width (pixbuf) * POINTS_PER_PIXEL);
  kl_stream_put_double (task->answer, gdk_pixbuf_get_height (pixbuf) * POINTS_PER_PIXEL);
  kl_stream_put_number (task->answer, 0);
}

static void
copy_row (const guint8 *from, int n_channels, guint32 *to, int width)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      const guint alpha = n_channels == 4 ? from[3] : 255;
      guint32 pixel = 0;

      /* On white paper. */
      for (int i = 0; i < 3; i++)
        pixel = pixel << 8 | (from[i] * alpha + 255 * (255 - alpha)) / 255;
      to[x] = pixel;
    }
}

static void
draw_picture (Task *task)
{
  Measure measure;
  g_autoptr (GdkPixbuf) pixbuf = load_picture (task, task->scale, &measure);
  cairo_surface_t *surface;

  if (pixbuf == NULL)
    {
      refuse (task, measure.too_much ? KL_SEALED_PAPER_TOO_MUCH : KL_SEALED_PAPER_BROKEN);
      return;
    }

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gdk_pixbuf_get_width (pixbuf),
                                        gdk_pixbuf_get_height (pixbuf));
  for (int y = 0;
       cairo_image_surface_get_data (surface) != NULL && y < gdk_pixbuf_get_height (pixbuf); y++)
    copy_row (gdk_pixbuf_read_pixels (pixbuf)
                + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf),
              gdk_pixbuf_get_n_channels (pixbuf),
              (gpointer) (cairo_image_surface_get_data (surface)
                          + (gsize) y * (gsize) cairo_image_surface_get_stride (surface)),
              gdk_pixbuf_get_width (pixbuf));
  put_drawing (task, surface);
  cairo_surface_destroy (surface);
}

/* Public API */

/**
 * kl_sealed_paper_prepare:
 *
 * Loads what reads pictures, which a sealed worker could not any more.
 */
void
kl_sealed_paper_prepare (void)
{
  static const char *const types[] = { "png", "jpeg" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (types[i], NULL);

      if (loader != NULL)
        gdk_pixbuf_loader_close (loader, NULL);
    }
}

/**
 * kl_sealed_paper_work:
 * @request: of the type %KL_SEALED_PAPER_REQUEST
 *
 * Reads a PDF or a picture from the standard input of a worker, or draws a page of it.
 */
void
kl_sealed_paper_work (GVariant *request)
{
  g_autoptr (GBytes) bytes = read_all ();
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Task task = { .bytes = bytes, .answer = answer };
  guint32 kind, what, scale;

  g_variant_get (request, KL_SEALED_PAPER_REQUEST, &kind, &what, &task.page, &scale);
  task.kind = (KlAttachmentKind) kind;
  task.scale = scale / 1000.0;
  if (task.kind == KL_ATTACHMENT_PDF)
    (what == KL_SEALED_PAPER_DRAW ? draw_pdf : read_pdf) (&task);
  else
    (what == KL_SEALED_PAPER_DRAW ? draw_picture : read_picture) (&task);
  kl_worker_child_answer (answer->data, answer->len);
}
