/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_SPARKLINE (kl_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (KlSparkline, kl_sparkline, KL, SPARKLINE, KlChart)

/**
 * KlSparklinePoint:
 * @day: when it was sent
 * @days: until the first answer, or how long it has been waiting
 * @waiting: whether it still waits
 */
typedef struct
{
  KlDate day;
  int days;
  gboolean waiting;
} KlSparklinePoint;

GtkWidget *kl_sparkline_new (void);
void kl_sparkline_set_points (KlSparkline *self,
                              const KlSparklinePoint *points,
                              guint n_points,
                              int usual,
                              const GdkRGBA *color);

G_END_DECLS
