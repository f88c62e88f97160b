/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-file-kind.h"

#include <string.h>

/* A first line of headings fits in it many times. */
#define START_SIZE (16 * 1024)
#define MARK "\xef\xbb\xbf"

/* Auxiliary functions */

static gboolean
begins_with (const char *start, gsize size, const char *word)
{
  return size >= strlen (word) && g_ascii_strncasecmp (start, word, strlen (word)) == 0;
}

/* A line with something between the cells, and no signs that no text has. */
static gboolean
looks_like_table (const char *start, gsize size)
{
  gsize n_delimiters = 0;

  for (gsize i = 0; i < size && start[i] != '\n' && start[i] != '\r'; i++)
    if (strchr (";,\t", start[i]) != NULL && start[i] != '\0')
      n_delimiters++;
    else if (g_ascii_iscntrl (start[i]))
      return FALSE;

  return n_delimiters > 0 && memchr (start, '\0', size) == NULL;
}

/* Public API */

/**
 * kl_file_kind_guess_bytes:
 * @start: (array length=size): how a file begins
 * @size: how many bytes that is
 *
 * Looks at the content, whatever the file is called. An empty file, and text of which every
 * sign has two bytes, go to the reader of XML, which has words for them.
 *
 * Returns: what it looks like
 */
KlFileKind
kl_file_kind_guess_bytes (const char *start, gsize size)
{
  g_return_val_if_fail (start != NULL || size == 0, KL_FILE_KIND_UNKNOWN);

  if (begins_with (start, size, "PK\003\004") || begins_with (start, size, "PK\005\006"))
    return KL_FILE_KIND_TABLES;
  if (size >= 2 && (memcmp (start, "\xff\xfe", 2) == 0 || memcmp (start, "\xfe\xff", 2) == 0))
    return KL_FILE_KIND_XML;
  if (begins_with (start, size, MARK))
    {
      start += strlen (MARK);
      size -= strlen (MARK);
    }
  while (size > 0 && g_ascii_isspace (*start))
    {
      start++;
      size--;
    }

  if (size == 0 || *start == '<')
    return KL_FILE_KIND_XML;
  if (*start == '{' || *start == '[')
    return KL_FILE_KIND_JSON;
  if (begins_with (start, size, "BEGIN:VCARD"))
    return KL_FILE_KIND_CARDS;
  return looks_like_table (start, size) ? KL_FILE_KIND_TABLES : KL_FILE_KIND_UNKNOWN;
}

/**
 * kl_file_kind_guess:
 * @file: a file or folder from outside
 *
 * Looks at the beginning of a file. One that cannot be opened goes to a reader, which has
 * words for it.
 *
 * Returns: what it looks like
 */
KlFileKind
kl_file_kind_guess (GFile *file)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *start = g_malloc (START_SIZE);
  gsize size = 0;
  GFileType type;

  g_return_val_if_fail (G_IS_FILE (file), KL_FILE_KIND_UNKNOWN);

  type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);
  if (type == G_FILE_TYPE_DIRECTORY)
    return KL_FILE_KIND_TABLES;
  /* A pipe may have nothing to say, for ever. */
  if (type == G_FILE_TYPE_REGULAR)
    stream = g_file_read (file, NULL, NULL);
  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), start, START_SIZE, &size, NULL, NULL))
    return KL_FILE_KIND_XML;

  return kl_file_kind_guess_bytes (start, size);
}
