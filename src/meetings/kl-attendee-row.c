/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attendee-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "model/kl-agenda.h"
#include "kl-config.h"

struct _KlAttendeeRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *absent_check;
  GtkCheckButton *chair_check;
  GtkEditable *excuse_entry;
  KlFace *face;
  GtkCheckButton *invited_check;
  GtkWidget *menu_button;
  GtkWidget *points_button;
  GtkWidget *sheet_button;
  GtkPopover *popover;
  GtkImage *present_image;

  KlAttendee *attendee;
  char *points; /* (nullable): for which points, when not for all */
  gboolean choice;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlAttendeeRow, kl_attendee_row, ADW_TYPE_ACTION_ROW)

/* Auxiliary functions */

static void
show (KlAttendeeRow *self)
{
  const KlAttendee *attendee = self->attendee;
  g_autofree char *line = kl_agenda_format_attendee (attendee);
  gboolean invited = !self->choice || kl_attendee_row_get_invited (self);
  /* Translators: spoken name of a menu; a person's name */
  g_autofree char *more = g_strdup_printf (_ ("Chair and absence of %s"), attendee->person->name);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), attendee->person->name);
  if (self->points != NULL)
    {
      g_autofree char *both =
        *line != '\0' ? g_strdup_printf ("%s, %s", line, self->points) : g_strdup (self->points);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), both);
    }
  else
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), line);
    }
  gtk_widget_set_visible (self->menu_button, invited);
  gtk_widget_set_visible (GTK_WIDGET (self->present_image), invited && !self->choice);
  gtk_image_set_from_icon_name (self->present_image, attendee->present ? "object-select-symbolic"
                                                                       : "window-close-symbolic");
  gtk_check_button_set_active (self->chair_check, attendee->chair);
  gtk_check_button_set_active (self->absent_check, !attendee->present);
  gtk_editable_set_text (self->excuse_entry, attendee->excuse != NULL ? attendee->excuse : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more, -1);
}

/* Callbacks */

static void
invited_toggled_cb (KlAttendeeRow *self)
{
  if (self->attendee == NULL)
    return;

  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
excuse_activate_cb (KlAttendeeRow *self)
{
  gtk_popover_popdown (self->popover);
}

static void
closed_cb (KlAttendeeRow *self)
{
  KlAttendee *attendee = self->attendee;
  gboolean chair = gtk_check_button_get_active (self->chair_check);
  gboolean present = !gtk_check_button_get_active (self->absent_check);
  const char *excuse = gtk_editable_get_text (self->excuse_entry);
  gboolean changed = chair != attendee->chair || present != attendee->present;

  attendee->chair = chair;
  attendee->present = present;
  changed |= g_set_str (&attendee->excuse, present || *excuse == '\0' ? NULL : excuse);
  if (!changed)
    return;

  show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Overrides */

static void
kl_attendee_row_dispose (GObject *object)
{
  KlAttendeeRow *self = KL_ATTENDEE_ROW (object);

  g_clear_pointer (&self->attendee, kl_attendee_free);
  g_clear_pointer (&self->points, g_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_ATTENDEE_ROW);
  G_OBJECT_CLASS (kl_attendee_row_parent_class)->dispose (object);
}

static void
kl_attendee_row_class_init (KlAttendeeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_attendee_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KL_TYPE_FACE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/attendee-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, absent_check);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, chair_check);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, excuse_entry);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, face);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, invited_check);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, points_button);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, popover);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, present_image);
  gtk_widget_class_bind_template_child (widget_class, KlAttendeeRow, sheet_button);
  gtk_widget_class_bind_template_callback (widget_class, invited_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, excuse_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
kl_attendee_row_init (KlAttendeeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_attendee_row_new:
 * @attendee: somebody who is invited
 *
 * Returns: (transfer floating): a row that shows this person; "changed" follows a change of chair
 *   or absence
 */
GtkWidget *
kl_attendee_row_new (const KlAttendee *attendee)
{
  KlAttendeeRow *self = g_object_new (KL_TYPE_ATTENDEE_ROW, NULL);

  self->attendee = kl_agenda_copy_attendee (attendee);
  kl_face_set_name (self->face, attendee->person->name);
  show (self);

  return GTK_WIDGET (self);
}

/**
 * kl_attendee_row_new_choice:
 * @attendee: somebody who may be invited
 * @invited: whether the person is
 *
 * Returns: (transfer floating): a row with a tick to invite this person
 */
GtkWidget *
kl_attendee_row_new_choice (const KlAttendee *attendee, gboolean invited)
{
  KlAttendeeRow *self = KL_ATTENDEE_ROW (kl_attendee_row_new (attendee));

  self->choice = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->invited_check), TRUE);
  gtk_check_button_set_active (self->invited_check, invited);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->invited_check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, attendee->person->name, -1);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->invited_check));
  show (self);

  return GTK_WIDGET (self);
}

/**
 * kl_attendee_row_offer:
 * @self: a row on the page of a meeting
 * @meeting: the meeting
 * @index: which attendee it shows, from 0
 *
 * Offers what can be done for somebody at the table: to come for some points only, and a sheet
 * with actions.
 */
void
kl_attendee_row_offer (KlAttendeeRow *self, const KlMeeting *meeting, guint index)
{
  const KlPerson *person;

  g_return_if_fail (KL_IS_ATTENDEE_ROW (self));

  person = self->attendee->person;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->points_button), "i", (int) index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->points_button), "meeting.guest");
  gtk_widget_set_visible (self->points_button, !meeting->settled && meeting->items->len > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->sheet_button), "x", person->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sheet_button), "meeting.print-actions-for");
  gtk_widget_set_visible (self->sheet_button, person->kind == KL_PERSON_PROFESSIONAL);
  g_free (self->points);
  self->points = kl_agenda_format_guest (meeting, person);
  show (self);
}

/**
 * kl_attendee_row_get_attendee:
 * @self: a row
 *
 * Returns: (transfer none): the person with what was changed
 */
const KlAttendee *
kl_attendee_row_get_attendee (KlAttendeeRow *self)
{
  g_return_val_if_fail (KL_IS_ATTENDEE_ROW (self), NULL);

  return self->attendee;
}

/**
 * kl_attendee_row_get_invited:
 * @self: a row
 *
 * Returns: whether the person is invited
 */
gboolean
kl_attendee_row_get_invited (KlAttendeeRow *self)
{
  g_return_val_if_fail (KL_IS_ATTENDEE_ROW (self), FALSE);

  return !self->choice || gtk_check_button_get_active (self->invited_check);
}

/**
 * kl_attendee_row_give_up_chair:
 * @self: a row
 *
 * Somebody else leads the meeting now.
 */
void
kl_attendee_row_give_up_chair (KlAttendeeRow *self)
{
  g_return_if_fail (KL_IS_ATTENDEE_ROW (self));

  if (!self->attendee->chair)
    return;

  self->attendee->chair = FALSE;
  show (self);
}
