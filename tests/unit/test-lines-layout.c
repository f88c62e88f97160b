/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charts/kl-lines-layout.h"

#include <math.h>

#include "lines-network.h"

#define N_NETWORKS 1000

static const KlLinesPartner *
get_partners (GArray *partners)
{
  return (const KlLinesPartner *) (gpointer) partners->data;
}

static const KlLinesSpot *
get_spot (const KlLinesLayout *layout, guint position)
{
  return &g_array_index (layout->spots, KlLinesSpot, position);
}

static guint
pick_size (guint seed)
{
  static const guint sizes[] = { 1, 2, 5, 8, 10, 12, 16, 16, 20, 20, 24, 28, 29, 40, 60, 120 };

  return sizes[seed % G_N_ELEMENTS (sizes)];
}

static KlLinesFrame
pick_frame (guint seed)
{
  static const KlLinesSize sizes[] = { { 856, 767 }, { 984, 667 }, { 1200, 900 }, { 700, 760 } };
  const KlLinesSize *size = &sizes[seed / 16 % G_N_ELEMENTS (sizes)];

  return kl_networks_get_frame (size->width, size->height);
}

/* A network with its plan and its drawing. */
typedef struct
{
  GArray *partners;
  KlLinesFrame frame;
  KlLinesPlan *plan;
  KlLinesLayout *layout;
} Drawing;

static void
draw (Drawing *drawing, guint seed, guint n_partners, gboolean search)
{
  g_autoptr (GArray) all = kl_networks_create (seed, n_partners);
  g_autofree guint *order = g_new (guint, n_partners + KL_LINES_N_SECTORS);

  drawing->partners = kl_lines_fold (get_partners (all), all->len, 0);
  kl_networks_measure (drawing->partners);
  drawing->frame = pick_frame (seed);
  for (guint i = 0; i < drawing->partners->len; i++)
    order[i] = i;
  drawing->plan = search ? kl_lines_plan_search (get_partners (drawing->partners),
                                                 drawing->partners->len, &drawing->frame)
                         : kl_lines_plan_new_slots (get_partners (drawing->partners),
                                                    drawing->partners->len, seed % 360, order);
  drawing->layout = kl_lines_layout_new (drawing->plan, get_partners (drawing->partners),
                                         drawing->partners->len, &drawing->frame, 0, NULL);
}

static void
clear (Drawing *drawing)
{
  g_array_unref (drawing->partners);
  kl_lines_plan_unref (drawing->plan);
  kl_lines_layout_free (drawing->layout);
}

/* What holds of every drawing */

static guint
check_labels (const KlLinesLayout *layout, const KlLinesFrame *frame)
{
  guint n_hidden = 0;

  for (guint i = 0; i < layout->spots->len; i++)
    {
      const KlLinesSpot *spot = get_spot (layout, i);
      const KlBox *box = &spot->label.box;

      if (!spot->label.shown)
        {
          n_hidden++;
          continue;
        }
      g_assert_cmpfloat (box->x, >=, 0);
      g_assert_cmpfloat (box->y, >=, 0);
      g_assert_cmpfloat (box->x + box->width, <=, frame->width);
      g_assert_cmpfloat (box->y + box->height, <=, frame->height);
      for (guint j = 0; j < i; j++)
        if (get_spot (layout, j)->label.shown)
          g_assert_false (kl_box_overlaps (box, &get_spot (layout, j)->label.box));
    }
  return n_hidden;
}

static void
check_order (const KlLinesLayout *layout, GArray *partners)
{
  for (guint i = 0; i < layout->spots->len; i++)
    for (guint j = 0; j < layout->spots->len; j++)
      {
        const KlLinesSpot *a = get_spot (layout, i), *b = get_spot (layout, j);
        const double first = get_partners (partners)[a->index].days;
        const double second = get_partners (partners)[b->index].days;

        if (a->ring != b->ring || first < 0 || second < 0)
          continue;
        if (first < second && first < 75)
          g_assert_cmpfloat (a->radius, <, b->radius);
        g_assert_cmpfloat (hypot (a->x - layout->center_x, a->y - layout->center_y), <,
                           a->radius + 1e-6);
      }
}

