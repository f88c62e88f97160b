/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-attention.h"

#include "dutch.h"

/* Thursday 20 November 2025 */
#define TODAY kl_date_new (2025, 11, 20)

#define LATE KL_URGENCY_LATE
#define SOON KL_URGENCY_SOON

static KlDate
day (const char *text)
{
  KlDate date = KL_DATE_NONE;

  if (text != NULL)
    g_assert_true (kl_date_parse (text, &date));
  return date;
}

/* @days_text %NULL: no row is expected. */
static void
assert_row (KlAttention *row,
            KlAttentionReason reason,
            KlUrgency urgency,
            const char *days_text,
            const char *reference)
{
  g_autoptr (KlAttention) attention = row;

  g_assert_cmpint (attention != NULL, ==, days_text != NULL);
  if (attention == NULL)
    return;

  g_assert_cmpint (attention->reason, ==, reason);
  g_assert_cmpint (attention->urgency, ==, urgency);
  g_assert_cmpstr (attention->days_text, ==, days_text);
  g_assert_cmpstr (attention->reference, ==, reference);
}

static void
test_contact (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    KlCaseStatus status;
    const char *opened, *reopened, *last_contact;
    KlEntryKind kind;
    const char *today;
    const char *days_text, *reference;
  } cases[] = {
    { KL_CASE_STATUS_ACTIVE, "1-10-2025", NULL, "7-11-2025", KL_ENTRY_CONVERSATION, "20-11-2025",
      "13 dagen", "sinds gesprek 7 nov" },
    { KL_CASE_STATUS_WAITING, "1-10-2025", NULL, "11-11-2025", KL_ENTRY_HOME_VISIT, "20-11-2025",
      "9 dagen", "sinds huisbezoek 11 nov" },
    { KL_CASE_STATUS_NEW, "6-11-2025", NULL, NULL, KL_ENTRY_NOTE, "20-11-2025", "14 dagen",
      "sinds de start 6 nov" },
    { KL_CASE_STATUS_ACTIVE, "1-1-2025", "6-11-2025", "3-3-2025", KL_ENTRY_PHONE_CALL, "20-11-2025",
      "14 dagen", "sinds de start 6 nov" },
    { KL_CASE_STATUS_ACTIVE, "1-10-2025", NULL, "12-11-2025", KL_ENTRY_PHONE_CALL, "20-11-2025",
      "8 dagen", "sinds telefoontje 12 nov" },
    { KL_CASE_STATUS_ACTIVE, "1-10-2025", NULL, "13-11-2025", KL_ENTRY_PHONE_CALL, "20-11-2025",
      NULL, NULL },
    { KL_CASE_STATUS_CLOSED, "1-10-2025", NULL, "13-10-2025", KL_ENTRY_PHONE_CALL, "20-11-2025",
      NULL, NULL },
    { KL_CASE_STATUS_ACTIVE, "1-9-2025", NULL, "8-10-2025", KL_ENTRY_PHONE_CALL, "22-10-2025", NULL,
      NULL }, /* a holiday in between: 5 days */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlContactHistory history = { cases[i].status, day (cases[i].opened),
                                         day (cases[i].reopened), day (cases[i].last_contact) };

      assert_row (kl_attention_check_contact (&history, cases[i].kind, 7, day (cases[i].today),
                                              calendar),
                  KL_ATTENTION_NO_CONTACT, LATE, cases[i].days_text, cases[i].reference);
    }
}

