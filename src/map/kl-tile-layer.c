/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tile-layer.h"

#include "kl-map-ground.h"

/*
 * Map pictures on a map. They are asked for when the map has been still for a moment, and until
 * they are there, those of other zooms stand in for them.
 *
 * libshumate's own layer can wait for ever after a fast move, does not let go of pictures on
 * their way when it goes, and never asks again for one that failed.
 */

#define TILE_SIZE 256.0
#define MAX_ZOOM 19
/* Milliseconds between a move and the questions that follow from it. */
#define STILL 80
/* Pictures kept at hand, of 256 kB each. */
#define MAX_TILES 160
/* Zooms further away, and one nearer, that stand in. */
#define STAND_INS 3

struct _KlTileLayer
{
  ShumateLayer parent_instance;

  KlTileSource *source;
  GHashTable *tiles; /* Tile by its key */
  guint look_id;
  guint64 clock;
};

G_DEFINE_FINAL_TYPE (KlTileLayer, kl_tile_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  guint64 key;
  GdkTexture *texture;
  GCancellable *cancellable; /* while it is on its way */
  guint64 wanted;
} Tile;

/* Columns and rows of a zoom that are in sight. */
typedef struct
{
  KlMapGround ground;
  int zoom;
  double size;
  int left, top, right, bottom;
} Grid;

/* A picture on its way. */
typedef struct
{
  KlTileLayer *layer;
  GCancellable *cancellable;
  guint64 key;
} Errand;

/* Auxiliary functions */

static guint64
make_key (int zoom, int x, int y)
{
  return (guint64) zoom << 48 | (guint64) x << 24 | (guint64) y;
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  g_clear_object (&tile->texture);
  g_cancellable_cancel (tile->cancellable);
  g_clear_object (&tile->cancellable);
  g_free (tile);
}

static Grid
get_grid (KlTileLayer *self, const KlMapGround *ground, int zoom)
{
  const int last = (1 << zoom) - 1;
  Grid grid = { .ground = *ground, .zoom = zoom };

  grid.size = ground->scale / (last + 1);
  grid.left = MAX (0, (int) floor (-ground->x / grid.size));
  grid.top = MAX (0, (int) floor (-ground->y / grid.size));
  grid.right =
    MIN (last, (int) floor ((gtk_widget_get_width (GTK_WIDGET (self)) - ground->x) / grid.size));
  grid.bottom =
    MIN (last, (int) floor ((gtk_widget_get_height (GTK_WIDGET (self)) - ground->y) / grid.size));

  return grid;
}

static Grid
get_current_grid (KlTileLayer *self)
{
  const KlMapGround ground =
    kl_map_ground_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  const int zoom = (int) floor (log2 (ground.scale / TILE_SIZE) + 1e-6);

  return get_grid (self, &ground, CLAMP (zoom, 0, MAX_ZOOM));
}

static Tile *
find_tile (KlTileLayer *self, int zoom, int x, int y)
{
  const guint64 key = make_key (zoom, x, y);

  return g_hash_table_lookup (self->tiles, &key);
}

/* Asking */

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  KlTileLayer *self = errand->layer;
  GdkTexture *texture = kl_tile_source_fetch_finish (KL_TILE_SOURCE (source), result, NULL);
  Tile *tile = g_hash_table_lookup (self->tiles, &errand->key);

  if (tile != NULL && tile->cancellable == errand->cancellable)
    {
      g_clear_object (&tile->cancellable);
      tile->texture = g_steal_pointer (&texture);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  g_clear_object (&texture);
  g_object_unref (errand->cancellable);
  g_object_unref (errand->layer);
  g_free (errand);
}

static void
ask (KlTileLayer *self, int zoom, int x, int y)
{
  Tile *tile = find_tile (self, zoom, x, y);
  Errand *errand;

  if (tile != NULL)
    {
      tile->wanted = self->clock;
      return;
    }

  tile = g_new0 (Tile, 1);
  tile->key = make_key (zoom, x, y);
  tile->wanted = self->clock;
  tile->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->tiles, &tile->key, tile);
  errand = g_new0 (Errand, 1);
  errand->layer = g_object_ref (self);
  errand->cancellable = g_object_ref (tile->cancellable);
  errand->key = tile->key;
  kl_tile_source_fetch_async (self->source, (guint) zoom, (guint) x, (guint) y, tile->cancellable,
                              fetched_cb, errand);
}

/* What is on its way and out of sight goes at once; of the rest the oldest. */
static gboolean
is_superfluous (gpointer key, gpointer value, gpointer user_data)
{
  const KlTileLayer *self = user_data;
  const Tile *tile = value;

  return tile->wanted != self->clock && tile->texture == NULL;
}

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Tile *first = *(Tile *const *) a, *second = *(Tile *const *) b;

  return (first->wanted > second->wanted) - (first->wanted < second->wanted);
}

static void
make_room (KlTileLayer *self)
{
  g_autoptr (GPtrArray) tiles = NULL;

  g_hash_table_foreach_remove (self->tiles, is_superfluous, self);
  if (g_hash_table_size (self->tiles) <= MAX_TILES)
    return;

  tiles = g_hash_table_get_values_as_ptr_array (self->tiles);
  g_ptr_array_sort (tiles, compare_wanted);
  for (guint i = 0; i < tiles->len - MAX_TILES; i++)
    {
      const Tile *tile = g_ptr_array_index (tiles, i);

      if (tile->wanted != self->clock)
        g_hash_table_remove (self->tiles, &tile->key);
    }
}

