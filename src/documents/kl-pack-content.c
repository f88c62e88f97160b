/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pack-content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/kl-text.h"
#include "store/kl-audit.h"
#include "store/kl-cases.h"
#include "store/kl-entries.h"
#include "store/kl-meetings.h"

/* What the strip shows, and what counts as recent when there was no meeting before. */
#define STRIP_DAYS (26 * 7)
#define RECENT_DAYS (6 * 7)
#define LINE_CHARS 160

/*
 * The pack is for the team: it is made from what the team may see. What the one who prints may
 * see besides is counted, and named by its kind alone.
 */

typedef struct
{
  KlDb *db;
  gint64 id;
  KlDate today;
  KlPackContent *content;
  KlCaseSummary *summary;
} Loading;

/* What a summary is made from. */
typedef struct
{
  KlDb *db;
  const KlCaseFile *file;
  KlCaseSummary *summary;
  KlDate day;
  KlDate since;
} Building;

/* Auxiliary functions */

static char *
format_person (const KlPerson *person)
{
  if (person == NULL || person->name == NULL)
    return NULL;
  if (person->role == NULL || *person->role == '\0')
    return g_strdup (person->name);

  return g_strdup_printf ("%s (%s)", person->name, kl_role_get_short (person->role));
}

/* "7, 10 jaar" for one pupil, else the classes. */
static char *
format_group (const KlCaseFile *file, KlDate day)
{
  const KlPupil *pupil;
  int age;

  if (file->pupils->len != 1)
    return g_strdup (file->row->about_group);

  pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil;
  age = pupil->birth != KL_DATE_NONE ? kl_date_get_age (pupil->birth, day) : -1;
  if (age < 0)
    return g_strdup (pupil->group_name);
  if (pupil->group_name == NULL || *pupil->group_name == '\0')
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old", age), age);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %d year old", "%s, %d years old", age),
                          pupil->group_name, age);
}

/* Facts */

static void
fill_facts (Building *building)
{
  const KlCaseRow *row = building->file->row;
  KlCaseSummary *summary = building->summary;

  summary->name = kl_text_capitalize (row->about != NULL ? row->about : "");
  summary->title = g_strdup (row->title);
  summary->group = format_group (building->file, building->day);
  summary->owner = format_person (row->owner);
  summary->trusted = format_person (row->trusted);
  summary->theme = kl_text_capitalize (kl_words_get_label (KL_WORDS_THEME, row->theme));
  summary->support_level = row->support_level;
  summary->last_contact = row->last_contact;
  summary->contact_days = MAX (row->contact_days, 0);
  summary->contact_norm = row->contact_days >= 0 ? row->contact_norm : 0;
}

static void
fill_trust (Building *building)
{
  GPtrArray *trust = building->file->trust;

  for (guint i = 0; i < trust->len; i++)
    {
      const KlTrustLink *link = g_ptr_array_index (trust, i);

      if (link->person != NULL)
        kl_case_summary_add_trust (building->summary, link->person->name,
                                   link->partner != NULL ? link->partner->name
                                                         : kl_role_get_short (link->person->role),
                                   link->since != KL_DATE_NONE || i == 0);
      else if (link->partner != NULL)
        kl_case_summary_add_trust (building->summary, link->partner->name,
                                   C_ ("print", "nobody known yet"), FALSE);
    }
}

/* Chronology */

static gboolean
is_on_strip (const Building *building, KlDate day)
{
  return day > building->day - STRIP_DAYS && day <= building->day;
}

static void
fill_marks (Building *building, GPtrArray *entries)
{
  const KlPerson *owner = building->file->row->owner;
  GArray *meetings = building->file->meetings;

  for (guint i = entries->len; i > 0; i--)
    {
      const KlEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *kind = NULL;
      KlPackMark *mark;

      if (!is_on_strip (building, entry->happened_on)
          || kl_entry_kind_get_mark (entry->kind) == KL_MARK_CARE_TEAM)
        continue;
      kind = kl_text_uncapitalize (kl_words_get_label (KL_WORDS_ENTRY_KIND, entry->kind));
      mark = kl_case_summary_add_mark (building->summary, entry->happened_on,
                                       kl_entry_kind_get_mark (entry->kind), kind);
      mark->main = owner != NULL && entry->author != NULL && entry->author->id == owner->id
                   && entry->author->kind == owner->kind;
    }

  for (guint i = 0; i < meetings->len; i++)
    {
      KlDate day = g_array_index (meetings, KlStripMark, i).date;

      if (is_on_strip (building, day) && day < building->day)
        kl_case_summary_add_mark (building->summary, day, KL_MARK_CARE_TEAM, NULL);
    }
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const KlPackMark *one = *(const KlPackMark *const *) a;
  const KlPackMark *other = *(const KlPackMark *const *) b;

  return one->date - other->date;
}

