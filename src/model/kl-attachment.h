/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"

G_BEGIN_DECLS

/* What a document that was attached to a case is, by what stands in it. Stored as numbers: never
 * renumber, only append. */
typedef enum
{
  KL_ATTACHMENT_OTHER,
  KL_ATTACHMENT_PDF,
  KL_ATTACHMENT_PNG,
  KL_ATTACHMENT_JPEG,
  KL_ATTACHMENT_TEXT,
} KlAttachmentKind;
#define KL_N_ATTACHMENT_KINDS 5

/* What became of reading it. Stored as numbers: never renumber, only append. */
typedef enum
{
  KL_ATTACHMENT_NOT_READ,  /* of a kind that is not shown */
  KL_ATTACHMENT_READ,      /* its pages can be shown and its text is found */
  KL_ATTACHMENT_PARTLY,    /* it is so long that only the text at its beginning is found */
  KL_ATTACHMENT_BROKEN,    /* it is damaged or made to do harm */
  KL_ATTACHMENT_ENCRYPTED, /* it asks for a password */
  KL_ATTACHMENT_TOO_MUCH,  /* it asks for more time or memory than a real one needs */
  KL_ATTACHMENT_NO_READER, /* it could not be closed off on this computer */
} KlAttachmentState;
#define KL_N_ATTACHMENT_STATES 7

/* Bytes. A scan of twenty pages takes five million. */
#define KL_ATTACHMENT_MAX_SIZE (25 * 1024 * 1024)
#define KL_ATTACHMENT_MAX_NAME 200
#define KL_ATTACHMENT_HASH_SIZE 32

/**
 * KlAttachment:
 * @id: the timeline entry that it came with; who may read that may read it
 * @name: what its file is called, without folders
 * @size: bytes
 * @n_pages: 0 when that is not known
 * @day: when it was attached
 * @author: who attached it
 * @removed_on: when its content was taken away, or %KL_DATE_NONE
 * @reason: (nullable): why
 * @may_remove: whether the one who asked may take it away
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  char *name;
  KlAttachmentKind kind;
  KlAttachmentState state;
  gint64 size;
  guint n_pages;
  KlDate day;
  KlPerson *author;
  KlVisibility visibility;
  KlDate removed_on;
  char *reason;
  gboolean may_remove;
} KlAttachment;

KlAttachmentKind kl_attachment_guess_kind (const guint8 *start, gsize size);
gboolean kl_attachment_kind_is_shown (KlAttachmentKind kind);
gboolean kl_attachment_name_fits (const char *name, KlAttachmentKind kind);
char *kl_attachment_clean_name (const char *name, KlAttachmentKind kind);
const char *kl_attachment_describe_state (KlAttachmentState state);
char *kl_attachment_describe (const KlAttachment *attachment);

KlAttachment *kl_attachment_copy (const KlAttachment *attachment);
void kl_attachment_free (KlAttachment *attachment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAttachment, kl_attachment_free)

G_END_DECLS
