/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "charts/kl-chart-draw.h"
#include "kl-lines-shape.h"
#include "kl-lines-view-private.h"
#include "kl-map-ground.h"
#include "kl-map-work.h"

#define BORDER_WIDTH 4.0
#define BORDER_REACH 12.0
#define QUIET_WIDTH 1.2
#define GLOW_WIDTH 12.0
#define GLOW_ALPHA .18f
#define TAIL_WIDTH 1.8
#define TAIL_RADIUS 6.0
#define LEADER_WIDTH 1.0
#define BEFORE_ALPHA .5f

/* How far the painted ground goes beyond the canvas, as a share of it, and how much larger or
 * smaller it may be shown. */
#define GROUND_MARGIN .2f
#define GROUND_MOST 2.2
#define GROUND_LEAST .7
/* It is painted anew when it reaches less than this beyond the canvas. */
#define GROUND_AHEAD .07f

#define CARD_PADDING 9.0
#define CARD_RADIUS 9.0
#define CARD_GAP 10.0

/* What the parts of a drawing share. */
typedef struct
{
  KlLinesView *view;
  GtkSnapshot *snapshot;
  KlChartPalette palette;
  double x;
  double y;
} Scene;

/* Auxiliary functions */

static double
to_radians (double degrees)
{
  return degrees * G_PI / 180;
}

static graphene_point_t
get_point (const Scene *scene, double degrees, double radius)
{
  return GRAPHENE_POINT_INIT ((float) (scene->x + cos (to_radians (degrees)) * radius),
                              (float) (scene->y + sin (to_radians (degrees)) * radius));
}

static GdkRGBA
fade (GdkRGBA color, double alpha)
{
  color.alpha *= (float) CLAMP (alpha, 0, 1);
  return color;
}

/* A line outward from the middle. */
static void
draw_spoke (const Scene *scene,
            double degrees,
            double from,
            double to,
            double width,
            const GdkRGBA *color,
            double dash,
            double gap)
{
  const graphene_point_t a = get_point (scene, degrees, from), b = get_point (scene, degrees, to);

  kl_snapshot_line (scene->snapshot, a.x, a.y, b.x, b.y, width, color, dash, gap);
}

/* The ground */

static void
draw_wedge (const Scene *scene, KlRing ring)
{
  const KlLinesLayout *layout = scene->view->layout;
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GdkRGBA color = kl_lines_palette_get_colors (&scene->palette, ring).fill;
  double start, width;
  graphene_point_t end;

  if (!kl_lines_plan_get_sector (scene->view->plan, ring, &start, &width))
    return;

  color.alpha = kl_lines_palette_get_wedge_alpha (&scene->palette);
  if (scene->view->filter >= 0 && scene->view->filter != (int) ring)
    color.alpha /= 3;
  gsk_path_builder_move_to (builder, (float) scene->x, (float) scene->y);
  end = get_point (scene, start, layout->outer);
  gsk_path_builder_line_to (builder, end.x, end.y);
  /* In two arcs: one alone cannot go more than half around. */
  for (int half = 1; half <= 2; half++)
    {
      end = get_point (scene, start + width * half / 2, layout->outer);
      gsk_path_builder_svg_arc_to (builder, (float) layout->outer, (float) layout->outer, 0, FALSE,
                                   TRUE, end.x, end.y);
    }
  gsk_path_builder_close (builder);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (scene->snapshot, path, GSK_FILL_RULE_WINDING, &color);
}

static void
draw_rings (const Scene *scene)
{
  const GdkRGBA color = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_RING);
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1);

  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT ((float) scene->x, (float) scene->y),
                                 (float) scene->view->layout->rings[i]);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (scene->snapshot, path, stroke, &color);
}

static void
draw_borders (const Scene *scene)
{
  const KlLinesLayout *layout = scene->view->layout;
  const GdkRGBA ground = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_GROUND);
  const GdkRGBA color = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_BORDER);

  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    {
      double start, width;

      if (!kl_lines_plan_get_sector (scene->view->plan, (KlRing) ring, &start, &width))
        continue;
      draw_spoke (scene, start, layout->hub, layout->outer + BORDER_REACH, BORDER_WIDTH, &ground, 0,
                  0);
      draw_spoke (scene, start, layout->hub, layout->outer + BORDER_REACH, 1, &color, 0, 0);
    }
}

