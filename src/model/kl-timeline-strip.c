/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-timeline-strip.h"

#include <glib/gi18n-lib.h>

#define N_MARKS (KL_MARK_NOTE + 1)

/* Auxiliary functions: words */

/* What is counted in a sentence, in this order; notes are no contact between people. */
static const KlMark counted_marks[] = {
  KL_MARK_TALK,     KL_MARK_PHONE,     KL_MARK_HOME_VISIT, KL_MARK_CONSULT,
  KL_MARK_REFERRAL, KL_MARK_CARE_TEAM, KL_MARK_SIGNAL,
};

static char *
format_count (KlMark mark, guint n)
{
  switch (mark)
    {
    case KL_MARK_TALK:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u conversation", "%u conversations",
                                           n),
                              n);
    case KL_MARK_PHONE:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u phone call", "%u phone calls", n),
                              n);
    case KL_MARK_HOME_VISIT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u home visit", "%u home visits", n),
                              n);
    case KL_MARK_CONSULT:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u consultation", "%u consultations",
                                           n),
                              n);
    case KL_MARK_REFERRAL:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u referral", "%u referrals", n), n);
    case KL_MARK_CARE_TEAM:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u zorgteam", "%u zorgteams", n), n);
    case KL_MARK_SIGNAL:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u signal", "%u signals", n), n);
    case KL_MARK_CONSENT:
    case KL_MARK_NOTE:
    default:
      return g_strdup ("");
    }
}

/* "5 conversations, 1 home visit, last contact 18 Nov" */
static char *
format_counts (const guint *n_marks, KlDate last_contact)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  gboolean any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (counted_marks); i++)
    if (n_marks[counted_marks[i]] > 0)
      {
        g_strv_builder_take (parts, format_count (counted_marks[i], n_marks[counted_marks[i]]));
        any = TRUE;
      }

  if (!any)
    return g_strdup (_ ("nothing recorded"));

  if (last_contact != KL_DATE_NONE)
    {
      g_autofree char *date = kl_date_format (last_contact, KL_DATE_STYLE_SHORT);

      g_strv_builder_take (parts, g_strdup_printf (_ ("last contact %s"), date));
    }
  else
    {
      g_strv_builder_add (parts, _ ("no contact"));
    }

  list = g_strv_builder_end (parts);
  return g_strjoinv (", ", list);
}

static char *
format_mark (KlEntryKind kind, KlDate date)
{
  g_autofree char *text = kl_date_format (date, KL_DATE_STYLE_SHORT);

  return g_strdup_printf ("%s %s",
                          kl_words_get_label (KL_WORDS_MARK, kl_entry_kind_get_mark (kind)), text);
}

/* The marks that are drawn, and how many more there are. */
static void
add_mark_words (GStrvBuilder *parts, const KlStripMark *marks, guint n_marks)
{
  for (guint i = 0; i < MIN (n_marks, KL_STRIP_STACK); i++)
    g_strv_builder_take (parts, format_mark (marks[i].kind, marks[i].date));

  if (n_marks > KL_STRIP_STACK)
    /* Translators: so many more than those just told */
    g_strv_builder_take (parts, g_strdup_printf (C_ ("marks", "+%u"), n_marks - KL_STRIP_STACK));
}

/* Auxiliary functions: marks */

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const KlStripMark *one = a;
  const KlStripMark *other = b;

  if (one->date != other->date)
    return one->date < other->date ? -1 : 1;

  return (one->entry_id > other->entry_id) - (one->entry_id < other->entry_id);
}

static GArray *
sort_marks (const GArray *marks)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (KlStripMark));

  if (marks != NULL && marks->len > 0)
    g_array_append_vals (sorted, marks->data, marks->len);
  g_array_sort (sorted, compare_marks);

  return sorted;
}

static void
count_mark (guint *n_marks, KlDate *last_contact, const KlStripMark *mark)
{
  n_marks[kl_entry_kind_get_mark (mark->kind)]++;
  if (kl_entry_kind_is_contact (mark->kind))
    *last_contact = MAX (*last_contact, mark->date);
}

