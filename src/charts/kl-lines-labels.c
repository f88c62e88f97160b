/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-labels.h"

#include <math.h>

/* No library places labels on a drawing without a map under it; libshumate hides what
 * collides. So each label tries a ring of places about its node and takes the cheapest, a few
 * times over, since what the others take changes what is cheap. */

#define N_DIRECTIONS 24
#define N_DIRECTIONS_DENSE 16
#define N_GAPS 3
#define N_GAPS_DENSE 2
#define N_GAPS_FAR 6
#define MAX_CANDIDATES (N_DIRECTIONS * (N_GAPS + N_GAPS_FAR))
#define N_PASSES 4

/* What a place costs; the weights of what lies there come with it. */
#define COST_TURN 10.0      /* a radian away from outward */
#define COST_SLANT 7.0      /* at a slant to the node */
#define COST_GAP 3.0        /* a pixel further than nearest */
#define COST_OUTSIDE 9000.0 /* beyond the canvas */
#define COST_SECTOR 120.0   /* in another sector */
#define COST_LABEL 6.0      /* a square pixel of another label */
#define COST_MOVED 14.0     /* elsewhere than before */
#define COST_HIDDEN 900.0
#define COST_FORBIDDEN 700.0 /* more than this is rather hidden, where that may be */

#define CANVAS_MARGIN 10.0
#define LABEL_MARGIN 5.0

/* A text stands beside its node when the node is that much to the side. */
#define SIDE_COSINE .3

static const double gaps[N_GAPS] = { 7, 15, 26 };
static const double gaps_dense[N_GAPS_DENSE] = { 5, 14 };
static const double gaps_far[N_GAPS_FAR] = { 42, 62, 86, 116, 152, 196 };

typedef struct
{
  KlBox box;
  float cost; /* without the other labels */
  float cosine;
  float gap;
} Candidate;

typedef struct
{
  Candidate *candidates;
  guint n_candidates;
  KlBox reach;  /* of all its candidates */
  int taken;    /* -1 while none */
  GArray *near; /* guint: whose reach touches this one */
} Choice;

/* Auxiliary functions */

static double
turn_between (double a, double b)
{
  double difference = fmod (fabs (a - b), 2 * G_PI);

  return difference > G_PI ? 2 * G_PI - difference : difference;
}

/* Whether a line passes by a box on one side: most do, and need not be clipped. */
static gboolean
passes_by (const KlLinesStroke *stroke, const KlBox *box)
{
  return MAX (stroke->x1, stroke->x2) <= box->x
         || MIN (stroke->x1, stroke->x2) >= box->x + box->width
         || MAX (stroke->y1, stroke->y2) <= box->y
         || MIN (stroke->y1, stroke->y2) >= box->y + box->height;
}

static double
get_overlap (const KlBox *a, const KlBox *b)
{
  const double width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  const double height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > 0 && height > 0 ? width * height : 0;
}

/* How much of a line lies in a box, after Liang and Barsky. */
static double
get_length_inside (const KlLinesStroke *stroke, const KlBox *box)
{
  const double dx = stroke->x2 - stroke->x1, dy = stroke->y2 - stroke->y1;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { stroke->x1 - box->x, box->x + box->width - stroke->x1, stroke->y1 - box->y,
                        box->y + box->height - stroke->y1 };
  double enter = 0, leave = 1;

  if (passes_by (stroke, box))
    return 0;

  for (int i = 0; i < 4; i++)
    {
      if (fabs (p[i]) < 1e-12)
        {
          if (q[i] < 0)
            return 0;
        }
      else if (p[i] < 0)
        enter = MAX (enter, q[i] / p[i]);
      else
        leave = MIN (leave, q[i] / p[i]);
    }
  return leave > enter ? (leave - enter) * hypot (dx, dy) : 0;
}

static KlBox
grow (const KlBox *box, double by)
{
  return (KlBox) { box->x - by, box->y - by, box->width + 2 * by, box->height + 2 * by };
}

static gboolean
is_on_canvas (const KlLinesFrame *frame, const KlBox *box)
{
  return box->x >= CANVAS_MARGIN && box->y >= CANVAS_MARGIN
         && box->x + box->width <= frame->width - CANVAS_MARGIN
         && box->y + box->height <= frame->height - CANVAS_MARGIN;
}

static gboolean
is_in_sector (const KlLinesGround *ground, const KlLinesSeeker *seeker, const KlBox *box)
{
  const double x = box->x + box->width / 2 - ground->center_x;
  const double y = box->y + box->height / 2 - ground->center_y;
  const double angle = fmod (atan2 (y, x) * 180 / G_PI - seeker->sector_start + 720, 360);

  return angle <= seeker->sector_width;
}

