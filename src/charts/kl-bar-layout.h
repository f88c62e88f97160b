/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-box.h"

G_BEGIN_DECLS

/* Days since contact against the norm of the school. */
typedef enum
{
  KL_GAUGE_GOOD, /* up to two days before the norm */
  KL_GAUGE_NEAR, /* the two days up to the norm itself */
  KL_GAUGE_OVER, /* past the norm */
} KlGaugeLevel;

typedef struct
{
  KlGaugeLevel level;
  KlBox track;
  KlBox fill;
  KlBox tick; /* the norm */
} KlGaugeLayout;

/* An amount against what was allotted. */
typedef struct
{
  KlBox track;
  KlBox fill; /* up to what was allotted */
  KlBox over; /* beyond it; width 0 when there is none */
  KlBox tick; /* what was allotted; width 0 when nothing was */
} KlBulletLayout;

typedef struct
{
  KlBox slot; /* the whole column, to point at */
  KlBox in;
  KlBox out;
} KlFlowColumn;

typedef struct
{
  double baseline;
  double bar_width;
} KlFlowLayout;

KlGaugeLevel kl_gauge_get_level (int days, int norm);
void kl_gauge_layout (KlGaugeLayout *layout,
                      const KlBox *area,
                      int days,
                      int norm,
                      double tick_width,
                      double tick_height);
void kl_bullet_layout (KlBulletLayout *layout,
                       const KlBox *area,
                       double value,
                       double allotted,
                       double maximum,
                       double bar_height,
                       double tick_width);
void kl_segments_layout (KlBox *boxes, guint n_boxes, const KlBox *area, double gap);
void kl_flow_layout (KlFlowLayout *layout,
                     KlFlowColumn *columns,
                     const guint *in,
                     const guint *out,
                     guint n_columns,
                     const KlBox *area,
                     double bar_width,
                     double label_height);
void kl_ruler_layout (KlBox *boxes,
                      KlBox *free_box,
                      const guint *minutes,
                      guint n_items,
                      guint total_minutes,
                      const KlBox *area,
                      double gap,
                      double min_width);

G_END_DECLS
