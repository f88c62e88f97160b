/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-handover.h"

#include <glib/gi18n-lib.h>

#include "kl-actions.h"
#include "kl-case-private.h"
#include "kl-consents.h"
#include "kl-entries.h"
#include "kl-referrals.h"
#include "kl-trust.h"

/* A warm handover is one thing: the talk, what was agreed about sharing, the new face and what
 * happens next are all kept, or nothing is. */

enum
{
  SQL_GET_PEOPLE,
  SQL_IS_LAST,
  SQL_SET_PEOPLE,
  SQL_REMOVE_LINK,
  SQL_REMOVE_ACTION,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_PEOPLE] =
    "SELECT owner_id, trusted_id FROM care_case WHERE id = ?1",
  /* Nobody was introduced since, and nobody else was given the case. */
  [SQL_IS_LAST] =
    "SELECT 1 FROM trust_link t JOIN care_case c ON c.id = t.case_id"
    " WHERE t.id = ?1 AND t.case_id = ?2 AND (t.person_kind <> 0 OR c.trusted_id = t.person_id)"
    " AND NOT EXISTS (SELECT 1 FROM trust_link n WHERE n.case_id = t.case_id"
                     " AND n.position > t.position)",
  [SQL_SET_PEOPLE] =
    "UPDATE care_case SET owner_id = ?2, trusted_id = ?3 WHERE id = ?1",
  [SQL_REMOVE_LINK] =
    "DELETE FROM trust_link WHERE id = ?1",
  /* What was done or made into another action is somebody's work. */
  [SQL_REMOVE_ACTION] =
    "DELETE FROM action WHERE id = ?1 AND done_on = 0"
    " AND NOT EXISTS (SELECT 1 FROM action n WHERE n.previous_id = ?1)",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlHandover *handover;
  KlHandoverDone *done;
  KlDate today;
} Making;

typedef struct
{
  const KlHandoverDone *done;
  KlDate today;
} Undoing;

static gboolean
get_people (KlDb *db, KlHandoverDone *done, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_PEOPLE);

  kl_stmt_bind_int (stmt, 1, done->case_id);
  if (kl_stmt_step (stmt))
    {
      done->owner_id = kl_stmt_get_int (stmt, 0);
      done->trusted_id = kl_stmt_get_int (stmt, 1);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
run_for_id (KlDb *db, guint which, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, which);

  kl_stmt_bind_int (stmt, 1, id);
  return kl_stmt_run (stmt, error);
}

/* Making */

static gboolean
add_consents (KlDb *db, const Making *making, GError **error)
{
  const KlHandover *handover = making->handover;

  return handover->consents == NULL || handover->consents->len == 0
         || kl_consents_obtain (db, handover->consents, handover->day, NULL, making->today, error);
}

/* A partner hears of a family what a referral would tell, on the same grounds. */
static gboolean
check_consents (KlDb *db, const KlHandover *handover, GError **error)
{
  const KlReferral referral = { .case_id = handover->case_id,
                                .partner = handover->partner,
                                .purpose = KL_REFERRAL_DOORGELEIDING };
  const KlSending sending = { .day = handover->day };
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autofree char *why = NULL;

  if (handover->partner == NULL)
    return TRUE;

  verdict = kl_referrals_check_plan (db, &referral, &sending, error);
  if (verdict == NULL)
    return FALSE;
  if (verdict->allowed)
    return TRUE;

  why = kl_send_verdict_format (verdict);
  return kl_store_refuse (error, KL_STORE_ERROR_INVALID, why);
}

static gint64
add_entry (KlDb *db, const Making *making, GError **error)
{
  const KlHandover *handover = making->handover;
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = handover->case_id;
  entry->kind = KL_ENTRY_JOINT_MEETING;
  entry->happened_on = handover->day;
  entry->text = g_strdup (handover->text);
  if (handover->to != NULL)
    g_ptr_array_add (entry->people, kl_person_copy (handover->to));
  if (handover->partner != NULL)
    entry->partner = kl_person_copy (handover->partner);

  return kl_entries_add (db, entry, making->today, error);
}

static gint64
add_next (KlDb *db, const KlHandover *handover, GError **error)
{
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL, .id = handover->next_owner };
  const KlAction action = { .case_id = handover->case_id,
                            .text = handover->next,
                            .owner = handover->next_owner != 0 ? &owner : NULL,
                            .due = handover->next_due,
                            .agreed_on = handover->day };

  return kl_actions_add (db, &action, error);
}

static gint64
add_link (KlDb *db, const KlHandover *handover, GError **error)
{
  KlPerson actor = { .kind = KL_PERSON_PROFESSIONAL, .id = kl_db_get_professional_id (db) };
  const KlTrustLink link = { .person = handover->to,
                             .partner = handover->partner,
                             .introduced_by = actor.id != 0 ? &actor : NULL,
                             .since = handover->day,
                             .reachable = handover->reachable };

  if (handover->partner != NULL)
    return kl_trust_append (db, handover->case_id, &link, error);

  return kl_trust_hand_over (db, handover->case_id, handover->to->id, handover->day,
                             handover->reachable, handover->owner_too, error);
}

