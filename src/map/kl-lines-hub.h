/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_LINES_HUB (kl_lines_hub_get_type ())
G_DECLARE_FINAL_TYPE (KlLinesHub, kl_lines_hub, KL, LINES_HUB, GtkWidget)

GtkWidget *kl_lines_hub_new (void);
void kl_lines_hub_set_school (KlLinesHub *self, const char *name);
void kl_lines_hub_set_people (KlLinesHub *self, GPtrArray *people);

G_END_DECLS
