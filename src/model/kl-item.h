/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KL_TYPE_ITEM (kl_item_get_type ())
G_DECLARE_FINAL_TYPE (KlItem, kl_item, KL, ITEM, GObject)

KlItem *kl_item_new (gpointer value, GDestroyNotify destroy);
KlItem *kl_item_new_part (gconstpointer value, KlItem *whole);
gpointer kl_item_get_value (KlItem *self);
void kl_item_become (KlItem *self, KlItem *other);

G_END_DECLS
