/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-ring-mark.h"

typedef struct
{
  const char *shape; /* in the words of SVG */
  const char *glyph;
  const char *fill;
  const char *fill_dark;
  const char *text_dark;
} Mark;

/* Shape, glyph and colour each say the ring alone: never colour only. */
static const Mark marks[] = {
  [KL_RING_IN_SCHOOL] = {
    "M 10 0 L 19.6 8.2 V 17 A 3 3 0 0 1 16.6 20 H 3.4 A 3 3 0 0 1 .4 17 V 8.2 Z",
    "M 8 17 V 12 H 12 V 17 Z M 10 6.4 a 1.6 1.6 0 1 1 0 3.2 a 1.6 1.6 0 1 1 0 -3.2 Z",
    "#5e5c64", "#77767b", "#c0bfbc",
  },
  [KL_RING_INFORMAL] = {
    "M 10 0 A 10 10 0 1 1 10 20 A 10 10 0 1 1 10 0 Z",
    "M 10 15 C 5.2 11.8 4.6 9.8 4.6 8.5 C 4.6 6.9 5.8 5.7 7.4 5.7 C 8.5 5.7 9.5 6.3 10 7.4"
    " C 10.5 6.3 11.5 5.7 12.6 5.7 C 14.2 5.7 15.4 6.9 15.4 8.5 C 15.4 9.8 14.8 11.8 10 15 Z",
    "#26a269", "#26a269", "#57e389",
  },
  [KL_RING_BASIC] = {
    "M 5 .6 H 15 A 4.4 4.4 0 0 1 19.4 5 V 15 A 4.4 4.4 0 0 1 15 19.4 H 5"
    " A 4.4 4.4 0 0 1 .6 15 V 5 A 4.4 4.4 0 0 1 5 .6 Z",
    "M 7.4 5.4 a 2.1 2.1 0 1 1 0 4.2 a 2.1 2.1 0 1 1 0 -4.2 Z"
    " M 13.1 6.4 a 1.7 1.7 0 1 1 0 3.4 a 1.7 1.7 0 1 1 0 -3.4 Z"
    " M 3.8 14.8 C 3.8 12 5.2 10.5 7.4 10.5 C 9.6 10.5 11 12 11 14.8 Z"
    " M 12 14.8 C 12 13 11.8 11.9 11.3 11.1 C 11.8 10.8 12.4 10.6 13.1 10.6"
    " C 15.1 10.6 16.4 12.1 16.4 14.8 Z",
    "#1c71d8", "#3584e4", "#99c1f1",
  },
  [KL_RING_ACCESS] = {
    "M 8.3 -.3 L -.3 8.3 A 2.4 2.4 0 0 0 -.3 11.7 L 8.3 20.3 A 2.4 2.4 0 0 0 11.7 20.3"
    " L 20.3 11.7 A 2.4 2.4 0 0 0 20.3 8.3 L 11.7 -.3 A 2.4 2.4 0 0 0 8.3 -.3 Z",
    "M 7.4 6.9 A 3.1 3.1 0 0 1 10.3 9 H 15.8 V 11 H 14.9 V 12.9 H 13 V 11 H 10.3"
    " A 3.1 3.1 0 1 1 7.4 6.9 Z M 7.4 8.9 A 1.1 1.1 0 1 0 7.4 11.1 A 1.1 1.1 0 1 0 7.4 8.9 Z",
    "#9141ac", "#a655c2", "#dc8add",
  },
  [KL_RING_SPECIALIST] = {
    "M 8.7 .2 A 2.6 2.6 0 0 1 11.3 .2 L 17.9 4 A 2.6 2.6 0 0 1 19.2 6.3 V 13.7"
    " A 2.6 2.6 0 0 1 17.9 16 L 11.3 19.8 A 2.6 2.6 0 0 1 8.7 19.8 L 2.1 16"
    " A 2.6 2.6 0 0 1 .8 13.7 V 6.3 A 2.6 2.6 0 0 1 2.1 4 Z",
    "M 8.5 5.2 H 11.5 V 8.5 H 14.8 V 11.5 H 11.5 V 14.8 H 8.5 V 11.5 H 5.2 V 8.5 H 8.5 Z",
    "#c64600", "#d95b10", "#ffa348",
  },
  [KL_RING_SAFETY] = {
    "M 10 -.3 L 18.2 2.5 A 1.6 1.6 0 0 1 19.2 4 V 9.8 C 19.2 15.5 15 18.9 10 20.6"
    " C 5 18.9 .8 15.5 .8 9.8 V 4 A 1.6 1.6 0 0 1 1.8 2.5 Z",
    "M 8.8 4.6 H 11.2 L 10.9 11.4 H 9.1 Z M 10 12.7 a 1.35 1.35 0 1 1 0 2.7"
    " a 1.35 1.35 0 1 1 0 -2.7 Z",
    "#a51d2d", "#d0394b", "#ff9ba5",
  },
};

