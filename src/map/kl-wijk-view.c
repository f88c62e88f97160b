/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-view.h"

#include <glib/gi18n-lib.h>
#include <shumate/shumate.h>

#include "charts/kl-box.h"
#include "charts/kl-ring-icon.h"
#include "kl-area-layer.h"
#include "kl-config.h"
#include "kl-label-layer.h"
#include "kl-map-ground.h"
#include "kl-map-inset.h"
#include "kl-pin.h"

#define MIN_ZOOM 6
#define MAX_ZOOM 18
/* Nobody wants to look at one building only. */
#define MAX_FIT_ZOOM 15.0
#define FIT_MARGIN 56.0
/* Names stand beside the outermost. */
#define FIT_MARGIN_ASIDE 120.0
#define PAN_STEP 80.0
/* Partners whose marks would cover one another by more than a half are one. */
#define CLUSTER_DISTANCE 15.0
/* Clusters are looked at anew when the scale has changed by so much. */
#define CLUSTER_CHANGE 1.15
#define MAX_MISSING 3

struct _KlWijkView
{
  AdwBreakpointBin parent_instance;

  ShumateMap *map;
  GtkWidget *note_card;
  GtkLabel *count_label;
  GtkLabel *missing_label;
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
  ShumateMarkerLayer *markers;
  KlLabelLayer *labels;

  KlWijkModel *model;
  GPtrArray *pins; /* KlPin, one for every pin of the model */
  double cluster_scale;
  gboolean has_selection;
  KlWijkKind selected_kind;
  gint64 selected_id;
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

/* Auxiliary functions */

static gboolean
is_selected (KlWijkView *self, const KlWijkPin *pin)
{
  return self->has_selection && pin->kind == self->selected_kind && pin->id == self->selected_id;
}

static KlPin *
get_pin (KlWijkView *self, guint i)
{
  return g_ptr_array_index (self->pins, i);
}

static gboolean
holds_selected (KlWijkView *self, KlPin *pin)
{
  GPtrArray *members = kl_pin_get_members (pin);

  for (guint i = 0; i < members->len; i++)
    if (is_selected (self, g_ptr_array_index (members, i)))
      return TRUE;

  return FALSE;
}

static const KlWijkPin *
find_selected (KlWijkView *self)
{
  for (guint i = 0; self->model != NULL && i < self->model->pins->len; i++)
    if (is_selected (self, g_ptr_array_index (self->model->pins, i)))
      return g_ptr_array_index (self->model->pins, i);

  return NULL;
}

/* Names */

static void
add_pin_label (KlWijkView *self, KlPin *pin)
{
  const KlWijkPin *known = kl_pin_get_pin (pin);
  const gboolean strong = known->own || holds_selected (self, pin);
  g_autofree char *second = NULL;
  g_autofree char *first = kl_pin_dup_label (pin, &second);
  double half_width, top, bottom;

  kl_pin_get_extent (pin, &half_width, &top, &bottom);
  kl_label_layer_add_pin (self->labels, &known->place, half_width, top, bottom,
                          strong ? KL_MAP_LABEL_STRONG : KL_MAP_LABEL_PIN, first, second);
}

static double
get_area_width (const KlArea *area)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;

  for (guint r = 0; r < area->outline->len; r++)
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
get_rank (KlWijkView *self, KlPin *pin)
{
  const KlWijkPin *known = kl_pin_get_pin (pin);

  if (holds_selected (self, pin))
    return 0;
  if (known->kind == KL_WIJK_SCHOOL)
    return known->own ? 1 : 2;
  return 3;
}

static void
update_labels (KlWijkView *self)
{
  kl_label_layer_clear (self->labels);
  if (self->model == NULL)
    return;

  for (guint rank = 0; rank <= 3; rank++)
    for (guint i = 0; i < self->pins->len; i++)
      if (gtk_widget_get_child_visible (GTK_WIDGET (get_pin (self, i)))
          && gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (get_pin (self, i))))
          && get_rank (self, get_pin (self, i)) == rank)
        add_pin_label (self, get_pin (self, i));
  for (guint i = 0; i < self->model->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (self->model->areas, i);

      if (area->outline != NULL && area->has_centre)
        kl_label_layer_add_area (self->labels, &area->centre, get_area_width (area), area->name);
    }
}

