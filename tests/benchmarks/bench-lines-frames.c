/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "../ui/chart-samples.h"
#include "../ui/lines-samples.h"
#include "map/kl-lines-view.h"

/*
 * What a frame of the drawing of lines with 120 partners takes while it is moved, while it comes
 * closer and while the time slider moves: processor time of the main thread from the begin of a
 * frame to its end, painting with the cairo renderer included. Each is done some times over; the
 * round that the machine disturbed least counts. Moving and coming closer have to meet their
 * goal, all frames but one in a hundred; what the slider takes is told beside its goal.
 */

#define N_PARTNERS 120
#define N_FRAMES 120
#define N_ROUNDS 3
#define GOAL 8.0 /* ms */

typedef enum
{
  MOVE_PAN,
  MOVE_ZOOM,
  MOVE_TIME,
} Move;

typedef struct
{
  KlLinesView *view;
  GdkFrameClock *clock;
  Move move;
  GArray *times; /* double, ms */
  double started;
  guint n_frames;
  GMainLoop *loop;
} Bench;

static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
make_move (Bench *bench)
{
  const int step = (int) bench->n_frames;

  switch (bench->move)
    {
    case MOVE_PAN:
      kl_lines_view_pan_by (bench->view, step % 40 < 20 ? 5 : -5, step % 60 < 30 ? 3 : -3);
      break;
    case MOVE_ZOOM:
      kl_lines_view_zoom_by (bench->view, step % 40 < 20 ? 1.03 : 1 / 1.03);
      break;
    case MOVE_TIME:
    default:
      kl_lines_view_set_entries (bench->view, kl_lines_samples_create_entries (N_PARTNERS, step));
      break;
    }
}

static void
before_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  bench->started = get_ms ();
  make_move (bench);
}

static void
after_paint_cb (GdkFrameClock *clock, Bench *bench)
{
  const double took = get_ms () - bench->started;

  /* The first ones paint labels that were not there before. */
  if (bench->n_frames++ >= 5)
    g_array_append_val (bench->times, took);
  if (bench->times->len >= N_FRAMES)
    g_main_loop_quit (bench->loop);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_share (const Bench *bench, guint percent)
{
  return g_array_index (bench->times, double, N_FRAMES *percent / 100);
}

static void
run (Bench *bench, Move move)
{
  bench->move = move;
  bench->n_frames = 0;
  g_array_set_size (bench->times, 0);
  g_signal_connect (bench->clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect (bench->clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
  gdk_frame_clock_begin_updating (bench->clock);
  g_main_loop_run (bench->loop);
  gdk_frame_clock_end_updating (bench->clock);
  g_signal_handlers_disconnect_by_data (bench->clock, bench);
  g_array_sort (bench->times, compare);
}

static gboolean
measure (Bench *bench, Move move, const char *name)
{
  double median = G_MAXDOUBLE, p99 = G_MAXDOUBLE;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      run (bench, move);
      if (get_share (bench, 99) >= p99)
        continue;
      p99 = get_share (bench, 99);
      median = get_share (bench, 50);
    }
  g_print ("# %s: median %.2f ms, p99 %.2f ms (goal %.0f: %s)\n", name, median, p99, GOAL,
           p99 < GOAL ? "met" : "not met");
  return p99 < GOAL;
}

static gboolean
ready_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

int
main (void)
{
  Bench bench = { .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  GtkWidget *window;
  gboolean pan, zoom;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  kl_samples_load_style ();
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.view = KL_LINES_VIEW (kl_lines_samples_create_view (N_PARTNERS));
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (bench.view));
  gtk_window_set_default_size (GTK_WINDOW (window), 856, 767);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (2000, ready_cb, bench.loop);
  g_main_loop_run (bench.loop);

  bench.clock = gtk_widget_get_frame_clock (window);
  g_print ("TAP version 14\n1..2\n# %u partners\n", N_PARTNERS);
  measure (&bench, MOVE_TIME, "time slider");
  kl_lines_view_zoom_by (bench.view, 2);
  pan = measure (&bench, MOVE_PAN, "moved");
  zoom = measure (&bench, MOVE_ZOOM, "closer and back");
  g_print ("%s 1 - moving takes less than %.0f ms a frame\n", pan ? "ok" : "not ok", GOAL);
  g_print ("%s 2 - zooming takes less than %.0f ms a frame\n", zoom ? "ok" : "not ok", GOAL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (bench.times);
  g_main_loop_unref (bench.loop);
  return pan && zoom ? EXIT_SUCCESS : EXIT_FAILURE;
}
