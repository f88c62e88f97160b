/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-proposal.h"

G_BEGIN_DECLS

/* Private to the proposal: which partner of a file is which of a vault. */

#define KL_PARTNER_NOBODY (-1)

/**
 * KlPartnerMatch:
 * @place: its place among those that are known, or %KL_PARTNER_NOBODY
 * @near_place: for one without a place: one that is known and may be the same
 * @near_row: for one without a place: an earlier one in the file that may be
 * @reason: why it may be
 */
typedef struct
{
  int place;
  int near_place;
  int near_row;
  KlPartnerReason reason;
} KlPartnerMatch;

GArray *kl_partner_match (GPtrArray *known, const KlPartnerFile *file);

G_END_DECLS
