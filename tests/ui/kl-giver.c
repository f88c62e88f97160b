/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-giver.h"

#include <signal.h>
#include <string.h>

/* Generous, since a busy machine is no fault. */
#define PATIENCE_US (25 * G_USEC_PER_SEC)
#define POLL_US 40000

/* Where the window with the files stands: beside that of the program. */
#define GIVER_X 1320
#define GIVER_Y 900
#define GIVER_MIDDLE 60

typedef struct
{
  GSubprocess *process;
  GPollableInputStream *output;
  GString *words; /* all that it has said */
} Giver;

/* Auxiliary functions */

static void
xdotool (const char *words)
{
  g_autofree char *command = g_strconcat ("xdotool ", words, NULL);
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static Giver *
start (const char *file, va_list files)
{
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "tests", "ui", "file-giver", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Giver *giver = g_new0 (Giver, 1);

  g_ptr_array_add (argv, program);
  for (const char *path = file; path != NULL; path = va_arg (files, const char *))
    g_ptr_array_add (argv, (gpointer) path);
  g_ptr_array_add (argv, NULL);
  giver->process =
    g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  giver->output = G_POLLABLE_INPUT_STREAM (g_subprocess_get_stdout_pipe (giver->process));
  giver->words = g_string_new (NULL);

  return giver;
}

static void
stop (Giver *giver)
{
  g_subprocess_send_signal (giver->process, SIGTERM);
  g_subprocess_wait (giver->process, NULL, NULL);
  g_object_unref (giver->process);
  g_string_free (giver->words, TRUE);
  g_free (giver);
}

static void
listen (Giver *giver)
{
  char heard[256];
  gssize n;

  while (
    (n = g_pollable_input_stream_read_nonblocking (giver->output, heard, sizeof heard, NULL, NULL))
    > 0)
    g_string_append_len (giver->words, heard, n);
}

static gboolean
said (Giver *giver, const char *word)
{
  listen (giver);
  return strstr (giver->words->str, word) != NULL;
}

/* A program is told what the hand does when it moves, and the hand is never quite still. */
static void
wait_for (Giver *giver, const char *word, gboolean moving)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE_US;
  gboolean left = FALSE;

  while (g_get_monotonic_time () < end)
    {
      if (said (giver, word))
        return;
      if (moving)
        xdotool (left ? "mousemove_relative --sync -- -4 0" : "mousemove_relative --sync 4 0");
      left = !left;
      g_usleep (POLL_US);
    }

  g_error ("The window with the files did not say “%s” but “%s”", word, giver->words->str);
}

static void
begin (Giver *giver)
{
  g_autofree char *place = g_strdup_printf (
    "search --sync --onlyvisible --pid %s --name '^file giver$' windowmove --sync %d %d",
    g_subprocess_get_identifier (giver->process), GIVER_X, GIVER_Y);
  g_autofree char *pick = g_strdup_printf ("mousemove --sync %d %d mousedown 1",
                                           GIVER_X + GIVER_MIDDLE, GIVER_Y + GIVER_MIDDLE);

  wait_for (giver, "shown\n", FALSE);
  xdotool (place);
  xdotool (pick);
  /* A hand that trembles does not drag yet. */
  xdotool ("mousemove_relative --sync -- -20 -20");
  wait_for (giver, "begun\n", TRUE);
}

/* Public API */

/**
 * kl_giver_drop:
 * @driver: the program
 * @role: the role of that on which is dropped
 * @name: its name
 * @file: the first file
 * @...: (null-terminated): more files
 *
 * Drags files from a window beside that of the program and lets them go over it, which takes them.
 */
void
kl_giver_drop (KlDriver *driver, AtspiRole role, const char *name, const char *file, ...)
{
  Giver *giver;
  va_list files;

  va_start (files, file);
  giver = start (file, files);
  va_end (files);
  begin (giver);
  kl_driver_point (driver, role, name);
  wait_for (giver, "welcome\n", TRUE);
  xdotool ("mouseup 1");
  wait_for (giver, "dropped\n", FALSE);
  if (strstr (giver->words->str, "refused") != NULL)
    g_error ("What was dropped was not taken: %s", giver->words->str);
  stop (giver);
}
