/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-stream.h"

#include <string.h>

#define BITS 7
#define MORE 0x80
#define MAX_BYTES 10

/**
 * kl_stream_put_number:
 * @bytes: what the number is put behind
 * @number: the number
 */
void
kl_stream_put_number (GByteArray *bytes, guint64 number)
{
  guint8 digits[MAX_BYTES];
  guint n = 0;

  g_return_if_fail (bytes != NULL);

  for (; number >= MORE; number >>= BITS)
    digits[n++] = (guint8) (number | MORE);
  digits[n++] = (guint8) number;
  g_byte_array_append (bytes, digits, n);
}

/**
 * kl_stream_put_text:
 * @bytes: what the text is put behind
 * @text: valid UTF-8
 */
void
kl_stream_put_text (GByteArray *bytes, const char *text)
{
  g_return_if_fail (bytes != NULL && text != NULL);

  g_byte_array_append (bytes, (const guint8 *) text, strlen (text) + 1);
}

/**
 * kl_stream_put_double:
 * @bytes: what the number is put behind
 * @number: the number
 */
void
kl_stream_put_double (GByteArray *bytes, double number)
{
  g_return_if_fail (bytes != NULL);

  g_byte_array_append (bytes, (const guint8 *) &number, sizeof number);
}

/**
 * kl_stream_init:
 * @stream: (out): the reader
 * @bytes: what it reads; texts point into them
 */
void
kl_stream_init (KlStream *stream, GBytes *bytes)
{
  gsize size;

  g_return_if_fail (stream != NULL && bytes != NULL);

  stream->at = g_bytes_get_data (bytes, &size);
  stream->end = size > 0 ? stream->at + size : stream->at;
  stream->broken = FALSE;
}

/**
 * kl_stream_get_number:
 * @stream: the reader
 * @max: the largest that it can be
 *
 * Returns: the next number, or 0 when @stream is broken
 */
guint64
kl_stream_get_number (KlStream *stream, guint64 max)
{
  guint64 number = 0;

  for (guint shift = 0; stream->at < stream->end && shift < 64; shift += BITS)
    {
      const guint8 byte = *stream->at++;

      number |= (guint64) (byte & (MORE - 1)) << shift;
      if ((byte & MORE) != 0)
        continue;
      if (number <= max)
        return number;
      break;
    }

  kl_stream_refuse (stream);
  return 0;
}

/**
 * kl_stream_get_count:
 * @stream: the reader
 * @max: the most that there can be
 * @least_size: how many bytes each takes at least, not 0
 *
 * Reads how many of something come next. No more than there are bytes for, so that no
 * number alone asks for memory.
 *
 * Returns: the count, or 0 when @stream is broken
 */
guint
kl_stream_get_count (KlStream *stream, guint64 max, gsize least_size)
{
  const gsize n = (gsize) kl_stream_get_number (stream, MIN (max, (guint64) G_MAXINT32));

  if (n > (gsize) (stream->end - stream->at) / least_size)
    return (guint) kl_stream_refuse (stream);
  return (guint) n;
}

/**
 * kl_stream_get_double:
 * @stream: the reader
 * @lowest: the lowest that it can be
 * @highest: the highest
 *
 * Returns: the next number, within the two; @lowest when @stream is broken
 */
double
kl_stream_get_double (KlStream *stream, double lowest, double highest)
{
  double number;

  if ((gsize) (stream->end - stream->at) >= sizeof number)
    {
      memcpy (&number, stream->at, sizeof number);
      stream->at += sizeof number;
      if (number >= lowest && number <= highest)
        return number;
    }

  kl_stream_refuse (stream);
  return lowest;
}

/**
 * kl_stream_get_text:
 * @stream: the reader
 * @max_length: how many bytes it can have
 *
 * Returns: (transfer none): the next text, valid UTF-8, as long as the bytes live; or ""
 *   when @stream is broken
 */
const char *
kl_stream_get_text (KlStream *stream, gsize max_length)
{
  const char *text = (const char *) stream->at;
  const gsize left = (gsize) (stream->end - stream->at);
  const char *end = left > 0 ? memchr (text, '\0', MIN (left, max_length + 1)) : NULL;

  if (end == NULL || !g_utf8_validate_len (text, (gsize) (end - text), NULL))
    {
      kl_stream_refuse (stream);
      return "";
    }

  stream->at = (const guint8 *) end + 1;
  return text;
}

/**
 * kl_stream_refuse:
 * @stream: the reader
 *
 * Says that a value cannot be right.
 *
 * Returns: %FALSE
 */
gboolean
kl_stream_refuse (KlStream *stream)
{
  stream->at = stream->end;
  stream->broken = TRUE;
  return FALSE;
}

/**
 * kl_stream_is_whole:
 * @stream: the reader
 *
 * Returns: whether everything was read and nothing was wrong
 */
gboolean
kl_stream_is_whole (const KlStream *stream)
{
  return !stream->broken && stream->at == stream->end;
}
