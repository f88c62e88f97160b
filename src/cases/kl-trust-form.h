/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_trust_form_present (GtkWidget *parent, KlSession *session, gint64 case_id, gint64 link_id);

G_END_DECLS
