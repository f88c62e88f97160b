/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-application.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "kl-auto-lock.h"
#include "kl-config.h"
#include "kl-day-notice.h"
#include "kl-first-run.h"
#include "kl-lock-view.h"
#include "kl-opener.h"
#include "kl-password-dialog.h"
#include "kl-preferences-dialog.h"
#include "kl-window.h"
#include "model/kl-date.h"

struct _KlApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  KlAutoLock *auto_lock;
  KlDayNotice *notice;
  KlWindow *window;
  KlOpened *opened;
  char *folder;
  char *today;
  gboolean demo;
  gboolean take_over;
  gboolean locking;
  GCancellable *unlocking; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KlApplication, kl_application, ADW_TYPE_APPLICATION)

static void show_lock (KlApplication *self);
static void start_demo (KlApplication *self);

/* Auxiliary functions */

static GSettings *
create_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, KL_APP_ID, TRUE);

  /* Run from a build folder the schema may not be installed; preferences are then not kept. */
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static gboolean
is_vault_path (const char *path)
{
  g_autofree char *slots = NULL;

  if (path == NULL || *path == '\0')
    return FALSE;

  slots = g_build_filename (path, "kluis.slots", NULL);
  return g_file_test (slots, G_FILE_TEST_EXISTS);
}

static void
remember_folder (KlApplication *self)
{
  if (self->settings != NULL && !self->demo)
    g_settings_set_string (self->settings, "last-vault", self->folder);
}

/* Where a person looks. */
static GtkWidget *
get_top_window (KlApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  return KL_IS_WINDOW (active) ? GTK_WIDGET (active) : GTK_WIDGET (self->window);
}

static void
show_error (KlApplication *self, const char *heading, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, NULL);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, get_top_window (self));
}

static void
update_auto_lock (KlApplication *self)
{
  kl_auto_lock_set_minutes (self->auto_lock,
                            self->settings != NULL
                              ? g_settings_get_uint (self->settings, "auto-lock-minutes")
                              : 10);
}

static void
show_session (KlApplication *self)
{
  kl_session_set_settings (self->opened->session, self->settings);
  if (self->settings != NULL && !self->demo)
    {
      gint64 school_id = g_settings_get_int64 (self->settings, "last-school");

      if (school_id != 0)
        kl_session_set_school_id (self->opened->session, school_id);
    }
  kl_window_show_session (self->window, self->opened->session);
  if (self->settings != NULL && !self->demo)
    self->notice = kl_day_notice_new (G_APPLICATION (self), self->settings, self->opened->session);
  update_auto_lock (self);
  remember_folder (self);
}

/* Also of the windows that were opened beside the first. */
static void
flush_sessions (KlApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  if (self->opened != NULL)
    kl_session_flush (self->opened->session);
  for (GList *l = windows; l != NULL; l = l->next)
    {
      KlSession *session = KL_IS_WINDOW (l->data) ? kl_window_get_session (l->data) : NULL;

      if (session != NULL && self->opened != NULL && session != self->opened->session)
        kl_session_flush (session);
    }
}

static void
hide_windows (KlApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    gtk_widget_set_visible (GTK_WIDGET (l->data), FALSE);
}

