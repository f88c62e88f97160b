/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-document.h"
#include "kl-sheet-source.h"
#include "kl-summary-content.h"
#include "model/kl-text.h"
#include "store/kl-audit.h"
#include "store/kl-disclosures.h"
#include "store/kl-meetings.h"

/*
 * The pack is made from what its audience may see. What the one who prints may see besides is
 * counted, and named by its kind alone.
 */

typedef struct
{
  KlDb *db;
  gint64 id;
  KlAudience audience;
  KlDate today;
  KlPackContent *content;
  KlCaseSummary *summary;
  KlReason refusal;
} Loading;

/* The pack */

/* A cover has no surnames; a question that has one stands on the page of the case alone. */
static gboolean
has_surname (const KlCaseFile *file, const char *question)
{
  g_autofree char *folded = kl_text_fold (question);

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;
      g_autofree char *surname = kl_text_fold (pupil->surname != NULL ? pupil->surname : "");

      if (*surname != '\0' && strstr (folded, surname) != NULL)
        return TRUE;
    }
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);
      const char *last = guardian->name != NULL ? strrchr (guardian->name, ' ') : NULL;
      g_autofree char *surname = kl_text_fold (last != NULL ? last + 1 : "");

      if (*surname != '\0' && strstr (folded, surname) != NULL)
        return TRUE;
    }
  if (file->family_name != NULL && *file->family_name != '\0')
    {
      g_autofree char *family = kl_text_fold (file->family_name);

      return strstr (folded, family) != NULL;
    }

  return FALSE;
}

/* Counted from what the page tells: what the one who prints may see besides is nobody else's. */
static char *
format_changes (const KlMeeting *meeting, const KlCaseSummary *summary)
{
  const guint n = summary->since->len;
  g_autofree char *day = NULL;

  if (n == 0 || meeting->previous_on == KL_DATE_NONE)
    return NULL;

  day = kl_date_format (meeting->previous_on, KL_DATE_STYLE_DAY_MONTH);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d change since %s", "%d changes since %s",
                                       (gulong) n),
                          (int) n, day);
}

/* Why a case is on the agenda: what it asks attention for, in one sentence each. */
static char *
format_reasons (GPtrArray *suggestions, gint64 case_id)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      const KlSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      g_autoptr (GString) why = g_string_new (NULL);

      if (suggestion->case_id != case_id)
        continue;
      for (guint j = 0; j < suggestion->reasons->len; j++)
        {
          g_autofree char *reason = kl_text_capitalize (g_ptr_array_index (suggestion->reasons, j));

          g_string_append_printf (why, "%s%s.", j > 0 ? " " : "", reason);
        }
      return why->len > 0 ? g_string_free_and_steal (g_steal_pointer (&why)) : NULL;
    }

  return NULL;
}

static gboolean
is_for_team (const Loading *loading)
{
  return kl_audience_is_team (loading->audience.kind);
}

/* A point that is not for the audience keeps its place and its minutes. */
static void
add_closed_case (Loading *loading, const KlAgendaItem *item, KlReason reason)
{
  const KlThing thing = { .kind = KL_THING_CASE };

  kl_pack_content_add_item (loading->content, C_ ("print", "A case"), item->minutes);
  kl_left_out_list_add (loading->content->left_out, &thing, reason);
}

static KlPackItem *
add_open_case (Loading *loading, const KlAgendaItem *item, const KlDisclosure *disclosure)
{
  const gboolean team = is_for_team (loading);
  const char *title = team ? item->about_short : disclosure->file->row->about_short;
  const gboolean asks = team && item->question != NULL && *item->question != '\0';
  KlPackItem *row =
    kl_pack_content_add_item (loading->content, title != NULL ? title : C_ ("print", "A case"),
                              item->minutes);

  row->summary = kl_case_summary_new ();
  if (asks && !has_surname (disclosure->file, item->question))
    row->question = g_strdup (item->question);
  if (asks)
    row->summary->question = g_strdup (item->question);
  return row;
}

