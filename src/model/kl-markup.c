/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-markup.h"

#include <string.h>

/*
 * What somebody writes can have bold words and lists, in the signs that people use in plain mail:
 *
 *   **bold**, "- item" or "* item", "1. item"; a line that is indented goes on with its item.
 *
 * It is read line by line, in one pass, without anything nested and with no state but the line:
 * whatever is typed comes out as words, and nothing is ever refused. A sign without its other half
 * stays as it was written.
 */

#define MAX_DIGITS 3
#define MAX_INDENT 3
#define SIGN "**"
#define BULLET "•"

/* Lines */

static KlMarkupBlock *
block_new (KlMarkupKind kind, int number)
{
  KlMarkupBlock *block = g_new0 (KlMarkupBlock, 1);

  block->kind = kind;
  block->number = number;
  block->bold = g_array_new (FALSE, FALSE, sizeof (KlTextRange));

  return block;
}

/**
 * kl_markup_block_free:
 * @block: (transfer full) (nullable): a line
 */
void
kl_markup_block_free (KlMarkupBlock *block)
{
  if (block == NULL)
    return;

  g_array_unref (block->bold);
  g_free (block->text);
  g_free (block);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* How long the sign of an item is with its blanks; 0 when the line is none. */
static gsize
find_item (const char *line, gsize length, KlMarkupKind *kind, int *number)
{
  gsize at = 0, digits = 0;

  while (at < length && at < MAX_INDENT && line[at] == ' ')
    at++;
  *number = 0;
  while (at + digits < length && digits <= MAX_DIGITS && g_ascii_isdigit (line[at + digits]))
    *number = *number * 10 + (line[at + digits++] - '0');

  if (digits > 0)
    {
      at += digits;
      if (digits > MAX_DIGITS || at >= length || (line[at] != '.' && line[at] != ')'))
        return 0;
      *kind = KL_MARKUP_NUMBER;
      at++;
    }
  else if (at < length && (line[at] == '-' || line[at] == '*'))
    {
      *kind = KL_MARKUP_BULLET;
      at++;
    }
  else if (length - at >= strlen (BULLET) && memcmp (line + at, BULLET, strlen (BULLET)) == 0)
    {
      *kind = KL_MARKUP_BULLET;
      at += strlen (BULLET);
    }
  else
    {
      return 0;
    }

  if (at >= length || !is_blank (line[at]))
    return 0;
  while (at < length && is_blank (line[at]))
    at++;
  return at;
}

/* Bold words */

/* Signs stand close around words: “5 ** 3” is none. */
static gboolean
opens (const char *start, const char *end)
{
  return start < end && !g_ascii_isspace (*start) && *start != '*';
}

static const char *
find_close (const char *start, const char *end)
{
  const char *close = start;

  while ((close = g_strstr_len (close, end - close, SIGN)) != NULL)
    {
      if (close > start && !g_ascii_isspace (close[-1]))
        return close;
      close++;
    }

  return NULL;
}

static void
append_words (GArray *bold, GString *words, const char *line, const char *end)
{
  const char *open;

  while ((open = g_strstr_len (line, end - line, SIGN)) != NULL)
    {
      const char *start = open + strlen (SIGN);
      const char *close;
      KlTextRange range;

      if (!opens (start, end))
        {
          g_string_append_len (words, line, open + 1 - line);
          line = open + 1;
          continue;
        }
      /* Where this one finds none, no later one does. */
      close = find_close (start, end);
      if (close == NULL)
        break;
      g_string_append_len (words, line, open - line);
      range.start = words->len;
      g_string_append_len (words, start, close - start);
      range.end = words->len;
      g_array_append_val (bold, range);
      line = close + strlen (SIGN);
    }

  g_string_append_len (words, line, end - line);
}

typedef struct
{
  GPtrArray *blocks;
  KlMarkupBlock *block; /* (nullable) the one that is being read */
  GString *words;
} Reader;

static void
finish_block (Reader *reader)
{
  if (reader->block != NULL)
    reader->block->text = g_strndup (reader->words->str, reader->words->len);
  reader->block = NULL;
  g_string_truncate (reader->words, 0);
}

static void
read_line (Reader *reader, const char *line, gsize length)
{
  KlMarkupKind kind = KL_MARKUP_PARAGRAPH;
  int number = 0;
  gsize prefix = find_item (line, length, &kind, &number);
  const gboolean indented = length > 1 && is_blank (line[0]) && is_blank (line[1]);

  if (prefix == 0 && indented && reader->block != NULL
      && reader->block->kind != KL_MARKUP_PARAGRAPH)
    {
      g_string_append_c (reader->words, '\n');
    }
  else
    {
      finish_block (reader);
      reader->block = block_new (prefix > 0 ? kind : KL_MARKUP_PARAGRAPH, number);
      g_ptr_array_add (reader->blocks, reader->block);
    }
  while (prefix < length && is_blank (line[prefix]))
    prefix++;
  append_words (reader->block->bold, reader->words, line + prefix, line + length);
}

static gsize
trim (const char *line, gsize length)
{
  while (length > 0 && g_ascii_isspace (line[length - 1]))
    length--;

  return length;
}

/**
 * kl_markup_parse:
 * @source: what somebody wrote
 *
 * Takes time and room in step with the length of @source, whatever stands in it.
 *
 * Returns: (transfer container) (element-type KlMarkupBlock): its lines, without the empty ones
 */
GPtrArray *
kl_markup_parse (const char *source)
{
  g_autoptr (GPtrArray) blocks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_markup_block_free);
  g_autoptr (GString) words = g_string_new (NULL);
  Reader reader = { blocks, NULL, words };
  const char *line = source;

  g_return_val_if_fail (source != NULL, NULL);

  while (*line != '\0')
    {
      const gsize whole = strcspn (line, "\n");
      const gsize length = trim (line, whole);

      if (length > 0)
        read_line (&reader, line, length);
      else
        finish_block (&reader);
      line += whole;
      if (*line != '\0')
        line++;
    }
  finish_block (&reader);

  return g_steal_pointer (&blocks);
}

