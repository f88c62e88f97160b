/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/kl-wijk-model.h"

G_BEGIN_DECLS

GPtrArray *wijk_samples_read_areas (const char *name);
GPtrArray *wijk_samples_make_areas (guint columns, guint rows, guint n_corners);
KlWijkModel *wijk_samples_make_town (GPtrArray *areas);
KlWijkModel *wijk_samples_make_crowd (GPtrArray *areas, guint n_partners, guint n_schools);

G_END_DECLS
