/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-strip-figure.h"

#include <glib/gi18n-lib.h>

#include "kl-figure.h"
#include "kl-styles.h"

/*
 * The chronology of a case on paper: weeks from left to right, a lane for each kind of
 * line between people. Black and white; shape and hatch tell things apart.
 */

#define MIN_WEEKS 11
#define MAX_WEEKS 26
#define LANE_NAMES KL_MM (21)
#define GRID_TOP 18.0
#define CONTACT 36.0
#define MEETINGS 60.75
#define FIRST_REFERRAL 83.0
#define REFERRAL_ROW 15.0
#define CONSENT_ROW 11.0
#define LANE_GAP 18.0
#define PLAN_HEIGHT 11.0
#define LEGEND 20.0
#define MAX_ROWS 4
#define MARK_RADIUS 3.9
#define MARK_STEP 12.75
#define MAX_LABEL 170.0

/* Marks further apart than this never share a label. */
#define LABEL_DAYS 15

typedef struct
{
  double from;
  double to;
} Interval;

typedef struct
{
  const KlCaseSummary *summary;
  KlDate now;
  KlDate from; /* a Monday */
  int n_days;
  char *now_label;
  GPtrArray *referrals; /* those with a bar */
  guint n_consents;
} Strip;

/* The strip on a page: where its lanes and days are. */
typedef struct
{
  const Strip *strip;
  KlCanvas *canvas;
  double x;
  double y;
  double plot;
  double right;
  double day;
  GArray *above;
  GArray *below;
  GArray *between; /* taken between the lanes of contact and of meetings */
} Drawing;

/* Auxiliary functions */

static void
strip_free (Strip *strip)
{
  g_free (strip->now_label);
  g_ptr_array_unref (strip->referrals);
  g_free (strip);
}

static gboolean
is_contact_lane (KlMark mark)
{
  return mark == KL_MARK_TALK || mark == KL_MARK_PHONE || mark == KL_MARK_HOME_VISIT
         || mark == KL_MARK_SIGNAL || mark == KL_MARK_NOTE;
}

static KlDate
strip_end (const Strip *strip)
{
  return strip->from + strip->n_days;
}

static void
choose_weeks (Strip *strip)
{
  KlDate monday = kl_date_get_monday (strip->now);
  KlDate earliest = monday;
  int weeks;

  for (guint i = 0; i < strip->summary->marks->len; i++)
    {
      const KlPackMark *mark = g_ptr_array_index (strip->summary->marks, i);

      if (mark->date > monday - 7 * (MAX_WEEKS - 1))
        earliest = MIN (earliest, mark->date);
    }
  weeks = CLAMP ((monday - kl_date_get_monday (earliest)) / 7 + 1, MIN_WEEKS, MAX_WEEKS);
  strip->from = monday - 7 * (weeks - 1);
  strip->n_days = 7 * weeks - 2;
}

static void
choose_referrals (Strip *strip)
{
  strip->referrals = g_ptr_array_new ();
  for (guint i = 0; i < strip->summary->referrals->len; i++)
    {
      KlPackReferral *referral = g_ptr_array_index (strip->summary->referrals, i);

      if (referral->sent_on == KL_DATE_NONE || (!referral->waiting && referral->days == 0))
        continue;
      if (!referral->waiting && referral->answered_on <= strip->from)
        continue;
      if (strip->referrals->len < MAX_ROWS)
        g_ptr_array_add (strip->referrals, referral);
    }
}

static double
consent_lane (const Strip *strip)
{
  return FIRST_REFERRAL + (MAX (1u, strip->referrals->len) - 1) * REFERRAL_ROW + LANE_GAP;
}

static double
last_consent (const Strip *strip)
{
  return consent_lane (strip) + (MAX (1u, strip->n_consents) - 1) * CONSENT_ROW;
}

static gboolean
has_plans (const Strip *strip)
{
  return strip->summary->plan_spans->len > 0;
}

static double
plan_lane (const Strip *strip)
{
  return last_consent (strip) + LANE_GAP;
}

