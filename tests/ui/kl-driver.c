/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver-private.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* How often something may be made anew before it is pressed. */
#define MAX_PRESSES 5

#define COORD_WINDOW 1u

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
  gint64 end = g_get_monotonic_time () + KL_DRIVER_PATIENCE_US;

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
      g_usleep (KL_DRIVER_POLL_US);
    }
  while (g_get_monotonic_time () < end);

  g_error ("No window takes “%s”", after[0]);
}

#define WORDS(...) ((char *[]) { __VA_ARGS__, NULL })

/* Nobody is as fast as this: who saw something appear does the next thing when all has come to
 * rest, as the focus of a dialog that opens. */
static void
take_breath (KlDriver *driver)
{
  if (driver->has_looked)
    kl_tree_settle (driver->tree);
  driver->has_looked = FALSE;
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

/* Doing */

void
kl_driver_press_key (KlDriver *driver, const char *keys)
{
  act (driver, WORDS ("windowfocus", "--sync"), WORDS ("key", "--clearmodifiers", (char *) keys));
}

/* What is made anew between finding and pressing is found again. */
static void
press (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  for (int i = 0; i < MAX_PRESSES; i++)
    {
      g_autofree char *path = kl_driver_find_in (driver, wanted, within);

      take_breath (driver);
      if (call_boolean (driver, path, "org.a11y.atspi.Action", "DoAction",
                        g_variant_new ("(i)", 0)))
        return;
      g_usleep (KL_DRIVER_POLL_US);
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
  take_breath (driver);
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
  g_autofree char *path = kl_driver_look (driver, kl_driver_matches, (gpointer) item, list);

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
        kl_driver_wait_for (driver, kl_driver_has_focus,
                            &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, before }, &list);

      g_assert_nonnull (chosen);
      show_choice (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list);
    }
  kl_driver_focus_in (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list);
  kl_driver_keys (driver, "Return");
  g_assert_true (
    kl_driver_wait_gone_in (driver, &(KlDriverWanted) { ATSPI_ROLE_LIST_ITEM, item }, &list));
  after = kl_driver_find_in (driver, &(KlDriverWanted) { ATSPI_ROLE_LABEL, item }, &list);
}

static gboolean
is_on (KlDriver *driver, const KlNode *node, gpointer data)
{
  return kl_driver_matches (driver, node, data)
         && (kl_node_has_state (node, ATSPI_STATE_PRESSED)
             || kl_node_has_state (node, ATSPI_STATE_CHECKED));
}

static gboolean
wait_until_on (KlDriver *driver, const KlDriverWanted *wanted, const KlDriverWanted *within)
{
  gint64 end = g_get_monotonic_time () + KL_DRIVER_STEP_US;

  do
    {
      g_autofree char *on = kl_driver_look (driver, is_on, (gpointer) wanted, within);

      if (on != NULL)
        return TRUE;
      kl_driver_pause (driver);
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
  g_autofree char *path = kl_driver_find_in (driver, &(KlDriverWanted) { role, name }, NULL);

  g_assert_true (call_boolean (driver, path, "org.a11y.atspi.EditableText", "SetTextContents",
                               g_variant_new ("(s)", text)));
}

void
kl_driver_type (KlDriver *driver, const char *text)
{
  /* Keys, though they stand between words. */
  for (const char *c = text; *c != '\0'; c++)
    driver->n_keys += *c == '\t' || *c == '\n';
  take_breath (driver);
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
  take_breath (driver);
  kl_driver_press_key (driver, keys);
}

/* Without waiting for what the key brings, as somebody does who knows the way. */
void
kl_driver_keys_and_type (KlDriver *driver, const char *keys, const char *text)
{
  count_keys (driver, keys);
  take_breath (driver);
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
  gint64 end = g_get_monotonic_time () + KL_DRIVER_PATIENCE_US;
  int x, y, w = 0, h = 0;

  while (g_get_monotonic_time () < end)
    {
      g_autofree char *frame =
        kl_driver_find_in (driver, &(KlDriverWanted) { ATSPI_ROLE_FRAME, "" }, NULL);

      if (kl_driver_get_extents (driver, frame, &x, &y, &w, &h)
          && ABS (w - width) <= 2 * KL_DRIVER_SHADOW && ABS (h - height) <= 2 * KL_DRIVER_SHADOW)
        return;
      g_usleep (KL_DRIVER_POLL_US);
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
  g_autofree char *path = kl_driver_find_in (driver, &(KlDriverWanted) { role, name }, NULL);
  g_autofree char *frame =
    kl_driver_find_in (driver, &(KlDriverWanted) { ATSPI_ROLE_FRAME, "" }, NULL);
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
