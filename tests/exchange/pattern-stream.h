/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GInputStream *
pattern_stream_new (const char *head, const char *pattern, guint64 n_bytes, const char *tail);
guint64 pattern_stream_get_n_read (GInputStream *stream);

G_END_DECLS
