/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-table.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-ring-icon.h"
#include "charts/kl-lines-entry.h"

#define ICON_SIZE 18

/* A partner as an object, for lists. */
#define KL_TYPE_MAP_ROW (kl_map_row_get_type ())
G_DECLARE_FINAL_TYPE (KlMapRow, kl_map_row, KL, MAP_ROW, GObject)

struct _KlMapRow
{
  GObject parent_instance;

  KlLinesEntry *entry;
};

G_DEFINE_FINAL_TYPE (KlMapRow, kl_map_row, G_TYPE_OBJECT)

struct _KlMapTable
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkColumnView *view;
  GListStore *rows;
  GtkCustomFilter *filter;
  GtkSortListModel *sorted;
  GPtrArray *columns; /* GtkColumnViewColumn, by Column */
  int ring;
};

G_DEFINE_FINAL_TYPE (KlMapTable, kl_map_table, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_PARTNER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef enum
{
  COLUMN_NAME,
  COLUMN_KIND,
  COLUMN_DAYS,
  COLUMN_REFERRALS,
  COLUMN_WAITING,
  COLUMN_BOTH, /* in a narrow window: the name, and below it who waits */
} Column;

static const char *const titles[] = {
  [COLUMN_NAME] = N_ ("Partner"),
  [COLUMN_KIND] = N_ ("Kind"),
  /* Translators: head of a column: days to a first answer */
  [COLUMN_DAYS] = N_ ("Answer"),
  [COLUMN_REFERRALS] = N_ ("Referrals"),
  [COLUMN_WAITING] = N_ ("Waiting"),
  [COLUMN_BOTH] = N_ ("Partner"),
};

/* Rows */

static void
kl_map_row_finalize (GObject *object)
{
  kl_lines_entry_free (KL_MAP_ROW (object)->entry);
  G_OBJECT_CLASS (kl_map_row_parent_class)->finalize (object);
}

static void
kl_map_row_class_init (KlMapRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_map_row_finalize;
}

static void
kl_map_row_init (KlMapRow *self)
{
}

/* Auxiliary functions */

static char *
format (const KlLinesEntry *entry, Column column)
{
  switch (column)
    {
    case COLUMN_KIND:
      return g_strdup (kl_lines_get_title (entry->ring));
    case COLUMN_DAYS:
      return kl_lines_entry_format_days (entry);
    case COLUMN_REFERRALS:
      return g_strdup_printf ("%d", entry->n_referrals);
    case COLUMN_WAITING:
      return entry->n_waiting > 0 ? kl_lines_entry_format_waiting (entry) : g_strdup ("");
    case COLUMN_NAME:
    case COLUMN_BOTH:
    default:
      return g_strdup (entry->name);
    }
}

/* Who never answered is slower than anybody who did; of whom nothing is known comes last. */
static double
get_days_rank (const KlLinesEntry *entry)
{
  if (entry->days < 0)
    return 1e9;
  return entry->days + (!entry->is_measured && entry->n_waiting > 0 ? 1e6 : 0);
}

static double
get_rank (const KlLinesEntry *entry, Column column)
{
  switch (column)
    {
    case COLUMN_KIND:
      return entry->ring;
    case COLUMN_DAYS:
      return get_days_rank (entry);
    case COLUMN_REFERRALS:
      return entry->n_referrals;
    case COLUMN_WAITING:
      return entry->n_waiting > 0 ? 1 + entry->longest : 0;
    case COLUMN_NAME:
    case COLUMN_BOTH:
    default:
      return 0;
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Column column = (Column) GPOINTER_TO_INT (user_data);
  const KlLinesEntry *first = KL_MAP_ROW ((gpointer) a)->entry;
  const KlLinesEntry *second = KL_MAP_ROW ((gpointer) b)->entry;
  const double one = get_rank (first, column), other = get_rank (second, column);

  if (one != other)
    return one < other ? -1 : 1;
  return g_utf8_collate (first->name, second->name);
}

static gboolean
match_row (gpointer item, gpointer user_data)
{
  const KlMapTable *self = user_data;

  return self->ring < 0 || (int) KL_MAP_ROW (item)->entry->ring == self->ring;
}

/* Callbacks */

static gboolean
shows_name (Column column)
{
  return column == COLUMN_NAME || column == COLUMN_BOTH;
}

/* The name, and below it what is told only in a narrow window. */
static GtkWidget *
create_lines (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *second = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (name), 12);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "warning");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  return box;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = (Column) GPOINTER_TO_INT (user_data);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words;

  if (shows_name (column))
    {
      gtk_box_append (GTK_BOX (box), kl_ring_icon_new (KL_RING_BASIC, ICON_SIZE));
      words = create_lines ();
    }
  else
    {
      words = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (words), column == COLUMN_REFERRALS ? 1 : 0);
      gtk_widget_add_css_class (words, "numeric");
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (item, box);
}

