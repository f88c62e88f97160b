/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "exchange/kl-demo.h"
#include "vault/kl-slot-crypto.h"
#include "vault/kl-vault.h"

/*
 * How soon a person sees the lock screen and the dashboard, and what memory that takes, beside the
 * barest libadwaita window; and how soon after the password the dashboard is there, beside the
 * derivation of the key alone.
 *
 * Whole processes are started one after the other on the same screen, the bare window and the
 * program in turns, and medians are taken. A time is from just before the process is started to
 * the moment that the frame clock is done with the first frame that shows what is waited for.
 * Animations are off. The dashboard is that of the demo. It has two such moments: the first frame
 * of it holds the sidebar, the header, what asks for attention and who meets next; the filled one
 * has the rows of cases too.
 *
 * Deriving the key has no part in the dashboard's first frame: its vault has a key slot of the
 * least cost, under a millisecond. All else counts: taking the lock of the vault, opening the file,
 * reading the dashboard. Once the vault is unlocked from the start and no lock screen stands in
 * between; once it is the whole program, whose lock screen gets the password as soon as it is made,
 * so that what is timed holds two screens. The last figures have a key slot of the real cost, and
 * count from the password to the filled dashboard; since the speed of the machine changes from
 * second to second, each is set beside the derivations just before and just after it, and the
 * median is of these.
 *
 * Processor time, of all threads of the process, stands beside the time, since a busy machine must
 * not count. Memory is the proportional set size of the process when that frame is there.
 */

#define TODAY "2025-11-20"
#define PASSWORD "een wachtwoord om te meten"
#define N_ROUNDS 15
#define N_UNLOCKS 15

/* The first frame that shows what is waited for, and the one in which it is filled. */
typedef enum
{
  FRAME_FIRST,
  FRAME_FILLED,
  N_FRAMES,
} Frame;

typedef struct
{
  gint64 from;           /* monotonic microseconds: the start, or the password */
  gint64 from_busy;      /* microseconds of processor time of the process */
  gint64 at[N_FRAMES];   /* as from */
  gint64 busy[N_FRAMES]; /* as from_busy */
  gint64 kilobytes;
} Run;

typedef struct
{
  const char *name;
  const char *program;
  const char *mode;
  const char *folder;
  guint n_frames;
  GArray *ms[N_FRAMES];
  GArray *busy[N_FRAMES];
  GArray *kilobytes;
} Case;

/* Vaults */

static void
fill_vault (KlVault *vault)
{
  g_autoptr (GError) error = NULL;
  KlSecret *key = kl_vault_get_key (vault);
  KlDate today;
  KlDb *db = kl_db_open (kl_vault_get_database_path (vault), kl_secret_get_bytes (key),
                         kl_secret_get_size (key), KL_DB_CREATE, &error);

  g_assert_no_error (error);
  kl_date_parse (TODAY, &today);
  kl_clock_fix (today);
  kl_db_set_actor (db, kl_vault_get_user_id (vault), 0);
  kl_demo_fill (db, today, &error);
  g_assert_no_error (error);
  kl_db_close (db, &error);
  g_assert_no_error (error);
}

static char *
make_vault (KlVaultCost cost)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("kl-bench-XXXXXX", &error);
  g_autoptr (KlVault) vault =
    kl_vault_create (folder, KL_DEMO_USER_NAME, PASSWORD, NULL, cost, &error);

  g_assert_no_error (error);
  fill_vault (vault);

  return folder;
}

