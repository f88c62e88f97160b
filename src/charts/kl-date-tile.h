/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_DATE_TILE (kl_date_tile_get_type ())
G_DECLARE_FINAL_TYPE (KlDateTile, kl_date_tile, KL, DATE_TILE, GtkWidget)

GtkWidget *kl_date_tile_new (KlDate date);
void kl_date_tile_set_date (KlDateTile *self, KlDate date);

G_END_DECLS
