/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* How long something may take to appear; generous, since a busy machine is no fault. */
#define PATIENCE_SECONDS 25
#define POLL_US 50000
#define MAX_DEPTH 60
#define LAYERS_DEPTH 5

/* The toolkit counts from the edge of the window or of its shadow. */
#define SHADOW 12

struct _KlDriver
{
  GSubprocess *process;
  int pid;
};

/* Auxiliary functions */

static void
run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, output, NULL, &error);
  g_assert_no_error (error);
}

static AtspiAccessible *
find_application (KlDriver *driver)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) application =
        atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (application != NULL
          && (int) atspi_accessible_get_process_id (application, NULL) == driver->pid)
        return g_steal_pointer (&application);
    }

  return NULL;
}

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* What is not visible hides all below it; a popover is a surface of its own and says nothing
 * about being visible. */
static gboolean
is_shown (AtspiAccessible *accessible, int depth)
{
  return depth < 2 || has_state (accessible, ATSPI_STATE_VISIBLE)
         || has_state (accessible, ATSPI_STATE_SHOWING);
}

typedef gboolean (*VisitFunc) (AtspiAccessible *accessible, gpointer data);

/* Depth first over what is showing; a visitor that returns TRUE ends it with its accessible. */
static AtspiAccessible *
walk (AtspiAccessible *parent, VisitFunc visit, gpointer data, int depth)
{
  int n;

  if (depth > MAX_DEPTH)
    return NULL;

  if (visit (parent, data))
    return g_object_ref (parent);

  n = atspi_accessible_get_child_count (parent, NULL);
  for (int i = 0; i < n; i++)
    {
      /* Near the root the youngest comes first: a dialog lies over the page. */
      int index = depth < LAYERS_DEPTH ? n - 1 - i : i;
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (parent, index, NULL);
      AtspiAccessible *found;

      if (child == NULL || !is_shown (child, depth))
        continue;
      found = walk (child, visit, data, depth + 1);
      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  AtspiRole role;
  const char *name;
} Wanted;

static gboolean
matches (AtspiAccessible *accessible, gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *name = NULL;

  if (wanted->role != ATSPI_ROLE_INVALID
      && atspi_accessible_get_role (accessible, NULL) != wanted->role)
    return FALSE;

  name = atspi_accessible_get_name (accessible, NULL);
  return name != NULL && strstr (name, wanted->name) != NULL
         && has_state (accessible, ATSPI_STATE_SHOWING);
}

static AtspiAccessible *
search (KlDriver *driver, VisitFunc visit, gpointer data)
{
  g_autoptr (AtspiAccessible) application = find_application (driver);

  if (application == NULL)
    return NULL;

  atspi_accessible_clear_cache (application);
  return walk (application, visit, data, 0);
}

static char *
get_window_id (KlDriver *driver)
{
  g_autofree char *pid = g_strdup_printf ("%d", driver->pid);
  const char *const argv[] = { "xdotool", "search",       "--all", "--onlyvisible", "--pid", pid,
                               "--name",  "Korte Lijnen", NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  run (argv, &output);
  lines = g_strsplit (g_strstrip (output), "\n", -1);

  return g_strdup (lines[0] != NULL ? lines[g_strv_length (lines) - 1] : "");
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
  Wanted window = { ATSPI_ROLE_FRAME, "Korte Lijnen" };
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  g_ptr_array_add (argv, program);
  for (gsize i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) args[i]);
  g_ptr_array_add (argv, NULL);

  driver->process =
    g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  driver->pid = atoi (g_subprocess_get_identifier (driver->process));

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (AtspiAccessible) found = search (driver, matches, &window);

      if (found != NULL)
        return driver;
      g_usleep (POLL_US);
    }

  g_error ("The window did not come");
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
  g_free (driver);
}

/* Looking */

AtspiAccessible *
kl_driver_find_now (KlDriver *driver, AtspiRole role, const char *name)
{
  Wanted wanted = { role, name };

  return search (driver, matches, &wanted);
}

