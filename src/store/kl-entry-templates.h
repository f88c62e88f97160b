/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-entry-template.h"

G_BEGIN_DECLS

GPtrArray *kl_entry_templates_list (KlDb *db, gint64 school_id, int kind, GError **error);
gint64 kl_entry_templates_save (KlDb *db, const KlEntryTemplate *entry_template, GError **error);
gboolean kl_entry_templates_remove (KlDb *db, gint64 template_id, GError **error);
gboolean kl_entry_templates_reorder (KlDb *db, const gint64 *ids, guint n_ids, GError **error);

G_END_DECLS
