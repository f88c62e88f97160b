/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kl_lines_legend_new_kinds (void);
GtkWidget *kl_lines_legend_new_lines (void);

G_END_DECLS
