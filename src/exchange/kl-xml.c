/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-xml.h"

#include <string.h>

/*
 * A guard around GMarkup. GMarkup knows no entity definitions, so no file can make it
 * grow or fetch anything, but it gathers a token (a tag, a text, a comment) whole before
 * it hands it over. The guard feeds it piece by piece, and stops when nothing has come
 * out for too long: so memory is bounded by the limits and not by the file.
 */

#define CHUNK_SIZE (64 * 1024)
#define MAX_UTF8_TAIL 3
/* Of a file that is larger than this at least a tenth has to be content. */
#define MAX_THIN_BYTES (8 * 1024 * 1024)

typedef struct
{
  const KlImportLimits *limits;
  const GMarkupParser *parser;
  gpointer parser_data;
  GMarkupParseContext *context;
  guint depth;
  gboolean has_root;
  gboolean had_event;
  guint n_doctype;
  goffset n_bytes;
  goffset n_content;
  gsize n_pending;
  gsize n_blank;
  guint line;
  int line_offset;
  gint64 deadline;
} Guard;

/* Auxiliary functions */

static gboolean
refuse (GError **error, KlImportFault fault, guint line)
{
  kl_import_set_fault (error, fault, line);
  return FALSE;
}

/* GMarkup quotes the file in its messages; only the place may be told. */
static gboolean
translate_markup_error (Guard *guard, GError *cause, GError **error)
{
  const guint line = kl_xml_get_line (guard->context);

  if (cause->domain != G_MARKUP_ERROR)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }

  if (g_error_matches (cause, G_MARKUP_ERROR, G_MARKUP_ERROR_BAD_UTF8))
    refuse (error, KL_IMPORT_FAULT_BAD_CHARACTER, line);
  else if (!guard->has_root)
    refuse (error, KL_IMPORT_FAULT_NOT_XML, line);
  else
    refuse (error, KL_IMPORT_FAULT_DAMAGED, line);
  g_error_free (cause);

  return FALSE;
}

static gboolean
is_utf8_name (const char *name, gsize length)
{
  return (length == 5 && g_ascii_strncasecmp (name, "utf-8", 5) == 0)
         || (length == 4 && g_ascii_strncasecmp (name, "utf8", 4) == 0);
}

/* Looks at <?xml ... encoding="..."?>; without an encoding, XML says UTF-8. */
static gboolean
declares_utf8 (const char *declaration, gsize length)
{
  const char *end = declaration + length;
  const char *name = g_strstr_len (declaration, length, "encoding");
  const char *stop;

  if (name == NULL)
    return TRUE;

  name += strlen ("encoding");
  while (name < end && (g_ascii_isspace (*name) || *name == '='))
    name++;
  if (name >= end || (*name != '"' && *name != '\''))
    return FALSE;

  stop = memchr (name + 1, *name, end - name - 1);
  return stop != NULL && is_utf8_name (name + 1, stop - name - 1);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/*
 * GMarkup gathers a DOCTYPE with all that is in it before it shows it, and does not know
 * one in small letters at all; so it is looked for on the way in. The few files that
 * have these signs in a comment before their first element are refused with the rest.
 * Returns its line, or 0.
 */
static guint
find_doctype (Guard *guard, const char *chars, gsize length)
{
  static const char start[] = "<!d";
  guint line = guard->line;

  if (guard->has_root)
    return 0;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_tolower (chars[i]) == start[guard->n_doctype])
        guard->n_doctype++;
      else
        guard->n_doctype = chars[i] == '<';
      if (start[guard->n_doctype] == '\0')
        return line;
      line += chars[i] == '\n';
    }

  return 0;
}

static gboolean
refuse_doctype (guint line, GError **error)
{
  return refuse (error, KL_IMPORT_FAULT_DOCTYPE, line);
}

static void
count (Guard *guard, const char *text, gsize length)
{
  gsize n_lines = 0, n_content = 0;

  for (gsize i = 0; i < length; i++)
    {
      n_lines += text[i] == '\n';
      n_content += (guchar) text[i] > ' ';
    }

  guard->line += n_lines;
  guard->n_content += n_content;
  guard->n_blank = n_content == 0 ? guard->n_blank + length : 0;
}

/* GMarkup callbacks */

