/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-consent-rule.h"

#include <string.h>

/* Monday 24 November 2025. */
#define TODAY kl_date_new (2025, 11, 24)

/* Who is there: a mother and a father with custody, a grandmother without, and the child. */
enum
{
  NOBODY,
  MOTHER,
  FATHER,
  GRANDMOTHER,
  CHILD,
};

/* Two partners. */
enum
{
  TEAM = 7,
  OTHER_TEAM,
};

#define MAX_CONSENTS 4

/* Days count from today. */
typedef struct
{
  int giver;
  KlConsentStatus status;
  int from;
  int until;     /* 0 for no end */
  int withdrawn; /* when it was withdrawn */
  int receiver;  /* 0 for the team */
  guint purposes;
  guint categories;
} Said;

typedef struct
{
  const char *name;
  int age;
  Said said[MAX_CONSENTS];
  gboolean allowed;
  const char *lacks; /* kinds, one letter each */
} Case;

#define FOR(purpose) KL_CONSENT_FOR (KL_REFERRAL_##purpose)
#define GIVEN(who) { who, KL_CONSENT_GIVEN, -7, 35, 0, 0, 0, 0 }

/* The referral is a doorgeleiding of a child to the team. */
static const Case cases[] = {
  { "nobody asked", 8, { { 0 } }, FALSE, "cc" },
  { "one of two parents", 8, { GIVEN (MOTHER) }, FALSE, "c" },
  { "both parents", 8, { GIVEN (MOTHER), GIVEN (FATHER) }, TRUE, "" },
  { "one without custody does not count", 8, { GIVEN (MOTHER), GIVEN (GRANDMOTHER) }, FALSE, "c" },
  { "the child alone at 8", 8, { GIVEN (CHILD) }, FALSE, "cc" },
  { "at 11 the parents", 11, { GIVEN (MOTHER), GIVEN (FATHER) }, TRUE, "" },
  { "at 12 the child as well", 12, { GIVEN (MOTHER), GIVEN (FATHER) }, FALSE, "c" },
  { "at 12 all three", 12, { GIVEN (MOTHER), GIVEN (FATHER), GIVEN (CHILD) }, TRUE, "" },
  { "at 15 all three", 15, { GIVEN (MOTHER), GIVEN (CHILD) }, FALSE, "c" },
  { "at 16 the child alone", 16, { GIVEN (CHILD) }, TRUE, "" },
  { "at 16 the parents do not decide", 16, { GIVEN (MOTHER), GIVEN (FATHER) }, FALSE, "c" },
  { "age not known: the parents", -1, { GIVEN (MOTHER), GIVEN (FATHER) }, TRUE, "" },
  { "for another receiver",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, OTHER_TEAM, 0, 0 } },
    FALSE,
    "c" },
  { "for another purpose",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, 0, FOR (CONSULT), 0 } },
    FALSE,
    "p" },
  { "for this purpose among others",
    8,
    { GIVEN (MOTHER),
      { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, 0, FOR (CONSULT) | FOR (DOORGELEIDING), 0 } },
    TRUE,
    "" },
  { "on its last day",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -42, 1, 0, 0, 0, 0 } },
    TRUE,
    "" },
  { "ended yesterday",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -42, -1, 0, 0, 0, 0 } },
    FALSE,
    "e" },
  { "ended and renewed",
    8,
    { GIVEN (MOTHER),
      { FATHER, KL_CONSENT_GIVEN, -84, -42, 0, 0, 0, 0 },
      { FATHER, KL_CONSENT_GIVEN, -42, 1, 0, 0, 0, 0 } },
    TRUE,
    "" },
  { "without an end",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -400, 0, 0, 0, 0, 0 } },
    TRUE,
    "" },
  { "from tomorrow",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, 1, 43, 0, 0, 0, 0 } },
    FALSE,
    "n" },
  { "refused",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_REFUSED, -3, 0, 0, 0, 0, 0 } },
    FALSE,
    "r" },
  { "given, then refused",
    8,
    { GIVEN (MOTHER), GIVEN (FATHER), { FATHER, KL_CONSENT_REFUSED, -3, 0, 0, 0, 0, 0 } },
    FALSE,
    "r" },
  { "refused, then given",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_REFUSED, -30, 0, 0, 0, 0, 0 }, GIVEN (FATHER) },
    TRUE,
    "" },
  { "refused for something else",
    8,
    { GIVEN (MOTHER),
      GIVEN (FATHER),
      { FATHER, KL_CONSENT_REFUSED, -3, 0, 0, 0, FOR (MELDING), 0 } },
    TRUE,
    "" },
  { "withdrawn today",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_WITHDRAWN, -7, 35, 0, 0, 0, 0 } },
    FALSE,
    "w" },
  { "withdrawn from tomorrow holds today",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_WITHDRAWN, -7, 35, 1, 0, 0, 0 } },
    TRUE,
    "" },
  { "withdrawn and given again",
    8,
    { GIVEN (MOTHER),
      { FATHER, KL_CONSENT_WITHDRAWN, -30, -10, -10, 0, 0, 0 },
      { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, 0, 0, 0 } },
    TRUE,
    "" },
  { "an older one without an end does not survive a withdrawal",
    8,
    { GIVEN (MOTHER),
      { FATHER, KL_CONSENT_GIVEN, -300, 0, 0, 0, 0, 0 },
      { FATHER, KL_CONSENT_WITHDRAWN, -30, -10, -10, 0, 0, 0 } },
    FALSE,
    "w" },
  { "not for everything that is to go",
    8,
    { GIVEN (MOTHER), { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, 0, 0, KL_DATA_SCHOOL } },
    FALSE,
    "d" },
  { "for all that is to go",
    8,
    { GIVEN (MOTHER),
      { FATHER, KL_CONSENT_GIVEN, -7, 35, 0, 0, 0, KL_DATA_SCHOOL | KL_DATA_QUESTION } },
    TRUE,
    "" },
};

