/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-text.h"

#include <string.h>

#define BSN_DIGITS 9
#define ELLIPSIS "…"

/* Auxiliary functions: folding */

/* Letters that are not a base with a mark, and what people type for them. */
static const char *
get_replacement (gunichar c)
{
  switch (c)
    {
    case 0x00df: /* ß */
    case 0x1e9e:
      return "ss";
    case 0x00e6: /* æ */
    case 0x00c6:
      return "ae";
    case 0x0153: /* œ */
    case 0x0152:
      return "oe";
    case 0x00f8: /* ø */
    case 0x00d8:
      return "o";
    case 0x0111: /* đ */
    case 0x0110:
    case 0x00f0: /* ð */
    case 0x00d0:
      return "d";
    case 0x00fe: /* þ */
    case 0x00de:
      return "th";
    case 0x0142: /* ł */
    case 0x0141:
      return "l";
    case 0x0127: /* ħ */
    case 0x0126:
      return "h";
    case 0x0131: /* ı without dot */
      return "i";
    default:
      return NULL;
    }
}

/* Written inside a word, left out by who searches: d’Angelo, O'Brien. */
static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == '`' || c == 0x00b4 || c == 0x2018 || c == 0x2019 || c == 0x201b
         || c == 0x02bc || c == 0x02bb || c == 0x2032;
}

/* Scripts of which the marks can be left out without making another word. */
static gboolean
has_optional_marks (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_COMMON:
      return TRUE;
    default:
      return FALSE;
    }
}

typedef struct
{
  GString *folded;
  GArray *map;          /* (nullable): per byte of @folded the byte it comes from */
  gboolean space;       /* a space is due before the next letter */
  guint32 space_source; /* where that space comes from */
} Folder;

static void
folder_append (Folder *folder, const char *bytes, gsize length, guint32 source)
{
  if (folder->space && folder->folded->len > 0)
    {
      g_string_append_c (folder->folded, ' ');
      if (folder->map != NULL)
        g_array_append_val (folder->map, folder->space_source);
    }
  folder->space = FALSE;

  g_string_append_len (folder->folded, bytes, (gssize) length);
  for (gsize i = 0; folder->map != NULL && i < length; i++)
    g_array_append_val (folder->map, source);
}

static void
folder_append_unichar (Folder *folder, gunichar c, guint32 source)
{
  const char *replacement = get_replacement (c);
  char bytes[6];

  if (replacement != NULL)
    folder_append (folder, replacement, strlen (replacement), source);
  else
    folder_append (folder, bytes, (gsize) g_unichar_to_utf8 (g_unichar_tolower (c), bytes), source);
}

static void
folder_add (Folder *folder, gunichar c, gboolean marks_optional, guint32 source)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = 1;

  if (is_apostrophe (c))
    return;
  if (marks_optional)
    n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  else
    parts[0] = c;

  for (gsize i = 0; i < n_parts; i++)
    {
      if (g_unichar_ismark (parts[i]))
        {
          if (!marks_optional)
            folder_append_unichar (folder, parts[i], source);
        }
      else if (g_unichar_isalnum (parts[i]))
        {
          folder_append_unichar (folder, parts[i], source);
        }
      else if (!folder->space)
        {
          folder->space = TRUE;
          folder->space_source = source;
        }
    }
}

/* Auxiliary functions: numbers */

/* Skips one separator as people put between groups of digits; %NULL when there is none. */
static const char *
skip_separator (const char *p)
{
  const gunichar c = g_utf8_get_char (p);

  if (c == ' ' || c == '.' || c == '-' || c == 0x00a0 || c == 0x2009 || c == 0x202f)
    return g_utf8_next_char (p);

  return NULL;
}

