/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-pins.h"

#include "kl-label-layer.h"
#include "kl-map-ground.h"

/*
 * All pins of a map with their names: which of them stand for several when there is no room,
 * and which comes after which.
 */

/* Partners whose marks would cover one another by more than a half are one. */
#define CLUSTER_DISTANCE 15.0
/* Clusters are looked at anew when the scale has changed by so much. */
#define CLUSTER_CHANGE 1.15
#define N_RANKS 4

struct _KlWijkPins
{
  GObject parent_instance;

  ShumateMap *map;
  ShumateMarkerLayer *markers;
  KlLabelLayer *labels;
  KlWijkModel *model;
  GPtrArray *pins; /* KlPin, one for every pin of the model */
  GArray *places;  /* KlGeoPoint of each, in the square of kl-mercator.h */
  GArray *widths;  /* double, of the areas, in degrees */
  const KlWijkPin *selected;
  double cluster_scale;
};

G_DEFINE_FINAL_TYPE (KlWijkPins, kl_wijk_pins, G_TYPE_OBJECT)

enum
{
  SIGNAL_PRESSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static KlPin *
get_pin (KlWijkPins *self, guint i)
{
  return g_ptr_array_index (self->pins, i);
}

static gboolean
holds_selected (KlWijkPins *self, KlPin *pin)
{
  return self->selected != NULL
         && g_ptr_array_find (kl_pin_get_members (pin), self->selected, NULL);
}

/* One that another stands for is not. */
static gboolean
is_shown (KlPin *pin)
{
  return gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (pin)));
}

/* Names */

static void
add_pin_label (KlWijkPins *self, KlPin *pin)
{
  const KlWijkPin *known = kl_pin_get_pin (pin);
  const gboolean strong = known->own || holds_selected (self, pin);
  g_autofree char *second = NULL;
  g_autofree char *first = kl_pin_dup_label (pin, &second);
  double half_width, top, bottom;

  kl_pin_get_extent (pin, &half_width, &top, &bottom);
  kl_label_layer_add_pin (self->labels, &known->place, half_width, top, bottom,
                          strong ? KL_MAP_NAME_STRONG : KL_MAP_NAME_PIN, first, second);
}

static double
measure_area (const KlArea *area)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;

  for (guint r = 0; area->outline != NULL && r < area->outline->len; r++)
    {
      const GArray *ring = g_ptr_array_index (area->outline, r);

      for (guint i = 0; i < ring->len; i++)
        {
          left = MIN (left, g_array_index (ring, KlGeoPoint, i).longitude);
          right = MAX (right, g_array_index (ring, KlGeoPoint, i).longitude);
        }
    }

  return MAX (0, right - left);
}

/* How soon a pin may choose where its name stands. */
static guint
get_rank (KlWijkPins *self, KlPin *pin)
{
  const KlWijkPin *known = kl_pin_get_pin (pin);

  if (holds_selected (self, pin))
    return 0;
  if (known->kind == KL_WIJK_SCHOOL)
    return known->own ? 1 : 2;
  return 3;
}

static void
update_labels (KlWijkPins *self)
{
  kl_label_layer_clear (self->labels);
  if (self->model == NULL)
    return;

  for (guint rank = 0; rank < N_RANKS; rank++)
    for (guint i = 0; i < self->pins->len; i++)
      if (is_shown (get_pin (self, i)) && get_rank (self, get_pin (self, i)) == rank)
        add_pin_label (self, get_pin (self, i));
  for (guint i = 0; i < self->model->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (self->model->areas, i);

      if (area->outline != NULL && area->has_centre)
        kl_label_layer_add_area (self->labels, &area->centre,
                                 g_array_index (self->widths, double, i), area->name);
    }
}

/* Clusters */

static gboolean
is_near (KlWijkPins *self, guint i, guint j, double scale)
{
  const KlGeoPoint *a = &g_array_index (self->places, KlGeoPoint, i);
  const KlGeoPoint *b = &g_array_index (self->places, KlGeoPoint, j);

  if (kl_pin_get_pin (get_pin (self, i))->group == kl_pin_get_pin (get_pin (self, j))->group)
    return TRUE;

  return hypot (a->longitude - b->longitude, a->latitude - b->latitude) * scale < CLUSTER_DISTANCE;
}

