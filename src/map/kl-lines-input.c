/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "kl-lines-view-private.h"

/* How near the pointer has to come, in pixels; a finger needs as much. */
#define NODE_REACH 22.0
#define LINE_REACH 5.0

#define ZOOM_STEP 1.25
#define ZOOM_PER_SCROLL 1.12
#define PAN_STEP 60.0

/* Letters typed within this time belong to one name. */
#define TYPE_AHEAD_US (G_USEC_PER_SEC)

/* Auxiliary functions: what is meant */

static gboolean
is_in_label (KlLinesView *self, const KlLinesShown *shown, double x, double y)
{
  double node_x, node_y;
  KlBox box;

  if (shown->now.label_alpha <= 0)
    return FALSE;

  kl_lines_view_get_position (self, &shown->now, &node_x, &node_y);
  box = (KlBox) { node_x + shown->now.label_x, node_y + shown->now.label_y, shown->label_size.width,
                  shown->label_size.height };
  return kl_box_contains (&box, x, y);
}

/* The nearest of all whose node or label is there. */
static gint64
find_node (KlLinesView *self, double x, double y)
{
  double nearest = G_MAXDOUBLE;
  gint64 found = 0;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      double node_x, node_y, distance;

      if (shown->leaving)
        continue;
      kl_lines_view_get_position (self, &shown->now, &node_x, &node_y);
      distance = hypot (x - node_x, y - node_y);
      if (distance > MAX (NODE_REACH, shown->now.half) && !is_in_label (self, shown, x, y))
        continue;
      if (distance < nearest)
        {
          nearest = distance;
          found = shown->id;
        }
    }
  return found;
}

static gint64
find_line (KlLinesView *self, double x, double y)
{
  const double dx = x - self->frame.width / 2 - self->frame.pan_x;
  const double dy = y - self->frame.height / 2 - self->frame.pan_y;
  const double distance = hypot (dx, dy), angle = atan2 (dy, dx);
  double nearest = LINE_REACH;
  gint64 found = 0;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      const double off = angle - shown->now.angle * G_PI / 180;
      const double aside = fabs (sin (off)) * distance;

      if (shown->leaving || cos (off) <= 0 || self->layout == NULL || distance < self->layout->hub
          || distance > shown->now.radius || aside >= nearest)
        continue;
      nearest = aside;
      found = shown->id;
    }
  return found;
}

static void
set_hovered (KlLinesView *self, gint64 id, gboolean line)
{
  if (self->hovered_id == id && self->hovered_line == line)
    return;

  self->hovered_id = id;
  self->hovered_line = line;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), id != 0 && !line ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Auxiliary functions: stepping */

static const KlLinesShown *
get_focused (KlLinesView *self)
{
  return kl_lines_view_find_shown (self, kl_lines_view_get_focus_id (self));
}

/* The next one clockwise, or the other way; around and around. */
static const KlLinesShown *
find_beside (KlLinesView *self, double angle, gint64 id, gboolean clockwise)
{
  const KlLinesShown *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      double turn =
        fmod (clockwise ? shown->to.angle - angle + 720 : angle - shown->to.angle + 720, 360);

      if (shown->leaving || shown->id == id)
        continue;
      if (turn < nearest)
        {
          nearest = turn;
          found = shown;
        }
    }
  return found;
}

/* The next one farther out or nearer by in the same sector. */
static const KlLinesShown *
find_along (KlLinesView *self, const KlLinesShown *from, gboolean farther)
{
  const KlRing ring = kl_lines_node_get_entry (from->node)->ring;
  const KlLinesShown *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      double step =
        farther ? shown->to.radius - from->to.radius : from->to.radius - shown->to.radius;

      if (shown->leaving || shown == from || kl_lines_node_get_entry (shown->node)->ring != ring)
        continue;
      /* At the same distance they follow each other by angle. */
      if (step == 0)
        step = farther == (shown->to.angle > from->to.angle) ? 1e-6 : -1;
      if (step > 0 && step < nearest)
        {
          nearest = step;
          found = shown;
        }
    }
  return found;
}

static gboolean
step (KlLinesView *self, guint keyval)
{
  const KlLinesShown *from = get_focused (self);
  const gboolean clockwise = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  const KlLinesShown *to;

  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up || keyval == GDK_KEY_Down
      || keyval == GDK_KEY_KP_Down)
    to = from != NULL ? find_along (self, from, keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
                      : find_beside (self, 270, 0, TRUE);
  else
    to = find_beside (self, from != NULL ? from->to.angle : 270, from != NULL ? from->id : 0,
                      clockwise);

  if (to != NULL)
    kl_lines_view_focus_partner (self, to->id);
  return TRUE;
}

/* The first letters of a name, or of a word in it. */
static gboolean
begins_with (const char *name, const char *typed)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = NULL;

  if (g_str_has_prefix (folded, typed))
    return TRUE;

  words = g_strsplit_set (folded, " -'", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], typed))
      return TRUE;
  return FALSE;
}

