/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "cases/kl-case-list-row.h"
#include "cases/kl-cases-page.h"
#include "kl-config.h"
#include "model/kl-locale.h"
#include "store/kl-db-private.h"
#include "store/kl-ids.h"
#include "store/kl-session.h"
#include "store/kl-store.h"

/*
 * The program's own list of cases, of a school with 1,000,000 of them beside one with 1,000: from
 * asking for the page to its first painted frame with rows. Each is shown many times in turns, in
 * its own vault and on the same screen, and the next only when nothing more comes of the one
 * before; medians, and that of the ratios of two that came one after the other, since a busy
 * machine slows both. The page is that of the place "Casussen" with open cases, longest without
 * contact first. KL_BENCH_ROWS makes the long list shorter.
 */

#define N_SHORT 1000
#define N_LONG 1000000
#define N_ROUNDS 21
#define TODAY 739580 /* 2025-11-25 */
/* A page is at rest when nothing was painted for so long. */
#define REST_MS 100

#define COUNT "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "

typedef struct
{
  int n_rows;
  char *path;
  KlStore *store;
  KlSession *session;
  GArray *ms;
} List;

typedef struct
{
  GtkWidget *page;
  gboolean shows;
  gint64 painted;
  gboolean at_rest;
} Shown;

static const guint8 key[KL_DB_KEY_SIZE] = { 1, 2, 3 };

static int
get_n_long (void)
{
  const char *text = g_getenv ("KL_BENCH_ROWS");

  return text != NULL ? CLAMP (atoi (text), N_SHORT, N_LONG) : N_LONG;
}

