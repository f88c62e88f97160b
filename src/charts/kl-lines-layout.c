/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-layout.h"

#include <math.h>

#include "kl-lines-labels.h"

/* How many partners can be drawn in full, and with labels of one line. Above the last number
 * those who were never asked for anything stand together. */
#define MOST_FULL 20
#define MOST_COMPACT 60
#define MOST_UNFOLDED 28

#define DAYS_MOST 75.0
#define DAYS_UNIT 3.0

#define HUB_RADIUS 76.0
#define HUB_MOST .24 /* of the smaller side */
#define HUB_GAP 18.0
#define OUTER_MARGIN 47.0
#define TAIL_LEAST 24.0
#define TAIL_RADIUS 6.0
#define TITLE_GAP 10.0
#define TITLE_MARGIN 8.0
#define ZOOM_MOST 8.0

/* Costs of a square pixel or pixel under a label. */
#define WEIGHT_OVERLAY 4.0
#define WEIGHT_THING 6.0
#define WEIGHT_SPOKE 12.0
#define WEIGHT_TAIL 14.0
#define WEIGHT_BORDER 3.0

/* Of nodes under what stands still, and of nodes that stand too close. */
#define WEIGHT_NODE_COVERED 8.0
#define NODE_GAP 8.0
#define WEIGHT_NODE_GAP 60.0

static const double ring_days[KL_LINES_N_RINGS] = { 7, 14, 30, 60 };

/* Auxiliary functions */

static double
to_radians (double degrees)
{
  return degrees * G_PI / 180;
}

static void
get_center (const KlLinesFrame *frame, double *x, double *y)
{
  *x = frame->width / 2 + frame->pan_x;
  *y = frame->height / 2 + frame->pan_y;
}

static KlBox
box_around (double x, double y, double width, double height)
{
  return (KlBox) { x - width / 2, y - height / 2, width, height };
}

static double
get_covered (const KlLinesFrame *frame, const KlBox *box)
{
  double area = 0;

  for (guint i = 0; i < frame->n_overlays; i++)
    area += kl_box_get_overlap (&frame->overlays[i], box);
  return area;
}

/* Titles stand outside the rings where their sector is in the middle, or a bit aside when
 * something lies there; those of a narrow canvas come in from the edge. */
static KlBox
get_title_box (const KlLinesFrame *frame,
               const KlLinesLayout *layout,
               const KlLinesSize *size,
               double degrees)
{
  const double c = cos (to_radians (degrees)), s = sin (to_radians (degrees));
  const double reach =
    layout->outer + TITLE_GAP + fabs (c) * size->width / 2 + fabs (s) * size->height / 2;
  KlBox box = box_around (layout->center_x + c * reach, layout->center_y + s * reach, size->width,
                          size->height);

  if (frame->zoom <= 1)
    {
      box.x =
        CLAMP (box.x, TITLE_MARGIN, MAX (TITLE_MARGIN, frame->width - TITLE_MARGIN - box.width));
      box.y =
        CLAMP (box.y, TITLE_MARGIN, MAX (TITLE_MARGIN, frame->height - TITLE_MARGIN - box.height));
    }
  return box;
}

static void
place_title (const KlLinesPlan *plan, const KlLinesFrame *frame, KlLinesLayout *layout, KlRing ring)
{
  static const double shares[] = { .5, .42, .58, .34, .66, .26, .74, .18, .82 };
  double best = G_MAXDOUBLE, start, width;

  if (!kl_lines_plan_get_sector (plan, ring, &start, &width) || frame->titles[ring].width <= 0)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      const KlBox box =
        get_title_box (frame, layout, &frame->titles[ring], start + width * shares[i]);
      double cost = get_covered (frame, &box) + (double) i;

      for (int j = 0; j < KL_LINES_N_SECTORS; j++)
        if (j != (int) ring)
          cost += kl_box_get_overlap (&box, &layout->title_boxes[j]);
      if (cost < best)
        {
          best = cost;
          layout->title_boxes[ring] = box;
        }
    }
}

