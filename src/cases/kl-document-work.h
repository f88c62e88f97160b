/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-attachment.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

/* Documents come in from files and from the clipboard: into memory, through a sealed worker, into
 * the vault, and nowhere else. */

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
