/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-day-jump.h"

#include <glib/gi18n-lib.h>

/* A day to go to in a long file. */
struct _KlDayJump
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (KlDayJump, kl_day_jump, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Callbacks */

static void
go_cb (KlDayJump *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  const KlDate day = kl_date_new (g_date_time_get_year (date), g_date_time_get_month (date),
                                  g_date_time_get_day_of_month (date));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[CHOSEN], 0, (int) day);
}

static void
shown_cb (KlDayJump *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->calendar));
}

/* Space chooses a day in the calendar, Enter goes there. */
static gboolean
key_cb (KlDayJump *self, guint key)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;

  go_cb (self);
  return GDK_EVENT_STOP;
}

/* Overrides */

static void
kl_day_jump_class_init (KlDayJumpClass *klass)
{
  /**
   * KlDayJump::chosen:
   * @self: a button
   * @day: a #KlDate
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
create_popover (KlDayJump *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *go = gtk_button_new_with_mnemonic (_ ("_Go to this day"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->popover = gtk_popover_new ();
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->calendar), keys);
  gtk_widget_add_css_class (go, "suggested-action");
  g_signal_connect_object (go, "clicked", G_CALLBACK (go_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_box_append (GTK_BOX (box), go);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (self->button, self->popover);
}

static void
kl_day_jump_init (KlDayJump *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Go to a day (Ctrl+G)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go to a day"), -1);
  create_popover (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/* Public API */

/**
 * kl_day_jump_popup:
 * @self: a button
 *
 * Shows the calendar.
 */
void
kl_day_jump_popup (KlDayJump *self)
{
  g_return_if_fail (KL_IS_DAY_JUMP (self));

  gtk_menu_button_popup (self->button);
}
