/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/kl-wheel-layout.h"

#include <math.h>

/* Where the pieces of a wheel and their words stand. */

static const KlWheel paper = { .x = 100,
                               .y = 100,
                               .core = 10,
                               .radius = 60,
                               .n_sectors = 8,
                               .n_rings = 5 };

static void
test_rings (void)
{
  static const double radii[] = { 10, 20, 30, 40, 50, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    g_assert_cmpfloat_with_epsilon (kl_wheel_get_ring_radius (&paper, i), radii[i], 1e-9);
}

/* Every cell is found at its middle, however the wheel is turned. */
static void
test_cells (void)
{
  for (int turn = 0; turn < 8; turn++)
    {
      KlWheel wheel = paper;

      wheel.turn = turn * G_PI / 8;
      for (guint sector = 0; sector < wheel.n_sectors; sector++)
        for (guint ring = 0; ring < wheel.n_rings; ring++)
          {
            guint found_sector = 99, found_ring = 99;
            double x, y;

            kl_wheel_get_cell_middle (&wheel, sector, ring, &x, &y);
            g_assert_true (kl_wheel_find_cell (&wheel, x, y, &found_sector, &found_ring));
            g_assert_cmpuint (found_sector, ==, sector);
            g_assert_cmpuint (found_ring, ==, ring);
          }
    }
}

static void
test_outside (void)
{
  static const struct
  {
    double x, y;
    gboolean inside;
  } rows[] = {
    { 100, 100, FALSE }, { 109, 100, FALSE }, { 111, 100, TRUE },
    { 100, 41, TRUE },   { 100, 39, FALSE },  { 150, 150, FALSE },
  };
  guint sector, ring;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kl_wheel_find_cell (&paper, rows[i].x, rows[i].y, &sector, &ring), ==,
                     rows[i].inside);
}

/* The first piece stands at the top; the pieces follow each other with the clock. */
static void
test_labels (void)
{
  static const struct
  {
    int across, down;
  } rows[] = {
    { 0, -1 }, { 1, -1 }, { 1, 0 }, { 1, 1 }, { 0, 1 }, { -1, 1 }, { -1, 0 }, { -1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KlWheelLabel label;

      kl_wheel_get_label (&paper, i, 5, &label);
      g_assert_cmpint (label.across, ==, rows[i].across);
      g_assert_cmpint (label.down, ==, rows[i].down);
      /* Words never stand on the wheel. */
      g_assert_cmpfloat (hypot (label.x - paper.x, label.y - paper.y), >=, paper.radius);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wheel-layout/rings", test_rings);
  g_test_add_func ("/wheel-layout/cells", test_cells);
  g_test_add_func ("/wheel-layout/outside", test_outside);
  g_test_add_func ("/wheel-layout/labels", test_labels);

  return g_test_run ();
}
