/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-agenda-list.h"

#include "charts/kl-held-focus.h"
#include "model/kl-agenda.h"

/* The rows of an agenda. They keep their point, and with it the words that are being typed,
 * wherever the point goes. */

/* Auxiliary functions */

static gboolean
has_item (const KlMeeting *meeting, gint64 item_id)
{
  for (guint i = 0; i < meeting->items->len; i++)
    if (((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->id == item_id)
      return TRUE;

  return FALSE;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  GtkWidget *over = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *dragged = g_value_get_object (value);
  int from, to;

  if (dragged == NULL || dragged == over
      || gtk_widget_get_parent (dragged) != gtk_widget_get_parent (over))
    return FALSE;

  from = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (dragged));
  to = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (over));
  return gtk_widget_activate_action (over, "agenda.move-to", "(xi)",
                                     kl_agenda_row_get_item_id (KL_AGENDA_ROW (dragged)),
                                     kl_agenda_get_drop_position ((guint) from, (guint) to,
                                                                  y > gtk_widget_get_height (over)
                                                                        / 2.0));
}

static void
entered_cb (GtkEventController *focus)
{
  GtkWidget *row = gtk_event_controller_get_widget (focus);

  gtk_widget_activate_action (row, "agenda.enter", "x",
                              kl_agenda_row_get_item_id (KL_AGENDA_ROW (row)));
}

static GtkWidget *
create_row (KlSession *session)
{
  GtkWidget *row = kl_agenda_row_new (session);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkDropTarget *target = gtk_drop_target_new (KL_TYPE_AGENDA_ROW, GDK_ACTION_MOVE);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
  g_signal_connect (focus, "enter", G_CALLBACK (entered_cb), NULL);
  gtk_widget_add_controller (row, focus);

  return row;
}

static gboolean
has_same_rows (GtkListBox *list, const KlMeeting *meeting)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));

  for (guint i = 0; i < meeting->items->len; i++, child = gtk_widget_get_next_sibling (child))
    if (child == NULL
        || kl_agenda_row_get_item_id (KL_AGENDA_ROW (child))
             != ((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->id)
      return FALSE;

  return child == NULL;
}

static void
place_row (GtkListBox *list, GtkWidget *row, guint index)
{
  if (GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) index)) == row)
    return;

  if (gtk_widget_get_parent (row) != NULL)
    gtk_list_box_remove (list, row);
  gtk_list_box_insert (list, row, (int) index);
}

static void
remove_gone_rows (GtkListBox *list, const KlMeeting *meeting)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (!has_item (meeting, kl_agenda_row_get_item_id (KL_AGENDA_ROW (child))))
        gtk_list_box_remove (list, child);
      child = next;
    }
}

/* Public API */

/**
 * kl_agenda_list_find:
 * @list: the agenda
 * @item_id: a point
 *
 * Returns: (transfer none) (nullable): its row
 */
KlAgendaRow *
kl_agenda_list_find (GtkListBox *list, gint64 item_id)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (kl_agenda_row_get_item_id (KL_AGENDA_ROW (child)) == item_id)
      return KL_AGENDA_ROW (child);

  return NULL;
}

/**
 * kl_agenda_list_show:
 * @list: the agenda
 * @session: who works in which school
 * @view: the meeting with its points
 *
 * Shows the points in their order. A row that is dropped on another activates "agenda.move-to"
 * with the point and its new place, one that gets the keyboard "agenda.enter".
 */
void
kl_agenda_list_show (GtkListBox *list, KlSession *session, const KlMeetingView *view)
{
  const KlMeeting *meeting = view->meeting;
  g_autoptr (KlHeldFocus) focus =
    has_same_rows (list, meeting) ? NULL : kl_held_focus_take (GTK_WIDGET (list));

  remove_gone_rows (list, meeting);
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      KlAgendaRow *known = kl_agenda_list_find (list, item->id);
      g_autoptr (GtkWidget) row =
        g_object_ref_sink (known != NULL ? GTK_WIDGET (known) : create_row (session));

      kl_held_focus_set_id (row, item->id);
      place_row (list, row, i);
      kl_agenda_row_show (KL_AGENDA_ROW (row), meeting, i,
                          g_hash_table_lookup (view->drafts, &item->id));
    }
}

/**
 * kl_agenda_list_show_ruler:
 * @ruler: the time of the meeting
 * @used_label: says how much of it is used
 * @meeting: the meeting with its agenda
 * @current_id: the point that is shown beside it, or 0
 *
 * Shows how the points fill the time.
 */
void
kl_agenda_list_show_ruler (KlAgendaRuler *ruler,
                           GtkLabel *used_label,
                           const KlMeeting *meeting,
                           gint64 current_id)
{
  g_autofree KlAgendaSegment *segments = g_new0 (KlAgendaSegment, meeting->items->len + 1);
  g_autofree char *used = kl_agenda_format_used (meeting);

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      segments[i].minutes = (guint) item->minutes;
      segments[i].state = meeting->settled || item->state == KL_POINT_DISCUSSED ? KL_AGENDA_DONE
                          : item->id == current_id                              ? KL_AGENDA_CURRENT
                                                                                : KL_AGENDA_AHEAD;
      segments[i].title = kl_agenda_get_name (item);
    }
  kl_agenda_ruler_set_segments (ruler, (guint) meeting->duration, segments, meeting->items->len);
  gtk_label_set_label (used_label, used);
  if (kl_agenda_get_free (meeting) < 0)
    gtk_widget_add_css_class (GTK_WIDGET (used_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (used_label), "warning");
}

/**
 * kl_agenda_list_save:
 * @list: the agenda
 *
 * Saves the questions that were changed.
 */
void
kl_agenda_list_save (GtkListBox *list)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    kl_agenda_row_save (KL_AGENDA_ROW (child));
}