AtspiAccessible *
kl_driver_find (KlDriver *driver, AtspiRole role, const char *name)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      AtspiAccessible *found = kl_driver_find_now (driver, role, name);

      if (found != NULL)
        return found;
      g_usleep (POLL_US);
    }

  kl_driver_screenshot (driver, "not-found");
  g_error ("No “%s” (role %d) on the screen", name, role);
}

gboolean
kl_driver_wait_gone (KlDriver *driver, AtspiRole role, const char *name)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (AtspiAccessible) found = kl_driver_find_now (driver, role, name);

      if (found == NULL)
        return TRUE;
      g_usleep (POLL_US);
    }

  return FALSE;
}

typedef struct
{
  AtspiRole role;
  GStrvBuilder *names;
} Listing;

static gboolean
add_name (AtspiAccessible *accessible, gpointer data)
{
  Listing *listing = data;

  if (atspi_accessible_get_role (accessible, NULL) == listing->role)
    {
      g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

      g_strv_builder_add (listing->names, name);
    }

  return FALSE;
}

/* The names of all with @role inside the first that is called @parent. */
GStrv
kl_driver_list (KlDriver *driver, AtspiRole role, AtspiRole parent_role, const char *parent)
{
  g_autoptr (AtspiAccessible) found = kl_driver_find (driver, parent_role, parent);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  Listing listing = { role, names };
  g_autoptr (AtspiAccessible) none = walk (found, add_name, &listing, LAYERS_DEPTH);

  return g_strv_builder_end (names);
}

static gboolean
holds_text (AtspiAccessible *accessible, gpointer data)
{
  const char *wanted = data;
  g_autofree char *name = NULL;
  g_autoptr (AtspiText) text = NULL;

  if (!has_state (accessible, ATSPI_STATE_SHOWING))
    return FALSE;

  name = atspi_accessible_get_name (accessible, NULL);
  if (name != NULL && strstr (name, wanted) != NULL)
    return TRUE;

  if (atspi_accessible_get_role (accessible, NULL) == ATSPI_ROLE_TEXT)
    text = atspi_accessible_get_text_iface (accessible);
  if (text != NULL)
    {
      g_autofree char *content =
        atspi_text_get_text (text, 0, atspi_text_get_character_count (text, NULL), NULL);

      return content != NULL && strstr (content, wanted) != NULL;
    }

  return FALSE;
}

gboolean
kl_driver_sees (KlDriver *driver, const char *text)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (AtspiAccessible) found = search (driver, holds_text, (gpointer) text);

      if (found != NULL)
        return TRUE;
      g_usleep (POLL_US);
    }

  kl_driver_screenshot (driver, "not-seen");
  return FALSE;
}

/* Doing */

void
kl_driver_press (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = kl_driver_find (driver, role, name);
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (found);

  if (action != NULL && atspi_action_get_n_actions (action, NULL) > 0)
    {
      g_assert_true (atspi_action_do_action (action, 0, NULL));
      return;
    }

  /* A row of a list has no action of its own: focus and Enter open it, as for a person. */
  kl_driver_focus (driver, role, name);
  kl_driver_keys (driver, "Return");
}

void
kl_driver_focus (KlDriver *driver, AtspiRole role, const char *name)
{
  g_autoptr (AtspiAccessible) found = kl_driver_find (driver, role, name);
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (found);

  g_assert_nonnull (component);
  atspi_component_grab_focus (component, NULL);
}

void
kl_driver_set_text (KlDriver *driver, AtspiRole role, const char *name, const char *text)
{
  g_autoptr (AtspiAccessible) found = kl_driver_find (driver, role, name);
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (found);

  g_assert_nonnull (editable);
  g_assert_true (atspi_editable_text_set_text_contents (editable, text, NULL));
}

