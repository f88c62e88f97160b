/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chronology-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chart-draw.h"
#include "kl-chronology-gestures.h"
#include "kl-chronology-words.h"
#include "kl-mark.h"
#include "kl-strip-layout.h"
#include "kl-time-window.h"

#define LABEL_COLUMN 88.0
#define LABEL_INDENT 4.0
#define MIN_WIDTH 280.0
#define NATURAL_WIDTH 780.0
#define NARROW_WIDTH 520.0
#define HATCH_STEP 4.0
#define WAITING_STEP 5.0
#define LINE_WIDTH 1.5
#define CAP_WIDTH 8.0
#define ANSWER_RADIUS 5.0
#define FONT_POINTS 8.25

struct _KlChronologyChart
{
  KlChart parent_instance;

  KlChronologyZoom zoom;
  KlDate today;
  GArray *marks;
  GArray *referrals;
  GArray *consents;
  GArray *plans;
  KlCalendar *calendar;
  KlDate opened_on;
  KlChronology *period; /* months in sight, as the zoom says */
  KlTimeWindow window;  /* what is in sight when it was zoomed by hand */
  KlDate kept_date;     /* where the keyboard was before it was zoomed */
  gint64 kept_entry;

  KlChronologyLayout *layout;
};

G_DEFINE_FINAL_TYPE (KlChronologyChart, kl_chronology_chart, KL_TYPE_CHART)

enum
{
  PROP_ZOOM = 1,
  N_PROPS,
};

enum
{
  SIGNAL_MARK_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Auxiliary functions: values */

static void
clear_referral (gpointer referral)
{
  g_free ((char *) ((KlChronologyReferral *) referral)->label);
}

static void
clear_consent (gpointer consent)
{
  g_free ((char *) ((KlChronologyConsent *) consent)->label);
}

static GArray *
new_array (gsize element_size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, (guint) element_size);

  g_array_set_clear_func (array, clear);
  return array;
}

static int
get_n_months (KlChronologyChart *self)
{
  switch (self->zoom)
    {
    case KL_CHRONOLOGY_ZOOM_SIX_MONTHS:
      return 6;
    case KL_CHRONOLOGY_ZOOM_ALL:
      return 0;
    case KL_CHRONOLOGY_ZOOM_FREE:
    case KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS:
    default:
      return 12;
    }
}

static KlChronologyData
get_data (KlChronologyChart *self)
{
  const gboolean by_hand = self->zoom == KL_CHRONOLOGY_ZOOM_FREE;

  return (KlChronologyData) {
    .first = by_hand ? self->window.first : self->period->from,
    .end = by_hand ? self->window.end : self->period->until + 1,
    .today = self->period->today,
    .marks = (const KlStripMark *) (gpointer) self->marks->data,
    .n_marks = self->marks->len,
    .referrals = (const KlChronologyReferral *) (gpointer) self->referrals->data,
    .n_referrals = self->referrals->len,
    .consents = (const KlChronologyConsent *) (gpointer) self->consents->data,
    .n_consents = self->consents->len,
    .plans = (const KlChronologyPlan *) (gpointer) self->plans->data,
    .n_plans = self->plans->len,
    .calendar = self->calendar,
  };
}

static double
measure_text (const char *text, gboolean bold, gpointer user_data)
{
  return kl_chart_measure_text (user_data, text, FONT_POINTS,
                                bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
}

static double
get_label_width (KlChronologyChart *self, double width)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  double widest = 0;

  for (int lane = KL_LANE_CARE_TEAM; lane < KL_CHRONOLOGY_N_LANES; lane++)
    widest = MAX (widest, measure_text (kl_chronology_layout_get_lane_name (lane), FALSE, self));
  widest += 2 * LABEL_INDENT * scale;

  return width < NARROW_WIDTH * scale ? widest : MAX (widest, LABEL_COLUMN * scale);
}

static KlChronologyLayout *
create_layout (KlChronologyChart *self, double width)
{
  const KlChronologyData data = get_data (self);
  const KlChronologyStyle style = {
    .width = width,
    .label_width = get_label_width (self, width),
    .scale = kl_chart_get_text_scale (GTK_WIDGET (self)),
    .mirrored = kl_chart_is_mirrored (GTK_WIDGET (self)),
    .measure = measure_text,
    .measure_data = self,
  };

  return kl_chronology_layout_new (&data, &style);
}