static void
fill_box (const KlLinesSeeker *seeker, double direction, Candidate *candidate)
{
  const double c = cos (direction), s = sin (direction);
  const double reach = seeker->half + candidate->gap;

  candidate->cosine = (float) c;
  candidate->box.width = seeker->width;
  candidate->box.height = seeker->height;
  candidate->box.x = seeker->x + c * reach + (c - 1) / 2 * seeker->width;
  candidate->box.y = seeker->y + s * reach + (s - 1) / 2 * seeker->height;
}

static double
get_place_cost (const KlLinesGround *ground,
                const KlLinesSeeker *seeker,
                const Candidate *candidate,
                double direction)
{
  double cost = COST_TURN * turn_between (direction, seeker->outward)
                + COST_SLANT * fabs (sin (2 * direction)) + COST_GAP * (candidate->gap - gaps[0]);

  if (!is_on_canvas (ground->frame, &candidate->box))
    cost += COST_OUTSIDE;
  if (!is_in_sector (ground, seeker, &candidate->box))
    cost += COST_SECTOR;
  return cost;
}

static void
fill_candidates (const KlLinesGround *ground,
                 const KlLinesSeeker *seeker,
                 Choice *choice,
                 const double *distances,
                 guint n_distances,
                 guint n_directions)
{
  for (guint g = 0; g < n_distances; g++)
    for (guint i = 0; i < n_directions; i++)
      {
        const double direction = 2 * G_PI * i / n_directions;
        Candidate *candidate = &choice->candidates[choice->n_candidates];

        candidate->gap = (float) distances[g];
        fill_box (seeker, direction, candidate);
        candidate->cost = (float) get_place_cost (ground, seeker, candidate, direction);
        if ((int) choice->n_candidates != seeker->before && seeker->before >= 0)
          candidate->cost += (float) COST_MOVED;
        choice->n_candidates++;
      }
}

static void
fill_reach (Choice *choice)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < choice->n_candidates; i++)
    {
      const KlBox *box = &choice->candidates[i].box;

      left = MIN (left, box->x);
      top = MIN (top, box->y);
      right = MAX (right, box->x + box->width);
      bottom = MAX (bottom, box->y + box->height);
    }
  choice->reach = (KlBox) { left, top, right - left, bottom - top };
  choice->reach = grow (&choice->reach, LABEL_MARGIN);
}

static void
add_obstacles (const KlLinesGround *ground, Choice *choice)
{
  for (guint i = 0; i < ground->n_obstacles; i++)
    {
      const KlLinesObstacle *obstacle = &ground->obstacles[i];

      if (!kl_box_overlaps (&obstacle->box, &choice->reach))
        continue;
      for (guint j = 0; j < choice->n_candidates; j++)
        choice->candidates[j].cost +=
          (float) (obstacle->weight * get_overlap (&obstacle->box, &choice->candidates[j].box));
    }
}

static void
add_strokes (const KlLinesGround *ground, Choice *choice, int owner)
{
  for (guint i = 0; i < ground->n_strokes; i++)
    {
      const KlLinesStroke *stroke = &ground->strokes[i];
      const double weight = stroke->owner == owner ? stroke->weight * 40 / 12 : stroke->weight;

      if (get_length_inside (stroke, &choice->reach) == 0)
        continue;
      for (guint j = 0; j < choice->n_candidates; j++)
        choice->candidates[j].cost +=
          (float) (weight * get_length_inside (stroke, &choice->candidates[j].box));
    }
}

static void
fill_choice (const KlLinesGround *ground, const KlLinesSeeker *seeker, Choice *choice, int owner)
{
  choice->candidates = g_new (Candidate, MAX_CANDIDATES);
  choice->taken = -1;
  if (ground->dense)
    fill_candidates (ground, seeker, choice, gaps_dense, N_GAPS_DENSE, N_DIRECTIONS_DENSE);
  else
    fill_candidates (ground, seeker, choice, gaps, N_GAPS, N_DIRECTIONS);
  fill_reach (choice);
  add_obstacles (ground, choice);
  add_strokes (ground, choice, owner);
}

static void
find_near (Choice *choices, guint n_choices)
{
  for (guint i = 0; i < n_choices; i++)
    choices[i].near = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n_choices; i++)
    for (guint j = i + 1; j < n_choices; j++)
      if (kl_box_overlaps (&choices[i].reach, &choices[j].reach))
        {
          g_array_append_val (choices[i].near, j);
          g_array_append_val (choices[j].near, i);
        }
}

/* What a candidate costs with what the others have taken; stops when it is not the cheapest. */
static double
get_full_cost (const Choice *choices, guint self, const Candidate *candidate, double limit)
{
  const KlBox grown = grow (&candidate->box, LABEL_MARGIN);
  const GArray *near = choices[self].near;
  double cost = candidate->cost;

  for (guint i = 0; i < near->len && cost < limit; i++)
    {
      const Choice *other = &choices[g_array_index (near, guint, i)];

      if (other->taken >= 0)
        cost += COST_LABEL * get_overlap (&grown, &other->candidates[other->taken].box);
    }
  return cost;
}

