/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"

#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_STRIP_HEADER (kl_strip_header_get_type ())
G_DECLARE_FINAL_TYPE (KlStripHeader, kl_strip_header, KL, STRIP_HEADER, KlChart)

GtkWidget *kl_strip_header_new (void);
void kl_strip_header_set_today (KlStripHeader *self, KlDate today);

G_END_DECLS
