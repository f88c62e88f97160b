/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver-private.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* How long something may take to appear; generous, since a busy machine is no fault. */
#define PATIENCE_SECONDS 25
#define POLL_US 40000

/* How often something may be made anew before it is pressed. */
#define MAX_PRESSES 5

/* Of these layers the youngest comes first: a dialog lies over the page. */
#define N_LAYERS 5

#define COORD_WINDOW 1u

/* How much that takes the keyboard may lie between for who goes back to it. */
#define N_NEAR 12

/* How long a key may take to work. */
#define STEP_US 1500000

/* Auxiliary functions */

static gboolean
run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_successful (process);
}

/* The window on top, which is the one that a person looks at. A popover or a tooltip has the name
 * of the program alone. */
static char *
get_window_id (KlDriver *driver)
{
  const char *const argv[] = { "xdotool",       "search",         "--all",
                               "--onlyvisible", "--pid",          driver->pid,
                               "--name",        "^([^k]|korte )", NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  run (argv, &output);
  lines = g_strsplit (g_strstrip (output), "\n", -1);

  return g_strdup (lines[0] != NULL ? lines[g_strv_length (lines) - 1] : "");
}

/* Does something to the window on top, whose number comes after the first words: that window may
 * just go or not be there yet, and nothing was done then. */
static void
act (KlDriver *driver, GStrv before, GStrv after)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  do
    {
      g_autofree char *window = get_window_id (driver);
      g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
      g_auto (GStrv) words = NULL;

      g_strv_builder_add (argv, "xdotool");
      g_strv_builder_addv (argv, (const char **) before);
      g_strv_builder_add (argv, window);
      g_strv_builder_addv (argv, (const char **) after);
      words = g_strv_builder_end (argv);
      if (*window != '\0' && run ((const char *const *) words, NULL))
        return;
      g_usleep (POLL_US);
    }
  while (g_get_monotonic_time () < end);

  g_error ("No window takes “%s”", after[0]);
}

#define WORDS(...) ((char *[]) { __VA_ARGS__, NULL })

/* What is not visible hides all below it; a popover is a surface of its own and says nothing
 * about being visible. */
static gboolean
is_shown (const KlNode *node, int depth)
{
  return depth < 2 || kl_node_has_state (node, ATSPI_STATE_VISIBLE)
         || kl_node_has_state (node, ATSPI_STATE_SHOWING);
}

/* Depth first over what is showing; a visitor that returns TRUE ends it with its node. */
static const KlNode *
walk (KlDriver *driver, const KlNode *node, KlDriverVisitFunc visit, gpointer data, int depth)
{
  guint n = node->children->len;

  if (visit (driver, node, data))
    return node;

  for (guint i = 0; i < n; i++)
    {
      const KlNode *child = g_ptr_array_index (node->children, depth < N_LAYERS ? n - 1 - i : i);
      const KlNode *found =
        is_shown (child, depth) ? walk (driver, child, visit, data, depth + 1) : NULL;

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

static gboolean
matches (KlDriver *driver, const KlNode *node, gpointer data)
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
static gboolean
has_focus (KlDriver *driver, const KlNode *node, gpointer data)
{
  return matches (driver, node, data)
         && walk (driver, node, kl_driver_is_focused, NULL, N_LAYERS) != NULL;
}

/* Returns the path of what was found, which lasts longer than the tree. */
char *
kl_driver_look (KlDriver *driver,
                KlDriverVisitFunc visit,
                gpointer data,
                const KlDriverWanted *within)
{
  g_autoptr (KlNode) root = kl_tree_read (driver->tree);
  const KlNode *start = root;
  const KlNode *found;

  if (root != NULL && within != NULL)
    start = walk (driver, root, matches, (gpointer) within, 0);
  if (start == NULL)
    return NULL;

  found = walk (driver, start, visit, data, within != NULL ? N_LAYERS : 0);
  return found != NULL ? g_strdup (found->path) : NULL;
}

static char *
wait_for (KlDriver *driver, KlDriverVisitFunc visit, gpointer data, const KlDriverWanted *within)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  do
    {
      char *path = kl_driver_look (driver, visit, data, within);

      if (path != NULL)
        return path;
      g_usleep (POLL_US);
    }
  while (g_get_monotonic_time () < end);

  return NULL;
}

static char *
find (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  char *path = wait_for (driver, matches, (gpointer) wanted, within);

  if (path != NULL)
    return path;

  kl_driver_screenshot (driver, "not-found");
  kl_driver_print (driver);
  g_error ("No “%s” (role %d) on the screen", wanted->name, wanted->role);
}

static gboolean
call_boolean (KlDriver *driver,
              const char *path,
              const char *interface,
              const char *method,
              GVariant *parameters)
{
  g_autoptr (GVariant) reply =
    kl_tree_call (driver->tree, path, interface, method, parameters, "(b)");
  gboolean answer = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &answer);

  return answer;
}

