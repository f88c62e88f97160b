/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-view.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

void kl_case_dialogs_rename (GtkWidget *parent, KlStore *store, const KlCaseView *view);
void kl_case_dialogs_close (GtkWidget *parent, KlStore *store, const KlCaseView *view);
void kl_case_dialogs_reopen (GtkWidget *parent, KlStore *store, const KlCaseView *view);
void kl_case_dialogs_correct (GtkWidget *parent, KlStore *store, const KlEntry *entry);
void kl_case_dialogs_show_versions (GtkWidget *parent, KlStore *store, gint64 entry_id);

G_END_DECLS
