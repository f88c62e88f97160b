/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-file.h"

#include <glib/gi18n-lib.h>
#include <poppler.h>

#include "kl-sealed-paper-load.h"

/*
 * A PDF in memory that is looked at: one of our own by Poppler in this process, one from outside
 * (or a picture) by a sealed worker. Poppler serves one thread at a time, so every use of
 * a document takes its lock, and only threads of their own do so.
 */

#define THUMBNAIL_HEIGHT 312.0
#define OVERSAMPLING 2

typedef struct
{
  double width;
  double height;
  char *text;
} Page;

struct _KlPdfFile
{
  GObject parent_instance;

  PopplerDocument *document;
  KlSealedPaper *sealed; /* in the place of the document */
  GArray *pages;
  GMutex lock;
};

G_DEFINE_FINAL_TYPE (KlPdfFile, kl_pdf_file, G_TYPE_OBJECT)

struct _KlPdfPage
{
  GObject parent_instance;

  KlPdfFile *file;
  guint number;
  GdkTexture *thumbnail;
  gboolean requested;
};

G_DEFINE_FINAL_TYPE (KlPdfPage, kl_pdf_page, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_NUMBER_TEXT,
  PROP_THUMBNAIL,
  N_PROPS,
};

static GParamSpec *page_properties[N_PROPS];

typedef struct
{
  guint page;
  double scale;
} Request;

/* Auxiliary functions */

static void
page_clear (Page *page)
{
  g_free (page->text);
}

static Page *
get_page (KlPdfFile *self, guint i)
{
  return &g_array_index (self->pages, Page, i);
}

static void
read_pages (KlPdfFile *self)
{
  int n_pages = poppler_document_get_n_pages (self->document);

  for (int i = 0; i < n_pages; i++)
    {
      PopplerPage *poppler_page = poppler_document_get_page (self->document, i);
      Page page = { 0 };

      poppler_page_get_size (poppler_page, &page.width, &page.height);
      page.text = poppler_page_get_text (poppler_page);
      g_array_append_val (self->pages, page);
      g_object_unref (poppler_page);
    }
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GBytes *bytes = data;
  g_autoptr (KlPdfFile) self = g_object_new (KL_TYPE_PDF_FILE, NULL);
  g_autoptr (GError) error = NULL;

  self->document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (self->document == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  read_pages (self);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static void
read_sealed_pages (KlPdfFile *self)
{
  guint n_pages = kl_sealed_paper_get_n_pages (self->sealed);

  for (guint i = 0; i < n_pages; i++)
    {
      Page page = { .text = g_strdup (kl_sealed_paper_get_page_text (self->sealed, i)) };

      kl_sealed_paper_get_page_size (self->sealed, i, &page.width, &page.height);
      g_array_append_val (self->pages, page);
    }
}

static void
open_sealed_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlSealedPaper *sealed = data;
  g_autoptr (KlPdfFile) self = g_object_new (KL_TYPE_PDF_FILE, NULL);
  GError *error = NULL;
  const char *line;

  if (!kl_sealed_paper_read (sealed, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (kl_sealed_paper_get_n_pages (sealed) == 0)
    {
      line = kl_attachment_describe_state (kl_sealed_paper_get_state (sealed));
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s",
                               line != NULL ? line : "");
      return;
    }
  self->sealed = g_object_ref (sealed);
  read_sealed_pages (self);
  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static cairo_surface_t *
draw_page (KlPdfFile *self, guint i, int width, int height)
{
  const Page *page = get_page (self, i);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  PopplerPage *poppler_page;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, width / page->width, height / page->height);
  g_mutex_lock (&self->lock);
  poppler_page = poppler_document_get_page (self->document, i);
  /* As for a printer: else thin lines are made a whole pixel wide. */
  poppler_page_render_for_printing (poppler_page, cr);
  g_object_unref (poppler_page);
  g_mutex_unlock (&self->lock);
  cairo_destroy (cr);
  return surface;
}

/*
 * The page is drawn larger and scaled down: at some sizes Cairo cuts off the last letter
 * of a text by a pixel, which then is half of one.
 */
static GdkTexture *
render (KlPdfFile *self, const Request *request)
{
  const Page *page = get_page (self, request->page);
  int width = MAX (1, (int) (page->width * request->scale + 0.5));
  int height = MAX (1, (int) (page->height * request->scale + 0.5));
  cairo_surface_t *large =
    draw_page (self, request->page, width * OVERSAMPLING, height * OVERSAMPLING);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) pixels = NULL;
  gsize stride = cairo_image_surface_get_stride (surface);

  cairo_scale (cr, 1.0 / OVERSAMPLING, 1.0 / OVERSAMPLING);
  cairo_set_source_surface (cr, large, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (large);
  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * height,
                                       (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
}

static void
render_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlPdfFile *self = source;
  const Request *request = data;
  GError *error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;
  texture = self->sealed == NULL ? render (self, request)
                                 : kl_sealed_paper_draw (self->sealed, request->page,
                                                         request->scale, cancellable, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
find_on_page (KlPdfFile *self, guint i, const char *text, GArray *hits)
{
  const double height = get_page (self, i)->height;
  gboolean continues = FALSE;
  PopplerPage *page;
  GList *found;

  g_mutex_lock (&self->lock);
  page = poppler_document_get_page (self->document, (int) i);
  found =
    poppler_page_find_text_with_options (page, text,
                                         POPPLER_FIND_IGNORE_DIACRITICS | POPPLER_FIND_MULTILINE);
  for (GList *l = found; l != NULL; l = l->next)
    {
      PopplerRectangle *area = l->data;
      const KlPdfHit hit = { i,
                             GRAPHENE_RECT_INIT ((float) area->x1, (float) (height - area->y2),
                                                 (float) (area->x2 - area->x1),
                                                 (float) (area->y2 - area->y1)),
                             continues };

      g_array_append_val (hits, hit);
      continues = poppler_rectangle_find_get_match_continued (area);
    }
  g_list_free_full (found, (GDestroyNotify) poppler_rectangle_free);
  g_object_unref (page);
  g_mutex_unlock (&self->lock);
}

static void
find_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlPdfFile *self = source;
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (KlPdfHit));

  for (guint i = 0; i < self->pages->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      find_on_page (self, i, data, hits);
    }
  g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify) g_array_unref);
}

