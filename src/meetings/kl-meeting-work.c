/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/kl-agenda.h"
#include "store/kl-drafts.h"
#include "store/kl-meeting-hold.h"
#include "store/kl-meeting-settle.h"
#include "store/kl-meetings.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-store-error.h"

#define CASE_MINUTES 10
#define POINT_MINUTES 5

/* Reading */

/**
 * kl_meeting_get_draft_place:
 * @item_id: a point of an agenda
 *
 * Returns: (transfer full): where the draft of its question is kept
 */
char *
kl_meeting_get_draft_place (gint64 item_id)
{
  return g_strdup_printf ("agenda/%" G_GINT64_FORMAT, item_id);
}

/**
 * kl_meeting_get_notes_place:
 * @item_id: a point of an agenda
 *
 * Returns: (transfer full): where the draft of what was said at it is kept
 */
char *
kl_meeting_get_notes_place (gint64 item_id)
{
  return g_strdup_printf ("notes/%" G_GINT64_FORMAT, item_id);
}

/**
 * kl_meeting_get_decision_place:
 * @item_id: a point of an agenda
 *
 * Returns: (transfer full): where the draft of a decision at it is kept
 */
char *
kl_meeting_get_decision_place (gint64 item_id)
{
  return g_strdup_printf ("decision/%" G_GINT64_FORMAT, item_id);
}

static GHashTable *
load_drafts (KlDb *db, const KlMeeting *meeting, char *(*get_place) (gint64 id), GError **error)
{
  g_autoptr (GHashTable) drafts =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      g_autofree char *place = get_place (item->id);
      GPtrArray *of_item = kl_drafts_list (db, place, error);

      if (of_item == NULL)
        return NULL;
      g_hash_table_insert (drafts, g_memdup2 (&item->id, sizeof item->id), of_item);
    }

  return g_steal_pointer (&drafts);
}

static gboolean
load_all_drafts (KlDb *db, KlMeetingView *view, GError **error)
{
  view->drafts = load_drafts (db, view->meeting, kl_meeting_get_draft_place, error);
  if (view->drafts == NULL)
    return FALSE;
  view->note_drafts = load_drafts (db, view->meeting, kl_meeting_get_notes_place, error);
  if (view->note_drafts == NULL)
    return FALSE;
  view->decision_drafts = load_drafts (db, view->meeting, kl_meeting_get_decision_place, error);

  return view->decision_drafts != NULL;
}

static gboolean
has_professional (GPtrArray *people, gint64 id)
{
  for (guint i = 0; i < people->len; i++)
    if (((const KlPerson *) g_ptr_array_index (people, i))->id == id)
      return TRUE;

  return FALSE;
}

/* An action has an owner who works here; somebody from outside is asked by one of them. */
static gboolean
load_people (KlDb *db, KlMeetingView *view, GError **error)
{
  g_autoptr (GPtrArray) colleagues = kl_professionals_list (db, view->meeting->school_id, error);

  if (colleagues == NULL)
    return FALSE;

  view->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  for (guint i = 0; i < view->meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (view->meeting->attendees, i);

      if (attendee->person->kind == KL_PERSON_PROFESSIONAL)
        g_ptr_array_add (view->people, kl_person_copy (attendee->person));
    }
  for (guint i = 0; i < colleagues->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (colleagues, i);

      if (!has_professional (view->people, colleague->id))
        g_ptr_array_add (view->people,
                         kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id, colleague->name,
                                        kl_words_get_label (KL_WORDS_ROLE, colleague->role)));
    }

  return TRUE;
}

static gboolean
load_partners (KlDb *db, KlMeetingView *view, GError **error)
{
  g_autoptr (GPtrArray) partners = kl_partners_list (db, error);

  if (partners == NULL)
    return FALSE;

  view->partners = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);

      if (partner->stopped_on == KL_DATE_NONE || partner->stopped_on > view->meeting->date)
        g_ptr_array_add (view->partners,
                         kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL));
    }

  return TRUE;
}

/**
 * kl_meeting_view_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the meeting, what it could be about, and unsaved words
 */
