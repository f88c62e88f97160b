/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-pack.h"

static KlDate
day (int month, int day_of_month)
{
  return kl_date_new (2025, month, day_of_month);
}

static void
add_chronology (KlCaseSummary *summary)
{
  kl_case_summary_add_mark (summary, day (9, 19), KL_MARK_TALK, "gesprekje");
  kl_case_summary_add_mark (summary, day (10, 6), KL_MARK_CARE_TEAM, NULL);
  kl_case_summary_add_mark (summary, day (10, 30), KL_MARK_SIGNAL, "niet op school");
  kl_case_summary_add_mark (summary, day (10, 30), KL_MARK_HOME_VISIT, "huisbezoek");
  kl_case_summary_add_mark (summary, day (10, 31), KL_MARK_CONSULT, "buurtteam bijgepraat");
  kl_case_summary_add_mark (summary, day (11, 7), KL_MARK_TALK, "gesprekjes op school");
  kl_case_summary_add_mark (summary, day (11, 14), KL_MARK_TALK, "gesprekjes op school");
  kl_case_summary_add_consent_span (summary, day (10, 30), day (12, 11),
                                    "van moeder, t/m 11 december");
  kl_case_summary_add_plan_span (summary, day (6, 2), "versie 1");
  kl_case_summary_add_plan_span (summary, day (10, 20), "versie 2");
  kl_case_summary_add_plan_span (summary, day (11, 18), "versie 3");
  kl_case_summary_add_holiday (summary, day (10, 11), day (10, 19), "herfstvakantie");

  kl_case_summary_add_since (summary, "30 okt",
                             "Niet op school; huisbezoek, samen naar school gelopen");
  kl_case_summary_add_since (summary, "30 okt", "Moeder gaf toestemming");
  kl_case_summary_add_since (summary, "31 okt",
                             "Toegang en Regie: kan het sneller? Buurtteam bijgepraat");
  kl_case_summary_add_since (summary, "7, 14 nov", "Gesprekjes op school");
}

static void
add_factors (KlCaseSummary *summary)
{
  static const char *const helping[] = { "Vertelt zelf hoe boos hij wordt",
                                         "Komt op verhaal tijdens het lopen",
                                         "Leerkracht merkt het dezelfde dag",
                                         "Moeder staat open voor hulp" };
  static const char *const hindering[] = { "Uitbarstingen thuis", "Voelt zich daarna slecht",
                                           "Veiligheid thuis is onzeker",
                                           "Geen antwoord van Toegang en Regie" };

  for (guint i = 0; i < G_N_ELEMENTS (helping); i++)
    g_ptr_array_add (summary->helping, g_strdup (helping[i]));
  for (guint i = 0; i < G_N_ELEMENTS (hindering); i++)
    g_ptr_array_add (summary->hindering, g_strdup (hindering[i]));
}

static void
add_referrals (KlCaseSummary *summary)
{
  KlPackReferral *referral = kl_case_summary_add_referral (summary, "Toegang en Regie", "aanjagen");
  KlPackConsent *consent;

  referral->sent_on = day (10, 31);
  referral->waiting = TRUE;
  referral->days = 24;
  referral->median_days = 24;
  referral = kl_case_summary_add_referral (summary, "Buurtteam West", "consult");
  referral->sent_on = day (10, 31);
  referral->answered_on = day (10, 31);
  referral->answer = g_strdup ("zelfde dag gesproken");

  consent = kl_case_summary_add_consent (summary, KL_CONSENT_GIVEN,
                                         "Moeder (gezag), 30 oktober, mondeling");
  consent->receivers = g_strdup ("Met Toegang en Regie, Buurtteam West");
  consent->until = day (12, 11);
}

static void
add_actions (KlCaseSummary *summary)
{
  KlPackAction *action;

  action = kl_case_summary_add_action (summary, "Wekelijks gesprekje op school, als overbrugging",
                                       "Samira Bouali");
  action->due = g_strdup ("elke vrijdag");
  action->state = g_strdup ("21 nov niet gebeurd");
  action = kl_case_summary_add_action (summary, "Moeder vragen wat thuis helpt bij een uitbarsting",
                                       "Karin Verhagen");
  action->due = g_strdup ("1 dec");
  action->state = g_strdup ("open");
  action =
    kl_case_summary_add_action (summary, "Toegang en Regie bellen: wie is de vaste regisseur?",
                                "Samira Bouali");
  action->due = g_strdup ("17 nov");
  action->state = g_strdup ("7 dagen te laat");
  action->late = TRUE;
}

