/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-stream.h"

#include <string.h>

#include "kl-sealed-work.h"
#include "worker/kl-stream.h"

#define PIECE (60 * 1024)

typedef struct
{
  GByteArray *bytes;
  KlEdexmlSink sink;
  gpointer sink_data;
  GHashTable *locations;
} Encoder;

/* Auxiliary functions */

static void
flush (Encoder *self, guint least)
{
  if (self->bytes->len < MAX (least, 1))
    return;

  self->sink (self->bytes->data, self->bytes->len, self->sink_data);
  g_byte_array_set_size (self->bytes, 0);
}

static void
put (Encoder *self, guint64 number)
{
  kl_stream_put_number (self->bytes, number);
}

static void
put_text (Encoder *self, const char *text)
{
  if (text != NULL)
    kl_stream_put_text (self->bytes, text);
}

static guint
mark (const char *text, KlEdexmlMarks marks)
{
  return text != NULL ? marks : 0;
}

static guint
mark_name (const KlEdexmlName *name)
{
  return mark (name->surname, KL_EDEXML_HAS_SURNAME) | mark (name->prefix, KL_EDEXML_HAS_PREFIX)
         | mark (name->first_names, KL_EDEXML_HAS_FIRST_NAMES)
         | mark (name->initials, KL_EDEXML_HAS_INITIALS)
         | mark (name->call_name, KL_EDEXML_HAS_CALL_NAME);
}

static void
put_name (Encoder *self, const char *key, const KlEdexmlName *name)
{
  put_text (self, key);
  put_text (self, name->surname);
  put_text (self, name->prefix);
  put_text (self, name->first_names);
  put_text (self, name->initials);
  put_text (self, name->call_name);
}

/* One number for both: 0 is none, then the letters, then the years. */
static void
put_year (Encoder *self, int year, char letter)
{
  const char *found = letter != '\0' ? strchr (KL_EDEXML_YEAR_LETTERS, letter) : NULL;

  if (found != NULL)
    put (self, (guint64) (found - KL_EDEXML_YEAR_LETTERS) + 1);
  else if (year != KL_EDEXML_NO_YEAR)
    put (self, strlen (KL_EDEXML_YEAR_LETTERS) + 1 + (guint64) year);
  else
    put (self, 0);
}

static void
put_indexes (Encoder *self, const guint *indexes, guint n)
{
  put (self, n);
  for (guint i = 0; i < n; i++)
    put (self, indexes[i]);
}

/* Rows */

static void
put_school (Encoder *self, const KlEdexmlSchool *school)
{
  const char *const texts[KL_EDEXML_N_SCHOOL_TEXTS] = { school->brin,        school->location_code,
                                                        school->institution, school->key,
                                                        school->name,        school->version };

  put (self, (guint64) school->school_year);
  put (self, (guint64) school->reference_date);
  put (self, (guint64) school->created_on);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      put (self, texts[i] != NULL);
      put_text (self, texts[i]);
    }
}

static void
put_location (Encoder *self, const KlEdexmlLocation *location)
{
  put (self, location->line);
  put (self, location->name != NULL);
  put_text (self, location->key);
  put_text (self, location->name);
}

static void
put_group (Encoder *self, const KlEdexmlGroup *group)
{
  put (self, group->line);
  put (self, mark (group->key, KL_EDEXML_HAS_KEY) | KL_EDEXML_HAS_NAME
               | (group->combined ? KL_EDEXML_IS_COMBINED : 0));
  put_text (self, group->key);
  put_text (self, group->name);
  put_year (self, group->year, group->year_letter);
}

static guint64
find_location (Encoder *self, const char *key)
{
  return key != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->locations, key)) : 0;
}

static void
put_pupil (Encoder *self, const KlEdexmlPupil *pupil)
{
  put (self, pupil->line);
  put (self, mark (pupil->key, KL_EDEXML_HAS_KEY) | mark_name (&pupil->name)
               | mark (pupil->postcode, KL_EDEXML_HAS_POSTCODE)
               | (pupil->incomplete ? KL_EDEXML_IS_INCOMPLETE : 0));
  put_name (self, pupil->key, &pupil->name);
  put_text (self, pupil->postcode);
  put (self, (guint64) pupil->birth);
  put (self, (guint64) pupil->sex);
  put_year (self, pupil->year, pupil->year_letter);
  put (self, (guint64) (pupil->group - KL_EDEXML_UNKNOWN_GROUP));
  put_indexes (self, pupil->combined, pupil->n_combined);
  put (self, find_location (self, pupil->location));
  put (self, (guint64) pupil->enrolled_on);
  put (self, (guint64) pupil->left_on);
}

