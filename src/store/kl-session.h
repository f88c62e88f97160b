/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-store.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

#define KL_TYPE_SESSION (kl_session_get_type ())
G_DECLARE_FINAL_TYPE (KlSession, kl_session, KL, SESSION, GObject)

KlSession *kl_session_new (KlStore *store);
void kl_session_load_async (KlSession *self,
                            const char *user_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean kl_session_load_finish (KlSession *self, GAsyncResult *result, GError **error);
void kl_session_reload_schools (KlSession *self);
void kl_session_flush (KlSession *self);

KlStore *kl_session_get_store (KlSession *self);
const char *kl_session_get_user_id (KlSession *self);
const KlProfessional *kl_session_get_user (KlSession *self);
GPtrArray *kl_session_get_schools (KlSession *self);
GPtrArray *kl_session_get_own_schools (KlSession *self);
GPtrArray *kl_session_steal_overviews (KlSession *self);
const KlSchool *kl_session_get_school (KlSession *self);
const KlSchool *kl_session_get_work_school (KlSession *self);
gint64 kl_session_get_school_id (KlSession *self);
GArray *kl_session_list_shown_schools (KlSession *self);
void kl_session_set_school_id (KlSession *self, gint64 school_id);
GSettings *kl_session_get_settings (KlSession *self);
void kl_session_set_settings (KlSession *self, GSettings *settings);

G_END_DECLS
