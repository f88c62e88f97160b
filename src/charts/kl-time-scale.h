/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-box.h"
#include "model/kl-date.h"

G_BEGIN_DECLS

/**
 * KlTimeScale:
 * @first: the day at the left edge
 * @end: the day after the last one
 * @x: left edge
 * @width: of all days together
 *
 * Where days are drawn. A day has a width, so that "on that day" is its middle.
 */
typedef struct
{
  KlDate first;
  KlDate end;
  double x;
  double width;
} KlTimeScale;

typedef struct
{
  KlDate first; /* first day of the stretch, the 1st of a month or a Monday */
  int year;
  int month;    /* 1 to 12 */
  int day;      /* of a week that begins here, 0 for months */
  double x;     /* where it begins */
  double width; /* to the next tick or the edge */
} KlMonthTick;

double kl_time_scale_get_edge (const KlTimeScale *scale, KlDate date);
double kl_time_scale_get_middle (const KlTimeScale *scale, KlDate date);
gboolean kl_time_scale_get_span (const KlTimeScale *scale,
                                 KlDate first,
                                 KlDate last,
                                 double *x,
                                 double *width);
GArray *kl_time_scale_get_weeks (const KlTimeScale *scale);
GArray *kl_time_scale_get_months (const KlTimeScale *scale, double min_width);

G_END_DECLS
