/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-step.h"

#include <glib/gi18n-lib.h>

/* A partner that was asked again has so many days to answer. */
#define REMINDED_DAYS 7

#define STEP(kind) (1u << KL_REFERRAL_EVENT_##kind)

/* What somebody may still say about a referral that is on its way or taken on. */
#define WORK (STEP (REMINDED) | STEP (BRIDGING) | STEP (EXPECTED) | STEP (WITHDRAWN))

/* What can happen in every state. A partner that declined may come back on it; how something
 * ended may be heard afterwards; what was taken back stays so. */
static const guint possible[] = {
  [KL_REFERRAL_PREPARED] =
    STEP (SENT) | STEP (BRIDGING) | STEP (EXPECTED) | STEP (WITHDRAWN) | STEP (STOPPED),
  [KL_REFERRAL_SENT] =
    STEP (RECEIVED) | STEP (ACCEPTED) | STEP (DECLINED) | STEP (STARTED) | STEP (FINISHED) | WORK,
  [KL_REFERRAL_RECEIVED] =
    STEP (ACCEPTED) | STEP (DECLINED) | STEP (STARTED) | STEP (FINISHED) | WORK,
  [KL_REFERRAL_ACCEPTED] =
    STEP (DECLINED) | STEP (STARTED) | STEP (FINISHED) | STEP (FEEDBACK) | WORK,
  [KL_REFERRAL_DECLINED] = STEP (ACCEPTED) | STEP (FEEDBACK),
  [KL_REFERRAL_STARTED] = STEP (FINISHED) | STEP (FEEDBACK) | WORK,
  [KL_REFERRAL_FINISHED] = STEP (FEEDBACK),
  [KL_REFERRAL_WITHDRAWN] = 0,
};

static gboolean
is_state (KlReferralEventKind kind)
{
  return kind <= KL_REFERRAL_EVENT_WITHDRAWN;
}

