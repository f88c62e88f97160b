/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-store.h"

G_BEGIN_DECLS

/**
 * KlWorkFunc:
 * @db: a connection
 * @data: what is to be done; may be changed
 * @error: (out): return location for what went wrong
 *
 * A change, made on the store's thread.
 *
 * Returns: an id or 1, and 0 when nothing was kept
 */
typedef gint64 (*KlWorkFunc) (KlDb *db, gpointer data, GError **error);

/**
 * KlWork:
 * @func: makes the change
 * @data: for @func
 * @destroy: (nullable): frees @data
 */
typedef struct
{
  KlWorkFunc func;
  gpointer data;
  GDestroyNotify destroy;
} KlWork;

KlWork *kl_work_new (KlWorkFunc func, gpointer data, GDestroyNotify destroy);
void kl_work_free (KlWork *work);
void
kl_work_perform (KlStore *store, KlWork *work, GAsyncReadyCallback callback, gpointer user_data);
gint64 kl_work_finish (KlStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlWork, kl_work_free)

G_END_DECLS
