/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-item.h"

struct _KlItem
{
  GObject parent_instance;

  gpointer value;
  GDestroyNotify destroy;
  KlItem *whole;
};

G_DEFINE_FINAL_TYPE (KlItem, kl_item, G_TYPE_OBJECT)

static void
kl_item_finalize (GObject *object)
{
  KlItem *self = KL_ITEM (object);

  if (self->destroy != NULL)
    self->destroy (self->value);
  g_clear_object (&self->whole);

  G_OBJECT_CLASS (kl_item_parent_class)->finalize (object);
}

static void
kl_item_class_init (KlItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_item_finalize;
}

static void
kl_item_init (KlItem *self)
{
}

/**
 * kl_item_new:
 * @value: (transfer full): a plain value
 * @destroy: (nullable): frees it
 *
 * A plain value as an object, for list models.
 *
 * Returns: (transfer full): the object that owns @value
 */
KlItem *
kl_item_new (gpointer value, GDestroyNotify destroy)
{
  KlItem *self = g_object_new (KL_TYPE_ITEM, NULL);

  self->value = value;
  self->destroy = destroy;

  return self;
}

/**
 * kl_item_new_part:
 * @value: (transfer none): a value inside that of @whole
 * @whole: what owns it
 *
 * Returns: (transfer full): an object that keeps @whole alive for as long as it shows a part of it
 */
KlItem *
kl_item_new_part (gconstpointer value, KlItem *whole)
{
  KlItem *self;

  g_return_val_if_fail (KL_IS_ITEM (whole), NULL);

  self = g_object_new (KL_TYPE_ITEM, NULL);
  self->value = (gpointer) value;
  self->whole = g_object_ref (whole);

  return self;
}

/**
 * kl_item_get_value:
 * @self: an item
 *
 * Returns: (transfer none): its value
 */
gpointer
kl_item_get_value (KlItem *self)
{
  g_return_val_if_fail (KL_IS_ITEM (self), NULL);

  return self->value;
}

/**
 * kl_item_become:
 * @self: an item that kl_item_new_part() made
 * @other: another one
 *
 * Lets @self stand for what @other stands for. A list that knows @self by its address is not told.
 */
void
kl_item_become (KlItem *self, KlItem *other)
{
  g_return_if_fail (KL_IS_ITEM (self) && self->destroy == NULL);
  g_return_if_fail (KL_IS_ITEM (other) && other->destroy == NULL);

  self->value = other->value;
  g_set_object (&self->whole, other->whole);
}
