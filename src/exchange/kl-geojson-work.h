/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KL_GEOJSON_WORKER_KIND "geojson"
/* The words of a request: the three of #KlGeoNames, or none. */
#define KL_GEOJSON_N_NAMES 3

void kl_geojson_work (GVariant *request);

G_END_DECLS
