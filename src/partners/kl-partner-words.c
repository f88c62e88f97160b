/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-words.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"

/**
 * kl_partner_format_days:
 * @days: a number of days
 *
 * Returns: (transfer full): "24 days"
 */
char *
kl_partner_format_days (int days)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days), days);
}

/**
 * kl_partner_format_wait:
 * @days: days until help starts, -1 when not known
 *
 * Returns: (transfer full) (nullable): "6 weeks", in weeks from two weeks on
 */
char *
kl_partner_format_wait (int days)
{
  if (days < 0)
    return NULL;
  if (days == 0)
    return g_strdup (_ ("no waiting time"));
  if (days >= 14 && days % 7 == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d week", "%d weeks",
                                         (gulong) (days / 7)),
                            days / 7);

  return kl_partner_format_days (days);
}

/**
 * kl_partner_format_place:
 * @partner: a partner
 *
 * Returns: (transfer full): what it is and where it works: "Access, whole municipality"
 */
char *
kl_partner_format_place (const KlPartner *partner)
{
  const char *ring = kl_words_get_label (KL_WORDS_RING, (int) partner->ring);
  const char *kind = kl_partner_kind_get_label (partner->kind);
  const char *area =
    partner->area != NULL && *partner->area != '\0' ? partner->area : _ ("whole municipality");

  if (*kind == '\0' || g_str_equal (kind, ring))
    return g_strdup_printf ("%s · %s", ring, area);

  return g_strdup_printf ("%s · %s", kind, area);
}

/**
 * kl_partner_format_address:
 * @partner: a partner
 *
 * Returns: (transfer full) (nullable): where it is, on one line
 */
char *
kl_partner_format_address (const KlPartner *partner)
{
  const char *const parts[] = { partner->address, partner->postcode, partner->town };
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len == 0 ? "" : i == 2 ? " " : ", ", parts[i]);

  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

/**
 * kl_partner_format_ages:
 * @service: what a partner offers
 *
 * Returns: (transfer full) (nullable): "4 to 12 years"
 */
char *
kl_partner_format_ages (const KlPartnerService *service)
{
  if (service->min_age >= 0 && service->max_age >= 0)
    return g_strdup_printf (_ ("%d to %d years"), service->min_age, service->max_age);
  if (service->min_age >= 0)
    return g_strdup_printf (_ ("from %d years"), service->min_age);
  if (service->max_age >= 0)
    return g_strdup_printf (_ ("up to %d years"), service->max_age);

  return NULL;
}

/**
 * kl_partner_format_spoken:
 * @day: when somebody was last spoken to, or %KL_DATE_NONE
 * @today: the current day
 *
 * Returns: (transfer full): "31 Oct", with the year when it is another one
 */
char *
kl_partner_format_spoken (KlDate day, KlDate today)
{
  int year, this_year;

  if (day == KL_DATE_NONE)
    return g_strdup (_ ("not yet"));
  if (today - day <= 1 && today >= day)
    return kl_date_format_relative (day, today);

  kl_date_split (day, &year, NULL, NULL);
  kl_date_split (today, &this_year, NULL, NULL);
  return kl_date_format (day, year == this_year ? KL_DATE_STYLE_SHORT : KL_DATE_STYLE_SHORT_YEAR);
}
