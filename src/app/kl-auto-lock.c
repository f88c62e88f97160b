/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-auto-lock.h"

/* How often idleness is looked at; the lock comes at most this much late. */
#define CHECK_SECONDS 5

struct _KlAutoLock
{
  GObject parent_instance;

  GDBusConnection *bus;
  guint sleep_subscription;
  guint timer;
  gint64 last_input;
  guint minutes;
};

enum
{
  LOCK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlAutoLock, kl_auto_lock, G_TYPE_OBJECT)

/* Callbacks */

static gboolean
check_cb (gpointer user_data)
{
  KlAutoLock *self = KL_AUTO_LOCK (user_data);
  gint64 idle = g_get_monotonic_time () - self->last_input;

  if (self->minutes > 0 && idle >= (gint64) self->minutes * 60 * G_USEC_PER_SEC)
    {
      self->last_input = g_get_monotonic_time ();
      g_signal_emit (self, signals[LOCK], 0);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (KlAutoLock *self, GdkEvent *event, GtkEventController *controller)
{
  self->last_input = g_get_monotonic_time ();

  return GDK_EVENT_PROPAGATE;
}

static void
screensaver_cb (KlAutoLock *self, GParamSpec *pspec, GtkApplication *application)
{
  gboolean active;

  g_object_get (application, "screensaver-active", &active, NULL);
  if (active)
    g_signal_emit (self, signals[LOCK], 0);
}

static void
sleep_cb (GDBusConnection *connection,
          const char *sender,
          const char *object_path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  gboolean starting = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &starting);
  if (starting)
    g_signal_emit (user_data, signals[LOCK], 0);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlAutoLock) self = KL_AUTO_LOCK (user_data);

  /* Without a system bus there is no suspend to hear of; idleness still locks. */
  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus != NULL)
    self->sleep_subscription =
      g_dbus_connection_signal_subscribe (self->bus, "org.freedesktop.login1",
                                          "org.freedesktop.login1.Manager", "PrepareForSleep",
                                          "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                          sleep_cb, self, NULL);
}

/* Overrides */

static void
kl_auto_lock_dispose (GObject *object)
{
  KlAutoLock *self = KL_AUTO_LOCK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->sleep_subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleep_subscription);
  self->sleep_subscription = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (kl_auto_lock_parent_class)->dispose (object);
}

static void
kl_auto_lock_class_init (KlAutoLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_auto_lock_dispose;

  signals[LOCK] = g_signal_new ("lock", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
kl_auto_lock_init (KlAutoLock *self)
{
  self->last_input = g_get_monotonic_time ();
  self->timer = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, bus_cb, g_object_ref (self));
}

/* Public API */

/**
 * kl_auto_lock_new:
 * @application: the application, which knows about the screen saver
 *
 * Emits "lock" when nobody has touched the window for a while, when the screen locks and when
 * the computer goes to sleep.
 *
 * Returns: (transfer full): a watcher; it watches nothing before kl_auto_lock_set_minutes()
 */
KlAutoLock *
kl_auto_lock_new (GtkApplication *application)
{
  KlAutoLock *self = g_object_new (KL_TYPE_AUTO_LOCK, NULL);

  g_signal_connect_object (application, "notify::screensaver-active", G_CALLBACK (screensaver_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kl_auto_lock_watch:
 * @self: a watcher
 * @window: a window whose input counts as somebody being there
 */
void
kl_auto_lock_watch (KlAutoLock *self, GtkWidget *window)
{
  GtkEventController *controller;

  g_return_if_fail (KL_IS_AUTO_LOCK (self));

  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (input_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);
}

/**
 * kl_auto_lock_set_minutes:
 * @self: a watcher
 * @minutes: minutes without input before it locks, 0 for never
 */
void
kl_auto_lock_set_minutes (KlAutoLock *self, guint minutes)
{
  g_return_if_fail (KL_IS_AUTO_LOCK (self));

  self->minutes = minutes;
  self->last_input = g_get_monotonic_time ();
}
