/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/kl-words.h"

G_BEGIN_DECLS

#define KL_LINES_N_SECTORS 6

/**
 * KlLinesPartner:
 * @id: of the partner; positive
 * @ring: which sector it stands in
 * @days: how far it stands: the median to a first answer, or the longest wait while
 *   nobody answered; negative when neither is known
 * @longest: the longest wait in days, negative when nobody waits
 * @n_referrals: how many there were
 * @n_waiting: how many wait for an answer
 * @label_width: of its label, in pixels
 * @label_height: of its label, in pixels
 *
 * A partner as the drawing of lines needs it.
 */
typedef struct
{
  gint64 id;
  KlRing ring;
  double days;
  double longest;
  guint n_referrals;
  guint n_waiting;
  double label_width;
  double label_height;
} KlLinesPartner;

/**
 * KlLinesPlan:
 *
 * Who stands in which direction: the angle is who, the radius how fast. A plan is kept for a
 * school, so that everybody is found where they were; it is immutable and may be shared with
 * other threads.
 */
typedef struct _KlLinesPlan KlLinesPlan;

KlLinesPlan *kl_lines_plan_new_slots (const KlLinesPartner *partners,
                                      guint n_partners,
                                      double start,
                                      const guint *order);
KlLinesPlan *kl_lines_plan_parse (const char *text);
KlLinesPlan *kl_lines_plan_ref (KlLinesPlan *plan);
void kl_lines_plan_unref (KlLinesPlan *plan);

KlLinesPlan *
kl_lines_plan_extend (const KlLinesPlan *plan, const KlLinesPartner *partners, guint n_partners);
gboolean
kl_lines_plan_serves (const KlLinesPlan *plan, const KlLinesPartner *partners, guint n_partners);
char *kl_lines_plan_to_string (const KlLinesPlan *plan);
gboolean kl_lines_plan_get_angle (const KlLinesPlan *plan, gint64 id, double *angle);
gboolean
kl_lines_plan_get_sector (const KlLinesPlan *plan, KlRing ring, double *start, double *width);
const KlRing *kl_lines_get_rings (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLinesPlan, kl_lines_plan_unref)

G_END_DECLS
