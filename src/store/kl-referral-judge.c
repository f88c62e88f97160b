/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referrals-private.h"

#include "kl-case-private.h"
#include "kl-consents.h"
#include "kl-families.h"
#include "kl-people-private.h"
#include "model/kl-partner.h"

/* What the rule of consent has to know: of whom a referral is, who decides for them, what they
 * said, and to whom it goes. */

enum
{
  SQL_GET_PARTNER,
  SQL_LIST_SUBJECTS,
  SQL_LIST_FAMILY,
  SQL_LIST_FAMILY_GUARDIANS,
  N_SQL
};

#define SUBJECT                                                                                    \
  "SELECT p.id, p.given, p.prefix, p.surname, p.initials, p.birth, p.year, s.kind"                 \
  " FROM pupil p JOIN school s ON s.id = p.school_id "

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_PARTNER] =
    "SELECT preset FROM partner WHERE id = ?1",
  [SQL_LIST_SUBJECTS] =
    SUBJECT "JOIN case_pupil c ON c.pupil_id = p.id WHERE c.case_id = ?1 ORDER BY p.id",
  /* A case about a family of which no child was named is about all of them. */
  [SQL_LIST_FAMILY] =
    SUBJECT "WHERE p.family_id = (SELECT family_id FROM care_case WHERE id = ?1) ORDER BY p.id",
  [SQL_LIST_FAMILY_GUARDIANS] =
    "SELECT g.id, g.name FROM guardian g"
    " WHERE g.family_id = (SELECT family_id FROM care_case WHERE id = ?1) ORDER BY g.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* The year group of a secondary school begins at 11. */
#define FIRST_SECONDARY_YEAR 11

static KlConsentSubject *
read_subject (KlStmt *stmt, KlDate day)
{
  g_autofree char *name =
    kl_people_make_display (kl_stmt_get_text (stmt, 1), kl_stmt_get_text (stmt, 2),
                            kl_stmt_get_text (stmt, 3), kl_stmt_get_text (stmt, 4));
  KlDate birth = (KlDate) kl_stmt_get_int (stmt, 5);
  int age = birth != KL_DATE_NONE ? kl_date_get_age (birth, day) : -1;
  KlConsentSubject *subject = kl_consent_subject_new (kl_stmt_get_int (stmt, 0), name, age);

  subject->secondary = kl_stmt_get_int (stmt, 6) >= FIRST_SECONDARY_YEAR
                       || kl_stmt_get_int (stmt, 7) == KL_SCHOOL_SECONDARY;
  return subject;
}

static gboolean
is_chosen (const KlReferral *referral, gint64 pupil_id)
{
  if (referral->pupil_ids == NULL || referral->pupil_ids->len == 0)
    return TRUE;

  for (guint i = 0; i < referral->pupil_ids->len; i++)
    if (g_array_index (referral->pupil_ids, gint64, i) == pupil_id)
      return TRUE;

  return FALSE;
}

static gboolean
list_subjects (KlDb *db,
               guint statement,
               const KlReferral *referral,
               KlDate day,
               GPtrArray *subjects,
               GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, referral->case_id);
  while (kl_stmt_step (stmt))
    if (is_chosen (referral, kl_stmt_get_int (stmt, 0)))
      g_ptr_array_add (subjects, read_subject (stmt, day));

  return kl_stmt_finish (stmt, error);
}

static gboolean
fill_guardians (KlDb *db, KlConsentSubject *subject, GError **error)
{
  GPtrArray *guardians = kl_guardians_list (db, subject->pupil_id, error);

  if (guardians == NULL)
    return FALSE;

  g_ptr_array_unref (subject->guardians);
  subject->guardians = guardians;
  return TRUE;
}

