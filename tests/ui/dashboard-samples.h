/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-item.h"
#include "model/kl-overview.h"

G_BEGIN_DECLS

/* The day of the drawings of the dashboard: Thursday 20 November 2025. */
KlDate kl_sample_today (void);

KlItem *kl_sample_dashboard (guint n_attention, guint n_cases, gboolean with_meeting);
GPtrArray *kl_sample_overviews (void);

G_END_DECLS
