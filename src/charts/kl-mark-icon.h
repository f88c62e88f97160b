/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

#define KL_TYPE_MARK_ICON (kl_mark_icon_get_type ())
G_DECLARE_FINAL_TYPE (KlMarkIcon, kl_mark_icon, KL, MARK_ICON, KlChart)

GtkWidget *kl_mark_icon_new (KlMark mark, gboolean tinted);
void kl_mark_icon_set_mark (KlMarkIcon *self, KlMark mark);

G_END_DECLS
