/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tree.h"

#define REGISTRY "org.a11y.atspi.Registry"
#define ROOT_PATH "/org/a11y/atspi/accessible/root"
#define CACHE_PATH "/org/a11y/atspi/cache"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ITEM "((&s&o)(&s&o)(&s&o)ii@as&su&s@au)"
#define CALL_MS 10000

/* A tree that is this deep is a mistake of the program's. */
#define MAX_ROUNDS 80

#define MOMENT_MS 60
#define RESTLESS_US 600000

/* How long an answer is gone by when nothing tells that it is no longer true. */
#define TRUST_US (3 * G_USEC_PER_SEC)

/* That something moved is told as well, and too often. */
static const char *const events[] = { "ChildrenChanged", "PropertyChange", "StateChanged",
                                      "TextChanged" };

struct _KlTree
{
  GDBusConnection *bus;
  char *name; /* of the program on the bus */
  int pid;
  guint subscriptions[G_N_ELEMENTS (events)];
  gboolean has_heard;  /* of anything since the last reading */
  GHashTable *answers; /* path to Answer */
  GHashTable *nodes;   /* path to KlNode, what the program told of itself last */
  guint n_pending;
  gboolean has_asked; /* for the children of anything besides the windows */
  guint n_read;       /* which reading this is */
};

/* What a program answered when it was asked for the children of something. */
typedef struct
{
  GStrv paths;
  gint64 time;
  guint n_read; /* in which reading it was asked */
  guint n_used; /* in which reading it was used last */
} Answer;

typedef struct
{
  KlTree *tree;
  char *path;
} Question;

/* Auxiliary functions */

static GDBusConnection *
connect_to_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) reply = NULL;
  const char *address;
  GDBusConnection *bus;

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                       "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                       G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);

  return bus;
}

static GVariant *
call (KlTree *tree,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters,
      const char *reply)
{
  /* What goes away while it is asked something is no failure. */
  return g_dbus_connection_call_sync (tree->bus, name, path, interface, method, parameters,
                                      G_VARIANT_TYPE (reply), G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL,
                                      NULL);
}

static void
answer_free (Answer *answer)
{
  g_strfreev (answer->paths);
  g_free (answer);
}

/* That a widget comes, goes, hides or shows itself is told before anything that is answered
 * afterwards. */
static void
event_cb (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  KlTree *tree = user_data;

  tree->has_heard = TRUE;
  if (g_str_equal (signal, "ChildrenChanged"))
    g_hash_table_remove (tree->answers, path);
}

/* A program tells nothing of what happens while nobody has asked for it. */
static void
listen (KlTree *tree)
{
  const char *const none[] = { NULL };
  g_autoptr (GVariant) reply = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    tree->subscriptions[i] =
      g_dbus_connection_signal_subscribe (tree->bus, NULL, "org.a11y.atspi.Event.Object", events[i],
                                          NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE, event_cb, tree,
                                          NULL);
  reply = call (tree, REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent",
                g_variant_new ("(s^ass)", "object:", none, ""), "()");
  g_assert_nonnull (reply);
}

static void
hear (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static guint32
get_pid (KlTree *tree, const char *name)
{
  g_autoptr (GVariant) reply =
    call (tree, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
          "GetConnectionUnixProcessID", g_variant_new ("(s)", name), "(u)");
  guint32 pid = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);

  return pid;
}

static gboolean
find_program (KlTree *tree)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariantIter) programs = NULL;
  const char *name, *path;

  if (tree->name != NULL)
    return TRUE;

  reply = call (tree, REGISTRY, ROOT_PATH, ACCESSIBLE, "GetChildren", NULL, "(a(so))");
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(a(so))", &programs);
  while (g_variant_iter_next (programs, "(&s&o)", &name, &path))
    if ((int) get_pid (tree, name) == tree->pid)
      tree->name = g_strdup (name);

  return tree->name != NULL;
}

static KlNode *
node_new (GVariant *item)
{
  KlNode *node = g_new0 (KlNode, 1);
  g_autoptr (GVariant) interfaces = NULL;
  g_autoptr (GVariant) states = NULL;
  const char *ignored, *path, *name, *description;
  const guint32 *words;
  gsize n_words = 0;
  guint32 role;

  g_variant_get (item, ITEM, &ignored, &path, &ignored, &ignored, &ignored, &ignored, &node->index,
                 &node->n_children, &interfaces, &name, &role, &description, &states);
  node->path = g_strdup (path);
  node->name = g_strdup (name);
  node->description = g_strdup (description);
  node->role = role;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_node_free);
  words = g_variant_get_fixed_array (states, &n_words, sizeof *words);
  for (gsize i = 0; i < MIN (n_words, 2); i++)
    node->states |= (guint64) words[i] << (32 * i);

  return node;
}

static gboolean
is_leaf (const KlNode *node)
{
  return node->role == ATSPI_ROLE_LABEL || node->role == ATSPI_ROLE_IMAGE;
}

