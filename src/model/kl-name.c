/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-name.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (KlName, kl_name, kl_name_copy, kl_name_free)

/*
 * Words that stand before a surname and do not count when it is sorted: those of
 * the Dutch table of prefixes and of the languages that children bring along. Sorted,
 * folded to lower case, with a straight apostrophe.
 */
static const char *const prefix_words[] = {
  "'s",  "'t",    "aan", "abou", "abu", "ait", "al",    "ben", "bij",  "bin", "da",  "das", "de",
  "del", "della", "den", "der",  "des", "di",  "do",    "dos", "du",   "el",  "het", "ibn", "in",
  "la",  "las",   "le",  "les",  "lo",  "los", "onder", "op",  "over", "te",  "ten", "ter", "toe",
  "tot", "uit",   "van", "ver",  "vom", "von", "voor",  "zu",  "zum",  "zur",
};

/* Prefixes that are written against the surname. */
static const char *const attached_prefixes[] = { "'s-", "'t-", "d'", "l'" };

/* Auxiliary functions */

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

/* One part of a name: no space around it, %NULL when nothing is left. */
static char *
strip_part (const char *text)
{
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return is_empty (stripped) ? NULL : g_steal_pointer (&stripped);
}

/* Lower case with a straight apostrophe, to compare with the tables above. */
static char *
plain_lower (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (plain, c == 0x2018 || c == 0x2019 || c == '`' ? '\'' : c);
    }
  g_string_replace (plain, "ï", "i", 0);

  return g_string_free_and_steal (plain);
}

static gboolean
is_prefix_word (const char *word)
{
  g_autofree char *plain = plain_lower (word);

  for (gsize i = 0; i < G_N_ELEMENTS (prefix_words); i++)
    if (g_str_equal (prefix_words[i], plain))
      return TRUE;

  return FALSE;
}

/* The bytes of a prefix written against the surname ("'s-" in "'s-Gravenmade"), or 0. */
static gsize
get_attached_prefix (const char *word)
{
  const char *end;

  for (gsize i = 0; i < G_N_ELEMENTS (attached_prefixes); i++)
    {
      const char *prefix = attached_prefixes[i];
      const char *p = word;

      /* Lower case only: D'Angelo and O'Brien are one word to their bearers. */
      for (; *prefix != '\0'; prefix++, p = g_utf8_next_char (p))
        {
          const gunichar c = g_utf8_get_char (p);

          if (*prefix == '\'' ? c != '\'' && c != 0x2018 && c != 0x2019 : c != (gunichar) *prefix)
            break;
        }
      end = p;
      if (*prefix == '\0' && *end != '\0')
        return (gsize) (end - word);
    }

  return 0;
}

static gboolean
is_attached (const char *prefix)
{
  return g_str_has_suffix (prefix, "-") || g_str_has_suffix (prefix, "'")
         || g_str_has_suffix (prefix, "’");
}

static char *
join_words (char *const *words, guint from, guint until)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) part = NULL;

  for (guint i = from; i < until; i++)
    g_strv_builder_add (builder, words[i]);
  part = g_strv_builder_end (builder);

  return g_strjoinv (" ", part);
}

