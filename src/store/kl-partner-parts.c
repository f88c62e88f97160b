/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-parts.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-partners-private.h"

/* What belongs to a partner: services, persons, talks with them, rows of other programs. */

#define SERVICE_FACTS                                                                              \
  "name, description, for_whom, min_age, max_age, costs, how_to_refer, consent_needed,"            \
  " waiting_days, checked_on, url, email, phone, external_id, extra"

enum
{
  SQL_LIST_SERVICES,
  SQL_ADD_SERVICE,
  SQL_UPDATE_SERVICE,
  SQL_STOP_SERVICE,
  SQL_LIST_CONTACTS,
  SQL_ADD_CONTACT,
  SQL_UPDATE_CONTACT,
  SQL_LEAVE_CONTACT,
  SQL_ADD_TALK,
  SQL_MEET,
  SQL_LIST_TALKS,
  SQL_LIST_RECORDS,
  SQL_CLEAR_RECORDS,
  SQL_ADD_RECORD,
  SQL_GET_PARTNER_OF_SERVICE,
  SQL_GET_PARTNER_OF_CONTACT,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_SERVICES] =
    "SELECT " SERVICE_FACTS ", stopped_on, id FROM partner_service WHERE partner_id = ?1"
    " ORDER BY CASE WHEN stopped_on = 0 THEN 0 ELSE 1 END, position, id",
  [SQL_ADD_SERVICE] =
    "INSERT INTO partner_service (" SERVICE_FACTS ", partner_id, position)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
      " (SELECT coalesce (max (position), -1) + 1 FROM partner_service WHERE partner_id = ?16))",
  [SQL_UPDATE_SERVICE] =
    "UPDATE partner_service SET (" SERVICE_FACTS ")"
    " = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) WHERE id = ?16",
  [SQL_STOP_SERVICE] =
    "UPDATE partner_service SET stopped_on = ?2 WHERE id = ?1",
  [SQL_LIST_CONTACTS] =
    "SELECT c.id, c.name, c.role, c.phone, c.email, c.first_met, c.left_on, c.external_id, c.extra,"
    " coalesce ((SELECT max (t.day) FROM partner_talk t WHERE t.contact_id = c.id"
      " AND (?2 = 0 OR t.school_id = ?2)), 0)"
    " FROM partner_contact c WHERE c.partner_id = ?1"
    " ORDER BY CASE WHEN c.left_on = 0 THEN 0 ELSE 1 END, c.position, c.id",
  [SQL_ADD_CONTACT] =
    "INSERT INTO partner_contact (name, role, phone, email, first_met, external_id, extra,"
    " partner_id, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
      " (SELECT coalesce (max (position), -1) + 1 FROM partner_contact WHERE partner_id = ?8))",
  [SQL_UPDATE_CONTACT] =
    "UPDATE partner_contact SET (name, role, phone, email, first_met, external_id, extra)"
    " = (?1, ?2, ?3, ?4, ?5, ?6, ?7) WHERE id = ?8",
  [SQL_LEAVE_CONTACT] =
    "UPDATE partner_contact SET left_on = ?2 WHERE id = ?1",
  [SQL_ADD_TALK] =
    "INSERT INTO partner_talk (school_id, partner_id, contact_id, professional_id, day, kind, note)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)",
  /* 1 and 2 are in person and at a meeting. */
  [SQL_MEET] =
    "UPDATE partner_contact SET first_met = ?2 WHERE id = ?1 AND ?3 IN (1, 2)"
    " AND (first_met = 0 OR first_met > ?2)",
  [SQL_LIST_TALKS] =
    "SELECT t.id, t.school_id, t.contact_id, c.name, t.professional_id, t.day, t.kind, t.note"
    " FROM partner_talk t LEFT JOIN partner_contact c ON c.id = t.contact_id"
    " WHERE t.partner_id = ?1 AND t.school_id " KL_SQL_IN_SCHOOLS ("?2")
    " ORDER BY t.day DESC, t.id DESC LIMIT ?3",
  [SQL_LIST_RECORDS] =
    "SELECT source, external_id, fields FROM partner_record WHERE partner_id = ?1"
    " ORDER BY source, position, id",
  [SQL_CLEAR_RECORDS] =
    "DELETE FROM partner_record WHERE partner_id = ?1",
  [SQL_ADD_RECORD] =
    "INSERT INTO partner_record (partner_id, source, position, external_id, fields)"
    " VALUES (?, ?, ?, ?, ?)",
  [SQL_GET_PARTNER_OF_SERVICE] =
    "SELECT partner_id FROM partner_service WHERE id = ?1",
  [SQL_GET_PARTNER_OF_CONTACT] =
    "SELECT partner_id FROM partner_contact WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* A part that is added (id 0) or changed. */
