/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/kl-date.h"

G_BEGIN_DECLS

/**
 * KlCsvFlags:
 * @KL_CSV_DEFAULT: semicolons, as spreadsheets in Dutch expect; no mark
 * @KL_CSV_COMMA: commas, as programs and RFC 4180 expect
 * @KL_CSV_MARK: a byte order mark in front, without which a spreadsheet may take UTF-8
 *   for windows-1252
 * @KL_CSV_EXACT: for a program and not for a spreadsheet: what could be a formula is left as
 *   it is
 */
typedef enum
{
  KL_CSV_DEFAULT = 0,
  KL_CSV_COMMA = 1 << 0,
  KL_CSV_MARK = 1 << 1,
  KL_CSV_EXACT = 1 << 2,
} KlCsvFlags;

typedef struct _KlCsvWriter KlCsvWriter;

KlCsvWriter *kl_csv_writer_new (GOutputStream *stream, KlCsvFlags flags);
void kl_csv_writer_free (KlCsvWriter *self);
void kl_csv_writer_add_text (KlCsvWriter *self, const char *text);
void kl_csv_writer_add_number (KlCsvWriter *self, gint64 number);
void kl_csv_writer_add_decimal (KlCsvWriter *self, double number, int decimals);
void kl_csv_writer_add_date (KlCsvWriter *self, KlDate date);
gboolean kl_csv_writer_end_row (KlCsvWriter *self, GCancellable *cancellable, GError **error);
gboolean kl_csv_writer_add_row (KlCsvWriter *self,
                                const char *const *cells,
                                GCancellable *cancellable,
                                GError **error);
gboolean kl_csv_writer_finish (KlCsvWriter *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCsvWriter, kl_csv_writer_free)

G_END_DECLS
