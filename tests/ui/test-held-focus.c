/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "charts/kl-held-focus.h"

/* A list in a dialog, of which the rows are made anew. */

typedef struct
{
  GtkWidget *window;
  AdwDialog *dialog;
  GtkWidget *header_button;
  GtkListBox *list;
} Place;

static void
wait_for_frames (void)
{
  for (int i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
}

/* Each has two buttons, of which the last row can use the first only. */
static void
show_rows (Place *place, const gint64 *ids)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (place->list));

  gtk_list_box_remove_all (place->list);
  for (; *ids != 0; ids++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *down = gtk_button_new_with_label ("down");

      kl_held_focus_set_id (row, *ids);
      gtk_widget_set_sensitive (down, ids[1] != 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_button_new_with_label ("remove"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), down);
      gtk_list_box_append (place->list, row);
    }
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_str_equal (gtk_button_get_label (GTK_BUTTON (widget)), label))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static GtkWidget *
get_row (Place *place, int index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (place->list, index));
}

static void
assert_focus (Place *place, GtkWidget *expected)
{
  wait_for_frames ();
  g_assert_true (gtk_root_get_focus (GTK_ROOT (place->window)) == expected);
}

static void
set_up (Place *place, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  place->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (place->window), 600, 600);
  gtk_window_present (GTK_WINDOW (place->window));
  place->dialog = adw_dialog_new ();
  place->list = GTK_LIST_BOX (gtk_list_box_new ());
  place->header_button = gtk_button_new_with_label ("new");
  gtk_box_append (GTK_BOX (box), place->header_button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (place->list));
  adw_dialog_set_child (place->dialog, box);
  adw_dialog_present (place->dialog, place->window);
  show_rows (place, (const gint64[]) { 11, 12, 13, 0 });
  wait_for_frames ();
}

static void
tear_down (Place *place, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (place->window));
  wait_for_frames ();
}

/* The button goes with its row, and the row does when the button cannot be used there. */
static void
test_moved (Place *place, gconstpointer data)
{
  gtk_widget_grab_focus (find_button (get_row (place, 0), "down"));
  show_rows (place, (const gint64[]) { 12, 11, 13, 0 });
  assert_focus (place, find_button (get_row (place, 1), "down"));
  show_rows (place, (const gint64[]) { 12, 13, 11, 0 });
  assert_focus (place, get_row (place, 2));
}

/* The next row, but none of its buttons: these would do something to another one. */
static void
test_gone (Place *place, gconstpointer data)
{
  gtk_widget_grab_focus (find_button (get_row (place, 1), "remove"));
  show_rows (place, (const gint64[]) { 11, 13, 0 });
  assert_focus (place, get_row (place, 1));
  show_rows (place, (const gint64[]) { 11, 0 });
  assert_focus (place, get_row (place, 0));
  show_rows (place, (const gint64[]) { 0 });
  assert_focus (place, place->header_button);
}

/* Groups keep the list of their rows to themselves. */
static void
test_groups (Place *place, gconstpointer data)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *rows[2];

  gtk_box_append (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (place->list))), GTK_WIDGET (group));
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (KlHeldFocus) focus = NULL;

      if (round > 0)
        {
          gtk_widget_grab_focus (find_button (rows[0], "split"));
          focus = kl_held_focus_take_in_groups (GTK_WIDGET (group));
          g_assert_nonnull (focus);
          adw_preferences_group_remove (group, rows[0]);
          adw_preferences_group_remove (group, rows[1]);
        }
      for (int i = 0; i < 2; i++)
        {
          rows[i] = adw_action_row_new ();
          kl_held_focus_set_id (rows[i], round == i ? 21 : 22);
          adw_action_row_add_suffix (ADW_ACTION_ROW (rows[i]), gtk_button_new_with_label ("split"));
          adw_preferences_group_add (group, rows[i]);
        }
      wait_for_frames ();
    }
  assert_focus (place, find_button (rows[1], "split"));
}

/* What is done elsewhere leaves the keyboard where it is. */
static void
test_elsewhere (Place *place, gconstpointer data)
{
  gtk_widget_grab_focus (place->header_button);
  show_rows (place, (const gint64[]) { 12, 11, 0 });
  assert_focus (place, place->header_button);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/held-focus/elsewhere", Place, NULL, set_up, test_elsewhere, tear_down);
  g_test_add ("/held-focus/gone", Place, NULL, set_up, test_gone, tear_down);
  g_test_add ("/held-focus/groups", Place, NULL, set_up, test_groups, tear_down);
  g_test_add ("/held-focus/moved", Place, NULL, set_up, test_moved, tear_down);

  return g_test_run ();
}