/* Auxiliary functions: words */

static guint
count_waiting (KlChronologyChart *self)
{
  guint n = 0;

  for (guint i = 0; i < self->referrals->len; i++)
    {
      const KlChronologyReferral *referral =
        &g_array_index (self->referrals, KlChronologyReferral, i);

      if (referral->sent != KL_DATE_NONE && referral->answered == KL_DATE_NONE
          && referral->until == KL_DATE_NONE && referral->status != KL_REFERRAL_WITHDRAWN)
        n++;
    }

  return n;
}

/* Of what is in sight, as the zoom says. */
static void
update (KlChronologyChart *self)
{
  g_autofree char *words = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *summary = NULL;
  const guint n_waiting = count_waiting (self);

  g_clear_pointer (&self->layout, kl_chronology_layout_free);
  g_clear_pointer (&self->period, kl_chronology_free);
  if (self->today != KL_DATE_NONE)
    {
      self->period =
        kl_chronology_new (self->marks, self->opened_on, get_n_months (self), self->today);
      words = self->zoom == KL_CHRONOLOGY_ZOOM_FREE ? kl_chronology_chart_format_period (self)
                                                    : kl_chronology_describe (self->period);
      waiting = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waits for an answer",
                                              "%u wait for an answer", n_waiting),
                                 n_waiting);
      summary =
        n_waiting > 0 ? g_strdup_printf ("%s, %s", words, waiting) : g_steal_pointer (&words);
    }
  /* In this order: a summary may lay the chart out, and then the keyboard has found its place. */
  kl_chart_queue_layout (KL_CHART (self));
  kl_chart_set_summary (KL_CHART (self), summary);
}

/* Auxiliary functions: drawing */

typedef struct
{
  KlChronologyChart *self;
  GtkSnapshot *snapshot;
  const KlChartPalette *palette;
  double scale;
  GdkRGBA text;
  GdkRGBA soft;
  GdkRGBA card;
} Pen;

static void
draw_text (const Pen *pen,
           const char *text,
           PangoWeight weight,
           double x,
           const KlBox *box,
           const GdkRGBA *color,
           gboolean halo)
{
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (pen->self), text, FONT_POINTS, weight);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  kl_snapshot_text (pen->snapshot, layout, x, box->y + (box->height - height) / 2, color,
                    halo ? &pen->card : NULL);
}

static void
draw_label (const Pen *pen, const KlChronologyLabel *label, gboolean halo)
{
  const GdkRGBA *color = label->dimmed ? &pen->soft : &pen->text;
  const gboolean mirrored = kl_chart_is_mirrored (GTK_WIDGET (pen->self));
  const double x = label->box.x, end = x + label->box.width;

  if (label->box.width <= 0)
    return;

  if (label->text != NULL)
    draw_text (pen, label->text, PANGO_WEIGHT_NORMAL,
               mirrored ? end - measure_text (label->text, FALSE, pen->self) : x, &label->box,
               color, halo);
  if (label->bold != NULL)
    draw_text (pen, label->bold, PANGO_WEIGHT_BOLD, mirrored ? x : x + label->text_width,
               &label->box, color, halo);
}

static void
draw_ground (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;
  const GdkRGBA grid = kl_chart_palette_get_ink (pen->palette, KL_INK_GRID);
  const GdkRGBA hatch = kl_chart_palette_get_ink (pen->palette, KL_INK_HOLIDAY);
  const gboolean mirrored = kl_chart_is_mirrored (GTK_WIDGET (pen->self));

  for (guint i = 0; i < layout->holidays->len; i++)
    kl_snapshot_hatch (pen->snapshot, &g_array_index (layout->holidays, KlBox, i), 0,
                       HATCH_STEP * pen->scale, 1, &hatch);
  for (guint i = 0; i < layout->ticks->len; i++)
    {
      const double x = floor (g_array_index (layout->ticks, KlMonthTick, i).x);

      kl_snapshot_box (pen->snapshot,
                       &(KlBox) { x, 4 * pen->scale, 1, layout->height - 4 * pen->scale }, 0,
                       &grid);
    }

  for (int lane = KL_LANE_CARE_TEAM; lane < KL_CHRONOLOGY_N_LANES; lane++)
    {
      const KlBox *box = &layout->lanes[lane];
      const char *name = kl_chronology_layout_get_lane_name (lane);
      double x = LABEL_INDENT * pen->scale;

      if (mirrored)
        x = layout->width - x - measure_text (name, FALSE, pen->self);
      if (box->height <= 0)
        continue;
      kl_snapshot_box (pen->snapshot, &(KlBox) { 0, floor (box->y), layout->width, 1 }, 0, &grid);
      draw_text (pen, name, PANGO_WEIGHT_NORMAL, x, box, &pen->soft, FALSE);
    }
  for (guint i = 0; i < layout->months->len; i++)
    draw_label (pen, &g_array_index (layout->months, KlChronologyLabel, i), FALSE);
}

