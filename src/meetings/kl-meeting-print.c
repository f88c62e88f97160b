/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-print.h"

#include "documents/kl-print-preview.h"
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