/* Clusters */

static gboolean
is_near (const KlWijkPin *a, const KlWijkPin *b, double scale)
{
  if (a->group == b->group)
    return TRUE;

  return hypot (kl_mercator_x (a->place.longitude) - kl_mercator_x (b->place.longitude),
                kl_mercator_y (a->place.latitude) - kl_mercator_y (b->place.latitude))
           * scale
         < CLUSTER_DISTANCE;
}

static void
gather_members (KlWijkView *self, guint first, double scale, gboolean *taken)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  const KlWijkPin *pin = kl_pin_get_pin (get_pin (self, first));

  g_ptr_array_add (members, (gpointer) pin);
  for (guint i = first + 1; pin->kind == KL_WIJK_PARTNER && i < self->pins->len; i++)
    {
      const KlWijkPin *other = kl_pin_get_pin (get_pin (self, i));

      if (taken[i] || other->kind != KL_WIJK_PARTNER || !is_near (pin, other, scale))
        continue;
      taken[i] = TRUE;
      g_ptr_array_add (members, (gpointer) other);
    }
  kl_pin_set_members (get_pin (self, first), members);
}

static void
update_clusters (KlWijkView *self, double scale)
{
  g_autofree gboolean *taken = g_new0 (gboolean, self->pins->len + 1);

  self->cluster_scale = scale;
  for (guint i = 0; i < self->pins->len; i++)
    {
      GtkWidget *marker = gtk_widget_get_parent (GTK_WIDGET (get_pin (self, i)));

      gtk_widget_set_visible (marker, !taken[i]);
      if (!taken[i])
        gather_members (self, i, scale, taken);
      kl_pin_set_selected (get_pin (self, i), holds_selected (self, get_pin (self, i)));
    }
  update_labels (self);
}

static void
zoomed_cb (KlWijkView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  const double scale = kl_map_ground_get (viewport, GTK_WIDGET (self->map)).scale;

  if (self->cluster_scale <= 0 || scale / self->cluster_scale > CLUSTER_CHANGE
      || self->cluster_scale / scale > CLUSTER_CHANGE)
    update_clusters (self, scale);
}

/* A map that is turned by two fingers is turned back: names and areas stand upright. */
static void
turned_cb (ShumateViewport *viewport)
{
  if (shumate_viewport_get_rotation (viewport) != 0)
    shumate_viewport_set_rotation (viewport, 0);
}

/* Selection */

static void
update_selection (KlWijkView *self)
{
  const KlWijkPin *selected = find_selected (self);
  const char *const *codes =
    selected != NULL && selected->areas != NULL ? (const char *const *) selected->areas : NULL;

  kl_area_layer_set_selected (self->areas, codes);
  kl_map_inset_set_selected (self->inset, codes);
  for (guint i = 0; i < self->pins->len; i++)
    kl_pin_set_selected (get_pin (self, i), holds_selected (self, get_pin (self, i)));
  update_labels (self);
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
member_cb (GtkButton *button, KlWijkView *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  const KlWijkPin *pin = g_object_get_data (G_OBJECT (button), "kl-pin");

  gtk_popover_popdown (GTK_POPOVER (popover));
  choose (self, pin, TRUE);
}

static GtkWidget *
create_member (KlWijkView *self, const KlWijkPin *pin)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), kl_ring_icon_new (pin->ring, 20));
  gtk_box_append (GTK_BOX (box), gtk_label_new (pin->name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pin->sentence, -1);
  g_object_set_data (G_OBJECT (button), "kl-pin", (gpointer) pin);
  g_signal_connect_object (button, "clicked", G_CALLBACK (member_cb), self, G_CONNECT_DEFAULT);

  return button;
}