static const char letters[] = {
  [KL_LACK_CONSENT] = 'c',  [KL_LACK_REFUSED] = 'r',    [KL_LACK_WITHDRAWN] = 'w',
  [KL_LACK_ENDED] = 'e',    [KL_LACK_NOT_YET] = 'n',    [KL_LACK_PURPOSE] = 'p',
  [KL_LACK_GUARDIAN] = 'g', [KL_LACK_CATEGORIES] = 'd', [KL_LACK_REASON] = '!',
};

static void
add_guardian (KlConsentSubject *subject, int id, const char *name, gboolean custody)
{
  KlGuardian *guardian = g_new0 (KlGuardian, 1);

  guardian->id = id;
  guardian->name = g_strdup (name);
  guardian->custody = custody;
  g_ptr_array_add (subject->guardians, guardian);
}

static KlConsentSubject *
make_subject (int age)
{
  KlConsentSubject *subject = kl_consent_subject_new (1, "Nadia El Idrissi", age);

  add_guardian (subject, MOTHER, "Samira El Idrissi", TRUE);
  add_guardian (subject, FATHER, "Karim El Idrissi", TRUE);
  add_guardian (subject, GRANDMOTHER, "Malika Amrani", FALSE);

  return subject;
}

static void
add_consent (GPtrArray *consents, const Said *said)
{
  KlConsent *consent = g_new0 (KlConsent, 1);

  consent->id = consents->len + 1;
  consent->giver = said->giver == CHILD
                     ? kl_person_new (KL_PERSON_PUPIL, 1, NULL, NULL)
                     : kl_person_new (KL_PERSON_GUARDIAN, said->giver, NULL, NULL);
  consent->receiver =
    kl_person_new (KL_PERSON_PARTNER, said->receiver != 0 ? said->receiver : TEAM, NULL, NULL);
  consent->status = said->status;
  consent->from = TODAY + said->from;
  /* One that ends today is written as 1: 0 is for none. */
  consent->until = said->until == 0 ? KL_DATE_NONE : TODAY + said->until - (said->until == 1);
  if (said->status == KL_CONSENT_WITHDRAWN)
    consent->withdrawn_on = TODAY + said->withdrawn;
  consent->purposes = said->purposes;
  consent->categories = said->categories;
  g_ptr_array_add (consents, consent);
}

/* One child and two partners, with nothing said yet. */
typedef struct
{
  GPtrArray *subjects;
  GPtrArray *consents;
  KlPerson *team;
  KlSendRequest request;
} World;

