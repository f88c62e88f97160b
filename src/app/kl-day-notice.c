/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-day-notice.h"

#include <glib/gi18n-lib.h>

#include "dashboard/kl-day-watch.h"
#include "store/kl-actions.h"

/*
 * On the day that something is to be done the desktop says so, once. What it shows stands on the
 * lock screen and in a list that outlives the program: it says how many there are, and no name, no
 * word of a case. It goes when the file is locked.
 */

#define NOTICE_ID "actions"

struct _KlDayNotice
{
  GObject parent_instance;

  GApplication *application;
  GSettings *settings;
  KlSession *session;
  KlDayWatch *day_watch;
  GCancellable *cancellable;
};

typedef struct
{
  int n_today;
  int n_late;
} Count;

G_DEFINE_FINAL_TYPE (KlDayNotice, kl_day_notice, G_TYPE_OBJECT)

/* Auxiliary functions */

static void
count_actions (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlActionFilter *filter = data;
  const KlDate today = kl_clock_today ();
  GError *error = NULL;
  g_autoptr (GPtrArray) actions = kl_actions_list_seen (db, filter, &error);
  Count *count;

  if (actions == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  count = g_new0 (Count, 1);
  for (guint i = 0; i < actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (actions, i);

      count->n_today += action->due == today;
      count->n_late += action->due != KL_DATE_NONE && action->due < today;
    }
  g_task_return_pointer (task, count, g_free);
}

static char *
describe (const Count *count)
{
  g_autofree char *today =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Today there is %d action for you.",
                                  "Today there are %d actions for you.", (gulong) count->n_today),
                     count->n_today);
  g_autofree char *late = NULL;

  if (count->n_late == 0)
    return g_steal_pointer (&today);

  late = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d was due before.", "%d were due before.",
                                       (gulong) count->n_late),
                          count->n_late);

  return g_strdup_printf ("%s %s", today, late);
}

static gboolean
is_wanted (KlDayNotice *self)
{
  return g_settings_get_boolean (self->settings, "notify-actions")
         && g_settings_get_int (self->settings, "last-notice") != kl_clock_today ();
}

/* A desktop without notifications is no fault, and GLib would complain about it: one of those that
 * it can speak to has to be there, or be started when it is called. */
static gboolean
lists_desktop (GVariant *reply)
{
  static const char *const desktops[] = { "org.gtk.Notifications", "org.freedesktop.Notifications",
                                          "org.freedesktop.portal.Desktop" };
  g_autofree const char **names = NULL;

  g_variant_get (reply, "(^a&s)", &names);
  for (gsize i = 0; i < G_N_ELEMENTS (desktops); i++)
    if (g_strv_contains (names, desktops[i]))
      return TRUE;

  return FALSE;
}

static void
send_notice (KlDayNotice *self, const char *body)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Korte Lijnen"));

  if (self->session == NULL || !is_wanted (self))
    return;

  g_notification_set_body (notification, body);
  g_application_send_notification (self->application, NOTICE_ID, notification);
  g_settings_set_int (self->settings, "last-notice", kl_clock_today ());
}

/* Callbacks */

typedef struct
{
  KlDayNotice *notice;
  char *body;
  gboolean activatable; /* those that run were asked for already */
} Looking;

static void looked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
look (Looking *looking)
{
  GDBusConnection *bus = g_application_get_dbus_connection (looking->notice->application);

  g_dbus_connection_call (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus",
                          looking->activatable ? "ListActivatableNames" : "ListNames", NULL,
                          G_VARIANT_TYPE ("(as)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          looking->notice->cancellable, looked_cb, looking);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Looking *looking = user_data;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (reply != NULL && lists_desktop (reply))
    {
      send_notice (looking->notice, looking->body);
    }
  else if (reply != NULL && !looking->activatable && looking->notice->session != NULL)
    {
      looking->activatable = TRUE;
      look (looking);
      return;
    }

  g_object_unref (looking->notice);
  g_free (looking->body);
  g_free (looking);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDayNotice) self = KL_DAY_NOTICE (user_data);
  g_autofree Count *count = kl_store_perform_finish (KL_STORE (source), result, NULL);
  Looking *looking;

  if (count == NULL || count->n_today == 0 || self->session == NULL || !is_wanted (self)
      || g_application_get_dbus_connection (self->application) == NULL)
    return;

  looking = g_new0 (Looking, 1);
  looking->notice = g_object_ref (self);
  looking->body = describe (count);
  look (looking);
}

static void
check (KlDayNotice *self)
{
  const KlProfessional *user = kl_session_get_user (self->session);
  KlActionFilter filter = { .open_only = TRUE };

  if (user == NULL || !is_wanted (self))
    return;

  filter.owner_id = user->id;
  kl_store_perform_async (kl_session_get_store (self->session), count_actions,
                          g_memdup2 (&filter, sizeof filter), g_free, self->cancellable, counted_cb,
                          g_object_ref (self));
}

static void
wanted_cb (KlDayNotice *self)
{
  if (g_settings_get_boolean (self->settings, "notify-actions"))
    check (self);
  else
    g_application_withdraw_notification (self->application, NOTICE_ID);
}

/* Overrides */

static void
kl_day_notice_dispose (GObject *object)
{
  KlDayNotice *self = KL_DAY_NOTICE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->day_watch);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  self->application = NULL;

  G_OBJECT_CLASS (kl_day_notice_parent_class)->dispose (object);
}

static void
kl_day_notice_finalize (GObject *object)
{
  g_object_unref (KL_DAY_NOTICE (object)->cancellable);

  G_OBJECT_CLASS (kl_day_notice_parent_class)->finalize (object);
}

static void
kl_day_notice_class_init (KlDayNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_day_notice_dispose;
  G_OBJECT_CLASS (klass)->finalize = kl_day_notice_finalize;
}

static void
kl_day_notice_init (KlDayNotice *self)
{
  self->cancellable = g_cancellable_new ();
}

/* Public API */

/**
 * kl_day_notice_new:
 * @application: a registered application; lives longer
 * @settings: whether it is wanted, and when it was last said
 * @session: whose actions; of a file that is open
 *
 * Returns: (transfer full): what tells the desktop, now and when another day begins
 */
KlDayNotice *
kl_day_notice_new (GApplication *application, GSettings *settings, KlSession *session)
{
  KlDayNotice *self;

  g_return_val_if_fail (G_IS_APPLICATION (application) && G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_DAY_NOTICE, NULL);
  self->application = application;
  self->settings = g_object_ref (settings);
  self->session = g_object_ref (session);
  self->day_watch = kl_day_watch_new ();
  g_signal_connect_object (self->day_watch, "day-changed", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::notify-actions", G_CALLBACK (wanted_cb), self,
                           G_CONNECT_SWAPPED);
  check (self);

  return self;
}

/**
 * kl_day_notice_withdraw:
 * @self: what tells the desktop
 *
 * Takes back what was said, before the file is locked; it waits until that has left, since nothing
 * comes after it.
 */
void
kl_day_notice_withdraw (KlDayNotice *self)
{
  GDBusConnection *bus;

  g_return_if_fail (KL_IS_DAY_NOTICE (self));

  g_cancellable_cancel (self->cancellable);
  g_application_withdraw_notification (self->application, NOTICE_ID);
  bus = g_application_get_dbus_connection (self->application);
  if (bus != NULL)
    g_dbus_connection_flush_sync (bus, NULL, NULL);
}
