/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-lines-entry.h"

G_BEGIN_DECLS

#define KL_TYPE_LINES_SPOKE (kl_lines_spoke_get_type ())
G_DECLARE_FINAL_TYPE (KlLinesSpoke, kl_lines_spoke, KL, LINES_SPOKE, GtkWidget)

GtkWidget *kl_lines_spoke_new (void);
void kl_lines_spoke_set_entry (KlLinesSpoke *self, const KlLinesEntry *entry);
void kl_lines_spoke_place (KlLinesSpoke *self, double from_x, double from_y, double x, double y);

G_END_DECLS
