/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-geojson-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "kl-json-guard.h"
#include "kl-outline-check.h"
#include "model/kl-text.h"

#define MEBIBYTE ((goffset) 1024 * 1024)

/* Where the Rijksdriehoek has the Netherlands, in metres, and where they are in degrees. */
#define RD_MAX_X 300000.0
#define RD_MIN_Y 289000.0
#define RD_MAX_Y 629000.0
#define MIN_LATITUDE 50.0
#define MAX_LATITUDE 54.0
#define MIN_LONGITUDE 3.0
#define MAX_LONGITUDE 8.0

/* A large municipality in full detail is 6 MiB and has 150,000 positions. */
static const KlImportLimits limits_of_maps = {
  .max_bytes = 32 * MEBIBYTE,
  .max_token = 64 * 1024,
  .max_depth = 32,
  .max_rows = 600000,
  .max_text = 200,
  .max_seconds = 60,
};

typedef struct
{
  KlGeoKind kind;
  KlGeoNames names;
  const char *parent_name;
} Naming;

/* The smallest first: a buurt also names its wijk. */
static const Naming namings[] = {
  { KL_GEO_BUURT, { "buurtcode", "buurtnaam", "wijkcode" }, "wijknaam" },
  { KL_GEO_BUURT, { "bu_code", "bu_naam", "wk_code" }, "wk_naam" },
  { KL_GEO_WIJK, { "wijkcode", "wijknaam", NULL }, NULL },
  { KL_GEO_WIJK, { "wk_code", "wk_naam", NULL }, NULL },
  { KL_GEO_OTHER, { "statcode", "statnaam", NULL }, NULL },
};

static const char *const municipality_names[] = { "gemeentecode", "gm_code" };
static const char *const attribution_names[] = { "attribution", "copyright", "licence", "license" };

typedef struct
{
  KlGeoJsonHolder *holder;
  const KlImportLimits *limits;
  KlOutlineChecker *checker;
  GHashTable *codes;
  Naming naming;
  gint64 deadline;
  GCancellable *cancellable;
  GArray *rings;
} Reader;

static const char *const problem_messages[] = {
  [KL_GEO_PROBLEM_NO_NAME] = N_ ("there is no name"),
  [KL_GEO_PROBLEM_DOUBLE] = N_ ("the same code came before; only the first one counts"),
  [KL_GEO_PROBLEM_NO_SHAPE] = N_ ("there is no outline and no point"),
  [KL_GEO_PROBLEM_OTHER_SHAPE] = N_ ("it is a line or a mixture, not an area or a point"),
  [KL_GEO_PROBLEM_BROKEN] = N_ ("the positions cannot be read"),
  [KL_GEO_PROBLEM_TOO_LONG] = N_ ("a name or code is too long to be right"),
  [KL_GEO_PROBLEM_SHORT] = N_ ("an outline has fewer than three corners"),
  [KL_GEO_PROBLEM_CROSSING] = N_ ("the outline crosses itself"),
  [KL_GEO_PROBLEM_RD] = N_ ("the positions are metres of the Rijksdriehoek, not degrees (WGS84)"),
  [KL_GEO_PROBLEM_SWAPPED] = N_ ("north and east have changed places"),
  [KL_GEO_PROBLEM_RANGE] = N_ ("a position is not on earth; degrees (WGS84) are needed"),
};

/* Auxiliary functions */

static gboolean
refuse (GError **error, KlImportFault fault)
{
  kl_import_set_fault (error, fault, 0);
  return FALSE;
}

static JsonNode *
get_member (JsonObject *object, const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* Names of properties are written in capitals or not, as the year of the map has it. */
static JsonNode *
find_property (JsonObject *properties, const char *name)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node = get_member (properties, name);

  if (node != NULL || properties == NULL)
    return node;

  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    if (g_ascii_strcasecmp (key, name) == 0)
      return node;

  return NULL;
}

