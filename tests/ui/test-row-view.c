/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "charts/kl-row-view-private.h"
#include "kl-config.h"

/* A list of ten thousand rows of all heights, from one line to more than is in sight. */

#define N_ROWS 10000
#define WIDTH 400
#define HEIGHT 600
#define N_JUMPS 150
#define N_EDITS 150

typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled;
  KlRowView *view;
  GtkStringList *model;
  guint n_bound;
  int next;
} List;

static void
bind_cb (List *list, KlViewRow *row)
{
  const char *text = gtk_string_object_get_string (kl_view_row_get_item (row));
  GtkWidget *child = kl_view_row_get_child (row);

  if (child == NULL)
    {
      child = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
      gtk_label_set_width_chars (GTK_LABEL (child), 1);
      kl_view_row_set_child (row, child);
    }
  gtk_label_set_label (GTK_LABEL (child), text);
  kl_view_row_set_label (row, text);
  list->n_bound++;
}

static void
unbind_cb (List *list, KlViewRow *row)
{
  g_assert_nonnull (kl_view_row_get_item (row));
  list->n_bound--;
}

/* Words of a length that only the number decides. */
static char *
create_text (int number)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) number);
  const int n = number % 997 == 0 ? 900 : g_rand_int_range (random, 1, 60);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d", number);
  for (int i = 0; i < n; i++)
    g_string_append (text, " woorden");

  return g_string_free (text, FALSE);
}

static void
insert (List *list, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (texts, create_text (list->next++));
  g_ptr_array_add (texts, NULL);
  gtk_string_list_splice (list->model, position, n_removed, (const char **) texts->pdata);
}

static void
wait (List *list)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (list->view));
}

static void
wait_until_whole (List *list)
{
  while (list->view->incomplete || list->view->idle != 0 || list->view->rest_timer != 0)
    g_main_context_iteration (NULL, TRUE);
  wait (list);
}

static void
set_up (List *list, guint n_rows)
{
  list->window = gtk_window_new ();
  list->scrolled = gtk_scrolled_window_new ();
  list->view = KL_ROW_VIEW (kl_row_view_new ());
  list->model = gtk_string_list_new (NULL);
  list->next = 1;
  insert (list, 0, 0, n_rows);
  g_signal_connect_swapped (list->view, "bind", G_CALLBACK (bind_cb), list);
  g_signal_connect_swapped (list->view, "unbind", G_CALLBACK (unbind_cb), list);
  kl_row_view_set_model (list->view, G_LIST_MODEL (list->model));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (list->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (list->scrolled), GTK_WIDGET (list->view));
  gtk_window_set_child (GTK_WINDOW (list->window), list->scrolled);
  gtk_window_set_default_size (GTK_WINDOW (list->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (list->window));
  while (gtk_widget_get_height (GTK_WIDGET (list->view)) == 0)
    g_main_context_iteration (NULL, TRUE);
  wait (list);
}

static void
tear_down (List *list)
{
  gtk_window_destroy (GTK_WINDOW (list->window));
  g_assert_cmpuint (list->n_bound, ==, 0);
  g_object_unref (list->model);
}

static GtkAdjustment *
get_adjustment (List *list)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (list->scrolled));
}

static graphene_rect_t
get_bounds (List *list, guint position)
{
  KlViewRow *row = kl_row_view_get_row (list->view, position);
  graphene_rect_t bounds;

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list->view), &bounds));
  return bounds;
}

static double
get_y (List *list, guint position)
{
  return get_bounds (list, position).origin.y;
}

