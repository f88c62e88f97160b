/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-kinds.h"

#include <glib/gi18n-lib.h>

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
    return g_dgettext (GETTEXT_PACKAGE, kinds[position].label);

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