/* Of a row that was left out only counts who it was. */
static void
put_skipped (Encoder *self, const KlEdexmlPupil *pupil)
{
  put (self, pupil->line);
  put (self, mark (pupil->key, KL_EDEXML_HAS_KEY) | mark_name (&pupil->name));
  put_name (self, pupil->key, &pupil->name);
  put (self, (guint64) pupil->birth);
}

static void
put_teacher (Encoder *self, const KlEdexmlTeacher *teacher)
{
  put (self, teacher->line);
  put (self, mark (teacher->key, KL_EDEXML_HAS_KEY) | mark_name (&teacher->name)
               | (teacher->incomplete ? KL_EDEXML_IS_INCOMPLETE : 0));
  put_name (self, teacher->key, &teacher->name);
  put (self, teacher->n_roles);
  for (guint i = 0; i < teacher->n_roles; i++)
    put_text (self, teacher->roles[i]);
  put_indexes (self, teacher->groups, teacher->n_groups);
}

static void
put_problem (Encoder *self, const KlImportProblem *problem)
{
  put (self, problem->line);
  put (self, problem->row);
  put (self, problem->kind);
  put (self, problem->skipped != FALSE);
}

/* How many of each there are, those within rows as well. */
static void
put_counts (Encoder *self, const KlEdexml *edexml)
{
  guint64 n_indexes = 0, n_roles = 0;

  for (guint i = 0; i < edexml->n_pupils; i++)
    n_indexes += edexml->pupils[i].n_combined;
  for (guint i = 0; i < edexml->n_teachers; i++)
    {
      n_indexes += edexml->teachers[i].n_groups;
      n_roles += edexml->teachers[i].n_roles;
    }

  for (guint i = 0; i < KL_N_PRIVATE_KINDS; i++)
    put (self, edexml->dropped[i]);
  put (self, n_indexes);
  put (self, n_roles);
  put (self, edexml->n_locations);
  put (self, edexml->n_groups);
  put (self, edexml->n_pupils);
  put (self, edexml->n_skipped);
  put (self, edexml->n_teachers);
  put (self, edexml->n_problems);
  put (self, edexml->n_all_problems);
}

static void
put_rows (Encoder *self, const KlEdexml *edexml)
{
  for (guint i = 0; i < edexml->n_locations; i++, flush (self, PIECE))
    {
      put_location (self, &edexml->locations[i]);
      g_hash_table_insert (self->locations, (char *) edexml->locations[i].key,
                           GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < edexml->n_groups; i++, flush (self, PIECE))
    put_group (self, &edexml->groups[i]);
  for (guint i = 0; i < edexml->n_pupils; i++, flush (self, PIECE))
    put_pupil (self, &edexml->pupils[i]);
  for (guint i = 0; i < edexml->n_skipped; i++, flush (self, PIECE))
    put_skipped (self, &edexml->skipped[i]);
  for (guint i = 0; i < edexml->n_teachers; i++, flush (self, PIECE))
    put_teacher (self, &edexml->teachers[i]);
  for (guint i = 0; i < edexml->n_problems; i++, flush (self, PIECE))
    put_problem (self, &edexml->problems[i]);
}

/* Public API */

/**
 * kl_edexml_encode:
 * @edexml: what a file holds
 * @sink: (scope call): given the pieces
 * @sink_data: given to @sink
 *
 * Makes an answer of @edexml, piece by piece, for kl_edexml_decode().
 */
void
kl_edexml_encode (const KlEdexml *edexml, KlEdexmlSink sink, gpointer sink_data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GHashTable) locations = g_hash_table_new (g_str_hash, g_str_equal);
  Encoder self = { bytes, sink, sink_data, locations };

  g_return_if_fail (edexml != NULL && sink != NULL);

  put (&self, KL_SEALED_FILE);
  put_school (&self, &edexml->school);
  put_counts (&self, edexml);
  put_rows (&self, edexml);
  flush (&self, 0);
}

/**
 * kl_edexml_encode_fault:
 * @error: a #KlImportError
 * @sink: (scope call): given the answer
 * @sink_data: given to @sink
 *
 * Makes an answer of why a file could not be read.
 */
void
kl_edexml_encode_fault (const GError *error, KlEdexmlSink sink, gpointer sink_data)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_if_fail (error != NULL && sink != NULL);

  kl_sealed_put_fault (bytes, error);
  sink (bytes->data, bytes->len, sink_data);
}
