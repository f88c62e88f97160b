/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "kl-hsds-spec.h"
#include "kl-partner-whole.h"

G_BEGIN_DECLS

/* The rows of one partner in HSDS, private to reading and writing it. */

/**
 * KlHsdsRow:
 * @id: its id in @table
 * @cells: a text for every column that is not empty
 * @original: (nullable): the cells as they came in, %NULL for a row that is new
 * @changed: whether it is not as it came in
 * @dropped: whether it is of somebody who left
 */
typedef struct
{
  KlHsdsTable table;
  char *id;
  JsonObject *cells;
  JsonObject *original;
  gboolean changed;
  gboolean dropped;
} KlHsdsRow;

KlHsdsRow *kl_hsds_row_new (KlHsdsTable table, const char *id);
void kl_hsds_row_free (KlHsdsRow *row);
const char *kl_hsds_row_get_original (const KlHsdsRow *row, const char *column);
const char *kl_hsds_row_get (const KlHsdsRow *row, const char *column);
void kl_hsds_row_set (KlHsdsRow *row, const char *column, const char *text);

GPtrArray *kl_hsds_rows_new (void);
GPtrArray *kl_hsds_rows_parse (GPtrArray *records);
GPtrArray *kl_hsds_rows_to_records (GPtrArray *rows);

KlPartnerWhole *kl_hsds_rows_read (GPtrArray *rows, KlDate today);
void kl_hsds_rows_write (GPtrArray *rows, const KlPartnerWhole *whole);
void kl_hsds_guess_kind (KlPartnerWhole *whole, GPtrArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlHsdsRow, kl_hsds_row_free)

G_END_DECLS
