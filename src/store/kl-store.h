/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

#define KL_TYPE_STORE (kl_store_get_type ())
G_DECLARE_FINAL_TYPE (KlStore, kl_store, KL, STORE, GObject)

/**
 * KlStoreFunc:
 * @task: where the result goes: g_task_return_pointer(), g_task_return_error()...
 * @db: the connection; not to be kept
 * @data: what was given to kl_store_perform_async()
 * @cancellable: (nullable): when to stop; a running statement is interrupted by itself
 *
 * Work on the store's thread. It returns exactly once through @task; its result goes to
 * kl_store_perform_finish() on the thread that asked.
 */
typedef void (*KlStoreFunc) (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable);

KlStore *kl_store_new (void);

void kl_store_open_async (KlStore *store,
                          const char *path,
                          const guint8 *key,
                          gsize key_size,
                          KlDbFlags flags,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean kl_store_open_finish (KlStore *store, GAsyncResult *result, GError **error);
gboolean kl_store_open (KlStore *store,
                        const char *path,
                        const guint8 *key,
                        gsize key_size,
                        KlDbFlags flags,
                        GError **error);

void kl_store_close_async (KlStore *store, GAsyncReadyCallback callback, gpointer user_data);
gboolean kl_store_close_finish (KlStore *store, GAsyncResult *result, GError **error);
gboolean kl_store_close (KlStore *store, GError **error);

void kl_store_perform_async (KlStore *store,
                             KlStoreFunc function,
                             gpointer data,
                             GDestroyNotify destroy,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void kl_store_forget_question (GCancellable **question);
gpointer kl_store_perform_finish (KlStore *store, GAsyncResult *result, GError **error);
gpointer kl_store_perform (KlStore *store, KlStoreFunc function, gpointer data, GError **error);

gboolean kl_store_is_open (KlStore *store);
gboolean kl_store_get_read_only (KlStore *store);

G_END_DECLS
