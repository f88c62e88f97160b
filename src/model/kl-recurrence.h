/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "kl-date.h"

G_BEGIN_DECLS

/* Stored as numbers: never renumber, only append. */
typedef enum
{
  KL_REPEAT_NEVER,
  KL_REPEAT_WEEKS,
  KL_REPEAT_MONTHS,
} KlRepeat;

/* More than a year apart is no rhythm any more. */
#define KL_REPEAT_MAX_WEEKS 52
#define KL_REPEAT_MAX_MONTHS 12

/**
 * KlRecurrence:
 * @unit: whether @every counts weeks or months
 * @every: 1 for every week or month, 2 for every other
 * @from: the first time, which sets the weekday or the day of the month
 * @until: the last day on which it can fall, or %KL_DATE_NONE while no end is agreed
 *
 * How often something comes back. Days off do not move it: what falls in a holiday is seen before
 * or after it, as who does it likes.
 */
typedef struct
{
  KlRepeat unit;
  int every;
  KlDate from;
  KlDate until;
} KlRecurrence;

gboolean kl_recurrence_is_valid (const KlRecurrence *recurrence);
KlDate kl_recurrence_get_next (const KlRecurrence *recurrence, KlDate after);
KlDate kl_recurrence_get_following (const KlRecurrence *recurrence, KlDate due, KlDate done_on);
KlDate kl_recurrence_get_year_end (KlDate day);
char *kl_recurrence_format (const KlRecurrence *recurrence);

G_END_DECLS
