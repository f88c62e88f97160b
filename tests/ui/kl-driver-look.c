/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver-private.h"

#include <string.h>

/* Not everything is told of: after so long it is worth another look. */
#define QUIET_MS 250

/* What is not visible hides all below it; a popover is a surface of its own and says nothing
 * about being visible. */
gboolean
kl_driver_is_shown (const KlNode *node, int depth)
{
  return depth < 2 || kl_node_has_state (node, ATSPI_STATE_VISIBLE)
         || kl_node_has_state (node, ATSPI_STATE_SHOWING);
}

/* Depth first over what is showing; a visitor that returns TRUE ends it with its node. */
const KlNode *
kl_driver_walk (KlDriver *driver,
                const KlNode *node,
                KlDriverVisitFunc visit,
                gpointer data,
                int depth)
{
  guint n = node->children->len;

  if (visit (driver, node, data))
    return node;

  for (guint i = 0; i < n; i++)
    {
      const KlNode *child =
        g_ptr_array_index (node->children, depth < KL_DRIVER_N_LAYERS ? n - 1 - i : i);
      const KlNode *found = kl_driver_is_shown (child, depth)
                              ? kl_driver_walk (driver, child, visit, data, depth + 1)
                              : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_called (const KlNode *node, const char *name)
{
  return *name == '=' ? g_str_equal (node->name, name + 1) : strstr (node->name, name) != NULL;
}

gboolean
kl_driver_matches (KlDriver *driver, const KlNode *node, gpointer data)
{
  const KlDriverWanted *wanted = data;

  return (wanted->role == ATSPI_ROLE_INVALID || node->role == wanted->role)
         && is_called (node, wanted->name) && kl_node_has_state (node, ATSPI_STATE_SHOWING);
}

/* The text that can be read or typed in an accessible; its name is that of the field. */
static char *
dup_content (KlDriver *driver, const KlNode *node)
{
  g_autoptr (GVariant) reply = kl_tree_call (driver->tree, node->path, "org.a11y.atspi.Text",
                                             "GetText", g_variant_new ("(ii)", 0, -1), "(s)");
  char *content = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(s)", &content);

  return content;
}

static gboolean
holds_text (KlDriver *driver, const KlNode *node, gpointer data)
{
  const char *wanted = data;
  g_autofree char *content = NULL;

  if (!kl_node_has_state (node, ATSPI_STATE_SHOWING))
    return FALSE;
  if (strstr (node->name, wanted) != NULL
      || (node->description != NULL && strstr (node->description, wanted) != NULL))
    return TRUE;
  if (node->role == ATSPI_ROLE_TEXT)
    content = dup_content (driver, node);

  return content != NULL && strstr (content, wanted) != NULL;
}

gboolean
kl_driver_is_focused (KlDriver *driver, const KlNode *node, gpointer data)
{
  return kl_node_has_state (node, ATSPI_STATE_FOCUSED);
}

/* A field has the focus in a part of it. */
gboolean
kl_driver_has_focus (KlDriver *driver, const KlNode *node, gpointer data)
{
  return kl_driver_matches (driver, node, data)
         && kl_driver_walk (driver, node, kl_driver_is_focused, NULL, KL_DRIVER_N_LAYERS) != NULL;
}

const KlNode *
kl_driver_look_at (KlDriver *driver,
                   const KlNode *root,
                   KlDriverVisitFunc visit,
                   gpointer data,
                   const KlDriverWanted *within)
{
  const KlNode *start = root;

  if (root != NULL && within != NULL)
    start = kl_driver_walk (driver, root, kl_driver_matches, (gpointer) within, 0);
  if (start == NULL)
    return NULL;

  return kl_driver_walk (driver, start, visit, data, within != NULL ? KL_DRIVER_N_LAYERS : 0);
}

/* Returns the path of what was found, which lasts longer than the tree. */
char *
kl_driver_look (KlDriver *driver,
                KlDriverVisitFunc visit,
                gpointer data,
                const KlDriverWanted *within)
{
  g_autoptr (KlNode) root = kl_tree_read (driver->tree);
  const KlNode *found = kl_driver_look_at (driver, root, visit, data, within);

  return found != NULL ? g_strdup (found->path) : NULL;
}

/* Until there may be anything else to see. */
void
kl_driver_pause (KlDriver *driver)
{
  g_usleep (KL_DRIVER_POLL_US);
  kl_tree_wait (driver->tree, QUIET_MS);
}

/* Returns what was looked at, NULL when nothing was found in it. */
static KlNode *
wait_for_all (KlDriver *driver,
              KlDriverVisitFunc visit,
              gpointer data,
              const KlDriverWanted *within,
              const KlNode **found)
{
  gint64 end = g_get_monotonic_time () + KL_DRIVER_PATIENCE_US;

  driver->has_looked = TRUE;
  do
    {
      g_autoptr (KlNode) root = kl_tree_read (driver->tree);

      *found = kl_driver_look_at (driver, root, visit, data, within);
      if (*found != NULL)
        return g_steal_pointer (&root);
      kl_driver_pause (driver);
    }
  while (g_get_monotonic_time () < end);

  return NULL;
}

char *
kl_driver_wait_for (KlDriver *driver,
                    KlDriverVisitFunc visit,
                    gpointer data,
                    const KlDriverWanted *within)
{
  const KlNode *found = NULL;
  g_autoptr (KlNode) root = wait_for_all (driver, visit, data, within, &found);

  return found != NULL ? g_strdup (found->path) : NULL;
}

/* Returns all that is on the screen once what is wanted is there. */
KlNode *
kl_driver_find_all (KlDriver *driver,
                    const KlDriverWanted *wanted,
                    const KlDriverWanted *within,
                    const KlNode **found)
{
  KlNode *root = wait_for_all (driver, kl_driver_matches, (gpointer) wanted, within, found);

  if (root != NULL)
    return root;

  kl_driver_screenshot (driver, "not-found");
  kl_driver_print (driver);
  g_error ("No “%s” (role %d) on the screen", wanted->name, wanted->role);
}

char *
kl_driver_find_in (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  const KlNode *found = NULL;
  g_autoptr (KlNode) root = kl_driver_find_all (driver, wanted, within, &found);

  return g_strdup (found->path);
}

static gboolean
print_node (KlDriver *driver, const KlNode *node, gpointer data)
{
  int depth = 0;

  for (const KlNode *parent = node->parent; parent != NULL; parent = parent->parent)
    depth++;
  g_test_message ("%*s%d “%s”%s%s", depth, "", node->role, node->name,
                  kl_node_has_state (node, ATSPI_STATE_SHOWING) ? "" : " (hidden)",
                  kl_node_has_state (node, ATSPI_STATE_FOCUSED) ? " (focus)" : "");

  return FALSE;
}

/* All that is on the screen, for who writes a story. */
void
kl_driver_print (KlDriver *driver)
{
  g_autofree char *none = kl_driver_look (driver, print_node, NULL, NULL);
}

/* Looking */

/* Waits until it is there. */
void
kl_driver_find (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = kl_driver_find_in (driver, &(KlDriverWanted) { role, name }, NULL);
}

/* Whether it is there now. */
gboolean
kl_driver_has (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path =
    kl_driver_look (driver, kl_driver_matches, &(KlDriverWanted) { role, name }, NULL);

  return path != NULL;
}

gboolean
kl_driver_wait_gone_in (KlDriver *driver,
                        const KlDriverWanted *wanted,
                        const KlDriverWanted *within)
{
  gint64 end = g_get_monotonic_time () + KL_DRIVER_PATIENCE_US;

  driver->has_looked = TRUE;
  while (g_get_monotonic_time () < end)
    {
      g_autofree char *path = kl_driver_look (driver, kl_driver_matches, (gpointer) wanted, within);

      if (path == NULL)
        return TRUE;
      kl_driver_pause (driver);
    }

  kl_driver_screenshot (driver, "not-gone");
  return FALSE;
}

gboolean
kl_driver_wait_gone (KlDriver *driver, AtspiRole role, const char *name)
{
  return kl_driver_wait_gone_in (driver, &(KlDriverWanted) { role, name }, NULL);
}

gboolean
kl_driver_sees (KlDriver *driver, const char *text)
{
  g_autofree char *path = kl_driver_wait_for (driver, holds_text, (gpointer) text, NULL);

  if (path == NULL)
    {
      kl_driver_screenshot (driver, "not-seen");
      kl_driver_print (driver);
    }

  return path != NULL;
}

gboolean
kl_driver_wait_focus (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path =
    kl_driver_wait_for (driver, kl_driver_has_focus, &(KlDriverWanted) { role, name }, NULL);

  if (path == NULL)
    {
      kl_driver_screenshot (driver, "no-focus");
      kl_driver_print (driver);
    }

  return path != NULL;
}

typedef struct
{
  AtspiRole role;
  GStrvBuilder *names;
} Listing;

static gboolean
add_name (KlDriver *driver, const KlNode *node, gpointer data)
{
  Listing *listing = data;

  if (node->role == listing->role && kl_node_has_state (node, ATSPI_STATE_SHOWING))
    g_strv_builder_add (listing->names, node->name);

  return FALSE;
}

/* The names of all with @role inside the first that is called @parent. */
GStrv
kl_driver_list (KlDriver *driver, AtspiRole role, AtspiRole parent_role, const char *parent)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  Listing listing = { role, names };
  KlDriverWanted within = { parent_role, parent };
  const KlNode *found = NULL;
  g_autoptr (KlNode) root = kl_driver_find_all (driver, &within, NULL, &found);

  kl_driver_walk (driver, found, add_name, &listing, KL_DRIVER_N_LAYERS);
  return g_strv_builder_end (names);
}

/* What stands in a field. */
char *
kl_driver_get_text (KlDriver *driver, AtspiRole role, const char *name)
{
  KlNode field = { .path = kl_driver_find_in (driver, &(KlDriverWanted) { role, name }, NULL) };
  g_autofree char *path = field.path;

  return dup_content (driver, &field);
}

/* What a screen reader says after the name, as it is now. */
char *
kl_driver_get_description (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = kl_driver_find_in (driver, &(KlDriverWanted) { role, name }, NULL);
  g_autoptr (GVariant) reply =
    kl_tree_call (driver->tree, path, "org.freedesktop.DBus.Properties", "Get",
                  g_variant_new ("(ss)", "org.a11y.atspi.Accessible", "Description"), "(v)");
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return g_strdup ("");

  g_variant_get (reply, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}
