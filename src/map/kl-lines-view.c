/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/kl-chart.h"
#include "kl-lines-spoke.h"
#include "kl-lines-view-private.h"

#define TRANSITION_MS 420
/* Days that follow one another no slower than this are moved through. */
#define DAYS_MS 160

G_DEFINE_FINAL_TYPE (KlLinesView, kl_lines_view, GTK_TYPE_WIDGET)

enum
{
  PROP_SELECTED_ID = 1,
  N_PROPS,
};

enum
{
  SIGNAL_PARTNER_ACTIVATED,
  SIGNAL_FOLDED_ACTIVATED,
  SIGNAL_PLAN_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Overrides */

static void
kl_lines_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlLinesView *self = KL_LINES_VIEW (widget);
  int size;

  if (width != (int) self->frame.width || height != (int) self->frame.height)
    {
      self->needs_layout = TRUE;
      self->may_animate = FALSE;
    }
  if (self->needs_layout)
    {
      self->needs_layout = FALSE;
      kl_lines_arrange_frame (self, width, height);
      kl_lines_arrange (self);
      self->may_animate = FALSE;
    }

  {
    const double x = width / 2.0 + self->frame.pan_x, y = height / 2.0 + self->frame.pan_y;
    double hub, inner, outer;

    kl_lines_frame_measure (&self->frame, &hub, &inner, &outer);
    size = (int) round (2 * hub);
    gtk_widget_measure (self->hub, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
    gtk_widget_allocate (self->hub, size, size, -1,
                         gsk_transform_translate (NULL,
                                                  &GRAPHENE_POINT_INIT ((float) round (x - hub),
                                                                        (float) round (y - hub))));
  }
  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      const double extent = kl_lines_node_get_extent (shown->node);
      double x, y;

      kl_lines_view_get_position (self, &shown->now, &x, &y);
      if (gtk_widget_get_parent (kl_lines_node_get_spoke (shown->node)) == widget)
        kl_lines_spoke_place (KL_LINES_SPOKE (kl_lines_node_get_spoke (shown->node)),
                              width / 2.0 + self->frame.pan_x, height / 2.0 + self->frame.pan_y, x,
                              y);
      gtk_widget_measure (GTK_WIDGET (shown->node), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL,
                          NULL, NULL);
      /* On whole pixels its picture is sharp, and put there as it is. */
      gtk_widget_allocate (
        GTK_WIDGET (shown->node), (int) extent, (int) extent, -1,
        gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (roundf ((float) (x - extent / 2)),
                                                             roundf ((float) (y - extent / 2)))));
    }
}

static void
kl_lines_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = 240;
  *natural = 760;
}

static void
kl_lines_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  kl_lines_scene_snapshot (KL_LINES_VIEW (widget), snapshot);
}

/* Tab enters at the partner that is looked at and leaves again; arrows go about inside. */
static gboolean
kl_lines_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KlLinesView *self = KL_LINES_VIEW (widget);
  const KlLinesShown *shown = kl_lines_view_find_shown (self, self->selected_id);

  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  if (shown != NULL && !shown->leaving)
    return gtk_widget_grab_focus (GTK_WIDGET (shown->node));
  return gtk_widget_grab_focus (self->hub);
}

static void
forget_measures (KlLinesView *self)
{
  GHashTableIter iter;
  gpointer node;

  kl_lines_arrange_drop_texts (self);
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    kl_lines_node_forget_label (node);
  kl_lines_view_queue_layout (self, FALSE);
}

static void
kl_lines_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kl_lines_view_parent_class)->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    forget_measures (KL_LINES_VIEW (widget));
}

static void
kl_lines_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED_ID:
      g_value_set_int64 (value, KL_LINES_VIEW (object)->selected_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_lines_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED_ID:
      kl_lines_view_set_selected_id (KL_LINES_VIEW (object), g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_lines_view_dispose (GObject *object)
{
  KlLinesView *self = KL_LINES_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->days_id, g_source_remove);
  g_clear_object (&self->ground);
  g_clear_pointer (&self->backdrop, cairo_surface_destroy);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->animation != NULL)
    adw_animation_reset (self->animation);
  g_clear_object (&self->animation);
  g_array_set_size (self->shown, 0);
  g_hash_table_remove_all (self->nodes);
  self->hub = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kl_lines_view_parent_class)->dispose (object);
}

static void
kl_lines_view_finalize (GObject *object)
{
  KlLinesView *self = KL_LINES_VIEW (object);

  kl_lines_arrange_drop_texts (self);
  kl_lines_layout_free (self->layout);
  g_clear_pointer (&self->plan, kl_lines_plan_unref);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->overlays);
  g_hash_table_unref (self->nodes);
  g_array_unref (self->shown);
  g_string_free (self->typed, TRUE);
  g_free (self->school);

  G_OBJECT_CLASS (kl_lines_view_parent_class)->finalize (object);
}