/* The words of the rings stand on the border that is nearest to twelve o'clock. */
static void
place_ring_labels (const KlLinesPlan *plan, const KlLinesFrame *frame, KlLinesLayout *layout)
{
  double nearest = G_MAXDOUBLE, angle = 270;

  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    {
      double start, width, off;

      if (!kl_lines_plan_get_sector (plan, (KlRing) ring, &start, &width))
        continue;
      off = fabs (fmod (start - 270 + 540, 360) - 180);
      if (off < nearest)
        {
          nearest = off;
          angle = start;
        }
    }

  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    {
      layout->rings[i] = kl_lines_frame_get_radius (frame, ring_days[i]);
      layout->ring_label_boxes[i] =
        box_around (layout->center_x + cos (to_radians (angle)) * layout->rings[i],
                    layout->center_y + sin (to_radians (angle)) * layout->rings[i],
                    frame->ring_labels[i].width, frame->ring_labels[i].height);
    }
}

static void
place_spot (const KlLinesFrame *frame, const KlLinesLayout *layout, KlLinesSpot *spot)
{
  const double tail = spot->longest >= 0 ? kl_lines_frame_get_radius (frame, spot->longest) : 0;

  spot->radius = kl_lines_frame_get_radius (frame, spot->days);
  spot->x = layout->center_x + cos (to_radians (spot->angle)) * spot->radius;
  spot->y = layout->center_y + sin (to_radians (spot->angle)) * spot->radius;
  spot->tail_radius = tail - spot->radius >= TAIL_LEAST ? tail : 0;
}

static void
place_ground (const KlLinesPlan *plan, const KlLinesFrame *frame, KlLinesLayout *layout)
{
  get_center (frame, &layout->center_x, &layout->center_y);
  kl_lines_frame_measure (frame, &layout->hub, &layout->inner, &layout->outer);
  place_ring_labels (plan, frame, layout);
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    place_title (plan, frame, layout, (KlRing) ring);
}

/* Who chooses first: what is looked at, who waits, whom is asked most, and then as given. */
typedef struct
{
  guint index;
  gboolean selected;
  gboolean waits;
  guint n_referrals;
} Turn;

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *first = a, *second = b;

  if (first->selected != second->selected)
    return first->selected ? -1 : 1;
  if (first->waits != second->waits)
    return first->waits ? -1 : 1;
  if (first->n_referrals != second->n_referrals)
    return first->n_referrals > second->n_referrals ? -1 : 1;
  return first->index < second->index ? -1 : 1;
}

static GArray *
get_turns (const KlLinesLayout *layout, const KlLinesPartner *partners, gint64 selected_id)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));

  for (guint i = 0; i < layout->spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (layout->spots, KlLinesSpot, i);
      const KlLinesPartner *partner = &partners[spot->index];
      const Turn turn = { i, partner->id == selected_id, partner->n_waiting > 0,
                          partner->n_referrals };

      g_array_append_val (turns, turn);
    }
  g_array_sort (turns, compare_turns);
  return turns;
}

static void
add_obstacle (GArray *obstacles, const KlBox *box, double weight)
{
  const KlLinesObstacle obstacle = { *box, weight };

  if (box->width > 0)
    g_array_append_val (obstacles, obstacle);
}

static GArray *
list_obstacles (const KlLinesFrame *frame, const KlLinesLayout *layout)
{
  GArray *obstacles = g_array_new (FALSE, FALSE, sizeof (KlLinesObstacle));
  const KlBox hub =
    box_around (layout->center_x, layout->center_y, 2 * layout->hub, 2 * layout->hub);

  for (guint i = 0; i < frame->n_overlays; i++)
    add_obstacle (obstacles, &frame->overlays[i], WEIGHT_OVERLAY);
  for (int i = 0; i < KL_LINES_N_SECTORS; i++)
    add_obstacle (obstacles, &layout->title_boxes[i], WEIGHT_THING);
  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    add_obstacle (obstacles, &layout->ring_label_boxes[i], WEIGHT_THING);
  add_obstacle (obstacles, &hub, WEIGHT_THING);
  for (guint i = 0; i < layout->spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (layout->spots, KlLinesSpot, i);
      const KlBox node = box_around (spot->x, spot->y, 2 * spot->half, 2 * spot->half);

      add_obstacle (obstacles, &node, WEIGHT_THING);
      if (spot->tail_radius > 0)
        {
          const double angle = to_radians (spot->angle);
          const KlBox end = box_around (layout->center_x + cos (angle) * spot->tail_radius,
                                        layout->center_y + sin (angle) * spot->tail_radius,
                                        2 * TAIL_RADIUS, 2 * TAIL_RADIUS);

          add_obstacle (obstacles, &end, WEIGHT_THING);
        }
    }
  return obstacles;
}

