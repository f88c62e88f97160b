/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "notebook.h"

/* Under the sanitizers everything takes long; the same is shown with fewer. */
#ifdef __SANITIZE_ADDRESS__
#define N_KILLS 60
#else
#define N_KILLS 1000
#endif
#define MAX_DELAY 8000 /* microseconds of life */

static Notebook notebook;

typedef struct
{
  gint64 entry_id;
  guint number;
} Note;

/* The child: writes, and says so after each note that was kept. */
static void
write_for_ever (int pipe, guint number)
{
  KlDb *db = notebook_open (&notebook, NULL);

  const Note ready = { 0, number };

  if (db == NULL || write (pipe, &ready, sizeof ready) != sizeof ready)
    _exit (2);
  for (;; number++)
    {
      Note note = { notebook_write (&notebook, db, number, NULL), number };

      if (note.entry_id == 0 || write (pipe, &note, sizeof note) != sizeof note)
        _exit (3);
    }
}

static void
read_notes (int pipe, GArray *notes)
{
  Note note;
  gssize n;

  while ((n = read (pipe, &note, sizeof note)) == sizeof note || (n < 0 && errno == EINTR))
    if (n > 0 && note.entry_id != 0)
      g_array_append_val (notes, note);
}

/* What was acknowledged by a writer that was killed at some moment of its life. */
static GArray *
kill_a_writer (guint number)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, FALSE, sizeof (Note));
  Note ready;
  int ends[2];
  int status;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      write_for_ever (ends[1], number);
    }

  close (ends[1]);
  /* One in four may die while it is still opening the file. */
  if (number % 4 != 0)
    g_assert_cmpint (read (ends[0], &ready, sizeof ready), ==, sizeof ready);
  g_usleep ((gulong) g_test_rand_int_range (0, MAX_DELAY));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  read_notes (ends[0], notes);
  close (ends[0]);

  return g_steal_pointer (&notes);
}

static void
assert_kept (GArray *notes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlDb) db = notebook_open (&notebook, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < notes->len; i++)
    {
      const Note *note = &g_array_index (notes, Note, i);

      notebook_assert_has (&notebook, db, note->entry_id, note->number);
    }
}

static void
test_killed (void)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Note));
  guint n_busy = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autoptr (GArray) notes = kill_a_writer (i * 1001);

      assert_kept (notes);
      n_busy += notes->len > 0 ? 1 : 0;
      g_array_append_vals (all, notes->data, notes->len);
      if (i % 100 == 99)
        notebook_assert_sound (&notebook);
    }

  /* Nothing was lost later either, and enough of them were killed in the middle of writing. */
  assert_kept (all);
  notebook_assert_sound (&notebook);
  g_test_message ("%u notes kept, %u writers killed while writing", all->len, n_busy);
  g_assert_cmpuint (n_busy, >, N_KILLS / 20);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  notebook_set_up (&notebook);

  g_test_add_func ("/faults/killed", test_killed);

  status = g_test_run ();
  notebook_tear_down (&notebook);
  return status;
}
