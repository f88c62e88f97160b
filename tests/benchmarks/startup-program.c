/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "app/kl-application.h"
#include "app/kl-lock-view.h"
#include "app/kl-opener.h"
#include "app/kl-sidebar.h"
#include "app/kl-window.h"
#include "command/kl-command.h"
#include "charts/kl-contact-gauge.h"
#include "dashboard/kl-attention-row.h"
#include "dashboard/kl-care-team-card.h"
#include "dashboard/kl-caseload.h"
#include "first-frame.h"
#include "kl-config.h"
#include "model/kl-locale.h"
#include "vault/kl-process.h"

/*
 * What src/main.c does, and tells when the window was painted, see bench-startup.c.
 * Usage: startup-program lock|dashboard|through|unlock FD FOLDER PASSWORD TODAY
 *
 * lock: the first frame, with the lock screen. dashboard: the vault opens by itself while the
 * window is made; the first frame with the dashboard, and the filled one. through: the whole
 * program, which is given the password as soon as it asks for it. unlock: the password is given
 * when the lock screen is in sight and at rest; that moment is told first.
 */

/* As long as somebody quick takes to type a password. */
#define REST_MS 1500

static const char *mode;
static const char *folder;
static const char *password;
static int report;

static gboolean
has_in_sight (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_in_sight (child, type))
      return TRUE;

  return FALSE;
}

static gboolean
shows_lock (GtkWindow *window)
{
  return has_in_sight (GTK_WIDGET (window), KL_TYPE_LOCK_VIEW);
}

/* The page with its parts, and the rows of what asks for attention. */
static gboolean
shows_dashboard (GtkWindow *window)
{
  return has_in_sight (GTK_WIDGET (window), KL_TYPE_SIDEBAR)
         && has_in_sight (GTK_WIDGET (window), KL_TYPE_CARE_TEAM_CARD)
         && has_in_sight (GTK_WIDGET (window), KL_TYPE_CASELOAD)
         && has_in_sight (GTK_WIDGET (window), KL_TYPE_ATTENTION_ROW);
}

/* The rows of cases come last of what can be in sight; each has such a gauge. */
static gboolean
shows_all (GtkWindow *window)
{
  return shows_dashboard (window) && has_in_sight (GTK_WIDGET (window), KL_TYPE_CONTACT_GAUGE);
}

static void
watch_dashboard (GtkWindow *window)
{
  first_frame_watch (window, shows_dashboard, report);
  first_frame_watch (window, shows_all, report);
}

static void
give_password (gpointer data)
{
  g_signal_emit_by_name (kl_window_get_start (data), "unlock", password, FALSE);
}

static void
give_password_at_rest (gpointer data)
{
  first_frame_tell (report);
  give_password (data);
}

/* The parts of the program that show an unlocked vault, as KlApplication puts them together. */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  g_autoptr (GError) error = NULL;
  KlOpened *opened = kl_opener_finish (result, &error);

  g_assert_no_error (error);
  g_signal_connect (window, "notify::shows-places", G_CALLBACK (gtk_window_present), NULL);
  kl_window_show_session (KL_WINDOW (window), opened->session);
}

static void
open_cb (GtkApplication *application)
{
  KlWindow *window;

  kl_opener_unlock_async (folder, password, FALSE, FALSE, NULL, NULL, NULL, opened_cb, application);
  window = kl_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  watch_dashboard (GTK_WINDOW (window));
  kl_window_prepare (window);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (g_str_equal (mode, "lock"))
    {
      first_frame_watch (window, shows_lock, report);
      return;
    }

  watch_dashboard (window);
  if (g_str_equal (mode, "unlock"))
    g_timeout_add_once (REST_MS, give_password_at_rest, window);
  else
    give_password (window);
}

static int
run_unlocked (char **argv)
{
  g_autoptr (AdwApplication) application =
    g_object_new (ADW_TYPE_APPLICATION, "application-id", KL_APP_ID, "register-session", TRUE,
                  "resource-base-path", KL_RESOURCE_PREFIX, NULL);
  KlDate today;

  kl_date_parse (argv[5], &today);
  kl_clock_fix (today);
  g_signal_connect (application, "activate", G_CALLBACK (open_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}

static int
run_program (char **argv)
{
  char *arguments[] = { argv[0], (char *) "--vault", argv[3], (char *) "--today", argv[5], NULL };
  g_autoptr (KlApplication) application = kl_application_new ();

  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 5, arguments);
}

int
main (int argc, char **argv)
{
  gboolean command = kl_command_is_given (1, argv);

  kl_process_harden (command ? KL_PROCESS_COMMAND : KL_PROCESS_WINDOW);
  kl_locale_init (KL_LOCALEDIR);
  if (command)
    return kl_command_run (argc, argv);

  mode = argv[1];
  report = atoi (argv[2]);
  folder = argv[3];
  password = argv[4];

  return g_str_equal (mode, "dashboard") ? run_unlocked (argv) : run_program (argv);
}
