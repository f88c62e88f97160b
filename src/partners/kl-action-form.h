/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"

G_BEGIN_DECLS

void kl_action_form_present (GtkWidget *parent, KlSession *session, gint64 action_id);
void kl_action_form_present_new (GtkWidget *parent,
                                 KlSession *session,
                                 gint64 case_id,
                                 gint64 school_id,
                                 const char *text);

G_END_DECLS
