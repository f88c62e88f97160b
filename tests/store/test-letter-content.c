/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-letter-content.h"

#include "case-fixture.h"
#include "documents/kl-document.h"
#include "store/kl-consents.h"
#include "store/kl-referrals.h"

#define CANARY "kanarie"
#define QUESTION "Wie is de vaste regisseur?"
#define BRIDGING "Elke week een gesprekje op school"

static gint64
add_referral (VaultFixture *fixture, gint64 case_id, gint64 partner_id)
{
  g_autoptr (GError) error = NULL;
  KlReferral referral = {
    .case_id = case_id,
    .partner = kl_person_new (KL_PERSON_PARTNER, partner_id, NULL, NULL),
    .purpose = KL_REFERRAL_DOORGELEIDING,
    .expected_on = TODAY + 14,
    .text = (char *) QUESTION,
    .bridging = (char *) BRIDGING,
  };
  gint64 id = kl_referrals_prepare (fixture->db, &referral, TODAY, &error);

  g_assert_no_error (error);
  kl_person_free (referral.partner);
  return id;
}

static gint64
add_consent (VaultFixture *fixture, gint64 case_id, gint64 partner_id, guint categories)
{
  g_autoptr (GError) error = NULL;
  KlConsent consent = {
    .case_id = case_id,
    .giver = kl_person_new (KL_PERSON_GUARDIAN, MIRANDA, NULL, NULL),
    .pupil_id = JELLE,
    .receiver = kl_person_new (KL_PERSON_PARTNER, partner_id, NULL, NULL),
    .categories = categories,
    .status = KL_CONSENT_GIVEN,
    .from = TODAY - 7,
    .until = TODAY + 35,
  };
  gint64 id = kl_consents_add (fixture->db, &consent, &error);

  g_assert_no_error (error);
  kl_person_free (consent.giver);
  kl_person_free (consent.receiver);
  return id;
}

/* A case with canaries in all that a partner may not see. */
static gint64
add_case (VaultFixture *fixture)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Moeder " CANARY " aan de deur");

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_CONVERSATION, TODAY - 3, KL_VISIBILITY_TEAM,
                          "Gesprek over " CANARY);
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY - 2, KL_VISIBILITY_PRIVATE,
                          "Werknotitie " CANARY);
  return case_id;
}

static char *
collect (const KlLetter *letter)
{
  const char *words[] = { letter->school,      letter->partner,  letter->attention, letter->subject,
                          letter->ground,      letter->greeting, letter->question,  letter->writer,
                          letter->writer_role, letter->purpose };
  const GPtrArray *lists[] = { letter->address, letter->paragraphs, letter->left_out };
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_append_printf (all, "%s\n", words[i] != NULL ? words[i] : "");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++)
      g_string_append_printf (all, "%s\n", (const char *) g_ptr_array_index (lists[i], j));
  return g_string_free (all, FALSE);
}

static gint64
count_refusals (VaultFixture *fixture)
{
  return case_fixture_ask (fixture, "SELECT count(*) FROM audit_record WHERE act = %d",
                           KL_AUDIT_REFUSE);
}

static void
assert_refused (VaultFixture *fixture, gint64 referral_id)
{
  const gint64 before = count_refusals (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlLetter) letter = kl_letter_load (fixture->db, referral_id, TODAY, &error);

  g_assert_null (letter);
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  g_assert_cmpint (count_refusals (fixture), ==, before + 1);
}

static void
test_allowed (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 case_id = add_case (fixture);
  const gint64 referral_id = add_referral (fixture, case_id, TOEGANG);
  g_autoptr (KlLetter) letter = NULL;
  g_autofree char *words = NULL;

  add_consent (fixture, case_id, TOEGANG, KL_DATA_ALL);
  letter = kl_letter_load (fixture->db, referral_id, TODAY, &error);
  g_assert_no_error (error);
  words = collect (letter);

  g_assert_cmpstr (letter->question, ==, QUESTION);
  g_assert_nonnull (strstr (words, BRIDGING));
  g_assert_nonnull (strstr (letter->subject, "Jelle van den Berg"));
  g_assert_nonnull (strstr (letter->ground, "13 november 2025, geldig t/m 25 december 2025"));
  g_assert_cmpint (letter->reply_until, ==, TODAY + 14);
  g_assert_null (strstr (words, CANARY));
}

