/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-calendar.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_LIST_ROW (kl_case_list_row_get_type ())
G_DECLARE_FINAL_TYPE (KlCaseListRow, kl_case_list_row, KL, CASE_LIST_ROW, GtkBox)

GtkWidget *kl_case_list_row_new (void);
void kl_case_list_row_set_case (KlCaseListRow *self,
                                const KlCaseRow *row,
                                KlCalendar *calendar,
                                gboolean with_school);
void kl_case_list_row_set_narrow (KlCaseListRow *self, gboolean narrow);

G_END_DECLS