gboolean
kl_driver_get_extents (KlDriver *driver, const char *path, int *x, int *y, int *width, int *height)
{
  g_autoptr (GVariant) reply =
    kl_tree_call (driver->tree, path, "org.a11y.atspi.Component", "GetExtents",
                  g_variant_new ("(u)", COORD_WINDOW), "((iiii))");

  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "((iiii))", x, y, width, height);
  return TRUE;
}

/* Starting and ending */

KlDriver *
kl_driver_start (const char *const *args)
{
  KlDriver *driver = g_new0 (KlDriver, 1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "src", "korte-lijnen", NULL);

  g_ptr_array_add (argv, program);
  for (gsize i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);

  driver->process =
    g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  driver->pid = g_strdup (g_subprocess_get_identifier (driver->process));
  driver->tree = kl_tree_new (atoi (driver->pid));
  kl_driver_find (driver, ATSPI_ROLE_FRAME, "Korte Lijnen");

  return driver;
}

void
kl_driver_kill (KlDriver *driver)
{
  g_subprocess_send_signal (driver->process, SIGKILL);
  g_subprocess_wait (driver->process, NULL, NULL);
}

void
kl_driver_stop (KlDriver *driver)
{
  g_subprocess_send_signal (driver->process, SIGTERM);
  g_subprocess_wait (driver->process, NULL, NULL);
  g_object_unref (driver->process);
  kl_tree_free (driver->tree);
  g_free (driver->pid);
  g_free (driver);
}

/* Looking */

/* Waits until it is there. */
void
kl_driver_find (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = find (driver, &(KlDriverWanted) { role, name }, NULL);
}

/* Whether it is there now. */
gboolean
kl_driver_has (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = kl_driver_look (driver, matches, &(KlDriverWanted) { role, name }, NULL);

  return path != NULL;
}

static gboolean
wait_gone_within (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *path = kl_driver_look (driver, matches, (gpointer) wanted, within);

      if (path == NULL)
        return TRUE;
      g_usleep (POLL_US);
    }

  kl_driver_screenshot (driver, "not-gone");
  return FALSE;
}

gboolean
kl_driver_wait_gone (KlDriver *driver, AtspiRole role, const char *name)
{
  return wait_gone_within (driver, &(KlDriverWanted) { role, name }, NULL);
}

gboolean
kl_driver_sees (KlDriver *driver, const char *text)
{
  g_autofree char *path = wait_for (driver, holds_text, (gpointer) text, NULL);

  if (path == NULL)
    kl_driver_screenshot (driver, "not-seen");

  return path != NULL;
}

gboolean
kl_driver_wait_focus (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = wait_for (driver, has_focus, &(KlDriverWanted) { role, name }, NULL);

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
  g_autofree char *there = find (driver, &within, NULL);
  g_autofree char *none = kl_driver_look (driver, add_name, &listing, &within);

  return g_strv_builder_end (names);
}

