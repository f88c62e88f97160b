/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-labels.h"

#include <math.h>

/*
 * Each text has eight places about what it names and takes the cheapest, given where the
 * others stand; five passes, since what one takes changes what is cheap for another. What
 * still lies over something then goes: a text on another is worse than none.
 *
 * libshumate lays out the symbols of vector tiles alone, and hides what collides without
 * trying another place.
 */

#define N_PLACES 8
#define N_PASSES 5
#define GAP 3.0
#define ROOM 2.0 /* between two texts */

#define COST_LABEL 6.0 /* a square pixel of another text */
#define COST_MARK 4.0  /* a square pixel of a mark */
#define COST_MOVED 6.0 /* elsewhere than before */

typedef struct
{
  double x; /* -1 left, 1 right */
  double y; /* -1 above, 1 below */
  double cost;
} Place;

/* To the right is read first. */
static const Place places[N_PLACES] = {
  { 1, 0, 0 },  { -1, 0, 8 },  { 0, 1, 10 },  { 0, -1, 14 },
  { 1, 1, 18 }, { 1, -1, 20 }, { -1, 1, 22 }, { -1, -1, 24 },
};

/* Auxiliary functions */

static double
get_overlap (const KlBox *a, const KlBox *b)
{
  const double width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  const double height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > 0 && height > 0 ? width * height : 0;
}

static KlBox
get_mark (const KlWijkLabel *label)
{
  return (KlBox) { label->x - label->half_width, label->y - label->half_height,
                   2 * label->half_width, 2 * label->half_height };
}

/* The name of an area stands in its middle, or a little above or below it. */
static KlBox
get_box (const KlWijkLabel *label, guint place)
{
  KlBox box = { 0, 0, label->width, label->height };
  const double side = places[place].x, level = places[place].y;

  if (label->half_width <= 0)
    {
      box.x = label->x - label->width / 2 + side * label->width / 3;
      box.y = label->y - label->height / 2 + level * label->height * 1.2;
      return box;
    }

  box.x = label->x + side * (label->half_width + GAP) + (side - 1) / 2 * label->width;
  box.y = label->y + level * (label->half_height + GAP) + (level - 1) / 2 * label->height;
  /* At a corner it comes nearer, as marks are round. */
  if (side != 0 && level != 0)
    box.y -= level * label->half_height / 2;
  return box;
}

static KlBox
grow (const KlBox *box)
{
  return (KlBox) { box->x - ROOM, box->y - ROOM, box->width + 2 * ROOM, box->height + 2 * ROOM };
}

static double
get_place_cost (const KlWijkLabel *label, guint place)
{
  /* An area is named in its middle first. */
  if (label->half_width <= 0)
    return place == 2 ? 0 : places[place].cost + 4;

  return places[place].cost;
}

/* All that another text can ever cover, with its mark. */
static KlBox
get_reach (const KlWijkLabel *label)
{
  const double x = label->half_width + GAP + label->width + ROOM;
  const double y = label->half_height + GAP + label->height * 1.8 + ROOM;

  return (KlBox) { label->x - x, label->y - y, 2 * x, 2 * y };
}

static GArray **
find_neighbours (const KlWijkLabel *labels, guint n_labels)
{
  GArray **near = g_new (GArray *, n_labels);

  for (guint i = 0; i < n_labels; i++)
    near[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_labels; i++)
    {
      const KlBox reach = get_reach (&labels[i]);

      for (guint j = i + 1; j < n_labels; j++)
        {
          const KlBox other = get_reach (&labels[j]);

          if (!kl_box_overlaps (&reach, &other))
            continue;
          g_array_append_val (near[i], j);
          g_array_append_val (near[j], i);
        }
    }

  return near;
}

static double
get_cost (const KlWijkLabel *labels, guint i, guint place, int before, const GArray *near)
{
  const KlBox box = get_box (&labels[i], place);
  const KlBox grown = grow (&box);
  double cost = get_place_cost (&labels[i], place);

  if (before >= 0 && before != (int) place)
    cost += COST_MOVED;
  for (guint k = 0; k < near->len; k++)
    {
      const KlWijkLabel *other = &labels[g_array_index (near, guint, k)];
      const KlBox mark = get_mark (other);

      cost += COST_MARK * get_overlap (&box, &mark);
      if (other->taken >= 0)
        cost += COST_LABEL * get_overlap (&grown, &other->box);
    }

  return cost;
}

