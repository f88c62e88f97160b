/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-meeting.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

/**
 * KlMeetingView:
 * @suggestions: (element-type KlSuggestion): cases that the agenda could do with
 * @people: (element-type KlPerson): who could do something: who takes part, then the rest of school
 * @partners: (element-type KlPerson): to whom somebody could be referred
 * @drafts: (element-type gint64 GPtrArray): questions that were typed and not saved yet, by point:
 *   the #KlDraft of each window, the newest first
 * @note_drafts: (element-type gint64 GPtrArray): the same of what was said
 * @decision_drafts: (element-type gint64 GPtrArray): the same of decisions
 *
 * What the page of one meeting shows.
 */
typedef struct
{
  KlMeeting *meeting;
  GPtrArray *suggestions;
  GPtrArray *people;
  GPtrArray *partners;
  GHashTable *drafts;
  GHashTable *note_drafts;
  GHashTable *decision_drafts;
} KlMeetingView;

typedef enum
{
  KL_AGENDA_ADD_CASE,     /* @case_id */
  KL_AGENDA_ADD_POINT,    /* @text */
  KL_AGENDA_SET_QUESTION, /* @item_id, @text, @before */
  KL_AGENDA_SET_MINUTES,  /* @item_id, @number */
  KL_AGENDA_SET_READY,    /* @item_id, @number */
  KL_AGENDA_MOVE,         /* @item_id, @number: the place from 1 */
  KL_AGENDA_REMOVE,       /* @item_id */
  KL_AGENDA_RESTORE,      /* @item: as it was before it was removed */
  KL_AGENDA_SET_ATTENDEE, /* @number: which, from 0; @attendee */
  KL_AGENDA_BEGIN,
  KL_AGENDA_SET_NOTES,       /* @item_id, @text, @before */
  KL_AGENDA_SET_SPENT,       /* @item_id, @number: seconds */
  KL_AGENDA_DECIDE,          /* @decision */
  KL_AGENDA_EDIT_DECISION,   /* @decision */
  KL_AGENDA_REMOVE_DECISION, /* @decision */
  KL_AGENDA_FINISH,          /* @item_id, @number: seconds spent */
  KL_AGENDA_REOPEN,          /* @item_id */
  KL_AGENDA_SETTLE,
} KlAgendaAct;

/**
 * KlAgendaChange:
 * @act: what changes; it says which of the others it needs
 * @before: (nullable): what stood there when somebody began to type @text; when something else
 *   stands there by now, from another window, both are kept
 *
 * One thing that somebody changes in an agenda.
 */
typedef struct
{
  KlAgendaAct act;
  gint64 meeting_id;
  gint64 item_id;
  gint64 case_id;
  int number;
  char *text;
  char *before;
  KlAgendaItem *item;
  KlAttendee *attendee;
  KlDecision *decision;
} KlAgendaChange;

KlMeetingView *kl_meeting_view_load (KlDb *db, gint64 meeting_id, KlDate today, GError **error);
void kl_meeting_view_free (KlMeetingView *view);
char *kl_meeting_get_draft_place (gint64 item_id);
char *kl_meeting_get_notes_place (gint64 item_id);
char *kl_meeting_get_decision_place (gint64 item_id);

KlAgendaChange *kl_agenda_change_new (KlAgendaAct act, gint64 meeting_id, gint64 item_id);
void kl_agenda_change_free (KlAgendaChange *change);
gboolean kl_agenda_change_apply (KlDb *db, const KlAgendaChange *change, GError **error);
void kl_agenda_change_send_async (KlAgendaChange *change,
                                  KlStore *store,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean kl_agenda_change_send_finish (KlStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlMeetingView, kl_meeting_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAgendaChange, kl_agenda_change_free)

G_END_DECLS
