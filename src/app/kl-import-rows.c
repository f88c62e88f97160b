/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-rows.h"

#include <glib/gi18n-lib.h>

/* A change or a problem of a proposal, made only while it is on the screen. */
struct _KlImportRowItem
{
  GObject parent_instance;

  KlImportProposal *proposal;  /* of pupils */
  KlPartnerProposal *partners; /* or of partners */
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
  KlPartnerProposal *partners;
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
  g_clear_pointer (&KL_IMPORT_ROW_ITEM (object)->partners, kl_partner_proposal_unref);

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
  if (self->partners != NULL)
    return kl_partner_proposal_get_file (self->partners)->problems->len;

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

  return get_n_problems (self)
         + (self->partners != NULL ? kl_partner_proposal_get_n_changes (self->partners)
                                   : kl_import_proposal_get_n_changes (self->proposal));
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
  if (self->partners != NULL)
    item->partners = kl_partner_proposal_ref (self->partners);
  else
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
  g_clear_pointer (&KL_IMPORT_ROWS (object)->partners, kl_partner_proposal_unref);

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
decide (KlImportRowItem *row, KlImportDecision decision)
{
  if (row->partners != NULL)
    kl_partner_proposal_decide (row->partners, row->index, decision);
  else
    kl_import_proposal_decide (row->proposal, row->index, decision);
}

static void
decided_cb (GtkDropDown *dropdown, GParamSpec *pspec, GtkListItem *item)
{
  KlImportRowItem *row = KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item));

  if (row == NULL)
    return;

  decide (row, gtk_drop_down_get_selected (dropdown) == 0 ? KL_IMPORT_SAME : KL_IMPORT_ACCEPT);
}

static void
toggled_cb (GtkCheckButton *check, GtkListItem *item)
{
  KlImportRowItem *row = KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item));

  if (row == NULL)
    return;

  decide (row, gtk_check_button_get_active (check) ? KL_IMPORT_ACCEPT : KL_IMPORT_IGNORE);
}

static GtkWidget *
create_choice (KlImportDecision decision, const char *const *words, GtkListItem *item)
{
  GtkWidget *dropdown = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown), decision == KL_IMPORT_SAME ? 0 : 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who is this?"), -1);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (decided_cb), item, 0);

  return dropdown;
}

static GtkWidget *
create_check (KlImportDecision decision, GtkListItem *item, const char *title)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), decision != KL_IMPORT_IGNORE);
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
ring_cb (GtkDropDown *dropdown, GParamSpec *pspec, GtkListItem *item)
{
  KlImportRowItem *row = KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item));

  if (row != NULL)
    kl_partner_proposal_set_ring (row->partners, row->index,
                                  (KlRing) gtk_drop_down_get_selected (dropdown));
}

/* The file does not say in which ring the partner is: the guess can be set right. */
static GtkWidget *
create_ring (KlImportRowItem *row, GtkListItem *item)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *dropdown;

  for (guint i = 0; i < kl_words_get_size (KL_WORDS_RING); i++)
    gtk_string_list_append (names, kl_words_get_label (KL_WORDS_RING, (int) i));
  dropdown = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (dropdown),
                              kl_partner_proposal_get_ring (row->partners, row->index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (dropdown), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Ring"), -1);
  g_signal_connect_object (dropdown, "notify::selected", G_CALLBACK (ring_cb), item, 0);

  return dropdown;
}

static void
bind_partner_problem (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  const char *text =
    g_ptr_array_index (kl_partner_proposal_get_file (row->partners)->problems, row->index);

  set_texts (widget, _ ("Not read"), text, NULL);
  gtk_list_item_set_accessible_label (item, text);
}

static void
bind_partner (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  const char *const words[] = { _ ("The same partner"), _ ("Another partner"), NULL };
  const KlPartnerChange *change = kl_partner_proposal_get_change (row->partners, row->index);
  g_autofree char *title = kl_partner_proposal_get_title (row->partners, row->index);
  g_autofree char *detail = kl_partner_proposal_describe (row->partners, row->index);
  g_autofree char *spoken = NULL;
  const char *kind = kl_import_change_kind_get_label (change->kind);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  set_texts (widget, kind, title, detail);
  if (change->kind == KL_IMPORT_ADDED && kl_partner_proposal_asks_ring (row->partners, row->index))
    gtk_box_append (GTK_BOX (box), create_ring (row, item));
  gtk_box_append (GTK_BOX (box), kl_partner_proposal_can_be_same (row->partners, row->index)
                                   ? create_choice (change->decision, words, item)
                                   : create_check (change->decision, item, title));
  adw_bin_set_child (ADW_BIN (gtk_widget_get_last_child (widget)), box);
  spoken = g_strdup_printf ("%s: %s, %s", kind, title, detail);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
bind_change (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item)
{
  const KlImportChange *change = kl_import_proposal_get_change (row->proposal, row->index);
  g_autofree char *title = kl_import_proposal_get_title (row->proposal, row->index);
  g_autofree char *detail = kl_import_proposal_describe (row->proposal, row->index);
  g_autofree char *spoken = NULL;
  const char *const words[] = { _ ("The same person"), _ ("Somebody else"), NULL };
  const char *kind = kl_import_change_kind_get_label (change->kind);
  GtkWidget *suffix = gtk_widget_get_last_child (widget);

  set_texts (widget, kind, title, detail);
  adw_bin_set_child (ADW_BIN (suffix),
                     change->kind == KL_IMPORT_DOUBLE
                         && kl_import_proposal_can_be_same (row->proposal, row->index)
                       ? create_choice (change->decision, words, item)
                       : create_check (change->decision, item, title));
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
 * kl_import_rows_new_for_partners:
 * @proposal: a proposal
 *
 * Returns: (transfer full): a list of #KlImportRowItem, as kl_import_rows_new() makes
 */
GListModel *
kl_import_rows_new_for_partners (KlPartnerProposal *proposal)
{
  KlImportRows *self = g_object_new (KL_TYPE_IMPORT_ROWS, NULL);

  self->partners = kl_partner_proposal_ref (proposal);

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
  if (row->partners != NULL && row->is_problem)
    bind_partner_problem (widget, row, item);
  else if (row->partners != NULL)
    bind_partner (widget, row, item);
  else if (row->is_problem)
    bind_problem (widget, row, item);
  else
    bind_change (widget, row, item);
}