static double
grid_bottom (const Strip *strip)
{
  return has_plans (strip) ? plan_lane (strip) + PLAN_HEIGHT / 2 + 2 : last_consent (strip) + 4;
}

static double
day_x (const Drawing *d, KlDate date)
{
  return d->plot + (date - d->strip->from) * d->day;
}

static double
clamp_x (const Drawing *d, KlDate date)
{
  return CLAMP (day_x (d, date), d->plot, d->right);
}

static gboolean
take (GArray *taken, double from, double to)
{
  Interval interval = { from, to };

  for (guint i = 0; i < taken->len; i++)
    {
      const Interval *other = &g_array_index (taken, Interval, i);

      if (from < other->to + 2 && to > other->from - 2)
        return FALSE;
    }
  g_array_append_val (taken, interval);
  return TRUE;
}

static double
text_width (const Drawing *d, const KlTextStyle *style, const char *text)
{
  return kl_typesetter_get_width (kl_canvas_get_typesetter (d->canvas), style, text);
}

/* A label says one or two words; what is longer stands elsewhere on the page. */
static char *
shorten (const Drawing *d, const char *text)
{
  return kl_typesetter_shorten (kl_canvas_get_typesetter (d->canvas), &kl_style_small, text,
                                MAX_LABEL);
}

static char *
month_name (KlDate date)
{
  g_autofree char *text = kl_date_format (date, KL_DATE_STYLE_DAY_MONTH);
  const char *space = strchr (text, ' ');

  return g_strdup (space == NULL ? text : space + 1);
}

/* Grid */

static void
draw_weeks (Drawing *d)
{
  double top = d->y + GRID_TOP;
  double bottom = d->y + grid_bottom (d->strip);

  kl_canvas_draw_text (d->canvas, &kl_style_small_grey, d->x, d->y + 15.75, KL_ALIGN_LEFT,
                       C_ ("print", "week"));
  for (KlDate monday = d->strip->from; monday < strip_end (d->strip); monday += 7)
    {
      g_autofree char *week = g_strdup_printf ("%d", kl_date_get_iso_week (monday, NULL));
      double x = day_x (d, monday);

      kl_canvas_draw_line (d->canvas, x, top, x, bottom, 0.4, 0.86, KL_STROKE_SOLID);
      kl_canvas_draw_text (d->canvas, &kl_style_small_grey, x + 5 * d->day / 2, d->y + 15.75,
                           KL_ALIGN_CENTRE, week);
    }
}

static void
draw_months (Drawing *d)
{
  double free_from = d->plot;

  for (KlDate date = d->strip->from; date < strip_end (d->strip); date++)
    {
      g_autofree char *name = NULL;
      double x = day_x (d, date) + 1.5;
      int day;

      kl_date_split (date, NULL, NULL, &day);
      if (day != 1 && date != d->strip->from)
        continue;
      name = month_name (date);
      if (x < free_from || x + text_width (d, &kl_style_small_bold, name) > d->right)
        continue;
      kl_canvas_draw_text (d->canvas, &kl_style_small_bold, x, d->y + 6, KL_ALIGN_LEFT, name);
      free_from = x + text_width (d, &kl_style_small_bold, name) + 4;
    }
}

static void
draw_holidays (Drawing *d)
{
  double top = d->y + GRID_TOP;
  double bottom = d->y + grid_bottom (d->strip);

  for (guint i = 0; i < d->strip->summary->holidays->len; i++)
    {
      const KlPackSpan *span = g_ptr_array_index (d->strip->summary->holidays, i);
      double from = clamp_x (d, span->from);
      double to = clamp_x (d, span->until + 1);

      if (to - from > 1)
        kl_canvas_draw_rounded (d->canvas, from, top, to - from, bottom - top, 0, 0,
                                KL_FILL_HATCH_BACK, KL_STROKE_SOLID);
    }
}

