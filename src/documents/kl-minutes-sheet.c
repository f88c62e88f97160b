/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-minutes-sheet.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "kl-sheet-source.h"
#include "model/kl-meeting.h"
#include "model/kl-text.h"
#include "store/kl-actions.h"
#include "store/kl-disclosures.h"
#include "store/kl-meetings.h"

/* After a meeting: what was said and decided, and for each person what is to be done. */

typedef struct
{
  KlDb *db;
  gint64 meeting_id;
  KlAudience audience;
  KlDate today;
  gboolean actions;
  KlMeeting *meeting;
  GArray *left_out;
  KlSheet *sheet;
} Loading;

/* Auxiliary functions */

static char *
format_day (KlDate day)
{
  return day != KL_DATE_NONE ? kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR) : NULL;
}

static KlSheet *
begin (const KlMeeting *meeting, const char *kind)
{
  g_autofree char *day = kl_date_format (meeting->date, KL_DATE_STYLE_LONG);
  g_autofree char *title = g_strdup_printf ("%s %s", kind, day);
  g_autofree char *full = kl_date_format (meeting->date, KL_DATE_STYLE_FULL);
  KlSheet *sheet = kl_sheet_new (kind, title);

  sheet->running = g_strdup_printf (", %s", meeting->school_name);
  sheet->running_right = g_steal_pointer (&full);
  return sheet;
}

/* Minutes */

/* Of a copy for one reader: who that is. */
static const char *
find_reader (const Loading *loading)
{
  const GPtrArray *attendees = loading->meeting->attendees;

  for (guint i = 0; loading->audience.kind != KL_AUDIENCE_TEAM && i < attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (attendees, i);

      if (kl_sheet_is_reader (&loading->audience, attendee->person))
        return attendee->person->name;
    }

  return NULL;
}

/* Whoever finds it on a desk knows whose it is. */
static void
add_foot (Loading *loading)
{
  const char *reader = find_reader (loading);
  g_autofree char *foot =
    reader != NULL ? g_strdup_printf (_ ("Confidential. For %s only; not to be passed on."), reader)
                   : g_strdup (_ ("Confidential, for the participants named here only."));

  kl_sheet_add_foot (loading->sheet, foot);
}

static void
add_present (KlSheet *sheet, const KlMeeting *meeting, KlAudienceKind reader, const char *name)
{
  g_autoptr (GString) present = g_string_new (NULL);
  g_autoptr (GString) absent = g_string_new (NULL);
  KlSheetPart *facts = kl_sheet_add_facts (sheet);

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);
      GString *list = attendee->present ? present : absent;

      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "",
                              kl_attendee_get_name (attendee, reader));
    }
  kl_sheet_part_add (facts, C_ ("print", "Present"), present->str);
  kl_sheet_part_add (facts, C_ ("print", "Absent"), absent->str);
  if (name != NULL)
    kl_sheet_part_add (facts, C_ ("audience", "For whom"), name);
}

static void
add_words (KlSheet *sheet, const KlDisclosure *disclosure, const char *words)
{
  g_autofree char *text = g_strdup (words);

  if (disclosure != NULL)
    kl_disclosure_mask (disclosure, &text);
  if (text != NULL && *text != '\0')
    kl_sheet_add_text (sheet, text);
}

static void
add_decisions (KlSheet *sheet, const KlDisclosure *disclosure, const KlAgendaItem *item)
{
  KlSheetPart *table;

  if (item->decisions == NULL || item->decisions->len == 0)
    {
      add_words (sheet, disclosure, item->decision);
      return;
    }

  table = kl_sheet_add_table (sheet, FALSE);
  kl_sheet_table_add_column (table, C_ ("print", "Decision"), 0);
  kl_sheet_table_add_column (table, C_ ("print", "Who"), 110);
  kl_sheet_table_add_column (table, C_ ("print", "Before"), 70);
  for (guint i = 0; i < item->decisions->len; i++)
    {
      const KlDecision *decision = g_ptr_array_index (item->decisions, i);
      g_autofree char *text = g_strdup (decision->text);
      g_autofree char *day = format_day (decision->day);
      const char *cells[] = { NULL, decision->owner != NULL ? decision->owner->name : NULL, day };

      if (disclosure != NULL)
        kl_disclosure_mask (disclosure, &text);
      cells[0] = text;
      kl_sheet_table_add_row (table, cells);
    }
}

static void
add_heading (KlSheet *sheet, guint number, const char *title)
{
  g_autofree char *heading = g_strdup_printf ("%u. %s", number, title);

  kl_sheet_add_heading (sheet, heading);
}

