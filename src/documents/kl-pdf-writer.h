/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KlPdfWriter KlPdfWriter;

KlPdfWriter *kl_pdf_writer_new (GOutputStream *stream);
void kl_pdf_writer_free (KlPdfWriter *self);
guint kl_pdf_writer_reserve (KlPdfWriter *self);
GString *kl_pdf_writer_begin (KlPdfWriter *self, guint number);
void kl_pdf_writer_add_stream (KlPdfWriter *self,
                               guint number,
                               const char *entries,
                               const void *data,
                               gsize length);
gboolean kl_pdf_writer_finish (KlPdfWriter *self, guint catalog, guint information, GError **error);

void kl_pdf_append_number (GString *text, double number);
void kl_pdf_append_shade (GString *text, double grey, gboolean second, gboolean lines);
void kl_pdf_append_reference (GString *text, guint number);
void kl_pdf_append_text (GString *text, const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPdfWriter, kl_pdf_writer_free)

G_END_DECLS
