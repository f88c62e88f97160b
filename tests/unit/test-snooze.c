/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-snooze.h"

#include "dutch.h"

/* Thursday 20 November 2025 */
#define TODAY kl_date_new (2025, 11, 20)

static KlAttention *
make_row (KlAttentionReason reason, gint64 case_id, KlDate since)
{
  KlAttention *row = kl_attention_new (reason);

  row->school_id = 1;
  row->case_id = case_id;
  row->since = since;

  return row;
}

static void
test_valid (void)
{
  static const struct
  {
    int days;
    const char *why;
    gboolean valid;
  } cases[] = {
    { 1, "moeder is op reis", TRUE },
    { 92, "moeder is op reis", TRUE },
    { 93, "moeder is op reis", FALSE },
    { 0, "moeder is op reis", FALSE },
    { -1, "moeder is op reis", FALSE },
    { 7, "", FALSE },
    { 7, " \n", FALSE },
    { 7, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlAttention) row = make_row (KL_ATTENTION_NO_CONTACT, 7, TODAY - 9);
      g_autoptr (KlSnooze) snooze = kl_snooze_new (row, TODAY + cases[i].days, cases[i].why);

      g_assert_cmpint (kl_snooze_is_valid (snooze, TODAY), ==, cases[i].valid);
    }
}

static void
test_holds (void)
{
  static const struct
  {
    const char *what;
    KlAttentionReason reason;
    gint64 case_id;
    int since, later;
    gboolean holds;
  } cases[] = {
    { "the same", KL_ATTENTION_NO_CONTACT, 7, -9, 0, TRUE },
    { "the last day", KL_ATTENTION_NO_CONTACT, 7, -9, 6, TRUE },
    { "the day itself", KL_ATTENTION_NO_CONTACT, 7, -9, 7, FALSE },
    { "another case", KL_ATTENTION_NO_CONTACT, 8, -9, 0, FALSE },
    { "another reason", KL_ATTENTION_NEW_QUESTION, 7, -9, 0, FALSE },
    { "a contact since, and silence again", KL_ATTENTION_NO_CONTACT, 7, -8, 0, FALSE },
  };
  g_autoptr (KlAttention) was = make_row (KL_ATTENTION_NO_CONTACT, 7, TODAY - 9);
  g_autoptr (KlSnooze) snooze = kl_snooze_new (was, TODAY + 7, "moeder is op reis");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlAttention) row =
        make_row (cases[i].reason, cases[i].case_id, TODAY + cases[i].since);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpint (kl_snooze_holds (snooze, row, TODAY + cases[i].later), ==, cases[i].holds);
    }
}

static void
test_split (void)
{
  g_autoptr (GPtrArray) snoozes = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_snooze_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  g_autoptr (GPtrArray) aside = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);

  for (gint64 id = 1; id <= 5; id++)
    g_ptr_array_add (rows, make_row (KL_ATTENTION_NO_CONTACT, id, TODAY - 9));
  g_ptr_array_add (snoozes, kl_snooze_new (rows->pdata[1], TODAY + 9, "b"));
  g_ptr_array_add (snoozes, kl_snooze_new (rows->pdata[4], TODAY + 2, "e"));
  g_ptr_array_add (snoozes, kl_snooze_new (rows->pdata[3], TODAY, "too old"));
  kl_snoozes_split (snoozes, rows, aside, TODAY);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (((KlAttention *) rows->pdata[0])->case_id, ==, 1);
  g_assert_cmpint (((KlAttention *) rows->pdata[1])->case_id, ==, 3);
  g_assert_cmpint (((KlAttention *) rows->pdata[2])->case_id, ==, 4);
  g_assert_cmpuint (aside->len, ==, 2);
  g_assert_cmpint (((KlAttention *) aside->pdata[0])->case_id, ==, 5);
  g_assert_cmpstr (((KlAttention *) aside->pdata[0])->snooze->why, ==, "e");
  g_assert_cmpint (((KlAttention *) aside->pdata[1])->case_id, ==, 2);
}

static void
assert_sentence (KlAttention *taken, const char *sentence)
{
  g_autoptr (KlAttention) row = taken;
  g_autofree char *words = NULL;

  g_assert_nonnull (row);
  words = kl_attention_explain (row, TODAY);
  g_assert_cmpstr (words, ==, sentence);
}