static void
draw_titles (const Scene *scene)
{
  const KlLinesView *view = scene->view;
  const GdkRGBA ground = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_GROUND);

  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    {
      const KlBox *box = &view->layout->title_boxes[ring];
      const GdkRGBA color = kl_lines_palette_get_colors (&scene->palette, (KlRing) ring).text;

      if (box->width > 0)
        kl_snapshot_text (scene->snapshot, view->titles[ring], round (box->x), round (box->y),
                          &color, NULL);
    }
  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    {
      const KlBox *box = &view->layout->ring_label_boxes[i];
      const GdkRGBA color = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_SECOND);

      kl_snapshot_box (scene->snapshot, box, box->height / 2, &ground);
      kl_snapshot_text (scene->snapshot, view->ring_labels[i], round (box->x + 7),
                        round (box->y + 1), &color, NULL);
    }
}

/* Lines */

/* Many lines are thinner, or there is nothing between them. */
static double
get_width (const Scene *scene, const KlLinesEntry *entry)
{
  static const double shares[] = { 1, .75, .5 };

  return kl_lines_get_line_width ((guint) entry->n_referrals) * shares[scene->view->density];
}

static void
draw_line (const Scene *scene, const KlLinesShown *shown)
{
  const KlLinesEntry *entry = kl_lines_node_get_entry (shown->node);
  const KlLinesColors colors = kl_lines_palette_get_colors (&scene->palette, entry->ring);
  const GdkRGBA quiet =
    fade (kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_QUIET), shown->now.alpha);
  const GdkRGBA color = fade (colors.fill, shown->now.alpha);
  const double hub = scene->view->layout->hub;
  const double width = get_width (scene, entry);

  if (entry->id < 0)
    return;
  if (entry->n_referrals == 0 && entry->n_waiting == 0)
    draw_spoke (scene, shown->now.angle, hub, shown->now.radius, QUIET_WIDTH, &quiet, 0, 0);
  else if (entry->n_waiting > 0)
    draw_spoke (scene, shown->now.angle, hub, shown->now.radius, width, &color, 1.7 * width,
                1.25 * width);
  else
    draw_spoke (scene, shown->now.angle, hub, shown->now.radius, width, &color, 0, 0);
}

static void
draw_glow (const Scene *scene, const KlLinesShown *shown)
{
  const KlLinesEntry *entry = kl_lines_node_get_entry (shown->node);
  GdkRGBA color = kl_lines_palette_get_colors (&scene->palette, entry->ring).fill;

  color.alpha = GLOW_ALPHA;
  draw_spoke (scene, shown->now.angle, scene->view->layout->hub, shown->now.radius,
              GLOW_WIDTH + get_width (scene, entry), &color, 0, 0);
}

static void
draw_circle (const Scene *scene,
             const graphene_point_t *at,
             double radius,
             double width,
             const GdkRGBA *color)
{
  const GdkRGBA ground = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_GROUND);
  const KlBox box = { at->x - radius, at->y - radius, 2 * radius, 2 * radius };

  kl_snapshot_box (scene->snapshot, &box, radius, &ground);
  kl_snapshot_outline (scene->snapshot, &box, radius, width, color);
}

/* Beyond the usual: how long the one waits who waits longest. */
static void
draw_tail (const Scene *scene, const KlLinesShown *shown)
{
  const KlLinesEntry *entry = kl_lines_node_get_entry (shown->node);
  const GdkRGBA color =
    fade (kl_lines_palette_get_colors (&scene->palette, entry->ring).fill, shown->now.alpha);
  const graphene_point_t end = get_point (scene, shown->now.angle, shown->now.tail);

  draw_spoke (scene, shown->now.angle, shown->now.radius + shown->now.half,
              shown->now.tail - TAIL_RADIUS, TAIL_WIDTH, &color, 2.5, 4.5);
  draw_circle (scene, &end, TAIL_RADIUS, TAIL_WIDTH, &color);
}

