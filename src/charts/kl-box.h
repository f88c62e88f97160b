/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlBox:
 *
 * A rectangle of a drawing: pixels on screen, points on paper. What a chart looks
 * like is worked out in boxes by functions that know neither GTK nor cairo, so
 * that screen and paper agree and the rules can be tested without a display.
 */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} KlBox;

/**
 * KlMeasureText:
 * @text: what will be written
 * @bold: whether in bold
 * @user_data: of the caller
 *
 * Returns: how wide @text will be on the drawing
 */
typedef double (*KlMeasureText) (const char *text, gboolean bold, gpointer user_data);

static inline gboolean
kl_box_overlaps (const KlBox *a, const KlBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static inline gboolean
kl_box_contains (const KlBox *box, double x, double y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/* For scripts that run from right to left: the same drawing seen in a mirror. */
static inline void
kl_box_mirror (KlBox *box, double total_width)
{
  box->x = total_width - box->x - box->width;
}

G_END_DECLS
