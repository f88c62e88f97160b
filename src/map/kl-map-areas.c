/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-areas.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "exchange/kl-area-proposal.h"

/*
 * Neighbourhoods from a file: chosen, read by the program apart, compared with those that are
 * there, and written when somebody agrees.
 */

/* More of what is left out does not fit a question; the first say enough. */
#define MAX_PROBLEMS 4

typedef struct
{
  GtkWidget *widget;
  KlSession *session;
  KlGeoJson *geojson;
  KlWorkerSafety safety;
  GtkWidget *source_row;
  char *source;
} Bringing;

/* Auxiliary functions */

static Bringing *
bringing_new (GtkWidget *widget, KlSession *session)
{
  Bringing *bringing = g_new0 (Bringing, 1);

  bringing->widget = g_object_ref (widget);
  bringing->session = g_object_ref (session);

  return bringing;
}

static void
bringing_free (Bringing *bringing)
{
  g_clear_object (&bringing->widget);
  g_clear_object (&bringing->session);
  g_clear_pointer (&bringing->geojson, kl_geojson_free);
  g_free (bringing->source);
  g_free (bringing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bringing, bringing_free)

static void
tell (GtkWidget *widget, const char *words)
{
  gtk_widget_activate_action (widget, "win.toast", "s", words);
}

/* The body of a dialog does not break a long word, such as the name of a file. */
static GtkWidget *
create_words (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);

  return label;
}

static void
tell_error (GtkWidget *widget, const GError *error)
{
  AdwDialog *dialog;

  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  dialog = adw_alert_dialog_new (_ ("Not brought in"), NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), create_words (error->message));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, widget);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Bringing *bringing = g_object_get_data (G_OBJECT (task), "kl-bringing");
  GError *error = NULL;

  bringing->geojson =
    kl_geojson_load (G_FILE (data), NULL, NULL, &bringing->safety, cancellable, &error);
  if (bringing->geojson == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
compare (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Bringing *bringing = data;
  GError *error = NULL;
  KlAreaProposal *proposal = kl_area_proposal_load (db, bringing->geojson, NULL, &error);

  if (proposal == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, proposal, (GDestroyNotify) kl_area_proposal_free);
}

/* Compared once more, since whose map it is was said after the first time. */
static void
write_areas (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Bringing *bringing = data;
  GError *error = NULL;
  g_autoptr (KlAreaProposal) proposal =
    kl_area_proposal_load (db, bringing->geojson, bringing->source, &error);

  if (proposal == NULL || !kl_area_proposal_write (proposal, db, &error))
    g_task_return_error (task, error);
  else
    g_task_return_int (task, proposal->changed->len);
}

static char *
format_body (const Bringing *bringing, const KlAreaProposal *proposal)
{
  g_autofree char *summary = kl_area_proposal_summarize (proposal);
  const char *safety = kl_worker_safety_describe (bringing->safety);
  GString *body = g_string_new (summary);

  for (guint i = 0; i < MIN (proposal->problems->len, MAX_PROBLEMS); i++)
    g_string_append_printf (body, "\n%s", (char *) g_ptr_array_index (proposal->problems, i));
  if (proposal->problems->len > MAX_PROBLEMS)
    g_string_append_printf (body, "\n%s", _ ("And more that is left out."));
  if (proposal->source != NULL)
    {
      g_autofree char *whose = g_strdup_printf (_ ("Whose map it is: %s"), proposal->source);

      g_string_append_printf (body, "\n\n%s", whose);
    }
  if (safety != NULL)
    g_string_append_printf (body, "\n\n%s", safety);

  return g_string_free (body, FALSE);
}

/* Callbacks */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  g_autoptr (GError) error = NULL;
  const gssize n = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *words = NULL;

  if (n < 0)
    {
      tell_error (bringing->widget, error);
      return;
    }
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d area brought in",
                                        "%d areas brought in", (gulong) n),
                           (int) n);
  tell (bringing->widget, words);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  KlStore *store = kl_session_get_store (bringing->session);

  if (!g_str_equal (response, "write"))
    return;

  if (bringing->source_row != NULL)
    {
      bringing->source =
        g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (bringing->source_row))));
      if (*bringing->source == '\0')
        g_clear_pointer (&bringing->source, g_free);
    }
  kl_store_perform_async (store, write_areas, bringing, NULL, NULL, written_cb, bringing);
  bringing = NULL;
}

/* Whoever made a map has a right to be named beside it: a file that does not say is asked about. */
static void
append_source (GtkWidget *box, Bringing *bringing)
{
  GtkWidget *group = adw_preferences_group_new ();

  bringing->source_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (bringing->source_row),
                                 _ ("Whose map is it?"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), bringing->source_row);
  gtk_box_append (GTK_BOX (box), group);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlAreaProposal) proposal = kl_store_perform_finish (KL_STORE (source), result, &error);
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;
  GtkWidget *box;

  if (proposal == NULL)
    {
      tell_error (bringing->widget, error);
      return;
    }
  if (proposal->changed->len == 0)
    {
      tell (bringing->widget, _ ("These areas are there already; nothing changes"));
      return;
    }

  body = format_body (bringing, proposal);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), create_words (body));
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Bring in these areas?"), NULL));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "write", _ ("_Bring In"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "write", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "write");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  if (proposal->source == NULL)
    append_source (box, bringing);
  adw_alert_dialog_set_extra_child (dialog, box);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), bringing);
  adw_dialog_present (ADW_DIALOG (dialog), bringing->widget);
  bringing = NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_error (bringing->widget, error);
      return;
    }
  kl_store_perform_async (kl_session_get_store (bringing->session), compare, bringing, NULL, NULL,
                          compared_cb, bringing);
  bringing = NULL;
}

static void
read_file (Bringing *bringing, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, read_cb, bringing);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_object_set_data (G_OBJECT (task), "kl-bringing", bringing);
  g_task_run_in_thread (task, read_thread);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Bringing) bringing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL)
    tell_error (bringing->widget, error);
  else
    read_file (g_steal_pointer (&bringing), file);
}

/* Public API */

/**
 * kl_map_areas_bring_in:
 * @widget: a widget of the window that asks
 * @session: who works in which school
 *
 * Asks for a GeoJSON file with neighbourhoods, shows what it changes, and writes that when somebody
 * agrees.
 */
void
kl_map_areas_bring_in (GtkWidget *widget, KlSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_filter_set_name (filter, _ ("Neighbourhoods (GeoJSON)"));
  gtk_file_filter_add_suffix (filter, "geojson");
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Bring in areas"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        bringing_new (widget, session));
}

/**
 * kl_map_areas_bring_in_file:
 * @widget: a widget of the window on which it was dropped
 * @session: who works in which school
 * @file: a GeoJSON file
 *
 * Shows what a file changes in the neighbourhoods, and writes that when somebody agrees.
 */
void
kl_map_areas_bring_in_file (GtkWidget *widget, KlSession *session, GFile *file)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (KL_IS_SESSION (session));
  g_return_if_fail (G_IS_FILE (file));

  read_file (bringing_new (widget, session), file);
}
