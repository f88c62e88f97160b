/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention.h"

#include <glib/gi18n-lib.h>

#include "kl-partner.h"
#include "kl-referral-step.h"

/* Auxiliary functions */

static char *
format_number (int days)
{
  return kl_contact_norm_format_days (days);
}

/* Kinds of contact inside a sentence. */
static const char *
get_contact_word (KlEntryKind kind)
{
  switch (kind)
    {
    case KL_ENTRY_CONVERSATION:
      return C_ ("contact", "conversation");
    case KL_ENTRY_PHONE_CALL:
      return C_ ("contact", "phone call");
    case KL_ENTRY_HOME_VISIT:
      return C_ ("contact", "home visit");
    case KL_ENTRY_JOINT_MEETING:
      return C_ ("contact", "joint meeting");
    case KL_ENTRY_GROUP_TALK:
      return C_ ("contact", "group talk");
    default:
      return C_ ("contact", "contact");
    }
}

/* "since conversation 7 Nov", or since the start when there was no contact yet. */
static char *
format_contact_reference (const KlContactHistory *history, KlEntryKind last_kind)
{
  const KlDate start = kl_contact_norm_get_start (history);
  g_autofree char *date = kl_date_format (start, KL_DATE_STYLE_SHORT);

  if (history->last_contact == KL_DATE_NONE || start != history->last_contact)
    /* Translators: %s is a short date */
    return g_strdup_printf (_ ("since the start %s"), date);

  /* Translators: a kind of contact in lower case, a short date */
  return g_strdup_printf (_ ("since %s %s"), get_contact_word (last_kind), date);
}

static char *
format_referral_reference (const KlReferral *referral, KlUrgency urgency)
{
  g_autofree char *date = NULL;

  /* Translators: the usual number of days to an answer */
  if (urgency == KL_URGENCY_LATE && referral->median_days >= 0)
    return g_strdup_printf (_ ("usually %d"), referral->median_days);

  if (referral->expected_on != KL_DATE_NONE)
    {
      date = kl_date_format (referral->expected_on, KL_DATE_STYLE_SHORT);
      return g_strdup_printf (_ ("expected %s"), date);
    }

  date = kl_date_format (referral->sent_on, KL_DATE_STYLE_SHORT);
  return g_strdup_printf (_ ("sent %s"), date);
}

/* Shared by what has a day: late after it, today on it. */
static KlAttention *
new_for_day (KlAttentionReason reason, KlDate date, KlDate today)
{
  KlAttention *attention = kl_attention_new (reason);

  attention->urgency = today > date ? KL_URGENCY_LATE : KL_URGENCY_SOON;
  attention->since = date;
  attention->days = ABS (today - date);
  attention->days_text =
    today > date ? format_number (attention->days) : kl_date_format_relative (date, today);

  return attention;
}

static char *
format_was_due (KlDate date)
{
  g_autofree char *text = kl_date_format (date, KL_DATE_STYLE_SHORT);

  /* Translators: %s is the short date on which it should have been done */
  return g_strdup_printf (_ ("was due %s"), text);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return kl_attention_compare (*(const KlAttention *const *) a, *(const KlAttention *const *) b);
}

/* Public API */

/**
 * kl_attention_reason_get_label:
 * @reason: why something asks for attention
 * @urgency: how urgent the first of its kind is
 *
 * Returns: (transfer none): the translated heading above rows with that reason
 */
