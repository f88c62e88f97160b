/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-lines-entry.h"
#include "charts/kl-lines-layout.h"
#include "kl-lines-palette.h"

G_BEGIN_DECLS

#define KL_TYPE_LINES_NODE (kl_lines_node_get_type ())
G_DECLARE_FINAL_TYPE (KlLinesNode, kl_lines_node, KL, LINES_NODE, GtkButton)

/* Room about the shape for the mark of the keyboard. */
#define KL_LINES_NODE_ROOM 8.0
#define KL_LINES_NODE_LEAST 44.0

GtkWidget *kl_lines_node_new (const KlLinesEntry *entry);
void kl_lines_node_set_entry (KlLinesNode *self, const KlLinesEntry *entry);
const KlLinesEntry *kl_lines_node_get_entry (KlLinesNode *self);
void kl_lines_node_set_half (KlLinesNode *self, double half);
void kl_lines_node_set_selected (KlLinesNode *self, gboolean selected);
GtkWidget *kl_lines_node_get_spoke (KlLinesNode *self);
double kl_lines_node_get_extent (KlLinesNode *self);
gboolean kl_lines_node_is_hollow (KlLinesNode *self);

void kl_lines_node_forget_label (KlLinesNode *self);
KlLinesSize kl_lines_node_measure_label (KlLinesNode *self, KlLinesDensity density);
void kl_lines_node_snapshot_label (KlLinesNode *self,
                                   GtkSnapshot *snapshot,
                                   const KlBox *box,
                                   KlLinesDensity density,
                                   KlLinesAlign align,
                                   gboolean halo,
                                   const KlChartPalette *palette);

G_END_DECLS
