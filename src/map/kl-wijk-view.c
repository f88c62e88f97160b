/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-view.h"

#include <glib/gi18n-lib.h>
#include <shumate/shumate.h>

#include "charts/kl-ring-icon.h"
#include "kl-area-layer.h"
#include "kl-config.h"
#include "kl-map-inset.h"
#include "kl-map-ground.h"
#include "kl-wijk-area-menu.h"
#include "kl-wijk-camera.h"
#include "kl-wijk-members.h"
#include "kl-wijk-pins.h"

#define MIN_ZOOM 6
#define MAX_ZOOM 18
#define PAN_STEP 80.0

struct _KlWijkView
{
  AdwBreakpointBin parent_instance;

  ShumateMap *map;
  GtkWidget *note_card;
  GtkLabel *count_label;
  GtkLabel *missing_label;
  GtkLabel *trouble_label;
  GtkLabel *area_label;
  KlWijkAreaMenu *area_menu;
  GtkMenuButton *areas_button;
  GtkLabel *attribution_label;
  GtkWidget *controls;
  GtkWidget *legend;
  KlMapInset *inset;
  ShumateScale *scale;
  GtkButton *zoom_in_button;
  GtkButton *zoom_out_button;
  GtkButton *fit_button;

  ShumateMapSource *reference;
  KlAreaLayer *areas;
  KlWijkPins *pins;
  KlWijkTiles *tiles;
  ShumateViewport *measured; /* what the scale shows: that of the map, a moment later */
  guint measure_id;

  KlWijkModel *model;
  gboolean has_selection;
  KlWijkKind selected_kind;
  gint64 selected_id;
  char *area_code; /* of an area that was chosen, instead of a pin */
  gboolean needs_fit;
};

G_DEFINE_FINAL_TYPE (KlWijkView, kl_wijk_view, ADW_TYPE_BREAKPOINT_BIN)

enum
{
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A scale is laid out anew, and the window with it, for whatever its viewport does. It follows the
 * map so many times a second (milliseconds). */
#define MEASURE_EVERY 150

/* Auxiliary functions */

static gboolean
is_selected (KlWijkView *self, const KlWijkPin *pin)
{
  return self->has_selection && pin->kind == self->selected_kind && pin->id == self->selected_id;
}

static const KlWijkPin *
find_selected (KlWijkView *self)
{
  for (guint i = 0; self->model != NULL && i < self->model->pins->len; i++)
    if (is_selected (self, g_ptr_array_index (self->model->pins, i)))
      return g_ptr_array_index (self->model->pins, i);

  return NULL;
}

/* A map that is turned by two fingers is turned back: names and areas stand upright. */
static void
turned_cb (ShumateViewport *viewport)
{
  if (shumate_viewport_get_rotation (viewport) != 0)
    shumate_viewport_set_rotation (viewport, 0);
}

/* Selection */

/* One that was chosen is told about in words. */
static void
update_area (KlWijkView *self)
{
  const KlArea *area = self->area_code != NULL && self->model != NULL
                         ? kl_wijk_model_find_area (self->model, self->area_code)
                         : NULL;
  g_autofree char *sentence =
    area != NULL ? kl_wijk_model_dup_area_sentence (self->model, area) : NULL;

  gtk_label_set_label (self->area_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->area_label), sentence != NULL);
}

static void
update_selection (KlWijkView *self)
{
  const KlWijkPin *selected = find_selected (self);
  const char *const chosen[] = { self->area_code, NULL };
  const char *const *codes =
    selected != NULL && selected->areas != NULL ? (const char *const *) selected->areas : NULL;

  if (self->area_code != NULL)
    codes = chosen;
  update_area (self);
  kl_area_layer_set_selected (self->areas, codes);
  kl_map_inset_set_selected (self->inset, codes);
  kl_wijk_pins_set_selected (self->pins, selected);
}

static void
choose (KlWijkView *self, const KlWijkPin *pin, gboolean activate)
{
  kl_wijk_view_select (self, pin->kind, pin->id);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, (int) pin->kind, pin->id);
  if (activate)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, (int) pin->kind, pin->id);
}

static void
member_chosen_cb (const KlWijkPin *member, gpointer user_data)
{
  choose (KL_WIJK_VIEW (user_data), member, TRUE);
}