/* What stands in a field. */
char *
kl_driver_get_text (KlDriver *driver, AtspiRole role, const char *name)
{
  KlNode field = { .path = find (driver, &(KlDriverWanted) { role, name }, NULL) };
  g_autofree char *path = field.path;

  return dup_content (driver, &field);
}

/* What a screen reader says after the name, as it is now. */
char *
kl_driver_get_description (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = find (driver, &(KlDriverWanted) { role, name }, NULL);
  g_autoptr (GVariant) reply =
    kl_tree_call (driver->tree, path, "org.freedesktop.DBus.Properties", "Get",
                  g_variant_new ("(ss)", "org.a11y.atspi.Accessible", "Description"), "(v)");
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return g_strdup ("");

  g_variant_get (reply, "(v)", &value);
  return g_variant_dup_string (value, NULL);
}

/* Doing */

void
kl_driver_press_key (KlDriver *driver, const char *keys)
{
  act (driver, WORDS ("windowfocus", "--sync"), WORDS ("key", "--clearmodifiers", (char *) keys));
}

static gboolean
has_path (KlDriver *driver, const KlNode *node, gpointer data)
{
  return g_str_equal (node->path, data);
}

static const KlNode *
find_focused (KlDriver *driver, const KlNode *root)
{
  const KlNode *found = walk (driver, root, kl_driver_is_focused, NULL, 0);

  return found;
}

/* Down in a menu, and in a list where both are rows of it; Tab anywhere else. Returns %NULL when
 * it is there. */
static const char *
choose_step (KlDriver *driver,
             const KlDriverWanted *wanted,
             const KlDriverWanted *within,
             char **focused_path)
{
  g_autoptr (KlNode) root = kl_tree_read (driver->tree);
  const KlNode *start = root, *focused, *target;
  const int depth = within != NULL ? N_LAYERS : 0;

  if (root != NULL && within != NULL)
    start = walk (driver, root, matches, (gpointer) within, 0);
  if (start == NULL)
    return "Tab";
  if (walk (driver, start, has_focus, (gpointer) wanted, depth) != NULL)
    return NULL;

  focused = find_focused (driver, root);
  target = walk (driver, start, matches, (gpointer) wanted, depth);
  *focused_path = g_strdup (focused != NULL ? focused->path : "");
  if (focused != NULL && target != NULL && focused->role == ATSPI_ROLE_LIST_ITEM
      && focused->parent == target->parent)
    return focused->index < target->index ? "Down" : "Up";

  return wanted->role == ATSPI_ROLE_MENU_ITEM ? "Down" : "Tab";
}

void
kl_driver_wait_for_step (KlDriver *driver, const char *focused_path)
{
  gint64 end = g_get_monotonic_time () + STEP_US;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (KlNode) root = kl_tree_read (driver->tree);
      const KlNode *focused = root != NULL ? find_focused (driver, root) : NULL;

      if (focused != NULL && !g_str_equal (focused->path, focused_path))
        return;
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

      if (is_shown (child, depth))
        measure (child, depth + 1, stretch);
    }
}

/* Who just passed it goes back: the way around leads past every row of a long page. */
static gboolean
is_just_passed (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  g_autofree char *path = kl_driver_look (driver, matches, (gpointer) wanted, within);
  g_autoptr (KlNode) root = kl_tree_read (driver->tree);
  Stretch stretch = { 0 };

  if (path == NULL || root == NULL)
    return FALSE;

  stretch.from = walk (driver, root, has_path, path, 0);
  stretch.to = find_focused (driver, root);
  if (stretch.from == NULL || stretch.to == NULL)
    return FALSE;

  measure (root, 0, &stretch);
  return stretch.begun && stretch.ended && stretch.n_stops > 0 && stretch.n_stops <= N_NEAR;
}

