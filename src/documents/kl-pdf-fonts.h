/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-pdf-writer.h"
#include "kl-typesetter.h"

G_BEGIN_DECLS

typedef struct _KlPdfFonts KlPdfFonts;

KlPdfFonts *kl_pdf_fonts_new (KlPdfWriter *writer);
void kl_pdf_fonts_free (KlPdfFonts *self);
guint kl_pdf_fonts_use (KlPdfFonts *self, KlGlyphRun *run);
void kl_pdf_fonts_finish (KlPdfFonts *self, guint resources);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPdfFonts, kl_pdf_fonts_free)

G_END_DECLS