/* Where it stood on the day that is compared with, and the way from there. */
static void
draw_before (const Scene *scene, const KlLinesShown *shown)
{
  const KlLinesEntry *entry = kl_lines_node_get_entry (shown->node);
  const GdkRGBA color =
    fade (kl_lines_palette_get_colors (&scene->palette, entry->ring).fill, BEFORE_ALPHA);
  const graphene_point_t at = get_point (scene, shown->now.angle, shown->now.before);

  if (fabs (shown->now.before - shown->now.radius) < 2)
    return;
  draw_spoke (scene, shown->now.angle, shown->now.before, shown->now.radius, 5, &color, 0, 0);
  kl_lines_shape_snapshot_outline (scene->snapshot, entry->ring, at.x, at.y, shown->now.half * .62,
                                   0, 1.6, &color);
}

static gboolean
is_looked_at (const Scene *scene, const KlLinesShown *shown)
{
  return shown->id == scene->view->selected_id || shown->id == scene->view->hovered_id
         || shown->id == kl_lines_view_get_focus_id (scene->view);
}

static void
draw_lines (const Scene *scene)
{
  const GArray *all = scene->view->shown;

  for (guint i = 0; i < all->len; i++)
    if (is_looked_at (scene, &g_array_index (all, KlLinesShown, i)))
      draw_glow (scene, &g_array_index (all, KlLinesShown, i));
  for (guint i = 0; i < all->len; i++)
    draw_line (scene, &g_array_index (all, KlLinesShown, i));
  for (guint i = 0; i < all->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (all, KlLinesShown, i);

      if (shown->now.before > 0)
        draw_before (scene, shown);
      if (shown->now.tail > 0)
        draw_tail (scene, shown);
    }
}

/* Labels */

static KlBox
get_label_box (const Scene *scene, const KlLinesShown *shown)
{
  double x, y;

  kl_lines_view_get_position (scene->view, &shown->now, &x, &y);
  return (KlBox) { x + shown->now.label_x, y + shown->now.label_y, shown->label_size.width,
                   shown->label_size.height };
}

static gboolean
is_on_canvas (const Scene *scene, const KlBox *box)
{
  return box->x + box->width > 0 && box->y + box->height > 0 && box->x < scene->view->frame.width
         && box->y < scene->view->frame.height;
}

static void
draw_leader (const Scene *scene, const KlLinesShown *shown, const KlBox *box)
{
  const GdkRGBA color = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_QUIET);
  double x, y, dx, dy, length;

  kl_lines_view_get_position (scene->view, &shown->now, &x, &y);
  dx = CLAMP (x, box->x, box->x + box->width) - x;
  dy = CLAMP (y, box->y, box->y + box->height) - y;
  length = hypot (dx, dy);
  if (length <= shown->now.half + 4)
    return;

  kl_snapshot_line (scene->snapshot, x + dx / length * (shown->now.half + 1),
                    y + dy / length * (shown->now.half + 1), x + dx * (1 - 2 / length),
                    y + dy * (1 - 2 / length), LEADER_WIDTH, &color, 0, 0);
}

static void
draw_label (const Scene *scene, const KlLinesShown *shown)
{
  const KlBox box = get_label_box (scene, shown);
  const double alpha = MIN (shown->now.label_alpha, shown->now.alpha);

  if (alpha <= 0 || !is_on_canvas (scene, &box))
    return;

  if (alpha < 1)
    gtk_snapshot_push_opacity (scene->snapshot, alpha);
  if (shown->has_leader)
    draw_leader (scene, shown, &box);
  kl_lines_node_snapshot_label (shown->node, scene->snapshot, &box, scene->view->density,
                                shown->align, TRUE, &scene->palette);
  if (alpha < 1)
    gtk_snapshot_pop (scene->snapshot);
}

