/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-date.h"

#include <string.h>

/* Days as people type them. What a file holds goes through kl_date_parse(), which guesses nothing.
 */

/* Whatever language the program speaks, its users write Dutch. */
static const char *const dutch_months[12][3] = {
  { "januari", "jan", NULL }, { "februari", "feb", "febr" }, { "maart", "mrt", "mar" },
  { "april", "apr", NULL },   { "mei", NULL, NULL },         { "juni", "jun", NULL },
  { "juli", "jul", NULL },    { "augustus", "aug", NULL },   { "september", "sep", "sept" },
  { "oktober", "okt", NULL }, { "november", "nov", NULL },   { "december", "dec", NULL },
};

static const struct
{
  const char *word;
  int days;
} dutch_days[] = {
  { "vandaag", 0 }, { "gisteren", -1 }, { "eergisteren", -2 }, { "morgen", 1 }, { "overmorgen", 2 },
};

static const char *const dutch_weekdays[] = { "ma", "di", "wo", "do", "vr", "za", "zo" };

/* Case and accents of a name do not matter, nor the point after what is cut short. */
static gboolean
is_word (const char *typed, const char *word)
{
  g_autofree char *a = g_utf8_casefold (typed, -1);
  g_autofree char *b = NULL;
  const gsize length = strlen (a);

  if (word == NULL)
    return FALSE;
  if (length > 0 && a[length - 1] == '.')
    a[length - 1] = '\0';
  b = g_utf8_casefold (word, -1);

  return g_str_equal (a, b);
}

static int
find_month (const char *typed)
{
  for (int month = 1; month <= 12; month++)
    {
      if (is_word (typed, kl_month_get_name (month, TRUE))
          || is_word (typed, kl_month_get_name (month, FALSE)))
        return month;
      for (gsize i = 0; i < G_N_ELEMENTS (dutch_months[0]); i++)
        if (is_word (typed, dutch_months[month - 1][i]))
          return month;
    }

  return 0;
}

static gboolean
read_number (const char *typed, guint digits_min, guint digits_max, int *number)
{
  const gsize n = strlen (typed);
  guint64 value;

  if (n < digits_min || n > digits_max
      || !g_ascii_string_to_unsigned (typed, 10, 0, 9999, &value, NULL))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

/* The year in which it lies nearest to today: what was, rather than what comes, when both do. */
static KlDate
guess_year (int month, int day, KlDate today)
{
  KlDate nearest = KL_DATE_NONE;
  int year;

  kl_date_split (today, &year, NULL, NULL);
  for (int i = year - 1; i <= year + 1; i++)
    {
      const KlDate date = kl_date_new (i, month, day);

      if (date != KL_DATE_NONE
          && (nearest == KL_DATE_NONE || ABS (date - today) < ABS (nearest - today)))
        nearest = date;
    }

  return nearest;
}

static gboolean
is_weekday (const char *typed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (dutch_weekdays); i++)
    if (is_word (typed, dutch_weekdays[i]))
      return TRUE;

  return FALSE;
}

/* "5 okt 2025", "5 oktober", "zo 5 okt"; a point after the day is let pass. */
static KlDate
parse_words (char **words, KlDate today)
{
  guint n = g_strv_length (words);
  int year, month, day;

  if (n > 0 && is_weekday (words[0]))
    {
      words++;
      n--;
    }
  if (n < 2 || n > 3)
    return KL_DATE_NONE;
  if (strlen (words[0]) > 1 && g_str_has_suffix (words[0], "."))
    words[0][strlen (words[0]) - 1] = '\0';
  month = find_month (words[1]);
  if (month == 0 || !read_number (words[0], 1, 2, &day))
    return KL_DATE_NONE;
  if (n == 2)
    return guess_year (month, day, today);

  return read_number (words[2], 4, 4, &year) ? kl_date_new (year, month, day) : KL_DATE_NONE;
}

/**
 * kl_date_parse_typed:
 * @text: (nullable): what a person typed
 * @today: the current day
 * @date: (out): the day
 *
 * Reads what kl_date_parse() does, days with the name of their month in full or short, in Dutch or
 * as kl_date_format() writes them ("5 okt 2025", "zo 5 oktober"), and "vandaag", "gisteren",
 * "morgen". Without a year it is the one nearest to @today.
 *
 * Returns: whether @text is an existing day; @date is left alone if not
 */
gboolean
kl_date_parse_typed (const char *text, KlDate today, KlDate *date)
{
  g_autofree char *stripped = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) parts = NULL;
  KlDate parsed;

  g_return_val_if_fail (date != NULL, FALSE);

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (kl_date_parse (text, date))
    return TRUE;

  stripped = g_strstrip (g_strdup (text));
  for (gsize i = 0; i < G_N_ELEMENTS (dutch_days); i++)
    if (is_word (stripped, dutch_days[i].word))
      {
        *date = today + dutch_days[i].days;
        return TRUE;
      }

  parts = g_strsplit_set (stripped, " \t", -1);
  builder = g_strv_builder_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (builder, parts[i]);
  words = g_strv_builder_end (builder);
  parsed = parse_words (words, today);
  if (parsed == KL_DATE_NONE)
    return FALSE;

  *date = parsed;
  return TRUE;
}
