/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-list-row.h"

#include "charts/kl-activity-strip.h"
#include "charts/kl-contact-gauge.h"
#include "charts/kl-face-stack.h"
#include "charts/kl-tip.h"
#include "kl-case-cells.h"

#define STRIP_HEIGHT 38
#define STATUS_CHARS 18

/* A case in a long list: the parts of the caseload's row, in one line or, when narrow, in two. */
struct _KlCaseListRow
{
  GtkBox parent_instance;

  GtkWidget *top;
  GtkWidget *theme;
  GtkWidget *lines;
  GtkWidget *faces;
  GtkWidget *status_icon;
  GtkWidget *status_box;
  GtkWidget *status_lines;
  GtkWidget *gauge;
  GtkWidget *strip;

  gint64 case_id;
};

G_DEFINE_FINAL_TYPE (KlCaseListRow, kl_case_list_row, GTK_TYPE_BOX)

/* Auxiliary functions */

static void
show_faces (KlCaseListRow *self, const KlCaseRow *row)
{
  const char *names[3] = { NULL };
  guint n = 0;

  if (row->owner != NULL)
    names[n++] = row->owner->name;
  if (row->trusted != NULL && (row->owner == NULL || row->trusted->id != row->owner->id))
    names[n++] = row->trusted->name;

  kl_face_stack_set_names (KL_FACE_STACK (self->faces), names);
}

static void
show_status (KlCaseListRow *self, const KlCaseRow *row)
{
  g_autofree char *status = kl_case_status_format (row);
  g_autofree char *closed = NULL;
  const char *note = row->status_note;
  gboolean late = row->n_late_actions > 0 && row->status != KL_CASE_STATUS_CLOSED;

  if (row->status == KL_CASE_STATUS_CLOSED && row->closed_on != KL_DATE_NONE)
    note = closed = kl_date_format (row->closed_on, KL_DATE_STYLE_SHORT_YEAR);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->status_icon), kl_case_status_get_icon_name (row));
  kl_two_lines_set (self->status_lines, status, note);
  kl_two_lines_set_warning (self->status_lines, late);
}

static void
show_strip (KlCaseListRow *self, const KlCaseRow *row, KlCalendar *calendar)
{
  KlStrip strip;

  kl_strip_init (&strip, row->marks, row->opened_on, kl_clock_today (), calendar);
  kl_activity_strip_set_strip (KL_ACTIVITY_STRIP (self->strip), &strip);
}

/* Callbacks */

static void
entry_activated_cb (KlCaseListRow *self, gint64 entry_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-entry", "(xx)", self->case_id, entry_id);
}

/* Overrides */

static void
kl_case_list_row_class_init (KlCaseListRowClass *klass)
{
}

static void
kl_case_list_row_init (KlCaseListRow *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 14);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-case-list-row");

  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  self->theme = gtk_image_new ();
  self->lines = kl_two_lines_new ();
  self->faces = kl_face_stack_new (24);
  self->status_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->status_icon = gtk_image_new ();
  self->status_lines = kl_two_lines_new ();
  self->gauge = kl_contact_gauge_new ();
  self->strip = kl_activity_strip_new ();

  gtk_widget_set_hexpand (self->lines, TRUE);
  gtk_widget_set_hexpand (self->top, TRUE);
  gtk_widget_set_valign (self->faces, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->gauge, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->faces, 44, -1);
  gtk_widget_set_size_request (self->strip, -1, STRIP_HEIGHT);
  kl_two_lines_set_width (self->status_lines, STATUS_CHARS);
  gtk_box_append (GTK_BOX (self->status_box), self->status_icon);
  gtk_box_append (GTK_BOX (self->status_box), self->status_lines);
  gtk_box_append (GTK_BOX (self->top), self->theme);
  gtk_box_append (GTK_BOX (self->top), self->lines);
  gtk_box_append (GTK_BOX (self->top), self->faces);
  gtk_box_append (GTK_BOX (self->top), self->status_box);
  gtk_box_append (GTK_BOX (self->top), self->gauge);
  gtk_box_append (GTK_BOX (self), self->top);
  gtk_box_append (GTK_BOX (self), self->strip);
  g_signal_connect_object (self->strip, "entry-activated", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_case_list_row_new:
 *
 * Returns: (transfer floating): a row for a list of cases
 */
GtkWidget *
kl_case_list_row_new (void)
{
  return g_object_new (KL_TYPE_CASE_LIST_ROW, NULL);
}

/**
 * kl_case_list_row_set_case:
 * @self: a row
 * @row: a case
 * @calendar: (nullable): its school's days off
 * @with_school: whether the second line names the school
 */
void
kl_case_list_row_set_case (KlCaseListRow *self,
                           const KlCaseRow *row,
                           KlCalendar *calendar,
                           gboolean with_school)
{
  g_autofree char *about = NULL;
  g_autofree char *second = NULL;
  const char *theme;

  g_return_if_fail (KL_IS_CASE_LIST_ROW (self) && row != NULL);

  self->case_id = row->id;
  about = kl_case_row_format_about (row);
  second =
    with_school ? g_strdup_printf ("%s · %s", about, row->school_name) : g_steal_pointer (&about);
  theme = kl_words_get_label (KL_WORDS_THEME, (int) row->theme);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->theme), kl_theme_get_icon_name (row->theme));
  kl_tip_set (self->theme, theme);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->theme), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  theme, -1);
  kl_two_lines_set (self->lines, row->title, second);
  show_faces (self, row);
  show_status (self, row);
  gtk_widget_set_opacity (self->gauge, row->contact_days >= 0 ? 1 : 0);
  kl_contact_gauge_set_norm (KL_CONTACT_GAUGE (self->gauge), row->contact_norm);
  kl_contact_gauge_set_days (KL_CONTACT_GAUGE (self->gauge), row->contact_days);
  show_strip (self, row, calendar);
}

/**
 * kl_case_list_row_set_narrow:
 * @self: a row
 * @narrow: whether the strip stands below the rest
 */
void
kl_case_list_row_set_narrow (KlCaseListRow *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_CASE_LIST_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), narrow ? 4 : 14);
  gtk_widget_set_visible (self->status_box, !narrow);
}
