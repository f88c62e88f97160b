/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-box.h"
#include "charts/kl-chart-palette.h"

G_BEGIN_DECLS

#define KL_TYPE_CHART (kl_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (KlChart, kl_chart, KL, CHART, GtkWidget)

/**
 * KlChartClass:
 * @draw: draws the chart; the base class adds the mark of the keyboard
 * @layout: works out where things stand, before drawing and pointing; called again
 *   after kl_chart_queue_layout() and when size, direction or text size changed
 * @get_n_stops: how many things can be pointed at and stepped over
 * @get_stop_box: where one of them is
 * @find_stop: (nullable): which of them a place belongs to, -1 for none; without it the smallest
 * box
 * @describe_stop: (transfer full): one of them in words, for tooltip and screen reader
 * @activate_stop: opens one of them; returns whether there was anything to open
 *
 * The parent of what is drawn rather than built of widgets. A chart is one stop of
 * the focus; Left and Right (or Up and Down) step over what is in it and speak, Enter
 * or a click opens it, resting the pointer on it shows it in words. Charts stand still:
 * there is nothing that reduced motion would have to take away.
 */
struct _KlChartClass
{
  GtkWidgetClass parent_class;

  void (*draw) (KlChart *self, GtkSnapshot *snapshot, const KlChartPalette *palette);
  void (*layout) (KlChart *self, double width, double height);
  guint (*get_n_stops) (KlChart *self);
  void (*get_stop_box) (KlChart *self, guint stop, KlBox *box);
  int (*find_stop) (KlChart *self, double x, double y);
  char *(*describe_stop) (KlChart *self, guint stop);
  gboolean (*activate_stop) (KlChart *self, guint stop);
};

int kl_chart_get_current_stop (KlChart *self);
void kl_chart_set_current_stop (KlChart *self, int stop);
void kl_chart_set_summary (KlChart *self, const char *summary);
const char *kl_chart_get_summary (KlChart *self);
void kl_chart_queue_layout (KlChart *self);

double kl_chart_get_text_scale (GtkWidget *widget);
gboolean kl_chart_is_mirrored (GtkWidget *widget);
PangoLayout *
kl_chart_create_text (GtkWidget *widget, const char *text, double points, PangoWeight weight);
double
kl_chart_measure_text (GtkWidget *widget, const char *text, double points, PangoWeight weight);

/* Points of text at normal text size. */
#define KL_CHART_AXIS_POINTS 8.0
#define KL_CHART_CAPTION_POINTS 9.0
#define KL_CHART_DENSE_POINTS 10.0

G_END_DECLS
