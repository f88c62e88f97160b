/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_drop_bring_in (GtkWidget *widget, KlSession *session, GSList *files);

G_END_DECLS
