/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-area.h"
#include "model/kl-network.h"

#include <string.h>

/* Monday 24 November 2025. */
#define TODAY kl_date_new (2025, 11, 24)

enum
{
  WEST = 1,
  TEAM,
  QUIET,
  OLD,
  NEWER,
};

static void
add_partner (KlNetworkFacts *facts, gint64 id, KlRing ring, const char *name, int usual)
{
  KlPartner *partner = kl_partner_new (name);

  partner->id = id;
  partner->ring = ring;
  partner->usual_days = usual;
  g_ptr_array_add (facts->partners, partner);
}

static void
add_referral (KlNetworkFacts *facts, gint64 partner_id, KlDate sent, KlDate answered)
{
  const KlReferralDays days = { partner_id, sent, answered, KL_DATE_NONE };

  g_array_append_val (facts->referrals, days);
}

static KlNetworkFacts *
make_facts (void)
{
  KlNetworkFacts *facts = kl_network_facts_new ();
  const KlNetworkTalk talks[] = { { TEAM, TODAY - 400 }, { TEAM, TODAY - 24 }, { WEST, TODAY } };

  facts->school_id = 1;
  facts->today = TODAY;
  add_partner (facts, TEAM, KL_RING_ACCESS, "Team Toegang en Regie", 20);
  add_partner (facts, WEST, KL_RING_BASIC, "Buurtteam West", 4);
  add_partner (facts, QUIET, KL_RING_INFORMAL, "Quiet", -1);
  add_partner (facts, OLD, KL_RING_BASIC, "Oud team", -1);
  add_partner (facts, NEWER, KL_RING_BASIC, "Élan", 12);
  ((KlPartner *) g_ptr_array_index (facts->partners, 3))->stopped_on = TODAY - 30;
  ((KlPartner *) g_ptr_array_index (facts->partners, 4))->since = TODAY - 60;

  /* Last school year. */
  add_referral (facts, TEAM, kl_date_new (2025, 3, 3), kl_date_new (2025, 3, 21));
  /* 1 August is a Friday: the first week begins on Monday 28 July. */
  add_referral (facts, WEST, kl_date_new (2025, 8, 1), kl_date_new (2025, 8, 5));
  add_referral (facts, OLD, TODAY - 90, TODAY - 85);
  add_referral (facts, QUIET, TODAY - 42, KL_DATE_NONE);
  add_referral (facts, TEAM, TODAY - 40, TODAY - 10);
  add_referral (facts, TEAM, TODAY - 24, KL_DATE_NONE);
  g_array_append_vals (facts->talks, talks, G_N_ELEMENTS (talks));

  return facts;
}

static void
test_today (void)
{
  g_autoptr (KlNetworkFacts) facts = make_facts ();
  g_autoptr (KlNetwork) network = kl_network_new (facts, TODAY);
  const KlNetworkPartner *partner;

  g_assert_cmpint (network->school_year, ==, 2025);
  g_assert_cmpuint (network->partners->len, ==, 4);
  partner = g_ptr_array_index (network->partners, 0);
  g_assert_cmpint (partner->partner->id, ==, QUIET);
  /* By name within a ring, accents and all. */
  partner = g_ptr_array_index (network->partners, 2);
  g_assert_cmpint (partner->partner->id, ==, NEWER);

  partner = kl_network_find (network, TEAM);
  g_assert_true (partner->is_measured);
  g_assert_cmpint (partner->days, ==, 24); /* of 18 and 30 */
  g_assert_cmpint (partner->n_referrals, ==, 2);
  g_assert_cmpint (partner->answer_time.n_waiting, ==, 1);
  g_assert_cmpint (partner->answer_time.longest_wait, ==, 24);
  g_assert_cmpint (partner->last_spoken, ==, TODAY - 24);

  /* No answers yet: drawn at the longest wait. */
  partner = kl_network_find (network, QUIET);
  g_assert_false (partner->is_measured);
  g_assert_cmpint (partner->days, ==, 42);
  g_assert_cmpint (partner->last_spoken, ==, KL_DATE_NONE);

  /* Nothing sent: what was told. */
  partner = kl_network_find (network, NEWER);
  g_assert_cmpint (partner->days, ==, 12);
  g_assert_cmpint (partner->n_referrals, ==, 0);

  g_assert_null (kl_network_find (network, OLD));
  g_assert_cmpint (network->n_referrals, ==, 4);
  g_assert_cmpint (network->n_waiting, ==, 2);
}

static void
test_weeks (void)
{
  g_autoptr (KlNetworkFacts) facts = make_facts ();
  g_autoptr (KlNetwork) network = kl_network_new (facts, TODAY);
  int sum = 0;

  /* From the week of 28 July to that of 24 November. */
  g_assert_cmpuint (network->weeks->len, ==, 18);
  g_assert_cmpint (g_array_index (network->weeks, int, 0), ==, 1);
  for (guint i = 0; i < network->weeks->len; i++)
    sum += g_array_index (network->weeks, int, i);
  /* With the one to the partner that stopped. */
  g_assert_cmpint (sum, ==, 5);
}

