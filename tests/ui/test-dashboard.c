/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <locale.h>

#include "cases/kl-case-list-row.h"
#include "chart-samples.h"
#include "charts/kl-face-stack.h"
#include "dashboard-samples.h"
#include "dashboard/kl-attention-card.h"
#include "dashboard/kl-attention-row.h"
#include "dashboard/kl-day-watch.h"
#include "dashboard/kl-note-popover.h"
#include "dashboard/kl-schools-page.h"
#include "dashboard/kl-today-page.h"
#include "kl-config.h"

#define NARROWEST 360

/* Auxiliary functions */

static void
pass_time (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static GtkWidget *
show_window (GtkWidget *content, int width)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 800);
  gtk_window_present (GTK_WINDOW (window));
  pass_time (150);

  return window;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);

  return found;
}

/* Tests */

typedef struct
{
  guint n_rows;
  guint n_cases;
  gboolean with_meeting;
  guint n_shown; /* rows in a wide card */
} State;

static const State states[] = {
  { 0, 0, FALSE, 0 },
  { 1, 1, TRUE, 1 },
  { 8, 10, TRUE, 8 },
  { 40, 300, TRUE, 8 },
};

/* Every state at every width: no warning, no row too many, nothing that needs more than there is.
 */
static void
test_states (void)
{
  static const int sizes[] = { NARROWEST, 800, 1224 };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autoptr (KlItem) dashboard =
          kl_sample_dashboard (states[i].n_rows, states[i].n_cases, states[i].with_meeting);
        GtkWidget *page = g_object_new (KL_TYPE_TODAY_PAGE, NULL);
        GtkWidget *window = show_window (page, sizes[j]);
        g_autoptr (GPtrArray) rows = NULL;

        kl_today_page_show (KL_TODAY_PAGE (page), dashboard);
        pass_time (250);
        rows = find_all (page, KL_TYPE_ATTENTION_ROW);
        if (sizes[j] > 720)
          g_assert_cmpuint (rows->len, ==, states[i].n_shown);
        else
          g_assert_cmpuint (rows->len, ==, MIN (states[i].n_rows, states[i].n_rows == 8 ? 4 : 8));
        g_assert_cmpint (gtk_widget_get_width (page), <=, sizes[j]);
        gtk_window_destroy (GTK_WINDOW (window));
        pass_time (20);
      }
}

/* All that can be read in @widget, in the order of what is beside one another. */
static void
append_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_words (child, words);
}

static char *
dup_shown (KlItem *dashboard, int width, gboolean rehearsed)
{
  GtkWidget *page = g_object_new (KL_TYPE_TODAY_PAGE, NULL);
  GString *words = g_string_new (NULL);
  GtkWidget *window = show_window (page, width);

  while (rehearsed && kl_today_page_rehearse (KL_TODAY_PAGE (page)))
    pass_time (5);
  kl_today_page_show (KL_TODAY_PAGE (page), dashboard);
  pass_time (250);
  append_words (page, words);
  gtk_window_destroy (GTK_WINDOW (window));
  pass_time (20);

  return g_string_free (words, FALSE);
}

/* Rows that were rehearsed show nothing of it, be there fewer, as many or more of them. */
static void
test_rehearsed (void)
{
  static const int sizes[] = { NARROWEST, 1224 };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autoptr (KlItem) dashboard =
          kl_sample_dashboard (states[i].n_rows, states[i].n_cases, states[i].with_meeting);
        g_autofree char *expected = dup_shown (dashboard, sizes[j], FALSE);
        g_autofree char *shown = dup_shown (dashboard, sizes[j], TRUE);

        g_assert_cmpstr (shown, ==, expected);
      }
}

