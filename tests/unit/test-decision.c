/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-decision.h"

#include "dutch.h"

/* A Monday. */
#define TODAY kl_date_new (2025, 11, 24)

static void
add (GPtrArray *people, KlPersonKind kind, gint64 id, const char *name)
{
  g_ptr_array_add (people, kl_person_new (kind, id, name, NULL));
}

static GPtrArray *
new_people (void)
{
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  add (people, KL_PERSON_PROFESSIONAL, 1, "Marleen Kuijpers");
  add (people, KL_PERSON_PROFESSIONAL, 2, "Samira Bouali");
  add (people, KL_PERSON_PROFESSIONAL, 3, "Karin Verhagen");
  add (people, KL_PERSON_PROFESSIONAL, 4, "Anke de Laat");
  add (people, KL_PERSON_PROFESSIONAL, 5, "Joost Peters");
  add (people, KL_PERSON_PROFESSIONAL, 6, "Joost van Dijk");
  add (people, KL_PERSON_PROFESSIONAL, 7, "Zoë Öztürk");

  return people;
}

static GPtrArray *
new_partners (void)
{
  GPtrArray *partners = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  add (partners, KL_PERSON_PARTNER, 1, "Team Toegang en Regie");
  add (partners, KL_PERSON_PARTNER, 2, "Quiet");
  add (partners, KL_PERSON_PARTNER, 3, "Buurtteam West");

  return partners;
}

static void
test_day (void)
{
  static const struct
  {
    const char *text;
    int year, month, day; /* 0 when none is named */
  } cases[] = {
    { "Karin belt moeder vrijdag over de nachten", 2025, 11, 28 },
    { "Karin belt moeder maandag", 2025, 12, 1 },
    { "Karin belt moeder Dinsdag.", 2025, 11, 25 },
    { "volgende week dinsdag bellen", 2025, 12, 2 },
    { "dinsdag volgende week bellen", 2025, 12, 2 },
    { "volgende week bellen", 2025, 12, 1 },
    { "vandaag nog bellen", 2025, 11, 24 },
    { "morgen bellen", 2025, 11, 25 },
    { "overmorgen bellen", 2025, 11, 26 },
    { "over twee dagen bellen", 2025, 11, 26 },
    { "over zes weken terug op de agenda", 2026, 1, 5 },
    { "over 3 weken", 2025, 12, 15 },
    { "over één maand", 2025, 12, 24 },
    { "wo 26 nov bellen", 2025, 11, 26 },
    { "uiterlijk 26 november", 2025, 11, 26 },
    { "voor 12 januari", 2026, 1, 12 },
    { "op 12 januari 2027", 2027, 1, 12 },
    { "op 26-11", 2025, 11, 26 },
    { "op 26/11/2025", 2025, 11, 26 },
    { "op 2-1", 2026, 1, 2 },
    { "op 2-1-26", 2026, 1, 2 },
    { "op 20-11-2025 was het al", 0, 0, 0 }, /* it is past */
    { "op 31-2", 0, 0, 0 },
    { "45 mei", 0, 0, 0 },
    { "tel. 073-6150000 bellen", 0, 0, 0 },
    { "over de nachten praten", 0, 0, 0 },
    { "over honderd weken", 0, 0, 0 },
    { "zo snel als het kan", 0, 0, 0 },
    { "", 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlDate expected = cases[i].year != 0
                          ? kl_date_new (cases[i].year, cases[i].month, cases[i].day)
                          : KL_DATE_NONE;
      g_autofree char *found =
        kl_date_format (kl_decision_find_day (cases[i].text, TODAY), KL_DATE_STYLE_ISO);
      g_autofree char *wanted = kl_date_format (expected, KL_DATE_STYLE_ISO);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, wanted);
    }
}

