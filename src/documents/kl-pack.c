/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack.h"

/* Auxiliary functions */

static void
attendee_free (KlPackAttendee *attendee)
{
  g_free (attendee->name);
  g_free (attendee->role);
  g_free (attendee);
}

static void
trust_link_free (KlPackTrustLink *link)
{
  g_free (link->name);
  g_free (link->note);
  g_free (link);
}

static void
mark_free (KlPackMark *mark)
{
  g_free (mark->label);
  g_free (mark);
}

static void
span_free (KlPackSpan *span)
{
  g_free (span->label);
  g_free (span);
}

static void
referral_free (KlPackReferral *referral)
{
  g_free (referral->partner);
  g_free (referral->purpose);
  g_free (referral->answer);
  g_free (referral);
}

static void
consent_free (KlPackConsent *consent)
{
  g_free (consent->given);
  g_free (consent->receivers);
  g_free (consent);
}

static void
line_free (KlPackLine *line)
{
  g_free (line->when);
  g_free (line->text);
  g_free (line);
}

static void
action_free (KlPackAction *action)
{
  g_free (action->text);
  g_free (action->who);
  g_free (action->due);
  g_free (action->state);
  g_free (action);
}

static void
decision_free (KlPackDecision *decision)
{
  g_free (decision->text);
  g_free (decision->who);
  g_free (decision->due);
  g_free (decision);
}

static void
item_free (KlPackItem *item)
{
  g_free (item->title);
  g_free (item->subtitle);
  g_free (item->question);
  g_free (item->change_note);
  g_clear_pointer (&item->summary, kl_case_summary_free);
  g_free (item);
}

static KlPackSpan *
add_span (GPtrArray *spans, KlDate from, KlDate until, const char *label)
{
  KlPackSpan *span = g_new0 (KlPackSpan, 1);

  span->from = from;
  span->until = until;
  span->label = g_strdup (label);
  g_ptr_array_add (spans, span);
  return span;
}

/* Public API */

/**
 * kl_pack_content_new:
 *
 * Makes the content of a zorgteam pack with empty lists and unknown times.
 *
 * Returns: (transfer full): free with kl_pack_content_free()
 */
KlPackContent *
kl_pack_content_new (void)
{
  KlPackContent *content = g_new0 (KlPackContent, 1);

  content->kind = KL_MEETING_CARE_TEAM;
  content->starts_at = -1;
  content->ends_at = -1;
  content->attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) attendee_free);
  content->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  content->left_out = kl_left_out_list_new ();
  return content;
}

/**
 * kl_pack_content_free:
 * @content: (nullable) (transfer full): the content
 *
 * Frees @content with everything in it.
 */
void
kl_pack_content_free (KlPackContent *content)
{
  if (content == NULL)
    return;
  g_free (content->school);
  g_free (content->place);
  g_free (content->copy_for);
  g_free (content->copy_return_to);
  g_free (content->audit_head);
  g_ptr_array_unref (content->attendees);
  g_ptr_array_unref (content->items);
  g_array_unref (content->left_out);
  g_free (content);
}

/**
 * kl_pack_content_add_item:
 * @content: the content
 * @title: what the cover calls it; no surnames
 * @minutes: how long it may take
 *
 * Adds a point to the agenda.
 *
 * Returns: (transfer none): the point, to fill in further
 */
KlPackItem *
kl_pack_content_add_item (KlPackContent *content, const char *title, int minutes)
{
  KlPackItem *item;

  g_return_val_if_fail (content != NULL, NULL);

  item = g_new0 (KlPackItem, 1);
  item->title = g_strdup (title);
  item->minutes = minutes;
  g_ptr_array_add (content->items, item);
  return item;
}

/**
 * kl_pack_content_add_attendee:
 * @content: the content
 * @name: the full name
 * @role: (nullable): what the person is here
 *
 * Adds somebody who comes.
 *
 * Returns: (transfer none): the attendee, to fill in further
 */
KlPackAttendee *
kl_pack_content_add_attendee (KlPackContent *content, const char *name, const char *role)
{
  KlPackAttendee *attendee;

  g_return_val_if_fail (content != NULL, NULL);

  attendee = g_new0 (KlPackAttendee, 1);
  attendee->name = g_strdup (name);
  attendee->role = g_strdup (role);
  attendee->present = TRUE;
  g_ptr_array_add (content->attendees, attendee);
  return attendee;
}