/* The popover goes when it is closed, but not before the press that closed it is done. */
static void
popover_closed_cb (GtkWidget *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

static void
show_members (KlWijkView *self, KlPin *pin)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GPtrArray *members = kl_pin_get_members (pin);

  for (guint i = 0; i < members->len; i++)
    gtk_box_append (GTK_BOX (box), create_member (self, g_ptr_array_index (members, i)));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  {
    graphene_rect_t bounds;

    if (gtk_widget_compute_bounds (GTK_WIDGET (pin), GTK_WIDGET (self), &bounds))
      gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                                   &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                     (int) bounds.size.width,
                                                     (int) bounds.size.height });
  }
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
pin_clicked_cb (KlPin *pin, KlWijkView *self)
{
  if (kl_pin_get_members (pin)->len > 1)
    show_members (self, pin);
  else
    choose (self, kl_pin_get_pin (pin), TRUE);
}

/* What is around the map */

static char *
make_missing_text (const KlWijkModel *model)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const guint n = MIN (model->missing->len, MAX_MISSING);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (model->missing, i));
  if (model->missing->len > n)
    g_string_append_printf (names,
                            g_dngettext (GETTEXT_PACKAGE, " and %u other", " and %u others",
                                         model->missing->len - n),
                            model->missing->len - n);

  return g_strdup_printf (_ ("Not on the map: %s"), names->str);
}

static void
update_note (KlWijkView *self)
{
  const KlWijkModel *model = self->model;
  g_autofree char *schools = NULL, *partners = NULL, *counts = NULL, *missing = NULL;

  schools =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u school", "%u schools", model->n_schools),
                     model->n_schools);
  partners =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner", "%u partners", model->n_partners),
                     model->n_partners);
  counts = g_strdup_printf ("%s, %s", schools, partners);
  gtk_label_set_label (self->count_label, counts);
  missing = model->missing->len > 0 ? make_missing_text (model) : NULL;
  gtk_label_set_label (self->missing_label, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), missing != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, counts,
                                  -1);
}

static void
update_attribution (KlWijkView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->model != NULL && self->model->attribution != NULL)
    g_string_append_printf (text, _ ("Areas: %s"), self->model->attribution);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("internet map off"));
  gtk_label_set_label (self->attribution_label, text->str);
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

/* Fitting */

static void
include (KlBox *box, const KlGeoPoint *point)
{
  const double x = kl_mercator_x (point->longitude), y = kl_mercator_y (point->latitude);
  const double right = MAX (box->x + box->width, x), bottom = MAX (box->y + box->height, y);

  if (box->width < 0)
    {
      *box = (KlBox) { x, y, 0, 0 };
      return;
    }
  box->x = MIN (box->x, x);
  box->y = MIN (box->y, y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

/* Schools and partners; where there are none, all areas. */
static KlBox
get_extent (KlWijkView *self)
{
  KlBox box = { 0, 0, -1, -1 };

  for (guint i = 0; i < self->model->pins->len; i++)
    include (&box, &((const KlWijkPin *) g_ptr_array_index (self->model->pins, i))->place);
  if (box.width > 0 || box.height > 0)
    return box;

  for (guint i = 0; i < self->model->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (self->model->areas, i);

      for (guint r = 0; area->outline != NULL && r < area->outline->len; r++)
        {
          const GArray *ring = g_ptr_array_index (area->outline, r);

          for (guint j = 0; j < ring->len; j++)
            include (&box, &g_array_index (ring, KlGeoPoint, j));
        }
    }

  return box;
}

/* libshumate grows a tile evenly from one whole step of the zoom to the next. */
static double
get_zoom (double scale)
{
  const double step = floor (log2 (scale / 256));

  return step + scale / (256 * exp2 (step)) - 1;
}

static void
fit (KlWijkView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  const double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const double height = gtk_widget_get_height (GTK_WIDGET (self->map));
  const KlBox box = get_extent (self);
  const double aside = MIN (FIT_MARGIN_ASIDE, width / 6);
  const double margin = MIN (FIT_MARGIN, height / 6);
  double scale;

  if (box.width < 0)
    return;

  scale = MIN ((width - 2 * aside) / MAX (box.width, 1e-9),
               (height - 2 * margin) / MAX (box.height, 1e-9));
  shumate_viewport_set_zoom_level (viewport, CLAMP (get_zoom (scale), MIN_ZOOM, MAX_FIT_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 kl_mercator_latitude (box.y + box.height / 2),
                                 kl_mercator_longitude (box.x + box.width / 2));
}

/* Keyboard */

static void
pan (KlWijkView *self, double x, double y)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  const KlMapGround ground = kl_map_ground_get (viewport, GTK_WIDGET (self->map));
  const double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const double height = gtk_widget_get_height (GTK_WIDGET (self->map));

  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 kl_mercator_latitude ((height / 2 + y - ground.y) / ground.scale),
                                 kl_mercator_longitude ((width / 2 + x - ground.x) / ground.scale));
}

static gboolean
is_shown (KlWijkView *self, guint i)
{
  return gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (get_pin (self, i))));
}

