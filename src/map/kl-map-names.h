/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  KL_MAP_NAME_STRONG, /* chosen, or one's own */
  KL_MAP_NAME_PIN,
  KL_MAP_NAME_AREA,
  KL_MAP_NAME_SECOND, /* a smaller line below another */
} KlMapNameStyle;

/**
 * KlMapName:
 * @width: of the letters
 * @height: of the line
 * @texture: (nullable): it and #KL_MAP_NAME_HALO of ground on all sides; %NULL until it is painted
 *
 * A line of text over a map. It is counted: see kl_map_name_ref().
 */
typedef struct
{
  double width;
  double height;
  GdkTexture *texture;

  /*< private >*/
  PangoLayout *layout;
  gboolean soft;
} KlMapName;

#define KL_MAP_NAME_HALO 3.0

KlMapName *kl_map_name_ref (KlMapName *name);
void kl_map_name_unref (KlMapName *name);

#define KL_TYPE_MAP_NAMES (kl_map_names_get_type ())
G_DECLARE_FINAL_TYPE (KlMapNames, kl_map_names, KL, MAP_NAMES, GObject)

KlMapNames *kl_map_names_new (GtkWidget *widget);
void kl_map_names_begin_frame (KlMapNames *self);
KlMapName *kl_map_names_get (KlMapNames *self, KlMapNameStyle style, const char *text);
void kl_map_names_paint (KlMapNames *self);
void kl_map_names_forget (KlMapNames *self);

G_END_DECLS