static void
gather_members (KlWijkPins *self, guint first, double scale, gboolean *taken)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  const KlWijkPin *pin = kl_pin_get_pin (get_pin (self, first));

  g_ptr_array_add (members, (gpointer) pin);
  for (guint i = first + 1; pin->kind == KL_WIJK_PARTNER && i < self->pins->len; i++)
    {
      const KlWijkPin *other = kl_pin_get_pin (get_pin (self, i));

      if (taken[i] || other->kind != KL_WIJK_PARTNER || !is_near (self, first, i, scale))
        continue;
      taken[i] = TRUE;
      g_ptr_array_add (members, (gpointer) other);
    }
  kl_pin_set_members (get_pin (self, first), members);
}

static void
mark_selected (KlWijkPins *self)
{
  for (guint i = 0; i < self->pins->len; i++)
    kl_pin_set_selected (get_pin (self, i), holds_selected (self, get_pin (self, i)));
  update_labels (self);
}

static void
update_clusters (KlWijkPins *self, double scale)
{
  g_autofree gboolean *taken = g_new0 (gboolean, self->pins->len + 1);

  self->cluster_scale = scale;
  for (guint i = 0; i < self->pins->len; i++)
    {
      GtkWidget *marker = gtk_widget_get_parent (GTK_WIDGET (get_pin (self, i)));

      gtk_widget_set_visible (marker, !taken[i]);
      if (!taken[i])
        gather_members (self, i, scale, taken);
    }
  mark_selected (self);
}

/* Callbacks */

static void
zoomed_cb (KlWijkPins *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  const double scale = kl_map_ground_get (viewport, GTK_WIDGET (self->map)).scale;

  if (self->cluster_scale <= 0 || scale / self->cluster_scale > CLUSTER_CHANGE
      || self->cluster_scale / scale > CLUSTER_CHANGE)
    update_clusters (self, scale);
}

static void
clicked_cb (KlPin *pin, KlWijkPins *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESSED], 0, pin);
}

/* Overrides */

static void
kl_wijk_pins_finalize (GObject *object)
{
  KlWijkPins *self = KL_WIJK_PINS (object);

  g_ptr_array_unref (self->pins);
  g_array_unref (self->places);
  g_array_unref (self->widths);
  g_clear_pointer (&self->model, kl_wijk_model_unref);

  G_OBJECT_CLASS (kl_wijk_pins_parent_class)->finalize (object);
}

static void
kl_wijk_pins_class_init (KlWijkPinsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_wijk_pins_finalize;

  /**
   * KlWijkPins::pressed:
   * @self: the pins
   * @pin: a #KlPin
   *
   * Somebody pressed one.
   */
  signals[SIGNAL_PRESSED] = g_signal_new ("pressed", KL_TYPE_WIJK_PINS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, KL_TYPE_PIN);
}

static void
kl_wijk_pins_init (KlWijkPins *self)
{
  self->pins = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));
  self->widths = g_array_new (FALSE, FALSE, sizeof (double));
}

/* Public API */

/**
 * kl_wijk_pins_new:
 * @map: the map, which outlives them; pins and names are laid upon what it has
 *
 * Returns: (transfer full): no pins yet
 */
KlWijkPins *
kl_wijk_pins_new (ShumateMap *map)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  KlWijkPins *self = g_object_new (KL_TYPE_WIJK_PINS, NULL);

  self->map = map;
  self->markers = shumate_marker_layer_new_full (viewport, GTK_SELECTION_NONE);
  self->labels = kl_label_layer_new (viewport);
  shumate_map_add_layer (map, SHUMATE_LAYER (self->markers));
  shumate_map_add_layer (map, SHUMATE_LAYER (self->labels));
  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (zoomed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

static void
add_marker (KlWijkPins *self, const KlWijkPin *pin)
{
  KlPin *button = kl_pin_new (pin);
  ShumateMarker *marker = shumate_marker_new ();
  const KlGeoPoint place = { kl_mercator_x (pin->place.longitude),
                             kl_mercator_y (pin->place.latitude) };

  shumate_marker_set_child (marker, GTK_WIDGET (button));
  shumate_marker_set_selectable (marker, FALSE);
  shumate_location_set_location (SHUMATE_LOCATION (marker), pin->place.latitude,
                                 pin->place.longitude);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_DEFAULT);
  shumate_marker_layer_add_marker (self->markers, marker);
  g_ptr_array_add (self->pins, g_object_ref (button));
  g_array_append_val (self->places, place);
}

