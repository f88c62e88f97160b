/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "cases/kl-case-menu.h"
#include "cases/kl-case-view.h"

/* What can be changed about a case changes with it while its menu stands open. A warning of the
 * toolkit ends the program here. */

#define TODAY kl_date_new (2025, 11, 20)

static KlCaseView *
create_view (KlCaseStatus status)
{
  KlCaseFile *file = kl_case_file_new ();

  file->row->id = 1;
  file->row->status = status;
  file->row->opened_on = TODAY - 10;
  return kl_case_view_new (file, NULL, TODAY);
}

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

/* Closed and opened again twice, and out of sight for who may not see it. */
static void
test_changes (void)
{
  g_autoptr (KlCaseMenu) menu = kl_case_menu_new ();
  g_autoptr (GPtrArray) professionals = g_ptr_array_new ();
  g_autoptr (KlCaseView) open = create_view (KL_CASE_STATUS_ACTIVE);
  g_autoptr (KlCaseView) closed = create_view (KL_CASE_STATUS_CLOSED);
  g_autoptr (KlCaseView) restricted = create_view (KL_CASE_STATUS_ACTIVE);
  const KlCaseView *const views[] = { open, closed, open, restricted, closed, open };
  GtkWidget *window = adw_window_new ();
  GtkWidget *button = gtk_menu_button_new ();

  restricted->file->restricted = TRUE;
  gtk_widget_insert_action_group (window, "change", kl_case_menu_get_actions (menu));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), kl_case_menu_get_model (menu));
  adw_window_set_content (ADW_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  kl_case_menu_set_view (menu, open, professionals);
  wait_for_frames ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_for_frames ();

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      kl_case_menu_set_view (menu, views[i], professionals);
      wait_for_frames ();
      g_assert_true (gtk_widget_get_mapped (window));
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/case-menu/changes", test_changes);

  return g_test_run ();
}
