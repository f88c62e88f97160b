/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "../unit/dutch.h"
#include "map/kl-wijk-view.h"
#include "tile-server.h"
#include "wijk-samples.h"

/* The map of the neighbourhood beside servers of map pictures of all kinds. */

#define DEADLINE 600
#define REST 1500
/* On a busy computer a server that is well may seem slow. */
#define LONG_DEADLINE 8000
/* What four at a time can do before three have failed. */
#define MAX_TRIES 8

typedef struct
{
  TileServer *server;
  GtkWidget *window;
  GtkWidget *view;
  KlWijkTiles *tiles;
  char *folder;
  KlTileCache *cache;
} Fixture;

/* Auxiliary functions */

static void
pass_time (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static gboolean
wait_for (gboolean (*is) (KlWijkTiles *tiles), KlWijkTiles *tiles, gboolean wanted)
{
  for (int i = 0; i < 400 && is (tiles) != wanted; i++)
    pass_time (25);

  return is (tiles) == wanted;
}

/* Until nobody asks any more. */
static guint
wait_for_rest (TileServer *server)
{
  guint before, n = tile_server_get_n_connections (server);

  do
    {
      before = n;
      pass_time (1500);
      n = tile_server_get_n_connections (server);
    }
  while (n != before);

  return n;
}

static void
switch_on (Fixture *fixture)
{
  g_autofree char *address = tile_server_dup_address (fixture->server);

  g_object_set (fixture->tiles, "address", address, "enabled", TRUE, NULL);
}

static void
wander (Fixture *fixture)
{
  for (int i = 0; i < 4; i++)
    {
      gtk_widget_activate_action (fixture->view, "wijk.pan", "(dd)", 4.0, i % 2 * 4.0);
      pass_time (60);
      gtk_widget_activate_action (fixture->view, "wijk.zoom", "i", i % 2 == 0 ? 1 : -1);
      pass_time (60);
    }
}

static GtkLabel *
find_label (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_label (GTK_LABEL (widget)), part) != NULL)
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *label = find_label (child, part);

      if (label != NULL)
        return label;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer mood)
{
  const gboolean good =
    GPOINTER_TO_INT (mood) == TILE_SERVER_GOOD || GPOINTER_TO_INT (mood) == TILE_SERVER_LATE;
  g_autoptr (GPtrArray) areas = wijk_samples_make_areas (4, 3, 80);
  g_autoptr (KlWijkModel) model = NULL;

  g_free (((KlArea *) g_ptr_array_index (areas, 0))->name);
  ((KlArea *) g_ptr_array_index (areas, 0))->name = g_strdup ("West");
  model = wijk_samples_make_town (areas);
  fixture->folder = g_dir_make_tmp ("korte-lijnen-tiles-XXXXXX", NULL);
  fixture->cache = kl_tile_cache_new (fixture->folder, 1024 * 1024);
  fixture->server = tile_server_new (GPOINTER_TO_INT (mood));
  fixture->view = kl_wijk_view_new ();
  fixture->tiles = kl_wijk_view_get_tiles (KL_WIJK_VIEW (fixture->view));
  kl_wijk_tiles_set_cache (fixture->tiles, fixture->cache);
  kl_wijk_tiles_set_patience (fixture->tiles, good ? LONG_DEADLINE : DEADLINE, REST);
  kl_wijk_view_set_model (KL_WIJK_VIEW (fixture->view), model);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 860, 780);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  pass_time (300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pass_time (300);
  g_assert_null (fixture->view);
  g_clear_pointer (&fixture->server, tile_server_free);
  pass_time (100);
  g_assert_true (kl_tile_cache_clear (fixture->cache, NULL));
  kl_tile_cache_unref (fixture->cache);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

/* Cases */

/* Without the switch nobody is asked, with an address and all; and from the moment on that it
 * is switched off again. */
static void
test_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = tile_server_dup_address (fixture->server);
  guint n;

  g_object_set (fixture->tiles, "address", address, NULL);
  wander (fixture);
  pass_time (300);
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), ==, 0);
  g_assert_nonnull (find_label (fixture->view, "internetkaart uit"));

  g_object_set (fixture->tiles, "enabled", TRUE, NULL);
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), >, 0);

  g_object_set (fixture->tiles, "enabled", FALSE, NULL);
  pass_time (300);
  n = tile_server_get_n_connections (fixture->server);
  wander (fixture);
  pass_time (300);
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), ==, n);
}

/* They come in, are named, and are not asked for twice. */
static void
test_good (Fixture *fixture, gconstpointer data)
{
  guint n;

  switch_on (fixture);
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  n = wait_for_rest (fixture->server);
  g_assert_cmpuint (n, >, 11);
  g_assert_false (kl_wijk_tiles_get_trouble (fixture->tiles));
  g_assert_nonnull (find_label (fixture->view, "Kaart: 127.0.0.1"));
  g_object_set (fixture->tiles, "attribution", "Kadaster", NULL);
  g_assert_nonnull (find_label (fixture->view, "Kaart: Kadaster"));
  g_assert_cmpuint (kl_tile_cache_get_size (fixture->cache), >, 0);

  g_object_set (fixture->tiles, "enabled", FALSE, NULL);
  g_object_set (fixture->tiles, "enabled", TRUE, NULL);
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  pass_time (600);
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), ==, n);
}