static void
take_opened (KlApplication *self, KlOpened *opened)
{
  self->opened = opened;
  g_set_str (&self->folder, kl_vault_get_folder (opened->vault));
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { "dossier.db", "dossier.db-wal", "dossier.db-shm",
                                       "kluis.slots", "kluis.lock" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
close_vault (KlApplication *self)
{
  if (self->opened == NULL)
    return;

  if (self->notice != NULL)
    kl_day_notice_withdraw (self->notice);
  g_clear_object (&self->notice);

  kl_opened_close (self->opened);
  g_clear_pointer (&self->opened, kl_opened_free);
}

/* Text that GTK and Pango held cannot be wiped: only a new process forgets it. */
static void
restart_locked (KlApplication *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, g_strdup (program != NULL ? program : g_get_prgname ()));
  g_ptr_array_add (argv, g_strdup (self->demo ? "--demo-vault" : "--vault"));
  g_ptr_array_add (argv, g_strdup (self->folder));
  if (self->today != NULL)
    {
      g_ptr_array_add (argv, g_strdup ("--today"));
      g_ptr_array_add (argv, g_strdup (self->today));
    }
  g_ptr_array_add (argv, NULL);

  execv (argv->pdata[0], (char **) argv->pdata);
  g_critical ("The program could not start itself again: %s", g_strerror (errno));
  _exit (EXIT_FAILURE);
}

static void
remember_school (KlApplication *self)
{
  if (self->settings != NULL && !self->demo && self->opened != NULL)
    g_settings_set_int64 (self->settings, "last-school",
                          kl_session_get_school_id (self->opened->session));
}

static void
lock (KlApplication *self)
{
  if (self->opened == NULL || self->locking)
    return;

  self->locking = TRUE;
  remember_school (self);
  flush_sessions (self);
  hide_windows (self);
  close_vault (self);
  restart_locked (self);
}

/* Callbacks */

static void
take_over_cb (KlApplication *self, const char *response)
{
  GtkWidget *view = kl_window_get_start (self->window);

  if (!g_str_equal (response, "take-over") || !KL_IS_LOCK_VIEW (view))
    return;

  self->take_over = TRUE;
  kl_lock_view_submit (KL_LOCK_VIEW (view));
  self->take_over = FALSE;
}

/* A computer that fell out leaves its name behind; only a person can know that it is off. */
static void
ask_take_over (KlApplication *self, const char *message)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Open on another computer"), NULL);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), "take-over",
                                  _ ("_Take over"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "take-over",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (take_over_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  KlOpened *opened = kl_opener_finish (result, &error);
  GtkWidget *view = kl_window_get_start (self->window);

  g_clear_object (&self->unlocking);
  /* When it opened, the view stays busy until the dashboard takes its place. */
  if (opened == NULL)
    {
      if (KL_IS_LOCK_VIEW (view))
        kl_lock_view_set_busy (KL_LOCK_VIEW (view), FALSE);
      if (g_error_matches (error, KL_VAULT_ERROR, KL_VAULT_ERROR_OTHER_COMPUTER))
        ask_take_over (self, error->message);
      else if (KL_IS_LOCK_VIEW (view) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kl_lock_view_show_error (KL_LOCK_VIEW (view),
                                 _ (
                                   "Stopped; nothing was lost. The file is brought up to date when "
                                   "you open it again."));
      else if (KL_IS_LOCK_VIEW (view))
        kl_lock_view_show_error (KL_LOCK_VIEW (view), error->message);
      return;
    }

  take_opened (self, opened);
  show_session (self);
  if (kl_vault_was_healed (opened->vault))
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toast", "s",
                                _ ("A damaged copy of the key file was repaired"));
  if (opened->recovered)
    adw_dialog_present (kl_password_dialog_new (opened->vault,
                                                kl_session_get_user_id (opened->session)),
                        GTK_WIDGET (self->window));
}

static void
upgrading_cb (double done, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);
  GtkWidget *view = self->window != NULL ? kl_window_get_start (self->window) : NULL;

  if (KL_IS_LOCK_VIEW (view))
    kl_lock_view_set_progress (KL_LOCK_VIEW (view), done);
}

static void
stop_unlocking (KlApplication *self)
{
  if (self->unlocking != NULL)
    g_cancellable_cancel (self->unlocking);
}

static void
unlock_cb (KlApplication *self, const char *secret, gboolean words, KlLockView *view)
{
  kl_lock_view_set_busy (view, TRUE);
  g_clear_object (&self->unlocking);
  self->unlocking = g_cancellable_new ();
  kl_opener_unlock_async (self->folder, secret, words, self->take_over, upgrading_cb, self,
                          self->unlocking, unlocked_cb, g_object_ref (self));
  kl_window_prepare (self->window);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  KlOpened *opened = kl_opener_finish (result, &error);
  GtkWidget *view = kl_window_get_start (self->window);

  if (opened == NULL)
    {
      if (KL_IS_FIRST_RUN (view))
        kl_first_run_show_error (KL_FIRST_RUN (view), error->message);
      return;
    }

  take_opened (self, opened);
  if (KL_IS_FIRST_RUN (view))
    kl_first_run_show_words (KL_FIRST_RUN (view), opened->recovery);
}

static void
create_cb (KlApplication *self, const KlNewVault *vault, KlFirstRun *view)
{
  kl_opener_create_async (vault, NULL, created_cb, g_object_ref (self));
}

static void
recovery_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kl_vault_set_recovery (KL_VAULT (source), task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovery_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    show_error (self, _ ("The recovery words do not count yet"), error->message);
  show_session (self);
}

/* Only words that were typed back from paper count. */
static void
words_done_cb (KlApplication *self)
{
  g_autoptr (GTask) task =
    g_task_new (self->opened->vault, NULL, recovery_set_cb, g_object_ref (self));

  g_task_set_task_data (task, kl_secret_ref (self->opened->recovery),
                        (GDestroyNotify) kl_secret_unref);
  g_task_run_in_thread (task, recovery_thread);
}

static void
demo_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  g_autoptr (GError) error = NULL;
  KlOpened *opened = kl_opener_finish (result, &error);

  g_application_unmark_busy (G_APPLICATION (self));
  if (opened == NULL)
    {
      show_error (self, _ ("The demo could not be made"), error->message);
      return;
    }

  self->demo = TRUE;
  take_opened (self, opened);
  show_session (self);
}