const char *
kl_attention_reason_get_label (KlAttentionReason reason, KlUrgency urgency)
{
  switch (reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      return _ ("No contact");
    case KL_ATTENTION_NO_ANSWER:
      return _ ("No answer");
    case KL_ATTENTION_ACTION_DUE:
      return urgency == KL_URGENCY_LATE ? _ ("Action late") : _ ("Action today");
    case KL_ATTENTION_CONSENT_ENDING:
      return _ ("Consent");
    case KL_ATTENTION_PLAN_REVIEW:
      return _ ("Review plan");
    case KL_ATTENTION_NEW_QUESTION:
      return _ ("New question");
    case KL_ATTENTION_RETENTION:
      return _ ("Retention");
    case KL_ATTENTION_FEEDBACK_LATE:
      return _ ("No feedback");
    case KL_ATTENTION_NO_BRIDGING:
      return _ ("No help yet");
    case KL_ATTENTION_OFF_RADAR:
      return _ ("Off the radar");
    case KL_ATTENTION_PARTNER_SILENT:
      return _ ("Not spoken to");
    case KL_ATTENTION_PARTNER_FACTS:
      return _ ("To check");
    default:
      return "";
    }
}

/**
 * kl_attention_reason_get_verb:
 * @reason: why something asks for attention
 *
 * Returns: (transfer none): the translated word on the button that settles it
 */
const char *
kl_attention_reason_get_verb (KlAttentionReason reason)
{
  switch (reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      return C_ ("attention", "Note");
    case KL_ATTENTION_NO_ANSWER:
      return C_ ("attention", "Remind");
    case KL_ATTENTION_ACTION_DUE:
      return C_ ("attention", "Tick off");
    case KL_ATTENTION_CONSENT_ENDING:
      return C_ ("attention", "Renew");
    case KL_ATTENTION_PLAN_REVIEW:
      return C_ ("attention", "Schedule");
    case KL_ATTENTION_NEW_QUESTION:
      return C_ ("attention", "Pick up");
    case KL_ATTENTION_FEEDBACK_LATE:
      return C_ ("attention", "Ask");
    case KL_ATTENTION_NO_BRIDGING:
      return C_ ("attention", "Bridge");
    case KL_ATTENTION_PARTNER_SILENT:
      return C_ ("attention", "Call");
    case KL_ATTENTION_PARTNER_FACTS:
      return C_ ("attention", "Check");
    case KL_ATTENTION_RETENTION:
    case KL_ATTENTION_OFF_RADAR:
      return C_ ("attention", "View");
    default:
      return "";
    }
}

/**
 * kl_attention_check_contact:
 * @history: what is known of the case
 * @last_kind: the kind of the last contact; no matter when there was none
 * @norm: the contact norm of the school in days
 * @today: the current day
 * @calendar: (nullable): the holidays of the school
 *
 * Returns: (transfer full) (nullable): a row when the case is past the norm
 */
KlAttention *
kl_attention_check_contact (const KlContactHistory *history,
                            KlEntryKind last_kind,
                            int norm,
                            KlDate today,
                            const KlCalendar *calendar)
{
  KlAttention *attention;
  int days;

  g_return_val_if_fail (history != NULL, NULL);

  days = kl_contact_norm_count_days (history, today, calendar);
  if (kl_contact_norm_get_level (days, norm) != KL_CONTACT_LEVEL_OVER)
    return NULL;

  attention = kl_attention_new (KL_ATTENTION_NO_CONTACT);
  attention->urgency = KL_URGENCY_LATE;
  attention->days = days;
  attention->days_text = format_number (days);
  attention->reference = format_contact_reference (history, last_kind);
  attention->since = kl_contact_norm_get_start (history);
  attention->norm = norm;

  return attention;
}

/**
 * kl_attention_check_referral:
 * @referral: a referral
 * @today: the current day
 *
 * A referral that was sent and not answered asks for attention once the day on
 * which feedback was expected has passed; without such a day, once it waits longer
 * than the partner usually takes. It is late when it waits longer than usual: a
 * partner of whom four weeks are usual is not late after two.
 *
 * Returns: (transfer full) (nullable): a row when feedback should have come
 */
