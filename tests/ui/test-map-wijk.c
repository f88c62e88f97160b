/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"
#include "tile-server.h"

#include <glib/gstdio.h>
#include <string.h>

/* The map of the neighbourhood by keys and ear alone, and its map pictures from the switch in
 * the preferences on. */

#define SETTINGS_GROUP "nl/kortelijnen/KorteLijnen"
#define TROUBLE "Kaartbeelden komen niet binnen"

static KlDriver *
open_wijk (void)
{
  KlDriver *driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  kl_driver_keys (driver, "Right");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "jouw school");
  return driver;
}

/* The keyboard comes to the first pin, and goes on from one to the next. */
static void
focus_pin (KlDriver *driver, const char *name)
{
  g_auto (GStrv) pins =
    kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_INVALID, " scholen, ");
  guint n = 0;

  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, pins[0]);
  while (pins[n] != NULL && strstr (pins[n], name) == NULL)
    n++;
  g_assert_nonnull (pins[n]);
  for (guint i = 0; i < n; i++)
    kl_driver_keys (driver, "Next");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, name));
}

/* From school to partner to partner, each with its sentence, and a card opens. */
static void
test_walk (void)
{
  g_autoptr (KlDriver) driver = open_wijk ();

  focus_pin (driver, "Buurtteam Noord");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "werkt in Noord"));
  kl_driver_keys (driver, "Next");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_DIALOG, ""));
  kl_driver_keys (driver, "Prior");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord"));
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "0");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord"));
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Verwijzing maken"));
  kl_driver_screenshot (driver, "wijk-card");
  g_assert_cmpuint (kl_driver_count_nameless (driver), ==, 0);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken"));
}

/* An area is chosen from the list of all, and what is known of it is told. */
static void
test_area (void)
{
  g_autoptr (KlDriver) driver = open_wijk ();

  focus_pin (driver, "Buurtteam Noord");
  kl_driver_keys (driver, "w");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "West: ");
  kl_driver_screenshot (driver, "wijk-areas");
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, "West: ");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "West: "));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "West: ");
  kl_driver_screenshot (driver, "wijk-area");
}

/* Whether a button is called so from its first letter on: the mark of a cluster names its partners
 * too, but further on. */
static gboolean
has_button (KlDriver *driver, const char *start)
{
  for (int i = 0; i < 40; i++)
    {
      g_auto (GStrv) names =
        kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_INVALID, " scholen, ");

      for (guint n = 0; names[n] != NULL; n++)
        if (g_str_has_prefix (names[n], start))
          return TRUE;
      g_usleep (50 * 1000);
    }

  return FALSE;
}

/* Partners in one place are one mark that says so; the keyboard opens it and finds them in it. */
static void
test_cluster (void)
{
  g_autoptr (KlDriver) driver = open_wijk ();

  focus_pin (driver, "2 partners op één plek; Leerplicht, Toegang");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Team Toegang en Regie"));
  kl_driver_keys (driver, "Return");
  g_assert_true (has_button (driver, "Leerplicht, Toegang, 9 dagen"));
  g_assert_true (has_button (driver, "Team Toegang en Regie, Toegang, 24 dagen"));
  kl_driver_screenshot (driver, "wijk-cluster");
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Verwijzing maken"));
  g_assert_true (kl_driver_sees (driver, "Bepaalt met het gezin welke jeugdhulp nodig is"));
  kl_driver_screenshot (driver, "wijk-cluster-card");
}

/* What is chosen and looked at here is so among the lines too, and the other way about. */
static void
test_kinds_and_time (void)
{
  g_autoptr (KlDriver) driver = open_wijk ();

  kl_driver_choose (driver, "Alle soorten", "Toegang");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord"));
  g_assert_true (kl_driver_sees (driver, "6 scholen, 2 partners"));
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht");
  kl_driver_focus (driver, ATSPI_ROLE_SLIDER, "Stand op");
  kl_driver_keys (driver, "Left");
  g_assert_true (kl_driver_sees (driver, "19 november"));
  kl_driver_screenshot (driver, "wijk-kinds");
  g_assert_cmpuint (kl_driver_count_nameless (driver), ==, 0);

  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Wijk");
  kl_driver_keys (driver, "Left");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht");
  g_assert_true (kl_driver_sees (driver, "19 november"));
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord"));
  kl_driver_choose (driver, "Toegang", "Alle soorten");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  kl_driver_keys (driver, "Right");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Buurtteam Noord");
  kl_driver_resize (driver, 400, 800);
  g_assert_true (kl_driver_sees (driver, "19 november"));
  kl_driver_screenshot (driver, "wijk-narrow");
}

/* Off until it is switched on; then the server is asked, and named. */
static void
test_pictures (void)
{
  TileServer *server = tile_server_new (TILE_SERVER_GOOD);
  g_autofree char *address = tile_server_dup_address (server);
  g_autofree char *folder =
    g_build_filename (g_getenv ("XDG_CONFIG_HOME"), "glib-2.0", "settings", NULL);
  g_autofree char *file = g_build_filename (folder, "keyfile", NULL);
  g_autofree char *settings =
    g_strdup_printf ("[" SETTINGS_GROUP
                     "]\nmap-tiles-address='%s'\nmap-tiles-attribution='Proefkaart'\n",
                     address);
  g_autoptr (KlDriver) driver = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, settings, -1, NULL));
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  driver = open_wijk ();
  g_assert_true (kl_driver_sees (driver, "internetkaart uit"));
  focus_pin (driver, "Buurtteam Noord");
  kl_driver_keys (driver, "Right");
  kl_driver_keys (driver, "plus");
  g_assert_true (kl_driver_sees (driver, "internetkaart uit"));
  g_assert_cmpuint (tile_server_get_n_connections (server), ==, 0);

  kl_driver_keys (driver, "ctrl+comma");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, "Kaartbeelden ophalen");
  kl_driver_screenshot (driver, "preferences");
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Adres met");
  kl_driver_keys_and_type (driver, "ctrl+a", "http://kaart.example/{z}");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Gebruik een adres dat met https:// begint"));
  kl_driver_screenshot (driver, "preferences-wrong");
  g_assert_cmpuint (tile_server_get_n_connections (server), ==, 0);
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Kaartbeelden ophalen");
  kl_driver_keys (driver, "space");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_sees (driver, "Kaart: Proefkaart"));
  kl_driver_screenshot (driver, "wijk-pictures");
  /* The map names the server before it asks for the first picture, and this one answers only while
   * its context turns. */
  for (int i = 0; i < 1000 && tile_server_get_n_connections (server) == 0; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10 * 1000);
    }
  g_assert_cmpuint (tile_server_get_n_connections (server), >, 0);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LABEL, TROUBLE));

  tile_server_free (server);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_remove (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-wijk/walk", test_walk);
  g_test_add_func ("/map-wijk/area", test_area);
  g_test_add_func ("/map-wijk/cluster", test_cluster);
  g_test_add_func ("/map-wijk/kinds-and-time", test_kinds_and_time);
  g_test_add_func ("/map-wijk/pictures", test_pictures);

  return g_test_run ();
}
