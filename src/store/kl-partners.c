/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partners.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-partners-private.h"
#include "model/kl-name.h"

#define FACTS                                                                                      \
  "school_id, name, kind, ring, area, phone, usual_days, description, url, email, address,"        \
  " postcode, town, latitude, longitude, opening_hours, urgent_phone, waiting_days, since,"        \
  " checked_on, external_id, extra, name_folded"
#define N_FACTS 23

enum
{
  SQL_ADD,
  SQL_UPDATE,
  SQL_GET,
  SQL_GET_PRESET,
  SQL_LIST,
  SQL_LIST_SERVICE_NAMES,
  SQL_STOP,
  SQL_SET_CHECKED,
  SQL_LIST_AREAS,
  SQL_LIST_ALL_AREAS,
  SQL_CLEAR_AREAS,
  SQL_ADD_AREA,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO partner (" FACTS ")"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_UPDATE] =
    "UPDATE partner SET (" FACTS ")"
    " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " WHERE id = ? AND merged_into IS NULL",
  [SQL_GET] =
    "SELECT " KL_PARTNER_COLUMNS ("p") " FROM partner p WHERE p.id = ?1 AND p.merged_into IS NULL"
    " AND " KL_SQL_KNOWS_PARTNER ("p", "?2"),
  [SQL_GET_PRESET] =
    "SELECT id FROM partner WHERE preset = ?1 AND merged_into IS NULL ORDER BY id LIMIT 1",
  [SQL_LIST] =
    "SELECT " KL_PARTNER_COLUMNS ("p") " FROM partner p WHERE p.merged_into IS NULL"
    " AND " KL_SQL_KNOWS_PARTNER ("p", "?1")
    " AND (?2 = 0 OR p.school_id IS NULL OR p.school_id = ?2)"
    " AND (?3 < 0 OR p.ring = ?3) AND (?4 IS NULL OR p.kind = ?4)"
    " AND (?5 = 1 OR p.stopped_on = 0 OR p.stopped_on > ?6)"
    " AND (?7 IS NULL OR NOT EXISTS (SELECT 1 FROM partner_area a WHERE a.partner_id = p.id)"
      " OR EXISTS (SELECT 1 FROM partner_area a WHERE a.partner_id = p.id"
        " AND (a.code = ?7 OR a.name = ?7"
          " OR a.code IN (SELECT parent_code FROM area WHERE code = ?7)"
          " OR a.name IN (SELECT name FROM area WHERE code = ?7"
            " OR code IN (SELECT parent_code FROM area WHERE code = ?7)))))"
    " ORDER BY p.name, p.id",
  [SQL_LIST_SERVICE_NAMES] =
    "SELECT name FROM partner_service WHERE partner_id = ?1 AND stopped_on = 0",
  [SQL_STOP] =
    "UPDATE partner SET stopped_on = ?2, stopped_why = ?3 WHERE id = ?1 AND merged_into IS NULL",
  [SQL_SET_CHECKED] =
    "UPDATE partner SET checked_on = ?2 WHERE id = ?1 AND merged_into IS NULL",
  [SQL_LIST_AREAS] =
    "SELECT code, name FROM partner_area WHERE partner_id = ?1 ORDER BY position",
  [SQL_LIST_ALL_AREAS] =
    "SELECT partner_id, code, name FROM partner_area ORDER BY partner_id, position",
  [SQL_CLEAR_AREAS] =
    "DELETE FROM partner_area WHERE partner_id = ?1",
  /* A name becomes the wijk of that name, when there is one. */
  [SQL_ADD_AREA] =
    "INSERT INTO partner_area (partner_id, position, code, name) VALUES (?1, ?2,"
    " coalesce (?3, (SELECT code FROM area WHERE name_folded = ?5 ORDER BY kind, code LIMIT 1)),"
    " ?4)",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlPartner *partner;
  gint64 id;
} Writing;

typedef struct
{
  guint statement;
  gint64 id;
  KlDate day;
  const char *why;
  const char *ground;
} Changing;

/* Reading */