KlAttention *
kl_attention_check_referral (const KlReferral *referral, KlDate today)
{
  KlAttention *attention;
  int waited, usual;
  gboolean longer_than_usual;

  g_return_val_if_fail (referral != NULL, NULL);

  if (referral->sent_on == KL_DATE_NONE || referral->answered_on != KL_DATE_NONE)
    return NULL;
  if (referral->status != KL_REFERRAL_SENT && referral->status != KL_REFERRAL_RECEIVED)
    return NULL;

  waited = today - referral->sent_on;
  usual = referral->median_days >= 0 ? referral->median_days : KL_ATTENTION_ANSWER_DAYS;
  longer_than_usual = waited > usual;
  if (referral->expected_on != KL_DATE_NONE ? today <= referral->expected_on : !longer_than_usual)
    return NULL;

  /* With nothing else to go by, the day that was agreed decides. */
  if (referral->expected_on != KL_DATE_NONE && referral->median_days < 0)
    longer_than_usual = TRUE;

  attention = kl_attention_new (KL_ATTENTION_NO_ANSWER);
  attention->urgency = longer_than_usual ? KL_URGENCY_LATE : KL_URGENCY_SOON;
  attention->days = waited;
  attention->days_text = format_number (waited);
  attention->reference = format_referral_reference (referral, attention->urgency);
  attention->since = referral->sent_on;
  attention->norm = referral->median_days;

  return attention;
}

/**
 * kl_attention_check_feedback:
 * @referral: a referral
 * @today: the current day
 *
 * Returns: (transfer full) (nullable): a row when a partner that took it on would have told by now
 *   how it goes
 */
KlAttention *
kl_attention_check_feedback (const KlReferral *referral, KlDate today)
{
  KlAttention *attention;

  g_return_val_if_fail (referral != NULL, NULL);

  if (!kl_referral_is_feedback_late (referral, today))
    return NULL;

  attention = new_for_day (KL_ATTENTION_FEEDBACK_LATE, referral->expected_on, today);
  attention->reference = format_was_due (referral->expected_on);

  return attention;
}

/**
 * kl_attention_check_bridging:
 * @referral: a referral
 * @today: the current day
 *
 * A partner that is not late yet does not make the waiting shorter.
 *
 * Returns: (transfer full) (nullable): a row when it waits two weeks or longer, and nothing was
 *   agreed for meanwhile
 */
KlAttention *
kl_attention_check_bridging (const KlReferral *referral, KlDate today)
{
  KlAttention *attention;
  int waited;

  g_return_val_if_fail (referral != NULL, NULL);

  waited = today - referral->sent_on;
  if (!kl_referral_is_waiting (referral) || waited < KL_ATTENTION_BRIDGING_DAYS
      || (referral->bridging != NULL && *referral->bridging != '\0'))
    return NULL;

  attention = kl_attention_new (KL_ATTENTION_NO_BRIDGING);
  attention->urgency = KL_URGENCY_SOON;
  attention->days = waited;
  attention->days_text = format_number (waited);
  attention->reference = format_referral_reference (referral, KL_URGENCY_LATE);
  attention->since = referral->sent_on;
  attention->norm = KL_ATTENTION_BRIDGING_DAYS;

  return attention;
}

/**
 * kl_attention_check_radar:
 * @radar: what is known of a family in an open case
 * @today: the current day
 *
 * Partners help who is registered where they work. A family with one foot in another municipality
 * is nobody's, certainly once somebody has declined.
 *
 * Returns: (transfer full) (nullable): a row when the family is registered at two municipalities or
 *   more and nobody took it on
 */
KlAttention *
kl_attention_check_radar (const KlRadar *radar, KlDate today)
{
  KlAttention *attention;
  KlDate since;

  g_return_val_if_fail (radar != NULL && radar->municipalities != NULL, NULL);

  if (radar->municipalities->len < 2 || radar->taken_on)
    return NULL;

  since = radar->declined_on != KL_DATE_NONE ? radar->declined_on : radar->since;
  attention = kl_attention_new (KL_ATTENTION_OFF_RADAR);
  attention->urgency = radar->declined_on != KL_DATE_NONE ? KL_URGENCY_LATE : KL_URGENCY_SOON;
  attention->days = MAX (today - since, 0);
  attention->since = since;
  attention->days_text = format_number (attention->days);
  /* Translators: two municipalities */
  attention->reference =
    g_strdup_printf (_ ("%s and %s"), (const char *) g_ptr_array_index (radar->municipalities, 0),
                     (const char *) g_ptr_array_index (radar->municipalities, 1));

  return attention;
}

