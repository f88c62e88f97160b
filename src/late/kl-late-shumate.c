/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <shumate/shumate.h>

#include "kl-config.h"

#define LATE_LIBRARY kl_late_shumate

#define FUNCTIONS(F)                                                                               \
  F (GType, shumate_data_source_get_type, (void), ())                                              \
  F (GType, shumate_layer_get_type, (void), ())                                                    \
  F (ShumateViewport *, shumate_layer_get_viewport, (ShumateLayer * self), (self))                 \
  F (double, shumate_location_get_latitude, (ShumateLocation * location), (location))              \
  F (double, shumate_location_get_longitude, (ShumateLocation * location), (location))             \
  F (GType, shumate_location_get_type, (void), ())                                                 \
  F (void, shumate_location_set_location,                                                          \
     (ShumateLocation * location, double latitude, double longitude),                              \
     (location, latitude, longitude))                                                              \
  F (void, shumate_map_add_layer, (ShumateMap * self, ShumateLayer * layer), (self, layer))        \
  F (void, shumate_map_insert_layer_behind,                                                        \
     (ShumateMap * self, ShumateLayer * layer, ShumateLayer * next_sibling),                       \
     (self, layer, next_sibling))                                                                  \
  F (void, shumate_map_remove_layer, (ShumateMap * self, ShumateLayer * layer), (self, layer))     \
  F (GType, shumate_map_get_type, (void), ())                                                      \
  F (ShumateViewport *, shumate_map_get_viewport, (ShumateMap * self), (self))                     \
  F (void, shumate_map_go_to, (ShumateMap * self, double latitude, double longitude),              \
     (self, latitude, longitude))                                                                  \
  F (guint, shumate_map_source_get_column_count,                                                   \
     (ShumateMapSource * map_source, guint zoom_level), (map_source, zoom_level))                  \
  F (double, shumate_map_source_get_tile_size_at_zoom,                                             \
     (ShumateMapSource * map_source, double zoom_level), (map_source, zoom_level))                 \
  F (GType, shumate_map_source_get_type, (void), ())                                               \
  F (void, shumate_map_zoom_in, (ShumateMap * self), (self))                                       \
  F (void, shumate_map_zoom_out, (ShumateMap * self), (self))                                      \
  F (void, shumate_marker_layer_add_marker, (ShumateMarkerLayer * self, ShumateMarker * marker),   \
     (self, marker))                                                                               \
  F (GType, shumate_marker_layer_get_type, (void), ())                                             \
  F (ShumateMarkerLayer *, shumate_marker_layer_new_full,                                          \
     (ShumateViewport * viewport, GtkSelectionMode mode), (viewport, mode))                        \
  F (void, shumate_marker_layer_remove_all, (ShumateMarkerLayer * self), (self))                   \
  F (ShumateMarker *, shumate_marker_new, (void), ())                                              \
  F (void, shumate_marker_set_child, (ShumateMarker * marker, GtkWidget * child), (marker, child)) \
  F (void, shumate_marker_set_selectable, (ShumateMarker * marker, gboolean value),                \
     (marker, value))                                                                              \
  F (ShumateRasterRenderer *, shumate_raster_renderer_new_full,                                    \
     (const char *id, const char *name, const char *license, const char *license_uri,              \
      guint min_zoom, guint max_zoom, guint tile_size, ShumateMapProjection projection,            \
      ShumateDataSource *data_source),                                                             \
     (id, name, license, license_uri, min_zoom, max_zoom, tile_size, projection, data_source))     \
  F (GType, shumate_scale_get_type, (void), ())                                                    \
  F (void, shumate_scale_set_viewport, (ShumateScale * scale, ShumateViewport * viewport),         \
     (scale, viewport))                                                                            \
  F (ShumateTileDownloader *, shumate_tile_downloader_new, (const char *url_template),             \
     (url_template))                                                                               \
  F (ShumateMapSource *, shumate_viewport_get_reference_map_source, (ShumateViewport * self),      \
     (self))                                                                                       \
  F (double, shumate_viewport_get_rotation, (ShumateViewport * self), (self))                      \
  F (double, shumate_viewport_get_zoom_level, (ShumateViewport * self), (self))                    \
  F (ShumateViewport *, shumate_viewport_new, (void), ())                                          \
  F (void, shumate_viewport_set_max_zoom_level, (ShumateViewport * self, guint max_zoom_level),    \
     (self, max_zoom_level))                                                                       \
  F (void, shumate_viewport_set_min_zoom_level, (ShumateViewport * self, guint min_zoom_level),    \
     (self, min_zoom_level))                                                                       \
  F (void, shumate_viewport_set_reference_map_source,                                              \
     (ShumateViewport * self, ShumateMapSource * map_source), (self, map_source))                  \
  F (void, shumate_viewport_set_rotation, (ShumateViewport * self, double rotation),               \
     (self, rotation))                                                                             \
  F (void, shumate_viewport_set_zoom_level, (ShumateViewport * self, double zoom_level),           \
     (self, zoom_level))

KL_LATE_LIBRARY (kl_late_shumate, KL_SHUMATE_FILE, FUNCTIONS)
