/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/kl-chart.h"
#include "kl-lines-view-private.h"

#define TITLE_POINTS 10.0
#define RING_POINTS 9.0
#define RING_PADDING_X 7.0
#define RING_PADDING_Y 1.0

#define SETTLE_MS 140

/* Texts that stand still */

static void
measure_text (PangoLayout *layout, double padding_x, double padding_y, KlLinesSize *size)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  *size = (KlLinesSize) { width + 2 * padding_x, height + 2 * padding_y };
}

void
kl_lines_arrange_drop_texts (KlLinesView *self)
{
  for (int i = 0; i < KL_LINES_N_SECTORS; i++)
    g_clear_object (&self->titles[i]);
  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    g_clear_object (&self->ring_labels[i]);
}

static void
ensure_texts (KlLinesView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->titles[0] != NULL)
    return;

  for (int i = 0; i < KL_LINES_N_SECTORS; i++)
    {
      self->titles[i] = kl_chart_create_text (widget, kl_lines_get_title ((KlRing) i), TITLE_POINTS,
                                              PANGO_WEIGHT_BOLD);
      measure_text (self->titles[i], 0, 0, &self->frame.titles[i]);
    }
  for (int i = 0; i < KL_LINES_N_RINGS; i++)
    {
      self->ring_labels[i] = kl_chart_create_text (widget, kl_lines_get_ring_label ((guint) i),
                                                   RING_POINTS, PANGO_WEIGHT_NORMAL);
      measure_text (self->ring_labels[i], RING_PADDING_X, RING_PADDING_Y,
                    &self->frame.ring_labels[i]);
    }
}

/* Partners */

static gboolean
is_filtered_out (KlLinesView *self, const KlLinesEntry *entry)
{
  return self->filter >= 0 && (int) entry->ring != self->filter;
}

static GArray *
list_partners (KlLinesView *self, gboolean all)
{
  g_autoptr (GArray) partners = g_array_new (FALSE, TRUE, sizeof (KlLinesPartner));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (self->entries, i);
      const KlLinesPartner partner = {
        .id = entry->id,
        .ring = entry->ring,
        .days = entry->days,
        .longest = entry->n_waiting > 0 ? entry->longest : -1,
        .n_referrals = (guint) entry->n_referrals,
        .n_waiting = (guint) entry->n_waiting,
      };

      if (all || !is_filtered_out (self, entry))
        g_array_append_val (partners, partner);
    }
  return kl_lines_fold ((const KlLinesPartner *) (gpointer) partners->data, partners->len,
                        self->selected_id);
}

static const KlLinesPartner *
get_data (GArray *partners)
{
  return (const KlLinesPartner *) (gpointer) partners->data;
}

static const KlLinesEntry *
find_entry (KlLinesView *self, gint64 id)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->id == id)
        return entry;
    }
  return NULL;
}

/* Nodes */

static void
node_clicked_cb (KlLinesNode *node, KlLinesView *self)
{
  kl_lines_view_activate_partner (self, kl_lines_node_get_entry (node)->id);
}

/* What stands for several: how many they are is counted here. */
static KlLinesEntry *
create_folded (KlLinesView *self, gint64 id, GArray *partners)
{
  const KlRing ring = kl_lines_fold_get_ring (id);
  KlLinesEntry *folded;
  g_autofree char *name = NULL;
  int n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += ((const KlLinesEntry *) g_ptr_array_index (self->entries, i))->ring == ring;
  for (guint i = 0; i < partners->len; i++)
    n -= get_data (partners)[i].id > 0 && get_data (partners)[i].ring == ring;

  name = g_strdup_printf ("+%d", n);
  folded = kl_lines_entry_new (id, name, ring);
  folded->n_referrals = n;
  return folded;
}

static void
sync_node (KlLinesView *self, gint64 id, GArray *partners)
{
  KlLinesNode *node = g_hash_table_lookup (self->nodes, &id);
  g_autoptr (KlLinesEntry) folded = id < 0 ? create_folded (self, id, partners) : NULL;
  const KlLinesEntry *entry = folded != NULL ? folded : find_entry (self, id);

  if (node == NULL)
    {
      node = KL_LINES_NODE (kl_lines_node_new (entry));
      g_signal_connect (node, "clicked", G_CALLBACK (node_clicked_cb), self);
      gtk_widget_set_parent (GTK_WIDGET (node), GTK_WIDGET (self));
      if (id >= 0)
        gtk_widget_insert_before (kl_lines_node_get_spoke (node), GTK_WIDGET (self),
                                  GTK_WIDGET (node));
      g_hash_table_insert (self->nodes, g_memdup2 (&id, sizeof id), node);
    }
  kl_lines_node_set_entry (node, entry);
  kl_lines_node_set_selected (node, id == self->selected_id);
}

void
kl_lines_arrange_sync (KlLinesView *self)
{
  g_autoptr (GArray) partners = list_partners (self, FALSE);

  for (guint i = 0; i < partners->len; i++)
    sync_node (self, get_data (partners)[i].id, partners);
}

