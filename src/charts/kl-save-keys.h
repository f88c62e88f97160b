/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kl_save_keys_add (GtkWidget *widget, GtkShortcutAction *action);

G_END_DECLS
