/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-box.h"
#include "kl-lines-plan.h"

G_BEGIN_DECLS

/* The rings of the drawing: a week, two weeks, a month, two months. */
#define KL_LINES_N_RINGS 4

#define KL_LINES_MAX_OVERLAYS 6

/* How close together things stand: full labels, one line each, or the nodes small as well. */
typedef enum
{
  KL_LINES_FULL,
  KL_LINES_COMPACT,
  KL_LINES_DENSE,
} KlLinesDensity;

typedef struct
{
  double width;
  double height;
} KlLinesSize;

/**
 * KlLinesFrame:
 * @width: of the canvas
 * @height: of the canvas
 * @text_scale: 1 at normal text size
 * @zoom: 1 when everything fits; nodes and text keep their size
 * @pan_x: how far the middle has been moved
 * @pan_y: how far the middle has been moved
 * @overlays: what lies over the canvas, such as legends
 * @titles: how large the title of each sector is, by #KlRing
 * @ring_labels: how large the words of each ring are
 *
 * What is drawn on, in pixels.
 */
typedef struct
{
  double width;
  double height;
  double text_scale;
  double zoom;
  double pan_x;
  double pan_y;
  KlBox overlays[KL_LINES_MAX_OVERLAYS];
  guint n_overlays;
  KlLinesSize titles[KL_LINES_N_SECTORS];
  KlLinesSize ring_labels[KL_LINES_N_RINGS];
} KlLinesFrame;

typedef enum
{
  KL_LINES_ALIGN_START,
  KL_LINES_ALIGN_CENTER,
  KL_LINES_ALIGN_END,
} KlLinesAlign;

/**
 * KlLinesLabel:
 * @box: where the label is; not valid while hidden
 * @shown: %FALSE when there is no room that it would not share
 * @align: how its lines stand in the box
 * @has_leader: whether it stands so far off that a line should lead to it
 * @candidate: which of the places was taken, to prefer it the next time
 */
typedef struct
{
  KlBox box;
  gboolean shown;
  KlLinesAlign align;
  gboolean has_leader;
  int candidate;
} KlLinesLabel;

/**
 * KlLinesSpot:
 * @id: of the partner, or negative for the folded ones of a sector
 * @index: in the partners that were given
 * @days: as the partner has it
 * @longest: as the partner has it
 * @angle: degrees, clockwise from three o'clock: who
 * @radius: from the middle: how fast
 * @half: half the size of the node
 * @tail_radius: where the longest wait is drawn, 0 for none
 */
typedef struct
{
  gint64 id;
  guint index;
  KlRing ring;
  double days;
  double longest;
  double angle;
  double radius;
  double x;
  double y;
  double half;
  double tail_radius;
  KlLinesLabel label;
} KlLinesSpot;

/**
 * KlLinesLayout:
 * @center_x: the middle of the hub
 * @hub: radius of the hub
 * @inner: radius of an answer on the same day
 * @outer: radius of the outermost answer
 * @rings: radii of the rings
 * @ring_label_boxes: where their words stand
 * @title_boxes: where the titles of the sectors stand, by #KlRing
 * @spots: (element-type KlLinesSpot): in the order of the partners given
 * @cost: what the labels cost, to compare layouts of the same partners
 */
typedef struct
{
  double center_x;
  double center_y;
  double hub;
  double inner;
  double outer;
  double rings[KL_LINES_N_RINGS];
  KlBox ring_label_boxes[KL_LINES_N_RINGS];
  KlBox title_boxes[KL_LINES_N_SECTORS];
  GArray *spots;
  double cost;
} KlLinesLayout;

double kl_lines_ring_get_days (guint ring);
KlLinesDensity kl_lines_get_density (guint n_partners);
double kl_lines_get_node_half (KlLinesDensity density, KlRing ring, gboolean selected);
double kl_lines_get_line_width (guint n_referrals);
GArray *kl_lines_fold (const KlLinesPartner *partners, guint n_partners, gint64 kept_id);
KlRing kl_lines_fold_get_ring (gint64 id);

void kl_lines_frame_measure (const KlLinesFrame *frame, double *hub, double *inner, double *outer);
double kl_lines_frame_get_radius (const KlLinesFrame *frame, double days);
void kl_lines_frame_zoom_at (KlLinesFrame *frame, double zoom, double x, double y);

KlLinesLayout *kl_lines_layout_new (const KlLinesPlan *plan,
                                    const KlLinesPartner *partners,
                                    guint n_partners,
                                    const KlLinesFrame *frame,
                                    gint64 selected_id,
                                    const KlLinesLayout *before);
void
kl_lines_layout_follow (KlLinesLayout *layout, const KlLinesPlan *plan, const KlLinesFrame *frame);
void kl_lines_layout_free (KlLinesLayout *layout);
const KlLinesSpot *kl_lines_layout_find (const KlLinesLayout *layout, gint64 id);

KlLinesPlan *
kl_lines_plan_search (const KlLinesPartner *partners, guint n_partners, const KlLinesFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLinesLayout, kl_lines_layout_free)

G_END_DECLS