KlMeetingView *
kl_meeting_view_load (KlDb *db, gint64 meeting_id, KlDate today, GError **error)
{
  g_autoptr (KlMeetingView) view = g_new0 (KlMeetingView, 1);

  view->meeting = kl_meetings_get (db, meeting_id, error);
  if (view->meeting == NULL || !kl_meetings_hide (db, view->meeting, error))
    return NULL;
  view->suggestions = kl_meetings_suggest (db, meeting_id, today, error);
  if (view->suggestions == NULL || !load_people (db, view, error)
      || !load_partners (db, view, error) || !load_all_drafts (db, view, error))
    return NULL;

  return g_steal_pointer (&view);
}

void
kl_meeting_view_free (KlMeetingView *view)
{
  g_clear_pointer (&view->meeting, kl_meeting_free);
  g_clear_pointer (&view->suggestions, g_ptr_array_unref);
  g_clear_pointer (&view->people, g_ptr_array_unref);
  g_clear_pointer (&view->partners, g_ptr_array_unref);
  g_clear_pointer (&view->drafts, g_hash_table_unref);
  g_clear_pointer (&view->note_drafts, g_hash_table_unref);
  g_clear_pointer (&view->decision_drafts, g_hash_table_unref);
  g_free (view);
}

/* Changing */

/**
 * kl_agenda_change_new:
 * @act: what changes
 * @meeting_id: the meeting
 * @item_id: the point, or 0 where none is needed
 *
 * Returns: (transfer full): a change; its other values are for the caller to fill in
 */
KlAgendaChange *
kl_agenda_change_new (KlAgendaAct act, gint64 meeting_id, gint64 item_id)
{
  KlAgendaChange *change = g_new0 (KlAgendaChange, 1);

  change->act = act;
  change->meeting_id = meeting_id;
  change->item_id = item_id;

  return change;
}

void
kl_agenda_change_free (KlAgendaChange *change)
{
  g_free (change->text);
  g_free (change->before);
  g_clear_pointer (&change->item, kl_agenda_item_free);
  g_clear_pointer (&change->attendee, kl_attendee_free);
  g_clear_pointer (&change->decision, kl_decision_free);
  g_free (change);
}

/* Two windows can have the same words before them. What was added in both follows each other; of
 * what was changed otherwise, one stands below the other. */
static char *
put_together (const char *now, const char *before, const char *text)
{
  const char *current = now != NULL ? now : "";

  if (before == NULL || *current == '\0' || g_str_equal (current, before)
      || g_str_has_prefix (text, current))
    return g_strdup (text);
  if (g_str_has_prefix (current, text) && g_str_has_prefix (text, before))
    return g_strdup (current);
  if (g_str_has_prefix (current, before) && g_str_has_prefix (text, before))
    {
      g_autofree char *added = g_strstrip (g_strdup (text + strlen (before)));

      return g_strdup_printf ("%s\n%s", current, added);
    }

  return g_strdup_printf ("%s\n%s", current, text);
}

static KlAgendaItem *
find_item (const KlMeeting *meeting, gint64 item_id, GError **error)
{
  for (guint i = 0; i < meeting->items->len; i++)
    {
      KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->id == item_id)
        return item;
    }

  g_set_error_literal (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND,
                       _ ("This point is not on the agenda any more"));
  return NULL;
}

/* The rest of the point is read anew, so that nothing that changed meanwhile is undone. */
static gboolean
edit_item (KlDb *db, const KlAgendaChange *change, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, change->meeting_id, error);
  KlAgendaItem *item = meeting != NULL ? find_item (meeting, change->item_id, error) : NULL;
  char *question;

  if (item == NULL)
    return FALSE;

  if (change->act == KL_AGENDA_SET_QUESTION)
    {
      question = put_together (item->question, change->before, change->text);
      g_free (item->question);
      item->question = question;
    }
  else if (change->act == KL_AGENDA_SET_MINUTES)
    item->minutes = change->number;
  else
    item->ready = change->number != 0;

  return kl_meetings_edit_item (db, item, error);
}

static gboolean
set_notes (KlDb *db, const KlAgendaChange *change, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, change->meeting_id, error);
  const KlAgendaItem *item = meeting != NULL ? find_item (meeting, change->item_id, error) : NULL;
  g_autofree char *notes = NULL;

  if (item == NULL)
    return FALSE;

  notes = put_together (item->notes, change->before, change->text);
  return kl_meetings_set_notes (db, item->id, notes, error);
}