/**
 * kl_markup_find_bold:
 * @source: what somebody writes
 *
 * Returns: (transfer full) (element-type KlTextRange): which parts of @source will be bold, without
 *   their signs
 */
GArray *
kl_markup_find_bold (const char *source)
{
  g_autoptr (GString) words = g_string_new (NULL);
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (KlTextRange));
  const char *line = source;

  g_return_val_if_fail (source != NULL, ranges);

  while (*line != '\0')
    {
      const gsize whole = strcspn (line, "\n");
      const guint first = ranges->len;
      KlMarkupKind kind;
      int number;
      const gsize prefix = find_item (line, whole, &kind, &number);

      g_string_truncate (words, 0);
      append_words (ranges, words, line + prefix, line + whole);
      /* Each pair of signs before a word moved it. */
      for (guint i = first; i < ranges->len; i++)
        {
          KlTextRange *range = &g_array_index (ranges, KlTextRange, i);
          const gsize moved =
            (gsize) (line - source) + prefix + (2 * (i - first) + 1) * strlen (SIGN);

          range->start += moved;
          range->end += moved;
        }
      line += whole;
      if (*line != '\0')
        line++;
    }

  return ranges;
}

static void
append_sign (GString *text, const KlMarkupBlock *block)
{
  if (block->kind == KL_MARKUP_BULLET)
    g_string_append (text, BULLET " ");
  else if (block->kind == KL_MARKUP_NUMBER)
    g_string_append_printf (text, "%d. ", block->number);
}

