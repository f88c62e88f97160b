/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cases/kl-case-cells.h"
#include "charts/kl-activity-strip.h"
#include "charts/kl-contact-gauge.h"
#include "charts/kl-face-stack.h"
#include "charts/kl-tip.h"
#include "kl-caseload-private.h"
#include "model/kl-timeline-strip.h"

#define COLUMN_KEY "kl-column"

/* Auxiliary functions */

static const KlCaseRow *
get_row (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static void
set_strip (KlCaseload *self, KlActivityStrip *strip, const KlCaseRow *row)
{
  const KlDashboard *dashboard = kl_item_get_value (self->dashboard);
  KlStrip value;

  kl_strip_init (&value, row->marks, row->opened_on, dashboard->today, self->calendar);
  kl_activity_strip_set_strip (strip, &value);
}

/* Cells */

static void
entry_activated_cb (GtkWidget *strip, gint64 entry_id, GtkListItem *item)
{
  KlItem *row = gtk_list_item_get_item (item);

  if (row != NULL)
    gtk_widget_activate_action (strip, "win.open-entry", "(xx)", get_row (row)->id, entry_id);
}

static void
setup_theme_cb (KlCaseload *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_image_new ());
}

static void
bind_theme_cb (KlCaseload *self, GtkListItem *item)
{
  const KlCaseRow *row = get_row (gtk_list_item_get_item (item));
  GtkWidget *image = gtk_list_item_get_child (item);
  const char *label = kl_words_get_label (KL_WORDS_THEME, row->theme);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), kl_theme_get_icon_name (row->theme));
  kl_tip_set (image, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
setup_lines_cb (KlCaseload *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_two_lines_new ());
}

static void
bind_case_cb (KlCaseload *self, GtkListItem *item)
{
  const KlCaseRow *row = get_row (gtk_list_item_get_item (item));
  g_autofree char *about = kl_case_row_format_about (row);
  g_autofree char *spoken = kl_case_row_describe (row);

  kl_two_lines_set (gtk_list_item_get_child (item), row->title, about);
  gtk_list_item_set_accessible_label (item, spoken);
}

static void
setup_person_cb (KlCaseload *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_person_cell_new ());
}

static void
bind_person (KlCaseload *self, GtkListItem *item, const KlPerson *person)
{
  kl_person_cell_set (gtk_list_item_get_child (item), person, !self->compact);
}

static void
bind_owner_cb (KlCaseload *self, GtkListItem *item)
{
  bind_person (self, item, get_row (gtk_list_item_get_item (item))->owner);
}

static void
bind_trusted_cb (KlCaseload *self, GtkListItem *item)
{
  bind_person (self, item, get_row (gtk_list_item_get_item (item))->trusted);
}

static void
setup_status_cb (KlCaseload *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), kl_two_lines_new ());
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, box);
}

static void
bind_status_cb (KlCaseload *self, GtkListItem *item)
{
  const KlCaseRow *row = get_row (gtk_list_item_get_item (item));
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_widget_get_next_sibling (icon);
  g_autofree char *status = kl_case_status_format (row);
  gboolean late = row->n_late_actions > 0;

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), kl_case_status_get_icon_name (row));
  kl_two_lines_set (lines, status, late ? _ ("action late") : row->status_note);
  kl_two_lines_set_warning (lines, late);
}

static void
setup_contact_cb (KlCaseload *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_contact_gauge_new ());
}

static void
bind_contact_cb (KlCaseload *self, GtkListItem *item)
{
  const KlCaseRow *row = get_row (gtk_list_item_get_item (item));
  KlContactGauge *gauge = KL_CONTACT_GAUGE (gtk_list_item_get_child (item));

  kl_contact_gauge_set_norm (gauge, row->contact_norm);
  kl_contact_gauge_set_days (gauge, row->contact_days);
}

static void
setup_strip_cb (KlCaseload *self, GtkListItem *item)
{
  GtkWidget *strip = kl_activity_strip_new ();

  g_signal_connect_object (strip, "entry-activated", G_CALLBACK (entry_activated_cb), item, 0);
  gtk_list_item_set_child (item, strip);
}

