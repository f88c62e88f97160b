/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tile-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The address of a server of map pictures, with {z}, {x} and {y} where the numbers of a picture
 * go. libshumate fills such an address too, but takes whatever it is given.
 */

#define MAX_LENGTH 500

G_DEFINE_QUARK (kl - tile - address - error - quark, kl_tile_address_error)

static const char *const places[] = { "{z}", "{x}", "{y}" };

/* Auxiliary functions */

static gboolean
is_own_computer (const char *host)
{
  return g_str_equal (host, "localhost") || g_str_equal (host, "127.0.0.1")
         || g_str_equal (host, "::1");
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;

  return n;
}

/* Every place once, behind the host, and no others. */
static gboolean
check_places (const char *address, GError **error)
{
  const char *authority = strstr (address, "://");
  const char *path = authority != NULL ? strchr (authority + 3, '/') : NULL;
  gboolean good = path != NULL && count (address, "{") == G_N_ELEMENTS (places)
                  && count (address, "}") == G_N_ELEMENTS (places);

  for (gsize i = 0; good && i < G_N_ELEMENTS (places); i++)
    good = count (path, places[i]) == 1;
  if (!good)
    g_set_error_literal (error, KL_TILE_ADDRESS_ERROR, KL_TILE_ADDRESS_ERROR_PLACES,
                         _ ("The address needs {z}, {x} and {y}, each once, where the numbers of "
                            "a map picture go."));

  return good;
}

/* Public API */

/**
 * kl_tile_address_check:
 * @address: what somebody typed
 * @error: return location; its message says what to change
 *
 * Other computers are asked over https alone: with http everybody on the way can see which part
 * of the map somebody looks at.
 *
 * Returns: whether map pictures can be asked for there
 */
gboolean
kl_tile_address_check (const char *address, GError **error)
{
  g_autofree char *example = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *host, *scheme;

  g_return_val_if_fail (address != NULL, FALSE);

  example = kl_tile_address_fill (address, 0, 0, 0);
  uri = strlen (address) <= MAX_LENGTH ? g_uri_parse (example, G_URI_FLAGS_NONE, NULL) : NULL;
  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  if (host == NULL || *host == '\0')
    {
      g_set_error_literal (error, KL_TILE_ADDRESS_ERROR, KL_TILE_ADDRESS_ERROR_URI,
                           _ ("This is not a web address. It begins with https://."));
      return FALSE;
    }
  if (!g_str_equal (scheme, "https") && !(g_str_equal (scheme, "http") && is_own_computer (host)))
    {
      g_set_error_literal (error, KL_TILE_ADDRESS_ERROR, KL_TILE_ADDRESS_ERROR_SCHEME,
                           _ ("Use an address that begins with https://, or others can see which "
                              "part of the map you look at."));
      return FALSE;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, KL_TILE_ADDRESS_ERROR, KL_TILE_ADDRESS_ERROR_SECRET,
                           _ ("Leave the name and password out: this address is kept where others "
                              "can read it."));
      return FALSE;
    }

  return check_places (address, error);
}

/**
 * kl_tile_address_fill:
 * @address: an address with places
 * @zoom: how near
 * @x: column from the west
 * @y: row from the north
 *
 * Returns: (transfer full): the address of one picture
 */
char *
kl_tile_address_fill (const char *address, guint zoom, guint x, guint y)
{
  const guint numbers[] = { zoom, x, y };
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  text = g_string_new (address);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", numbers[i]);

      g_string_replace (text, places[i], number, 0);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kl_tile_address_dup_host:
 * @address: an address with places
 *
 * Returns: (transfer full) (nullable): the name of the server
 */
char *
kl_tile_address_dup_host (const char *address)
{
  g_autofree char *example = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  example = kl_tile_address_fill (address, 0, 0, 0);
  uri = g_uri_parse (example, G_URI_FLAGS_NONE, NULL);

  return uri != NULL ? g_strdup (g_uri_get_host (uri)) : NULL;
}
