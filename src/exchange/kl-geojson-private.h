/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-geojson.h"

G_BEGIN_DECLS

/* A triangle that is closed. */
#define KL_GEOJSON_MIN_RING 4
#define KL_GEOJSON_MAX_PROBLEMS 1000
#define KL_GEOJSON_MAX_PROPERTIES 200

/**
 * KlGeoJsonHolder:
 * @strings: texts of a file
 * @blocks: (element-type gpointer): rings and points
 * @bytes: (nullable): the answer that texts point into
 * @is_rd: whether a position was in metres of the Rijksdriehoek
 * @has_naming: whether it was known which properties to read
 *
 * What a #KlGeoJson stands on: for the two that make one, from a file and from an answer.
 */
typedef struct
{
  KlGeoJson public;
  GStringChunk *strings;
  GPtrArray *blocks;
  GBytes *bytes;
  GArray *areas;
  GArray *problems;
  GPtrArray *properties;
  gboolean is_rd;
  gboolean has_naming;
} KlGeoJsonHolder;

KlGeoJsonHolder *kl_geojson_holder_new (void);
KlGeoJson *kl_geojson_holder_finish (KlGeoJsonHolder *holder);

KlGeoJson *kl_geojson_parse (GBytes *bytes,
                             const KlGeoNames *names,
                             const KlImportLimits *limits,
                             GCancellable *cancellable,
                             GError **error);
gboolean kl_geojson_check (const KlGeoJson *geojson, GError **error);

void kl_geojson_encode (const KlGeoJson *geojson, GByteArray *bytes);
KlGeoJson *kl_geojson_decode (GBytes *bytes, const KlImportLimits *limits);

G_END_DECLS
