/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-fact-row.h"

#include <adwaita.h>

#include "charts/kl-chip.h"

#define FACE_SIZE 24

/* Auxiliary functions */

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);

  return label;
}

static GtkWidget *
create_place (const char *school)
{
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("kl-school-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_box_append (GTK_BOX (place), icon);
  gtk_box_append (GTK_BOX (place), create_label (school, "kl-dense"));

  return place;
}

static GtkWidget *
create_line (const KlCaseFact *fact)
{
  GtkWidget *line = adw_wrap_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 8);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (line), 2);
  adw_wrap_box_append (ADW_WRAP_BOX (line), create_label (fact->text, "kl-dense"));
  if (fact->chip != NULL)
    adw_wrap_box_append (ADW_WRAP_BOX (line), kl_case_chip_widget_new (fact->chip));
  if (fact->detail != NULL && fact->second == NULL)
    adw_wrap_box_append (ADW_WRAP_BOX (line), create_place (fact->detail));

  return line;
}

/* What is known of somebody, and the school when that is another one. */
static GtkWidget *
create_second_line (const KlCaseFact *fact)
{
  GtkWidget *line = adw_wrap_box_new ();
  GtkWidget *second = create_label (fact->second, "caption");

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (line), 8);
  gtk_widget_add_css_class (second, "kl-second");
  adw_wrap_box_append (ADW_WRAP_BOX (line), second);
  if (fact->detail != NULL)
    adw_wrap_box_append (ADW_WRAP_BOX (line), create_place (fact->detail));

  return line;
}

static GtkWidget *
create_face (const char *name)
{
  GtkWidget *face = adw_avatar_new (FACE_SIZE, name, TRUE);

  gtk_widget_set_valign (face, GTK_ALIGN_START);
  gtk_widget_set_margin_top (face, 2);

  return face;
}

/* A person is heard as one: "Milan de Graaf, 11 years old, group 8, about". */
static char *
describe (const KlCaseFact *fact)
{
  GString *words = g_string_new (fact->text);

  if (fact->second != NULL)
    g_string_append_printf (words, ", %s", fact->second);
  if (fact->detail != NULL)
    g_string_append_printf (words, ", %s", fact->detail);
  if (fact->spoken != NULL)
    g_string_append_printf (words, ", %s", fact->spoken);
  if (fact->chip != NULL)
    g_string_append_printf (words, ", %s", fact->chip->label);
  if (fact->heading != NULL)
    g_string_append_printf (words, ", %s", fact->heading);

  return g_string_free (words, FALSE);
}

/* Public API */

/**
 * kl_case_chip_widget_new:
 * @chip: a chip of a case
 *
 * Returns: (transfer floating): the chip to be seen
 */
GtkWidget *
kl_case_chip_widget_new (const KlCaseChip *chip)
{
  static const KlChipKind kinds[] = {
    [KL_CASE_TONE_PLAIN] = KL_CHIP_PLAIN,
    [KL_CASE_TONE_GOOD] = KL_CHIP_OK,
    [KL_CASE_TONE_WAITING] = KL_CHIP_WARN,
    [KL_CASE_TONE_OUTLINE] = KL_CHIP_OUTLINE,
  };
  GtkWidget *widget;

  g_return_val_if_fail (chip != NULL, NULL);

  widget = kl_chip_new (kinds[chip->tone], chip->icon_name, chip->label, chip->detail);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);

  return widget;
}

/**
 * kl_case_fact_row_new:
 * @fact: a child, a parent, a brother or sister
 *
 * Returns: (transfer floating): the fact to be seen: a line, or a person with what is known below
 */
GtkWidget *
kl_case_fact_row_new (const KlCaseFact *fact)
{
  GtkWidget *column;
  GtkWidget *row;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (fact != NULL, NULL);

  if (fact->second == NULL && fact->name == NULL)
    return create_line (fact);

  spoken = describe (fact);
  column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_hexpand (column, TRUE);
  if (fact->heading != NULL)
    gtk_box_append (GTK_BOX (column), create_label (fact->heading, "kl-household"));
  gtk_box_append (GTK_BOX (column), create_line (fact));
  if (fact->second != NULL)
    gtk_box_append (GTK_BOX (column), create_second_line (fact));
  row =
    g_object_new (GTK_TYPE_BOX, "spacing", 10, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (fact->name != NULL)
    gtk_box_append (GTK_BOX (row), create_face (fact->name));
  gtk_box_append (GTK_BOX (row), column);
  gtk_widget_add_css_class (row, "kl-person-row");

  return row;
}
