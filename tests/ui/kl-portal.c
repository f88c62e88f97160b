/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-portal.h"

#include <gio/gunixfdlist.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>

#define BUS_NAME "org.freedesktop.portal.Desktop"
#define OBJECT_PATH "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"

/* How long the program may take to ask; generous, since a busy machine is no fault. */
#define PATIENCE_US (25 * G_USEC_PER_SEC)

/* What the print dialog hands to the printing after it. */
#define PRINT_TOKEN 4711u

typedef struct
{
  char *method;
  char *sender;
  char *path; /* of the object that tells the answer */
  GVariant *parameters;
  GDBusMethodInvocation *invocation; /* (nullable): it had no reply yet */
  int fd;
} Question;

/* What a portal answers. */
enum
{
  RESPONSE_CHOSEN,
  RESPONSE_DISMISSED,
};

struct _KlPortal
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GDBusConnection *bus;
  GDBusNodeInfo *interfaces;
  GAsyncQueue *questions; /* Question, in the order they came */
  Question *held;
  int holds; /* (atomic) */
};

static const char interfaces[] =
  "<node>"
  "  <interface name='org.freedesktop.portal.FileChooser'>"
  "    <method name='OpenFile'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "    </method>"
  "    <method name='SaveFile'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "    </method>"
  "    <property name='version' type='u' access='read'/>"
  "  </interface>"
  "  <interface name='org.freedesktop.portal.Inhibit'>"
  "    <method name='CreateMonitor'>"
  "      <arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "      <arg type='o' direction='out'/>"
  "    </method>"
  "    <property name='version' type='u' access='read'/>"
  "  </interface>"
  "  <interface name='org.freedesktop.portal.Print'>"
  "    <method name='PreparePrint'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/><arg type='a{sv}' direction='in'/>"
  "      <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
  "    </method>"
  "    <method name='Print'>"
  "      <arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "      <arg type='h' direction='in'/><arg type='a{sv}' direction='in'/>"
  "      <arg type='o' direction='out'/>"
  "    </method>"
  "    <property name='version' type='u' access='read'/>"
  "  </interface>"
  "</node>";

/* Auxiliary functions */

static void
question_free (Question *question)
{
  g_clear_object (&question->invocation);
  g_clear_fd (&question->fd, NULL);
  g_variant_unref (question->parameters);
  g_free (question->path);
  g_free (question->sender);
  g_free (question->method);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The options come last in every method. */
static GVariant *
get_options (GVariant *parameters)
{
  return g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
}

/* Where the program listens for the answer: made of its name on the bus and of its own word. */
static char *
make_path (const char *sender, GVariant *parameters)
{
  g_autoptr (GVariant) options = get_options (parameters);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "none";

  g_variant_lookup (options, "handle_token", "&s", &token);
  return g_strdup_printf (OBJECT_PATH "/request/%s/%s", name, token);
}

static int
take_fd (GDBusMethodInvocation *invocation)
{
  GUnixFDList *list =
    g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autoptr (GError) error = NULL;
  int fd = list != NULL ? g_unix_fd_list_get (list, 0, &error) : -1;

  g_assert_no_error (error);
  return fd;
}

static Question *
wait_for_question (KlPortal *portal, const char *method)
{
  Question *question = g_async_queue_timeout_pop (portal->questions, PATIENCE_US);

  if (question == NULL)
    g_error ("The portal was not asked for “%s”", method);
  g_assert_cmpstr (question->method, ==, method);

  return question;
}

static void
answer (KlPortal *portal, const Question *question, guint response, GVariant *results)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (portal->bus, question->sender, question->path, REQUEST, "Response",
                                 g_variant_new ("(u@a{sv})", response, results), &error);
  g_assert_no_error (error);
}