static void
fill_holidays (Building *building)
{
  GPtrArray *holidays = building->file->holidays;

  for (guint i = 0; i < holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (holidays, i);

      if (is_on_strip (building, holiday->from) || is_on_strip (building, holiday->until))
        kl_case_summary_add_holiday (building->summary, holiday->from, holiday->until,
                                     holiday->name);
    }
}

/* What happened since the meeting before, oldest first. */
static void
fill_since (Building *building, GPtrArray *entries)
{
  for (guint i = entries->len; i > 0; i--)
    {
      const KlEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_SHORT);
      g_autofree char *text = NULL;
      KlTextRange hit;

      if (entry->happened_on <= building->since || entry->happened_on > building->day)
        continue;
      text = kl_text_make_excerpt (entry->text != NULL ? entry->text : "", (KlTextRange) { 0, 0 },
                                   LINE_CHARS, &hit);
      if (*text == '\0')
        {
          g_free (text);
          text = kl_text_capitalize (kl_words_get_label (KL_WORDS_ENTRY_KIND, entry->kind));
        }
      kl_case_summary_add_since (building->summary, day, text);
    }
}

/* Referrals, consents, actions */

static gboolean
is_waiting (const KlReferral *referral)
{
  return referral->sent_on != KL_DATE_NONE && referral->answered_on == KL_DATE_NONE
         && referral->status != KL_REFERRAL_FINISHED && referral->status != KL_REFERRAL_WITHDRAWN;
}

/* What ended, or was answered before the meeting before, is history. */
static gboolean
is_of_now (const Building *building, const KlReferral *referral)
{
  if (referral->partner == NULL || referral->status == KL_REFERRAL_FINISHED
      || referral->status == KL_REFERRAL_WITHDRAWN)
    return FALSE;

  return referral->answered_on == KL_DATE_NONE || referral->answered_on > building->since;
}

static void
fill_referrals (Building *building)
{
  GPtrArray *referrals = building->file->referrals;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);
      KlDate until = referral->answered_on != KL_DATE_NONE ? referral->answered_on : building->day;
      g_autofree char *purpose =
        kl_text_uncapitalize (kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, referral->purpose));
      KlPackReferral *row;

      if (!is_of_now (building, referral))
        continue;
      row = kl_case_summary_add_referral (building->summary, referral->partner->name, purpose);
      row->sent_on = referral->sent_on;
      row->answered_on = referral->answered_on;
      row->waiting = is_waiting (referral);
      row->days = referral->sent_on != KL_DATE_NONE ? MAX (0, until - referral->sent_on) : 0;
      row->median_days = referral->median_days;
      row->answer =
        kl_text_uncapitalize (kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status));
    }
}

/* The same consent for several receivers is told once. */
static gboolean
join_consent (GPtrArray *rows, const KlConsent *consent, const char *given)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KlPackConsent *row = g_ptr_array_index (rows, i);
      g_autofree char *before = NULL;

      if (row->status != consent->status || row->until != consent->until || row->receivers == NULL
          || consent->receiver == NULL || g_strcmp0 (row->given, given) != 0)
        continue;
      before = g_steal_pointer (&row->receivers);
      row->receivers = g_strdup_printf ("%s, %s", before, consent->receiver->name);
      return TRUE;
    }

  return FALSE;
}

/* "van moeder, t/m 11 december" */
static char *
format_consent_span (const KlConsent *consent)
{
  const KlPerson *giver = consent->giver;
  const char *who = giver->role != NULL ? giver->role : giver->name;
  g_autofree char *until = consent->until != KL_DATE_NONE
                             ? kl_date_format (consent->until, KL_DATE_STYLE_DAY_MONTH)
                             : NULL;

  if (until == NULL)
    return g_strdup_printf (C_ ("print", "from %s"), who);

  return g_strdup_printf (C_ ("print", "from %s, until %s inclusive"), who, until);
}

static void
add_consent_span (Building *building, const KlConsent *consent)
{
  GPtrArray *spans = building->summary->consent_spans;
  g_autofree char *label = consent->giver != NULL ? format_consent_span (consent) : NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const KlPackSpan *span = g_ptr_array_index (spans, i);

      if (span->from == consent->from && span->until == consent->until
          && g_strcmp0 (span->label, label) == 0)
        return;
    }
  kl_case_summary_add_consent_span (building->summary, consent->from, consent->until, label);
}

