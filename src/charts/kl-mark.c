/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-mark.h"

/* Width of the darker edge of a light fill, at any size of mark. */
#define EDGE_WIDTH 0.9

typedef enum
{
  OP_END,
  OP_MOVE, /* x, y */
  OP_LINE, /* x, y */
  OP_CLOSE,
  OP_CIRCLE, /* x, y, radius */
  OP_BOX,    /* x, y, width, height, radius */
} OpType;

/* A step of an outline about the middle of the mark, in units of its size. */
typedef struct
{
  OpType type;
  double v[5];
} Op;

/* A mark is one outline filled, or stroked where a width is given. */
typedef struct
{
  const Op *ops;
  double stroke;
  gboolean has_hole; /* stroked about the ground: what runs behind stays outside */
} Shape;

static const Op talk[] = { { OP_CIRCLE, { 0, 0, .5 } }, { OP_END } };
static const Op phone[] = { { OP_CIRCLE, { 0, 0, .395 } }, { OP_END } };
static const Op home_visit[] = { { OP_MOVE, { 0, -.56 } },
                                 { OP_LINE, { .56, -.05 } },
                                 { OP_LINE, { .42, -.05 } },
                                 { OP_LINE, { .42, .5 } },
                                 { OP_LINE, { -.42, .5 } },
                                 { OP_LINE, { -.42, -.05 } },
                                 { OP_LINE, { -.56, -.05 } },
                                 { OP_CLOSE },
                                 { OP_END } };
static const Op consult[] = { { OP_BOX, { -.45, -.45, .9, .9, .12 } }, { OP_END } };
static const Op referral[] = { { OP_MOVE, { -.42, -.5 } },
                               { OP_LINE, { .52, 0 } },
                               { OP_LINE, { -.42, .5 } },
                               { OP_CLOSE },
                               { OP_END } };
static const Op care_team[] = { { OP_MOVE, { -.26, -.52 } },
                                { OP_LINE, { .26, -.52 } },
                                { OP_MOVE, { 0, -.52 } },
                                { OP_LINE, { 0, .52 } },
                                { OP_MOVE, { -.26, .52 } },
                                { OP_LINE, { .26, .52 } },
                                { OP_END } };
static const Op signal_[] = { { OP_MOVE, { 0, -.58 } },
                              { OP_LINE, { .58, 0 } },
                              { OP_LINE, { 0, .58 } },
                              { OP_LINE, { -.58, 0 } },
                              { OP_CLOSE },
                              { OP_END } };
static const Op consent[] = { { OP_BOX, { -.46, -.46, .92, .92, .22 } },
                              { OP_MOVE, { -.22, .02 } },
                              { OP_LINE, { -.05, .19 } },
                              { OP_LINE, { .24, -.18 } },
                              { OP_END } };
static const Op note[] = { { OP_BOX, { -.45, -.09, .9, .18, .08 } }, { OP_END } };

static const Shape shapes[] = {
  [KL_MARK_TALK] = { talk, 0, FALSE },
  [KL_MARK_PHONE] = { phone, .21, TRUE },
  [KL_MARK_HOME_VISIT] = { home_visit, 0, FALSE },
  [KL_MARK_CONSULT] = { consult, 0, FALSE },
  [KL_MARK_REFERRAL] = { referral, 0, FALSE },
  [KL_MARK_CARE_TEAM] = { care_team, .17, FALSE },
  [KL_MARK_SIGNAL] = { signal_, 0, FALSE },
  [KL_MARK_CONSENT] = { consent, .13, TRUE },
  [KL_MARK_NOTE] = { note, 0, FALSE },
};

/* Auxiliary functions: the same outline for the screen and for paper */

static GskPath *
build_path (const Op *op, double x, double y, double size, double direction)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  for (; op->type != OP_END; op++)
    {
      const float px = (float) (x + op->v[0] * size * direction);
      const float py = (float) (y + op->v[1] * size);

      switch (op->type)
        {
        case OP_MOVE:
          gsk_path_builder_move_to (builder, px, py);
          break;
        case OP_LINE:
          gsk_path_builder_line_to (builder, px, py);
          break;
        case OP_CLOSE:
          gsk_path_builder_close (builder);
          break;
        case OP_CIRCLE:
          gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (px, py),
                                       (float) (op->v[2] * size));
          break;
        case OP_BOX:
          {
            const float width = (float) (op->v[2] * size), height = (float) (op->v[3] * size);
            GskRoundedRect box;

            gsk_rounded_rect_init_from_rect (&box,
                                             &GRAPHENE_RECT_INIT (direction < 0 ? px - width : px,
                                                                  py, width, height),
                                             (float) (op->v[4] * size));
            gsk_path_builder_add_rounded_rect (builder, &box);
          }
          break;
        case OP_END:
        default:
          g_assert_not_reached ();
        }
    }

  return gsk_path_builder_free_to_path (builder);
}

