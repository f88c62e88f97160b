/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-duo-proposal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/kl-schools.h"

/*
 * A school is known by its BRIN and its location; its name in the vault stays as the people
 * there call it. What the file does not say it does not take away.
 */

#define BRIN_LENGTH 4
#define CONTACT_NORM 7

/* Auxiliary functions */

static void
change_free (gpointer data)
{
  KlDuoChange *change = data;

  g_clear_pointer (&change->before, kl_school_free);
  kl_school_free (change->after);
  g_free (change);
}

static gboolean
take_text (char **kept, const char *incoming)
{
  if (incoming == NULL || *incoming == '\0')
    return FALSE;

  return g_set_str (kept, incoming);
}

/* As it is written on an envelope: "5224 BW". */
static char *
write_postcode (const char *postcode)
{
  return strlen (postcode) == 6 ? g_strdup_printf ("%.4s %s", postcode, postcode + 4)
                                : g_strdup (postcode);
}

/* Written with a space or without, a postcode is the same. */
static gboolean
is_same_postcode (const char *one, const char *other)
{
  const char *a = one != NULL ? one : "", *b = other != NULL ? other : "";

  for (;; a++, b++)
    {
      a += strspn (a, " ");
      b += strspn (b, " ");
      if (g_ascii_toupper (*a) != g_ascii_toupper (*b))
        return FALSE;
      if (*a == '\0')
        return TRUE;
    }
}

/* Returns: whether anything is different now */
static gboolean
take_place (KlSchool *school, const KlDuoSchool *incoming)
{
  g_autofree char *postcode = write_postcode (incoming->postcode);
  gboolean changed = take_text (&school->address, incoming->street);

  if (!is_same_postcode (school->postcode, postcode))
    changed |= take_text (&school->postcode, postcode);
  changed |= take_text (&school->town, incoming->town);
  if (incoming->has_location
      && (!school->has_location || school->latitude != incoming->latitude
          || school->longitude != incoming->longitude))
    {
      school->has_location = TRUE;
      school->latitude = incoming->latitude;
      school->longitude = incoming->longitude;
      changed = TRUE;
    }

  return changed;
}

static KlSchool *
make_school (const KlDuoSchool *incoming)
{
  KlSchool *school = g_new0 (KlSchool, 1);

  school->name = g_strdup (incoming->name);
  school->brin = g_strndup (incoming->code, BRIN_LENGTH);
  school->location_code = g_strdup (incoming->code + BRIN_LENGTH);
  school->kind = incoming->secondary ? KL_SCHOOL_SECONDARY : KL_SCHOOL_PRIMARY;
  school->region = incoming->has_region ? incoming->region : KL_REGION_ZUID;
  school->neighbourhood = g_strdup (incoming->neighbourhood);
  school->contact_norm = CONTACT_NORM;
  take_place (school, incoming);

  return school;
}

static gboolean
find_before (KlDb *db, const KlDuoSchool *incoming, KlSchool **before, GError **error)
{
  g_autofree char *brin = g_strndup (incoming->code, BRIN_LENGTH);
  gint64 school_id;

  *before = NULL;
  if (!kl_schools_find (db, brin, incoming->code + BRIN_LENGTH, &school_id, error))
    return FALSE;
  if (school_id == 0)
    return TRUE;

  *before = kl_schools_get (db, school_id, error);
  return *before != NULL;
}

static gboolean
propose_school (KlDb *db,
                KlDuoProposal *proposal,
                const KlDuoSchool *incoming,
                gboolean wanted,
                GError **error)
{
  g_autoptr (KlSchool) before = NULL;
  KlDuoChange *change;

  if (!find_before (db, incoming, &before, error))
    return FALSE;
  if (before == NULL && !wanted)
    {
      proposal->n_elsewhere++;
      return TRUE;
    }

  change = g_new0 (KlDuoChange, 1);
  change->after = before != NULL ? kl_school_copy (before) : make_school (incoming);
  if (before == NULL)
    change->kind = KL_DUO_ADDED;
  else
    change->kind = take_place (change->after, incoming) ? KL_DUO_CHANGED : KL_DUO_SAME;
  change->before = g_steal_pointer (&before);
  g_ptr_array_add (proposal->changes, change);
  return TRUE;
}

static gboolean
write_changes (KlDb *db, gpointer data, GError **error)
{
  const KlDuoProposal *proposal = data;

  for (guint i = 0; i < proposal->changes->len; i++)
    {
      const KlDuoChange *change = g_ptr_array_index (proposal->changes, i);

      if (change->kind == KL_DUO_SAME)
        continue;
      if (change->kind == KL_DUO_ADDED && !kl_schools_add (db, change->after, error))
        return FALSE;
      if (!kl_schools_place (db, change->after, error))
        return FALSE;
    }

  return TRUE;
}

