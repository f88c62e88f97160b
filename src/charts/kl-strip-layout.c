/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-strip-layout.h"

/* Distance of the first mark of a week from the line, and of the second from it. */
#define LANE_OFFSET 6.2
#define STACK_STEP 8.2

/* Auxiliary functions */

/* @direction: -1 above the line, 1 below it. */
static void
stack_marks (GArray *places,
             const KlStripMark *marks,
             guint n_marks,
             KlStripPlace place,
             double direction,
             double size_scale)
{
  const double line = place.y;

  for (guint i = 0; i < MIN (n_marks, KL_STRIP_STACK); i++)
    {
      place.mark = kl_entry_kind_get_mark (marks[i].kind);
      place.y = line + direction * (LANE_OFFSET + STACK_STEP * i) * size_scale;
      g_array_append_val (places, place);
    }
}

/* Public API */

/**
 * kl_strip_layout_get_scale:
 * @today: the current day, in the last week
 * @x: left edge of the strip
 * @width: its width
 *
 * Returns: the scale of whole weeks over which the strips of a table, their months and
 *   their holidays are drawn
 */
KlTimeScale
kl_strip_layout_get_scale (KlDate today, double x, double width)
{
  const KlDate end = kl_date_get_monday (today) + 7;

  return (KlTimeScale) { end - 7 * KL_STRIP_WEEKS, end, x, width };
}

/**
 * kl_strip_layout_marks:
 * @strip: what happened by week
 * @area: where the strip is drawn; its line runs through the middle
 * @size_scale: 1 on screen at normal text size
 *
 * Stands every entry in the middle of its week: the exact day would put marks that
 * are read one by one on top of each other. Two of a week and a side stack away
 * from the line; more are left to the tooltip.
 *
 * Returns: (transfer full) (element-type KlStripPlace): the marks to draw, by week
 */
GArray *
kl_strip_layout_marks (const KlStrip *strip, const KlBox *area, double size_scale)
{
  GArray *places = g_array_new (FALSE, TRUE, sizeof (KlStripPlace));
  double week_width;

  g_return_val_if_fail (strip != NULL && area != NULL, places);

  week_width = area->width / KL_STRIP_WEEKS;
  for (guint i = 0; i < KL_STRIP_WEEKS; i++)
    {
      const KlStripWeek *week = &strip->weeks[i];
      KlStripPlace place = { KL_MARK_CARE_TEAM, i, area->x + (i + 0.5) * week_width,
                             area->y + area->height / 2 };

      if (week->care_team_on != KL_DATE_NONE)
        g_array_append_val (places, place);
      stack_marks (places, week->above, week->n_above, place, -1, size_scale);
      stack_marks (places, week->below, week->n_below, place, 1, size_scale);
    }

  return places;
}
