/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Without it the header of SQLCipher leaves out the keys. */
#define SQLITE_HAS_CODEC 1
#include <sqlite3.h>

#include "kl-db-upgrade.h"
#include "model/kl-audit-hash.h"

G_BEGIN_DECLS

/* For the files that speak SQLite's own dialect, for faults and for benchmarks; nobody else. */

struct _KlDb
{
  sqlite3 *handle;
  char *path;
  int version;
  gboolean read_only;
  int depth;

  char *user_id;
  gint64 professional_id;
  GCancellable *cancellable;
  guint64 n_texts; /* that the indexes took apart */

  /* KlSql -> array of KlStmt, one per statement */
  GHashTable *statements;

  /* The newest line of the log, while it is known: within one transaction. */
  gboolean head_known;
  gint64 head_id;
  guint8 head_hash[KL_AUDIT_HASH_SIZE];

  KlChange pending;
  gint64 pending_case;
  KlChange committed;
  gint64 committed_case;
};

#define KL_DB_APPLICATION_ID 0x4b4c696a
/* A case id that stands for more than one. */
#define KL_DB_SEVERAL_CASES ((gint64) - 1)

KlDb *kl_db_open_plain_for_benchmark (const char *path, KlDbFlags flags, GError **error);
gboolean kl_db_exec (KlDb *db, const char *sql, GError **error);
gboolean kl_db_get_pragma (KlDb *db, const char *sql, gint64 *value, GError **error);
gboolean kl_db_add_tokenizer (KlDb *db, GError **error);
gboolean kl_db_migrate (KlDb *db,
                        KlDbFlags flags,
                        KlUpgradeProgress progress,
                        gpointer data,
                        GError **error);
void kl_db_drop_statements (KlDb *db);
void kl_db_remember_statements (KlDb *db);

void kl_stmt_bind_borrowed_text (KlStmt *stmt, int parameter, const char *text);
void kl_stmt_take_text (KlStmt *stmt, int parameter, char *text);
void kl_stmt_bind_borrowed_blob (KlStmt *stmt, int parameter, gconstpointer bytes, gsize size);

void kl_store_error_set_sqlite (GError **error, int code);
void kl_store_error_set (GError **error, KlStoreError code);

G_END_DECLS
