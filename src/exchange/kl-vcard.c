/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vcard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-csv-reader.h"

/*
 * vCard 2.1, 3.0 and 4.0 (RFC 6350) as lines of name, parameters and value. The one library
 * of the platform that reads them, libebook-contacts, brings plain SQLite into a program
 * that must have no other SQLite than the one that encrypts, and tells neither the line of
 * what it could not read nor knows a limit. The values of photographs, sounds and keys are
 * never kept.
 */

#define BEGIN_CARD "BEGIN:VCARD"
#define MARK "\xef\xbb\xbf"
#define FOLD_AT 75

typedef struct
{
  const char *at;
  const char *end;
  guint line;
  GString *text; /* of the line, unfolded */
  guint text_line;
  GArray *problems;
} Lines;

static const char *const problem_messages[] = {
  [KL_VCARD_PROBLEM_BROKEN] = N_ ("it is not a name with a value"),
  [KL_VCARD_PROBLEM_SIGNS] = N_ ("its signs cannot be read"),
  [KL_VCARD_PROBLEM_TOO_LONG] = N_ ("it is too long to be right"),
  [KL_VCARD_PROBLEM_NO_END] = N_ ("the card that begins here does not end"),
};

static const char *const dropped_names[] = { "PHOTO", "LOGO", "SOUND", "KEY" };

/* Auxiliary functions */

static void
add_problem (Lines *lines, KlVcardProblemKind kind)
{
  const KlVcardProblem problem = { lines->text_line, kind };

  if (lines->problems != NULL && lines->problems->len < KL_VCARD_MAX_PROBLEMS)
    g_array_append_val (lines->problems, problem);
}

/* Reading lines */

static const char *
take_raw_line (Lines *lines, gsize *length)
{
  const char *start = lines->at;
  const char *end = start;

  while (end < lines->end && *end != '\n' && *end != '\r')
    end++;
  *length = end - start;
  if (end < lines->end && *end == '\r')
    end++;
  if (end < lines->end && *end == '\n')
    end++;
  lines->at = end;
  lines->line++;
  return start;
}

static gboolean
is_continued (const Lines *lines)
{
  return lines->at < lines->end && (*lines->at == ' ' || *lines->at == '\t');
}

/* A quoted-printable line that ends in `=` goes on in the next, without a space in front. */
static gboolean
is_softly_broken (const GString *text)
{
  const char *colon;
  g_autofree char *head = NULL;

  if (text->len == 0 || text->len > KL_VCARD_MAX_VALUE || text->str[text->len - 1] != '=')
    return FALSE;
  colon = memchr (text->str, ':', text->len);
  if (colon == NULL)
    return FALSE;

  head = g_ascii_strup (text->str, colon - text->str);
  return strstr (head, "QUOTED-PRINTABLE") != NULL;
}

/* The next line with what was folded behind it; FALSE at the end. */
static gboolean
take_line (Lines *lines)
{
  gsize length;
  const char *raw;

  g_string_truncate (lines->text, 0);
  if (lines->at >= lines->end)
    return FALSE;

  lines->text_line = lines->line;
  raw = take_raw_line (lines, &length);
  g_string_append_len (lines->text, raw, (gssize) length);
  while (lines->at < lines->end && lines->line < KL_VCARD_MAX_LINES)
    {
      const gboolean soft = is_softly_broken (lines->text);

      if (!soft && !is_continued (lines))
        break;
      if (soft)
        g_string_truncate (lines->text, lines->text->len - 1);
      raw = take_raw_line (lines, &length);
      if (!soft)
        {
          raw++;
          length--;
        }
      g_string_append_len (lines->text, raw, (gssize) length);
    }

  return TRUE;
}

/* Values */

static int
get_hex (char c)
{
  return g_ascii_xdigit_value (c);
}

static void
decode_quoted_printable (GString *value)
{
  gsize kept = 0;

  for (gsize i = 0; i < value->len; i++)
    if (value->str[i] == '=' && i + 2 < value->len && get_hex (value->str[i + 1]) >= 0
        && get_hex (value->str[i + 2]) >= 0)
      {
        value->str[kept++] =
          (char) (get_hex (value->str[i + 1]) * 16 + get_hex (value->str[i + 2]));
        i += 2;
      }
    else
      value->str[kept++] = value->str[i];
  g_string_truncate (value, kept);
}