static void
draw_holiday_names (Drawing *d)
{
  double baseline = d->y + (CONTACT + MEETINGS) / 2 + 5;

  for (guint i = 0; i < d->strip->summary->holidays->len; i++)
    {
      const KlPackSpan *span = g_ptr_array_index (d->strip->summary->holidays, i);
      double from = clamp_x (d, span->from);
      double to = clamp_x (d, span->until + 1);

      double width = span->label != NULL ? text_width (d, &kl_style_small_grey, span->label) : 0;
      double middle = (from + to) / 2;

      /* What happened says more than why nothing did: the name stands where there is room left. */
      if (width > 0 && width < to - from + 2
          && take (d->between, middle - width / 2, middle + width / 2))
        kl_figure_draw_label (d->canvas, &kl_style_small_grey, middle, baseline, KL_ALIGN_CENTRE,
                              span->label);
    }
}

static void
draw_lane (Drawing *d, double y, const char *name, gboolean line)
{
  kl_canvas_draw_text (d->canvas, &kl_style_lane, d->x, d->y + y + 2.6, KL_ALIGN_LEFT, name);
  if (line)
    kl_canvas_draw_line (d->canvas, d->plot, d->y + y, d->right, d->y + y, 0.5, 0.3,
                         KL_STROKE_SOLID);
}

/* Marks */

/* Beside its line where no mark stands, else under the drawing. */
static void
draw_meeting (Drawing *d, KlDate date, const char *label)
{
  const double x = day_x (d, date);
  const double width = text_width (d, &kl_style_small_bold, label);
  const double baseline = d->y + MEETINGS - 3.2;

  if (date < d->strip->from || date >= strip_end (d->strip))
    return;
  kl_canvas_draw_line (d->canvas, x, d->y + GRID_TOP, x, d->y + grid_bottom (d->strip), 1.5, 0,
                       KL_STROKE_SOLID);
  if (x - 3 - width > d->plot && take (d->above, x - 3 - width, x - 1))
    kl_figure_draw_label (d->canvas, &kl_style_small_bold, x - 3, baseline, KL_ALIGN_RIGHT, label);
  else if (x + 3 + width < d->right && take (d->above, x + 1, x + 3 + width))
    kl_figure_draw_label (d->canvas, &kl_style_small_bold, x + 3, baseline, KL_ALIGN_LEFT, label);
  else
    kl_canvas_draw_text (d->canvas, &kl_style_small_bold,
                         CLAMP (x, d->plot + width / 2, d->right - width / 2),
                         d->y + grid_bottom (d->strip) + 7, KL_ALIGN_CENTRE, label);
}

static void
draw_meetings (Drawing *d)
{
  const char *label = kl_words_get_label (KL_WORDS_MARK, KL_MARK_CARE_TEAM);

  if (d->strip->now_label != NULL)
    draw_meeting (d, d->strip->now, d->strip->now_label);
  for (guint i = 0; i < d->strip->summary->marks->len; i++)
    {
      const KlPackMark *mark = g_ptr_array_index (d->strip->summary->marks, i);

      if (mark->mark == KL_MARK_CARE_TEAM && mark->date != d->strip->now)
        draw_meeting (d, mark->date, mark->label != NULL ? mark->label : label);
    }
}

static void
draw_label (Drawing *d, double lane, double from, double to, const char *text, gboolean beside)
{
  g_autofree char *label = shorten (d, text);
  double width = text_width (d, &kl_style_small, label);
  double middle = CLAMP ((from + to) / 2, d->plot + width / 2, d->right - width / 2);
  double up = d->y + lane - (beside ? 3.2 : 6.8);
  double down = d->y + lane + 10.8;

  if (beside && to + 7 + width < d->right && take (d->above, to + 7, to + 7 + width))
    kl_figure_draw_label (d->canvas, &kl_style_small, to + 7, up, KL_ALIGN_LEFT, label);
  else if (beside && from - 7 - width > d->plot && take (d->above, from - 7 - width, from - 7))
    kl_figure_draw_label (d->canvas, &kl_style_small, from - 7, up, KL_ALIGN_RIGHT, label);
  else if (!beside && take (d->above, middle - width / 2, middle + width / 2))
    kl_figure_draw_label (d->canvas, &kl_style_small, middle, up, KL_ALIGN_CENTRE, label);
  else if (take (d->below, middle - width / 2, middle + width / 2))
    kl_figure_draw_label (d->canvas, &kl_style_small, middle, down, KL_ALIGN_CENTRE, label);
}

