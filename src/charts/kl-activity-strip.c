/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-activity-strip.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chart-draw.h"
#include "kl-mark.h"

/* Of the height of the row. */
#define BEAM_SHARE 0.72

#define BEAM_CAP 6.0
#define BEAM_WIDTH 1.5
#define START_RADIUS 2.2
#define TODAY_WIDTH 2.0
#define HATCH_STEP 4.0
#define MIN_WEEK_WIDTH 5.0
#define NATURAL_HEIGHT 40
#define MIN_HEIGHT 34

struct _KlActivityStrip
{
  KlChart parent_instance;

  KlStrip strip;
  gboolean has_strip;
  GArray *places; /* KlStripPlace, laid out */
  GArray *weeks;  /* guint: weeks in which something happened */
};

G_DEFINE_FINAL_TYPE (KlActivityStrip, kl_activity_strip, KL_TYPE_CHART)

enum
{
  SIGNAL_ENTRY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static guint
get_width (KlActivityStrip *self)
{
  return (guint) gtk_widget_get_width (GTK_WIDGET (self));
}

static double
flip (KlActivityStrip *self, double x)
{
  return kl_chart_is_mirrored (GTK_WIDGET (self)) ? get_width (self) - x : x;
}

/* A week is a stop when there is anything to tell of it. */
static void
collect_weeks (KlActivityStrip *self)
{
  g_array_set_size (self->weeks, 0);
  for (guint i = 0; i < KL_STRIP_WEEKS && self->has_strip; i++)
    {
      const KlStripWeek *week = &self->strip.weeks[i];

      if (week->n_above > 0 || week->n_below > 0 || week->care_team_on != KL_DATE_NONE)
        g_array_append_val (self->weeks, i);
    }
}

static KlBox
get_weeks_box (KlActivityStrip *self, guint first, guint n_weeks)
{
  const double width = get_width (self), week_width = width / KL_STRIP_WEEKS;
  KlBox box = { first * week_width, 0, n_weeks * week_width,
                gtk_widget_get_height (GTK_WIDGET (self)) };

  if (kl_chart_is_mirrored (GTK_WIDGET (self)))
    kl_box_mirror (&box, width);

  return box;
}

/* Drawing */

static void
draw_ground (KlActivityStrip *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const double width = get_width (self), height = gtk_widget_get_height (GTK_WIDGET (self));
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const GdkRGBA hatch = kl_chart_palette_get_ink (palette, KL_INK_HOLIDAY);
  const GdkRGBA grid = kl_chart_palette_get_ink (palette, KL_INK_GRID);
  const KlTimeScale time = kl_strip_layout_get_scale (self->strip.today, 0, width);
  g_autoptr (GArray) ticks = kl_time_scale_get_months (&time, 0);

  /* Weeks off in a row are one hatch, without seams. */
  for (guint i = 0, n; i < KL_STRIP_WEEKS; i += MAX (1, n))
    {
      KlBox box;

      for (n = 0; i + n < KL_STRIP_WEEKS && self->strip.weeks[i + n].holiday; n++)
        ;
      box = get_weeks_box (self, i, n);
      kl_snapshot_hatch (snapshot, &box, 0, HATCH_STEP * scale, 1, &hatch);
    }

  for (guint i = 0; i < ticks->len; i++)
    {
      const double x = flip (self, floor (g_array_index (ticks, KlMonthTick, i).x));

      kl_snapshot_box (snapshot, &(KlBox) { x, 0, 1, height }, 0, &grid);
    }
}

static void
draw_line (KlActivityStrip *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const double width = get_width (self);
  const double middle = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  const GdkRGBA line = kl_chart_palette_get_ink (palette, KL_INK_BASELINE);
  const GdkRGBA card = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const double radius = START_RADIUS * kl_chart_get_text_scale (GTK_WIDGET (self));
  const int week = self->strip.start_week;
  KlBox box = { 0, floor (middle), width, 1 };
  KlBox ring;

  if (week >= 0)
    {
      box.x = week * width / KL_STRIP_WEEKS + radius;
      box.width = width - box.x;
    }
  ring = (KlBox) { box.x - radius, box.y + 0.5 - radius, 2 * radius, 2 * radius };
  if (kl_chart_is_mirrored (GTK_WIDGET (self)))
    {
      kl_box_mirror (&box, width);
      kl_box_mirror (&ring, width);
    }

  kl_snapshot_box (snapshot, &box, 0, &line);
  if (week < 0)
    return;

  kl_snapshot_box (snapshot, &ring, radius, &card);
  kl_snapshot_outline (snapshot, &ring, radius, 1, &line);
}

static void
draw_beam (KlActivityStrip *self, GtkSnapshot *snapshot, double x, const GdkRGBA *color)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double length = height * BEAM_SHARE, top = (height - length) / 2;
  const double cap = BEAM_CAP * scale, width = BEAM_WIDTH * scale;

  kl_snapshot_box (snapshot, &(KlBox) { x - width / 2, top, width, length }, 0, color);
  kl_snapshot_box (snapshot, &(KlBox) { x - cap / 2, top, cap, width }, 0, color);
  kl_snapshot_box (snapshot, &(KlBox) { x - cap / 2, top + length - width, cap, width }, 0, color);
}

