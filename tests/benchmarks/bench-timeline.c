/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <time.h>

#include "cases/kl-case-page.h"
#include "charts/kl-row-view-private.h"
#include "kl-config.h"
#include "model/kl-locale.h"
#include "store/kl-db-private.h"
#include "store/kl-ids.h"
#include "store/kl-session.h"
#include "store/kl-store.h"

/*
 * The page of a case with 10,000 entries: the work of a frame while its timeline is scrolled, and
 * of the frames of a jump to any place in it. Beside it in the same run a bare GtkListView of the
 * same size, of labels with the same words. Processor time of the thread that paints.
 */

#define N_ENTRIES 10000
#define N_FRAMES 300
#define N_WARM_UP 30
#define N_JUMPS 400
#define JUMP_FRAMES 3
#define STEP 40
#define TODAY 739580 /* 2025-11-25 */
#define WIDTH 1200
#define HEIGHT 800

#define TEXT                                                                                       \
  "Gesprek over thuis en school: het slapen gaat beter, het ontbijt nog niet. Moeder vraagt of "   \
  "de huiswerkklas ook op woensdag kan; dat zoeken we uit."

typedef struct
{
  GtkWidget *list;
  GtkAdjustment *adjustment;
  GRand *random;
  gboolean jumps;
  guint n_frames;
  guint n_left;
  double started;
  double sum;
  GArray *times;
  GMainLoop *loop;
} Run;

static const guint8 key[KL_DB_KEY_SIZE] = { 1, 2, 3 };

static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* The vault */