static gboolean
is_in_lane (const Drawing *d, const KlPackMark *mark, gboolean contact)
{
  if (mark->date < d->strip->from || mark->date >= strip_end (d->strip))
    return FALSE;
  return contact ? is_contact_lane (mark->mark) : mark->mark == KL_MARK_CONSULT;
}

static GPtrArray *
list_lane (const Drawing *d, gboolean contact)
{
  GPtrArray *marks = g_ptr_array_new ();

  for (guint i = 0; i < d->strip->summary->marks->len; i++)
    {
      KlPackMark *mark = g_ptr_array_index (d->strip->summary->marks, i);

      if (is_in_lane (d, mark, contact))
        g_ptr_array_add (marks, mark);
    }
  return marks;
}

/* Marks of one day stand beside each other around it. */
static double
mark_x (const Drawing *d, GPtrArray *marks, guint i)
{
  const KlPackMark *mark = g_ptr_array_index (marks, i);
  guint first = i;
  guint last = i;

  while (first > 0 && ((KlPackMark *) marks->pdata[first - 1])->date == mark->date)
    first--;
  while (last + 1 < marks->len && ((KlPackMark *) marks->pdata[last + 1])->date == mark->date)
    last++;
  return CLAMP (day_x (d, mark->date)
                  + (MIN (i - first, 2u) - MIN (last - first, 2u) / 2.0) * MARK_STEP,
                d->plot + MARK_RADIUS, d->right - MARK_RADIUS);
}

/* Neighbours of one day join their labels, neighbours with the same label share it. */
static guint
find_group (GPtrArray *marks, guint first, GString *label)
{
  const KlPackMark *start = g_ptr_array_index (marks, first);
  guint end = first + 1;

  g_string_assign (label, start->label == NULL ? "" : start->label);
  for (; end < marks->len; end++)
    {
      const KlPackMark *before = g_ptr_array_index (marks, end - 1);
      const KlPackMark *mark = g_ptr_array_index (marks, end);
      gboolean same = g_strcmp0 (before->label, mark->label) == 0;

      if (mark->date - before->date > LABEL_DAYS || (!same && mark->date != before->date))
        break;
      if (same || mark->label == NULL)
        continue;
      g_string_append_printf (label, "%s%s", label->len > 0 ? ", " : "", mark->label);
    }
  return end;
}

/* No label stands on a mark of its own lane. */
static void
keep_marks_free (Drawing *d, gboolean contact)
{
  g_autoptr (GPtrArray) marks = list_lane (d, contact);

  for (guint i = 0; i < marks->len; i++)
    {
      const double x = mark_x (d, marks, i);
      const Interval mark = { x - MARK_RADIUS, x + MARK_RADIUS };

      g_array_append_val (d->above, mark);
    }
}

static void
draw_marks (Drawing *d, double lane, gboolean contact)
{
  g_autoptr (GPtrArray) marks = list_lane (d, contact);
  g_autoptr (GString) label = g_string_new (NULL);
  guint end;

  for (guint first = 0; first < marks->len; first = end)
    {
      end = find_group (marks, first, label);
      if (label->len > 0)
        draw_label (d, lane, mark_x (d, marks, first), mark_x (d, marks, end - 1), label->str,
                    !contact);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      const KlPackMark *mark = g_ptr_array_index (marks, i);

      kl_figure_draw_mark (d->canvas, mark->mark, mark_x (d, marks, i), d->y + lane, MARK_RADIUS,
                           mark->main);
    }
}

/* Referrals and consents */