static gboolean
type_ahead (KlLinesView *self, guint keyval)
{
  const gunichar letter = gdk_keyval_to_unicode (keyval);
  const gint64 now = g_get_monotonic_time ();
  g_autofree char *typed = NULL;

  /* A name begins with a letter or a figure; in it anything can be. */
  if (now - self->typed_at > TYPE_AHEAD_US)
    g_string_truncate (self->typed, 0);
  if (letter == 0
      || !(self->typed->len > 0 ? g_unichar_isprint (letter) : g_unichar_isalnum (letter)))
    return FALSE;

  self->typed_at = now;
  g_string_append_unichar (self->typed, letter);
  typed = g_utf8_casefold (self->typed->str, -1);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (self->entries, i);

      if (kl_lines_view_find_shown (self, entry->id) == NULL || !begins_with (entry->name, typed))
        continue;
      kl_lines_view_focus_partner (self, entry->id);
      return TRUE;
    }
  return TRUE;
}

static gboolean
zoom_key (KlLinesView *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      kl_lines_view_zoom_by (self, ZOOM_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      kl_lines_view_zoom_by (self, 1 / ZOOM_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      kl_lines_view_zoom_by (self, 0);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
pan_key (KlLinesView *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      kl_lines_view_pan_by (self, PAN_STEP, 0);
      return TRUE;
    case GDK_KEY_Right:
      kl_lines_view_pan_by (self, -PAN_STEP, 0);
      return TRUE;
    case GDK_KEY_Up:
      kl_lines_view_pan_by (self, 0, PAN_STEP);
      return TRUE;
    case GDK_KEY_Down:
      kl_lines_view_pan_by (self, 0, -PAN_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Callbacks */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KlLinesView *self)
{
  if (state & GDK_ALT_MASK)
    return FALSE;
  if (state & GDK_CONTROL_MASK)
    return pan_key (self, keyval);

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Left:
    case GDK_KEY_KP_Right:
    case GDK_KEY_KP_Up:
    case GDK_KEY_KP_Down:
      return step (self, keyval);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      gtk_widget_grab_focus (self->hub);
      return TRUE;
    default:
      if (g_get_monotonic_time () - self->typed_at < TYPE_AHEAD_US && type_ahead (self, keyval))
        return TRUE;
      return zoom_key (self, keyval) || type_ahead (self, keyval);
    }
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, KlLinesView *self)
{
  const gint64 id = find_node (self, x, y);
  const KlLinesShown *shown = kl_lines_view_find_shown (self, id);

  if (shown == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (shown->node));
  kl_lines_view_activate_partner (self, id);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, KlLinesView *self)
{
  const gint64 node = find_node (self, x, y);

  self->pointer_x = x;
  self->pointer_y = y;
  self->has_pointer = TRUE;
  set_hovered (self, node != 0 ? node : find_line (self, x, y), node == 0);
}

static void
leave_cb (GtkEventControllerMotion *controller, KlLinesView *self)
{
  self->has_pointer = FALSE;
  set_hovered (self, 0, FALSE);
}

/* A turn of the wheel does not say where it happens: that is where the pointer was last. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, KlLinesView *self)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  const gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;
  const double x = self->has_pointer ? self->pointer_x : self->frame.width / 2;
  const double y = self->has_pointer ? self->pointer_y : self->frame.height / 2;

  /* A wheel comes closer; two fingers move what is already close. */
  if (!wheel && !(state & GDK_CONTROL_MASK))
    {
      if (self->frame.zoom <= 1)
        return FALSE;
      kl_lines_view_pan_by (self, -dx, -dy);
      return TRUE;
    }

  kl_lines_view_zoom_to (self, self->frame.zoom * pow (ZOOM_PER_SCROLL, wheel ? -dy : -dy / 12), x,
                         y);
  return TRUE;
}

static void
zoom_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, KlLinesView *self)
{
  self->zoom_at_start = self->frame.zoom;
}

static void
scale_changed_cb (GtkGestureZoom *gesture, double scale, KlLinesView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    kl_lines_view_zoom_to (self, self->zoom_at_start * scale, x, y);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, KlLinesView *self)
{
  self->drag_x = self->drag_y = 0;
  if (self->frame.zoom <= 1)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, KlLinesView *self)
{
  if (!gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy) && self->drag_x == 0
      && self->drag_y == 0)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  kl_lines_view_pan_by (self, dx - self->drag_x, dy - self->drag_y);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
focus_changed_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, KlLinesView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* For the view */

void
kl_lines_input_attach (KlLinesView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();

  /* Before the node that has the keyboard: a space belongs to the name that is typed. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (focus_changed_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (zoom, "begin", G_CALLBACK (zoom_begin_cb), self);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (scale_changed_cb), self);

  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (zoom));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
