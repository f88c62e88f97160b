/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-care-team-card.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-tile.h"
#include "charts/kl-face-stack.h"
#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-segment-bar.h"
#include "charts/kl-tip.h"
#include "kl-config.h"
#include "model/kl-overview.h"

#define FACE_SIZE 24
#define WRITER_SIZE 18

/* Points of the agenda that fit beside what asks for attention; the page of the meeting has all. */
#define MAX_ROWS 7

struct _KlCareTeamCard
{
  AdwBin parent_instance;

  GtkBox *agenda;
  GtkLabel *agenda_count;
  GtkBox *counts;
  AdwBin *faces;
  GtkBox *narrow_progress;
  GtkButton *prepare_button;
  GtkButton *print_button;
  AdwBin *progress;
  GtkLabel *ready_count;
  GtkStack *stack;
  KlDateTile *tile;
  GtkLabel *when;
  GtkLabel *where;
  GtkWidget *bar;

  KlItem *dashboard;
  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KlCareTeamCard, kl_care_team_card, ADW_TYPE_BIN)

/* Auxiliary functions */

static guint
count_ready (const KlMeeting *meeting)
{
  guint n = 0;

  for (guint i = 0; i < meeting->items->len; i++)
    if (((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->ready)
      n++;

  return n;
}

static void
clear_agenda (KlCareTeamCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->agenda))) != NULL)
    gtk_box_remove (self->agenda, child);
}

/* The target first: an action with one does not know what to do without. */
static void
set_action (GtkButton *button, const char *action, gint64 target)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* The row is one button: a point of the agenda opens its case. */
static GtkWidget *
create_row (const KlAgendaItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark =
    gtk_image_new_from_icon_name (item->ready ? "kl-ready-symbolic" : "kl-status-waiting-symbolic");
  GtkWidget *title = gtk_label_new (item->title);
  const char *ready = item->ready ? _ ("summary ready") : _ ("summary not ready yet");
  g_autofree char *spoken =
    item->writer != NULL ? g_strdup_printf ("%s, %s, %s", item->title, ready, item->writer->name)
                         : g_strdup_printf ("%s, %s", item->title, ready);

  gtk_widget_add_css_class (mark, item->ready ? "success" : "kl-second");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 16);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), title);
  if (item->writer != NULL)
    gtk_box_append (GTK_BOX (box), kl_face_new (item->writer->name, WRITER_SIZE));

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-agenda-row");
  kl_tip_set (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (item->case_id != 0)
    set_action (GTK_BUTTON (button), "win.open-case", item->case_id);
  else
    set_action (GTK_BUTTON (button), "win.show-meeting", item->meeting_id);
  kl_held_focus_set_id (button, item->id);

  return button;
}

static void
append_rest (KlCareTeamCard *self, const KlMeeting *meeting, guint n_left)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_left), n_left);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-agenda-row");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  set_action (GTK_BUTTON (button), "win.show-meeting", meeting->id);
  gtk_box_append (self->agenda, button);
}

static void
show_agenda (KlCareTeamCard *self, const KlMeeting *meeting)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->agenda));
  guint n_shown = meeting->items->len > MAX_ROWS ? MAX_ROWS - 1 : meeting->items->len;

  clear_agenda (self);
  if (self->narrow)
    return;

  for (guint i = 0; i < n_shown; i++)
    gtk_box_append (self->agenda, create_row (g_ptr_array_index (meeting->items, i)));
  if (meeting->items->len > n_shown)
    append_rest (self, meeting, meeting->items->len - n_shown);
}

static void
show_faces (KlCareTeamCard *self, const KlMeeting *meeting)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GtkWidget *stack = kl_face_stack_new (FACE_SIZE);

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->present && attendee->person != NULL)
        g_ptr_array_add (names, attendee->person->name);
    }
  g_ptr_array_add (names, NULL);
  kl_face_stack_set_names (KL_FACE_STACK (stack), (const char *const *) names->pdata);
  adw_bin_set_child (self->faces, stack);
  gtk_widget_set_visible (GTK_WIDGET (self->faces), names->len > 1 && !self->narrow);
}

static char *
format_where (const KlMeeting *meeting)
{
  gboolean has_place = meeting->place != NULL && *meeting->place != '\0';
  g_autofree char *clock = NULL;

  if (meeting->starts_at < 0)
    return g_strdup (has_place ? meeting->place : "");

  clock = kl_minutes_format_clock (meeting->starts_at);
  if (has_place)
    /* Translators: time of day and room: "1:00 pm, room 12" */
    return g_strdup_printf (C_ ("meeting", "%s, %s"), clock, meeting->place);

  /* Translators: a time of day */
  return g_strdup_printf (C_ ("meeting", "at %s"), clock);
}

