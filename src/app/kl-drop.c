/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-drop.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "exchange/kl-file-kind.h"
#include "kl-import-dialog.h"
#include "map/kl-map-areas.h"

/* A file that was dropped, on its way to who can read it. */
typedef struct
{
  GtkWidget *widget;
  KlSession *session;
  GFile *file;
} Dropped;

/* Auxiliary functions */

static void
dropped_free (Dropped *dropped)
{
  g_object_unref (dropped->widget);
  g_object_unref (dropped->session);
  g_object_unref (dropped->file);
  g_free (dropped);
}

static void
refuse (GtkWidget *widget, const char *reason)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Not brought in"), reason);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, widget);
}

static void
bring_in (const Dropped *dropped, KlFileKind kind)
{
  switch (kind)
    {
    case KL_FILE_KIND_XML:
      adw_dialog_present (kl_import_dialog_new (dropped->session, dropped->file), dropped->widget);
      break;
    case KL_FILE_KIND_CARDS:
    case KL_FILE_KIND_TABLES:
      adw_dialog_present (kl_import_dialog_new_for_partners (dropped->session, dropped->file),
                          dropped->widget);
      break;
    case KL_FILE_KIND_JSON:
      kl_map_areas_bring_in_file (dropped->widget, dropped->session, dropped->file);
      break;
    case KL_FILE_KIND_UNKNOWN:
    default:
      refuse (dropped->widget,
              _ ("This is no file that can be brought in here. What can: the EDEX export of a "
                 "pupil administration, partners as vCard or in the tables of HSDS, and "
                 "neighbourhoods as GeoJSON."));
      break;
    }
}

/* Looking may have to wait for a stick or a share. */
static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Dropped *dropped = task_data;

  g_task_return_int (task, (gssize) kl_file_kind_guess (dropped->file));
}

/* Callbacks */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Dropped *dropped = g_task_get_task_data (G_TASK (result));
  const gssize kind = g_task_propagate_int (G_TASK (result), NULL);

  if (gtk_widget_get_root (dropped->widget) != NULL)
    bring_in (dropped, (KlFileKind) kind);
}

/* Public API */

/**
 * kl_drop_bring_in:
 * @widget: the window on which was dropped
 * @session: who works in which school
 * @files: (element-type GFile): what was dropped; nothing is read of it on this thread
 *
 * Looks what kind of file it is, whatever it is called, and shows the proposal of what it would
 * change, or why it cannot be brought in.
 */
void
kl_drop_bring_in (GtkWidget *widget, KlSession *session, GSList *files)
{
  g_autoptr (GTask) task = NULL;
  Dropped *dropped;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KL_IS_SESSION (session));
  g_return_if_fail (files != NULL);

  if (files->next != NULL)
    {
      refuse (widget, _ ("Drop one file at a time, so that you see what each of them changes."));
      return;
    }

  dropped = g_new0 (Dropped, 1);
  dropped->widget = g_object_ref (widget);
  dropped->session = g_object_ref (session);
  dropped->file = g_object_ref (files->data);
  task = g_task_new (NULL, NULL, looked_cb, NULL);
  g_task_set_task_data (task, dropped, (GDestroyNotify) dropped_free);
  g_task_run_in_thread (task, look_thread);
}
