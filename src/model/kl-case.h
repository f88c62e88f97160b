/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-calendar.h"
#include "kl-people.h"
#include "kl-recurrence.h"

G_BEGIN_DECLS

/**
 * KlEntry:
 * @id: clustered: school, case and sequence, see store/kl-entries.h
 * @version: 1 for the first text, higher after corrections
 * @happened_on: the day it happened
 * @happened_at: minutes after midnight, or -1 when only the day is known
 * @recorded_at: the moment this version was written
 * @author: who wrote this version
 * @people: (element-type KlPerson): who were present or spoken to
 * @pupil_ids: (element-type gint64): the pupils concerned, empty for all in the case
 * @partner: (nullable): the partner it was with or went to
 * @referral_id: the referral this entry sent or answered, or 0
 * @action_id: the action this entry agreed, or 0
 * @consent_id: the consent this entry records, or 0
 * @meeting_id: the meeting it was discussed in, or 0
 * @meldcode_step: which step of the meldcode it was, from 1, or 0
 * @decision: (nullable): what a meeting decided
 * @reason: (nullable): why the text was corrected
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  int version;
  KlEntryKind kind;
  KlDate happened_on;
  int happened_at;
  gint64 recorded_at;
  KlPerson *author;
  GPtrArray *people;
  GArray *pupil_ids;
  KlPerson *partner;
  char *text;
  char *decision;
  char *reason;
  KlVisibility visibility;
  gint64 referral_id;
  gint64 action_id;
  gint64 consent_id;
  gint64 meeting_id;
  int meldcode_step;
} KlEntry;

/**
 * KlAction:
 * @owner: (nullable): who does it
 * @due: by when, or %KL_DATE_NONE
 * @done_on: when it was done, or %KL_DATE_NONE
 * @done_by: the professional who ticked it off, or 0
 * @recurrence: how often it comes back
 * @previous_id: the action that this one follows in that rhythm, or 0
 *
 * Who does what by when.
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  gint64 school_id;
  gint64 meeting_id;
  char *text;
  char *case_title;
  KlPerson *owner;
  KlDate due;
  KlDate agreed_on;
  KlDate done_on;
  gint64 done_by;
  KlRecurrence recurrence;
  gint64 previous_id;
} KlAction;

/**
 * KlTrustLink:
 * @person: (nullable): the face; %NULL for a partner of which nobody is known yet
 * @partner: (nullable): the partner the face works for
 * @introduced_by: (nullable): who introduced this person
 * @since: when they met, or %KL_DATE_NONE
 * @reachable: whether the one before stays reachable after the handover
 * @left: a colleague who does not work at the school any more; only read
 */
typedef struct
{
  gint64 id;
  int position;
  KlPerson *person;
  KlPerson *partner;
  KlPerson *introduced_by;
  KlDate since;
  gboolean reachable;
  gboolean left;
} KlTrustLink;

/* After so many days without contact nobody can say that there is a trusted face. */
#define KL_TRUST_QUIET_DAYS 42

typedef enum
{
  KL_TRUST_WHOLE,
  KL_TRUST_LEFT,  /* the person does not work there any more */
  KL_TRUST_QUIET, /* the trusted face, but nobody spoke with the family for long */
} KlTrustBreak;

