/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-changes.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "charts/kl-ring-icon.h"
#include "kl-config.h"

#define ICON_SIZE 24

/* Beyond this many nobody reads on. */
#define MAX_ROWS 60

struct _KlMapChanges
{
  AdwBin parent_instance;

  GtkListBox *list;
  AdwStatusPage *nothing_page;
  GtkStack *stack;
  AdwWindowTitle *window_title;
};

G_DEFINE_FINAL_TYPE (KlMapChanges, kl_map_changes, ADW_TYPE_BIN)

enum
{
  SIGNAL_PARTNER_ACTIVATED,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static GtkWidget *
create_row (const KlNetworkChange *change)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = kl_network_change_format (change);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), change->partner->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             kl_ring_icon_new (change->partner->ring, ICON_SIZE));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "kl-partner", GSIZE_TO_POINTER (change->partner->id));
  return row;
}

static void
show_days (KlMapChanges *self, const KlNetwork *before, const KlNetwork *after)
{
  g_autofree char *first = kl_date_format (before->day, KL_DATE_STYLE_SHORT_YEAR);
  g_autofree char *last = kl_date_format (after->day, KL_DATE_STYLE_SHORT_YEAR);
  g_autofree char *days = g_strdup_printf ("%s – %s", first, last);

  adw_window_title_set_subtitle (self->window_title, days);
}

/* Callbacks */

static void
row_activated_cb (KlMapChanges *self, GtkListBoxRow *row)
{
  const gint64 id = (gint64) GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (row), "kl-partner"));

  g_signal_emit (self, signals[SIGNAL_PARTNER_ACTIVATED], 0, id);
}

static void
close_cb (KlMapChanges *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/* Overrides */

static void
kl_map_changes_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_MAP_CHANGES);
  G_OBJECT_CLASS (kl_map_changes_parent_class)->dispose (object);
}

static void
kl_map_changes_class_init (KlMapChangesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_map_changes_dispose;

  /**
   * KlMapChanges::partner-activated:
   * @self: the changes
   * @id: the partner to open
   */
  signals[SIGNAL_PARTNER_ACTIVATED] =
    g_signal_new ("partner-activated", KL_TYPE_MAP_CHANGES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  /**
   * KlMapChanges::closed:
   * @self: the changes
   */
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", KL_TYPE_MAP_CHANGES, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/map/map-changes.ui");
  gtk_widget_class_bind_template_child (widget_class, KlMapChanges, list);
  gtk_widget_class_bind_template_child (widget_class, KlMapChanges, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, KlMapChanges, stack);
  gtk_widget_class_bind_template_child (widget_class, KlMapChanges, window_title);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kl_map_changes_init (KlMapChanges *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_map_changes_show:
 * @self: the changes
 * @before: (nullable): the day that is compared with
 * @after: the day that is looked at
 *
 * Tells what changed between two days, the most telling first.
 */
void
kl_map_changes_show (KlMapChanges *self, const KlNetwork *before, const KlNetwork *after)
{
  g_autoptr (GArray) changes = NULL;
  g_autoptr (KlHeldFocus) focus = NULL;

  g_return_if_fail (KL_IS_MAP_CHANGES (self));
  g_return_if_fail (after != NULL);

  focus = kl_held_focus_take (GTK_WIDGET (self->list));
  gtk_list_box_remove_all (self->list);
  adw_window_title_set_subtitle (self->window_title, "");
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  if (before == NULL)
    {
      adw_status_page_set_description (self->nothing_page,
                                       _ (
                                         "Choose in the bar below what to compare this day with."));
      return;
    }

  show_days (self, before, after);
  changes = kl_network_compare (before, after);
  for (guint i = 0; i < MIN (changes->len, MAX_ROWS); i++)
    gtk_list_box_append (self->list, create_row (&g_array_index (changes, KlNetworkChange, i)));
  if (changes->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "changes");
  else
    adw_status_page_set_description (self->nothing_page,
                                     _ ("Between these two days nothing changed."));
}
