/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-ring-figure.h"

#include "charts/kl-ring-mark.h"

/* The marks of the rings as the screen has them, in grey. */

typedef struct
{
  KlInk *ink;
  double x;
  double y;
  double scale;
} Tracer;

/* Auxiliary functions */

static gboolean
trace_cb (GskPathOperation operation,
          const graphene_point_t *points,
          gsize n_points,
          float weight,
          gpointer data)
{
  const Tracer *tracer = data;
  double to[8];

  for (gsize i = 0; i < MIN (n_points, 4); i++)
    {
      to[2 * i] = tracer->x + (double) points[i].x * tracer->scale;
      to[2 * i + 1] = tracer->y + (double) points[i].y * tracer->scale;
    }
  if (operation == GSK_PATH_MOVE)
    kl_ink_move_to (tracer->ink, to[0], to[1]);
  else if (operation == GSK_PATH_LINE)
    kl_ink_line_to (tracer->ink, to[2], to[3]);
  else if (operation == GSK_PATH_CUBIC)
    kl_ink_curve_to (tracer->ink, to[2], to[3], to[4], to[5], to[6], to[7]);
  else
    kl_ink_close_path (tracer->ink);
  return TRUE;
}

/* Public API */

/**
 * kl_ring_figure_draw:
 * @ink: where to draw
 * @ring: a ring of partners
 * @x: the middle
 * @y: the middle
 * @size: width and height
 * @hollow: an outline, for a partner to whom nothing was sent yet
 * @grey: of the shape, 0 black to 1 white
 * @glyph: of what stands in it, unless it is hollow
 *
 * Draws the mark of a ring.
 */
void
kl_ring_figure_draw (KlInk *ink,
                     KlRing ring,
                     double x,
                     double y,
                     double size,
                     gboolean hollow,
                     double grey,
                     double glyph)
{
  const double scale = size / KL_RING_MARK_UNITS;
  Tracer tracer = { ink, x - size / 2, y - size / 2, scale };

  kl_ink_new_path (ink);
  gsk_path_foreach (kl_ring_mark_get_shape (ring), GSK_PATH_FOREACH_ALLOW_CUBIC, trace_cb, &tracer);
  kl_ink_set_line (ink, KL_RING_MARK_OUTLINE * scale, grey);
  if (hollow)
    kl_ink_stroke (ink);
  else
    kl_ink_fill (ink, grey);
  gsk_path_foreach (kl_ring_mark_get_glyph (ring), GSK_PATH_FOREACH_ALLOW_CUBIC, trace_cb, &tracer);
  kl_ink_fill_even_odd (ink, hollow ? grey : glyph);
}