static void
kl_lines_view_class_init (KlLinesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_lines_view_get_property;
  object_class->set_property = kl_lines_view_set_property;
  object_class->dispose = kl_lines_view_dispose;
  object_class->finalize = kl_lines_view_finalize;
  widget_class->size_allocate = kl_lines_view_size_allocate;
  widget_class->measure = kl_lines_view_measure;
  widget_class->snapshot = kl_lines_view_snapshot;
  widget_class->focus = kl_lines_view_focus;
  widget_class->system_setting_changed = kl_lines_view_system_setting_changed;

  /**
   * KlLinesView:selected-id:
   *
   * The partner that is looked at, 0 for none.
   */
  properties[PROP_SELECTED_ID] =
    g_param_spec_int64 ("selected-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlLinesView::partner-activated:
   * @self: the drawing
   * @id: the partner to open
   */
  signals[SIGNAL_PARTNER_ACTIVATED] =
    g_signal_new ("partner-activated", KL_TYPE_LINES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * KlLinesView::folded-activated:
   * @self: the drawing
   * @ring: the kind of those that stand together
   */
  signals[SIGNAL_FOLDED_ACTIVATED] =
    g_signal_new ("folded-activated", KL_TYPE_LINES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * KlLinesView::plan-changed:
   * @self: the drawing
   *
   * Somebody got a place: the plan is to be kept.
   */
  signals[SIGNAL_PLAN_CHANGED] =
    g_signal_new ("plan-changed", KL_TYPE_LINES_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "kl-lines");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kl_lines_view_init (KlLinesView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  AdwAnimationTarget *target =
    adw_callback_animation_target_new ((AdwAnimationTargetFunc) G_CALLBACK (
                                         kl_lines_arrange_progress),
                                       self, NULL);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_lines_entry_free);
  self->nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->shown = g_array_new (FALSE, TRUE, sizeof (KlLinesShown));
  self->overlays = g_ptr_array_new ();
  self->typed = g_string_new (NULL);
  self->filter = -1;
  self->frame.zoom = 1;
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, TRANSITION_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);

  self->hub = kl_lines_hub_new ();
  gtk_widget_set_parent (self->hub, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  kl_lines_input_attach (self);

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

/* For the other files of the view */

void
kl_lines_view_plan_changed (KlLinesView *self)
{
  g_signal_emit (self, signals[SIGNAL_PLAN_CHANGED], 0);
}

void
kl_lines_view_queue_layout (KlLinesView *self, gboolean animate)
{
  /* Of several wishes before the next frame one for a transition is enough. */
  self->may_animate = animate || (self->needs_layout && self->may_animate);
  self->needs_layout = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

const KlLinesShown *
kl_lines_view_find_shown (KlLinesView *self, gint64 id)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (g_array_index (self->shown, KlLinesShown, i).id == id)
      return &g_array_index (self->shown, KlLinesShown, i);

  return NULL;
}

gint64
kl_lines_view_get_focus_id (KlLinesView *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return KL_IS_LINES_NODE (child) ? kl_lines_node_get_entry (KL_LINES_NODE (child))->id : 0;
}

void
kl_lines_view_get_position (KlLinesView *self, const KlLinesPose *pose, double *x, double *y)
{
  const double angle = pose->angle * G_PI / 180;

  *x = self->frame.width / 2 + self->frame.pan_x + cos (angle) * pose->radius;
  *y = self->frame.height / 2 + self->frame.pan_y + sin (angle) * pose->radius;
}

void
kl_lines_view_activate_partner (KlLinesView *self, gint64 id)
{
  if (id < 0)
    g_signal_emit (self, signals[SIGNAL_FOLDED_ACTIVATED], 0, (int) kl_lines_fold_get_ring (id));
  else
    g_signal_emit (self, signals[SIGNAL_PARTNER_ACTIVATED], 0, id);
}

void
kl_lines_view_zoom_to (KlLinesView *self, double zoom, double x, double y)
{
  kl_lines_frame_zoom_at (&self->frame, zoom, x, y);
  kl_lines_arrange_follow (self);
}

static void
days_rested_cb (gpointer user_data)
{
  KlLinesView *self = user_data;

  self->days_id = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_lines_view_new:
 *
 * Returns: (transfer floating): the drawing of short lines, still without partners
 */
GtkWidget *
kl_lines_view_new (void)
{
  return g_object_new (KL_TYPE_LINES_VIEW, NULL);
}

/**
 * kl_lines_view_set_school:
 * @self: the drawing
 * @name: who stands in the middle
 * @people: (element-type KlPerson): whose faces stand there
 */
void
kl_lines_view_set_school (KlLinesView *self, const char *name, GPtrArray *people)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  g_set_str (&self->school, name);
  kl_lines_hub_set_school (KL_LINES_HUB (self->hub), name);
  kl_lines_hub_set_people (KL_LINES_HUB (self->hub), people);
  kl_lines_arrange_update_words (self);
}

/**
 * kl_lines_view_set_entries:
 * @self: the drawing
 * @entries: (element-type KlLinesEntry) (transfer full): the partners as they stand now
 *
 * Shows the partners of another day; who is there already moves along their line.
 */
void
kl_lines_view_set_entries (KlLinesView *self, GPtrArray *entries)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));
  g_return_if_fail (entries != NULL);

  g_clear_handle_id (&self->days_id, g_source_remove);
  if (self->layout != NULL)
    self->days_id = g_timeout_add_once (DAYS_MS, days_rested_cb, self);
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  kl_lines_arrange_sync (self);
  kl_lines_arrange_update_words (self);
  kl_lines_view_queue_layout (self, TRUE);
}

/**
 * kl_lines_view_set_filter:
 * @self: the drawing
 * @ring: the one kind to show, or -1 for all
 */
void
kl_lines_view_set_filter (KlLinesView *self, int ring)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  if (self->filter == ring)
    return;

  self->filter = ring;
  kl_lines_arrange_sync (self);
  kl_lines_view_queue_layout (self, TRUE);
}

