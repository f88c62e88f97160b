/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-pdf-writer.h"

G_BEGIN_DECLS

typedef struct _KlPdfStructure KlPdfStructure;

KlPdfStructure *kl_pdf_structure_new (KlPdfWriter *writer);
void kl_pdf_structure_free (KlPdfStructure *self);
guint kl_pdf_structure_begin_page (KlPdfStructure *self, guint page);
void kl_pdf_structure_end_page (KlPdfStructure *self);
void kl_pdf_structure_begin (KlPdfStructure *self, const char *tag, const char *alternative);
void kl_pdf_structure_end (KlPdfStructure *self);
guint kl_pdf_structure_add_annotation (KlPdfStructure *self, guint annotation);
void kl_pdf_structure_mark (KlPdfStructure *self, GString *content);
guint kl_pdf_structure_finish (KlPdfStructure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPdfStructure, kl_pdf_structure_free)

G_END_DECLS