static gboolean
make (KlDb *db, gpointer data, GError **error)
{
  const Making *making = data;
  const KlHandover *handover = making->handover;
  KlHandoverDone *done = making->done;

  done->case_id = handover->case_id;
  if (!get_people (db, done, error) || !add_consents (db, making, error)
      || !check_consents (db, handover, error))
    return FALSE;

  done->entry_id = add_entry (db, making, error);
  if (done->entry_id == 0)
    return FALSE;
  done->link_id = add_link (db, handover, error);
  if (done->link_id == 0)
    return FALSE;
  if (handover->next == NULL || *handover->next == '\0')
    return TRUE;

  done->action_id = add_next (db, handover, error);
  return done->action_id != 0;
}

/* Undoing */

static gboolean
check_last (KlDb *db, const KlHandoverDone *done, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_IS_LAST);
  gboolean last;

  kl_stmt_bind_int (stmt, 1, done->link_id);
  kl_stmt_bind_int (stmt, 2, done->case_id);
  last = kl_stmt_step (stmt);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return last
         || kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                             _ ("The case went on meanwhile; the handover can not be undone any "
                                "more. Hand it over again."));
}

static gboolean
set_people (KlDb *db, const KlHandoverDone *done, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_PEOPLE);

  kl_stmt_bind_int (stmt, 1, done->case_id);
  kl_stmt_bind_id (stmt, 2, done->owner_id);
  kl_stmt_bind_id (stmt, 3, done->trusted_id);
  return kl_stmt_run (stmt, error);
}

/* What was written stays readable as an earlier version, as with every correction. */
static gboolean
take_entry_back (KlDb *db, const Undoing *undoing, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entries_get (db, undoing->done->entry_id, error);

  if (entry == NULL)
    return FALSE;

  g_set_str (&entry->text, _ ("This handover was undone."));
  return kl_entries_correct (db, entry, _ ("Handover undone"), undoing->today, NULL, error);
}

static gboolean
undo (KlDb *db, gpointer data, GError **error)
{
  const Undoing *undoing = data;
  const KlHandoverDone *done = undoing->done;

  return check_last (db, done, error) && run_for_id (db, SQL_REMOVE_LINK, done->link_id, error)
         && set_people (db, done, error)
         && (done->action_id == 0 || run_for_id (db, SQL_REMOVE_ACTION, done->action_id, error))
         && take_entry_back (db, undoing, error)
         && kl_case_log_write (db, KL_AUDIT_TRUST, done->link_id, done->case_id,
                               KL_CHANGE_CASES | KL_CHANGE_ACTIONS, error);
}

/* Public API */

/**
 * kl_handover_new:
 * @case_id: a case
 *
 * Returns: (transfer full): a handover to be filled in
 */
KlHandover *
kl_handover_new (gint64 case_id)
{
  KlHandover *handover = g_new0 (KlHandover, 1);

  handover->case_id = case_id;
  handover->day = KL_DATE_NONE;
  handover->next_due = KL_DATE_NONE;
  return handover;
}

/**
 * kl_handover_free:
 * @handover: (transfer full) (nullable): a handover
 */
void
kl_handover_free (KlHandover *handover)
{
  if (handover == NULL)
    return;

  g_clear_pointer (&handover->to, kl_person_free);
  g_clear_pointer (&handover->partner, kl_person_free);
  g_clear_pointer (&handover->consents, g_ptr_array_unref);
  g_free (handover->text);
  g_free (handover->next);
  g_free (handover);
}

/**
 * kl_handovers_make:
 * @db: a connection
 * @handover: who introduces whom
 * @today: the current day
 * @done: (out caller-allocates): what to give to kl_handovers_undo()
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID says whose consent
 *   for the partner is missing
 *
 * Keeps a warm handover in one transaction: the talk in the timeline, the consents that were given
 * in it, the last link of the chain of trust, and what happens next.
 *
 * Returns: %TRUE when all of it is kept
 */
gboolean
kl_handovers_make (KlDb *db,
                   const KlHandover *handover,
                   KlDate today,
                   KlHandoverDone *done,
                   GError **error)
{
  Making making = { handover, done, today };

  g_return_val_if_fail (db != NULL && handover != NULL && done != NULL, FALSE);
  g_return_val_if_fail (handover->to != NULL || handover->partner != NULL, FALSE);

  *done = (KlHandoverDone) { 0 };
  return kl_store_check_day (handover->day, error) && kl_db_transaction (db, make, &making, error);
}

/**
 * kl_handovers_undo:
 * @db: a connection
 * @done: what kl_handovers_make() made
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_CONFLICT when somebody else
 *   was introduced meanwhile
 *
 * Puts the chain, the one who keeps the case moving and the trusted face back, takes the action
 * away that was not done yet, and writes a new version of the entry. What parents and child said
 * about sharing was said: it stays, and can be taken back by itself.
 *
 * Returns: %TRUE when it is undone
 */
gboolean
kl_handovers_undo (KlDb *db, const KlHandoverDone *done, KlDate today, GError **error)
{
  Undoing undoing = { done, today };

  g_return_val_if_fail (db != NULL && done != NULL && done->link_id != 0, FALSE);

  return kl_db_transaction (db, undo, &undoing, error);
}
