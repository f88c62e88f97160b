/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

/**
 * KlHandover:
 * @to: whom the one who acts introduces: a colleague, or somebody at @partner; %NULL when nobody is
 *   known there yet
 * @partner: (nullable): the partner that takes over, who needs consent
 * @day: when they met
 * @reachable: whether the one who introduces stays reachable
 * @owner_too: whether a colleague also keeps the case moving from now on
 * @text: what was said, for the timeline
 * @consents: (nullable) (element-type KlConsent): what was said about sharing in the same talk
 * @next: (nullable): what happens next
 * @next_owner: of @next: a colleague
 * @next_due: of @next, or %KL_DATE_NONE
 *
 * A family that is passed on without having to tell its story again.
 */
typedef struct
{
  gint64 case_id;
  KlPerson *to;
  KlPerson *partner;
  KlDate day;
  gboolean reachable;
  gboolean owner_too;
  char *text;
  GPtrArray *consents;
  char *next;
  gint64 next_owner;
  KlDate next_due;
} KlHandover;

/**
 * KlHandoverDone:
 * @action_id: or 0
 * @owner_id: who kept the case moving before, or 0
 * @trusted_id: who was the trusted face before, or 0
 *
 * What a handover made, and what was before it.
 */
typedef struct
{
  gint64 case_id;
  gint64 link_id;
  gint64 entry_id;
  gint64 action_id;
  gint64 owner_id;
  gint64 trusted_id;
} KlHandoverDone;

KlHandover *kl_handover_new (gint64 case_id);
void kl_handover_free (KlHandover *handover);

gboolean kl_handovers_make (KlDb *db,
                            const KlHandover *handover,
                            KlDate today,
                            KlHandoverDone *done,
                            GError **error);
gboolean kl_handovers_undo (KlDb *db, const KlHandoverDone *done, KlDate today, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlHandover, kl_handover_free)

G_END_DECLS