static void
add_to_week (KlStripWeek *week, const KlStripMark *mark)
{
  switch (kl_entry_kind_get_lane (mark->kind))
    {
    case KL_LANE_FAMILY:
      if (week->n_above < KL_STRIP_STACK)
        week->above[week->n_above] = *mark;
      week->n_above++;
      break;
    case KL_LANE_TEAM:
    case KL_LANE_REFERRAL:
      if (week->n_below < KL_STRIP_STACK)
        week->below[week->n_below] = *mark;
      week->n_below++;
      break;
    case KL_LANE_CARE_TEAM:
      week->care_team_on = mark->date;
      week->care_team_entry = mark->entry_id;
      break;
    case KL_LANE_CONSENT:
    case KL_LANE_PLAN:
    case KL_LANE_NONE:
    default:
      break;
    }
}

/* Auxiliary functions: months */

static KlDate
get_first_of_month (KlDate date)
{
  int day;

  kl_date_split (date, NULL, NULL, &day);

  return date - (day - 1);
}

static void
add_months (KlChronology *chronology)
{
  for (KlDate from = chronology->from; from <= chronology->until;)
    {
      const KlDate next = kl_date_add_months (from, 1);
      KlChronologyMonth month = { .from = from,
                                  .until = MIN (next - 1, chronology->until),
                                  .shows_year = FALSE };

      kl_date_split (from, &month.year, &month.month, NULL);
      month.shows_year = month.month == 1;
      g_array_append_val (chronology->months, month);
      from = next;
    }
}

static void
add_marks (KlChronology *chronology, const GArray *marks)
{
  g_autoptr (GArray) sorted = sort_marks (marks);
  KlDate date = KL_DATE_NONE;
  guint n_in_lane[KL_LANE_PLAN + 1] = { 0 };

  for (guint i = 0; i < sorted->len; i++)
    {
      const KlStripMark *mark = &g_array_index (sorted, KlStripMark, i);
      KlChronologyMark placed = { .mark = *mark, .lane = kl_entry_kind_get_lane (mark->kind) };

      if (placed.lane == KL_LANE_NONE || mark->date < chronology->from
          || mark->date > chronology->until)
        continue;

      if (mark->date != date)
        for (gsize lane = 0; lane < G_N_ELEMENTS (n_in_lane); lane++)
          n_in_lane[lane] = 0;
      date = mark->date;

      placed.x = kl_chronology_get_x (chronology, mark->date);
      placed.position = n_in_lane[placed.lane]++;
      g_array_append_val (chronology->marks, placed);
    }
}

/* Public API: lanes */

/**
 * kl_entry_kind_get_lane:
 * @kind: an entry kind
 *
 * Returns: the lane that strips and chronologies draw it in; %KL_LANE_NONE when it
 *   stands on the timeline only
 */
KlLane
kl_entry_kind_get_lane (KlEntryKind kind)
{
  switch (kind)
    {
    case KL_ENTRY_CONVERSATION:
    case KL_ENTRY_PHONE_CALL:
    case KL_ENTRY_HOME_VISIT:
    case KL_ENTRY_JOINT_MEETING:
    case KL_ENTRY_GROUP_TALK:
    case KL_ENTRY_SIGNAL:
    case KL_ENTRY_INCIDENT:
      return KL_LANE_FAMILY;
    case KL_ENTRY_CONSULTATION:
    case KL_ENTRY_FEEDBACK:
    case KL_ENTRY_MESSAGE:
    case KL_ENTRY_MELDCODE:
      return KL_LANE_TEAM;
    case KL_ENTRY_REFERRAL:
      return KL_LANE_REFERRAL;
    case KL_ENTRY_CARE_TEAM:
      return KL_LANE_CARE_TEAM;
    case KL_ENTRY_CONSENT:
      return KL_LANE_CONSENT;
    case KL_ENTRY_PLAN:
      return KL_LANE_PLAN;
    case KL_ENTRY_OBSERVATION:
    case KL_ENTRY_NOTE:
    case KL_ENTRY_ACTION:
    case KL_ENTRY_TALENTS:
    case KL_ENTRY_DOCUMENT:
    case KL_ENTRY_CLOSING:
    case KL_ENTRY_REOPENING:
    default:
      return KL_LANE_NONE;
    }
}