/* All there is to say about the one that is looked at, where its label says less. */
static void
draw_card (const Scene *scene, const KlLinesShown *shown)
{
  const KlLinesSize size = kl_lines_node_measure_label (shown->node, KL_LINES_FULL);
  const GdkRGBA ground = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_GROUND);
  const GdkRGBA border = kl_lines_palette_get_ink (&scene->palette, KL_LINES_INK_BORDER);
  const double c = cos (to_radians (shown->now.angle)), s = sin (to_radians (shown->now.angle));
  const KlLinesFrame *frame = &scene->view->frame;
  KlBox card = { 0, 0, size.width + 2 * CARD_PADDING, size.height + 2 * CARD_PADDING };
  KlBox text;
  double x, y;

  kl_lines_view_get_position (scene->view, &shown->now, &x, &y);
  card.x = x + c * (shown->now.half + CARD_GAP) + (c - 1) / 2 * card.width;
  card.y = y + s * (shown->now.half + CARD_GAP) + (s - 1) / 2 * card.height;
  card.x = round (CLAMP (card.x, 4, MAX (4, frame->width - card.width - 4)));
  card.y = round (CLAMP (card.y, 4, MAX (4, frame->height - card.height - 4)));
  text = (KlBox) { card.x + CARD_PADDING, card.y + CARD_PADDING, size.width, size.height };

  {
    const graphene_rect_t rect =
      GRAPHENE_RECT_INIT ((float) card.x, (float) card.y, (float) card.width, (float) card.height);
    GskRoundedRect rounded;

    gsk_rounded_rect_init_from_rect (&rounded, &rect, CARD_RADIUS);
    gtk_snapshot_append_outset_shadow (scene->snapshot, &rounded, &(GdkRGBA) { 0, 0, 0, .2f }, 0, 2,
                                       0, 8);
  }
  kl_snapshot_box (scene->snapshot, &card, CARD_RADIUS, &ground);
  kl_snapshot_outline (scene->snapshot, &card, CARD_RADIUS, 1, &border);
  kl_lines_node_snapshot_label (shown->node, scene->snapshot, &text, KL_LINES_FULL,
                                KL_LINES_ALIGN_START, FALSE, &scene->palette);
}

static gboolean
needs_card (const Scene *scene, const KlLinesShown *shown)
{
  if (shown->leaving || shown->id < 0)
    return FALSE;
  if (scene->view->density == KL_LINES_FULL && shown->to.label_alpha > 0)
    return FALSE;
  return (shown->id == scene->view->hovered_id && !scene->view->hovered_line)
         || shown->id == kl_lines_view_get_focus_id (scene->view);
}

static void
draw_labels (const Scene *scene)
{
  const GArray *all = scene->view->shown;
  const KlLinesShown *with_card = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (all, KlLinesShown, i);

      if (needs_card (scene, shown))
        with_card = shown;
      else
        draw_label (scene, shown);
    }
  if (with_card != NULL)
    draw_card (scene, with_card);
}

/* While it is moved */

typedef struct
{
  GskRenderNode *node;
  graphene_rect_t rect; /* on the canvas */
  double x;             /* where the middle is */
  double y;
  double zoom;
  int scale;
  guint serial;
  cairo_surface_t *surface; /* (out) */
} Ground;

static void
draw_backdrop (const Scene *scene)
{
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    draw_wedge (scene, (KlRing) ring);
  draw_rings (scene);
  draw_borders (scene);
}

static void
draw_ground (const Scene *scene)
{
  draw_backdrop (scene);
  draw_lines (scene);
}

/* Where the painted ground lies now. */
static graphene_rect_t
get_ground_rect (const Scene *scene)
{
  const KlLinesView *view = scene->view;
  const double ratio = view->frame.zoom / view->ground_zoom;
  const graphene_rect_t *rect = &view->ground_rect;
  const double x = scene->x + (rect->origin.x - view->ground_x) * ratio;
  const double y = scene->y + (rect->origin.y - view->ground_y) * ratio;

  return GRAPHENE_RECT_INIT ((float) x, (float) y, (float) (rect->size.width * ratio),
                             (float) (rect->size.height * ratio));
}

/* Whether the painted ground reaches @beyond the canvas on all sides, and is not too coarse. */
static gboolean
covers_canvas (const Scene *scene, float beyond)
{
  const KlLinesView *view = scene->view;
  const double ratio = view->ground != NULL ? view->frame.zoom / view->ground_zoom : 0;
  const float x = (float) view->frame.width * beyond, y = (float) view->frame.height * beyond;
  graphene_rect_t rect, canvas;

  if (view->ground == NULL || ratio > GROUND_MOST || ratio < GROUND_LEAST)
    return FALSE;

  rect = get_ground_rect (scene);
  canvas = GRAPHENE_RECT_INIT (-x, -y, (float) view->frame.width + 2 * x,
                               (float) view->frame.height + 2 * y);
  return graphene_rect_contains_rect (&rect, &canvas);
}

