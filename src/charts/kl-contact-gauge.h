/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"

G_BEGIN_DECLS

#define KL_TYPE_CONTACT_GAUGE (kl_contact_gauge_get_type ())
G_DECLARE_FINAL_TYPE (KlContactGauge, kl_contact_gauge, KL, CONTACT_GAUGE, KlChart)

GtkWidget *kl_contact_gauge_new (void);
void kl_contact_gauge_set_days (KlContactGauge *self, int days);
void kl_contact_gauge_set_norm (KlContactGauge *self, int norm);

G_END_DECLS
