/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-disclosures-private.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-families.h"
#include "kl-ids.h"
#include "kl-people-private.h"
#include "kl-referrals.h"
#include "kl-visibility.h"

/* Who reads a case: what the rule of disclosure has to know of a colleague, a partner, parents or
 * a child, and which children are others to them. */

enum
{
  SQL_LIST_PUPILS,
  SQL_LIST_COLLEAGUES,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_PUPILS] =
    "SELECT p.id, p.given, p.prefix, p.surname, g.name FROM pupil p"
    " LEFT JOIN school_group g ON g.id = p.group_id WHERE p.school_id = ?1",
  [SQL_LIST_COLLEAGUES] =
    "SELECT p.given, p.prefix, p.surname FROM membership m"
    " JOIN professional p ON p.id = m.professional_id WHERE m.school_id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

gboolean
kl_reading_has (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static const KlCasePupil *
get_member (const KlReading *reading, guint i)
{
  return g_ptr_array_index (reading->disclosure->file->pupils, i);
}

static int
get_age (const KlReading *reading, const KlPupil *pupil)
{
  return pupil->birth != KL_DATE_NONE ? kl_date_get_age (pupil->birth, reading->today) : -1;
}

static void
take_every_pupil (KlReading *reading)
{
  for (guint i = 0; i < reading->disclosure->file->pupils->len; i++)
    g_array_append_val (reading->pupils, get_member (reading, i)->pupil->id);
}

static gboolean
set_reader (KlReading *reading, KlPersonKind kind, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  g_autoptr (KlPersonBook) book =
    kl_person_book_new (reading->db, disclosure->file->row->school_id);

  disclosure->reader = kl_person_book_dup (book, kind, disclosure->audience.id, NULL);
  if (!kl_person_book_finish (book, error))
    return FALSE;

  return disclosure->reader != NULL
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("There is nobody with that number to print it for."));
}

/* A colleague */

static gboolean
identify_participant (KlReading *reading, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  KlSight sight;

  take_every_pupil (reading);
  if (!set_reader (reading, KL_PERSON_PROFESSIONAL, error)
      || !kl_visibility_get_case_for (reading->db, disclosure->file->row->id,
                                      disclosure->audience.id, &sight, error))
    return FALSE;

  disclosure->viewer.takes_part = sight.team;
  disclosure->viewer.owner = sight.confidential;
  return TRUE;
}

/* A partner */

/* What was last asked of it; else as if it were asked to confer. */
static KlReferral *
find_referral (const KlReading *reading)
{
  const KlDisclosure *disclosure = reading->disclosure;
  const KlReferral *newest = NULL;
  KlReferral *plan;

  for (guint i = 0; i < disclosure->file->referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (disclosure->file->referrals, i);

      if (referral->partner != NULL && referral->partner->id == disclosure->audience.id
          && referral->status != KL_REFERRAL_WITHDRAWN
          && (newest == NULL || referral->id > newest->id || referral->id == reading->referral_id)
          && (newest == NULL || newest->id != reading->referral_id))
        newest = referral;
    }
  if (newest != NULL)
    plan = kl_referral_copy (newest);
  else
    {
      plan = g_new0 (KlReferral, 1);
      plan->case_id = disclosure->file->row->id;
      plan->purpose = KL_REFERRAL_CONSULT;
      plan->partner = kl_person_copy (disclosure->reader);
    }
  plan->categories = KL_DATA_ALL;
  return plan;
}

static KlStanding
get_standing (const KlSendVerdict *verdict)
{
  if (verdict->allowed)
    return verdict->ground == KL_GROUND_CONSENT ? KL_STANDING_GIVEN : KL_STANDING_NOT_NEEDED;

  for (guint i = 0; i < verdict->lacks->len; i++)
    switch (((const KlLack *) g_ptr_array_index (verdict->lacks, i))->kind)
      {
      case KL_LACK_REFUSED:
        return KL_STANDING_REFUSED;
      case KL_LACK_WITHDRAWN:
        return KL_STANDING_WITHDRAWN;
      case KL_LACK_ENDED:
        return KL_STANDING_EXPIRED;
      case KL_LACK_CONSENT:
      case KL_LACK_NOT_YET:
      case KL_LACK_PURPOSE:
      case KL_LACK_CATEGORIES:
      case KL_LACK_GUARDIAN:
      case KL_LACK_REASON:
      default:
        break;
      }

  return KL_STANDING_NOT_ASKED;
}

/* From the day on which the last of those who decide agreed. */
static KlDate
find_since (const KlReading *reading)
{
  const KlDisclosure *disclosure = reading->disclosure;
  KlDate since = KL_DATE_NONE;

  for (guint i = 0; i < disclosure->file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (disclosure->file->consents, i);

      if (consent->receiver != NULL && consent->receiver->kind == KL_PERSON_PARTNER
          && consent->receiver->id == disclosure->audience.id
          && kl_consent_holds (consent, reading->today))
        since = MAX (since, consent->from);
    }
  return since;
}