/* The weights run from 9 to 2, and the last digit counts -1. */
static gboolean
passes_eleven_test (const guint8 *digits)
{
  int sum = -digits[BSN_DIGITS - 1];
  gboolean any = digits[BSN_DIGITS - 1] != 0;

  for (int i = 0; i < BSN_DIGITS - 1; i++)
    {
      sum += digits[i] * (BSN_DIGITS - i);
      any |= digits[i] != 0;
    }

  return any && sum % 11 == 0;
}

/*
 * Reads whole groups of digits from @p on. A group of one digit is no part of a
 * number written in groups, but of "groep 7" or "om 9 uur".
 */
static gboolean
read_bsn (const char *p, const char **end)
{
  guint8 digits[BSN_DIGITS];
  int n_digits = 0;

  for (;;)
    {
      int n_group = 0;
      const char *next;

      for (; g_ascii_isdigit (*p); p++, n_group++, n_digits++)
        if (n_digits < BSN_DIGITS)
          digits[n_digits] = (guint8) (*p - '0');

      if (n_group < 2 || n_digits > BSN_DIGITS)
        return FALSE;
      if (n_digits == BSN_DIGITS)
        break;

      next = skip_separator (p);
      if (next == NULL || !g_ascii_isdigit (*next))
        return FALSE;
      p = next;
    }

  *end = p;
  return passes_eleven_test (digits);
}

/* Auxiliary functions: cleaning and excerpts */

/* Characters that show nothing and only make a text differ from what one sees. */
static gboolean
is_invisible (gunichar c)
{
  if (c == '\n')
    return FALSE;

  return g_unichar_iscntrl (c) || c == 0x00ad || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff
         || (c >= 0xfff9 && c <= 0xfffc) || (c >= 0xe0000 && c <= 0xe007f);
}

static void
trim_line_end (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

static gboolean
is_word_boundary (const char *text, const char *p)
{
  const char *before = g_utf8_find_prev_char (text, p);

  return before == NULL || g_unichar_isspace (g_utf8_get_char (before));
}

/* Goes back at most @n_chars from @p to a place where a word begins. */
static const char *
find_excerpt_start (const char *text, const char *p, guint n_chars)
{
  const char *start = p;
  const char *best = NULL;

  for (guint i = 0; i < n_chars && start > text; i++)
    {
      start = g_utf8_prev_char (start);
      if (is_word_boundary (text, start) && !g_unichar_isspace (g_utf8_get_char (start)))
        best = start;
    }

  if (start == text)
    return text;
  return best != NULL ? best : p;
}

/* Goes on at most @n_chars from @p to a place where a word ends. */
static const char *
find_excerpt_end (const char *p, guint n_chars)
{
  const char *end = p;
  const char *best = p;

  for (guint i = 0; i < n_chars && *end != '\0'; i++)
    {
      if (g_unichar_isspace (g_utf8_get_char (end)))
        best = end;
      end = g_utf8_next_char (end);
    }

  return *end == '\0' || g_unichar_isspace (g_utf8_get_char (end)) ? end : best;
}

static void
append_on_one_line (GString *line, const char *from, const char *to)
{
  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (line, g_unichar_isspace (c) ? ' ' : c);
    }
}

/* Public API */

/* Most names are plain letters, and a school has many: those need no look at what a letter is made
 * of. %NULL when there is anything else. */
static char *
fold_ascii (const char *text)
{
  g_autofree char *folded = g_malloc (strlen (text) + 1);
  gboolean space = FALSE;
  gsize length = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if ((*p & 0x80) != 0)
        return NULL;
      if (g_ascii_isalnum (*p))
        {
          if (space && length > 0)
            folded[length++] = ' ';
          space = FALSE;
          folded[length++] = g_ascii_tolower (*p);
        }
      else if (!is_apostrophe ((gunichar) *p))
        {
          space = TRUE;
        }
    }
  folded[length] = '\0';

  return g_steal_pointer (&folded);
}