/**
 * KlReferral:
 * @partner: to whom
 * @sender: who sent it: a colleague, or for a link in a chain the partner that passed it on
 * @pupil_ids: (nullable) (element-type gint64): of whom it is; %NULL or empty for everybody in the
 *   case
 * @service_id: which service of the partner, or 0
 * @service: (nullable): what that is called; only read
 * @contact_id: to whom there, or 0
 * @parent_id: the referral of which this is the next link, or 0
 * @categories: #KlDataCategories that go with it, %KL_DATA_ALL for what the consent covers
 * @urgent: it cannot wait
 * @ground: on what ground it left the school
 * @ground_reason: (nullable): why it left without consent
 * @prepared_on: when it was made ready, or %KL_DATE_NONE
 * @sent_on: when it left, or %KL_DATE_NONE while prepared
 * @received_on: when the partner said to have it, or %KL_DATE_NONE
 * @answered_on: when the first answer came (a decline is one), or %KL_DATE_NONE
 * @started_on: when the help began, or %KL_DATE_NONE
 * @ended_on: when it was declined, finished or withdrawn, or %KL_DATE_NONE
 * @expected_on: when feedback is expected, or %KL_DATE_NONE
 * @feedback_on: when the partner last told how it goes, or %KL_DATE_NONE
 * @reminded_on: when the partner was last asked for an answer, or %KL_DATE_NONE
 * @declined_why: (nullable): why the partner does not help
 * @redirected_to: (nullable): to whom the partner points instead; without an id when it is none
 *   of the vault
 * @median_days: the partner's usual days to a first answer: the median of its answers, or else as
 *   it was told; -1 when not known
 * @bridging: (nullable): what happens meanwhile
 * @bridging_by: (nullable): who of the school does that
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  KlPerson *partner;
  KlPerson *sender;
  GArray *pupil_ids;
  gint64 service_id;
  char *service;
  gint64 contact_id;
  gint64 parent_id;
  KlReferralPurpose purpose;
  KlReferralStatus status;
  guint categories;
  gboolean urgent;
  KlSendGround ground;
  char *ground_reason;
  KlDate prepared_on;
  KlDate sent_on;
  KlDate received_on;
  KlDate expected_on;
  KlDate answered_on;
  KlDate started_on;
  KlDate ended_on;
  KlDate feedback_on;
  KlDate reminded_on;
  char *declined_why;
  KlPerson *redirected_to;
  int median_days;
  char *text;
  char *bridging;
  KlPerson *bridging_by;
} KlReferral;

/**
 * KlReferralEvent:
 * @recorded_at: the moment it was written down, 0 when that is not known
 * @who: (nullable): the colleague who wrote it down, or the partner that sent a link of a chain
 * @note: (nullable): what was said
 *
 * Something that happened to a referral; never changed afterwards.
 */
typedef struct
{
  gint64 id;
  gint64 referral_id;
  KlReferralEventKind kind;
  KlDate day;
  gint64 recorded_at;
  KlPerson *who;
  char *note;
} KlReferralEvent;

/* A bit of KlConsent:purposes. */
#define KL_CONSENT_FOR(purpose) (1u << (purpose))

/**
 * KlConsent:
 * @giver: who decides: a guardian with custody or the pupil
 * @pupil_id: of which pupil, or 0 for all in the case for whom @giver decides
 * @receiver: with whom may be shared
 * @purpose: (nullable): what for, in words
 * @purposes: for which kinds of referral, joined from KL_CONSENT_FOR(); 0 for all
 * @categories: #KlDataCategories that may be told; %KL_DATA_ALL for all that is needed
 * @how: (nullable): how it was obtained, in words
 * @manner: the same as one of a few
 * @from: the first valid day, or the day it was refused
 * @until: the last valid day, or %KL_DATE_NONE when it has no end
 * @withdrawn_on: from which day it does not hold any more, or %KL_DATE_NONE
 * @evidence: (nullable): where the proof is ("formulier in de kluis")
 * @evidence_document: the document that proves it, or 0
 * @recorded_at: the moment it was written down, 0 when that is not known
 * @recorded_by: (nullable): by whom
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  KlPerson *giver;
  gint64 pupil_id;
  KlPerson *receiver;
  char *purpose;
  guint purposes;
  guint categories;
  char *how;
  KlManner manner;
  KlConsentStatus status;
  KlDate from;
  KlDate until;
  KlDate withdrawn_on;
  char *withdrawn_why;
  char *evidence;
  gint64 evidence_document;
  gint64 recorded_at;
  KlPerson *recorded_by;
} KlConsent;

typedef struct
{
  KlDate date;
  KlEntryKind kind;
  gint64 entry_id;
} KlStripMark;

/**
 * KlCaseTelling:
 * @referral_id: the referral that it tells of, or 0
 * @consent_id: the consent that it tells of, or 0
 *
 * An entry by which a span of the strip began.
 */
typedef struct
{
  gint64 entry_id;
  gint64 referral_id;
  gint64 consent_id;
} KlCaseTelling;

/**
 * KlCaseRow:
 * @about: whom it is about in one line ("Femke Bakker", "gezin El Amrani", "groep 7", "de school")
 * @about_group: (nullable): the classes ("groep 8", "groep 4 en 6")
 * @about_short: the same two without a surname ("Jelle, groep 7")
 * @status_note: (nullable): one line below the status ("Quiet, 43 dagen", "tot 1 dec")
 * @in_care_team_on: the next meeting that has it on the agenda, or %KL_DATE_NONE
 * @contact_days: days without contact, holidays left out; -1 for a closed case
 * @marks: (element-type KlStripMark): entries of the last 26 weeks for the strip, oldest first
 * @n_late_actions: open actions past their day
 *
 * A case as a row of a list.
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  char *school_name;
  char *title;
  char *about;
  char *about_group;
  char *about_short;
  KlSubject subject;
  KlTheme theme;
  KlCaseStatus status;
  char *status_note;
  KlPerson *owner;
  KlPerson *trusted;
  KlDate opened_on;
  KlDate closed_on;
  KlDate in_care_team_on;
  KlDate monitor_until;
  KlDate last_contact;
  KlEntryKind last_contact_kind;
  int contact_days;
  int contact_norm;
  int support_level;
  GArray *marks;
  int n_open_actions;
  int n_late_actions;
} KlCaseRow;

typedef struct
{
  KlPupil *pupil;
  KlCaseRole role;
} KlCasePupil;

KlTrustBreak kl_trust_link_get_break (const KlTrustLink *link, const KlCaseRow *row);

/**
 * KlCaseTie:
 *
 * What a parent or carer is to one of the children of a case.
 */
