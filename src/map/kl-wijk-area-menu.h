/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kl-wijk-model.h"

G_BEGIN_DECLS

#define KL_TYPE_WIJK_AREA_MENU (kl_wijk_area_menu_get_type ())
G_DECLARE_FINAL_TYPE (KlWijkAreaMenu, kl_wijk_area_menu, KL, WIJK_AREA_MENU, GtkPopover)

void kl_wijk_area_menu_set_model (KlWijkAreaMenu *self, KlWijkModel *model);

G_END_DECLS