static int
find_focused (KlWijkView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; i < self->pins->len; i++)
    if (focus == GTK_WIDGET (get_pin (self, i)))
      return (int) i;

  return -1;
}

/* A pin that is out of sight is brought in. */
static void
bring_in (KlWijkView *self, const KlWijkPin *pin)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);
  const KlMapGround ground = kl_map_ground_get (viewport, GTK_WIDGET (self->map));
  const double x = ground.x + kl_mercator_x (pin->place.longitude) * ground.scale;
  const double y = ground.y + kl_mercator_y (pin->place.latitude) * ground.scale;
  const double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  const double height = gtk_widget_get_height (GTK_WIDGET (self->map));

  if (x < FIT_MARGIN || y < FIT_MARGIN || x > width - FIT_MARGIN || y > height - FIT_MARGIN)
    pan (self, x - width / 2, y - height / 2);
}

static gboolean
focus_pin (KlWijkView *self, int i)
{
  if (i < 0)
    return FALSE;

  bring_in (self, kl_pin_get_pin (get_pin (self, (guint) i)));
  return gtk_widget_grab_focus (GTK_WIDGET (get_pin (self, (guint) i)));
}

static int
find_first (KlWijkView *self)
{
  int first = -1;

  for (guint i = self->pins->len; i > 0; i--)
    {
      if (!is_shown (self, i - 1))
        continue;
      first = (int) i - 1;
      if (holds_selected (self, get_pin (self, i - 1)))
        return first;
    }

  return first;
}

static void
focus_next (KlWijkView *self, int step)
{
  const int n = (int) self->pins->len;
  int i = find_focused (self);

  if (i < 0)
    {
      focus_pin (self, find_first (self));
      return;
    }
  for (int k = 0; k < n; k++)
    {
      i = (i + step + n) % n;
      if (is_shown (self, (guint) i))
        break;
    }
  focus_pin (self, i);
}

static void
pan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  double x, y;

  g_variant_get (parameter, "(dd)", &x, &y);
  pan (KL_WIJK_VIEW (widget), x * PAN_STEP, y * PAN_STEP);
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
  const gboolean on_pin = find_focused (self) >= 0;
  const gboolean on_controls = focus != NULL && gtk_widget_is_ancestor (focus, self->controls);

  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (!on_pin && !on_controls && focus_pin (self, find_first (self)))
        return TRUE;
      return gtk_widget_child_focus (self->controls, direction);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (on_pin)
        return FALSE;
      return gtk_widget_child_focus (self->controls, direction)
             || focus_pin (self, find_first (self));
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
      fit (self);
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
  if (self->pins != NULL)
    g_ptr_array_set_size (self->pins, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_WIJK_VIEW);

  G_OBJECT_CLASS (kl_wijk_view_parent_class)->dispose (object);
}