static void
pin_pressed_cb (KlWijkView *self, KlPin *pin)
{
  if (kl_pin_get_members (pin)->len > 1)
    kl_wijk_members_show (GTK_WIDGET (self), pin, member_chosen_cb, self);
  else
    choose (self, kl_pin_get_pin (pin), TRUE);
}

static void
area_chosen_cb (KlWijkView *self, const char *code)
{
  kl_wijk_view_select_area (self, code);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, -1, G_GINT64_CONSTANT (0));
}

/* A click on the ground, not the end of a drag, and not one of two that come closer. */
static void
ground_clicked_cb (GtkGestureClick *click, int n_press, double x, double y, KlWijkView *self)
{
  const KlMapGround ground =
    kl_map_ground_get (shumate_map_get_viewport (self->map), GTK_WIDGET (self->map));
  const KlGeoPoint place = { kl_mercator_longitude ((x - ground.x) / ground.scale),
                             kl_mercator_latitude ((y - ground.y) / ground.scale) };
  const KlArea *area =
    n_press == 1 && self->model != NULL ? kl_wijk_model_find_area_at (self->model, &place) : NULL;

  if (area != NULL && area->code != NULL)
    area_chosen_cb (self, area->code);
}

/* What is around the map */

static void
update_note (KlWijkView *self)
{
  const KlWijkModel *model = self->model;
  g_autofree char *counts = kl_wijk_model_dup_counts (model);
  g_autofree char *missing = kl_wijk_model_dup_missing (model);

  gtk_label_set_label (self->count_label, counts);
  gtk_label_set_label (self->missing_label, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), missing != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, counts, -1);
}

static void
update_attribution (KlWijkView *self)
{
  g_autofree char *tiles = kl_wijk_tiles_dup_attribution (self->tiles);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->model != NULL && self->model->attribution != NULL)
    g_string_append_printf (text, _ ("Areas: %s"), self->model->attribution);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", tiles);
  gtk_label_set_label (self->attribution_label, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->attribution_label), text->str);
}

/* The map is what it is without pictures; that they are missing is only told. */
static void
tiles_changed_cb (KlWijkView *self)
{
  const gboolean trouble = kl_wijk_tiles_get_trouble (self->tiles);

  if (trouble && !gtk_widget_get_visible (GTK_WIDGET (self->trouble_label)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->trouble_label),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), trouble);
  kl_area_layer_set_over_tiles (self->areas, kl_wijk_tiles_get_filled (self->tiles));
  update_attribution (self);
}

static void
add_legend_row (KlWijkView *self, GtkWidget *icon, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (self->legend), row);
}

static void
fill_legend (KlWijkView *self)
{
  GtkWidget *school = gtk_image_new_from_icon_name ("kl-school-symbolic");

  add_legend_row (self, school, C_ ("map", "School"));
  for (int ring = KL_RING_INFORMAL; ring <= KL_RING_SAFETY; ring++)
    add_legend_row (self, kl_ring_icon_new ((KlRing) ring, 16),
                    kl_words_get_label (KL_WORDS_RING, ring));
}

/* Keyboard */

static gboolean
focus_pin (KlWijkView *self, KlPin *pin)
{
  if (pin == NULL)
    return FALSE;

  kl_wijk_camera_bring_in (self->map, &kl_pin_get_pin (pin)->place);
  return gtk_widget_grab_focus (GTK_WIDGET (pin));
}

static void
focus_next (KlWijkView *self, int step)
{
  KlPin *focused = kl_wijk_pins_get_focused (self->pins);

  focus_pin (self, focused != NULL ? kl_wijk_pins_get_next (self->pins, focused, step)
                                   : kl_wijk_pins_get_first (self->pins));
}

static void
pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double x, y;

  g_variant_get (parameter, "(dd)", &x, &y);
  kl_wijk_camera_pan (KL_WIJK_VIEW (widget)->map, x * PAN_STEP, y * PAN_STEP);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  focus_next (KL_WIJK_VIEW (widget), g_variant_get_int32 (parameter));
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlWijkView *self = KL_WIJK_VIEW (widget);

  if (g_variant_get_int32 (parameter) > 0)
    shumate_map_zoom_in (self->map);
  else
    shumate_map_zoom_out (self->map);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_wijk_view_fit (KL_WIJK_VIEW (widget));
}

static void
areas_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (KL_WIJK_VIEW (widget)->areas_button);
}

