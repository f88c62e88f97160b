/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-school.h"

#include <glib/gi18n-lib.h>

#include "store/kl-schools.h"

/* Auxiliary functions */

static int
get_school_year (const KlEdexml *edexml, KlDate today)
{
  return edexml->school.school_year > 0 ? edexml->school.school_year
                                        : kl_date_get_school_year (today);
}

typedef struct
{
  const KlRoster *roster;
  KlRosterResult *result;
} Writing;

/* A school that the file brings along is made in the same transaction as its pupils. */
static gboolean
write_all (KlDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  KlSchool *school = writing->roster->school;

  if (school->id == 0 && !kl_schools_add (db, school, error))
    return FALSE;

  return kl_rosters_apply (db, writing->roster, writing->result, error);
}

/* Public API */

/**
 * kl_import_find_school:
 * @db: a connection
 * @edexml: a file
 * @school_id: (out): the school that has the file's codes, or 0 when none has
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it could be looked up
 */
gboolean
kl_import_find_school (KlDb *db, const KlEdexml *edexml, gint64 *school_id, GError **error)
{
  g_return_val_if_fail (db != NULL && edexml != NULL && school_id != NULL, FALSE);

  *school_id = 0;
  if (edexml->school.brin == NULL)
    return TRUE;

  return kl_schools_find (db, edexml->school.brin, edexml->school.location_code, school_id, error);
}

/**
 * kl_import_make_school:
 * @edexml: a file
 *
 * Returns: (transfer full): the school as the file describes it, not yet kept (id 0)
 */
KlSchool *
kl_import_make_school (const KlEdexml *edexml)
{
  KlSchool *school = g_new0 (KlSchool, 1);

  g_return_val_if_fail (edexml != NULL, school);

  school->name = g_strdup (edexml->school.name);
  if (school->name == NULL && edexml->school.brin != NULL)
    /* Translators: a school of which only the code is known; the code follows */
    school->name = g_strdup_printf (_ ("School %s"), edexml->school.brin);
  if (school->name == NULL)
    school->name = g_strdup (_ ("New school"));
  school->brin = g_strdup (edexml->school.brin);
  school->location_code = g_strdup (edexml->school.location_code);
  school->region = KL_REGION_ZUID;
  school->contact_norm = 7;

  return school;
}

/**
 * kl_import_propose:
 * @db: a connection
 * @edexml: a file
 * @school_id: the school to compare with, or 0 for a school that is new
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): what the import would do; nothing is written
 */
KlImportProposal *
kl_import_propose (KlDb *db, KlEdexml *edexml, gint64 school_id, KlDate today, GError **error)
{
  int school_year;
  KlRoster *roster;

  g_return_val_if_fail (db != NULL && edexml != NULL, NULL);

  school_year = get_school_year (edexml, today);
  if (school_id != 0)
    {
      roster = kl_rosters_load (db, school_id, school_year, error);
    }
  else
    {
      roster = kl_roster_new (school_year);
      roster->school = kl_import_make_school (edexml);
    }

  return roster != NULL ? kl_import_proposal_new (roster, edexml, today) : NULL;
}

/**
 * kl_import_write:
 * @db: a connection
 * @proposal: what was accepted
 * @result: (out) (optional): what was written
 * @error: (out): return location for what went wrong
 *
 * Writes what was accepted in one transaction.
 *
 * Returns: %TRUE when all of it is kept; nothing is when not
 */
gboolean
kl_import_write (KlDb *db, KlImportProposal *proposal, KlRosterResult *result, GError **error)
{
  g_autoptr (KlRoster) roster = NULL;
  Writing writing = { .result = result };

  g_return_val_if_fail (db != NULL && proposal != NULL, FALSE);

  roster = kl_import_proposal_make_roster (proposal);
  writing.roster = roster;

  return kl_db_transaction (db, write_all, &writing, error);
}