typedef struct
{
  gint64 guardian_id;
  gint64 pupil_id;
  KlGuardianRelation relation;
  gboolean custody;
} KlCaseTie;

/**
 * KlCaseFile:
 * @row: what the lists show of it
 * @pupils: (element-type KlCasePupil): those whom it concerns
 * @guardians: (element-type KlGuardian): of those pupils, each once, with the first of them
 * @ties: (element-type KlCaseTie): what each of the guardians is to each of the pupils
 * @siblings: (element-type KlPupil): brothers and sisters that are not in the case
 * @topics: (element-type utf8): topics under the theme
 * @steps: (element-type KlCaseStep): how it came to its status, oldest first
 * @entries: (element-type KlEntry): the newest page of the timeline, newest first
 * @n_entries: how many entries the case has in all that the reader may see
 * @n_hidden: how many there are that the reader may not see
 * @n_of_kind: per #KlEntryKind how many of @n_entries
 * @restricted: the reader has no part in the case: guardians, actions, chain of trust, referrals
 *   and consents are left out, the reasons of @steps, and of the entries all but the reader's own
 * @family_name: (nullable): the family's name, when it is known
 * @marks: (element-type KlStripMark): all entries that the reader may see, oldest first
 * @tellings: (element-type KlCaseTelling): those of them that tell of a referral or a consent,
 *   oldest first
 * @meetings: (element-type KlStripMark): meetings that have or had it on the agenda, oldest
 *   first; the planned ones are after today
 * @holidays: (element-type KlHoliday): the school's, in the months that the strip shows
 *
 * Everything the case page shows, in one snapshot.
 */
typedef struct
{
  KlCaseRow *row;
  KlAskedBy asked_by;
  KlRoute route;
  KlPerson *route_via;
  KlHelp help;
  gboolean led_to_help;
  gboolean passed_on;
  gboolean contact_continues;
  KlSatisfied satisfied;
  gint64 group_id;
  gint64 family_id;
  char *group_name;
  char *family_name;
  GPtrArray *pupils;
  GPtrArray *guardians;
  GArray *ties;
  GPtrArray *siblings;
  GPtrArray *topics;
  GPtrArray *steps;
  GPtrArray *entries;
  int n_entries;
  int n_hidden;
  int n_of_kind[KL_ENTRY_REOPENING + 1];
  gboolean restricted;
  GPtrArray *actions;
  GPtrArray *trust;
  GPtrArray *referrals;
  GPtrArray *consents;
  GArray *marks;
  GArray *tellings;
  GArray *meetings;
  GPtrArray *holidays;
} KlCaseFile;

KlEntry *kl_entry_new (void);
void kl_entry_free (KlEntry *entry);
char *kl_entry_format_kind (const KlEntry *entry);
void kl_entry_add_person (KlEntry *entry, const KlPerson *person);
void kl_action_free (KlAction *action);
void kl_trust_link_free (KlTrustLink *link);
void kl_referral_free (KlReferral *referral);
KlReferral *kl_referral_copy (const KlReferral *referral);
void kl_referral_event_free (KlReferralEvent *event);
gboolean kl_consent_has_proof (const KlConsent *consent);
void kl_consent_free (KlConsent *consent);
KlConsent *kl_consent_copy (const KlConsent *consent);
KlCaseRow *kl_case_row_new (void);
void kl_case_row_free (KlCaseRow *row);
void kl_case_pupil_free (KlCasePupil *pupil);
KlCaseFile *kl_case_file_new (void);
void kl_case_file_free (KlCaseFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlEntry, kl_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAction, kl_action_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTrustLink, kl_trust_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlReferral, kl_referral_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlReferralEvent, kl_referral_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlConsent, kl_consent_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseRow, kl_case_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCasePupil, kl_case_pupil_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseFile, kl_case_file_free)

G_END_DECLS
