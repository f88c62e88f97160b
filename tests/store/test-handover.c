/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-handover.h"
#include "store/kl-trust.h"

/* A warm handover is kept as a whole or not at all, and can be undone as long as the case did not
 * go on. */

static KlHandover *
create_handover (gint64 case_id)
{
  KlHandover *handover = kl_handover_new (case_id);

  handover->day = TODAY;
  handover->reachable = TRUE;
  handover->text = g_strdup ("Samen op de koffie.");
  handover->next = g_strdup ("Na een week bellen");
  handover->next_owner = SAMIRA;
  handover->next_due = TODAY + 7;
  return handover;
}

static KlHandover *
to_colleague (gint64 case_id)
{
  KlHandover *handover = create_handover (case_id);

  handover->to = kl_person_new (KL_PERSON_PROFESSIONAL, KARIN, NULL, NULL);
  handover->owner_too = TRUE;
  return handover;
}

static KlHandover *
to_partner (gint64 case_id)
{
  KlHandover *handover = create_handover (case_id);

  handover->to = kl_person_new (KL_PERSON_OTHER, 0, "Esra Kaya", NULL);
  handover->partner = kl_person_new (KL_PERSON_PARTNER, BUURTTEAM, NULL, NULL);
  return handover;
}

static void
add_consent (KlHandover *handover)
{
  KlConsent *consent = g_new0 (KlConsent, 1);

  consent->case_id = handover->case_id;
  consent->giver = kl_person_new (KL_PERSON_GUARDIAN, MIRANDA, NULL, NULL);
  consent->receiver = kl_person_copy (handover->partner);
  consent->from = handover->day;
  consent->until = handover->day + 42;
  handover->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  g_ptr_array_add (handover->consents, consent);
}

static gint64
count (VaultFixture *fixture, const char *table)
{
  return case_fixture_ask (fixture, "SELECT count(*) FROM %s", table);
}

static void
test_colleague (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  const gint64 n_links = count (fixture, "trust_link");
  const gint64 n_entries = count (fixture, "entry");
  g_autoptr (KlHandover) handover = to_colleague (id);
  g_autoptr (GError) error = NULL;
  KlHandoverDone done;

  g_assert_true (kl_handovers_make (fixture->db, handover, TODAY, &done, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "trust_link"), ==, n_links + 1);
  g_assert_cmpint (count (fixture, "entry"), ==, n_entries + 1);
  g_assert_cmpint (count (fixture, "action"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT owner_id FROM care_case"), ==, KARIN);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT trusted_id FROM care_case"), ==, KARIN);

  g_assert_true (kl_handovers_undo (fixture->db, &done, TODAY, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "trust_link"), ==, n_links);
  g_assert_cmpint (count (fixture, "action"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT owner_id FROM care_case"), ==, SAMIRA);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT trusted_id FROM care_case"), ==, SAMIRA);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry_version"
                                              " WHERE body = 'Samen op de koffie.'"),
                   ==, 1);
  g_assert_cmpint (count (fixture, "entry"), ==, n_entries + 1);
}

/* What would tell a partner of a family without a yes does not happen, in any of its parts. */
static void
test_no_consent (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  const gint64 n_links = count (fixture, "trust_link");
  const gint64 n_entries = count (fixture, "entry");
  g_autoptr (KlHandover) handover = to_partner (id);
  g_autoptr (GError) error = NULL;
  KlHandoverDone done;

  g_assert_false (kl_handovers_make (fixture->db, handover, TODAY, &done, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Miranda"));
  g_assert_cmpint (count (fixture, "trust_link"), ==, n_links);
  g_assert_cmpint (count (fixture, "entry"), ==, n_entries);
  g_assert_cmpint (count (fixture, "action"), ==, 0);
  g_assert_cmpint (count (fixture, "consent"), ==, 0);
}

static void
test_partner (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  const gint64 n_links = count (fixture, "trust_link");
  g_autoptr (KlHandover) handover = to_partner (id);
  g_autoptr (GError) error = NULL;
  KlHandoverDone done;

  add_consent (handover);
  g_assert_true (kl_handovers_make (fixture->db, handover, TODAY, &done, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "trust_link"), ==, n_links + 1);
  g_assert_cmpint (count (fixture, "consent"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT partner_id FROM trust_link WHERE id = %d",
                                     (int) done.link_id),
                   ==, BUURTTEAM);
  /* The school goes on looking after it. */
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT trusted_id FROM care_case"), ==, SAMIRA);

  g_assert_true (kl_handovers_undo (fixture->db, &done, TODAY, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "trust_link"), ==, n_links);
  g_assert_cmpint (count (fixture, "consent"), ==, 1);
}

static void
test_too_late (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (KlHandover) first = to_colleague (id);
  g_autoptr (KlHandover) second = to_partner (id);
  g_autoptr (GError) error = NULL;
  KlHandoverDone done, later;

  add_consent (second);
  g_assert_true (kl_handovers_make (fixture->db, first, TODAY, &done, &error));
  g_assert_true (kl_handovers_make (fixture->db, second, TODAY, &later, &error));
  g_assert_no_error (error);
  g_assert_false (kl_handovers_undo (fixture->db, &done, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_assert_cmpint (count (fixture, "action"), ==, 2);
}

/* Somebody is added at a place in the chain, corrected, and taken out of it again. */
static void
test_link (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (GPtrArray) before = kl_trust_list (fixture->db, id, NULL);
  const KlTrustLink *last = g_ptr_array_index (before, before->len - 1);
  g_autoptr (KlPerson) partner = kl_person_new (KL_PERSON_PARTNER, BUURTTEAM, NULL, NULL);
  KlTrustLink link = { .partner = partner, .since = TODAY - 30, .reachable = TRUE };
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kl_trust_insert (fixture->db, id, &link, last->id + 1000, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  link.id = kl_trust_insert (fixture->db, id, &link, 0, &error);
  g_assert_no_error (error);
  chain = kl_trust_list (fixture->db, id, &error);
  g_assert_cmpuint (chain->len, ==, before->len + 1);
  g_assert_cmpint (((KlTrustLink *) g_ptr_array_index (chain, 0))->id, ==, link.id);
  for (guint i = 0; i < chain->len; i++)
    g_assert_cmpint (((KlTrustLink *) g_ptr_array_index (chain, i))->position, ==, (int) i + 1);

  link.since = TODAY - 3;
  link.reachable = FALSE;
  g_assert_true (kl_trust_change (fixture->db, &link, &error));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT since FROM trust_link WHERE position = %d",
                                     1),
                   ==, TODAY - 3);
  g_assert_true (kl_trust_remove (fixture->db, link.id, &error));
  g_assert_cmpint (count (fixture, "trust_link"), ==, before->len);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT max(position) FROM trust_link"), ==,
                   before->len);
  g_assert_false (kl_trust_remove (fixture->db, link.id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/handover/colleague", test_colleague);
  case_test_add ("/store/handover/link", test_link);
  case_test_add ("/store/handover/no-consent", test_no_consent);
  case_test_add ("/store/handover/partner", test_partner);
  case_test_add ("/store/handover/too-late", test_too_late);

  return g_test_run ();
}