static gboolean
add_case (Loading *loading,
          const KlMeeting *meeting,
          const KlAgendaItem *item,
          GPtrArray *suggestions,
          GError **error)
{
  const KlThing words = { .kind = KL_THING_AGENDA };
  g_autoptr (KlDisclosure) disclosure =
    kl_disclosures_load (loading->db, item->case_id, &loading->audience, FALSE, loading->today,
                         error);
  KlReason refusal;
  KlPackItem *row;

  if (disclosure == NULL)
    return FALSE;
  refusal = disclosure->refusal;
  if (refusal == KL_REASON_NONE && disclosure->file->restricted)
    refusal = KL_REASON_MAKER;
  if (refusal != KL_REASON_NONE)
    {
      add_closed_case (loading, item, refusal);
      return TRUE;
    }

  row = add_open_case (loading, item, disclosure);
  if (kl_disclosure_judge (disclosure, &words))
    {
      row->summary->why = format_reasons (suggestions, item->case_id);
      if (item->decision != NULL && *item->decision != '\0')
        kl_case_summary_add_decision (row->summary, item->decision);
    }
  kl_summary_fill (row->summary, disclosure, meeting->previous_on, loading->today);
  row->change_note = is_for_team (loading) ? format_changes (meeting, row->summary) : NULL;
  return TRUE;
}

/* What else the team talks about is for the team. */
static void
add_point (Loading *loading, const KlAgendaItem *item)
{
  const char *title = is_for_team (loading) ? item->title : C_ ("print", "A point of the team");
  KlPackItem *row = kl_pack_content_add_item (loading->content, title, item->minutes);

  if (is_for_team (loading) && item->question != NULL && *item->question != '\0')
    row->question = g_strdup (item->question);
}

/* Whose copy it is: the number is that of the person among those who come. */
static void
number_copies (Loading *loading, const KlMeeting *meeting)
{
  KlPackContent *content = loading->content;

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);
      KlPackAttendee *row = g_ptr_array_index (content->attendees, i);

      if (attendee->present)
        row->copy = ++content->n_copies;
      if (attendee->chair)
        g_set_str (&content->copy_return_to, attendee->person->name);
      if (!kl_sheet_is_reader (&loading->audience, attendee->person))
        continue;
      if (!attendee->present)
        row->copy = ++content->n_copies;
      content->copy = row->copy;
      g_set_str (&content->copy_for, attendee->person->name);
    }
}

static void
fill_meeting (KlPackContent *content, const KlMeeting *meeting, KlAudienceKind reader)
{
  content->school = g_strdup (meeting->school_name);
  content->kind = meeting->kind;
  content->date = meeting->date;
  content->starts_at = meeting->starts_at;
  content->ends_at =
    meeting->starts_at >= 0 && meeting->duration > 0 ? meeting->starts_at + meeting->duration : -1;
  content->place = g_strdup (meeting->place);
  content->previous_on = meeting->previous_on;
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);
      g_autofree char *role = kl_text_uncapitalize (attendee->person->role);
      const char *name = kl_attendee_get_name (attendee, reader);
      const gboolean named = g_strcmp0 (name, attendee->person->name) == 0;
      KlPackAttendee *row = kl_pack_content_add_attendee (content, name, named ? role : NULL);

      row->chair = attendee->chair;
      row->present = attendee->present;
    }
}

static gboolean
take_head (Loading *loading, GError **error)
{
  loading->content->printed_at = kl_clock_stamp ();
  loading->content->audit_head = kl_audit_get_written_head (loading->db, error);

  return loading->content->audit_head != NULL;
}

static gboolean
load_meeting (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, loading->id, error);
  g_autoptr (GPtrArray) suggestions =
    meeting != NULL ? kl_meetings_suggest (db, meeting->id, loading->today, error) : NULL;

  if (suggestions == NULL)
    return FALSE;

  fill_meeting (loading->content, meeting, loading->audience.kind);
  if (loading->audience.kind != KL_AUDIENCE_TEAM)
    number_copies (loading, meeting);
  if (!kl_sheet_check_invited (&loading->audience, meeting, error))
    return FALSE;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->case_id == 0)
        add_point (loading, item);
      else if (!kl_sheet_reader_comes_for (&loading->audience, meeting, item))
        add_closed_case (loading, item, KL_REASON_TEAM);
      else if (!add_case (loading, meeting, item, suggestions, error))
        return FALSE;
    }

  return take_head (loading, error);
}