static void
draw_meetings (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;
  const GdkRGBA color = kl_chart_palette_get_mark (pen->palette, KL_MARK_CARE_TEAM).fill;
  const double top = layout->plot.y + 3 * pen->scale;
  const double bottom = layout->plot.y + layout->plot.height;
  const double cap = CAP_WIDTH * pen->scale, width = LINE_WIDTH * pen->scale;

  for (guint i = 0; i < layout->meetings->len; i++)
    {
      const KlChronologyMeeting *meeting =
        &g_array_index (layout->meetings, KlChronologyMeeting, i);

      kl_snapshot_line (pen->snapshot, meeting->x, top, meeting->x, bottom, width, &color,
                        meeting->planned ? 3 * pen->scale : 0, 2.5 * pen->scale);
      kl_snapshot_box (pen->snapshot, &(KlBox) { meeting->x - cap / 2, top, cap, width }, 0,
                       &color);
    }
}

static void
draw_pill (const Pen *pen, const KlChronologyPill *pill)
{
  const double radius = pill->pill.height / 2;
  const gboolean paper = pen->palette->scheme == KL_CHART_SCHEME_PAPER;
  GdkRGBA fill = kl_chart_palette_get_ink (pen->palette, KL_INK_CONSENT);
  GdkRGBA edge = kl_chart_palette_get_ink (pen->palette, KL_INK_CONSENT_EDGE);
  GdkRGBA light = fill;

  light.alpha = paper ? .1f : .22f;
  if (!pill->active)
    edge.alpha *= .5f;

  kl_snapshot_box (pen->snapshot, &pill->pill, radius, &pen->card);
  kl_snapshot_box (pen->snapshot, &pill->pill, radius, &light);
  if (pill->active)
    kl_snapshot_box (pen->snapshot, &pill->used, radius, &fill);
  kl_snapshot_outline (pen->snapshot, &pill->pill, radius, 1.2, &edge);
}

static void
draw_plan (const Pen *pen, const KlChronologyPill *plan)
{
  const double radius = 3 * pen->scale;
  GdkRGBA fill = pen->soft;
  GdkRGBA edge = pen->soft;

  fill.alpha = plan->active ? .28f : .12f;
  edge.alpha = plan->active ? 1 : .6f;
  kl_snapshot_box (pen->snapshot, &plan->pill, radius, &pen->card);
  kl_snapshot_box (pen->snapshot, &plan->pill, radius, &fill);
  kl_snapshot_outline (pen->snapshot, &plan->pill, radius, 1.2, &edge);
}

static void
draw_involved (const Pen *pen, const KlChronologyBar *bar)
{
  const KlMarkColors colors = kl_chart_palette_get_mark (pen->palette, KL_MARK_REFERRAL);
  const double y = bar->bar.y + bar->bar.height / 2;
  g_autoptr (GskPathBuilder) builder = NULL;
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = NULL;

  if (fabs (bar->involved_x - bar->answer_x) < 2)
    return;

  builder = gsk_path_builder_new ();
  gsk_path_builder_move_to (builder, (float) bar->answer_x, (float) y);
  gsk_path_builder_line_to (builder, (float) bar->involved_x, (float) y);
  path = gsk_path_builder_to_path (builder);
  stroke = gsk_stroke_new ((float) (1.6 * pen->scale));
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_dash (stroke, (float[2]) { 0.1f, (float) (4 * pen->scale) }, 2);
  gtk_snapshot_append_stroke (pen->snapshot, path, stroke, &colors.fill);
}

