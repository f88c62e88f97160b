/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-date-button.h"

#include <glib/gi18n-lib.h>

struct _KlDateButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkCalendar *calendar;
  GtkEntry *entry;
  GtkPopover *popover;

  char *title;
  KlDate date;
  KlDate first;
  KlDate last;
};

enum
{
  PROP_0,
  PROP_DATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlDateButton, kl_date_button, GTK_TYPE_WIDGET)

/* Auxiliary functions */

static gboolean
is_allowed (KlDateButton *self, KlDate date)
{
  return (self->first == KL_DATE_NONE || date >= self->first)
         && (self->last == KL_DATE_NONE || date <= self->last);
}

static char *
describe (KlDateButton *self)
{
  KlDate today = kl_clock_today ();

  if (self->date == KL_DATE_NONE)
    return g_strdup (_ ("No date"));
  if (ABS (self->date - today) <= 1)
    return kl_date_format_relative (self->date, today);

  return kl_date_format (self->date, KL_DATE_STYLE_SHORT_WEEKDAY);
}

static void
update (KlDateButton *self)
{
  g_autofree char *text = describe (self);
  g_autofree char *spoken = NULL;
  g_autofree char *full =
    self->date != KL_DATE_NONE ? kl_date_format (self->date, KL_DATE_STYLE_FULL) : g_strdup (text);

  gtk_label_set_label (self->label, text);
  if (self->title != NULL)
    spoken = g_strdup_printf ("%s %s", self->title, full);
  else
    /* Translators: spoken name of a button that chooses a day; the day stands in it */
    spoken = g_strdup_printf (_ ("Day: %s"), full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), full);
}

static void
show_in_popover (KlDateButton *self)
{
  KlDate date = self->date != KL_DATE_NONE ? self->date : kl_clock_today ();
  g_autofree char *text = kl_date_format (date, KL_DATE_STYLE_SHORT_YEAR);
  g_autoptr (GDateTime) shown = NULL;
  int year, month, day;

  kl_date_split (date, &year, &month, &day);
  shown = g_date_time_new_local (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, shown);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

/* Callbacks */

static void
day_selected_cb (KlDateButton *self)
{
  g_autoptr (GDateTime) chosen = gtk_calendar_get_date (self->calendar);
  KlDate date = kl_date_new (g_date_time_get_year (chosen), g_date_time_get_month (chosen),
                             g_date_time_get_day_of_month (chosen));

  if (date != self->date && is_allowed (self, date))
    {
      kl_date_button_set_date (self, date);
      gtk_popover_popdown (self->popover);
    }
}

static void
entry_activate_cb (KlDateButton *self)
{
  KlDate date;

  if (kl_date_parse_typed (gtk_editable_get_text (GTK_EDITABLE (self->entry)), kl_clock_today (),
                           &date)
      && is_allowed (self, date))
    {
      kl_date_button_set_date (self, date);
      gtk_popover_popdown (self->popover);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("That day is not possible here."),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static void
popover_show_cb (KlDateButton *self)
{
  /* Choosing here must not look like a day that the user picked. */
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  show_in_popover (self);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

/* Overrides */

static gboolean
kl_date_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KL_DATE_BUTTON (widget)->button));
}

static void
kl_date_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlDateButton *self = KL_DATE_BUTTON (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_int (value, self->date);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_date_button_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DATE:
      kl_date_button_set_date (KL_DATE_BUTTON (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_date_button_dispose (GObject *object)
{
  KlDateButton *self = KL_DATE_BUTTON (object);

  if (self->button != NULL)
    {
      gtk_widget_unparent (GTK_WIDGET (self->button));
      self->button = NULL;
    }
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (kl_date_button_parent_class)->dispose (object);
}

static void
kl_date_button_class_init (KlDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_date_button_dispose;
  object_class->get_property = kl_date_button_get_property;
  object_class->set_property = kl_date_button_set_property;
  widget_class->grab_focus = kl_date_button_grab_focus;

  /* A KlDate, 0 for no day. */
  properties[PROP_DATE] =
    g_param_spec_int ("date", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "kldatebutton");
}

static GtkWidget *
create_popover (KlDateButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day, for example 24-11-2025"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_popover_set_child (self->popover, box);

  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (popover_show_cb), self);

  return GTK_WIDGET (self->popover);
}

static void
kl_date_button_init (KlDateButton *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->label));

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, content);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_popover (self->button, create_popover (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  update (self);
}

/* Public API */

/**
 * kl_date_button_new:
 *
 * A button that shows a day in a few words and chooses another, by calendar or by typing.
 *
 * Returns: (transfer floating): a button without a day
 */
GtkWidget *
kl_date_button_new (void)
{
  return g_object_new (KL_TYPE_DATE_BUTTON, NULL);
}

/**
 * kl_date_button_get_date:
 * @self: a date button
 *
 * Returns: the day, or %KL_DATE_NONE
 */
KlDate
kl_date_button_get_date (KlDateButton *self)
{
  g_return_val_if_fail (KL_IS_DATE_BUTTON (self), KL_DATE_NONE);

  return self->date;
}

/**
 * kl_date_button_set_date:
 * @self: a date button
 * @date: the day to show, or %KL_DATE_NONE
 */
void
kl_date_button_set_date (KlDateButton *self, KlDate date)
{
  g_return_if_fail (KL_IS_DATE_BUTTON (self));

  if (self->date == date)
    return;

  self->date = date;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

/**
 * kl_date_button_set_title:
 * @self: a date button
 * @title: which day it is ("When?"), spoken before it
 */
void
kl_date_button_set_title (KlDateButton *self, const char *title)
{
  g_return_if_fail (KL_IS_DATE_BUTTON (self));

  if (g_set_str (&self->title, title))
    update (self);
}

/**
 * kl_date_button_set_range:
 * @self: a date button
 * @first: the first day that may be chosen, or %KL_DATE_NONE
 * @last: the last day that may be chosen, or %KL_DATE_NONE
 */
void
kl_date_button_set_range (KlDateButton *self, KlDate first, KlDate last)
{
  g_return_if_fail (KL_IS_DATE_BUTTON (self));

  self->first = first;
  self->last = last;
}