static void
test_schools (void)
{
  g_autoptr (GPtrArray) overviews = kl_sample_overviews ();
  GtkWidget *page = GTK_WIDGET (kl_schools_page_new (NULL));
  GtkWidget *window = show_window (page, NARROWEST);

  kl_schools_page_show (KL_SCHOOLS_PAGE (page), overviews, kl_sample_today ());
  pass_time (150);
  g_assert_cmpint (gtk_widget_get_width (page), <=, NARROWEST);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
toast_cb (KlAttentionCard *card, AdwToast *toast, guint *n_toasts)
{
  (*n_toasts)++;
}

static GtkWidget *
get_button (GtkWidget *card, guint n)
{
  g_autoptr (GPtrArray) rows = find_all (card, KL_TYPE_ATTENTION_ROW);

  g_assert_cmpuint (n, <, rows->len);

  return kl_attention_row_get_button (g_ptr_array_index (rows, n));
}

/* While words are being typed nothing moves; afterwards what came in the meantime is shown. */
static void
test_note (void)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = kl_session_new (store);
  g_autoptr (KlItem) eight = kl_sample_dashboard (8, 10, TRUE);
  g_autoptr (KlItem) one = kl_sample_dashboard (1, 10, TRUE);
  GtkWidget *card = g_object_new (KL_TYPE_ATTENTION_CARD, NULL);
  GtkWidget *window = show_window (card, 900);
  g_autoptr (GPtrArray) popovers = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  kl_attention_card_set_session (KL_ATTENTION_CARD (card), session);
  kl_attention_card_set_dashboard (KL_ATTENTION_CARD (card), eight);
  pass_time (150);
  g_signal_emit_by_name (get_button (card, 0), "clicked");
  pass_time (150);
  popovers = find_all (card, KL_TYPE_NOTE_POPOVER);
  g_assert_cmpuint (popovers->len, ==, 1);

  kl_attention_card_set_dashboard (KL_ATTENTION_CARD (card), one);
  pass_time (100);
  rows = find_all (card, KL_TYPE_ATTENTION_ROW);
  g_assert_cmpuint (rows->len, ==, 8);

  gtk_popover_popdown (GTK_POPOVER (g_ptr_array_index (popovers, 0)));
  pass_time (800);
  g_ptr_array_unref (rows);
  rows = find_all (card, KL_TYPE_ATTENTION_ROW);
  g_assert_cmpuint (rows->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  pass_time (50);
}

/* What cannot be kept is said, and the row can be tried again. */
static void
test_refused (void)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = kl_session_new (store);
  g_autoptr (KlItem) dashboard = kl_sample_dashboard (8, 10, TRUE);
  GtkWidget *card = g_object_new (KL_TYPE_ATTENTION_CARD, NULL);
  GtkWidget *window = show_window (card, 900);
  GtkWidget *button;
  guint n_toasts = 0;

  g_signal_connect (card, "toast", G_CALLBACK (toast_cb), &n_toasts);
  kl_attention_card_set_session (KL_ATTENTION_CARD (card), session);
  kl_attention_card_set_dashboard (KL_ATTENTION_CARD (card), dashboard);
  pass_time (150);
  button = get_button (card, 4);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  pass_time (300);
  g_assert_cmpuint (n_toasts, ==, 1);
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (window));
  pass_time (50);
}

static void
count_cb (KlDayWatch *watch, guint *n)
{
  (*n)++;
}

static void
test_midnight (void)
{
  g_autoptr (KlDayWatch) watch = kl_day_watch_new ();
  guint n = 0;

  g_signal_connect (watch, "day-changed", G_CALLBACK (count_cb), &n);
  g_assert_false (kl_day_watch_check (watch));
  kl_clock_fix (kl_sample_today () + 1);
  g_assert_true (kl_day_watch_check (watch));
  g_assert_false (kl_day_watch_check (watch));
  g_assert_cmpuint (n, ==, 1);
  kl_clock_fix (kl_sample_today ());
}

/* In a list of cases stands each part below that of the row before, whatever it says. */
static void
test_columns (void)
{
  static const char *const notes[] = { "", "Een partner met een lange naam, 16 dagen" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autoptr (GPtrArray) faces = NULL;
  GtkWidget *window;
  graphene_rect_t bounds[2];

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      GtkWidget *widget = kl_case_list_row_new ();
      KlCaseRow *row = kl_case_row_new ();

      row->title = g_strdup ("Casus");
      row->about = g_strdup ("groep 7");
      row->status_note = g_strdup (notes[i]);
      row->owner = kl_person_new (KL_PERSON_PROFESSIONAL, 1, "Anna Bos", NULL);
      row->contact_norm = 7;
      row->opened_on = kl_sample_today () - 10;
      kl_case_list_row_set_case (KL_CASE_LIST_ROW (widget), row, NULL, FALSE);
      gtk_box_append (GTK_BOX (box), widget);
      kl_case_row_free (row);
    }
  window = show_window (box, 1000);
  faces = find_all (box, KL_TYPE_FACE_STACK);
  g_assert_cmpuint (faces->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (faces, i), box, &bounds[i]));
  g_assert_cmpfloat (bounds[0].origin.x, ==, bounds[1].origin.x);
  gtk_window_destroy (GTK_WINDOW (window));
  pass_time (50);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  kl_clock_fix (kl_sample_today ());
  adw_init ();
  kl_samples_load_style ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    KL_RESOURCE_PREFIX "/icons");

  g_test_add_func ("/dashboard/states", test_states);
  g_test_add_func ("/dashboard/rehearsed", test_rehearsed);
  g_test_add_func ("/dashboard/schools", test_schools);
  g_test_add_func ("/dashboard/note", test_note);
  g_test_add_func ("/dashboard/refused", test_refused);
  g_test_add_func ("/dashboard/midnight", test_midnight);
  g_test_add_func ("/dashboard/columns", test_columns);

  return g_test_run ();
}
