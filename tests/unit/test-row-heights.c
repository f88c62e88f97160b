/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/kl-row-heights.h"

/* Heights beside a plain array that is added up anew each time. */

#define N_ROUNDS 2000
#define N_MOST 300

static void
check (const KlRowHeights *heights, const GArray *plain, GRand *random)
{
  const guint n = plain->len;
  double top = 0, tops[N_MOST + 1];
  guint from, found;
  double y;

  g_assert_cmpuint (kl_row_heights_get_length (heights), ==, n);
  for (guint i = 0; i < n; i++)
    {
      const int known = g_array_index (plain, int, i);
      const int height = kl_row_heights_get (heights, i);

      g_assert_cmpint (height, >, 0);
      if (known != 0)
        g_assert_cmpint (height, ==, known);
      tops[i] = top;
      g_assert_cmpfloat (kl_row_heights_get_top (heights, i), ==, top);
      top += height;
    }
  g_assert_cmpfloat (kl_row_heights_get_top (heights, n), ==, top);
  if (n == 0)
    return;

  tops[n] = top;
  from = (guint) g_rand_int_range (random, 0, (int) n);
  y = g_rand_double_range (random, -100, top + 100);
  top = tops[from];
  found = kl_row_heights_walk (heights, from, &top, y);
  g_assert_cmpfloat (top, ==, tops[found]);
  if (found > 0)
    g_assert_cmpfloat (top, <=, y);
  if (found + 1 < n)
    g_assert_cmpfloat (tops[found + 1], >, y);
}

static void
test_random (void)
{
  g_autoptr (KlRowHeights) heights = kl_row_heights_new ();
  g_autoptr (GArray) plain = g_array_new (FALSE, TRUE, sizeof (int));
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  static const int unknown[N_MOST] = { 0 };

  for (int round = 0; round < N_ROUNDS; round++)
    {
      const guint n = plain->len;
      const guint at = (guint) g_rand_int_range (random, 0, (int) n + 1);

      if (g_rand_boolean (random) && at < n)
        {
          const int height = g_rand_int_range (random, 1, 500);

          kl_row_heights_set (heights, at, height, g_rand_boolean (random));
          g_array_index (plain, int, at) = height;
        }
      else
        {
          const guint n_removed = (guint) g_rand_int_range (random, 0, (int) (n - at) + 1) / 2;
          const guint most = MIN (N_MOST - n + n_removed, 9);
          const guint n_added = (guint) g_rand_int_range (random, 0, (int) most + 1);

          kl_row_heights_splice (heights, at, n_removed, n_added);
          if (n_removed > 0)
            g_array_remove_range (plain, at, n_removed);
          g_array_insert_vals (plain, at, unknown, n_added);
        }
      check (heights, plain, random);
    }
}

/* What is not known is as the typical ones are; one that is unlike them does not count. */
static void
test_guess (void)
{
  g_autoptr (KlRowHeights) heights = kl_row_heights_new ();

  kl_row_heights_splice (heights, 0, 0, 10);
  kl_row_heights_set (heights, 0, 700, FALSE);
  kl_row_heights_set (heights, 1, 40, TRUE);
  kl_row_heights_set (heights, 2, 60, TRUE);
  g_assert_cmpint (kl_row_heights_get (heights, 5), ==, 50);
  g_assert_cmpfloat (kl_row_heights_get_top (heights, 10), ==, 700 + 40 + 60 + 7 * 50);

  /* A row that has no height is still somewhere. */
  kl_row_heights_set (heights, 3, 0, TRUE);
  g_assert_cmpint (kl_row_heights_get (heights, 3), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/row-heights/random", test_random);
  g_test_add_func ("/row-heights/guess", test_guess);

  return g_test_run ();
}