static KlDate
find_last_meeting (const KlCaseFile *file, KlDate today)
{
  KlDate last = KL_DATE_NONE;

  for (guint i = 0; i < file->meetings->len; i++)
    {
      KlDate day = g_array_index (file->meetings, KlStripMark, i).date;

      if (day < today)
        last = MAX (last, day);
    }

  return last;
}

static gboolean
load_case (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlDisclosure) disclosure =
    kl_disclosures_load (db, loading->id, &loading->audience, FALSE, loading->today, error);

  if (disclosure == NULL)
    return FALSE;

  /* That it was asked and refused is to be read in the log. */
  loading->refusal = disclosure->refusal;
  if (loading->refusal != KL_REASON_NONE)
    return kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_CASE, loading->id, loading->id,
                                     "case", error);

  loading->content->school = g_strdup (disclosure->file->row->school_name);
  loading->content->date = loading->today;
  loading->content->starts_at = loading->content->ends_at = -1;
  loading->content->previous_on = find_last_meeting (disclosure->file, loading->today);
  kl_summary_fill (loading->summary, disclosure, loading->content->previous_on, loading->today);

  return take_head (loading, error);
}

static KlAudience
get_audience (const KlAudience *audience)
{
  return audience != NULL ? *audience : (KlAudience) { KL_AUDIENCE_TEAM, 0 };
}

/* Public API */

/**
 * kl_pack_content_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @audience: (nullable): for whom: the team (%NULL), a participant or a partner at the table
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience is not invited
 *
 * Puts together what the pack of a meeting says. A case of which the audience may know nothing
 * keeps its place on the agenda and has no page.
 *
 * Returns: (transfer full): the content, to be made into pages with kl_pack_render()
 */
KlPackContent *
kl_pack_content_load (KlDb *db,
                      gint64 meeting_id,
                      const KlAudience *audience,
                      KlDate today,
                      GError **error)
{
  g_autoptr (KlPackContent) content = kl_pack_content_new ();
  Loading loading = { .db = db,
                      .id = meeting_id,
                      .audience = get_audience (audience),
                      .today = today,
                      .content = content };

  g_return_val_if_fail (db != NULL, NULL);

  if (loading.audience.kind == KL_AUDIENCE_PARENTS || loading.audience.kind == KL_AUDIENCE_CHILD)
    {
      g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED,
                           _ ("A pack is for those at the table. Parents and children get the "
                              "summary of their own case."));
      return NULL;
    }
  if (!kl_db_transaction (db, load_meeting, &loading, error))
    return NULL;

  return g_steal_pointer (&content);
}

/**
 * kl_pack_content_load_case:
 * @db: a connection
 * @case_id: a case
 * @audience: (nullable): for whom: the team (%NULL), a participant or a partner
 * @today: the current day
 * @summary: (out) (transfer full): the case
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience may know nothing of it
 *
 * Puts together what the summary of one case says. A refusal is written to the log.
 *
 * Returns: (transfer full): what goes around it, to be made into pages with kl_pack_render_case()
 */
KlPackContent *
kl_pack_content_load_case (KlDb *db,
                           gint64 case_id,
                           const KlAudience *audience,
                           KlDate today,
                           KlCaseSummary **summary,
                           GError **error)
{
  g_autoptr (KlPackContent) content = kl_pack_content_new ();
  g_autoptr (KlCaseSummary) loaded = kl_case_summary_new ();
  Loading loading = { .db = db,
                      .id = case_id,
                      .audience = get_audience (audience),
                      .today = today,
                      .content = content,
                      .summary = loaded };

  g_return_val_if_fail (db != NULL && summary != NULL, NULL);
  g_return_val_if_fail (loading.audience.kind <= KL_AUDIENCE_PARTNER, NULL);

  if (!kl_db_transaction (db, load_case, &loading, error))
    return NULL;
  if (loading.refusal != KL_REASON_NONE)
    {
      kl_document_set_refusal (error, loading.refusal);
      return NULL;
    }

  *summary = g_steal_pointer (&loaded);
  return g_steal_pointer (&content);
}
