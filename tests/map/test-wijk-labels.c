/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/kl-wijk-labels.h"

#include <string.h>

#define N_ROUNDS 300

/* Auxiliary functions */

static double
get_overlap (const KlBox *a, const KlBox *b)
{
  const double width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  const double height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > 0 && height > 0 ? width * height : 0;
}

static KlWijkLabel *
make_labels (guint n, double size)
{
  KlWijkLabel *labels = g_new0 (KlWijkLabel, n);

  for (guint i = 0; i < n; i++)
    {
      const gboolean area = i % 10 == 9;

      labels[i] = (KlWijkLabel) {
        .x = g_test_rand_double () * size,
        .y = g_test_rand_double () * size,
        .half_width = area ? 0 : 16,
        .half_height = area ? 0 : 16,
        .width = 40 + g_test_rand_double () * 100,
        .height = i % 7 == 0 ? 32 : 17,
        .taken = -1,
      };
    }

  return labels;
}

static void
assert_apart (const KlWijkLabel *labels, guint n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n && !labels[i].hidden; j++)
      if (!labels[j].hidden)
        g_assert_cmpfloat (get_overlap (&labels[i].box, &labels[j].box), ==, 0);
}

static guint
count_shown (const KlWijkLabel *labels, guint n)
{
  guint shown = 0;

  for (guint i = 0; i < n; i++)
    shown += !labels[i].hidden;
  return shown;
}

/* Cases */

/* Whatever the map, no name lies over another or over much of a mark. */
static void
test_apart (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n = (guint) g_test_rand_int_range (1, 160);
      g_autofree KlWijkLabel *labels = make_labels (n, 300 + round * 4);

      kl_wijk_place_labels (labels, n);
      assert_apart (labels, n);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n && !labels[i].hidden; j++)
          {
            const KlBox mark = { labels[j].x - labels[j].half_width,
                                 labels[j].y - labels[j].half_height, 2 * labels[j].half_width,
                                 2 * labels[j].half_height };

            if (i != j)
              g_assert_cmpfloat (get_overlap (&labels[i].box, &mark), <=,
                                 labels[i].width * labels[i].height * .061);
          }
    }
}

/* Where there is room, all are shown: twenty on a map of a usual size. */
static void
test_room (void)
{
  guint n_shown = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree KlWijkLabel *labels = make_labels (20, 900);

      kl_wijk_place_labels (labels, 20);
      n_shown += count_shown (labels, 20);
    }
  g_assert_cmpuint (n_shown, >, N_ROUNDS * 20 * 97 / 100);
}

static void
test_alone (void)
{
  KlWijkLabel label = {
    .x = 100, .y = 100, .half_width = 10, .half_height = 10, .width = 50, .height = 16, .taken = -1
  };

  kl_wijk_place_labels (NULL, 0);
  kl_wijk_place_labels (&label, 1);
  g_assert_false (label.hidden);
  g_assert_cmpfloat (label.box.x, >, 110);
  g_assert_cmpfloat (label.box.y, ==, 92);
}

/* The first chooses first: where only one fits, it is the one. */
static void
test_rank (void)
{
  KlWijkLabel labels[6];

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    labels[i] = (KlWijkLabel) { .x = 100 + i,
                                .y = 100,
                                .half_width = 10,
                                .half_height = 10,
                                .width = 300,
                                .height = 200,
                                .taken = -1 };
  kl_wijk_place_labels (labels, G_N_ELEMENTS (labels));
  g_assert_false (labels[0].hidden);
  assert_apart (labels, G_N_ELEMENTS (labels));
}

/* Names stay where they are when the map is a hair closer. */
static void
test_steady (void)
{
  guint n_moved = 0, n_all = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n = 60;
      g_autofree KlWijkLabel *labels = make_labels (n, 900);
      g_autofree int *before = g_new (int, n);

      kl_wijk_place_labels (labels, n);
      for (guint i = 0; i < n; i++)
        {
          before[i] = labels[i].taken;
          labels[i].x *= 1.01;
          labels[i].y *= 1.01;
        }
      kl_wijk_place_labels (labels, n);
      for (guint i = 0; i < n; i++)
        n_moved += before[i] != labels[i].taken;
      n_all += n;
    }
  g_assert_cmpuint (n_moved, <, n_all / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wijk-labels/apart", test_apart);
  g_test_add_func ("/wijk-labels/room", test_room);
  g_test_add_func ("/wijk-labels/alone", test_alone);
  g_test_add_func ("/wijk-labels/rank", test_rank);
  g_test_add_func ("/wijk-labels/steady", test_steady);

  return g_test_run ();
}