/* What is to be painted: the ground of the canvas and some way beyond it. */
static Ground *
ground_new (const Scene *scene)
{
  const KlLinesView *view = scene->view;
  const float margin_x = roundf ((float) view->frame.width * GROUND_MARGIN);
  const float margin_y = roundf ((float) view->frame.height * GROUND_MARGIN);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  Ground *ground = g_new0 (Ground, 1);
  Scene painted = *scene;

  painted.snapshot = snapshot;
  draw_ground (&painted);
  ground->node = gtk_snapshot_to_node (snapshot);
  ground->scale = gtk_widget_get_scale_factor (GTK_WIDGET (view));
  ground->rect = GRAPHENE_RECT_INIT (-margin_x, -margin_y, (float) view->frame.width + 2 * margin_x,
                                     (float) view->frame.height + 2 * margin_y);
  ground->x = scene->x;
  ground->y = scene->y;
  ground->zoom = view->frame.zoom;
  ground->serial = view->ground_serial;

  return ground;
}

static void
ground_free (gpointer data)
{
  Ground *ground = data;

  g_clear_pointer (&ground->node, gsk_render_node_unref);
  g_clear_pointer (&ground->surface, cairo_surface_destroy);
  g_free (ground);
}

static void
paint_ground_cb (cairo_t *cr, gpointer user_data)
{
  const Ground *ground = user_data;

  cairo_translate (cr, -ground->rect.origin.x, -ground->rect.origin.y);
  if (ground->node != NULL)
    gsk_render_node_draw (ground->node, cr);
}

/* Needs nothing of the window, so that any thread can do it. */
static void
paint_ground (gpointer data)
{
  Ground *ground = data;

  ground->surface = kl_map_paint_surface (ground->rect.size.width, ground->rect.size.height,
                                          ground->scale, paint_ground_cb, ground);
}

static void
take_ground (KlLinesView *view, const Ground *ground)
{
  g_clear_object (&view->ground);
  view->ground = kl_map_surface_get_texture (ground->surface);
  view->ground_rect = ground->rect;
  view->ground_x = ground->x;
  view->ground_y = ground->y;
  view->ground_zoom = ground->zoom;
}

static void
painted_cb (gpointer object, gpointer data)
{
  KlLinesView *view = object;
  const Ground *ground = data;

  /* One of another layout comes too late. */
  if (ground->serial != view->ground_serial)
    return;

  view->painting = FALSE;
  take_ground (view, ground);
  gtk_widget_queue_draw (GTK_WIDGET (view));
}

/* A hundred lines and large rings cost more than a frame has, and while the drawing is moved
 * they only shift and grow: they are painted once, again before they would fall short, and when the
 * drawing rests. */
static void
draw_moving_ground (const Scene *scene)
{
  KlLinesView *view = scene->view;
  graphene_rect_t rect;

  if (view->ground == NULL)
    {
      Ground *ground = ground_new (scene);

      paint_ground (ground);
      take_ground (view, ground);
      ground_free (ground);
    }
  else if (!view->painting && !covers_canvas (scene, GROUND_AHEAD))
    {
      view->painting = TRUE;
      kl_map_work_run (view, ground_new (scene), ground_free, paint_ground, painted_cb);
    }

  rect = get_ground_rect (scene);
  if (view->frame.zoom == view->ground_zoom)
    {
      rect.origin.x = roundf (rect.origin.x);
      rect.origin.y = roundf (rect.origin.y);
    }
  gtk_snapshot_append_texture (scene->snapshot, view->ground, &rect);
}

/* While the days move: sectors and rings stay as they are, lines change with every frame */