/* Of the many that a name could ask for, those that cards of before were written in. */
static gboolean
is_known_charset (const char *charset)
{
  return charset != NULL
         && (g_ascii_strncasecmp (charset, "ISO-8859-", strlen ("ISO-8859-")) == 0
             || g_ascii_strncasecmp (charset, "WINDOWS-125", strlen ("WINDOWS-125")) == 0)
         && strspn (charset, "ISOWNDiowsnd-0123456789") == strlen (charset);
}

/* In UTF-8 whatever the line says; else in what it says, else as on Windows. */
static char *
decode_signs (const GString *value, const char *charset)
{
  g_autofree char *text = NULL;

  if (memchr (value->str, 0, value->len) != NULL)
    return NULL;
  if (!g_utf8_validate (value->str, (gssize) value->len, NULL) && is_known_charset (charset))
    text = g_convert (value->str, (gssize) value->len, "UTF-8", charset, NULL, NULL, NULL);

  return text != NULL ? g_steal_pointer (&text) : kl_csv_decode (value->str, value->len, NULL);
}

/* A line break within a value, as quoted-printable gives it, is written `\n`. */
static char *
escape_breaks (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text == '\n')
      g_string_append (escaped, "\\n");
    else if (*text != '\r')
      g_string_append_c (escaped, *text);

  return g_string_free (escaped, FALSE);
}

typedef struct
{
  gboolean quoted_printable;
  gboolean base64;
  char *charset;
  GString *types;
  GString *others;
} Parameters;

static void
add_types (Parameters *parameters, const char *value)
{
  g_auto (GStrv) types = g_strsplit (value, ",", -1);

  for (char **type = types; *type != NULL; type++)
    {
      g_autofree char *lower = g_ascii_strdown (*type, -1);

      if (parameters->types->len == 0)
        g_string_append_c (parameters->types, ',');
      g_strdelimit (lower, "\"", ' ');
      g_string_append_printf (parameters->types, "%s,", g_strstrip (lower));
    }
}

/* In version 2.1 a parameter may be its value alone: TEL;WORK;VOICE. */
static void
read_parameter (Parameters *parameters, const char *text)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = equals != NULL ? g_ascii_strup (text, equals - text) : g_strdup ("");
  const char *value = equals != NULL ? equals + 1 : text;

  if (g_ascii_strcasecmp (value, "QUOTED-PRINTABLE") == 0)
    parameters->quoted_printable = TRUE;
  else if (strcmp (name, "ENCODING") == 0 || g_ascii_strcasecmp (value, "BASE64") == 0)
    parameters->base64 = TRUE;
  else if (strcmp (name, "CHARSET") == 0)
    {
      g_free (parameters->charset);
      parameters->charset = g_strdup (value);
    }
  else if (equals == NULL || strcmp (name, "TYPE") == 0)
    add_types (parameters, value);
  else
    g_string_append_printf (parameters->others, ";%s", text);
}

/* Finds what ends a part of the head, outside quotes. */
static const char *
find_end (const char *text, const char *ends)
{
  gboolean quoted = FALSE;

  for (; *text != '\0' && (quoted || strchr (ends, *text) == NULL); text++)
    if (*text == '"')
      quoted = !quoted;

  return text;
}

static gboolean
is_name (const char *name)
{
  if (*name == '\0')
    return FALSE;

  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && *name != '-' && *name != '_')
      return FALSE;
  return TRUE;
}

