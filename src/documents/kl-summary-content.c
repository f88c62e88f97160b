/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-summary-content.h"

#include <glib/gi18n-lib.h>

#include "model/kl-text.h"
#include "model/kl-markup.h"

/* What the strip shows, and what counts as recent when there was no meeting before. */
#define STRIP_DAYS (26 * 7)
#define RECENT_DAYS (6 * 7)
#define LINE_CHARS 160

/* What a summary is made from. */
typedef struct
{
  const KlDisclosure *disclosure;
  const KlCaseFile *file;
  KlCaseSummary *summary;
  KlDate day;
  KlDate since;
  gboolean marks_changes;
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
  if (kl_audience_is_team (summary->audience))
    summary->theme = kl_text_capitalize (kl_words_get_label (KL_WORDS_THEME, row->theme));
  summary->support_level = row->support_level;
  summary->last_contact = row->last_contact;
  summary->contact_days = MAX (row->contact_days, 0);
  summary->contact_norm =
    row->contact_days >= 0 && kl_audience_is_team (summary->audience) ? row->contact_norm : 0;
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

      if (!is_on_strip (building, entry->happened_on) || entry->kind == KL_ENTRY_PLAN
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

/* The plan that holds may be older than the strip. */
static void
fill_plans (Building *building, GPtrArray *entries)
{
  guint version = 0;

  for (guint i = entries->len; i > 0; i--)
    {
      const KlEntry *entry = g_ptr_array_index (entries, i - 1);
      g_autofree char *label = NULL;

      if (entry->kind != KL_ENTRY_PLAN || entry->happened_on > building->day)
        continue;
      label = g_strdup_printf (_ ("version %u"), ++version);
      kl_case_summary_add_plan_span (building->summary, entry->happened_on, label);
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
      g_autofree char *words = NULL;
      g_autofree char *text = NULL;
      KlTextRange hit;

      if (entry->happened_on <= building->since || entry->happened_on > building->day)
        continue;
      words = kl_markup_to_plain (entry->text != NULL ? entry->text : "");
      text = kl_text_make_excerpt (words, (KlTextRange) { 0, 0 }, LINE_CHARS, &hit);
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
      row->changed =
        building->marks_changes && MAX (referral->sent_on, referral->answered_on) > building->since;
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

/* The role of a pupil is a class. */
static const char *
get_giver_word (const KlPerson *giver)
{
  if (giver->kind == KL_PERSON_PUPIL)
    return _ ("child");

  return giver->role != NULL ? giver->role : giver->name;
}

/* What several people allow for the same days is one span, with all of them at it. */
static void
add_consent_span (Building *building, const KlConsent *consent)
{
  GPtrArray *spans = building->summary->consent_spans;
  const char *who = consent->giver != NULL ? get_giver_word (consent->giver) : NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      KlPackSpan *span = g_ptr_array_index (spans, i);
      g_auto (GStrv) known = NULL;

      if (span->from != consent->from || span->until != consent->until)
        continue;
      known = g_strsplit (span->label != NULL ? span->label : "", ", ", -1);
      if (who != NULL && !g_strv_contains ((const char *const *) known, who))
        {
          g_autofree char *before = g_steal_pointer (&span->label);

          span->label = before != NULL ? g_strdup_printf ("%s, %s", before, who) : g_strdup (who);
        }
      return;
    }
  kl_case_summary_add_consent_span (building->summary, consent->from, consent->until, who);
}

/* "van moeder, t/m 11 december" */
static void
finish_consent_span (gpointer data, gpointer user_data)
{
  KlPackSpan *span = data;
  g_autofree char *who = g_steal_pointer (&span->label);
  g_autofree char *until = NULL;

  if (who == NULL)
    return;
  if (span->until == KL_DATE_NONE)
    {
      span->label = g_strdup_printf (C_ ("print", "from %s"), who);
      return;
    }

  until = kl_date_format (span->until, KL_DATE_STYLE_DAY_MONTH);
  span->label = g_strdup_printf (C_ ("print", "from %s, until %s inclusive"), who, until);
}

/* Outside the team a role says enough, and names nobody. */
static char *
format_giver (const Building *building, const KlPerson *giver)
{
  if (giver == NULL || kl_audience_is_team (building->summary->audience))
    return format_person (giver);

  return g_strdup (giver->role != NULL && *giver->role != '\0' ? giver->role : giver->name);
}

static void
fill_consent (Building *building, const KlConsent *consent)
{
  g_autofree char *giver = format_giver (building, consent->giver);
  g_autoptr (GString) given = g_string_new (giver != NULL ? giver : "");
  KlPackConsent *row;

  if (consent->from != KL_DATE_NONE)
    {
      g_autofree char *day = kl_date_format (consent->from, KL_DATE_STYLE_DAY_MONTH);

      g_string_append_printf (given, "%s%s", given->len > 0 ? ", " : "", day);
    }
  if (consent->how != NULL && *consent->how != '\0')
    g_string_append_printf (given, "%s%s", given->len > 0 ? ", " : "", consent->how);
  if (kl_consent_has_proof (consent))
    g_string_append_printf (given, "%s%s", given->len > 0 ? ", " : "", C_ ("print", "with proof"));

  if (consent->status == KL_CONSENT_GIVEN && consent->from != KL_DATE_NONE)
    add_consent_span (building, consent);
  if (join_consent (building->summary->consents, consent, given->str))
    return;

  row = kl_case_summary_add_consent (building->summary, consent->status, given->str);
  row->changed =
    building->marks_changes && MAX (consent->from, consent->withdrawn_on) > building->since;
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
  row->changed = building->marks_changes && action->agreed_on > building->since;
  row->state = late > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day late",
                                                        "%d days late", (gulong) late),
                                           late)
                        : g_strdup (row->changed ? C_ ("print", "new") : C_ ("print", "open"));
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
  g_ptr_array_foreach (building->summary->consent_spans, finish_consent_span, NULL);
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

/* What is asked of a partner, and what the school does until it answers. */
static void
fill_request (Building *building)
{
  GPtrArray *referrals = building->file->referrals;
  KlCaseSummary *summary = building->summary;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);

      if (referral->text != NULL && *referral->text != '\0')
        g_set_str (&summary->question, referral->text);
      if (referral->bridging != NULL && *referral->bridging != '\0')
        g_set_str (&summary->meanwhile, referral->bridging);
    }
}