static void
vault_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL)
    return;

  if (!is_vault_path (g_file_peek_path (file)))
    {
      show_error (self, _ ("This folder holds no Korte Lijnen file"),
                  _ ("Choose the folder in which dossier.db and kluis.slots stand."));
      return;
    }

  g_set_str (&self->folder, g_file_peek_path (file));
  show_lock (self);
}

/* Actions */

static void
lock_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  lock (KL_APPLICATION (user_data));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  if (windows == NULL)
    g_application_quit (G_APPLICATION (self));
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static void
second_session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlApplication) self = KL_APPLICATION (user_data);
  KlSession *session = KL_SESSION (source);
  g_autoptr (GError) error = NULL;
  KlWindow *window;

  if (self->opened == NULL || self->locking)
    return;
  if (!kl_session_load_finish (session, result, &error))
    {
      show_error (self, _ ("The window could not be opened"), error->message);
      return;
    }

  kl_session_set_settings (session, self->settings);
  kl_session_set_school_id (session, kl_session_get_school_id (self->opened->session));
  window = kl_window_new (GTK_APPLICATION (self));
  kl_auto_lock_watch (self->auto_lock, GTK_WIDGET (window));
  kl_window_show_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
}

/* Each window is in a school of its own, on the same file. */
static void
open_second_window (KlApplication *self)
{
  g_autoptr (KlSession) session = NULL;

  flush_sessions (self);
  session = kl_session_new (kl_session_get_store (self->opened->session));
  kl_session_load_async (session, kl_session_get_user_id (self->opened->session), NULL,
                         second_session_cb, g_object_ref (self));
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);

  if (self->opened != NULL && !self->locking)
    open_second_window (self);
}

static void
open_vault_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Open a file"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (self->window), NULL, vault_chosen_cb,
                                 g_object_ref (self));
}

static void
show_first_run (KlApplication *self, gboolean welcome)
{
  GtkWidget *view = kl_first_run_new (welcome);

  g_signal_connect_object (view, "create", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "done", G_CALLBACK (words_done_cb), self, G_CONNECT_SWAPPED);
  kl_window_show_start (self->window, view);
}

static void
new_vault_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_first_run (KL_APPLICATION (user_data), FALSE);
}

static void
demo_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_demo (KL_APPLICATION (user_data));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);

  GtkWidget *window = get_top_window (self);

  if (self->settings != NULL && window != NULL
      && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL)
    adw_dialog_present (kl_preferences_dialog_new (self->settings), window);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  KlApplication *self = KL_APPLICATION (user_data);
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog, "application-icon", KL_APP_ID, "application-name", _ ("Korte Lijnen"),
                "version", KL_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name",
                _ ("The Korte Lijnen team"), "comments",
                _ ("Short lines around every pupil: cases, partners and the zorgteam of a school."),
                NULL);
  adw_dialog_present (dialog, get_top_window (self));
}

static const GActionEntry action_entries[] = {
  { "about", about_action, NULL, NULL, NULL, { 0 } },
  { "demo", demo_action, NULL, NULL, NULL, { 0 } },
  { "lock", lock_action, NULL, NULL, NULL, { 0 } },
  { "new-vault", new_vault_action, NULL, NULL, NULL, { 0 } },
  { "new-window", new_window_action, NULL, NULL, NULL, { 0 } },
  { "open-vault", open_vault_action, NULL, NULL, NULL, { 0 } },
  { "preferences", preferences_action, NULL, NULL, NULL, { 0 } },
  { "quit", quit_action, NULL, NULL, NULL, { 0 } },
};

/* Windows */

