/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chronology-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chronology-private.h"

/* All at scale 1. */
#define HEADER_HEIGHT 24.0
#define PILL_PADDING 7.0
#define RIGHT_MARGIN 6.0
#define BOTTOM_MARGIN 2.0
#define MARK_CLEAR 8.5 /* nearer than this two marks touch */
#define MARK_ROWS 3

static const double lane_heights[KL_CHRONOLOGY_N_LANES] = {
  [KL_LANE_CARE_TEAM] = 20, [KL_LANE_FAMILY] = 26,  [KL_LANE_TEAM] = 24,
  [KL_LANE_REFERRAL] = 34,  [KL_LANE_CONSENT] = 34, [KL_LANE_PLAN] = 24,
};

/* Auxiliary functions */

static void
clear_label (KlChronologyLabel *label)
{
  g_free (label->text);
  g_free (label->bold);
}

static void
clear_meeting (gpointer meeting)
{
  clear_label (&((KlChronologyMeeting *) meeting)->label);
}

static void
clear_bar (gpointer bar)
{
  clear_label (&((KlChronologyBar *) bar)->label);
}

static void
clear_pill (gpointer pill)
{
  clear_label (&((KlChronologyPill *) pill)->label);
}

static void
clear_month (gpointer month)
{
  clear_label (month);
}

double
kl_placer_measure (KlPlacer *self, const char *text, gboolean bold)
{
  if (text == NULL || *text == '\0')
    return 0;

  return ceil (self->style->measure (text, bold, self->style->measure_data));
}

/* Takes both texts; the box still has to be placed. */
KlChronologyLabel
kl_placer_make_label (KlPlacer *self, char *text, char *bold, gboolean dimmed)
{
  KlChronologyLabel label = { .text = text, .bold = bold, .dimmed = dimmed };

  label.text_width = kl_placer_measure (self, text, FALSE);
  if (text != NULL && bold != NULL)
    label.text_width += 4 * self->s;
  label.box.width = label.text_width + kl_placer_measure (self, bold, TRUE);
  label.box.height = LABEL_HEIGHT * self->s;

  return label;
}

double
kl_placer_get_plot_end (KlPlacer *self)
{
  return self->layout->plot.x + self->layout->plot.width;
}

gboolean
kl_placer_is_free (GArray *taken, guint row, double from, double to)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const KlTaken *t = &g_array_index (taken, KlTaken, i);

      if (t->row == row && from < t->to && t->from < to)
        return FALSE;
    }

  return TRUE;
}

void
kl_placer_take (GArray *taken, guint row, double from, double to, gint64 owner)
{
  KlTaken t = { row, from, to, owner };

  g_array_append_val (taken, t);
}

gboolean
kl_placer_is_in_sight (KlPlacer *self, KlDate date)
{
  return date >= self->scale.first && date < self->scale.end;
}

void
kl_placer_add_stop (KlPlacer *self,
                    KlBox box,
                    KlDate date,
                    gint64 entry_id,
                    KlLane lane,
                    guint index)
{
  KlChronologyStop stop = { box, date, entry_id, lane, index };

  g_array_append_val (self->layout->stops, stop);
}

static KlBox
get_square (KlPlacer *self, double x, double y)
{
  const double size = STOP_SIZE * self->s;

  return (KlBox) { x - size / 2, y - size / 2, size, size };
}

/* Months and today */

static void
place_today (KlPlacer *self)
{
  KlChronologyLayout *layout = self->layout;
  KlChronologyLabel *label = &layout->today;
  const double padding = PILL_PADDING * self->s;

  layout->has_today = kl_placer_is_in_sight (self, self->data->today);
  if (!layout->has_today)
    return;

  layout->today_x = kl_time_scale_get_middle (&self->scale, self->data->today);
  *label = kl_placer_make_label (self, NULL,
                                 kl_date_format (self->data->today, KL_DATE_STYLE_SHORT), FALSE);
  label->box.width += 2 * padding;
  label->box.height = (LABEL_HEIGHT + 3) * self->s;
  label->box.y = (HEADER_HEIGHT * self->s - label->box.height) / 2;
  label->box.x = CLAMP (layout->today_x - label->box.width / 2, layout->plot.x,
                        kl_placer_get_plot_end (self) - label->box.width);
  label->text_width = padding;
}

