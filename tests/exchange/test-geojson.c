/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-geojson-private.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "exchange/kl-sealed-load.h"
#include "model/kl-locale.h"

/*
 * Maps, good and hostile. Each is read twice: in this process and by the sealed worker, which
 * has to come to the same.
 */

#define HEAD "{\"type\":\"FeatureCollection\",\"features\":["
#define TAIL "]}"
#define NAMED(properties, geometry)                                                                \
  "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define WIJK(geometry) NAMED ("{\"wijkcode\":\"WK1\",\"wijknaam\":\"Geheim\"}", geometry)
#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define SQUARE "[[5.30,51.70],[5.31,51.70],[5.31,51.71],[5.30,51.71],[5.30,51.70]]"
#define HOLE "[[5.303,51.703],[5.303,51.706],[5.306,51.706],[5.306,51.703],[5.303,51.703]]"
#define BOW_TIE "[[5.30,51.70],[5.31,51.71],[5.31,51.70],[5.30,51.71],[5.30,51.70]]"
#define EXACT 1e-9

/* Auxiliary functions */

static void
assert_same_rings (const KlGeoArea *a, const KlGeoArea *b)
{
  g_assert_cmpuint (a->n_rings, ==, b->n_rings);
  for (guint i = 0; i < a->n_rings; i++)
    {
      g_assert_cmpuint (a->rings[i].polygon, ==, b->rings[i].polygon);
      g_assert_cmpmem (a->rings[i].points, a->rings[i].n_points * sizeof (KlGeoPoint),
                       b->rings[i].points, b->rings[i].n_points * sizeof (KlGeoPoint));
    }
}

static void
assert_same (const KlGeoJson *a, const KlGeoJson *b)
{
  g_assert_cmpstr (a->attribution, ==, b->attribution);
  g_assert_cmpstrv (a->properties, b->properties);
  g_assert_cmpuint (a->n_areas, ==, b->n_areas);
  for (guint i = 0; i < a->n_areas; i++)
    {
      g_assert_cmpuint (a->areas[i].number, ==, b->areas[i].number);
      g_assert_cmpint (a->areas[i].kind, ==, b->areas[i].kind);
      g_assert_cmpstr (a->areas[i].code, ==, b->areas[i].code);
      g_assert_cmpstr (a->areas[i].name, ==, b->areas[i].name);
      g_assert_cmpstr (a->areas[i].parent_code, ==, b->areas[i].parent_code);
      g_assert_cmpstr (a->areas[i].parent_name, ==, b->areas[i].parent_name);
      g_assert_cmpstr (a->areas[i].municipality, ==, b->areas[i].municipality);
      g_assert_cmpmem (&a->areas[i].centre, sizeof (KlGeoPoint), &b->areas[i].centre,
                       sizeof (KlGeoPoint));
      assert_same_rings (&a->areas[i], &b->areas[i]);
    }
  g_assert_cmpuint (a->n_problems, ==, b->n_problems);
  for (guint i = 0; i < a->n_problems; i++)
    {
      g_assert_cmpuint (a->problems[i].number, ==, b->problems[i].number);
      g_assert_cmpint (a->problems[i].kind, ==, b->problems[i].kind);
      g_assert_cmpmem (&a->problems[i].place, sizeof (KlGeoPoint), &b->problems[i].place,
                       sizeof (KlGeoPoint));
    }
}

static KlGeoJson *
read_sealed (GBytes *bytes, const KlGeoNames *names, GError **error)
{
  const int fd = kl_sealed_hold (bytes, NULL);
  KlWorkerSafety safety;
  KlGeoJson *geojson;

  g_assert_cmpint (fd, >=, 0);
  geojson = kl_geojson_load_fd (fd, names, NULL, &safety, NULL, error);
  close (fd);
  return geojson;
}

static KlGeoJson *
read_both (GBytes *bytes, const KlGeoNames *names, GError **error)
{
  g_autoptr (GError) sealed_error = NULL;
  g_autoptr (GError) own_error = NULL;
  g_autoptr (KlGeoJson) sealed = read_sealed (bytes, names, &sealed_error);
  KlGeoJson *own = kl_geojson_read (bytes, names, NULL, NULL, &own_error);

  if (own == NULL)
    {
      g_assert_null (sealed);
      g_assert_error (sealed_error, own_error->domain, own_error->code);
      g_assert_cmpstr (sealed_error->message, ==, own_error->message);
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }

  g_assert_no_error (sealed_error);
  assert_same (own, sealed);
  return own;
}

