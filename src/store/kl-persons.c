/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-persons.h"

#include "kl-people-private.h"
#include "model/kl-about.h"

struct _KlPersonBook
{
  KlDb *db;
  gint64 school_id;
  GHashTable *persons[KL_PERSON_OTHER];
  GError *error;
};

enum
{
  SQL_LIST_PROFESSIONALS,
  SQL_GET_PROFESSIONAL,
  SQL_GET_PUPIL,
  SQL_GET_GUARDIAN,
  SQL_GET_PARTNER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_PROFESSIONALS] =
    "SELECT p.given, p.prefix, p.surname, m.role, p.id"
    " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " WHERE m.school_id = ?1",
  /* Somebody who left the school keeps the role of another one, if there is any. */
  [SQL_GET_PROFESSIONAL] =
    "SELECT p.given, p.prefix, p.surname,"
    " coalesce ((SELECT role FROM membership WHERE professional_id = p.id AND school_id = ?2),"
              " (SELECT min (role) FROM membership WHERE professional_id = p.id), 0)"
    " FROM professional p WHERE p.id = ?1",
  [SQL_GET_PUPIL] =
    "SELECT p.given, p.prefix, p.surname, g.name"
    " FROM pupil p LEFT JOIN school_group g ON g.id = p.group_id WHERE p.id = ?1",
  [SQL_GET_GUARDIAN] =
    "SELECT g.name, (SELECT min (relation) FROM pupil_guardian WHERE guardian_id = g.id)"
    " FROM guardian g WHERE g.id = ?1",
  [SQL_GET_PARTNER] =
    "SELECT name, ring FROM partner WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlPerson *
read_professional (KlStmt *stmt, gint64 id)
{
  g_autofree char *name = kl_people_read_name (stmt, 0);
  int role = (int) kl_stmt_get_int (stmt, 3);

  return kl_person_new (KL_PERSON_PROFESSIONAL, id, name, kl_words_get_label (KL_WORDS_ROLE, role));
}

static KlPerson *
read_pupil (KlStmt *stmt, gint64 id)
{
  g_autofree char *name = kl_people_read_name (stmt, 0);
  g_autofree char *group = kl_group_name_format (kl_stmt_get_text (stmt, 3));

  return kl_person_new (KL_PERSON_PUPIL, id, name, group);
}

static KlPerson *
read_guardian (KlStmt *stmt, gint64 id)
{
  int relation = (int) kl_stmt_get_int (stmt, 1);
  const char *role =
    kl_stmt_is_null (stmt, 1) ? NULL : kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, relation);

  return kl_person_new (KL_PERSON_GUARDIAN, id, kl_stmt_get_text (stmt, 0), role);
}

static KlPerson *
read_partner (KlStmt *stmt, gint64 id)
{
  int ring = (int) kl_stmt_get_int (stmt, 1);

  return kl_person_new (KL_PERSON_PARTNER, id, kl_stmt_get_text (stmt, 0),
                        kl_words_get_label (KL_WORDS_RING, ring));
}

static KlPerson *
look_up (KlPersonBook *book, KlPersonKind kind, gint64 id)
{
  static const struct
  {
    guint statement;
    KlPerson *(*read) (KlStmt *stmt, gint64 id);
  } kinds[KL_PERSON_OTHER] = {
    [KL_PERSON_PROFESSIONAL] = { SQL_GET_PROFESSIONAL, read_professional },
    [KL_PERSON_PUPIL] = { SQL_GET_PUPIL, read_pupil },
    [KL_PERSON_GUARDIAN] = { SQL_GET_GUARDIAN, read_guardian },
    [KL_PERSON_PARTNER] = { SQL_GET_PARTNER, read_partner },
  };
  g_autoptr (KlStmt) stmt = kl_db_statement (book->db, &sql, kinds[kind].statement);
  g_autoptr (KlPerson) person = NULL;

  kl_stmt_bind_int (stmt, 1, id);
  if (kind == KL_PERSON_PROFESSIONAL)
    kl_stmt_bind_int (stmt, 2, book->school_id);
  if (kl_stmt_step (stmt))
    person = kinds[kind].read (stmt, id);

  return kl_stmt_finish (stmt, &book->error) ? g_steal_pointer (&person) : NULL;
}

