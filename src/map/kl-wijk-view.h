/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-wijk-model.h"
#include "kl-wijk-tiles.h"

G_BEGIN_DECLS

#define KL_TYPE_WIJK_VIEW (kl_wijk_view_get_type ())
G_DECLARE_FINAL_TYPE (KlWijkView, kl_wijk_view, KL, WIJK_VIEW, AdwBreakpointBin)

GtkWidget *kl_wijk_view_new (void);
void kl_wijk_view_set_model (KlWijkView *self, KlWijkModel *model);
KlWijkTiles *kl_wijk_view_get_tiles (KlWijkView *self);
void kl_wijk_view_select (KlWijkView *self, KlWijkKind kind, gint64 id);
void kl_wijk_view_select_area (KlWijkView *self, const char *code);
void kl_wijk_view_unselect (KlWijkView *self);
gint64 kl_wijk_view_get_selected (KlWijkView *self, KlWijkKind *kind);
void kl_wijk_view_fit (KlWijkView *self);

G_END_DECLS
