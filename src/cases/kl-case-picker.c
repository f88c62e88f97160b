/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-picker.h"

#include <glib/gi18n-lib.h>

#include "kl-case-cells.h"
#include "kl-config.h"
#include "model/kl-item.h"

/* A list asks for the height of a few rows: this many are shown, and then it scrolls. */
#define ROW_HEIGHT 43
#define MAX_ROWS 5

/* Cases to tick, with one tick above them for all. Emits "changed". */
struct _KlCasePicker
{
  GtkBox parent_instance;

  GtkCheckButton *all_check;
  GtkScrolledWindow *scroller;

  GListStore *rows;   /* KlItem of KlCaseRow */
  GHashTable *chosen; /* of gint64 */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KlCasePicker, kl_case_picker, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static void
choose (KlCasePicker *self, gint64 case_id, gboolean chosen)
{
  if (chosen)
    g_hash_table_add (self->chosen, g_memdup2 (&case_id, sizeof case_id));
  else
    g_hash_table_remove (self->chosen, &case_id);
}

static void
show_all_check (KlCasePicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n_chosen = g_hash_table_size (self->chosen);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u case chosen",
                                                         "%u of %u cases chosen", n),
                                            n_chosen, n);

  self->showing = TRUE;
  gtk_check_button_set_label (self->all_check, label);
  gtk_check_button_set_active (self->all_check, n > 0 && n_chosen == n);
  gtk_check_button_set_inconsistent (self->all_check, n_chosen > 0 && n_chosen < n);
  self->showing = FALSE;
}

/* Callbacks */

static void
toggled_cb (GtkCheckButton *check, GtkListItem *item)
{
  KlCasePicker *self =
    KL_CASE_PICKER (gtk_widget_get_ancestor (GTK_WIDGET (check), KL_TYPE_CASE_PICKER));
  KlItem *value = gtk_list_item_get_item (item);

  if (self == NULL || self->showing || value == NULL)
    return;

  choose (self, ((const KlCaseRow *) kl_item_get_value (value))->id,
          gtk_check_button_get_active (check));
  show_all_check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* One tick may be set by that for all. */
static void
changed_cb (KlCasePicker *self, GtkListItem *item)
{
  KlItem *value = gtk_list_item_get_item (item);
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (item));
  const KlCaseRow *row = value != NULL ? kl_item_get_value (value) : NULL;

  if (row == NULL)
    return;

  self->showing = TRUE;
  gtk_check_button_set_active (check, g_hash_table_contains (self->chosen, &row->id));
  self->showing = FALSE;
}

static void
setup_cb (KlCasePicker *self, GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), kl_two_lines_new ());
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), item, 0);
  g_signal_connect_object (self, "changed", G_CALLBACK (changed_cb), item, 0);
  gtk_list_item_set_focusable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, check);
}

static void
bind_cb (KlCasePicker *self, GtkListItem *item)
{
  const KlCaseRow *row = kl_item_get_value (gtk_list_item_get_item (item));
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_item_get_child (item));
  g_autofree char *about = kl_case_row_format_about (row);
  g_autofree char *spoken = kl_case_row_describe (row);

  kl_two_lines_set (gtk_check_button_get_child (check), row->title, about);
  changed_cb (self, item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
all_toggled_cb (KlCasePicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  gboolean active = gtk_check_button_get_active (self->all_check);

  if (self->showing)
    return;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      choose (self, ((const KlCaseRow *) kl_item_get_value (item))->id, active);
    }
  show_all_check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Overrides */

static void
kl_case_picker_dispose (GObject *object)
{
  KlCasePicker *self = KL_CASE_PICKER (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->chosen, g_hash_table_unref);

  G_OBJECT_CLASS (kl_case_picker_parent_class)->dispose (object);
}

static void
kl_case_picker_class_init (KlCasePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_case_picker_dispose;

  signals[CHANGED] = g_signal_new ("changed", KL_TYPE_CASE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
create_list (KlCasePicker *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection =
    gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (g_steal_pointer (&selection)),
                            g_steal_pointer (&factory));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Cases"),
                                  -1);
  gtk_widget_add_css_class (scroller, "kl-text-field");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  gtk_box_append (GTK_BOX (self), scroller);
}

static void
kl_case_picker_init (KlCasePicker *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->rows = g_list_store_new (KL_TYPE_ITEM);
  self->chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->all_check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  g_signal_connect_object (self->all_check, "toggled", G_CALLBACK (all_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->all_check));
  create_list (self);
}

/* Public API */

/**
 * kl_case_picker_new:
 * @rows: (element-type KlCaseRow): cases, which the picker takes out of the array
 *
 * Returns: (transfer floating): the cases with none of them chosen
 */
GtkWidget *
kl_case_picker_new (GPtrArray *rows)
{
  KlCasePicker *self;

  g_return_val_if_fail (rows != NULL, NULL);

  self = g_object_new (KL_TYPE_CASE_PICKER, NULL);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (KlItem) item =
        kl_item_new (g_ptr_array_index (rows, i), (GDestroyNotify) kl_case_row_free);

      g_list_store_append (self->rows, item);
    }
  gtk_scrolled_window_set_min_content_height (self->scroller,
                                              (int) MIN (rows->len, MAX_ROWS) * ROW_HEIGHT);
  g_ptr_array_set_size (rows, 0);
  show_all_check (self);

  return GTK_WIDGET (self);
}

/**
 * kl_case_picker_get_chosen:
 * @self: the picker
 *
 * Returns: (transfer full) (element-type gint64): the cases that are ticked, in their order
 */
GArray *
kl_case_picker_get_chosen (KlCasePicker *self)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (KL_IS_CASE_PICKER (self), chosen);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const KlCaseRow *row = kl_item_get_value (item);

      if (g_hash_table_contains (self->chosen, &row->id))
        g_array_append_val (chosen, row->id);
    }

  return chosen;
}