static void
world_init (World *world, int age)
{
  world->subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_subject_free);
  world->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  world->team = kl_person_new (KL_PERSON_PARTNER, TEAM, "Buurtteam West", NULL);
  g_ptr_array_add (world->subjects, make_subject (age));
  world->request = (KlSendRequest) { .purpose = KL_REFERRAL_DOORGELEIDING,
                                     .receiver = world->team,
                                     .categories = KL_DATA_SCHOOL | KL_DATA_QUESTION,
                                     .subjects = world->subjects,
                                     .consents = world->consents,
                                     .day = TODAY };
}

static void
world_clear (World *world)
{
  g_ptr_array_unref (world->subjects);
  g_ptr_array_unref (world->consents);
  kl_person_free (world->team);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static void
assert_lacks (const KlSendVerdict *verdict, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < verdict->lacks->len; i++)
    g_string_append_c (found, letters[((KlLack *) g_ptr_array_index (verdict->lacks, i))->kind]);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (KlSendVerdict) verdict = NULL;

      world_init (&world, cases[i].age);
      for (int j = 0; j < MAX_CONSENTS && cases[i].said[j].giver != NOBODY; j++)
        add_consent (world.consents, &cases[i].said[j]);
      verdict = kl_consent_rule_check (&world.request);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (verdict->allowed, ==, cases[i].allowed);
      assert_lacks (verdict, cases[i].lacks);
      if (verdict->allowed)
        g_assert_cmpint (verdict->ground, ==, KL_GROUND_CONSENT);
    }
}

