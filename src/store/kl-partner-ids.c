/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-parts.h"

#include "kl-audit.h"

enum
{
  SQL_LIST_PARTNERS,
  SQL_LIST_SERVICES,
  SQL_LIST_CONTACTS,
  SQL_NAME_PARTNER,
  SQL_NAME_SERVICE,
  SQL_NAME_CONTACT,
  N_SQL
};

#define N_KINDS 3
#define WITHOUT "coalesce (external_id, '') = ''"

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_PARTNERS] =
    "SELECT id FROM partner WHERE merged_into IS NULL AND " WITHOUT " ORDER BY id",
  [SQL_LIST_SERVICES] = "SELECT id FROM partner_service WHERE " WITHOUT " ORDER BY id",
  [SQL_LIST_CONTACTS] = "SELECT id FROM partner_contact WHERE " WITHOUT " ORDER BY id",
  [SQL_NAME_PARTNER] = "UPDATE partner SET external_id = ?2 WHERE id = ?1",
  [SQL_NAME_SERVICE] = "UPDATE partner_service SET external_id = ?2 WHERE id = ?1",
  [SQL_NAME_CONTACT] = "UPDATE partner_contact SET external_id = ?2 WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static GArray *
list_without (KlDb *db, guint statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  while (kl_stmt_step (stmt))
    {
      const gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
give (KlDb *db, gpointer data, GError **error)
{
  guint n = 0;

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr (GArray) ids = list_without (db, SQL_LIST_PARTNERS + kind, error);

      if (ids == NULL)
        return FALSE;
      for (guint i = 0; i < ids->len; i++, n++)
        {
          g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_NAME_PARTNER + kind);
          g_autofree char *name = g_uuid_string_random ();

          kl_stmt_bind_int (stmt, 1, g_array_index (ids, gint64, i));
          kl_stmt_bind_text (stmt, 2, name);
          if (!kl_stmt_run (stmt, error))
            return FALSE;
        }
    }

  return n == 0 || kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PARTNER, 0, 0, 0, "ids", error);
}

/**
 * kl_partner_ids_give:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Gives every partner, service and contact person without one an id by which another program knows
 * it again, whatever it is called later.
 *
 * Returns: %TRUE when all have one
 */
gboolean
kl_partner_ids_give (KlDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, give, NULL, error);
}