KlCaseSummary *
sample_case_new (void)
{
  const KlThing note = { .kind = KL_THING_ENTRY, .visibility = KL_VISIBILITY_PRIVATE };
  KlCaseSummary *summary = kl_case_summary_new ();

  summary->name = g_strdup ("Jelle van den Berg");
  summary->title = g_strdup ("Driftbuien thuis");
  summary->group = g_strdup ("7, 10 jaar");
  summary->owner = g_strdup ("Samira Bouali (smw)");
  summary->trusted = g_strdup ("Samira Bouali (smw)");
  summary->theme = g_strdup ("Opvoeden en opgroeien");
  summary->support_level = 2;
  summary->last_contact = day (11, 14);
  summary->contact_days = 10;
  summary->contact_norm = 7;
  summary->why =
    g_strdup ("Toegang en Regie antwoordt al 24 dagen niet. Sinds 14 november is Jelle "
              "niet gesproken.");
  summary->question =
    g_strdup ("Wat doen wij als Toegang en Regie niet antwoordt, en wie is er voor "
              "Jelle als Samira er niet is?");
  kl_case_summary_add_trust (summary, "Anke de Laat", "leerkracht, merkte het op", TRUE);
  kl_case_summary_add_trust (summary, "Samira Bouali", "ging naar huis, blijft bereikbaar", TRUE);
  kl_case_summary_add_trust (summary, "Toegang en Regie", "nog geen persoon bekend", FALSE);
  add_chronology (summary);
  add_factors (summary);
  add_referrals (summary);
  add_actions (summary);
  kl_left_out_list_add (summary->left_out, &note, KL_REASON_WRITER);
  return summary;
}

static void
add_item (KlPackContent *content,
          const char *title,
          int minutes,
          const char *question,
          const char *change_note,
          KlCaseSummary *summary)
{
  KlPackItem *item = kl_pack_content_add_item (content, title, minutes);

  item->question = g_strdup (question);
  item->change_note = g_strdup (change_note);
  item->summary = summary;
}

static void
add_attendees (KlPackContent *content)
{
  static const struct
  {
    const char *name;
    const char *role;
    gboolean present;
  } people[] = { { "Marleen Kuijpers", "intern begeleider", TRUE },
                 { "Samira Bouali", "schoolmaatschappelijk werk", TRUE },
                 { "Karin Verhagen", "jeugdverpleegkundige", TRUE },
                 { "Anke de Laat", "leerkracht groep 7, alleen punt 2", TRUE },
                 { "Ruud van Esch", "directeur", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      KlPackAttendee *attendee =
        kl_pack_content_add_attendee (content, people[i].name, people[i].role);

      attendee->chair = i == 0;
      attendee->present = people[i].present;
      attendee->copy = people[i].present ? i + 1 : 0;
    }
}

KlPackContent *
sample_pack_new (void)
{
  KlPackContent *content = kl_pack_content_new ();
  KlCaseSummary *family = kl_case_summary_new ();

  content->school = g_strdup ("KC De Wilgenroos");
  content->date = day (11, 24);
  content->starts_at = 13 * 60 + 15;
  content->ends_at = 14 * 60 + 30;
  content->place = g_strdup ("IB-kamer");
  content->previous_on = day (10, 6);
  content->copy = 3;
  content->n_copies = 5;
  content->copy_for = g_strdup ("Karin Verhagen");
  content->copy_return_to = g_strdup ("Marleen Kuijpers");
  content->printed_at = kl_time_from_local (day (11, 24), 8 * 60 + 5);
  content->audit_head = g_strdup ("4f9c 21d7 a0b3 8e56");

  family->name = g_strdup ("Gezin El Amrani");
  family->title = g_strdup ("Hulp na verlies");
  add_item (content, "Opening, notulen van 6 oktober", 5, NULL, NULL, NULL);
  add_item (content, "Jelle, groep 7", 15,
            "Wat doen wij als Toegang en Regie niet antwoordt, en wie is er als Samira er niet is?",
            "5 wijzigingen sinds 6 oktober", sample_case_new ());
  add_item (content, "Gezin E., groep 4", 10, "Quiet belt niet: zelf warm voorstellen?",
            "2 wijzigingen sinds 6 oktober", family);
  add_item (content, "Groepsronde groep 5", 15, "Wat gaat goed, en wat is er nodig?", NULL, NULL);
  add_item (content, "Oudergroep na scheiding", 10, "Doorgaan met drie ouderparen?",
            "1 wijziging sinds 6 oktober", NULL);
  add_item (content, "Rondvraag, afspraken nalopen", 5, NULL, NULL, NULL);
  add_attendees (content);
  return content;
}
