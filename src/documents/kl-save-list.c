/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-save-list.h"

#include <glib/gi18n-lib.h>

/* A list of a screen to a file that a person chose: first where to, then what. */
typedef struct
{
  GtkWidget *widget;
  KlStore *store;
  KlSaveListMake make;
  gpointer data;
  GDestroyNotify destroy;
  GFile *file;
  GBytes *bytes; /* only on the thread of the store */
} Saving;

/* Auxiliary functions */

static void
saving_free (Saving *saving)
{
  if (saving->destroy != NULL)
    saving->destroy (saving->data);
  g_clear_object (&saving->widget);
  g_clear_object (&saving->store);
  g_clear_object (&saving->file);
  g_clear_pointer (&saving->bytes, g_bytes_unref);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* The window says it; a screen that went away meanwhile has nobody to tell. */
static void
say (Saving *saving, const char *text)
{
  gtk_widget_activate_action (saving->widget, "win.toast", "s", text);
}

static gboolean
make (KlDb *db, gpointer data, GError **error)
{
  Saving *saving = data;

  saving->bytes = saving->make (db, saving->data, error);
  return saving->bytes != NULL;
}

/* Whoever asked for the list keeps what it is made of until the answer is there. */
static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (kl_db_transaction (db, make, saving, &error))
    g_task_return_pointer (task, g_steal_pointer (&saving->bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* Callbacks */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (saving, _ ("Saved"));
  else
    say (saving, error->message);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_store_perform_finish (KL_STORE (source), result, &error);
  GFile *file = saving->file;

  if (bytes == NULL)
    {
      say (saving, error->message);
      return;
    }

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, written_cb, g_steal_pointer (&saving));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  KlStore *store;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (saving->file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
          && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
        say (saving, error->message);
      return;
    }

  store = saving->store;
  kl_store_perform_async (store, perform, saving, NULL, NULL, made_cb, saving);
  g_steal_pointer (&saving);
}

/* What a file of a name is, for the dialog. */
typedef struct
{
  const char *suffix;
  const char *mime_type;
  const char *title;
  const char *label;
} FileType;

static const FileType types[] = {
  { "csv", "text/csv", N_ ("Save as CSV"), N_ ("Tables (CSV)") },
  { "zip", "application/zip", N_ ("Save for other programs"), N_ ("Tables of HSDS (zip)") },
  { "ics", "text/calendar", N_ ("Save for a calendar"), N_ ("Calendars (iCalendar)") },
  { "vcf", "text/vcard", N_ ("Save as vCard"), N_ ("Cards (vCard)") },
};

static const FileType *
find_type (const char *file_name)
{
  for (gsize i = 1; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (file_name, types[i].suffix))
      return &types[i];

  return &types[0];
}

/* Public API */

/**
 * kl_save_list:
 * @widget: the screen with the list
 * @store: the store
 * @file_name: what the file is called unless somebody says otherwise; its ending says what it is
 * @make: makes the list
 * @data: given to @make
 * @destroy: (nullable): frees @data
 *
 * Asks where a list is to go, through the portal where there is one, makes it and writes it for
 * nobody else to read. Says how it went.
 */
void
kl_save_list (GtkWidget *widget,
              KlStore *store,
              const char *file_name,
              KlSaveListMake make_list,
              gpointer data,
              GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  const FileType *type;
  Saving *saving;

  g_return_if_fail (GTK_IS_WIDGET (widget) && KL_IS_STORE (store));
  g_return_if_fail (file_name != NULL && make_list != NULL);

  saving = g_new0 (Saving, 1);
  *saving =
    (Saving) { g_object_ref (widget), g_object_ref (store), make_list, data, destroy, NULL, NULL };
  type = find_type (file_name);
  gtk_file_filter_set_name (filter, g_dgettext (GETTEXT_PACKAGE, type->label));
  gtk_file_filter_add_mime_type (filter, type->mime_type);
  gtk_file_filter_add_suffix (filter, type->suffix);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, g_dgettext (GETTEXT_PACKAGE, type->title));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        saving);
}
