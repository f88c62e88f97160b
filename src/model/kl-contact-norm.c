/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-contact-norm.h"

#include <glib/gi18n-lib.h>

/* The bar shows two weeks, or twice a norm that is longer than one. */
#define GAUGE_DAYS 14

/**
 * kl_contact_norm_get_start:
 * @history: what is known of a case
 *
 * Returns: the day from which days without contact are counted: that of the last
 *   contact, or of the start when there was none; a reopened case starts anew
 */
KlDate
kl_contact_norm_get_start (const KlContactHistory *history)
{
  KlDate start;

  g_return_val_if_fail (history != NULL, KL_DATE_NONE);

  start = history->last_contact != KL_DATE_NONE ? history->last_contact : history->opened_on;

  return MAX (start, history->reopened_on);
}

/**
 * kl_contact_norm_count_days:
 * @history: what is known of the case
 * @today: the current day
 * @calendar: (nullable): the holidays of the school, which do not count
 *
 * A case that waits for a partner still counts: bridging support is contact too.
 *
 * Returns: days without contact, 0 when there was contact today; -1 for a closed case
 */
int
kl_contact_norm_count_days (const KlContactHistory *history,
                            KlDate today,
                            const KlCalendar *calendar)
{
  g_return_val_if_fail (history != NULL, -1);

  if (history->status == KL_CASE_STATUS_CLOSED)
    return -1;

  return kl_calendar_count_contact_days (calendar, kl_contact_norm_get_start (history), today);
}

/**
 * kl_contact_norm_get_level:
 * @days: days without contact, -1 when not counted
 * @norm: the norm of the school in days, at least 1
 *
 * Returns: how a case stands against the norm
 */
KlContactLevel
kl_contact_norm_get_level (int days, int norm)
{
  g_return_val_if_fail (norm >= 1, KL_CONTACT_LEVEL_NONE);

  if (days < 0)
    return KL_CONTACT_LEVEL_NONE;
  if (days > norm)
    return KL_CONTACT_LEVEL_OVER;

  return days >= norm - 1 ? KL_CONTACT_LEVEL_SOON : KL_CONTACT_LEVEL_OK;
}

/**
 * kl_contact_norm_get_gauge:
 * @days: days without contact, -1 when not counted
 * @norm: the norm of the school in days, at least 1
 *
 * Returns: what the gauge draws
 */
KlContactReading
kl_contact_norm_get_gauge (int days, int norm)
{
  KlContactReading gauge = { .days = days };
  double scale;

  g_return_val_if_fail (norm >= 1, gauge);

  scale = MAX (GAUGE_DAYS, 2 * norm);
  gauge.level = kl_contact_norm_get_level (days, norm);
  gauge.fraction = days > 0 ? MIN (days / scale, 1.0) : 0.0;
  gauge.norm_fraction = norm / scale;

  return gauge;
}

/**
 * kl_contact_norm_format_days:
 * @days: a number of days
 *
 * Returns: (transfer full): the number in words: "1 day", "13 days"; empty when
 *   it is negative, not counted
 */
char *
kl_contact_norm_format_days (int days)
{
  if (days < 0)
    return g_strdup ("");

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days), days);
}
