/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "documents/kl-network-sheet.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_map_print (GtkWidget *parent,
                   KlSession *session,
                   KlDate day,
                   KlLinesPlan *plan,
                   KlNetworkPaper paper);

G_END_DECLS