static void
bind_strip_cb (KlCaseload *self, GtkListItem *item)
{
  set_strip (self, KL_ACTIVITY_STRIP (gtk_list_item_get_child (item)),
             get_row (gtk_list_item_get_item (item)));
}

/* The narrow row: everything of a case in one block. */

static void
setup_block_cb (KlCaseload *self, GtkListItem *item)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = kl_two_lines_new ();
  GtkWidget *strip = kl_activity_strip_new ();

  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (top), lines);
  gtk_box_append (GTK_BOX (top), kl_face_stack_new (24));
  gtk_box_append (GTK_BOX (top), kl_contact_gauge_new ());
  g_signal_connect_object (strip, "entry-activated", G_CALLBACK (entry_activated_cb), item, 0);
  gtk_box_append (GTK_BOX (block), top);
  gtk_box_append (GTK_BOX (block), strip);
  gtk_widget_add_css_class (block, "kl-case-block");
  gtk_list_item_set_child (item, block);
}

static void
bind_block_cb (KlCaseload *self, GtkListItem *item)
{
  const KlCaseRow *row = get_row (gtk_list_item_get_item (item));
  GtkWidget *top = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *lines = gtk_widget_get_first_child (top);
  GtkWidget *faces = gtk_widget_get_next_sibling (lines);
  GtkWidget *gauge = gtk_widget_get_next_sibling (faces);
  g_autofree char *status = kl_case_status_format (row);
  g_autofree char *second = g_strdup_printf ("%s · %s", row->about, status);
  g_autofree char *spoken = kl_case_row_describe (row);
  const char *names[3] = { NULL };
  guint n = 0;

  if (row->owner != NULL)
    names[n++] = row->owner->name;
  if (row->trusted != NULL && (row->owner == NULL || row->trusted->id != row->owner->id))
    names[n++] = row->trusted->name;

  kl_two_lines_set (lines, row->title, second);
  kl_face_stack_set_names (KL_FACE_STACK (faces), names);
  kl_contact_gauge_set_norm (KL_CONTACT_GAUGE (gauge), row->contact_norm);
  kl_contact_gauge_set_days (KL_CONTACT_GAUGE (gauge), row->contact_days);
  set_strip (self, KL_ACTIVITY_STRIP (gtk_widget_get_next_sibling (top)), row);
  gtk_list_item_set_accessible_label (item, spoken);
}

static const struct
{
  void (*setup) (KlCaseload *self, GtkListItem *item);
  void (*bind) (KlCaseload *self, GtkListItem *item);
} cells[] = {
  [COLUMN_THEME] = { setup_theme_cb, bind_theme_cb },
  [COLUMN_CASE] = { setup_lines_cb, bind_case_cb },
  [COLUMN_OWNER] = { setup_person_cb, bind_owner_cb },
  [COLUMN_TRUSTED] = { setup_person_cb, bind_trusted_cb },
  [COLUMN_STATUS] = { setup_status_cb, bind_status_cb },
  [COLUMN_CONTACT] = { setup_contact_cb, bind_contact_cb },
  [COLUMN_STRIP] = { setup_strip_cb, bind_strip_cb },
  [COLUMN_BLOCK] = { setup_block_cb, bind_block_cb },
};

static void
bound_cb (GtkListItemFactory *factory, GtkListItem *item, KlCaseload *self)
{
  g_hash_table_insert (self->bound, item, g_object_get_data (G_OBJECT (factory), COLUMN_KEY));
}

static void
unbind_cb (KlCaseload *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

/* Public API */

/**
 * kl_caseload_create_factory:
 * @self: the table
 * @column: one of its columns, or %COLUMN_BLOCK
 *
 * Returns: (transfer full): what makes and fills the cells of @column
 */
GtkListItemFactory *
kl_caseload_create_factory (KlCaseload *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), COLUMN_KEY, GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cells[column].setup), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cells[column].bind), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bound_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

/**
 * kl_caseload_fill_bound:
 * @self: the table
 *
 * Fills the cells of all rows that have a case in them, for rows whose case became another one.
 */
void
kl_caseload_fill_bound (KlCaseload *self)
{
  GHashTableIter iter;
  gpointer item, column;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, &column))
    cells[GPOINTER_TO_INT (column)].bind (self, item);
}