typedef struct
{
  gconstpointer value;
  gint64 id;
} Writing;

/* Shared */

static gboolean
find_partner (KlDb *db, guint statement, gint64 id, gint64 *partner_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  *partner_id = 0;
  kl_stmt_bind_int (stmt, 1, id);
  if (kl_stmt_step (stmt))
    *partner_id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return *partner_id != 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This is not there any more at the partner"));
}

/* Runs a change of a part and writes it in the log of its partner. */
static gboolean
finish_write (KlDb *db,
              KlStmt *stmt,
              Writing *writing,
              gint64 partner_id,
              const char *ground,
              GError **error)
{
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (writing->id == 0)
    writing->id = kl_db_get_last_id (db);

  return kl_partner_log_write (db, partner_id, ground, error);
}

/* Services */

/**
 * kl_partner_services_list:
 * @db: a connection
 * @partner_id: a partner
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartnerService): what the partner offers, those
 *   that stopped last
 */
GPtrArray *
kl_partner_services_list (KlDb *db, gint64 partner_id, GError **error)
{
  g_autoptr (GPtrArray) services =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST_SERVICES);
  kl_stmt_bind_int (stmt, 1, partner_id);
  while (kl_stmt_step (stmt))
    {
      KlPartnerService *service = kl_partner_service_new (kl_stmt_get_text (stmt, 0));
      int n = 1;

      service->partner_id = partner_id;
      service->description = kl_stmt_dup_text (stmt, n++);
      service->for_whom = kl_stmt_dup_text (stmt, n++);
      service->min_age = (int) kl_stmt_get_int (stmt, n++);
      service->max_age = (int) kl_stmt_get_int (stmt, n++);
      service->costs = kl_stmt_dup_text (stmt, n++);
      service->how_to_refer = kl_stmt_dup_text (stmt, n++);
      service->consent_needed = kl_stmt_dup_text (stmt, n++);
      service->waiting_days = (int) kl_stmt_get_int (stmt, n++);
      service->checked_on = (KlDate) kl_stmt_get_int (stmt, n++);
      service->url = kl_stmt_dup_text (stmt, n++);
      service->email = kl_stmt_dup_text (stmt, n++);
      service->phone = kl_stmt_dup_text (stmt, n++);
      service->external_id = kl_stmt_dup_text (stmt, n++);
      service->extra = kl_stmt_dup_text (stmt, n++);
      service->stopped_on = (KlDate) kl_stmt_get_int (stmt, n++);
      service->id = kl_stmt_get_int (stmt, n++);
      g_ptr_array_add (services, service);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&services) : NULL;
}

static void
bind_service (KlStmt *stmt, const KlPartnerService *service)
{
  int n = 1;

  kl_stmt_bind_text (stmt, n++, service->name);
  kl_stmt_bind_text_or_empty (stmt, n++, service->description);
  kl_stmt_bind_text_or_empty (stmt, n++, service->for_whom);
  kl_stmt_bind_int (stmt, n++, service->min_age);
  kl_stmt_bind_int (stmt, n++, service->max_age);
  kl_stmt_bind_text_or_empty (stmt, n++, service->costs);
  kl_stmt_bind_text_or_empty (stmt, n++, service->how_to_refer);
  kl_stmt_bind_text_or_empty (stmt, n++, service->consent_needed);
  kl_stmt_bind_int (stmt, n++, service->waiting_days);
  kl_stmt_bind_int (stmt, n++, service->checked_on);
  kl_stmt_bind_text_or_empty (stmt, n++, service->url);
  kl_stmt_bind_text_or_empty (stmt, n++, service->email);
  kl_stmt_bind_text_or_empty (stmt, n++, service->phone);
  kl_stmt_bind_text (stmt, n++, service->external_id);
  kl_stmt_bind_text_or_empty (stmt, n++, service->extra);
}