static KlGeoJson *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return read_both (bytes, NULL, error);
}

static KlGeoJson *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  KlGeoJson *geojson = read_text (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (geojson);
  return geojson;
}

/* A message tells the place and what to do, never what stands there. */
static void
assert_refused_bytes (GBytes *bytes, KlImportError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_both (bytes, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, "Geheim"));
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, error->message);
}

static void
assert_refused (const char *text, KlImportError code, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_refused_bytes (bytes, code, words);
}

/* Of a good feature and a bad one the good one is kept, and the other is told of. */
static void
assert_problem (const char *feature, KlGeoProblemKind kind)
{
  g_autofree char *text =
    g_strconcat (HEAD, NAMED ("{\"wijkcode\":\"WK0\",\"wijknaam\":\"Goed\"}", POLYGON (SQUARE)),
                 ",\n", feature, TAIL, NULL);
  g_autoptr (KlGeoJson) geojson = read_good (text);
  g_autofree char *line = NULL;

  g_assert_cmpuint (geojson->n_areas, ==, 1);
  g_assert_cmpuint (geojson->n_problems, ==, 1);
  g_assert_cmpuint (geojson->problems[0].number, ==, 2);
  g_assert_cmpint (geojson->problems[0].kind, ==, kind);
  line = kl_geo_problem_to_string (&geojson->problems[0]);
  g_assert_true (g_str_has_prefix (line, "Area 2: ") || g_str_has_prefix (line, "Gebied 2: "));
  g_assert_null (strstr (line, "Geheim"));
}

static KlGeoJson *
read_real (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../shared/data/geo", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlGeoJson) own = NULL;
  KlWorkerSafety safety;
  KlGeoJson *geojson;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real files are not here");
      return NULL;
    }

  geojson = kl_geojson_load (file, NULL, NULL, &safety, NULL, &error);
  g_assert_no_error (error);
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  g_assert_no_error (error);
  own = kl_geojson_read (bytes, NULL, NULL, NULL, &error);
  assert_same (own, geojson);
  return geojson;
}

static const KlGeoArea *
find_area (const KlGeoJson *geojson, const char *name)
{
  for (guint i = 0; i < geojson->n_areas; i++)
    if (strcmp (geojson->areas[i].name, name) == 0)
      return &geojson->areas[i];

  g_assert_not_reached ();
}

/* Whether a point lies inside, by counting the sides to the right of it. */
static gboolean
contains (const KlGeoArea *area, KlGeoPoint point)
{
  gboolean inside = FALSE;

  for (guint r = 0; r < area->n_rings; r++)
    for (guint i = 0; i + 1 < area->rings[r].n_points; i++)
      {
        const KlGeoPoint a = area->rings[r].points[i], b = area->rings[r].points[i + 1];

        if ((a.latitude > point.latitude) != (b.latitude > point.latitude)
            && point.longitude < (b.longitude - a.longitude) * (point.latitude - a.latitude)
                                     / (b.latitude - a.latitude)
                                   + a.longitude)
          inside = !inside;
      }

  return inside;
}

/* Cases */

static void
test_wijken (void)
{
  g_autoptr (KlGeoJson) geojson = read_real ("wijken.geojson");
  const KlGeoArea *west;

  if (geojson == NULL)
    return;

  g_assert_cmpuint (geojson->n_areas, ==, 14);
  g_assert_cmpuint (geojson->n_problems, ==, 0);
  g_assert_nonnull (strstr (geojson->attribution, "CBS"));
  for (guint i = 0; i < geojson->n_areas; i++)
    {
      g_assert_cmpint (geojson->areas[i].kind, ==, KL_GEO_WIJK);
      g_assert_true (g_str_has_prefix (geojson->areas[i].code, "WK0796"));
      g_assert_cmpstr (geojson->areas[i].municipality, ==, "GM0796");
      g_assert_null (geojson->areas[i].parent_code);
      g_assert_true (contains (&geojson->areas[i], geojson->areas[i].centre));
    }
  west = find_area (geojson, "West");
  g_assert_true (contains (west, (KlGeoPoint) { 5.285, 51.692 }));
}