/**
 * kl_person_book_new:
 * @db: a connection, which must outlive the book
 * @school_id: at which school roles are looked up, or 0
 *
 * Returns: (transfer full): an empty book; free with kl_person_book_free()
 */
KlPersonBook *
kl_person_book_new (KlDb *db, gint64 school_id)
{
  KlPersonBook *book = g_new0 (KlPersonBook, 1);

  book->db = db;
  book->school_id = school_id;
  for (int kind = 0; kind < KL_PERSON_OTHER; kind++)
    book->persons[kind] =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) kl_person_free);

  return book;
}

/**
 * kl_person_book_free:
 * @book: (transfer full) (nullable): a book
 */
void
kl_person_book_free (KlPersonBook *book)
{
  if (book == NULL)
    return;

  for (int kind = 0; kind < KL_PERSON_OTHER; kind++)
    g_hash_table_unref (book->persons[kind]);
  g_clear_error (&book->error);
  g_free (book);
}

/**
 * kl_person_book_load_school:
 * @book: a book of a school
 *
 * Looks up everybody who works at the school at once, for lists in which most of them occur.
 */
void
kl_person_book_load_school (KlPersonBook *book)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_if_fail (book != NULL);

  if (book->error != NULL)
    return;

  stmt = kl_db_statement (book->db, &sql, SQL_LIST_PROFESSIONALS);
  kl_stmt_bind_int (stmt, 1, book->school_id);
  while (kl_stmt_step (stmt))
    {
      KlPerson *person = read_professional (stmt, kl_stmt_get_int (stmt, 4));

      g_hash_table_replace (book->persons[KL_PERSON_PROFESSIONAL], &person->id, person);
    }
  kl_stmt_finish (stmt, &book->error);
}

/**
 * kl_person_book_dup:
 * @book: a book
 * @kind: a kind of person
 * @id: which one of that kind, or 0
 * @name: (nullable): how the person is called when there is no row of his or her own
 *
 * Returns: (transfer full) (nullable): the person; %NULL when there is neither a row nor a name
 */
KlPerson *
kl_person_book_dup (KlPersonBook *book, KlPersonKind kind, gint64 id, const char *name)
{
  KlPerson *person = NULL;

  g_return_val_if_fail (book != NULL, NULL);

  if (kind >= 0 && kind < KL_PERSON_OTHER && id != 0 && book->error == NULL)
    {
      person = g_hash_table_lookup (book->persons[kind], &id);
      if (person == NULL)
        person = look_up (book, kind, id);
      if (person != NULL && !g_hash_table_contains (book->persons[kind], &id))
        g_hash_table_insert (book->persons[kind], &person->id, person);
    }

  if (person != NULL)
    return kl_person_copy (person);
  return name != NULL ? kl_person_new (kind, 0, name, NULL) : NULL;
}

/**
 * kl_person_book_dup_professional:
 * @book: a book
 * @id: a professional, or 0
 *
 * Returns: (transfer full) (nullable): the professional, %NULL for none
 */
KlPerson *
kl_person_book_dup_professional (KlPersonBook *book, gint64 id)
{
  return kl_person_book_dup (book, KL_PERSON_PROFESSIONAL, id, NULL);
}

/**
 * kl_person_book_dup_partner:
 * @book: a book
 * @id: a partner, or 0
 *
 * Returns: (transfer full) (nullable): the organisation, %NULL for none
 */
KlPerson *
kl_person_book_dup_partner (KlPersonBook *book, gint64 id)
{
  return kl_person_book_dup (book, KL_PERSON_PARTNER, id, NULL);
}

/**
 * kl_person_book_finish:
 * @book: a book
 * @error: (out): return location for what went wrong since it was made
 *
 * Returns: %TRUE when every look-up went well
 */
gboolean
kl_person_book_finish (KlPersonBook *book, GError **error)
{
  g_return_val_if_fail (book != NULL, FALSE);

  if (book->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&book->error));
  return FALSE;
}