static void
kl_wijk_view_finalize (GObject *object)
{
  KlWijkView *self = KL_WIJK_VIEW (object);

  g_ptr_array_unref (self->pins);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  g_clear_object (&self->reference);

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
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "wijk.unselect", NULL);
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

  g_type_ensure (KL_TYPE_MAP_INSET);
  g_type_ensure (SHUMATE_TYPE_MAP);
  g_type_ensure (SHUMATE_TYPE_SCALE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/map/wijk-view.ui");
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
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, KlWijkView, zoom_out_button);

  gtk_widget_class_install_action (widget_class, "wijk.pan", "(dd)", pan_action);
  gtk_widget_class_install_action (widget_class, "wijk.next", "i", next_action);
  gtk_widget_class_install_action (widget_class, "wijk.zoom", "i", zoom_action);
  gtk_widget_class_install_action (widget_class, "wijk.fit", NULL, fit_action);
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
create_layers (KlWijkView *self)
{
  ShumateViewport *viewport = shumate_map_get_viewport (self->map);

  self->reference = create_reference ();
  shumate_viewport_set_reference_map_source (viewport, self->reference);
  shumate_viewport_set_min_zoom_level (viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, MAX_ZOOM);
  self->areas = kl_area_layer_new (viewport);
  self->markers = shumate_marker_layer_new_full (viewport, GTK_SELECTION_NONE);
  self->labels = kl_label_layer_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->areas));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->markers));
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->labels));
  shumate_scale_set_viewport (self->scale, viewport);
  kl_map_inset_set_map (self->inset, self->map);

  g_signal_connect_object (viewport, "notify::zoom-level", G_CALLBACK (zoomed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (viewport, "notify::rotation", G_CALLBACK (turned_cb), NULL);
}

static void
kl_wijk_view_init (KlWijkView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pins = g_ptr_array_new_with_free_func (g_object_unref);
  create_layers (self);
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

static void
add_marker (KlWijkView *self, const KlWijkPin *pin)
{
  KlPin *button = kl_pin_new (pin);
  ShumateMarker *marker = shumate_marker_new ();

  shumate_marker_set_child (marker, GTK_WIDGET (button));
  shumate_marker_set_selectable (marker, FALSE);
  shumate_location_set_location (SHUMATE_LOCATION (marker), pin->place.latitude,
                                 pin->place.longitude);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pin_clicked_cb), self, G_CONNECT_DEFAULT);
  shumate_marker_layer_add_marker (self->markers, marker);
  g_ptr_array_add (self->pins, g_object_ref (button));
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
  const gboolean first = self->model == NULL;

  g_return_if_fail (KL_IS_WIJK_VIEW (self) && model != NULL);

  if (self->model == model)
    return;

  shumate_marker_layer_remove_all (self->markers);
  g_ptr_array_set_size (self->pins, 0);
  kl_wijk_model_ref (model);
  g_clear_pointer (&self->model, kl_wijk_model_unref);
  self->model = model;
  for (guint i = 0; i < model->pins->len; i++)
    add_marker (self, g_ptr_array_index (model->pins, i));
  kl_area_layer_set_areas (self->areas, model->areas);
  kl_map_inset_set_areas (self->inset, model->areas);
  self->cluster_scale = 0;
  zoomed_cb (self);
  update_selection (self);
  update_note (self);
  update_attribution (self);
  if (first)
    kl_wijk_view_fit (self);
}

/**
 * kl_wijk_view_get_model:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
KlWijkModel *
kl_wijk_view_get_model (KlWijkView *self)
{
  g_return_val_if_fail (KL_IS_WIJK_VIEW (self), NULL);

  return self->model;
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
  self->selected_kind = kind;
  self->selected_id = id;
  update_selection (self);
  pin = find_selected (self);
  if (pin != NULL && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0)
    bring_in (self, pin);
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
  update_selection (self);
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
    fit (self);
  else
    self->needs_fit = TRUE;
}