static char *
describe_place (const KlSchool *school)
{
  g_autoptr (GString) text = g_string_new (school->address);

  if (school->postcode != NULL && *school->postcode != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", school->postcode);
  if (school->town != NULL && *school->town != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", school->town);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Public API */

/**
 * kl_duo_propose:
 * @db: a connection
 * @schools: (element-type KlDuoSchool): what a file holds
 * @municipality: (nullable): number of the municipality whose schools are added
 * @error: (out): return location for what went wrong
 *
 * Compares a file with the schools of a vault. Those of the vault are brought up to date;
 * others are only added when they lie in @municipality. Of a code that comes twice the first
 * counts.
 *
 * Returns: (transfer full): what would be done; nothing is written
 */
KlDuoProposal *
kl_duo_propose (KlDb *db, GPtrArray *schools, const char *municipality, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KlDuoProposal) proposal = NULL;

  g_return_val_if_fail (db != NULL && schools != NULL, NULL);

  proposal = g_new0 (KlDuoProposal, 1);
  proposal->changes = g_ptr_array_new_with_free_func (change_free);
  for (guint i = 0; i < schools->len; i++)
    {
      const KlDuoSchool *school = g_ptr_array_index (schools, i);
      const gboolean wanted = municipality != NULL && kl_duo_school_is_in (school, municipality);

      if (g_hash_table_add (codes, school->code)
          && !propose_school (db, proposal, school, wanted, error))
        return NULL;
    }

  return g_steal_pointer (&proposal);
}

/**
 * kl_duo_proposal_free:
 * @proposal: (transfer full) (nullable): a proposal
 */
void
kl_duo_proposal_free (KlDuoProposal *proposal)
{
  if (proposal == NULL)
    return;

  g_ptr_array_unref (proposal->changes);
  g_free (proposal);
}

/**
 * kl_duo_proposal_count:
 * @proposal: a proposal
 * @kind: what becomes of a school
 *
 * Returns: how many schools that is
 */
guint
kl_duo_proposal_count (const KlDuoProposal *proposal, KlDuoChangeKind kind)
{
  guint n = 0;

  g_return_val_if_fail (proposal != NULL, 0);

  for (guint i = 0; i < proposal->changes->len; i++)
    n += ((const KlDuoChange *) g_ptr_array_index (proposal->changes, i))->kind == kind;

  return n;
}

/**
 * kl_duo_proposal_is_empty:
 * @proposal: a proposal
 *
 * Returns: whether there is nothing to write
 */
gboolean
kl_duo_proposal_is_empty (const KlDuoProposal *proposal)
{
  g_return_val_if_fail (proposal != NULL, TRUE);

  return kl_duo_proposal_count (proposal, KL_DUO_SAME) == proposal->changes->len;
}

/**
 * kl_duo_change_to_string:
 * @change: what becomes of a school
 *
 * Returns: (transfer full): one line for a person: its name, and where it stands or stood
 */
char *
kl_duo_change_to_string (const KlDuoChange *change)
{
  g_autofree char *after = NULL, *before = NULL;

  g_return_val_if_fail (change != NULL, NULL);

  after = describe_place (change->after);
  if (change->before == NULL)
    return g_strdup_printf ("%s (%s%s)%s%s", change->after->name, change->after->brin,
                            change->after->location_code, *after != '\0' ? ", " : "", after);

  before = describe_place (change->before);
  if (strcmp (before, after) == 0 && !change->before->has_location)
    return g_strdup_printf (_ ("%s: its place on the map"), change->after->name);
  if (strcmp (before, after) == 0)
    return g_strdup_printf (_ ("%s: another place on the map"), change->after->name);
  if (*before == '\0')
    return g_strdup_printf ("%s: %s", change->after->name, after);
  return g_strdup_printf ("%s: %s → %s", change->after->name, before, after);
}

/**
 * kl_duo_write:
 * @db: a connection
 * @proposal: what was accepted
 * @error: (out): return location for what went wrong
 *
 * Writes the proposal in one transaction.
 *
 * Returns: %TRUE when all of it is kept; nothing is when not
 */
gboolean
kl_duo_write (KlDb *db, const KlDuoProposal *proposal, GError **error)
{
  g_return_val_if_fail (db != NULL && proposal != NULL, FALSE);

  return kl_db_transaction (db, write_changes, (gpointer) proposal, error);
}
