/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver-private.h"

/* How much that takes the keyboard may lie between for who goes back to it. */
#define N_NEAR 12

/* That the focus moved is always told of, but not that it stays. */
#define QUIET_MS 400

static const KlNode *
find_focused (KlDriver *driver, const KlNode *root)
{
  return kl_driver_look_at (driver, root, kl_driver_is_focused, NULL, NULL);
}

/* Down in a menu, and in a list where both are rows of it; Tab anywhere else. Returns %NULL when
 * it is there. */
static const char *
choose_step (KlDriver *driver,
             const KlNode *root,
             const KlDriverWanted *wanted,
             const KlDriverWanted *within)
{
  const KlNode *focused, *target;

  if (root == NULL
      || (within != NULL
          && kl_driver_look_at (driver, root, kl_driver_matches, (gpointer) within, NULL) == NULL))
    return "Tab";
  if (kl_driver_look_at (driver, root, kl_driver_has_focus, (gpointer) wanted, within) != NULL)
    return NULL;

  focused = find_focused (driver, root);
  target = kl_driver_look_at (driver, root, kl_driver_matches, (gpointer) wanted, within);
  if (focused != NULL && target != NULL && focused->role == ATSPI_ROLE_LIST_ITEM
      && focused->parent == target->parent)
    return focused->index < target->index ? "Down" : "Up";

  return wanted->role == ATSPI_ROLE_MENU_ITEM ? "Down" : "Tab";
}

/* Returns what is on the screen when the focus has left @focused_path, or should have. */
KlNode *
kl_driver_wait_for_step (KlDriver *driver, const char *focused_path)
{
  gint64 end = g_get_monotonic_time () + KL_DRIVER_STEP_US;

  while (TRUE)
    {
      g_autoptr (KlNode) root = NULL;
      const KlNode *focused;

      kl_tree_wait (driver->tree, QUIET_MS);
      root = kl_tree_read (driver->tree);
      focused = find_focused (driver, root);
      if ((focused != NULL && !g_str_equal (focused->path, focused_path))
          || g_get_monotonic_time () >= end)
        return g_steal_pointer (&root);
    }
}

/* What lies from one node to another further on in reading order. */
typedef struct
{
  const KlNode *from;
  const KlNode *to;
  gboolean begun;
  gboolean ended;
  guint n_stops;
} Stretch;

static void
measure (const KlNode *node, int depth, Stretch *stretch)
{
  stretch->begun |= node == stretch->from;
  stretch->ended |= node == stretch->to;
  if (stretch->begun && !stretch->ended)
    stretch->n_stops += kl_node_has_state (node, ATSPI_STATE_FOCUSABLE);

  for (guint i = 0; i < node->children->len && !stretch->ended; i++)
    {
      const KlNode *child = g_ptr_array_index (node->children, i);

      if (kl_driver_is_shown (child, depth))
        measure (child, depth + 1, stretch);
    }
}

/* Who just passed it goes back: the way around leads past every row of a long page. */
static gboolean
is_just_passed (KlDriver *driver, const KlNode *root, const KlNode *node)
{
  Stretch stretch = { .from = node, .to = find_focused (driver, root) };

  if (stretch.to == NULL)
    return FALSE;

  measure (root, 0, &stretch);
  return stretch.begun && stretch.ended && stretch.n_stops > 0 && stretch.n_stops <= N_NEAR;
}

/* The focus is in a row that has buttons of its own, which are come upon first from behind. */
static gboolean
is_in_part (KlDriver *driver,
            const KlNode *root,
            const KlDriverWanted *wanted,
            const KlDriverWanted *within)
{
  const KlNode *node =
    kl_driver_look_at (driver, root, kl_driver_has_focus, (gpointer) wanted, within);

  return node != NULL && kl_node_has_state (node, ATSPI_STATE_FOCUSABLE)
         && !kl_node_has_state (node, ATSPI_STATE_FOCUSED);
}

static KlNode *
step_on (KlDriver *driver, const KlNode *root, const char *step)
{
  const KlNode *focused = find_focused (driver, root);
  g_autofree char *path = g_strdup (focused != NULL ? focused->path : "");

  kl_driver_press_key (driver, step);

  return kl_driver_wait_for_step (driver, path);
}

/* The keyboard reaches everything; the toolkit lets nobody set the focus through the bus. */
void
kl_driver_focus_in (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  const KlNode *there = NULL;
  g_autoptr (KlNode) root = kl_driver_find_all (driver, wanted, within, &there);
  const int n_back = is_just_passed (driver, root, there) ? 2 * N_NEAR : 0;

  /* Where it was not there, the same way is gone again the other way. */
  for (int i = 0; i < KL_DRIVER_MAX_STEPS + 2 * n_back; i++)
    {
      const char *step = choose_step (driver, root, wanted, within);
      KlNode *next;

      /* What the focus only passes on its way does not have it at a second look. */
      if (step == NULL)
        {
          kl_node_free (root);
          root = kl_tree_read (driver->tree);
          step = choose_step (driver, root, wanted, within);
        }
      if (step == NULL && (i == 0 || i >= n_back || !is_in_part (driver, root, wanted, within)))
        return;
      if (step == NULL || (i < n_back && g_str_equal (step, "Tab")))
        step = "shift+Tab";
      next = step_on (driver, root, step);
      kl_node_free (root);
      root = next;
    }

  kl_driver_screenshot (driver, "not-focused");
  g_error ("The keyboard does not reach “%s” (role %d)", wanted->name, wanted->role);
}

void
kl_driver_focus (KlDriver *driver, AtspiRole role, const char *name)
{
  kl_driver_focus_in (driver, &(KlDriverWanted) { role, name }, NULL);
}
