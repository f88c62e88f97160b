/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partners.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-partners-private.h"

/* 3 is KL_PERSON_PARTNER. */
enum
{
  SQL_MOVE_FIRST,
  SQL_MOVE_SERVICES = SQL_MOVE_FIRST,
  SQL_MOVE_CONTACTS,
  SQL_MOVE_TALKS,
  SQL_MOVE_RECORDS,
  SQL_MOVE_REFERRALS,
  SQL_MOVE_SENT_ON,
  SQL_MOVE_REDIRECTED,
  SQL_MOVE_TRUST,
  SQL_MOVE_TRUST_FACES,
  SQL_MOVE_ENTRIES,
  SQL_MOVE_ENTRY_PERSONS,
  SQL_MOVE_ATTENDEES,
  SQL_MOVE_GIVERS,
  SQL_MOVE_RECEIVERS,
  SQL_FILL_FACTS,
  SQL_RETIRE,
  N_SQL
};

/* What is known of the one that stays is left as it is; only gaps are filled. */
#define FILL(column) column " = CASE WHEN k." column " = '' THEN d." column " ELSE k." column " END"

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_MOVE_SERVICES] = "UPDATE partner_service SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_CONTACTS] = "UPDATE partner_contact SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_TALKS] = "UPDATE partner_talk SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_RECORDS] = "UPDATE partner_record SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_REFERRALS] = "UPDATE referral SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_SENT_ON] = "UPDATE referral SET sender_partner_id = ?1 WHERE sender_partner_id = ?2",
  [SQL_MOVE_REDIRECTED] = "UPDATE referral SET redirected_to = ?1 WHERE redirected_to = ?2",
  [SQL_MOVE_TRUST] = "UPDATE trust_link SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_TRUST_FACES] =
    "UPDATE trust_link SET person_id = ?1 WHERE person_kind = 3 AND person_id = ?2",
  [SQL_MOVE_ENTRIES] = "UPDATE entry SET partner_id = ?1 WHERE partner_id = ?2",
  [SQL_MOVE_ENTRY_PERSONS] =
    "UPDATE entry_person SET person_id = ?1 WHERE person_kind = 3 AND person_id = ?2",
  [SQL_MOVE_ATTENDEES] =
    "UPDATE attendee SET person_id = ?1 WHERE person_kind = 3 AND person_id = ?2",
  [SQL_MOVE_GIVERS] = "UPDATE consent SET giver_id = ?1 WHERE giver_kind = 3 AND giver_id = ?2",
  [SQL_MOVE_RECEIVERS] =
    "UPDATE consent SET receiver_id = ?1 WHERE receiver_kind = 3 AND receiver_id = ?2",
  [SQL_FILL_FACTS] =
    "UPDATE partner AS k SET "
    FILL ("kind") ", " FILL ("description") ", " FILL ("url") ", " FILL ("email") ", "
    FILL ("address") ", " FILL ("postcode") ", " FILL ("town") ", " FILL ("opening_hours") ", "
    FILL ("urgent_phone") ", "
    "phone = CASE WHEN coalesce (k.phone, '') = '' THEN d.phone ELSE k.phone END, "
    "latitude = coalesce (k.latitude, d.latitude), "
    "longitude = CASE WHEN k.latitude IS NULL THEN d.longitude ELSE k.longitude END, "
    "usual_days = CASE WHEN k.usual_days < 0 THEN d.usual_days ELSE k.usual_days END, "
    "waiting_days = CASE WHEN k.waiting_days < 0 THEN d.waiting_days ELSE k.waiting_days END, "
    "preset = max (k.preset, d.preset), "
    /* When one of both is there for everybody, both are. */
    "school_id = CASE WHEN d.school_id = k.school_id THEN k.school_id END "
    "FROM partner AS d WHERE k.id = ?1 AND d.id = ?2",
  [SQL_RETIRE] = "UPDATE partner SET merged_into = ?1, preset = 0 WHERE id = ?2",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 kept_id;
  gint64 double_id;
} Merging;

