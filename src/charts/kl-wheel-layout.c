/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wheel-layout.h"

#include <math.h>

/* So near to straight up or straight aside words are centred on the piece. */
#define NEAR_TOP 0.3
#define NEAR_SIDE 0.5

static double
get_step (const KlWheel *wheel)
{
  return 2 * G_PI / wheel->n_sectors;
}

/**
 * kl_wheel_get_ring_radius:
 * @wheel: a wheel
 * @ring: a ring from the middle outwards, or how many of them
 *
 * Returns: where it begins; for %n_rings the rim
 */
double
kl_wheel_get_ring_radius (const KlWheel *wheel, guint ring)
{
  g_return_val_if_fail (wheel != NULL && wheel->n_rings > 0, 0);

  return wheel->core + (wheel->radius - wheel->core) * ring / wheel->n_rings;
}

/**
 * kl_wheel_get_cell:
 * @wheel: a wheel
 * @sector: one of its pieces
 * @ring: one of its rings, from the middle
 * @cell: (out): where they meet
 */
void
kl_wheel_get_cell (const KlWheel *wheel, guint sector, guint ring, KlWheelCell *cell)
{
  const double middle = wheel->turn - G_PI_2 + sector * get_step (wheel);

  cell->inner = kl_wheel_get_ring_radius (wheel, ring);
  cell->outer = kl_wheel_get_ring_radius (wheel, ring + 1);
  cell->from = middle - get_step (wheel) / 2;
  cell->to = middle + get_step (wheel) / 2;
}

/**
 * kl_wheel_get_cell_middle:
 * @wheel: a wheel
 * @sector: one of its pieces
 * @ring: one of its rings, from the middle
 * @x: (out): where a number stands in it
 * @y: (out): where a number stands in it
 */
void
kl_wheel_get_cell_middle (const KlWheel *wheel, guint sector, guint ring, double *x, double *y)
{
  KlWheelCell cell;

  kl_wheel_get_cell (wheel, sector, ring, &cell);
  *x = wheel->x + (cell.inner + cell.outer) / 2 * cos ((cell.from + cell.to) / 2);
  *y = wheel->y + (cell.inner + cell.outer) / 2 * sin ((cell.from + cell.to) / 2);
}

/**
 * kl_wheel_get_label:
 * @wheel: a wheel
 * @sector: one of its pieces
 * @gap: how far words stay away from the rim
 * @label: (out): where its words stand
 */
void
kl_wheel_get_label (const KlWheel *wheel, guint sector, double gap, KlWheelLabel *label)
{
  const double angle = wheel->turn + sector * get_step (wheel);
  const double across = sin (angle);
  const double down = -cos (angle);

  label->across = fabs (across) < NEAR_TOP ? 0 : (across > 0 ? 1 : -1);
  label->down = fabs (down) < NEAR_SIDE ? 0 : (down > 0 ? 1 : -1);
  label->x = wheel->x + (wheel->radius + gap) * across;
  /* Words beside the wheel may begin below its top: the rim is on its way down there. */
  label->y = wheel->y + (wheel->radius + (label->across == 0 ? gap : 0)) * down;
}

/**
 * kl_wheel_find_cell:
 * @wheel: a wheel
 * @x: a place
 * @y: a place
 * @sector: (out): the piece that it is in
 * @ring: (out): the ring that it is in
 *
 * Returns: whether it is in one
 */
gboolean
kl_wheel_find_cell (const KlWheel *wheel, double x, double y, guint *sector, guint *ring)
{
  const double distance = hypot (x - wheel->x, y - wheel->y);
  double angle = atan2 (y - wheel->y, x - wheel->x) + G_PI_2 - wheel->turn + get_step (wheel) / 2;

  if (distance < wheel->core || distance >= wheel->radius)
    return FALSE;

  angle = fmod (angle + 4 * G_PI, 2 * G_PI);
  *sector = MIN ((guint) (angle / get_step (wheel)), wheel->n_sectors - 1);
  *ring = MIN ((guint) ((distance - wheel->core) / (wheel->radius - wheel->core) * wheel->n_rings),
               wheel->n_rings - 1);
  return TRUE;
}
