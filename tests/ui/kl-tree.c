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

struct _KlTree
{
  GDBusConnection *bus;
  char *name; /* of the program on the bus */
  int pid;
  GHashTable *children; /* path to what the program answered, while the tree is read */
  guint n_pending;
};

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

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  KlTree *tree = question->tree;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  tree->n_pending--;
  if (reply != NULL)
    g_hash_table_insert (tree->children, g_steal_pointer (&question->path),
                         g_steal_pointer (&reply));
  g_free (question->path);
  g_free (question);
}

/* A program puts a widget in its cache once somebody has asked for the children of its parent,
 * and leaves it there when it is hidden: what it answers counts. */
static void
ask_for_children (KlTree *tree, const KlNode *node)
{
  Question *question = g_new0 (Question, 1);

  question->tree = tree;
  question->path = g_strdup (node->path);
  tree->n_pending++;
  g_dbus_connection_call (tree->bus, tree->name, node->path, ACCESSIBLE, "GetChildren", NULL,
                          G_VARIANT_TYPE ("(a(so))"), G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL,
                          answered_cb, question);
}

static KlNode *
node_new (GVariant *item)
{
  KlNode *node = g_new0 (KlNode, 1);
  g_autoptr (GVariant) interfaces = NULL;
  g_autoptr (GVariant) states = NULL;
  const char *ignored, *path, *name, *description;
  int index, n;
  const guint32 *words;
  gsize n_words = 0;
  guint32 role;

  g_variant_get (item, ITEM, &ignored, &path, &ignored, &ignored, &ignored, &ignored, &index, &n,
                 &interfaces, &name, &role, &description, &states);
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

/* The number of children that a program tells of comes too late to go by. */
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
    {
      /* Locking starts the program anew, in the same process with another name on the bus. */
      g_clear_pointer (&tree->name, g_free);
      return NULL;
    }

  nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kl_node_free);
  items = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      KlNode *node = node_new (item);

      g_hash_table_replace (nodes, node->path, node);
      /* All at once, and not layer by layer. */
      if (!is_leaf (node) && !g_hash_table_contains (tree->children, node->path))
        ask_for_children (tree, node);
    }

  return nodes;
}

/* Moves what hangs on @node out of @nodes. Returns whether anything is still to be asked for. */
static gboolean
grow (KlTree *tree, KlNode *node, GHashTable *nodes)
{
  GVariant *answer = g_hash_table_lookup (tree->children, node->path);
  g_autoptr (GVariantIter) children = NULL;
  const char *name, *path;
  gboolean more = FALSE;

  if (answer == NULL)
    {
      if (is_leaf (node))
        return FALSE;
      ask_for_children (tree, node);
      return TRUE;
    }

  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", &name, &path))
    {
      KlNode *child = NULL;

      /* Told of by the answer, and in the cache from now on. */
      if (!g_hash_table_steal_extended (nodes, path, NULL, (gpointer *) &child))
        {
          more = TRUE;
          continue;
        }
      child->parent = node;
      child->index = (int) node->children->len;
      g_ptr_array_add (node->children, child);
      more |= grow (tree, child, nodes);
    }

  return more;
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
  tree->children =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_variant_unref);

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

  g_hash_table_unref (tree->children);
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

  g_hash_table_remove_all (tree->children);
  for (int round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GHashTable) nodes = read_items (tree);
      g_autoptr (KlNode) root = NULL;

      n_quiet = tree->n_pending > 0 ? 0 : n_quiet + 1;
      while (tree->n_pending > 0)
        g_main_context_iteration (NULL, TRUE);
      if (nodes == NULL
          || !g_hash_table_steal_extended (nodes, ROOT_PATH, NULL, (gpointer *) &root))
        return NULL;
      if (!grow (tree, root, nodes) || n_quiet > 1)
        return g_steal_pointer (&root);
      while (tree->n_pending > 0)
        g_main_context_iteration (NULL, TRUE);
    }

  return NULL;
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
