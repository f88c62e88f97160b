/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-box.h"

G_BEGIN_DECLS

/**
 * KlWijkLabel:
 * @x: the middle of what it names
 * @y: the middle of what it names
 * @half_width: half of that
 * @half_height: half of that; both are 0 for the name of an area, which may stand on it
 * @width: of the text
 * @height: of the text
 * @taken: which of the places it has, as before and after, or -1 for none
 * @box: (out): where the text stands
 * @hidden: (out): whether there is no room for it
 *
 * A text that wants a place. The first may choose first.
 */
typedef struct
{
  double x;
  double y;
  double half_width;
  double half_height;
  double width;
  double height;
  int taken;
  KlBox box;
  gboolean hidden;
} KlWijkLabel;

void kl_wijk_place_labels (KlWijkLabel *labels, guint n_labels);
void kl_wijk_move_labels (KlWijkLabel *labels, guint n_labels);

G_END_DECLS