/* The same facts on other days. */
static void
test_other_days (void)
{
  g_autoptr (KlNetworkFacts) facts = make_facts ();
  g_autoptr (KlNetwork) october = kl_network_new (facts, TODAY - 35);
  g_autoptr (KlNetwork) spring = kl_network_new (facts, kl_date_new (2025, 3, 10));
  g_autoptr (KlNetwork) later = kl_network_new (facts, TODAY + 100);
  const KlNetworkPartner *partner;

  partner = kl_network_find (october, TEAM);
  g_assert_cmpint (partner->days, ==, 18);
  g_assert_cmpint (partner->answer_time.n_waiting, ==, 1);
  g_assert_cmpint (partner->last_spoken, ==, TODAY - 400);
  g_assert_nonnull (kl_network_find (october, OLD));
  g_assert_nonnull (kl_network_find (october, NEWER));

  partner = kl_network_find (spring, TEAM);
  g_assert_cmpint (spring->school_year, ==, 2024);
  g_assert_false (partner->is_measured);
  g_assert_cmpint (partner->days, ==, 7);
  g_assert_null (kl_network_find (spring, NEWER));

  g_assert_cmpint (later->day, ==, TODAY);
  g_assert_cmpint (kl_network_facts_get_first_day (facts), ==, kl_date_new (2024, 8, 1));
}

static void
test_answers (void)
{
  g_autoptr (KlNetworkFacts) facts = make_facts ();
  g_autoptr (KlNetwork) network = kl_network_new (facts, TODAY);
  g_autoptr (GArray) answers = kl_network_list_answers (network, TEAM);

  g_assert_cmpuint (answers->len, ==, 3);
  g_assert_cmpint (g_array_index (answers, KlReferralDays, 0).sent_on, ==,
                   kl_date_new (2025, 3, 3));
  g_assert_cmpint (g_array_index (answers, KlReferralDays, 2).answered_on, ==, KL_DATE_NONE);
}

static void
test_what_changed (void)
{
  static const struct
  {
    KlNetworkChangeKind kind;
    gint64 partner_id;
    int before;
    int after;
    const char *words;
  } expected[] = {
    { KL_NETWORK_CHANGE_NEW, NEWER, 0, 0, "nieuw op de kaart" },
    { KL_NETWORK_CHANGE_GONE, OLD, 0, 0, "gestopt" },
    { KL_NETWORK_CHANGE_SLOWER, TEAM, 18, 24, "langzamer: van 18 naar 24 dagen" },
    { KL_NETWORK_CHANGE_WAITING, TEAM, 0, 1, "wacht op antwoord: van 0 naar 1" },
    { KL_NETWORK_CHANGE_WAITING, QUIET, 0, 1, "wacht op antwoord: van 0 naar 1" },
    { KL_NETWORK_CHANGE_MORE, TEAM, 1, 2, "verwijzingen: van 1 naar 2" },
    { KL_NETWORK_CHANGE_MORE, WEST, 0, 1, "verwijzingen: van 0 naar 1" },
    { KL_NETWORK_CHANGE_MORE, QUIET, 0, 1, "verwijzingen: van 0 naar 1" },
  };
  g_autoptr (KlNetworkFacts) facts = make_facts ();
  g_autoptr (KlNetwork) before = kl_network_new (facts, kl_date_new (2025, 7, 1));
  g_autoptr (KlNetwork) after = kl_network_new (facts, TODAY);
  g_autoptr (GArray) changes = kl_network_compare (before, after);
  gboolean found[G_N_ELEMENTS (expected)] = { FALSE };

  g_assert_cmpuint (changes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < changes->len; i++)
    {
      const KlNetworkChange *change = &g_array_index (changes, KlNetworkChange, i);
      g_autofree char *words = kl_network_change_format (change);

      if (i > 0)
        g_assert_cmpint (change->kind, >=, (change - 1)->kind);
      for (gsize j = 0; j < G_N_ELEMENTS (expected); j++)
        found[j] =
          found[j]
          || (change->kind == expected[j].kind && change->partner->id == expected[j].partner_id
              && change->before == expected[j].before && change->after == expected[j].after
              && strcmp (words, expected[j].words) == 0);
    }
  for (gsize j = 0; j < G_N_ELEMENTS (expected); j++)
    g_assert_true (found[j]);
}

/* A slider asks for every day it passes: a hundred partners and a thousand referrals. */
static void
test_speed (void)
{
  g_autoptr (KlNetworkFacts) facts = kl_network_facts_new ();
  gint64 start;

  facts->today = TODAY;
  for (int i = 1; i <= 120; i++)
    {
      g_autofree char *name = g_strdup_printf ("Partner %d", i);

      add_partner (facts, i, i % 6, name, 10);
    }
  for (int i = 0; i < 2000; i++)
    add_referral (facts, 1 + i % 120, TODAY - i / 4, TODAY - i / 4 + i % 30);

  start = g_get_monotonic_time ();
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (KlNetwork) network = kl_network_new (facts, TODAY - i);

      g_assert_cmpuint (network->partners->len, ==, 120);
    }
  g_test_minimized_result ((g_get_monotonic_time () - start) / 100.0, "microseconds a network");
  /* Far above what it takes, so that a busy machine does not fail; a slow rule would. */
  g_assert_cmpint ((g_get_monotonic_time () - start) / 100, <, 20000);
}

