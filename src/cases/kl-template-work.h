/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-entry-template.h"
#include "partners/kl-work.h"

G_BEGIN_DECLS

void kl_template_load_async (KlStore *store,
                             gint64 school_id,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
char *kl_template_describe_kind (const KlEntryTemplate *entry_template);
KlEntryTemplate *kl_template_copy (const KlEntryTemplate *entry_template);

KlWork *kl_template_save_work_new (KlEntryTemplate *entry_template);
KlWork *kl_template_remove_work_new (gint64 template_id);
KlWork *kl_template_order_work_new (GPtrArray *templates, guint from, guint to);
KlWork *kl_template_restore_work_new (GPtrArray *templates, guint position, KlEntryTemplate *gone);

G_END_DECLS
