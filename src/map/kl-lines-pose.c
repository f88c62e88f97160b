/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-pose.h"

#include <math.h>

/* Auxiliary functions */

static double
mix (double a, double b, double share)
{
  return a + (b - a) * share;
}

static double
mix_angles (double a, double b, double share)
{
  const double turn = fmod (b - a + 540, 360) - 180;

  return a + (turn < -180 ? turn + 360 : turn) * share;
}

/* What appears or goes away does so where it stands. */
static double
mix_radii (double a, double b, double share)
{
  if (a <= 0 || b <= 0)
    return share < 1 ? MAX (a, b) : b;
  return mix (a, b, share);
}

/* Public API */

/**
 * kl_lines_pose_mix:
 * @a: how it was
 * @b: how it will be
 * @share: how much of @b, from 0 to 1
 * @pose: (out): how it is in between
 */
void
kl_lines_pose_mix (const KlLinesPose *a, const KlLinesPose *b, double share, KlLinesPose *pose)
{
  pose->angle = mix_angles (a->angle, b->angle, share);
  pose->radius = mix (a->radius, b->radius, share);
  pose->half = mix (a->half, b->half, share);
  pose->tail = mix_radii (a->tail, b->tail, share);
  pose->before = mix_radii (a->before, b->before, share);
  pose->alpha = mix (a->alpha, b->alpha, share);
  pose->label_x = mix (a->label_x, b->label_x, share);
  pose->label_y = mix (a->label_y, b->label_y, share);
  pose->label_alpha = mix (a->label_alpha, b->label_alpha, share);
}
