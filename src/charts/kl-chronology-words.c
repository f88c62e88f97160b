/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chronology-words.h"

#include <glib/gi18n-lib.h>

/* What each mark of a chronology says, in a tooltip and aloud. */

static char *
describe_mark (const KlStripMark *mark, KlDate today)
{
  g_autofree char *date = kl_date_format (mark->date, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autofree char *word =
    g_utf8_strdown (kl_words_get_label (KL_WORDS_ENTRY_KIND, (int) mark->kind), -1);

  if (mark->date > today)
    return g_strdup_printf ("%s: %s, %s", date, word, _ ("planned"));

  return g_strdup_printf ("%s: %s", date, word);
}

static char *
describe_place (const KlChronologyPlace *place, const KlChronologyData *data)
{
  g_autofree char *words = describe_mark (&data->marks[place->index], data->today);
  g_autofree char *more = NULL;

  if (place->n_more == 0)
    return g_steal_pointer (&words);

  more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more about then",
                                       "and %u more about then", place->n_more),
                          place->n_more);
  return g_strdup_printf ("%s, %s", words, more);
}

static char *
describe_referral (const KlChronologyReferral *referral, KlDate today)
{
  g_autofree char *date = kl_date_format (referral->sent, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autofree char *state = kl_chronology_referral_describe (referral, today);

  return g_strdup_printf ("%s: %s, %s, %s", date,
                          kl_words_get_label (KL_WORDS_MARK, KL_MARK_REFERRAL),
                          referral->label != NULL ? referral->label : "", state);
}

static char *
describe_consent (const KlChronologyConsent *consent, KlDate today)
{
  g_autofree char *first = kl_date_format (consent->first, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autofree char *state = NULL;

  if (consent->status == KL_CONSENT_GIVEN && consent->last != KL_DATE_NONE)
    {
      g_autofree char *last = kl_date_format (consent->last, KL_DATE_STYLE_SHORT);

      state = g_strdup_printf (consent->last < today ? _ ("ended %s") : _ ("until %s"), last);
    }
  else
    state =
      g_utf8_strdown (kl_words_get_label (KL_WORDS_CONSENT_STATUS, (int) consent->status), -1);

  return g_strdup_printf ("%s: %s, %s, %s", first,
                          kl_words_get_label (KL_WORDS_MARK, KL_MARK_CONSENT),
                          consent->label != NULL ? consent->label : "", state);
}

static char *
describe_plan (const KlChronologyPlan *plan)
{
  g_autofree char *first = kl_date_format (plan->first, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autofree char *last =
    plan->last != KL_DATE_NONE ? kl_date_format (plan->last, KL_DATE_STYLE_SHORT) : NULL;

  if (last == NULL)
    /* Translators: a day, and the version of a plan that holds since then */
    return g_strdup_printf (_ ("%s: plan, version %u, still holds"), first, plan->version);

  /* Translators: a day, the version of a plan that began then, and its last day */
  return g_strdup_printf (_ ("%s: plan, version %u, until %s"), first, plan->version, last);
}

/**
 * kl_chronology_layout_describe_stop:
 * @layout: a drawing
 * @data: what it was made of
 * @index: one of its stops
 *
 * Returns: (transfer full): that in a sentence
 */
char *
kl_chronology_layout_describe_stop (const KlChronologyLayout *layout,
                                    const KlChronologyData *data,
                                    guint index)
{
  const KlChronologyStop *stop = &g_array_index (layout->stops, KlChronologyStop, index);

  switch (stop->lane)
    {
    case KL_LANE_CARE_TEAM:
      {
        const KlChronologyMeeting *meeting =
          &g_array_index (layout->meetings, KlChronologyMeeting, stop->index);

        return describe_mark (&data->marks[meeting->index], data->today);
      }
    case KL_LANE_REFERRAL:
      {
        const KlChronologyBar *bar = &g_array_index (layout->bars, KlChronologyBar, stop->index);

        return describe_referral (&data->referrals[bar->index], data->today);
      }
    case KL_LANE_CONSENT:
      {
        const KlChronologyPill *pill =
          &g_array_index (layout->pills, KlChronologyPill, stop->index);

        return describe_consent (&data->consents[pill->index], data->today);
      }
    case KL_LANE_PLAN:
      {
        const KlChronologyPill *plan =
          &g_array_index (layout->plans, KlChronologyPill, stop->index);

        return describe_plan (&data->plans[plan->index]);
      }
    case KL_LANE_FAMILY:
    case KL_LANE_TEAM:
    case KL_LANE_NONE:
    default:
      return describe_place (&g_array_index (layout->places, KlChronologyPlace, stop->index), data);
    }
}
