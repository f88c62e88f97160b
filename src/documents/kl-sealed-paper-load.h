/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "model/kl-attachment.h"

G_BEGIN_DECLS

#define KL_TYPE_SEALED_PAPER (kl_sealed_paper_get_type ())
G_DECLARE_FINAL_TYPE (KlSealedPaper, kl_sealed_paper, KL, SEALED_PAPER, GObject)

KlSealedPaper *kl_sealed_paper_new (GBytes *bytes, KlAttachmentKind kind);
gboolean kl_sealed_paper_read (KlSealedPaper *self, GCancellable *cancellable, GError **error);
KlAttachmentState kl_sealed_paper_get_state (KlSealedPaper *self);
guint kl_sealed_paper_get_n_pages (KlSealedPaper *self);
void kl_sealed_paper_get_page_size (KlSealedPaper *self, guint page, double *width, double *height);
const char *kl_sealed_paper_get_page_text (KlSealedPaper *self, guint page);
char *kl_sealed_paper_get_text (KlSealedPaper *self);
GdkTexture *kl_sealed_paper_draw (KlSealedPaper *self,
                                  guint page,
                                  double scale,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