static void
add_closed (Loading *loading, guint number, gboolean is_case, KlReason reason)
{
  const KlThing thing = { .kind = KL_THING_AGENDA };

  add_heading (loading->sheet, number,
               is_case ? C_ ("print", "A case") : C_ ("print", "A point of the team"));
  kl_left_out_list_add (loading->left_out, &thing, reason);
}

static void
add_open (Loading *loading,
          guint number,
          const char *title,
          const KlDisclosure *disclosure,
          const KlAgendaItem *item)
{
  add_heading (loading->sheet, number, title);
  add_words (loading->sheet, disclosure, item->question);
  add_words (loading->sheet, disclosure, item->notes);
  add_decisions (loading->sheet, disclosure, item);
  if (item->state == KL_POINT_NOT_REACHED)
    kl_sheet_add_text (loading->sheet, _ ("Not reached; it goes to the next meeting."));
}

static gboolean
add_case (Loading *loading, guint number, const KlAgendaItem *item, GError **error)
{
  const KlThing words = { .kind = KL_THING_AGENDA, .tie = KL_TIE_THEIRS };
  g_autoptr (KlDisclosure) disclosure =
    kl_disclosures_load (loading->db, item->case_id, &loading->audience, FALSE, loading->today,
                         error);
  g_autofree char *title = NULL;
  KlReason reason;

  if (disclosure == NULL)
    return FALSE;

  reason = disclosure->refusal != KL_REASON_NONE ? disclosure->refusal
                                                 : kl_audience_judge (&disclosure->viewer, &words);
  if (reason == KL_REASON_NONE && disclosure->file->restricted)
    reason = KL_REASON_MAKER;
  if (reason != KL_REASON_NONE)
    {
      add_closed (loading, number, TRUE, reason);
      return TRUE;
    }

  title = kl_text_capitalize (disclosure->file->row->about != NULL ? disclosure->file->row->about
                                                                   : C_ ("print", "A case"));
  add_open (loading, number, title, disclosure, item);
  return TRUE;
}

static gboolean
make_minutes (Loading *loading, GError **error)
{
  const KlMeeting *meeting = loading->meeting;
  const gboolean team = kl_audience_is_team (loading->audience.kind);
  g_autofree char *kind =
    kl_text_capitalize (kl_words_get_label (KL_WORDS_MEETING_KIND, meeting->kind));
  g_autofree char *day = kl_date_format (meeting->date, KL_DATE_STYLE_FULL);

  loading->sheet = begin (meeting, C_ ("print", "Minutes"));
  add_foot (loading);
  kl_sheet_add_title (loading->sheet, kind, day);
  add_present (loading->sheet, meeting, loading->audience.kind, find_reader (loading));
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (!kl_sheet_reader_comes_for (&loading->audience, meeting, item)
          || (item->case_id == 0 && !team))
        add_closed (loading, i + 1, item->case_id != 0, KL_REASON_TEAM);
      else if (item->case_id == 0)
        add_open (loading, i + 1, item->title, NULL, item);
      else if (!add_case (loading, i + 1, item, error))
        return FALSE;
    }
  kl_sheet_add_left_out_box (loading->sheet, loading->left_out, NULL);
  return TRUE;
}

/* Actions */

static const char *
find_about (const KlMeeting *meeting, const KlAction *action)
{
  for (guint i = 0; action->case_id != 0 && i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->case_id == action->case_id)
        return item->about_short;
    }
  return action->case_title;
}

static void
add_action_table (KlSheet *sheet,
                  const KlMeeting *meeting,
                  const GPtrArray *actions,
                  gboolean of_meeting)
{
  KlSheetPart *table = NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (actions, i);
      g_autofree char *due = format_day (action->due);
      const char *cells[] = { action->text, find_about (meeting, action), due };

      if (action->school_id != meeting->school_id
          || (action->meeting_id == meeting->id) != of_meeting)
        continue;
      if (table == NULL)
        {
          kl_sheet_add_heading (sheet, of_meeting ? C_ ("print", "Agreed at this meeting")
                                                  : C_ ("print", "Still open from before"));
          table = kl_sheet_add_table (sheet, TRUE);
          kl_sheet_table_add_column (table, C_ ("print", "Action"), 0);
          kl_sheet_table_add_column (table, C_ ("print", "About"), 130);
          kl_sheet_table_add_column (table, C_ ("print", "Before"), 70);
        }
      kl_sheet_table_add_row (table, cells);
    }
}