/* What the program has told of itself until now, by path. */
static GHashTable *
read_items (KlTree *tree)
{
  g_autoptr (GVariant) reply = kl_tree_call (tree, CACHE_PATH, "org.a11y.atspi.Cache", "GetItems",
                                             NULL, "(a((so)(so)(so)iiassusau))");
  g_autoptr (GVariant) items = NULL;
  GHashTable *nodes;

  if (reply == NULL)
    return NULL;

  nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kl_node_free);
  items = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      KlNode *node = node_new (item);

      g_hash_table_replace (nodes, node->path, node);
    }

  return nodes;
}

/* Every widget tells which of its siblings it is, and its parent how many there are: with an
 * answer that is true still this agrees. The program itself tells neither of its windows. */
static gboolean
is_true (KlTree *tree, const char *path, const Answer *answer)
{
  const KlNode *node = g_hash_table_lookup (tree->nodes, path);
  int n = 0;

  if (answer->n_read == tree->n_read)
    return TRUE;
  if (node == NULL || g_str_equal (path, ROOT_PATH)
      || g_get_monotonic_time () - answer->time > TRUST_US)
    return FALSE;

  for (; answer->paths[n] != NULL; n++)
    {
      const KlNode *child = g_hash_table_lookup (tree->nodes, answer->paths[n]);

      if (child == NULL || child->index != n)
        return FALSE;
    }

  return n == node->n_children;
}

static void ask_for_children (KlTree *tree, const char *path);

/* Asks for what is not known from @path on. */
static void
inquire (KlTree *tree, const char *path)
{
  const KlNode *node = g_hash_table_lookup (tree->nodes, path);
  const Answer *answer;

  if (node != NULL && is_leaf (node))
    return;

  answer = g_hash_table_lookup (tree->answers, path);
  if (answer == NULL || !is_true (tree, path, answer))
    {
      ask_for_children (tree, path);
      return;
    }

  for (guint i = 0; answer->paths[i] != NULL; i++)
    inquire (tree, answer->paths[i]);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  KlTree *tree = question->tree;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariantIter) children = NULL;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  Answer *answer = g_new0 (Answer, 1);
  const char *name, *path;

  tree->n_pending--;
  /* What goes away while it is asked something has no children. */
  if (reply != NULL)
    {
      g_variant_get (reply, "(a(so))", &children);
      while (g_variant_iter_next (children, "(&s&o)", &name, &path))
        g_strv_builder_add (paths, path);
    }
  answer->paths = g_strv_builder_end (paths);
  answer->time = g_get_monotonic_time ();
  answer->n_read = tree->n_read;
  g_hash_table_replace (tree->answers, g_strdup (question->path), answer);

  inquire (tree, question->path);
  g_free (question->path);
  g_free (question);
}

/* A program puts a widget in its cache once somebody has asked for the children of its parent,
 * and leaves it there when it is hidden: what it answers counts. */
static void
ask_for_children (KlTree *tree, const char *path)
{
  Question *question = g_new0 (Question, 1);

  question->tree = tree;
  question->path = g_strdup (path);
  tree->n_pending++;
  tree->has_asked |= !g_str_equal (path, ROOT_PATH);
  g_dbus_connection_call (tree->bus, tree->name, path, ACCESSIBLE, "GetChildren", NULL,
                          G_VARIANT_TYPE ("(a(so))"), G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL,
                          answered_cb, question);
}

/* Asks for all that is not known, all at once. Returns whether that was anything besides the
 * windows, which are asked for once in a reading. */
static gboolean
complete (KlTree *tree)
{
  tree->has_asked = FALSE;
  inquire (tree, ROOT_PATH);
  while (tree->n_pending > 0)
    g_main_context_iteration (NULL, TRUE);

  return tree->has_asked;
}

/* Moves what hangs on @node out of what the program told. Returns whether anything is missing. */
static gboolean
grow (KlTree *tree, KlNode *node)
{
  Answer *answer = g_hash_table_lookup (tree->answers, node->path);
  gboolean missing = FALSE;

  if (answer == NULL)
    return !is_leaf (node);

  answer->n_used = tree->n_read;
  for (guint i = 0; answer->paths[i] != NULL; i++)
    {
      KlNode *child = NULL;

      /* In the cache from now on. */
      if (!g_hash_table_steal_extended (tree->nodes, answer->paths[i], NULL, (gpointer *) &child))
        {
          missing = TRUE;
          continue;
        }
      child->parent = node;
      child->index = (int) node->children->len;
      g_ptr_array_add (node->children, child);
      missing |= grow (tree, child);
    }

  return missing;
}

/* What is no longer on the screen may come back as something else. */
static gboolean
is_unused (gpointer path, gpointer answer, gpointer tree)
{
  return ((Answer *) answer)->n_used != ((KlTree *) tree)->n_read;
}

