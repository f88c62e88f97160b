/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-attachment.h"

G_BEGIN_DECLS

/**
 * KlNewAttachment:
 * @case_id: the case
 * @name: as kl_attachment_clean_name() makes it
 * @bytes: 1 to %KL_ATTACHMENT_MAX_SIZE
 * @text: (nullable): what its pages say
 *
 * A document that is to be attached.
 */
typedef struct
{
  gint64 case_id;
  const char *name;
  KlAttachmentKind kind;
  KlAttachmentState state;
  GBytes *bytes;
  guint n_pages;
  const char *text;
  KlVisibility visibility;
} KlNewAttachment;

gint64
kl_attachments_add (KlDb *db, const KlNewAttachment *attachment, KlDate today, GError **error);
GPtrArray *kl_attachments_list (KlDb *db, gint64 case_id, GError **error);
KlAttachment *kl_attachments_get (KlDb *db, gint64 id, GError **error);
GBytes *kl_attachments_read (KlDb *db, gint64 id, gboolean to_export, GError **error);
gboolean
kl_attachments_remove (KlDb *db, gint64 id, const char *reason, KlDate today, GError **error);

G_END_DECLS