static void
test_referral (void)
{
  static const struct
  {
    KlReferralStatus status;
    const char *sent, *expected, *answered;
    int median_days;
    KlUrgency urgency;
    const char *days_text, *reference;
  } cases[] = {
    /* as on the dashboard */
    { KL_REFERRAL_SENT, "8-10-2025", "22-10-2025", NULL, 8, LATE, "43 dagen", "gewoonlijk 8" },
    { KL_REFERRAL_SENT, "4-11-2025", "18-11-2025", NULL, 24, SOON, "16 dagen", "verwacht 18 nov" },
    { KL_REFERRAL_RECEIVED, "4-11-2025", "18-11-2025", NULL, 24, SOON, "16 dagen",
      "verwacht 18 nov" },
    /* the usual time is not known */
    { KL_REFERRAL_SENT, "4-11-2025", "18-11-2025", NULL, -1, LATE, "16 dagen", "verwacht 18 nov" },
    { KL_REFERRAL_SENT, "4-11-2025", NULL, NULL, -1, LATE, "16 dagen", "verstuurd 4 nov" },
    { KL_REFERRAL_SENT, "6-11-2025", NULL, NULL, -1, SOON, NULL, NULL },
    /* no day agreed */
    { KL_REFERRAL_SENT, "4-11-2025", NULL, NULL, 8, LATE, "16 dagen", "gewoonlijk 8" },
    { KL_REFERRAL_SENT, "4-11-2025", NULL, NULL, 16, SOON, NULL, NULL },
    { KL_REFERRAL_SENT, "4-11-2025", NULL, NULL, 0, LATE, "16 dagen", "gewoonlijk 0" },
    /* the agreed day has not passed */
    { KL_REFERRAL_SENT, "4-11-2025", "20-11-2025", NULL, 8, SOON, NULL, NULL },
    { KL_REFERRAL_SENT, "4-11-2025", "19-11-2025", NULL, 8, LATE, "16 dagen", "gewoonlijk 8" },
    /* answered, also with no; not sent; over */
    { KL_REFERRAL_SENT, "8-10-2025", NULL, "15-10-2025", 8, SOON, NULL, NULL },
    { KL_REFERRAL_DECLINED, "8-10-2025", NULL, "15-10-2025", 8, SOON, NULL, NULL },
    { KL_REFERRAL_PREPARED, NULL, "22-10-2025", NULL, 8, SOON, NULL, NULL },
    { KL_REFERRAL_WITHDRAWN, "8-10-2025", "22-10-2025", NULL, 8, SOON, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlReferral referral = { .status = cases[i].status,
                                    .sent_on = day (cases[i].sent),
                                    .expected_on = day (cases[i].expected),
                                    .answered_on = day (cases[i].answered),
                                    .median_days = cases[i].median_days };

      assert_row (kl_attention_check_referral (&referral, day ("20-11-2025")),
                  KL_ATTENTION_NO_ANSWER, cases[i].urgency, cases[i].days_text, cases[i].reference);
    }
}

static void
test_action (void)
{
  static const struct
  {
    const char *due, *done;
    KlUrgency urgency;
    const char *days_text, *reference;
  } cases[] = {
    { "18-11-2025", NULL, LATE, "2 dagen", "stond op 18 nov" },
    { "19-11-2025", NULL, LATE, "1 dag", "stond op 19 nov" },
    { "20-11-2025", NULL, SOON, "vandaag", "do 20 nov" },
    { "21-11-2025", NULL, SOON, NULL, NULL },
    { "18-11-2025", "19-11-2025", LATE, NULL, NULL },
    { NULL, NULL, LATE, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_row (kl_attention_check_action (day (cases[i].due), day (cases[i].done),
                                           day ("20-11-2025")),
                KL_ATTENTION_ACTION_DUE, cases[i].urgency, cases[i].days_text, cases[i].reference);
}

static void
test_consent (void)
{
  static const struct
  {
    KlConsentStatus status;
    const char *until;
    const char *days_text, *reference;
  } cases[] = {
    { KL_CONSENT_GIVEN, "24-11-2025", "over 4 dagen", "ma 24 nov" },
    { KL_CONSENT_GIVEN, "27-11-2025", "over 7 dagen", "do 27 nov" },
    { KL_CONSENT_GIVEN, "28-11-2025", NULL, NULL },
    { KL_CONSENT_GIVEN, "21-11-2025", "morgen", "vr 21 nov" },
    { KL_CONSENT_GIVEN, "20-11-2025", "vandaag", "do 20 nov" },
    { KL_CONSENT_GIVEN, "19-11-2025", NULL, NULL },
    { KL_CONSENT_GIVEN, NULL, NULL, NULL },
    { KL_CONSENT_REFUSED, "24-11-2025", NULL, NULL },
    { KL_CONSENT_WITHDRAWN, "24-11-2025", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_row (kl_attention_check_consent (cases[i].status, day (cases[i].until),
                                            day ("20-11-2025")),
                KL_ATTENTION_CONSENT_ENDING, SOON, cases[i].days_text, cases[i].reference);
}

static void
test_plan (void)
{
  static const struct
  {
    const char *review;
    int every_weeks;
    KlUrgency urgency;
    const char *days_text, *reference;
  } cases[] = {
    { "20-11-2025", 6, SOON, "vandaag", "elke 6 weken" },
    { "20-11-2025", 1, SOON, "vandaag", "elke week" },
    { "20-11-2025", 0, SOON, "vandaag", "do 20 nov" },
    { "10-11-2025", 6, LATE, "10 dagen", "stond op 10 nov" },
    { "21-11-2025", 6, SOON, NULL, NULL },
    { NULL, 6, SOON, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_row (kl_attention_check_plan (day (cases[i].review), cases[i].every_weeks,
                                         day ("20-11-2025")),
                KL_ATTENTION_PLAN_REVIEW, cases[i].urgency, cases[i].days_text, cases[i].reference);
}

static void
test_question (void)
{
  static const struct
  {
    KlCaseStatus status;
    gboolean has_owner;
    const char *opened;
    KlUrgency urgency;
    const char *days_text;
  } cases[] = {
    { KL_CASE_STATUS_NEW, FALSE, "20-11-2025", SOON, "vandaag" },
    { KL_CASE_STATUS_NEW, FALSE, "19-11-2025", LATE, "1 dag" },
    { KL_CASE_STATUS_NEW, FALSE, "6-11-2025", LATE, "14 dagen" },
    { KL_CASE_STATUS_NEW, TRUE, "6-11-2025", LATE, NULL },
    { KL_CASE_STATUS_ACTIVE, FALSE, "6-11-2025", LATE, NULL },
    { KL_CASE_STATUS_CLOSED, FALSE, "6-11-2025", LATE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_row (kl_attention_check_question (cases[i].status, cases[i].has_owner,
                                             day (cases[i].opened), day ("20-11-2025")),
                KL_ATTENTION_NEW_QUESTION, cases[i].urgency, cases[i].days_text,
                "nog niemand heeft de regie");
}

static void
add (GPtrArray *rows, KlAttentionReason reason, int days, const char *title, gint64 case_id)
{
  KlAttention *row = kl_attention_new (reason);

  row->days = days;
  row->title = g_strdup (title);
  row->case_id = case_id;
  g_ptr_array_add (rows, row);
}

static void
test_sort (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  static const char *const expected[] = { "brugklas", "zwemles",   "zwemmen",     "Quiet",
                                          "Toegang",  "Actie oud", "Actie nieuw", "Actie nieuw",
                                          "morgen",   "over 4",    "plan",        "vraag",
                                          "dossiers" };

  add (rows, KL_ATTENTION_RETENTION, 500, "dossiers", 1);
  add (rows, KL_ATTENTION_ACTION_DUE, 0, "Actie nieuw", 9);
  add (rows, KL_ATTENTION_ACTION_DUE, 2, "Actie oud", 1);
  add (rows, KL_ATTENTION_CONSENT_ENDING, 4, "over 4", 1);
  add (rows, KL_ATTENTION_CONSENT_ENDING, 1, "morgen", 1);
  add (rows, KL_ATTENTION_NO_CONTACT, 9, "zwemmen", 1);
  add (rows, KL_ATTENTION_NO_CONTACT, 9, "zwemles", 1);
  add (rows, KL_ATTENTION_NO_CONTACT, 13, "brugklas", 1);
  add (rows, KL_ATTENTION_NEW_QUESTION, 1, "vraag", 1);
  add (rows, KL_ATTENTION_PLAN_REVIEW, 0, "plan", 1);
  add (rows, KL_ATTENTION_NO_ANSWER, 16, "Toegang", 1);
  add (rows, KL_ATTENTION_NO_ANSWER, 43, "Quiet", 1);
  add (rows, KL_ATTENTION_ACTION_DUE, 0, "Actie nieuw", 2);

  kl_attention_sort (rows);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (((KlAttention *) g_ptr_array_index (rows, i))->title, ==, expected[i]);
  g_assert_cmpint (((KlAttention *) g_ptr_array_index (rows, 6))->case_id, ==, 2);
}

/* After the first answer: what the partner would tell more. */
static void
test_feedback (void)
{
  KlReferral referral = { .status = KL_REFERRAL_ACCEPTED,
                          .sent_on = TODAY - 30,
                          .answered_on = TODAY - 20,
                          .expected_on = TODAY - 3 };
  g_autoptr (KlAttention) late = kl_attention_check_feedback (&referral, TODAY);

  g_assert_cmpint (late->reason, ==, KL_ATTENTION_FEEDBACK_LATE);
  g_assert_cmpint (late->days, ==, 3);
  g_assert_cmpint (late->urgency, ==, LATE);
  referral.expected_on = TODAY;
  g_assert_null (kl_attention_check_feedback (&referral, TODAY));
  referral.expected_on = KL_DATE_NONE;
  g_assert_null (kl_attention_check_feedback (&referral, TODAY));
  referral.expected_on = TODAY - 3;
  referral.status = KL_REFERRAL_FINISHED;
  g_assert_null (kl_attention_check_feedback (&referral, TODAY));
}

static void
test_bridging (void)
{
  KlReferral referral = { .status = KL_REFERRAL_RECEIVED,
                          .sent_on = TODAY - 14,
                          .median_days = 63 };
  g_autoptr (KlAttention) waits = kl_attention_check_bridging (&referral, TODAY);

  g_assert_cmpint (waits->reason, ==, KL_ATTENTION_NO_BRIDGING);
  g_assert_cmpstr (waits->days_text, ==, "14 dagen");
  g_assert_cmpstr (waits->reference, ==, "gewoonlijk 63");
  g_assert_null (kl_attention_check_bridging (&referral, TODAY - 1));
  referral.bridging = (char *) "Elke week een gesprekje";
  g_assert_null (kl_attention_check_bridging (&referral, TODAY));
}

static void
test_radar (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  KlRadar radar = { .municipalities = names, .since = TODAY - 50 };
  g_autoptr (KlAttention) before = NULL;
  g_autoptr (KlAttention) declined = NULL;

  g_ptr_array_add (names, (gpointer) "'s-Hertogenbosch");
  g_assert_null (kl_attention_check_radar (&radar, TODAY));
  g_ptr_array_add (names, (gpointer) "Tilburg");
  before = kl_attention_check_radar (&radar, TODAY);
  g_assert_cmpint (before->urgency, ==, SOON);
  g_assert_cmpint (before->days, ==, 50);
  g_assert_cmpstr (before->reference, ==, "'s-Hertogenbosch en Tilburg");

  radar.declined_on = TODAY - 12;
  declined = kl_attention_check_radar (&radar, TODAY);
  g_assert_cmpint (declined->urgency, ==, LATE);
  g_assert_cmpint (declined->days, ==, 12);
  radar.taken_on = TRUE;
  g_assert_null (kl_attention_check_radar (&radar, TODAY));
}

static void
test_partners (void)
{
  g_autoptr (KlAttention) silent =
    kl_attention_check_partner_talk (kl_date_add_months (TODAY, -12), TODAY);
  g_autoptr (KlAttention) never = kl_attention_check_partner_talk (KL_DATE_NONE, TODAY);
  g_autoptr (KlAttention) old =
    kl_attention_check_partner_facts (kl_date_add_months (TODAY, -6), TODAY);

  g_assert_cmpint (silent->reason, ==, KL_ATTENTION_PARTNER_SILENT);
  g_assert_cmpint (silent->days, ==, 365);
  g_assert_cmpstr (never->days_text, ==, "nog nooit");
  g_assert_cmpint (old->reason, ==, KL_ATTENTION_PARTNER_FACTS);
  g_assert_null (kl_attention_check_partner_talk (kl_date_add_months (TODAY, -12) + 1, TODAY));
  g_assert_null (kl_attention_check_partner_facts (kl_date_add_months (TODAY, -6) + 1, TODAY));
}

static void
test_ended_consent (void)
{
  g_autoptr (KlAttention) ended = kl_attention_check_ended_consent (TODAY - 5, TODAY);

  g_assert_cmpint (ended->reason, ==, KL_ATTENTION_CONSENT_ENDING);
  g_assert_cmpint (ended->urgency, ==, LATE);
  g_assert_cmpint (ended->days, ==, 5);
  g_assert_null (kl_attention_check_ended_consent (TODAY, TODAY));
  g_assert_null (kl_attention_check_ended_consent (TODAY - 43, TODAY));
  g_assert_null (kl_attention_check_ended_consent (KL_DATE_NONE, TODAY));
}

static void
test_labels (void)
{
  for (int reason = KL_ATTENTION_NO_CONTACT; reason <= KL_ATTENTION_PARTNER_FACTS; reason++)
    {
      g_assert_cmpstr (kl_attention_reason_get_label (reason, LATE), !=, "");
      g_assert_cmpstr (kl_attention_reason_get_verb (reason), !=, "");
    }

  g_assert_cmpstr (kl_attention_reason_get_label (KL_ATTENTION_NO_CONTACT, LATE), ==,
                   "Geen contact");
  g_assert_cmpstr (kl_attention_reason_get_label (KL_ATTENTION_ACTION_DUE, LATE), ==,
                   "Actie te laat");
  g_assert_cmpstr (kl_attention_reason_get_label (KL_ATTENTION_ACTION_DUE, SOON), ==,
                   "Actie vandaag");
  g_assert_cmpstr (kl_attention_reason_get_verb (KL_ATTENTION_NO_ANSWER), ==, "Herinneren");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attention/contact", test_contact);
  g_test_add_func ("/attention/referral", test_referral);
  g_test_add_func ("/attention/action", test_action);
  g_test_add_func ("/attention/consent", test_consent);
  g_test_add_func ("/attention/plan", test_plan);
  g_test_add_func ("/attention/question", test_question);
  g_test_add_func ("/attention/feedback", test_feedback);
  g_test_add_func ("/attention/bridging", test_bridging);
  g_test_add_func ("/attention/radar", test_radar);
  g_test_add_func ("/attention/partners", test_partners);
  g_test_add_func ("/attention/ended-consent", test_ended_consent);
  g_test_add_func ("/attention/sort", test_sort);
  g_test_add_func ("/attention/labels", test_labels);

  return g_test_run ();
}