static void
test_buurten (void)
{
  g_autoptr (KlGeoJson) geojson = read_real ("buurten.geojson");
  const KlGeoArea *area;

  if (geojson == NULL)
    return;

  g_assert_cmpuint (geojson->n_areas, ==, 107);
  g_assert_cmpuint (geojson->n_problems, ==, 0);
  area = find_area (geojson, "Binnenstad-Centrum");
  g_assert_cmpint (area->kind, ==, KL_GEO_BUURT);
  g_assert_cmpstr (area->code, ==, "BU07960101");
  g_assert_cmpstr (area->parent_code, ==, "WK079601");
  g_assert_cmpstr (area->parent_name, ==, "Binnenstad");
  for (guint i = 0; i < geojson->n_areas; i++)
    g_assert_true (contains (&geojson->areas[i], geojson->areas[i].centre));
}

static void
test_shapes (void)
{
  g_autoptr (KlGeoJson) geojson = read_good (
    HEAD
      NAMED ("{\"wijkcode\":\"WK1\",\"wijknaam\":\"  De Vliert \"}", POLYGON (SQUARE "," HOLE)) "," NAMED (
        "{\"wijkcode\":2,\"wijknaam\":\"Noord\"}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[" SQUARE
        "],[[[5.4,51.7],[5.41,51.7],[5.4,51.71]]]]}") "," NAMED ("{\"wijknaam\":\"Zuid\"}",
                                                                 "{\"type\":\"Point\","
                                                                 "\"coordinates\":[5.3,51.7,4]}")
        TAIL);
  const KlGeoArea *areas = geojson->areas;

  g_assert_cmpuint (geojson->n_areas, ==, 3);
  g_assert_cmpstr (areas[0].name, ==, "De Vliert");
  g_assert_cmpuint (areas[0].n_rings, ==, 2);
  g_assert_cmpuint (areas[0].rings[1].polygon, ==, 0);
  g_assert_true (contains (&areas[0], areas[0].centre));
  g_assert_cmpstr (areas[1].code, ==, "2");
  g_assert_cmpuint (areas[1].n_rings, ==, 2);
  g_assert_cmpuint (areas[1].rings[1].polygon, ==, 1);
  /* The triangle was not closed in the file. */
  g_assert_cmpuint (areas[1].rings[1].n_points, ==, 4);
  g_assert_cmpfloat (areas[1].rings[1].points[3].longitude, ==, 5.4);
  g_assert_null (areas[2].code);
  g_assert_cmpuint (areas[2].n_rings, ==, 0);
  g_assert_cmpfloat_with_epsilon (areas[2].centre.longitude, 5.3, EXACT);
  g_assert_cmpfloat_with_epsilon (areas[2].centre.latitude, 51.7, EXACT);
  g_assert_cmpstr (geojson->properties[0], ==, "wijkcode");
  g_assert_cmpstr (geojson->properties[1], ==, "wijknaam");
  g_assert_null (geojson->properties[2]);
}

