/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entry-templates.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"

enum
{
  SQL_LIST,
  SQL_ADD,
  SQL_UPDATE,
  SQL_REMOVE,
  SQL_SET_POSITION,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT id, school_id, kind, name, body, visibility FROM entry_template"
    " WHERE (school_id = ?1 OR school_id IS NULL) AND (?2 < 0 OR kind < 0 OR kind = ?2)"
    " ORDER BY position, id",
  [SQL_ADD] =
    "INSERT INTO entry_template (school_id, kind, name, body, visibility, position)"
    " VALUES (?2, ?3, ?4, ?5, ?6,"
    " (SELECT coalesce (max (position), 0) + 1 FROM entry_template WHERE ?1 = ?1))",
  [SQL_UPDATE] =
    "UPDATE entry_template SET school_id = ?2, kind = ?3, name = ?4, body = ?5, visibility = ?6"
    " WHERE id = ?1",
  [SQL_REMOVE] =
    "DELETE FROM entry_template WHERE id = ?1",
  [SQL_SET_POSITION] =
    "UPDATE entry_template SET position = ?2 WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlEntryTemplate *value;
  gint64 id;
} Saving;

typedef struct
{
  const gint64 *ids;
  guint n_ids;
} Ordering;

/* A template holds no names, but the log tells who changed the school's words. */
static gboolean
log_change (KlDb *db, gint64 id, gint64 school_id, GError **error)
{
  kl_db_touch (db, KL_CHANGE_TOPICS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_TOPIC, id, school_id, 0, "template", error);
}

static gboolean
refuse_gone (GError **error)
{
  return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                          _ ("This template is not there any more"));
}

/**
 * kl_entry_templates_list:
 * @db: a connection
 * @school_id: a school
 * @kind: a #KlEntryKind for which words are wanted, or -1 for all
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlEntryTemplate): those of the school and those of
 *   all schools, in their own order
 */
GPtrArray *
kl_entry_templates_list (KlDb *db, gint64 school_id, int kind, GError **error)
{
  g_autoptr (GPtrArray) templates =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_template_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, kind);
  while (kl_stmt_step (stmt))
    {
      KlEntryTemplate *value = g_new0 (KlEntryTemplate, 1);

      value->id = kl_stmt_get_int (stmt, 0);
      value->school_id = kl_stmt_get_int (stmt, 1);
      value->kind = (int) kl_stmt_get_int (stmt, 2);
      value->name = kl_stmt_dup_text (stmt, 3);
      value->body = kl_stmt_dup_text (stmt, 4);
      value->visibility = kl_stmt_get_int (stmt, 5);
      g_ptr_array_add (templates, value);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&templates) : NULL;
}

static gboolean
save (KlDb *db, gpointer data, GError **error)
{
  Saving *saving = data;
  const KlEntryTemplate *value = saving->value;
  gboolean is_new = value->id == 0;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, is_new ? SQL_ADD : SQL_UPDATE);

  kl_stmt_bind_int (stmt, 1, value->id);
  kl_stmt_bind_id (stmt, 2, value->school_id);
  kl_stmt_bind_int (stmt, 3, value->kind);
  kl_stmt_bind_text (stmt, 4, value->name);
  kl_stmt_bind_text (stmt, 5, value->body);
  kl_stmt_bind_int (stmt, 6, value->visibility);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (!is_new && kl_db_get_n_changed (db) == 0)
    return refuse_gone (error);

  saving->id = is_new ? kl_db_get_last_id (db) : value->id;
  return log_change (db, saving->id, value->school_id, error);
}

/**
 * kl_entry_templates_save:
 * @db: a connection
 * @entry_template: a new one, with id 0, or one as it should be
 * @error: (out): return location for what went wrong
 *
 * Returns: its id, 0 when it was not kept
 */
gint64
kl_entry_templates_save (KlDb *db, const KlEntryTemplate *entry_template, GError **error)
{
  Saving saving = { .value = entry_template };

  g_return_val_if_fail (db != NULL && entry_template != NULL, 0);

  if (!kl_store_check_text (entry_template->name, error)
      || !kl_store_check_text (entry_template->body, error))
    return 0;

  return kl_db_transaction (db, save, &saving, error) ? saving.id : 0;
}

static gboolean
remove_one (KlDb *db, gpointer data, GError **error)
{
  const gint64 *id = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE);

  kl_stmt_bind_int (stmt, 1, *id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_db_get_n_changed (db) == 1 ? log_change (db, *id, 0, error) : refuse_gone (error);
}

/**
 * kl_entry_templates_remove:
 * @db: a connection
 * @template_id: a template; what was written with it stays
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_entry_templates_remove (KlDb *db, gint64 template_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, remove_one, &template_id, error);
}

static gboolean
reorder (KlDb *db, gpointer data, GError **error)
{
  const Ordering *ordering = data;

  for (guint i = 0; i < ordering->n_ids; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_POSITION);

      kl_stmt_bind_int (stmt, 1, ordering->ids[i]);
      kl_stmt_bind_int (stmt, 2, i + 1);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return log_change (db, 0, 0, error);
}

/**
 * kl_entry_templates_reorder:
 * @db: a connection
 * @ids: (array length=n_ids): templates in the order that is wanted
 * @n_ids: how many
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_entry_templates_reorder (KlDb *db, const gint64 *ids, guint n_ids, GError **error)
{
  Ordering ordering = { ids, n_ids };

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), FALSE);

  return kl_db_transaction (db, reorder, &ordering, error);
}