static void
draw_waiting (Drawing *d, double from, double to, double y, int days)
{
  KlInk *ink = kl_canvas_get_ink (d->canvas);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "waits %d day", "waits %d days", days), days);

  kl_canvas_draw_rounded (d->canvas, from, y - 5.25, to - from, 10.5, 0, 1, KL_FILL_WHITE,
                          KL_STROKE_SOLID);
  kl_canvas_draw_rounded (d->canvas, from, y - 5.25, to - from, 10.5, 0, 1, KL_FILL_HATCH,
                          KL_STROKE_SOLID);
  kl_ink_new_path (ink);
  kl_ink_move_to (ink, to, y - 8);
  kl_ink_line_to (ink, to + 7.5, y);
  kl_ink_line_to (ink, to, y + 8);
  kl_ink_close_path (ink);
  kl_ink_fill_preserve (ink, 1);
  kl_ink_set_line (ink, 1, 0);
  kl_ink_set_join (ink, KL_INK_ROUND);
  kl_ink_stroke (ink);
  if (text_width (d, &kl_style_small_bold, text) + 8 < to - from)
    kl_figure_draw_label (d->canvas, &kl_style_small_bold, (from + to) / 2, y + 2.5,
                          KL_ALIGN_CENTRE, text);
}

static void
draw_referral (Drawing *d, const KlPackReferral *referral, double y)
{
  KlDate end = referral->waiting ? d->strip->now : referral->answered_on;
  double from = clamp_x (d, referral->sent_on);
  double to = MAX (from + 3, clamp_x (d, end));
  g_autofree char *text = referral->purpose == NULL
                            ? g_strdup (referral->partner)
                            : g_strdup_printf ("%s, %s", referral->partner, referral->purpose);
  g_autofree char *label = shorten (d, text);
  double width = text_width (d, &kl_style_small, label);

  if (referral->waiting)
    draw_waiting (d, from, to, y, referral->days);
  else
    kl_canvas_draw_rounded (d->canvas, from, y - 4, to - from, 8, 0, 0.75, KL_FILL_GREY,
                            KL_STROKE_SOLID);
  if (from - 3 - width > d->plot)
    kl_figure_draw_label (d->canvas, &kl_style_small, from - 3, y - 3.2, KL_ALIGN_RIGHT, label);
  else if (to + 11 + width < d->right)
    kl_figure_draw_label (d->canvas, &kl_style_small, to + 11, y - 3.2, KL_ALIGN_LEFT, label);
  else
    kl_figure_draw_label (d->canvas, &kl_style_small, d->plot, y - 6.8, KL_ALIGN_LEFT, label);
}

static void
draw_consent (Drawing *d, const KlPackSpan *span, double y)
{
  KlDate end = strip_end (d->strip);
  gboolean goes_on = span->until == KL_DATE_NONE || span->until >= end;
  double from = clamp_x (d, span->from);
  double to = goes_on ? d->right : clamp_x (d, span->until + 1);
  g_autofree char *label = shorten (d, span->label == NULL ? "" : span->label);
  double width = text_width (d, &kl_style_small, label);

  if (to <= from || span->from >= end)
    return;
  kl_canvas_draw_line (d->canvas, from, y, goes_on ? to - 4 : to, y, 2.4, 0, KL_STROKE_SOLID);
  if (goes_on)
    {
      KlInk *ink = kl_canvas_get_ink (d->canvas);

      kl_ink_move_to (ink, to - 6, y - 4);
      kl_ink_line_to (ink, to, y);
      kl_ink_line_to (ink, to - 6, y + 4);
      kl_ink_close_path (ink);
      kl_ink_fill (ink, 0);
    }
  if (width == 0)
    return;
  if (from - 3 - width > d->plot)
    kl_figure_draw_label (d->canvas, &kl_style_small, from - 3, y + 2.5, KL_ALIGN_RIGHT, label);
  else
    kl_figure_draw_label (d->canvas, &kl_style_small, from + 4, y - 3.4, KL_ALIGN_LEFT, label);
}