static void
unselect_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_wijk_view_unselect (KL_WIJK_VIEW (widget));
  g_signal_emit (widget, signals[SIGNAL_SELECTED], 0, -1, G_GINT64_CONSTANT (0));
}

/* Overrides */

/* Tab goes to the pins, to the buttons and on; from pin to pin goes Page Down. */
static gboolean
kl_wijk_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KlWijkView *self = KL_WIJK_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const gboolean on_pin = kl_wijk_pins_get_focused (self->pins) != NULL;
  const gboolean on_controls = focus != NULL && gtk_widget_is_ancestor (focus, self->controls);

  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (!on_pin && !on_controls && focus_pin (self, kl_wijk_pins_get_first (self->pins)))
        return TRUE;
      return gtk_widget_child_focus (self->controls, direction);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (on_pin)
        return FALSE;
      return gtk_widget_child_focus (self->controls, direction)
             || focus_pin (self, kl_wijk_pins_get_first (self->pins));
    }

  return GTK_WIDGET_CLASS (kl_wijk_view_parent_class)->focus (widget, direction);
}

static void
kl_wijk_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlWijkView *self = KL_WIJK_VIEW (widget);

  GTK_WIDGET_CLASS (kl_wijk_view_parent_class)->size_allocate (widget, width, height, baseline);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
  if (self->needs_fit && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    {
      self->needs_fit = FALSE;
      kl_wijk_camera_fit (self->map, self->model);
    }
}

static void
kl_wijk_view_dispose (GObject *object)
{
  KlWijkView *self = KL_WIJK_VIEW (object);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)), *next; child != NULL;
       child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
    }
  g_clear_handle_id (&self->measure_id, g_source_remove);
  if (self->pins != NULL)
    kl_wijk_pins_clear (self->pins);
  if (self->tiles != NULL)
    kl_wijk_tiles_remove (self->tiles);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_WIJK_VIEW);

  G_OBJECT_CLASS (kl_wijk_view_parent_class)->dispose (object);
}

static void
kl_wijk_view_finalize (GObject *object)
{
  KlWijkView *self = KL_WIJK_VIEW (object);

  g_clear_object (&self->pins);
  g_clear_object (&self->tiles);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  g_clear_object (&self->measured);
  g_clear_object (&self->reference);
  g_clear_pointer (&self->area_code, g_free);

  G_OBJECT_CLASS (kl_wijk_view_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    double x;
    double y;
  } pans[] = { { GDK_KEY_Left, -1, 0 },  { GDK_KEY_Right, 1, 0 },    { GDK_KEY_Up, 0, -1 },
               { GDK_KEY_Down, 0, 1 },   { GDK_KEY_KP_Left, -1, 0 }, { GDK_KEY_KP_Right, 1, 0 },
               { GDK_KEY_KP_Up, 0, -1 }, { GDK_KEY_KP_Down, 0, 1 } };
  static const struct
  {
    guint key;
    const char *action;
    int step;
  } steps[] = { { GDK_KEY_Page_Down, "wijk.next", 1 },   { GDK_KEY_Page_Up, "wijk.next", -1 },
                { GDK_KEY_plus, "wijk.zoom", 1 },        { GDK_KEY_equal, "wijk.zoom", 1 },
                { GDK_KEY_KP_Add, "wijk.zoom", 1 },      { GDK_KEY_minus, "wijk.zoom", -1 },
                { GDK_KEY_KP_Subtract, "wijk.zoom", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (pans); i++)
    gtk_widget_class_add_binding_action (widget_class, pans[i].key, 0, "wijk.pan", "(dd)",
                                         pans[i].x, pans[i].y);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding_action (widget_class, steps[i].key, 0, steps[i].action, "i",
                                         steps[i].step);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, 0, "wijk.fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "wijk.fit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, 0, "wijk.areas", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "wijk.unselect", NULL);
}

static void
add_signals (void)
{
  /**
   * KlWijkView::selected:
   * @self: the view
   * @kind: a #KlWijkKind, or -1 when nothing is selected any more
   * @id: of the school or partner
   *
   * Somebody chose something on the map.
   */
  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", KL_TYPE_WIJK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
  /**
   * KlWijkView::activated:
   * @self: the view
   * @kind: a #KlWijkKind
   * @id: of the school or partner
   *
   * Its card should be shown.
   */
  signals[SIGNAL_ACTIVATED] =
    g_signal_new ("activated", KL_TYPE_WIJK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (KL_TYPE_MAP_INSET);
  g_type_ensure (KL_TYPE_WIJK_AREA_MENU);
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SHUMATE_TYPE_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/map/wijk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, area_label);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, area_menu);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, areas_button);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, attribution_label);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, controls);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, count_label);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, fit_button);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, inset);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, legend);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, map);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, missing_label);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, note_card);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, scale);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, zoom_out_button);
  gtk_widget_class_bind_template_callback (widget_class, area_chosen_cb);
}

