/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlWheel:
 * @x: its middle
 * @y: its middle
 * @core: the radius of what stands in the middle
 * @radius: of the rim
 * @n_sectors: how many pieces it is cut in, clockwise
 * @n_rings: how many rings there are between @core and @radius
 * @turn: radians from the top to the middle of the first piece
 *
 * A wheel of pieces and rings, the same on screen and on paper.
 */
typedef struct
{
  double x;
  double y;
  double core;
  double radius;
  guint n_sectors;
  guint n_rings;
  double turn;
} KlWheel;

/**
 * KlWheelCell:
 * @inner: radius
 * @outer: radius
 * @from: radians, clockwise from the right
 * @to: radians, more than @from
 *
 * What a ring leaves of a piece.
 */
typedef struct
{
  double inner;
  double outer;
  double from;
  double to;
} KlWheelCell;

/**
 * KlWheelLabel:
 * @x: where the words begin, have their middle or end
 * @y: their bottom, middle or top
 * @across: -1 ends at @x, 0 has its middle there, 1 begins there
 * @down: -1 stands above @y, 0 has its middle there, 1 stands below
 */
typedef struct
{
  double x;
  double y;
  int across;
  int down;
} KlWheelLabel;

double kl_wheel_get_ring_radius (const KlWheel *wheel, guint ring);
void kl_wheel_get_cell (const KlWheel *wheel, guint sector, guint ring, KlWheelCell *cell);
void
kl_wheel_get_cell_middle (const KlWheel *wheel, guint sector, guint ring, double *x, double *y);
void kl_wheel_get_label (const KlWheel *wheel, guint sector, double gap, KlWheelLabel *label);
gboolean kl_wheel_find_cell (const KlWheel *wheel, double x, double y, guint *sector, guint *ring);

G_END_DECLS
