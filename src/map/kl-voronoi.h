/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-area.h"

G_BEGIN_DECLS

GPtrArray *kl_voronoi_cells (const KlGeoPoint *points, guint n_points);
void kl_voronoi_fill_areas (GPtrArray *areas);

G_END_DECLS
