/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-consent-renewal.h"

#include "dutch.h"

#define TODAY 739575
#define CHILD 1
#define MOTHER 11
#define FATHER 12
#define UNCLE 13
#define MAX_SAID 4

/* Who said what about the one receiver, with days counted from today; no giver ends the list. */
typedef struct
{
  int giver;
  KlConsentStatus status;
  int from, until; /* until 999: no end */
  guint purposes;
} Said;

static KlConsentSubject *
make_subject (int age)
{
  KlConsentSubject *subject = kl_consent_subject_new (CHILD, "Femke", age);
  static const struct
  {
    gint64 id;
    gboolean custody;
  } guardians[] = { { MOTHER, TRUE }, { FATHER, TRUE }, { UNCLE, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (guardians); i++)
    {
      KlGuardian *guardian = g_new0 (KlGuardian, 1);

      guardian->id = guardians[i].id;
      guardian->custody = guardians[i].custody;
      g_ptr_array_add (subject->guardians, guardian);
    }

  return subject;
}

static KlConsent *
make_consent (const Said *said, gint64 id)
{
  KlConsent *consent = g_new0 (KlConsent, 1);

  consent->id = id;
  consent->giver = kl_person_new (said->giver == CHILD ? KL_PERSON_PUPIL : KL_PERSON_GUARDIAN,
                                  said->giver, NULL, NULL);
  consent->receiver = kl_person_new (KL_PERSON_PARTNER, 3, "Buurtteam", NULL);
  consent->status = said->status;
  consent->purposes = said->purposes;
  consent->from = TODAY + said->from;
  consent->until = said->until == 999 ? KL_DATE_NONE : TODAY + said->until;
  if (said->status == KL_CONSENT_WITHDRAWN)
    consent->withdrawn_on = consent->from;

  return consent;
}

static void
test_renewals (void)
{
  static const struct
  {
    const char *what;
    int age;
    Said said[MAX_SAID];
    const char *words; /* of the first that is to be asked, NULL when nothing is */
    guint n;
  } cases[] = {
    { "nothing was said", 8, { { 0 } }, NULL, 0 },
    { "no end", 8, { { MOTHER, KL_CONSENT_GIVEN, -60, 999, 0 } }, NULL, 0 },
    { "far away", 8, { { MOTHER, KL_CONSENT_GIVEN, -10, 29, 0 } }, NULL, 0 },
    { "in four weeks",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -10, 28, 0 } },
      "loopt over 28 dagen af",
      1 },
    { "tomorrow", 8, { { MOTHER, KL_CONSENT_GIVEN, -10, 1, 0 } }, "loopt over 1 dag af", 1 },
    { "today", 8, { { MOTHER, KL_CONSENT_GIVEN, -10, 0, 0 } }, "loopt vandaag af", 1 },
    { "yesterday", 8, { { MOTHER, KL_CONSENT_GIVEN, -10, -1, 0 } }, "1 dag geleden afgelopen", 1 },
    { "six weeks ago",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -90, -42, 0 } },
      "42 dagen geleden afgelopen",
      1 },
    { "longer ago", 8, { { MOTHER, KL_CONSENT_GIVEN, -90, -43, 0 } }, NULL, 0 },
    { "still to come", 8, { { MOTHER, KL_CONSENT_GIVEN, 2, 9, 0 } }, NULL, 0 },
    { "refused", 8, { { MOTHER, KL_CONSENT_REFUSED, -10, 5, 0 } }, NULL, 0 },
    { "withdrawn", 8, { { MOTHER, KL_CONSENT_WITHDRAWN, -10, 5, 0 } }, NULL, 0 },
    { "renewed",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, -8, 0 }, { MOTHER, KL_CONSENT_GIVEN, -8, 34, 0 } },
      NULL,
      0 },
    { "renewed, and that ends too",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, -8, 0 }, { MOTHER, KL_CONSENT_GIVEN, -8, 4, 0 } },
      "loopt over 4 dagen af",
      1 },
    { "refused since",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 3, 0 }, { MOTHER, KL_CONSENT_REFUSED, -2, 999, 0 } },
      NULL,
      0 },
    { "renewed by the other",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 3, 0 }, { FATHER, KL_CONSENT_GIVEN, -2, 90, 0 } },
      "loopt over 3 dagen af",
      1 },
    { "renewed for something else",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 3, 1 }, { MOTHER, KL_CONSENT_GIVEN, -2, 90, 2 } },
      "loopt over 3 dagen af",
      1 },
    { "what ended before what ends",
      8,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 3, 0 }, { FATHER, KL_CONSENT_GIVEN, -50, -3, 0 } },
      "3 dagen geleden afgelopen",
      2 },
    /* the pupil has a say */
    { "eleven", 11, { { MOTHER, KL_CONSENT_GIVEN, -50, 90, 0 } }, NULL, 0 },
    { "twelve",
      12,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 90, 0 }, { FATHER, KL_CONSENT_GIVEN, -50, 90, 0 } },
      "Femke is intussen 12 jaar of ouder en moet het ook goedvinden",
      1 },
    { "twelve, and said yes",
      12,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 90, 0 }, { CHILD, KL_CONSENT_GIVEN, -5, 90, 0 } },
      NULL,
      0 },
    { "twelve, and said no",
      12,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 90, 0 }, { CHILD, KL_CONSENT_REFUSED, -5, 999, 0 } },
      NULL,
      0 },
    { "sixteen",
      16,
      { { MOTHER, KL_CONSENT_GIVEN, -50, 90, 0 } },
      "Femke is intussen 16 jaar of ouder en beslist zelf",
      1 },
    { "of an uncle too",
      12,
      { { UNCLE, KL_CONSENT_GIVEN, -50, 90, 0 } },
      "Femke is intussen 12 jaar of ouder en moet het ook goedvinden",
      1 },
    { "ended before", 16, { { MOTHER, KL_CONSENT_GIVEN, -90, -50, 0 } }, NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) consents =
        g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
      g_autoptr (GPtrArray) subjects =
        g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_subject_free);
      g_autoptr (GPtrArray) renewals = NULL;
      g_autofree char *words = NULL;

      g_test_message ("%s", cases[i].what);
      for (int j = 0; j < MAX_SAID && cases[i].said[j].giver != 0; j++)
        g_ptr_array_add (consents, make_consent (&cases[i].said[j], j + 1));
      g_ptr_array_add (subjects, make_subject (cases[i].age));
      renewals = kl_consent_find_renewals (consents, subjects, TODAY);
      g_assert_cmpuint (renewals->len, ==, cases[i].n);
      if (cases[i].n > 0)
        words = kl_renewal_format (g_ptr_array_index (renewals, 0));
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_giver (void)
{
  static const struct
  {
    int age;
    KlPersonKind kind;
    gint64 id;
    KlGiverStanding standing;
    gboolean counts;
    const char *words;
  } cases[] = {
    { 11, KL_PERSON_GUARDIAN, MOTHER, KL_GIVER_DECIDES, TRUE, "" },
    { 11, KL_PERSON_GUARDIAN, UNCLE, KL_GIVER_NO_CUSTODY, FALSE,
      "Heeft geen gezag over Femke en beslist hier niet over." },
    { 11, KL_PERSON_PUPIL, CHILD, KL_GIVER_TOO_YOUNG, FALSE,
      "Femke is nog geen 12: wie gezag heeft, beslist." },
    { 12, KL_PERSON_GUARDIAN, MOTHER, KL_GIVER_WITH_PUPIL, TRUE,
      "Femke is 12 jaar of ouder en moet het ook goedvinden." },
    { 12, KL_PERSON_PUPIL, CHILD, KL_GIVER_WITH_GUARDIANS, TRUE,
      "Wie gezag heeft over Femke moet het ook goedvinden." },
    { 15, KL_PERSON_PUPIL, CHILD, KL_GIVER_WITH_GUARDIANS, TRUE,
      "Wie gezag heeft over Femke moet het ook goedvinden." },
    { 16, KL_PERSON_PUPIL, CHILD, KL_GIVER_DECIDES, TRUE, "" },
    { 16, KL_PERSON_GUARDIAN, MOTHER, KL_GIVER_GROWN_UP, FALSE,
      "Femke is 16 jaar of ouder en beslist zelf." },
    { 8, KL_PERSON_GUARDIAN, 99, KL_GIVER_STRANGER, FALSE,
      "Is niet bekend als ouder of verzorger van Femke." },
    { 12, KL_PERSON_PUPIL, 99, KL_GIVER_STRANGER, FALSE,
      "Is niet bekend als ouder of verzorger van Femke." },
    /* The age is not known: the guardians decide. */
    { -1, KL_PERSON_PUPIL, CHILD, KL_GIVER_TOO_YOUNG, FALSE,
      "Femke is nog geen 12: wie gezag heeft, beslist." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlConsentSubject) subject = make_subject (cases[i].age);
      const KlPerson giver = { .kind = cases[i].kind, .id = cases[i].id };
      KlGiverStanding standing = kl_consent_check_giver (subject, &giver);
      g_autofree char *words = kl_giver_standing_format (standing, subject);

      g_assert_cmpint (standing, ==, cases[i].standing);
      g_assert_cmpint (kl_giver_standing_counts (standing), ==, cases[i].counts);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/consent-renewal/renewals", test_renewals);
  g_test_add_func ("/model/consent-renewal/giver", test_giver);

  return g_test_run ();
}