static gboolean
restore_item (KlDb *db, const KlAgendaChange *change, GError **error)
{
  KlAgendaItem *item = change->item;
  gint64 id;

  id = item->case_id != 0 ? kl_meetings_add_case (db, change->meeting_id, item->case_id,
                                                  item->question, item->minutes, error)
                          : kl_meetings_add_point (db, change->meeting_id, item->title,
                                                   item->question, item->minutes, error);
  if (id == 0)
    return FALSE;

  item->id = id;
  return kl_meetings_edit_item (db, item, error)
         && kl_meetings_move_item (db, id, MAX (item->position, 1), error);
}

static gboolean
set_attendee (KlDb *db, const KlAgendaChange *change, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, change->meeting_id, error);

  if (meeting == NULL)
    return FALSE;

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (i == (guint) change->number)
        {
          attendee->chair = change->attendee->chair;
          attendee->present = change->attendee->present;
          g_set_str (&attendee->excuse, change->attendee->excuse);
        }
      else if (change->attendee->chair)
        {
          attendee->chair = FALSE; /* one leads */
        }
    }

  return kl_meetings_set_attendees (db, change->meeting_id, meeting->attendees, error);
}

/**
 * kl_agenda_change_apply:
 * @db: a connection
 * @change: what changes
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_agenda_change_apply (KlDb *db, const KlAgendaChange *change, GError **error)
{
  switch (change->act)
    {
    case KL_AGENDA_ADD_CASE:
      return kl_meetings_add_case (db, change->meeting_id, change->case_id, change->text,
                                   CASE_MINUTES, error)
             != 0;
    case KL_AGENDA_ADD_POINT:
      return kl_meetings_add_point (db, change->meeting_id, change->text, NULL, POINT_MINUTES,
                                    error)
             != 0;
    case KL_AGENDA_SET_QUESTION:
    case KL_AGENDA_SET_MINUTES:
    case KL_AGENDA_SET_READY:
      return edit_item (db, change, error);
    case KL_AGENDA_MOVE:
      return kl_meetings_move_item (db, change->item_id, change->number, error);
    case KL_AGENDA_REMOVE:
      return kl_meetings_remove_item (db, change->item_id, error);
    case KL_AGENDA_RESTORE:
      return restore_item (db, change, error);
    case KL_AGENDA_SET_ATTENDEE:
      return set_attendee (db, change, error);
    case KL_AGENDA_BEGIN:
      return kl_meetings_begin (db, change->meeting_id, kl_clock_now (), error);
    case KL_AGENDA_SET_NOTES:
      return set_notes (db, change, error);
    case KL_AGENDA_SET_SPENT:
      return kl_meetings_set_spent (db, change->item_id, change->number, error);
    case KL_AGENDA_DECIDE:
      return kl_meetings_decide (db, change->decision, error) != 0;
    case KL_AGENDA_EDIT_DECISION:
      return kl_meetings_edit_decision (db, change->decision, error);
    case KL_AGENDA_REMOVE_DECISION:
      return kl_meetings_remove_decision (db, change->decision->id, error);
    case KL_AGENDA_FINISH:
      return kl_meetings_set_spent (db, change->item_id, change->number, error)
             && kl_meetings_finish_item (db, change->item_id, kl_clock_today (), error);
    case KL_AGENDA_REOPEN:
      return kl_meetings_reopen_item (db, change->item_id, kl_clock_today (), error);
    case KL_AGENDA_SETTLE:
      return kl_meetings_settle (db, change->meeting_id, kl_clock_now (), kl_clock_today (), error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
send (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kl_agenda_change_apply (db, data, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

/**
 * kl_agenda_change_send_async:
 * @change: (transfer full): what changes
 * @store: the store
 * @callback: called when it is kept or refused
 * @user_data: for @callback
 *
 * Applies a change on the store's thread; kl_agenda_change_send_finish() says how it went.
 */
void
kl_agenda_change_send_async (KlAgendaChange *change,
                             KlStore *store,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  kl_store_perform_async (store, send, change, (GDestroyNotify) kl_agenda_change_free, NULL,
                          callback, user_data);
}

/**
 * kl_agenda_change_send_finish:
 * @store: the store
 * @result: what the callback got
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_agenda_change_send_finish (KlStore *store, GAsyncResult *result, GError **error)
{
  return kl_store_perform_finish (store, result, error) != NULL;
}
