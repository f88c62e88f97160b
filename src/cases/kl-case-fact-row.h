/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kl-case-view.h"

G_BEGIN_DECLS

GtkWidget *kl_case_chip_widget_new (const KlCaseChip *chip);
GtkWidget *kl_case_fact_row_new (const KlCaseFact *fact);

G_END_DECLS