/* The focus is in a row that has buttons of its own, which are come upon first from behind. */
static gboolean
is_in_part (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  g_autofree char *path = kl_driver_look (driver, has_focus, (gpointer) wanted, within);
  g_autoptr (KlNode) root = kl_tree_read (driver->tree);
  const KlNode *node = root != NULL && path != NULL ? walk (driver, root, has_path, path, 0) : NULL;

  return node != NULL && kl_node_has_state (node, ATSPI_STATE_FOCUSABLE)
         && !kl_node_has_state (node, ATSPI_STATE_FOCUSED);
}

/* The keyboard reaches everything; the toolkit lets nobody set the focus through the bus. */
static void
focus (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  g_autofree char *there = find (driver, wanted, within);
  const int n_back = is_just_passed (driver, wanted, within) ? 2 * N_NEAR : 0;

  /* Where it was not there, the same way is gone again the other way. */
  for (int i = 0; i < KL_DRIVER_MAX_STEPS + 2 * n_back; i++)
    {
      g_autofree char *focused_path = NULL;
      const char *step = choose_step (driver, wanted, within, &focused_path);

      if (step == NULL && (i == 0 || i >= n_back || !is_in_part (driver, wanted, within)))
        return;
      if (step == NULL || (i < n_back && g_str_equal (step, "Tab")))
        step = "shift+Tab";
      kl_driver_press_key (driver, step);
      kl_driver_wait_for_step (driver, focused_path != NULL ? focused_path : "");
    }

  kl_driver_screenshot (driver, "not-focused");
  g_error ("The keyboard does not reach “%s” (role %d)", wanted->name, wanted->role);
}

void
kl_driver_focus (KlDriver *driver, AtspiRole role, const char *name)
{
  focus (driver, &(KlDriverWanted) { role, name }, NULL);
}

/* What is made anew between finding and pressing is found again. */
static void
press (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  for (int i = 0; i < MAX_PRESSES; i++)
    {
      g_autofree char *path = find (driver, wanted, within);

      if (call_boolean (driver, path, "org.a11y.atspi.Action", "DoAction",
                        g_variant_new ("(i)", 0)))
        return;
      g_usleep (POLL_US);
    }

  kl_driver_screenshot (driver, "not-pressed");
  g_error ("“%s” (role %d) cannot be pressed", wanted->name, wanted->role);
}

/* Rows and check boxes have no action of their own on the bus: they are pressed by keys. */
void
kl_driver_press (KlDriver *driver, AtspiRole role, const char *name)
{
  gboolean is_row = role == ATSPI_ROLE_LIST_ITEM;

  if (!is_row && role != ATSPI_ROLE_CHECK_BOX && role != ATSPI_ROLE_RADIO_BUTTON)
    {
      press (driver, &(KlDriverWanted) { role, name }, NULL);
      return;
    }

  kl_driver_focus (driver, role, name);
  kl_driver_press_key (driver, is_row ? "Return" : "space");
}

/* By the keyboard, in the menu that @button opens. */
void
kl_driver_choose (KlDriver *driver, const char *button, const char *item)
{
  g_autofree char *whole = g_strconcat ("=", button, NULL);

  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_focus (driver, ATSPI_ROLE_TOGGLE_BUTTON,
                   kl_driver_has (driver, ATSPI_ROLE_TOGGLE_BUTTON, whole) ? whole : button);
  kl_driver_keys (driver, "Return");
  kl_driver_focus (driver, ATSPI_ROLE_MENU_ITEM, item);
  kl_driver_keys (driver, "Return");
}

/* A list that opens under the pointer takes what lies there for chosen. */
static void
put_pointer_aside (void)
{
  run ((const char *const[]) { "xdotool", "mousemove", "10000", "10000", NULL }, NULL);
}

/* What stands in a choice is told after what is asked. */
static char *
dup_chosen (KlDriver *driver, const char *field)
{
  g_auto (GStrv) labels = kl_driver_list (driver, ATSPI_ROLE_LABEL, ATSPI_ROLE_COMBO_BOX, field);
  const guint n = g_strv_length (labels);

  return g_strdup (n > 0 ? labels[n - 1] : "");
}

