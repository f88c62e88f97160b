/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consents.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-caseload.h"
#include "kl-entries.h"
#include "kl-referrals.h"
#include "kl-snoozes.h"
#include "kl-visibility.h"
#include "model/kl-snooze.h"

/* What is to be asked again, over a school; and where the proof is. */

enum
{
  SQL_LIST_CASES,
  SQL_GET_CASE,
  SQL_SET_EVIDENCE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* 0 is given. What ended longer ago than can be asked about does not bring a case in. */
  [SQL_LIST_CASES] =
    "SELECT c.id, c.title FROM care_case c WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c")
    " AND EXISTS (SELECT 1 FROM consent o WHERE o.case_id = c.id AND o.status = 0"
      " AND (o.last_day = 0 OR o.last_day >= ?2)) ORDER BY c.id",
  [SQL_GET_CASE] =
    "SELECT case_id, evidence_document FROM consent WHERE id = ?1",
  [SQL_SET_EVIDENCE] =
    "UPDATE consent SET evidence = ?2, evidence_document = ?3 WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 id;
  char *title;
} Case;

typedef struct
{
  const KlConsent *consent;
  const KlSnooze *snooze;
  KlDate today;
} Ending;

typedef struct
{
  gint64 id;
  const char *evidence;
  gint64 document_id;
} Proving;

static void
case_clear (gpointer data)
{
  g_free (((Case *) data)->title);
}

static GArray *
list_cases (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (Case));
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_CASES);

  g_array_set_clear_func (cases, case_clear);
  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, today - KL_RENEWAL_DAYS_BACK);
  while (kl_stmt_step (stmt))
    {
      const Case one = { kl_stmt_get_int (stmt, 0), kl_stmt_dup_text (stmt, 1) };

      g_array_append_val (cases, one);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&cases) : NULL;
}

/* Its end, as it stands among what asks for attention. */
static void
fill_attention (KlAttention *attention, const KlConsent *consent, gint64 school_id)
{
  attention->school_id = school_id;
  attention->case_id = consent->case_id;
  attention->target_id = consent->id;
  attention->since = consent->until;
}

/* What was set aside is not asked for; a pupil who has come of age cannot be set aside. */
static gboolean
is_aside (const KlRenewal *renewal, GPtrArray *snoozes, gint64 school_id, KlDate today)
{
  KlAttention attention = { .reason = KL_ATTENTION_CONSENT_ENDING };

  if (renewal->reason != KL_RENEWAL_ENDED && renewal->reason != KL_RENEWAL_ENDING)
    return FALSE;

  fill_attention (&attention, renewal->consent, school_id);
  for (guint i = 0; i < snoozes->len; i++)
    if (kl_snooze_holds (g_ptr_array_index (snoozes, i), &attention, today))
      return TRUE;

  return FALSE;
}

static gboolean
drop_aside (KlDb *db, GPtrArray *renewals, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) snoozes = kl_snoozes_list (db, school_id, error);

  if (snoozes == NULL)
    return FALSE;

  for (guint i = renewals->len; i > 0; i--)
    if (is_aside (g_ptr_array_index (renewals, i - 1), snoozes, school_id, today))
      g_ptr_array_remove_index (renewals, i - 1);

  return TRUE;
}

/* Of a case in which the one who asks has no part nothing is told. */
static gboolean
add_case (KlDb *db, const Case *one, KlDate today, GPtrArray *renewals, GError **error)
{
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (GPtrArray) subjects = NULL;
  g_autoptr (GPtrArray) found = NULL;
  KlSight sight;

  if (!kl_visibility_get_case (db, one->id, &sight, error))
    return FALSE;
  if (!sight.team)
    return TRUE;

  consents = kl_consents_list (db, one->id, error);
  subjects = consents != NULL ? kl_referrals_list_subjects (db, one->id, today, error) : NULL;
  if (subjects == NULL)
    return FALSE;

  found = kl_consent_find_renewals (consents, subjects, today);
  for (guint i = 0; i < found->len; i++)
    g_set_str (&((KlRenewal *) g_ptr_array_index (found, i))->case_title, one->title);
  g_ptr_array_extend_and_steal (renewals, g_steal_pointer (&found));

  return TRUE;
}

static int
compare_renewals (gconstpointer a, gconstpointer b)
{
  return kl_renewal_compare (*(const KlRenewal *const *) a, *(const KlRenewal *const *) b);
}

/**
 * kl_consents_list_renewals:
 * @db: a connection
 * @school_id: a school
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no role
 *   at the school
 *
 * Looks through the open cases of a school for consents that end, have ended, or do not do any
 * more because a pupil has a say by now. What was set aside or let end is left out.
 *
 * Returns: (transfer container) (element-type KlRenewal): what is to be asked again, the most
 *   urgent first
 */