static void
remove_node (KlLinesView *self, gint64 id)
{
  KlLinesNode *node = g_hash_table_lookup (self->nodes, &id);

  if (node == NULL)
    return;

  g_hash_table_remove (self->nodes, &id);
  if (id >= 0)
    gtk_widget_unparent (kl_lines_node_get_spoke (node));
  gtk_widget_unparent (GTK_WIDGET (node));
}

/* Those who have gone stay as long as they fade. */
static void
remove_gone (KlLinesView *self)
{
  for (guint i = self->shown->len; i > 0; i--)
    {
      const KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i - 1);

      if (!shown->leaving)
        continue;
      remove_node (self, shown->id);
      g_array_remove_index (self->shown, i - 1);
    }
}

void
kl_lines_arrange_update_words (KlLinesView *self)
{
  guint n_waiting = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    n_waiting += (guint) ((const KlLinesEntry *) g_ptr_array_index (self->entries, i))->n_waiting;
  words =
    kl_lines_describe_all (self->school != NULL ? self->school : "", self->entries->len, n_waiting);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The plan */

typedef struct
{
  GArray *partners;
  KlLinesFrame frame;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_array_unref (wanted->partners);
  g_free (wanted);
}

static void
search_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wanted *wanted = data;

  g_task_return_pointer (task,
                         kl_lines_plan_search (get_data (wanted->partners), wanted->partners->len,
                                               &wanted->frame),
                         (GDestroyNotify) kl_lines_plan_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlLinesView *self = KL_LINES_VIEW (source);
  KlLinesPlan *plan = g_task_propagate_pointer (G_TASK (result), NULL);

  if (plan == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, kl_lines_plan_unref);
  self->plan = plan;
  kl_lines_view_queue_layout (self, self->shown->len > 0);
  kl_lines_view_plan_changed (self);
}

static void
search (KlLinesView *self, GArray *partners)
{
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  wanted->partners = g_array_ref (partners);
  wanted->frame = self->frame;
  wanted->frame.zoom = 1;
  wanted->frame.pan_x = wanted->frame.pan_y = 0;
  task = g_task_new (self, self->cancellable, searched_cb, NULL);
  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  g_task_set_source_tag (task, search);
  g_task_run_in_thread (task, search_func);
}

/* Whether everybody who is drawn has a direction; if not, one is on its way. */
static gboolean
ensure_plan (KlLinesView *self, GArray *all, GArray *visible)
{
  g_autoptr (KlLinesPlan) with_all = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!kl_lines_plan_serves (self->plan, get_data (all), all->len))
    {
      search (self, all);
      return FALSE;
    }

  before = kl_lines_plan_to_string (self->plan);
  with_all = kl_lines_plan_extend (self->plan, get_data (all), all->len);
  kl_lines_plan_unref (self->plan);
  self->plan = kl_lines_plan_extend (with_all, get_data (visible), visible->len);
  after = kl_lines_plan_to_string (self->plan);
  if (!g_str_equal (before, after))
    kl_lines_view_plan_changed (self);
  return TRUE;
}

/* The frame */

static void
add_overlay_box (KlLinesView *self, GtkWidget *overlay)
{
  KlLinesFrame *frame = &self->frame;
  const int margin_x = gtk_widget_get_margin_start (overlay);
  const int margin_y = gtk_widget_get_margin_top (overlay);
  const gboolean mirrored = gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL;
  const gboolean at_end = (gtk_widget_get_halign (overlay) == GTK_ALIGN_END) != mirrored;
  GtkRequisition size;
  KlBox box;

  if (!gtk_widget_get_visible (overlay) || frame->n_overlays == KL_LINES_MAX_OVERLAYS)
    return;

  /* The preferred size includes the margins, which are the same all around. */
  gtk_widget_get_preferred_size (overlay, NULL, &size);
  box.width = size.width - 2 * margin_x;
  box.height = size.height - 2 * margin_y;
  box.x = at_end ? frame->width - margin_x - box.width : margin_x;
  box.y = gtk_widget_get_valign (overlay) == GTK_ALIGN_END ? frame->height - margin_y - box.height
                                                           : margin_y;
  frame->overlays[frame->n_overlays++] = box;
}

void
kl_lines_arrange_frame (KlLinesView *self, int width, int height)
{
  KlLinesFrame *frame = &self->frame;

  ensure_texts (self);
  frame->width = width;
  frame->height = height;
  frame->text_scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  frame->n_overlays = 0;
  for (guint i = 0; i < self->overlays->len; i++)
    add_overlay_box (self, g_ptr_array_index (self->overlays, i));
}

/* Transitions */

