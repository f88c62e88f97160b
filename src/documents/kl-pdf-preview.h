/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-attachment.h"

G_BEGIN_DECLS

#define KL_TYPE_PDF_PREVIEW (kl_pdf_preview_get_type ())
G_DECLARE_FINAL_TYPE (KlPdfPreview, kl_pdf_preview, KL, PDF_PREVIEW, AdwBin)

GtkWidget *kl_pdf_preview_new (void);
/* A zoom at which the whole page is seen. */
#define KL_PDF_PREVIEW_WHOLE_PAGE (-1.0)

void kl_pdf_preview_clear (KlPdfPreview *self);
void kl_pdf_preview_set_pdf (KlPdfPreview *self, GBytes *bytes);
void kl_pdf_preview_set_attachment (KlPdfPreview *self, GBytes *bytes, KlAttachmentKind kind);
void kl_pdf_preview_set_error (KlPdfPreview *self, const GError *error);
guint kl_pdf_preview_get_n_pages (KlPdfPreview *self);
guint kl_pdf_preview_get_page (KlPdfPreview *self);
void kl_pdf_preview_set_page (KlPdfPreview *self, guint page);
double kl_pdf_preview_get_zoom (KlPdfPreview *self);
void kl_pdf_preview_set_zoom (KlPdfPreview *self, double zoom);

G_END_DECLS