static void
check_sectors (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->layout->spots->len; i++)
    {
      const KlLinesSpot *spot = get_spot (drawing->layout, i);
      double start, width;

      g_assert_true (kl_lines_plan_get_sector (drawing->plan, spot->ring, &start, &width));
      g_assert_cmpfloat (fmod (spot->angle - start + 720, 360), <, width);
    }
}

static void
test_random_networks (void)
{
  guint n_drawn = 0, n_hidden = 0;

  for (guint seed = 0; seed < N_NETWORKS; seed++)
    {
      const guint size = pick_size (seed);
      Drawing drawing;
      guint hidden;

      draw (&drawing, seed, size, size <= 20 && seed / 16 % 5 == 0);
      g_assert_cmpuint (drawing.layout->spots->len, ==, drawing.partners->len);
      hidden = check_labels (drawing.layout, &drawing.frame);
      check_order (drawing.layout, drawing.partners);
      check_sectors (&drawing);
      if (size <= 20)
        {
          n_drawn += size;
          n_hidden += hidden;
        }
      clear (&drawing);
    }

  /* Up to twenty partners everybody is named. */
  g_test_message ("%u of %u labels without a place", n_hidden, n_drawn);
  g_assert_cmpuint (n_hidden, ==, 0);
}

/* One more partner: nobody turns and nobody moves by a tenth of the radius. */
static void
check_stable (guint seed)
{
  const guint size = pick_size (seed);
  Drawing drawing;
  g_autoptr (GArray) more = kl_networks_create (seed, size + 1);
  g_autoptr (GArray) folded = kl_lines_fold (get_partners (more), more->len, 0);
  g_autoptr (KlLinesPlan) plan = NULL;
  g_autoptr (KlLinesLayout) layout = NULL;

  draw (&drawing, seed, size, FALSE);
  kl_networks_measure (folded);
  g_assert_true (kl_lines_plan_serves (drawing.plan, get_partners (folded), folded->len)
                 || size == 28);
  plan = kl_lines_plan_extend (drawing.plan, get_partners (folded), folded->len);
  layout = kl_lines_layout_new (plan, get_partners (folded), folded->len, &drawing.frame, 0,
                                drawing.layout);
  g_assert_cmpuint (layout->spots->len, ==, folded->len);
  check_labels (layout, &drawing.frame);
  for (guint i = 0; i < layout->spots->len; i++)
    {
      const KlLinesSpot *after = get_spot (layout, i);
      const KlLinesSpot *before = kl_lines_layout_find (drawing.layout, after->id);
      double start, width;

      g_assert_true (kl_lines_plan_get_sector (plan, after->ring, &start, &width));
      g_assert_cmpfloat (fmod (after->angle - start + 720, 360), <=, width);
      if (before == NULL)
        continue;
      g_assert_cmpfloat_with_epsilon (before->angle, after->angle, 1e-9);
      g_assert_cmpfloat (hypot (before->x - after->x, before->y - after->y), <, layout->outer / 10);
    }
  clear (&drawing);
}

static void
test_stable (void)
{
  for (guint seed = 0; seed < N_NETWORKS; seed++)
    check_stable (seed);
}