static void
test_names (void)
{
  static const char text[] =
    HEAD NAMED ("{\"ID\":\"7\",\"Label\":\"Oost\",\"Deel\":\"D1\"}", POLYGON (SQUARE)) TAIL;
  const KlGeoNames names = { "id", "label", "deel" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (KlGeoJson) chosen = read_both (bytes, &names, &error);
  g_autoptr (KlGeoJson) old = read_good (HEAD NAMED (
    "{\"BU_CODE\":\"BU1\",\"BU_NAAM\":\"Oost\",\"WK_CODE\":\"WK1\",\"GM_CODE\":\"GM1\"}",
    POLYGON (SQUARE)) TAIL);

  g_assert_no_error (error);
  g_assert_cmpstr (chosen->areas[0].code, ==, "7");
  g_assert_cmpstr (chosen->areas[0].name, ==, "Oost");
  g_assert_cmpstr (chosen->areas[0].parent_code, ==, "D1");
  g_assert_cmpint (chosen->areas[0].kind, ==, KL_GEO_OTHER);
  g_assert_cmpint (old->areas[0].kind, ==, KL_GEO_BUURT);
  g_assert_cmpstr (old->areas[0].parent_code, ==, "WK1");
  g_assert_cmpstr (old->areas[0].municipality, ==, "GM1");
  assert_refused (text, KL_IMPORT_ERROR_FORMAT, "wijknaam");
}

static void
test_problems (void)
{
  assert_problem (WIJK (POLYGON (BOW_TIE)), KL_GEO_PROBLEM_CROSSING);
  assert_problem (WIJK (POLYGON (HOLE "," SQUARE)), KL_GEO_PROBLEM_CROSSING);
  assert_problem (WIJK (POLYGON ("[[5.3,51.7],[5.31,51.7],[5.3,51.7]]")), KL_GEO_PROBLEM_SHORT);
  assert_problem (WIJK (POLYGON ("[[5.3,51.7],[5.31,51.7],[5.3,\"Geheim\"]]")),
                  KL_GEO_PROBLEM_BROKEN);
  assert_problem (WIJK (POLYGON ("[[5.3,51.7],[5.31,1e999],[5.3,51.8]]")), KL_GEO_PROBLEM_BROKEN);
  assert_problem (WIJK ("{\"type\":\"Polygon\"}"), KL_GEO_PROBLEM_BROKEN);
  assert_problem (WIJK ("{\"type\":\"Polygon\",\"coordinates\":[]}"), KL_GEO_PROBLEM_BROKEN);
  assert_problem (WIJK ("{\"type\":\"MultiPolygon\",\"coordinates\":[[1]]}"),
                  KL_GEO_PROBLEM_BROKEN);
  assert_problem (WIJK ("{\"type\":\"LineString\",\"coordinates\":" SQUARE "}"),
                  KL_GEO_PROBLEM_OTHER_SHAPE);
  assert_problem (WIJK ("null"), KL_GEO_PROBLEM_NO_SHAPE);
  assert_problem (WIJK (POLYGON ("[[148000,411000],[149000,411000],[149000,412000]]")),
                  KL_GEO_PROBLEM_RD);
  assert_problem (WIJK (POLYGON ("[[51.7,5.3],[51.71,5.3],[51.7,5.31]]")), KL_GEO_PROBLEM_SWAPPED);
  assert_problem (WIJK (POLYGON ("[[590000,6740000],[591000,6740000],[590000,6741000]]")),
                  KL_GEO_PROBLEM_RANGE);
  assert_problem (NAMED ("{\"wijkcode\":\"WK0\",\"wijknaam\":\"Geheim\"}", POLYGON (SQUARE)),
                  KL_GEO_PROBLEM_DOUBLE);
  assert_problem (NAMED ("{\"wijkcode\":\"WK1\",\"wijknaam\":\" \"}", POLYGON (SQUARE)),
                  KL_GEO_PROBLEM_NO_NAME);
  assert_problem ("17", KL_GEO_PROBLEM_BROKEN);
}

static void
test_crossing_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text (HEAD WIJK (POLYGON (BOW_TIE)) TAIL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_STRUCTURE);
  /* The two strokes of the bow tie meet in its middle. */
  g_assert_true (strstr (error->message, "51.70500") != NULL
                 || strstr (error->message, "51,70500") != NULL);
}

static void
test_refused (void)
{
  assert_refused ("", KL_IMPORT_ERROR_FORMAT, "GeoJSON");
  assert_refused ("PK\003\004Geheim", KL_IMPORT_ERROR_FORMAT, "GeoJSON");
  assert_refused ("{\"type\":\"Geheim\"}", KL_IMPORT_ERROR_FORMAT, "FeatureCollection");
  assert_refused ("[]", KL_IMPORT_ERROR_FORMAT, "FeatureCollection");
  assert_refused ("{\"type\":\"Topology\"}", KL_IMPORT_ERROR_FORMAT, "TopoJSON");
  assert_refused (HEAD TAIL, KL_IMPORT_ERROR_FORMAT, "");
  assert_refused (HEAD WIJK (POLYGON ("[[148000,411000],[149000,411000],[149000,412000]]")) TAIL,
                  KL_IMPORT_ERROR_FORMAT, "EPSG:4326");
  assert_refused ("{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":"
                  "{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":[]}",
                  KL_IMPORT_ERROR_FORMAT, "EPSG:4326");
  /* The place of what is broken. */
  assert_refused ("{\"type\":\n\n  Geheim}", KL_IMPORT_ERROR_STRUCTURE, " 3, ");
  assert_refused ("{\"a\":[1}}", KL_IMPORT_ERROR_STRUCTURE, " 1, ");
  assert_refused ("{\"a\":1,}", KL_IMPORT_ERROR_STRUCTURE, "");
  assert_refused ("{\"a\":1} x", KL_IMPORT_ERROR_STRUCTURE, "");
  assert_refused ("{\"a\":\"\xe9\"}", KL_IMPORT_ERROR_ENCODING, "UTF-8");
}

