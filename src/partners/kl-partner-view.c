/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-view.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-partner-words.h"

/* So many answers make a direction, out of at least one more. */
#define TREND_ANSWERS 3

/* Who left and what stopped stands apart: it is history. */
static void
set_past_apart (KlPartnerView *view)
{
  GPtrArray *services = view->card->services;
  GPtrArray *contacts = view->card->contacts;

  for (guint i = 0; i < services->len;)
    {
      const KlPartnerService *service = g_ptr_array_index (services, i);

      if (service->stopped_on != KL_DATE_NONE && service->stopped_on <= view->today)
        g_ptr_array_add (view->past_services, g_ptr_array_steal_index (services, i));
      else
        i++;
    }
  for (guint i = 0; i < contacts->len;)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);

      if (contact->left_on != KL_DATE_NONE && contact->left_on <= view->today)
        g_ptr_array_add (view->past_contacts, g_ptr_array_steal_index (contacts, i));
      else
        i++;
    }
}

/* Days */

static void
collect_points (KlPartnerView *view)
{
  const GArray *answers = view->card->answers;
  const guint first =
    answers->len > KL_PARTNER_VIEW_POINTS ? answers->len - KL_PARTNER_VIEW_POINTS : 0;

  /* What waits stands last: it is not over yet. */
  for (int waiting = 0; waiting <= 1; waiting++)
    for (guint i = first; i < answers->len; i++)
      {
        const KlReferralDays *days = &g_array_index (answers, KlReferralDays, i);
        const gboolean waits = kl_referral_days_is_waiting (days, view->today);
        const KlSparklinePoint point = {
          .day = days->sent_on,
          .days = (waits ? view->today : days->answered_on) - days->sent_on,
          .waiting = waits,
        };

        if (waits == (waiting == 1))
          g_array_append_val (view->points, point);
      }
}

static void
describe_trend (KlPartnerView *view)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (int));
  const int *last;

  for (guint i = 0; i < view->points->len; i++)
    {
      const KlSparklinePoint *point = &g_array_index (view->points, KlSparklinePoint, i);

      if (!point->waiting)
        g_array_append_val (days, point->days);
    }
  if (days->len <= TREND_ANSWERS || view->usual < 0)
    return;

  last = &g_array_index (days, int, days->len - TREND_ANSWERS);
  if (last[0] > view->usual && last[1] > view->usual && last[2] > view->usual)
    {
      view->slower = TRUE;
      view->trend = g_strdup_printf (_ ("Slower: the last three took %d to %d days"),
                                     MIN (last[0], MIN (last[1], last[2])),
                                     MAX (last[0], MAX (last[1], last[2])));
    }
  else if (last[0] < view->usual && last[1] < view->usual && last[2] < view->usual)
    {
      view->trend = g_strdup_printf (_ ("Faster: the last three took %d to %d days"),
                                     MIN (last[0], MIN (last[1], last[2])),
                                     MAX (last[0], MAX (last[1], last[2])));
    }
}

static void
describe_days (KlPartnerView *view)
{
  const KlAnswerTime *time = &view->card->answer_time;
  const KlPartner *partner = view->card->partner;

  view->usual = time->median_days >= 0 ? time->median_days : partner->usual_days;
  if (time->n_answers > 0)
    {
      g_autofree char *answers =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d answer", "%d answers",
                                      (gulong) time->n_answers),
                         time->n_answers);

      view->days = kl_partner_format_days (time->median_days);
      /* Translators: "12 answers" */
      view->days_note = g_strdup_printf (_ ("usually until the first answer · %s"), answers);
    }
  else if (time->no_answers_yet)
    {
      view->days = kl_partner_format_days (time->longest_wait);
      view->days_note = g_strdup (_ ("waiting already, no answer yet"));
    }
  else if (partner->usual_days >= 0)
    {
      view->days = kl_partner_format_days (partner->usual_days);
      view->days_note = g_strdup (_ ("usually until the first answer, as was told"));
    }
  else
    {
      view->days_note = g_strdup (_ ("Nothing was sent yet: how fast they answer is not known."));
    }
}

static void
describe_waits (KlPartnerView *view)
{
  const KlAnswerTime *time = &view->card->answer_time;
  g_autofree char *sent = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d referral",
                                                        "%d referrals", (gulong) time->n_sent),
                                           time->n_sent);

  /* Translators: "5 referrals", then how many of them were answered */
  view->waits_note = g_strdup_printf (_ ("%s, %d answered"), sent, time->n_answers);
}

/* How it stands with the partner itself */

static void
describe_state (KlPartnerView *view)
{
  const KlPartner *partner = view->card->partner;

  if (!kl_partner_is_there (partner, view->today) && partner->stopped_on != KL_DATE_NONE)
    {
      g_autofree char *day = kl_date_format (partner->stopped_on, KL_DATE_STYLE_LONG);

      if (partner->stopped_why != NULL && *partner->stopped_why != '\0')
        view->stopped = g_strdup_printf (_ ("Stopped on %s: %s"), day, partner->stopped_why);
      else
        view->stopped = g_strdup_printf (_ ("Stopped on %s"), day);
      return;
    }

  if (partner->checked_on == KL_DATE_NONE)
    {
      view->stale = g_strdup (_ ("Nobody has checked these facts yet."));
    }
  else if (kl_partner_needs_check (partner->checked_on, view->today))
    {
      g_autofree char *day = kl_date_format (partner->checked_on, KL_DATE_STYLE_LONG);

      view->stale = g_strdup_printf (_ ("Last checked on %s. Is it still right?"), day);
    }
}

/**
 * kl_partner_view_new:
 * @card: (transfer full): what is known of a partner
 * @today: the current day
 *
 * Returns: (transfer full): what its card says
 */
KlPartnerView *
kl_partner_view_new (KlPartnerCard *card, KlDate today)
{
  KlPartnerView *view;

  g_return_val_if_fail (card != NULL, NULL);

  view = g_new0 (KlPartnerView, 1);
  view->card = card;
  view->today = today;
  view->points = g_array_new (FALSE, TRUE, sizeof (KlSparklinePoint));
  view->place = kl_partner_format_place (card->partner);
  view->address = kl_partner_format_address (card->partner);
  view->past_services = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
  view->past_contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  set_past_apart (view);
  collect_points (view);
  describe_days (view);
  describe_trend (view);
  describe_waits (view);
  describe_state (view);

  return view;
}

/**
 * kl_partner_view_free:
 * @view: (transfer full) (nullable): a view
 */
void
kl_partner_view_free (KlPartnerView *view)
{
  if (view == NULL)
    return;

  kl_partner_card_free (view->card);
  g_ptr_array_unref (view->past_services);
  g_ptr_array_unref (view->past_contacts);
  g_array_unref (view->points);
  g_free (view->place);
  g_free (view->days);
  g_free (view->days_note);
  g_free (view->trend);
  g_free (view->stopped);
  g_free (view->stale);
  g_free (view->address);
  g_free (view->waits_note);
  g_free (view);
}
