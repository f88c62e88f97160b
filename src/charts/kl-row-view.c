/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-row-view-private.h"

#include <time.h>

/*
 * A list of rows of any height, of which those in sight are made at once and others around them
 * in spare moments, so that going to any place costs no more than what is seen there.
 *
 * GtkListView makes, fills and measures some two hundred rows before it shows the first: a jump in
 * a list of plain labels takes it as long as four frames. How many it keeps cannot be set.
 *
 * What is read stays where it is: one row is the anchor, with a fixed place, and the others follow
 * it upwards and downwards. Where it lies in the whole is worked out from heights that are partly
 * guessed; what a guess was wrong is put right in the adjustment when nothing moves.
 */

/* Time for rows that are not in sight, of every turn of the main loop that nothing else needs. */
#define SLICE_US 3000

/* Time within a frame to measure rows that are not in sight, where their size changed. */
#define FRAME_US 1000

/* Where rows wait that have no place in sight. */
#define FAR_AWAY 100000.0

/* After this long without scrolling, guesses are put right. */
#define REST_MS 150

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  BIND,
  UNBIND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void init_accessible (GtkAccessibleInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KlRowView,
                               kl_row_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, init_accessible)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* Auxiliary functions */

/* Work of this thread alone: on a busy machine it is not this list that takes the time. */
static gint64
get_busy_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Rows */

/**
 * kl_row_view_get_n_rows:
 * @self: a list
 *
 * Returns: how many rows it has, made or not
 */
guint
kl_row_view_get_n_rows (KlRowView *self)
{
  return kl_row_heights_get_length (self->heights);
}

static void
unbind (KlViewRow *row, gpointer user_data)
{
  g_signal_emit (user_data, signals[UNBIND], 0, row);
}

static void
bind (KlRowView *self, KlViewRow *row, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  kl_view_row_set_item (row, item);
  kl_row_set_put (self->rows, row, position, kl_row_view_get_n_rows (self));
  g_signal_emit (self, signals[BIND], 0, row);
}

/**
 * kl_row_view_ensure_row:
 * @self: a list
 * @position: a row
 *
 * Returns: (transfer none): the widget for it, made now if it has to be
 */
KlViewRow *
kl_row_view_ensure_row (KlRowView *self, guint position)
{
  KlViewRow *row = kl_row_set_look_up (self->rows, position);

  if (row != NULL)
    return row;

  row = kl_row_set_take (self->rows, self->anchor, self->first, self->last, 0);
  if (row == NULL)
    row = KL_VIEW_ROW (kl_view_row_new ());
  bind (self, row, position);

  return row;
}

static int
get_row_width (KlRowView *self, KlViewRow *row)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, self->width);
}

static int
measure_row (KlRowView *self, KlViewRow *row)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, get_row_width (self, row), NULL,
                      &height, NULL, NULL);
  kl_row_heights_set (self->heights, kl_view_row_get_position (row), height,
                      !kl_view_row_get_kept (row));

  return MAX (height, 1);
}

/**
 * kl_row_view_get_focus_row:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the row that has the focus, or in which something has it
 */
KlViewRow *
kl_row_view_get_focus_row (KlRowView *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL ? KL_VIEW_ROW (child) : NULL;
}

/* What is in sight */

/* Makes rows from the anchor on as far as @until; returns where they end. */
static double
fill_down (KlRowView *self, double until)
{
  const guint n = kl_row_view_get_n_rows (self);
  double y = self->anchor_top;
  guint position = self->anchor;

  do
    {
      self->last = position;
      y += measure_row (self, kl_row_view_ensure_row (self, position));
      position++;
    }
  while (position < n && y < until);

  return y;
}

/* And before it; returns where they begin. */
static double
fill_up (KlRowView *self, double until)
{
  double y = self->anchor_top;

  self->first = self->anchor;
  while (self->first > 0 && y > until)
    {
      self->first--;
      y -= measure_row (self, kl_row_view_ensure_row (self, self->first));
    }

  return y;
}