static gboolean
check_service (const KlPartnerService *service, GError **error)
{
  if (service->max_age >= 0 && service->max_age < service->min_age)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("The highest age is lower than the lowest one"));
  if (service->checked_on != KL_DATE_NONE && !kl_store_check_day (service->checked_on, error))
    return FALSE;

  return kl_store_check_text (service->name, error);
}

static gboolean
write_service (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  const KlPartnerService *service = writing->value;
  gint64 partner_id = service->partner_id;
  g_autoptr (KlStmt) stmt =
    kl_db_statement (db, &sql, writing->id == 0 ? SQL_ADD_SERVICE : SQL_UPDATE_SERVICE);

  if (writing->id != 0
      && !find_partner (db, SQL_GET_PARTNER_OF_SERVICE, writing->id, &partner_id, error))
    return FALSE;

  bind_service (stmt, service);
  kl_stmt_bind_int (stmt, 16, writing->id != 0 ? writing->id : partner_id);
  return finish_write (db, stmt, writing, partner_id, "service", error);
}

/**
 * kl_partner_services_add:
 * @db: a connection
 * @service: what a partner offers, with its partner_id
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the service, 0 when it was not kept
 */
gint64
kl_partner_services_add (KlDb *db, const KlPartnerService *service, GError **error)
{
  Writing writing = { service, 0 };

  g_return_val_if_fail (db != NULL && service != NULL && service->partner_id != 0, 0);

  return check_service (service, error) && kl_db_transaction (db, write_service, &writing, error)
           ? writing.id
           : 0;
}

/**
 * kl_partner_services_update:
 * @db: a connection
 * @service: a service with its facts as they are to be
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_partner_services_update (KlDb *db, const KlPartnerService *service, GError **error)
{
  Writing writing = { service, 0 };

  g_return_val_if_fail (db != NULL && service != NULL && service->id != 0, FALSE);

  writing.id = service->id;
  return check_service (service, error) && kl_db_transaction (db, write_service, &writing, error);
}

typedef struct
{
  guint find;
  guint statement;
  gint64 id;
  KlDate day;
  const char *ground;
} Ending;

static gboolean
end_part (KlDb *db, gpointer data, GError **error)
{
  const Ending *ending = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, ending->statement);
  gint64 partner_id;

  if (!find_partner (db, ending->find, ending->id, &partner_id, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, ending->id);
  kl_stmt_bind_int (stmt, 2, ending->day);
  return kl_stmt_run (stmt, error) && kl_partner_log_write (db, partner_id, ending->ground, error);
}

/**
 * kl_partner_services_stop:
 * @db: a connection
 * @service_id: a service
 * @day: since when it is no longer offered; %KL_DATE_NONE when it is again
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_partner_services_stop (KlDb *db, gint64 service_id, KlDate day, GError **error)
{
  Ending ending = { SQL_GET_PARTNER_OF_SERVICE, SQL_STOP_SERVICE, service_id, day, "service" };

  g_return_val_if_fail (db != NULL, FALSE);

  return (day == KL_DATE_NONE || kl_store_check_day (day, error))
         && kl_db_transaction (db, end_part, &ending, error);
}

/* Contact persons */

/**
 * kl_partner_contacts_list:
 * @db: a connection
 * @partner_id: a partner
 * @school_id: the school whose talks tell when somebody was last spoken to, or 0 for any
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartnerContact): the persons, those who left last
 */
GPtrArray *
kl_partner_contacts_list (KlDb *db, gint64 partner_id, gint64 school_id, GError **error)
{
  g_autoptr (GPtrArray) contacts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST_CONTACTS);
  kl_stmt_bind_int (stmt, 1, partner_id);
  kl_stmt_bind_int (stmt, 2, school_id);
  while (kl_stmt_step (stmt))
    {
      KlPartnerContact *contact = kl_partner_contact_new (kl_stmt_get_text (stmt, 1));

      contact->id = kl_stmt_get_int (stmt, 0);
      contact->partner_id = partner_id;
      contact->role = kl_stmt_dup_text (stmt, 2);
      contact->phone = kl_stmt_dup_text (stmt, 3);
      contact->email = kl_stmt_dup_text (stmt, 4);
      contact->first_met = (KlDate) kl_stmt_get_int (stmt, 5);
      contact->left_on = (KlDate) kl_stmt_get_int (stmt, 6);
      contact->external_id = kl_stmt_dup_text (stmt, 7);
      contact->extra = kl_stmt_dup_text (stmt, 8);
      contact->last_spoken = (KlDate) kl_stmt_get_int (stmt, 9);
      g_ptr_array_add (contacts, contact);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&contacts) : NULL;
}

