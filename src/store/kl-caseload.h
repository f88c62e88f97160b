/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-rows.h"
#include "model/kl-overview.h"

G_BEGIN_DECLS

/**
 * KlCaseload:
 * @cases: (element-type KlCaseRow): open cases, longest without contact first
 * @attention: (element-type KlAttention): what asks for attention, in the order of the dashboard
 * @snoozed: (element-type KlAttention): what was set aside of it
 * @calendar: the days off of the school
 * @n_waiting: referrals without an answer
 *
 * The open cases of a school and what is due: what dashboard, overview and agenda are made from;
 * for the store alone.
 */
typedef struct
{
  GPtrArray *cases;
  GPtrArray *attention;
  GPtrArray *snoozed;
  KlCalendar *calendar;
  int n_waiting;
} KlCaseload;

KlCaseload *kl_caseload_load (KlDb *db, gint64 school_id, KlDate today, GError **error);
void kl_caseload_free (KlCaseload *caseload);
gboolean kl_caseload_list_schools (KlDb *db, GArray *school_ids, GError **error);
gboolean kl_caseload_list_new_schools (KlDb *db, GArray *school_ids, GError **error);
gboolean kl_caseload_check_school (KlDb *db, gint64 school_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseload, kl_caseload_free)

G_END_DECLS