static void
add_stroke (GArray *strokes,
            const KlLinesLayout *layout,
            double degrees,
            double from,
            double to,
            int owner,
            double weight)
{
  const double c = cos (to_radians (degrees)), s = sin (to_radians (degrees));
  const KlLinesStroke stroke = {
    layout->center_x + c * from,
    layout->center_y + s * from,
    layout->center_x + c * to,
    layout->center_y + s * to,
    owner,
    weight,
  };

  g_array_append_val (strokes, stroke);
}

static GArray *
list_strokes (const KlLinesPlan *plan, const KlLinesLayout *layout, const GArray *turns)
{
  GArray *strokes = g_array_new (FALSE, FALSE, sizeof (KlLinesStroke));

  for (guint i = 0; i < turns->len; i++)
    {
      const KlLinesSpot *spot =
        &g_array_index (layout->spots, KlLinesSpot, g_array_index (turns, Turn, i).index);

      add_stroke (strokes, layout, spot->angle, layout->hub, spot->radius, (int) i, WEIGHT_SPOKE);
      if (spot->tail_radius > 0)
        add_stroke (strokes, layout, spot->angle, spot->radius, spot->tail_radius, -1, WEIGHT_TAIL);
    }
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    {
      double start, width;

      if (kl_lines_plan_get_sector (plan, (KlRing) ring, &start, &width))
        add_stroke (strokes, layout, start, layout->hub, layout->outer, -1, WEIGHT_BORDER);
    }
  return strokes;
}

static gboolean
is_near_canvas (const KlLinesFrame *frame, const KlLinesSpot *spot)
{
  return spot->x > -spot->half && spot->y > -spot->half && spot->x < frame->width + spot->half
         && spot->y < frame->height + spot->half;
}

static KlLinesSeeker
create_seeker (const KlLinesPlan *plan,
               const KlLinesPartner *partner,
               const KlLinesSpot *spot,
               const KlLinesLayout *before)
{
  const KlLinesSpot *old = before != NULL ? kl_lines_layout_find (before, spot->id) : NULL;
  KlLinesSeeker seeker = {
    .x = spot->x,
    .y = spot->y,
    .half = spot->half,
    .outward = to_radians (spot->angle),
    .width = partner->label_width,
    .height = partner->label_height,
    .before = old != NULL && old->label.shown ? old->label.candidate : -1,
  };

  kl_lines_plan_get_sector (plan, spot->ring, &seeker.sector_start, &seeker.sector_width);
  return seeker;
}