/* Takes @label. */
static void
place_month_label (KlPlacer *self, const KlMonthTick *tick, KlChronologyLabel label, double room)
{
  label.box.x = tick->x + LABEL_GAP * self->s;
  label.box.y = (HEADER_HEIGHT * self->s - label.box.height) / 2;
  if (label.box.width == 0 || label.box.width > room
      || (self->layout->has_today && kl_box_overlaps (&label.box, &self->layout->today.box)))
    {
      clear_label (&label);
      return;
    }

  g_array_append_val (self->layout->months, label);
}

static void
place_month (KlPlacer *self, const KlMonthTick *tick)
{
  g_autofree char *year = g_strdup_printf ("%d", tick->year);
  const char *month = kl_month_get_name (tick->month, TRUE);
  const gboolean begins_year = tick->month == 1;
  KlChronologyLabel label;
  double room = tick->width - LABEL_GAP * self->s;

  if (tick->day > 0)
    {
      g_autofree char *date = kl_date_format (tick->first, KL_DATE_STYLE_SHORT);

      place_month_label (self, tick,
                         kl_placer_make_label (self, g_steal_pointer (&date), NULL, TRUE), room);
      return;
    }

  /* The year beside the month that begins it, or instead of it where that is too wide. */
  label = kl_placer_make_label (self, g_strdup (month), begins_year ? g_strdup (year) : NULL, TRUE);
  if (label.box.width > room && begins_year && label.text != NULL)
    {
      clear_label (&label);
      label = kl_placer_make_label (self, NULL, g_strdup (year), TRUE);
    }

  place_month_label (self, tick, label, room);
}

/* Weeks where the day of each has room, months and years where it has not. */
static void
place_months (KlPlacer *self)
{
  const double gap = 2 * LABEL_GAP * self->s;
  const double week = self->scale.width * 7 / (self->scale.end - self->scale.first);
  double widest = 0;

  for (int month = 1; month <= 12; month++)
    widest = MAX (widest, kl_placer_measure (self, kl_month_get_name (month, TRUE), FALSE));

  if (week >= widest + kl_placer_measure (self, "30 ", FALSE) + gap)
    self->layout->ticks = kl_time_scale_get_weeks (&self->scale);
  else
    self->layout->ticks = kl_time_scale_get_months (&self->scale, widest + gap);
  for (guint i = 0; i < self->layout->ticks->len; i++)
    place_month (self, &g_array_index (self->layout->ticks, KlMonthTick, i));
}

static void
place_holidays (KlPlacer *self)
{
  g_autoptr (GPtrArray) holidays =
    kl_calendar_get_holidays_between (self->data->calendar, self->scale.first, self->scale.end - 1);

  for (guint i = 0; i < holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (holidays, i);
      KlBox box = { 0, self->layout->plot.y, 0, self->layout->plot.height };

      if (kl_time_scale_get_span (&self->scale, holiday->from, holiday->until, &box.x, &box.width))
        g_array_append_val (self->layout->holidays, box);
    }
}

/* Lanes of marks */

static int
compare_marks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KlStripMark *marks = user_data;
  const guint i = *(const guint *) a;
  const guint j = *(const guint *) b;

  if (marks[i].date != marks[j].date)
    return marks[i].date < marks[j].date ? -1 : 1;

  return i < j ? -1 : i > j;
}

/* Indices of the marks of a lane that are in sight, by date. */
static GArray *
collect_marks (KlPlacer *self, KlLane lane)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->data->n_marks; i++)
    {
      const KlStripMark *mark = &self->data->marks[i];

      if (kl_entry_kind_get_lane (mark->kind) == lane && kl_placer_is_in_sight (self, mark->date))
        g_array_append_val (indices, i);
    }
  g_array_sort_with_data (indices, compare_marks, (gpointer) self->data->marks);

  return indices;
}

/*
 * Looks for room for a mark: on its day, a step earlier, then the same a row higher.
 * The caller goes from the last day to the first, so that of two on a day the
 * earlier one moves to the left.
 */
static gboolean
find_room (KlPlacer *self, GArray *taken, double x, guint *row, double *found)
{
  const double clear = MARK_CLEAR * self->s / 2;

  for (*row = 0; *row < MARK_ROWS; (*row)++)
    for (int step = 0; step < 2; step++)
      {
        *found = x - step * MARK_STEP * self->s;
        if (*found - clear >= self->layout->plot.x
            && kl_placer_is_free (taken, *row, *found - clear, *found + clear))
          return TRUE;
      }

  return FALSE;
}

