/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-week-bars.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-chart-draw.h"
#include "charts/kl-time-scale.h"

#define HEIGHT 22
#define BAR_GAP 1.5
#define BAR_RADIUS 2.0
#define LEAST_HEIGHT 3.0
#define HATCH_STEP 5.0

/* The middle of the slider goes from edge to edge of its trough, which lies this far in. */
#define INSET 14.0

struct _KlWeekBars
{
  KlChart parent_instance;

  KlDate first; /* the monday of the first week */
  KlDate end;   /* 1 August of the next year */
  KlDate start; /* 1 August */
  KlDate day;
  GArray *weeks;       /* int */
  GPtrArray *holidays; /* KlHoliday */
};

G_DEFINE_FINAL_TYPE (KlWeekBars, kl_week_bars, KL_TYPE_CHART)

/* Auxiliary functions */

static int
get_most (const GArray *weeks)
{
  int most = 1;

  for (guint i = 0; i < weeks->len; i++)
    most = MAX (most, g_array_index (weeks, int, i));
  return most;
}

static void
count (KlWeekBars *self, const KlNetworkFacts *facts)
{
  g_array_set_size (self->weeks, 0);
  g_array_set_size (self->weeks, (guint) (self->end - self->first + 6) / 7);
  for (guint i = 0; i < facts->referrals->len; i++)
    {
      const KlDate day = g_array_index (facts->referrals, KlReferralDays, i).sent_on;

      if (day >= self->start && day < self->end)
        g_array_index (self->weeks, int, (guint) (day - self->first) / 7)++;
    }
}

static void
update_words (KlWeekBars *self)
{
  int total = 0;
  g_autofree char *words = NULL;

  for (guint i = 0; i < self->weeks->len; i++)
    total += g_array_index (self->weeks, int, i);
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%d referral in this school year, at most %d in a week",
                                        "%d referrals in this school year, at most %d in a week",
                                        (gulong) total),
                           total, total > 0 ? get_most (self->weeks) : 0);
  kl_chart_set_summary (KL_CHART (self), words);
}

static void
draw_holidays (KlWeekBars *self,
               GtkSnapshot *snapshot,
               const KlTimeScale *scale,
               const KlChartPalette *palette)
{
  const GdkRGBA color = kl_chart_palette_get_ink (palette, KL_INK_HOLIDAY);

  for (guint i = 0; i < self->holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (self->holidays, i);
      KlBox box = { .height = HEIGHT };

      if (kl_time_scale_get_span (scale, holiday->from, holiday->until, &box.x, &box.width))
        kl_snapshot_hatch (snapshot, &box, 0, HATCH_STEP, 1.2, &color);
    }
}

/* Overrides */

static void
kl_week_bars_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlWeekBars *self = KL_WEEK_BARS (chart);
  const double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * INSET;
  const KlTimeScale scale = { self->start, self->end, INSET, width };
  const int most = get_most (self->weeks);

  if (self->weeks->len == 0 || width <= 0)
    return;

  draw_holidays (self, snapshot, &scale, palette);
  for (guint i = 0; i < self->weeks->len; i++)
    {
      const int n = g_array_index (self->weeks, int, i);
      const KlDate monday = self->first + 7 * (KlDate) i;
      const double x = kl_time_scale_get_edge (&scale, MAX (monday, self->start)) + BAR_GAP / 2;
      const double end = kl_time_scale_get_edge (&scale, MIN (monday + 7, self->end));
      const double height = LEAST_HEIGHT + (HEIGHT - LEAST_HEIGHT) * n / most;
      const KlBox bar = { x, HEIGHT - height, end - x - BAR_GAP / 2, height };
      GdkRGBA color = palette->accent;

      if (n == 0)
        continue;
      color.alpha *= monday <= self->day ? .62f : .25f;
      kl_snapshot_box (snapshot, &bar, BAR_RADIUS, &color);
    }
}

static void
kl_week_bars_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : 60;
}

static void
kl_week_bars_finalize (GObject *object)
{
  KlWeekBars *self = KL_WEEK_BARS (object);

  g_array_unref (self->weeks);
  g_ptr_array_unref (self->holidays);

  G_OBJECT_CLASS (kl_week_bars_parent_class)->finalize (object);
}

static void
kl_week_bars_class_init (KlWeekBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_week_bars_finalize;
  GTK_WIDGET_CLASS (klass)->measure = kl_week_bars_measure;
  KL_CHART_CLASS (klass)->draw = kl_week_bars_draw;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kl-week-bars");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_week_bars_init (KlWeekBars *self)
{
  self->weeks = g_array_new (FALSE, TRUE, sizeof (int));
  self->holidays = g_ptr_array_new ();
}

/* Public API */

/**
 * kl_week_bars_set_year:
 * @self: the bars
 * @facts: the referrals and days off of a school
 * @school_year: which school year to show
 */
void
kl_week_bars_set_year (KlWeekBars *self, KlNetworkFacts *facts, int school_year)
{
  g_return_if_fail (KL_IS_WEEK_BARS (self));
  g_return_if_fail (facts != NULL);

  self->start = kl_school_year_get_start (school_year);
  self->end = kl_school_year_get_start (school_year + 1);
  self->first = kl_date_get_monday (self->start);
  count (self, facts);
  g_ptr_array_unref (self->holidays);
  self->holidays = kl_calendar_get_holidays_between (facts->calendar, self->start, self->end - 1);
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_week_bars_set_day:
 * @self: the bars
 * @day: the day that is looked at; later weeks are paler
 */
void
kl_week_bars_set_day (KlWeekBars *self, KlDate day)
{
  g_return_if_fail (KL_IS_WEEK_BARS (self));

  if (self->day == day)
    return;

  self->day = day;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
