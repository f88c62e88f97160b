/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kl_choice_name_items (GtkWidget *choice);
void kl_choice_name_rows (GtkWidget *choice);

G_END_DECLS