/* A list of files is always told, empty when nothing was chosen; for printing it has no meaning. */
static void
answer_file (KlPortal *portal, const Question *question, guint response, const char *file)
{
  g_autofree char *uri = file != NULL ? g_filename_to_uri (file, NULL, NULL) : NULL;
  const char *const uris[] = { uri, NULL };
  GVariantDict results = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (&results, "uris", g_variant_new_strv (uris, -1));
  answer (portal, question, response, g_variant_dict_end (&results));
}

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
  KlPortal *portal = user_data;
  Question *question = g_new0 (Question, 1);

  question->method = g_strdup (method);
  question->sender = g_strdup (sender);
  question->path = make_path (sender, parameters);
  question->parameters = g_variant_ref (parameters);
  question->fd = take_fd (invocation);
  if (g_atomic_int_get (&portal->holds))
    question->invocation = g_object_ref (invocation);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", question->path));
  /* Every program asks to hear of the end of the session, and of a screen that is locked. */
  if (g_str_equal (method, "CreateMonitor"))
    question_free (question);
  else
    g_async_queue_push (portal->questions, question);
}

static GVariant *
get_property_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *object_path,
                 const char *interface,
                 const char *property,
                 GError **error,
                 gpointer user_data)
{
  return g_variant_new_uint32 (3);
}

static const GDBusInterfaceVTable vtable = { call_cb, get_property_cb, NULL, { NULL } };

static void export (KlPortal *portal)
{
  g_autoptr (GError) error = NULL;

  portal->interfaces = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  for (GDBusInterfaceInfo **info = portal->interfaces->interfaces; *info != NULL; info++)
    {
      g_dbus_connection_register_object (portal->bus, OBJECT_PATH, *info, &vtable, portal, NULL,
                                         &error);
      g_assert_no_error (error);
    }
}

static gpointer
serve (gpointer data)
{
  KlPortal *portal = data;

  g_main_context_push_thread_default (portal->context);
  g_main_loop_run (portal->loop);
  g_main_context_pop_thread_default (portal->context);

  return NULL;
}

/* Public API */

/**
 * kl_portal_start:
 *
 * Takes the place of the desktop portal on the session bus, and has the programs that are started
 * from now on use it.
 *
 * Returns: (transfer full): the portal
 */
