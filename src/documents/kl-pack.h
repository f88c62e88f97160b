/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/kl-audience.h"

G_BEGIN_DECLS

/*
 * What the zorgteam pack and the case summary say, as plain values. Everything in
 * here is printed: who builds the values decides what the audience may see, and
 * names under @left_out what was kept out. Texts are ready to print and Dutch; all
 * strings are owned by their struct.
 */

/**
 * KlPackAttendee:
 * @name: the full name
 * @role: what the person is here ("leerkracht groep 7, alleen punt 2")
 * @chair: leads the meeting
 * @present: whether the person comes
 * @copy: the number of this person's copy, or 0 for none
 */
typedef struct
{
  char *name;
  char *role;
  gboolean chair;
  gboolean present;
  int copy;
} KlPackAttendee;

/**
 * KlPackTrustLink:
 * @name: a person, or a partner of which nobody is known yet
 * @note: (nullable): what this person did or does ("ging naar huis, blijft bereikbaar")
 * @reached: %FALSE draws a dashed line towards an open point
 */
typedef struct
{
  char *name;
  char *note;
  gboolean reached;
} KlPackTrustLink;

/**
 * KlPackMark:
 * @label: (nullable): one or two words beside the mark; marks with the same label that
 *   follow each other share it
 * @main: by the case's owner or the social worker (black); the others are grey
 *
 * %KL_MARK_CARE_TEAM marks are meetings and run over the height of the strip.
 */
typedef struct
{
  KlDate date;
  KlMark mark;
  char *label;
  gboolean main;
} KlPackMark;

/**
 * KlPackSpan:
 * @until: the last day, or %KL_DATE_NONE when it goes on
 * @label: for a consent "van moeder, t/m 11 december", for a holiday its name
 */
typedef struct
{
  KlDate from;
  KlDate until;
  char *label;
} KlPackSpan;

/**
 * KlPackReferral:
 * @partner: where it went
 * @purpose: in one word ("aanjagen")
 * @sent_on: when, or %KL_DATE_NONE while prepared
 * @answered_on: the day of the first answer, or %KL_DATE_NONE
 * @waiting: whether an answer is still awaited
 * @days: days to the first answer, or waited until now
 * @median_days: the partner's usual days, or -1
 * @answer: (nullable): what came ("zelfde dag gesproken")
 * @changed: sent or answered since the meeting before
 *
 * A row of the referral table and a bar on the strip.
 */
typedef struct
{
  char *partner;
  char *purpose;
  KlDate sent_on;
  KlDate answered_on;
  gboolean waiting;
  int days;
  int median_days;
  char *answer;
  gboolean changed;
} KlPackReferral;

/**
 * KlPackConsent:
 * @given: by whom, when and how ("Moeder (gezag), 30 oktober, mondeling")
 * @receivers: (nullable): "Met Toegang en Regie, Buurtteam West"
 * @until: the last valid day, or %KL_DATE_NONE when it has no end
 * @changed: given, refused or withdrawn since the meeting before
 */
typedef struct
{
  KlConsentStatus status;
  char *given;
  char *receivers;
  KlDate until;
  gboolean changed;
} KlPackConsent;

/**
 * KlPackLine:
 * @when: the day or days, short ("30 okt", "7, 14 nov")
 */
typedef struct
{
  char *when;
  char *text;
} KlPackLine;

/**
 * KlPackAction:
 * @due: (nullable): "17 nov", "elke vrijdag"
 * @state: (nullable): "7 dagen te laat", "open"
 * @late: past its day; late ones come first and carry a triangle
 * @changed: agreed since the meeting before
 */
typedef struct
{
  char *text;
  char *who;
  char *due;
  char *state;
  gboolean late;
  gboolean done;
  gboolean changed;
} KlPackAction;

/**
 * KlPackDecision:
 * @who: (nullable): who acts on it
 * @due: (nullable): by when, short
 */
typedef struct
{
  char *text;
  char *who;
  char *due;
} KlPackDecision;

/**
 * KlCaseSummary:
 * @audience: for whom it is: the team, one of the team, or a partner
 * @partner: (nullable): what that partner is called
 * @name: whom the case is about, in full ("Jelle van den Berg", "Gezin El Amrani")
 * @title: the case's title ("Driftbuien thuis")
 * @group: (nullable): class and age ("7, 10 jaar")
 * @owner: (nullable): "Samira Bouali (smw)"
 * @trusted: (nullable): the trusted face; the same words as @owner make one fact
 * @theme: (nullable): the theme
 * @support_level: 1 to 5, 0 when not known
 * @last_contact: or %KL_DATE_NONE
 * @contact_days: days without contact, school time
 * @contact_norm: the school's norm in days, 0 when there is none
 * @why: (nullable): why it is on the agenda
 * @question: (nullable): the question to the team, or to the partner
 * @meanwhile: (nullable): what the school does while a partner is waited for
 * @trust: (element-type KlPackTrustLink): the chain, first face first
 * @marks: (element-type KlPackMark): oldest first
 * @consent_spans: (element-type KlPackSpan):
 * @plan_spans: (element-type KlPackSpan): the versions of the plan, one after the other
 * @holidays: (element-type KlPackSpan):
 * @since: (element-type KlPackLine): what happened since the last meeting, oldest first
 * @helping: (element-type utf8): what helps
 * @hindering: (element-type utf8): what hinders
 * @referrals: (element-type KlPackReferral):
 * @consents: (element-type KlPackConsent):
 * @actions: (element-type KlPackAction): open ones
 * @decisions: (element-type KlPackDecision): what is decided already; empty lines follow
 * @left_out: (element-type KlLeftOut): what was kept out of the page
 *
 * One case on paper. Empty lists leave their block out.
 */