/* Private to the store: the partner of a row of KL_PARTNER_COLUMNS(); its areas are not read. */
KlPartner *
kl_partner_read (KlStmt *stmt)
{
  KlPartner *partner = g_new0 (KlPartner, 1);
  int n = 0;

  partner->id = kl_stmt_get_int (stmt, n++);
  partner->school_id = kl_stmt_get_int (stmt, n++);
  partner->name = kl_stmt_dup_text (stmt, n++);
  partner->kind = kl_stmt_dup_text (stmt, n++);
  partner->ring = kl_stmt_get_int (stmt, n++);
  partner->area = kl_stmt_dup_text (stmt, n++);
  partner->phone = kl_stmt_dup_text (stmt, n++);
  partner->usual_days = (int) kl_stmt_get_int (stmt, n++);
  partner->description = kl_stmt_dup_text (stmt, n++);
  partner->url = kl_stmt_dup_text (stmt, n++);
  partner->email = kl_stmt_dup_text (stmt, n++);
  partner->address = kl_stmt_dup_text (stmt, n++);
  partner->postcode = kl_stmt_dup_text (stmt, n++);
  partner->town = kl_stmt_dup_text (stmt, n++);
  partner->has_location = !kl_stmt_is_null (stmt, n) && !kl_stmt_is_null (stmt, n + 1);
  partner->latitude = kl_stmt_get_double (stmt, n++);
  partner->longitude = kl_stmt_get_double (stmt, n++);
  partner->opening_hours = kl_stmt_dup_text (stmt, n++);
  partner->urgent_phone = kl_stmt_dup_text (stmt, n++);
  partner->waiting_days = (int) kl_stmt_get_int (stmt, n++);
  partner->since = (KlDate) kl_stmt_get_int (stmt, n++);
  partner->stopped_on = (KlDate) kl_stmt_get_int (stmt, n++);
  partner->stopped_why = kl_stmt_dup_text (stmt, n++);
  partner->checked_on = (KlDate) kl_stmt_get_int (stmt, n++);
  partner->preset = kl_stmt_get_int (stmt, n++);
  partner->external_id = kl_stmt_dup_text (stmt, n++);
  partner->extra = kl_stmt_dup_text (stmt, n++);

  return partner;
}

/* Private to the store: where a partner works. */
GPtrArray *
kl_partner_list_areas (KlDb *db, gint64 partner_id, GError **error)
{
  g_autoptr (GPtrArray) areas =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_AREAS);

  kl_stmt_bind_int (stmt, 1, partner_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (areas,
                     kl_partner_area_new (kl_stmt_get_text (stmt, 0), kl_stmt_get_text (stmt, 1)));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&areas) : NULL;
}

/* The areas of many partners at once; both run by id. */
static gboolean
fill_areas (KlDb *db, GPtrArray *partners, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ALL_AREAS);

  for (guint i = 0; i < partners->len; i++)
    {
      KlPartner *partner = g_ptr_array_index (partners, i);

      partner->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
      g_hash_table_insert (by_id, &partner->id, partner);
    }
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      KlPartner *partner = g_hash_table_lookup (by_id, &id);

      if (partner != NULL)
        g_ptr_array_add (partner->areas, kl_partner_area_new (kl_stmt_get_text (stmt, 1),
                                                              kl_stmt_get_text (stmt, 2)));
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
refuse_missing (GError **error)
{
  return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                          _ ("This partner is not there any more"));
}

/* Writing */

/* Private to the store: the log of a change and the sign for the views, at the end of its
 * transaction. */
gboolean
kl_partner_log_write (KlDb *db, gint64 partner_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_PARTNERS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PARTNER, partner_id, 0, 0, ground, error);
}

/* Private to the store: puts areas in the place of those of before. */
gboolean
kl_partner_write_areas (KlDb *db, gint64 partner_id, GPtrArray *areas, GError **error)
{
  g_autoptr (KlStmt) clear = kl_db_statement (db, &sql, SQL_CLEAR_AREAS);

  kl_stmt_bind_int (clear, 1, partner_id);
  if (!kl_stmt_run (clear, error))
    return FALSE;

  for (guint i = 0; i < areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (areas, i);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_AREA);
      g_autofree char *folded = kl_text_fold (area->name);

      kl_stmt_bind_int (stmt, 1, partner_id);
      kl_stmt_bind_int (stmt, 2, i);
      kl_stmt_bind_text (stmt, 3, area->code);
      kl_stmt_bind_text_or_empty (stmt, 4, area->name);
      kl_stmt_bind_text (stmt, 5, folded);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static void
bind_facts (KlStmt *stmt, const KlPartner *partner, const char *area)
{
  g_autofree char *folded = kl_text_fold (partner->name);
  int n = 1;

  kl_stmt_bind_id (stmt, n++, partner->school_id);
  kl_stmt_bind_text (stmt, n++, partner->name);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->kind);
  kl_stmt_bind_int (stmt, n++, partner->ring);
  kl_stmt_bind_text_or_empty (stmt, n++, area);
  kl_stmt_bind_text (stmt, n++, partner->phone);
  kl_stmt_bind_int (stmt, n++, partner->usual_days);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->description);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->url);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->email);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->address);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->postcode);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->town);
  if (partner->has_location)
    {
      kl_stmt_bind_double (stmt, n, partner->latitude);
      kl_stmt_bind_double (stmt, n + 1, partner->longitude);
    }
  n += 2;
  kl_stmt_bind_text_or_empty (stmt, n++, partner->opening_hours);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->urgent_phone);
  kl_stmt_bind_int (stmt, n++, partner->waiting_days);
  kl_stmt_bind_int (stmt, n++, partner->since);
  kl_stmt_bind_int (stmt, n++, partner->checked_on);
  kl_stmt_bind_text (stmt, n++, partner->external_id);
  kl_stmt_bind_text_or_empty (stmt, n++, partner->extra);
  kl_stmt_bind_text (stmt, n++, folded);
}