static gboolean
identify_partner (KlReading *reading, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  g_autoptr (KlReferral) plan = NULL;
  g_autoptr (KlSendVerdict) verdict = NULL;
  KlSending sending = { .day = reading->today };

  if (!set_reader (reading, KL_PERSON_PARTNER, error))
    return FALSE;

  plan = find_referral (reading);
  sending.expected_on = plan->expected_on;
  sending.emergency = plan->ground == KL_GROUND_EMERGENCY;
  sending.reason = plan->ground_reason;
  verdict = kl_referrals_check_plan (reading->db, plan, &sending, error);
  if (verdict == NULL)
    return FALSE;

  disclosure->viewer.standing = get_standing (verdict);
  disclosure->viewer.categories = verdict->categories;
  if (disclosure->viewer.standing == KL_STANDING_GIVEN)
    {
      disclosure->viewer.since = find_since (reading);
      disclosure->standing_day = verdict->until;
    }
  if (plan->pupil_ids != NULL && plan->pupil_ids->len > 0)
    g_array_append_vals (reading->pupils, plan->pupil_ids->data, plan->pupil_ids->len);
  else
    take_every_pupil (reading);
  return TRUE;
}

/* Parents */

static gboolean
choose_guardians (KlReading *reading, GError **error)
{
  const KlDisclosure *disclosure = reading->disclosure;
  int household = 0;

  for (guint i = 0; i < disclosure->file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (disclosure->file->guardians, i);

      if (disclosure->audience.id != 0 ? guardian->id != disclosure->audience.id
                                       : !guardian->custody)
        continue;
      if (household != 0 && guardian->household != household)
        return kl_store_refuse (error, KL_STORE_ERROR_REFUSED,
                                _ ("The parents live apart. Choose for which of them it is."));
      household = guardian->household;
      g_array_append_val (reading->guardians, guardian->id);
    }

  return reading->guardians->len > 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("No such parent of a child in this case is known."));
}

/* Of a pupil who decides alone the parents read what the pupil lets them. */
static KlStanding
get_standing_of_parents (const KlReading *reading, const KlPupil *pupil)
{
  KlStanding standing = KL_STANDING_NOT_ASKED;

  for (guint i = 0; i < reading->disclosure->file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (reading->disclosure->file->consents, i);

      if (consent->giver == NULL || consent->receiver == NULL
          || consent->giver->kind != KL_PERSON_PUPIL || consent->giver->id != pupil->id
          || consent->receiver->kind != KL_PERSON_GUARDIAN
          || !kl_reading_has (reading->guardians, consent->receiver->id))
        continue;
      if (consent->status == KL_CONSENT_REFUSED)
        standing = KL_STANDING_REFUSED;
      else if (kl_consent_holds (consent, reading->today))
        standing = KL_STANDING_GIVEN;
      else
        standing =
          consent->status == KL_CONSENT_WITHDRAWN ? KL_STANDING_WITHDRAWN : KL_STANDING_EXPIRED;
    }
  return standing;
}

static gboolean
add_own_pupil (KlReading *reading, const KlPupil *pupil, GError **error)
{
  KlViewer *viewer = &reading->disclosure->viewer;
  g_autoptr (GPtrArray) guardians = kl_guardians_list (reading->db, pupil->id, error);
  gboolean own = FALSE;

  if (guardians == NULL)
    return FALSE;

  for (guint i = 0; i < guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (guardians, i);

      if (!kl_reading_has (reading->guardians, guardian->id))
        continue;
      own = TRUE;
      viewer->custody = viewer->custody && guardian->custody;
    }
  if (!own)
    return TRUE;

  g_array_append_val (reading->pupils, pupil->id);
  if (get_age (reading, pupil) >= KL_CONSENT_AGE_ALONE)
    viewer->standing = MAX (viewer->standing, get_standing_of_parents (reading, pupil));
  return TRUE;
}

static gboolean
identify_parents (KlReading *reading, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;

  if (!choose_guardians (reading, error)
      || (disclosure->audience.id != 0 && !set_reader (reading, KL_PERSON_GUARDIAN, error)))
    return FALSE;

  disclosure->viewer.custody = TRUE;
  for (guint i = 0; i < disclosure->file->pupils->len; i++)
    if (!add_own_pupil (reading, get_member (reading, i)->pupil, error))
      return FALSE;

  return TRUE;
}

/* A child */

