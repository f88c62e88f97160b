/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-areas.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "model/kl-text.h"

enum
{
  SQL_LIST,
  SQL_COUNT,
  SQL_PUT,
  SQL_NAME_PARTNER_AREAS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT code, name, kind, parent_code, municipality, latitude, longitude, outline,"
    " source FROM area"
    " WHERE ?1 < 0 OR kind = ?1 ORDER BY kind, code",
  [SQL_COUNT] =
    "SELECT count (*) FROM area WHERE ?1 < 0 OR kind = ?1",
  /* What comes without an outline or a centre does not take away those that are known. */
  [SQL_PUT] =
    "INSERT INTO area (code, name, name_folded, kind, parent_code, municipality, latitude,"
    " longitude, outline, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    " ON CONFLICT (code) DO UPDATE SET name = excluded.name, name_folded = excluded.name_folded,"
    " kind = excluded.kind, parent_code = coalesce (excluded.parent_code, parent_code),"
    " municipality = CASE WHEN excluded.municipality = '' THEN municipality"
      " ELSE excluded.municipality END,"
    " latitude = coalesce (excluded.latitude, latitude),"
    " longitude = coalesce (excluded.longitude, longitude),"
    " source = CASE WHEN excluded.outline IS NULL OR (excluded.source = '' AND"
      " excluded.outline = outline) THEN source ELSE excluded.source END,"
    " outline = coalesce (excluded.outline, outline)",
  [SQL_NAME_PARTNER_AREAS] =
    "UPDATE partner_area SET code = ?1 WHERE code IS NULL AND lower (name) = lower (?2)",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlArea *
read_area (KlStmt *stmt)
{
  KlArea *area =
    kl_area_new (kl_stmt_get_text (stmt, 0), kl_stmt_get_text (stmt, 1), kl_stmt_get_int (stmt, 2));
  gconstpointer outline;
  gsize size;

  area->parent_code = kl_stmt_dup_text (stmt, 3);
  area->municipality = kl_stmt_dup_text (stmt, 4);
  area->has_centre = !kl_stmt_is_null (stmt, 5) && !kl_stmt_is_null (stmt, 6);
  area->centre = (KlGeoPoint) { .latitude = kl_stmt_get_double (stmt, 5),
                                .longitude = kl_stmt_get_double (stmt, 6) };
  outline = kl_stmt_get_blob (stmt, 7, &size);
  area->outline = kl_area_outline_unpack (outline, size);
  area->source = kl_stmt_dup_text (stmt, 8);

  return area;
}

/**
 * kl_areas_list:
 * @db: a connection
 * @kind: a #KlAreaKind, or -1 for all
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlArea): the areas with their outlines, wijken
 *   first, by code
 */
GPtrArray *
kl_areas_list (KlDb *db, int kind, GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, kind);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (areas, read_area (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&areas) : NULL;
}

/**
 * kl_areas_count:
 * @db: a connection
 * @kind: a #KlAreaKind, or -1 for all
 * @error: (out): return location for what went wrong
 *
 * Returns: how many there are, -1 after a failure
 */
gint64
kl_areas_count (KlDb *db, int kind, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gint64 n = 0;

  g_return_val_if_fail (db != NULL, -1);

  stmt = kl_db_statement (db, &sql, SQL_COUNT);
  kl_stmt_bind_int (stmt, 1, kind);
  if (kl_stmt_step (stmt))
    n = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error) ? n : -1;
}

static gboolean
put_area (KlDb *db, const KlArea *area, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_PUT);
  g_autoptr (KlStmt) name = kl_db_statement (db, &sql, SQL_NAME_PARTNER_AREAS);
  g_autofree char *folded = kl_text_fold (area->name);
  g_autoptr (GBytes) outline = area->outline != NULL ? kl_area_outline_pack (area->outline) : NULL;

  kl_stmt_bind_text (stmt, 1, area->code);
  kl_stmt_bind_text (stmt, 2, area->name);
  kl_stmt_bind_text (stmt, 3, folded);
  kl_stmt_bind_int (stmt, 4, area->kind);
  kl_stmt_bind_text (stmt, 5, area->parent_code);
  kl_stmt_bind_text_or_empty (stmt, 6, area->municipality);
  if (area->has_centre)
    {
      kl_stmt_bind_double (stmt, 7, area->centre.latitude);
      kl_stmt_bind_double (stmt, 8, area->centre.longitude);
    }
  if (outline != NULL)
    kl_stmt_bind_blob (stmt, 9, g_bytes_get_data (outline, NULL), g_bytes_get_size (outline));
  kl_stmt_bind_text_or_empty (stmt, 10, area->source);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (area->kind != KL_AREA_WIJK)
    return TRUE;

  kl_stmt_bind_text (name, 1, area->code);
  kl_stmt_bind_text (name, 2, area->name);
  return kl_stmt_run (name, error);
}

static gboolean
put_areas (KlDb *db, gpointer data, GError **error)
{
  const GPtrArray *areas = data;

  for (guint i = 0; i < areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (areas, i);

      if (!kl_store_check_text (area->code, error) || !kl_store_check_text (area->name, error)
          || !put_area (db, area, error))
        return FALSE;
    }

  kl_db_touch (db, KL_CHANGE_PARTNERS, 0);
  return kl_audit_append (db, KL_AUDIT_IMPORT, KL_AUDIT_VAULT, 0, 0, 0, "areas", error);
}

/**
 * kl_areas_put:
 * @db: a connection
 * @areas: (element-type KlArea): wijken and buurten
 * @error: (out): return location for what went wrong
 *
 * Keeps areas, over those of the same code. Partners that work in a wijk of which only the name was
 * known are tied to it. All or nothing.
 *
 * Returns: %TRUE when all are kept
 */
gboolean
kl_areas_put (KlDb *db, GPtrArray *areas, GError **error)
{
  g_return_val_if_fail (db != NULL && areas != NULL, FALSE);

  return kl_db_transaction (db, put_areas, areas, error);
}
