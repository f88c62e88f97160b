/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-audience.h"
#include "kl-case-rules.h"
#include "kl-decision.h"
#include "kl-people.h"

G_BEGIN_DECLS

/**
 * KlAttendee:
 * @present: whether the person comes; @excuse says why not
 */
typedef struct
{
  KlPerson *person;
  gboolean chair;
  gboolean present;
  char *excuse;
} KlAttendee;

/* How far the meeting came with a point. Kept as numbers: only append. */
typedef enum
{
  KL_POINT_AHEAD,
  KL_POINT_DISCUSSED,
  KL_POINT_NOT_REACHED,
} KlPointState;

/**
 * KlAgendaItem:
 * @case_id: the case that is discussed, or 0 for a point of order
 * @title: the case's title, or the point itself
 * @about: (nullable): whom the case is about, in full, for inside the team
 * @about_group: (nullable): the classes ("groep 7")
 * @about_short: (nullable): the same without surnames ("Jelle, groep 7"), for a cover
 * @question: (nullable): what we need from the team
 * @minutes: how long it may take
 * @ready: whether the summary is ready
 * @n_changes: entries since the meeting before
 * @decision: what was decided, as it stands in the minutes and the case
 * @notes: (nullable): what was said
 * @spent: seconds that were spent on it
 * @carried_from: the point of an earlier meeting that was not reached, or 0
 * @parents: whether the parents are invited for it; @parents_why says why or why not
 * @pupil: whether the pupil is; @pupil_why says why or why not
 * @decisions: (nullable) (element-type KlDecision): one by one, in order
 * @only_for: (nullable) (element-type KlPerson): who comes for some points, and for this one
 * @hidden: what is asked, said and decided was left out, as it is not for the one who reads
 */
typedef struct
{
  gint64 id;
  gint64 meeting_id;
  gint64 case_id;
  int position;
  char *title;
  char *about;
  char *about_group;
  char *about_short;
  char *question;
  int minutes;
  gboolean ready;
  KlPerson *writer;
  int n_changes;
  char *decision;
  KlPointState state;
  char *notes;
  int spent;
  gint64 carried_from;
  KlAnswer parents;
  char *parents_why;
  KlAnswer pupil;
  char *pupil_why;
  GPtrArray *decisions;
  GPtrArray *only_for;
  gboolean hidden;
} KlAgendaItem;

/**
 * KlMeeting:
 * @starts_at: minutes after midnight
 * @duration: minutes
 * @settled: whether it was held and its decisions are worked out
 * @series: the first meeting of the series that it is one of, or 0
 * @held_from: when it began (Unix seconds), or 0
 * @held_until: when it was settled, or 0
 * @uid: (nullable): its name in calendars, everywhere the same
 * @sequence: how often its day, time or place changed
 * @previous_on: the day of the meeting of this kind before, or %KL_DATE_NONE
 * @attendees: (element-type KlAttendee):
 * @items: (element-type KlAgendaItem): the agenda in order
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  char *school_name;
  KlMeetingKind kind;
  KlDate date;
  int starts_at;
  int duration;
  char *place;
  gboolean settled;
  gint64 series;
  gint64 held_from;
  gint64 held_until;
  char *uid;
  int sequence;
  KlDate previous_on;
  GPtrArray *attendees;
  GPtrArray *items;
} KlMeeting;

/**
 * KlSuggestion:
 * @about: whom it is about
 * @about_group: (nullable): the classes
 * @reasons: (element-type utf8): why, each in one line, the most pressing first
 * @late: whether one of them is past its norm or day
 * @position: the point of the agenda that it already is, counted from 1; or 0
 *
 * A case that the agenda could do with.
 */
typedef struct
{
  gint64 case_id;
  char *title;
  char *about;
  char *about_group;
  GPtrArray *reasons;
  gboolean late;
  int position;
} KlSuggestion;

KlMeeting *kl_meeting_new (void);
void kl_meeting_free (KlMeeting *meeting);
void kl_attendee_free (KlAttendee *attendee);
const char *kl_attendee_get_name (const KlAttendee *attendee, KlAudienceKind reader);
KlAgendaItem *kl_agenda_item_copy (const KlAgendaItem *item);
void kl_agenda_item_free (KlAgendaItem *item);
void kl_suggestion_free (KlSuggestion *suggestion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlMeeting, kl_meeting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAttendee, kl_attendee_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAgendaItem, kl_agenda_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSuggestion, kl_suggestion_free)

G_END_DECLS
