/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a partner is drawn at one moment of a transition. */
typedef struct
{
  double angle;
  double radius;
  double half;
  double tail;   /* radius of the longest wait, 0 for none */
  double before; /* radius on the day that is compared with, 0 for none */
  double alpha;
  double label_x; /* from the middle of the node */
  double label_y;
  double label_alpha;
} KlLinesPose;

void
kl_lines_pose_mix (const KlLinesPose *a, const KlLinesPose *b, double share, KlLinesPose *pose);

G_END_DECLS