static void
bind_name (GtkWidget *box, const KlLinesEntry *entry, Column column)
{
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *lines = gtk_widget_get_last_child (box);
  GtkWidget *second = gtk_widget_get_last_child (lines);
  g_autofree char *waiting = column == COLUMN_BOTH ? kl_lines_entry_format_waiting (entry) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), entry->name);
  gtk_widget_set_tooltip_text (lines, entry->name);
  gtk_label_set_label (GTK_LABEL (second), waiting != NULL ? waiting : "");
  gtk_widget_set_visible (second, waiting != NULL);
  kl_ring_icon_set_ring (KL_RING_ICON (icon), entry->ring);
  kl_ring_icon_set_hollow (KL_RING_ICON (icon), !entry->is_measured);
  gtk_widget_set_tooltip_text (icon, kl_lines_get_title (entry->ring));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  const Column column = (Column) GPOINTER_TO_INT (user_data);
  const KlLinesEntry *entry = KL_MAP_ROW (gtk_list_item_get_item (item))->entry;
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *label;
  g_autofree char *text = NULL;

  if (shows_name (column))
    {
      bind_name (box, entry, column);
      return;
    }

  label = gtk_widget_get_last_child (box);
  text = format (entry, column);
  gtk_label_set_label (GTK_LABEL (label), text);
  if (column == COLUMN_WAITING && entry->n_waiting > 0)
    gtk_widget_add_css_class (label, "warning");
  else
    gtk_widget_remove_css_class (label, "warning");
}

static void
activate_cb (GtkColumnView *view, guint position, KlMapTable *self)
{
  g_autoptr (KlMapRow) row = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (row != NULL)
    g_signal_emit (self, signals[SIGNAL_PARTNER_ACTIVATED], 0, row->entry->id);
}

/* Overrides */

static void
kl_map_table_dispose (GObject *object)
{
  KlMapTable *self = KL_MAP_TABLE (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->columns, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_map_table_parent_class)->dispose (object);
}

static void
kl_map_table_class_init (KlMapTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_map_table_dispose;

  /**
   * KlMapTable::partner-activated:
   * @self: the table
   * @id: the partner to open
   */
  signals[SIGNAL_PARTNER_ACTIVATED] =
    g_signal_new ("partner-activated", KL_TYPE_MAP_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
add_column (KlMapTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *added = gtk_column_view_column_new (_ (titles[column]), factory);
  g_autoptr (GtkSorter) sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare_rows, GINT_TO_POINTER (column), NULL));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_expand (added, shows_name (column));
  gtk_column_view_column_set_visible (added, column != COLUMN_BOTH);
  gtk_column_view_column_set_resizable (added, TRUE);
  if (column == COLUMN_BOTH)
    gtk_column_view_insert_column (self->view, 0, added);
  else
    gtk_column_view_append_column (self->view, added);
  if (column == COLUMN_DAYS)
    gtk_column_view_sort_by_column (self->view, added, GTK_SORT_ASCENDING);
  g_ptr_array_add (self->columns, added);
}

static void
kl_map_table_init (KlMapTable *self)
{
  GtkFilterListModel *filtered;

  self->ring = -1;
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_list_store_new (KL_TYPE_MAP_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->filter = gtk_custom_filter_new (match_row, self, NULL);
  filtered =
    gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), GTK_FILTER (self->filter));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), NULL);
  for (int i = 0; i < (int) G_N_ELEMENTS (titles); i++)
    add_column (self, (Column) i);
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));

  {
    g_autoptr (GtkSingleSelection) selection =
      gtk_single_selection_new (G_LIST_MODEL (self->sorted));

    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  }
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Partners"), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_map_table_set_entries:
 * @self: the table
 * @entries: (element-type KlLinesEntry): the partners; copied
 */
void
kl_map_table_set_entries (KlMapTable *self, GPtrArray *entries)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (KL_IS_MAP_TABLE (self));
  g_return_if_fail (entries != NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      KlMapRow *row = g_object_new (KL_TYPE_MAP_ROW, NULL);

      row->entry = kl_lines_entry_copy (g_ptr_array_index (entries, i));
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       rows->pdata, rows->len);
}

/**
 * kl_map_table_set_filter:
 * @self: the table
 * @ring: the one kind to show, or -1 for all
 */
void
kl_map_table_set_filter (KlMapTable *self, int ring)
{
  g_return_if_fail (KL_IS_MAP_TABLE (self));

  if (self->ring == ring)
    return;

  self->ring = ring;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * kl_map_table_set_narrow:
 * @self: the table
 * @narrow: whether there is only room for what matters most
 */
void
kl_map_table_set_narrow (KlMapTable *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_MAP_TABLE (self));

  /* Who has to swipe aside to read a name reads the next one instead. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  /* The shape before the name still says the kind. */
  gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, COLUMN_NAME), !narrow);
  gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, COLUMN_WAITING), !narrow);
  gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, COLUMN_BOTH), narrow);
  gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, COLUMN_KIND), !narrow);
  gtk_column_view_column_set_visible (g_ptr_array_index (self->columns, COLUMN_REFERRALS), !narrow);
}