static void run (KlDb *db, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run (KlDb *db, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  kl_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Every pupil has twenty cases, every case an owner and a day of contact. The index of words has
 * no part in the list and stays empty. */
static void
fill (const List *list)
{
  g_autoptr (GError) error = NULL;
  KlDb *db = kl_db_open (list->path, key, sizeof key, KL_DB_CREATE, &error);

  g_assert_no_error (error);
  run (db, "DROP TRIGGER case_text_insert; DROP TRIGGER pupil_text_insert; BEGIN");
  run (db, "INSERT INTO school (id, name) VALUES (1, 'School')");
  run (db,
       COUNT "INSERT INTO professional (id, given, surname, sort_key, name_folded)"
             " SELECT i, 'Voornaam' || i, 'Collega' || i, 'collega', 'collega' FROM n",
       10);
  run (db,
       COUNT "INSERT INTO membership (professional_id, school_id, role) SELECT i, 1, i %% 6 FROM n",
       10);
  run (db,
       COUNT "INSERT INTO pupil (id, school_id, given, surname, sort_key, name_folded)"
             " SELECT 1048576 + i, 1, 'Naam' || i, 'Achternaam' || i, 'a' || i, 'a' || i FROM n",
       list->n_rows / 20);
  run (db,
       COUNT "INSERT INTO care_case (id, school_id, title, subject, asked_by, route, theme, status,"
             " owner_id, trusted_id, opened_on, last_contact)"
             " SELECT %" G_GINT64_FORMAT " + i, 1, 'Casus over iets nummer ' || i, 0, 1, 0, i %% 4,"
             " i %% 4, 1 + i %% 10, 1 + i %% 7, %d - i %% 300, %d - (i * 7) %% 200 FROM n",
       list->n_rows, kl_ids_case_at (1, 0), TODAY, TODAY);
  run (db,
       COUNT "INSERT INTO case_pupil (case_id, pupil_id) SELECT %" G_GINT64_FORMAT
             " + i, 1048577 + i %% %d FROM n",
       list->n_rows, kl_ids_case_at (1, 0), list->n_rows / 20);
  run (db, "COMMIT");
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

static void
open_list (List *list)
{
  g_autoptr (GError) error = NULL;
  gboolean loaded = FALSE;

  list->store = kl_store_new ();
  kl_store_open (list->store, list->path, key, sizeof key, KL_DB_DEFAULT, &error);
  g_assert_no_error (error);
  list->session = kl_session_new (list->store);
  kl_session_load_async (list->session, "nobody", NULL, loaded_cb, &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  kl_session_set_school_id (list->session, 1);
}

/* Painting */

static gboolean
has_row (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (KL_IS_CASE_LIST_ROW (widget))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_row (child))
      return TRUE;

  return FALSE;
}

static void
layout_cb (GdkFrameClock *clock, Shown *shown)
{
  shown->shows = shown->page != NULL && has_row (shown->page);
}

static void
after_paint_cb (GdkFrameClock *clock, Shown *shown)
{
  shown->at_rest = FALSE;
  if (shown->shows && shown->painted == 0)
    shown->painted = g_get_monotonic_time ();
}

static void
wait_for (Shown *shown)
{
  while (shown->painted == 0)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
waited_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
do_nothing (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, NULL, NULL);
}

/* What a page asks for behind its first rows (the next ones, their number) must not meet the next
 * page: waits until the store has nothing to do and what it brought is painted. */
static void
rest (List *list, Shown *shown)
{
  do
    {
      gboolean waited = FALSE;

      shown->at_rest = TRUE;
      kl_store_perform (list->store, do_nothing, NULL, NULL);
      g_timeout_add (REST_MS, waited_cb, &waited);
      while (!waited)
        g_main_context_iteration (NULL, TRUE);
    }
  while (!shown->at_rest);
}

static void
show (List *list, AdwNavigationView *view, Shown *shown)
{
  const gint64 start = g_get_monotonic_time ();
  AdwNavigationPage *page = kl_cases_page_new (list->session);
  double ms;

  *shown = (Shown) { .page = GTK_WIDGET (page) };
  adw_navigation_view_replace (view, &page, 1);
  wait_for (shown);
  ms = (double) (shown->painted - start) / 1000;
  g_array_append_val (list->ms, ms);
  rest (list, shown);
}

/* Figures */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

/* Round by round, the one divided by the other. */
static GArray *
divide (GArray *these, GArray *those)
{
  GArray *ratios = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < these->len; i++)
    {
      const double ratio = g_array_index (these, double, i) / g_array_index (those, double, i);

      g_array_append_val (ratios, ratio);
    }

  return ratios;
}

static double
get_median (GArray *values)
{
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, values->len / 2);
}

static void
close_list (List *list)
{
  g_clear_object (&list->session);
  kl_store_close (list->store, NULL);
  g_clear_object (&list->store);
  g_unlink (list->path);
  g_free (list->path);
  g_array_unref (list->ms);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kl-bench-XXXXXX", &error);
  List lists[] = { { .n_rows = N_SHORT }, { .n_rows = get_n_long () } };
  GtkWidget *window, *view;
  Shown shown = { .page = NULL };
  g_autoptr (GArray) ratios = NULL;
  GdkFrameClock *clock;
  double few, many;

  kl_locale_init (KL_LOCALEDIR);
  adw_init ();
  kl_clock_fix (TODAY);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.db", i);

      lists[i].path = g_build_filename (folder, name, NULL);
      lists[i].ms = g_array_new (FALSE, FALSE, sizeof (double));
      fill (&lists[i]);
      open_list (&lists[i]);
    }

  window = adw_window_new ();
  view = adw_navigation_view_new ();
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_after (clock, "layout", G_CALLBACK (layout_cb), &shown);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), &shown);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      show (&lists[i], ADW_NAVIGATION_VIEW (view), &shown);
      g_array_set_size (lists[i].ms, 0);
    }
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
      show (&lists[(round + i) % 2], ADW_NAVIGATION_VIEW (view), &shown);

  ratios = divide (lists[1].ms, lists[0].ms);
  few = get_median (lists[0].ms);
  many = get_median (lists[1].ms);
  g_print ("list of %d cases, shown: %.1f ms, of %d cases %.1f ms, %.2fx (goal: at most 1.10x)\n",
           lists[1].n_rows, many, lists[0].n_rows, few, get_median (ratios));

  shown.page = NULL;
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    close_list (&lists[i]);
  g_rmdir (folder);

  return 0;
}