/* A text or a whole number, tidied; NULL when there is none. */
static char *
dup_property (JsonObject *properties, const char *name)
{
  JsonNode *node = name != NULL ? find_property (properties, name) : NULL;
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    text = kl_text_clean (json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static const char *
keep (Reader *reader, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (reader->holder->strings, text) : NULL;
}

static const char *
keep_property (Reader *reader, JsonObject *properties, const char *name, gboolean *too_long)
{
  g_autofree char *text = dup_property (properties, name);

  if (text != NULL && strlen (text) > reader->limits->max_text)
    {
      *too_long = TRUE;
      return NULL;
    }

  return keep (reader, text);
}

static gboolean
add_problem (Reader *reader, guint number, KlGeoProblemKind kind, const KlGeoPoint *place)
{
  const KlGeoProblem problem = { number, kind, place != NULL ? *place : (KlGeoPoint) { 0, 0 } };

  if (kind == KL_GEO_PROBLEM_RD)
    reader->holder->is_rd = TRUE;
  if (reader->holder->problems->len < KL_GEOJSON_MAX_PROBLEMS)
    g_array_append_val (reader->holder->problems, problem);
  return FALSE;
}

/* Positions */

static gboolean
read_number (JsonNode *node, double *number)
{
  const GType type =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  *number = json_node_get_double (node);
  return isfinite (*number);
}

static gboolean
is_between (double number, double lowest, double highest)
{
  return number >= lowest && number <= highest;
}

/* A height may stand behind the position; it is not used. */
static gboolean
read_position (Reader *reader, guint number, JsonArray *array, KlGeoPoint *point)
{
  double x, y;

  if (array == NULL || json_array_get_length (array) < 2
      || !read_number (json_array_get_element (array, 0), &x)
      || !read_number (json_array_get_element (array, 1), &y))
    return add_problem (reader, number, KL_GEO_PROBLEM_BROKEN, NULL);

  if (!is_between (x, -180, 180) || !is_between (y, -90, 90))
    return add_problem (reader, number,
                        is_between (x, 0, RD_MAX_X) && is_between (y, RD_MIN_Y, RD_MAX_Y)
                          ? KL_GEO_PROBLEM_RD
                          : KL_GEO_PROBLEM_RANGE,
                        NULL);
  if (is_between (x, MIN_LATITUDE, MAX_LATITUDE) && is_between (y, MIN_LONGITUDE, MAX_LONGITUDE))
    return add_problem (reader, number, KL_GEO_PROBLEM_SWAPPED, NULL);

  *point = (KlGeoPoint) { x, y };
  return TRUE;
}

static JsonArray *
get_list (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_ring (Reader *reader, guint number, JsonArray *positions, guint polygon)
{
  const guint n = positions != NULL ? json_array_get_length (positions) : 0;
  g_autofree KlGeoPoint *points = g_new (KlGeoPoint, (gsize) n + 1);
  KlGeoRing ring = { NULL, n, polygon };

  if (positions == NULL)
    return add_problem (reader, number, KL_GEO_PROBLEM_BROKEN, NULL);
  for (guint i = 0; i < n; i++)
    if (!read_position (reader, number, get_list (positions, i), &points[i]))
      return FALSE;

  /* Some writers leave the last position out. */
  if (n > 0
      && (points[0].longitude != points[n - 1].longitude
          || points[0].latitude != points[n - 1].latitude))
    points[ring.n_points++] = points[0];
  if (ring.n_points < KL_GEOJSON_MIN_RING)
    return add_problem (reader, number, KL_GEO_PROBLEM_SHORT, NULL);

  ring.points = points;
  g_ptr_array_add (reader->holder->blocks, g_steal_pointer (&points));
  g_array_append_val (reader->rings, ring);
  return TRUE;
}

static gboolean
read_polygon (Reader *reader, guint number, JsonArray *rings, guint polygon)
{
  if (rings == NULL || json_array_get_length (rings) == 0)
    return add_problem (reader, number, KL_GEO_PROBLEM_BROKEN, NULL);

  for (guint i = 0; i < json_array_get_length (rings); i++)
    if (!read_ring (reader, number, get_list (rings, i), polygon))
      return FALSE;

  return TRUE;
}

static gboolean
read_polygons (Reader *reader, guint number, JsonArray *polygons)
{
  if (polygons == NULL || json_array_get_length (polygons) == 0)
    return add_problem (reader, number, KL_GEO_PROBLEM_BROKEN, NULL);

  for (guint i = 0; i < json_array_get_length (polygons); i++)
    if (!read_polygon (reader, number, get_list (polygons, i), i))
      return FALSE;

  return TRUE;
}

/* Whether it is an area or a point; the rings are gathered. */
static gboolean
read_shape (Reader *reader, guint number, JsonObject *geometry, KlGeoPoint *centre)
{
  const char *type = get_text (geometry, "type");
  JsonArray *coordinates = get_array (geometry, "coordinates");

  g_array_set_size (reader->rings, 0);
  if (geometry == NULL)
    return add_problem (reader, number, KL_GEO_PROBLEM_NO_SHAPE, NULL);
  if (g_strcmp0 (type, "Polygon") == 0)
    return read_polygon (reader, number, coordinates, 0);
  if (g_strcmp0 (type, "MultiPolygon") == 0)
    return read_polygons (reader, number, coordinates);
  if (g_strcmp0 (type, "Point") == 0)
    return read_position (reader, number, coordinates, centre);

  return add_problem (reader, number, KL_GEO_PROBLEM_OTHER_SHAPE, NULL);
}

static gboolean
check_rings (Reader *reader, KlGeoArea *area, gboolean *good, GError **error)
{
  KlGeoPoint place = area->centre;

  *good = TRUE;
  if (reader->rings->len == 0)
    return TRUE;

  area->n_rings = reader->rings->len;
  area->rings = g_memdup2 (reader->rings->data, (gsize) reader->rings->len * sizeof (KlGeoRing));
  g_ptr_array_add (reader->holder->blocks, (gpointer) area->rings);
  area->centre = area->rings[0].points[0];
  switch (
    kl_outline_checker_check (reader->checker, area->rings, area->n_rings, &area->centre, &place))
    {
    case KL_OUTLINE_TOO_SLOW:
      return refuse (error, KL_IMPORT_FAULT_MAP_TOO_SLOW);
    case KL_OUTLINE_CROSSING:
      *good = add_problem (reader, area->number, KL_GEO_PROBLEM_CROSSING, &place);
      return TRUE;
    case KL_OUTLINE_GOOD:
    default:
      return TRUE;
    }
}

/* Names */

static void
list_properties (Reader *reader, JsonObject *properties)
{
  JsonObjectIter iter;
  const char *key;
  GPtrArray *known = reader->holder->properties;

  if (properties == NULL || known->len >= KL_GEOJSON_MAX_PROPERTIES)
    return;

  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &key, NULL)
         && known->len < KL_GEOJSON_MAX_PROPERTIES)
    if (strlen (key) <= reader->limits->max_text
        && !g_ptr_array_find_with_equal_func (known, key, g_str_equal, NULL))
      g_ptr_array_add (known, (gpointer) keep (reader, key));
}

/* The first feature with names that are known says what the file is about. */
static void
guess_naming (Reader *reader, JsonObject *properties)
{
  if (reader->holder->has_naming)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (namings) && !reader->holder->has_naming; i++)
    if (find_property (properties, namings[i].names.name) != NULL)
      {
        reader->naming = namings[i];
        reader->holder->has_naming = TRUE;
      }
}

