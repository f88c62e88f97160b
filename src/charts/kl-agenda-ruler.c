/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-agenda-ruler.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-bar-layout.h"
#include "kl-chart-draw.h"

#define HEIGHT 22.0
#define GAP 2.0
#define MIN_SEGMENT 18.0
#define RADIUS 3.0
#define TICK_SIZE 8.0
#define HATCH_STEP 5.0

struct _KlAgendaRuler
{
  KlChart parent_instance;

  GArray *segments; /* KlAgendaSegment */
  guint total_minutes;
  KlBox *boxes;
  KlBox free_box;
};

G_DEFINE_FINAL_TYPE (KlAgendaRuler, kl_agenda_ruler, KL_TYPE_CHART)

enum
{
  SIGNAL_SEGMENT_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static void
clear_segment (gpointer segment)
{
  g_free ((char *) ((KlAgendaSegment *) segment)->title);
}

static const KlAgendaSegment *
get_segment (KlAgendaRuler *self, guint i)
{
  return &g_array_index (self->segments, KlAgendaSegment, i);
}

static guint
count_planned (KlAgendaRuler *self)
{
  guint planned = 0;

  for (guint i = 0; i < self->segments->len; i++)
    planned += get_segment (self, i)->minutes;

  return planned;
}

static void
draw_text (KlAgendaRuler *self,
           GtkSnapshot *snapshot,
           const char *text,
           const KlBox *box,
           const GdkRGBA *color,
           const GdkRGBA *halo)
{
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), text, KL_CHART_AXIS_POINTS, PANGO_WEIGHT_BOLD);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > box->width)
    return;

  kl_snapshot_text (snapshot, layout, box->x + (box->width - width) / 2,
                    box->y + (box->height - height) / 2, color, halo);
}

static void
draw_segment (KlAgendaRuler *self, GtkSnapshot *snapshot, guint i, const KlChartPalette *palette)
{
  const KlAgendaState state = get_segment (self, i)->state;
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const KlBox *box = &self->boxes[i];
  const GdkRGBA white = { 1, 1, 1, 1 };
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  GdkRGBA text, fill;

  gtk_widget_get_color (GTK_WIDGET (self), &text);
  fill = text;
  fill.alpha = state == KL_AGENDA_DONE ? .25f : .1f;
  if (state == KL_AGENDA_CURRENT)
    fill = palette->accent;

  kl_snapshot_box (snapshot, box, RADIUS * scale, &fill);
  if (state == KL_AGENDA_DONE)
    kl_snapshot_tick (snapshot, box->x + box->width / 2, box->y + box->height / 2,
                      TICK_SIZE * scale, 1.8 * scale, &text);
  else
    draw_text (self, snapshot, number, box, state == KL_AGENDA_CURRENT ? &white : &text, NULL);
}

static void
draw_free (KlAgendaRuler *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const guint minutes = self->total_minutes - count_planned (self);
  GdkRGBA color, hatch;
  g_autofree char *text = NULL;

  if (self->free_box.width <= 0)
    return;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  hatch = color;
  hatch.alpha = kl_chart_palette_get_ink (palette, KL_INK_HOLIDAY).alpha * 1.6f;
  kl_snapshot_hatch (snapshot, &self->free_box, RADIUS * scale, HATCH_STEP * scale, 1.6 * scale,
                     &hatch);
  /* Translators: minutes of a meeting that are still free. */
  text = g_strdup_printf (_ ("%u free"), minutes);
  draw_text (self, snapshot, text, &self->free_box, &color, NULL);
}

static void
update_summary (KlAgendaRuler *self)
{
  const guint planned = count_planned (self);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u minute planned",
                                  "%u of %u minutes planned", self->total_minutes),
                     planned, self->total_minutes);

  kl_chart_set_summary (KL_CHART (self), text);
}

/* Overrides */

static void
kl_agenda_ruler_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlAgendaRuler *self = KL_AGENDA_RULER (chart);

  for (guint i = 0; i < self->segments->len; i++)
    draw_segment (self, snapshot, i, palette);
  draw_free (self, snapshot, palette);
}

