/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-csv-reader.h"
#include "worker/kl-stream.h"

G_BEGIN_DECLS

#define KL_CSV_MAX_PROBLEMS 1000

/**
 * KlCsvHolder:
 * @strings: texts of a file
 * @blocks: (element-type gpointer): the cells of rows
 * @bytes: (nullable): the answer that texts point into
 *
 * What a #KlCsvTable stands on: for the two that make one, from a file and from an answer.
 */
typedef struct
{
  KlCsvTable public;
  GStringChunk *strings;
  GPtrArray *blocks;
  GBytes *bytes;
  GArray *rows;
  GArray *problems;
  GPtrArray *headings;
} KlCsvHolder;

KlCsvHolder *kl_csv_holder_new (char delimiter);
KlCsvTable *kl_csv_holder_finish (KlCsvHolder *holder);

void kl_csv_table_encode (const KlCsvTable *table, GByteArray *bytes);
KlCsvTable *kl_csv_table_decode (KlStream *stream, GBytes *bytes, const KlImportLimits *limits);

G_END_DECLS