/* White boxes one after the other, the newest open at the end; which version where that fits. */
static void
draw_plan (Drawing *d, const KlPackSpan *span, double y)
{
  const KlDate end = strip_end (d->strip);
  const KlDate last = span->until != KL_DATE_NONE ? span->until : d->strip->now;
  const double from = clamp_x (d, span->from);
  const double to = MAX (clamp_x (d, last + 1), from + 2);

  if (span->from >= end || last < d->strip->from)
    return;
  kl_canvas_draw_rounded (d->canvas, from, y - PLAN_HEIGHT / 2, to - from, PLAN_HEIGHT, 2, 0.75,
                          KL_FILL_WHITE, KL_STROKE_SOLID);
  if (span->label != NULL && text_width (d, &kl_style_small, span->label) + 4 < to - from)
    kl_canvas_draw_text (d->canvas, &kl_style_small, (from + to) / 2, y + 2.5, KL_ALIGN_CENTRE,
                         span->label);
}

static void
draw_plans (Drawing *d)
{
  const GPtrArray *plans = d->strip->summary->plan_spans;

  if (!has_plans (d->strip))
    return;
  draw_lane (d, plan_lane (d->strip), C_ ("print", "Plan"), FALSE);
  for (guint i = 0; i < plans->len; i++)
    draw_plan (d, g_ptr_array_index (plans, i), d->y + plan_lane (d->strip));
}

static void
draw_legend (Drawing *d)
{
  static const KlMark kinds[] = { KL_MARK_TALK,   KL_MARK_PHONE, KL_MARK_HOME_VISIT,
                                  KL_MARK_SIGNAL, KL_MARK_NOTE,  KL_MARK_CONSULT };
  double baseline = d->y + grid_bottom (d->strip) + 15.5;
  double x = d->x + 4.5;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *label = kl_words_get_label (KL_WORDS_MARK, kinds[i]);
      gboolean used = FALSE;

      for (guint j = 0; j < d->strip->summary->marks->len && !used; j++)
        {
          const KlPackMark *mark = g_ptr_array_index (d->strip->summary->marks, j);

          used = mark->mark == kinds[i] && is_in_lane (d, mark, is_contact_lane (kinds[i]));
        }
      if (!used)
        continue;
      kl_figure_draw_mark (d->canvas, kinds[i], x, baseline - 2.5, 3.4, TRUE);
      kl_canvas_draw_text (d->canvas, &kl_style_small, x + 8, baseline, KL_ALIGN_LEFT, label);
      x += 8 + text_width (d, &kl_style_small, label) + 18;
    }
}

static void
draw_spans (Drawing *d)
{
  const Strip *strip = d->strip;

  for (guint i = 0; i < strip->referrals->len; i++)
    draw_referral (d, g_ptr_array_index (strip->referrals, i),
                   d->y + FIRST_REFERRAL + i * REFERRAL_ROW);
  for (guint i = 0; i < strip->n_consents; i++)
    draw_consent (d, g_ptr_array_index (strip->summary->consent_spans, i),
                  d->y + consent_lane (strip) + i * CONSENT_ROW);
}

static void
strip_draw (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Strip *strip = data;
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (Interval));
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (Interval));
  g_autoptr (GArray) between = g_array_new (FALSE, FALSE, sizeof (Interval));
  Drawing d = { strip, canvas, x, y, x + LANE_NAMES, x + width };

  d.above = above;
  d.below = below;
  d.between = between;
  d.day = (d.right - d.plot) / strip->n_days;
  draw_weeks (&d);
  draw_months (&d);
  draw_holidays (&d);
  draw_lane (&d, CONTACT, C_ ("print", "Contact"), TRUE);
  draw_lane (&d, MEETINGS, C_ ("print", "Meetings"), TRUE);
  for (guint i = 0; i < MAX (1u, strip->referrals->len); i++)
    draw_lane (&d, FIRST_REFERRAL + i * REFERRAL_ROW, i == 0 ? C_ ("print", "Referral") : NULL,
               TRUE);
  draw_lane (&d, consent_lane (strip), C_ ("print", "Consent"), FALSE);
  draw_spans (&d);
  draw_plans (&d);
  keep_marks_free (&d, FALSE);
  draw_meetings (&d);
  draw_marks (&d, MEETINGS, FALSE);
  g_array_append_vals (between, above->data, above->len);
  g_array_set_size (above, 0);
  g_array_set_size (below, 0);
  draw_marks (&d, CONTACT, TRUE);
  g_array_append_vals (between, below->data, below->len);
  draw_holiday_names (&d);
  draw_legend (&d);
}