/**
 * kl_text_fold:
 * @text: valid UTF-8
 *
 * Makes texts comparable as people compare them: lower case, without accents,
 * apostrophes, ligatures and the Turkish dotless i; everything else that is no
 * letter or digit is one space. Letters of scripts in which marks make
 * another word, such as Arabic, stay as they are.
 *
 * Returns: (transfer full): the folded text
 */
char *
kl_text_fold (const char *text)
{
  char *folded;

  g_return_val_if_fail (text != NULL, NULL);

  folded = fold_ascii (text);
  return folded != NULL ? folded : kl_text_fold_with_map (text, NULL);
}

/**
 * kl_text_fold_with_map:
 * @text: valid UTF-8
 * @map: (out) (optional) (transfer full) (element-type guint32): per byte of the folded
 *   text the byte of @text that it comes from
 *
 * Like kl_text_fold(), but remembers the places for kl_text_unfold_range().
 *
 * Returns: (transfer full): the folded text
 */
char *
kl_text_fold_with_map (const char *text, GArray **map)
{
  Folder folder = { 0 };
  gboolean marks_optional = TRUE;

  g_return_val_if_fail (text != NULL, NULL);

  folder.folded = g_string_sized_new (strlen (text) + 1);
  if (map != NULL)
    folder.map = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      /* A mark belongs to the letter before it. */
      if (!g_unichar_ismark (c))
        marks_optional = has_optional_marks (c);
      folder_add (&folder, c, marks_optional, (guint32) (p - text));
    }

  if (map != NULL)
    *map = folder.map;
  return g_string_free_and_steal (folder.folded);
}

/**
 * kl_text_unfold_range:
 * @text: the text that was folded
 * @map: what kl_text_fold_with_map() gave for it
 * @folded: a part of the folded text
 *
 * Returns: the part of @text that it comes from, whole letters with their marks
 */
KlTextRange
kl_text_unfold_range (const char *text, const GArray *map, KlTextRange folded)
{
  KlTextRange range = { 0, 0 };
  const char *end;

  g_return_val_if_fail (text != NULL && map != NULL, range);
  g_return_val_if_fail (folded.start <= folded.end && folded.end <= map->len, range);

  if (folded.start == folded.end)
    return range;

  range.start = g_array_index (map, guint32, folded.start);
  end = g_utf8_next_char (text + g_array_index (map, guint32, folded.end - 1));
  while (*end != '\0' && g_unichar_ismark (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  range.end = (gsize) (end - text);

  return range;
}

/**
 * kl_text_clean:
 * @text: what somebody typed or pasted, or a file held
 *
 * Makes plain text of it: valid UTF-8 in one normal form, line ends as "\n", no
 * control or invisible characters, no space at line ends, no more than one empty line
 * in a row, none at both ends.
 *
 * Returns: (transfer full): the text
 */
char *
kl_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  GString *clean;
  guint n_newlines = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  clean = g_string_sized_new (strlen (normal) + 1);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' || c == 0x2028 || c == 0x2029)
        c = c == '\r' && p[1] == '\n' ? 0 : '\n';
      if (c == '\t')
        c = ' ';
      if (c == 0 || is_invisible (c))
        continue;

      if (c == '\n')
        {
          trim_line_end (clean);
          if (clean->len > 0 && ++n_newlines <= 2)
            g_string_append_c (clean, '\n');
          continue;
        }

      if (c == ' ' && clean->len == 0)
        continue;
      if (c != ' ')
        n_newlines = 0;
      g_string_append_unichar (clean, c);
    }

  while (clean->len > 0 && g_ascii_isspace (clean->str[clean->len - 1]))
    g_string_truncate (clean, clean->len - 1);

  return g_string_free_and_steal (clean);
}

static char *
change_first (const char *text, char *(*change) (const char *, gssize))
{
  g_autofree char *first = NULL;
  g_autofree char *changed = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  first = g_utf8_substring (text, 0, 1);
  changed = change (first, -1);
  return g_strconcat (changed, g_utf8_next_char (text), NULL);
}

