/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case.h"

G_BEGIN_DECLS

/* How a fact stands; the words say it as well. */
typedef enum
{
  KL_CASE_TONE_PLAIN,
  KL_CASE_TONE_GOOD,
  KL_CASE_TONE_WAITING,
  KL_CASE_TONE_OUTLINE,
} KlCaseTone;

/**
 * KlCaseChip:
 * @icon_name: (nullable): a symbolic icon
 * @label: what it is about
 * @detail: (nullable): until when, since when
 * @consent: (nullable): the consent that it is; belongs to the case
 */
typedef struct
{
  KlCaseTone tone;
  const char *icon_name;
  char *label;
  char *detail;
  const KlConsent *consent;
} KlCaseChip;

/**
 * KlCaseFact:
 * @text: one line
 * @name: (nullable): whose face stands before it
 * @second: (nullable): what is known, in the line below
 * @heading: (nullable): what begins with it, as the address of a household
 * @detail: (nullable): the school of a child elsewhere
 * @spoken: (nullable): what goes without saying for who sees the others
 * @chip: (nullable): a word behind it
 */
typedef struct
{
  char *text;
  char *name;
  char *second;
  char *heading;
  char *spoken;
  char *detail;
  KlCaseChip *chip;
} KlCaseFact;

/**
 * KlCaseFace:
 * @name: (nullable): full name; %NULL for a partner of which nobody is known yet
 * @beside: (nullable): full name of a second person in the same place
 * @label: what stands below
 * @role: (nullable): the line below that
 * @story: how this face came in, in one or two sentences
 * @link_id: the link of the chain
 * @person: (nullable): the person of the chain
 * @broken: (nullable): why the chain is broken here
 * @advice: (nullable): what can be done about that
 * @waiting_days: of a missing face, or -1
 */
typedef struct
{
  char *name;
  char *beside;
  char *label;
  char *role;
  char *story;
  char *broken;
  char *advice;
  gint64 link_id;
  const KlPerson *person;
  gboolean trusted;
  gboolean reachable;
  KlDate since;
  int waiting_days;
} KlCaseFace;

/**
 * KlCaseTask:
 * @detail: when it is due or was done, "Fri 21 Nov, tomorrow"
 */
typedef struct
{
  const KlAction *action;
  char *detail;
  gboolean done;
  gboolean late;
} KlCaseTask;

/**
 * KlCaseWait:
 * @days_text: how long it waits or how long it took
 * @left: (nullable): when an answer is expected, or how it stands
 * @right: (nullable): what is usual
 * @detail: (nullable): for which offer and which child, who passed it on, when somebody reminded,
 *   why it was declined; one to a line
 * @days: waited so far or until the answer
 */
typedef struct
{
  const KlReferral *referral;
  char *days_text;
  char *left;
  char *right;
  char *detail;
  int days;
  gboolean waiting;
} KlCaseWait;

/* What the timeline can be narrowed to. */
typedef enum
{
  KL_TIMELINE_ALL,
  KL_TIMELINE_FAMILY,
  KL_TIMELINE_TEAM,
  KL_TIMELINE_REFERRAL,
  KL_TIMELINE_CARE_TEAM,
  KL_TIMELINE_CONSENT,
  KL_TIMELINE_OTHER,
} KlTimelineGroup;
#define KL_TIMELINE_N_GROUPS 7

/**
 * KlTimelineRow:
 * @entry: what happened
 * @day: "18 nov"
 * @year: (nullable): the year below it, when that is another one than now
 * @weekday: "di"
 * @shows_day: whether the row before is of another day
 * @kind: the kind in a word, with the number of a meldcode step
 * @people: who with whom, "Samira with Jelle and mother"
 * @visibility: (nullable): who may read it, when that is not the team
 * @corrected: (nullable): when it was corrected
 * @chip: (nullable): how the referral, consent or action stands now
 * @reminds: whether an answer is waited for
 * @spoken: all of it in one sentence
 */
typedef struct
{
  KlEntry *entry;
  KlMark mark;
  char *day;
  char *year;
  const char *weekday;
  gboolean shows_day;
  char *kind;
  char *people;
  char *visibility;
  char *corrected;
  KlCaseChip *chip;
  gboolean reminds;
  char *spoken;
} KlTimelineRow;

/**
 * KlCaseView:
 * @file: the case it was made from; owned
 * @title: of the window
 * @subtitle: since when and how it stands
 * @name: whom it is about
 * @facts: age, class, teacher
 * @level_text: (nullable): "level 3 of 5"
 * @people_heading: what stands above them
 * @people: (element-type KlCaseFact): the children, when it is not about one child
 * @guardians: (element-type KlCaseFact): parents, with custody
 * @family_heading: what stands above the next
 * @family: (element-type KlCaseFact): brothers and sisters
 * @consent_heading: who gave consent, when it is one person
 * @consents: (element-type KlCaseChip):
 * @faces: (element-type KlCaseFace): the chain of trust
 * @tasks: (element-type KlCaseTask): open ones first
 * @waits: (element-type KlCaseWait): referrals, those that wait first
 * @notice: (nullable): what the reader does not see, in a sentence
 * @counts: entries per group
 *
 * What the page of a case shows, in words: it knows neither GTK nor the store, and
 * screen, screen reader and tests read the same.
 */
typedef struct
{
  KlCaseFile *file;
  KlDate today;
  char *title;
  char *subtitle;
  char *name;
  char *facts;
  char *level_text;
  const char *people_heading;
  GPtrArray *people;
  GPtrArray *guardians;
  const char *family_heading;
  GPtrArray *family;
  char *consent_heading;
  GPtrArray *consents;
  GPtrArray *faces;
  GPtrArray *tasks;
  GPtrArray *waits;
  int n_open_tasks;
  int n_waiting;
  char *notice;
  int counts[KL_TIMELINE_N_GROUPS];
} KlCaseView;

KlCaseView *kl_case_view_new (KlCaseFile *file, const char *teachers, KlDate today);
void kl_case_view_free (KlCaseView *view);

KlCaseChip *
kl_case_chip_new (KlCaseTone tone, const char *icon_name, const char *label, const char *detail);
void kl_case_chip_free (KlCaseChip *chip);
char *kl_case_consent_describe (const KlConsent *consent, KlDate today, KlCaseTone *tone);

guint kl_timeline_group_get_kinds (KlTimelineGroup group);
const char *kl_timeline_group_get_label (KlTimelineGroup group);
KlTimelineRow *
kl_timeline_row_new (const KlCaseFile *file, KlEntry *entry, KlDate day_before, KlDate today);
void kl_timeline_row_free (KlTimelineRow *row);
gboolean kl_timeline_row_equal (const KlTimelineRow *a, const KlTimelineRow *b);
char *kl_person_get_short_name (const KlPerson *person);
char *kl_names_join (GPtrArray *names);
char *kl_case_date_format (KlDate date, KlDate today);
char *kl_case_lower_first (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseView, kl_case_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTimelineRow, kl_timeline_row_free)

G_END_DECLS