static GStrv
split_words (const char *text)
{
  g_autofree char *copy = g_strdup (text);
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strdelimit (copy, "\t\r\n", ' ');
  pieces = g_strsplit (copy, " ", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (*pieces[i] != '\0')
      g_strv_builder_add (builder, pieces[i]);

  return g_strv_builder_end (builder);
}

/* Takes a prefix that is written against the surname off it. */
static void
detach_prefix (KlName *name)
{
  const gsize length = name->surname != NULL ? get_attached_prefix (name->surname) : 0;
  g_autofree char *attached = NULL;

  if (length == 0)
    return;

  attached = g_strndup (name->surname, length);
  memmove (name->surname, name->surname + length, strlen (name->surname + length) + 1);
  if (name->prefix == NULL)
    {
      name->prefix = g_steal_pointer (&attached);
    }
  else
    {
      g_autofree char *before = g_steal_pointer (&name->prefix);

      name->prefix = g_strjoin (" ", before, attached, NULL);
    }
}

/* "Berg, Jelle van den" */
static KlName *
parse_formal (const char *text, const char *comma)
{
  g_autofree char *surname = g_strndup (text, (gsize) (comma - text));
  g_auto (GStrv) words = split_words (comma + 1);
  const guint n_words = g_strv_length (words);
  guint n_given = n_words;
  g_autofree char *given = NULL;
  g_autofree char *prefix = NULL;
  KlName *name;

  while (n_given > 1 && (is_prefix_word (words[n_given - 1]) || is_attached (words[n_given - 1])))
    n_given--;

  given = join_words (words, 0, n_given);
  prefix = join_words (words, n_given, n_words);
  name = kl_name_new (given, prefix, surname, NULL);
  detach_prefix (name);

  return name;
}

/* Whether the word at @i is sure to begin a surname, as no given name goes on so. */
static gboolean
begins_surname (char *const *words, guint i)
{
  const char *hyphen = strrchr (words[i], '-');

  if (get_attached_prefix (words[i]) > 0)
    return TRUE;
  if (words[i + 1] == NULL)
    return FALSE;

  /* "van Dam", "Müller-van der Berg", "Müller - van der Berg" */
  return is_prefix_word (words[i]) || (hyphen != NULL && is_prefix_word (hyphen + 1))
         || g_str_equal (words[i + 1], "-");
}

/* "Jelle van den Berg" */
static KlName *
parse_display (const char *text)
{
  g_auto (GStrv) words = split_words (text);
  const guint n_words = g_strv_length (words);
  guint n_given = 1, n_before = 1;
  g_autofree char *given = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *surname = NULL;
  KlName *name;

  /* The first prefix, or the first half of a double name, begins the surname ... */
  while (n_given < n_words && !begins_surname (words, n_given))
    n_given++;
  for (n_before = n_given; n_before + 1 < n_words && is_prefix_word (words[n_before]);)
    n_before++;

  /* ... and without one the last word is it. */
  if (n_given >= n_words)
    n_given = n_before = MAX (n_words, 2) - 1;

  given = join_words (words, 0, MIN (n_given, n_words));
  prefix = join_words (words, MIN (n_given, n_words), MIN (n_before, n_words));
  surname = join_words (words, MIN (n_before, n_words), n_words);
  name = kl_name_new (given, prefix, surname, NULL);
  detach_prefix (name);

  return name;
}

/* The first letter in upper case; what comes before it ("'t") is no letter of a face. */
static void
append_first_letter (GString *letters, const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          g_string_append_unichar (letters, g_unichar_toupper (c));
          return;
        }
    }
}

/* A school has thousands of names to be put together: not through a format. */
static void
append_part (GString *name, const char *part, gboolean attached)
{
  if (name->len > 0 && !attached)
    g_string_append_c (name, ' ');
  g_string_append (name, part);
}

/* Public API */

/**
 * kl_name_new:
 * @given: (nullable): the given name
 * @prefix: (nullable): the words before the surname
 * @surname: (nullable): the surname without them
 * @initials: (nullable): as on official papers
 *
 * Space around the parts is dropped, and empty parts are %NULL.
 *
 * Returns: (transfer full): a name; free with kl_name_free()
 */
KlName *
kl_name_new (const char *given, const char *prefix, const char *surname, const char *initials)
{
  KlName *name = g_new0 (KlName, 1);

  name->given = strip_part (given);
  name->prefix = strip_part (prefix);
  name->surname = strip_part (surname);
  name->initials = strip_part (initials);

  return name;
}

/**
 * kl_name_parse:
 * @text: a full name, "Jelle van den Berg" or "Berg, Jelle van den"
 *
 * Splits a name as the Dutch write it. Without a prefix the last word is the
 * surname; a single word is a given name.
 *
 * Returns: (transfer full): a name; free with kl_name_free()
 */