/* There is no room at all: the nearest mark tells of this one too. */
static void
fold_mark (GArray *places, guint first, double x)
{
  KlChronologyPlace *nearest = NULL;

  for (guint i = first; i < places->len; i++)
    {
      KlChronologyPlace *place = &g_array_index (places, KlChronologyPlace, i);

      if (nearest == NULL || fabs (place->x - x) < fabs (nearest->x - x))
        nearest = place;
    }
  if (nearest != NULL)
    nearest->n_more++;
}

static guint
place_marks (KlPlacer *self, KlLane lane)
{
  g_autoptr (GArray) indices = collect_marks (self, lane);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (KlTaken));
  GArray *places = self->layout->places;
  const guint first = places->len;
  const double clear = MARK_CLEAR * self->s / 2;
  guint n_rows = 1;

  for (guint i = indices->len; i-- > 0;)
    {
      const guint index = g_array_index (indices, guint, i);
      const KlStripMark *mark = &self->data->marks[index];
      KlChronologyPlace place = { .index = index, .mark = kl_entry_kind_get_mark (mark->kind) };
      guint row;
      const double x = kl_time_scale_get_middle (&self->scale, mark->date);

      if (!find_room (self, taken, x, &row, &place.x))
        {
          fold_mark (places, first, x);
          continue;
        }
      kl_placer_take (taken, row, place.x - clear, place.x + clear, index);
      place.y = row;
      n_rows = MAX (n_rows, row + 1);
      g_array_append_val (places, place);
    }

  return n_rows;
}

/* Rows become heights when it is known how high the lane is. */
static void
settle_marks (KlPlacer *self, KlLane lane, guint first, guint last)
{
  const KlBox *box = &self->layout->lanes[lane];
  const double base = box->y + box->height - lane_heights[lane] * self->s / 2;

  for (guint i = first; i < last; i++)
    {
      KlChronologyPlace *place = &g_array_index (self->layout->places, KlChronologyPlace, i);
      const KlStripMark *mark = &self->data->marks[place->index];

      place->y = base - place->y * MARK_STEP * self->s;
      kl_placer_add_stop (self, get_square (self, place->x, place->y), mark->date, mark->entry_id,
                          lane, i);
    }
}

/* Zorgteam */

/* The date right of the line, else left of it, else nowhere. */
static void
place_meeting_label (KlPlacer *self, KlChronologyLabel *label, double x, double from, double to)
{
  const double gap = LABEL_GAP * self->s;
  const double today_x = self->layout->has_today ? self->layout->today_x : -1;
  const double starts[] = { x + gap, x - gap - label->box.width };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const double start = starts[i], end = start + label->box.width;

      /* Left of its line a date must not seem to belong to the line before. */
      if (start < from + (i > 0 ? 2 * gap : 0) || end > to
          || (start - 1 < today_x && today_x < end + 1))
        continue;
      label->box.x = start;
      return;
    }

  label->box = (KlBox) { 0 };
}

static void
place_meetings (KlPlacer *self)
{
  g_autoptr (GArray) indices = collect_marks (self, KL_LANE_CARE_TEAM);
  const KlBox *lane = &self->layout->lanes[KL_LANE_CARE_TEAM];
  double from = self->layout->plot.x;

  for (guint i = 0; i < indices->len; i++)
    {
      const guint index = g_array_index (indices, guint, i);
      const KlStripMark *mark = &self->data->marks[index];
      KlChronologyMeeting meeting = { .index = index, .planned = mark->date > self->data->today };
      double to = kl_placer_get_plot_end (self);

      meeting.x = kl_time_scale_get_middle (&self->scale, mark->date);
      if (i + 1 < indices->len)
        {
          const guint next = g_array_index (indices, guint, i + 1);

          to = kl_time_scale_get_middle (&self->scale, self->data->marks[next].date) - self->s;
        }
      meeting.label =
        kl_placer_make_label (self, kl_date_format (mark->date, KL_DATE_STYLE_SHORT), NULL, TRUE);
      meeting.label.box.y = lane->y + (lane->height - meeting.label.box.height) / 2;
      place_meeting_label (self, &meeting.label, meeting.x, from, to);
      from = MAX (meeting.x + self->s, meeting.label.box.x + meeting.label.box.width);

      g_array_append_val (self->layout->meetings, meeting);
      kl_placer_add_stop (self, get_square (self, meeting.x, lane->y + lane->height / 2),
                          mark->date, mark->entry_id, KL_LANE_CARE_TEAM,
                          self->layout->meetings->len - 1);
    }
}