static void
fill_consent (Building *building, const KlConsent *consent)
{
  g_autofree char *giver = format_person (consent->giver);
  g_autoptr (GString) given = g_string_new (giver != NULL ? giver : "");
  KlPackConsent *row;

  if (consent->from != KL_DATE_NONE)
    {
      g_autofree char *day = kl_date_format (consent->from, KL_DATE_STYLE_DAY_MONTH);

      g_string_append_printf (given, "%s%s", given->len > 0 ? ", " : "", day);
    }
  if (consent->how != NULL && *consent->how != '\0')
    g_string_append_printf (given, "%s%s", given->len > 0 ? ", " : "", consent->how);

  if (consent->status == KL_CONSENT_GIVEN && consent->from != KL_DATE_NONE)
    add_consent_span (building, consent);
  if (join_consent (building->summary->consents, consent, given->str))
    return;

  row = kl_case_summary_add_consent (building->summary, consent->status, given->str);
  if (consent->receiver != NULL)
    row->receivers = g_strdup_printf (C_ ("print", "With %s"), consent->receiver->name);
  row->until = consent->until;
}

static void
fill_action (Building *building, const KlAction *action)
{
  KlPackAction *row =
    kl_case_summary_add_action (building->summary, action->text,
                                action->owner != NULL ? action->owner->name : NULL);
  const int late = action->due != KL_DATE_NONE ? building->day - action->due : 0;

  if (action->due != KL_DATE_NONE)
    row->due = kl_date_format (action->due, KL_DATE_STYLE_SHORT);
  row->late = late > 0;
  row->state = late > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late",
                                                        "%d days late", (gulong) late),
                                           late)
                        : g_strdup (C_ ("print", "open"));
}

/* Consent that ended before the strip begins no longer says anything. */
static void
fill_consents (Building *building)
{
  GPtrArray *consents = building->file->consents;

  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (consents, i);
      gboolean ended = consent->status == KL_CONSENT_GIVEN && consent->until != KL_DATE_NONE
                       && consent->until < building->day - RECENT_DAYS;

      if (!ended)
        fill_consent (building, consent);
    }
}

/* Those that are late come first. */
static void
fill_actions (Building *building)
{
  GPtrArray *actions = building->file->actions;

  for (int late = 1; late >= 0; late--)
    for (guint i = 0; i < actions->len; i++)
      {
        const KlAction *action = g_ptr_array_index (actions, i);
        gboolean is_late = action->due != KL_DATE_NONE && action->due < building->day;

        if (action->done_on == KL_DATE_NONE && is_late == (late == 1))
          fill_action (building, action);
      }
}

/* Kind and number, never content or writer. */
static void
leave_out (Building *building, int n, const char *counted, const char *reason)
{
  g_autofree char *number = g_strdup_printf ("%d %s", n, counted);

  if (n > 0)
    kl_case_summary_add_left_out (building->summary, number, reason);
}

/* Takes what is not for the whole team out of the entries, and counts it: the numbers are the same
 * whoever prints. Who has no part in the case lacks more. */
static gboolean
keep_team_entries (Building *building, GPtrArray *entries, GError **error)
{
  const KlCaseFile *file = building->file;
  int n_private, n_confidential, n_missing;

  if (!kl_entries_count_not_for_team (building->db, file->row->id, &n_private, &n_confidential,
                                      error))
    return FALSE;

  for (guint i = entries->len; i > 0; i--)
    if (((const KlEntry *) g_ptr_array_index (entries, i - 1))->visibility != KL_VISIBILITY_TEAM)
      g_ptr_array_remove_index (entries, i - 1);

  n_missing = file->n_entries + file->n_hidden - n_private - n_confidential - (int) entries->len;
  leave_out (building, n_private,
             g_dngettext (GETTEXT_PACKAGE, "working note", "working notes", (gulong) n_private),
             C_ ("print", "for the writer only"));
  leave_out (building, n_confidential,
             g_dngettext (GETTEXT_PACKAGE, "note", "notes", (gulong) n_confidential),
             C_ ("print", "for owner and director only"));
  leave_out (building, n_missing,
             g_dngettext (GETTEXT_PACKAGE, "note", "notes", (gulong) MAX (n_missing, 0)),
             C_ ("print", "not for whoever made this"));

  return TRUE;
}