/* Each way in which a consent does not do: none, to another, ended, withdrawn, refused. */
static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 case_id = add_case (fixture);
  const gint64 referral_id = add_referral (fixture, case_id, TOEGANG);
  gint64 consent_id;

  assert_refused (fixture, referral_id);
  add_consent (fixture, case_id, BUURTTEAM, KL_DATA_ALL);
  assert_refused (fixture, referral_id);
  consent_id = add_consent (fixture, case_id, TOEGANG, KL_DATA_ALL);
  case_fixture_run (fixture, "UPDATE consent SET last_day = %d WHERE id = %" G_GINT64_FORMAT,
                    TODAY - 1, consent_id);
  assert_refused (fixture, referral_id);
  case_fixture_run (fixture,
                    "UPDATE consent SET last_day = 0, status = %d WHERE id = %" G_GINT64_FORMAT,
                    KL_CONSENT_REFUSED, consent_id);
  assert_refused (fixture, referral_id);
  case_fixture_run (fixture, "UPDATE consent SET status = %d WHERE id = %" G_GINT64_FORMAT,
                    KL_CONSENT_GIVEN, consent_id);
  kl_consents_withdraw (fixture->db, consent_id, TODAY, "liever niet", TODAY, &error);
  g_assert_no_error (error);
  assert_refused (fixture, referral_id);
}

/* What the consent does not cover is not in the letter, and the letter says that something of its
 * kind is missing. */
static void
test_categories (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint categories;
    gboolean name, question, bridging;
  } rows[] = {
    { KL_DATA_CONTACT, TRUE, FALSE, FALSE },
    { KL_DATA_CONTACT | KL_DATA_QUESTION, TRUE, TRUE, FALSE },
    { KL_DATA_CONTACT | KL_DATA_SUPPORT, TRUE, FALSE, TRUE },
    { KL_DATA_QUESTION | KL_DATA_SUPPORT, FALSE, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const gint64 case_id = add_case (fixture);
      const gint64 referral_id = add_referral (fixture, case_id, TOEGANG);
      g_autoptr (KlLetter) letter = NULL;
      g_autofree char *words = NULL;

      add_consent (fixture, case_id, TOEGANG, rows[i].categories);
      letter = kl_letter_load (fixture->db, referral_id, TODAY, &error);
      g_assert_no_error (error);
      words = collect (letter);
      g_assert_cmpint (strstr (words, "van den Berg") != NULL, ==, rows[i].name);
      g_assert_cmpint (strstr (words, QUESTION) != NULL, ==, rows[i].question);
      g_assert_cmpint (strstr (words, BRIDGING) != NULL, ==, rows[i].bridging);
      g_assert_cmpint (strstr (words, "wat wordt gevraagd en waarom (") != NULL, ==,
                       !rows[i].question);
    }
}