/* Days since, or in words that it never happened. */
static KlAttention *
new_since (KlAttentionReason reason, KlDate day, KlDate today)
{
  KlAttention *attention = kl_attention_new (reason);
  g_autofree char *date = NULL;

  attention->urgency = KL_URGENCY_SOON;
  attention->since = day;
  if (day == KL_DATE_NONE)
    {
      attention->days_text = g_strdup (_ ("never yet"));
      return attention;
    }

  date = kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR);
  attention->days = today - day;
  attention->days_text = format_number (attention->days);
  /* Translators: %s is a short date with its year */
  attention->reference = g_strdup_printf (_ ("last %s"), date);

  return attention;
}

/**
 * kl_attention_check_partner_talk:
 * @last_spoken: when somebody of the school last spoke to the partner, or %KL_DATE_NONE
 * @today: the current day
 *
 * For partners that the school refers to.
 *
 * Returns: (transfer full) (nullable): a row when that is a year ago or was never
 */
KlAttention *
kl_attention_check_partner_talk (KlDate last_spoken, KlDate today)
{
  return kl_partner_is_silent (last_spoken, today)
           ? new_since (KL_ATTENTION_PARTNER_SILENT, last_spoken, today)
           : NULL;
}

/**
 * kl_attention_check_partner_facts:
 * @checked_on: when the facts of a partner were last looked at, or %KL_DATE_NONE
 * @today: the current day
 *
 * For partners that the school refers to.
 *
 * Returns: (transfer full) (nullable): a row when that is six months ago or was never
 */
KlAttention *
kl_attention_check_partner_facts (KlDate checked_on, KlDate today)
{
  return kl_partner_needs_check (checked_on, today)
           ? new_since (KL_ATTENTION_PARTNER_FACTS, checked_on, today)
           : NULL;
}

/**
 * kl_attention_check_action:
 * @due: when it should be done, or %KL_DATE_NONE
 * @done_on: when it was done, or %KL_DATE_NONE
 * @today: the current day
 *
 * Returns: (transfer full) (nullable): a row when an open action is due today or late
 */
KlAttention *
kl_attention_check_action (KlDate due, KlDate done_on, KlDate today)
{
  KlAttention *attention;

  if (due == KL_DATE_NONE || done_on != KL_DATE_NONE || due > today)
    return NULL;

  attention = new_for_day (KL_ATTENTION_ACTION_DUE, due, today);
  attention->reference =
    due < today ? format_was_due (due) : kl_date_format (due, KL_DATE_STYLE_SHORT_WEEKDAY);

  return attention;
}

/**
 * kl_attention_check_consent:
 * @status: what was answered
 * @until: the last valid day, or %KL_DATE_NONE
 * @today: the current day
 *
 * Only the newest consent for a receiver and purpose should be asked about; one that
 * was renewed may end.
 *
 * Returns: (transfer full) (nullable): a row when a given consent ends within a week
 */
KlAttention *
kl_attention_check_consent (KlConsentStatus status, KlDate until, KlDate today)
{
  KlAttention *attention;

  if (status != KL_CONSENT_GIVEN || until == KL_DATE_NONE)
    return NULL;
  if (today > until || until - today > KL_ATTENTION_CONSENT_DAYS)
    return NULL;

  attention = new_for_day (KL_ATTENTION_CONSENT_ENDING, until, today);
  attention->reference = kl_date_format (until, KL_DATE_STYLE_SHORT_WEEKDAY);

  return attention;
}

/**
 * kl_attention_check_ended_consent:
 * @until: the last valid day of a consent that a running referral needs
 * @today: the current day
 *
 * Returns: (transfer full) (nullable): a row for six weeks after it ended
 */
