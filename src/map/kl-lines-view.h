/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-lines-entry.h"
#include "charts/kl-lines-plan.h"

G_BEGIN_DECLS

#define KL_TYPE_LINES_VIEW (kl_lines_view_get_type ())
G_DECLARE_FINAL_TYPE (KlLinesView, kl_lines_view, KL, LINES_VIEW, GtkWidget)

GtkWidget *kl_lines_view_new (void);
void kl_lines_view_set_school (KlLinesView *self, const char *name, GPtrArray *people);
void kl_lines_view_set_entries (KlLinesView *self, GPtrArray *entries);
void kl_lines_view_set_filter (KlLinesView *self, int ring);
void kl_lines_view_set_plan (KlLinesView *self, KlLinesPlan *plan);
KlLinesPlan *kl_lines_view_get_plan (KlLinesView *self);
void kl_lines_view_rearrange (KlLinesView *self);
void kl_lines_view_add_overlay (KlLinesView *self, GtkWidget *overlay);
void kl_lines_view_set_selected_id (KlLinesView *self, gint64 id);
void kl_lines_view_zoom_by (KlLinesView *self, double factor);
void kl_lines_view_pan_by (KlLinesView *self, double dx, double dy);
void kl_lines_view_focus_partner (KlLinesView *self, gint64 id);

G_END_DECLS
