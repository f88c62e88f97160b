/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-geojson-work.h"

#include <string.h>

#include "kl-geojson-private.h"
#include "kl-sealed-work.h"
#include "model/kl-text.h"
#include "worker/kl-stream.h"

/*
 * A map as the answer of a worker. The answer may be made by the file that was read: a name
 * that is not clean, a ring that is not closed and a position that is not on earth make the
 * whole of it a lie. Whether outlines cross is taken on trust: it shows and does no harm.
 */

#define N_TEXTS 5
#define ALL_TEXTS ((1 << N_TEXTS) - 1)
#define POINT_SIZE (2 * sizeof (double))
/* Text in form C is at most three times as long as it was. */
#define FORM_C_GROWTH 3

typedef enum
{
  HAS_ATTRIBUTION = 1 << 0,
  HAS_NAMING = 1 << 1,
  IS_RD = 1 << 2,
} Marks;
#define ALL_MARKS ((1 << 3) - 1)

typedef struct
{
  KlStream stream;
  const KlImportLimits *limits;
  KlGeoJsonHolder *holder;
  GHashTable *codes;
} Decoder;

/* Writing */

static void
put_point (GByteArray *bytes, const KlGeoPoint *point)
{
  kl_stream_put_double (bytes, point->longitude);
  kl_stream_put_double (bytes, point->latitude);
}

static void
put_ring (GByteArray *bytes, const KlGeoRing *ring)
{
  kl_stream_put_number (bytes, ring->polygon);
  kl_stream_put_number (bytes, ring->n_points);
  for (guint i = 0; i < ring->n_points; i++)
    put_point (bytes, &ring->points[i]);
}

static void
put_area (GByteArray *bytes, const KlGeoArea *area)
{
  const char *const texts[N_TEXTS] = { area->name, area->code, area->parent_code, area->parent_name,
                                       area->municipality };
  guint marks = 0;

  for (guint i = 0; i < N_TEXTS; i++)
    marks |= texts[i] != NULL ? 1u << i : 0;
  kl_stream_put_number (bytes, area->number);
  kl_stream_put_number (bytes, area->kind);
  kl_stream_put_number (bytes, marks);
  for (guint i = 0; i < N_TEXTS; i++)
    if (texts[i] != NULL)
      kl_stream_put_text (bytes, texts[i]);
  put_point (bytes, &area->centre);
  kl_stream_put_number (bytes, area->n_rings);
  for (guint i = 0; i < area->n_rings; i++)
    put_ring (bytes, &area->rings[i]);
}

static void
put_problem (GByteArray *bytes, const KlGeoProblem *problem)
{
  kl_stream_put_number (bytes, problem->number);
  kl_stream_put_number (bytes, problem->kind);
  put_point (bytes, &problem->place);
}

/* Reading */

static gboolean
refuse (Decoder *self)
{
  return kl_stream_refuse (&self->stream);
}

static guint
get (Decoder *self, guint64 max)
{
  return (guint) kl_stream_get_number (&self->stream, max);
}

static const char *
get_text (Decoder *self)
{
  const char *text = kl_stream_get_text (&self->stream, self->limits->max_text);
  g_autofree char *clean = kl_text_clean (text);

  if (*text == '\0' || strcmp (clean, text) != 0)
    refuse (self);
  return text;
}

static KlGeoPoint
get_point (Decoder *self)
{
  KlGeoPoint point;

  point.longitude = kl_stream_get_double (&self->stream, -180, 180);
  point.latitude = kl_stream_get_double (&self->stream, -90, 90);
  return point;
}

static void
get_ring (Decoder *self, KlGeoRing *ring, const KlGeoRing *before)
{
  KlGeoPoint *points;
  guint n;

  ring->polygon = get (self, before != NULL ? (guint64) before->polygon + 1 : 0);
  n = kl_stream_get_count (&self->stream, (guint64) self->limits->max_rows + 1, POINT_SIZE);
  if (n < KL_GEOJSON_MIN_RING || (before != NULL && ring->polygon < before->polygon))
    {
      refuse (self);
      return;
    }

  points = g_new (KlGeoPoint, n);
  g_ptr_array_add (self->holder->blocks, points);
  for (guint i = 0; i < n; i++)
    points[i] = get_point (self);
  if (points[0].longitude != points[n - 1].longitude
      || points[0].latitude != points[n - 1].latitude)
    refuse (self);
  ring->points = points;
  ring->n_points = n;
}

static void
get_rings (Decoder *self, KlGeoArea *area)
{
  const guint n =
    kl_stream_get_count (&self->stream, self->limits->max_rows, KL_GEOJSON_MIN_RING * POINT_SIZE);
  KlGeoRing *rings;

  if (n == 0)
    return;

  rings = g_new0 (KlGeoRing, n);
  g_ptr_array_add (self->holder->blocks, rings);
  for (guint i = 0; i < n && !self->stream.broken; i++)
    get_ring (self, &rings[i], i > 0 ? &rings[i - 1] : NULL);
  area->rings = rings;
  area->n_rings = n;
}