static KlLinesBackdrop
get_backdrop_look (const Scene *scene)
{
  const KlLinesView *view = scene->view;
  KlLinesBackdrop look;

  memset (&look, 0, sizeof look);
  look.width = view->frame.width;
  look.height = view->frame.height;
  look.x = scene->x;
  look.y = scene->y;
  look.hub = view->layout->hub;
  look.outer = view->layout->outer;
  memcpy (look.rings, view->layout->rings, sizeof look.rings);
  for (int ring = 0; ring < KL_LINES_N_SECTORS; ring++)
    kl_lines_plan_get_sector (view->plan, (KlRing) ring, &look.starts[ring], &look.widths[ring]);
  look.filter = view->filter;
  look.scheme = (int) scene->palette.scheme;
  look.scale = gtk_widget_get_scale_factor (GTK_WIDGET (view));

  return look;
}

static GskRenderNode *
record (const Scene *scene, void (*draw) (const Scene *scene))
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Scene recorded = *scene;

  recorded.snapshot = snapshot;
  draw (&recorded);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
draw_node_cb (cairo_t *cr, gpointer node)
{
  gsk_render_node_draw (node, cr);
}

static gboolean
is_same_look (const KlLinesBackdrop *a, const KlLinesBackdrop *b)
{
  for (gsize i = 0; i < G_N_ELEMENTS (a->rings); i++)
    if (a->rings[i] != b->rings[i])
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (a->starts); i++)
    if (a->starts[i] != b->starts[i] || a->widths[i] != b->widths[i])
      return FALSE;

  return a->width == b->width && a->height == b->height && a->x == b->x && a->y == b->y
         && a->hub == b->hub && a->outer == b->outer && a->filter == b->filter
         && a->scheme == b->scheme && a->scale == b->scale;
}

static void
ensure_backdrop (const Scene *scene)
{
  KlLinesView *view = scene->view;
  const KlLinesBackdrop look = get_backdrop_look (scene);
  g_autoptr (GskRenderNode) node = NULL;

  if (view->backdrop != NULL && is_same_look (&look, &view->backdrop_look))
    return;

  g_clear_pointer (&view->backdrop, cairo_surface_destroy);
  node = record (scene, draw_backdrop);
  view->backdrop = kl_map_paint_surface (look.width, look.height, look.scale, draw_node_cb, node);
  view->backdrop_look = look;
}

typedef struct
{
  cairo_surface_t *backdrop;
  GskRenderNode *lines;
} Days;

/* Lines in motion need no more than a quick edge; GSK would always take the careful one. */
static void
paint_days_cb (cairo_t *cr, gpointer user_data)
{
  const Days *days = user_data;

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, days->backdrop, 0, 0);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  if (days->lines != NULL)
    gsk_render_node_draw (days->lines, cr);
}

static void
draw_days_ground (const Scene *scene)
{
  KlLinesView *view = scene->view;
  g_autoptr (GskRenderNode) lines = record (scene, draw_lines);
  g_autoptr (GdkTexture) texture = NULL;
  Days days;

  ensure_backdrop (scene);
  days = (Days) { view->backdrop, lines };
  texture = kl_map_paint_texture (view->frame.width, view->frame.height, view->backdrop_look.scale,
                                  paint_days_cb, &days);
  gtk_snapshot_append_texture (scene->snapshot, texture,
                               &GRAPHENE_RECT_INIT (0, 0, (float) view->frame.width,
                                                    (float) view->frame.height));
}

/* For the view */

void
kl_lines_scene_snapshot (KlLinesView *view, GtkSnapshot *snapshot)
{
  const Scene scene = {
    .view = view,
    .snapshot = snapshot,
    .palette = kl_chart_palette_get_current (),
    .x = view->frame.width / 2 + view->frame.pan_x,
    .y = view->frame.height / 2 + view->frame.pan_y,
  };

  if (view->layout != NULL && view->plan != NULL)
    {
      if (view->settle_id != 0)
        draw_moving_ground (&scene);
      else if (view->days_id != 0
               || adw_animation_get_state (view->animation) == ADW_ANIMATION_PLAYING)
        draw_days_ground (&scene);
      else
        draw_ground (&scene);
      draw_titles (&scene);
    }
  gtk_widget_snapshot_child (GTK_WIDGET (view), view->hub, snapshot);
  for (guint i = 0; i < view->shown->len; i++)
    gtk_widget_snapshot_child (GTK_WIDGET (view),
                               GTK_WIDGET (g_array_index (view->shown, KlLinesShown, i).node),
                               snapshot);
  draw_labels (&scene);
}