static double
place_labels (const KlLinesPlan *plan,
              const KlLinesPartner *partners,
              const KlLinesFrame *frame,
              KlLinesLayout *layout,
              gint64 selected_id,
              const KlLinesLayout *before)
{
  g_autoptr (GArray) turns = get_turns (layout, partners, selected_id);
  g_autoptr (GArray) obstacles = list_obstacles (frame, layout);
  g_autoptr (GArray) strokes = list_strokes (plan, layout, turns);
  g_autoptr (GArray) seekers = g_array_new (FALSE, TRUE, sizeof (KlLinesSeeker));
  g_autofree guint *owners = g_new (guint, turns->len);
  const KlLinesDensity density = kl_lines_get_density (layout->spots->len);
  const KlLinesGround ground = {
    frame,
    layout->center_x,
    layout->center_y,
    (const KlLinesObstacle *) (gconstpointer) obstacles->data,
    obstacles->len,
    (const KlLinesStroke *) (gconstpointer) strokes->data,
    strokes->len,
    density == KL_LINES_DENSE,
    density != KL_LINES_FULL || frame->zoom > 1,
  };
  double cost;

  for (guint i = 0; i < turns->len; i++)
    {
      const guint position = g_array_index (turns, Turn, i).index;
      const KlLinesSpot *spot = &g_array_index (layout->spots, KlLinesSpot, position);
      KlLinesSeeker seeker;

      if (!is_near_canvas (frame, spot) || partners[spot->index].label_width <= 0)
        continue;
      seeker = create_seeker (plan, &partners[spot->index], spot, before);
      owners[seekers->len] = position;
      g_array_append_val (seekers, seeker);
    }
  cost = kl_lines_place_labels (&ground, (KlLinesSeeker *) (gpointer) seekers->data, seekers->len);
  for (guint i = 0; i < seekers->len; i++)
    g_array_index (layout->spots, KlLinesSpot, owners[i]).label =
      g_array_index (seekers, KlLinesSeeker, i).label;
  return cost;
}

/* What a direction costs besides labels: nodes that lie under something or on each other. */
static double
get_node_cost (const KlLinesFrame *frame, const KlLinesLayout *layout)
{
  double cost = 0;

  for (guint i = 0; i < layout->spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (layout->spots, KlLinesSpot, i);
      const KlBox node = box_around (spot->x, spot->y, 2 * spot->half, 2 * spot->half);

      cost += WEIGHT_NODE_COVERED * get_covered (frame, &node);
      for (int ring = 0; ring < KL_LINES_N_RINGS; ring++)
        cost += WEIGHT_NODE_COVERED * kl_box_get_overlap (&layout->ring_label_boxes[ring], &node);
      for (guint j = i + 1; j < layout->spots->len; j++)
        {
          const KlLinesSpot *other = &g_array_index (layout->spots, KlLinesSpot, j);
          const double gap =
            hypot (spot->x - other->x, spot->y - other->y) - spot->half - other->half;

          if (gap < NODE_GAP)
            cost += WEIGHT_NODE_GAP * (NODE_GAP - gap) / NODE_GAP;
        }
    }
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    cost += WEIGHT_NODE_COVERED * get_covered (frame, &layout->title_boxes[ring]);
  return cost;
}

/* Public API */

/**
 * kl_lines_ring_get_days:
 * @ring: 0 to 3
 *
 * Returns: the days to a first answer that the ring stands for
 */
double
kl_lines_ring_get_days (guint ring)
{
  g_return_val_if_fail (ring < KL_LINES_N_RINGS, 0);

  return ring_days[ring];
}

/**
 * kl_lines_get_density:
 * @n_partners: how many are drawn
 *
 * Returns: how much can be drawn of each
 */
KlLinesDensity
kl_lines_get_density (guint n_partners)
{
  if (n_partners <= MOST_FULL)
    return KL_LINES_FULL;
  return n_partners <= MOST_COMPACT ? KL_LINES_COMPACT : KL_LINES_DENSE;
}

/**
 * kl_lines_get_node_half:
 * @density: how much can be drawn
 * @ring: the kind of partner: a diamond needs more
 * @selected: whether it is the one that is looked at
 *
 * Returns: half the size of a node in pixels, at normal text size
 */
double
kl_lines_get_node_half (KlLinesDensity density, KlRing ring, gboolean selected)
{
  static const double halves[] = { 18, 13, 9 };
  double half = halves[density];

  if (ring == KL_RING_ACCESS)
    half *= 20.0 / 18.0;
  return selected ? half * 1.28 : half;
}

/**
 * kl_lines_get_line_width:
 * @n_referrals: how many went along the line
 *
 * Returns: how thick it is drawn, in pixels
 */
double
kl_lines_get_line_width (guint n_referrals)
{
  return n_referrals > 0 ? 1 + 1.6 * sqrt (n_referrals) : 1.2;
}

