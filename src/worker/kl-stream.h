/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The values in the answer of a worker: whole numbers in as few bytes as they need, others
 * as the processor has them, texts with a NUL behind them, so that the reader can point at them
 * where they are. GVariant would serve as well but for its speed: building and checking the values
 * of a hundred thousand rows costs it as much as parsing the file.
 */

/**
 * KlStream:
 * @at: what is read next
 * @end: behind the last byte
 * @broken: whether anything was wrong so far
 *
 * Reads values from bytes that anybody may have made. After the first mistake every value
 * is 0 or empty, so that one look at @broken at the end, or before a value is used as an
 * index, is enough.
 */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean broken;
} KlStream;

void kl_stream_put_number (GByteArray *bytes, guint64 number);
void kl_stream_put_text (GByteArray *bytes, const char *text);
void kl_stream_put_double (GByteArray *bytes, double number);

void kl_stream_init (KlStream *stream, GBytes *bytes);
guint64 kl_stream_get_number (KlStream *stream, guint64 max);
guint kl_stream_get_count (KlStream *stream, guint64 max, gsize least_size);
double kl_stream_get_double (KlStream *stream, double lowest, double highest);
const char *kl_stream_get_text (KlStream *stream, gsize max_length);
gboolean kl_stream_refuse (KlStream *stream);
gboolean kl_stream_is_whole (const KlStream *stream);

G_END_DECLS
