/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver-private.h"

/* What holds for every window: all has a name, stands inside, and can be reached by keys. */

/* What a combo shows as chosen is a list of its own, where the keyboard does not come. */
static gboolean
is_within_combo (const KlNode *node)
{
  for (const KlNode *parent = node->parent; parent != NULL; parent = parent->parent)
    if (parent->role == ATSPI_ROLE_COMBO_BOX)
      return TRUE;

  return FALSE;
}

static gboolean
count_nameless (KlDriver *driver, const KlNode *node, gpointer data)
{
  guint *n = data;

  if (!kl_node_has_state (node, ATSPI_STATE_SHOWING)
      || !kl_node_has_state (node, ATSPI_STATE_FOCUSABLE)
      || (node->role == ATSPI_ROLE_LIST_ITEM && is_within_combo (node)))
    return FALSE;

  switch (node->role)
    {
    case ATSPI_ROLE_PUSH_BUTTON:
    case ATSPI_ROLE_TOGGLE_BUTTON:
    case ATSPI_ROLE_CHECK_BOX:
    case ATSPI_ROLE_RADIO_BUTTON:
    case ATSPI_ROLE_COMBO_BOX:
    case ATSPI_ROLE_LIST_ITEM:
    case ATSPI_ROLE_ENTRY:
    case ATSPI_ROLE_TEXT:
    case ATSPI_ROLE_PASSWORD_TEXT:
    case ATSPI_ROLE_IMAGE:
    case ATSPI_ROLE_MENU_ITEM:
    case ATSPI_ROLE_CHECK_MENU_ITEM:
    case ATSPI_ROLE_RADIO_MENU_ITEM:
    case ATSPI_ROLE_SLIDER:
    case ATSPI_ROLE_SPIN_BUTTON:
    case ATSPI_ROLE_SWITCH:
      break;
    default:
      return FALSE;
    }

  if (*node->name == '\0' && !kl_tree_has_name (driver->tree, node))
    {
      g_autoptr (GString) place = g_string_new (NULL);

      for (const KlNode *parent = node->parent; parent != NULL; parent = parent->parent)
        if (*parent->name != '\0')
          g_string_append_printf (place, " in “%s”", parent->name);
      g_test_message ("something of role %d has no name%s", node->role, place->str);
      (*n)++;
    }

  return FALSE;
}

guint
kl_driver_count_nameless (KlDriver *driver)
{
  guint n = 0;
  g_autofree char *none = kl_driver_look (driver, count_nameless, &n, NULL);

  return n;
}

typedef struct
{
  int width;
  int height;
  guint n;
} Outside;

static gboolean
scrolls (const KlNode *node)
{
  for (const KlNode *parent = node->parent; parent != NULL; parent = parent->parent)
    if (parent->role == ATSPI_ROLE_SCROLL_PANE)
      return TRUE;

  return FALSE;
}

/* Tells of what reaches over an edge; what can be scrolled may do so above and below. */
static void
judge_extents (Outside *outside, const KlNode *node, int x, int y, int width, int height)
{
  if (x < -KL_DRIVER_SHADOW || x + width > outside->width + KL_DRIVER_SHADOW)
    {
      g_test_message ("“%s” (role %d) reaches from %d to %d in a window of %d", node->name,
                      node->role, x, x + width, outside->width);
      outside->n++;
    }
  else if (!scrolls (node)
           && (y < -KL_DRIVER_SHADOW || y + height > outside->height + KL_DRIVER_SHADOW))
    {
      g_test_message ("“%s” (role %d) reaches from %d down to %d in a window of %d", node->name,
                      node->role, y, y + height, outside->height);
      outside->n++;
    }
}

/* A list that does not scroll shows its rows whole: one that is too low cuts them off. */
static void
check_row (KlDriver *driver, const KlNode *node, Outside *outside, int y, int height)
{
  const KlNode *list = node->parent;
  int list_x, list_y, list_width, list_height;

  if (node->role != ATSPI_ROLE_LIST_ITEM || list == NULL || list->role != ATSPI_ROLE_LIST
      || list->parent == NULL || list->parent->role == ATSPI_ROLE_SCROLL_PANE
      || !kl_driver_get_extents (driver, list->path, &list_x, &list_y, &list_width, &list_height)
      || (y >= list_y && y + height <= list_y + list_height))
    return;

  g_test_message ("“%s” reaches from %d down to %d in a list from %d to %d", node->name, y,
                  y + height, list_y, list_y + list_height);
  outside->n++;
}

