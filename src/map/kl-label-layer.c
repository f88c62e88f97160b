/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-label-layer.h"

#include <adwaita.h>

#include "kl-map-ground.h"
#include "kl-map-work.h"
#include "kl-wijk-labels.h"

/*
 * Names on a map. A thread works out where they stand when the zoom has changed; until it is
 * done, and while the map is dragged, they go along with what they name.
 */

/* Names choose anew when the scale has changed by so much, and when it has come to rest
 * (milliseconds). */
#define SCALE_CHANGE 0.08
#define REST 120

typedef struct
{
  KlGeoPoint place; /* in the square of kl-mercator.h */
  double half_width;
  double top;
  double bottom;
  double room; /* of an area, how wide it is in the square */
  KlMapNameStyle style;
  char *text;
  char *second;
  int taken;
} Item;

/* What is written at a label. */
typedef struct
{
  guint index;  /* of its item */
  double above; /* how far the middle of its mark lies above its place */
  KlMapName *first;
  KlMapName *second;
} Line;

/* All that is written, for one scale. */
typedef struct
{
  GArray *labels; /* KlWijkLabel */
  GArray *lines;  /* Line of each */
  double scale;
  guint serial; /* of the items */
  gboolean complete;
} Writing;

struct _KlLabelLayer
{
  ShumateLayer parent_instance;

  KlMapNames *names;
  GArray *items;
  guint serial;     /* of the items */
  Writing *writing; /* what is shown, or NULL */
  double scale;     /* at which it was placed, 0 when it is to be placed anew */
  gboolean placing;
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (KlLabelLayer, kl_label_layer, SHUMATE_TYPE_LAYER)

/* Auxiliary functions */

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_free (item->text);
  g_free (item->second);
}

static void
clear_line (gpointer data)
{
  Line *line = data;

  kl_map_name_unref (line->first);
  g_clear_pointer (&line->second, kl_map_name_unref);
}

static Writing *
writing_new (void)
{
  Writing *writing = g_rc_box_new0 (Writing);

  writing->labels = g_array_new (FALSE, FALSE, sizeof (KlWijkLabel));
  writing->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  g_array_set_clear_func (writing->lines, clear_line);
  writing->complete = TRUE;
  return writing;
}

static void
clear_writing (gpointer data)
{
  Writing *writing = data;

  g_array_unref (writing->labels);
  g_array_unref (writing->lines);
}

static void
writing_unref (gpointer writing)
{
  g_rc_box_release_full (writing, clear_writing);
}

