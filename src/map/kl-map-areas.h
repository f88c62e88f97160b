/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_map_areas_bring_in (GtkWidget *widget, KlSession *session);

G_END_DECLS