static gboolean
is_plain (const char *head)
{
  for (const char *c = head; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return FALSE;

  return g_utf8_validate (head, -1, NULL);
}

static void
split_head (KlVcardProperty *property, Parameters *parameters, const char *head)
{
  const char *end = find_end (head, ";");
  g_autofree char *full = g_strndup (head, end - head);
  char *dot = strchr (full, '.');

  if (dot != NULL)
    {
      *dot = '\0';
      property->group = g_strdup (full);
    }
  property->name = g_ascii_strup (dot != NULL ? dot + 1 : full, -1);
  while (*end == ';')
    {
      const char *next = find_end (end + 1, ";");
      g_autofree char *parameter = g_strndup (end + 1, next - end - 1);

      read_parameter (parameters, parameter);
      end = next;
    }
}

static KlVcardProperty *
read_property (Lines *lines)
{
  g_autoptr (KlVcardProperty) property = g_new0 (KlVcardProperty, 1);
  g_autoptr (GString) types = g_string_new (NULL), others = g_string_new (NULL);
  g_autoptr (GString) value = NULL;
  Parameters parameters = { .types = types, .others = others };
  const char *colon = find_end (lines->text->str, ":");
  g_autofree char *head = g_strndup (lines->text->str, colon - lines->text->str);
  g_autofree char *decoded = NULL, *charset = NULL;

  property->line = lines->text_line;
  split_head (property, &parameters, head);
  charset = parameters.charset;
  if (*colon == '\0' || !is_name (property->name) || !is_plain (head))
    {
      add_problem (lines, KL_VCARD_PROBLEM_BROKEN);
      return NULL;
    }

  value =
    g_string_new_len (colon + 1, (gssize) (lines->text->len - (colon + 1 - lines->text->str)));
  if (parameters.quoted_printable)
    decode_quoted_printable (value);
  decoded = decode_signs (value, charset);
  if (decoded == NULL)
    {
      add_problem (lines, KL_VCARD_PROBLEM_SIGNS);
      return NULL;
    }

  property->value = escape_breaks (decoded);
  if (types->len > 0)
    property->types = g_strdup (types->str);
  if (others->len > 0)
    property->parameters = g_strdup (others->str);
  return g_steal_pointer (&property);
}

static gboolean
is_dropped (const GString *text)
{
  const gsize length = strcspn (text->str, ";:");
  const char *dot = memchr (text->str, '.', length);
  const char *name = dot != NULL ? dot + 1 : text->str;

  for (gsize i = 0; i < G_N_ELEMENTS (dropped_names); i++)
    if ((gsize) (text->str + length - name) == strlen (dropped_names[i])
        && g_ascii_strncasecmp (name, dropped_names[i], strlen (dropped_names[i])) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_line (const GString *text, const char *line)
{
  const gsize length = strlen (line);

  return text->len >= length && g_ascii_strncasecmp (text->str, line, length) == 0
         && strspn (text->str + length, " \t") == text->len - length;
}

static void
read_into (Lines *lines, KlVcard *card)
{
  KlVcardProperty *property;

  if (lines->text->len == 0 || is_dropped (lines->text))
    return;
  if (lines->text->len > KL_VCARD_MAX_VALUE)
    {
      add_problem (lines, KL_VCARD_PROBLEM_TOO_LONG);
      return;
    }

  property = read_property (lines);
  if (property != NULL && strcmp (property->name, "VERSION") != 0)
    g_ptr_array_add (card->properties, property);
  else
    kl_vcard_property_free (property);
}

static gboolean
refuse_many (GError **error)
{
  kl_import_set_fault (error, KL_IMPORT_FAULT_TOO_MANY_CARDS, 0);
  return FALSE;
}

static gboolean
read_cards (Lines *lines, GPtrArray *cards, GError **error)
{
  g_autoptr (KlVcard) card = NULL;

  while (take_line (lines))
    {
      if (lines->line >= KL_VCARD_MAX_LINES || cards->len >= KL_VCARD_MAX_CARDS)
        return refuse_many (error);

      if (is_line (lines->text, BEGIN_CARD))
        {
          g_clear_pointer (&card, kl_vcard_free);
          card = kl_vcard_new ();
          card->line = lines->text_line;
        }
      else if (card != NULL && is_line (lines->text, "END:VCARD"))
        g_ptr_array_add (cards, g_steal_pointer (&card));
      else if (card != NULL)
        read_into (lines, card);
    }
  if (card != NULL)
    {
      lines->text_line = card->line;
      add_problem (lines, KL_VCARD_PROBLEM_NO_END);
    }

  return TRUE;
}

/* Writing */

static void
append_folded (GString *text, const char *line)
{
  gsize width = 0;

  for (const char *c = line; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gsize length = g_utf8_next_char (c) - c;

      if (width + length > FOLD_AT)
        {
          g_string_append (text, "\r\n ");
          width = 1;
        }
      g_string_append_len (text, c, (gssize) length);
      width += length;
    }
  g_string_append (text, "\r\n");
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\n':
        g_string_append (escaped, "\\n");
        break;
      case '\r':
        break;
      case '\\':
      case ',':
      case ';':
        g_string_append_c (escaped, '\\');
        g_string_append_c (escaped, *text);
        break;
      default:
        g_string_append_c (escaped, *text);
      }

  return g_string_free (escaped, FALSE);
}

static void
append_property (GString *line, const KlVcardProperty *property)
{
  if (property->group != NULL)
    g_string_append_printf (line, "%s.", property->group);
  g_string_append (line, property->name);
  if (property->types != NULL)
    {
      /* Version 4 says pref with a number. */
      g_auto (GStrv) types = g_strsplit (property->types, ",", -1);

      for (char **type = types; *type != NULL; type++)
        if (strcmp (*type, "pref") == 0)
          g_string_append (line, ";PREF=1");
        else if (**type != '\0')
          g_string_append_printf (line, ";TYPE=%s", *type);
    }
  if (property->parameters != NULL)
    g_string_append (line, property->parameters);
  g_string_append_printf (line, ":%s", property->value);
}

/* Public API */

/**
 * kl_vcard_is_file:
 * @bytes: a file
 *
 * Returns: whether it begins as a file of cards does
 */
gboolean
kl_vcard_is_file (GBytes *bytes)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (bytes != NULL, FALSE);

  text = g_bytes_get_data (bytes, &length);
  if (length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0)
    {
      text += strlen (MARK);
      length -= strlen (MARK);
    }
  while (length > 0 && g_ascii_isspace (*text))
    {
      text++;
      length--;
    }

  return length >= strlen (BEGIN_CARD)
         && g_ascii_strncasecmp (text, BEGIN_CARD, strlen (BEGIN_CARD)) == 0;
}

/**
 * kl_vcard_read:
 * @bytes: a file
 * @limits: (nullable): what is allowed: max_bytes; or %NULL for the defaults of tables
 * @problems: (nullable) (element-type KlVcardProblem): gets the lines that are left out
 * @error: return location for a #KlImportError
 *
 * Reads cards: folded lines are joined, quoted-printable and other signs become UTF-8.
 *
 * Returns: (transfer full) (element-type KlVcard): the cards, or %NULL on error
 */
GPtrArray *
kl_vcard_read (GBytes *bytes, const KlImportLimits *limits, GArray *problems, GError **error)
{
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GString) text = NULL;
  Lines lines = { .line = 1, .problems = problems };
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!kl_vcard_is_file (bytes))
    {
      kl_import_set_fault (error, KL_IMPORT_FAULT_NO_CARDS, 0);
      return NULL;
    }
  lines.at = g_bytes_get_data (bytes, &length);
  lines.end = lines.at + length;
  if ((goffset) length > (limits != NULL ? limits : kl_csv_get_limits ())->max_bytes)
    {
      refuse_many (error);
      return NULL;
    }

  if (memcmp (lines.at, MARK, strlen (MARK)) == 0)
    lines.at += strlen (MARK);
  lines.text = text = g_string_new (NULL);
  cards = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_vcard_free);

  return read_cards (&lines, cards, error) ? g_steal_pointer (&cards) : NULL;
}

