/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-time-window.h"

#include <math.h>

/* Two weeks are the closest that anything can be told apart. */
#define MIN_DAYS 14

static KlTimeWindow
place (double first, int days, const KlTimeWindow *limits)
{
  KlTimeWindow window;

  window.first = (KlDate) CLAMP (floor (first + 0.5), limits->first, limits->end - days);
  window.end = window.first + days;

  return window;
}

/**
 * kl_time_window_zoom:
 * @window: what is in sight
 * @limits: what there is
 * @anchor: what stays where it is, 0 at the first day to 1 at the end
 * @factor: how many times as long, less than one comes closer
 *
 * Returns: what is in sight afterwards, two weeks at least and never beyond @limits
 */
KlTimeWindow
kl_time_window_zoom (const KlTimeWindow *window,
                     const KlTimeWindow *limits,
                     double anchor,
                     double factor)
{
  const int all = limits->end - limits->first;
  const double days = window->end - window->first;
  double wanted;
  int clamped;

  g_return_val_if_fail (days > 0 && all > 0 && factor > 0, *window);

  wanted = floor (days * factor + 0.5);
  /* A small step is a step all the same. */
  if (wanted == days && factor != 1)
    wanted += factor > 1 ? 1 : -1;
  clamped = (int) CLAMP (wanted, MIN (MIN_DAYS, all), all);

  return place (window->first + CLAMP (anchor, 0, 1) * (days - clamped), clamped, limits);
}

/**
 * kl_time_window_pan:
 * @window: what is in sight
 * @limits: what there is
 * @part: how far, as a part of what is in sight; less than nothing goes back
 *
 * Returns: as long a stretch, never beyond @limits
 */
KlTimeWindow
kl_time_window_pan (const KlTimeWindow *window, const KlTimeWindow *limits, double part)
{
  const int days = MIN (window->end - window->first, limits->end - limits->first);

  g_return_val_if_fail (days > 0, *window);

  return place (window->first + part * days, days, limits);
}