static void
start_element (GMarkupParseContext *context,
               const char *name,
               const char **attribute_names,
               const char **attribute_values,
               gpointer user_data,
               GError **error)
{
  Guard *guard = user_data;

  guard->had_event = TRUE;
  if (guard->depth == 0 && guard->has_root)
    {
      refuse (error, KL_IMPORT_FAULT_AFTER_END, kl_xml_get_line (context));
      return;
    }
  guard->has_root = TRUE;
  if (++guard->depth > guard->limits->max_depth)
    {
      refuse (error, KL_IMPORT_FAULT_TOO_DEEP, kl_xml_get_line (context));
      return;
    }

  guard->parser->start_element (context, name, attribute_names, attribute_values,
                                guard->parser_data, error);
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Guard *guard = user_data;

  guard->had_event = TRUE;
  guard->depth--;
  guard->parser->end_element (context, name, guard->parser_data, error);
}

static void
text (GMarkupParseContext *context,
      const char *chars,
      gsize length,
      gpointer user_data,
      GError **error)
{
  Guard *guard = user_data;

  guard->had_event = TRUE;
  guard->parser->text (context, chars, length, guard->parser_data, error);
}

static void
passthrough (GMarkupParseContext *context,
             const char *chars,
             gsize length,
             gpointer user_data,
             GError **error)
{
  Guard *guard = user_data;

  guard->had_event = TRUE;
  if (length >= 9 && strncmp (chars, "<!DOCTYPE", 9) == 0)
    refuse_doctype (kl_xml_get_line (context), error);
  else if (length >= 6 && strncmp (chars, "<?xml", 5) == 0 && is_blank (chars[5])
           && !declares_utf8 (chars, length))
    refuse (error, KL_IMPORT_FAULT_OTHER_ENCODING, kl_xml_get_line (context));
}

static const GMarkupParser guard_parser = {
  .start_element = start_element,
  .end_element = end_element,
  .text = text,
  .passthrough = passthrough,
};

/* Feeding */

static gboolean
check_limits (Guard *guard, GError **error)
{
  const KlImportLimits *limits = guard->limits;

  if (guard->n_blank > limits->max_blank
      || (guard->n_bytes > MAX_THIN_BYTES && guard->n_content < guard->n_bytes / 10))
    return refuse (error, KL_IMPORT_FAULT_BLANK, guard->line);
  if (guard->n_pending > limits->max_token)
    return refuse (error, KL_IMPORT_FAULT_LONG_PART, kl_xml_get_line (guard->context));
  if (guard->n_content > limits->max_content || guard->n_bytes > limits->max_bytes)
    return refuse (error, KL_IMPORT_FAULT_TOO_LARGE, 0);
  if (g_get_monotonic_time () > guard->deadline)
    return refuse (error, KL_IMPORT_FAULT_TOO_SLOW, 0);

  return TRUE;
}

/* GMarkup does not count a line that ends where a piece starts. */
static void
align_lines (Guard *guard, char first)
{
  int line;

  g_markup_parse_context_get_position (guard->context, &line, NULL);
  guard->line_offset = (int) guard->line + (first == '\n') - line;
}

static gboolean
feed (Guard *guard, const char *chars, gsize length, GError **error)
{
  GError *cause = NULL;
  guint line;

  if (length == 0)
    return TRUE;
  line = find_doctype (guard, chars, length);
  if (line > 0)
    return refuse_doctype (line, error);
  align_lines (guard, *chars);

  guard->had_event = FALSE;
  if (!g_markup_parse_context_parse (guard->context, chars, length, &cause))
    return translate_markup_error (guard, cause, error);

  guard->n_pending = guard->had_event ? 0 : guard->n_pending + length;
  count (guard, chars, length);

  return check_limits (guard, error);
}

/* Feeds what is whole UTF-8; what may be the start of a character stays as @tail. */
static gboolean
feed_valid (Guard *guard,
            const char *chars,
            gsize length,
            gboolean at_end,
            gsize *tail,
            GError **error)
{
  const char *end;
  gsize n_valid;

  g_utf8_validate_len (chars, length, &end);
  n_valid = end - chars;
  *tail = length - n_valid;

  /* An earlier mistake is told first, such as a declared other encoding. */
  if (!feed (guard, chars, n_valid, error))
    return FALSE;
  if (*tail == 0)
    return TRUE;
  if (!at_end && *tail <= MAX_UTF8_TAIL && g_utf8_get_char_validated (end, *tail) == (gunichar) -2)
    return TRUE;

  return refuse (error, KL_IMPORT_FAULT_NOT_UTF8, guard->line);
}

