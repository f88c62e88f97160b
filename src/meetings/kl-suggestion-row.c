/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-suggestion-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "kl-config.h"
#include "model/kl-text.h"

struct _KlSuggestionRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *add_button;
  GtkLabel *detail_label;
  GtkBox *reasons_box;
  GtkLabel *taken_label;
  GtkLabel *title_label;

  gint64 case_id;
};

G_DEFINE_FINAL_TYPE (KlSuggestionRow, kl_suggestion_row, GTK_TYPE_LIST_BOX_ROW)

/* Auxiliary functions */

static void
append_reason (KlSuggestionRow *self, const char *reason, gboolean late)
{
  GtkWidget *label = gtk_label_new (reason);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "kl-why");
  if (late)
    gtk_widget_add_css_class (label, "kl-late");
  gtk_box_append (self->reasons_box, label);
}

static void
show_taken (KlSuggestionRow *self, const KlSuggestion *suggestion)
{
  /* Translators: the number of the point on the agenda that a case already is */
  g_autofree char *taken = g_strdup_printf (_ ("✓ point %d"), suggestion->position);
  /* Translators: spoken name of a button; a name */
  g_autofree char *add = g_strdup_printf (_ ("Put %s on the agenda"), suggestion->about);

  gtk_label_set_label (self->taken_label, taken);
  gtk_widget_set_visible (GTK_WIDGET (self->taken_label), suggestion->position > 0);
  gtk_widget_set_visible (self->add_button, suggestion->position == 0);
  gtk_widget_set_tooltip_text (self->add_button, add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add, -1);
}

/* Callbacks */

static void
add_cb (KlSuggestionRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "agenda.add-case", "x", self->case_id);
}

/* Overrides */

static void
kl_suggestion_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KL_TYPE_SUGGESTION_ROW);
  G_OBJECT_CLASS (kl_suggestion_row_parent_class)->dispose (object);
}

static void
kl_suggestion_row_class_init (KlSuggestionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_suggestion_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/suggestion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSuggestionRow, add_button);
  gtk_widget_class_bind_template_child (widget_class, KlSuggestionRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, KlSuggestionRow, reasons_box);
  gtk_widget_class_bind_template_child (widget_class, KlSuggestionRow, taken_label);
  gtk_widget_class_bind_template_child (widget_class, KlSuggestionRow, title_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
kl_suggestion_row_init (KlSuggestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_suggestion_row_new:
 * @suggestion: a case that the agenda could do with
 *
 * Returns: (transfer floating): a row that says why and offers to add it
 */
GtkWidget *
kl_suggestion_row_new (const KlSuggestion *suggestion)
{
  KlSuggestionRow *self = g_object_new (KL_TYPE_SUGGESTION_ROW, NULL);
  g_autofree char *name = kl_text_capitalize (suggestion->about);
  g_autofree char *detail = NULL;
  g_autofree char *spoken = NULL;

  self->case_id = suggestion->case_id;
  kl_held_focus_set_id (GTK_WIDGET (self), suggestion->case_id);
  detail = suggestion->about_group != NULL
             ? g_strdup_printf ("%s · %s", suggestion->title, suggestion->about_group)
             : g_strdup (suggestion->title);
  gtk_label_set_label (self->title_label, name);
  gtk_label_set_label (self->detail_label, detail);
  spoken = g_strdup_printf ("%s, %s", name, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  for (guint i = 0; i < suggestion->reasons->len; i++)
    append_reason (self, g_ptr_array_index (suggestion->reasons, i), suggestion->late && i == 0);
  show_taken (self, suggestion);

  return GTK_WIDGET (self);
}