static gboolean
identify_child (KlReading *reading, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  const KlPupil *chosen = NULL;
  guint n_about = 0;

  for (guint i = 0; i < disclosure->file->pupils->len; i++)
    {
      const KlCasePupil *member = get_member (reading, i);

      if (disclosure->audience.id != 0 ? member->pupil->id != disclosure->audience.id
                                       : member->role != KL_CASE_ROLE_ABOUT)
        continue;
      chosen = member->pupil;
      n_about++;
    }
  if (n_about > 1)
    return kl_store_refuse (error, KL_STORE_ERROR_REFUSED,
                            _ ("There is more than one child in this case. Choose which."));
  if (chosen == NULL)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("No such child is known in this case."));

  disclosure->audience.id = chosen->id;
  disclosure->viewer.entitled = get_age (reading, chosen) >= KL_CONSENT_AGE_ALONE;
  g_array_append_val (reading->pupils, chosen->id);
  return set_reader (reading, KL_PERSON_PUPIL, error);
}

/**
 * kl_reading_identify:
 * @reading: with the whole case
 * @error: (out): return location for what went wrong
 *
 * Private to the store: finds out who reads, and on what ground.
 *
 * Returns: whether there is such a reader
 */
gboolean
kl_reading_identify (KlReading *reading, GError **error)
{
  switch (reading->disclosure->audience.kind)
    {
    case KL_AUDIENCE_PARTICIPANT:
      return identify_participant (reading, error);
    case KL_AUDIENCE_PARTNER:
      return identify_partner (reading, error);
    case KL_AUDIENCE_PARENTS:
      return identify_parents (reading, error);
    case KL_AUDIENCE_CHILD:
      return identify_child (reading, error);
    case KL_AUDIENCE_TEAM:
    default:
      take_every_pupil (reading);
      return TRUE;
    }
}

/* The names of others */

static gboolean
keep_colleagues (KlReading *reading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (reading->db, &sql, SQL_LIST_COLLEAGUES);

  kl_stmt_bind_int (stmt, 1, reading->disclosure->file->row->school_id);
  while (kl_stmt_step (stmt))
    {
      g_autofree char *name = kl_people_read_name (stmt, 0);

      kl_name_mask_keep (reading->disclosure->mask, name);
    }

  return kl_stmt_finish (stmt, error);
}

/* Brothers and sisters are no others to those who live with them. */
static void
keep_family (KlReading *reading)
{
  KlDisclosure *disclosure = reading->disclosure;
  const KlCaseFile *file = disclosure->file;
  const gboolean at_home = disclosure->audience.kind == KL_AUDIENCE_PARENTS
                           || disclosure->audience.kind == KL_AUDIENCE_CHILD;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = get_member (reading, i)->pupil;

      if (kl_reading_has (reading->pupils, pupil->id))
        kl_name_mask_keep (disclosure->mask, pupil->name);
    }
  for (guint i = 0; i < file->guardians->len; i++)
    kl_name_mask_keep (disclosure->mask,
                       ((const KlGuardian *) g_ptr_array_index (file->guardians, i))->name);
  for (guint i = 0; at_home && i < file->siblings->len; i++)
    kl_name_mask_keep (disclosure->mask,
                       ((const KlPupil *) g_ptr_array_index (file->siblings, i))->name);
}

static void
hide (KlReading *reading, const KlPupil *pupil)
{
  kl_name_mask_hide (reading->disclosure->mask, pupil->given, pupil->prefix, pupil->surname,
                     pupil->group_name, TRUE);
}

static gboolean
hide_school (KlReading *reading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (reading->db, &sql, SQL_LIST_PUPILS);

  kl_stmt_bind_int (stmt, 1, reading->disclosure->file->row->school_id);
  while (kl_stmt_step (stmt))
    if (!kl_reading_has (reading->pupils, kl_stmt_get_int (stmt, 0)))
      kl_name_mask_hide (reading->disclosure->mask, kl_stmt_get_text (stmt, 1),
                         kl_stmt_get_text (stmt, 2), kl_stmt_get_text (stmt, 3),
                         kl_stmt_get_text (stmt, 4), FALSE);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_reading_hide_others:
 * @reading: of which the reader is known
 * @error: (out): return location for what went wrong
 *
 * Private to the store: puts the names of the other children of the school in the mask, when it
 * leaves the team.
 *
 * Returns: whether they are known
 */
gboolean
kl_reading_hide_others (KlReading *reading, GError **error)
{
  const KlCaseFile *file = reading->disclosure->file;
  const gboolean at_home = reading->disclosure->audience.kind == KL_AUDIENCE_PARENTS
                           || reading->disclosure->audience.kind == KL_AUDIENCE_CHILD;

  if (kl_audience_is_team (reading->disclosure->audience.kind))
    return TRUE;

  keep_family (reading);
  for (guint i = 0; i < file->pupils->len; i++)
    if (!kl_reading_has (reading->pupils, get_member (reading, i)->pupil->id))
      hide (reading, get_member (reading, i)->pupil);
  for (guint i = 0; !at_home && i < file->siblings->len; i++)
    hide (reading, g_ptr_array_index (file->siblings, i));

  return keep_colleagues (reading, error) && hide_school (reading, error);
}
