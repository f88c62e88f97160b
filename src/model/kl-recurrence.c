/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-recurrence.h"

#include <glib/gi18n-lib.h>

/**
 * kl_recurrence_is_valid:
 * @recurrence: how often something comes back
 *
 * Returns: whether it can be so: never, or in a rhythm of a week to a year from a day that can be
 *   and to an end that is not before it
 */
gboolean
kl_recurrence_is_valid (const KlRecurrence *recurrence)
{
  g_return_val_if_fail (recurrence != NULL, FALSE);

  if (recurrence->unit == KL_REPEAT_NEVER)
    return TRUE;
  if (recurrence->unit != KL_REPEAT_WEEKS && recurrence->unit != KL_REPEAT_MONTHS)
    return FALSE;

  return recurrence->every >= 1
         && recurrence->every
              <= (recurrence->unit == KL_REPEAT_WEEKS ? KL_REPEAT_MAX_WEEKS : KL_REPEAT_MAX_MONTHS)
         && kl_date_is_plausible (recurrence->from)
         && (recurrence->until == KL_DATE_NONE
             || (kl_date_is_plausible (recurrence->until)
                 && recurrence->until >= recurrence->from));
}

/* The time after so many, counted from the first: the 31st stays the 31st where there is one. */
static KlDate
get_time (const KlRecurrence *recurrence, int n)
{
  if (recurrence->unit == KL_REPEAT_WEEKS)
    return recurrence->from + 7 * recurrence->every * n;

  return kl_date_add_months (recurrence->from, recurrence->every * n);
}

/**
 * kl_recurrence_get_next:
 * @recurrence: a valid recurrence
 * @after: a day
 *
 * Returns: the first time after @after, %KL_DATE_NONE when there is none any more
 */
KlDate
kl_recurrence_get_next (const KlRecurrence *recurrence, KlDate after)
{
  KlDate time;
  int n = 0;

  g_return_val_if_fail (recurrence != NULL && kl_recurrence_is_valid (recurrence), KL_DATE_NONE);

  if (recurrence->unit == KL_REPEAT_NEVER)
    return KL_DATE_NONE;

  /* A month has at most 31 days: this comes close from below, and never past. */
  if (after > recurrence->from)
    n = (after - recurrence->from)
        / (recurrence->every * (recurrence->unit == KL_REPEAT_WEEKS ? 7 : 31));
  while ((time = get_time (recurrence, n)) <= after)
    n++;

  return recurrence->until == KL_DATE_NONE || time <= recurrence->until ? time : KL_DATE_NONE;
}

/**
 * kl_recurrence_get_following:
 * @recurrence: a valid recurrence
 * @due: when it should have been done this time
 * @done_on: when it was done
 *
 * What is ticked off late does not come back for the times that passed meanwhile, and what is
 * ticked off early not for the time that it was done for.
 *
 * Returns: when it should be done next, or %KL_DATE_NONE
 */
KlDate
kl_recurrence_get_following (const KlRecurrence *recurrence, KlDate due, KlDate done_on)
{
  return kl_recurrence_get_next (recurrence, MAX (due, done_on));
}

/**
 * kl_recurrence_get_year_end:
 * @day: a day
 *
 * Returns: the last day of its school year, which an end can be set to
 */
KlDate
kl_recurrence_get_year_end (KlDate day)
{
  return kl_school_year_get_start (kl_date_get_school_year (day) + 1) - 1;
}

/**
 * kl_recurrence_format:
 * @recurrence: how often something comes back
 *
 * Returns: (transfer full): that in translated words, as behind something ("every 2 weeks until
 *   31 Jul 2026"); empty when it does not come back
 */
char *
kl_recurrence_format (const KlRecurrence *recurrence)
{
  g_autofree char *rhythm = NULL;
  g_autofree char *until = NULL;
  gulong every;

  g_return_val_if_fail (recurrence != NULL, NULL);

  every = (gulong) recurrence->every;
  if (recurrence->unit == KL_REPEAT_WEEKS)
    rhythm = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every week", "every %d weeks", every),
                              recurrence->every);
  else if (recurrence->unit == KL_REPEAT_MONTHS)
    rhythm =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every month", "every %d months", every),
                       recurrence->every);
  else
    return g_strdup ("");

  if (recurrence->until == KL_DATE_NONE)
    return g_steal_pointer (&rhythm);

  until = kl_date_format (recurrence->until, KL_DATE_STYLE_SHORT_YEAR);
  /* Translators: how often ("every 2 weeks"), and the last day */
  return g_strdup_printf (_ ("%s until %s"), rhythm, until);
}