/* Most of what is written has no signs, and keeps its empty lines. */
static gboolean
is_plain (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const KlMarkupBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != KL_MARKUP_PARAGRAPH || block->bold->len > 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * kl_markup_to_plain:
 * @source: what somebody wrote
 *
 * Returns: (transfer full): its words as they are read aloud and searched
 */
char *
kl_markup_to_plain (const char *source)
{
  g_autoptr (GPtrArray) blocks = NULL;
  GString *text;

  g_return_val_if_fail (source != NULL, NULL);

  blocks = kl_markup_parse (source);
  if (is_plain (blocks))
    return g_strdup (source);

  text = g_string_new (NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      const KlMarkupBlock *block = g_ptr_array_index (blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      append_sign (text, block);
      g_string_append (text, block->text);
    }

  return g_string_free (text, FALSE);
}

static void
append_escaped (GString *text, const char *words, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (words, (gssize) length);

  g_string_append (text, escaped);
}

static void
append_block (GString *text, const KlMarkupBlock *block)
{
  gsize at = 0;

  append_sign (text, block);
  for (guint i = 0; i < block->bold->len; i++)
    {
      const KlTextRange *range = &g_array_index (block->bold, KlTextRange, i);

      append_escaped (text, block->text + at, range->start - at);
      g_string_append (text, "<b>");
      append_escaped (text, block->text + range->start, range->end - range->start);
      g_string_append (text, "</b>");
      at = range->end;
    }
  append_escaped (text, block->text + at, strlen (block->text) - at);
}

/**
 * kl_markup_to_pango:
 * @source: what somebody wrote
 *
 * Returns: (transfer full): the same for a label, everything else in it escaped
 */
char *
kl_markup_to_pango (const char *source)
{
  g_autoptr (GPtrArray) blocks = NULL;
  GString *text;

  g_return_val_if_fail (source != NULL, NULL);

  blocks = kl_markup_parse (source);
  if (is_plain (blocks))
    return g_markup_escape_text (source, -1);

  text = g_string_new (NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      append_block (text, g_ptr_array_index (blocks, i));
    }

  return g_string_free (text, FALSE);
}

/* Writing */

/**
 * kl_markup_continue_list:
 * @line: the line before the cursor
 * @prefix: (out): how many bytes of @line are the sign of its item
 *
 * What Enter at the end of @line puts on the next one. An item without words ends the list: then
 * the answer is empty, and the sign is to be taken away.
 *
 * Returns: (transfer full) (nullable): the sign of the next item, %NULL when @line is none
 */
char *
kl_markup_continue_list (const char *line, gsize *prefix)
{
  KlMarkupKind kind;
  gsize length, indent;
  int number;

  g_return_val_if_fail (line != NULL && prefix != NULL, NULL);

  length = strlen (line);
  *prefix = find_item (line, length, &kind, &number);
  if (*prefix == 0)
    return NULL;
  if (trim (line + *prefix, length - *prefix) == 0)
    return g_strdup ("");

  indent = strspn (line, " ");
  if (kind == KL_MARKUP_NUMBER)
    return g_strdup_printf ("%.*s%d%c ", (int) indent, line, MIN (number + 1, 999),
                            line[indent + strspn (line + indent, "0123456789")]);

  return g_strdup_printf ("%.*s ", (int) (indent + (gsize) g_utf8_skip[(guchar) line[indent]]),
                          line);
}

static gboolean
has_sign (const char *source, gsize at)
{
  return strncmp (source + at, SIGN, strlen (SIGN)) == 0;
}

/**
 * kl_markup_toggle_bold:
 * @source: what somebody writes
 * @selection: (inout): what is selected, or twice the place of the cursor; afterwards the same
 *   words
 *
 * Returns: (transfer full): @source with signs around the selection, or without when they are there
 */
char *
kl_markup_toggle_bold (const char *source, KlTextRange *selection)
{
  const gsize sign = strlen (SIGN);
  gsize start, end;
  char *changed;

  g_return_val_if_fail (source != NULL && selection != NULL, NULL);
  g_return_val_if_fail (selection->start <= selection->end, NULL);
  g_return_val_if_fail (selection->end <= strlen (source), NULL);

  start = selection->start;
  end = selection->end;
  if (start >= sign && has_sign (source, start - sign) && has_sign (source, end))
    {
      changed = g_strdup_printf ("%.*s%.*s%s", (int) (start - sign), source, (int) (end - start),
                                 source + start, source + end + sign);
      selection->start -= sign;
      selection->end -= sign;
      return changed;
    }

  /* Blanks that were selected along stay outside. */
  while (end > start && g_ascii_isspace (source[end - 1]))
    end--;
  while (start < end && g_ascii_isspace (source[start]))
    start++;
  changed = g_strdup_printf ("%.*s" SIGN "%.*s" SIGN "%s", (int) start, source, (int) (end - start),
                             source + start, source + end);
  selection->start = start + sign;
  selection->end = end + sign;
  return changed;
}