static gboolean
has_words (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * kl_referral_step_is_possible:
 * @status: how a referral stands
 * @kind: what would happen to it
 *
 * Returns: whether that can happen, for the buttons that offer it
 */
gboolean
kl_referral_step_is_possible (KlReferralStatus status, KlReferralEventKind kind)
{
  return status >= 0 && (gsize) status < G_N_ELEMENTS (possible)
         && (possible[status] & (1u << kind)) != 0;
}

static KlDate
get_last_day (const KlReferral *referral)
{
  KlDate last = MAX (referral->sent_on, referral->received_on);

  last = MAX (last, referral->answered_on);
  return MAX (last, referral->started_on);
}

/**
 * kl_referral_step_refuse:
 * @referral: a referral
 * @step: what is said to have happened to it
 * @today: the current day
 *
 * Returns: (transfer none) (nullable): why that cannot be, translated, or %NULL when it can
 */
const char *
kl_referral_step_refuse (const KlReferral *referral, const KlReferralStep *step, KlDate today)
{
  g_return_val_if_fail (referral != NULL && step != NULL, NULL);

  if (!kl_referral_step_is_possible (referral->status, step->kind))
    return _ ("That cannot happen any more to this referral as it stands now");
  if (!kl_date_is_plausible (step->day))
    return _ ("Choose a day from 1900 to 2199");
  if (step->day > today)
    return _ ("That day is still to come");
  if (is_state (step->kind) && step->day < get_last_day (referral))
    return _ ("This comes before what happened to the referral already");
  if (step->expected_on != KL_DATE_NONE && step->expected_on < step->day)
    return _ ("Feedback cannot be expected before that day");
  if (step->kind == KL_REFERRAL_EVENT_EXPECTED && step->expected_on == KL_DATE_NONE)
    return _ ("Choose a day");
  if (step->kind == KL_REFERRAL_EVENT_BRIDGING && !has_words (step->bridging))
    return _ ("Write a few words first");
  if (step->kind == KL_REFERRAL_EVENT_DECLINED && !has_words (step->declined_why))
    return _ ("Say why the partner does not help");

  return NULL;
}

static void
apply_state (KlReferral *referral, const KlReferralStep *step)
{
  gboolean answer =
    step->kind >= KL_REFERRAL_EVENT_ACCEPTED && step->kind <= KL_REFERRAL_EVENT_FINISHED;

  referral->status = (KlReferralStatus) step->kind;
  referral->ended_on = kl_referral_status_is_open (referral->status) ? KL_DATE_NONE : step->day;
  if (step->kind == KL_REFERRAL_EVENT_SENT)
    referral->sent_on = step->day;
  if (step->kind == KL_REFERRAL_EVENT_RECEIVED)
    referral->received_on = step->day;
  if (step->kind == KL_REFERRAL_EVENT_STARTED)
    referral->started_on = step->day;
  if (answer && referral->answered_on == KL_DATE_NONE)
    referral->answered_on = step->day;
  if (answer)
    referral->feedback_on = step->day;
  if (step->kind == KL_REFERRAL_EVENT_DECLINED)
    {
      g_set_str (&referral->declined_why, step->declined_why);
      g_clear_pointer (&referral->redirected_to, kl_person_free);
      if (step->redirected_to != NULL)
        referral->redirected_to = kl_person_copy (step->redirected_to);
    }
  /* What was expected has come; the partner may say when there is more. That it has arrived is
   * no answer yet. */
  if (answer || step->kind == KL_REFERRAL_EVENT_SENT || step->kind == KL_REFERRAL_EVENT_WITHDRAWN
      || step->expected_on != KL_DATE_NONE)
    referral->expected_on = step->expected_on;
}

/**
 * kl_referral_step_apply:
 * @referral: a referral
 * @step: what happened to it, which kl_referral_step_refuse() has nothing against
 *
 * Brings @referral to how it stands afterwards. The first answer, a decline as well, sets the day
 * that the time of answering is counted from; it stays when another one follows.
 */
void
kl_referral_step_apply (KlReferral *referral, const KlReferralStep *step)
{
  g_return_if_fail (referral != NULL && step != NULL);

  if (is_state (step->kind))
    {
      apply_state (referral, step);
      return;
    }

  switch (step->kind)
    {
    case KL_REFERRAL_EVENT_REMINDED:
      referral->reminded_on = step->day;
      if (step->expected_on != KL_DATE_NONE)
        referral->expected_on = step->expected_on;
      break;
    case KL_REFERRAL_EVENT_FEEDBACK:
      referral->feedback_on = step->day;
      referral->expected_on = step->expected_on;
      break;
    case KL_REFERRAL_EVENT_EXPECTED:
      referral->expected_on = step->expected_on;
      break;
    case KL_REFERRAL_EVENT_BRIDGING:
      g_set_str (&referral->bridging, step->bridging);
      g_clear_pointer (&referral->bridging_by, kl_person_free);
      if (step->bridging_by != NULL)
        referral->bridging_by = kl_person_copy (step->bridging_by);
      break;
    default:
      break;
    }
}

/**
 * kl_referral_step_get_entry:
 * @kind: what happened to a referral
 * @entry: (out): what kind of entry the timeline of the case gets
 *
 * Returns: %FALSE when it gets none
 */
gboolean
kl_referral_step_get_entry (KlReferralEventKind kind, KlEntryKind *entry)
{
  switch (kind)
    {
    case KL_REFERRAL_EVENT_SENT:
    case KL_REFERRAL_EVENT_WITHDRAWN:
      *entry = KL_ENTRY_REFERRAL;
      return TRUE;
    case KL_REFERRAL_EVENT_RECEIVED:
    case KL_REFERRAL_EVENT_ACCEPTED:
    case KL_REFERRAL_EVENT_DECLINED:
    case KL_REFERRAL_EVENT_STARTED:
    case KL_REFERRAL_EVENT_FINISHED:
    case KL_REFERRAL_EVENT_FEEDBACK:
      *entry = KL_ENTRY_FEEDBACK;
      return TRUE;
    case KL_REFERRAL_EVENT_REMINDED:
      *entry = KL_ENTRY_CONSULTATION;
      return TRUE;
    case KL_REFERRAL_EVENT_BRIDGING:
      *entry = KL_ENTRY_NOTE;
      return TRUE;
    default:
      return FALSE;
    }
}

/* A sentence that stands on its own; NULL where the note says it all. */
static char *
describe_step (const KlReferralStep *step)
{
  const KlPerson *other = step->redirected_to;

  switch (step->kind)
    {
    case KL_REFERRAL_EVENT_SENT:
      return g_strdup (_ ("Sent."));
    case KL_REFERRAL_EVENT_RECEIVED:
      return g_strdup (_ ("Received by the partner."));
    case KL_REFERRAL_EVENT_ACCEPTED:
      return g_strdup (_ ("Accepted."));
    case KL_REFERRAL_EVENT_DECLINED:
      if (other != NULL && other->name != NULL)
        /* Translators: why a partner does not help, another partner */
        return g_strdup_printf (_ ("Declined: %s. Points to %s instead."), step->declined_why,
                                other->name);
      return g_strdup_printf (_ ("Declined: %s."), step->declined_why);
    case KL_REFERRAL_EVENT_STARTED:
      return g_strdup (_ ("The help has started."));
    case KL_REFERRAL_EVENT_FINISHED:
      return g_strdup (_ ("Finished."));
    case KL_REFERRAL_EVENT_WITHDRAWN:
      return g_strdup (_ ("Withdrawn."));
    case KL_REFERRAL_EVENT_REMINDED:
      return g_strdup (_ ("Reminded the partner of the answer."));
    case KL_REFERRAL_EVENT_BRIDGING:
      /* Translators: what happens while somebody waits for help */
      return g_strdup_printf (_ ("Meanwhile: %s"), step->bridging);
    default:
      return NULL;
    }
}

/**
 * kl_referral_step_format:
 * @step: what happened
 *
 * Returns: (transfer full): the words for the timeline of the case
 */
char *
kl_referral_step_format (const KlReferralStep *step)
{
  g_autofree char *sentence = NULL;

  g_return_val_if_fail (step != NULL, NULL);

  sentence = describe_step (step);
  if (!has_words (step->note))
    return sentence != NULL ? g_steal_pointer (&sentence)
                            : g_strdup (kl_words_get_label (KL_WORDS_REFERRAL_EVENT, step->kind));
  if (sentence == NULL)
    return g_strdup (step->note);

  return g_strdup_printf ("%s %s", sentence, step->note);
}

/**
 * kl_referral_status_is_open:
 * @status: how a referral stands
 *
 * Returns: whether more is to come: it is neither declined, finished nor withdrawn
 */
gboolean
kl_referral_status_is_open (KlReferralStatus status)
{
  return status != KL_REFERRAL_DECLINED && status != KL_REFERRAL_FINISHED
         && status != KL_REFERRAL_WITHDRAWN;
}

/**
 * kl_referral_is_waiting:
 * @referral: a referral
 *
 * Returns: whether it was sent and has no answer yet
 */
gboolean
kl_referral_is_waiting (const KlReferral *referral)
{
  g_return_val_if_fail (referral != NULL, FALSE);

  return (referral->status == KL_REFERRAL_SENT || referral->status == KL_REFERRAL_RECEIVED)
         && referral->answered_on == KL_DATE_NONE;
}

/**
 * kl_referral_get_answer_day:
 * @referral: a referral
 * @today: the current day
 *
 * Returns: by which day an answer can be asked for today: the day that is expected while it is
 *   still to come, a week from now for a partner that lets us wait, %KL_DATE_NONE when nothing is
 *   expected
 */
KlDate
kl_referral_get_answer_day (const KlReferral *referral, KlDate today)
{
  g_return_val_if_fail (referral != NULL, KL_DATE_NONE);

  if (referral->expected_on > today)
    return referral->expected_on;

  return kl_referral_is_waiting (referral) ? today + REMINDED_DAYS : KL_DATE_NONE;
}

/**
 * kl_referral_is_feedback_late:
 * @referral: a referral
 * @today: the current day
 *
 * Returns: whether it was taken on, and the day on which the partner would tell how it goes has
 *   passed
 */
gboolean
kl_referral_is_feedback_late (const KlReferral *referral, KlDate today)
{
  g_return_val_if_fail (referral != NULL, FALSE);

  return (referral->status == KL_REFERRAL_ACCEPTED || referral->status == KL_REFERRAL_STARTED)
         && referral->expected_on != KL_DATE_NONE && referral->expected_on < today;
}
