/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"
#include "model/kl-area.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

/*
 * GeoJSON (RFC 7946): neighbourhoods as outlines or as centre points. Degrees in WGS84.
 * Strings and points belong to the #KlGeoJson that holds them.
 */

/* Which of them, by the names that the file uses. */
typedef enum
{
  KL_GEO_WIJK,
  KL_GEO_BUURT,
  KL_GEO_OTHER,
} KlGeoKind;

/**
 * KlGeoRing:
 * @points: (array length=n_points): the last is the first again
 * @polygon: which polygon of the area it belongs to, from 0; its first ring is the outside
 *   and the others are holes
 */
typedef struct
{
  const KlGeoPoint *points;
  guint n_points;
  guint polygon;
} KlGeoRing;

/**
 * KlGeoArea:
 * @number: which feature of the file it is, from 1
 * @code: (nullable): "WK079601", "BU07960101"
 * @name: what it is called
 * @parent_code: (nullable): of the wijk that a buurt lies in
 * @parent_name: (nullable): its name
 * @municipality: (nullable): code of the municipality, "GM0796"
 * @centre: the point of the file, or a place well inside the outline
 * @rings: (array length=n_rings): the outline; none for a centre point
 */
typedef struct
{
  guint number;
  KlGeoKind kind;
  const char *code;
  const char *name;
  const char *parent_code;
  const char *parent_name;
  const char *municipality;
  KlGeoPoint centre;
  const KlGeoRing *rings;
  guint n_rings;
} KlGeoArea;

typedef enum
{
  KL_GEO_PROBLEM_NO_NAME,
  KL_GEO_PROBLEM_DOUBLE,
  KL_GEO_PROBLEM_NO_SHAPE,
  KL_GEO_PROBLEM_OTHER_SHAPE,
  KL_GEO_PROBLEM_BROKEN,
  KL_GEO_PROBLEM_TOO_LONG,
  KL_GEO_PROBLEM_SHORT,
  KL_GEO_PROBLEM_CROSSING,
  KL_GEO_PROBLEM_RD,
  KL_GEO_PROBLEM_SWAPPED,
  KL_GEO_PROBLEM_RANGE,
} KlGeoProblemKind;

/**
 * KlGeoProblem:
 * @number: which feature of the file, from 1: it is left out
 * @place: for a crossing where it is, else 0, 0
 */
typedef struct
{
  guint number;
  KlGeoProblemKind kind;
  KlGeoPoint place;
} KlGeoProblem;

/**
 * KlGeoNames:
 * @code: (nullable): property that holds the code
 * @name: property that holds the name
 * @parent: (nullable): property that holds the code of the area around it
 *
 * Which properties to read when they are not those of CBS (wijkcode, wijknaam, buurtcode,
 * buurtnaam, gemeentecode; also WK_CODE, BU_NAAM and statcode, statnaam).
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *parent;
} KlGeoNames;

/**
 * KlGeoJson:
 * @attribution: (nullable): whom the file names as its maker
 * @properties: names of the properties of the first features, to choose from
 * @problems: (array length=n_problems): features that are left out, at most 1000
 */
typedef struct
{
  const KlGeoArea *areas;
  guint n_areas;
  const char *attribution;
  const char *const *properties;
  const KlGeoProblem *problems;
  guint n_problems;
} KlGeoJson;

KlGeoJson *kl_geojson_read (GBytes *bytes,
                            const KlGeoNames *names,
                            const KlImportLimits *limits,
                            GCancellable *cancellable,
                            GError **error);
KlGeoJson *kl_geojson_load_fd (int fd,
                               const KlGeoNames *names,
                               const KlImportLimits *limits,
                               KlWorkerSafety *safety,
                               GCancellable *cancellable,
                               GError **error);
KlGeoJson *kl_geojson_load (GFile *file,
                            const KlGeoNames *names,
                            const KlImportLimits *limits,
                            KlWorkerSafety *safety,
                            GCancellable *cancellable,
                            GError **error);
void kl_geojson_free (KlGeoJson *geojson);
const KlImportLimits *kl_geojson_get_limits (void);
char *kl_geo_problem_to_string (const KlGeoProblem *problem);
GPtrArray *kl_geojson_to_areas (const KlGeoJson *geojson, const char *source);
KlArea *kl_geo_area_to_area (const KlGeoArea *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlGeoJson, kl_geojson_free)

G_END_DECLS