/* Locking starts the program anew, in the same process with another name on the bus. */
static void
forget (KlTree *tree)
{
  g_clear_pointer (&tree->name, g_free);
  g_hash_table_remove_all (tree->answers);
}

/* Public API */

/**
 * kl_tree_new:
 * @pid: a process
 *
 * Returns: (transfer full): what it tells the accessibility bus
 */
KlTree *
kl_tree_new (int pid)
{
  KlTree *tree = g_new0 (KlTree, 1);

  tree->bus = connect_to_bus ();
  tree->pid = pid;
  tree->answers =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) answer_free);
  listen (tree);

  return tree;
}

/**
 * kl_tree_free:
 * @tree: (nullable): a tree
 */
void
kl_tree_free (KlTree *tree)
{
  if (tree == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    g_dbus_connection_signal_unsubscribe (tree->bus, tree->subscriptions[i]);
  g_hash_table_unref (tree->answers);
  g_object_unref (tree->bus);
  g_free (tree->name);
  g_free (tree);
}

/**
 * kl_tree_read:
 * @tree: a tree
 *
 * Returns: (transfer full) (nullable): the program with all that is in it now; %NULL while it is
 *   not there
 */
KlNode *
kl_tree_read (KlTree *tree)
{
  int n_quiet = 0;

  if (!find_program (tree))
    return NULL;

  tree->n_read++;
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GHashTable) nodes = read_items (tree);
      g_autoptr (KlNode) root = NULL;

      if (nodes == NULL)
        {
          forget (tree);
          return NULL;
        }

      hear ();
      tree->has_heard = FALSE;
      tree->nodes = nodes;
      n_quiet = complete (tree) ? 0 : n_quiet + 1;
      if (!g_hash_table_steal_extended (nodes, ROOT_PATH, NULL, (gpointer *) &root))
        return NULL;
      if (!grow (tree, root) || n_quiet > 1)
        {
          g_hash_table_foreach_remove (tree->answers, is_unused, tree);
          return g_steal_pointer (&root);
        }
    }

  return NULL;
}

static gboolean
late_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * kl_tree_wait:
 * @tree: a tree
 * @ms: for how long at most
 *
 * Waits until the program tells that anything is not as it was when the tree was read last. It
 * tells most, but not all: who waits looks again when the time is over.
 */
void
kl_tree_wait (KlTree *tree, guint ms)
{
  gboolean late = FALSE;
  const guint source = g_timeout_add (ms, late_cb, &late);

  while (!late && !tree->has_heard)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (source);
}

/**
 * kl_tree_settle:
 * @tree: a tree
 *
 * Waits until the program has told nothing for a moment, or goes on telling for too long.
 */
void
kl_tree_settle (KlTree *tree)
{
  const gint64 end = g_get_monotonic_time () + RESTLESS_US;

  do
    {
      tree->has_heard = FALSE;
      kl_tree_wait (tree, MOMENT_MS);
    }
  while (tree->has_heard && g_get_monotonic_time () < end);
}

/**
 * kl_tree_call:
 * @tree: a tree
 * @path: an accessible of it
 * @interface: an interface of the bus
 * @method: a method
 * @parameters: (nullable): a floating tuple
 * @reply: the type of what is returned
 *
 * Returns: (transfer full) (nullable): the answer; %NULL when there was none
 */
GVariant *
kl_tree_call (KlTree *tree,
              const char *path,
              const char *interface,
              const char *method,
              GVariant *parameters,
              const char *reply)
{
  g_return_val_if_fail (tree != NULL, NULL);

  if (tree->name == NULL)
    return NULL;

  return call (tree, tree->name, path, interface, method, parameters, reply);
}

/**
 * kl_node_free:
 * @node: (nullable): a node
 *
 * Frees it with all below it.
 */
void
kl_node_free (KlNode *node)
{
  if (node == NULL)
    return;

  g_ptr_array_unref (node->children);
  g_free (node->path);
  g_free (node->name);
  g_free (node->description);
  g_free (node);
}

/**
 * kl_node_has_state:
 * @node: a node
 * @state: a state
 *
 * Returns: whether it is in that state
 */
gboolean
kl_node_has_state (const KlNode *node, AtspiStateType state)
{
  return (node->states & ((guint64) 1 << state)) != 0;
}

/**
 * kl_tree_has_name:
 * @tree: a tree
 * @node: an accessible of it
 *
 * What a program has only just put into its cache may have no name there yet, as rows that it made
 * below those in sight: what it answers counts.
 *
 * Returns: whether it has a name now
 */
gboolean
kl_tree_has_name (KlTree *tree, const KlNode *node)
{
  g_autoptr (GVariant) reply =
    kl_tree_call (tree, node->path, "org.freedesktop.DBus.Properties", "Get",
                  g_variant_new ("(ss)", ACCESSIBLE, "Name"), "(v)");
  g_autoptr (GVariant) name = NULL;

  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(v)", &name);
  return *g_variant_get_string (name, NULL) != '\0';
}