static void
draw_answer (const Pen *pen, double x, double y, const KlMarkColors *colors)
{
  const double radius = ANSWER_RADIUS * pen->scale;
  const KlBox ring = { x - radius, y - radius, 2 * radius, 2 * radius };
  const GdkRGBA *edge = colors->edge.alpha > 0 ? &colors->edge : &colors->fill;

  kl_snapshot_box (pen->snapshot, &ring, radius, &pen->card);
  kl_snapshot_outline (pen->snapshot, &ring, radius, 1.3 * pen->scale, edge);
  kl_snapshot_tick (pen->snapshot, x, y, 5 * pen->scale, 1.2 * pen->scale, edge);
}

static void
draw_bar (const Pen *pen, const KlChronologyBar *bar)
{
  const KlMarkColors colors = kl_chart_palette_get_mark (pen->palette, KL_MARK_REFERRAL);
  const GdkRGBA waiting = kl_chart_palette_get_ink (pen->palette, KL_INK_WAITING);
  const double y = bar->bar.y + bar->bar.height / 2;
  GdkRGBA light = colors.fill;

  light.alpha = .2f;
  if (bar->waiting)
    {
      kl_snapshot_box (pen->snapshot, &bar->bar, 1.5, &pen->card);
      kl_snapshot_box (pen->snapshot, &bar->bar, 1.5, &light);
      kl_snapshot_hatch (pen->snapshot, &bar->bar, 1.5, WAITING_STEP * pen->scale, 2 * pen->scale,
                         &waiting);
      kl_snapshot_outline (pen->snapshot, &bar->bar, 1.5, 1, &colors.edge);
    }
  else
    kl_snapshot_box (pen->snapshot, &bar->bar, 1.5, &colors.fill);

  if (bar->has_sent)
    kl_mark_snapshot (pen->snapshot, KL_MARK_REFERRAL, bar->sent_x, y,
                      KL_MARK_SIZE_CHRONOLOGY * pen->scale,
                      kl_chart_is_mirrored (GTK_WIDGET (pen->self)), &colors);
  if (bar->has_answer)
    draw_answer (pen, bar->answer_x, y, &colors);
}

static void
draw_marks (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;

  for (guint i = 0; i < layout->places->len; i++)
    {
      const KlChronologyPlace *place = &g_array_index (layout->places, KlChronologyPlace, i);
      const KlMarkColors colors = kl_chart_palette_get_mark (pen->palette, place->mark);

      kl_mark_snapshot (pen->snapshot, place->mark, place->x, place->y,
                        KL_MARK_SIZE_CHRONOLOGY * pen->scale, FALSE, &colors);
    }
}

static void
draw_labels (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;

  for (guint i = 0; i < layout->meetings->len; i++)
    draw_label (pen, &g_array_index (layout->meetings, KlChronologyMeeting, i).label, TRUE);
  for (guint i = 0; i < layout->bars->len; i++)
    draw_label (pen, &g_array_index (layout->bars, KlChronologyBar, i).label, TRUE);
  for (guint i = 0; i < layout->pills->len; i++)
    draw_label (pen, &g_array_index (layout->pills, KlChronologyPill, i).label, TRUE);
  for (guint i = 0; i < layout->plans->len; i++)
    draw_label (pen, &g_array_index (layout->plans, KlChronologyPill, i).label, FALSE);
}

static void
draw_today_line (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;
  const double y = layout->today.box.y + layout->today.box.height - 2;

  if (layout->has_today)
    kl_snapshot_box (pen->snapshot, &(KlBox) { layout->today_x - 1, y, 2, layout->height - y }, 0,
                     &pen->palette->accent);
}

static void
draw_today_pill (const Pen *pen)
{
  const KlChronologyLayout *layout = pen->self->layout;
  const KlBox *box = &layout->today.box;
  const GdkRGBA white = { 1, 1, 1, 1 };

  if (!layout->has_today)
    return;

  kl_snapshot_box (pen->snapshot, box, box->height / 2, &pen->palette->accent);
  draw_text (pen, layout->today.bold, PANGO_WEIGHT_BOLD, box->x + layout->today.text_width, box,
             &white, FALSE);
}

/* Overrides */

