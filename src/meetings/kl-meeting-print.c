/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-print.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-pack-content.h"
#include "documents/kl-pack-print.h"
#include "documents/kl-preview-dialog.h"
#include "kl-meetings-private.h"
#include "store/kl-audit.h"
#include "store/kl-meetings.h"

/*
 * From the store to paper: what is printed is read on the store's thread, its pages are made on a
 * thread of their own, and the preview shows them and asks before they leave.
 */

typedef struct
{
  GtkWidget *parent;
  KlSession *session;
} Asking;

/* Either a meeting or a case. */
typedef struct
{
  gint64 meeting_id;
  gint64 case_id;
  gint64 school_id;
  KlPackContent *content;
  KlCaseSummary *summary;
} Printing;

typedef struct
{
  gint64 meeting_id;
  gint64 case_id;
  gint64 school_id;
  KlAuditAct act;
} Leaving;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->parent);
  g_object_unref (asking->session);
  g_free (asking);
}

static void
printing_free (Printing *printing)
{
  g_clear_pointer (&printing->content, kl_pack_content_free);
  g_clear_pointer (&printing->summary, kl_case_summary_free);
  g_free (printing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

/* Reading */

static gboolean
read_pack (KlDb *db, Printing *printing, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, printing->meeting_id, error);

  if (meeting == NULL)
    return FALSE;

  printing->school_id = meeting->school_id;
  printing->content = kl_pack_content_load (db, meeting->id, NULL, kl_clock_today (), error);

  return printing->content != NULL;
}

static gboolean
read_case (KlDb *db, Printing *printing, GError **error)
{
  printing->content = kl_pack_content_load_case (db, printing->case_id, NULL, kl_clock_today (),
                                                 &printing->summary, error);

  return printing->content != NULL;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_autoptr (Printing) printing = g_memdup2 (data, sizeof (Printing));
  GError *error = NULL;

  if (printing->meeting_id != 0 ? read_pack (db, printing, &error)
                                : read_case (db, printing, &error))
    g_task_return_pointer (task, g_steal_pointer (&printing), (GDestroyNotify) printing_free);
  else
    g_task_return_error (task, error);
}

/* Leaving: the log first */

static void
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Leaving *leaving = data;
  GError *error = NULL;
  gboolean kept;

  if (leaving->meeting_id != 0)
    kept = kl_audit_append (db, leaving->act, KL_AUDIT_MEETING, leaving->meeting_id,
                            leaving->school_id, 0, "pack", &error);
  else
    kept = kl_audit_append_for_case (db, leaving->act, KL_AUDIT_CASE, leaving->case_id,
                                     leaving->case_id, "case", &error);

  if (kept)
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) != NULL)
    kl_preview_dialog_allow (dialog);
  else
    kl_preview_dialog_refuse (dialog, error);
}

static gboolean
output_cb (KlPreviewDialog *dialog, int output, gpointer user_data)
{
  KlSession *session = KL_SESSION (user_data);
  Leaving *leaving =
    g_memdup2 (g_object_get_data (G_OBJECT (dialog), "kl-leaving"), sizeof (Leaving));

  leaving->act = output == KL_OUTPUT_PRINT ? KL_AUDIT_PRINT : KL_AUDIT_EXPORT;
  kl_store_perform_async (kl_session_get_store (session), record, leaving, g_free, NULL,
                          recorded_cb, g_object_ref (dialog));

  return TRUE;
}

/* Making pages */

static void
render (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Printing *printing = data;
  GError *error = NULL;
  GBytes *pdf;

  if (printing->summary != NULL)
    pdf = kl_pack_render_case (printing->content, printing->summary, NULL, cancellable, &error);
  else
    pdf = kl_pack_render (printing->content, NULL, cancellable, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlPreviewDialog *dialog = KL_PREVIEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pdf != NULL)
    kl_preview_dialog_set_pdf (dialog, pdf);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kl_preview_dialog_set_error (dialog, error);
}

static void
list_left_out (KlPreviewDialog *dialog, const Printing *printing)
{
  const GPtrArray *list =
    printing->summary != NULL ? printing->summary->left_out : printing->content->left_out;

  for (guint i = 0; i < list->len; i++)
    {
      const KlPackLeftOut *left_out = g_ptr_array_index (list, i);

      kl_preview_dialog_add_left_out (dialog, left_out->what, left_out->reason);
    }
}

/* Closing the preview stops the making of its pages. */
static void
show (const Asking *asking, Printing *printing)
{
  g_autofree char *title = kl_pack_get_title (printing->content, printing->summary);
  g_autofree char *file_name = kl_pack_get_file_name (printing->content, printing->summary);
  AdwDialog *dialog = kl_preview_dialog_new (title, printing->content->school, file_name);
  const Leaving leaving = { printing->meeting_id, printing->case_id, printing->school_id, 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (dialog, cancellable, rendered_cb, NULL);

  g_object_set_data_full (G_OBJECT (dialog), "kl-leaving", g_memdup2 (&leaving, sizeof leaving),
                          g_free);
  list_left_out (KL_PREVIEW_DIALOG (dialog), printing);
  g_signal_connect_object (dialog, "output", G_CALLBACK (output_cb), asking->session, 0);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, printing, (GDestroyNotify) printing_free);
  g_task_run_in_thread (task, render);
  adw_dialog_present (dialog, asking->parent);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  Printing *printing = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (printing == NULL)
    kl_meetings_show_error (asking->parent, error);
  else if (gtk_widget_get_root (asking->parent) != NULL)
    show (asking, printing);
  else
    printing_free (printing);
}

static void
start (GtkWidget *parent, KlSession *session, const Printing *wanted)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = g_object_ref (parent);
  asking->session = g_object_ref (session);
  kl_store_perform_async (kl_session_get_store (session), load, g_memdup2 (wanted, sizeof *wanted),
                          g_free, NULL, loaded_cb, asking);
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
  const Printing wanted = { .meeting_id = meeting_id };

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (KL_IS_SESSION (session));

  start (parent, session, &wanted);
}

/**
 * kl_meetings_print_case:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @case_id: a case
 *
 * Shows the summary of one case, to print or to save.
 */
void
kl_meetings_print_case (GtkWidget *parent, KlSession *session, gint64 case_id)
{
  const Printing wanted = { .case_id = case_id };

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (KL_IS_SESSION (session));

  start (parent, session, &wanted);
}