/* Public API: the strip */

/**
 * kl_strip_init:
 * @strip: (out caller-allocates): the strip
 * @marks: (nullable) (element-type KlStripMark): entries of the case in any order; those
 *   outside the weeks or after @today are left out
 * @opened_on: the day the case started
 * @today: the current day, in the last week
 * @calendar: (nullable): the holidays of the school
 *
 * Lays out the last 26 weeks of a case.
 */
void
kl_strip_init (KlStrip *strip,
               const GArray *marks,
               KlDate opened_on,
               KlDate today,
               const KlCalendar *calendar)
{
  g_autoptr (GArray) sorted = NULL;
  KlDate monday;

  g_return_if_fail (strip != NULL);
  g_return_if_fail (today > KL_STRIP_WEEKS * 7);

  *strip = (KlStrip) { .today = today };
  monday = kl_date_get_monday (today) - (KL_STRIP_WEEKS - 1) * 7;
  for (int i = 0; i < KL_STRIP_WEEKS; i++, monday += 7)
    {
      strip->weeks[i].monday = monday;
      strip->weeks[i].holiday = !kl_calendar_is_school_week (calendar, monday);
    }
  strip->start_week = kl_strip_get_week (strip, MIN (opened_on, today));

  sorted = sort_marks (marks);
  for (guint i = 0; i < sorted->len; i++)
    {
      const KlStripMark *mark = &g_array_index (sorted, KlStripMark, i);
      const int week = kl_strip_get_week (strip, mark->date);

      if (week < 0 || mark->date > today)
        continue;
      add_to_week (&strip->weeks[week], mark);
      count_mark (strip->n_marks, &strip->last_contact, mark);
    }
}

/**
 * kl_strip_get_week:
 * @strip: a strip
 * @date: a day
 *
 * Returns: which week of the strip @date lies in, from 0; -1 when in none
 */
int
kl_strip_get_week (const KlStrip *strip, KlDate date)
{
  int days;

  g_return_val_if_fail (strip != NULL, -1);

  days = date - strip->weeks[0].monday;

  return date > KL_DATE_NONE && days >= 0 && days < KL_STRIP_WEEKS * 7 ? days / 7 : -1;
}

/**
 * kl_strip_describe:
 * @strip: a strip
 *
 * Returns: (transfer full): the strip in words, for who cannot see it: "26 weeks: 5
 *   conversations, 1 home visit, last contact 18 Nov"
 */
char *
kl_strip_describe (const KlStrip *strip)
{
  g_autofree char *counts = NULL;

  g_return_val_if_fail (strip != NULL, NULL);

  counts = format_counts (strip->n_marks, strip->last_contact);
  /* Translators: a number of weeks, what happened in them */
  return g_strdup_printf (_ ("%d weeks: %s"), KL_STRIP_WEEKS, counts);
}

/**
 * kl_strip_describe_week:
 * @strip: a strip
 * @week: which of its weeks, from 0
 *
 * Returns: (transfer full): that week in words, for tooltips and stepping by keyboard:
 *   "wk 45: home visit 3 Nov; consultation 4 Nov"
 */
char *
kl_strip_describe_week (const KlStrip *strip, guint week)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *text = NULL;
  const KlStripWeek *w;

  g_return_val_if_fail (strip != NULL && week < KL_STRIP_WEEKS, NULL);

  w = &strip->weeks[week];
  if (w->holiday)
    g_strv_builder_add (parts, _ ("holiday"));
  add_mark_words (parts, w->above, w->n_above);
  add_mark_words (parts, w->below, w->n_below);
  if (w->care_team_on != KL_DATE_NONE)
    g_strv_builder_take (parts, format_mark (KL_ENTRY_CARE_TEAM, w->care_team_on));

  list = g_strv_builder_end (parts);
  text = list[0] != NULL ? g_strjoinv ("; ", list) : g_strdup (_ ("nothing recorded"));
  /* Translators: the number of a week, what happened in it */
  return g_strdup_printf (_ ("wk %d: %s"), kl_date_get_iso_week (w->monday, NULL), text);
}

/* Public API: the chronology */