/* Covers the view with rows, and keeps it within the list. */
static void
fill (KlRowView *self)
{
  double bottom, top;

  if (kl_row_view_get_n_rows (self) == 0 || self->width == 0)
    {
      self->value = self->anchor_top = 0;
      return;
    }

  self->first = self->last = self->anchor;
  bottom = fill_down (self, self->value + self->height);
  self->value = MIN (self->value, bottom - self->height);
  top = fill_up (self, self->value);
  if (top > self->value)
    {
      self->value = top;
      fill_down (self, self->value + self->height);
    }

  /* The first of all begins where everything does. */
  if (self->first == 0)
    {
      self->anchor_top -= top;
      self->value -= top;
    }
}

/* The first row that begins in sight is where somebody reads. */
static void
settle_anchor (KlRowView *self)
{
  double top = self->anchor_top;
  guint position;

  if (kl_row_view_get_n_rows (self) == 0 || self->width == 0)
    return;

  position = kl_row_heights_walk (self->heights, self->anchor, &top, self->value);
  if (top < self->value && position < self->last)
    top += kl_row_heights_get (self->heights, position++);
  self->anchor = position;
  self->anchor_top = top;
}

/* What was guessed wrong goes unseen while the adjustment is being moved by steps of its own. */
static void
update_adjustments (KlRowView *self)
{
  const guint n = kl_row_view_get_n_rows (self);
  const double above = n > 0 ? kl_row_heights_get_top (self->heights, self->anchor) : 0;
  const double upper = kl_row_heights_get_top (self->heights, n);

  if (self->rest_timer == 0 || self->value < 2.0 * self->height)
    {
      self->value += above - self->anchor_top;
      self->anchor_top = above;
    }

  self->configuring = TRUE;
  if (self->adjustments[GTK_ORIENTATION_VERTICAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_VERTICAL], self->value, 0,
                              MAX (upper - above + self->anchor_top, self->height),
                              self->height * 0.1, self->height * 0.9, self->height);
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, self->width,
                              self->width * 0.1, self->width * 0.9, self->width);
  self->configuring = FALSE;
}

static void
refill (KlRowView *self)
{
  fill (self);
  update_adjustments (self);
  self->incomplete = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Placing */

static void
place_row (KlRowView *self, KlViewRow *row, double y, int height)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (0, (float) (int) (y + (y < 0 ? -0.5 : 0.5)));

  gtk_widget_set_child_visible (GTK_WIDGET (row), TRUE);
  gtk_widget_allocate (GTK_WIDGET (row), get_row_width (self, row), height, -1,
                       gsk_transform_translate (NULL, &point));
}

/* A row that does not follow on those in sight waits far outside: to hide and show all that is in
 * it would cost more than to fill it. */
static void
put_aside (KlRowView *self, KlViewRow *row, gint64 end)
{
  const gboolean before = kl_view_row_get_position (row) < self->first;
  const gboolean stays = kl_view_row_get_kept (row) || row == kl_row_view_get_focus_row (self);

  if (!stays && get_busy_time () > end)
    {
      gtk_widget_set_child_visible (GTK_WIDGET (row), FALSE);
      self->incomplete = TRUE;
      return;
    }

  place_row (self, row, before ? -FAR_AWAY : FAR_AWAY, measure_row (self, row));
}

/* Returns the height of the row, or 0 when there is no time for one out of sight. */
static int
place_next (KlRowView *self, KlViewRow *row, double y, gboolean upwards, gint64 end)
{
  const guint position = kl_view_row_get_position (row);
  const gboolean in_sight = position >= self->first && position <= self->last;
  int height;

  if (!in_sight && get_busy_time () > end)
    {
      self->incomplete = TRUE;
      return 0;
    }

  height = measure_row (self, row);
  place_row (self, row, upwards ? y - height : y, height);
  return height;
}