/* What says something else than all of a long list is its last. */
static void
show_choice (KlDriver *driver, const KlDriverWanted *item, const KlDriverWanted *list)
{
  g_autofree char *path = kl_driver_look (driver, matches, (gpointer) item, list);

  if (path == NULL)
    kl_driver_press_key (driver, "End");
}

/* By the keyboard, in the list that @field opens; a long one is searched by typing. The focus
 * rests where it should be before a key goes down: a list that opens passes it around. What is
 * chosen already stays. */
void
kl_driver_select (KlDriver *driver, const char *field, const char *typed, const char *item)
{
  const KlDriverWanted list = { ATSPI_ROLE_COMBO_BOX, field };
  g_autofree char *before = dup_chosen (driver, field);
  g_autofree char *after = NULL;

  if (g_str_equal (before, item))
    return;

  put_pointer_aside ();
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, field);
  kl_driver_keys (driver, "Return");
  if (typed != NULL)
    {
      g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_ENTRY, ""));
      kl_driver_type (driver, typed);
    }
  else
    {
      g_autofree char *chosen =
        wait_for (driver, has_focus, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, before }, &list);

      g_assert_nonnull (chosen);
      show_choice (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list);
    }
  focus (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list);
  kl_driver_keys (driver, "Return");
  g_assert_true (
    wait_gone_within (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list));
  after = find (driver, &(KlDriverWanted) { ATSPI_ROLE_LABEL, item }, &list);
}

static gboolean
is_on (KlDriver *driver, const KlNode *node, gpointer data)
{
  return matches (driver, node, data)
         && (kl_node_has_state (node, ATSPI_STATE_PRESSED)
             || kl_node_has_state (node, ATSPI_STATE_CHECKED));
}

static gboolean
wait_until_on (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  gint64 end = g_get_monotonic_time () + STEP_US;

  do
    {
      g_autofree char *on = kl_driver_look (driver, is_on, (gpointer) wanted, within);

      if (on != NULL)
        return TRUE;
      g_usleep (POLL_US);
    }
  while (g_get_monotonic_time () < end);

  return FALSE;
}

/* One that is made anew just as it is pressed takes it for nothing. */
static void
switch_on (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  for (int i = 0; i < MAX_PRESSES; i++)
    {
      press (driver, wanted, within);
      if (wait_until_on (driver, wanted, within))
        return;
    }

  g_error ("“%s” does not go on", wanted->name);
}

/* Inside the first that is called @parent; what can be on is on afterwards. */
void
kl_driver_press_in (KlDriver *driver,
                    AtspiRole role,
                    const char *name,
                    AtspiRole parent_role,
                    const char *parent)
{
  const KlDriverWanted wanted = { role, name };
  const KlDriverWanted within = { parent_role, parent };

  if (role == ATSPI_ROLE_TOGGLE_BUTTON || role == ATSPI_ROLE_RADIO_BUTTON)
    switch_on (driver, &wanted, &within);
  else
    press (driver, &wanted, &within);
}

void
kl_driver_set_text (KlDriver *driver, AtspiRole role, const char *name, const char *text)
{
  g_autofree char *path = find (driver, &(KlDriverWanted) { role, name }, NULL);

  g_assert_true (call_boolean (driver, path, "org.a11y.atspi.EditableText", "SetTextContents",
                               g_variant_new ("(s)", text)));
}

void
kl_driver_type (KlDriver *driver, const char *text)
{
  /* Keys, though they stand between words. */
  for (const char *c = text; *c != '\0'; c++)
    driver->n_keys += *c == '\t' || *c == '\n';
  act (driver, WORDS ("windowfocus", "--sync"), WORDS ("type", "--delay", "8", (char *) text));
}

