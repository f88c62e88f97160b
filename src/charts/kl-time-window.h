/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"

G_BEGIN_DECLS

/**
 * KlTimeWindow:
 * @first: the first day in sight
 * @end: the day after the last one
 *
 * A stretch of time that somebody comes closer to and moves along.
 */
typedef struct
{
  KlDate first;
  KlDate end;
} KlTimeWindow;

KlTimeWindow kl_time_window_zoom (const KlTimeWindow *window,
                                  const KlTimeWindow *limits,
                                  double anchor,
                                  double factor);
KlTimeWindow
kl_time_window_pan (const KlTimeWindow *window, const KlTimeWindow *limits, double part);

G_END_DECLS