/* From one to forty, one at a time: nobody stands on another and sectors keep to themselves. */
static void
test_growing (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (GArray) partners = kl_networks_create (seed, 40);
      const guint order[] = { 0 };
      g_autoptr (KlLinesPlan) plan =
        kl_lines_plan_new_slots (get_partners (partners), 1, seed * 9, order);
      double total = 0, start, width, first, second;

      for (guint n = 2; n <= partners->len; n++)
        {
          KlLinesPlan *extended = kl_lines_plan_extend (plan, get_partners (partners), n);

          kl_lines_plan_unref (plan);
          plan = extended;
        }
      for (guint i = 0; i < partners->len; i++)
        for (guint j = 0; j < i; j++)
          {
            g_assert_true (kl_lines_plan_get_angle (plan, 1 + i, &first));
            g_assert_true (kl_lines_plan_get_angle (plan, 1 + j, &second));
            g_assert_cmpfloat (fabs (fmod (first - second + 540, 360) - 180), >, .3);
          }
      for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
        if (kl_lines_plan_get_sector (plan, ring, &start, &width))
          total += width;
      g_assert_cmpfloat_with_epsilon (total, 360, 1e-6);
    }
}

/* A label stays where it is while that is as good. */
static void
test_steady_labels (void)
{
  guint n_moved = 0, n_all = 0;

  for (guint seed = 0; seed < 100; seed++)
    {
      Drawing drawing;
      g_autoptr (KlLinesLayout) again = NULL;

      draw (&drawing, seed, 16, FALSE);
      again = kl_lines_layout_new (drawing.plan, get_partners (drawing.partners),
                                   drawing.partners->len, &drawing.frame, 0, drawing.layout);
      for (guint i = 0; i < again->spots->len; i++, n_all++)
        n_moved +=
          get_spot (again, i)->label.candidate != get_spot (drawing.layout, i)->label.candidate;
      clear (&drawing);
    }
  g_assert_cmpuint (n_moved * 20, <, n_all);
}

static void
test_scale (void)
{
  const KlLinesFrame frame = kl_networks_get_frame (856, 766);
  static const double radii[] = { 183, 223, 272, 320 };

  for (guint i = 0; i < KL_LINES_N_RINGS; i++)
    g_assert_cmpfloat_with_epsilon (kl_lines_frame_get_radius (&frame, kl_lines_ring_get_days (i)),
                                    radii[i], 1);
  g_assert_cmpfloat_with_epsilon (kl_lines_frame_get_radius (&frame, 0), 94, .1);
  g_assert_cmpfloat_with_epsilon (kl_lines_frame_get_radius (&frame, 75), 336, .1);
  g_assert_cmpfloat_with_epsilon (kl_lines_frame_get_radius (&frame, 500), 336, .1);
  g_assert_cmpfloat_with_epsilon (kl_lines_frame_get_radius (&frame, -1), 336, .1);
  g_assert_cmpfloat_with_epsilon (kl_lines_get_line_width (4), 4.2, .01);
}

/* What is under the pointer stays there, and zooming out ends with everything in view. */
static void
test_zoom (void)
{
  KlLinesFrame frame = kl_networks_get_frame (856, 766);
  const double days = 12, angle = .8;
  double x = 428 + cos (angle) * kl_lines_frame_get_radius (&frame, days);
  double y = 383 + sin (angle) * kl_lines_frame_get_radius (&frame, days);

  kl_lines_frame_zoom_at (&frame, 2.5, x, y);
  g_assert_cmpfloat (frame.zoom, ==, 2.5);
  g_assert_cmpfloat_with_epsilon (428 + frame.pan_x
                                    + cos (angle) * kl_lines_frame_get_radius (&frame, days),
                                  x, 1e-6);
  g_assert_cmpfloat_with_epsilon (383 + frame.pan_y
                                    + sin (angle) * kl_lines_frame_get_radius (&frame, days),
                                  y, 1e-6);
  kl_lines_frame_zoom_at (&frame, .2, 10, 10);
  g_assert_cmpfloat (frame.zoom, ==, 1);
  g_assert_cmpfloat (frame.pan_x, ==, 0);
  kl_lines_frame_zoom_at (&frame, 100, 0, 0);
  g_assert_cmpfloat (frame.zoom, <=, 8);
}

