/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pattern-stream.h"

#include <string.h>

/*
 * A file that need not exist: a head, a pattern repeated up to any length, a tail. It
 * gives uneven pieces, as a pipe or a slow stick does.
 */

#define LONGEST_PIECE 10007

struct _PatternStream
{
  GInputStream parent_instance;
  char *head;
  char *pattern;
  char *tail;
  gsize n_head;
  gsize n_pattern;
  gsize n_tail;
  guint64 n_bytes;
  guint64 position;
};

#define PATTERN_TYPE_STREAM (pattern_stream_get_type ())
G_DECLARE_FINAL_TYPE (PatternStream, pattern_stream, PATTERN, STREAM, GInputStream)
G_DEFINE_FINAL_TYPE (PatternStream, pattern_stream, G_TYPE_INPUT_STREAM)

static const char *
find_piece (PatternStream *self, gsize *length)
{
  guint64 at = self->position;
  gsize offset;

  if (at < self->n_head)
    {
      *length = self->n_head - at;
      return self->head + at;
    }
  at -= self->n_head;
  if (at < self->n_bytes)
    {
      offset = at % self->n_pattern;
      *length = MIN (self->n_pattern - offset, self->n_bytes - at);
      return self->pattern + offset;
    }
  at -= self->n_bytes;
  *length = at < self->n_tail ? self->n_tail - at : 0;
  return self->tail + at;
}

static gssize
pattern_stream_read (GInputStream *stream,
                     void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  PatternStream *self = PATTERN_STREAM (stream);
  char *to = buffer;
  gsize n_read = 0;

  count = MIN (count, LONGEST_PIECE);
  while (n_read < count)
    {
      gsize length;
      const char *piece = find_piece (self, &length);

      length = MIN (length, count - n_read);
      if (length == 0)
        break;
      memcpy (to + n_read, piece, length);
      n_read += length;
      self->position += length;
    }

  return (gssize) n_read;
}

static void
pattern_stream_finalize (GObject *object)
{
  PatternStream *self = PATTERN_STREAM (object);

  g_free (self->head);
  g_free (self->pattern);
  g_free (self->tail);

  G_OBJECT_CLASS (pattern_stream_parent_class)->finalize (object);
}

static void
pattern_stream_class_init (PatternStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pattern_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = pattern_stream_read;
}

static void
pattern_stream_init (PatternStream *self)
{
}

/**
 * pattern_stream_new:
 * @head: how it starts
 * @pattern: what comes over and over
 * @n_bytes: for so many bytes
 * @tail: how it ends
 *
 * Returns: (transfer full): a stream over that
 */
GInputStream *
pattern_stream_new (const char *head, const char *pattern, guint64 n_bytes, const char *tail)
{
  PatternStream *self = g_object_new (PATTERN_TYPE_STREAM, NULL);
  g_autoptr (GString) repeated = g_string_new (pattern);

  /* Long pieces, so that the stream is not what takes the time. */
  while (repeated->len > 0 && repeated->len < LONGEST_PIECE)
    g_string_append (repeated, pattern);

  self->head = g_strdup (head);
  self->n_head = strlen (head);
  self->n_pattern = repeated->len;
  self->pattern = g_string_free (g_steal_pointer (&repeated), FALSE);
  self->tail = g_strdup (tail);
  self->n_tail = strlen (tail);
  self->n_bytes = n_bytes;

  return G_INPUT_STREAM (self);
}

/**
 * pattern_stream_get_n_read:
 * @stream: a stream of this kind
 *
 * Returns: how many bytes were taken out of it
 */
guint64
pattern_stream_get_n_read (GInputStream *stream)
{
  return PATTERN_STREAM (stream)->position;
}