void
kl_lines_arrange_progress (double value, KlLinesView *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);

      if (value >= 1)
        shown->now = shown->to;
      else
        kl_lines_pose_mix (&shown->from, &shown->to, value, &shown->now);
      kl_lines_node_set_half (shown->node, shown->now.half);
      gtk_widget_set_opacity (GTK_WIDGET (shown->node), CLAMP (shown->now.alpha, 0, 1));
    }
  if (value >= 1)
    remove_gone (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static KlLinesPose
get_pose (KlLinesView *self, const KlLinesSpot *spot, const KlLinesEntry *entry)
{
  KlLinesPose pose = {
    .angle = spot->angle,
    .radius = spot->radius,
    .half = spot->half,
    .tail = spot->tail_radius,
    .alpha = 1,
    .label_x = spot->label.box.x - spot->x,
    .label_y = spot->label.box.y - spot->y,
    .label_alpha = spot->label.shown ? 1 : 0,
  };

  if (entry->compared && entry->days_before >= 0)
    pose.before = kl_lines_frame_get_radius (&self->frame, entry->days_before);
  return pose;
}

static KlLinesShown
create_shown (KlLinesView *self, const KlLinesSpot *spot, GArray *partners)
{
  const KlLinesShown *old = kl_lines_view_find_shown (self, spot->id);
  const KlLinesPartner *partner = &get_data (partners)[spot->index];
  KlLinesNode *node = g_hash_table_lookup (self->nodes, &spot->id);
  KlLinesShown shown = {
    .node = node,
    .id = spot->id,
    .to = get_pose (self, spot, kl_lines_node_get_entry (node)),
    .align = spot->label.align,
    .label_size = { partner->label_width, partner->label_height },
    .has_leader = spot->label.has_leader,
  };

  if (old != NULL)
    {
      shown.from = old->now;
      /* A label that had no place comes up in its new one. */
      if (shown.from.label_alpha <= 0)
        {
          shown.from.label_x = shown.to.label_x;
          shown.from.label_y = shown.to.label_y;
        }
    }
  else
    {
      shown.from = shown.to;
      shown.from.alpha = shown.from.label_alpha = 0;
    }
  shown.now = shown.from;
  return shown;
}

static void
keep_leaving (KlLinesView *self, GArray *next)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      KlLinesShown shown = g_array_index (self->shown, KlLinesShown, i);

      if (kl_lines_layout_find (self->layout, shown.id) != NULL)
        continue;
      shown.leaving = TRUE;
      shown.from = shown.to = shown.now;
      shown.to.alpha = shown.to.label_alpha = 0;
      g_array_append_val (next, shown);
    }
}

static void
show_layout (KlLinesView *self, GArray *partners, gboolean animate)
{
  g_autoptr (GArray) next = g_array_new (FALSE, TRUE, sizeof (KlLinesShown));

  for (guint i = 0; i < self->layout->spots->len; i++)
    {
      const KlLinesShown shown =
        create_shown (self, &g_array_index (self->layout->spots, KlLinesSpot, i), partners);

      g_array_append_val (next, shown);
    }
  keep_leaving (self, next);
  g_array_unref (self->shown);
  self->shown = g_steal_pointer (&next);

  adw_animation_reset (self->animation);
  if (animate)
    adw_animation_play (self->animation);
  else
    kl_lines_arrange_progress (1, self);
}

void
kl_lines_arrange (KlLinesView *self)
{
  g_autoptr (GArray) all = list_partners (self, TRUE);
  g_autoptr (GArray) visible = list_partners (self, FALSE);
  KlLinesLayout *layout;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->ground);
  self->ground_serial++;
  self->painting = FALSE;

  self->density = kl_lines_get_density (visible->len);
  for (guint i = 0; i < visible->len; i++)
    {
      KlLinesPartner *partner = &g_array_index (visible, KlLinesPartner, i);
      KlLinesNode *node = g_hash_table_lookup (self->nodes, &partner->id);
      const KlLinesSize size = kl_lines_node_measure_label (node, self->density);

      partner->label_width = size.width;
      partner->label_height = size.height;
      for (guint j = 0; j < all->len; j++)
        if (get_data (all)[j].id == partner->id)
          g_array_index (all, KlLinesPartner, j) = *partner;
    }
  if (!ensure_plan (self, all, visible))
    return;

  layout = kl_lines_layout_new (self->plan, get_data (visible), visible->len, &self->frame,
                                self->selected_id, self->layout);
  kl_lines_layout_free (self->layout);
  self->layout = layout;
  show_layout (self, visible, self->may_animate);
}

static gboolean
settle_cb (gpointer user_data)
{
  KlLinesView *self = KL_LINES_VIEW (user_data);

  self->settle_id = 0;
  kl_lines_view_queue_layout (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* While the drawing is moved labels follow their nodes; they are laid out when it rests. */
void
kl_lines_arrange_follow (KlLinesView *self)
{
  if (self->layout == NULL || self->plan == NULL || self->needs_layout)
    return;

  adw_animation_skip (self->animation);
  kl_lines_layout_follow (self->layout, self->plan, &self->frame);
  for (guint i = 0; i < self->shown->len; i++)
    {
      KlLinesShown *shown = &g_array_index (self->shown, KlLinesShown, i);
      const KlLinesSpot *spot = &g_array_index (self->layout->spots, KlLinesSpot, i);
      const KlLinesEntry *entry = kl_lines_node_get_entry (shown->node);

      shown->to.radius = spot->radius;
      shown->to.tail = spot->tail_radius;
      if (entry->compared && entry->days_before >= 0)
        shown->to.before = kl_lines_frame_get_radius (&self->frame, entry->days_before);
      shown->now = shown->from = shown->to;
    }
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
