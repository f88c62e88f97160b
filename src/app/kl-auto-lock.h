/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_AUTO_LOCK (kl_auto_lock_get_type ())
G_DECLARE_FINAL_TYPE (KlAutoLock, kl_auto_lock, KL, AUTO_LOCK, GObject)

KlAutoLock *kl_auto_lock_new (GtkApplication *application);
void kl_auto_lock_watch (KlAutoLock *self, GtkWidget *window);
void kl_auto_lock_set_minutes (KlAutoLock *self, guint minutes);

G_END_DECLS