static void
show_counts (KlCareTeamCard *self, const KlMeeting *meeting)
{
  guint n_items = meeting->items->len;
  guint n_ready = count_ready (meeting);
  g_autofree char *agenda = g_strdup_printf (_ ("Agenda %u"), n_items);
  /* Translators: how many summaries for a meeting are ready, out of how many */
  g_autofree char *ready = g_strdup_printf (_ ("summaries %u of %u"), n_ready, n_items);

  gtk_label_set_label (self->agenda_count, agenda);
  gtk_label_set_label (self->ready_count, n_items > 0 ? ready : _ ("nothing on it yet"));
  kl_segment_bar_set_maximum (KL_SEGMENT_BAR (self->bar), n_items);
  kl_segment_bar_set_value (KL_SEGMENT_BAR (self->bar), n_ready);
  gtk_widget_set_visible (self->bar, n_items > 0);
}

/* On a narrow page the count stands in the heading and the bar beside the date. */
static void
show_when (KlCareTeamCard *self, const KlMeeting *meeting, KlDate today)
{
  g_autofree char *relative = kl_date_format_relative (meeting->date, today);
  g_autofree char *where = format_where (meeting);
  g_autofree char *when = NULL;

  if (self->narrow)
    {
      /* Translators: "in 5 days, 6 on the agenda" */
      when = g_strdup_printf (_ ("%s, %u on the agenda"), relative, meeting->items->len);
      gtk_label_set_label (self->where, gtk_label_get_label (self->ready_count));
    }
  else
    {
      gtk_label_set_label (self->where, where);
    }
  gtk_label_set_label (self->when, when != NULL ? when : relative);
  gtk_widget_set_visible (GTK_WIDGET (self->where), *gtk_label_get_label (self->where) != '\0');
}

static void
place_bar (KlCareTeamCard *self)
{
  if (self->narrow == (gtk_widget_get_parent (self->bar) == GTK_WIDGET (self->narrow_progress)))
    return;

  g_object_ref (self->bar);
  if (self->narrow)
    {
      adw_bin_set_child (self->progress, NULL);
      gtk_box_append (self->narrow_progress, self->bar);
    }
  else
    {
      gtk_box_remove (self->narrow_progress, self->bar);
      adw_bin_set_child (self->progress, self->bar);
    }
  g_object_unref (self->bar);
}

static void
update (KlCareTeamCard *self)
{
  const KlDashboard *dashboard = self->dashboard ? kl_item_get_value (self->dashboard) : NULL;
  const KlMeeting *meeting = dashboard != NULL ? dashboard->next_meeting : NULL;

  gtk_stack_set_visible_child_name (self->stack, meeting != NULL ? "meeting" : "none");
  if (meeting == NULL)
    return;

  place_bar (self);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_progress), self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->agenda), !self->narrow);
  kl_date_tile_set_date (self->tile, meeting->date);
  show_counts (self, meeting);
  show_when (self, meeting, dashboard->today);
  show_faces (self, meeting);
  show_agenda (self, meeting);
  set_action (self->prepare_button, "win.show-meeting", meeting->id);
  set_action (self->print_button, "win.print-pack", meeting->id);
}

/* Overrides */

static void
kl_care_team_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KlCareTeamCard *self = KL_CARE_TEAM_CARD (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_care_team_card_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  KlCareTeamCard *self = KL_CARE_TEAM_CARD (object);

  switch (prop_id)
    {
    case PROP_NARROW:
      if (self->narrow == g_value_get_boolean (value))
        return;
      self->narrow = g_value_get_boolean (value);
      update (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kl_care_team_card_dispose (GObject *object)
{
  KlCareTeamCard *self = KL_CARE_TEAM_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CARE_TEAM_CARD);
  g_clear_object (&self->dashboard);

  G_OBJECT_CLASS (kl_care_team_card_parent_class)->dispose (object);
}

static void
kl_care_team_card_class_init (KlCareTeamCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_care_team_card_dispose;
  object_class->get_property = kl_care_team_card_get_property;
  object_class->set_property = kl_care_team_card_set_property;

  properties[PROP_NARROW] =
    g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KL_TYPE_DATE_TILE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/dashboard/care-team-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, agenda);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, agenda_count);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, counts);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, faces);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, narrow_progress);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, prepare_button);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, print_button);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, progress);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, ready_count);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, stack);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, tile);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, when);
  gtk_widget_class_bind_template_child (widget_class, KlCareTeamCard, where);
}

static void
kl_care_team_card_init (KlCareTeamCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->bar = kl_segment_bar_new (KL_SEGMENT_KIND_READY);
  adw_bin_set_child (self->progress, self->bar);
}

/* Public API */

/**
 * kl_care_team_card_set_dashboard:
 * @self: a card
 * @dashboard: a #KlDashboard; a reference is kept
 */
void
kl_care_team_card_set_dashboard (KlCareTeamCard *self, KlItem *dashboard)
{
  g_return_if_fail (KL_IS_CARE_TEAM_CARD (self));
  g_return_if_fail (KL_IS_ITEM (dashboard));

  g_set_object (&self->dashboard, dashboard);
  update (self);
}
