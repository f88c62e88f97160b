/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-tiles.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "kl-tile-address.h"
#include "kl-tile-layer.h"
#include "kl-tile-source.h"

/*
 * The map pictures below the areas, which are only there when somebody wants them: while they
 * are off there is no source, and so nothing that could reach for the network.
 */

/* Pictures are made for a light ground; on a dark one they step back. */
#define DARK_OPACITY 0.4

struct _KlWijkTiles
{
  GObject parent_instance;

  ShumateMap *map;
  ShumateLayer *above;
  KlTileLayer *layer;
  KlTileSource *source;
  KlTileCache *cache;
  gboolean enabled;
  char *address;
  char *attribution;
  guint deadline;
  guint rest;
};

G_DEFINE_FINAL_TYPE (KlWijkTiles, kl_wijk_tiles, G_TYPE_OBJECT)

enum
{
  PROP_ENABLED = 1,
  PROP_ADDRESS,
  PROP_ATTRIBUTION,
  N_PROPS,
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Auxiliary functions */

static void
emit_changed (KlWijkTiles *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
dim (KlWijkTiles *self)
{
  if (self->layer != NULL)
    gtk_widget_set_opacity (GTK_WIDGET (self->layer),
                            adw_style_manager_get_dark (adw_style_manager_get_default ())
                              ? DARK_OPACITY
                              : 1);
}

static void
remove_source (KlWijkTiles *self)
{
  if (self->source == NULL)
    return;

  shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->layer));
  self->layer = NULL;
  g_signal_handlers_disconnect_by_data (self->source, self);
  kl_tile_source_stop (self->source);
  g_clear_object (&self->source);
}

static void
add_source (KlWijkTiles *self)
{
  if (self->cache == NULL)
    self->cache = kl_tile_cache_new_default ();
  self->source = kl_tile_source_new (self->address, self->cache);
  if (self->deadline > 0)
    kl_tile_source_set_patience (self->source, self->deadline, self->rest);
  g_signal_connect_object (self->source, "notify", G_CALLBACK (emit_changed), self,
                           G_CONNECT_SWAPPED);
  self->layer = kl_tile_layer_new (shumate_map_get_viewport (self->map), self->source);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->layer), self->above);
  dim (self);
}

static void
update (KlWijkTiles *self)
{
  remove_source (self);
  if (self->enabled && self->address != NULL && kl_tile_address_check (self->address, NULL))
    add_source (self);
  emit_changed (self);
}

/* Overrides */

static void
kl_wijk_tiles_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlWijkTiles *self = KL_WIJK_TILES (object);

  switch (id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_ATTRIBUTION:
      g_value_set_string (value, self->attribution);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_enabled (KlWijkTiles *self, gboolean enabled)
{
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

static void
kl_wijk_tiles_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlWijkTiles *self = KL_WIJK_TILES (object);

  switch (id)
    {
    case PROP_ENABLED:
      set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_ADDRESS:
      if (g_set_str (&self->address, g_value_get_string (value)))
        {
          update (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_ATTRIBUTION:
      if (g_set_str (&self->attribution, g_value_get_string (value)))
        {
          emit_changed (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_wijk_tiles_finalize (GObject *object)
{
  KlWijkTiles *self = KL_WIJK_TILES (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->cache, kl_tile_cache_unref);
  g_free (self->address);
  g_free (self->attribution);

  G_OBJECT_CLASS (kl_wijk_tiles_parent_class)->finalize (object);
}

static void
kl_wijk_tiles_class_init (KlWijkTilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kl_wijk_tiles_get_property;
  object_class->set_property = kl_wijk_tiles_set_property;
  object_class->finalize = kl_wijk_tiles_finalize;

  /**
   * KlWijkTiles:enabled:
   *
   * Whether somebody wants map pictures.
   */
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  /**
   * KlWijkTiles:address:
   *
   * Of their server, see kl_tile_address_check(); with a wrong one there are none.
   */
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  /**
   * KlWijkTiles:attribution:
   *
   * Whose pictures they are; without it the server is named.
   */
  properties[PROP_ATTRIBUTION] = g_param_spec_string ("attribution", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlWijkTiles::changed:
   * @self: the pictures
   *
   * Something that is said about them is different.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KL_TYPE_WIJK_TILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_wijk_tiles_init (KlWijkTiles *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dim), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_wijk_tiles_new:
 * @map: the map, which outlives them
 * @above: its lowest layer
 *
 * Returns: (transfer full): map pictures, off
 */
KlWijkTiles *
kl_wijk_tiles_new (ShumateMap *map, ShumateLayer *above)
{
  KlWijkTiles *self = g_object_new (KL_TYPE_WIJK_TILES, NULL);

  self->map = map;
  self->above = above;

  return self;
}

/**
 * kl_wijk_tiles_set_cache:
 * @self: map pictures that are off
 * @cache: where they are kept, instead of with what else the person who works here keeps
 */
void
kl_wijk_tiles_set_cache (KlWijkTiles *self, KlTileCache *cache)
{
  g_return_if_fail (KL_IS_WIJK_TILES (self) && self->cache == NULL);

  self->cache = kl_tile_cache_ref (cache);
}

/**
 * kl_wijk_tiles_set_patience:
 * @self: map pictures that are off
 * @deadline: milliseconds that one may take
 * @rest: milliseconds that a server which failed is left alone at first
 */
void
kl_wijk_tiles_set_patience (KlWijkTiles *self, guint deadline, guint rest)
{
  g_return_if_fail (KL_IS_WIJK_TILES (self));

  self->deadline = deadline;
  self->rest = rest;
}

/**
 * kl_wijk_tiles_get_filled:
 * @self: map pictures
 *
 * Returns: whether there are any to see
 */
gboolean
kl_wijk_tiles_get_filled (KlWijkTiles *self)
{
  g_return_val_if_fail (KL_IS_WIJK_TILES (self), FALSE);

  return self->source != NULL && kl_tile_source_get_filled (self->source);
}

/**
 * kl_wijk_tiles_get_trouble:
 * @self: map pictures
 *
 * Returns: whether they are wanted, but do not come in
 */
gboolean
kl_wijk_tiles_get_trouble (KlWijkTiles *self)
{
  g_return_val_if_fail (KL_IS_WIJK_TILES (self), FALSE);

  return self->enabled && (self->source == NULL || kl_tile_source_get_trouble (self->source));
}

/**
 * kl_wijk_tiles_dup_attribution:
 * @self: map pictures
 *
 * Returns: (transfer full): whose they are, or that they are off
 */
char *
kl_wijk_tiles_dup_attribution (KlWijkTiles *self)
{
  g_autofree char *host = NULL;

  g_return_val_if_fail (KL_IS_WIJK_TILES (self), NULL);

  if (self->source == NULL)
    return g_strdup (_ ("internet map off"));
  if (self->attribution != NULL && *self->attribution != '\0')
    return g_strdup_printf (_ ("Map: %s"), self->attribution);

  host = kl_tile_address_dup_host (self->address);
  return g_strdup_printf (_ ("Map: %s"), host);
}

/**
 * kl_wijk_tiles_remove:
 * @self: map pictures
 *
 * Takes them off, before the map goes.
 */
void
kl_wijk_tiles_remove (KlWijkTiles *self)
{
  g_return_if_fail (KL_IS_WIJK_TILES (self));

  remove_source (self);
}
