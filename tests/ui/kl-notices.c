/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-notices.h"

#define BUS_NAME "org.freedesktop.Notifications"
#define OBJECT_PATH "/org/freedesktop/Notifications"
#define NOTICE_ID 7u

/* How long the program may take; generous, since a busy machine is no fault. */
#define PATIENCE_US (25 * G_USEC_PER_SEC)

struct _KlNotices
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *bus;
  GDBusNodeInfo *interfaces;
  GAsyncQueue *told; /* what was shown and taken back, in the order it came */
};

static const char interfaces[] =
  "<node>"
  "  <interface name='org.freedesktop.Notifications'>"
  "    <method name='Notify'>"
  "      <arg type='s' direction='in'/><arg type='u' direction='in'/>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "      <arg type='u' direction='out'/>"
  "    </method>"
  "    <method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "  </interface>"
  "</node>";

/* On the bus, on a thread of its own: the test sleeps while it waits for the program. */

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *object_path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  KlNotices *notices = user_data;
  const char *summary, *body;

  if (g_str_equal (method, "CloseNotification"))
    {
      g_async_queue_push (notices->told, g_strdup ("taken back"));
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }

  g_variant_get (parameters, "(&su&s&s&sasa{sv}i)", NULL, NULL, NULL, &summary, &body, NULL, NULL,
                 NULL);
  g_async_queue_push (notices->told, g_strdup_printf ("%s: %s", summary, body));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", NOTICE_ID));
}

static const GDBusInterfaceVTable vtable = { call_cb, NULL, NULL, { NULL } };

static gpointer
serve (gpointer data)
{
  KlNotices *notices = data;

  g_main_context_push_thread_default (notices->context);
  g_main_loop_run (notices->loop);
  g_main_context_pop_thread_default (notices->context);

  return NULL;
}

static void
take_name (KlNotices *notices)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  notices->interfaces = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  g_main_context_push_thread_default (notices->context);
  g_dbus_connection_register_object (notices->bus, OBJECT_PATH, notices->interfaces->interfaces[0],
                                     &vtable, notices, NULL, &error);
  g_main_context_pop_thread_default (notices->context);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (notices->bus, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", BUS_NAME, 0u), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* Public API */

/**
 * kl_notices_start:
 *
 * Takes the place of what shows notifications on the session bus.
 *
 * Returns: (transfer full): what is told
 */
KlNotices *
kl_notices_start (void)
{
  KlNotices *notices = g_new0 (KlNotices, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  notices->told = g_async_queue_new_full (g_free);
  notices->context = g_main_context_new ();
  notices->loop = g_main_loop_new (notices->context, FALSE);
  notices->bus =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                              | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  take_name (notices);
  notices->thread = g_thread_new ("notices", serve, notices);

  return notices;
}

/**
 * kl_notices_stop:
 * @notices: (transfer full): what is told
 */
void
kl_notices_stop (KlNotices *notices)
{
  g_main_loop_quit (notices->loop);
  g_thread_join (notices->thread);
  g_dbus_connection_close_sync (notices->bus, NULL, NULL);
  g_object_unref (notices->bus);
  g_dbus_node_info_unref (notices->interfaces);
  g_main_loop_unref (notices->loop);
  g_main_context_unref (notices->context);
  g_async_queue_unref (notices->told);
  g_free (notices);
}

/**
 * kl_notices_wait:
 * @notices: what is told
 *
 * Returns: (transfer full): the next that is told, "heading: text", or "taken back"
 */
char *
kl_notices_wait (KlNotices *notices)
{
  char *told = g_async_queue_timeout_pop (notices->told, PATIENCE_US);

  if (told == NULL)
    g_error ("Nothing was told");

  return told;
}

/**
 * kl_notices_is_quiet:
 * @notices: what is told
 *
 * Returns: whether nothing was told that nobody has read
 */
gboolean
kl_notices_is_quiet (KlNotices *notices)
{
  return g_async_queue_length (notices->told) == 0;
}