static void
kl_chronology_chart_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (chart);
  Pen pen = { .self = self, .snapshot = snapshot, .palette = palette };

  if (self->layout == NULL)
    return;

  pen.scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  gtk_widget_get_color (GTK_WIDGET (self), &pen.text);
  pen.soft = kl_chart_palette_soften (palette, &pen.text);
  pen.card = kl_chart_palette_get_ink (palette, KL_INK_CARD);

  draw_ground (&pen);
  draw_meetings (&pen);
  draw_today_line (&pen);
  for (guint i = 0; i < self->layout->bars->len; i++)
    draw_involved (&pen, &g_array_index (self->layout->bars, KlChronologyBar, i));
  for (guint i = 0; i < self->layout->pills->len; i++)
    draw_pill (&pen, &g_array_index (self->layout->pills, KlChronologyPill, i));
  for (guint i = 0; i < self->layout->plans->len; i++)
    draw_plan (&pen, &g_array_index (self->layout->plans, KlChronologyPill, i));
  for (guint i = 0; i < self->layout->bars->len; i++)
    draw_bar (&pen, &g_array_index (self->layout->bars, KlChronologyBar, i));
  draw_marks (&pen);
  draw_labels (&pen);
  draw_today_pill (&pen);
}

/* To what it was on before, where that is still in sight. */
static void
return_keyboard (KlChronologyChart *self)
{
  for (guint i = 0; self->kept_date != KL_DATE_NONE && i < self->layout->stops->len; i++)
    {
      const KlChronologyStop *stop = &g_array_index (self->layout->stops, KlChronologyStop, i);

      if (stop->date == self->kept_date && stop->entry_id == self->kept_entry)
        kl_chart_set_current_stop (KL_CHART (self), (int) i);
    }
  self->kept_date = KL_DATE_NONE;
}

static void
kl_chronology_chart_layout (KlChart *chart, double width, double height)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (chart);

  g_clear_pointer (&self->layout, kl_chronology_layout_free);
  if (self->period == NULL)
    return;

  self->layout = create_layout (self, width);
  return_keyboard (self);
}

static const KlChronologyStop *
get_stop (KlChronologyChart *self, guint stop)
{
  return &g_array_index (self->layout->stops, KlChronologyStop, stop);
}

static guint
kl_chronology_chart_get_n_stops (KlChart *chart)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (chart);

  return self->layout != NULL ? self->layout->stops->len : 0;
}

static void
kl_chronology_chart_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  *box = get_stop (KL_CHRONOLOGY_CHART (chart), stop)->box;
}

static char *
kl_chronology_chart_describe_stop (KlChart *chart, guint i)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (chart);
  const KlChronologyData data = get_data (self);

  return kl_chronology_layout_describe_stop (self->layout, &data, i);
}

static gboolean
kl_chronology_chart_activate_stop (KlChart *chart, guint stop)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (chart);
  const gint64 entry_id = get_stop (self, stop)->entry_id;

  if (entry_id == 0)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_MARK_ACTIVATED], 0, entry_id);
  return TRUE;
}

static GtkSizeRequestMode
kl_chronology_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kl_chronology_chart_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (widget);
  const double scale = kl_chart_get_text_scale (widget);
  g_autoptr (KlChronologyLayout) layout = NULL;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) MIN_WIDTH;
      *natural = (int) (NATURAL_WIDTH * scale);
      return;
    }

  *minimum = *natural = 0;
  if (self->period == NULL)
    return;

  layout = create_layout (self, for_size >= 0 ? for_size : NATURAL_WIDTH * scale);
  *minimum = *natural = (int) ceil (layout->height);
  if (for_size < 0)
    *minimum = (int) ceil (kl_chronology_layout_get_least_height (scale));
}