/* The whole */

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const KlChronologyStop *s = a;
  const KlChronologyStop *t = b;

  if (s->date != t->date)
    return s->date < t->date ? -1 : 1;
  if (s->lane != t->lane)
    return s->lane < t->lane ? -1 : 1;

  return s->box.x < t->box.x ? -1 : s->box.x > t->box.x;
}

static void
stack_lanes (KlPlacer *self, const guint *n_more_rows)
{
  static const double extra[KL_CHRONOLOGY_N_LANES] = {
    [KL_LANE_FAMILY] = MARK_STEP,
    [KL_LANE_TEAM] = MARK_STEP,
    [KL_LANE_REFERRAL] = BAR_ROW,
    [KL_LANE_CONSENT] = CONSENT_ROW,
  };
  KlChronologyLayout *layout = self->layout;
  double y = HEADER_HEIGHT * self->s;

  layout->plot.y = y;
  for (int i = KL_LANE_CARE_TEAM; i < KL_CHRONOLOGY_N_LANES; i++)
    {
      const gboolean drawn = i != KL_LANE_PLAN || self->data->n_plans > 0;
      const double height = drawn ? (lane_heights[i] + n_more_rows[i] * extra[i]) * self->s : 0;

      layout->lanes[i] = (KlBox) { 0, y, layout->width, height };
      y += height;
    }
  layout->plot.height = y - layout->plot.y;
  layout->height = y + BOTTOM_MARGIN * self->s;
}

static void
mirror_label (KlChronologyLabel *label, double width)
{
  if (label->box.width > 0)
    kl_box_mirror (&label->box, width);
}

static void
mirror_bar (KlChronologyBar *bar, double width)
{
  kl_box_mirror (&bar->bar, width);
  mirror_label (&bar->label, width);
  bar->sent_x = width - bar->sent_x;
  bar->answer_x = width - bar->answer_x;
  bar->involved_x = width - bar->involved_x;
}

static void
mirror_pills (GArray *pills, double width)
{
  for (guint i = 0; i < pills->len; i++)
    {
      KlChronologyPill *pill = &g_array_index (pills, KlChronologyPill, i);

      kl_box_mirror (&pill->pill, width);
      kl_box_mirror (&pill->used, width);
      mirror_label (&pill->label, width);
    }
}

static void
mirror_layout (KlChronologyLayout *layout)
{
  const double width = layout->width;

  kl_box_mirror (&layout->plot, width);
  layout->today_x = width - layout->today_x;
  mirror_label (&layout->today, width);
  for (guint i = 0; i < layout->ticks->len; i++)
    {
      KlMonthTick *tick = &g_array_index (layout->ticks, KlMonthTick, i);

      tick->x = width - tick->x;
    }
  for (guint i = 0; i < layout->months->len; i++)
    mirror_label (&g_array_index (layout->months, KlChronologyLabel, i), width);
  for (guint i = 0; i < layout->holidays->len; i++)
    kl_box_mirror (&g_array_index (layout->holidays, KlBox, i), width);
  for (guint i = 0; i < layout->places->len; i++)
    {
      KlChronologyPlace *place = &g_array_index (layout->places, KlChronologyPlace, i);

      place->x = width - place->x;
    }
  for (guint i = 0; i < layout->meetings->len; i++)
    {
      KlChronologyMeeting *meeting = &g_array_index (layout->meetings, KlChronologyMeeting, i);

      meeting->x = width - meeting->x;
      mirror_label (&meeting->label, width);
    }
  for (guint i = 0; i < layout->bars->len; i++)
    mirror_bar (&g_array_index (layout->bars, KlChronologyBar, i), width);
  mirror_pills (layout->pills, width);
  mirror_pills (layout->plans, width);
  for (guint i = 0; i < layout->stops->len; i++)
    kl_box_mirror (&g_array_index (layout->stops, KlChronologyStop, i).box, width);
}

static GArray *
new_array (gsize element_size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) element_size);

  if (clear != NULL)
    g_array_set_clear_func (array, clear);

  return array;
}

