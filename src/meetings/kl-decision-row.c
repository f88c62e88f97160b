/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-decision-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"

#define FACE_SIZE 18

static GtkWidget *
create_pill (const char *text, GtkWidget *lead)
{
  GtkWidget *pill = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *label = gtk_label_new (text);

  if (lead != NULL)
    gtk_box_append (GTK_BOX (pill), lead);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (pill), label);
  gtk_widget_add_css_class (pill, "kl-pill");

  return pill;
}

static char *
format_kind (const KlDecision *decision)
{
  const char *label = kl_decision_kind_get_label (decision->kind);

  if (decision->kind == KL_DECISION_LEVEL)
    return g_strdup_printf ("%s %d", label, decision->value);
  if (decision->kind == KL_DECISION_STATUS)
    return g_strdup_printf ("%s: %s", label,
                            kl_words_get_label (KL_WORDS_CASE_STATUS, decision->value));
  return g_strdup (label);
}

static void
append_pills (AdwWrapBox *box, const KlDecision *decision, KlDate today)
{
  g_autofree char *kind = format_kind (decision);
  g_autofree char *day = decision->day == today
                           ? g_strdup (_ ("today"))
                           : kl_date_format (decision->day, KL_DATE_STYLE_SHORT_WEEKDAY);

  adw_wrap_box_append (box, create_pill (kind, NULL));
  if (decision->kind == KL_DECISION_REFERRAL && decision->partner != NULL)
    adw_wrap_box_append (box, create_pill (decision->partner->name, NULL));
  if (decision->owner != NULL)
    adw_wrap_box_append (box, create_pill (decision->owner->name,
                                           kl_face_new (decision->owner->name, FACE_SIZE)));
  if (decision->day != KL_DATE_NONE)
    adw_wrap_box_append (box, create_pill (day, gtk_image_new_from_icon_name (
                                                  "x-office-calendar-symbolic")));
}

static GtkWidget *
create_menu (const KlDecision *decision)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GVariant *target = g_variant_new_int64 (decision->id);
  g_autoptr (GMenuItem) edit = g_menu_item_new (_ ("_Change"), NULL);
  g_autoptr (GMenuItem) remove = g_menu_item_new (_ ("_Remove"), NULL);

  g_menu_item_set_action_and_target_value (edit, "point.edit-decision", target);
  g_menu_item_set_action_and_target (remove, "point.remove-decision", "x", decision->id);
  g_menu_append_item (menu, edit);
  g_menu_append_item (menu, remove);
  kl_menu_button_set_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/**
 * kl_decision_kind_get_icon:
 * @kind: what a decision becomes
 *
 * Returns: (transfer none): the name of its icon
 */
const char *
kl_decision_kind_get_icon (KlDecisionKind kind)
{
  switch (kind)
    {
    case KL_DECISION_ACTION:
      return "kl-action-symbolic";
    case KL_DECISION_REFERRAL:
      return "kl-place-map-symbolic";
    case KL_DECISION_STATUS:
      return "kl-status-active-symbolic";
    case KL_DECISION_LEVEL:
      return "kl-status-plan-symbolic";
    case KL_DECISION_AGAIN:
      return "kl-status-care-team-symbolic";
    case KL_DECISION_AGREED:
    default:
      return "kl-ready-symbolic";
    }
}

/**
 * kl_decision_row_new:
 * @decision: a decision
 * @today: the day of which "today" is said
 *
 * Returns: (transfer floating): a row with the decision and what it becomes; what was worked out
 *   already has no menu
 */
GtkWidget *
kl_decision_row_new (const KlDecision *decision, KlDate today)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (kl_decision_kind_get_icon (decision->kind));
  GtkWidget *text = gtk_label_new (decision->text);
  GtkWidget *pills = adw_wrap_box_new ();
  g_autofree char *outcome = kl_decision_format_outcome (decision);
  g_autofree char *spoken = g_strdup_printf ("%s. %s", decision->text, outcome);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (pills), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (pills), 6);
  append_pills (ADW_WRAP_BOX (pills), decision, today);
  gtk_box_append (GTK_BOX (lines), text);
  gtk_box_append (GTK_BOX (lines), pills);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "kl-second");
  kl_held_focus_set_id (row, decision->id);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  if (!decision->applied)
    gtk_box_append (GTK_BOX (box), create_menu (decision));
  gtk_widget_add_css_class (box, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}