static void
place_rows (KlRowView *self)
{
  const gint64 end = get_busy_time () + FRAME_US;
  const guint n = kl_row_set_get_length (self->rows);
  guint index, above, below;
  double y = self->anchor_top - self->value;
  int height = 1;

  if (!kl_row_set_find (self->rows, self->anchor, &index))
    return;

  for (below = index; below < n; below++, y += height)
    {
      KlViewRow *row = kl_row_set_get (self->rows, below);

      if (kl_view_row_get_position (row) - self->anchor != below - index)
        break;
      height = place_next (self, row, y, FALSE, end);
      if (height == 0)
        break;
    }
  y = self->anchor_top - self->value;
  for (above = index; above > 0; above--, y -= height)
    {
      KlViewRow *row = kl_row_set_get (self->rows, above - 1);

      if (self->anchor - kl_view_row_get_position (row) != index - above + 1)
        break;
      height = place_next (self, row, y, TRUE, end);
      if (height == 0)
        break;
    }

  for (guint i = 0; i < above; i++)
    put_aside (self, kl_row_set_get (self->rows, i), end);
  for (guint i = below; i < n; i++)
    put_aside (self, kl_row_set_get (self->rows, i), end);
}

/* What is around it */

/* Makes the nearest row that is missing; returns whether there was one. */
static gboolean
make_next (KlRowView *self)
{
  const guint n = kl_row_view_get_n_rows (self);

  for (guint distance = 1; distance <= KL_ROW_SET_SIZE / 2; distance++)
    for (int side = 1; side >= -1; side -= 2)
      {
        const guint position = self->anchor + (guint) (side * (int) distance);
        KlViewRow *row;

        /* Before the first is past the last as well. */
        if (position >= n || kl_row_set_find (self->rows, position, NULL))
          continue;
        row = kl_row_set_take (self->rows, self->anchor, self->first, self->last, distance);
        if (row == NULL)
          return FALSE;
        bind (self, row, position);
        measure_row (self, row);
        return TRUE;
      }

  return FALSE;
}

static gboolean
idle_cb (gpointer user_data)
{
  KlRowView *self = KL_ROW_VIEW (user_data);
  const gint64 end = get_busy_time () + SLICE_US;
  gboolean more = gtk_widget_get_mapped (GTK_WIDGET (self)) && kl_row_view_get_n_rows (self) > 0;

  while (more && get_busy_time () < end)
    more = make_next (self);
  for (guint i = 0; i < kl_row_set_get_length (self->rows) && !more; i++)
    {
      measure_row (self, kl_row_set_get (self->rows, i));
      more = get_busy_time () > end;
    }

  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (more)
    return G_SOURCE_CONTINUE;

  self->incomplete = FALSE;
  self->idle = 0;
  return G_SOURCE_REMOVE;
}

static void
schedule (KlRowView *self)
{
  if (self->idle == 0 && self->incomplete)
    self->idle = g_idle_add (idle_cb, self);
}

/* Scrolling */

