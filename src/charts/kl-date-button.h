/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_DATE_BUTTON (kl_date_button_get_type ())
G_DECLARE_FINAL_TYPE (KlDateButton, kl_date_button, KL, DATE_BUTTON, GtkWidget)

GtkWidget *kl_date_button_new (void);
KlDate kl_date_button_get_date (KlDateButton *self);
void kl_date_button_set_date (KlDateButton *self, KlDate date);
void kl_date_button_set_title (KlDateButton *self, const char *title);
void kl_date_button_set_range (KlDateButton *self, KlDate first, KlDate last);

G_END_DECLS
