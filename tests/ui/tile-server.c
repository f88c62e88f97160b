/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tile-server.h"

#include <cairo.h>
#include <string.h>

#define MAX_THREADS 32
/* Milliseconds. */
#define DRIP 100
#define LATE 400
#define ENDLESS (64 * 1024 * 1024)

struct _TileServer
{
  GSocketService *service;
  guint16 port;
  gint mood;
  gint n_connections;
  gint stopping;
  GBytes *good;
};

/* Pictures */

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * tile_server_paint:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a PNG file
 */
GBytes *
tile_server_paint (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  GByteArray *file = g_byte_array_new ();

  cairo_set_source_rgb (cr, .85, .9, .8);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, .3, .5, .3);
  cairo_rectangle (cr, 4.5, 4.5, width - 9, height - 9);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, file);
  cairo_surface_destroy (surface);

  return g_byte_array_free_to_bytes (file);
}

/* Answers */

static void
send (GOutputStream *out, const char *status, gsize length, gconstpointer data, gsize n_bytes)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nContent-Length: %" G_GSIZE_FORMAT
                                           "\r\nConnection: close\r\n\r\n",
                                           status, length);

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, data, n_bytes, NULL, NULL, NULL);
}

static void
send_all (GOutputStream *out, const char *status, gconstpointer data, gsize n_bytes)
{
  send (out, status, n_bytes, data, n_bytes);
}

static void
send_bytes (GOutputStream *out, GBytes *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  send_all (out, "200 OK", data, length);
}

static void
send_bomb (TileServer *server, GOutputStream *out)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (server->good, &length);
  g_autofree guint8 *copy = g_memdup2 (data, length);
  static const guint8 size[] = { 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60 };

  memcpy (copy + 16, size, sizeof size);
  send_all (out, "200 OK", copy, length);
}

static void
send_endless (TileServer *server, GOutputStream *out)
{
  static const char block[4096];

  send (out, "200 OK", ENDLESS, block, sizeof block);
  for (guint i = 1; i < ENDLESS / sizeof block; i++)
    if (!g_output_stream_write_all (out, block, sizeof block, NULL, NULL, NULL))
      break;
}

static void
send_drips (TileServer *server, GOutputStream *out)
{
  gsize length;
  const char *data = g_bytes_get_data (server->good, &length);

  send (out, "200 OK", length, data, 1);
  for (gsize i = 1; i < length && !g_atomic_int_get (&server->stopping); i++)
    {
      g_usleep (DRIP * 1000);
      if (!g_output_stream_write_all (out, data + i, 1, NULL, NULL, NULL))
        break;
    }
}

static void
answer (TileServer *server, GOutputStream *out)
{
  static const char html[] = "<html><body>Log in</body></html>";
  gsize length;
  gconstpointer data = g_bytes_get_data (server->good, &length);
  g_autoptr (GBytes) wrong = NULL;

  switch ((TileServerMood) g_atomic_int_get (&server->mood))
    {
    case TILE_SERVER_LATE:
      g_usleep (LATE * 1000);
      send_bytes (out, server->good);
      break;
    case TILE_SERVER_GOOD:
      send_bytes (out, server->good);
      break;
    case TILE_SERVER_NOT_FOUND:
      send_all (out, "404 Not Found", html, sizeof html - 1);
      break;
    case TILE_SERVER_HTML:
      send_all (out, "200 OK", html, sizeof html - 1);
      break;
    case TILE_SERVER_GARBAGE:
      send_all (out, "200 OK", data, 64);
      break;
    case TILE_SERVER_WRONG_SIZE:
      wrong = tile_server_paint (300, 200);
      send_bytes (out, wrong);
      break;
    case TILE_SERVER_BOMB:
      send_bomb (server, out);
      break;
    case TILE_SERVER_ENDLESS:
      send_endless (server, out);
      break;
    case TILE_SERVER_CUT:
      send (out, "200 OK", length, data, length / 2);
      break;
    case TILE_SERVER_REDIRECT:
      send_all (out, "302 Found\r\nLocation: http://127.0.0.2:9/elsewhere.png", html, 0);
      break;
    case TILE_SERVER_DRIP:
      send_drips (server, out);
      break;
    case TILE_SERVER_SILENT:
    default:
      while (!g_atomic_int_get (&server->stopping))
        g_usleep (DRIP * 1000);
      break;
    }
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  TileServer *server = user_data;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char head[2048];

  g_atomic_int_inc (&server->n_connections);
  if (g_input_stream_read (in, head, sizeof head, NULL, NULL) > 0)
    answer (server, g_io_stream_get_output_stream (G_IO_STREAM (connection)));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

/**
 * tile_server_new:
 * @mood: how it answers
 *
 * Returns: (transfer full): a server that is running
 */
TileServer *
tile_server_new (TileServerMood mood)
{
  TileServer *server = g_new0 (TileServer, 1);
  g_autoptr (GInetAddress) host = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (host, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  server->mood = (int) mood;
  server->good = tile_server_paint (256, 256);
  server->service = g_threaded_socket_service_new (MAX_THREADS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  g_socket_service_start (server->service);

  return server;
}

/**
 * tile_server_free:
 * @server: (transfer full): a server
 *
 * From then on nobody listens there.
 */
void
tile_server_free (TileServer *server)
{
  g_atomic_int_set (&server->stopping, TRUE);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  /* Threads that still answer look at it for so long. */
  g_usleep (3 * DRIP * 1000);
  g_object_unref (server->service);
  g_bytes_unref (server->good);
  g_free (server);
}

void
tile_server_set_mood (TileServer *server, TileServerMood mood)
{
  g_atomic_int_set (&server->mood, (int) mood);
}

guint
tile_server_get_n_connections (TileServer *server)
{
  return (guint) g_atomic_int_get (&server->n_connections);
}

char *
tile_server_dup_address (TileServer *server)
{
  return g_strdup_printf ("http://127.0.0.1:%u/{z}/{x}/{y}.png", server->port);
}