GPtrArray *
kl_consents_list_renewals (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) renewals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_renewal_free);
  g_autoptr (GArray) cases = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_caseload_check_school (db, school_id, error))
    return NULL;
  cases = list_cases (db, school_id, today, error);
  if (cases == NULL)
    return NULL;

  for (guint i = 0; i < cases->len; i++)
    if (!add_case (db, &g_array_index (cases, Case, i), today, renewals, error))
      return NULL;
  if (!drop_aside (db, renewals, school_id, today, error))
    return NULL;
  g_ptr_array_sort (renewals, compare_renewals);

  return g_steal_pointer (&renewals);
}

/* Letting it end */

static gboolean
let_end (KlDb *db, gpointer data, GError **error)
{
  const Ending *ending = data;
  const KlConsent *consent = ending->consent;
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = consent->case_id;
  entry->kind = KL_ENTRY_CONSENT;
  entry->happened_on = ending->today;
  entry->consent_id = consent->id;
  /* Translators: why a consent is not asked for again */
  entry->text = g_strdup_printf (_ ("Consent is not renewed: %s"), ending->snooze->why);
  if (consent->receiver != NULL && consent->receiver->kind == KL_PERSON_PARTNER)
    entry->partner = kl_person_copy (consent->receiver);

  return kl_snoozes_add (db, ending->snooze, ending->today, error)
         && kl_entries_add (db, entry, ending->today, error) != 0;
}

/**
 * kl_consents_let_end:
 * @db: a connection
 * @consent_id: a consent with a last day
 * @why: why it is not asked for again
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a reason and
 *   for what has no end in sight
 *
 * The consent holds until its last day and asks for nothing any more; the timeline of the case says
 * why. kl_snoozes_remove() and kl_consents_renew() are still there for who thinks better of it.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_consents_let_end (KlDb *db, gint64 consent_id, const char *why, KlDate today, GError **error)
{
  g_autoptr (KlConsent) consent = NULL;
  g_autoptr (KlSnooze) snooze = NULL;
  KlAttention attention = { .reason = KL_ATTENTION_CONSENT_ENDING };
  Ending ending = { .today = today };
  KlCaseFacts facts;

  g_return_val_if_fail (db != NULL, FALSE);

  consent = kl_consents_get (db, consent_id, error);
  if (consent == NULL || !kl_case_get_facts (db, consent->case_id, &facts, error))
    return FALSE;
  if (consent->status != KL_CONSENT_GIVEN || consent->until == KL_DATE_NONE
      || consent->until > today + KL_RENEWAL_DAYS_AHEAD)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This consent does not end soon"));

  fill_attention (&attention, consent, facts.school_id);
  /* Longer than anybody would ask for it. */
  snooze = kl_snooze_new (&attention, MAX (consent->until, today) + KL_RENEWAL_DAYS_BACK + 1, why);
  ending.consent = consent;
  ending.snooze = snooze;

  return kl_db_transaction (db, let_end, &ending, error);
}

/* The proof */

static gboolean
set_evidence (KlDb *db, gpointer data, GError **error)
{
  const Proving *proving = data;
  g_autoptr (KlStmt) find = kl_db_statement (db, &sql, SQL_GET_CASE);
  g_autoptr (KlStmt) stmt = NULL;
  gint64 case_id = 0;
  gint64 known = 0;

  kl_stmt_bind_int (find, 1, proving->id);
  if (kl_stmt_step (find))
    {
      case_id = kl_stmt_get_int (find, 0);
      known = kl_stmt_get_int (find, 1);
    }
  if (!kl_stmt_finish (find, error))
    return FALSE;
  if (case_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This consent is not there any more"));
  /* What a colleague put there for own eyes may stay. */
  if (proving->document_id != known
      && !kl_consent_check_evidence (db, case_id, proving->document_id, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_EVIDENCE);
  kl_stmt_bind_int (stmt, 1, proving->id);
  kl_stmt_bind_text_or_empty (stmt, 2, proving->evidence);
  kl_stmt_bind_int (stmt, 3, proving->document_id);

  return kl_stmt_run (stmt, error)
         && kl_case_log_write (db, KL_AUDIT_CONSENT, proving->id, case_id, KL_CHANGE_CONSENTS,
                               error);
}

/**
 * kl_consents_set_evidence:
 * @db: a connection
 * @consent_id: a consent
 * @evidence: (nullable): where the proof is, in words
 * @document_id: the document of the case that proves it, or 0
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND for a document that
 *   may not be seen, %KL_STORE_ERROR_INVALID for one of another case and one that was taken away
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_consents_set_evidence (KlDb *db,
                          gint64 consent_id,
                          const char *evidence,
                          gint64 document_id,
                          GError **error)
{
  Proving proving = { consent_id, evidence, document_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_evidence, &proving, error);
}