static void
kl_chronology_chart_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_enum (value, self->zoom);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_chronology_chart_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ZOOM:
      kl_chronology_chart_set_zoom (KL_CHRONOLOGY_CHART (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_chronology_chart_finalize (GObject *object)
{
  KlChronologyChart *self = KL_CHRONOLOGY_CHART (object);

  g_clear_pointer (&self->layout, kl_chronology_layout_free);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->referrals, g_array_unref);
  g_clear_pointer (&self->consents, g_array_unref);
  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  g_clear_pointer (&self->period, kl_chronology_free);

  G_OBJECT_CLASS (kl_chronology_chart_parent_class)->finalize (object);
}

static void
kl_chronology_chart_class_init (KlChronologyChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  object_class->get_property = kl_chronology_chart_get_property;
  object_class->set_property = kl_chronology_chart_set_property;
  object_class->finalize = kl_chronology_chart_finalize;
  widget_class->get_request_mode = kl_chronology_chart_get_request_mode;
  widget_class->measure = kl_chronology_chart_measure;
  chart_class->draw = kl_chronology_chart_draw;
  chart_class->layout = kl_chronology_chart_layout;
  chart_class->get_n_stops = kl_chronology_chart_get_n_stops;
  chart_class->get_stop_box = kl_chronology_chart_get_stop_box;
  chart_class->describe_stop = kl_chronology_chart_describe_stop;
  chart_class->activate_stop = kl_chronology_chart_activate_stop;

  properties[PROP_ZOOM] =
    g_param_spec_enum ("zoom", NULL, NULL, KL_TYPE_CHRONOLOGY_ZOOM,
                       KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlChronologyChart::mark-activated:
   * @self: the chronology
   * @entry_id: the entry to show
   */
  signals[SIGNAL_MARK_ACTIVATED] =
    g_signal_new ("mark-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "kl-chronology");
}

static void
kl_chronology_chart_init (KlChronologyChart *self)
{
  self->zoom = KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS;
  self->marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  self->referrals = new_array (sizeof (KlChronologyReferral), clear_referral);
  self->consents = new_array (sizeof (KlChronologyConsent), clear_consent);
  self->plans = g_array_new (FALSE, FALSE, sizeof (KlChronologyPlan));

  kl_chronology_gestures_attach (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chronology"), -1);
}

/* Zooming by hand */

static KlTimeWindow
get_window (KlChronologyChart *self)
{
  const KlChronologyData data = get_data (self);

  return (KlTimeWindow) { data.first, data.end };
}

/* From the start of the case, or twelve months where it is younger. */
static KlTimeWindow
get_limits (KlChronologyChart *self)
{
  g_autoptr (KlChronology) year = kl_chronology_new (self->marks, self->opened_on, 12, self->today);
  g_autoptr (KlChronology) all = kl_chronology_new (self->marks, self->opened_on, 0, self->today);

  return (KlTimeWindow) { MIN (year->from, all->from), all->until + 1 };
}

static void
keep_keyboard (KlChronologyChart *self)
{
  const int current = kl_chart_get_current_stop (KL_CHART (self));
  const KlChronologyStop *stop;

  /* Keys may follow one another before it is laid out again. */
  if (self->layout == NULL)
    return;
  self->kept_date = KL_DATE_NONE;
  if (current < 0 || current >= (int) self->layout->stops->len)
    return;

  stop = get_stop (self, (guint) current);
  self->kept_date = stop->date;
  self->kept_entry = stop->entry_id;
}

static void
set_window (KlChronologyChart *self, const KlTimeWindow *window)
{
  keep_keyboard (self);
  self->window = *window;
  self->zoom = KL_CHRONOLOGY_ZOOM_FREE;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/* Public API */

/**
 * kl_chronology_chart_new:
 *
 * Returns: (transfer floating): a case over time, in lanes
 */
GtkWidget *
kl_chronology_chart_new (void)
{
  return g_object_new (KL_TYPE_CHRONOLOGY_CHART, NULL);
}

/**
 * kl_chronology_chart_set_zoom:
 * @self: a chronology
 * @zoom: how far back it goes
 */
void
kl_chronology_chart_set_zoom (KlChronologyChart *self, KlChronologyZoom zoom)
{
  g_return_if_fail (KL_IS_CHRONOLOGY_CHART (self));

  if (self->zoom == zoom)
    return;

  if (zoom == KL_CHRONOLOGY_ZOOM_FREE && self->period != NULL)
    self->window = get_window (self);
  keep_keyboard (self);
  self->zoom = zoom;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/**
 * kl_chronology_chart_get_zoom:
 * @self: a chronology
 *
 * Returns: how far back it goes
 */
KlChronologyZoom
kl_chronology_chart_get_zoom (KlChronologyChart *self)
{
  g_return_val_if_fail (KL_IS_CHRONOLOGY_CHART (self), KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS);

  return self->zoom;
}

/* What stays where it is: the pointer, the mark the keyboard is on, or the end. */
static double
find_anchor (KlChronologyChart *self, double x)
{
  const int current = kl_chart_get_current_stop (KL_CHART (self));
  double anchor;

  if (self->layout == NULL)
    return 1;
  if (x < 0 && current >= 0 && current < (int) self->layout->stops->len)
    {
      const KlBox *box = &get_stop (self, (guint) current)->box;

      x = box->x + box->width / 2;
    }
  else if (x < 0)
    {
      x = self->layout->has_today ? self->layout->today_x
                                  : self->layout->plot.x + self->layout->plot.width / 2;
    }

  anchor = (x - self->layout->plot.x) / self->layout->plot.width;
  return kl_chart_is_mirrored (GTK_WIDGET (self)) ? 1 - anchor : anchor;
}

/**
 * kl_chronology_chart_zoom_by:
 * @self: a chronology
 * @factor: how many times as long the time in sight gets; less than one comes closer
 * @x: what stays where it is, in pixels; less than nothing for the mark that the keyboard is on, or
 *   for today
 */
void
kl_chronology_chart_zoom_by (KlChronologyChart *self, double factor, double x)
{
  KlTimeWindow before, after, limits;

  g_return_if_fail (KL_IS_CHRONOLOGY_CHART (self) && factor > 0);

  if (self->period == NULL)
    return;

  before = get_window (self);
  limits = get_limits (self);
  after = kl_time_window_zoom (&before, &limits, find_anchor (self, x), factor);
  if (after.first != before.first || after.end != before.end)
    set_window (self, &after);
}

/**
 * kl_chronology_chart_pan_by:
 * @self: a chronology
 * @part: how far, as a part of what is in sight; less than nothing goes back in time
 *
 * Returns: whether there was anything further on
 */
gboolean
kl_chronology_chart_pan_by (KlChronologyChart *self, double part)
{
  KlTimeWindow before, after, limits;

  g_return_val_if_fail (KL_IS_CHRONOLOGY_CHART (self), FALSE);

  if (self->period == NULL)
    return FALSE;

  before = get_window (self);
  limits = get_limits (self);
  after = kl_time_window_pan (&before, &limits, part);
  if (after.first == before.first)
    return FALSE;

  set_window (self, &after);
  return TRUE;
}

/**
 * kl_chronology_chart_format_period:
 * @self: a chronology with data
 *
 * Returns: (transfer full): the time in sight, "3 Nov 2025 to 14 Dec 2025"
 */
char *
kl_chronology_chart_format_period (KlChronologyChart *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  KlTimeWindow window;

  g_return_val_if_fail (KL_IS_CHRONOLOGY_CHART (self), NULL);

  if (self->period == NULL)
    return g_strdup ("");

  window = get_window (self);
  first = kl_date_format (window.first, KL_DATE_STYLE_LONG);
  last = kl_date_format (window.end - 1, KL_DATE_STYLE_LONG);
  /* Translators: from a day to a day */
  return g_strdup_printf (_ ("From %s to %s"), first, last);
}

/**
 * kl_chronology_chart_set_data:
 * @self: a chronology
 * @opened_on: when the case started, or %KL_DATE_NONE
 * @data: what it shows; copied. The zoom sets the period: its first and end are not used
 */
void
kl_chronology_chart_set_data (KlChronologyChart *self,
                              KlDate opened_on,
                              const KlChronologyData *data)
{
  g_return_if_fail (KL_IS_CHRONOLOGY_CHART (self) && data != NULL);

  self->opened_on = opened_on;
  self->today = data->today;
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  if (data->calendar != NULL)
    self->calendar = kl_calendar_ref (data->calendar);

  g_array_set_size (self->marks, 0);
  if (data->n_marks > 0)
    g_array_append_vals (self->marks, data->marks, data->n_marks);
  g_array_set_size (self->referrals, 0);
  for (guint i = 0; i < data->n_referrals; i++)
    {
      KlChronologyReferral referral = data->referrals[i];

      referral.label = g_strdup (referral.label);
      g_array_append_val (self->referrals, referral);
    }
  g_array_set_size (self->consents, 0);
  for (guint i = 0; i < data->n_consents; i++)
    {
      KlChronologyConsent consent = data->consents[i];

      consent.label = g_strdup (consent.label);
      g_array_append_val (self->consents, consent);
    }
  g_array_set_size (self->plans, 0);
  if (data->n_plans > 0)
    g_array_append_vals (self->plans, data->plans, data->n_plans);

  update (self);
}
