/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-attachments.h"
#include "store/kl-consents.h"
#include "store/kl-dashboard.h"
#include "store/kl-snoozes.h"

static gint64
obtain (VaultFixture *fixture, gint64 case_id, KlPersonKind kind, gint64 giver, KlDate until)
{
  g_autoptr (GError) error = NULL;
  KlPerson who = { .kind = kind, .id = giver };
  KlPerson receiver = { .kind = KL_PERSON_PARTNER, .id = BUURTTEAM };
  const KlConsent consent = {
    .case_id = case_id, .giver = &who, .receiver = &receiver, .from = TODAY - 60, .until = until
  };
  gint64 id = kl_consents_add (fixture->db, &consent, &error);

  g_assert_no_error (error);
  return id;
}

static GPtrArray *
list_renewals (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *renewals = kl_consents_list_renewals (fixture->db, WILGENROOS, TODAY, &error);

  g_assert_no_error (error);
  return renewals;
}

static void
test_renewals (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) renewals = NULL, after = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 ilias = case_fixture_add_case (fixture, ILIAS, "Te laat");
  gint64 closed = case_fixture_add_case (fixture, SANAE, "Klaar");
  const KlClosing complete = { TRUE, KL_HELP_NONE, KL_ANSWER_NO, KL_ANSWER_NO, KL_ANSWER_NO };
  const KlRenewal *renewal;
  gint64 ended;

  ended = obtain (fixture, jelle, KL_PERSON_GUARDIAN, MIRANDA, TODAY - 4);
  obtain (fixture, ilias, KL_PERSON_GUARDIAN, FATIMA, TODAY + 10);
  obtain (fixture, closed, KL_PERSON_GUARDIAN, FATIMA, TODAY + 3);
  g_assert_true (
    kl_cases_close (fixture->db, closed, &complete, KL_SATISFIED_YES, NULL, TODAY, &error));

  renewals = list_renewals (fixture);
  g_assert_cmpuint (renewals->len, ==, 2);
  renewal = g_ptr_array_index (renewals, 0);
  g_assert_cmpint (renewal->reason, ==, KL_RENEWAL_ENDED);
  g_assert_cmpint (renewal->consent->id, ==, ended);
  g_assert_cmpint (renewal->consent->case_id, ==, jelle);
  g_assert_cmpstr (renewal->case_title, ==, "Boos thuis");
  g_assert_cmpstr (renewal->who->name, ==, "Miranda Smits");
  g_assert_cmpstr (renewal->consent->receiver->name, ==, "Buurtteam West");

  kl_consents_renew (fixture->db, ended, TODAY, TODAY + 90, KL_MANNER_SPOKEN, TODAY, &error);
  g_assert_no_error (error);
  after = list_renewals (fixture);
  g_assert_cmpuint (after->len, ==, 1);

  /* A director has no part in it, and somebody of another school no role. */
  case_fixture_act_as (fixture, RUUD);
  none = list_renewals (fixture);
  g_assert_cmpuint (none->len, ==, 0);
  case_fixture_act_as (fixture, TINEKE);
  g_assert_null (kl_consents_list_renewals (fixture->db, WILGENROOS, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
}

/* Nobody asks for what is let end, and the case says why; who thinks better of it renews. */
static void
test_let_end (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) renewals = NULL, snoozes = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = obtain (fixture, case_id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 4);
  gint64 far =
    obtain (fixture, case_id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + KL_RENEWAL_DAYS_AHEAD + 1);

  case_fixture_run (fixture, "UPDATE consent SET receiver_id = %d WHERE id = %d", QUIET, (int) far);
  g_assert_false (kl_consents_let_end (fixture->db, id, " ", TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_consents_let_end (fixture->db, far, "klaar", TODAY, &later));
  g_assert_error (later, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);

  kl_consents_let_end (fixture->db, id, "het buurtteam is klaar", TODAY, &error);
  g_assert_no_error (error);
  renewals = list_renewals (fixture);
  g_assert_cmpuint (renewals->len, ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM entry WHERE case_id = %d AND body LIKE"
                                     " '%%wordt niet verlengd: het buurtteam is klaar'",
                                     (int) case_id),
                   ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT status FROM consent WHERE id = %d", (int) id),
                   ==, KL_CONSENT_GIVEN);

  snoozes = kl_snoozes_list (fixture->db, WILGENROOS, &error);
  g_assert_cmpuint (snoozes->len, ==, 1);
  g_assert_true (kl_snoozes_remove (fixture->db, g_ptr_array_index (snoozes, 0), &error));
  back = list_renewals (fixture);
  g_assert_cmpuint (back->len, ==, 1);
}

