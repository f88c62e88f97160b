/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-time-scale.h"

/* Auxiliary functions */

/* Whole numbers of months that people count in, the smallest that is wide enough. */
static int
choose_step (const KlTimeScale *scale, double min_width)
{
  static const int steps[] = { 1, 3, 6, 12, 24, 60, 120 };
  const double month_width = scale->width * 30.4 / MAX (1, scale->end - scale->first);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * month_width >= min_width)
      return steps[i];

  return steps[G_N_ELEMENTS (steps) - 1];
}

/* The first day on or after @date on which a stretch of @step months begins. */
static KlDate
get_first_tick (KlDate date, int step)
{
  int year, month, day, index;

  kl_date_split (date, &year, &month, &day);
  index = year * 12 + month - 1 + (day > 1 ? 1 : 0);
  index = (index + step - 1) / step * step;

  return kl_date_new (index / 12, index % 12 + 1, 1);
}

/* Public API */

/**
 * kl_time_scale_get_edge:
 * @scale: a scale
 * @date: a day, which may lie outside of it
 *
 * Returns: where @date begins
 */
double
kl_time_scale_get_edge (const KlTimeScale *scale, KlDate date)
{
  g_return_val_if_fail (scale != NULL && scale->end > scale->first, 0);

  return scale->x + scale->width * (date - scale->first) / (scale->end - scale->first);
}

/**
 * kl_time_scale_get_middle:
 * @scale: a scale
 * @date: a day, which may lie outside of it
 *
 * Returns: the middle of @date, where a mark of that day stands
 */
double
kl_time_scale_get_middle (const KlTimeScale *scale, KlDate date)
{
  g_return_val_if_fail (scale != NULL && scale->end > scale->first, 0);

  return (kl_time_scale_get_edge (scale, date) + kl_time_scale_get_edge (scale, date + 1)) / 2;
}

/**
 * kl_time_scale_get_span:
 * @scale: a scale
 * @first: first day
 * @last: last day, included
 * @x: (out): left edge of what is in sight
 * @width: (out): its width
 *
 * Clips a stretch of days to the scale.
 *
 * Returns: whether any of it is in sight
 */
gboolean
kl_time_scale_get_span (const KlTimeScale *scale,
                        KlDate first,
                        KlDate last,
                        double *x,
                        double *width)
{
  g_return_val_if_fail (scale != NULL && x != NULL && width != NULL, FALSE);

  first = MAX (first, scale->first);
  last = MIN (last, scale->end - 1);
  if (last < first)
    return FALSE;

  *x = kl_time_scale_get_edge (scale, first);
  *width = kl_time_scale_get_edge (scale, last + 1) - *x;
  return TRUE;
}

/**
 * kl_time_scale_get_weeks:
 * @scale: a scale
 *
 * Divides the scale in weeks.
 *
 * Returns: (transfer full) (element-type KlMonthTick): the Mondays, by date
 */
GArray *
kl_time_scale_get_weeks (const KlTimeScale *scale)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (KlMonthTick));

  g_return_val_if_fail (scale != NULL && scale->end > scale->first, ticks);

  for (KlDate date = kl_date_get_monday (scale->first + 6); date < scale->end; date += 7)
    {
      KlMonthTick tick = { .first = date };

      kl_date_split (date, &tick.year, &tick.month, &tick.day);
      tick.x = kl_time_scale_get_edge (scale, date);
      tick.width = kl_time_scale_get_edge (scale, MIN (date + 7, scale->end)) - tick.x;
      g_array_append_val (ticks, tick);
    }

  return ticks;
}

/**
 * kl_time_scale_get_months:
 * @scale: a scale
 * @min_width: how far apart ticks must at least be
 *
 * Divides the scale in months; in quarters, half years or years where months would
 * come closer than @min_width.
 *
 * Returns: (transfer full) (element-type KlMonthTick): the ticks, by date
 */
GArray *
kl_time_scale_get_months (const KlTimeScale *scale, double min_width)
{
  GArray *ticks = g_array_new (FALSE, TRUE, sizeof (KlMonthTick));
  int step;

  g_return_val_if_fail (scale != NULL && scale->end > scale->first, ticks);

  step = choose_step (scale, min_width);
  for (KlDate date = get_first_tick (scale->first, step); date != KL_DATE_NONE && date < scale->end;
       date = kl_date_add_months (date, step))
    {
      KlMonthTick tick = { .first = date };
      KlDate next = kl_date_add_months (date, step);

      kl_date_split (date, &tick.year, &tick.month, NULL);
      tick.x = kl_time_scale_get_edge (scale, date);
      tick.width = kl_time_scale_get_edge (scale, MIN (next, scale->end)) - tick.x;
      g_array_append_val (ticks, tick);
    }

  return ticks;
}