static void
look_cb (gpointer user_data)
{
  KlTileLayer *self = user_data;
  const Grid grid = get_current_grid (self);

  self->look_id = 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->clock++;
  for (int y = grid.top; y <= grid.bottom; y++)
    for (int x = grid.left; x <= grid.right; x++)
      ask (self, grid.zoom, x, y);
  make_room (self);
}

static void
look_soon (KlTileLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->look_id == 0)
    self->look_id = g_timeout_add_once (STILL, look_cb, self);
}

static gboolean
has_failed (gpointer key, gpointer value, gpointer user_data)
{
  const Tile *tile = value;

  return tile->texture == NULL && tile->cancellable == NULL;
}

static void
retry_cb (KlTileLayer *self)
{
  g_hash_table_foreach_remove (self->tiles, has_failed, NULL);
  look_soon (self);
}

/* Drawing */

/* Whole pixels at both ends, so that there are no seams. */
static void
snapshot_tile (GtkSnapshot *snapshot, const Grid *grid, int x, int y, GdkTexture *texture)
{
  const double left = round (grid->ground.x + x * grid->size);
  const double top = round (grid->ground.y + y * grid->size);
  const double right = round (grid->ground.x + (x + 1) * grid->size);
  const double bottom = round (grid->ground.y + (y + 1) * grid->size);

  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((float) left, (float) top,
                                                    (float) (right - left),
                                                    (float) (bottom - top)));
}

/* Returns whether the grid is full. */
static gboolean
snapshot_grid (KlTileLayer *self, GtkSnapshot *snapshot, const Grid *grid)
{
  gboolean full = TRUE;

  for (int y = grid->top; y <= grid->bottom; y++)
    for (int x = grid->left; x <= grid->right; x++)
      {
        const Tile *tile = find_tile (self, grid->zoom, x, y);

        if (tile == NULL || tile->texture == NULL)
          full = FALSE;
        else if (snapshot != NULL)
          snapshot_tile (snapshot, grid, x, y, tile->texture);
      }

  return full;
}

static void
snapshot_stand_ins (KlTileLayer *self, GtkSnapshot *snapshot, const Grid *grid)
{
  for (int zoom = MAX (0, grid->zoom - STAND_INS); zoom <= MIN (MAX_ZOOM, grid->zoom + 1); zoom++)
    {
      const Grid other = get_grid (self, &grid->ground, zoom);

      if (zoom != grid->zoom)
        snapshot_grid (self, snapshot, &other);
    }
}

/* Overrides */

static void
kl_tile_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlTileLayer *self = KL_TILE_LAYER (widget);
  const Grid grid = get_current_grid (self);

  if (!snapshot_grid (self, NULL, &grid))
    snapshot_stand_ins (self, snapshot, &grid);
  snapshot_grid (self, snapshot, &grid);
}

static void
kl_tile_layer_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (kl_tile_layer_parent_class)->size_allocate (widget, width, height, baseline);

  look_soon (KL_TILE_LAYER (widget));
}

static void
kl_tile_layer_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kl_tile_layer_parent_class)->map (widget);

  look_soon (KL_TILE_LAYER (widget));
}

static void
kl_tile_layer_constructed (GObject *object)
{
  static const char *const moves[] = { "notify::zoom-level", "notify::latitude",
                                       "notify::longitude" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (kl_tile_layer_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (viewport, moves[i], G_CALLBACK (look_soon), object, G_CONNECT_SWAPPED);
}

static void
kl_tile_layer_dispose (GObject *object)
{
  KlTileLayer *self = KL_TILE_LAYER (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_hash_table_remove_all (self->tiles);

  G_OBJECT_CLASS (kl_tile_layer_parent_class)->dispose (object);
}

static void
kl_tile_layer_finalize (GObject *object)
{
  KlTileLayer *self = KL_TILE_LAYER (object);

  g_hash_table_unref (self->tiles);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (kl_tile_layer_parent_class)->finalize (object);
}

static void
kl_tile_layer_class_init (KlTileLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kl_tile_layer_constructed;
  object_class->dispose = kl_tile_layer_dispose;
  object_class->finalize = kl_tile_layer_finalize;
  widget_class->map = kl_tile_layer_map;
  widget_class->size_allocate = kl_tile_layer_size_allocate;
  widget_class->snapshot = kl_tile_layer_snapshot;

  gtk_widget_class_set_css_name (widget_class, "kl-tiles");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kl_tile_layer_init (KlTileLayer *self)
{
  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_tile);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Public API */

/**
 * kl_tile_layer_new:
 * @viewport: of the map that it is for
 * @source: where its pictures come from
 *
 * Returns: (transfer floating): a layer of map pictures
 */
KlTileLayer *
kl_tile_layer_new (ShumateViewport *viewport, KlTileSource *source)
{
  KlTileLayer *self = g_object_new (KL_TYPE_TILE_LAYER, "viewport", viewport, NULL);

  self->source = g_object_ref (source);
  g_signal_connect_object (source, "retry", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);

  return self;
}