/* Whatever it sends or does not send: a word about it, a map that works, no storm of
 * questions, and pictures as soon as it is itself again. */
static void
test_bad (Fixture *fixture, gconstpointer data)
{
  guint n;

  switch_on (fixture);
  g_assert_true (wait_for (kl_wijk_tiles_get_trouble, fixture->tiles, TRUE));
  n = tile_server_get_n_connections (fixture->server);
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (n, <=, MAX_TRIES);
  g_assert_nonnull (find_label (fixture->view, "Kaartbeelden komen niet binnen"));
  g_assert_false (kl_wijk_tiles_get_filled (fixture->tiles));
  g_assert_cmpuint (kl_tile_cache_get_size (fixture->cache), ==, 0);
  wander (fixture);
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), <=, n + 1);

  tile_server_set_mood (fixture->server, TILE_SERVER_GOOD);
  g_assert_true (wait_for (kl_wijk_tiles_get_trouble, fixture->tiles, FALSE));
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  g_assert_null (find_label (fixture->view, "Kaartbeelden komen niet binnen"));
}

/* Nobody is there, and does not come back: it is asked once in a while, ever less often. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  switch_on (fixture);
  g_clear_pointer (&fixture->server, tile_server_free);
  g_assert_true (wait_for (kl_wijk_tiles_get_trouble, fixture->tiles, TRUE));
  wander (fixture);
  pass_time (2 * REST);
  g_assert_true (kl_wijk_tiles_get_trouble (fixture->tiles));
  g_assert_nonnull (find_label (fixture->view, "Kaartbeelden komen niet binnen"));
}

/* It goes while the map is looked at: what came stays. */
static void
test_leaves (Fixture *fixture, gconstpointer data)
{
  switch_on (fixture);
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  pass_time (500);
  g_clear_pointer (&fixture->server, tile_server_free);
  for (int i = 0; i < 4; i++)
    {
      gtk_widget_activate_action (fixture->view, "wijk.pan", "(dd)", 12.0, 0.0);
      pass_time (200);
    }
  g_assert_true (wait_for (kl_wijk_tiles_get_trouble, fixture->tiles, TRUE));
  g_assert_true (kl_wijk_tiles_get_filled (fixture->tiles));
}

/* A server that has pictures may lack some: that is no reason to leave it alone. */
static void
test_gaps (Fixture *fixture, gconstpointer data)
{
  switch_on (fixture);
  g_assert_true (wait_for (kl_wijk_tiles_get_filled, fixture->tiles, TRUE));
  pass_time (500);
  tile_server_set_mood (fixture->server, TILE_SERVER_NOT_FOUND);
  gtk_widget_activate_action (fixture->view, "wijk.pan", "(dd)", 12.0, 0.0);
  pass_time (800);
  g_assert_false (kl_wijk_tiles_get_trouble (fixture->tiles));
}

/* Gone in the middle of everything, in any mood. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  switch_on (fixture);
  pass_time (80);
}

static void
test_wrong_address (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->tiles, "address", "https://nergens/{z}", "enabled", TRUE, NULL);
  g_assert_true (kl_wijk_tiles_get_trouble (fixture->tiles));
  g_assert_nonnull (find_label (fixture->view, "Kaartbeelden komen niet binnen"));
  pass_time (200);
  g_assert_cmpuint (tile_server_get_n_connections (fixture->server), ==, 0);
}

static void
add (const char *path, TileServerMood mood, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (mood), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  use_dutch ();
  textdomain (GETTEXT_PACKAGE);
  adw_init ();

  add ("/tiles/off", TILE_SERVER_GOOD, test_off);
  add ("/tiles/good", TILE_SERVER_GOOD, test_good);
  add ("/tiles/late", TILE_SERVER_LATE, test_good);
  add ("/tiles/not-found", TILE_SERVER_NOT_FOUND, test_bad);
  add ("/tiles/html", TILE_SERVER_HTML, test_bad);
  add ("/tiles/garbage", TILE_SERVER_GARBAGE, test_bad);
  add ("/tiles/wrong-size", TILE_SERVER_WRONG_SIZE, test_bad);
  add ("/tiles/bomb", TILE_SERVER_BOMB, test_bad);
  add ("/tiles/endless", TILE_SERVER_ENDLESS, test_bad);
  add ("/tiles/cut", TILE_SERVER_CUT, test_bad);
  add ("/tiles/redirect", TILE_SERVER_REDIRECT, test_bad);
  add ("/tiles/silent", TILE_SERVER_SILENT, test_bad);
  add ("/tiles/drip", TILE_SERVER_DRIP, test_bad);
  add ("/tiles/gone", TILE_SERVER_GOOD, test_gone);
  add ("/tiles/leaves", TILE_SERVER_GOOD, test_leaves);
  add ("/tiles/gaps", TILE_SERVER_GOOD, test_gaps);
  add ("/tiles/close", TILE_SERVER_GOOD, test_close);
  add ("/tiles/close-silent", TILE_SERVER_SILENT, test_close);
  add ("/tiles/wrong-address", TILE_SERVER_GOOD, test_wrong_address);

  return g_test_run ();
}