/**
 * kl_vcard_problem_to_string:
 * @problem: a problem
 *
 * Returns: (transfer full): one translated line: the place and the reason
 */
char *
kl_vcard_problem_to_string (const KlVcardProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  return g_strdup_printf (_ ("Line %u: %s; left out"), problem->line,
                          g_dgettext (GETTEXT_PACKAGE, problem_messages[problem->kind]));
}

/**
 * kl_vcard_new:
 *
 * Returns: (transfer full): a card without anything on it
 */
KlVcard *
kl_vcard_new (void)
{
  KlVcard *card = g_new0 (KlVcard, 1);

  card->properties = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_vcard_property_free);

  return card;
}

/**
 * kl_vcard_free:
 * @card: (transfer full) (nullable): a card
 */
void
kl_vcard_free (KlVcard *card)
{
  if (card == NULL)
    return;

  g_ptr_array_unref (card->properties);
  g_free (card);
}

/**
 * kl_vcard_property_free:
 * @property: (transfer full) (nullable): a line of a card
 */
void
kl_vcard_property_free (KlVcardProperty *property)
{
  if (property == NULL)
    return;

  g_free (property->group);
  g_free (property->name);
  g_free (property->types);
  g_free (property->parameters);
  g_free (property->value);
  g_free (property);
}

/**
 * kl_vcard_add:
 * @card: a card
 * @name: in capitals
 * @types: (nullable): as in #KlVcardProperty
 * @value: as it is to be written
 *
 * Adds a line.
 */
