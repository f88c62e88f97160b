/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "../ui/tile-server.h"
#include "map/kl-tile-address.h"
#include "map/kl-tile-cache.h"
#include "map/kl-tile-image.h"

/* Where map pictures are asked for, what is taken for one, and how they are kept. */

#define PICTURE "https://kaart.example/1/2/3.png"

/* Addresses */

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    int code; /* -1 for none */
  } cases[] = {
    { "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png",
      -1 },
    { "https://kaart.example/{z}/{y}/{x}", -1 },
    { "https://kaart.example/kaart?z={z}&x={x}&y={y}", -1 },
    { "http://localhost:8080/{z}/{x}/{y}.png", -1 },
    { "http://127.0.0.1/{z}/{x}/{y}.png", -1 },
    { "http://[::1]:80/{z}/{x}/{y}.png", -1 },
    { "", KL_TILE_ADDRESS_ERROR_URI },
    { "kaart", KL_TILE_ADDRESS_ERROR_URI },
    { "https:///{z}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_URI },
    { "file:///etc/{z}/{x}/{y}", KL_TILE_ADDRESS_ERROR_URI },
    { "http://kaart.example/{z}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_SCHEME },
    { "ftp://kaart.example/{z}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_SCHEME },
    { "https://ik:geheim@kaart.example/{z}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_SECRET },
    { "https://kaart.example/{z}/{x}.png", KL_TILE_ADDRESS_ERROR_PLACES },
    { "https://kaart.example/{z}/{x}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_PLACES },
    { "https://{s}.kaart.example/{z}/{x}/{y}.png", KL_TILE_ADDRESS_ERROR_URI },
    { "https://kaart.example/{z}/{x}/{y}{r}.png", KL_TILE_ADDRESS_ERROR_PLACES },
    { "https://{x}.example/{z}/{y}.png", KL_TILE_ADDRESS_ERROR_PLACES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean good = kl_tile_address_check (cases[i].address, &error);

      g_test_message ("%s: %s", cases[i].address, error != NULL ? error->message : "good");
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true (good);
          continue;
        }
      g_assert_false (good);
      g_assert_cmpuint (error->domain, ==, KL_TILE_ADDRESS_ERROR);
      if (strstr (cases[i].address, "{s}") == NULL)
        g_assert_cmpint (error->code, ==, cases[i].code);
    }
}

static void
test_fill (void)
{
  g_autofree char *filled = kl_tile_address_fill ("https://k.example/{z}/{y}/{x}.png", 12, 7, 99);
  g_autofree char *host = kl_tile_address_dup_host ("https://k.example/{z}/{y}/{x}.png");

  g_assert_cmpstr (filled, ==, "https://k.example/12/99/7.png");
  g_assert_cmpstr (host, ==, "k.example");
}

/* Pictures */

static void
test_pictures (void)
{
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff, 0xe0, 0,    4, 1, 2,  0xff, 0xc0, 0, 11,
                                 8,    0xea, 0x60, 0xea, 0x60, 1, 1, 17, 0,    0,    0, 0 };
  static const int sizes[][3] = { { 256, 256, TRUE },
                                  { 512, 512, TRUE },
                                  { 256, 255, FALSE },
                                  { 1, 1, FALSE },
                                  { 1024, 1024, FALSE } };
  g_autoptr (GBytes) bomb = g_bytes_new_static (jpeg, sizeof jpeg);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) good = tile_server_paint (256, 256);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) bytes = tile_server_paint (sizes[i][0], sizes[i][1]);
      g_autoptr (GdkTexture) texture = kl_tile_image_read (bytes, NULL);

      g_assert_cmpint (texture != NULL, ==, sizes[i][2]);
    }
  g_assert_null (kl_tile_image_read (bomb, NULL));
  g_assert_null (kl_tile_image_read (empty, NULL));

  /* Cut off anywhere it is no picture, and no crash. */
  for (gsize length = 0; length < g_bytes_get_size (good); length += 7)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (good, 0, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (GdkTexture) texture = kl_tile_image_read (part, &error);

      g_assert_true (texture != NULL || error != NULL);
    }
}

/* What is kept */

static KlTileCache *
create_cache (char **folder, guint64 limit)
{
  g_autofree char *top = g_dir_make_tmp ("korte-lijnen-cache-XXXXXX", NULL);

  *folder = g_build_filename (top, "tiles", NULL);
  return kl_tile_cache_new (*folder, limit);
}

static void
remove_folder (const char *folder)
{
  g_autofree char *top = g_path_get_dirname (folder);

  g_rmdir (folder);
  g_assert_cmpint (g_rmdir (top), ==, 0);
}

static void
test_kept (void)
{
  g_autofree char *folder = NULL;
  g_autoptr (KlTileCache) cache = create_cache (&folder, 100000);
  g_autoptr (GBytes) picture = tile_server_paint (256, 256);
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) read = NULL;
  gint64 age = -1;

  none = kl_tile_cache_read (cache, PICTURE, &age);
  g_assert_null (none);
  kl_tile_cache_write (cache, PICTURE, picture);
  read = kl_tile_cache_read (cache, PICTURE, &age);
  g_assert_nonnull (read);
  g_assert_true (g_bytes_equal (read, picture));
  g_assert_cmpint (age, <=, 5);
  g_assert_cmpuint (kl_tile_cache_get_size (cache), ==, g_bytes_get_size (picture));
  g_assert_true (kl_tile_cache_clear (cache, NULL));
  g_assert_cmpuint (kl_tile_cache_get_size (cache), ==, 0);
  remove_folder (folder);
}

/* Never more than the limit; what is looked at stays. */
static void
test_limit (void)
{
  const guint64 limit = 20000;
  g_autofree char *folder = NULL;
  g_autoptr (KlTileCache) cache = create_cache (&folder, limit);
  g_autofree char *data = g_malloc0 (1000);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, 1000);
  gint64 age;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://kaart.example/%u", i);
      g_autoptr (GBytes) first = NULL;

      kl_tile_cache_write (cache, address, bytes);
      g_assert_cmpuint (kl_tile_cache_get_size (cache), <=, limit);
      g_usleep (2000);
      first = kl_tile_cache_read (cache, "https://kaart.example/0", &age);
      g_assert_nonnull (first);
    }
  g_assert_cmpuint (kl_tile_cache_get_size (cache), >, limit / 2);
  g_assert_true (kl_tile_cache_clear (cache, NULL));
  remove_folder (folder);
}

/* A folder that cannot be made, and files that are none: no pictures, no fuss. */
static void
test_no_folder (void)
{
  g_autoptr (KlTileCache) cache = kl_tile_cache_new ("/proc/nowhere/tiles", 1000);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  gint64 age;

  kl_tile_cache_write (cache, PICTURE, bytes);
  g_assert_null (kl_tile_cache_read (cache, PICTURE, &age));
  g_assert_cmpuint (kl_tile_cache_get_size (cache), ==, 0);
  g_assert_true (kl_tile_cache_clear (cache, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tile-files/addresses", test_addresses);
  g_test_add_func ("/tile-files/fill", test_fill);
  g_test_add_func ("/tile-files/pictures", test_pictures);
  g_test_add_func ("/tile-files/kept", test_kept);
  g_test_add_func ("/tile-files/limit", test_limit);
  g_test_add_func ("/tile-files/no-folder", test_no_folder);

  return g_test_run ();
}