static void
test_fold (void)
{
  g_autoptr (GArray) partners = kl_networks_create (3, 40);
  g_autoptr (GArray) few = kl_lines_fold (get_partners (partners), 28, 0);
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) kept = NULL;
  guint n_asked = 0, n_nodes = 0;
  gint64 quiet_id = 0;

  g_assert_cmpuint (few->len, ==, 28);
  for (guint i = 0; i < partners->len; i++)
    {
      const KlLinesPartner *partner = &get_partners (partners)[i];

      n_asked += partner->n_referrals > 0;
      if (partner->n_referrals == 0)
        quiet_id = partner->id;
    }
  all = kl_lines_fold (get_partners (partners), partners->len, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const KlLinesPartner *partner = &get_partners (all)[i];

      if (partner->id < 0)
        {
          n_nodes++;
          g_assert_cmpint (kl_lines_fold_get_ring (partner->id), ==, partner->ring);
        }
      else
        g_assert_cmpuint (partner->n_referrals, >, 0);
    }
  g_assert_cmpuint (all->len, ==, n_asked + n_nodes);

  /* The one that is looked at does not go away. */
  kept = kl_lines_fold (get_partners (partners), partners->len, quiet_id);
  for (guint i = 0; i < kept->len; i++)
    if (get_partners (kept)[i].id == quiet_id)
      return;
  g_assert_not_reached ();
}

static void
test_text (void)
{
  static const char *const broken[] = {
    "",
    "1",
    "2;0:0:360;",
    "1;0:0:300;",
    "1;0:0:360;x",
    "1;0:0:360;1:9:0",
    "1;0:0:nan;1:0:0",
    "1;0:0:360;5:0:10,5:0:20",
    "1;9:0:360;",
  };
  Drawing drawing;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (KlLinesPlan) plan = NULL;

  draw (&drawing, 7, 16, FALSE);
  text = kl_lines_plan_to_string (drawing.plan);
  plan = kl_lines_plan_parse (text);
  g_assert_nonnull (plan);
  again = kl_lines_plan_to_string (plan);
  g_assert_cmpstr (text, ==, again);
  for (guint i = 0; i < drawing.partners->len; i++)
    {
      double before, after;

      g_assert_true (kl_lines_plan_get_angle (plan, 1 + i, &after));
      g_assert_true (kl_lines_plan_get_angle (drawing.plan, 1 + i, &before));
      g_assert_cmpfloat_with_epsilon (before, after, .001);
    }
  g_assert_null (kl_lines_plan_parse (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    g_assert_null (kl_lines_plan_parse (broken[i]));
  clear (&drawing);
}

static void
test_empty (void)
{
  const KlLinesFrame frame = kl_networks_get_frame (300, 200);
  g_autoptr (KlLinesPlan) plan = kl_lines_plan_search (NULL, 0, &frame);
  g_autoptr (KlLinesLayout) layout = kl_lines_layout_new (plan, NULL, 0, &frame, 0, NULL);
  g_autoptr (GArray) one = kl_networks_create (1, 1);

  g_assert_cmpuint (layout->spots->len, ==, 0);
  g_assert_false (kl_lines_plan_serves (NULL, get_partners (one), 1));
  g_assert_true (kl_lines_plan_serves (plan, get_partners (one), 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lines-layout/random-networks", test_random_networks);
  g_test_add_func ("/lines-layout/stable", test_stable);
  g_test_add_func ("/lines-layout/growing", test_growing);
  g_test_add_func ("/lines-layout/steady-labels", test_steady_labels);
  g_test_add_func ("/lines-layout/scale", test_scale);
  g_test_add_func ("/lines-layout/zoom", test_zoom);
  g_test_add_func ("/lines-layout/fold", test_fold);
  g_test_add_func ("/lines-layout/text", test_text);
  g_test_add_func ("/lines-layout/empty", test_empty);

  return g_test_run ();
}