/**
 * kl_case_summary_new:
 *
 * Makes a case summary with empty lists.
 *
 * Returns: (transfer full): free with kl_case_summary_free()
 */
KlCaseSummary *
kl_case_summary_new (void)
{
  KlCaseSummary *summary = g_new0 (KlCaseSummary, 1);

  summary->trust = g_ptr_array_new_with_free_func ((GDestroyNotify) trust_link_free);
  summary->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) mark_free);
  summary->consent_spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  summary->plan_spans = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  summary->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) span_free);
  summary->since = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  summary->helping = g_ptr_array_new_with_free_func (g_free);
  summary->hindering = g_ptr_array_new_with_free_func (g_free);
  summary->referrals = g_ptr_array_new_with_free_func ((GDestroyNotify) referral_free);
  summary->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_free);
  summary->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) action_free);
  summary->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) decision_free);
  summary->left_out = kl_left_out_list_new ();
  return summary;
}

/**
 * kl_case_summary_free:
 * @summary: (nullable) (transfer full): the summary
 *
 * Frees @summary with everything in it.
 */
void
kl_case_summary_free (KlCaseSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->partner);
  g_free (summary->meanwhile);
  g_free (summary->name);
  g_free (summary->title);
  g_free (summary->group);
  g_free (summary->owner);
  g_free (summary->trusted);
  g_free (summary->theme);
  g_free (summary->why);
  g_free (summary->question);
  g_ptr_array_unref (summary->trust);
  g_ptr_array_unref (summary->marks);
  g_ptr_array_unref (summary->consent_spans);
  g_ptr_array_unref (summary->plan_spans);
  g_ptr_array_unref (summary->holidays);
  g_ptr_array_unref (summary->since);
  g_ptr_array_unref (summary->helping);
  g_ptr_array_unref (summary->hindering);
  g_ptr_array_unref (summary->referrals);
  g_ptr_array_unref (summary->consents);
  g_ptr_array_unref (summary->actions);
  g_ptr_array_unref (summary->decisions);
  g_array_unref (summary->left_out);
  g_free (summary);
}

/**
 * kl_case_summary_add_trust:
 * @summary: the summary
 * @name: a person or a partner
 * @note: (nullable): what this person did
 * @reached: whether there is a face already
 *
 * Adds the next link of the chain of trust.
 *
 * Returns: (transfer none): the link
 */
KlPackTrustLink *
kl_case_summary_add_trust (KlCaseSummary *summary,
                           const char *name,
                           const char *note,
                           gboolean reached)
{
  KlPackTrustLink *link;

  g_return_val_if_fail (summary != NULL, NULL);

  link = g_new0 (KlPackTrustLink, 1);
  link->name = g_strdup (name);
  link->note = g_strdup (note);
  link->reached = reached;
  g_ptr_array_add (summary->trust, link);
  return link;
}

/**
 * kl_case_summary_add_mark:
 * @summary: the summary
 * @date: the day
 * @mark: how it is drawn
 * @label: (nullable): one or two words
 *
 * Adds a black mark to the strip; marks are added oldest first.
 *
 * Returns: (transfer none): the mark
 */
KlPackMark *
kl_case_summary_add_mark (KlCaseSummary *summary, KlDate date, KlMark mark, const char *label)
{
  KlPackMark *added;

  g_return_val_if_fail (summary != NULL, NULL);

  added = g_new0 (KlPackMark, 1);
  added->date = date;
  added->mark = mark;
  added->label = g_strdup (label);
  added->main = TRUE;
  g_ptr_array_add (summary->marks, added);
  return added;
}

/**
 * kl_case_summary_add_consent_span:
 * @summary: the summary
 * @from: the first day
 * @until: the last day, or %KL_DATE_NONE
 * @label: by whom and until when
 *
 * Adds a consent to the strip.
 *
 * Returns: (transfer none): the span
 */
KlPackSpan *
kl_case_summary_add_consent_span (KlCaseSummary *summary,
                                  KlDate from,
                                  KlDate until,
                                  const char *label)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return add_span (summary->consent_spans, from, until, label);
}

