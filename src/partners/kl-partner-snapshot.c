/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-snapshot.h"

#include "store/kl-networks.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

#define N_TALKS 5

static void
drop_services (GPtrArray *services, KlDate today)
{
  for (guint i = services->len; i > 0; i--)
    {
      const KlPartnerService *service = g_ptr_array_index (services, i - 1);

      if (service->stopped_on != KL_DATE_NONE && service->stopped_on <= today)
        g_ptr_array_remove_index (services, i - 1);
    }
}

static void
drop_contacts (GPtrArray *contacts, KlDate today)
{
  for (guint i = contacts->len; i > 0; i--)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i - 1);

      if (contact->left_on != KL_DATE_NONE && contact->left_on <= today)
        g_ptr_array_remove_index (contacts, i - 1);
    }
}

static gboolean
load_answers (KlDb *db, KlPartnerSnapshot *snapshot, gint64 school_id, KlDate today, GError **error)
{
  const gint64 partner_id = snapshot->partner->id;
  g_autoptr (KlNetworkFacts) facts = kl_network_load_facts (db, school_id, today, error);
  g_autoptr (KlNetwork) network = NULL;
  const KlNetworkPartner *member;

  if (facts == NULL)
    return FALSE;

  network = kl_network_new (facts, today);
  g_clear_pointer (&snapshot->answers, g_array_unref);
  snapshot->answers = kl_network_list_answers (network, partner_id);
  member = kl_network_find (network, partner_id);
  if (member != NULL)
    snapshot->answer_time = member->answer_time;
  else
    kl_answer_time_compute ((const KlReferralDays *) snapshot->answers->data,
                            snapshot->answers->len, today, &snapshot->answer_time);

  return TRUE;
}

static gboolean
load_parts (KlDb *db, KlPartnerSnapshot *snapshot, gint64 school_id, KlDate today, GError **error)
{
  const gint64 partner_id = snapshot->partner->id;

  g_clear_pointer (&snapshot->services, g_ptr_array_unref);
  snapshot->services = kl_partner_services_list (db, partner_id, error);
  if (snapshot->services == NULL)
    return FALSE;
  drop_services (snapshot->services, today);

  g_clear_pointer (&snapshot->contacts, g_ptr_array_unref);
  snapshot->contacts = kl_partner_contacts_list (db, partner_id, school_id, error);
  if (snapshot->contacts == NULL)
    return FALSE;
  drop_contacts (snapshot->contacts, today);

  g_clear_pointer (&snapshot->talks, g_ptr_array_unref);
  snapshot->talks = kl_partner_talks_list (db, partner_id, school_id, N_TALKS, error);
  return snapshot->talks != NULL;
}

/**
 * kl_partner_snapshot_load:
 * @db: a connection
 * @partner_id: a partner
 * @school_id: whose answers and talks count, 0 for all schools
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): everything its card shows
 */
KlPartnerSnapshot *
kl_partner_snapshot_load (KlDb *db,
                          gint64 partner_id,
                          gint64 school_id,
                          KlDate today,
                          GError **error)
{
  KlPartner *partner = kl_partners_get (db, partner_id, error);
  g_autoptr (KlPartnerSnapshot) snapshot = NULL;

  if (partner == NULL)
    return NULL;

  snapshot = kl_partner_snapshot_new (partner);
  if (!load_parts (db, snapshot, school_id, today, error)
      || !load_answers (db, snapshot, school_id, today, error))
    return NULL;

  return g_steal_pointer (&snapshot);
}

/**
 * kl_partner_snapshot_new:
 * @partner: (transfer full): a partner
 *
 * Returns: (transfer full): a snapshot with nothing but the partner itself
 */
KlPartnerSnapshot *
kl_partner_snapshot_new (KlPartner *partner)
{
  KlPartnerSnapshot *snapshot = g_new0 (KlPartnerSnapshot, 1);

  snapshot->partner = partner;
  snapshot->services = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
  snapshot->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  snapshot->talks = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_talk_free);
  snapshot->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_wait_free);
  snapshot->answers = g_array_new (FALSE, TRUE, sizeof (KlReferralDays));
  kl_answer_time_compute (NULL, 0, kl_clock_today (), &snapshot->answer_time);

  return snapshot;
}

/**
 * kl_partner_snapshot_free:
 * @snapshot: (transfer full) (nullable): a snapshot
 */
void
kl_partner_snapshot_free (KlPartnerSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;

  kl_partner_free (snapshot->partner);
  g_clear_pointer (&snapshot->services, g_ptr_array_unref);
  g_clear_pointer (&snapshot->contacts, g_ptr_array_unref);
  g_clear_pointer (&snapshot->talks, g_ptr_array_unref);
  g_clear_pointer (&snapshot->waits, g_ptr_array_unref);
  g_clear_pointer (&snapshot->answers, g_array_unref);
  g_free (snapshot);
}

/**
 * kl_partner_wait_free:
 * @wait: (transfer full) (nullable): a referral that waits
 */
void
kl_partner_wait_free (KlPartnerWait *wait)
{
  if (wait == NULL)
    return;

  kl_referral_free (wait->referral);
  g_free (wait->case_title);
  g_free (wait->about);
  g_free (wait);
}
