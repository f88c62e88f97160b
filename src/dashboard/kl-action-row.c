/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-action-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"

#define FACE_SIZE 24

/* Days that belong to what comes soon. */
#define WEEK_DAYS 7

struct _KlActionRow
{
  AdwBin parent_instance;

  GtkCheckButton *check;
  GtkLabel *text;
  GtkLabel *detail;
  KlFace *face;
  GtkButton *edit;

  gint64 action_id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (KlActionRow, kl_action_row, ADW_TYPE_BIN)

/* Auxiliary functions */

static char *
describe_day (const KlAction *action, KlDate today)
{
  g_autofree char *day = NULL;
  g_autofree char *relative = NULL;

  if (action->done_on != KL_DATE_NONE)
    {
      day = kl_date_format (action->done_on, KL_DATE_STYLE_SHORT_WEEKDAY);
      return g_strdup_printf (_ ("done %s"), day);
    }
  if (action->due == KL_DATE_NONE)
    return g_strdup (_ ("no date"));

  day = kl_date_format (action->due, KL_DATE_STYLE_SHORT_WEEKDAY);
  relative = kl_date_format_relative (action->due, today);

  return g_strdup_printf ("%s, %s", day, relative);
}

/* Of which case, when and how often. */
static char *
describe_detail (const KlAction *action, KlDate today)
{
  g_autofree char *day = describe_day (action, today);
  g_autofree char *rhythm = kl_recurrence_format (&action->recurrence);
  g_autoptr (GString) detail = g_string_new (day);

  if (*rhythm != '\0')
    g_string_append_printf (detail, ", %s", rhythm);
  if (action->case_title != NULL && *action->case_title != '\0')
    g_string_append_printf (detail, " · %s", action->case_title);

  return g_string_free (g_steal_pointer (&detail), FALSE);
}

static GtkLabel *
create_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return GTK_LABEL (label);
}

static void
show_done (KlActionRow *self, gboolean done)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (done)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  gtk_label_set_attributes (self->text, attributes);
  gtk_check_button_set_active (self->check, done);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), !done);
}

static void
name_widget (GtkWidget *widget, const char *spoken)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/* Callbacks */

static void
toggled_cb (KlActionRow *self)
{
  if (!self->filling)
    gtk_widget_activate_action (GTK_WIDGET (self), "actions.tick", "(xb)", self->action_id,
                                gtk_check_button_get_active (self->check));
}

/* Overrides */

static void
kl_action_row_class_init (KlActionRowClass *klass)
{
}

static void
kl_action_row_init (KlActionRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  self->text = create_label ("kl-dense");
  self->detail = create_label ("caption");
  self->face = KL_FACE (kl_face_new (NULL, FACE_SIZE));
  self->edit = GTK_BUTTON (gtk_button_new_from_icon_name ("document-edit-symbolic"));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->edit), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->edit), "kl-small-round");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->edit), _ ("Change action"));
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->face), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->edit), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->detail));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->check));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->face));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->edit));
  gtk_widget_add_css_class (box, "kl-panel-row");
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

/**
 * kl_action_get_section:
 * @action: an action
 * @today: the current day
 *
 * Returns: where it stands
 */
KlActionSection
kl_action_get_section (const KlAction *action, KlDate today)
{
  g_return_val_if_fail (action != NULL, KL_ACTION_UNDATED);

  if (action->done_on != KL_DATE_NONE)
    return KL_ACTION_DONE;
  if (action->due == KL_DATE_NONE)
    return KL_ACTION_UNDATED;
  if (action->due < today)
    return KL_ACTION_LATE;
  if (action->due == today)
    return KL_ACTION_TODAY;

  return action->due <= today + WEEK_DAYS ? KL_ACTION_WEEK : KL_ACTION_LATER;
}

/**
 * kl_action_section_get_label:
 * @section: a part of the list
 *
 * Returns: (transfer none): its heading
 */
const char *
kl_action_section_get_label (KlActionSection section)
{
  switch (section)
    {
    case KL_ACTION_LATE:
      return C_ ("actions", "Late");
    case KL_ACTION_TODAY:
      return C_ ("actions", "Today");
    case KL_ACTION_WEEK:
      return C_ ("actions", "In the next seven days");
    case KL_ACTION_LATER:
      return C_ ("actions", "Later");
    case KL_ACTION_DONE:
      return C_ ("actions", "Done");
    case KL_ACTION_UNDATED:
    default:
      return C_ ("actions", "Without a day");
    }
}

/**
 * kl_action_row_new:
 *
 * Returns: (transfer floating): a row to fill with kl_action_row_set(); its box activates
 *   "actions.tick" with the id and whether it is done
 */
GtkWidget *
kl_action_row_new (void)
{
  return g_object_new (KL_TYPE_ACTION_ROW, NULL);
}

/**
 * kl_action_row_set:
 * @self: a row
 * @action: what is to be done; not kept
 * @today: the current day
 */
void
kl_action_row_set (KlActionRow *self, const KlAction *action, KlDate today)
{
  const gboolean late = kl_action_get_section (action, today) == KL_ACTION_LATE;
  g_autofree char *detail = describe_detail (action, today);
  /* Translators: %s is what is to be done */
  g_autofree char *done = g_strdup_printf (_ ("Done: %s"), action->text);
  g_autofree char *change = g_strdup_printf (_ ("Change: %s"), action->text);

  g_return_if_fail (KL_IS_ACTION_ROW (self));

  self->filling = TRUE;
  self->action_id = action->id;
  gtk_label_set_label (self->text, action->text);
  gtk_label_set_label (self->detail, detail);
  gtk_widget_remove_css_class (GTK_WIDGET (self->detail), late ? "kl-second" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->detail), late ? "error" : "kl-second");
  kl_face_set_name (self->face, action->owner != NULL ? action->owner->name : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->face), action->owner != NULL);
  /* In this order: an action without what it is about is a wrong one. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "x", action->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "win.edit-action");
  show_done (self, action->done_on != KL_DATE_NONE);
  name_widget (GTK_WIDGET (self->check), done);
  name_widget (GTK_WIDGET (self->edit), change);
  self->filling = FALSE;
}

/**
 * kl_action_describe:
 * @action: what is to be done
 * @today: the current day
 *
 * Returns: (transfer full): all of it in one sentence, for a screen reader
 */
char *
kl_action_describe (const KlAction *action, KlDate today)
{
  g_autofree char *detail = NULL;

  g_return_val_if_fail (action != NULL, NULL);

  detail = describe_detail (action, today);
  if (action->owner == NULL)
    return g_strdup_printf ("%s, %s", action->text, detail);

  return g_strdup_printf ("%s, %s, %s", action->text, detail, action->owner->name);
}