static gboolean
run_for (KlDb *db, guint statement, const Merging *merging, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, merging->kept_id);
  kl_stmt_bind_int (stmt, 2, merging->double_id);
  return kl_stmt_run (stmt, error);
}

static gboolean
has_area (GPtrArray *areas, const KlPartnerArea *area)
{
  for (guint i = 0; i < areas->len; i++)
    {
      const KlPartnerArea *known = g_ptr_array_index (areas, i);

      if (g_strcmp0 (known->name, area->name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Who works everywhere keeps doing so. */
static gboolean
join_areas (KlDb *db, const KlPartner *kept, const KlPartner *other, GError **error)
{
  g_autoptr (KlPartner) joined = kl_partner_copy (kept);

  if (kept->areas->len == 0 || other->areas->len == 0)
    g_ptr_array_set_size (joined->areas, 0);
  for (guint i = 0; i < other->areas->len && kept->areas->len > 0; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (other->areas, i);

      if (!has_area (joined->areas, area))
        g_ptr_array_add (joined->areas, kl_partner_area_new (area->code, area->name));
    }

  return kl_partners_update (db, joined, error);
}

static gboolean
merge (KlDb *db, gpointer data, GError **error)
{
  const Merging *merging = data;
  g_autoptr (KlPartner) kept = kl_partners_get (db, merging->kept_id, error);
  g_autoptr (KlPartner) other =
    kept != NULL ? kl_partners_get (db, merging->double_id, error) : NULL;
  g_autoptr (KlPartner) filled = NULL;

  if (other == NULL)
    return FALSE;

  for (guint i = SQL_MOVE_FIRST; i < N_SQL; i++)
    if (!run_for (db, i, merging, error))
      return FALSE;

  filled = kl_partners_get (db, merging->kept_id, error);
  if (filled == NULL || !join_areas (db, filled, other, error))
    return FALSE;

  kl_db_touch (db,
               KL_CHANGE_REFERRALS | KL_CHANGE_CONSENTS | KL_CHANGE_ENTRIES | KL_CHANGE_MEETINGS,
               0);
  return kl_partner_log_write (db, merging->kept_id, "merge-kept", error)
         && kl_partner_log_write (db, merging->double_id, "merge-double", error);
}

/**
 * kl_partners_merge:
 * @db: a connection
 * @kept_id: the partner that stays
 * @double_id: the one that turns out to be the same organisation
 * @error: (out): return location for what went wrong
 *
 * Makes one partner of two rows: services, persons, talks, referrals, consents and mentions of the
 * double become those of the one that stays, whose own facts win; gaps in them are filled. The
 * row of the double stays for history, off every list.
 *
 * Returns: %TRUE when they are one
 */
gboolean
kl_partners_merge (KlDb *db, gint64 kept_id, gint64 double_id, GError **error)
{
  Merging merging = { kept_id, double_id };

  g_return_val_if_fail (db != NULL, FALSE);

  if (kept_id == double_id)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("A partner cannot be merged with itself"));

  return kl_db_transaction (db, merge, &merging, error);
}

/**
 * kl_partners_list_doubles:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Looks for partners that may be the same organisation; see kl_partner_is_double().
 *
 * Returns: (transfer full) (element-type KlPartnerPair): the pairs, each once, by name
 */
GArray *
kl_partners_list_doubles (KlDb *db, GError **error)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (KlPartnerPair));
  g_autoptr (GPtrArray) partners = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  partners = kl_partners_list (db, error);
  if (partners == NULL)
    return NULL;

  for (guint i = 0; i < partners->len; i++)
    for (guint j = i + 1; j < partners->len; j++)
      {
        const KlPartner *one = g_ptr_array_index (partners, i);
        const KlPartner *other = g_ptr_array_index (partners, j);
        const KlPartnerPair pair = { one->id, other->id };

        if (kl_partner_is_double (one, other))
          g_array_append_val (pairs, pair);
      }

  return g_steal_pointer (&pairs);
}
