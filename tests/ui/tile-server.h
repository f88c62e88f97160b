/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server of map pictures on this computer, that can be all that a server can be. */

typedef enum
{
  TILE_SERVER_GOOD,
  TILE_SERVER_NOT_FOUND,
  TILE_SERVER_HTML,
  TILE_SERVER_GARBAGE,    /* the head of a picture, and no picture */
  TILE_SERVER_WRONG_SIZE, /* a picture of 300 by 200 */
  TILE_SERVER_BOMB,       /* a head that tells of 60,000 by 60,000 */
  TILE_SERVER_ENDLESS,
  TILE_SERVER_CUT, /* less than it says */
  TILE_SERVER_REDIRECT,
  TILE_SERVER_SILENT,
  TILE_SERVER_DRIP, /* a byte every now and then */
  TILE_SERVER_LATE, /* good, after a while */
} TileServerMood;

typedef struct _TileServer TileServer;

TileServer *tile_server_new (TileServerMood mood);
void tile_server_free (TileServer *server);
void tile_server_set_mood (TileServer *server, TileServerMood mood);
guint tile_server_get_n_connections (TileServer *server);
char *tile_server_dup_address (TileServer *server);
GBytes *tile_server_paint (int width, int height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TileServer, tile_server_free)

G_END_DECLS