static void
thumbnail_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPdfPage) self = data;

  g_set_object (&self->thumbnail, NULL);
  self->thumbnail = kl_pdf_file_render_finish (KL_PDF_FILE (source), result, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), page_properties[PROP_THUMBNAIL]);
}

/* A page is drawn small when it is first looked at. */
static void
request_thumbnail (KlPdfPage *self)
{
  double height;

  if (self->requested)
    return;
  self->requested = TRUE;
  kl_pdf_file_get_page_size (self->file, self->number, NULL, &height);
  kl_pdf_file_render_async (self->file, self->number, THUMBNAIL_HEIGHT / height, NULL, thumbnail_cb,
                            g_object_ref (self));
}

/* Overrides */

static void
kl_pdf_file_finalize (GObject *object)
{
  KlPdfFile *self = KL_PDF_FILE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->sealed);
  g_array_unref (self->pages);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (kl_pdf_file_parent_class)->finalize (object);
}

static void
kl_pdf_file_class_init (KlPdfFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_pdf_file_finalize;
}

static void
kl_pdf_file_init (KlPdfFile *self)
{
  g_mutex_init (&self->lock);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, (GDestroyNotify) page_clear);
}

static void
kl_pdf_page_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  KlPdfPage *self = KL_PDF_PAGE (object);

  switch (property)
    {
    case PROP_TITLE:
      g_value_take_string (value, g_strdup_printf (C_ ("preview", "Page %u"), self->number + 1));
      break;
    case PROP_NUMBER_TEXT:
      g_value_take_string (value, g_strdup_printf ("%u", self->number + 1));
      break;
    case PROP_THUMBNAIL:
      request_thumbnail (self);
      g_value_set_object (value, self->thumbnail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
kl_pdf_page_finalize (GObject *object)
{
  KlPdfPage *self = KL_PDF_PAGE (object);

  g_clear_object (&self->thumbnail);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kl_pdf_page_parent_class)->finalize (object);
}

static void
kl_pdf_page_class_init (KlPdfPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kl_pdf_page_get_property;
  object_class->finalize = kl_pdf_page_finalize;

  page_properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  page_properties[PROP_NUMBER_TEXT] =
    g_param_spec_string ("number-text", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  page_properties[PROP_THUMBNAIL] =
    g_param_spec_object ("thumbnail", NULL, NULL, GDK_TYPE_PAINTABLE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, page_properties);
}

static void
kl_pdf_page_init (KlPdfPage *self)
{
}

/* Public API */

/**
 * kl_pdf_file_open_async:
 * @bytes: a PDF of our own making
 * @cancellable: (nullable): stops the opening
 * @callback: called in this thread
 * @data: for @callback
 *
 * Opens a PDF in a thread and reads the sizes and texts of its pages.
 */
void
kl_pdf_file_open_async (GBytes *bytes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (bytes != NULL);

  g_task_set_source_tag (task, kl_pdf_file_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * kl_pdf_file_open_sealed_async:
 * @bytes: a document from outside
 * @kind: what it is
 * @cancellable: (nullable): stops the opening
 * @callback: called in this thread
 * @data: for @callback
 *
 * Has a sealed worker read a document; its pages are drawn by one as well.
 */
void
kl_pdf_file_open_sealed_async (GBytes *bytes,
                               KlAttachmentKind kind,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (bytes != NULL);

  g_task_set_source_tag (task, kl_pdf_file_open_sealed_async);
  g_task_set_task_data (task, kl_sealed_paper_new (bytes, kind), g_object_unref);
  g_task_run_in_thread (task, open_sealed_thread);
}

/**
 * kl_pdf_file_open_finish:
 * @result: from the callback
 * @error: set when the file cannot be read
 *
 * Returns: (transfer full) (nullable): the file
 */
KlPdfFile *
kl_pdf_file_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_pdf_file_get_n_pages:
 * @self: a file
 *
 * Returns: how many pages it has
 */
guint
kl_pdf_file_get_n_pages (KlPdfFile *self)
{
  g_return_val_if_fail (KL_IS_PDF_FILE (self), 0);

  return self->pages->len;
}

/**
 * kl_pdf_file_get_page_size:
 * @self: a file
 * @page: from 0
 * @width: (out) (optional): points
 * @height: (out) (optional): points
 *
 * Tells how large a page is.
 */
void
kl_pdf_file_get_page_size (KlPdfFile *self, guint page, double *width, double *height)
{
  g_return_if_fail (KL_IS_PDF_FILE (self) && page < self->pages->len);

  if (width != NULL)
    *width = get_page (self, page)->width;
  if (height != NULL)
    *height = get_page (self, page)->height;
}

/**
 * kl_pdf_file_get_page_text:
 * @self: a file
 * @page: from 0
 *
 * Returns: (transfer none): what the page says
 */
const char *
kl_pdf_file_get_page_text (KlPdfFile *self, guint page)
{
  g_return_val_if_fail (KL_IS_PDF_FILE (self) && page < self->pages->len, NULL);

  return get_page (self, page)->text;
}

/**
 * kl_pdf_file_render_async:
 * @self: a file
 * @page: from 0
 * @scale: pixels for each point
 * @cancellable: (nullable): stops before it begins
 * @callback: called in this thread
 * @data: for @callback
 *
 * Draws a page in a thread.
 */
void
kl_pdf_file_render_async (KlPdfFile *self,
                          guint page,
                          double scale,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  Request *request;

  g_return_if_fail (KL_IS_PDF_FILE (self) && page < self->pages->len && scale > 0);

  request = g_new (Request, 1);
  request->page = page;
  request->scale = scale;
  g_task_set_source_tag (task, kl_pdf_file_render_async);
  g_task_set_task_data (task, request, g_free);
  g_task_run_in_thread (task, render_thread);
}

/**
 * kl_pdf_file_render_finish:
 * @self: a file
 * @result: from the callback
 * @error: set when it was cancelled
 *
 * Returns: (transfer full) (nullable): the page
 */
GdkTexture *
kl_pdf_file_render_finish (KlPdfFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_pdf_file_find_async:
 * @self: a file
 * @text: what is sought, in any case and with or without accents, also over the end of a line
 * @cancellable: (nullable): stops between pages
 * @callback: called in this thread
 * @data: for @callback
 *
 * Looks for a text in a thread.
 */
void
kl_pdf_file_find_async (KlPdfFile *self,
                        const char *text,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_return_if_fail (KL_IS_PDF_FILE (self) && text != NULL && *text != '\0');

  g_task_set_source_tag (task, kl_pdf_file_find_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * kl_pdf_file_find_finish:
 * @self: a file
 * @result: from the callback
 * @error: set when it was cancelled
 *
 * Returns: (transfer full) (nullable) (element-type KlPdfHit): where it stands, from the first page
 *   to the last
 */
GArray *
kl_pdf_file_find_finish (KlPdfFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_pdf_page_new:
 * @file: the file
 * @number: from 0
 *
 * Returns: (transfer full): a page for a list, which draws itself small when it is looked at
 */
KlPdfPage *
kl_pdf_page_new (KlPdfFile *file, guint number)
{
  KlPdfPage *self = g_object_new (KL_TYPE_PDF_PAGE, NULL);

  self->file = g_object_ref (file);
  self->number = number;
  return self;
}
