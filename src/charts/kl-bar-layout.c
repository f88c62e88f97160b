/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-bar-layout.h"

/* A week is the usual norm: two of them fill the gauge, as far as people look. */
#define GAUGE_MIN_SCALE 14

/* From so many days before the norm on, a case asks for attention. */
#define GAUGE_NEAR_DAYS 1

/* Between the axis of in and out and the bars on both sides. */
#define FLOW_AXIS_GAP 1.0

/* Auxiliary functions */

static KlBox
slice (const KlBox *area, double from, double to)
{
  from = CLAMP (from, 0.0, 1.0);
  to = CLAMP (to, from, 1.0);

  return (KlBox) {
    area->x + area->width * from,
    area->y,
    area->width * (to - from),
    area->height,
  };
}

static guint
get_largest (const guint *values, guint n_values)
{
  guint largest = 0;

  for (guint i = 0; i < n_values; i++)
    largest = MAX (largest, values[i]);

  return largest;
}

/* Public API */

/**
 * kl_gauge_get_level:
 * @days: days since contact
 * @norm: in how many days there should be contact
 *
 * Returns: how pressing that is
 */
KlGaugeLevel
kl_gauge_get_level (int days, int norm)
{
  if (days > norm)
    return KL_GAUGE_OVER;

  return days >= norm - GAUGE_NEAR_DAYS ? KL_GAUGE_NEAR : KL_GAUGE_GOOD;
}

/**
 * kl_gauge_layout:
 * @layout: (out): where the parts stand
 * @area: where the bar is drawn
 * @days: days since contact
 * @norm: in how many days there should be contact
 * @tick_width: how wide the norm is drawn
 * @tick_height: how high; it stands out above and below the bar
 *
 * Two weeks fill the gauge, or twice the norm of a school that has a longer one.
 */
void
kl_gauge_layout (KlGaugeLayout *layout,
                 const KlBox *area,
                 int days,
                 int norm,
                 double tick_width,
                 double tick_height)
{
  const double full = MAX (GAUGE_MIN_SCALE, 2 * norm);

  g_return_if_fail (layout != NULL && area != NULL);

  layout->level = kl_gauge_get_level (days, norm);
  layout->track = *area;
  layout->fill = slice (area, 0, MAX (0, days) / full);
  layout->tick = slice (area, norm / full, norm / full);
  layout->tick.x -= tick_width / 2;
  layout->tick.y += (area->height - tick_height) / 2;
  layout->tick.width = tick_width;
  layout->tick.height = tick_height;
}

/**
 * kl_bullet_layout:
 * @layout: (out): where the parts stand
 * @area: where it is drawn; its height is that of the tick
 * @value: what was used
 * @allotted: what was given, or 0 when that is not known
 * @maximum: the amount that fills @area; grows to hold the others
 * @bar_height: how high the bar is, in the middle of @area
 * @tick_width: how wide what was allotted is drawn
 *
 * Places one amount against another; what is over is apart, to be hatched.
 */
void
kl_bullet_layout (KlBulletLayout *layout,
                  const KlBox *area,
                  double value,
                  double allotted,
                  double maximum,
                  double bar_height,
                  double tick_width)
{
  KlBox bar;
  double full;

  g_return_if_fail (layout != NULL && area != NULL);

  bar = *area;
  bar.y += (area->height - bar_height) / 2;
  bar.height = bar_height;
  full = MAX (maximum, MAX (value, allotted));
  if (full <= 0)
    full = 1;

  *layout = (KlBulletLayout) { .track = bar };
  layout->fill = slice (&bar, 0, (allotted > 0 ? MIN (value, allotted) : value) / full);
  if (allotted <= 0)
    return;

  layout->track = slice (&bar, 0, allotted / full);
  if (value > allotted)
    layout->over = slice (&bar, allotted / full, value / full);
  layout->tick = slice (area, allotted / full, allotted / full);
  layout->tick.width = tick_width;
  layout->tick.x = MIN (layout->tick.x - tick_width / 2, area->x + area->width - tick_width);
}

/**
 * kl_segments_layout:
 * @boxes: (array length=n_boxes): where they stand
 * @n_boxes: how many equal segments
 * @area: what they fill together
 * @gap: between two of them; narrows when there are many
 */
