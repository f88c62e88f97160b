/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kl_menu_button_name_items (GtkMenuButton *button);
void kl_menu_button_set_model (GtkMenuButton *button, GMenuModel *model);

G_END_DECLS