/* What may go without consent, and only with a reason. */
static void
test_exceptions (void)
{
  static const struct
  {
    KlReferralPurpose purpose;
    gboolean safe_at_home;
    gboolean emergency;
    const char *reason;
    gboolean allowed;
    KlSendGround ground;
  } exceptions[] = {
    { KL_REFERRAL_MELDING, TRUE, FALSE, "Acuut gevaar", TRUE, KL_GROUND_MELDING },
    { KL_REFERRAL_MELDING, TRUE, FALSE, NULL, FALSE, KL_GROUND_MELDING },
    { KL_REFERRAL_MELDING, TRUE, FALSE, " \n", FALSE, KL_GROUND_MELDING },
    { KL_REFERRAL_MELDING, FALSE, FALSE, "Bij een ander", FALSE, KL_GROUND_CONSENT },
    { KL_REFERRAL_CONSULT, TRUE, FALSE, "Advies vragen", FALSE, KL_GROUND_CONSENT },
    { KL_REFERRAL_DOORGELEIDING, FALSE, TRUE, "Kind is weg", TRUE, KL_GROUND_EMERGENCY },
    { KL_REFERRAL_DOORGELEIDING, FALSE, TRUE, "", FALSE, KL_GROUND_EMERGENCY },
    { KL_REFERRAL_DOORGELEIDING, FALSE, FALSE, "Zomaar", FALSE, KL_GROUND_CONSENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      g_auto (World) world = { 0 };
      g_autoptr (KlSendVerdict) verdict = NULL;

      world_init (&world, 8);
      world.request.purpose = exceptions[i].purpose;
      world.request.safe_at_home = exceptions[i].safe_at_home;
      world.request.emergency = exceptions[i].emergency;
      world.request.reason = exceptions[i].reason;
      verdict = kl_consent_rule_check (&world.request);

      g_assert_cmpint (verdict->allowed, ==, exceptions[i].allowed);
      g_assert_cmpint (verdict->ground, ==, exceptions[i].ground);
      /* What is missing is still said: it goes in spite of that. */
      g_assert_cmpuint (verdict->lacks->len, >=, 2);
    }
}

/* With consent there is no need of an exception. */
static void
test_melding_with_consent (void)
{
  static const Said both[] = { GIVEN (MOTHER), GIVEN (FATHER) };
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;

  world_init (&world, 8);
  add_consent (world.consents, &both[0]);
  add_consent (world.consents, &both[1]);
  world.request.purpose = KL_REFERRAL_MELDING;
  world.request.safe_at_home = TRUE;
  verdict = kl_consent_rule_check (&world.request);

  g_assert_true (verdict->allowed);
  g_assert_cmpint (verdict->ground, ==, KL_GROUND_CONSENT);
}

static void
test_nobody_in_particular (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;

  world_init (&world, 8);
  g_ptr_array_set_size (world.subjects, 0);
  verdict = kl_consent_rule_check (&world.request);

  g_assert_true (verdict->allowed);
  g_assert_cmpint (verdict->ground, ==, KL_GROUND_NOBODY);
}

/* Two children of the same parents: each parent is asked once; and one child of whom no parent
 * with custody is known. */
static void
test_several_children (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;
  KlConsentSubject *sister;

  world_init (&world, 8);
  sister = make_subject (6);
  sister->pupil_id = 2;
  g_ptr_array_add (world.subjects, sister);
  g_ptr_array_add (world.subjects, kl_consent_subject_new (3, "Bo de Graaf", 6));
  verdict = kl_consent_rule_check (&world.request);

  assert_lacks (verdict, "ccg");
}

/* What a parent said of one child does not go for the other. */
static void
test_consent_of_one_child (void)
{
  static const Said both[] = { GIVEN (MOTHER), GIVEN (FATHER) };
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;

  world_init (&world, 8);
  add_consent (world.consents, &both[0]);
  add_consent (world.consents, &both[1]);
  ((KlConsent *) g_ptr_array_index (world.consents, 1))->pupil_id = 2;
  verdict = kl_consent_rule_check (&world.request);

  assert_lacks (verdict, "c");
}

/* What may go is what all agree on, as long as all agree. */
static void
test_narrowest (void)
{
  static const Said said[] = {
    { MOTHER, KL_CONSENT_GIVEN, -7, 0, 0, 0, 0, KL_DATA_SCHOOL | KL_DATA_QUESTION | KL_DATA_HOME },
    { FATHER, KL_CONSENT_GIVEN, -7, 30, 0, 0, 0, KL_DATA_SCHOOL | KL_DATA_QUESTION },
  };
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;

  world_init (&world, 8);
  add_consent (world.consents, &said[0]);
  add_consent (world.consents, &said[1]);
  world.request.categories = KL_DATA_ALL;
  verdict = kl_consent_rule_check (&world.request);

  g_assert_true (verdict->allowed);
  g_assert_cmpuint (verdict->categories, ==, KL_DATA_SCHOOL | KL_DATA_QUESTION);
  g_assert_cmpint (verdict->until, ==, TODAY + 30);
}

/* The age of somebody at a secondary school is not known: the pupil is asked too. */
static void
test_secondary_school (void)
{
  static const Said both[] = { GIVEN (MOTHER), GIVEN (FATHER) };
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;

  world_init (&world, -1);
  ((KlConsentSubject *) g_ptr_array_index (world.subjects, 0))->secondary = TRUE;
  add_consent (world.consents, &both[0]);
  add_consent (world.consents, &both[1]);
  verdict = kl_consent_rule_check (&world.request);

  assert_lacks (verdict, "c");
}

static void
test_words (void)
{
  static const Said said[] = { { FATHER, KL_CONSENT_REFUSED, -3, 0, 0, 0, 0, 0 } };
  g_auto (World) world = { 0 };
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autofree char *lines = NULL;

  world_init (&world, 8);
  add_consent (world.consents, &said[0]);
  verdict = kl_consent_rule_check (&world.request);
  lines = kl_send_verdict_format (verdict);
  g_assert_cmpstr (lines, ==,
                   "Toestemming van Samira El Idrissi ontbreekt\n"
                   "Karim El Idrissi gaf geen toestemming (21 nov)");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consent-rule/table", test_table);
  g_test_add_func ("/consent-rule/exceptions", test_exceptions);
  g_test_add_func ("/consent-rule/melding-with-consent", test_melding_with_consent);
  g_test_add_func ("/consent-rule/nobody-in-particular", test_nobody_in_particular);
  g_test_add_func ("/consent-rule/several-children", test_several_children);
  g_test_add_func ("/consent-rule/consent-of-one-child", test_consent_of_one_child);
  g_test_add_func ("/consent-rule/narrowest", test_narrowest);
  g_test_add_func ("/consent-rule/secondary-school", test_secondary_school);
  g_test_add_func ("/consent-rule/words", test_words);

  return g_test_run ();
}