static void
execute (KlDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  kl_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
fill (const char *path)
{
  g_autoptr (GError) error = NULL;
  KlDb *db = kl_db_open (path, key, sizeof key, KL_DB_CREATE, &error);
  const gint64 case_id = kl_ids_case_at (1, 1);
  g_autofree char *sql = g_strdup_printf (
    "BEGIN; INSERT INTO school (id, name) VALUES (1, 'School');"
    "INSERT INTO professional (id, given, surname, sort_key, name_folded)"
    " VALUES (1, 'Voornaam', 'Collega', 'collega', 'collega');"
    "INSERT INTO membership (professional_id, school_id, role) VALUES (1, 1, 1);"
    "INSERT INTO care_case (id, school_id, title, subject, asked_by, route, theme, status,"
    " owner_id, trusted_id, opened_on, last_contact, n_entries)"
    " VALUES (%" G_GINT64_FORMAT ", 1, 'Casus', 3, 1, 0, 1, 1, 1, 1, %d, %d, %d);"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at, author_kind,"
    "                    author_id, body)"
    " SELECT %" G_GINT64_FORMAT " + i, 1, %" G_GINT64_FORMAT ", i %% 4, %d - (%d - i) / 10, 0, 1,"
    " 1, i || '. ' || '" TEXT "' FROM n; COMMIT",
    case_id, TODAY - N_ENTRIES / 10, TODAY, N_ENTRIES, N_ENTRIES, kl_ids_entry_at (case_id, 0),
    case_id, TODAY, N_ENTRIES);

  g_assert_no_error (error);
  execute (db, sql);
  g_assert_true (kl_db_close (db, &error));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kl_session_load_finish (KL_SESSION (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static KlSession *
open_session (KlStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  KlSession *session = kl_session_new (store);
  gboolean loaded = FALSE;

  kl_store_open (store, path, key, sizeof key, KL_DB_DEFAULT, &error);
  g_assert_no_error (error);
  kl_session_load_async (session, "nobody", NULL, loaded_cb, &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  kl_session_set_school_id (session, 1);

  return session;
}

/* The lists */

static GtkWidget *
find_list (GtkWidget *widget)
{
  if ((GTK_IS_LIST_VIEW (widget) || KL_IS_ROW_VIEW (widget)) && gtk_widget_get_mapped (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *list = find_list (child);

      if (list != NULL)
        return list;
    }

  return NULL;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
create_bare (int width, int height)
{
  GtkStringList *texts = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  for (int i = N_ENTRIES; i > 0; i--)
    {
      g_autofree char *text = g_strdup_printf ("%d. %s", i, TEXT);

      gtk_string_list_append (texts, text);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list =
    gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (texts))), factory);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (scrolled, width, height);
  gtk_widget_set_halign (scrolled, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (scrolled, GTK_ALIGN_CENTER);

  return scrolled;
}

/* Frames */

static void
before_paint_cb (GdkFrameClock *clock, Run *run)
{
  run->started = get_time ();
}

static double
get_reach (const Run *run)
{
  return gtk_adjustment_get_upper (run->adjustment)
         - gtk_adjustment_get_page_size (run->adjustment);
}

static void
update_cb (GdkFrameClock *clock, Run *run)
{
  const double value = gtk_adjustment_get_value (run->adjustment);

  gtk_widget_queue_draw (run->list);
  if (!run->jumps)
    gtk_adjustment_set_value (run->adjustment, value + STEP);
  else if (run->n_frames % JUMP_FRAMES == 0)
    gtk_adjustment_set_value (run->adjustment, g_rand_double (run->random) * get_reach (run));
}

/* What a jump costs is the work of all its frames. */
static void
after_paint_cb (GdkFrameClock *clock, Run *run)
{
  run->sum += get_time () - run->started;
  run->n_frames++;
  if (!run->jumps || run->n_frames % JUMP_FRAMES == 0)
    {
      if (run->n_frames > N_WARM_UP)
        g_array_append_val (run->times, run->sum);
      run->sum = 0;
    }
  if (--run->n_left == 0)
    g_main_loop_quit (run->loop);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
measure (GtkWidget *window, GtkWidget *list, gboolean jumps, const char *name)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Run run = { .list = list, .random = random, .jumps = jumps, .times = times, .loop = loop };
  gulong handlers[3];
  double median;

  run.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  run.n_left = N_WARM_UP + (jumps ? N_JUMPS * JUMP_FRAMES : N_FRAMES);
  gtk_adjustment_set_value (run.adjustment, 0);
  handlers[0] = g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &run);
  handlers[1] = g_signal_connect (clock, "update", G_CALLBACK (update_cb), &run);
  handlers[2] = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  gdk_frame_clock_begin_updating (clock);
  g_main_loop_run (loop);
  gdk_frame_clock_end_updating (clock);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (clock, handlers[i]);

  g_array_sort (times, compare);
  median = g_array_index (times, double, times->len / 2);
  g_print ("%s: median %.2f ms, p99 %.2f ms\n", name, median,
           g_array_index (times, double, times->len * 99 / 100));
  return median;
}

/* All of the case, which comes page by page as it is scrolled. */
static GtkWidget *
wait_for_list (GtkWidget *page)
{
  GtkWidget *list = NULL;
  guint n_rows = 0;

  while (n_rows < N_ENTRIES)
    {
      g_main_context_iteration (NULL, TRUE);
      if (list == NULL)
        list = find_list (page);
      if (list == NULL)
        continue;

      n_rows = kl_row_view_get_n_rows (KL_ROW_VIEW (list));
      kl_row_view_scroll_to (KL_ROW_VIEW (list), n_rows - 1, FALSE);
    }

  return list;
}

static void
wait_for_size (GtkWidget *widget)
{
  while (gtk_widget_get_height (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
measure_both (GtkWidget *window, KlSession *session)
{
  GtkWidget *view = adw_navigation_view_new ();
  AdwNavigationPage *page = kl_case_page_new (session, kl_ids_case_at (1, 1), 0);
  GtkWidget *list, *bare;
  double ours, floor;
  int width, height;

  adw_window_set_content (ADW_WINDOW (window), view);
  adw_navigation_view_replace (ADW_NAVIGATION_VIEW (view), &page, 1);
  list = wait_for_list (GTK_WIDGET (page));
  width = gtk_widget_get_width (list);
  height = gtk_widget_get_height (list);
  ours = measure (window, list, FALSE, "timeline, scrolled");
  measure (window, list, TRUE, "timeline, jumped (goal: p99 at most 16.7 ms)");

  bare = create_bare (width, height);
  adw_window_set_content (ADW_WINDOW (window), bare);
  wait_for_size (bare);
  list = find_list (bare);
  floor = measure (window, list, FALSE, "bare list, scrolled");
  measure (window, list, TRUE, "bare list, jumped");
  g_print ("scrolled: %.2fx the bare list (goal: at most 1.2x)\n", ours / floor);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kl-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "dossier.db", NULL);
  g_autoptr (KlStore) store = NULL;
  g_autoptr (KlSession) session = NULL;
  GtkWidget *window;

  kl_locale_init (KL_LOCALEDIR);
  adw_init ();
  kl_clock_fix (TODAY);
  fill (path);
  store = kl_store_new ();
  session = open_session (store, path);

  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  measure_both (window, session);
  gtk_window_destroy (GTK_WINDOW (window));

  g_clear_object (&session);
  kl_store_close (store, NULL);
  g_unlink (path);
  g_rmdir (folder);

  return 0;
}
