/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-print.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-network-sheet-content.h"
#include "documents/kl-preview-dialog.h"
#include "store/kl-audit.h"

/*
 * What is printed is read on the store's thread, its pages are made on a thread of their own, and
 * the preview shows them and asks before they leave.
 */

typedef struct
{
  gint64 school_id;
  KlDate day;
  KlAuditAct act; /* when it leaves */
} Wanted;

typedef struct
{
  GtkWidget *parent;
  KlSession *session;
  KlLinesPlan *plan;
  KlNetworkPaper paper;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->parent);
  g_object_unref (asking->session);
  g_clear_pointer (&asking->plan, kl_lines_plan_unref);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* Leaving: the log first */

static void
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *leaving = data;
  GError *error = NULL;

  if (kl_audit_append (db, leaving->act, KL_AUDIT_PARTNER, 0, leaving->school_id, 0, "map", &error))
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
  Wanted *leaving = g_new0 (Wanted, 1);

  leaving->school_id = kl_session_get_school_id (session);
  leaving->act = output == KL_OUTPUT_PRINT ? KL_AUDIT_PRINT : KL_AUDIT_EXPORT;
  kl_store_perform_async (kl_session_get_store (session), record, leaving, g_free, NULL,
                          recorded_cb, g_object_ref (dialog));

  return TRUE;
}

/* Making pages */

static void
render (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = kl_network_sheet_render (data, NULL, cancellable, &error);

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

/* Closing the preview stops the making of its pages. */
static void
show (Asking *asking, KlNetworkSheet *sheet)
{
  g_autofree char *title = kl_network_sheet_get_title (sheet);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", title);
  AdwDialog *dialog =
    kl_preview_dialog_new (_ ("Map of help"), sheet->network->facts->name, file_name);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (dialog, cancellable, rendered_cb, NULL);

  sheet->plan = g_steal_pointer (&asking->plan);
  sheet->paper = asking->paper;
  g_signal_connect_object (dialog, "output", G_CALLBACK (output_cb), asking->session, 0);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, sheet, (GDestroyNotify) kl_network_sheet_free);
  g_task_run_in_thread (task, render);
  adw_dialog_present (dialog, asking->parent);
}

/* Reading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  KlNetworkSheet *sheet =
    kl_network_sheet_load (db, wanted->school_id, wanted->day, kl_clock_today (), &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) kl_network_sheet_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlNetworkSheet) sheet = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (sheet != NULL && gtk_widget_get_root (asking->parent) != NULL)
    show (asking, g_steal_pointer (&sheet));
  else if (sheet == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_activate_action (asking->parent, "win.toast", "s", error->message);
}

/* Public API */

/**
 * kl_map_print:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @day: the day that is shown
 * @plan: (nullable): who stands in which direction, as on the screen
 * @paper: A4 or A3
 *
 * Shows the map of help on paper, to print or to save.
 */
void
kl_map_print (GtkWidget *parent,
              KlSession *session,
              KlDate day,
              KlLinesPlan *plan,
              KlNetworkPaper paper)
{
  Asking *asking;
  Wanted *wanted;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session));

  asking = g_new0 (Asking, 1);
  asking->parent = g_object_ref (parent);
  asking->session = g_object_ref (session);
  asking->plan = plan != NULL ? kl_lines_plan_ref (plan) : NULL;
  asking->paper = paper;
  wanted = g_new0 (Wanted, 1);
  wanted->school_id = kl_session_get_school_id (session);
  wanted->day = day;
  kl_store_perform_async (kl_session_get_store (session), load, wanted, g_free, NULL, loaded_cb,
                          asking);
}