/* Takes the byte order mark off; UTF-16 is told by its own. */
static gboolean
skip_mark (const char *chars, gsize length, gsize *skip, GError **error)
{
  *skip = 0;
  if (length >= 2 && (memcmp (chars, "\xff\xfe", 2) == 0 || memcmp (chars, "\xfe\xff", 2) == 0))
    return refuse (error, KL_IMPORT_FAULT_UTF16, 1);
  if (length >= 3 && memcmp (chars, "\xef\xbb\xbf", 3) == 0)
    *skip = 3;

  return TRUE;
}

static gboolean
read_chunk (GInputStream *stream,
            char *buffer,
            gsize *n_read,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GError) cause = NULL;

  /* A cancelled read may still hand over what it had. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (g_input_stream_read_all (stream, buffer, CHUNK_SIZE, n_read, cancellable, &cause))
    return TRUE;

  kl_import_set_read_error (error, cause);
  return FALSE;
}

static gboolean
feed_stream (Guard *guard,
             GInputStream *stream,
             goffset total,
             KlImportProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *buffer = g_malloc (MAX_UTF8_TAIL + CHUNK_SIZE);
  gsize tail = 0, n_read;

  do
    {
      gsize skip = 0, length;

      if (!read_chunk (stream, buffer + tail, &n_read, cancellable, error))
        return FALSE;
      if (guard->n_bytes == 0 && !skip_mark (buffer, n_read, &skip, error))
        return FALSE;

      guard->n_bytes += n_read;
      length = tail + n_read - skip;
      if (!feed_valid (guard, buffer + skip, length, n_read < CHUNK_SIZE, &tail, error))
        return FALSE;
      memmove (buffer, buffer + skip + length - tail, tail);

      if (progress != NULL)
        progress (guard->n_bytes, total, progress_data);
    }
  while (n_read == CHUNK_SIZE);

  return TRUE;
}

static gboolean
finish (Guard *guard, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_markup_parse_context_end_parse (guard->context, &cause))
    return TRUE;

  if (g_error_matches (cause, G_MARKUP_ERROR, G_MARKUP_ERROR_EMPTY))
    return refuse (error, KL_IMPORT_FAULT_EMPTY, 0);

  return refuse (error, KL_IMPORT_FAULT_ENDS_EARLY, guard->line);
}

/* Public API */

/**
 * kl_xml_parse:
 * @stream: where the file comes from
 * @total: its size in bytes, or 0 when that is not known
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @parser: start_element, end_element and text, all three
 * @parser_data: given to @parser
 * @progress: (nullable) (scope call): told after every piece
 * @progress_data: given to @progress
 * @cancellable: (nullable): stops between pieces
 * @error: return location for a #KlImportError or %G_IO_ERROR_CANCELLED
 *
 * Reads a hostile XML file in pieces: UTF-8 only, no DOCTYPE, within @limits, in
 * bounded memory. An error that @parser sets stops the reading and is handed on.
 * White space may come in more than one piece; CDATA comes as text.
 *
 * Returns: whether the file was whole
 */
gboolean
kl_xml_parse (GInputStream *stream,
              goffset total,
              const KlImportLimits *limits,
              const GMarkupParser *parser,
              gpointer parser_data,
              KlImportProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GMarkupParseContext) context = NULL;
  Guard guard = { .line = 1 };

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (parser != NULL && parser->start_element != NULL, FALSE);
  g_return_val_if_fail (parser->end_element != NULL && parser->text != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  guard.limits = limits != NULL ? limits : kl_import_limits_get_default ();
  guard.parser = parser;
  guard.parser_data = parser_data;
  guard.deadline = g_get_monotonic_time () + guard.limits->max_seconds * G_TIME_SPAN_SECOND;
  if (total > guard.limits->max_bytes)
    return refuse (error, KL_IMPORT_FAULT_TOO_LARGE, 0);

  context = g_markup_parse_context_new (&guard_parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &guard, NULL);
  guard.context = context;

  return feed_stream (&guard, stream, total, progress, progress_data, cancellable, error)
         && finish (&guard, error);
}

/**
 * kl_xml_get_line:
 * @context: the context that a callback of kl_xml_parse() got
 *
 * Returns: the line of the file that is being read, from 1
 */
guint
kl_xml_get_line (GMarkupParseContext *context)
{
  const Guard *guard = g_markup_parse_context_get_user_data (context);
  int line, column;

  g_markup_parse_context_get_position (context, &line, &column);

  /* GMarkup counts the sign that ends a line as the first one of the next. */
  if (column == 1 && line > 1)
    line--;
  return (guint) MAX (line + guard->line_offset, 1);
}