/**
 * kl_lines_fold:
 * @partners: (array length=n_partners): the partners
 * @n_partners: how many
 * @kept_id: a partner that stays, 0 for none
 *
 * Above 28 partners those without referrals stand together, one node for each sector: its
 * id is negative, its number of days unknown and its label has no size yet.
 *
 * Returns: (transfer full) (element-type KlLinesPartner): the partners to draw
 */
GArray *
kl_lines_fold (const KlLinesPartner *partners, guint n_partners, gint64 kept_id)
{
  GArray *folded = g_array_new (FALSE, TRUE, sizeof (KlLinesPartner));
  guint counts[KL_LINES_N_SECTORS] = { 0 };

  if (n_partners <= MOST_UNFOLDED)
    {
      if (n_partners > 0)
        g_array_append_vals (folded, partners, n_partners);
      return folded;
    }

  for (guint i = 0; i < n_partners; i++)
    {
      if (partners[i].n_referrals > 0 || partners[i].n_waiting > 0 || partners[i].id == kept_id)
        g_array_append_val (folded, partners[i]);
      else
        counts[partners[i].ring]++;
    }
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    if (counts[ring] > 0)
      {
        const KlLinesPartner more = {
          .id = -1 - ring, .ring = (KlRing) ring, .days = -1, .longest = -1, .n_referrals = 0
        };

        g_array_append_val (folded, more);
      }
  return folded;
}

/**
 * kl_lines_fold_get_ring:
 * @id: the negative id of folded partners
 *
 * Returns: their kind
 */
KlRing
kl_lines_fold_get_ring (gint64 id)
{
  g_return_val_if_fail (id < 0 && id >= -KL_LINES_N_SECTORS, KL_RING_BASIC);

  return (KlRing) (-1 - id);
}

/**
 * kl_lines_frame_measure:
 * @frame: what is drawn on
 * @hub: (out): radius of the hub
 * @inner: (out): radius of an answer on the same day
 * @outer: (out): radius of the slowest answer
 */
void
kl_lines_frame_measure (const KlLinesFrame *frame, double *hub, double *inner, double *outer)
{
  const double side = MIN (frame->width, frame->height);

  *hub = MIN (HUB_RADIUS * CLAMP (frame->text_scale, 1, 1.5), side * HUB_MOST);
  *inner = (*hub + HUB_GAP) * frame->zoom;
  *outer = MAX ((side / 2 - OUTER_MARGIN) * frame->zoom, *inner + 1);
}

/**
 * kl_lines_frame_get_radius:
 * @frame: what is drawn on
 * @days: days to an answer; negative when not known
 *
 * Returns: how far from the middle that is: short lines for short waits, on a scale that
 *   leaves room for days as well as for months
 */
double
kl_lines_frame_get_radius (const KlLinesFrame *frame, double days)
{
  double hub, inner, outer;

  kl_lines_frame_measure (frame, &hub, &inner, &outer);
  if (days < 0)
    return outer;
  return inner
         + (outer - inner) * log1p (MIN (days, DAYS_MOST) / DAYS_UNIT)
             / log1p (DAYS_MOST / DAYS_UNIT);
}

/**
 * kl_lines_frame_zoom_at:
 * @frame: what is drawn on
 * @zoom: how much larger it becomes; 1 shows all of it in the middle
 * @x: what should stay where it is
 * @y: what should stay where it is
 *
 * Makes the drawing larger or smaller about a point.
 */
void
kl_lines_frame_zoom_at (KlLinesFrame *frame, double zoom, double x, double y)
{
  double hub, inner, outer, center_x, center_y, ratio;

  get_center (frame, &center_x, &center_y);
  ratio = CLAMP (zoom, 1, ZOOM_MOST) / frame->zoom;
  frame->zoom *= ratio;
  frame->pan_x = x - (x - center_x) * ratio - frame->width / 2;
  frame->pan_y = y - (y - center_y) * ratio - frame->height / 2;
  kl_lines_frame_measure (frame, &hub, &inner, &outer);

  /* Never further than that an edge of the drawing comes to the middle. */
  frame->pan_x = CLAMP (frame->pan_x, -outer, outer);
  frame->pan_y = CLAMP (frame->pan_y, -outer, outer);
  if (frame->zoom <= 1)
    frame->pan_x = frame->pan_y = 0;
}