static void
place_all (KlPlacer *self)
{
  guint n_more_rows[KL_CHRONOLOGY_N_LANES] = { 0 };
  guint n_family, n_places;

  n_more_rows[KL_LANE_FAMILY] = place_marks (self, KL_LANE_FAMILY) - 1;
  n_family = self->layout->places->len;
  n_more_rows[KL_LANE_TEAM] = place_marks (self, KL_LANE_TEAM) - 1;
  n_places = self->layout->places->len;
  n_more_rows[KL_LANE_REFERRAL] = kl_placer_place_referrals (self) - 1;
  n_more_rows[KL_LANE_CONSENT] = kl_placer_place_consents (self) - CONSENT_ROWS;

  stack_lanes (self, n_more_rows);
  settle_marks (self, KL_LANE_FAMILY, 0, n_family);
  settle_marks (self, KL_LANE_TEAM, n_family, n_places);
  kl_placer_settle_referrals (self);
  kl_placer_settle_consents (self);
  kl_placer_place_plans (self);
  place_today (self);
  place_months (self);
  place_holidays (self);
  place_meetings (self);
  g_array_sort (self->layout->stops, compare_stops);
}

/* Public API */

/**
 * kl_chronology_layout_new:
 * @data: what to draw
 * @style: how wide and how large
 *
 * Works out where everything of the chronology stands. The height follows from it:
 * lanes grow when marks have to stack or referrals have to be told apart. No two texts
 * lie over each other; what has no room is left to the tooltip.
 *
 * Returns: (transfer full): the drawing
 */
KlChronologyLayout *
kl_chronology_layout_new (const KlChronologyData *data, const KlChronologyStyle *style)
{
  KlChronologyLayout *layout = g_new0 (KlChronologyLayout, 1);
  KlPlacer self = { .data = data, .style = style, .layout = layout };

  g_return_val_if_fail (data != NULL && data->end > data->first, layout);
  g_return_val_if_fail (style != NULL && style->measure != NULL, layout);

  self.s = style->scale;
  layout->width = style->width;
  layout->plot.x = style->label_width;
  layout->plot.width = MAX (1, style->width - style->label_width - RIGHT_MARGIN * self.s);
  layout->months = new_array (sizeof (KlChronologyLabel), clear_month);
  layout->holidays = new_array (sizeof (KlBox), NULL);
  layout->places = new_array (sizeof (KlChronologyPlace), NULL);
  layout->meetings = new_array (sizeof (KlChronologyMeeting), clear_meeting);
  layout->bars = new_array (sizeof (KlChronologyBar), clear_bar);
  layout->pills = new_array (sizeof (KlChronologyPill), clear_pill);
  layout->plans = new_array (sizeof (KlChronologyPill), clear_pill);
  layout->stops = new_array (sizeof (KlChronologyStop), NULL);
  self.scale = (KlTimeScale) { data->first, data->end, layout->plot.x, layout->plot.width };

  place_all (&self);
  if (style->mirrored)
    mirror_layout (layout);

  return layout;
}

/**
 * kl_chronology_layout_get_least_height:
 * @scale: 1 on screen at normal text size
 *
 * Returns: how high a chronology is in which nothing has to stack
 */
double
kl_chronology_layout_get_least_height (double scale)
{
  double height = HEADER_HEIGHT + BOTTOM_MARGIN;

  for (int lane = 0; lane < KL_LANE_PLAN; lane++)
    height += lane_heights[lane];

  return height * scale;
}

/**
 * kl_chronology_layout_free:
 * @layout: (nullable): a drawing
 */
void
kl_chronology_layout_free (KlChronologyLayout *layout)
{
  if (layout == NULL)
    return;

  clear_label (&layout->today);
  g_clear_pointer (&layout->ticks, g_array_unref);
  g_clear_pointer (&layout->months, g_array_unref);
  g_clear_pointer (&layout->holidays, g_array_unref);
  g_clear_pointer (&layout->places, g_array_unref);
  g_clear_pointer (&layout->meetings, g_array_unref);
  g_clear_pointer (&layout->bars, g_array_unref);
  g_clear_pointer (&layout->pills, g_array_unref);
  g_clear_pointer (&layout->plans, g_array_unref);
  g_clear_pointer (&layout->stops, g_array_unref);
  g_free (layout);
}

/**
 * kl_chronology_layout_get_lane_name:
 * @lane: a lane
 *
 * Returns: (transfer none): what stands before it
 */
const char *
kl_chronology_layout_get_lane_name (KlLane lane)
{
  switch (lane)
    {
    case KL_LANE_CARE_TEAM:
      return _ ("Zorgteam");
    case KL_LANE_FAMILY:
      return _ ("With family");
    case KL_LANE_TEAM:
      return _ ("Consultation");
    case KL_LANE_REFERRAL:
      return _ ("Referral");
    case KL_LANE_CONSENT:
      return _ ("Consent");
    case KL_LANE_PLAN:
      return _ ("Plan");
    default:
      return "";
    }
}
