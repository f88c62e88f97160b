/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

/**
 * KlFigureFunc:
 * @canvas: where
 * @x: left, points
 * @y: top, points
 * @width: points
 * @data: what is drawn
 *
 * Draws a figure.
 */
typedef void (*KlFigureFunc) (KlCanvas *canvas, double x, double y, double width, gpointer data);

KlBlock *kl_figure_new (double height,
                        const char *alt,
                        KlFigureFunc draw,
                        gpointer data,
                        GDestroyNotify destroy);

void kl_figure_draw_mark (KlCanvas *canvas,
                          KlMark mark,
                          double x,
                          double y,
                          double radius,
                          gboolean main);
void kl_figure_draw_label (KlCanvas *canvas,
                           const KlTextStyle *style,
                           double x,
                           double baseline,
                           KlAlign align,
                           const char *text);

/**
 * KlRulerPart:
 * @label: in the middle of it
 * @minutes: how long it takes
 * @fill: black for a case, hatched for time that is free
 */
typedef struct
{
  char *label;
  int minutes;
  KlFill fill;
} KlRulerPart;

KlBlock *kl_agenda_ruler_new (KlTypesetter *typesetter,
                              GArray *parts,
                              int starts_at,
                              double width,
                              const char *alt);

/**
 * KlTrustPoint:
 * @reached: %FALSE draws a dashed line towards an open point
 */
typedef struct
{
  char *name;
  char *note;
  gboolean reached;
} KlTrustPoint;

KlBlock *
kl_trust_line_new (KlTypesetter *typesetter, GArray *points, double width, const char *alt);

G_END_DECLS