/**
 * kl_case_summary_add_plan_span:
 * @summary: the summary
 * @from: the first day of this version, which ends the one before
 * @label: which version
 *
 * Adds a version of the plan to the strip; it has no last day until another follows.
 *
 * Returns: (transfer none): the span
 */
KlPackSpan *
kl_case_summary_add_plan_span (KlCaseSummary *summary, KlDate from, const char *label)
{
  GPtrArray *spans;

  g_return_val_if_fail (summary != NULL, NULL);

  spans = summary->plan_spans;
  if (spans->len > 0)
    {
      KlPackSpan *before = g_ptr_array_index (spans, spans->len - 1);

      before->until = MAX (before->from, from - 1);
    }
  return add_span (spans, from, KL_DATE_NONE, label);
}

/**
 * kl_case_summary_add_holiday:
 * @summary: the summary
 * @from: the first day
 * @until: the last day
 * @label: the holiday's name
 *
 * Adds a holiday to the strip.
 *
 * Returns: (transfer none): the span
 */
KlPackSpan *
kl_case_summary_add_holiday (KlCaseSummary *summary, KlDate from, KlDate until, const char *label)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return add_span (summary->holidays, from, until, label);
}

/**
 * kl_case_summary_add_since:
 * @summary: the summary
 * @when: the day or days, short
 * @text: what happened
 *
 * Adds what happened since the last meeting; oldest first.
 *
 * Returns: (transfer none): the line
 */
KlPackLine *
kl_case_summary_add_since (KlCaseSummary *summary, const char *when, const char *text)
{
  KlPackLine *line;

  g_return_val_if_fail (summary != NULL, NULL);

  line = g_new0 (KlPackLine, 1);
  line->when = g_strdup (when);
  line->text = g_strdup (text);
  g_ptr_array_add (summary->since, line);
  return line;
}

/**
 * kl_case_summary_add_referral:
 * @summary: the summary
 * @partner: where it went
 * @purpose: what for, in one word
 *
 * Adds a referral that is not sent yet.
 *
 * Returns: (transfer none): the referral, to fill in further
 */
KlPackReferral *
kl_case_summary_add_referral (KlCaseSummary *summary, const char *partner, const char *purpose)
{
  KlPackReferral *referral;

  g_return_val_if_fail (summary != NULL, NULL);

  referral = g_new0 (KlPackReferral, 1);
  referral->partner = g_strdup (partner);
  referral->purpose = g_strdup (purpose);
  referral->median_days = -1;
  g_ptr_array_add (summary->referrals, referral);
  return referral;
}

/**
 * kl_case_summary_add_consent:
 * @summary: the summary
 * @status: given, refused or withdrawn
 * @given: by whom, when and how
 *
 * Adds a consent without an end.
 *
 * Returns: (transfer none): the consent, to fill in further
 */
KlPackConsent *
kl_case_summary_add_consent (KlCaseSummary *summary, KlConsentStatus status, const char *given)
{
  KlPackConsent *consent;

  g_return_val_if_fail (summary != NULL, NULL);

  consent = g_new0 (KlPackConsent, 1);
  consent->status = status;
  consent->given = g_strdup (given);
  g_ptr_array_add (summary->consents, consent);
  return consent;
}

/**
 * kl_case_summary_add_action:
 * @summary: the summary
 * @text: what
 * @who: by whom
 *
 * Adds an open action.
 *
 * Returns: (transfer none): the action, to fill in further
 */
KlPackAction *
kl_case_summary_add_action (KlCaseSummary *summary, const char *text, const char *who)
{
  KlPackAction *action;

  g_return_val_if_fail (summary != NULL, NULL);

  action = g_new0 (KlPackAction, 1);
  action->text = g_strdup (text);
  action->who = g_strdup (who);
  g_ptr_array_add (summary->actions, action);
  return action;
}

/**
 * kl_case_summary_add_decision:
 * @summary: the summary
 * @text: what was decided
 *
 * Adds a decision that is there already.
 *
 * Returns: (transfer none): the decision, to fill in further
 */
KlPackDecision *
kl_case_summary_add_decision (KlCaseSummary *summary, const char *text)
{
  KlPackDecision *decision;

  g_return_val_if_fail (summary != NULL, NULL);

  decision = g_new0 (KlPackDecision, 1);
  decision->text = g_strdup (text);
  g_ptr_array_add (summary->decisions, decision);
  return decision;
}