static void
kl_wijk_view_class_init (KlWijkViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_wijk_view_dispose;
  object_class->finalize = kl_wijk_view_finalize;
  widget_class->focus = kl_wijk_view_focus;
  widget_class->size_allocate = kl_wijk_view_size_allocate;
  add_signals ();
  bind_template (widget_class);

  gtk_widget_class_install_action (widget_class, "wijk.pan", "(dd)", pan_action);
  gtk_widget_class_install_action (widget_class, "wijk.next", "i", next_action);
  gtk_widget_class_install_action (widget_class, "wijk.zoom", "i", zoom_action);
  gtk_widget_class_install_action (widget_class, "wijk.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "wijk.areas", NULL, areas_action);
  gtk_widget_class_install_action (widget_class, "wijk.unselect", NULL, unselect_action);
  add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "kl-wijk");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* libshumate needs a source to know how the earth is laid out; this one is never asked for. */
static ShumateMapSource *
create_reference (void)
{
  return SHUMATE_MAP_SOURCE (
    shumate_raster_renderer_new_full ("kl-none", NULL, NULL, NULL, 0, MAX_ZOOM + 1, 256,
                                      SHUMATE_MAP_PROJECTION_MERCATOR,
                                      SHUMATE_DATA_SOURCE (
                                        shumate_tile_downloader_new ("kl-none:"))));
}

static void
measure_cb (gpointer user_data)
{
  KlWijkView *self = user_data;
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->measure_id = 0;
  shumate_viewport_set_zoom_level (self->measured, shumate_viewport_get_zoom_level (viewport));
  shumate_location_set_location (SHUMATE_LOCATION (self->measured),
                                 shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                 shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));
}

static void
measure_later (KlWijkView *self)
{
  if (self->measure_id == 0)
    self->measure_id = g_timeout_add_once (MEASURE_EVERY, measure_cb, self);
}

