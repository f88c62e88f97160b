/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-network.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (KlNetworkFacts, kl_network_facts, kl_network_facts_ref, kl_network_facts_unref)
G_DEFINE_BOXED_TYPE (KlNetwork, kl_network, kl_network_ref, kl_network_unref)

/* Facts */

/**
 * kl_network_facts_new:
 *
 * Returns: (transfer full): nothing yet, with arrays to fill before it is shared; give back with
 *   kl_network_facts_unref()
 */
KlNetworkFacts *
kl_network_facts_new (void)
{
  KlNetworkFacts *facts = g_atomic_rc_box_new0 (KlNetworkFacts);

  facts->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_free);
  facts->referrals = g_array_new (FALSE, FALSE, sizeof (KlReferralDays));
  facts->talks = g_array_new (FALSE, FALSE, sizeof (KlNetworkTalk));
  facts->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  return facts;
}

static void
clear_facts (gpointer pointer)
{
  KlNetworkFacts *facts = pointer;

  g_free (facts->name);
  g_ptr_array_unref (facts->partners);
  g_array_unref (facts->referrals);
  g_array_unref (facts->talks);
  g_ptr_array_unref (facts->people);
  g_clear_pointer (&facts->calendar, kl_calendar_unref);
}

/**
 * kl_network_facts_ref:
 * @facts: facts
 *
 * Returns: (transfer full): @facts
 */
KlNetworkFacts *
kl_network_facts_ref (KlNetworkFacts *facts)
{
  return g_atomic_rc_box_acquire (facts);
}

/**
 * kl_network_facts_unref:
 * @facts: (transfer full): facts
 */
void
kl_network_facts_unref (KlNetworkFacts *facts)
{
  g_atomic_rc_box_release_full (facts, clear_facts);
}

/**
 * kl_network_facts_get_first_day:
 * @facts: facts
 *
 * Returns: the first day of the school year in which the first referral left: where a time slider
 *   begins. Without referrals that of today.
 */
KlDate
kl_network_facts_get_first_day (const KlNetworkFacts *facts)
{
  KlDate first;

  g_return_val_if_fail (facts != NULL, KL_DATE_NONE);

  first = facts->today;
  for (guint i = 0; i < facts->referrals->len; i++)
    first = MIN (first, g_array_index (facts->referrals, KlReferralDays, i).sent_on);

  return kl_school_year_get_start (kl_date_get_school_year (first));
}

/* A network */

static int
compare_partners (gconstpointer a, gconstpointer b)
{
  const KlPartner *first = (*(const KlNetworkPartner *const *) a)->partner;
  const KlPartner *second = (*(const KlNetworkPartner *const *) b)->partner;
  int order;

  if (first->ring != second->ring)
    return first->ring < second->ring ? -1 : 1;

  order = g_utf8_collate (first->name, second->name);
  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/* The referrals of every partner beside each other, so that each is looked at once. */
static GHashTable *
split_referrals (const KlNetworkFacts *facts)
{
  GHashTable *split =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < facts->partners->len; i++)
    g_hash_table_insert (split, &((KlPartner *) g_ptr_array_index (facts->partners, i))->id,
                         g_array_new (FALSE, FALSE, sizeof (KlReferralDays)));
  for (guint i = 0; i < facts->referrals->len; i++)
    {
      const KlReferralDays *days = &g_array_index (facts->referrals, KlReferralDays, i);
      GArray *list = g_hash_table_lookup (split, &days->partner_id);

      if (list != NULL)
        g_array_append_vals (list, days, 1);
    }

  return split;
}

static GHashTable *
find_last_talks (const KlNetworkFacts *facts, KlDate day)
{
  GHashTable *last = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < facts->talks->len; i++)
    {
      KlNetworkTalk *talk = &g_array_index (facts->talks, KlNetworkTalk, i);
      KlDate known = GPOINTER_TO_INT (g_hash_table_lookup (last, &talk->partner_id));

      if (talk->day <= day && talk->day > known)
        g_hash_table_insert (last, &talk->partner_id, GINT_TO_POINTER (talk->day));
    }

  return last;
}

static gboolean
is_in_year (const KlNetwork *network, const KlReferralDays *days)
{
  return days->sent_on >= kl_school_year_get_start (network->school_year)
         && kl_referral_days_is_sent (days, network->day);
}

static KlNetworkPartner *
make_partner (const KlNetwork *network, const KlPartner *partner, const GArray *referrals)
{
  KlNetworkPartner *member = g_new0 (KlNetworkPartner, 1);
  const KlAnswerTime *time = &member->answer_time;

  member->partner = partner;
  kl_answer_time_compute ((const KlReferralDays *) referrals->data, referrals->len, network->day,
                          &member->answer_time);
  member->is_measured = time->median_days >= 0;
  member->days = member->is_measured    ? time->median_days
                 : time->no_answers_yet ? time->longest_wait
                                        : partner->usual_days;
  for (guint i = 0; i < referrals->len; i++)
    member->n_referrals += is_in_year (network, &g_array_index (referrals, KlReferralDays, i));

  return member;
}