static gboolean
write_contact (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  const KlPartnerContact *contact = writing->value;
  gint64 partner_id = contact->partner_id;
  g_autoptr (KlStmt) stmt =
    kl_db_statement (db, &sql, writing->id == 0 ? SQL_ADD_CONTACT : SQL_UPDATE_CONTACT);

  if (writing->id != 0
      && !find_partner (db, SQL_GET_PARTNER_OF_CONTACT, writing->id, &partner_id, error))
    return FALSE;

  kl_stmt_bind_text (stmt, 1, contact->name);
  kl_stmt_bind_text_or_empty (stmt, 2, contact->role);
  kl_stmt_bind_text_or_empty (stmt, 3, contact->phone);
  kl_stmt_bind_text_or_empty (stmt, 4, contact->email);
  kl_stmt_bind_int (stmt, 5, contact->first_met);
  kl_stmt_bind_text (stmt, 6, contact->external_id);
  kl_stmt_bind_text_or_empty (stmt, 7, contact->extra);
  kl_stmt_bind_int (stmt, 8, writing->id != 0 ? writing->id : partner_id);
  return finish_write (db, stmt, writing, partner_id, "contact", error);
}

static gboolean
check_contact (const KlPartnerContact *contact, GError **error)
{
  return (contact->first_met == KL_DATE_NONE || kl_store_check_day (contact->first_met, error))
         && kl_store_check_text (contact->name, error);
}

/**
 * kl_partner_contacts_add:
 * @db: a connection
 * @contact: somebody, with the partner_id of where he or she works
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the contact person, 0 when it was not kept
 */
gint64
kl_partner_contacts_add (KlDb *db, const KlPartnerContact *contact, GError **error)
{
  Writing writing = { contact, 0 };

  g_return_val_if_fail (db != NULL && contact != NULL && contact->partner_id != 0, 0);

  return check_contact (contact, error) && kl_db_transaction (db, write_contact, &writing, error)
           ? writing.id
           : 0;
}

/**
 * kl_partner_contacts_update:
 * @db: a connection
 * @contact: a contact person with facts as they are to be
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_partner_contacts_update (KlDb *db, const KlPartnerContact *contact, GError **error)
{
  Writing writing = { contact, 0 };

  g_return_val_if_fail (db != NULL && contact != NULL && contact->id != 0, FALSE);

  writing.id = contact->id;
  return check_contact (contact, error) && kl_db_transaction (db, write_contact, &writing, error);
}

/**
 * kl_partner_contacts_leave:
 * @db: a connection
 * @contact_id: a contact person
 * @day: since when the person no longer works there; %KL_DATE_NONE for who came back
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_partner_contacts_leave (KlDb *db, gint64 contact_id, KlDate day, GError **error)
{
  Ending ending = { SQL_GET_PARTNER_OF_CONTACT, SQL_LEAVE_CONTACT, contact_id, day, "contact" };

  g_return_val_if_fail (db != NULL, FALSE);

  return (day == KL_DATE_NONE || kl_store_check_day (day, error))
         && kl_db_transaction (db, end_part, &ending, error);
}

/* Talks */

static gboolean
add_talk (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  const KlPartnerTalk *talk = writing->value;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_TALK);
  g_autoptr (KlStmt) meet = kl_db_statement (db, &sql, SQL_MEET);

  kl_stmt_bind_int (stmt, 1, talk->school_id);
  kl_stmt_bind_int (stmt, 2, talk->partner_id);
  kl_stmt_bind_id (stmt, 3, talk->contact_id);
  kl_stmt_bind_id (stmt, 4,
                   talk->professional != NULL ? talk->professional->id
                                              : kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 5, talk->day);
  kl_stmt_bind_int (stmt, 6, talk->kind);
  kl_stmt_bind_text_or_empty (stmt, 7, talk->note);
  if (!finish_write (db, stmt, writing, talk->partner_id, "talk", error))
    return FALSE;

  kl_stmt_bind_id (meet, 1, talk->contact_id);
  kl_stmt_bind_int (meet, 2, talk->day);
  kl_stmt_bind_int (meet, 3, talk->kind);
  return kl_stmt_run (meet, error);
}