void
kl_vcard_add (KlVcard *card, const char *name, const char *types, const char *value)
{
  KlVcardProperty *property;

  g_return_if_fail (card != NULL && name != NULL && value != NULL);

  property = g_new0 (KlVcardProperty, 1);
  property->name = g_strdup (name);
  property->types = g_strdup (types);
  property->value = g_strdup (value);
  g_ptr_array_add (card->properties, property);
}

/**
 * kl_vcard_add_text:
 * @card: a card
 * @name: in capitals
 * @types: (nullable): as in #KlVcardProperty
 * @text: (nullable): any text; nothing is added when it is empty
 *
 * Adds a line with a text.
 */
void
kl_vcard_add_text (KlVcard *card, const char *name, const char *types, const char *text)
{
  g_autofree char *value = NULL;

  if (text == NULL || *text == '\0')
    return;

  value = escape (text);
  kl_vcard_add (card, name, types, value);
}

/**
 * kl_vcard_add_parts:
 * @card: a card
 * @name: in capitals
 * @parts: (array zero-terminated=1): texts
 *
 * Adds a line with a value of parts, as ADR and N have.
 */
void
kl_vcard_add_parts (KlVcard *card, const char *name, const char *const *parts)
{
  g_autoptr (GString) value = g_string_new (NULL);

  g_return_if_fail (card != NULL && parts != NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *part = escape (parts[i]);

      g_string_append_printf (value, "%s%s", i > 0 ? ";" : "", part);
    }
  kl_vcard_add (card, name, NULL, value->str);
}

/**
 * kl_vcard_find:
 * @card: a card
 * @name: in capitals
 *
 * Returns: (transfer none) (nullable): the first line of that name
 */
const KlVcardProperty *
kl_vcard_find (const KlVcard *card, const char *name)
{
  g_return_val_if_fail (card != NULL && name != NULL, NULL);

  for (guint i = 0; i < card->properties->len; i++)
    {
      const KlVcardProperty *property = g_ptr_array_index (card->properties, i);

      if (strcmp (property->name, name) == 0)
        return property;
    }

  return NULL;
}

/**
 * kl_vcard_property_split:
 * @property: a line of a card
 * @delimiter: what stands between the parts, or 0 to keep the whole together
 *
 * Returns: (transfer full): the parts of its value, without `\` in front of signs
 */
GStrv
kl_vcard_property_split (const KlVcardProperty *property, char delimiter)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  g_return_val_if_fail (property != NULL, NULL);

  for (const char *c = property->value; *c != '\0'; c++)
    if (*c == '\\' && c[1] != '\0')
      {
        c++;
        g_string_append_c (part, *c == 'n' || *c == 'N' ? '\n' : *c);
      }
    else if (delimiter != '\0' && *c == delimiter)
      {
        g_strv_builder_add (parts, part->str);
        g_string_truncate (part, 0);
      }
    else
      g_string_append_c (part, *c);
  g_strv_builder_add (parts, part->str);

  return g_strv_builder_end (parts);
}

/**
 * kl_vcard_get_text:
 * @card: a card
 * @name: in capitals
 *
 * Returns: (transfer full): the text of the first line of that name, empty when there is none
 */
char *
kl_vcard_get_text (const KlVcard *card, const char *name)
{
  const KlVcardProperty *property = kl_vcard_find (card, name);
  g_auto (GStrv) parts = NULL;

  if (property == NULL)
    return g_strdup ("");

  parts = kl_vcard_property_split (property, '\0');
  return g_strdup (parts[0]);
}

/**
 * kl_vcard_property_to_line:
 * @property: a line of a card
 *
 * Returns: (transfer full): it as version 4.0 writes it, not folded
 */
char *
kl_vcard_property_to_line (const KlVcardProperty *property)
{
  GString *line;

  g_return_val_if_fail (property != NULL, NULL);

  line = g_string_new (NULL);
  append_property (line, property);
  return g_string_free (line, FALSE);
}

/**
 * kl_vcard_append:
 * @text: where to
 * @card: a card
 *
 * Writes a card as version 4.0, with long lines folded.
 */
void
kl_vcard_append (GString *text, const KlVcard *card)
{
  g_return_if_fail (text != NULL && card != NULL);

  g_string_append (text, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
  for (guint i = 0; i < card->properties->len; i++)
    {
      g_autofree char *line = kl_vcard_property_to_line (g_ptr_array_index (card->properties, i));

      append_folded (text, line);
    }
  g_string_append (text, "END:VCARD\r\n");
}