static void
trace_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
trace_path (cairo_t *cr, const Op *op, double x, double y, double size)
{
  cairo_new_path (cr);
  for (; op->type != OP_END; op++)
    {
      const double px = x + op->v[0] * size;
      const double py = y + op->v[1] * size;

      switch (op->type)
        {
        case OP_MOVE:
          cairo_move_to (cr, px, py);
          break;
        case OP_LINE:
          cairo_line_to (cr, px, py);
          break;
        case OP_CLOSE:
          cairo_close_path (cr);
          break;
        case OP_CIRCLE:
          cairo_new_sub_path (cr);
          cairo_arc (cr, px, py, op->v[2] * size, 0, 2 * G_PI);
          break;
        case OP_BOX:
          trace_box (cr, px, py, op->v[2] * size, op->v[3] * size, op->v[4] * size);
          break;
        case OP_END:
        default:
          g_assert_not_reached ();
        }
    }
}

static GskStroke *
new_stroke (double width)
{
  GskStroke *stroke = gsk_stroke_new ((float) width);

  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  return stroke;
}

static void
set_source (cairo_t *cr, const GdkRGBA *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* Public API */

/**
 * kl_mark_snapshot:
 * @snapshot: what is drawn on
 * @mark: which mark
 * @x: its middle
 * @y: its middle
 * @size: about how large it is
 * @mirrored: whether time runs from right to left, and so does a referral
 * @colors: its colours
 *
 * Draws a mark on the screen.
 */
void
kl_mark_snapshot (GtkSnapshot *snapshot,
                  KlMark mark,
                  double x,
                  double y,
                  double size,
                  gboolean mirrored,
                  const KlMarkColors *colors)
{
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = NULL;
  const Shape *shape;

  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot) && colors != NULL);
  g_return_if_fail (mark < G_N_ELEMENTS (shapes));

  shape = &shapes[mark];
  path = build_path (shape->ops, x, y, size, mirrored && mark == KL_MARK_REFERRAL ? -1 : 1);
  if (shape->stroke > 0)
    {
      stroke = new_stroke (shape->stroke * size);
      if (shape->has_hole)
        gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &colors->hole);
      gtk_snapshot_append_stroke (snapshot, path, stroke, &colors->fill);
      return;
    }

  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &colors->fill);
  if (colors->edge.alpha > 0)
    {
      stroke = new_stroke (EDGE_WIDTH);
      gtk_snapshot_append_stroke (snapshot, path, stroke, &colors->edge);
    }
}

/**
 * kl_mark_draw:
 * @cr: what is drawn on
 * @mark: which mark
 * @x: its middle
 * @y: its middle
 * @size: about how large it is
 * @colors: its colours
 *
 * Draws the same mark with cairo, for paper.
 */
void
kl_mark_draw (cairo_t *cr, KlMark mark, double x, double y, double size, const KlMarkColors *colors)
{
  const Shape *shape;

  g_return_if_fail (cr != NULL && colors != NULL);
  g_return_if_fail (mark < G_N_ELEMENTS (shapes));

  shape = &shapes[mark];
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  trace_path (cr, shape->ops, x, y, size);
  if (shape->stroke > 0)
    {
      set_source (cr, &colors->hole);
      if (shape->has_hole)
        cairo_fill_preserve (cr);
      set_source (cr, &colors->fill);
      cairo_set_line_width (cr, shape->stroke * size);
      cairo_stroke (cr);
    }
  else
    {
      set_source (cr, &colors->fill);
      cairo_fill_preserve (cr);
      set_source (cr, &colors->edge);
      cairo_set_line_width (cr, EDGE_WIDTH);
      if (colors->edge.alpha > 0)
        cairo_stroke (cr);
    }
  cairo_new_path (cr);
  cairo_restore (cr);
}
