/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case.h"

G_BEGIN_DECLS

/**
 * KlEntryDraft:
 * @day: the day it happened, %KL_DATE_NONE for today
 * @minutes: minutes after midnight, or -1
 * @meldcode_step: of such a step which one, from 1; otherwise 0
 * @people: (element-type KlPerson): who were there, partners included
 *
 * What is being written under the timeline.
 */
typedef struct
{
  KlEntryKind kind;
  KlVisibility visibility;
  KlDate day;
  int minutes;
  int meldcode_step;
  GPtrArray *people;
  char *text;
} KlEntryDraft;

KlEntryDraft *kl_entry_draft_new (void);
void kl_entry_draft_free (KlEntryDraft *draft);
gboolean kl_entry_draft_is_empty (const KlEntryDraft *draft);
char *kl_entry_draft_serialize (const KlEntryDraft *draft);
KlEntryDraft *kl_entry_draft_parse (const char *text);
KlEntry *kl_entry_draft_to_entry (const KlEntryDraft *draft, gint64 case_id, KlDate today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlEntryDraft, kl_entry_draft_free)

G_END_DECLS
