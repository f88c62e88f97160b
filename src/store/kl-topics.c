/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-topics.h"

#include "kl-audit.h"
#include "kl-db-private.h"

enum
{
  SQL_LIST,
  SQL_FIND,
  SQL_ADD,
  SQL_RENAME,
  SQL_REMOVE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT t.id, t.theme, t.label, count (c.case_id) AS n FROM topic t"
    " LEFT JOIN case_topic c ON c.topic_id = t.id WHERE ?1 < 0 OR t.theme = ?1"
    " GROUP BY t.id ORDER BY t.theme, n DESC, t.label, t.id",
  [SQL_FIND] =
    "SELECT id FROM topic WHERE theme = ? AND label = ?",
  [SQL_ADD] =
    "INSERT INTO topic (theme, label) VALUES (?, ?)",
  [SQL_RENAME] =
    "UPDATE topic SET label = ?2 WHERE id = ?1",
  [SQL_REMOVE] =
    "DELETE FROM topic WHERE id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/**
 * kl_topic_free:
 * @topic: (transfer full) (nullable): a topic
 */
void
kl_topic_free (KlTopic *topic)
{
  if (topic == NULL)
    return;

  g_free (topic->label);
  g_free (topic);
}

static KlTopic *
read_topic (KlStmt *stmt)
{
  KlTopic *topic = g_new0 (KlTopic, 1);

  topic->id = kl_stmt_get_int (stmt, 0);
  topic->theme = kl_stmt_get_int (stmt, 1);
  topic->label = kl_stmt_dup_text (stmt, 2);
  topic->n_cases = (int) kl_stmt_get_int (stmt, 3);

  return topic;
}

/**
 * kl_topics_list:
 * @db: a connection
 * @theme: a #KlTheme, or -1 for all
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlTopic): its topics, most used first
 */
GPtrArray *
kl_topics_list (KlDb *db, int theme, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST);
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_topic_free);

  kl_stmt_bind_int (stmt, 1, theme);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (topics, read_topic (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&topics) : NULL;
}

static gboolean
find (KlDb *db, KlTheme theme, const char *label, gint64 *topic_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND);

  *topic_id = 0;
  kl_stmt_bind_int (stmt, 1, theme);
  kl_stmt_bind_text (stmt, 2, label);
  if (kl_stmt_step (stmt))
    *topic_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static gboolean
log_topic (KlDb *db, gint64 topic_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_TOPICS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_TOPIC, topic_id, 0, 0, ground, error);
}

static gboolean
ensure (KlDb *db, KlTheme theme, const char *label, gint64 *topic_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);

  if (!find (db, theme, label, topic_id, error))
    return FALSE;
  if (*topic_id != 0)
    return TRUE;

  kl_stmt_bind_int (stmt, 1, theme);
  kl_stmt_bind_text (stmt, 2, label);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  *topic_id = kl_db_get_last_id (db);
  return log_topic (db, *topic_id, "add", error);
}

/* One spelling: without space around it, so that the same word is one topic. */
static char *
clean_label (const char *label, GError **error)
{
  g_autofree char *clean = label != NULL ? g_strstrip (g_strdup (label)) : NULL;

  if (clean != NULL && *clean != '\0')
    return g_steal_pointer (&clean);

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return NULL;
}

/**
 * kl_topics_ensure:
 * @db: a connection
 * @theme: a theme
 * @label: a word under it
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when it is empty
 *
 * Returns: the id of that topic, which is added when it is new; or 0
 */
gint64
kl_topics_ensure (KlDb *db, KlTheme theme, const char *label, GError **error)
{
  g_autofree char *clean = clean_label (label, error);
  gint64 topic_id = 0;

  if (clean == NULL || !kl_db_begin (db, error)
      || !kl_db_end (db, ensure (db, theme, clean, &topic_id, error), error))
    return 0;

  return topic_id;
}

static gboolean
change (KlDb *db, guint statement, gint64 topic_id, const char *label, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, topic_id);
  if (label != NULL)
    kl_stmt_bind_text (stmt, 2, label);

  return kl_stmt_run (stmt, error)
         && log_topic (db, topic_id, label != NULL ? "change" : "remove", error);
}

/**
 * kl_topics_rename:
 * @db: a connection
 * @topic_id: a topic
 * @label: what it is called from now on, also in old cases
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when the theme has
 *   that word already
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_topics_rename (KlDb *db, gint64 topic_id, const char *label, GError **error)
{
  g_autofree char *clean = clean_label (label, error);

  return clean != NULL && kl_db_begin (db, error)
         && kl_db_end (db, change (db, SQL_RENAME, topic_id, clean, error), error);
}

/**
 * kl_topics_remove:
 * @db: a connection
 * @topic_id: a topic
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when a case uses it
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_topics_remove (KlDb *db, gint64 topic_id, GError **error)
{
  return kl_db_begin (db, error)
         && kl_db_end (db, change (db, SQL_REMOVE, topic_id, NULL, error), error);
}
