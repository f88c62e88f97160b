/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds-values.h"

#include <string.h>

/* What a cell means. */

/* Quotes around a number are of who typed the table. */
char *
kl_hsds_clean (const char *cell)
{
  char *text = g_strstrip (g_strdup (cell));
  gsize length = strlen (text);

  if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
    {
      memmove (text, text + 1, length - 2);
      text[length - 2] = '\0';
    }
  return text;
}

int
kl_hsds_parse_number (const char *text, int maximum)
{
  g_autofree char *cell = kl_hsds_clean (text);
  gint64 number;

  return g_ascii_string_to_signed (cell, 10, 0, maximum, &number, NULL) ? (int) number : -1;
}

KlDate
kl_hsds_parse_day (const char *text)
{
  g_autofree char *cell = kl_hsds_clean (text);
  KlDate day;

  return kl_date_parse (cell, &day) && kl_date_is_plausible (day) ? day : KL_DATE_NONE;
}

char *
kl_hsds_show_day (KlDate day)
{
  int year, month, number;

  if (day == KL_DATE_NONE)
    return g_strdup ("");

  kl_date_split (day, &year, &month, &number);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, number);
}

/* "42", "42 dagen", "6 weken": days. Anything else is for people. */
int
kl_hsds_parse_wait (const char *text)
{
  static const struct
  {
    const char *word;
    int days;
  } units[] = { { "", 1 },      { "d", 1 },      { "dag", 1 },     { "dagen", 1 },
                { "day", 1 },   { "days", 1 },   { "week", 7 },    { "weken", 7 },
                { "weeks", 7 }, { "maand", 30 }, { "maanden", 30 } };
  g_autofree char *cell = kl_hsds_clean (text);
  char *end;
  const guint64 number = g_ascii_strtoull (cell, &end, 10);

  if (end == cell || !g_ascii_isdigit (*cell))
    return -1;
  g_strstrip (end);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (end, units[i].word) == 0
        && number * (guint) units[i].days <= KL_HSDS_MAX_DAYS)
      return (int) number * units[i].days;

  return -1;
}