static void
rest_cb (gpointer user_data)
{
  KlRowView *self = KL_ROW_VIEW (user_data);

  self->rest_timer = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
value_changed_cb (KlRowView *self, GtkAdjustment *adjustment)
{
  const double value = gtk_adjustment_get_value (adjustment);
  const guint n = kl_row_view_get_n_rows (self);

  if (self->configuring || adjustment != self->adjustments[GTK_ORIENTATION_VERTICAL]
      || self->width == 0 || n == 0)
    return;

  g_clear_handle_id (&self->rest_timer, g_source_remove);
  self->rest_timer = g_timeout_add_once (REST_MS, rest_cb, self);
  self->wanted = GTK_INVALID_LIST_POSITION;
  if (value <= 0)
    {
      self->anchor = 0;
      self->anchor_top = 0;
    }
  else if (value >= gtk_adjustment_get_upper (adjustment) - self->height)
    {
      self->anchor = n - 1;
      self->anchor_top =
        value + self->height - measure_row (self, kl_row_view_ensure_row (self, n - 1));
    }
  else
    {
      self->anchor = kl_row_heights_walk (self->heights, self->anchor, &self->anchor_top, value);
    }
  self->value = value;
  fill (self);
  settle_anchor (self);
  self->incomplete = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Brings part of a row into view, or its beginning when it is too large for that. */
static void
reveal (KlRowView *self, guint position, double from, double height)
{
  double top = self->anchor_top;
  guint at = kl_row_heights_walk (self->heights, self->anchor, &top, self->anchor_top);

  for (; at < position; at++)
    top += kl_row_heights_get (self->heights, at);
  for (; at > position; at--)
    top -= kl_row_heights_get (self->heights, at - 1);

  if (top + from < self->value || height > self->height)
    self->value = top + from;
  else if (top + from + height > self->value + self->height)
    self->value = top + from + height - self->height;
  else
    return;

  self->anchor = position;
  self->anchor_top = top;
  refill (self);
}

/**
 * kl_row_view_reveal_row:
 * @self: a list that has a size
 * @position: a row
 *
 * Scrolls as little as brings the row into view.
 */
void
kl_row_view_reveal_row (KlRowView *self, guint position)
{
  KlViewRow *row = kl_row_view_ensure_row (self, position);

  reveal (self, position, 0, measure_row (self, row));
}

/* Of a row that is taller than the view only what has the focus matters. */
static void
focus_moved_cb (KlRowView *self)
{
  KlViewRow *row = kl_row_view_get_focus_row (self);
  GtkWidget *focus;
  graphene_rect_t bounds;

  if (row == NULL || self->width == 0)
    return;

  self->focus_position = kl_view_row_get_position (row);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus == GTK_WIDGET (row))
    kl_row_view_reveal_row (self, self->focus_position);
  else if (focus != NULL && gtk_widget_get_width (GTK_WIDGET (row)) > 0
           && gtk_widget_compute_bounds (focus, GTK_WIDGET (row), &bounds))
    reveal (self, self->focus_position, bounds.origin.y, bounds.size.height);
}

/* Overrides */

static GtkAccessible *
get_first_accessible_child (GtkAccessible *accessible)
{
  KlRowView *self = KL_ROW_VIEW (accessible);

  if (kl_row_set_get_length (self->rows) == 0)
    return NULL;

  return GTK_ACCESSIBLE (g_object_ref (kl_row_set_get (self->rows, 0)));
}

static void
init_accessible (GtkAccessibleInterface *iface)
{
  iface->get_first_accessible_child = get_first_accessible_child;
}

static void
kl_row_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kl_row_view_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (focus_moved_cb), widget, G_CONNECT_SWAPPED);
}

static void
kl_row_view_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), focus_moved_cb, widget);

  GTK_WIDGET_CLASS (kl_row_view_parent_class)->unroot (widget);
}

static GtkSizeRequestMode
kl_row_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kl_row_view_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  KlRowView *self = KL_ROW_VIEW (widget);
  guint index;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = (int) kl_row_heights_get_top (self->heights, kl_row_view_get_n_rows (self));
      return;
    }

  /* Rows that are not in sight may wait until they are. */
  kl_row_set_find (self->rows, self->first, &index);
  for (; index < kl_row_set_get_length (self->rows); index++)
    {
      GtkWidget *row = GTK_WIDGET (kl_row_set_get (self->rows, index));
      int row_minimum, row_natural;

      if (kl_view_row_get_position (KL_VIEW_ROW (row)) > self->last)
        break;
      gtk_widget_measure (row, orientation, -1, &row_minimum, &row_natural, NULL, NULL);
      *minimum = MAX (*minimum, row_minimum);
      *natural = MAX (*natural, row_natural);
    }
}

