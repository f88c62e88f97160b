/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"

G_BEGIN_DECLS

/**
 * KlCsvRow:
 * @line: the line on which it begins, from 1
 * @cells: one text for every heading, empty where there is none
 */
typedef struct
{
  guint line;
  const char *const *cells;
} KlCsvRow;

typedef enum
{
  KL_CSV_PROBLEM_CELLS,
  KL_CSV_PROBLEM_TOO_LONG,
} KlCsvProblemKind;

/**
 * KlCsvProblem:
 * @line: where the row begins that is left out
 */
typedef struct
{
  guint line;
  KlCsvProblemKind kind;
} KlCsvProblem;

/**
 * KlCsvTable:
 * @headings: (array length=n_headings): names of the columns, as they are written
 * @rows: (array length=n_rows): the rows below it
 * @problems: (array length=n_problems): rows that are left out
 * @delimiter: what stands between the cells: `;`, `,` or a tab
 *
 * A table as text. Everything in it belongs to it.
 */
typedef struct
{
  const char *const *headings;
  guint n_headings;
  const KlCsvRow *rows;
  guint n_rows;
  const KlCsvProblem *problems;
  guint n_problems;
  char delimiter;
} KlCsvTable;

KlCsvTable *kl_csv_table_read (GBytes *bytes, const KlImportLimits *limits, GError **error);
void kl_csv_table_free (KlCsvTable *table);
int kl_csv_table_find (const KlCsvTable *table, const char *const *names);
const char *kl_csv_table_get (const KlCsvTable *table, guint row, int column);
const KlImportLimits *kl_csv_get_limits (void);
char *kl_csv_problem_to_string (const KlCsvProblem *problem);
char *kl_csv_decode (const char *text, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCsvTable, kl_csv_table_free)

G_END_DECLS
