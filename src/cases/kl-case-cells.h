/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-overview.h"

G_BEGIN_DECLS

const char *kl_theme_get_icon_name (KlTheme theme);
const char *kl_case_status_get_icon_name (const KlCaseRow *row);
char *kl_case_status_format (const KlCaseRow *row);
char *kl_case_row_format_about (const KlCaseRow *row);
char *kl_case_row_describe (const KlCaseRow *row);

GtkWidget *kl_person_cell_new (void);
void kl_person_cell_set (GtkWidget *cell, const KlPerson *person, gboolean with_name);
GtkWidget *kl_two_lines_new (void);
void kl_two_lines_set (GtkWidget *lines, const char *first, const char *second);
void kl_two_lines_set_width (GtkWidget *lines, int n_chars);
void kl_two_lines_set_warning (GtkWidget *lines, gboolean warning);

G_END_DECLS
