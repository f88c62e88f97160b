/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-words.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"

typedef struct
{
  const char *kind;
  const char *label;
  KlRing ring; /* where such a partner usually stands */
} Kind;

/* The kinds that are known; another word is shown as it was written. */
static const Kind kinds[] = {
  { "buurtteam", N_ ("Neighbourhood team"), KL_RING_BASIC },
  { "health", N_ ("Health"), KL_RING_BASIC },
  { "youth_work", N_ ("Youth work"), KL_RING_BASIC },
  { "training", N_ ("Training or group"), KL_RING_BASIC },
  { "parenting", N_ ("Parenting support"), KL_RING_BASIC },
  { "childcare", N_ ("Childcare"), KL_RING_BASIC },
  { "poverty", N_ ("Money and poverty"), KL_RING_INFORMAL },
  { "sports", N_ ("Sports and culture"), KL_RING_INFORMAL },
  { "volunteers", N_ ("Volunteers"), KL_RING_INFORMAL },
  { "access", N_ ("Access to youth help"), KL_RING_ACCESS },
  { "attendance", N_ ("School attendance"), KL_RING_ACCESS },
  { "specialist", N_ ("Specialist help"), KL_RING_SPECIALIST },
  { "safety", N_ ("Safety"), KL_RING_SAFETY },
  { "police", N_ ("Police"), KL_RING_SAFETY },
};

/**
 * kl_partner_kinds_count:
 *
 * Returns: how many kinds of partner have a word of their own
 */
guint
kl_partner_kinds_count (void)
{
  return G_N_ELEMENTS (kinds);
}

/**
 * kl_partner_kinds_get:
 * @position: below kl_partner_kinds_count()
 *
 * Returns: (transfer none): the word that is kept
 */
const char *
kl_partner_kinds_get (guint position)
{
  g_return_val_if_fail (position < G_N_ELEMENTS (kinds), NULL);

  return kinds[position].kind;
}

/**
 * kl_partner_kinds_find:
 * @kind: (nullable): a kind of partner
 *
 * Returns: its position, or -1 when it has no word of its own
 */
int
kl_partner_kinds_find (const char *kind)
{
  for (gsize i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return (int) i;

  return -1;
}

/**
 * kl_partner_kind_get_label:
 * @kind: (nullable): a kind of partner
 *
 * Returns: (transfer none): what it is called
 */
const char *
kl_partner_kind_get_label (const char *kind)
{
  const int position = kl_partner_kinds_find (kind);

  if (position >= 0)
    return _ (kinds[position].label);

  return kind != NULL ? kind : "";
}

/**
 * kl_partner_kind_get_ring:
 * @kind: (nullable): a kind of partner
 *
 * Returns: the ring in which such a partner usually stands
 */
KlRing
kl_partner_kind_get_ring (const char *kind)
{
  const int position = kl_partner_kinds_find (kind);

  return position >= 0 ? kinds[position].ring : KL_RING_BASIC;
}

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
