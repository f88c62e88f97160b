/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-cells.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-tip.h"
#include "model/kl-contact-norm.h"

/**
 * kl_theme_get_icon_name:
 * @theme: a theme
 *
 * Returns: (transfer none): its symbolic icon
 */
const char *
kl_theme_get_icon_name (KlTheme theme)
{
  static const char *const names[KL_N_THEMES] = {
    "kl-theme-shield-symbolic",
    "kl-theme-clock-symbolic",
    "kl-theme-leaf-symbolic",
    "kl-theme-rings-symbolic",
  };

  return theme < KL_N_THEMES ? names[theme] : "kl-place-cases-symbolic";
}

/**
 * kl_case_status_get_icon_name:
 * @row: a case
 *
 * Returns: (transfer none): the symbolic icon of its status
 */
const char *
kl_case_status_get_icon_name (const KlCaseRow *row)
{
  if (row->in_care_team_on != KL_DATE_NONE && row->status != KL_CASE_STATUS_WAITING)
    return "kl-status-care-team-symbolic";

  switch (row->status)
    {
    case KL_CASE_STATUS_NEW:
      return "kl-status-new-symbolic";
    case KL_CASE_STATUS_WAITING:
      return "kl-status-waiting-symbolic";
    case KL_CASE_STATUS_MONITORING:
      return "kl-status-monitoring-symbolic";
    case KL_CASE_STATUS_ACTIVE:
    case KL_CASE_STATUS_CLOSED:
    default:
      return "kl-status-active-symbolic";
    }
}

/**
 * kl_case_status_format:
 * @row: a case
 *
 * Returns: (transfer full): its status in a word
 */
char *
kl_case_status_format (const KlCaseRow *row)
{
  if (row->in_care_team_on != KL_DATE_NONE && row->status != KL_CASE_STATUS_WAITING)
    return g_strdup (_ ("In zorgteam"));

  return g_strdup (kl_words_get_label (KL_WORDS_CASE_STATUS, row->status));
}

/**
 * kl_case_row_format_about:
 * @row: a case
 *
 * Returns: (transfer full): whom it is about, with the class
 */
char *
kl_case_row_format_about (const KlCaseRow *row)
{
  if (row->about_group != NULL && *row->about_group != '\0')
    return g_strdup_printf ("%s · %s", row->about, row->about_group);

  return g_strdup (row->about != NULL ? row->about : "");
}

/**
 * kl_case_row_describe:
 * @row: a case
 *
 * Returns: (transfer full): the row in one sentence, for a screen reader
 */
char *
kl_case_row_describe (const KlCaseRow *row)
{
  g_autofree char *about = kl_case_row_format_about (row);
  g_autofree char *status = kl_case_status_format (row);
  g_autofree char *days = NULL;

  if (row->contact_days < 0)
    return g_strdup_printf ("%s, %s, %s", row->title, about, status);

  days = kl_contact_norm_format_days (row->contact_days);
  /* Translators: spoken row of a case: title, whom it is about, status, "13 days" */
  return g_strdup_printf (_ ("%s, %s, %s, %s without contact"), row->title, about, status, days);
}

/**
 * kl_person_cell_new:
 *
 * Returns: (transfer floating): a face with a first name beside it
 */
GtkWidget *
kl_person_cell_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), kl_face_new (NULL, 24));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/**
 * kl_person_cell_set:
 * @cell: what kl_person_cell_new() made
 * @person: (nullable): who it is
 * @with_name: whether there is room for the name
 */
void
kl_person_cell_set (GtkWidget *cell, const KlPerson *person, gboolean with_name)
{
  GtkWidget *face = gtk_widget_get_first_child (cell);
  GtkWidget *label = gtk_widget_get_next_sibling (face);
  g_auto (GStrv) words = g_strsplit (person != NULL ? person->name : "", " ", 2);

  kl_face_set_name (KL_FACE (face), person != NULL ? person->name : NULL);
  kl_face_set_role (KL_FACE (face), person != NULL ? person->role : NULL);
  gtk_widget_set_visible (face, person != NULL);
  gtk_label_set_label (GTK_LABEL (label), words[0] != NULL ? words[0] : "");
  gtk_widget_set_visible (label, with_name);
}

/**
 * kl_two_lines_new:
 *
 * Returns: (transfer floating): two lines of text, the second smaller, both cut off with an
 *   ellipsis
 */
GtkWidget *
kl_two_lines_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *first = gtk_label_new (NULL);
  GtkWidget *second = gtk_label_new (NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (first), 0);
  gtk_label_set_ellipsize (GTK_LABEL (first), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "kl-second");
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);

  return box;
}

/**
 * kl_two_lines_set:
 * @lines: what kl_two_lines_new() made
 * @first: the first line
 * @second: (nullable): the second line
 */
void
kl_two_lines_set (GtkWidget *lines, const char *first, const char *second)
{
  GtkWidget *label = gtk_widget_get_first_child (lines);

  gtk_label_set_label (GTK_LABEL (label), first != NULL ? first : "");
  kl_tip_set (label, first);
  label = gtk_widget_get_next_sibling (label);
  gtk_label_set_label (GTK_LABEL (label), second != NULL ? second : "");
  kl_tip_set (label, second);
  gtk_widget_set_visible (label, second != NULL && *second != '\0');
}

/**
 * kl_two_lines_set_width:
 * @lines: what kl_two_lines_new() made
 * @n_chars: how many letters of the first line stand in it
 *
 * Makes it as wide in every row, whatever it says, so that what stands behind it is a column.
 */
void
kl_two_lines_set_width (GtkWidget *lines, int n_chars)
{
  GtkLabel *first = GTK_LABEL (gtk_widget_get_first_child (lines));
  GtkLabel *second = GTK_LABEL (gtk_widget_get_last_child (lines));

  gtk_label_set_width_chars (first, n_chars);
  gtk_label_set_max_width_chars (first, n_chars);
  /* The smaller letters of the second would be less wide: it takes what the first has. */
  gtk_label_set_width_chars (second, 1);
  gtk_label_set_max_width_chars (second, 1);
}

/**
 * kl_two_lines_set_warning:
 * @lines: what kl_two_lines_new() made
 * @warning: whether the second line says that something is late
 */
void
kl_two_lines_set_warning (GtkWidget *lines, gboolean warning)
{
  GtkWidget *label = gtk_widget_get_last_child (lines);

  if (warning)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}
