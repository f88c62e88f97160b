/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-rows.h"

#include <glib/gi18n-lib.h>

/* A change or a problem of a proposal, made only while it is on the screen. */
struct _KlImportRowItem
{
  GObject parent_instance;

  KlImportProposal *proposal;
  guint index;
  gboolean is_problem;
};

G_DEFINE_FINAL_TYPE (KlImportRowItem, kl_import_row_item, G_TYPE_OBJECT)

#define KL_TYPE_IMPORT_ROWS (kl_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (KlImportRows, kl_import_rows, KL, IMPORT_ROWS, GObject)

struct _KlImportRows
{
  GObject parent_instance;

  KlImportProposal *proposal;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KlImportRows,
                               kl_import_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* The row */

static void
kl_import_row_item_finalize (GObject *object)
{
  g_clear_pointer (&KL_IMPORT_ROW_ITEM (object)->proposal, kl_import_proposal_unref);

  G_OBJECT_CLASS (kl_import_row_item_parent_class)->finalize (object);
}

static void
kl_import_row_item_class_init (KlImportRowItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_import_row_item_finalize;
}

static void
kl_import_row_item_init (KlImportRowItem *self)
{
}

/* The list: problems first, since they want an eye, then what changes */

static guint
get_n_problems (KlImportRows *self)
{
  return kl_import_proposal_get_edexml (self->proposal)->n_problems;
}

static GType
get_item_type (GListModel *model)
{
  return KL_TYPE_IMPORT_ROW_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  KlImportRows *self = KL_IMPORT_ROWS (model);

  return get_n_problems (self) + kl_import_proposal_get_n_changes (self->proposal);
}

static gpointer
get_item (GListModel *model, guint position)
{
  KlImportRows *self = KL_IMPORT_ROWS (model);
  guint n_problems = get_n_problems (self);
  KlImportRowItem *item;

  if (position >= get_n_items (model))
    return NULL;

  item = g_object_new (KL_TYPE_IMPORT_ROW_ITEM, NULL);
  item->proposal = kl_import_proposal_ref (self->proposal);
  item->is_problem = position < n_problems;
  item->index = item->is_problem ? position : position - n_problems;

  return item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
kl_import_rows_finalize (GObject *object)
{
  g_clear_pointer (&KL_IMPORT_ROWS (object)->proposal, kl_import_proposal_unref);

  G_OBJECT_CLASS (kl_import_rows_parent_class)->finalize (object);
}

static void
kl_import_rows_class_init (KlImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_import_rows_finalize;
}

static void
kl_import_rows_init (KlImportRows *self)
{
}

/* Showing a row */

static void
decided_cb (GtkDropDown *dropdown, GParamSpec *pspec, GtkListItem *item)
{
  KlImportRowItem *row = KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item));

  if (row == NULL)
    return;

  kl_import_proposal_decide (row->proposal, row->index,
                             gtk_drop_down_get_selected (dropdown) == 0 ? KL_IMPORT_SAME
                                                                        : KL_IMPORT_ACCEPT);
}

static void
toggled_cb (GtkCheckButton *check, GtkListItem *item)
{
  KlImportRowItem *row = KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item));

  if (row == NULL)
    return;

  kl_import_proposal_decide (row->proposal, row->index,
                             gtk_check_button_get_active (check) ? KL_IMPORT_ACCEPT
                                                                 : KL_IMPORT_IGNORE);
}

static GtkWidget *
create_choice (const KlImportChange *change, GtkListItem *item)
{
  const char *const words[] = { _ ("The same person"), _ ("Somebody else"), NULL };
  GtkWidget *dropdown = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), change->decision == KL_IMPORT_SAME ? 0 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who is this?"), -1);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (decided_cb), item, 0);

  return dropdown;
}

static GtkWidget *
create_check (const KlImportChange *change, GtkListItem *item, const char *title)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), change->decision != KL_IMPORT_IGNORE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), item, 0);

  return check;
}

static void
set_texts (GtkWidget *widget, const char *kind, const char *title, const char *detail)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);
  GtkWidget *lines = gtk_widget_get_next_sibling (label);
  GtkWidget *second = gtk_widget_get_last_child (lines);

  gtk_label_set_label (GTK_LABEL (label), kind);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (lines)), title);
  gtk_label_set_label (GTK_LABEL (second), detail != NULL ? detail : "");
  gtk_widget_set_visible (second, detail != NULL && *detail != '\0');
}

static void
bind_problem (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  const KlImportProblem *problem =
    &kl_import_proposal_get_edexml (row->proposal)->problems[row->index];
  g_autofree char *text = kl_import_problem_to_string (problem);

  set_texts (widget, problem->skipped ? _ ("Left out") : _ ("Not read"), text, NULL);
  gtk_list_item_set_accessible_label (item, text);
}

static void
bind_change (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  const KlImportChange *change = kl_import_proposal_get_change (row->proposal, row->index);
  g_autofree char *title = kl_import_proposal_get_title (row->proposal, row->index);
  g_autofree char *detail = kl_import_proposal_describe (row->proposal, row->index);
  g_autofree char *spoken = NULL;
  const char *kind = kl_import_change_kind_get_label (change->kind);
  GtkWidget *suffix = gtk_widget_get_last_child (widget);

  set_texts (widget, kind, title, detail);
  adw_bin_set_child (ADW_BIN (suffix),
                     change->kind == KL_IMPORT_DOUBLE
                         && kl_import_proposal_can_be_same (row->proposal, row->index)
                       ? create_choice (change, item)
                       : create_check (change, item, title));
  spoken = g_strconcat (kind, ": ", title, *detail != '\0' ? ", " : NULL, detail, NULL);
  gtk_list_item_set_accessible_label (item, spoken);
}

/* Public API */

/**
 * kl_import_rows_new:
 * @proposal: a proposal
 *
 * A list of everything in @proposal that costs nothing for rows that are not on the screen.
 *
 * Returns: (transfer full): a list of #KlImportRowItem
 */
GListModel *
kl_import_rows_new (KlImportProposal *proposal)
{
  KlImportRows *self = g_object_new (KL_TYPE_IMPORT_ROWS, NULL);

  self->proposal = kl_import_proposal_ref (proposal);

  return G_LIST_MODEL (self);
}

/**
 * kl_import_row_widget_new:
 *
 * Returns: (transfer floating): an empty row: kind, title with detail, and what to decide
 */
GtkWidget *
kl_import_row_widget_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *kind = gtk_label_new (NULL);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);
  GtkWidget *suffix = adw_bin_new ();

  gtk_label_set_xalign (GTK_LABEL (kind), 0);
  gtk_label_set_width_chars (GTK_LABEL (kind), 16);
  gtk_widget_add_css_class (kind, "caption");
  gtk_widget_add_css_class (kind, "kl-second");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "kl-second");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), title);
  gtk_box_append (GTK_BOX (lines), detail);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), suffix);

  return box;
}

/**
 * kl_import_row_widget_bind:
 * @widget: what kl_import_row_widget_new() made
 * @row: what to show
 * @item: the list item it is shown in; decisions reach the proposal through it
 */
void
kl_import_row_widget_bind (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  g_return_if_fail (KL_IS_IMPORT_ROW_ITEM (row));

  adw_bin_set_child (ADW_BIN (gtk_widget_get_last_child (widget)), NULL);
  if (row->is_problem)
    bind_problem (widget, row, item);
  else
    bind_change (widget, row, item);
}