/* The strip in words */

static void
describe_marks (const Strip *strip, GString *text)
{
  for (guint i = 0; i < strip->summary->marks->len; i++)
    {
      const KlPackMark *mark = g_ptr_array_index (strip->summary->marks, i);
      g_autofree char *date = kl_date_format (mark->date, KL_DATE_STYLE_DAY_MONTH);

      if (mark->date < strip->from || mark->date >= strip_end (strip))
        continue;
      g_string_append_printf (text, " %s: %s", date,
                              kl_words_get_label (KL_WORDS_MARK, mark->mark));
      if (mark->label != NULL)
        g_string_append_printf (text, " (%s)", mark->label);
      g_string_append_c (text, '.');
    }
}

static void
describe_plans (const Strip *strip, GString *text)
{
  const GPtrArray *plans = strip->summary->plan_spans;

  for (guint i = 0; i < plans->len; i++)
    {
      const KlPackSpan *span = g_ptr_array_index (plans, i);
      g_autofree char *from = kl_date_format (span->from, KL_DATE_STYLE_DAY_MONTH);

      if (span->until != KL_DATE_NONE && span->until < strip->from)
        continue;
      g_string_append_c (text, ' ');
      /* Translators: which version, and its first day */
      g_string_append_printf (text, _ ("Plan, %s, from %s."), span->label, from);
    }
}

static char *
describe (const Strip *strip)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *from = kl_date_format (strip->from, KL_DATE_STYLE_DAY_MONTH);
  g_autofree char *until = kl_date_format (strip->now, KL_DATE_STYLE_LONG);

  g_string_append_printf (text, _ ("Timeline from %s until %s."), from, until);
  describe_marks (strip, text);
  for (guint i = 0; i < strip->referrals->len; i++)
    {
      const KlPackReferral *referral = g_ptr_array_index (strip->referrals, i);
      g_autofree char *sent = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);

      g_string_append_c (text, ' ');
      if (referral->waiting)
        g_string_append_printf (text,
                                g_dngettext (GETTEXT_PACKAGE, "%s, sent on %s, waits %d day.",
                                             "%s, sent on %s, waits %d days.", referral->days),
                                referral->partner, sent, referral->days);
      else
        g_string_append_printf (text,
                                g_dngettext (GETTEXT_PACKAGE,
                                             "%s, sent on %s, answered after %d day.",
                                             "%s, sent on %s, answered after %d days.",
                                             referral->days),
                                referral->partner, sent, referral->days);
    }
  for (guint i = 0; i < strip->n_consents; i++)
    {
      const KlPackSpan *span = g_ptr_array_index (strip->summary->consent_spans, i);

      if (span->label == NULL)
        continue;
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Consent %s."), span->label);
    }
  describe_plans (strip, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Public API */

/**
 * kl_strip_figure_new:
 * @typesetter: shapes the words
 * @summary: the case; outlives the block
 * @now: the day of the meeting or of the summary
 * @now_label: (nullable): what the line at @now is called ("zorgteam", "vandaag")
 * @width: points
 *
 * Returns: (transfer full): the chronology of the case, 11 to 26 weeks up to @now
 */
KlBlock *
kl_strip_figure_new (KlTypesetter *typesetter,
                     const KlCaseSummary *summary,
                     KlDate now,
                     const char *now_label,
                     double width)
{
  Strip *strip = g_new0 (Strip, 1);
  g_autofree char *alt = NULL;

  strip->summary = summary;
  strip->now = now;
  strip->now_label = g_strdup (now_label);
  strip->n_consents = MIN (summary->consent_spans->len, MAX_ROWS);
  choose_weeks (strip);
  choose_referrals (strip);
  alt = describe (strip);
  return kl_figure_new (grid_bottom (strip) + LEGEND, alt, strip_draw, strip,
                        (GDestroyNotify) strip_free);
}
