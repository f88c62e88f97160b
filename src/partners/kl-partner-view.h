/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-sparkline.h"
#include "model/kl-partner-card.h"

G_BEGIN_DECLS

/* Answers shown in the small chart. */
#define KL_PARTNER_VIEW_POINTS 12

/**
 * KlPartnerView:
 * @card: what it was made from; owned. Its services and contacts are those of today
 * @past_services: (element-type KlPartnerService): what they no longer offer
 * @past_contacts: (element-type KlPartnerContact): who no longer works there
 * @place: kind and area in one line
 * @days: (nullable): how long the first answer usually takes
 * @days_note: what that is taken from
 * @trend: (nullable): whether it gets slower or faster
 * @slower: which of the two
 * @points: (element-type KlSparklinePoint): for the small chart
 * @usual: the days of the line in it, or -1
 * @stopped: (nullable): since when and why it is no longer there
 * @stale: (nullable): when its facts were last looked at, when that is long ago
 * @address: (nullable): on one line
 * @waits_note: how many were sent and answered
 *
 * What the card of a partner says, in words: it knows no widgets.
 */
typedef struct
{
  KlPartnerCard *card;
  GPtrArray *past_services;
  GPtrArray *past_contacts;
  KlDate today;
  char *place;
  char *days;
  char *days_note;
  char *trend;
  gboolean slower;
  GArray *points;
  int usual;
  char *stopped;
  char *stale;
  char *address;
  char *waits_note;
} KlPartnerView;

KlPartnerView *kl_partner_view_new (KlPartnerCard *card, KlDate today);
void kl_partner_view_free (KlPartnerView *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerView, kl_partner_view_free)

G_END_DECLS