/**
 * kl_lines_view_set_plan:
 * @self: the drawing
 * @plan: (nullable): directions that were kept, or %NULL to look for them
 */
void
kl_lines_view_set_plan (KlLinesView *self, KlLinesPlan *plan)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  g_clear_pointer (&self->plan, kl_lines_plan_unref);
  self->plan = plan != NULL ? kl_lines_plan_ref (plan) : NULL;
  kl_lines_view_queue_layout (self, TRUE);
}

/**
 * kl_lines_view_get_plan:
 * @self: the drawing
 *
 * Returns: (transfer none) (nullable): the directions in use
 */
KlLinesPlan *
kl_lines_view_get_plan (KlLinesView *self)
{
  g_return_val_if_fail (KL_IS_LINES_VIEW (self), NULL);

  return self->plan;
}

/**
 * kl_lines_view_rearrange:
 * @self: the drawing
 *
 * Looks for new directions for everybody, for the canvas as it is now.
 */
void
kl_lines_view_rearrange (KlLinesView *self)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  kl_lines_view_set_plan (self, NULL);
}

/**
 * kl_lines_view_add_overlay:
 * @self: the drawing
 * @overlay: something that lies over a corner of it, aligned there, with equal margins
 *
 * Has partners and labels keep clear of it.
 */
void
kl_lines_view_add_overlay (KlLinesView *self, GtkWidget *overlay)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  g_ptr_array_add (self->overlays, overlay);
  kl_lines_view_queue_layout (self, FALSE);
}

/**
 * kl_lines_view_set_selected_id:
 * @self: the drawing
 * @id: the partner that is looked at, 0 for none
 */
void
kl_lines_view_set_selected_id (KlLinesView *self, gint64 id)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  if (self->selected_id == id)
    return;

  self->selected_id = id;
  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);

      kl_lines_node_set_selected (shown->node, shown->id == id);
    }
  kl_lines_arrange_sync (self);
  kl_lines_view_queue_layout (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * kl_lines_view_zoom_by:
 * @self: the drawing
 * @factor: above 1 to come closer, below to see more; 0 to see all
 */
void
kl_lines_view_zoom_by (KlLinesView *self, double factor)
{
  g_return_if_fail (KL_IS_LINES_VIEW (self));

  kl_lines_view_zoom_to (self, self->frame.zoom * factor, self->frame.width / 2,
                         self->frame.height / 2);
}

/**
 * kl_lines_view_pan_by:
 * @self: the drawing
 * @dx: pixels to the right
 * @dy: pixels down
 *
 * Moves the drawing when it is larger than its canvas.
 */
void
kl_lines_view_pan_by (KlLinesView *self, double dx, double dy)
{
  double hub, inner, outer;

  g_return_if_fail (KL_IS_LINES_VIEW (self));

  if (self->frame.zoom <= 1)
    return;

  kl_lines_frame_measure (&self->frame, &hub, &inner, &outer);
  self->frame.pan_x = CLAMP (self->frame.pan_x + dx, -outer, outer);
  self->frame.pan_y = CLAMP (self->frame.pan_y + dy, -outer, outer);
  kl_lines_arrange_follow (self);
}

/**
 * kl_lines_view_focus_partner:
 * @self: the drawing
 * @id: a partner
 *
 * Gives the keyboard to a partner and brings it into view.
 */
void
kl_lines_view_focus_partner (KlLinesView *self, gint64 id)
{
  const KlLinesShown *shown;
  double x, y;

  g_return_if_fail (KL_IS_LINES_VIEW (self));

  shown = kl_lines_view_find_shown (self, id);
  if (shown == NULL || shown->leaving)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (shown->node));
  kl_lines_view_get_position (self, &shown->to, &x, &y);
  if (x < 0 || y < 0 || x > self->frame.width || y > self->frame.height)
    kl_lines_view_pan_by (self, self->frame.width / 2 - x, self->frame.height / 2 - y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