static void
show_lock (KlApplication *self)
{
  GtkWidget *view = kl_lock_view_new (self->folder);

  if (self->demo)
    {
      g_autofree char *hint =
        g_strdup_printf (_ ("The demo opens with the password “%s”"), KL_DEMO_PASSWORD);

      kl_lock_view_set_hint (KL_LOCK_VIEW (view), hint);
    }
  g_signal_connect_object (view, "unlock", G_CALLBACK (unlock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "stop", G_CALLBACK (stop_unlocking), self, G_CONNECT_SWAPPED);
  kl_window_show_start (self->window, view);
}

static void
start_demo (KlApplication *self)
{
  GtkWidget *spinner = adw_spinner_new ();

  g_application_mark_busy (G_APPLICATION (self));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  kl_window_show_start (self->window, spinner);
  kl_opener_demo_async (NULL, demo_ready_cb, g_object_ref (self));
}

static void
show_start (KlApplication *self)
{
  g_autofree char *last = NULL;

  if (self->folder == NULL && self->settings != NULL)
    {
      last = g_settings_get_string (self->settings, "last-vault");
      if (is_vault_path (last))
        g_set_str (&self->folder, last);
    }

  if (self->demo && self->folder == NULL)
    start_demo (self);
  else if (self->folder != NULL)
    show_lock (self);
  else
    show_first_run (self, TRUE);
}

/* Overrides */

static void
kl_application_startup (GApplication *application)
{
  KlApplication *self = KL_APPLICATION (application);

  G_APPLICATION_CLASS (kl_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries,
                                   G_N_ELEMENTS (action_entries), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *const[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.new-window",
                                         (const char *const[]) { "<Control><Shift>n", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.preferences",
                                         (const char *const[]) { "<Control>comma", NULL });
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "window.close",
                                         (const char *const[]) { "<Control>w", NULL });
  gtk_window_set_default_icon_name (KL_APP_ID);

  self->settings = create_settings ();
  self->auto_lock = kl_auto_lock_new (GTK_APPLICATION (self));
  g_signal_connect_object (self->auto_lock, "lock", G_CALLBACK (lock), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::auto-lock-minutes",
                             G_CALLBACK (update_auto_lock), self, G_CONNECT_SWAPPED);
}

static void
kl_application_activate (GApplication *application)
{
  KlApplication *self = KL_APPLICATION (application);

  /* The first window may be closed while another is still open. */
  if (self->window == NULL && self->opened != NULL)
    {
      gtk_window_present (GTK_WINDOW (get_top_window (self)));
      return;
    }
  if (self->window == NULL)
    {
      self->window = kl_window_new (GTK_APPLICATION (self));
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
      kl_auto_lock_watch (self->auto_lock, GTK_WIDGET (self->window));
      if (self->settings != NULL)
        {
          g_settings_bind (self->settings, "window-width", self->window, "default-width",
                           G_SETTINGS_BIND_DEFAULT);
          g_settings_bind (self->settings, "window-height", self->window, "default-height",
                           G_SETTINGS_BIND_DEFAULT);
          g_settings_bind (self->settings, "window-maximized", self->window, "maximized",
                           G_SETTINGS_BIND_DEFAULT);
        }
      show_start (self);
    }

  gtk_window_present (GTK_WINDOW (self->window));
}

static int
kl_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KlApplication *self = KL_APPLICATION (application);
  const char *folder = NULL;
  KlDate today = KL_DATE_NONE;

  if (g_variant_dict_lookup (options, "today", "s", &self->today))
    {
      if (!kl_date_parse (self->today, &today))
        {
          g_printerr ("%s\n", _ ("Give the day after --today as YYYY-MM-DD."));
          return 2;
        }
      kl_clock_fix (today);
    }

  if (g_variant_dict_lookup (options, "demo-vault", "^&ay", &folder))
    self->demo = TRUE;
  else
    g_variant_dict_lookup (options, "vault", "^&ay", &folder);
  self->folder = g_strdup (folder);
  g_variant_dict_lookup (options, "demo", "b", &self->demo);

  /* A demo stands on its own beside the file that is open. */
  if (self->demo)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return -1;
}

static void
kl_application_shutdown (GApplication *application)
{
  KlApplication *self = KL_APPLICATION (application);

  stop_unlocking (self);
  remember_school (self);
  flush_sessions (self);
  close_vault (self);
  if (self->demo && self->folder != NULL)
    remove_folder (self->folder);

  G_APPLICATION_CLASS (kl_application_parent_class)->shutdown (application);
}

static void
kl_application_finalize (GObject *object)
{
  KlApplication *self = KL_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->auto_lock);
  g_clear_object (&self->unlocking);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->opened, kl_opened_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->today, g_free);

  G_OBJECT_CLASS (kl_application_parent_class)->finalize (object);
}

static void
kl_application_class_init (KlApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = kl_application_finalize;
  application_class->activate = kl_application_activate;
  application_class->handle_local_options = kl_application_handle_local_options;
  application_class->shutdown = kl_application_shutdown;
  application_class->startup = kl_application_startup;
}

static void
kl_application_init (KlApplication *self)
{
  static const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("Show invented pupils in a file that is thrown away"), NULL },
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the file in this folder"),
      N_ ("FOLDER") },
    { "demo-vault", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { "today", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Take this day for today"), N_ ("YYYY-MM-DD") },
    { 0 },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/* Public API */

/**
 * kl_application_new:
 *
 * Returns: (transfer full): the application; run it with g_application_run()
 */
KlApplication *
kl_application_new (void)
{
  /* It is Dutch by now, see kl_locale_init(). */
  gtk_disable_setlocale ();

  return g_object_new (KL_TYPE_APPLICATION, "application-id", KL_APP_ID, "register-session", TRUE,
                       "resource-base-path", KL_RESOURCE_PREFIX, NULL);
}