KlPortal *
kl_portal_start (void)
{
  KlPortal *portal = g_new0 (KlPortal, 1);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  /* Of the programs that are started from now on. */
  g_setenv ("GDK_DEBUG", "portals", TRUE);
  portal->questions = g_async_queue_new_full ((GDestroyNotify) question_free);
  portal->context = g_main_context_new ();
  portal->loop = g_main_loop_new (portal->context, FALSE);
  portal->bus =
    g_dbus_connection_new_for_address_sync (address,
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                              | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);

  g_main_context_push_thread_default (portal->context);
  export (portal);
  g_main_context_pop_thread_default (portal->context);
  portal->thread = g_thread_new ("portal", serve, portal);
  reply =
    g_dbus_connection_call_sync (portal->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", "RequestName",
                                 g_variant_new ("(su)", BUS_NAME, G_BUS_NAME_OWNER_FLAGS_NONE),
                                 G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return portal;
}

/**
 * kl_portal_stop:
 * @portal: (transfer full): the portal
 *
 * Nothing that was asked may be left without an answer.
 */
void
kl_portal_stop (KlPortal *portal)
{
  g_autoptr (GError) error = NULL;

  g_unsetenv ("GDK_DEBUG");
  g_main_loop_quit (portal->loop);
  g_thread_join (portal->thread);
  g_dbus_connection_close_sync (portal->bus, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_async_queue_length (portal->questions), ==, 0);
  g_async_queue_unref (portal->questions);
  g_object_unref (portal->bus);
  g_dbus_node_info_unref (portal->interfaces);
  g_main_loop_unref (portal->loop);
  g_main_context_unref (portal->context);
  g_free (portal);
}

/**
 * kl_portal_open_file:
 * @portal: the portal
 * @file: an absolute path
 *
 * Waits until the program asks for a file to open, and chooses @file.
 */
void
kl_portal_open_file (KlPortal *portal, const char *file)
{
  g_autoptr (Question) question = wait_for_question (portal, "OpenFile");

  answer_file (portal, question, RESPONSE_CHOSEN, file);
}

/**
 * kl_portal_save_file:
 * @portal: the portal
 * @folder: an absolute path
 *
 * Waits until the program asks where to save, and chooses @folder with the name that was proposed.
 *
 * Returns: (transfer full): the path of the file
 */
char *
kl_portal_save_file (KlPortal *portal, const char *folder)
{
  g_autoptr (Question) question = wait_for_question (portal, "SaveFile");
  g_autoptr (GVariant) options = get_options (question->parameters);
  const char *name = NULL;
  char *file;

  g_assert_true (g_variant_lookup (options, "current_name", "&s", &name));
  file = g_build_filename (folder, name, NULL);
  answer_file (portal, question, RESPONSE_CHOSEN, file);

  return file;
}

/**
 * kl_portal_dismiss:
 * @portal: the portal
 * @method: the method of the portal that is called, such as "OpenFile"
 *
 * Waits until the program asks, and chooses nothing.
 */
void
kl_portal_dismiss (KlPortal *portal, const char *method)
{
  g_autoptr (Question) question = wait_for_question (portal, method);

  answer_file (portal, question, RESPONSE_DISMISSED, NULL);
}

/**
 * kl_portal_hold:
 * @portal: the portal
 *
 * From now on the program gets no reply to what it asks, as from a portal that has to be started
 * first, until kl_portal_let_go().
 */
void
kl_portal_hold (KlPortal *portal)
{
  g_atomic_int_set (&portal->holds, TRUE);
}

/**
 * kl_portal_wait:
 * @portal: the portal, after kl_portal_hold()
 * @method: the method of the portal that is called, such as "SaveFile"
 *
 * Waits until the program asks.
 */
void
kl_portal_wait (KlPortal *portal, const char *method)
{
  g_clear_pointer (&portal->held, question_free);
  portal->held = wait_for_question (portal, method);
}

/**
 * kl_portal_let_go:
 * @portal: the portal, after kl_portal_wait()
 *
 * Replies to what was asked at last, and chooses nothing.
 */
void
kl_portal_let_go (KlPortal *portal)
{
  g_autoptr (Question) question = g_steal_pointer (&portal->held);

  g_atomic_int_set (&portal->holds, FALSE);
  g_dbus_method_invocation_return_value (g_steal_pointer (&question->invocation),
                                         g_variant_new ("(o)", question->path));
  answer_file (portal, question, RESPONSE_DISMISSED, NULL);
}

/* With the settings as they were proposed. */
static void
choose_printer (KlPortal *portal)
{
  g_autoptr (Question) question = wait_for_question (portal, "PreparePrint");
  g_autoptr (GVariant) settings = g_variant_get_child_value (question->parameters, 2);
  g_autoptr (GVariant) page = g_variant_get_child_value (question->parameters, 3);
  GVariantDict results = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (&results, "settings", settings);
  g_variant_dict_insert_value (&results, "page-setup", page);
  g_variant_dict_insert (&results, "token", "u", PRINT_TOKEN);
  answer (portal, question, RESPONSE_CHOSEN, g_variant_dict_end (&results));
}

/**
 * kl_portal_print:
 * @portal: the portal
 *
 * Waits until the program asks for a printer, chooses one as it was proposed, and takes what is
 * printed.
 *
 * Returns: (transfer full): the document
 */
GBytes *
kl_portal_print (KlPortal *portal)
{
  g_autoptr (Question) question = NULL;
  g_autoptr (GVariant) options = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) document = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  guint token = 0;

  choose_printer (portal);
  question = wait_for_question (portal, "Print");
  options = get_options (question->parameters);
  g_assert_true (g_variant_lookup (options, "token", "u", &token));
  g_assert_cmpuint (token, ==, PRINT_TOKEN);

  stream = g_unix_input_stream_new (g_steal_fd (&question->fd), TRUE);
  g_output_stream_splice (document, stream,
                          G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
  answer (portal, question, RESPONSE_CHOSEN, g_variant_new_parsed ("@a{sv} {}"));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (document));
}
