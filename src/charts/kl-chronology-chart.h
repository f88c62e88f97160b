/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "charts/kl-chronology-layout.h"

G_BEGIN_DECLS

#define KL_TYPE_CHRONOLOGY_CHART (kl_chronology_chart_get_type ())
G_DECLARE_FINAL_TYPE (KlChronologyChart, kl_chronology_chart, KL, CHRONOLOGY_CHART, KlChart)

/* How far back; six weeks ahead come with each. */
typedef enum
{
  KL_CHRONOLOGY_ZOOM_SIX_MONTHS,
  KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS,
  KL_CHRONOLOGY_ZOOM_ALL,
  KL_CHRONOLOGY_ZOOM_FREE, /* as somebody zoomed it by hand */
} KlChronologyZoom;

#define KL_TYPE_CHRONOLOGY_ZOOM (kl_chronology_zoom_get_type ())
GType kl_chronology_zoom_get_type (void);

GtkWidget *kl_chronology_chart_new (void);
void kl_chronology_chart_set_zoom (KlChronologyChart *self, KlChronologyZoom zoom);
KlChronologyZoom kl_chronology_chart_get_zoom (KlChronologyChart *self);
void kl_chronology_chart_zoom_by (KlChronologyChart *self, double factor, double x);
gboolean kl_chronology_chart_pan_by (KlChronologyChart *self, double part);
char *kl_chronology_chart_format_period (KlChronologyChart *self);
void kl_chronology_chart_set_data (KlChronologyChart *self,
                                   KlDate opened_on,
                                   const KlChronologyData *data);

G_END_DECLS