static gboolean
read_names (Reader *reader, JsonObject *properties, KlGeoArea *area)
{
  const Naming *naming = &reader->naming;
  gboolean too_long = FALSE;

  area->kind = naming->kind;
  area->name = keep_property (reader, properties, naming->names.name, &too_long);
  area->code = keep_property (reader, properties, naming->names.code, &too_long);
  area->parent_code = keep_property (reader, properties, naming->names.parent, &too_long);
  area->parent_name = keep_property (reader, properties, naming->parent_name, &too_long);
  for (gsize i = 0; i < G_N_ELEMENTS (municipality_names) && area->municipality == NULL; i++)
    area->municipality = keep_property (reader, properties, municipality_names[i], &too_long);

  if (too_long)
    return add_problem (reader, area->number, KL_GEO_PROBLEM_TOO_LONG, NULL);
  if (area->name == NULL)
    return add_problem (reader, area->number, KL_GEO_PROBLEM_NO_NAME, NULL);
  if (area->code != NULL && g_hash_table_contains (reader->codes, area->code))
    return add_problem (reader, area->number, KL_GEO_PROBLEM_DOUBLE, NULL);
  return TRUE;
}

/* Features */

static gboolean
read_feature (Reader *reader, guint number, JsonObject *feature, GError **error)
{
  JsonObject *properties = get_object (feature, "properties");
  KlGeoArea area = { .number = number };
  gboolean good;

  list_properties (reader, properties);
  guess_naming (reader, properties);
  if (!reader->holder->has_naming)
    {
      add_problem (reader, number, KL_GEO_PROBLEM_NO_NAME, NULL);
      return TRUE;
    }

  if (!read_names (reader, properties, &area)
      || !read_shape (reader, number, get_object (feature, "geometry"), &area.centre))
    return TRUE;
  if (!check_rings (reader, &area, &good, error))
    return FALSE;
  if (good)
    {
      g_array_append_val (reader->holder->areas, area);
      if (area.code != NULL)
        g_hash_table_add (reader->codes, (gpointer) area.code);
    }
  return TRUE;
}

static gboolean
read_features (Reader *reader, JsonArray *features, GError **error)
{
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      JsonNode *node = json_array_get_element (features, i);

      if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () > reader->deadline)
        return refuse (error, KL_IMPORT_FAULT_MAP_TOO_SLOW);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        add_problem (reader, i + 1, KL_GEO_PROBLEM_BROKEN, NULL);
      else if (!read_feature (reader, i + 1, json_node_get_object (node), error))
        return FALSE;
    }

  return TRUE;
}