/**
 * kl_chronology_new:
 * @marks: (nullable) (element-type KlStripMark): entries of the case in any order, planned
 *   care-team meetings too
 * @opened_on: the day the case started
 * @n_months: how many months up to and including this one, or 0 for the whole case: from the day
 *   it started or the first mark, whichever came first (six at least)
 * @today: the current day
 *
 * Lays out the months of a case, and the six weeks to come.
 *
 * Returns: (transfer full): a chronology; free with kl_chronology_free()
 */
KlChronology *
kl_chronology_new (const GArray *marks, KlDate opened_on, int n_months, KlDate today)
{
  KlChronology *chronology;
  const KlDate this_month = get_first_of_month (today);

  g_return_val_if_fail (n_months >= 0 && today > KL_DATE_NONE, NULL);

  chronology = g_new0 (KlChronology, 1);
  chronology->today = today;
  chronology->until = today + KL_CHRONOLOGY_AHEAD;
  chronology->months = g_array_new (FALSE, FALSE, sizeof (KlChronologyMonth));
  chronology->marks = g_array_new (FALSE, FALSE, sizeof (KlChronologyMark));

  if (n_months > 0)
    chronology->from = kl_date_add_months (this_month, 1 - n_months);
  else
    chronology->from = kl_date_add_months (this_month, 1 - 6);
  if (n_months == 0 && opened_on != KL_DATE_NONE)
    chronology->from = MIN (chronology->from, get_first_of_month (opened_on));
  for (guint i = 0; n_months == 0 && marks != NULL && i < marks->len; i++)
    chronology->from =
      MIN (chronology->from, get_first_of_month (g_array_index (marks, KlStripMark, i).date));

  add_months (chronology);
  add_marks (chronology, marks);

  return chronology;
}

/**
 * kl_chronology_free:
 * @chronology: (transfer full) (nullable): a chronology
 */
void
kl_chronology_free (KlChronology *chronology)
{
  if (chronology == NULL)
    return;

  g_array_unref (chronology->months);
  g_array_unref (chronology->marks);
  g_free (chronology);
}

/**
 * kl_chronology_get_x:
 * @chronology: a chronology
 * @date: a day
 *
 * Returns: where that day begins, 0 to 1 of the width; outside it when it is not shown
 */
double
kl_chronology_get_x (const KlChronology *chronology, KlDate date)
{
  g_return_val_if_fail (chronology != NULL, 0.0);

  return (double) (date - chronology->from) / (chronology->until + 1 - chronology->from);
}

/**
 * kl_chronology_get_date:
 * @chronology: a chronology
 * @x: a place, 0 to 1 of the width
 *
 * Returns: the day shown there, the first or last one outside
 */
KlDate
kl_chronology_get_date (const KlChronology *chronology, double x)
{
  int days;

  g_return_val_if_fail (chronology != NULL, KL_DATE_NONE);

  /* A place computed from a day may be a hair before it. */
  days = (int) (x * (chronology->until + 1 - chronology->from) + 1e-6);

  return CLAMP (chronology->from + days, chronology->from, chronology->until);
}

/**
 * kl_chronology_describe:
 * @chronology: a chronology
 *
 * Returns: (transfer full): what happened up to today in words: "12 months: 13
 *   conversations, 3 referrals, last contact 18 Nov"
 */
char *
kl_chronology_describe (const KlChronology *chronology)
{
  guint n_marks[N_MARKS] = { 0 };
  KlDate last_contact = KL_DATE_NONE;
  g_autofree char *counts = NULL;
  guint n_months = 0;

  g_return_val_if_fail (chronology != NULL, NULL);

  for (guint i = 0; i < chronology->marks->len; i++)
    {
      const KlChronologyMark *placed = &g_array_index (chronology->marks, KlChronologyMark, i);

      if (placed->mark.date <= chronology->today)
        count_mark (n_marks, &last_contact, &placed->mark);
    }
  for (guint i = 0; i < chronology->months->len; i++)
    n_months += g_array_index (chronology->months, KlChronologyMonth, i).from <= chronology->today;

  counts = format_counts (n_marks, last_contact);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u month: %s", "%u months: %s", n_months),
                          n_months, counts);
}