static gboolean
choose (Choice *choices, guint self)
{
  Choice *choice = &choices[self];
  const int before = choice->taken;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < choice->n_candidates; i++)
    {
      const double cost = get_full_cost (choices, self, &choice->candidates[i], best);

      if (cost < best)
        {
          best = cost;
          choice->taken = (int) i;
        }
    }
  return choice->taken != before;
}

/* In the order of choosing nobody gives way any more: what would lie on another label looks
 * further, and is left out when there is nothing. */
static gboolean
is_free (const KlLinesSeeker *seekers, guint self, const KlBox *box)
{
  for (guint i = 0; i < self; i++)
    if (seekers[i].label.shown && kl_box_overlaps (&seekers[i].label.box, box))
      return FALSE;

  return TRUE;
}

static int
find_free (const KlLinesGround *ground,
           const KlLinesSeeker *seekers,
           const Choice *choice,
           guint self,
           guint from)
{
  const double forbidden = ground->may_hide ? COST_FORBIDDEN : COST_OUTSIDE / 2;
  double best = forbidden;
  int found = -1;

  for (guint i = from; i < choice->n_candidates; i++)
    if (choice->candidates[i].cost < best && is_free (seekers, self, &choice->candidates[i].box))
      {
        best = choice->candidates[i].cost;
        found = (int) i;
      }
  return found;
}

static void
settle (const KlLinesGround *ground, KlLinesSeeker *seekers, Choice *choice, guint self)
{
  KlLinesSeeker *seeker = &seekers[self];
  const double forbidden = ground->may_hide ? COST_FORBIDDEN : COST_OUTSIDE / 2;
  int taken = choice->taken;

  if (choice->candidates[taken].cost >= forbidden
      || !is_free (seekers, self, &choice->candidates[taken].box))
    taken = find_free (ground, seekers, choice, self, 0);
  if (taken < 0 && !ground->dense)
    {
      const guint from = choice->n_candidates;

      fill_candidates (ground, seeker, choice, gaps_far, N_GAPS_FAR, N_DIRECTIONS);
      fill_reach (choice);
      for (guint i = 0; i < from; i++)
        choice->candidates[i].cost = (float) COST_OUTSIDE;
      add_obstacles (ground, choice);
      add_strokes (ground, choice, (int) self);
      taken = find_free (ground, seekers, choice, self, from);
    }

  seeker->label.shown = taken >= 0;
  seeker->label.candidate = taken;
  if (taken < 0)
    return;

  seeker->label.box = choice->candidates[taken].box;
  seeker->label.has_leader = choice->candidates[taken].gap > gaps[0] + .5;
  if (choice->candidates[taken].cosine > SIDE_COSINE)
    seeker->label.align = KL_LINES_ALIGN_START;
  else if (choice->candidates[taken].cosine < -SIDE_COSINE)
    seeker->label.align = KL_LINES_ALIGN_END;
  else
    seeker->label.align = KL_LINES_ALIGN_CENTER;
}

static double
sum_costs (const Choice *choices, guint n_choices)
{
  double sum = 0;

  for (guint i = 0; i < n_choices; i++)
    {
      const double cost =
        get_full_cost (choices, i, &choices[i].candidates[choices[i].taken], G_MAXDOUBLE);

      sum += MIN (cost, COST_HIDDEN);
    }
  return sum;
}

/* Public API */

/**
 * kl_box_get_overlap:
 * @a: a box
 * @b: another
 *
 * Returns: the area they share
 */
double
kl_box_get_overlap (const KlBox *a, const KlBox *b)
{
  return get_overlap (a, b);
}

/**
 * kl_lines_place_labels:
 * @ground: what there is already
 * @seekers: (array length=n_seekers): the labels; those first in the array choose first
 * @n_seekers: how many
 *
 * Gives each label a place where it shares nothing with another label; one for which there is
 * none is not shown.
 *
 * Returns: what the places cost together
 */
double
kl_lines_place_labels (const KlLinesGround *ground, KlLinesSeeker *seekers, guint n_seekers)
{
  g_autofree Choice *choices = g_new0 (Choice, n_seekers);
  gboolean changed = TRUE;
  double cost;

  for (guint i = 0; i < n_seekers; i++)
    fill_choice (ground, &seekers[i], &choices[i], (int) i);
  find_near (choices, n_seekers);

  for (int pass = 0; pass < N_PASSES && changed; pass++)
    {
      changed = FALSE;
      for (guint i = 0; i < n_seekers; i++)
        changed |= choose (choices, i);
    }
  cost = sum_costs (choices, n_seekers);

  for (guint i = 0; i < n_seekers; i++)
    settle (ground, seekers, &choices[i], i);
  for (guint i = 0; i < n_seekers; i++)
    {
      g_free (choices[i].candidates);
      g_array_unref (choices[i].near);
    }
  return cost;
}