/* The view is covered by rows in their order, each of its own height and with its own words. */
static void
check (List *list)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list->model));
  GtkAdjustment *adjustment = get_adjustment (list);
  const double value = gtk_adjustment_get_value (adjustment);
  double end = 0;
  const guint first = list->view->first, last = list->view->last;

  g_assert_cmpuint (kl_row_set_get_length (list->view->rows), <=, KL_ROW_SET_SIZE + 2);
  g_assert_cmpuint (list->n_bound, ==, kl_row_set_get_length (list->view->rows));
  if (n == 0)
    return;

  for (guint i = first; i <= last; i++)
    {
      const graphene_rect_t bounds = get_bounds (list, i);
      KlViewRow *row = kl_row_view_get_row (list->view, i);
      const char *text = gtk_string_list_get_string (list->model, i);
      int natural;

      gtk_widget_measure (GTK_WIDGET (row), GTK_ORIENTATION_VERTICAL, (int) bounds.size.width, NULL,
                          &natural, NULL, NULL);
      g_assert_cmpfloat (bounds.size.height, ==, natural);
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (kl_view_row_get_child (row))), ==, text);
      if (i == first)
        g_assert_cmpfloat (bounds.origin.y, <=, value > 0 ? 1 : 0);
      else
        g_assert_cmpfloat_with_epsilon (bounds.origin.y, end, 0.01);
      end = bounds.origin.y + bounds.size.height;
    }

  if (last + 1 < n)
    g_assert_cmpfloat (end, >=, list->view->height - 1);
  if (value <= 0)
    g_assert_cmpuint (first, ==, 0);
  if (gtk_adjustment_get_upper (adjustment) - list->view->height - value < 1)
    g_assert_cmpuint (last, ==, n - 1);
}

static void
test_jumps (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  List list = { 0 };

  set_up (&list, N_ROWS);
  check (&list);
  for (int i = 0; i < N_JUMPS; i++)
    {
      GtkAdjustment *adjustment = get_adjustment (&list);
      const double upper = gtk_adjustment_get_upper (adjustment);

      gtk_adjustment_set_value (adjustment, i % 10 == 0   ? upper
                                            : i % 10 == 5 ? 0
                                                          : g_rand_double (random) * upper);
      wait (&list);
      check (&list);
    }
  tear_down (&list);
}

/* By steps to the end and back nothing is passed over and nothing comes twice. */
static void
test_steps (void)
{
  List list = { 0 };
  guint seen = 0, before = 0;

  set_up (&list, 300);
  for (int way = 1; way >= -1; way -= 2)
    for (int i = 0; i < 2000; i++)
      {
        GtkAdjustment *adjustment = get_adjustment (&list);
        const double value = gtk_adjustment_get_value (adjustment);
        guint first, last;

        gtk_adjustment_set_value (adjustment, value + way * 97);
        wait (&list);
        first = list.view->first;
        last = list.view->last;
        if (i > 0 && way > 0)
          g_assert_cmpuint (first, <=, before + 1);
        else if (i > 0)
          g_assert_cmpuint (last + 1, >=, before);
        before = way > 0 ? last : first;
        seen = MAX (seen, last);
        if (gtk_adjustment_get_value (adjustment) == value)
          break;
      }
  check (&list);
  g_assert_cmpuint (seen, ==, 299);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (&list)), ==, 0);
  tear_down (&list);
}

/* What is read stays where it is while the rows around it become known. */
static void
test_steady (void)
{
  List list = { 0 };

  set_up (&list, N_ROWS);
  for (int i = 1; i < 8; i++)
    {
      double y;
      guint anchor;

      gtk_adjustment_set_value (get_adjustment (&list), i * 12345.0);
      wait (&list);
      anchor = list.view->anchor;
      y = get_y (&list, anchor);
      g_assert_true (list.view->incomplete);
      wait_until_whole (&list);
      check (&list);
      g_assert_cmpuint (kl_row_set_get_length (list.view->rows), ==, KL_ROW_SET_SIZE);
      g_assert_cmpfloat_with_epsilon (get_y (&list, anchor), y, 1);
      /* At rest the adjustment tells what is known. */
      g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (get_adjustment (&list)) + y,
                                      kl_row_heights_get_top (list.view->heights, anchor), 1);
    }
  tear_down (&list);
}

static void
test_whole (void)
{
  List list = { 0 };

  set_up (&list, 60);
  wait_until_whole (&list);
  g_assert_cmpuint (kl_row_set_get_length (list.view->rows), ==, 60);
  tear_down (&list);
}