static void
test_sentences (void)
{
  const KlContactHistory history = { KL_CASE_STATUS_ACTIVE, TODAY - 50, KL_DATE_NONE, TODAY - 13 };
  KlReferral sent = { .status = KL_REFERRAL_SENT, .sent_on = TODAY - 43, .median_days = 8 };
  KlReferral taken = { .status = KL_REFERRAL_ACCEPTED,
                       .sent_on = TODAY - 43,
                       .answered_on = TODAY - 30,
                       .expected_on = TODAY - 2 };
  g_autoptr (GPtrArray) towns = g_ptr_array_new ();
  KlRadar radar = { .municipalities = towns, .declined_on = TODAY - 5, .since = TODAY - 20 };

  g_ptr_array_add (towns, "Oss");
  g_ptr_array_add (towns, "Vught");
  assert_sentence (kl_attention_check_contact (&history, KL_ENTRY_HOME_VISIT, 7, TODAY, NULL),
                   "Geen contact met kind of ouders sinds 7 nov 2025; hier is 7 dagen de norm.");
  assert_sentence (kl_attention_check_referral (&sent, TODAY),
                   "Verstuurd op 8 okt 2025, en nog niemand heeft geantwoord; gewoonlijk duurt dat "
                   "8 dagen.");
  assert_sentence (kl_attention_check_bridging (&sent, TODAY),
                   "Wacht sinds 8 okt 2025, en er is niets afgesproken voor de tussentijd.");
  sent.median_days = -1;
  assert_sentence (kl_attention_check_referral (&sent, TODAY),
                   "Verstuurd op 8 okt 2025, en nog niemand heeft geantwoord.");
  assert_sentence (kl_attention_check_feedback (&taken, TODAY),
                   "Is opgepakt; terugkoppeling was afgesproken voor 18 nov 2025.");
  assert_sentence (kl_attention_check_radar (&radar, TODAY),
                   "Ingeschreven in meer dan één gemeente, en sinds 15 nov 2025 heeft niemand het "
                   "opgepakt.");
  assert_sentence (kl_attention_check_partner_talk (KL_DATE_NONE, TODAY),
                   "Jullie verwijzen naar deze partner, en nog niemand heeft die gesproken.");
  assert_sentence (kl_attention_check_partner_talk (TODAY - 400, TODAY),
                   "Jullie verwijzen naar deze partner, en niemand heeft die gesproken sinds "
                   "16 okt 2024.");
  assert_sentence (kl_attention_check_partner_facts (KL_DATE_NONE, TODAY),
                   "Nog niemand is nagegaan of dit klopt.");
  assert_sentence (kl_attention_check_partner_facts (TODAY - 400, TODAY),
                   "Het laatst nagekeken op 16 okt 2024; vraag na of het nog klopt.");
  assert_sentence (kl_attention_check_action (TODAY, KL_DATE_NONE, TODAY),
                   "Dit is voor vandaag, 20 nov 2025.");
  assert_sentence (kl_attention_check_action (TODAY - 1, KL_DATE_NONE, TODAY),
                   "Dit had klaar moeten zijn op 19 nov 2025.");
  assert_sentence (kl_attention_check_consent (KL_CONSENT_GIVEN, TODAY + 3, TODAY),
                   "De toestemming geldt tot en met 23 nov 2025.");
  assert_sentence (kl_attention_check_ended_consent (TODAY - 3, TODAY),
                   "De toestemming is verlopen op 17 nov 2025 en is nog nodig.");
  assert_sentence (kl_attention_check_plan (TODAY, 0, TODAY),
                   "Afgesproken is om op 20 nov 2025 opnieuw te kijken.");
  assert_sentence (kl_attention_check_question (KL_CASE_STATUS_NEW, FALSE, TODAY - 1, TODAY),
                   "Gevraagd op 19 nov 2025, en nog niemand heeft het opgepakt.");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/snooze/valid", test_valid);
  g_test_add_func ("/model/snooze/holds", test_holds);
  g_test_add_func ("/model/snooze/split", test_split);
  g_test_add_func ("/model/snooze/sentences", test_sentences);

  return g_test_run ();
}