static gboolean
check_inside (KlDriver *driver, const KlNode *node, gpointer data)
{
  Outside *outside = data;
  int x, y, width, height;

  if (node->role != ATSPI_ROLE_FRAME && node->role != ATSPI_ROLE_LABEL
      && !kl_node_has_state (node, ATSPI_STATE_FOCUSABLE))
    return FALSE;
  if (!kl_node_has_state (node, ATSPI_STATE_SHOWING)
      || !kl_driver_get_extents (driver, node->path, &x, &y, &width, &height))
    return FALSE;

  if (node->role == ATSPI_ROLE_FRAME)
    {
      outside->width = width;
      outside->height = height;
    }
  else if (*node->name != '\0' && width > 0)
    {
      judge_extents (outside, node, x, y, width, height);
      check_row (driver, node, outside, y, height);
    }

  return FALSE;
}

/* How many words and controls reach over an edge of the window. */
guint
kl_driver_count_outside (KlDriver *driver)
{
  Outside outside = { 0 };
  g_autofree char *none = kl_driver_look (driver, check_inside, &outside, NULL);

  return outside.n;
}

/* The way around with Tab */

/* In these the arrows go from one to the next, and Tab goes on. */
static gboolean
has_arrows (const KlNode *node)
{
  for (const KlNode *parent = node->parent; parent != NULL; parent = parent->parent)
    if (parent->role == ATSPI_ROLE_LIST || parent->role == ATSPI_ROLE_LIST_BOX
        || parent->role == ATSPI_ROLE_TABLE || parent->role == ATSPI_ROLE_TREE_TABLE
        || parent->role == ATSPI_ROLE_GROUPING || parent->role == ATSPI_ROLE_PAGE_TAB_LIST)
      return TRUE;

  return FALSE;
}

/* A control may take the focus in a part of it. */
static gboolean
was_reached (const KlNode *node, GHashTable *reached)
{
  if (g_hash_table_contains (reached, node->path))
    return TRUE;
  for (guint i = 0; i < node->children->len; i++)
    if (was_reached (g_ptr_array_index (node->children, i), reached))
      return TRUE;

  return FALSE;
}

typedef struct
{
  GHashTable *reached;
  guint n;
} Round;

static gboolean
check_reached (KlDriver *driver, const KlNode *node, gpointer data)
{
  Round *round = data;
  gboolean is_control = node->role == ATSPI_ROLE_PUSH_BUTTON || node->role == ATSPI_ROLE_ENTRY
                        || node->role == ATSPI_ROLE_TEXT || node->role == ATSPI_ROLE_COMBO_BOX
                        || node->role == ATSPI_ROLE_CHECK_BOX
                        || node->role == ATSPI_ROLE_TOGGLE_BUTTON;

  if (!is_control || !kl_node_has_state (node, ATSPI_STATE_SHOWING)
      || !kl_node_has_state (node, ATSPI_STATE_FOCUSABLE)
      || !kl_node_has_state (node, ATSPI_STATE_SENSITIVE) || has_arrows (node)
      || (node->parent != NULL && g_hash_table_contains (round->reached, node->parent->path))
      || was_reached (node, round->reached))
    return FALSE;

  g_test_message ("Tab does not come to “%s” (role %d)", node->name, node->role);
  round->n++;
  return FALSE;
}

/* How many controls Tab passes over on its way around. */
guint
kl_driver_count_unreached (KlDriver *driver)
{
  g_autoptr (GHashTable) reached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Round round = { reached, 0 };
  g_autofree char *none = NULL;

  for (int i = 0; i < KL_DRIVER_MAX_STEPS; i++)
    {
      g_autofree char *before = kl_driver_look (driver, kl_driver_is_focused, NULL, NULL);
      g_autoptr (KlNode) root = NULL;
      const KlNode *after;

      kl_driver_press_key (driver, "Tab");
      root = kl_driver_wait_for_step (driver, before != NULL ? before : "");
      after = kl_driver_look_at (driver, root, kl_driver_is_focused, NULL, NULL);
      if (after != NULL && !g_hash_table_add (reached, g_strdup (after->path)))
        break;
    }
  none = kl_driver_look (driver, check_reached, &round, NULL);

  return round.n;
}