static void
kl_row_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KlRowView *self = KL_ROW_VIEW (widget);

  if (width != self->width)
    self->incomplete = TRUE;
  self->width = width;
  self->height = height;
  if (self->wanted < kl_row_view_get_n_rows (self))
    {
      guint wanted = self->wanted;

      self->wanted = GTK_INVALID_LIST_POSITION;
      fill (self);
      kl_row_view_reveal_row (self, wanted);
    }
  fill (self);
  update_adjustments (self);
  place_rows (self);
  schedule (self);
}

static void
kl_row_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlRowView *self = KL_ROW_VIEW (widget);
  guint index;

  kl_row_set_find (self->rows, self->first, &index);
  for (; index < kl_row_set_get_length (self->rows); index++)
    {
      KlViewRow *row = kl_row_set_get (self->rows, index);

      if (kl_view_row_get_position (row) > self->last)
        break;
      gtk_widget_snapshot_child (widget, GTK_WIDGET (row), snapshot);
    }
}

static void
set_adjustment (KlRowView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment != NULL && adjustment == self->adjustments[orientation])
    return;

  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], value_changed_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  self->adjustments[orientation] =
    g_object_ref_sink (adjustment != NULL ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (self->adjustments[orientation], "value-changed",
                           G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
kl_row_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlRowView *self = KL_ROW_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_row_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlRowView *self = KL_ROW_VIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_row_view_dispose (GObject *object)
{
  KlRowView *self = KL_ROW_VIEW (object);

  kl_row_view_set_model (self, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  for (int i = 0; i < 2; i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_func (self->adjustments[i], value_changed_cb, self);
      g_clear_object (&self->adjustments[i]);
    }

  G_OBJECT_CLASS (kl_row_view_parent_class)->dispose (object);
}

static void
kl_row_view_finalize (GObject *object)
{
  KlRowView *self = KL_ROW_VIEW (object);

  kl_row_set_free (self->rows);
  kl_row_heights_free (self->heights);

  G_OBJECT_CLASS (kl_row_view_parent_class)->finalize (object);
}

static void
install_signals (GType type)
{
  /**
   * KlRowView::bind:
   * @self: a list
   * @row: a row that is to show its item; its child may be of another one still
   */
  signals[BIND] = g_signal_new ("bind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, KL_TYPE_VIEW_ROW);
  /**
   * KlRowView::unbind:
   * @self: a list
   * @row: a row that is about to lose its item
   */
  signals[UNBIND] = g_signal_new ("unbind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, KL_TYPE_VIEW_ROW);
}

static void
kl_row_view_class_init (KlRowViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = kl_row_view_set_property;
  object_class->get_property = kl_row_view_get_property;
  object_class->dispose = kl_row_view_dispose;
  object_class->finalize = kl_row_view_finalize;
  widget_class->root = kl_row_view_root;
  widget_class->unroot = kl_row_view_unroot;
  widget_class->get_request_mode = kl_row_view_get_request_mode;
  widget_class->measure = kl_row_view_measure;
  widget_class->size_allocate = kl_row_view_size_allocate;
  widget_class->snapshot = kl_row_view_snapshot;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  install_signals (G_TYPE_FROM_CLASS (klass));
  kl_row_view_class_add_keys (widget_class);

  /* Looks like any other list. */
  gtk_widget_class_set_css_name (widget_class, "listview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
kl_row_view_init (KlRowView *self)
{
  self->heights = kl_row_heights_new ();
  self->rows = kl_row_set_new (GTK_WIDGET (self), unbind);
  self->wanted = GTK_INVALID_LIST_POSITION;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* The model */

/* The row with the focus shows what came in the place of its item; returns it. */
static KlViewRow *
keep_focus (KlRowView *self, guint position, guint n_removed, guint n_added)
{
  KlViewRow *row = kl_row_view_get_focus_row (self);
  const guint at = row != NULL ? kl_view_row_get_position (row) : 0;
  g_autoptr (GObject) item = NULL;

  if (row == NULL || kl_view_row_get_kept (row) || at < position || at - position >= n_removed
      || at - position >= n_added)
    return NULL;

  item = g_list_model_get_item (self->model, at);
  g_signal_emit (self, signals[UNBIND], 0, row);
  kl_view_row_set_item (row, item);
  g_signal_emit (self, signals[BIND], 0, row);

  return row;
}

/* Where what was at @at is now, or what came nearest to its place. */
static guint
follow (guint at, guint position, guint n_removed, guint n_added, guint n)
{
  guint now = MIN (at, position + n_added);

  if (at >= position && at - position >= n_removed)
    now = at - n_removed + n_added;
  else if (at < position)
    now = at;

  return n > 0 ? MIN (now, n - 1) : 0;
}

static void
items_changed_cb (KlRowView *self, guint position, guint n_removed, guint n_added)
{
  KlViewRow *focused = kl_row_view_get_focus_row (self);
  KlViewRow *kept = keep_focus (self, position, n_removed, n_added);
  const gboolean is_lost = focused != NULL && kept == NULL
                           && kl_view_row_get_position (focused) >= position
                           && kl_view_row_get_position (focused) - position < n_removed;
  guint n;

  kl_row_heights_splice (self->heights, position, n_removed, n_added);
  n = kl_row_view_get_n_rows (self);
  self->anchor = follow (self->anchor, position, n_removed, n_added, n);
  self->focus_position = follow (self->focus_position, position, n_removed, n_added, n);
  if (self->wanted != GTK_INVALID_LIST_POSITION)
    self->wanted = follow (self->wanted, position, n_removed, n_added, n);

  if (is_lost)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  kl_row_set_remove (self->rows, position, n_removed, kept);
  kl_row_set_move (self->rows, position + n_removed, (int) n_added - (int) n_removed, n);
  self->first = self->last = self->anchor;
  if (is_lost && n > 0)
    kl_row_view_focus_row (self, self->focus_position, GTK_DIR_TAB_FORWARD);

  self->incomplete = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_row_view_new:
 *
 * Returns: (transfer floating): a list without rows, for a scrolled window
 */
GtkWidget *
kl_row_view_new (void)
{
  return g_object_new (KL_TYPE_ROW_VIEW, NULL);
}

/**
 * kl_row_view_set_model:
 * @self: a list
 * @model: (nullable): what its rows show; "bind" is emitted for those that are made
 */
void
kl_row_view_set_model (KlRowView *self, GListModel *model)
{
  g_return_if_fail (KL_IS_ROW_VIEW (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  kl_row_set_clear (self->rows);
  kl_row_heights_splice (self->heights, 0, kl_row_view_get_n_rows (self), 0);
  self->anchor = self->first = self->last = self->focus_position = 0;
  self->anchor_top = self->value = 0;

  g_set_object (&self->model, model);
  if (model == NULL)
    return;

  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  kl_row_heights_splice (self->heights, 0, 0, g_list_model_get_n_items (model));
  self->incomplete = TRUE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * kl_row_view_scroll_to:
 * @self: a list
 * @position: a row
 * @focus: whether it gets the focus as well
 *
 * Makes the row, and scrolls as little as brings it into view; once the list has a size, if it has
 * none yet.
 */
void
kl_row_view_scroll_to (KlRowView *self, guint position, gboolean focus)
{
  g_return_if_fail (KL_IS_ROW_VIEW (self) && position < kl_row_view_get_n_rows (self));

  kl_row_view_ensure_row (self, position);
  if (self->width > 0)
    kl_row_view_reveal_row (self, position);
  else
    self->wanted = position;
  if (focus)
    kl_row_view_focus_row (self, position, GTK_DIR_TAB_FORWARD);
}

/**
 * kl_row_view_get_row:
 * @self: a list
 * @position: a row
 *
 * Returns: (transfer none) (nullable): the widget for it, if it is made
 */
KlViewRow *
kl_row_view_get_row (KlRowView *self, guint position)
{
  g_return_val_if_fail (KL_IS_ROW_VIEW (self), NULL);

  return kl_row_set_look_up (self->rows, position);
}