/**
 * kl_lines_layout_new:
 * @plan: who stands in which direction; partners without one are left out
 * @partners: (array length=n_partners): the partners to draw
 * @n_partners: how many
 * @frame: what is drawn on
 * @selected_id: the partner that is looked at, 0 for none
 * @before: (nullable): what is drawn now; labels stay where they were when that is as good
 *
 * Works out where everything stands. It takes a few milliseconds with 120 partners, so that
 * it can follow a slider.
 *
 * Returns: (transfer full): the layout
 */
KlLinesLayout *
kl_lines_layout_new (const KlLinesPlan *plan,
                     const KlLinesPartner *partners,
                     guint n_partners,
                     const KlLinesFrame *frame,
                     gint64 selected_id,
                     const KlLinesLayout *before)
{
  KlLinesLayout *layout = g_new0 (KlLinesLayout, 1);
  const KlLinesDensity density = kl_lines_get_density (n_partners);

  g_return_val_if_fail (plan != NULL && frame != NULL, NULL);

  layout->spots = g_array_sized_new (FALSE, TRUE, sizeof (KlLinesSpot), n_partners);
  place_ground (plan, frame, layout);
  for (guint i = 0; i < n_partners; i++)
    {
      const gboolean selected = partners[i].id == selected_id;
      const double half = kl_lines_get_node_half (density, partners[i].ring, selected);
      KlLinesSpot spot = {
        .id = partners[i].id,
        .index = i,
        .ring = partners[i].ring,
        .days = partners[i].days,
        .longest = partners[i].longest,
        .half = half * CLAMP (frame->text_scale, 1, 1.5),
      };

      if (!kl_lines_plan_get_angle (plan, partners[i].id, &spot.angle))
        continue;
      place_spot (frame, layout, &spot);
      g_array_append_val (layout->spots, spot);
    }

  layout->cost = place_labels (plan, partners, frame, layout, selected_id, before)
                 + get_node_cost (frame, layout);
  return layout;
}

/**
 * kl_lines_layout_follow:
 * @layout: a layout
 * @plan: the plan it was made with
 * @frame: the same canvas at another zoom, or moved
 *
 * Moves everything while fingers or wheel are at work; labels stay beside their nodes until
 * they are laid out anew.
 */
void
kl_lines_layout_follow (KlLinesLayout *layout, const KlLinesPlan *plan, const KlLinesFrame *frame)
{
  g_return_if_fail (layout != NULL && plan != NULL && frame != NULL);

  place_ground (plan, frame, layout);
  for (guint i = 0; i < layout->spots->len; i++)
    {
      KlLinesSpot *spot = &g_array_index (layout->spots, KlLinesSpot, i);
      const double x = spot->x, y = spot->y;

      place_spot (frame, layout, spot);
      spot->label.box.x += spot->x - x;
      spot->label.box.y += spot->y - y;
    }
}

/**
 * kl_lines_layout_free:
 * @layout: (transfer full) (nullable): a layout
 */
void
kl_lines_layout_free (KlLinesLayout *layout)
{
  if (layout == NULL)
    return;

  g_array_unref (layout->spots);
  g_free (layout);
}

/**
 * kl_lines_layout_find:
 * @layout: a layout
 * @id: of a partner
 *
 * Returns: (transfer none) (nullable): where the partner stands
 */
const KlLinesSpot *
kl_lines_layout_find (const KlLinesLayout *layout, gint64 id)
{
  for (guint i = 0; i < layout->spots->len; i++)
    if (g_array_index (layout->spots, KlLinesSpot, i).id == id)
      return &g_array_index (layout->spots, KlLinesSpot, i);

  return NULL;
}
