/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner.h"

/**
 * kl_partner_new:
 * @name: the organisation
 *
 * Returns: (transfer full): a partner of which nothing more is known; free with
 *   kl_partner_free()
 */
KlPartner *
kl_partner_new (const char *name)
{
  KlPartner *partner = g_new0 (KlPartner, 1);

  partner->name = g_strdup (name);
  partner->ring = KL_RING_BASIC;
  partner->usual_days = -1;

  return partner;
}

/**
 * kl_partner_free:
 * @partner: (transfer full) (nullable): a partner
 */
void
kl_partner_free (KlPartner *partner)
{
  if (partner == NULL)
    return;

  g_free (partner->name);
  g_free (partner->kind);
  g_free (partner->area);
  g_free (partner->phone);
  g_free (partner);
}
