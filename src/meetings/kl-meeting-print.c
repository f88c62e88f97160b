/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-print.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-print-preview.h"
#include "documents/kl-save-list.h"
#include "exchange/kl-icalendar.h"
#include "kl-packs-dialog.h"

/* What the actions of a page know. */
typedef struct
{
  GtkWidget *page; /* lives longer */
  KlSession *session;
  gint64 meeting_id;
} Papers;

static void
papers_free (gpointer data, GClosure *closure)
{
  Papers *papers = data;

  g_object_unref (papers->session);
  g_free (papers);
}

static void
each_cb (GSimpleAction *action, GVariant *parameter, Papers *papers)
{
  kl_session_flush (papers->session);
  adw_dialog_present (kl_packs_dialog_new (papers->session, papers->meeting_id), papers->page);
}

static GBytes *
make_calendar (KlDb *db, gpointer data, GError **error)
{
  const gint64 *meeting_id = data;

  return kl_icalendar_export_meeting (db, *meeting_id, kl_clock_now (), error);
}

/* Public API */

/**
 * kl_meetings_print_pack:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Shows the pages for a meeting, to print or to save.
 */
void
kl_meetings_print_pack (GtkWidget *parent, KlSession *session, gint64 meeting_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_PACK, meeting_id);

  kl_print_preview_present (parent, session, order);
}

/**
 * kl_meetings_insert_papers:
 * @page: the page of a meeting
 * @session: who works in which school
 * @meeting_id: the meeting
 *
 * Gives a page the action "papers.each": a pack for each who is invited.
 */
void
kl_meetings_insert_papers (GtkWidget *page, KlSession *session, gint64 meeting_id)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) each = g_simple_action_new ("each", NULL);
  Papers *papers;

  g_return_if_fail (GTK_IS_WIDGET (page) && KL_IS_SESSION (session));

  papers = g_new0 (Papers, 1);
  papers->page = page;
  papers->session = g_object_ref (session);
  papers->meeting_id = meeting_id;
  g_signal_connect_data (each, "activate", G_CALLBACK (each_cb), papers, papers_free,
                         G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (each));
  gtk_widget_insert_action_group (page, "papers", G_ACTION_GROUP (group));
}

/**
 * kl_meetings_print_minutes:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Shows what was said and decided at a meeting, to print or to save.
 */
void
kl_meetings_print_minutes (GtkWidget *parent, KlSession *session, gint64 meeting_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_MINUTES, meeting_id);

  kl_print_preview_present (parent, session, order);
}

/**
 * kl_meetings_print_actions:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @meeting_id: a meeting
 * @person_id: a colleague at the table, or 0 for a sheet for each
 *
 * Shows what is to be done after a meeting, to print or to save.
 */
void
kl_meetings_print_actions (GtkWidget *parent,
                           KlSession *session,
                           gint64 meeting_id,
                           gint64 person_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_ACTIONS, meeting_id);

  if (person_id != 0)
    order->audience = (KlAudience) { KL_AUDIENCE_PARTICIPANT, person_id };
  kl_print_preview_present (parent, session, order);
}

/**
 * kl_meetings_save_calendar:
 * @widget: where somebody asked for it
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Saves a meeting, with the others of its series, for another calendar.
 */
void
kl_meetings_save_calendar (GtkWidget *widget, KlSession *session, gint64 meeting_id)
{
  g_autofree char *file_name = g_strconcat (C_ ("file name", "meetings"), ".ics", NULL);

  kl_save_list (widget, kl_session_get_store (session), file_name, make_calendar,
                g_memdup2 (&meeting_id, sizeof meeting_id), g_free);
}