static void
kl_agenda_ruler_layout (KlChart *chart, double width, double height)
{
  KlAgendaRuler *self = KL_AGENDA_RULER (chart);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const KlBox area = { 0, (height - HEIGHT * scale) / 2, width, HEIGHT * scale };
  const guint n = self->segments->len;
  g_autofree guint *minutes = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    minutes[i] = get_segment (self, i)->minutes;
  kl_ruler_layout (self->boxes, &self->free_box, minutes, n, self->total_minutes, &area,
                   GAP * scale, MIN_SEGMENT * scale);
  if (!kl_chart_is_mirrored (GTK_WIDGET (self)))
    return;

  for (guint i = 0; i < n; i++)
    kl_box_mirror (&self->boxes[i], width);
  kl_box_mirror (&self->free_box, width);
}

static guint
kl_agenda_ruler_get_n_stops (KlChart *chart)
{
  return KL_AGENDA_RULER (chart)->segments->len;
}

static void
kl_agenda_ruler_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  *box = KL_AGENDA_RULER (chart)->boxes[stop];
}

static char *
kl_agenda_ruler_describe_stop (KlChart *chart, guint stop)
{
  const KlAgendaSegment *segment = get_segment (KL_AGENDA_RULER (chart), stop);
  g_autofree char *minutes =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u minute", "%u minutes", segment->minutes),
                     segment->minutes);

  return g_strdup_printf ("%u. %s, %s%s%s", stop + 1, segment->title != NULL ? segment->title : "",
                          minutes, segment->state == KL_AGENDA_DONE ? ", " : "",
                          segment->state == KL_AGENDA_DONE ? _ ("done") : "");
}

static gboolean
kl_agenda_ruler_activate_stop (KlChart *chart, guint stop)
{
  g_signal_emit (chart, signals[SIGNAL_SEGMENT_ACTIVATED], 0, stop);
  return TRUE;
}

static void
kl_agenda_ruler_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  KlAgendaRuler *self = KL_AGENDA_RULER (widget);
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ((MIN_SEGMENT / 2 + GAP) * self->segments->len);
      *natural = (int) ceil (2 * (MIN_SEGMENT + GAP) * scale * self->segments->len);
    }
  else
    *minimum = *natural = (int) ceil (HEIGHT * scale);
}

static void
kl_agenda_ruler_finalize (GObject *object)
{
  KlAgendaRuler *self = KL_AGENDA_RULER (object);

  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->boxes, g_free);

  G_OBJECT_CLASS (kl_agenda_ruler_parent_class)->finalize (object);
}

static void
kl_agenda_ruler_class_init (KlAgendaRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_agenda_ruler_finalize;
  widget_class->measure = kl_agenda_ruler_measure;
  chart_class->draw = kl_agenda_ruler_draw;
  chart_class->layout = kl_agenda_ruler_layout;
  chart_class->get_n_stops = kl_agenda_ruler_get_n_stops;
  chart_class->get_stop_box = kl_agenda_ruler_get_stop_box;
  chart_class->describe_stop = kl_agenda_ruler_describe_stop;
  chart_class->activate_stop = kl_agenda_ruler_activate_stop;

  /**
   * KlAgendaRuler::segment-activated:
   * @self: the ruler
   * @index: which item of the agenda, from 0
   */
  signals[SIGNAL_SEGMENT_ACTIVATED] =
    g_signal_new ("segment-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "kl-ruler");
}

static void
kl_agenda_ruler_init (KlAgendaRuler *self)
{
  self->segments = g_array_new (FALSE, TRUE, sizeof (KlAgendaSegment));
  g_array_set_clear_func (self->segments, clear_segment);
  self->boxes = g_new0 (KlBox, 1);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Time on the agenda"), -1);
}

/* Public API */

/**
 * kl_agenda_ruler_set_segments:
 * @self: a ruler
 * @total_minutes: how long the meeting lasts
 * @segments: (array length=n_segments) (nullable): the items of the agenda, in order
 * @n_segments: how many
 */
void
kl_agenda_ruler_set_segments (KlAgendaRuler *self,
                              guint total_minutes,
                              const KlAgendaSegment *segments,
                              gsize n_segments)
{
  g_return_if_fail (KL_IS_AGENDA_RULER (self));

  self->total_minutes = total_minutes;
  g_array_set_size (self->segments, 0);
  for (gsize i = 0; i < n_segments; i++)
    {
      KlAgendaSegment segment = segments[i];

      segment.title = g_strdup (segment.title);
      g_array_append_val (self->segments, segment);
    }
  g_free (self->boxes);
  self->boxes = g_new0 (KlBox, n_segments + 1);
  update_summary (self);
  kl_chart_queue_layout (KL_CHART (self));
}