/* Files of before 2016 may say which projection they have. */
static gboolean
names_rd (JsonObject *root)
{
  const char *name = get_text (get_object (get_object (root, "crs"), "properties"), "name");

  return name != NULL && (strstr (name, "28992") != NULL || strstr (name, "7415") != NULL);
}

static gboolean
read_root (Reader *reader, JsonNode *node, GError **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = get_text (root, "type");
  JsonArray *features = get_array (root, "features");

  if (g_strcmp0 (type, "Topology") == 0)
    return refuse (error, KL_IMPORT_FAULT_MAP_TOPOJSON);
  if (names_rd (root))
    return refuse (error, KL_IMPORT_FAULT_MAP_RD);
  for (gsize i = 0; i < G_N_ELEMENTS (attribution_names); i++)
    {
      g_autofree char *text = dup_property (root, attribution_names[i]);

      if (text != NULL && reader->holder->public.attribution == NULL
          && strlen (text) <= reader->limits->max_text)
        reader->holder->public.attribution = keep (reader, text);
    }

  if (g_strcmp0 (type, "FeatureCollection") == 0 && features != NULL)
    return read_features (reader, features, error);
  if (g_strcmp0 (type, "Feature") == 0)
    return read_feature (reader, 1, root, error);

  return refuse (error, KL_IMPORT_FAULT_MAP_OTHER_JSON);
}

/* What it stands on */

KlGeoJsonHolder *
kl_geojson_holder_new (void)
{
  KlGeoJsonHolder *holder = g_new0 (KlGeoJsonHolder, 1);

  holder->strings = g_string_chunk_new (4096);
  holder->blocks = g_ptr_array_new_with_free_func (g_free);
  holder->areas = g_array_new (FALSE, FALSE, sizeof (KlGeoArea));
  holder->problems = g_array_new (FALSE, FALSE, sizeof (KlGeoProblem));
  holder->properties = g_ptr_array_new ();

  return holder;
}

/* Returns: (transfer full): what was gathered, nothing more to come */
KlGeoJson *
kl_geojson_holder_finish (KlGeoJsonHolder *holder)
{
  KlGeoJson *public = &holder->public;

  g_ptr_array_add (holder->properties, NULL);
  public->areas = (const KlGeoArea *) holder->areas->data;
  public->n_areas = holder->areas->len;
  public->problems = (const KlGeoProblem *) holder->problems->data;
  public->n_problems = holder->problems->len;
  public->properties = (const char *const *) holder->properties->pdata;
  return public;
}

/* Reads a file of which perhaps nothing can be used. */
KlGeoJson *
kl_geojson_parse (GBytes *bytes,
                  const KlGeoNames *names,
                  const KlImportLimits *limits,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KlOutlineChecker) checker = NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (KlGeoRing));
  g_autoptr (JsonNode) root = NULL;
  Reader reader = { .codes = codes, .rings = rings, .cancellable = cancellable, .limits = limits };

  reader.deadline = g_get_monotonic_time () + (gint64) limits->max_seconds * G_TIME_SPAN_SECOND;
  root = kl_json_parse (bytes, limits, error);
  if (root == NULL)
    return NULL;

  reader.checker = checker = kl_outline_checker_new (reader.deadline);
  reader.holder = kl_geojson_holder_new ();
  if (names != NULL)
    {
      reader.naming = (Naming) { KL_GEO_OTHER, *names, NULL };
      reader.holder->has_naming = TRUE;
    }
  if (!read_root (&reader, root, error))
    {
      kl_geojson_free (kl_geojson_holder_finish (reader.holder));
      return NULL;
    }

  return kl_geojson_holder_finish (reader.holder);
}

/* When nothing is left of the file, what is wrong with its features is wrong with it. */
gboolean
kl_geojson_check (const KlGeoJson *geojson, GError **error)
{
  const KlGeoJsonHolder *holder = (const KlGeoJsonHolder *) geojson;
  g_autofree char *first = NULL;

  if (geojson->n_areas > 0)
    return TRUE;
  if (geojson->n_problems == 0)
    return refuse (error, KL_IMPORT_FAULT_MAP_NO_AREAS);
  if (holder->is_rd)
    return refuse (error, KL_IMPORT_FAULT_MAP_RD);
  if (!holder->has_naming)
    return refuse (error, KL_IMPORT_FAULT_MAP_NO_NAMES);

  first = kl_geo_problem_to_string (&geojson->problems[0]);
  g_set_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_STRUCTURE,
               _ ("None of the areas can be used. %s"), first);
  return FALSE;
}

