/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-attachment.h"

G_BEGIN_DECLS

#define KL_TYPE_PDF_FILE (kl_pdf_file_get_type ())
G_DECLARE_FINAL_TYPE (KlPdfFile, kl_pdf_file, KL, PDF_FILE, GObject)

void kl_pdf_file_open_async (GBytes *bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
void kl_pdf_file_open_sealed_async (GBytes *bytes,
                                    KlAttachmentKind kind,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
KlPdfFile *kl_pdf_file_open_finish (GAsyncResult *result, GError **error);
guint kl_pdf_file_get_n_pages (KlPdfFile *self);
void kl_pdf_file_get_page_size (KlPdfFile *self, guint page, double *width, double *height);
const char *kl_pdf_file_get_page_text (KlPdfFile *self, guint page);
void kl_pdf_file_render_async (KlPdfFile *self,
                               guint page,
                               double scale,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data);
GdkTexture *kl_pdf_file_render_finish (KlPdfFile *self, GAsyncResult *result, GError **error);

/**
 * KlPdfHit:
 * @page: from 0
 * @area: points from the top left of the page
 * @continues: it is the next line of the same hit
 *
 * A place where a text stands.
 */
typedef struct
{
  guint page;
  graphene_rect_t area;
  gboolean continues;
} KlPdfHit;

void kl_pdf_file_find_async (KlPdfFile *self,
                             const char *text,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data);
GArray *kl_pdf_file_find_finish (KlPdfFile *self, GAsyncResult *result, GError **error);

#define KL_TYPE_PDF_PAGE (kl_pdf_page_get_type ())
G_DECLARE_FINAL_TYPE (KlPdfPage, kl_pdf_page, KL, PDF_PAGE, GObject)

KlPdfPage *kl_pdf_page_new (KlPdfFile *file, guint number);

G_END_DECLS