static gboolean
check_partner (const KlPartner *partner, GError **error)
{
  const KlDate days[] = { partner->since, partner->checked_on };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i] != KL_DATE_NONE && !kl_store_check_day (days[i], error))
      return FALSE;
  if (partner->has_location && (ABS (partner->latitude) > 90 || ABS (partner->longitude) > 180))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("There is no such place: latitude goes to 90 and longitude to 180"
                               " degrees"));

  return kl_store_check_text (partner->name, error);
}

/* A row and its areas; an id of 0 asks for a new row. */
static gboolean
write_partner (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  const KlPartner *partner = writing->partner;
  g_autoptr (GPtrArray) areas = partner->areas != NULL ? g_ptr_array_ref (partner->areas)
                                                       : kl_partner_areas_parse (partner->area);
  g_autofree char *area = kl_partner_areas_join (areas);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, writing->id == 0 ? SQL_ADD : SQL_UPDATE);

  bind_facts (stmt, partner, area);
  if (writing->id != 0)
    kl_stmt_bind_int (stmt, N_FACTS + 1, writing->id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (writing->id != 0 && kl_db_get_n_changed (db) == 0)
    return refuse_missing (error);
  if (writing->id == 0)
    writing->id = kl_db_get_last_id (db);

  return kl_partner_write_areas (db, writing->id, areas, error)
         && kl_partner_log_write (db, writing->id, NULL, error);
}

/**
 * kl_partners_add:
 * @db: a connection
 * @partner: an organisation; that it stopped, and which preset it is, is not looked at
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the partner, 0 when it was not kept
 */
gint64
kl_partners_add (KlDb *db, const KlPartner *partner, GError **error)
{
  Writing writing = { .partner = partner };

  g_return_val_if_fail (db != NULL && partner != NULL, 0);

  return check_partner (partner, error) && kl_db_transaction (db, write_partner, &writing, error)
           ? writing.id
           : 0;
}

/**
 * kl_partners_update:
 * @db: a connection
 * @partner: a partner with its facts as they are to be
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when it is gone
 *
 * Keeps the facts of a partner. Stopping it goes through kl_partners_stop().
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_partners_update (KlDb *db, const KlPartner *partner, GError **error)
{
  Writing writing = { .partner = partner };

  g_return_val_if_fail (db != NULL && partner != NULL && partner->id != 0, FALSE);

  writing.id = partner->id;
  return check_partner (partner, error) && kl_db_transaction (db, write_partner, &writing, error);
}

/**
 * kl_partners_get:
 * @db: a connection
 * @partner_id: a partner
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *   that the one who asks knows
 *
 * Returns: (transfer full): the partner with its areas, also when it stopped
 */
KlPartner *
kl_partners_get (KlDb *db, gint64 partner_id, GError **error)
{
  g_autoptr (KlPartner) partner = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_int (stmt, 1, partner_id);
  kl_stmt_bind_int (stmt, 2, kl_db_get_professional_id (db));
  if (kl_stmt_step (stmt))
    partner = kl_partner_read (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (partner == NULL)
    {
      refuse_missing (error);
      return NULL;
    }

  partner->areas = kl_partner_list_areas (db, partner_id, error);
  return partner->areas != NULL ? g_steal_pointer (&partner) : NULL;
}

/**
 * kl_partners_get_preset:
 * @db: a connection
 * @preset: one that comes with every vault
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of that partner, 0 after a failure
 */
gint64
kl_partners_get_preset (KlDb *db, KlPartnerPreset preset, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gint64 id = 0;

  g_return_val_if_fail (db != NULL && preset != KL_PARTNER_PRESET_NONE, 0);

  stmt = kl_db_statement (db, &sql, SQL_GET_PRESET);
  kl_stmt_bind_int (stmt, 1, preset);
  if (kl_stmt_step (stmt))
    id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return 0;
  if (id == 0)
    refuse_missing (error);

  return id;
}

/* Lists */

static gboolean
offers (KlDb *db, gint64 partner_id, const KlNameQuery *query, gboolean *found, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_SERVICE_NAMES);

  kl_stmt_bind_int (stmt, 1, partner_id);
  while (kl_stmt_step (stmt))
    {
      g_autofree char *name = kl_text_fold (kl_stmt_get_text (stmt, 0));

      *found = *found || kl_name_query_match_letters (query, name) > 0;
    }

  return kl_stmt_finish (stmt, error);
}