static void
draw_marks (KlActivityStrip *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const double size = KL_MARK_SIZE_STRIP * kl_chart_get_text_scale (GTK_WIDGET (self));
  const gboolean mirrored = kl_chart_is_mirrored (GTK_WIDGET (self));

  /* Beams first: the marks of that week lie over them. */
  for (int beams = 1; beams >= 0; beams--)
    for (guint i = 0; i < self->places->len; i++)
      {
        const KlStripPlace *place = &g_array_index (self->places, KlStripPlace, i);
        const KlMarkColors colors = kl_chart_palette_get_mark (palette, place->mark);

        if ((place->mark == KL_MARK_CARE_TEAM) != beams)
          continue;
        if (beams)
          draw_beam (self, snapshot, flip (self, place->x), &colors.fill);
        else
          kl_mark_snapshot (snapshot, place->mark, flip (self, place->x), place->y, size, mirrored,
                            &colors);
      }
}

/* Overrides */

static void
kl_activity_strip_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (chart);
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  KlBox today = { get_width (self) - TODAY_WIDTH, 0, TODAY_WIDTH, height };

  if (!self->has_strip)
    return;

  if (kl_chart_is_mirrored (GTK_WIDGET (self)))
    today.x = 0;
  draw_ground (self, snapshot, palette);
  draw_line (self, snapshot, palette);
  draw_marks (self, snapshot, palette);
  kl_snapshot_box (snapshot, &today, 0, &palette->accent);
}

static void
kl_activity_strip_layout (KlChart *chart, double width, double height)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (chart);
  const KlBox area = { 0, 0, width, height };

  g_clear_pointer (&self->places, g_array_unref);
  self->places =
    kl_strip_layout_marks (&self->strip, &area, kl_chart_get_text_scale (GTK_WIDGET (self)));
}

static guint
kl_activity_strip_get_n_stops (KlChart *chart)
{
  return KL_ACTIVITY_STRIP (chart)->weeks->len;
}

static void
kl_activity_strip_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (chart);

  *box = get_weeks_box (self, g_array_index (self->weeks, guint, stop), 1);
  box->y += 2;
  box->height -= 4;
}

static char *
kl_activity_strip_describe_stop (KlChart *chart, guint stop)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (chart);

  return kl_strip_describe_week (&self->strip, g_array_index (self->weeks, guint, stop));
}

/* The week opens at what happened last in it; a contact before what was said of it. */
static gboolean
kl_activity_strip_activate_stop (KlChart *chart, guint stop)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (chart);
  const KlStripWeek *week = &self->strip.weeks[g_array_index (self->weeks, guint, stop)];
  gint64 entry_id = week->care_team_entry;

  if (week->n_below > 0)
    entry_id = week->below[MIN (week->n_below, KL_STRIP_STACK) - 1].entry_id;
  if (week->n_above > 0)
    entry_id = week->above[MIN (week->n_above, KL_STRIP_STACK) - 1].entry_id;
  if (entry_id == 0)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_ENTRY_ACTIVATED], 0, entry_id);
  return TRUE;
}

static void
kl_activity_strip_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (MIN_WEEK_WIDTH * KL_STRIP_WEEKS);
      *natural = MAX (*minimum, (int) ceil (KL_STRIP_WEEK_WIDTH * scale * KL_STRIP_WEEKS));
    }
  else
    {
      *minimum = (int) ceil (MIN_HEIGHT * scale);
      *natural = (int) ceil (NATURAL_HEIGHT * scale);
    }
}

static void
kl_activity_strip_finalize (GObject *object)
{
  KlActivityStrip *self = KL_ACTIVITY_STRIP (object);

  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->weeks, g_array_unref);

  G_OBJECT_CLASS (kl_activity_strip_parent_class)->finalize (object);
}

static void
kl_activity_strip_class_init (KlActivityStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  object_class->finalize = kl_activity_strip_finalize;
  widget_class->measure = kl_activity_strip_measure;
  chart_class->draw = kl_activity_strip_draw;
  chart_class->layout = kl_activity_strip_layout;
  chart_class->get_n_stops = kl_activity_strip_get_n_stops;
  chart_class->get_stop_box = kl_activity_strip_get_stop_box;
  chart_class->describe_stop = kl_activity_strip_describe_stop;
  chart_class->activate_stop = kl_activity_strip_activate_stop;

  /**
   * KlActivityStrip::entry-activated:
   * @self: the strip
   * @entry_id: the entry to open
   */
  signals[SIGNAL_ENTRY_ACTIVATED] =
    g_signal_new ("entry-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "kl-strip");
}

static void
kl_activity_strip_init (KlActivityStrip *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (KlStripPlace));
  self->weeks = g_array_new (FALSE, FALSE, sizeof (guint));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Activity"), -1);
}

/* Public API */

/**
 * kl_activity_strip_new:
 *
 * Returns: (transfer floating): a strip of what happened in a case, by week
 */
GtkWidget *
kl_activity_strip_new (void)
{
  return g_object_new (KL_TYPE_ACTIVITY_STRIP, NULL);
}

/**
 * kl_activity_strip_set_strip:
 * @self: a strip
 * @strip: (nullable): what happened by week; copied
 */
void
kl_activity_strip_set_strip (KlActivityStrip *self, const KlStrip *strip)
{
  g_autofree char *summary = NULL;

  g_return_if_fail (KL_IS_ACTIVITY_STRIP (self));

  self->has_strip = strip != NULL;
  self->strip = strip != NULL ? *strip : (KlStrip) { 0 };
  summary = strip != NULL ? kl_strip_describe (strip) : NULL;
  collect_weeks (self);
  kl_chart_set_summary (KL_CHART (self), summary);
  kl_chart_queue_layout (KL_CHART (self));
}
