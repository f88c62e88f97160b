/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kl-who.h"

G_BEGIN_DECLS

#define KL_TYPE_WHO_ENTRY (kl_who_entry_get_type ())
G_DECLARE_FINAL_TYPE (KlWhoEntry, kl_who_entry, KL, WHO_ENTRY, GtkWidget)

void kl_who_entry_set_candidates (KlWhoEntry *self, GPtrArray *candidates);
void kl_who_entry_set_kinds (KlWhoEntry *self, guint kinds, const char *label, const char *hint);
GPtrArray *kl_who_entry_get_chosen (KlWhoEntry *self);
void kl_who_entry_choose (KlWhoEntry *self, const KlWho *who);
GtkWidget *kl_who_entry_get_field (KlWhoEntry *self);
const char *kl_who_entry_get_typed (KlWhoEntry *self);
void kl_who_entry_set_typed (KlWhoEntry *self, const char *typed);

G_END_DECLS