static gboolean
fill_summary (Building *building, GError **error)
{
  const KlEntryFilter all = { .case_id = building->file->row->id };
  g_autoptr (GPtrArray) entries = kl_entries_list (building->db, &all, error);

  if (entries == NULL || !keep_team_entries (building, entries, error))
    return FALSE;

  fill_facts (building);
  fill_trust (building);
  fill_marks (building, entries);
  g_ptr_array_sort (building->summary->marks, compare_marks);
  fill_holidays (building);
  fill_since (building, entries);
  fill_referrals (building);
  fill_consents (building);
  fill_actions (building);

  return TRUE;
}

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
add_case (Loading *loading,
          const KlMeeting *meeting,
          const KlAgendaItem *item,
          GPtrArray *suggestions,
          GError **error)
{
  g_autoptr (KlCaseFile) file =
    kl_cases_load_file (loading->db, item->case_id, loading->today, error);
  Building building = { .db = loading->db, .file = file, .day = loading->today };
  KlPackItem *row;

  if (file == NULL)
    return FALSE;

  row = kl_pack_content_add_item (loading->content,
                                  item->about_short != NULL ? item->about_short
                                                            : C_ ("print", "A case"),
                                  item->minutes);
  if (item->question != NULL && *item->question != '\0' && !has_surname (file, item->question))
    row->question = g_strdup (item->question);
  row->summary = building.summary = kl_case_summary_new ();
  building.since =
    meeting->previous_on != KL_DATE_NONE ? meeting->previous_on : loading->today - RECENT_DAYS;
  if (item->question != NULL && *item->question != '\0')
    building.summary->question = g_strdup (item->question);
  building.summary->why = format_reasons (suggestions, item->case_id);
  if (item->decision != NULL && *item->decision != '\0')
    kl_case_summary_add_decision (building.summary, item->decision);
  if (!fill_summary (&building, error))
    return FALSE;

  row->change_note = format_changes (meeting, building.summary);
  return TRUE;
}

static void
add_point (Loading *loading, const KlAgendaItem *item)
{
  KlPackItem *row = kl_pack_content_add_item (loading->content, item->title, item->minutes);

  if (item->question != NULL && *item->question != '\0')
    row->question = g_strdup (item->question);
}

static void
fill_meeting (KlPackContent *content, const KlMeeting *meeting)
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
      KlPackAttendee *row = kl_pack_content_add_attendee (content, attendee->person->name, role);

      row->chair = attendee->chair;
      row->present = attendee->present;
    }
}

static gboolean
take_head (Loading *loading, GError **error)
{
  loading->content->printed_at = kl_clock_now ();
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

  fill_meeting (loading->content, meeting);
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->case_id == 0)
        add_point (loading, item);
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
  g_autoptr (KlCaseFile) file = kl_cases_load_file (db, loading->id, loading->today, error);
  Building building = {
    .db = db, .file = file, .summary = loading->summary, .day = loading->today
  };

  if (file == NULL)
    return FALSE;

  loading->content->school = g_strdup (file->row->school_name);
  loading->content->date = loading->today;
  loading->content->starts_at = loading->content->ends_at = -1;
  loading->content->previous_on = find_last_meeting (file, loading->today);
  building.since = loading->content->previous_on != KL_DATE_NONE ? loading->content->previous_on
                                                                 : loading->today - RECENT_DAYS;

  return fill_summary (&building, error) && take_head (loading, error);
}

/* Public API */

/**
 * kl_pack_content_load:
 * @db: a connection
 * @meeting_id: a meeting
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Puts together what the pack of a meeting says, for the team.
 *
 * Returns: (transfer full): the content, to be made into pages with kl_pack_render()
 */
KlPackContent *
kl_pack_content_load (KlDb *db, gint64 meeting_id, KlDate today, GError **error)
{
  g_autoptr (KlPackContent) content = kl_pack_content_new ();
  Loading loading = { .db = db, .id = meeting_id, .today = today, .content = content };

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_db_transaction (db, load_meeting, &loading, error))
    return NULL;

  return g_steal_pointer (&content);
}

/**
 * kl_pack_content_load_case:
 * @db: a connection
 * @case_id: a case
 * @today: the current day
 * @summary: (out) (transfer full): the case
 * @error: (out): return location for what went wrong
 *
 * Puts together what the summary of one case says, for the team.
 *
 * Returns: (transfer full): what goes around it, to be made into pages with kl_pack_render_case()
 */
KlPackContent *
kl_pack_content_load_case (KlDb *db,
                           gint64 case_id,
                           KlDate today,
                           KlCaseSummary **summary,
                           GError **error)
{
  g_autoptr (KlPackContent) content = kl_pack_content_new ();
  g_autoptr (KlCaseSummary) loaded = kl_case_summary_new ();
  Loading loading = {
    .db = db, .id = case_id, .today = today, .content = content, .summary = loaded
  };

  g_return_val_if_fail (db != NULL && summary != NULL, NULL);

  if (!kl_db_transaction (db, load_case, &loading, error))
    return NULL;

  *summary = g_steal_pointer (&loaded);
  return g_steal_pointer (&content);
}