static void
test_truncated (void)
{
  static const char text[] = HEAD WIJK (POLYGON (SQUARE "," HOLE)) TAIL;

  for (gsize length = 1; length < strlen (text); length++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (kl_geojson_read (bytes, NULL, NULL, NULL, &error));
      g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_TRUNCATED);
      if (length % 32 == 1)
        assert_refused_bytes (bytes, KL_IMPORT_ERROR_TRUNCATED, "");
    }
}

static GBytes *
repeat (const char *head, const char *unit, gsize n, const char *tail)
{
  GString *text = g_string_new (head);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, unit);
  g_string_append (text, tail);
  return g_string_free_to_bytes (text);
}

static void
test_huge (void)
{
  g_autoptr (GBytes) deep = repeat ("", "[", 100000, "");
  g_autoptr (GBytes) deep_objects = repeat ("", "{\"a\":", 100000, "");
  g_autoptr (GBytes) many = repeat (HEAD, "[1,2],", 1000000, "1" TAIL);
  g_autoptr (GBytes) numbers = repeat ("[", "1,", 2000000, "1]");
  g_autoptr (GBytes) members = repeat ("{", "\"a\":1,", 100000, "\"a\":1}");
  g_autoptr (GBytes) text = repeat ("{\"type\":\"", "aaaaaaaaaaaaaaaa", 10000, "\"}");
  g_autoptr (GBytes) blanks = repeat ("{", "                ", 3 * 1024 * 1024, "}");

  assert_refused_bytes (deep, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (deep_objects, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (many, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (numbers, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (members, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (text, KL_IMPORT_ERROR_LIMIT, "");
  assert_refused_bytes (blanks, KL_IMPORT_ERROR_LIMIT, "");
}

/*
 * A comb of slanting teeth that lie over one another's boxes without crossing: every pair
 * has to be looked at, which would take minutes.
 */
static void
test_slow (void)
{
  const int n_teeth = 60000;
  KlImportLimits limits = *kl_geojson_get_limits ();
  g_autoptr (GString) text =
    g_string_new (HEAD "{\"type\":\"Feature\",\"properties\":{\"wijknaam\":\"A\"},"
                       "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (int i = 0; i < n_teeth; i++)
    {
      char x[2][G_ASCII_DTOSTR_BUF_SIZE], y[2][G_ASCII_DTOSTR_BUF_SIZE];
      const double shift = 0.5 * i / n_teeth;

      g_ascii_dtostr (x[0], sizeof x[0], 5.0 + shift);
      g_ascii_dtostr (y[0], sizeof y[0], 51.0 - shift);
      g_ascii_dtostr (x[1], sizeof x[1], 6.0 + shift);
      g_ascii_dtostr (y[1], sizeof y[1], 52.0 - shift);
      g_string_append_printf (text, "[%s,%s],[%s,%s],", x[i % 2], y[i % 2], x[1 - i % 2],
                              y[1 - i % 2]);
    }
  g_string_append (text, "[4.0,50.0]]]}}" TAIL);
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));

  limits.max_seconds = 1;
  start = g_get_monotonic_time ();
  g_assert_null (kl_geojson_read (bytes, NULL, &limits, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
}

/* Of what a worker answers nothing is taken that the reader could not have given. */
static GBytes *
encode (const KlGeoJson *geojson)
{
  GByteArray *bytes = g_byte_array_new ();

  kl_geojson_encode (geojson, bytes);
  return g_byte_array_free_to_bytes (bytes);
}

static void
assert_lie (const KlGeoJson *geojson)
{
  g_autoptr (GBytes) bytes = encode (geojson);

  g_assert_null (kl_geojson_decode (bytes, kl_geojson_get_limits ()));
}

static void
test_lies (void)
{
  g_autoptr (KlGeoJson) geojson =
    read_good (HEAD NAMED ("{\"wijkcode\":\"A\",\"wijknaam\":\"A\"}",
                           POLYGON (SQUARE)) "," NAMED ("{\"wijkcode\":\"B\",\"wijknaam\":\"B\"}",
                                                        POLYGON (SQUARE "," HOLE)) TAIL);
  g_autoptr (GBytes) good = encode (geojson);
  g_autoptr (KlGeoJson) same = kl_geojson_decode (good, kl_geojson_get_limits ());
  KlGeoArea *area = (KlGeoArea *) &geojson->areas[1];
  KlGeoRing *ring = (KlGeoRing *) &area->rings[1];
  KlGeoPoint *point = (KlGeoPoint *) &ring->points[1];
  const KlGeoArea kept_area = *area;
  const KlGeoRing kept_ring = *ring;
  const KlGeoPoint kept_point = *point;

  assert_same (geojson, same);
  area->name = " B";
  assert_lie (geojson);
  area->name = "B\033[2J";
  assert_lie (geojson);
  area->name = NULL;
  assert_lie (geojson);
  *area = kept_area;
  area->code = "A";
  assert_lie (geojson);
  *area = kept_area;
  area->centre.latitude = 91;
  assert_lie (geojson);
  *area = kept_area;
  area->kind = (KlGeoKind) 7;
  assert_lie (geojson);
  *area = kept_area;
  ring->n_points = 3;
  assert_lie (geojson);
  ring->n_points = kept_ring.n_points - 1;
  assert_lie (geojson);
  *ring = kept_ring;
  ring->polygon = 2;
  assert_lie (geojson);
  *ring = kept_ring;
  point->longitude = NAN;
  assert_lie (geojson);
  point->longitude = INFINITY;
  assert_lie (geojson);
  *point = kept_point;

  /* Cut off anywhere, or with more behind it. */
  for (gsize i = 0; i < g_bytes_get_size (good); i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (good, 0, i);

      g_assert_null (kl_geojson_decode (part, kl_geojson_get_limits ()));
    }
}

/* Whatever stands there, it is an answer or a lie, and no more is read than there is. */
static void
test_flipped (void)
{
  g_autoptr (KlGeoJson) geojson = read_good (HEAD WIJK (POLYGON (SQUARE "," HOLE)) TAIL);
  g_autoptr (GBytes) good = encode (geojson);
  gsize size;
  const guint8 *data = g_bytes_get_data (good, &size);

  for (gsize i = 0; i < size; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autofree guint8 *copy = g_memdup2 (data, size);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (KlGeoJson) read = NULL;

        copy[i] ^= (guint8) (1u << bit);
        bytes = g_bytes_new (copy, size);
        read = kl_geojson_decode (bytes, kl_geojson_get_limits ());
        for (guint j = 0; read != NULL && j < read->n_areas; j++)
          g_assert_nonnull (read->areas[j].name);
      }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = repeat (HEAD WIJK (POLYGON (SQUARE)) TAIL, "", 0, "");
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kl_geojson_read (bytes, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  kl_locale_init (g_getenv ("KL_LOCALEDIR"));
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/geojson/wijken", test_wijken);
  g_test_add_func ("/geojson/buurten", test_buurten);
  g_test_add_func ("/geojson/shapes", test_shapes);
  g_test_add_func ("/geojson/names", test_names);
  g_test_add_func ("/geojson/problems", test_problems);
  g_test_add_func ("/geojson/crossing-place", test_crossing_place);
  g_test_add_func ("/geojson/refused", test_refused);
  g_test_add_func ("/geojson/truncated", test_truncated);
  g_test_add_func ("/geojson/huge", test_huge);
  g_test_add_func ("/geojson/slow", test_slow);
  g_test_add_func ("/geojson/lies", test_lies);
  g_test_add_func ("/geojson/flipped", test_flipped);
  g_test_add_func ("/geojson/cancelled", test_cancelled);

  return g_test_run ();
}