void
kl_driver_type (KlDriver *driver, const char *text)
{
  g_autofree char *window = get_window_id (driver);
  const char *const argv[] = { "xdotool", "windowfocus", "--sync", window, "type",
                               "--delay", "12",          text,     NULL };

  run (argv, NULL);
}

void
kl_driver_keys (KlDriver *driver, const char *keys)
{
  g_autofree char *window = get_window_id (driver);
  const char *const argv[] = { "xdotool", "windowfocus",      "--sync", window,
                               "key",     "--clearmodifiers", keys,     NULL };

  run (argv, NULL);
}

void
kl_driver_resize (KlDriver *driver, int width, int height)
{
  g_autofree char *window = get_window_id (driver);
  g_autofree char *w = g_strdup_printf ("%d", width);
  g_autofree char *h = g_strdup_printf ("%d", height);
  const char *const argv[] = { "xdotool", "windowsize", "--sync", window, w, h, NULL };

  run (argv, NULL);
}

void
kl_driver_screenshot (KlDriver *driver, const char *name)
{
  g_autofree char *window = get_window_id (driver);
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "screenshots", NULL);
  g_autofree char *command = NULL;
  const char *argv[] = { "sh", "-c", NULL, NULL };

  g_mkdir_with_parents (folder, 0755);
  command =
    g_strdup_printf ("xwd -silent -id %s | convert xwd:- '%s/%s.png'", window, folder, name);
  argv[2] = command;
  run (argv, NULL);
}

/* Judging */

static gboolean
count_nameless (AtspiAccessible *accessible, gpointer data)
{
  guint *n = data;
  g_autofree char *name = NULL;

  if (!has_state (accessible, ATSPI_STATE_SHOWING)
      || !has_state (accessible, ATSPI_STATE_FOCUSABLE))
    return FALSE;

  switch (atspi_accessible_get_role (accessible, NULL))
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
      break;
    default:
      return FALSE;
    }

  name = atspi_accessible_get_name (accessible, NULL);
  if (name == NULL || *name == '\0')
    {
      g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
      g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (accessible, NULL);
      g_autofree char *parent_name =
        parent != NULL ? atspi_accessible_get_name (parent, NULL) : NULL;

      g_test_message ("a %s in “%s” has no name", role, parent_name != NULL ? parent_name : "");
      (*n)++;
    }

  return FALSE;
}

guint
kl_driver_count_nameless (KlDriver *driver)
{
  guint n = 0;
  g_autoptr (AtspiAccessible) none = search (driver, count_nameless, &n);

  return n;
}

typedef struct
{
  int width;
  guint n_outside;
} Fit;

static gboolean
check_fit (AtspiAccessible *accessible, gpointer data)
{
  Fit *fit = data;
  g_autoptr (AtspiComponent) component = NULL;
  g_autoptr (AtspiRect) rect = NULL;
  AtspiRole role = atspi_accessible_get_role (accessible, NULL);

  if (!has_state (accessible, ATSPI_STATE_SHOWING))
    return FALSE;

  component = atspi_accessible_get_component_iface (accessible);
  if (component == NULL)
    return FALSE;

  rect = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  if (role == ATSPI_ROLE_FRAME)
    fit->width = rect->width;
  else if (fit->width > 0 && role == ATSPI_ROLE_PUSH_BUTTON && rect->width > 0
           && (rect->x < -SHADOW || rect->x + rect->width > fit->width + SHADOW))
    {
      g_autofree char *name = atspi_accessible_get_name (accessible, NULL);

      g_test_message ("“%s” reaches from %d to %d in a window of %d", name, rect->x,
                      rect->x + rect->width, fit->width);
      fit->n_outside++;
    }

  return FALSE;
}

gboolean
kl_driver_fits (KlDriver *driver)
{
  Fit fit = { 0 };
  g_autoptr (AtspiAccessible) none = search (driver, check_fit, &fit);

  return fit.n_outside == 0;
}
