/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_LOCK_VIEW (kl_lock_view_get_type ())
G_DECLARE_FINAL_TYPE (KlLockView, kl_lock_view, KL, LOCK_VIEW, AdwBin)

GtkWidget *kl_lock_view_new (const char *folder);
void kl_lock_view_set_busy (KlLockView *self, gboolean busy);
void kl_lock_view_set_progress (KlLockView *self, double done);
void kl_lock_view_set_hint (KlLockView *self, const char *hint);
void kl_lock_view_submit (KlLockView *self);
void kl_lock_view_show_error (KlLockView *self, const char *message);

G_END_DECLS