void
kl_segments_layout (KlBox *boxes, guint n_boxes, const KlBox *area, double gap)
{
  double width;

  g_return_if_fail (area != NULL);

  if (n_boxes == 0)
    return;

  /* Of many segments the gaps may take a third at most. */
  gap = MIN (gap, area->width / (3.0 * n_boxes));
  width = (area->width - gap * (n_boxes - 1)) / n_boxes;
  for (guint i = 0; i < n_boxes; i++)
    boxes[i] = (KlBox) { area->x + i * (width + gap), area->y, width, area->height };
}

/**
 * kl_flow_layout:
 * @layout: (out): what is common
 * @columns: (array length=n_columns): a column for each month
 * @in: (array length=n_columns): what came in
 * @out: (array length=n_columns): what went out
 * @n_columns: how many months
 * @area: where bars and their figures are drawn
 * @bar_width: how wide a bar is, at most
 * @label_height: kept free above and below for the figures
 *
 * Mirrors in and out about one axis, on one scale. A bar of zero has no height.
 */
void
kl_flow_layout (KlFlowLayout *layout,
                KlFlowColumn *columns,
                const guint *in,
                const guint *out,
                guint n_columns,
                const KlBox *area,
                double bar_width,
                double label_height)
{
  const guint most_in = get_largest (in, n_columns);
  const guint most_out = get_largest (out, n_columns);
  double room, unit, step;

  g_return_if_fail (layout != NULL && area != NULL);

  room = MAX (0, area->height - 2 * label_height - 2 * FLOW_AXIS_GAP);
  unit = most_in + most_out > 0 ? room / (most_in + most_out) : 0;
  step = n_columns > 0 ? area->width / n_columns : 0;

  layout->bar_width = MIN (bar_width, step * 0.7);
  layout->baseline =
    area->y + label_height + FLOW_AXIS_GAP + (most_in + most_out > 0 ? most_in * unit : room / 2);

  for (guint i = 0; i < n_columns; i++)
    {
      const double x = area->x + i * step;
      const double bar_x = x + (step - layout->bar_width) / 2;

      columns[i].slot = (KlBox) { x, area->y, step, area->height };
      columns[i].in = (KlBox) { bar_x, layout->baseline - FLOW_AXIS_GAP - in[i] * unit,
                                layout->bar_width, in[i] * unit };
      columns[i].out =
        (KlBox) { bar_x, layout->baseline + FLOW_AXIS_GAP, layout->bar_width, out[i] * unit };
    }
}

/**
 * kl_ruler_layout:
 * @boxes: (array length=n_items): one for each item
 * @free_box: (out): what is left; width 0 when nothing is
 * @minutes: (array length=n_items): how long each takes
 * @n_items: how many
 * @total_minutes: how long the meeting lasts
 * @area: what the whole meeting fills
 * @gap: between two items
 * @min_width: of an item, so that its number stays readable
 *
 * Divides a meeting by minutes. An agenda that is too long fills @area as well:
 * then there is no free time.
 */
void
kl_ruler_layout (KlBox *boxes,
                 KlBox *free_box,
                 const guint *minutes,
                 guint n_items,
                 guint total_minutes,
                 const KlBox *area,
                 double gap,
                 double min_width)
{
  guint planned = 0, n_parts;
  double room, full, fixed = 0, shared = 0, x;

  g_return_if_fail (area != NULL && free_box != NULL);

  for (guint i = 0; i < n_items; i++)
    planned += minutes[i];
  full = MAX (planned, total_minutes);
  n_parts = n_items + (planned < total_minutes ? 1 : 0);
  *free_box = (KlBox) { area->x + area->width, area->y, 0, area->height };
  if (n_parts == 0 || full <= 0)
    return;

  room = MAX (0, area->width - gap * (n_parts - 1));
  min_width = MIN (min_width, room / n_parts);

  /* Items too short to read get the least width; the others share what is left. */
  for (guint i = 0; i < n_items; i++)
    if (minutes[i] / full * room < min_width)
      fixed += min_width;
    else
      shared += minutes[i];
  if (planned < total_minutes)
    shared += total_minutes - planned;

  x = area->x;
  for (guint i = 0; i < n_items; i++)
    {
      const double width = minutes[i] / full * room < min_width
                             ? min_width
                             : MAX (0, room - fixed) * minutes[i] / MAX (1, shared);

      boxes[i] = (KlBox) { x, area->y, width, area->height };
      x += width + gap;
    }
  if (planned < total_minutes)
    *free_box = (KlBox) { x, area->y, MAX (0, area->x + area->width - x), area->height };
}
