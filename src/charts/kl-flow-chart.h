/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_FLOW_CHART (kl_flow_chart_get_type ())
G_DECLARE_FINAL_TYPE (KlFlowChart, kl_flow_chart, KL, FLOW_CHART, KlChart)

/* What came in and what went out in a month. */
typedef struct
{
  int year;
  int month; /* 1 to 12 */
  guint in;
  guint out;
} KlFlowValue;

GtkWidget *kl_flow_chart_new (void);
void kl_flow_chart_set_values (KlFlowChart *self, const KlFlowValue *values, gsize n_values);

G_END_DECLS
