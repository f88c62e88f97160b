/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partners.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"

enum
{
  SQL_ADD,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO partner (name, kind, ring, area, phone, usual_days) VALUES (?, ?, ?, ?, ?, ?)",
  [SQL_LIST] =
    "SELECT id, name, kind, ring, area, phone, usual_days FROM partner ORDER BY name, id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlPartner *partner;
  gint64 id;
} Adding;

static gboolean
add_partner (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlPartner *partner = adding->partner;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);

  kl_stmt_bind_text (stmt, 1, partner->name);
  kl_stmt_bind_text_or_empty (stmt, 2, partner->kind);
  kl_stmt_bind_int (stmt, 3, partner->ring);
  kl_stmt_bind_text_or_empty (stmt, 4, partner->area);
  kl_stmt_bind_text (stmt, 5, partner->phone);
  kl_stmt_bind_int (stmt, 6, partner->usual_days);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  kl_db_touch (db, KL_CHANGE_PARTNERS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PARTNER, adding->id, 0, 0, NULL, error);
}

/**
 * kl_partners_add:
 * @db: a connection
 * @partner: an organisation
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the partner, 0 when it was not kept
 */
gint64
kl_partners_add (KlDb *db, const KlPartner *partner, GError **error)
{
  Adding adding = { .partner = partner };

  g_return_val_if_fail (db != NULL && partner != NULL, 0);

  return kl_store_check_text (partner->name, error)
             && kl_db_transaction (db, add_partner, &adding, error)
           ? adding.id
           : 0;
}

/**
 * kl_partners_list:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartner): every partner, by name
 */
GPtrArray *
kl_partners_list (KlDb *db, GError **error)
{
  g_autoptr (GPtrArray) partners =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  while (kl_stmt_step (stmt))
    {
      KlPartner *partner = kl_partner_new (kl_stmt_get_text (stmt, 1));

      partner->id = kl_stmt_get_int (stmt, 0);
      partner->kind = kl_stmt_dup_text (stmt, 2);
      partner->ring = kl_stmt_get_int (stmt, 3);
      partner->area = kl_stmt_dup_text (stmt, 4);
      partner->phone = kl_stmt_dup_text (stmt, 5);
      partner->usual_days = (int) kl_stmt_get_int (stmt, 6);
      g_ptr_array_add (partners, partner);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&partners) : NULL;
}
