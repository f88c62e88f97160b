/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-time-scale.h"
#include "model/kl-timeline-strip.h"

G_BEGIN_DECLS

/* A mark of a strip and where it stands. */
typedef struct
{
  KlMark mark;
  guint week;
  double x; /* middle; of a zorgteam the middle of the beam */
  double y;
} KlStripPlace;

KlTimeScale kl_strip_layout_get_scale (KlDate today, double x, double width);
GArray *kl_strip_layout_marks (const KlStrip *strip, const KlBox *area, double size_scale);

G_END_DECLS
