/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-lines-layout.h"

G_BEGIN_DECLS

/* Something that a label would rather not lie on. */
typedef struct
{
  KlBox box;
  double weight; /* cost of a square pixel */
} KlLinesObstacle;

/* A line that a label would rather not lie on. */
typedef struct
{
  double x1;
  double y1;
  double x2;
  double y2;
  int owner;     /* position of the label it belongs to, -1 for none */
  double weight; /* cost of a pixel */
} KlLinesStroke;

/* A label that wants a place, in the order in which they may choose. */
typedef struct
{
  double x; /* of its node */
  double y;
  double half;
  double outward; /* radians */
  double width;
  double height;
  double sector_start; /* degrees */
  double sector_width;
  int before; /* the candidate it had, -1 for none */
  KlLinesLabel label;
} KlLinesSeeker;

typedef struct
{
  const KlLinesFrame *frame;
  double center_x;
  double center_y;
  const KlLinesObstacle *obstacles;
  guint n_obstacles;
  const KlLinesStroke *strokes;
  guint n_strokes;
  gboolean dense;
  gboolean may_hide; /* over nodes and other things that stand there */
} KlLinesGround;

double kl_lines_place_labels (const KlLinesGround *ground, KlLinesSeeker *seekers, guint n_seekers);
double kl_box_get_overlap (const KlBox *a, const KlBox *b);

G_END_DECLS
