/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-private.h"
#include "model/kl-case.h"
#include "model/kl-contact-norm.h"

G_BEGIN_DECLS

/* Builds rows of cases for lists, files and dashboards; for the store alone. */

/* The columns that kl_case_rows_read() takes, and where they come from. */
#define KL_CASE_ROW_COLUMNS                                                                        \
  "c.id, c.school_id, c.title, c.subject, c.theme, c.status, c.support_level, c.owner_id,"         \
  " c.trusted_id, c.opened_on, c.closed_on, c.monitor_until, c.last_contact,"                      \
  " c.last_contact_kind, g.name, f.name"
#define KL_CASE_ROW_N_COLUMNS 16
#define KL_CASE_ROW_NAMES                                                                          \
  " LEFT JOIN school_group g ON g.id = c.group_id LEFT JOIN family f ON f.id = c.family_id"
#define KL_CASE_ROW_TABLES " FROM care_case c" KL_CASE_ROW_NAMES

/* The strip of a row shows this many weeks. */
#define KL_CASE_ROW_WEEKS 26

typedef struct _KlCaseRows KlCaseRows;

/* A school as rows need it: borrowed from the rows. */
typedef struct
{
  gint64 id;
  char *name;
  int contact_norm;
  KlCalendar *calendar;
  gboolean is_director; /* the one who acts, there */
} KlCaseSchool;

KlCaseRows *kl_case_rows_new (KlDb *db, KlPersonBook *book, KlDate today);
void kl_case_rows_free (KlCaseRows *rows);
const KlCaseSchool *kl_case_rows_get_school (KlCaseRows *rows, gint64 school_id);
KlCaseRow *kl_case_rows_read (KlCaseRows *rows, KlStmt *stmt);
KlCaseRow *kl_case_rows_find (KlCaseRows *rows, gint64 case_id);
void kl_case_rows_copy_histories (KlCaseRows *rows, GArray *histories);
void kl_case_rows_add_wait (KlCaseRows *rows, gint64 case_id, const char *partner, KlDate since);
void kl_case_rows_fill_pupils (KlCaseRows *rows);
void kl_case_rows_fill_each (KlCaseRows *rows);
void kl_case_rows_fill_school (KlCaseRows *rows, gint64 school_id);
GPtrArray *kl_case_rows_finish (KlCaseRows *rows, GError **error);

gboolean kl_case_load_marks (KlDb *db,
                             const KlCaseSchool *school,
                             gint64 case_id,
                             gint64 owner_id,
                             KlDate from,
                             GArray *marks,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseRows, kl_case_rows_free)

G_END_DECLS