static void
remove_vault (char *folder)
{
  static const char *const names[] = { KL_VAULT_DATABASE_NAME, KL_VAULT_DATABASE_NAME "-wal",
                                       KL_VAULT_DATABASE_NAME "-shm", KL_VAULT_SLOTS_NAME,
                                       KL_VAULT_LOCK_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

/* Processes */

static gint64
read_pss (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", (int) pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;
  return g_ascii_strtoll (line + strlen ("\nPss:"), NULL, 10);
}

static void
read_moment (FILE *pipe, gint64 *at, gint64 *busy)
{
  char line[64];
  char *end;

  if (fgets (line, sizeof line, pipe) == NULL)
    g_error ("The window was never painted");
  *at = g_ascii_strtoll (line, &end, 10);
  *busy = g_ascii_strtoll (end, NULL, 10);
}

static Run
run_process (const Case *what)
{
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "tests", "benchmarks", what->program, NULL);
  const char *bare[] = { program, "3", NULL };
  const char *ours[] = { program, what->mode, "3", what->folder, PASSWORD, TODAY, NULL };
  const char *const *argv = what->mode != NULL ? ours : bare;
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  FILE *pipe_file;
  int ends[2];
  Run run = { 0 };

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_subprocess_launcher_take_fd (launcher, ends[1], 3);
  pipe_file = fdopen (ends[0], "r");

  run.from = g_get_monotonic_time ();
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_launcher_close (launcher);
  if (g_strcmp0 (what->mode, "unlock") == 0)
    read_moment (pipe_file, &run.from, &run.from_busy);
  for (guint i = 0; i < what->n_frames; i++)
    read_moment (pipe_file, &run.at[i], &run.busy[i]);
  run.kilobytes = read_pss (atoi (g_subprocess_get_identifier (process)));
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_wait (process, NULL, NULL);
  fclose (pipe_file);

  return run;
}

static void
measure (Case *what)
{
  Run run = run_process (what);
  double kilobytes = (double) run.kilobytes;

  for (guint i = 0; i < what->n_frames; i++)
    {
      double ms = (double) (run.at[i] - run.from) / 1000;
      double busy = (double) (run.busy[i] - run.from_busy) / 1000;

      g_array_append_val (what->ms[i], ms);
      g_array_append_val (what->busy[i], busy);
    }
  g_array_append_val (what->kilobytes, kilobytes);
}

static void
case_init (Case *what)
{
  for (guint i = 0; i < what->n_frames; i++)
    {
      what->ms[i] = g_array_new (FALSE, FALSE, sizeof (double));
      what->busy[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  what->kilobytes = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
case_clear (Case *what)
{
  for (guint i = 0; i < what->n_frames; i++)
    {
      g_array_unref (what->ms[i]);
      g_array_unref (what->busy[i]);
    }
  g_array_unref (what->kilobytes);
}

static gint64
read_busy (void)
{
  struct timespec busy;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &busy);
  return (gint64) busy.tv_sec * G_USEC_PER_SEC + busy.tv_nsec / 1000;
}

static void
add_derivation (GArray *times, GArray *busy_times, KlVaultCost cost)
{
  g_autoptr (KlSecret) password = kl_secret_new_text (PASSWORD);
  g_autoptr (KlSecret) derived = NULL;
  KlSlot slot = { .kind = KL_SLOT_PASSWORD, .operations = cost.operations, .memory = cost.memory };
  gint64 start = g_get_monotonic_time ();
  gint64 start_busy = read_busy ();
  double ms, busy;

  derived = kl_slot_derive_from_password (&slot, password, NULL);
  g_assert_nonnull (derived);
  ms = (double) (g_get_monotonic_time () - start) / 1000;
  busy = (double) (read_busy () - start_busy) / 1000;
  g_array_append_val (times, ms);
  g_array_append_val (busy_times, busy);
}

/* Figures */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static double
get_median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

static void
print_beside (const Case *what, const Case *bare, gboolean goal)
{
  static const char *const frames[N_FRAMES] = { "first painted frame", "filled frame" };
  double megabytes = get_median (what->kilobytes) / 1024;
  double floor_megabytes = get_median (bare->kilobytes) / 1024;

  for (guint i = 0; i < what->n_frames; i++)
    {
      double ms = get_median (what->ms[i]), floor_ms = get_median (bare->ms[FRAME_FIRST]);
      double busy = get_median (what->busy[i]), floor_busy = get_median (bare->busy[FRAME_FIRST]);

      g_print ("%s, %s: %.0f ms, bare window %.0f ms, %.2fx%s\n", what->name, frames[i], ms,
               floor_ms, ms / floor_ms, goal && i == FRAME_FIRST ? " (goal: at most 1.50x)" : "");
      g_print ("%s, processor time until then: %.0f ms, bare window %.0f ms, %.2fx\n", what->name,
               busy, floor_busy, busy / floor_busy);
    }
  if (goal)
    g_print ("%s, memory (PSS): %.1f MB, bare window %.1f MB, %.2fx (goal: at most 1.30x)\n",
             what->name, megabytes, floor_megabytes, megabytes / floor_megabytes);
}

static void
run_startup (char *folder)
{
  Case cases[] = {
    { .name = "bare window", .program = "startup-bare", .n_frames = 1 },
    { .name = "lock screen", .program = "startup-program", .mode = "lock", .n_frames = 1 },
    { .name = "dashboard", .program = "startup-program", .mode = "dashboard", .n_frames = 2 },
    { .name = "dashboard after the lock screen",
      .program = "startup-program",
      .mode = "through",
      .n_frames = 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cases[i].folder = folder;
      case_init (&cases[i]);
      run_process (&cases[i]); /* so that the files are in memory for all */
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      measure (&cases[i]);
  for (guint i = 1; i < G_N_ELEMENTS (cases); i++)
    print_beside (&cases[i], &cases[0], i < 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    case_clear (&cases[i]);
}

static void
run_unlock (char *folder, KlVaultCost cost)
{
  g_autoptr (GArray) derivation = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) derivation_busy = g_array_new (FALSE, FALSE, sizeof (double));
  Case what = { .name = "unlock",
                .program = "startup-program",
                .mode = "unlock",
                .folder = folder,
                .n_frames = 2 };
  GArray *ratios[N_FRAMES];
  double floor_ms, floor_busy;

  for (guint i = 0; i < N_FRAMES; i++)
    ratios[i] = g_array_new (FALSE, FALSE, sizeof (double));
  case_init (&what);
  add_derivation (derivation, derivation_busy, cost);
  for (guint round = 0; round < N_UNLOCKS; round++)
    {
      double beside;

      measure (&what);
      add_derivation (derivation, derivation_busy, cost);
      beside =
        (g_array_index (derivation, double, round) + g_array_index (derivation, double, round + 1))
        / 2;
      for (guint i = 0; i < what.n_frames; i++)
        {
          double ratio = g_array_index (what.ms[i], double, round) / beside;

          g_array_append_val (ratios[i], ratio);
        }
    }
  floor_ms = get_median (derivation);
  floor_busy = get_median (derivation_busy);
  for (guint i = 0; i < what.n_frames; i++)
    {
      double ms = get_median (what.ms[i]), busy = get_median (what.busy[i]);

      g_print ("from the password to the %s dashboard: %.0f ms, deriving the key alone %.0f ms, "
               "%.2fx%s\n",
               i == FRAME_FILLED ? "filled" : "first frame of the", ms, floor_ms,
               get_median (ratios[i]), i == FRAME_FILLED ? " (goal: at most 1.10x)" : "");
      g_print ("processor time until then: %.0f ms, deriving the key alone %.0f ms\n", busy,
               floor_busy);
    }
  for (guint i = 0; i < N_FRAMES; i++)
    g_array_unref (ratios[i]);
  case_clear (&what);
}

int
main (int argc, char **argv)
{
  KlVaultCost cost = kl_vault_cost_calibrated ();
  char *folder = make_vault (kl_vault_cost_cheap ());

  run_startup (folder);
  remove_vault (folder);
  folder = make_vault (cost);
  run_unlock (folder, cost);
  remove_vault (folder);

  return 0;
}