typedef struct
{
  KlAudienceKind audience;
  char *partner;
  char *name;
  char *title;
  char *group;
  char *owner;
  char *trusted;
  char *theme;
  int support_level;
  KlDate last_contact;
  int contact_days;
  int contact_norm;
  char *why;
  char *question;
  char *meanwhile;
  GPtrArray *trust;
  GPtrArray *marks;
  GPtrArray *consent_spans;
  GPtrArray *plan_spans;
  GPtrArray *holidays;
  GPtrArray *since;
  GPtrArray *helping;
  GPtrArray *hindering;
  GPtrArray *referrals;
  GPtrArray *consents;
  GPtrArray *actions;
  GPtrArray *decisions;
  GArray *left_out;
} KlCaseSummary;

/**
 * KlPackItem:
 * @title: without surnames: "Jelle, groep 7", "Gezin E., groep 4", "Opening"
 * @subtitle: (nullable): a second line in the same voice, without surnames
 * @question: (nullable): what we need from the team, without surnames
 * @change_note: (nullable): "5 wijzigingen sinds 6 oktober"
 * @minutes: how long it may take
 * @summary: (nullable): the case, which gets a page of its own; %NULL for other points
 */
typedef struct
{
  char *title;
  char *subtitle;
  char *question;
  char *change_note;
  int minutes;
  KlCaseSummary *summary;
} KlPackItem;

/**
 * KlPackContent:
 * @school: the school's name
 * @date: the day of the meeting, or of the summary when it stands alone
 * @starts_at: minutes after midnight, or -1
 * @ends_at: minutes after midnight, or -1
 * @place: (nullable): "IB-kamer"
 * @previous_on: the meeting before, or %KL_DATE_NONE
 * @attendees: (element-type KlPackAttendee):
 * @items: (element-type KlPackItem): the agenda in order
 * @copy: the number of this copy, or 0 when copies are not numbered
 * @n_copies: how many there are
 * @copy_for: (nullable): whose copy this is
 * @copy_return_to: (nullable): who takes the copies in and destroys them
 * @left_out: (element-type KlLeftOut): what was kept out of the pack as a whole
 * @printed_at: the moment, Unix seconds; also the date of the document
 * @audit_head: (nullable): the newest hash of the log, short ("4f9c 21d7 a0b3 8e56")
 */
typedef struct
{
  char *school;
  KlMeetingKind kind;
  KlDate date;
  int starts_at;
  int ends_at;
  char *place;
  KlDate previous_on;
  GPtrArray *attendees;
  GPtrArray *items;
  int copy;
  int n_copies;
  char *copy_for;
  char *copy_return_to;
  GArray *left_out;
  gint64 printed_at;
  char *audit_head;
} KlPackContent;

KlPackContent *kl_pack_content_new (void);
void kl_pack_content_free (KlPackContent *content);
KlPackItem *kl_pack_content_add_item (KlPackContent *content, const char *title, int minutes);
KlPackAttendee *
kl_pack_content_add_attendee (KlPackContent *content, const char *name, const char *role);
KlCaseSummary *kl_case_summary_new (void);
void kl_case_summary_free (KlCaseSummary *summary);
KlPackTrustLink *kl_case_summary_add_trust (KlCaseSummary *summary,
                                            const char *name,
                                            const char *note,
                                            gboolean reached);
KlPackMark *
kl_case_summary_add_mark (KlCaseSummary *summary, KlDate date, KlMark mark, const char *label);
KlPackSpan *kl_case_summary_add_consent_span (KlCaseSummary *summary,
                                              KlDate from,
                                              KlDate until,
                                              const char *label);
KlPackSpan *kl_case_summary_add_plan_span (KlCaseSummary *summary, KlDate from, const char *label);
KlPackSpan *
kl_case_summary_add_holiday (KlCaseSummary *summary, KlDate from, KlDate until, const char *label);
KlPackLine *kl_case_summary_add_since (KlCaseSummary *summary, const char *when, const char *text);
KlPackReferral *
kl_case_summary_add_referral (KlCaseSummary *summary, const char *partner, const char *purpose);
KlPackConsent *
kl_case_summary_add_consent (KlCaseSummary *summary, KlConsentStatus status, const char *given);
KlPackAction *
kl_case_summary_add_action (KlCaseSummary *summary, const char *text, const char *who);
KlPackDecision *kl_case_summary_add_decision (KlCaseSummary *summary, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPackContent, kl_pack_content_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseSummary, kl_case_summary_free)

G_END_DECLS