/* Public API */

/**
 * kl_summary_get_since:
 * @previous_on: the meeting before, or %KL_DATE_NONE
 * @today: the current day
 *
 * Returns: the day after which something is news
 */
KlDate
kl_summary_get_since (KlDate previous_on, KlDate today)
{
  return previous_on != KL_DATE_NONE ? previous_on : today - RECENT_DAYS;
}

/**
 * kl_summary_fill:
 * @summary: an empty summary
 * @disclosure: the case as far as the audience may see it
 * @previous_on: the meeting before, or %KL_DATE_NONE
 * @today: the current day
 *
 * Says what a page about the case tells the audience.
 */
void
kl_summary_fill (KlCaseSummary *summary,
                 const KlDisclosure *disclosure,
                 KlDate previous_on,
                 KlDate today)
{
  Building building = { .disclosure = disclosure,
                        .file = disclosure->file,
                        .summary = summary,
                        .day = today,
                        .since = kl_summary_get_since (previous_on, today),
                        .marks_changes = previous_on != KL_DATE_NONE };

  /* A partner reads what happened since the consent. */
  if (disclosure->audience.kind == KL_AUDIENCE_PARTNER)
    building.since = MAX (disclosure->viewer.since, today - STRIP_DAYS) - 1;
  summary->audience = disclosure->audience.kind;
  fill_facts (&building);
  fill_trust (&building);
  fill_marks (&building, disclosure->entries);
  fill_plans (&building, disclosure->entries);
  g_ptr_array_sort (summary->marks, compare_marks);
  fill_holidays (&building);
  fill_since (&building, disclosure->entries);
  fill_referrals (&building);
  fill_consents (&building);
  fill_actions (&building);
  kl_left_out_list_add_all (summary->left_out, disclosure->left_out);
  if (summary->audience == KL_AUDIENCE_PARTNER)
    {
      summary->partner = g_strdup (disclosure->reader->name);
      fill_request (&building);
    }
}