/**
 * kl_partner_talks_add:
 * @db: a connection
 * @talk: who spoke to whom and when; without a professional it is the one who acts
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Keeps that somebody of the school spoke to the partner. Who meets a contact person for the first
 * time has that day kept as well.
 *
 * Returns: the id of the talk, 0 when it was not kept
 */
gint64
kl_partner_talks_add (KlDb *db, const KlPartnerTalk *talk, KlDate today, GError **error)
{
  Writing writing = { talk, 0 };

  g_return_val_if_fail (db != NULL && talk != NULL, 0);
  g_return_val_if_fail (talk->partner_id != 0 && talk->school_id != 0, 0);

  if (!kl_store_check_day (talk->day, error))
    return 0;
  if (talk->day > today)
    {
      kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("That day is still to come"));
      return 0;
    }

  return kl_db_transaction (db, add_talk, &writing, error) ? writing.id : 0;
}

/**
 * kl_partner_talks_list:
 * @db: a connection
 * @partner_id: a partner
 * @school_id: a school, or 0 for all
 * @limit: how many at most
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartnerTalk): the talks, newest first
 */
GPtrArray *
kl_partner_talks_list (KlDb *db, gint64 partner_id, gint64 school_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) talks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_talk_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, school_id);
  stmt = kl_db_statement (db, &sql, SQL_LIST_TALKS);
  kl_stmt_bind_int (stmt, 1, partner_id);
  kl_stmt_bind_int (stmt, 2, school_id);
  kl_stmt_bind_int (stmt, 3, limit);
  while (kl_stmt_step (stmt))
    {
      KlPartnerTalk *talk = g_new0 (KlPartnerTalk, 1);

      talk->id = kl_stmt_get_int (stmt, 0);
      talk->partner_id = partner_id;
      talk->school_id = kl_stmt_get_int (stmt, 1);
      talk->contact_id = kl_stmt_get_int (stmt, 2);
      talk->contact_name = kl_stmt_dup_text (stmt, 3);
      talk->professional = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 4));
      talk->day = (KlDate) kl_stmt_get_int (stmt, 5);
      talk->kind = kl_stmt_get_int (stmt, 6);
      talk->note = kl_stmt_dup_text (stmt, 7);
      g_ptr_array_add (talks, talk);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&talks);
}

/* Rows of other programs */

/**
 * kl_partner_records_list:
 * @db: a connection
 * @partner_id: a partner
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPartnerRecord): the rows of other programs that
 *   belong to it, by table and in the order in which they came
 */
GPtrArray *
kl_partner_records_list (KlDb *db, gint64 partner_id, GError **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_record_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST_RECORDS);
  kl_stmt_bind_int (stmt, 1, partner_id);
  while (kl_stmt_step (stmt))
    {
      KlPartnerRecord *record = g_new0 (KlPartnerRecord, 1);

      record->source = kl_stmt_dup_text (stmt, 0);
      record->external_id = kl_stmt_dup_text (stmt, 1);
      record->fields = kl_stmt_dup_text (stmt, 2);
      g_ptr_array_add (records, record);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&records) : NULL;
}

static gboolean
replace_records (KlDb *db, gpointer data, GError **error)
{
  const Writing *writing = data;
  const GPtrArray *records = writing->value;
  g_autoptr (KlStmt) clear = kl_db_statement (db, &sql, SQL_CLEAR_RECORDS);

  kl_stmt_bind_int (clear, 1, writing->id);
  if (!kl_stmt_run (clear, error))
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (records, i);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_RECORD);

      kl_stmt_bind_int (stmt, 1, writing->id);
      kl_stmt_bind_text (stmt, 2, record->source);
      kl_stmt_bind_int (stmt, 3, i);
      kl_stmt_bind_text (stmt, 4, record->external_id);
      kl_stmt_bind_text_or_empty (stmt, 5, record->fields);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return kl_partner_log_write (db, writing->id, "records", error);
}

/**
 * kl_partner_records_replace:
 * @db: a connection
 * @partner_id: a partner
 * @records: (element-type KlPartnerRecord): all rows of other programs that belong to it
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when they stand in the place of those of before
 */
gboolean
kl_partner_records_replace (KlDb *db, gint64 partner_id, GPtrArray *records, GError **error)
{
  Writing writing = { records, partner_id };

  g_return_val_if_fail (db != NULL && records != NULL, FALSE);

  return kl_db_transaction (db, replace_records, &writing, error);
}
