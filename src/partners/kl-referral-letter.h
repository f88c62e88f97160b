/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_referral_letter_present (GtkWidget *parent,
                                 KlSession *session,
                                 gint64 referral_id,
                                 KlDate answer_by);

G_END_DECLS