static void
invalidate (KlLabelLayer *self)
{
  self->serial++;
  self->scale = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_names (KlLabelLayer *self)
{
  kl_map_names_forget (self->names);
  invalidate (self);
}

/* Places */

/* Whether what is written there is known. */
static gboolean
measure (KlLabelLayer *self, const Item *item, Line *line)
{
  line->first = kl_map_names_get (self->names, item->style, item->text);
  if (item->second != NULL)
    line->second = kl_map_names_get (self->names, KL_MAP_NAME_SECOND, item->second);

  return line->first != NULL && (item->second == NULL || line->second != NULL);
}

static void
add_label (KlLabelLayer *self, Writing *writing, guint index)
{
  const Item *item = &g_array_index (self->items, Item, index);
  Line line = { .index = index, .above = (item->bottom - item->top) / 2 };
  KlWijkLabel label = { 0 };

  if (!measure (self, item, &line))
    {
      writing->complete = FALSE;
      return;
    }
  if (item->style == KL_MAP_NAME_AREA && item->room * writing->scale < line.first->width)
    return;

  label.x = item->place.longitude * writing->scale;
  label.y = item->place.latitude * writing->scale + line.above;
  label.half_width = item->half_width;
  label.half_height = (item->top + item->bottom) / 2;
  label.width = line.first->width;
  label.height = line.first->height;
  label.taken = item->taken;
  kl_map_name_ref (line.first);
  if (line.second != NULL)
    {
      kl_map_name_ref (line.second);
      label.width = MAX (label.width, line.second->width);
      label.height += line.second->height;
    }
  g_array_append_val (writing->labels, label);
  g_array_append_val (writing->lines, line);
}

static void
place_thread (gpointer data)
{
  Writing *writing = data;

  kl_wijk_place_labels ((KlWijkLabel *) (gpointer) writing->labels->data, writing->labels->len);
}

/* They stay there, if they can, when they are placed anew. */
static void
keep_taken (KlLabelLayer *self)
{
  for (guint i = 0; i < self->writing->labels->len; i++)
    {
      const Line *line = &g_array_index (self->writing->lines, Line, i);

      g_array_index (self->items, Item, line->index).taken =
        g_array_index (self->writing->labels, KlWijkLabel, i).taken;
    }
}

static void
placed_cb (gpointer object, gpointer data)
{
  KlLabelLayer *self = object;
  Writing *placed = data;

  self->placing = FALSE;
  if (placed->serial == self->serial)
    {
      g_clear_pointer (&self->writing, writing_unref);
      self->writing = g_rc_box_acquire (placed);
      self->scale = placed->complete ? placed->scale : 0;
      keep_taken (self);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
place (KlLabelLayer *self, double scale)
{
  Writing *writing = writing_new ();

  writing->scale = scale;
  writing->serial = self->serial;
  for (guint i = 0; i < self->items->len; i++)
    add_label (self, writing, i);
  kl_map_names_paint (self->names);
  self->placing = TRUE;
  kl_map_work_run (self, writing, writing_unref, place_thread, placed_cb);
}

static void
rested_cb (gpointer user_data)
{
  KlLabelLayer *self = user_data;

  self->rest_id = 0;
  self->scale = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_along (KlLabelLayer *self, double scale)
{
  GArray *labels = self->writing->labels;
  const double factor = scale / self->writing->scale;

  for (guint i = 0; i < labels->len; i++)
    {
      KlWijkLabel *label = &g_array_index (labels, KlWijkLabel, i);
      const double above = g_array_index (self->writing->lines, Line, i).above;

      label->x *= factor;
      label->y = (label->y - above) * factor + above;
    }
  kl_wijk_move_labels ((KlWijkLabel *) (gpointer) labels->data, labels->len);
  self->writing->scale = scale;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_once (REST, rested_cb, self);
}

/* Where names stand is kept apart from where the map is, so that dragging costs nothing. */
static void
ensure_places (KlLabelLayer *self, double scale)
{
  const gboolean changed = self->scale <= 0 || fabs (scale / self->scale - 1) > SCALE_CHANGE;

  if (changed && !self->placing)
    place (self, scale);
  if (self->writing != NULL && self->writing->scale != scale)
    take_along (self, scale);
}

/* Drawing */

static void
snapshot_name (GtkSnapshot *snapshot, const KlMapName *name, const KlBox *box, double y, int scale)
{
  const double x = box->x + (box->width - name->width) / 2;

  if (name->texture != NULL)
    gtk_snapshot_append_texture (snapshot, name->texture,
                                 &GRAPHENE_RECT_INIT ((float) round (x - KL_MAP_NAME_HALO),
                                                      (float) round (y - KL_MAP_NAME_HALO),
                                                      (float) gdk_texture_get_width (name->texture)
                                                        / (float) scale,
                                                      (float) gdk_texture_get_height (name->texture)
                                                        / (float) scale));
}

/* The first line covers what the ground about the second takes of it. */
static void
snapshot_label (KlLabelLayer *self, GtkSnapshot *snapshot, guint i, const KlMapGround *ground)
{
  const KlWijkLabel *label = &g_array_index (self->writing->labels, KlWijkLabel, i);
  const Line *line = &g_array_index (self->writing->lines, Line, i);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const KlBox canvas = { -KL_MAP_NAME_HALO, -KL_MAP_NAME_HALO,
                         gtk_widget_get_width (GTK_WIDGET (self)) + 2 * KL_MAP_NAME_HALO,
                         gtk_widget_get_height (GTK_WIDGET (self)) + 2 * KL_MAP_NAME_HALO };
  const KlBox box = { label->box.x + ground->x, label->box.y + ground->y, label->box.width,
                      label->box.height };

  if (label->hidden || !kl_box_overlaps (&canvas, &box))
    return;

  if (line->second != NULL)
    snapshot_name (snapshot, line->second, &box, box.y + line->first->height, scale);
  snapshot_name (snapshot, line->first, &box, box.y, scale);
}

/* Overrides */

static void
kl_label_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlLabelLayer *self = KL_LABEL_LAYER (widget);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  const KlMapGround ground = kl_map_ground_get (viewport, widget);

  kl_map_names_begin_frame (self->names);
  ensure_places (self, ground.scale);
  for (guint i = self->writing != NULL ? self->writing->labels->len : 0; i > 0; i--)
    snapshot_label (self, snapshot, i - 1, &ground);
}

static void
kl_label_layer_constructed (GObject *object)
{
  static const char *const signals[] = { "notify::zoom-level", "notify::latitude",
                                         "notify::longitude" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  AdwStyleManager *style = adw_style_manager_get_default ();

  G_OBJECT_CLASS (kl_label_layer_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (viewport, signals[i], G_CALLBACK (gtk_widget_queue_draw), object,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (forget_names), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (forget_names), object,
                           G_CONNECT_SWAPPED);
}

static void
kl_label_layer_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kl_label_layer_parent_class)->system_setting_changed (widget, setting);

  forget_names (KL_LABEL_LAYER (widget));
}

static void
kl_label_layer_finalize (GObject *object)
{
  KlLabelLayer *self = KL_LABEL_LAYER (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_array_unref (self->items);
  g_clear_pointer (&self->writing, writing_unref);
  g_object_unref (self->names);

  G_OBJECT_CLASS (kl_label_layer_parent_class)->finalize (object);
}

static void
kl_label_layer_class_init (KlLabelLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kl_label_layer_constructed;
  object_class->finalize = kl_label_layer_finalize;
  widget_class->snapshot = kl_label_layer_snapshot;
  widget_class->system_setting_changed = kl_label_layer_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "kl-labels");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kl_label_layer_init (KlLabelLayer *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  self->names = kl_map_names_new (GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Public API */

/**
 * kl_label_layer_new:
 * @viewport: of the map that it is for
 *
 * Returns: (transfer floating): a layer of names
 */
KlLabelLayer *
kl_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (KL_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

/**
 * kl_label_layer_clear:
 * @self: a layer
 *
 * Takes all names off the map.
 */
void
kl_label_layer_clear (KlLabelLayer *self)
{
  g_return_if_fail (KL_IS_LABEL_LAYER (self));

  g_array_set_size (self->items, 0);
  invalidate (self);
}

/**
 * kl_label_layer_add_pin:
 * @self: a layer
 * @place: of the pin, in degrees
 * @half_width: how far the pin reaches aside of it
 * @top: how far above
 * @bottom: how far below
 * @style: how it is written
 * @text: a name
 * @second: (nullable): a smaller line below it
 *
 * Adds a name. Those that matter most come first.
 */
void
kl_label_layer_add_pin (KlLabelLayer *self,
                        const KlGeoPoint *place,
                        double half_width,
                        double top,
                        double bottom,
                        KlMapNameStyle style,
                        const char *text,
                        const char *second)
{
  Item item = {
    .half_width = half_width, .top = top, .bottom = bottom, .style = style, .taken = -1
  };

  g_return_if_fail (KL_IS_LABEL_LAYER (self) && place != NULL && text != NULL);

  item.place = (KlGeoPoint) { kl_mercator_x (place->longitude), kl_mercator_y (place->latitude) };
  item.text = g_strdup (text);
  item.second = g_strdup (second);
  g_array_append_val (self->items, item);
  invalidate (self);
}

/**
 * kl_label_layer_add_area:
 * @self: a layer
 * @place: well inside the area, in degrees
 * @width: of the area, in degrees east
 * @text: its name
 *
 * Adds the name of an area, which is written when there is room for it.
 */
void
kl_label_layer_add_area (KlLabelLayer *self,
                         const KlGeoPoint *place,
                         double width,
                         const char *text)
{
  Item item = { .room = width / 360, .style = KL_MAP_NAME_AREA, .taken = -1 };

  g_return_if_fail (KL_IS_LABEL_LAYER (self) && place != NULL && text != NULL);

  item.place = (KlGeoPoint) { kl_mercator_x (place->longitude), kl_mercator_y (place->latitude) };
  item.text = g_strdup (text);
  g_array_append_val (self->items, item);
  invalidate (self);
}