/* To Veilig Thuis a report goes without consent, with a reason. */
static void
test_report (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 case_id = add_case (fixture);
  const gint64 referral_id = add_referral (fixture, case_id, SAFE_AT_HOME);
  g_autoptr (KlLetter) letter = NULL;

  assert_refused (fixture, referral_id);
  case_fixture_run (fixture,
                    "UPDATE referral SET purpose = %d, ground_reason = 'acuut'"
                    " WHERE id = %" G_GINT64_FORMAT,
                    KL_REFERRAL_MELDING, referral_id);
  letter = kl_letter_load (fixture->db, referral_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (letter->ground, ==, "niet nodig bij een melding aan Veilig Thuis");
}

/* It leaves with a line in the log, and not when a consent was taken back meanwhile. */
static void
test_leaving (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 case_id = add_case (fixture);
  const gint64 referral_id = add_referral (fixture, case_id, TOEGANG);
  const gint64 consent_id = add_consent (fixture, case_id, TOEGANG, KL_DATA_ALL);
  const gint64 before = count_refusals (fixture);

  g_assert_true (kl_letter_record (fixture->db, referral_id, KL_AUDIT_PRINT, TODAY, &error));
  g_assert_true (kl_letter_record (fixture->db, referral_id, KL_AUDIT_EXPORT, TODAY, &error));
  g_assert_no_error (error);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM audit_record WHERE subject = %d"
                                     " AND act IN (%d, %d) AND ground = 'letter'",
                                     KL_AUDIT_REFERRAL, KL_AUDIT_PRINT, KL_AUDIT_EXPORT),
                   ==, 2);

  g_assert_true (kl_consents_withdraw (fixture->db, consent_id, TODAY, NULL, TODAY, &error));
  g_assert_false (kl_letter_record (fixture->db, referral_id, KL_AUDIT_PRINT, TODAY, &error));
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  g_assert_cmpint (count_refusals (fixture), ==, before + 1);
}

/* Of two children in a case one is referred: nothing in the letter is of the other. */
static void
test_one_of_two (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 case_id = add_case (fixture);
  const gint64 referral_id = add_referral (fixture, case_id, TOEGANG);
  g_autoptr (KlLetter) both = NULL;
  g_autoptr (KlLetter) one = NULL;
  g_autofree char *words = NULL;

  case_fixture_run (fixture,
                    "INSERT INTO case_pupil (case_id, pupil_id) VALUES (%" G_GINT64_FORMAT ", %d)",
                    case_id, ILIAS);
  case_fixture_run (fixture,
                    "INSERT INTO partner_service (id, partner_id, name)"
                    " VALUES (1, %d, 'Gezinsondersteuning')",
                    TOEGANG);
  case_fixture_run (fixture, "UPDATE referral SET service_id = 1 WHERE id = %" G_GINT64_FORMAT,
                    referral_id);
  add_consent (fixture, case_id, TOEGANG, KL_DATA_ALL);
  both = kl_letter_load (fixture->db, referral_id, TODAY, &error);
  g_assert_null (both);
  g_clear_error (&error);

  case_fixture_run (fixture,
                    "INSERT INTO consent (school_id, case_id, giver_kind, giver_id, receiver_kind,"
                    " receiver_id, status, first_day) VALUES (%d, %" G_GINT64_FORMAT ", %d, %d,"
                    " %d, %d, %d, %d)",
                    WILGENROOS, case_id, KL_PERSON_GUARDIAN, FATIMA, KL_PERSON_PARTNER, TOEGANG,
                    KL_CONSENT_GIVEN, TODAY - 2);
  case_fixture_run (fixture,
                    "INSERT INTO referral_pupil (referral_id, pupil_id)"
                    " VALUES (%" G_GINT64_FORMAT ", %d)",
                    referral_id, JELLE);
  one = kl_letter_load (fixture->db, referral_id, TODAY, &error);
  g_assert_no_error (error);
  words = collect (one);
  g_assert_cmpstr (one->service, ==, "Gezinsondersteuning");
  g_assert_nonnull (strstr (one->subject, "Jelle"));
  g_assert_null (strstr (words, "Ilias"));
  g_assert_null (strchr (one->ground, ';'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();

  case_test_add ("/store/letter/allowed", test_allowed);
  case_test_add ("/store/letter/refused", test_refused);
  case_test_add ("/store/letter/categories", test_categories);
  case_test_add ("/store/letter/report", test_report);
  case_test_add ("/store/letter/leaving", test_leaving);
  case_test_add ("/store/letter/one-of-two", test_one_of_two);

  return g_test_run ();
}
