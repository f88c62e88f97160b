/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-pin.h"

G_BEGIN_DECLS

typedef void (*KlWijkMemberFunc) (const KlWijkPin *member, gpointer user_data);

void
kl_wijk_members_show (GtkWidget *parent, KlPin *pin, KlWijkMemberFunc chosen, gpointer user_data);

G_END_DECLS