/* Partners */

static void
test_facts_of_partners (void)
{
  g_assert_true (kl_partner_needs_check (KL_DATE_NONE, TODAY));
  g_assert_true (kl_partner_needs_check (kl_date_new (2025, 5, 24), TODAY));
  g_assert_false (kl_partner_needs_check (kl_date_new (2025, 5, 25), TODAY));
  g_assert_true (kl_partner_is_silent (KL_DATE_NONE, TODAY));
  g_assert_true (kl_partner_is_silent (kl_date_new (2024, 11, 24), TODAY));
  g_assert_false (kl_partner_is_silent (kl_date_new (2024, 11, 25), TODAY));
}

static void
test_doubles (void)
{
  static const struct
  {
    const char *names[2];
    const char *phones[2];
    const char *postcodes[2];
    gboolean doubles;
  } pairs[] = {
    { { "Quiet", "Stichting Quiet" }, { "073-6121212", "+31 73 612 1212" }, { NULL }, TRUE },
    { { "Quiet", "Leergeld" }, { "073-6121212", "073-6121213" }, { NULL }, FALSE },
    { { "Quiet", "Leergeld" }, { "112", "112" }, { NULL }, FALSE },
    { { "Buurtteam West", "Buurteam West" }, { NULL }, { "5223 AB", "5223ab" }, TRUE },
    { { "Buurtteam West", "Buurtteam Wets" }, { NULL }, { "5223 AB", "5223AB" }, TRUE },
    { { "Élan", "Elan" }, { NULL }, { "5223 AB", "5223AB" }, TRUE },
    { { "Buurtteam West", "Buurtteam Noord" }, { NULL }, { "5223 AB", "5223AB" }, FALSE },
    { { "Quiet", "Quiet" }, { NULL }, { "5223 AB", "5231 AB" }, FALSE },
    { { "Quiet", "Quiet" }, { NULL }, { NULL }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const KlPartner one = { .name = (char *) pairs[i].names[0],
                              .phone = (char *) pairs[i].phones[0],
                              .postcode = (char *) pairs[i].postcodes[0] };
      const KlPartner other = { .name = (char *) pairs[i].names[1],
                                .phone = (char *) pairs[i].phones[1],
                                .postcode = (char *) pairs[i].postcodes[1] };

      g_assert_cmpint (kl_partner_is_double (&one, &other), ==, pairs[i].doubles);
      g_assert_cmpint (kl_partner_is_double (&other, &one), ==, pairs[i].doubles);
    }
}

/* Areas */

static void
test_outline (void)
{
  const KlGeoPoint points[] = { { 5.301575, 51.68801 }, { -5.3, 51.7 }, { 180, -90 } };
  g_autoptr (GPtrArray) outline = kl_area_outline_new ();
  g_autoptr (GPtrArray) same = NULL;
  g_autoptr (GBytes) packed = NULL;
  const guint8 *bytes;
  gsize size;

  for (int i = 0; i < 2; i++)
    {
      GArray *ring = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));

      g_array_append_vals (ring, points, (guint) G_N_ELEMENTS (points) - (guint) i);
      g_ptr_array_add (outline, ring);
    }
  packed = kl_area_outline_pack (outline);
  bytes = g_bytes_get_data (packed, &size);
  same = kl_area_outline_unpack (bytes, size);

  g_assert_cmpuint (same->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GArray *ring = g_ptr_array_index (same, i);

      g_assert_cmpuint (ring->len, ==, G_N_ELEMENTS (points) - i);
      for (guint j = 0; j < ring->len; j++)
        {
          const KlGeoPoint *point = &g_array_index (ring, KlGeoPoint, j);

          g_assert_cmpfloat_with_epsilon (point->longitude, points[j].longitude, 1e-7);
          g_assert_cmpfloat_with_epsilon (point->latitude, points[j].latitude, 1e-7);
        }
    }

  /* What is cut short, too long, of another version or lies is none. */
  for (gsize n = 0; n < size; n++)
    g_assert_null (kl_area_outline_unpack (bytes, n));
  g_assert_null (kl_area_outline_unpack (NULL, 0));
  g_assert_null (kl_area_outline_unpack ("\2\0\0\0\0", 5));
  g_assert_null (kl_area_outline_unpack ("\1\1\0\0\0\xff\xff\xff\xff", 9));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/network/today", test_today);
  g_test_add_func ("/network/weeks", test_weeks);
  g_test_add_func ("/network/other-days", test_other_days);
  g_test_add_func ("/network/answers", test_answers);
  g_test_add_func ("/network/what-changed", test_what_changed);
  g_test_add_func ("/network/speed", test_speed);
  g_test_add_func ("/partner/facts", test_facts_of_partners);
  g_test_add_func ("/partner/doubles", test_doubles);
  g_test_add_func ("/area/outline", test_outline);

  return g_test_run ();
}