static void
test_edits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  List list = { 0 };

  set_up (&list, 400);
  gtk_adjustment_set_value (get_adjustment (&list), 9000);
  wait_until_whole (&list);
  for (int i = 0; i < N_EDITS; i++)
    {
      const guint n = g_list_model_get_n_items (G_LIST_MODEL (list.model));
      const guint position = (guint) g_rand_int_range (random, 0, (int) n + 1);
      const guint wanted = (guint) g_rand_int_range (random, 0, i % 20 == 0 ? 300 : 4);
      const guint n_removed = MIN (n - position, wanted);
      const guint n_added = (guint) g_rand_int_range (random, 0, i % 20 == 1 ? 300 : 4);
      const guint anchor = list.view->anchor;
      const double y = n > 0 ? get_y (&list, anchor) : 0;
      const gboolean stays = position > anchor || position + n_removed <= anchor;

      insert (&list, position, n_removed, n_added);
      wait (&list);
      check (&list);
      if (n > 0 && stays && list.view->value > 0
          && list.view->last + 1 < g_list_model_get_n_items (G_LIST_MODEL (list.model)))
        g_assert_cmpfloat_with_epsilon (get_y (&list, position > anchor
                                                        ? anchor
                                                        : anchor + n_added - n_removed),
                                        y, 1);
      if (i % 7 == 0)
        gtk_adjustment_set_value (get_adjustment (&list), g_rand_double (random) * 9000);
      wait (&list);
    }
  insert (&list, 0, g_list_model_get_n_items (G_LIST_MODEL (list.model)), 0);
  wait (&list);
  check (&list);
  insert (&list, 0, 0, 5);
  wait (&list);
  check (&list);
  tear_down (&list);
}

static void
test_narrower (void)
{
  List list = { 0 };
  guint anchor;
  double y;

  set_up (&list, N_ROWS);
  gtk_adjustment_set_value (get_adjustment (&list), 40000);
  wait_until_whole (&list);
  anchor = list.view->anchor;
  y = get_y (&list, anchor);
  gtk_widget_set_margin_end (list.scrolled, 150);
  wait (&list);
  check (&list);
  g_assert_cmpfloat_with_epsilon (get_y (&list, anchor), y, 1);
  wait_until_whole (&list);
  check (&list);
  g_assert_cmpfloat_with_epsilon (get_y (&list, anchor), y, 1);
  tear_down (&list);
}

/* The focus */

static guint
get_focus (List *list)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (list->window));

  return KL_IS_VIEW_ROW (focus) ? kl_view_row_get_position (KL_VIEW_ROW (focus)) : G_MAXUINT;
}

static void
check_in_sight (List *list, guint position)
{
  const graphene_rect_t bounds = get_bounds (list, position);

  g_assert_cmpfloat (bounds.origin.y, >=, -1);
  if (bounds.size.height <= list->view->height)
    g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, list->view->height + 1);
}

static void
test_focus (void)
{
  List list = { 0 };
  GtkWidget *focus;

  set_up (&list, N_ROWS);
  kl_row_view_scroll_to (list.view, 5000, TRUE);
  wait (&list);
  check (&list);
  check_in_sight (&list, 5000);
  g_assert_cmpuint (get_focus (&list), ==, 5000);
  focus = gtk_window_get_focus (GTK_WINDOW (list.window));

  /* However far it is scrolled away. */
  gtk_adjustment_set_value (get_adjustment (&list), 1000);
  wait_until_whole (&list);
  check (&list);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (list.window)) == focus);

  /* With its entry, and with what comes in the place of it. */
  insert (&list, 10, 3, 7);
  wait (&list);
  g_assert_cmpuint (get_focus (&list), ==, 5004);
  insert (&list, 5003, 2, 2);
  wait (&list);
  g_assert_cmpuint (get_focus (&list), ==, 5004);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (list.window)) == focus);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (kl_view_row_get_child (KL_VIEW_ROW (focus)))),
                   ==, gtk_string_list_get_string (list.model, 5004));

  /* When that is gone, where it was. */
  insert (&list, 5000, 10, 0);
  wait (&list);
  g_assert_cmpuint (get_focus (&list), ==, 5000);
  check_in_sight (&list, 5000);
  check (&list);
  tear_down (&list);
}

/* As the key would. */
static void
press (List *list, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (list->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                          GTK_WIDGET (list->view),
                                          gtk_shortcut_get_arguments (shortcut));
        }
    }
  wait (list);
}