/**
 * kl_text_capitalize:
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer full): the same with a capital at the start, as a heading or a sentence has it
 */
char *
kl_text_capitalize (const char *text)
{
  return change_first (text, g_utf8_strup);
}

/**
 * kl_text_uncapitalize:
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer full): the same without a capital at the start, as within a sentence
 */
char *
kl_text_uncapitalize (const char *text)
{
  return change_first (text, g_utf8_strdown);
}

/**
 * kl_text_count_words:
 * @text: valid UTF-8
 *
 * Returns: how many words it has; "ma's" and "doe-het-zelf" are one each
 */
guint
kl_text_count_words (const char *text)
{
  guint n_words = 0;
  gboolean inside = FALSE;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          n_words += !inside;
          inside = TRUE;
        }
      else if (!is_apostrophe (c) && c != '-' && !g_unichar_ismark (c))
        {
          inside = FALSE;
        }
    }

  return n_words;
}

/**
 * kl_text_find_bsn:
 * @text: valid UTF-8
 * @offset: the byte to begin at, 0 for the first one
 * @range: (out): where the number stands
 *
 * Looks for something that may be a citizen service number (BSN): nine digits that
 * pass the eleven test, also in groups with dots, spaces or hyphens. One in eleven
 * other numbers passes too, so it is a reason to ask, not to refuse.
 *
 * Returns: whether there is one; @range is left alone if not
 */
gboolean
kl_text_find_bsn (const char *text, gsize offset, KlTextRange *range)
{
  const char *p;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (range != NULL, FALSE);
  g_return_val_if_fail (offset <= strlen (text), FALSE);

  for (p = text + offset; *p != '\0';)
    {
      const char *end;

      if (!g_ascii_isdigit (*p))
        {
          p++;
          continue;
        }

      if (read_bsn (p, &end))
        {
          range->start = (gsize) (p - text);
          range->end = (gsize) (end - text);
          return TRUE;
        }

      while (g_ascii_isdigit (*p))
        p++;
    }

  return FALSE;
}

/**
 * kl_text_make_excerpt:
 * @text: valid UTF-8
 * @hit: the part that matters
 * @max_chars: how many letters there is room for around and with the hit
 * @hit_in_excerpt: (out): the hit in the excerpt
 *
 * Cuts a piece out of a longer text, at whole words and on one line, with an
 * ellipsis where something was left out. A quarter of the room is for what comes
 * before the hit, more when little comes after it.
 *
 * Returns: (transfer full): the excerpt
 */
char *
kl_text_make_excerpt (const char *text,
                      KlTextRange hit,
                      guint max_chars,
                      KlTextRange *hit_in_excerpt)
{
  GString *excerpt;
  const char *from, *to;
  guint room, n_hit, n_after;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (hit.start <= hit.end && hit.end <= strlen (text), NULL);
  g_return_val_if_fail (hit_in_excerpt != NULL, NULL);

  n_hit = (guint) g_utf8_strlen (text + hit.start, (gssize) (hit.end - hit.start));
  room = max_chars > n_hit ? max_chars - n_hit : 0;
  n_after = (guint) g_utf8_strlen (text + hit.end, -1);
  from = find_excerpt_start (text, text + hit.start,
                             MAX (room / 4, room > n_after ? room - n_after : 0));
  room -= MIN (room, (guint) g_utf8_strlen (from, text + hit.start - from));
  to = find_excerpt_end (text + hit.end, room);

  excerpt = g_string_new (from > text ? ELLIPSIS : "");
  append_on_one_line (excerpt, from, text + hit.start);
  hit_in_excerpt->start = excerpt->len;
  append_on_one_line (excerpt, text + hit.start, text + hit.end);
  hit_in_excerpt->end = excerpt->len;
  append_on_one_line (excerpt, text + hit.end, to);
  if (*to != '\0')
    g_string_append (excerpt, ELLIPSIS);

  return g_string_free_and_steal (excerpt);
}
