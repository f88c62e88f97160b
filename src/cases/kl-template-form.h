/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-entry-template.h"
#include "partners/kl-form.h"

G_BEGIN_DECLS

void kl_template_form_present (GtkWidget *parent,
                               KlSession *session,
                               gint64 school_id,
                               const KlEntryTemplate *entry_template);

G_END_DECLS