KlName *
kl_name_parse (const char *text)
{
  const char *comma;

  g_return_val_if_fail (text != NULL, NULL);

  comma = strchr (text, ',');

  return comma != NULL ? parse_formal (text, comma) : parse_display (text);
}

/**
 * kl_name_copy:
 * @name: (nullable): a name
 *
 * Returns: (transfer full) (nullable): a copy of @name
 */
KlName *
kl_name_copy (const KlName *name)
{
  return name != NULL ? kl_name_new (name->given, name->prefix, name->surname, name->initials)
                      : NULL;
}

/**
 * kl_name_free:
 * @name: (transfer full) (nullable): a name
 */
void
kl_name_free (KlName *name)
{
  if (name == NULL)
    return;

  g_free (name->given);
  g_free (name->prefix);
  g_free (name->surname);
  g_free (name->initials);
  g_free (name);
}

/**
 * kl_name_get_display:
 * @name: a name
 *
 * Returns: (transfer full): "Jelle van den Berg"; the initials stand in for a given
 *   name that is not known
 */
char *
kl_name_get_display (const KlName *name)
{
  GString *display;

  g_return_val_if_fail (name != NULL, NULL);

  display = g_string_new (name->given != NULL ? name->given : name->initials);
  if (name->prefix != NULL)
    append_part (display, name->prefix, FALSE);
  if (name->surname != NULL)
    append_part (display, name->surname, name->prefix != NULL && is_attached (name->prefix));

  return g_string_free_and_steal (display);
}

/**
 * kl_name_get_formal:
 * @name: a name
 *
 * Returns: (transfer full): "Berg, Jelle van den", as in a list sorted by surname
 */
char *
kl_name_get_formal (const KlName *name)
{
  const char *given;
  GString *formal;

  g_return_val_if_fail (name != NULL, NULL);

  given = name->given != NULL ? name->given : name->initials;
  if (name->surname == NULL)
    return kl_name_get_display (name);

  formal = g_string_new (name->surname);
  if (given != NULL || name->prefix != NULL)
    g_string_append_c (formal, ',');
  if (given != NULL)
    g_string_append_printf (formal, " %s", given);
  if (name->prefix != NULL)
    g_string_append_printf (formal, " %s", name->prefix);

  return g_string_free_and_steal (formal);
}

/**
 * kl_name_get_sort_key:
 * @name: a name
 *
 * Returns: (transfer full): what lists are sorted by, to be compared byte by byte: the
 *   folded surname without prefix, the given name, the prefix; who has no surname
 *   sorts by the given name
 */
char *
kl_name_get_sort_key (const KlName *name)
{
  g_autofree char *surname = NULL;
  g_autofree char *given = NULL;
  g_autofree char *prefix = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  given = kl_text_fold (name->given != NULL ? name->given
                                            : (name->initials != NULL ? name->initials : ""));
  if (name->surname == NULL)
    return g_steal_pointer (&given);

  /* A tab sorts before the space inside a double surname. */
  surname = kl_text_fold (name->surname);
  prefix = kl_text_fold (name->prefix != NULL ? name->prefix : "");
  return g_strjoin ("\t", surname, given, prefix, NULL);
}

/**
 * kl_name_get_letters:
 * @name: a name
 *
 * Returns: (transfer full): the one or two letters for a face without a picture:
 *   "JB" for Jelle van den Berg; empty when there is no letter at all
 */
char *
kl_name_get_letters (const KlName *name)
{
  GString *letters;

  g_return_val_if_fail (name != NULL, NULL);

  letters = g_string_new (NULL);
  append_first_letter (letters, name->given != NULL ? name->given : name->initials);
  append_first_letter (letters, name->surname);

  return g_string_free_and_steal (letters);
}

/**
 * kl_name_make_letters:
 * @display: (nullable): a name of which only the written form is known
 *
 * Returns: (transfer full): as kl_name_get_letters()
 */
char *
kl_name_make_letters (const char *display)
{
  g_autoptr (KlName) name = kl_name_parse (display != NULL ? display : "");

  return kl_name_get_letters (name);
}