static void
count_keys (KlDriver *driver, const char *keys)
{
  driver->n_keys++;
  for (const char *c = keys; *c != '\0'; c++)
    driver->n_keys += *c == '+';
}

/* One key, with others held down: "ctrl+n". */
void
kl_driver_keys (KlDriver *driver, const char *keys)
{
  count_keys (driver, keys);
  kl_driver_press_key (driver, keys);
}

/* Without waiting for what the key brings, as somebody does who knows the way. */
void
kl_driver_keys_and_type (KlDriver *driver, const char *keys, const char *text)
{
  count_keys (driver, keys);
  act (driver, WORDS ("windowfocus", "--sync"),
       WORDS ("key", "--clearmodifiers", (char *) keys, "type", "--delay", "8", (char *) text));
}

/* How many keys went down besides those of words. */
guint
kl_driver_get_n_keys (KlDriver *driver)
{
  return driver->n_keys;
}

/* Until the toolkit has laid itself out anew, the shadow of the window included or not. */
static void
wait_for_size (KlDriver *driver, int width, int height)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  int x, y, w = 0, h = 0;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *frame = find (driver, &(KlDriverWanted) { ATSPI_ROLE_FRAME, "" }, NULL);

      if (kl_driver_get_extents (driver, frame, &x, &y, &w, &h)
          && ABS (w - width) <= 2 * KL_DRIVER_SHADOW && ABS (h - height) <= 2 * KL_DRIVER_SHADOW)
        return;
      g_usleep (POLL_US);
    }

  g_error ("The window stays %d by %d", w, h);
}

void
kl_driver_resize (KlDriver *driver, int width, int height)
{
  g_autofree char *w = g_strdup_printf ("%d", width);
  g_autofree char *h = g_strdup_printf ("%d", height);

  act (driver, WORDS ("windowsize", "--sync"), WORDS (w, h));
  wait_for_size (driver, width, height);
}

/* Brings the pointer where a person would click: in the middle, and on whatever lies on top there.
 * The toolkit counts from somewhere in the shadow of the window; the frame tells where that is. */
void
kl_driver_point (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autofree char *path = find (driver, &(KlDriverWanted) { role, name }, NULL);
  g_autofree char *frame = find (driver, &(KlDriverWanted) { ATSPI_ROLE_FRAME, "" }, NULL);
  g_autofree char *column = NULL;
  g_autofree char *row = NULL;
  int x = 0, y = 0, width = 0, height = 0, left = 0, top = 0, ignored;

  g_assert_true (kl_driver_get_extents (driver, path, &x, &y, &width, &height));
  g_assert_true (kl_driver_get_extents (driver, frame, &left, &top, &ignored, &ignored));
  column = g_strdup_printf ("%d", x - left + width / 2);
  row = g_strdup_printf ("%d", y - top + height / 2);
  act (driver, WORDS ("mousemove", "--sync", "--window"), WORDS (column, row));
}

static void
press_button (KlDriver *driver, AtspiRole role, const char *name, const char *button)
{
  kl_driver_point (driver, role, name);
  run ((const char *const[]) { "xdotool", "click", button, NULL }, NULL);
}

void
kl_driver_click (KlDriver *driver, AtspiRole role, const char *name)
{
  press_button (driver, role, name, "1");
}

/* A turn of the wheel away from the hand. */
void
kl_driver_wheel (KlDriver *driver, AtspiRole role, const char *name)
{
  press_button (driver, role, name, "4");
}

void
kl_driver_screenshot (KlDriver *driver, const char *name)
{
  g_autofree char *window = get_window_id (driver);
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "screenshots", NULL);
  g_autofree char *command = NULL;

  g_mkdir_with_parents (folder, 0755);
  command =
    g_strdup_printf ("xwd -silent -id %s | convert xwd:- '%s/%s.png'", window, folder, name);
  run ((const char *const[]) { "sh", "-c", command, NULL }, NULL);
}

/* Judging */

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
