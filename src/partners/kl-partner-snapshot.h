/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case.h"
#include "model/kl-network.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlPartnerWait:
 * @case_title: of the case it belongs to
 * @about: whom that is about
 *
 * A referral that waits for an answer of a partner.
 */
typedef struct
{
  KlReferral *referral;
  char *case_title;
  char *about;
} KlPartnerWait;

/**
 * KlPartnerSnapshot:
 * @services: (element-type KlPartnerService): what it offers now
 * @contacts: (element-type KlPartnerContact): who works there now
 * @talks: (element-type KlPartnerTalk): the last ones, newest first
 * @waits: (element-type KlPartnerWait): what waits for an answer, longest first
 * @answers: (element-type KlReferralDays): the last twelve months, oldest first
 * @answer_time: how fast it answers
 *
 * Everything the card of a partner shows, read in one go.
 */
typedef struct
{
  KlPartner *partner;
  GPtrArray *services;
  GPtrArray *contacts;
  GPtrArray *talks;
  GPtrArray *waits;
  GArray *answers;
  KlAnswerTime answer_time;
} KlPartnerSnapshot;

KlPartnerSnapshot *kl_partner_snapshot_load (KlDb *db,
                                             gint64 partner_id,
                                             gint64 school_id,
                                             KlDate today,
                                             GError **error);
KlPartnerSnapshot *kl_partner_snapshot_new (KlPartner *partner);
void kl_partner_snapshot_free (KlPartnerSnapshot *snapshot);
void kl_partner_wait_free (KlPartnerWait *wait);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerSnapshot, kl_partner_snapshot_free)

G_END_DECLS