/* Auxiliary functions */

/* Pages are drawn on a thread of their own while the window draws the same marks. */
static GskPath *
get_path (GskPath **paths, KlRing ring, gboolean glyph)
{
  if (g_once_init_enter_pointer (&paths[ring]))
    g_once_init_leave_pointer (&paths[ring],
                               gsk_path_parse (glyph ? marks[ring].glyph : marks[ring].shape));

  return paths[ring];
}

static GskPath *
get_glyph (KlRing ring)
{
  static GskPath *glyphs[G_N_ELEMENTS (marks)];

  return get_path (glyphs, ring, TRUE);
}

static GskPath *
get_shape (KlRing ring)
{
  static GskPath *shapes[G_N_ELEMENTS (marks)];

  return get_path (shapes, ring, FALSE);
}

/* Public API */

/**
 * kl_ring_mark_get_colors:
 * @ring: a ring of partners
 * @dark: whether it is drawn on a dark ground
 *
 * Returns: the colours of the ring
 */
KlRingColors
kl_ring_mark_get_colors (KlRing ring, gboolean dark)
{
  KlRingColors colors = { .glyph = { 1, 1, 1, 1 } };

  g_return_val_if_fail (ring < G_N_ELEMENTS (marks), colors);

  gdk_rgba_parse (&colors.fill, dark ? marks[ring].fill_dark : marks[ring].fill);
  gdk_rgba_parse (&colors.text, dark ? marks[ring].text_dark : marks[ring].fill);

  return colors;
}

/**
 * kl_ring_mark_get_shape:
 * @ring: a ring of partners
 *
 * Returns: (transfer none): the outline of its mark, in a square of 20 by 20 whose middle is at
 *   10, 10; a diamond reaches a little over it
 */
GskPath *
kl_ring_mark_get_shape (KlRing ring)
{
  g_return_val_if_fail (ring < G_N_ELEMENTS (marks), NULL);

  return get_shape (ring);
}

/**
 * kl_ring_mark_get_glyph:
 * @ring: a ring of partners
 *
 * Returns: (transfer none): what stands in the mark, in the same square; what lies within it twice
 *   is left open
 */
GskPath *
kl_ring_mark_get_glyph (KlRing ring)
{
  g_return_val_if_fail (ring < G_N_ELEMENTS (marks), NULL);

  return get_glyph (ring);
}

/**
 * kl_ring_mark_snapshot:
 * @snapshot: where to draw
 * @ring: a ring of partners
 * @x: the middle
 * @y: the middle
 * @size: width and height
 * @hollow: an outline, for a partner to whom nothing was sent yet
 * @colors: of kl_ring_mark_get_colors()
 */
void
kl_ring_mark_snapshot (GtkSnapshot *snapshot,
                       KlRing ring,
                       double x,
                       double y,
                       double size,
                       gboolean hollow,
                       const KlRingColors *colors)
{
  const float scale = (float) size / KL_RING_MARK_UNITS;

  g_return_if_fail (ring < G_N_ELEMENTS (marks) && colors != NULL);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x - size / 2), (float) (y - size / 2)));
  gtk_snapshot_scale (snapshot, scale, scale);
  if (hollow)
    {
      GskStroke *stroke = gsk_stroke_new (KL_RING_MARK_OUTLINE);

      gtk_snapshot_append_stroke (snapshot, get_shape (ring), stroke, &colors->fill);
      gsk_stroke_free (stroke);
    }
  else
    {
      gtk_snapshot_append_fill (snapshot, get_shape (ring), GSK_FILL_RULE_WINDING, &colors->fill);
    }
  gtk_snapshot_append_fill (snapshot, get_glyph (ring), GSK_FILL_RULE_EVEN_ODD,
                            hollow ? &colors->fill : &colors->glyph);
  gtk_snapshot_restore (snapshot);
}