/* Public API */

/**
 * kl_geojson_get_limits:
 *
 * Returns: (transfer none): limits that fit every municipality and stop a hostile file
 */
const KlImportLimits *
kl_geojson_get_limits (void)
{
  return &limits_of_maps;
}

/**
 * kl_geojson_read:
 * @bytes: a file
 * @names: (nullable): which properties to read, or %NULL for those of CBS
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError or %G_IO_ERROR_CANCELLED
 *
 * Reads areas: outlines are checked, and a feature that cannot be used is left out and told
 * of. A file of which nothing can be used is an error. What comes from outside is for
 * kl_geojson_load().
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlGeoJson *
kl_geojson_read (GBytes *bytes,
                 const KlGeoNames *names,
                 const KlImportLimits *limits,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (KlGeoJson) geojson = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (names == NULL || names->name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  geojson =
    kl_geojson_parse (bytes, names, limits != NULL ? limits : &limits_of_maps, cancellable, error);
  if (geojson == NULL || !kl_geojson_check (geojson, error))
    return NULL;

  return g_steal_pointer (&geojson);
}

/**
 * kl_geojson_free:
 * @geojson: (transfer full) (nullable): what a file holds
 */
void
kl_geojson_free (KlGeoJson *geojson)
{
  KlGeoJsonHolder *holder = (KlGeoJsonHolder *) geojson;

  if (holder == NULL)
    return;

  g_string_chunk_free (holder->strings);
  g_clear_pointer (&holder->bytes, g_bytes_unref);
  g_ptr_array_unref (holder->blocks);
  g_array_unref (holder->areas);
  g_array_unref (holder->problems);
  g_ptr_array_unref (holder->properties);
  g_free (holder);
}

/**
 * kl_geo_problem_to_string:
 * @problem: a problem
 *
 * Returns: (transfer full): one translated line: the place and the reason
 */
char *
kl_geo_problem_to_string (const KlGeoProblem *problem)
{
  const char *message;

  g_return_val_if_fail (problem != NULL, NULL);

  message = g_dgettext (GETTEXT_PACKAGE, problem_messages[problem->kind]);
  if (problem->kind != KL_GEO_PROBLEM_CROSSING)
    /* Translators: which of the areas in a file, and what is wrong with it. */
    return g_strdup_printf (_ ("Area %u: %s; left out"), problem->number, message);

  /* Translators: the last two are degrees north and east. */
  return g_strdup_printf (_ ("Area %u: %s, near %.5f north, %.5f east; left out"), problem->number,
                          message, problem->place.latitude, problem->place.longitude);
}

/**
 * kl_geo_area_to_area:
 * @area: an area of a file
 *
 * What has no code of its own gets its name for one.
 *
 * Returns: (transfer full): the same as a vault keeps it
 */
KlArea *
kl_geo_area_to_area (const KlGeoArea *area)
{
  KlArea *kept;

  g_return_val_if_fail (area != NULL, NULL);

  kept = kl_area_new (area->code != NULL ? area->code : area->name, area->name,
                      area->kind == KL_GEO_BUURT ? KL_AREA_BUURT : KL_AREA_WIJK);
  kept->parent_code = g_strdup (area->parent_code);
  kept->municipality = g_strdup (area->municipality);
  kept->has_centre = TRUE;
  kept->centre = area->centre;
  if (area->n_rings > 0)
    kept->outline = kl_area_outline_new ();
  for (guint i = 0; i < area->n_rings; i++)
    {
      const KlGeoRing *ring = &area->rings[i];
      GArray *points = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));

      g_array_append_vals (points, ring->points, ring->n_points - 1);
      g_ptr_array_add (kept->outline, points);
    }

  return kept;
}

/**
 * kl_geojson_to_areas:
 * @geojson: what a file holds
 * @source: (nullable): whose map it is, when the file does not say
 *
 * Returns: (transfer full) (element-type KlArea): its areas as a vault keeps them, with whose
 *   map it is
 */
GPtrArray *
kl_geojson_to_areas (const KlGeoJson *geojson, const char *source)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);

  g_return_val_if_fail (geojson != NULL, areas);

  for (guint i = 0; i < geojson->n_areas; i++)
    {
      KlArea *area = kl_geo_area_to_area (&geojson->areas[i]);

      area->source = g_strdup (geojson->attribution != NULL ? geojson->attribution : source);
      g_ptr_array_add (areas, area);
    }

  return areas;
}
