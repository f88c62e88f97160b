/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "cases/kl-kin.h"
#include "store/kl-families.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"

/* Parents, brothers and sisters as the windows keep them. */

/* How many still have to agree before something leaves. */
static guint
count_lacks (VaultFixture *fixture, gint64 case_id)
{
  KlPerson partner = { .kind = KL_PERSON_PARTNER, .id = TOEGANG };
  const KlReferral plan = { .case_id = case_id,
                            .partner = &partner,
                            .purpose = KL_REFERRAL_CONSULT };
  const KlSending sending = { .day = TODAY };
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSendVerdict) verdict =
    kl_referrals_check_plan (fixture->db, &plan, &sending, &error);

  g_assert_no_error (error);
  return verdict->lacks->len;
}

/* Who gets custody is asked for consent from then on, and no longer when it ends. */
static void
test_custody (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  const guint before = count_lacks (fixture, case_id);
  KlGuardian father = { .household = 2,
                        .name = (char *) "Edwin van den Berg",
                        .language = (char *) "Pools",
                        .interpreter = TRUE,
                        .municipality = (char *) "Vught" };
  KlGuardianTie tie = { JELLE, KL_GUARDIAN_FATHER, TRUE };
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (KlGuardianTie));
  g_autoptr (KlKin) kin = NULL;
  g_autoptr (GError) error = NULL;
  const KlGuardian *kept;

  g_array_append_val (ties, tie);
  g_assert_true (kl_kin_save_guardian (fixture->db, &father, ties, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_lacks (fixture, case_id), ==, before + 1);

  g_array_index (ties, KlGuardianTie, 0).custody = FALSE;
  g_assert_true (kl_kin_save_guardian (fixture->db, &father, ties, &error));
  g_assert_cmpuint (count_lacks (fixture, case_id), ==, before);

  kin = kl_kin_load (fixture->db, case_id, &error);
  g_assert_no_error (error);
  kept = kl_kin_find_guardian (kin, father.id);
  g_assert_cmpint (kept->household, ==, 2);
  g_assert_cmpstr (kept->language, ==, "Pools");
  g_assert_true (kept->interpreter);
  g_assert_cmpint (kl_kin_find_tie (kin, father.id, JELLE)->relation, ==, KL_GUARDIAN_FATHER);
  g_assert_false (kl_kin_find_tie (kin, father.id, JELLE)->custody);

  g_array_index (ties, KlGuardianTie, 0).relation = -1;
  g_assert_true (kl_kin_save_guardian (fixture->db, &father, ties, &error));
  g_clear_pointer (&kin, kl_kin_free);
  kin = kl_kin_load (fixture->db, case_id, &error);
  g_assert_null (kl_kin_find_tie (kin, father.id, JELLE));
}

/* Who is known at the school that is named is that one, somebody else comes in as not listed. */
static void
test_sibling (VaultFixture *fixture, gconstpointer data)
{
  KlNewSibling fresh = { .pupil_id = NOOR,
                         .name = (char *) "Tijn Jansen",
                         .birth = TODAY - 2000,
                         .sex = 1,
                         .elsewhere = (char *) "De Regenboog",
                         .municipality = (char *) "Oss" };
  KlNewSibling known = { .pupil_id = NOOR };
  g_autoptr (KlPupil) fenna = kl_pupils_get (fixture->db, FENNA, NULL);
  g_autoptr (KlPupil) tijn = NULL;
  g_autoptr (GPtrArray) siblings = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 id = kl_kin_add_sibling (fixture->db, &fresh, &error);

  g_assert_no_error (error);
  tijn = kl_pupils_get (fixture->db, id, &error);
  g_assert_cmpstr (tijn->elsewhere, ==, "De Regenboog");
  g_assert_cmpstr (tijn->municipality, ==, "Oss");
  g_assert_false (tijn->listed);

  known.name = fenna->name;
  known.school_id = fenna->school_id;
  g_assert_cmpint (kl_kin_add_sibling (fixture->db, &known, &error), ==, fenna->id);
  g_assert_no_error (error);
  siblings = kl_families_list_siblings (fixture->db, NOOR, &error);
  g_assert_cmpuint (siblings->len, ==, 2);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/kin/custody", test_custody);
  case_test_add ("/kin/sibling", test_sibling);

  return g_test_run ();
}
