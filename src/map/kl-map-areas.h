/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_map_areas_bring_in (GtkWidget *widget, KlSession *session);
void kl_map_areas_bring_in_file (GtkWidget *widget, KlSession *session, GFile *file);

G_END_DECLS
