/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Partners made up for galleries, tests and benchmarks: the same ones for the same number. */

GPtrArray *kl_lines_samples_create_entries (guint n_partners, int round);
GtkWidget *kl_lines_samples_create_view (guint n_partners);

G_END_DECLS
