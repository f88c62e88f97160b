/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KL_TYPE_DAY_WATCH (kl_day_watch_get_type ())
G_DECLARE_FINAL_TYPE (KlDayWatch, kl_day_watch, KL, DAY_WATCH, GObject)

KlDayWatch *kl_day_watch_new (void);
gboolean kl_day_watch_check (KlDayWatch *self);

G_END_DECLS