KlAttention *
kl_attention_check_ended_consent (KlDate until, KlDate today)
{
  KlAttention *attention;
  g_autofree char *date = NULL;

  if (until == KL_DATE_NONE || until >= today || today - until > KL_ATTENTION_ENDED_DAYS)
    return NULL;

  date = kl_date_format (until, KL_DATE_STYLE_SHORT);
  attention = new_for_day (KL_ATTENTION_CONSENT_ENDING, until, today);
  /* Translators: %s is a short date */
  attention->reference = g_strdup_printf (_ ("ended %s"), date);

  return attention;
}

/**
 * kl_attention_check_plan:
 * @review_on: when the plan is to be reviewed, or %KL_DATE_NONE
 * @every_weeks: how many weeks lie between reviews, or 0 when it is once
 * @today: the current day
 *
 * Returns: (transfer full) (nullable): a row from the day of the review on
 */
KlAttention *
kl_attention_check_plan (KlDate review_on, int every_weeks, KlDate today)
{
  KlAttention *attention;

  if (review_on == KL_DATE_NONE || review_on > today)
    return NULL;

  attention = new_for_day (KL_ATTENTION_PLAN_REVIEW, review_on, today);
  if (review_on < today)
    attention->reference = format_was_due (review_on);
  else if (every_weeks > 0)
    attention->reference = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "every week",
                                                         "every %d weeks", (gulong) every_weeks),
                                            every_weeks);
  else
    attention->reference = kl_date_format (review_on, KL_DATE_STYLE_SHORT_WEEKDAY);

  return attention;
}

/**
 * kl_attention_check_question:
 * @status: the status of the case
 * @has_owner: whether somebody has taken charge
 * @opened_on: when it was asked
 * @today: the current day
 *
 * A question is picked up on the day it is asked; after that it is late.
 *
 * Returns: (transfer full) (nullable): a row when nobody has taken charge of a new
 *   question
 */
KlAttention *
kl_attention_check_question (KlCaseStatus status,
                             gboolean has_owner,
                             KlDate opened_on,
                             KlDate today)
{
  KlAttention *attention;

  if (status != KL_CASE_STATUS_NEW || has_owner || opened_on == KL_DATE_NONE)
    return NULL;

  attention = new_for_day (KL_ATTENTION_NEW_QUESTION, MIN (opened_on, today), today);
  attention->reference = g_strdup (_ ("nobody in charge yet"));

  return attention;
}

/**
 * kl_attention_compare:
 * @one: a row
 * @other: another row
 *
 * The order on the dashboard: by reason, then what waits longest first, or for what is
 * still to come the nearest first (a consent that ended before one that will); then by title and
 * number, to be the same each time.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_attention_compare (const KlAttention *one, const KlAttention *other)
{
  int order;

  g_return_val_if_fail (one != NULL && other != NULL, 0);

  if (one->reason != other->reason)
    return one->reason < other->reason ? -1 : 1;

  if (one->reason == KL_ATTENTION_CONSENT_ENDING && one->urgency != other->urgency)
    return one->urgency == KL_URGENCY_LATE ? -1 : 1;
  if (one->days != other->days)
    {
      order = one->days > other->days ? -1 : 1;
      return one->reason == KL_ATTENTION_CONSENT_ENDING ? -order : order;
    }

  order = g_strcmp0 (one->title, other->title);
  if (order != 0)
    return order;

  if (one->case_id != other->case_id)
    return one->case_id < other->case_id ? -1 : 1;

  return (one->target_id > other->target_id) - (one->target_id < other->target_id);
}

/**
 * kl_attention_sort:
 * @rows: (element-type KlAttention): what asks for attention
 *
 * Sorts @rows as kl_attention_compare() has it.
 */
void
kl_attention_sort (GPtrArray *rows)
{
  g_return_if_fail (rows != NULL);

  g_ptr_array_sort (rows, compare_rows);
}
