/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-values.h"

#include "kl-edexml.h"

#include <string.h>

#define FIRST_YEAR 1900
#define LAST_SCHOOL_YEAR 2199

/* Auxiliary functions */

static gboolean
read_digits (const char *text, int n_digits, int *number)
{
  *number = 0;
  for (int i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }

  return TRUE;
}

/* What may stand behind the day of an xs:date or xs:dateTime: a time, a zone. */
static gboolean
is_date_tail (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isdigit (*text) && strchr ("T:.+-Z", *text) == NULL)
      return FALSE;

  return TRUE;
}

/* Controls, and the signs that turn the direction of writing around: they could make a
 * name look like another on screen and on paper. */
static gboolean
is_unwanted (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
         || c == 0x200e || c == 0x200f || c == 0xfeff;
}

/* Values */

/* The day of an xs:date or xs:dateTime, from 1900. */
gboolean
kl_edexml_parse_date (const char *text, KlDate *date)
{
  int year, month, day;

  *date = KL_DATE_NONE;
  if (text == NULL)
    return TRUE;

  if (strlen (text) < 10 || !read_digits (text, 4, &year) || text[4] != '-'
      || !read_digits (text + 5, 2, &month) || text[7] != '-' || !read_digits (text + 8, 2, &day)
      || g_ascii_isdigit (text[10]) || !is_date_tail (text + 10) || year < FIRST_YEAR)
    return FALSE;

  *date = kl_date_new (year, month, day);
  return *date != KL_DATE_NONE;
}

/* Nobody is born after today. */
gboolean
kl_edexml_parse_birth (const char *text, KlDate today, KlDate *date)
{
  return kl_edexml_parse_date (text, date)
         && (*date == KL_DATE_NONE || kl_date_is_plausible_birth (*date, today));
}

/* The first or last day at a school. */
gboolean
kl_edexml_parse_stay (const char *text, KlDate today, KlDate *date)
{
  return kl_edexml_parse_date (text, date) && *date <= today + KL_EDEXML_MAX_DAYS_AHEAD;
}

/* The codes 0-8, 11-16 and letters; the file's own list of them is not checked further. */
gboolean
kl_edexml_parse_year (const char *text, int *year, char *letter)
{
  guint64 number;

  *year = KL_EDEXML_NO_YEAR;
  *letter = '\0';
  if (text == NULL)
    return TRUE;

  if (strlen (text) == 1 && strchr ("BDSVCNH", *text) != NULL)
    {
      *letter = *text;
      return TRUE;
    }
  if (!g_ascii_string_to_unsigned (text, 10, 0, 16, &number, NULL) || number == 9 || number == 10)
    return FALSE;

  *year = (int) number;
  return TRUE;
}

/* ISO 5218. */
gboolean
kl_edexml_parse_sex (const char *text, int *sex)
{
  *sex = 0;
  if (text == NULL)
    return TRUE;
  if (strlen (text) != 1 || strchr ("0129", *text) == NULL)
    return FALSE;

  *sex = *text - '0';
  return TRUE;
}

/* "5200ZZ", also when written as "5200 zz"; empty when there is none. */
gboolean
kl_edexml_parse_postcode (const char *text, char postcode[KL_EDEXML_POSTCODE_SIZE])
{
  const gsize length = KL_EDEXML_POSTCODE_SIZE - 1;
  gsize n = 0;

  *postcode = '\0';
  if (text == NULL)
    return TRUE;

  for (; *text != '\0'; text++)
    if (*text != ' ')
      {
        if (n == length)
          return FALSE;
        postcode[n++] = g_ascii_toupper (*text);
      }
  postcode[n] = '\0';
  for (gsize i = 0; i < length; i++)
    if (n != length || !(i < 4 ? g_ascii_isdigit (postcode[i]) : g_ascii_isupper (postcode[i])))
      return FALSE;

  return TRUE;
}

/* "2014-2015". The official schema lists the years that it knows and stops; the shape
 * is what counts. */
gboolean
kl_edexml_parse_school_year (const char *text, int *school_year)
{
  int first, second;

  if (text == NULL || strlen (text) != 9 || !read_digits (text, 4, &first)
      || (text[4] != '-' && text[4] != '/') || !read_digits (text + 5, 4, &second))
    return FALSE;
  if (second != first + 1 || first < FIRST_YEAR || first > LAST_SCHOOL_YEAR)
    return FALSE;

  *school_year = first;
  return TRUE;
}

/* Four signs ("99ZZ"), sometimes with the location's two digits behind them as @rest;
 * empty when there is none. */
gboolean
kl_edexml_parse_brin (const char *text, char brin[KL_EDEXML_BRIN_SIZE], const char **rest)
{
  const gsize length = text != NULL ? strlen (text) : 0;
  int number;

  *brin = '\0';
  *rest = NULL;
  if (text == NULL)
    return TRUE;
  if ((length != 4 && length != 6) || !read_digits (text, 2, &number) || !g_ascii_isalpha (text[2])
      || !g_ascii_isalpha (text[3]))
    return FALSE;

  for (gsize i = 0; i < KL_EDEXML_BRIN_SIZE - 1; i++)
    brin[i] = g_ascii_toupper (text[i]);
  brin[KL_EDEXML_BRIN_SIZE - 1] = '\0';
  if (length == 6)
    *rest = text + 4;

  return TRUE;
}

/* Two digits. */
gboolean
kl_edexml_is_location_code (const char *text)
{
  int number;

  return strlen (text) == 2 && read_digits (text, 2, &number);
}

/* Trims and makes every stretch of white space one space, in place. */
void
kl_edexml_clean_ascii (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (g_ascii_isspace (*from))
      {
        if (to > text && to[-1] != ' ')
          *to++ = ' ';
      }
    else if (!g_ascii_iscntrl (*from))
      *to++ = *from;

  if (to > text && to[-1] == ' ')
    to--;
  *to = '\0';
}

/* Returns: (transfer full): the text in form C, trimmed, without controls. */
char *
kl_edexml_clean_unicode (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) clean = g_string_new (NULL);

  if (composed == NULL)
    return g_strdup ("");

  for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar sign = g_utf8_get_char (c);

      if (g_unichar_isspace (sign))
        g_string_append_c (clean, ' ');
      else if (!is_unwanted (sign))
        g_string_append_unichar (clean, sign);
    }
  kl_edexml_clean_ascii (clean->str);

  return g_strdup (clean->str);
}

/* Whether a text is as the two above leave it: of a worker that cannot be trusted. Most are plain
 * letters, which need no look in the tables of Unicode. */
gboolean
kl_edexml_is_clean (const char *text)
{
  const char *c = text;
  char last = ' ';

  while (*c != '\0')
    {
      const gboolean is_ascii = (guchar) *c < 0x80;
      const gunichar sign = is_ascii ? (gunichar) *c : g_utf8_get_char (c);

      if (is_ascii ? *c < ' ' || *c == 0x7f || (*c == ' ' && last == ' ')
                   : g_unichar_isspace (sign) || is_unwanted (sign))
        return FALSE;
      last = *c;
      c = is_ascii ? c + 1 : g_utf8_next_char (c);
    }

  return last != ' ';
}
