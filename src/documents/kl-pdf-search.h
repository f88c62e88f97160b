/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-pdf-file.h"

G_BEGIN_DECLS

#define KL_TYPE_PDF_SEARCH (kl_pdf_search_get_type ())
G_DECLARE_FINAL_TYPE (KlPdfSearch, kl_pdf_search, KL, PDF_SEARCH, AdwBin)

void kl_pdf_search_set_file (KlPdfSearch *self, KlPdfFile *file);
void kl_pdf_search_start (KlPdfSearch *self, guint page);
void kl_pdf_search_move (KlPdfSearch *self, gboolean forward);
const GArray *kl_pdf_search_get_hits (KlPdfSearch *self);
const KlPdfHit *kl_pdf_search_get_current (KlPdfSearch *self);

G_END_DECLS