static void
test_owner (void)
{
  static const struct
  {
    const char *text;
    gint64 id; /* 0 for nobody */
  } cases[] = {
    { "Karin belt moeder vrijdag over de nachten", 3 },
    { "Karin belt Marleen", 3 },
    { "anke vangt Jelle op bij de deur als Samira er niet is", 4 },
    { "Morgen belt Anke de Laat", 4 },
    { "Ik bel moeder", 1 },
    { "moeder belt als ik er ben, Karin neemt op", 1 },
    { "Zoe praat met de klas", 7 },
    { "Joost praat met de klas", 0 }, /* there are two */
    { "Joost van Dijk praat met de klas", 6 },
    { "Moeder brengt Jelle zelf", 0 },
    { "Markering op het plein", 0 },
  };
  g_autoptr (GPtrArray) people = new_people ();
  const KlDecisionContext context = { people, NULL, g_ptr_array_index (people, 0), TODAY };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlDecision) decision = kl_decision_read (cases[i].text, &context);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (decision->owner != NULL ? decision->owner->id : 0, ==, cases[i].id);
      g_assert_cmpstr (decision->text, ==, cases[i].text);
    }
}

static void
test_kind (void)
{
  static const struct
  {
    const char *text;
    KlDecisionKind kind;
    int value;
    gint64 partner_id;
    const char *outcome;
  } cases[] = {
    { "Karin belt moeder vrijdag", KL_DECISION_ACTION, 0, 0, "Actie: Karin Verhagen, vr 28 nov" },
    { "Moeder weer spreken", KL_DECISION_ACTION, 0, 0, "Actie" },
    { "Ondersteuningsniveau van 2 naar 3", KL_DECISION_LEVEL, 3, 0, "Ondersteuningsniveau 3" },
    { "niveau 4", KL_DECISION_LEVEL, 4, 0, "Ondersteuningsniveau 4" },
    { "niveau 9", KL_DECISION_ACTION, 0, 0, "Actie" },
    { "Twee leerlingen van niveau wisselen", KL_DECISION_ACTION, 0, 0, "Actie" },
    { "Status: volgen", KL_DECISION_STATUS, KL_CASE_STATUS_MONITORING, 0, "Status: Volgen" },
    { "status wacht", KL_DECISION_STATUS, KL_CASE_STATUS_WAITING, 0, "Status: Wacht" },
    { "Status: gesloten", KL_DECISION_ACTION, 0, 0, "Actie" },
    { "We wachten op antwoord", KL_DECISION_ACTION, 0, 0, "Actie" },
    { "Over zes weken terug op de agenda", KL_DECISION_AGAIN, 0, 0, "Volgende keer, ma 5 jan" },
    { "Volgende keer bespreken", KL_DECISION_AGAIN, 0, 0, "Volgende keer" },
    { "Aanmelden bij Quiet, Samira doet dat", KL_DECISION_REFERRAL, 0, 2, "Verwijzing: Quiet" },
    { "Verwijzen naar Buurtteam West", KL_DECISION_REFERRAL, 0, 3, "Verwijzing: Buurtteam West" },
    { "Karin belt Quiet", KL_DECISION_ACTION, 0, 0, "Actie: Karin Verhagen" },
    { "Toeleiden naar de sportclub", KL_DECISION_ACTION, 0, 0, "Actie" },
  };
  g_autoptr (GPtrArray) people = new_people ();
  g_autoptr (GPtrArray) partners = new_partners ();
  const KlDecisionContext context = { people, partners, NULL, TODAY };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlDecision) decision = kl_decision_read (cases[i].text, &context);
      g_autoptr (KlDecision) copy = kl_decision_copy (decision);
      g_autofree char *outcome = kl_decision_format_outcome (copy);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (decision->kind, ==, cases[i].kind);
      g_assert_cmpint (decision->value, ==, cases[i].value);
      g_assert_cmpint (decision->partner != NULL ? decision->partner->id : 0, ==,
                       cases[i].partner_id);
      g_assert_cmpstr (outcome, ==, cases[i].outcome);
    }
}

static void
test_words (void)
{
  for (int kind = 0; kind < KL_N_DECISION_KINDS; kind++)
    g_assert_cmpstr (kl_decision_kind_get_label (kind), !=, "");
  g_assert_true (kl_decision_kind_needs_case (KL_DECISION_LEVEL));
  g_assert_true (kl_decision_kind_needs_case (KL_DECISION_AGAIN));
  g_assert_false (kl_decision_kind_needs_case (KL_DECISION_ACTION));
  g_assert_false (kl_decision_kind_needs_case (KL_DECISION_AGREED));
}

int
main (int argc, char *argv[])
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decision/day", test_day);
  g_test_add_func ("/decision/owner", test_owner);
  g_test_add_func ("/decision/kind", test_kind);
  g_test_add_func ("/decision/words", test_words);

  return g_test_run ();
}
