/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-lines-hub.h"
#include "charts/kl-lines-layout.h"
#include "kl-lines-node.h"
#include "kl-lines-pose.h"
#include "kl-lines-view.h"

G_BEGIN_DECLS

typedef struct
{
  KlLinesNode *node;
  gint64 id;
  KlLinesPose from;
  KlLinesPose to;
  KlLinesPose now;
  KlLinesAlign align;
  KlLinesSize label_size;
  gboolean has_leader;
  gboolean leaving;
} KlLinesShown;

/* What the backdrop looks like: compared byte for byte. */
typedef struct
{
  double width;
  double height;
  double x;
  double y;
  double hub;
  double outer;
  double rings[KL_LINES_N_RINGS];
  double starts[KL_LINES_N_SECTORS];
  double widths[KL_LINES_N_SECTORS];
  int filter;
  int scheme;
  int scale;
} KlLinesBackdrop;

struct _KlLinesView
{
  GtkWidget parent_instance;

  GtkWidget *hub;
  GPtrArray *entries; /* KlLinesEntry: all there are */
  GHashTable *nodes;  /* id: KlLinesNode, all that are children */
  GArray *shown;      /* KlLinesShown */
  GPtrArray *overlays;
  char *school;
  int filter; /* a KlRing, -1 for all */

  KlLinesPlan *plan;
  GCancellable *cancellable; /* while a plan is searched */
  KlLinesFrame frame;
  KlLinesLayout *layout;
  KlLinesDensity density;
  gboolean needs_layout;
  gboolean may_animate;
  AdwAnimation *animation;
  guint settle_id;             /* while the drawing is moved */
  GdkTexture *ground;          /* what lies under the nodes, to move it at once */
  gboolean painting;           /* the next one */
  guint ground_serial;         /* of the layout that it shows */
  graphene_rect_t ground_rect; /* on the canvas as it was then */
  double ground_x;             /* where the middle was */
  double ground_y;
  double ground_zoom;
  guint days_id;             /* while the days move */
  cairo_surface_t *backdrop; /* what does not move with the days, or NULL */
  KlLinesBackdrop backdrop_look;

  PangoLayout *titles[KL_LINES_N_SECTORS];
  PangoLayout *ring_labels[KL_LINES_N_RINGS];

  gint64 selected_id;
  double pointer_x; /* where it was last */
  double pointer_y;
  gboolean has_pointer;

  gint64 hovered_id;
  gboolean hovered_line; /* only its line */

  GString *typed;
  gint64 typed_at;
  double drag_x;
  double drag_y;
  double zoom_at_start;
};

/* Of the view, for what is drawn on it and what is done with it. */

void kl_lines_view_queue_layout (KlLinesView *self, gboolean animate);
const KlLinesShown *kl_lines_view_find_shown (KlLinesView *self, gint64 id);
gint64 kl_lines_view_get_focus_id (KlLinesView *self);
void kl_lines_view_get_position (KlLinesView *self, const KlLinesPose *pose, double *x, double *y);
void kl_lines_view_activate_partner (KlLinesView *self, gint64 id);
void kl_lines_view_zoom_to (KlLinesView *self, double zoom, double x, double y);

void kl_lines_view_plan_changed (KlLinesView *self);

/* Where everything stands: kl-lines-arrange.c */

void kl_lines_arrange (KlLinesView *self);
void kl_lines_arrange_sync (KlLinesView *self);
void kl_lines_arrange_update_words (KlLinesView *self);
void kl_lines_arrange_frame (KlLinesView *self, int width, int height);
void kl_lines_arrange_progress (double value, KlLinesView *self);
void kl_lines_arrange_follow (KlLinesView *self);
void kl_lines_arrange_drop_texts (KlLinesView *self);

/* Drawing: kl-lines-scene.c */

void kl_lines_scene_snapshot (KlLinesView *self, GtkSnapshot *snapshot);

/* Pointer, fingers and keys: kl-lines-input.c */

void kl_lines_input_attach (KlLinesView *self);

G_END_DECLS