/* On another day most often the same stand at the same places. */
static gboolean
has_same_pins (KlWijkPins *self, const KlWijkModel *model)
{
  if (self->model == NULL || self->model->areas != model->areas
      || self->pins->len != model->pins->len)
    return FALSE;

  for (guint i = 0; i < self->pins->len; i++)
    {
      const KlWijkPin *a = kl_pin_get_pin (get_pin (self, i));
      const KlWijkPin *b = g_ptr_array_index (model->pins, i);

      if (a->kind != b->kind || a->id != b->id || a->ring != b->ring || a->own != b->own
          || a->place.longitude != b->place.longitude || a->place.latitude != b->place.latitude)
        return FALSE;
    }

  return TRUE;
}

static void
add_markers (KlWijkPins *self, const KlWijkModel *model)
{
  shumate_marker_layer_remove_all (self->markers);
  g_ptr_array_set_size (self->pins, 0);
  g_array_set_size (self->places, 0);
  g_array_set_size (self->widths, 0);
  for (guint i = 0; i < model->pins->len; i++)
    add_marker (self, g_ptr_array_index (model->pins, i));
  for (guint i = 0; i < model->areas->len; i++)
    {
      const double width = measure_area (g_ptr_array_index (model->areas, i));

      g_array_append_val (self->widths, width);
    }
}

/**
 * kl_wijk_pins_set_model:
 * @self: pins
 * @model: what they stand for; not changed any more
 * @selected: (nullable): one of it to bring forward
 *
 * Puts other pins in place of those that were there; when they are the same, they only say what
 * is known now.
 */
void
kl_wijk_pins_set_model (KlWijkPins *self, KlWijkModel *model, const KlWijkPin *selected)
{
  g_return_if_fail (KL_IS_WIJK_PINS (self) && model != NULL);

  if (has_same_pins (self, model))
    for (guint i = 0; i < self->pins->len; i++)
      kl_pin_set_pin (get_pin (self, i), g_ptr_array_index (model->pins, i));
  else
    add_markers (self, model);
  kl_wijk_model_ref (model);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  self->model = model;
  self->selected = selected;
  self->cluster_scale = 0;
  zoomed_cb (self);
}

/**
 * kl_wijk_pins_set_selected:
 * @self: pins
 * @selected: (nullable): what to bring forward, of the model
 */
void
kl_wijk_pins_set_selected (KlWijkPins *self, const KlWijkPin *selected)
{
  g_return_if_fail (KL_IS_WIJK_PINS (self));

  self->selected = selected;
  mark_selected (self);
}

/**
 * kl_wijk_pins_get_focused:
 * @self: pins
 *
 * Returns: (transfer none) (nullable): the one that has the keyboard
 */
KlPin *
kl_wijk_pins_get_focused (KlWijkPins *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (KL_IS_WIJK_PINS (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self->map));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && g_ptr_array_find (self->pins, focus, NULL) ? KL_PIN (focus) : NULL;
}

/**
 * kl_wijk_pins_get_first:
 * @self: pins
 *
 * Returns: (transfer none) (nullable): where the keyboard goes first: the one that is
 *   brought forward, or else the first that is shown
 */
KlPin *
kl_wijk_pins_get_first (KlWijkPins *self)
{
  KlPin *first = NULL;

  g_return_val_if_fail (KL_IS_WIJK_PINS (self), NULL);

  for (guint i = 0; i < self->pins->len; i++)
    {
      KlPin *pin = get_pin (self, i);

      if (!is_shown (pin))
        continue;
      if (holds_selected (self, pin))
        return pin;
      if (first == NULL)
        first = pin;
    }

  return first;
}

/**
 * kl_wijk_pins_get_next:
 * @self: pins
 * @pin: one of them
 * @step: 1 for the one after it, -1 for the one before it
 *
 * Returns: (transfer none): the next that is shown, round and round
 */
KlPin *
kl_wijk_pins_get_next (KlWijkPins *self, KlPin *pin, int step)
{
  guint at;

  g_return_val_if_fail (KL_IS_WIJK_PINS (self) && KL_IS_PIN (pin), pin);
  g_return_val_if_fail (g_ptr_array_find (self->pins, pin, &at), pin);

  for (guint k = 0; k < self->pins->len; k++)
    {
      at = (at + self->pins->len + (guint) step) % self->pins->len;
      if (is_shown (get_pin (self, at)))
        break;
    }

  return get_pin (self, at);
}

/**
 * kl_wijk_pins_clear:
 * @self: pins
 *
 * Lets go of all, before the map goes.
 */
void
kl_wijk_pins_clear (KlWijkPins *self)
{
  g_return_if_fail (KL_IS_WIJK_PINS (self));

  self->selected = NULL;
  g_ptr_array_set_size (self->pins, 0);
}
