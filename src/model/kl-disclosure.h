/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-audience.h"
#include "kl-name-mask.h"

G_BEGIN_DECLS

/**
 * KlDisclosure:
 * @audience: for whom it is
 * @viewer: what the rule looked at
 * @refusal: why the audience may know nothing of the case at all, or %KL_REASON_NONE
 * @standing_day: the last day of the consent on which it rests, or %KL_DATE_NONE
 * @reader: (nullable): the partner, the colleague, or the parent or pupil when it is for one
 * @file: the case with only what the audience may see; its entries are in @entries
 * @entries: (element-type KlEntry): newest first; of one of which only that it happened may be
 *   seen the text is %NULL
 * @left_out: (element-type KlLeftOut): what is not in it
 * @mask: hides the names of other children; hides nobody in the team
 *
 * A case as far as an audience may see it. What is not here was never read for it.
 */
typedef struct
{
  KlAudience audience;
  KlViewer viewer;
  KlReason refusal;
  KlDate standing_day;
  KlPerson *reader;
  KlCaseFile *file;
  GPtrArray *entries;
  GArray *left_out;
  KlNameMask *mask;
} KlDisclosure;

KlDisclosure *kl_disclosure_new (const KlAudience *audience);
void kl_disclosure_free (KlDisclosure *disclosure);
gboolean kl_disclosure_judge (KlDisclosure *disclosure, const KlThing *thing);
void kl_disclosure_mask (const KlDisclosure *disclosure, char **text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDisclosure, kl_disclosure_free)

G_END_DECLS