/* Drops the partners in which the words do not occur. */
static gboolean
filter_text (KlDb *db, GPtrArray *partners, const char *text, GError **error)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (text);

  if (kl_name_query_is_empty (query))
    return TRUE;

  for (guint i = partners->len; i > 0; i--)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i - 1);
      g_autofree char *name = kl_text_fold (partner->name);
      g_autofree char *kind = kl_text_fold (partner->kind);
      gboolean found = kl_name_query_match_letters (query, name) > 0
                       || kl_name_query_match_letters (query, kind) > 0;

      if (!found && !offers (db, partner->id, query, &found, error))
        return FALSE;
      if (!found)
        g_ptr_array_remove_index (partners, i - 1);
    }

  return TRUE;
}

static int
compare_partners (gconstpointer a, gconstpointer b)
{
  const KlPartner *first = *(const KlPartner *const *) a;
  const KlPartner *second = *(const KlPartner *const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/**
 * kl_partners_find:
 * @db: a connection
 * @filter: which partners
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartner): the partners with their areas, by name
 */
GPtrArray *
kl_partners_find (KlDb *db, const KlPartnerFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) partners =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 2, filter->school_id);
  kl_stmt_bind_int (stmt, 3, filter->ring);
  kl_stmt_bind_text (stmt, 4, filter->kind);
  kl_stmt_bind_int (stmt, 5, filter->with_stopped);
  kl_stmt_bind_int (stmt, 6, kl_clock_today ());
  kl_stmt_bind_text (stmt, 7, filter->area);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (partners, kl_partner_read (stmt));
  if (!kl_stmt_finish (stmt, error) || !fill_areas (db, partners, error)
      || (filter->text != NULL && !filter_text (db, partners, filter->text, error)))
    return NULL;

  g_ptr_array_sort (partners, compare_partners);
  return g_steal_pointer (&partners);
}

/**
 * kl_partners_list:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartner): every partner that has not stopped, by
 *   name
 */
GPtrArray *
kl_partners_list (KlDb *db, GError **error)
{
  const KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;

  return kl_partners_find (db, &filter, error);
}

/* Changes of one fact */

static gboolean
change_partner (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, changing->statement);

  kl_stmt_bind_int (stmt, 1, changing->id);
  kl_stmt_bind_int (stmt, 2, changing->day);
  if (changing->statement == SQL_STOP)
    kl_stmt_bind_text_or_empty (stmt, 3, changing->why);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (kl_db_get_n_changed (db) == 0)
    return refuse_missing (error);

  return kl_partner_log_write (db, changing->id, changing->ground, error);
}

/**
 * kl_partners_stop:
 * @db: a connection
 * @partner_id: a partner
 * @day: since when it is no longer there
 * @why: (nullable): why, in words
 * @error: (out): return location for what went wrong
 *
 * Takes a partner off the map. What was referred to it and said with it stays.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_partners_stop (KlDb *db, gint64 partner_id, KlDate day, const char *why, GError **error)
{
  Changing changing = { SQL_STOP, partner_id, day, why, "stop" };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error)
         && kl_db_transaction (db, change_partner, &changing, error);
}

/**
 * kl_partners_resume:
 * @db: a connection
 * @partner_id: a partner that stopped
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is there again
 */
gboolean
kl_partners_resume (KlDb *db, gint64 partner_id, GError **error)
{
  Changing changing = { SQL_STOP, partner_id, KL_DATE_NONE, NULL, "resume" };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, change_partner, &changing, error);
}

/**
 * kl_partners_set_checked:
 * @db: a connection
 * @partner_id: a partner
 * @day: when somebody saw that its facts are still right
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_partners_set_checked (KlDb *db, gint64 partner_id, KlDate day, GError **error)
{
  Changing changing = { SQL_SET_CHECKED, partner_id, day, NULL, "checked" };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error)
         && kl_db_transaction (db, change_partner, &changing, error);
}
