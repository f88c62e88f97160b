/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-attachment.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

/* Documents come in from files and from the clipboard: into memory, through a sealed worker, into
 * the vault, and nowhere else. */

/* A document that was read and is not kept yet. */
typedef struct _KlIncoming KlIncoming;

KlIncoming *kl_incoming_ref (KlIncoming *self);
void kl_incoming_unref (KlIncoming *self);
const char *kl_incoming_get_name (const KlIncoming *self);
gint64 kl_incoming_keep (const KlIncoming *self,
                         KlDb *db,
                         gint64 case_id,
                         KlVisibility visibility,
                         KlDate today,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlIncoming, kl_incoming_unref)

void kl_document_work_read_file (GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
KlIncoming *kl_document_work_read_finish (GAsyncResult *result, GError **error);
void kl_document_work_attach_file (KlStore *store,
                                   gint64 case_id,
                                   GFile *file,
                                   KlVisibility visibility,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void kl_document_work_attach_stream (KlStore *store,
                                     gint64 case_id,
                                     GInputStream *stream,
                                     KlVisibility visibility,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gint64
kl_document_work_attach_finish (GAsyncResult *result, KlAttachmentState *state, GError **error);

G_END_DECLS
