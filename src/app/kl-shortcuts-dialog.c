/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-shortcuts-dialog.h"

#include <glib/gi18n-lib.h>

/* A row without keys is a heading. */
static const struct
{
  const char *title;
  const char *keys;
} shortcuts[] = {
  { N_ ("Everywhere"), NULL },
  { N_ ("New question"), "Ctrl N" },
  { N_ ("Search"), "Ctrl K" },
  { N_ ("New window"), "Ctrl Shift N" },
  { N_ ("Close the window"), "Ctrl W" },
  { N_ ("Lock"), "Ctrl L" },
  { N_ ("To a place"), "Ctrl 1…6" },
  { N_ ("Next school"), "Ctrl Tab" },
  { N_ ("Main menu"), "F10" },
  { N_ ("Quit"), "Ctrl Q" },
  { N_ ("Question"), NULL },
  { N_ ("Choose a theme"), "Alt 1…4" },
  { N_ ("Record"), "Ctrl Enter" },
  { N_ ("Keep as a draft"), "Esc" },
  { N_ ("Case"), NULL },
  { N_ ("Kind of contact"), "Alt 1…6" },
  { N_ ("Start with a template"), "Ctrl T" },
  { N_ ("Bold words"), "Ctrl B" },
  { N_ ("Record"), "Ctrl Enter" },
  { N_ ("Side pane"), "F9" },
  { N_ ("Go to a day"), "Ctrl G" },
  { N_ ("Chronology: come closer, see more, see everything"), "+ - 0" },
  { N_ ("Chronology: earlier, later"), "PgUp PgDn" },
  { N_ ("Agenda"), NULL },
  { N_ ("Move a point"), "Alt ↑ ↓" },
  { N_ ("Meeting"), NULL },
  { N_ ("Begin"), "Ctrl Shift B" },
  { N_ ("What a decision becomes"), "Alt 1…6" },
  { N_ ("Finish a point"), "Ctrl Enter" },
  { N_ ("Point before, next point"), "Ctrl PgUp PgDn" },
  { N_ ("Show large"), "F5" },
  { N_ ("Show nothing for a moment"), "B" },
  { N_ ("Social map"), NULL },
  { N_ ("Print"), "Ctrl P" },
  { N_ ("Come closer, see more, see everything"), "+ - 0" },
  { N_ ("Lines: next partner around the school"), "← →" },
  { N_ ("Lines: further away, nearer"), "↑ ↓" },
  { N_ ("Lines: to the school"), "Home" },
  { N_ ("Lines: to a partner"), "A…Z" },
  { N_ ("Wijk: next school or partner"), "PgUp PgDn" },
  { N_ ("Wijk: move the map"), "← → ↑ ↓" },
  { N_ ("Wijk: choose an area"), "W" },
  { N_ ("Open the card"), "Enter" },
};

/* Auxiliary functions */

static GtkWidget *
create_row (const char *title, const char *keys)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_auto (GStrv) words = g_strsplit (keys, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      GtkWidget *key = gtk_label_new (words[i]);

      gtk_widget_add_css_class (key, "kl-key");
      gtk_box_append (GTK_BOX (box), key);
    }
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), box);

  return row;
}

/* Public API */

/**
 * kl_shortcuts_dialog_new:
 *
 * The keys of the program, in groups. GtkShortcutsWindow is deprecated and libadwaita's
 * successor comes with 1.8, so this is built of plain rows.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].keys == NULL)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (shortcuts[i].title));
          adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
          continue;
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 create_row (_ (shortcuts[i].title), shortcuts[i].keys));
    }

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard shortcuts"));
  adw_dialog_set_content_width (dialog, 420);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);

  return dialog;
}