static void
count_weeks (KlNetwork *network)
{
  KlDate first = kl_date_get_monday (kl_school_year_get_start (network->school_year));
  guint n_weeks = (guint) (network->day - first) / 7 + 1;

  g_array_set_size (network->weeks, n_weeks);
  for (guint i = 0; i < network->facts->referrals->len; i++)
    {
      const KlReferralDays *days = &g_array_index (network->facts->referrals, KlReferralDays, i);

      if (is_in_year (network, days))
        g_array_index (network->weeks, int, (days->sent_on - first) / 7)++;
    }
}

/**
 * kl_network_new:
 * @facts: what is known of the lines of a school
 * @day: the day to show; later than today is today
 *
 * Looks at the network on one day: partners that were there, how fast they answered until then,
 * what waited. Takes well under a millisecond for a hundred partners and a thousand referrals, so
 * that a time slider can ask for every day it passes.
 *
 * Returns: (transfer full): the network; give back with kl_network_unref()
 */
KlNetwork *
kl_network_new (KlNetworkFacts *facts, KlDate day)
{
  KlNetwork *network;
  g_autoptr (GHashTable) referrals = NULL;
  g_autoptr (GHashTable) talks = NULL;

  g_return_val_if_fail (facts != NULL, NULL);

  network = g_atomic_rc_box_new0 (KlNetwork);
  network->facts = kl_network_facts_ref (facts);
  network->day = MIN (day, facts->today);
  network->school_year = kl_date_get_school_year (network->day);
  network->partners = g_ptr_array_new_with_free_func (g_free);
  network->weeks = g_array_new (FALSE, TRUE, sizeof (int));
  count_weeks (network);

  referrals = split_referrals (facts);
  talks = find_last_talks (facts, network->day);
  for (guint i = 0; i < facts->partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (facts->partners, i);
      KlNetworkPartner *member;

      if (!kl_partner_is_there (partner, network->day))
        continue;
      member = make_partner (network, partner, g_hash_table_lookup (referrals, &partner->id));
      member->last_spoken = GPOINTER_TO_INT (g_hash_table_lookup (talks, &partner->id));
      network->n_referrals += member->n_referrals;
      network->n_waiting += member->answer_time.n_waiting;
      g_ptr_array_add (network->partners, member);
    }
  g_ptr_array_sort (network->partners, compare_partners);

  return network;
}

static void
clear_network (gpointer pointer)
{
  KlNetwork *network = pointer;

  g_ptr_array_unref (network->partners);
  g_array_unref (network->weeks);
  kl_network_facts_unref (network->facts);
}

/**
 * kl_network_ref:
 * @network: a network
 *
 * Returns: (transfer full): @network
 */
KlNetwork *
kl_network_ref (KlNetwork *network)
{
  return g_atomic_rc_box_acquire (network);
}

/**
 * kl_network_unref:
 * @network: (transfer full): a network
 */
void
kl_network_unref (KlNetwork *network)
{
  g_atomic_rc_box_release_full (network, clear_network);
}

/**
 * kl_network_find:
 * @network: a network
 * @partner_id: a partner
 *
 * Returns: (transfer none) (nullable): how that partner stands in it, %NULL when it was not there
 */
const KlNetworkPartner *
kl_network_find (const KlNetwork *network, gint64 partner_id)
{
  g_return_val_if_fail (network != NULL, NULL);

  for (guint i = 0; i < network->partners->len; i++)
    {
      const KlNetworkPartner *member = g_ptr_array_index (network->partners, i);

      if (member->partner->id == partner_id)
        return member;
    }

  return NULL;
}

/**
 * kl_network_list_answers:
 * @network: a network
 * @partner_id: a partner
 *
 * For a line of answer times: what the median of @network is taken from, and what waits.
 *
 * Returns: (transfer full) (element-type KlReferralDays): the partner's referrals of the twelve
 *   months that were answered, and all that wait; oldest first
 */
GArray *
kl_network_list_answers (const KlNetwork *network, gint64 partner_id)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (KlReferralDays));
  KlDate before;

  g_return_val_if_fail (network != NULL, answers);

  before = kl_date_add_months (network->day, -KL_ANSWER_TIME_MONTHS);
  for (guint i = 0; i < network->facts->referrals->len; i++)
    {
      const KlReferralDays *days = &g_array_index (network->facts->referrals, KlReferralDays, i);
      gboolean recent = days->sent_on > before;

      if (days->partner_id == partner_id
          && (kl_referral_days_is_waiting (days, network->day)
              || (recent && kl_referral_days_is_answered (days, network->day))))
        g_array_append_vals (answers, days, 1);
    }

  return answers;
}

