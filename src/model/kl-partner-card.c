/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-card.h"

/**
 * kl_partner_card_new:
 *
 * Returns: (transfer full): an empty card whose arrays exist; free with kl_partner_card_free()
 */
KlPartnerCard *
kl_partner_card_new (void)
{
  KlPartnerCard *card = g_new0 (KlPartnerCard, 1);

  card->services = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
  card->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  card->talks = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_talk_free);
  card->referrals = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_referral_free);
  card->answers = g_array_new (FALSE, FALSE, sizeof (KlReferralDays));
  card->doubles = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_free);

  return card;
}

/**
 * kl_partner_card_free:
 * @card: (transfer full) (nullable): a card
 */
void
kl_partner_card_free (KlPartnerCard *card)
{
  if (card == NULL)
    return;

  kl_partner_free (card->partner);
  g_clear_pointer (&card->services, g_ptr_array_unref);
  g_clear_pointer (&card->contacts, g_ptr_array_unref);
  g_clear_pointer (&card->talks, g_ptr_array_unref);
  g_clear_pointer (&card->referrals, g_ptr_array_unref);
  g_clear_pointer (&card->answers, g_array_unref);
  g_clear_pointer (&card->doubles, g_ptr_array_unref);
  kl_person_free (card->last_spoken_by);
  g_free (card);
}

/**
 * kl_partner_referral_free:
 * @referral: (transfer full) (nullable): a referral on a card
 */
void
kl_partner_referral_free (KlPartnerReferral *referral)
{
  if (referral == NULL)
    return;

  g_free (referral->about);
  g_free (referral->case_title);
  g_free (referral->school_name);
  kl_person_free (referral->partner);
  kl_person_free (referral->sender);
  g_free (referral->bridging);
  g_free (referral);
}
