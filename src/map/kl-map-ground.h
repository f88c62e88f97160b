/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-mercator.h"

G_BEGIN_DECLS

/**
 * KlMapGround:
 * @scale: pixels that the whole earth is wide
 * @x: where its left edge is in the widget
 * @y: where its top edge is in the widget
 *
 * How a map lies under a widget.
 */
typedef struct
{
  double scale;
  double x;
  double y;
} KlMapGround;

/* How high the bands of a view are. One fits where a processor keeps what it works on, so that
 * the copies that a renderer makes cost little. */
#define KL_MAP_BAND 64

KlMapGround kl_map_ground_get (ShumateViewport *viewport, GtkWidget *widget);
cairo_surface_t *kl_map_paint_surface (double width,
                                       double height,
                                       int scale_factor,
                                       void (*paint) (cairo_t *cr, gpointer user_data),
                                       gpointer user_data);
GdkTexture *kl_map_surface_get_texture (cairo_surface_t *surface);
GPtrArray *
kl_map_surface_view (cairo_surface_t *surface, const graphene_rect_t *place, int width, int height);
GdkTexture *kl_map_paint_texture (double width,
                                  double height,
                                  int scale_factor,
                                  void (*paint) (cairo_t *cr, gpointer user_data),
                                  gpointer user_data);
GdkTexture *kl_map_share_texture (const char *key,
                                  GdkTexture *(*paint) (gpointer user_data),
                                  gpointer user_data);
GdkTexture *kl_map_paint_node (GskRenderNode *node, double width, double height, int scale_factor);

G_END_DECLS