static gboolean
choose (KlWijkLabel *labels, guint i, int before, const GArray *near)
{
  double least = G_MAXDOUBLE;
  int best = 0;

  for (guint place = 0; place < N_PLACES; place++)
    {
      const double cost = get_cost (labels, i, place, before, near);

      if (cost < least)
        {
          least = cost;
          best = (int) place;
        }
    }
  if (labels[i].taken == best)
    return FALSE;

  labels[i].taken = best;
  labels[i].box = get_box (&labels[i], (guint) best);
  return TRUE;
}

/* Of two that lie over one another the first stays; nothing covers a mark by much. */
static void
hide_colliding (KlWijkLabel *labels, guint n_labels, GArray **near)
{
  for (guint i = 0; i < n_labels; i++)
    {
      const double allowed = labels[i].width * labels[i].height * .06;
      double covered = 0;

      labels[i].hidden = FALSE;
      for (guint k = 0; k < near[i]->len; k++)
        {
          const guint j = g_array_index (near[i], guint, k);
          const KlBox mark = get_mark (&labels[j]);

          covered += get_overlap (&labels[i].box, &mark);
          if (j < i && !labels[j].hidden && get_overlap (&labels[i].box, &labels[j].box) > 0)
            labels[i].hidden = TRUE;
        }
      labels[i].hidden = labels[i].hidden || covered > allowed;
    }
}

static gboolean
is_free (const KlWijkLabel *labels, const KlBox *box, const GArray *near)
{
  const KlBox grown = grow (box);

  for (guint k = 0; k < near->len; k++)
    {
      const KlWijkLabel *other = &labels[g_array_index (near, guint, k)];
      const KlBox mark = get_mark (other);

      if (kl_box_overlaps (box, &mark) || (!other->hidden && kl_box_overlaps (&grown, &other->box)))
        return FALSE;
    }

  return TRUE;
}

/* Where others gave way there may be room after all. */
static void
show_again (KlWijkLabel *labels, guint n_labels, GArray **near)
{
  for (guint i = 0; i < n_labels; i++)
    for (guint place = 0; place < N_PLACES && labels[i].hidden; place++)
      {
        const KlBox box = get_box (&labels[i], place);

        if (!is_free (labels, &box, near[i]))
          continue;
        labels[i].hidden = FALSE;
        labels[i].taken = (int) place;
        labels[i].box = box;
      }
}

/* Public API */

/**
 * kl_wijk_place_labels:
 * @labels: (array length=n_labels): texts, those that matter most first
 * @n_labels: how many there are
 *
 * Gives every text a place, or hides it: none lies over another. A text stays where it was
 * before unless elsewhere is clearly better.
 */
void
kl_wijk_place_labels (KlWijkLabel *labels, guint n_labels)
{
  g_autofree int *before = g_new (int, n_labels);
  GArray **near;
  gboolean moved = TRUE;

  g_return_if_fail (labels != NULL || n_labels == 0);

  near = find_neighbours (labels, n_labels);
  for (guint i = 0; i < n_labels; i++)
    {
      before[i] = labels[i].taken;
      labels[i].taken = -1;
    }
  for (guint pass = 0; pass < N_PASSES && moved; pass++)
    {
      moved = FALSE;
      for (guint i = 0; i < n_labels; i++)
        moved |= choose (labels, i, before[i], near[i]);
    }
  hide_colliding (labels, n_labels, near);
  show_again (labels, n_labels, near);

  for (guint i = 0; i < n_labels; i++)
    g_array_unref (near[i]);
  g_free (near);
}

/**
 * kl_wijk_move_labels:
 * @labels: (array length=n_labels): texts that have a place
 * @n_labels: how many there are
 *
 * Takes every text along with what it names, in the same place about it.
 */
void
kl_wijk_move_labels (KlWijkLabel *labels, guint n_labels)
{
  g_return_if_fail (labels != NULL || n_labels == 0);

  for (guint i = 0; i < n_labels; i++)
    if (labels[i].taken >= 0)
      labels[i].box = get_box (&labels[i], (guint) labels[i].taken);
}