static void
create_scale (KlWijkView *self)
{
  static const char *const moves[] = { "notify::zoom-level", "notify::latitude" };
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->measured = shumate_viewport_new ();
  shumate_viewport_set_reference_map_source (self->measured, self->reference);
  shumate_viewport_set_min_zoom_level (self->measured, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (self->measured, MAX_ZOOM);
  shumate_scale_set_viewport (self->scale, self->measured);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (viewport, moves[i], G_CALLBACK (measure_later), self,
                             G_CONNECT_SWAPPED);
}

static void
create_layers (KlWijkView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->reference = create_reference ();
  shumate_viewport_set_reference_map_source (viewport, self->reference);
  shumate_viewport_set_min_zoom_level (viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
  self->areas = kl_area_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->areas));
  self->pins = kl_wijk_pins_new (self->map);
  self->tiles = kl_wijk_tiles_new (self->map, SHUMATE_LAYER (self->areas));
  create_scale (self);
  kl_map_inset_set_map (self->inset, self->map);

  g_signal_connect_object (self->tiles, "changed", G_CALLBACK (tiles_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pins, "pressed", G_CALLBACK (pin_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (viewport, "notify::rotation", G_CALLBACK (turned_cb), NULL);
}

static void
add_click (KlWijkView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (ground_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
}

static void
kl_wijk_view_init (KlWijkView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_layers (self);
  add_click (self);
  fill_legend (self);
  update_attribution (self);
  g_signal_connect_swapped (self->zoom_in_button, "clicked", G_CALLBACK (shumate_map_zoom_in),
                            self->map);
  g_signal_connect_swapped (self->zoom_out_button, "clicked", G_CALLBACK (shumate_map_zoom_out),
                            self->map);
  g_signal_connect_swapped (self->fit_button, "clicked", G_CALLBACK (kl_wijk_view_fit), self);
}

/* Public API */

/**
 * kl_wijk_view_new:
 *
 * Returns: (transfer floating): the map of the neighbourhood
 */
GtkWidget *
kl_wijk_view_new (void)
{
  return g_object_new (KL_TYPE_WIJK_VIEW, NULL);
}

/**
 * kl_wijk_view_set_model:
 * @self: a view
 * @model: what to show; not changed any more
 *
 * Shows another map. What is selected stays so when it is on it, and the map stays where it
 * is, unless it is the first.
 */
void
kl_wijk_view_set_model (KlWijkView *self, KlWijkModel *model)
{
  gboolean first, same_areas;

  g_return_if_fail (KL_IS_WIJK_VIEW (self) && model != NULL);

  if (self->model == model)
    return;

  first = self->model == NULL;
  same_areas = !first && self->model->areas == model->areas;
  kl_wijk_model_ref (model);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  self->model = model;
  kl_wijk_pins_set_model (self->pins, model, find_selected (self));
  if (!same_areas)
    {
      kl_area_layer_set_areas (self->areas, model->areas);
      kl_map_inset_set_areas (self->inset, model->areas);
    }
  kl_wijk_area_menu_set_model (self->area_menu, model);
  gtk_widget_set_visible (GTK_WIDGET (self->areas_button), model->areas->len > 0);
  update_selection (self);
  update_note (self);
  update_attribution (self);
  if (first)
    kl_wijk_view_fit (self);
}

/**
 * kl_wijk_view_get_tiles:
 * @self: a view
 *
 * Returns: (transfer none): the map pictures below the areas, off until they are enabled
 */
KlWijkTiles *
kl_wijk_view_get_tiles (KlWijkView *self)
{
  g_return_val_if_fail (KL_IS_WIJK_VIEW (self), NULL);

  return self->tiles;
}

/**
 * kl_wijk_view_select:
 * @self: a view
 * @kind: school or partner
 * @id: its id
 *
 * Brings something forward, with the areas where it works. No signal is given.
 */
void
kl_wijk_view_select (KlWijkView *self, KlWijkKind kind, gint64 id)
{
  const KlWijkPin *pin;

  g_return_if_fail (KL_IS_WIJK_VIEW (self));

  self->has_selection = TRUE;
  g_clear_pointer (&self->area_code, g_free);
  self->selected_kind = kind;
  self->selected_id = id;
  update_selection (self);
  pin = find_selected (self);
  if (pin != NULL && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    kl_wijk_camera_bring_in (self->map, &pin->place);
}

/**
 * kl_wijk_view_unselect:
 * @self: a view
 *
 * Brings nothing forward any more.
 */
void
kl_wijk_view_unselect (KlWijkView *self)
{
  g_return_if_fail (KL_IS_WIJK_VIEW (self));

  self->has_selection = FALSE;
  g_clear_pointer (&self->area_code, g_free);
  update_selection (self);
}

/**
 * kl_wijk_view_select_area:
 * @self: a view
 * @code: of an area
 *
 * Brings an area forward, instead of a school or partner, and tells who works there.
 */
void
kl_wijk_view_select_area (KlWijkView *self, const char *code)
{
  const KlArea *area;

  g_return_if_fail (KL_IS_WIJK_VIEW (self) && code != NULL);

  self->has_selection = FALSE;
  g_set_str (&self->area_code, code);
  update_selection (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_label (self->area_label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  area = self->model != NULL ? kl_wijk_model_find_area (self->model, code) : NULL;
  if (area != NULL && area->has_centre && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    kl_wijk_camera_bring_in (self->map, &area->centre);
}

/**
 * kl_wijk_view_get_selected:
 * @self: a view
 * @kind: (out) (optional): school or partner
 *
 * Returns: the id of what is selected, or 0
 */
gint64
kl_wijk_view_get_selected (KlWijkView *self, KlWijkKind *kind)
{
  g_return_val_if_fail (KL_IS_WIJK_VIEW (self), 0);

  if (kind != NULL)
    *kind = self->selected_kind;
  return self->has_selection ? self->selected_id : 0;
}

/**
 * kl_wijk_view_fit:
 * @self: a view
 *
 * Shows all schools and partners.
 */
void
kl_wijk_view_fit (KlWijkView *self)
{
  g_return_if_fail (KL_IS_WIJK_VIEW (self));

  if (self->model == NULL)
    return;
  if (gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    kl_wijk_camera_fit (self->map, self->model);
  else
    self->needs_fit = TRUE;
}