static gboolean
add_person (Loading *loading, const KlPerson *person, GError **error)
{
  const KlActionFilter filter = { .owner_id = person->id, .open_only = TRUE };
  g_autoptr (GPtrArray) actions = kl_actions_list_seen (loading->db, &filter, error);
  g_autofree char *kind =
    kl_text_capitalize (kl_words_get_label (KL_WORDS_MEETING_KIND, loading->meeting->kind));
  g_autofree char *day = kl_date_format (loading->meeting->date, KL_DATE_STYLE_FULL);
  g_autofree char *note = g_strdup_printf ("%s %s", kind, day);
  guint before;

  if (actions == NULL)
    return FALSE;

  if (loading->sheet->parts->len > 0)
    kl_sheet_begin_page (loading->sheet);
  kl_sheet_add_title (loading->sheet, person->name, note);
  before = loading->sheet->parts->len;
  add_action_table (loading->sheet, loading->meeting, actions, TRUE);
  add_action_table (loading->sheet, loading->meeting, actions, FALSE);
  if (loading->sheet->parts->len == before)
    kl_sheet_add_text (loading->sheet, _ ("Nothing to do from this meeting."));
  return TRUE;
}

static gboolean
make_actions (Loading *loading, GError **error)
{
  const KlMeeting *meeting = loading->meeting;

  loading->sheet = begin (meeting, C_ ("print", "Actions"));
  kl_sheet_add_foot (loading->sheet, _ ("Confidential, for the one named here only."));
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->person->kind != KL_PERSON_PROFESSIONAL
          || (loading->audience.kind != KL_AUDIENCE_TEAM
              && !kl_sheet_is_reader (&loading->audience, attendee->person)))
        continue;
      if (!add_person (loading, attendee->person, error))
        return FALSE;
    }
  if (loading->sheet->parts->len == 0)
    kl_sheet_add_text (loading->sheet, _ ("Nothing to do from this meeting."));
  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;

  loading->meeting = kl_meetings_get (db, loading->meeting_id, error);
  if (loading->meeting == NULL
      || !kl_sheet_check_invited (&loading->audience, loading->meeting, error))
    return FALSE;

  return (loading->actions ? make_actions (loading, error) : make_minutes (loading, error))
         && kl_sheet_take_head (loading->sheet, db, error);
}

static KlSheet *
load_sheet (KlDb *db,
            gint64 meeting_id,
            const KlAudience *audience,
            KlDate today,
            gboolean actions,
            GError **error)
{
  Loading loading = { .db = db,
                      .meeting_id = meeting_id,
                      .audience = *audience,
                      .today = today,
                      .actions = actions,
                      .left_out = kl_left_out_list_new () };

  if (!kl_db_transaction (db, load, &loading, error))
    g_clear_pointer (&loading.sheet, kl_sheet_free);
  g_clear_pointer (&loading.meeting, kl_meeting_free);
  g_array_unref (loading.left_out);
  return loading.sheet;
}

/* Public API */

/**
 * kl_minutes_sheet_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @audience: the team, a participant or a partner at the table
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience is not invited
 *
 * Puts together the minutes. A point at which the audience was not, or of which it may know
 * nothing, keeps its place without its words.
 *
 * Returns: (transfer full): the sheet, to be made into pages with kl_sheet_render()
 */
KlSheet *
kl_minutes_sheet_load (KlDb *db,
                       gint64 meeting_id,
                       const KlAudience *audience,
                       KlDate today,
                       GError **error)
{
  g_return_val_if_fail (db != NULL && audience != NULL, NULL);
  g_return_val_if_fail (audience->kind <= KL_AUDIENCE_PARTNER, NULL);

  return load_sheet (db, meeting_id, audience, today, FALSE, error);
}

/**
 * kl_action_sheet_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @audience: the team for a page for each colleague at the table, or one participant
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   participant is not invited
 *
 * Puts together who does what after a meeting: a page for each person, with what was still open.
 *
 * Returns: (transfer full): the sheet, to be made into pages with kl_sheet_render()
 */
KlSheet *
kl_action_sheet_load (KlDb *db,
                      gint64 meeting_id,
                      const KlAudience *audience,
                      KlDate today,
                      GError **error)
{
  g_return_val_if_fail (db != NULL && audience != NULL, NULL);
  g_return_val_if_fail (kl_audience_is_team (audience->kind), NULL);

  return load_sheet (db, meeting_id, audience, today, TRUE, error);
}