/* A birthday in between. */
static void
test_birthday (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL, answered = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  obtain (fixture, case_id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 200);
  case_fixture_run (fixture, "UPDATE pupil SET birth = %d WHERE id = %d",
                    kl_date_new (2013, 11, 21), JELLE);
  before = list_renewals (fixture);
  g_assert_cmpuint (before->len, ==, 0);
  case_fixture_run (fixture, "UPDATE pupil SET birth = %d WHERE id = %d",
                    kl_date_new (2013, 11, 20), JELLE);
  after = list_renewals (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (((KlRenewal *) g_ptr_array_index (after, 0))->reason, ==, KL_RENEWAL_PUPIL_TOO);
  g_assert_cmpint (((KlRenewal *) g_ptr_array_index (after, 0))->who->id, ==, JELLE);
  obtain (fixture, case_id, KL_PERSON_PUPIL, JELLE, TODAY + 200);
  answered = list_renewals (fixture);
  g_assert_cmpuint (answered->len, ==, 0);
}

static gint64
attach (VaultFixture *fixture, gint64 case_id, KlVisibility visibility)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("getekend", 8);
  g_autoptr (GError) error = NULL;
  const KlNewAttachment attachment = {
    .case_id = case_id,
    .name = "Formulier.txt",
    .kind = KL_ATTACHMENT_TEXT,
    .state = KL_ATTACHMENT_READ,
    .bytes = bytes,
    .visibility = visibility,
  };
  gint64 id = kl_attachments_add (fixture->db, &attachment, TODAY, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
get_proof (VaultFixture *fixture, gint64 consent_id)
{
  g_autoptr (KlConsent) consent = kl_consents_get (fixture->db, consent_id, NULL);

  return consent->evidence_document;
}

static void
test_evidence (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlConsent) consent = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 first = obtain (fixture, case_id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 20);
  gint64 form = attach (fixture, case_id, KL_VISIBILITY_TEAM);
  gint64 id;

  g_assert_true (kl_consents_set_evidence (fixture->db, first, "formulier", form, &error));
  consent = kl_consents_get (fixture->db, first, &error);
  g_assert_cmpstr (consent->evidence, ==, "formulier");
  g_assert_cmpint (consent->evidence_document, ==, form);
  g_assert_true (kl_consent_has_proof (consent));
  /* A renewal needs a proof of its own. */
  id = kl_consents_renew (fixture->db, first, TODAY, TODAY + 40, KL_MANNER_SIGNED, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_proof (fixture, id), ==, 0);
  g_assert_false (kl_consents_set_evidence (fixture->db, 999, "formulier", 0, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* It can be taken away again, and goes when the document goes. */
  g_assert_true (kl_consents_set_evidence (fixture->db, first, NULL, 0, &error));
  g_assert_cmpint (get_proof (fixture, first), ==, 0);
  g_assert_true (kl_consents_set_evidence (fixture->db, first, NULL, form, &error));
  g_assert_true (kl_attachments_remove (fixture->db, form, "Verkeerd formulier", TODAY, &error));
  g_assert_cmpint (get_proof (fixture, first), ==, 0);
  g_assert_false (kl_consents_set_evidence (fixture->db, first, NULL, form, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* Nothing proves what it has nothing to do with. */
static void
test_wrong_evidence (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 other_case = case_fixture_add_case (fixture, JELLE, "Slaapt slecht");
  gint64 id = obtain (fixture, case_id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 20);
  gint64 elsewhere = attach (fixture, other_case, KL_VISIBILITY_TEAM);

  g_assert_false (kl_consents_set_evidence (fixture->db, id, NULL, 17, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (kl_consents_set_evidence (fixture->db, id, NULL, elsewhere, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_cmpint (get_proof (fixture, id), ==, 0);
}

static guint
count_ending (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlDashboard) dashboard = kl_dashboard_load (fixture->db, WILGENROOS, TODAY, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < dashboard->attention->len; i++)
    {
      const KlAttention *attention = g_ptr_array_index (dashboard->attention, i);

      n += attention->reason == KL_ATTENTION_CONSENT_ENDING;
    }

  return n;
}

/* What mother renewed does not hide that the consent of her child ends. */
static void
test_one_of_two_renewed (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gboolean mother;
    gboolean child;
    guint n_ending;
  } rows[] = {
    { FALSE, FALSE, 1 },
    { TRUE, FALSE, 1 },
    { FALSE, TRUE, 1 },
    { TRUE, TRUE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

      obtain (fixture, id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 3);
      obtain (fixture, id, KL_PERSON_PUPIL, JELLE, TODAY + 3);
      if (rows[i].mother)
        obtain (fixture, id, KL_PERSON_GUARDIAN, MIRANDA, TODAY + 90);
      if (rows[i].child)
        obtain (fixture, id, KL_PERSON_PUPIL, JELLE, TODAY + 90);
      g_assert_cmpuint (count_ending (fixture), ==, rows[i].n_ending);
      case_fixture_run (fixture, "DELETE FROM consent");
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/consents/renewals", test_renewals);
  case_test_add ("/store/consents/one-of-two-renewed", test_one_of_two_renewed);
  case_test_add ("/store/consents/let-end", test_let_end);
  case_test_add ("/store/consents/birthday", test_birthday);
  case_test_add ("/store/consents/evidence", test_evidence);
  case_test_add ("/store/consents/wrong-evidence", test_wrong_evidence);

  return g_test_run ();
}
