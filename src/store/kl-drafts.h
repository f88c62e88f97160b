/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

/**
 * KlDraftMark:
 * @copy: which of the drafts of a place is one's own
 * @version: what one has seen of it, 0 before anything was
 *
 * What a window knows of its draft; all zeros where it starts with an empty page.
 */
typedef struct
{
  int copy;
  int version;
} KlDraftMark;

/**
 * KlDraft:
 * @mark: to go on with it
 * @saved_at: when it was saved
 *
 * Words that are not recorded yet.
 */
typedef struct
{
  KlDraftMark mark;
  char *text;
  gint64 saved_at;
} KlDraft;

gboolean
kl_drafts_keep (KlDb *db, const char *place, const char *text, KlDraftMark *mark, GError **error);
gboolean kl_drafts_drop (KlDb *db, const char *place, KlDraftMark *mark, GError **error);
GPtrArray *kl_drafts_list (KlDb *db, const char *place, GError **error);
char *kl_drafts_join (GPtrArray *drafts);
void kl_draft_free (KlDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDraft, kl_draft_free)

G_END_DECLS