static void
get_area (Decoder *self, KlGeoArea *area)
{
  const char **const texts[N_TEXTS] = { &area->name, &area->code, &area->parent_code,
                                        &area->parent_name, &area->municipality };
  guint marks;

  area->number = get (self, G_MAXINT32);
  area->kind = get (self, KL_GEO_OTHER);
  marks = get (self, ALL_TEXTS);
  for (guint i = 0; i < N_TEXTS; i++)
    if ((marks & 1u << i) != 0)
      *texts[i] = get_text (self);
  area->centre = get_point (self);
  get_rings (self, area);

  if (area->name == NULL
      || (area->code != NULL && !g_hash_table_add (self->codes, (char *) area->code)))
    refuse (self);
}

static void
get_areas (Decoder *self)
{
  const guint n = kl_stream_get_count (&self->stream, self->limits->max_rows, POINT_SIZE);

  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      KlGeoArea area = { 0 };

      get_area (self, &area);
      g_array_append_val (self->holder->areas, area);
    }
}

static void
get_problems (Decoder *self)
{
  const guint n = kl_stream_get_count (&self->stream, KL_GEOJSON_MAX_PROBLEMS, POINT_SIZE);

  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      KlGeoProblem problem;

      problem.number = get (self, G_MAXINT32);
      problem.kind = get (self, KL_GEO_PROBLEM_RANGE);
      problem.place = get_point (self);
      g_array_append_val (self->holder->problems, problem);
    }
}

/* Of names of properties everything is right that a text can be. */
static void
get_properties (Decoder *self)
{
  const guint n = kl_stream_get_count (&self->stream, KL_GEOJSON_MAX_PROPERTIES, 1);

  for (guint i = 0; i < n && !self->stream.broken; i++)
    g_ptr_array_add (self->holder->properties,
                     (char *) kl_stream_get_text (&self->stream,
                                                  self->limits->max_text * FORM_C_GROWTH));
}

/* For the reader and the worker */

static gboolean
read_map (GBytes *bytes,
          const KlImportLimits *limits,
          const char *const *options,
          GByteArray *answer,
          GError **error)
{
  KlGeoNames names = { NULL };
  g_autoptr (KlGeoJson) geojson = NULL;

  /* Name, code and that of the area around it; empty for none. */
  if (g_strv_length ((char **) options) == KL_GEOJSON_N_NAMES)
    names = (KlGeoNames) { .name = options[0],
                           .code = *options[1] != '\0' ? options[1] : NULL,
                           .parent = *options[2] != '\0' ? options[2] : NULL };
  geojson = kl_geojson_parse (bytes, names.name != NULL ? &names : NULL, limits, NULL, error);
  if (geojson == NULL)
    return FALSE;

  kl_geojson_encode (geojson, answer);
  return TRUE;
}

/**
 * kl_geojson_work:
 * @request: of the type %KL_SEALED_REQUEST
 *
 * Reads the standard input of a worker as GeoJSON and sends what it holds, or why not.
 */
void
kl_geojson_work (GVariant *request)
{
  kl_sealed_work (request, read_map);
}

/* Makes an answer of a map, of which perhaps nothing can be used. */
void
kl_geojson_encode (const KlGeoJson *geojson, GByteArray *bytes)
{
  const KlGeoJsonHolder *holder = (const KlGeoJsonHolder *) geojson;
  const guint n_properties = g_strv_length ((char **) geojson->properties);

  kl_stream_put_number (bytes, (geojson->attribution != NULL ? HAS_ATTRIBUTION : 0)
                                 | (holder->has_naming ? HAS_NAMING : 0)
                                 | (holder->is_rd ? IS_RD : 0));
  if (geojson->attribution != NULL)
    kl_stream_put_text (bytes, geojson->attribution);
  kl_stream_put_number (bytes, n_properties);
  for (guint i = 0; i < n_properties; i++)
    kl_stream_put_text (bytes, geojson->properties[i]);
  kl_stream_put_number (bytes, geojson->n_problems);
  for (guint i = 0; i < geojson->n_problems; i++)
    put_problem (bytes, &geojson->problems[i]);
  kl_stream_put_number (bytes, geojson->n_areas);
  for (guint i = 0; i < geojson->n_areas; i++)
    put_area (bytes, &geojson->areas[i]);
}

/* Returns: (transfer full) (nullable): what kl_geojson_encode() made an answer of; %NULL when
 *   the answer cannot be right */
KlGeoJson *
kl_geojson_decode (GBytes *bytes, const KlImportLimits *limits)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KlGeoJson) geojson = NULL;
  Decoder self = { .limits = limits, .codes = codes };
  guint marks;

  self.holder = kl_geojson_holder_new ();
  self.holder->bytes = g_bytes_ref (bytes);
  kl_stream_init (&self.stream, bytes);

  marks = get (&self, ALL_MARKS);
  self.holder->has_naming = (marks & HAS_NAMING) != 0;
  self.holder->is_rd = (marks & IS_RD) != 0;
  if ((marks & HAS_ATTRIBUTION) != 0)
    self.holder->public.attribution = get_text (&self);
  get_properties (&self);
  get_problems (&self);
  get_areas (&self);

  geojson = kl_geojson_holder_finish (self.holder);
  return kl_stream_is_whole (&self.stream) ? g_steal_pointer (&geojson) : NULL;
}