/* What changed */

static void
add_change (GArray *changes,
            KlNetworkChangeKind kind,
            const KlPartner *partner,
            int before,
            int after)
{
  const KlNetworkChange change = { kind, partner, before, after };

  g_array_append_val (changes, change);
}

static void
compare_members (GArray *changes, const KlNetworkPartner *before, const KlNetworkPartner *after)
{
  const KlAnswerTime *then = &before->answer_time;
  const KlAnswerTime *now = &after->answer_time;

  if (before->is_measured && after->is_measured && then->median_days != now->median_days)
    add_change (changes,
                now->median_days > then->median_days ? KL_NETWORK_CHANGE_SLOWER
                                                     : KL_NETWORK_CHANGE_FASTER,
                after->partner, then->median_days, now->median_days);
  if (then->n_waiting != now->n_waiting)
    add_change (changes,
                now->n_waiting > then->n_waiting ? KL_NETWORK_CHANGE_WAITING
                                                 : KL_NETWORK_CHANGE_ANSWERED,
                after->partner, then->n_waiting, now->n_waiting);
  if (before->n_referrals != after->n_referrals)
    add_change (changes,
                after->n_referrals > before->n_referrals ? KL_NETWORK_CHANGE_MORE
                                                         : KL_NETWORK_CHANGE_FEWER,
                after->partner, before->n_referrals, after->n_referrals);
}

/* The kinds in their order, the largest difference first. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KlNetworkChange *first = a;
  const KlNetworkChange *second = b;
  int first_size = ABS (first->after - first->before);
  int second_size = ABS (second->after - second->before);

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  if (first_size != second_size)
    return first_size > second_size ? -1 : 1;
  return g_utf8_collate (first->partner->name, second->partner->name);
}

/**
 * kl_network_compare:
 * @before: a network
 * @after: the same school on another day, made from the same facts or newer ones
 *
 * What is different: partners that came and went, lines that became longer or shorter, what waits,
 * and how much was referred in the school year up to each day. For two years, take the same day of
 * the year in each.
 *
 * Returns: (transfer full) (element-type KlNetworkChange): the changes, the most telling first;
 *   they hold as long as the facts of both networks
 */
GArray *
kl_network_compare (const KlNetwork *before, const KlNetwork *after)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KlNetworkChange));

  g_return_val_if_fail (before != NULL && after != NULL, changes);

  for (guint i = 0; i < after->partners->len; i++)
    {
      const KlNetworkPartner *now = g_ptr_array_index (after->partners, i);
      const KlNetworkPartner *then = kl_network_find (before, now->partner->id);

      if (then == NULL)
        add_change (changes, KL_NETWORK_CHANGE_NEW, now->partner, 0, now->n_referrals);
      else
        compare_members (changes, then, now);
    }
  for (guint i = 0; i < before->partners->len; i++)
    {
      const KlNetworkPartner *then = g_ptr_array_index (before->partners, i);

      if (kl_network_find (after, then->partner->id) == NULL)
        add_change (changes, KL_NETWORK_CHANGE_GONE, then->partner, then->n_referrals, 0);
    }
  g_array_sort (changes, compare_changes);

  return changes;
}

/**
 * kl_network_change_format:
 * @change: a change
 *
 * Returns: (transfer full): one translated sentence about it, without the name of the partner
 *   ("van 18 naar 24 dagen")
 */
char *
kl_network_change_format (const KlNetworkChange *change)
{
  g_return_val_if_fail (change != NULL, NULL);

  switch (change->kind)
    {
    case KL_NETWORK_CHANGE_NEW:
      return g_strdup (_ ("new on the map"));
    case KL_NETWORK_CHANGE_GONE:
      return g_strdup (_ ("stopped"));
    case KL_NETWORK_CHANGE_SLOWER:
      /* Translators: two numbers of days to a first answer */
      return g_strdup_printf (_ ("slower: from %d to %d days"), change->before, change->after);
    case KL_NETWORK_CHANGE_FASTER:
      /* Translators: two numbers of days to a first answer */
      return g_strdup_printf (_ ("faster: from %d to %d days"), change->before, change->after);
    case KL_NETWORK_CHANGE_WAITING:
    case KL_NETWORK_CHANGE_ANSWERED:
      /* Translators: two numbers of referrals that wait for an answer */
      return g_strdup_printf (_ ("waiting for an answer: from %d to %d"), change->before,
                              change->after);
    case KL_NETWORK_CHANGE_MORE:
    case KL_NETWORK_CHANGE_FEWER:
      return g_strdup_printf (_ ("referrals: from %d to %d"), change->before, change->after);
    default:
      return g_strdup ("");
    }
}