static void
test_keys (void)
{
  List list = { 0 };
  guint page;

  set_up (&list, N_ROWS);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (list.view)));
  g_assert_cmpuint (get_focus (&list), ==, 0);
  for (guint i = 1; i < 40; i++)
    {
      press (&list, GDK_KEY_Down);
      g_assert_cmpuint (get_focus (&list), ==, i);
      check_in_sight (&list, i);
    }
  press (&list, GDK_KEY_Up);
  g_assert_cmpuint (get_focus (&list), ==, 38);
  press (&list, GDK_KEY_Page_Down);
  page = get_focus (&list);
  g_assert_cmpuint (page, >, 38);
  check_in_sight (&list, page);
  press (&list, GDK_KEY_Page_Up);
  g_assert_cmpuint (get_focus (&list), <, page);
  press (&list, GDK_KEY_End);
  g_assert_cmpuint (get_focus (&list), ==, N_ROWS - 1);
  check_in_sight (&list, N_ROWS - 1);
  press (&list, GDK_KEY_Down);
  g_assert_cmpuint (get_focus (&list), ==, N_ROWS - 1);
  press (&list, GDK_KEY_Home);
  g_assert_cmpuint (get_focus (&list), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (&list)), ==, 0);

  /* Tab goes from row to row as well, and out of the list at its end. */
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (list.view), GTK_DIR_TAB_FORWARD));
  g_assert_cmpuint (get_focus (&list), ==, 1);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (list.view), GTK_DIR_TAB_BACKWARD));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (list.view), GTK_DIR_TAB_BACKWARD));

  /* Tab from before the list begins with the first row, wherever it was left; the other way it goes
   * on there. */
  press (&list, GDK_KEY_End);
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (list.view)), NULL);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (list.view), GTK_DIR_TAB_BACKWARD));
  g_assert_cmpuint (get_focus (&list), ==, N_ROWS - 1);
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (list.view)), NULL);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (list.view), GTK_DIR_TAB_FORWARD));
  g_assert_cmpuint (get_focus (&list), ==, 0);
  wait (&list);
  check (&list);
  tear_down (&list);
}

/* A screen reader finds the rows that are made in the order of the list. */
static void
test_accessible (void)
{
  g_autoptr (GtkAccessible) row = NULL;
  List list = { 0 };
  guint n = 0, before = 0;

  set_up (&list, N_ROWS);
  gtk_adjustment_set_value (get_adjustment (&list), 30000);
  wait_until_whole (&list);
  gtk_adjustment_set_value (get_adjustment (&list), 90000);
  wait (&list);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (list.view), GTK_ACCESSIBLE_ROLE_LIST);
  row = gtk_accessible_get_first_accessible_child (GTK_ACCESSIBLE (list.view));
  while (row != NULL)
    {
      GtkAccessible *next = gtk_accessible_get_next_accessible_sibling (row);
      const guint position = kl_view_row_get_position (KL_VIEW_ROW (row));

      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_relation (row, GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                           (int) position + 1);
      gtk_test_accessible_assert_relation (row, GTK_ACCESSIBLE_RELATION_SET_SIZE, N_ROWS);
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           gtk_string_list_get_string (list.model, position));
      if (n > 0)
        g_assert_cmpuint (position, >, before);
      before = position;
      n++;
      g_set_object (&row, next);
      g_clear_object (&next);
    }
  g_assert_cmpuint (n, ==, kl_row_set_get_length (list.view->rows));
  tear_down (&list);
}

/* In the middle of whatever it does. */
static void
test_dispose (void)
{
  for (int i = 0; i < 6; i++)
    {
      List list = { 0 };

      set_up (&list, N_ROWS);
      if (i >= 1)
        gtk_adjustment_set_value (get_adjustment (&list), 5000);
      if (i == 2)
        g_main_context_iteration (NULL, FALSE);
      if (i == 3)
        wait (&list);
      if (i == 4)
        kl_row_view_scroll_to (list.view, 77, TRUE);
      if (i == 5)
        kl_row_view_set_model (list.view, NULL);
      tear_down (&list);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/row-view/jumps", test_jumps);
  g_test_add_func ("/row-view/steps", test_steps);
  g_test_add_func ("/row-view/steady", test_steady);
  g_test_add_func ("/row-view/whole", test_whole);
  g_test_add_func ("/row-view/edits", test_edits);
  g_test_add_func ("/row-view/narrower", test_narrower);
  g_test_add_func ("/row-view/focus", test_focus);
  g_test_add_func ("/row-view/keys", test_keys);
  g_test_add_func ("/row-view/accessible", test_accessible);
  g_test_add_func ("/row-view/dispose", test_dispose);

  return g_test_run ();
}