/* Parents of whom no child is known here decide for themselves. */
static gboolean
add_parents (KlDb *db, const KlReferral *referral, GPtrArray *subjects, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_FAMILY_GUARDIANS);
  g_autoptr (KlConsentSubject) subject = kl_consent_subject_new (0, NULL, -1);

  kl_stmt_bind_int (stmt, 1, referral->case_id);
  while (kl_stmt_step (stmt))
    {
      KlGuardian *guardian = g_new0 (KlGuardian, 1);

      guardian->id = kl_stmt_get_int (stmt, 0);
      guardian->name = kl_stmt_dup_text (stmt, 1);
      guardian->custody = TRUE;
      g_ptr_array_add (subject->guardians, guardian);
    }
  if (subject->guardians->len > 0)
    g_ptr_array_add (subjects, g_steal_pointer (&subject));

  return kl_stmt_finish (stmt, error);
}

static GPtrArray *
load_subjects (KlDb *db, const KlReferral *referral, KlDate day, GError **error)
{
  g_autoptr (GPtrArray) subjects =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_subject_free);

  if (!list_subjects (db, SQL_LIST_SUBJECTS, referral, day, subjects, error)
      || (subjects->len == 0
          && !list_subjects (db, SQL_LIST_FAMILY, referral, day, subjects, error)))
    return NULL;

  for (guint i = 0; i < subjects->len; i++)
    if (!fill_guardians (db, g_ptr_array_index (subjects, i), error))
      return NULL;
  if (subjects->len == 0 && !add_parents (db, referral, subjects, error))
    return NULL;

  return g_steal_pointer (&subjects);
}

static gboolean
is_safe_at_home (KlDb *db, gint64 partner_id, gboolean *is_it, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_PARTNER);

  *is_it = FALSE;
  kl_stmt_bind_int (stmt, 1, partner_id);
  if (kl_stmt_step (stmt))
    *is_it = kl_stmt_get_int (stmt, 0) == KL_PARTNER_PRESET_SAFE_AT_HOME;

  return kl_stmt_finish (stmt, error);
}

/* Private to the store: whether a referral may leave, by what stands in the vault. */
KlSendVerdict *
kl_referral_judge (KlDb *db, const KlReferral *referral, const KlSending *sending, GError **error)
{
  g_autoptr (GPtrArray) subjects = load_subjects (db, referral, sending->day, error);
  g_autoptr (GPtrArray) consents =
    subjects != NULL ? kl_consents_list (db, referral->case_id, error) : NULL;
  KlSendRequest request = { .purpose = referral->purpose,
                            .receiver = referral->partner,
                            .categories = referral->categories,
                            .emergency = sending->emergency,
                            .reason = sending->reason,
                            .subjects = subjects,
                            .consents = consents,
                            .day = sending->day };

  if (consents == NULL
      || !is_safe_at_home (db, referral->partner->id, &request.safe_at_home, error))
    return NULL;

  return kl_consent_rule_check (&request);
}

/**
 * kl_referrals_check_plan:
 * @db: a connection
 * @referral: what somebody thinks of referring: case, partner, purpose, pupils and categories are
 *   looked at
 * @sending: how and when it would leave
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): whether it could be sent like that, and what is missing
 */
KlSendVerdict *
kl_referrals_check_plan (KlDb *db,
                         const KlReferral *referral,
                         const KlSending *sending,
                         GError **error)
{
  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, NULL);
  g_return_val_if_fail (sending != NULL, NULL);

  return kl_referral_judge (db, referral, sending, error);
}

/**
 * kl_referrals_list_subjects:
 * @db: a connection
 * @case_id: a case
 * @day: for how old they are
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no part
 *   in the case
 *
 * Returns: (transfer container) (element-type KlConsentSubject): of whom a referral in this case
 * can be: the children in it, of a family without any all of its children, or else its parents
 *   together
 */
GPtrArray *
kl_referrals_list_subjects (KlDb *db, gint64 case_id, KlDate day, GError **error)
{
  const KlReferral everybody = { .case_id = case_id };

  g_return_val_if_fail (db != NULL, NULL);

  return kl_referral_check_sight (db, case_id, error) ? load_subjects (db, &everybody, day, error)
                                                      : NULL;
}
