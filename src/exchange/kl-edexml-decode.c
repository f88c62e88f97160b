/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-stream.h"

#include <string.h>

#include "kl-edexml-holder.h"
#include "kl-edexml-values.h"
#include "kl-sealed-load.h"
#include "kl-sealed-work.h"
#include "worker/kl-stream.h"

/*
 * The answer of a worker may be made by the file that it read. So everything holds here that
 * the reader of a file sees to: what is out of bounds, points nowhere, is no clean text or
 * looks like a private number makes the whole answer a lie.
 */

#define MAX_PROBLEMS 1000
#define MAX_ROLES 16
#define MAX_REFERENCES 64
/* Text in form C is at most three times as long as it was. */
#define FORM_C_GROWTH 3
#define MAX_DATE 5373484 /* the last day of the year 9999 */

typedef struct
{
  KlStream stream;
  const KlImportLimits *limits;
  KlDate today;
  KlDate first_date;
  KlEdexmlHolder *holder;
  GHashTable *keys;
  guint *next_index;
  guint *last_index;
  const char **next_role;
  const char **last_role;
} Decoder;

/* Auxiliary functions: values */

static gboolean
refuse (Decoder *self)
{
  return kl_stream_refuse (&self->stream);
}

static guint
get (Decoder *self, guint64 max)
{
  return (guint) kl_stream_get_number (&self->stream, max);
}

static guint
get_line (Decoder *self)
{
  return get (self, G_MAXINT32);
}

static KlDate
get_date (Decoder *self, KlDate last)
{
  const KlDate date = (KlDate) get (self, (guint64) last);

  if (date != KL_DATE_NONE && date < self->first_date)
    refuse (self);
  return date;
}

static const char *
get_text (Decoder *self, gboolean is_there)
{
  const char *text;

  if (!is_there)
    return NULL;

  text = kl_stream_get_text (&self->stream, self->limits->max_text * FORM_C_GROWTH);
  if (!kl_edexml_is_clean (text) || kl_import_holds_private_number (text))
    refuse (self);
  return text;
}

/* No two rows of a kind have the same one. */
static const char *
get_key (Decoder *self, gboolean is_there)
{
  const char *key = get_text (self, is_there);

  if (key != NULL && !g_hash_table_add (self->keys, (char *) key))
    refuse (self);
  return key;
}

static gboolean
get_name (Decoder *self, guint marks, KlEdexmlName *name)
{
  name->surname = get_text (self, (marks & KL_EDEXML_HAS_SURNAME) != 0);
  name->prefix = get_text (self, (marks & KL_EDEXML_HAS_PREFIX) != 0);
  name->first_names = get_text (self, (marks & KL_EDEXML_HAS_FIRST_NAMES) != 0);
  name->initials = get_text (self, (marks & KL_EDEXML_HAS_INITIALS) != 0);
  name->call_name = get_text (self, (marks & KL_EDEXML_HAS_CALL_NAME) != 0);

  return name->surname != NULL || kl_edexml_name_get_given (name) != NULL;
}

static void
get_year (Decoder *self, int *year, char *letter)
{
  const guint n_letters = (guint) strlen (KL_EDEXML_YEAR_LETTERS);
  const guint number = get (self, n_letters + 1 + KL_EDEXML_LAST_YEAR);

  *year = number > n_letters ? (int) (number - n_letters - 1) : KL_EDEXML_NO_YEAR;
  *letter = number > 0 && number <= n_letters ? KL_EDEXML_YEAR_LETTERS[number - 1] : '\0';
  if (*year == 9 || *year == 10)
    refuse (self);
}

static const KlEdexmlGroup *
find_group (Decoder *self, guint index)
{
  return &self->holder->edexml.groups[index];
}

/* Classes that a row refers to; those of a pupil are combined ones. */
static const guint *
get_indexes (Decoder *self, gboolean combined, guint *n)
{
  guint *indexes = self->next_index;

  *n = get (self, MIN (MAX_REFERENCES, self->last_index - self->next_index));
  for (guint i = 0; i < *n; i++)
    {
      const guint index = get (self, G_MAXINT32);

      if (index >= self->holder->edexml.n_groups
          || (combined && !find_group (self, index)->combined))
        {
          refuse (self);
          return indexes;
        }
      *self->next_index++ = index;
    }

  return indexes;
}

static guint
get_count (Decoder *self, guint64 max)
{
  return kl_stream_get_count (&self->stream, max, 1);
}

/* Rows */

static void
get_school (Decoder *self)
{
  KlEdexmlSchool *school = &self->holder->edexml.school;
  const char **const texts[KL_EDEXML_N_SCHOOL_TEXTS] = {
    &school->brin, &school->location_code, &school->institution,
    &school->key,  &school->name,          &school->version
  };
  char brin[KL_EDEXML_BRIN_SIZE];
  const char *rest;

  school->school_year = (int) get (self, 2199);
  school->reference_date = get_date (self, MAX_DATE);
  school->created_on = get_date (self, MAX_DATE);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = get_text (self, get (self, 1) == 1);

  if ((school->school_year != 0 && school->school_year < 1900)
      || !kl_edexml_parse_brin (school->brin, brin, &rest) || rest != NULL
      || (school->location_code != NULL && !kl_edexml_is_location_code (school->location_code)))
    refuse (self);
}

static void
get_locations (Decoder *self, guint n)
{
  KlEdexmlLocation *locations = g_new0 (KlEdexmlLocation, n);

  self->holder->edexml.locations = locations;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      gboolean has_name;

      locations[i].line = get_line (self);
      has_name = get (self, 1) == 1;
      locations[i].key = get_key (self, TRUE);
      locations[i].name = get_text (self, has_name);
    }
  self->holder->edexml.n_locations = n;
}

static void
get_groups (Decoder *self, guint n)
{
  KlEdexmlGroup *groups = g_new0 (KlEdexmlGroup, n);

  self->holder->edexml.groups = groups;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      guint marks;

      groups[i].line = get_line (self);
      marks = get (self, KL_EDEXML_ALL_MARKS);
      groups[i].combined = (marks & KL_EDEXML_IS_COMBINED) != 0;
      groups[i].key = get_key (self, (marks & KL_EDEXML_HAS_KEY) != 0);
      groups[i].name = get_text (self, TRUE);
      get_year (self, &groups[i].year, &groups[i].year_letter);
    }
  self->holder->edexml.n_groups = n;
}

static void
get_postcode (Decoder *self, KlEdexmlPupil *pupil, gboolean is_there)
{
  char postcode[KL_EDEXML_POSTCODE_SIZE];

  pupil->postcode = get_text (self, is_there);
  if (pupil->postcode != NULL
      && (!kl_edexml_parse_postcode (pupil->postcode, postcode)
          || !g_str_equal (postcode, pupil->postcode)))
    refuse (self);
}

static void
get_place (Decoder *self, KlEdexmlPupil *pupil)
{
  const KlEdexml *edexml = &self->holder->edexml;
  guint location;

  pupil->group = (int) get (self, G_MAXINT32) + KL_EDEXML_UNKNOWN_GROUP;
  if (pupil->group >= 0
      && ((guint) pupil->group >= edexml->n_groups
          || find_group (self, (guint) pupil->group)->combined))
    refuse (self);
  pupil->combined = get_indexes (self, TRUE, &pupil->n_combined);
  location = get (self, edexml->n_locations);
  pupil->location = location > 0 ? edexml->locations[location - 1].key : NULL;
}

static void
get_pupil (Decoder *self, KlEdexmlPupil *pupil)
{
  static const int sexes[] = { 0, 1, 2, 9 };
  /* As kl_edexml_parse_stay() has it. */
  const KlDate last = self->today + KL_EDEXML_MAX_DAYS_AHEAD;
  guint marks;
  gboolean known = FALSE;

  pupil->line = get_line (self);
  marks = get (self, KL_EDEXML_ALL_MARKS);
  pupil->incomplete = (marks & KL_EDEXML_IS_INCOMPLETE) != 0;
  pupil->key = get_key (self, (marks & KL_EDEXML_HAS_KEY) != 0);
  if (!get_name (self, marks, &pupil->name))
    refuse (self);
  get_postcode (self, pupil, (marks & KL_EDEXML_HAS_POSTCODE) != 0);
  pupil->birth = get_date (self, MAX_DATE);
  if (pupil->birth != KL_DATE_NONE && !kl_date_is_plausible_birth (pupil->birth, self->today))
    refuse (self);
  pupil->sex = (int) get (self, 9);
  for (gsize i = 0; i < G_N_ELEMENTS (sexes); i++)
    known = known || pupil->sex == sexes[i];
  if (!known)
    refuse (self);
  get_year (self, &pupil->year, &pupil->year_letter);
  get_place (self, pupil);
  pupil->enrolled_on = get_date (self, last);
  pupil->left_on = get_date (self, last);
}

static void
get_pupils (Decoder *self, guint n)
{
  KlEdexmlPupil *pupils = g_new0 (KlEdexmlPupil, n);

  self->holder->edexml.pupils = pupils;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    get_pupil (self, &pupils[i]);
  self->holder->edexml.n_pupils = n;
}

/* Their keys can be those of others: that may be why they were left out. */
static void
get_skipped (Decoder *self, guint n)
{
  KlEdexmlPupil *skipped = g_new0 (KlEdexmlPupil, n);

  self->holder->edexml.skipped = skipped;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      guint marks;

      skipped[i].line = get_line (self);
      marks = get (self, KL_EDEXML_ALL_MARKS);
      skipped[i].key = get_text (self, (marks & KL_EDEXML_HAS_KEY) != 0);
      get_name (self, marks, &skipped[i].name);
      skipped[i].birth = get_date (self, MAX_DATE);
      skipped[i].year = KL_EDEXML_NO_YEAR;
      skipped[i].group = KL_EDEXML_NO_GROUP;
    }
  self->holder->edexml.n_skipped = n;
}

static void
get_teacher (Decoder *self, KlEdexmlTeacher *teacher)
{
  guint marks;

  teacher->line = get_line (self);
  marks = get (self, KL_EDEXML_ALL_MARKS);
  teacher->incomplete = (marks & KL_EDEXML_IS_INCOMPLETE) != 0;
  teacher->key = get_key (self, (marks & KL_EDEXML_HAS_KEY) != 0);
  if (!get_name (self, marks, &teacher->name))
    refuse (self);

  teacher->roles = self->next_role;
  teacher->n_roles = get (self, MIN (MAX_ROLES, self->last_role - self->next_role));
  for (guint i = 0; i < teacher->n_roles; i++)
    *self->next_role++ = get_text (self, TRUE);
  teacher->groups = get_indexes (self, FALSE, &teacher->n_groups);
}

static void
get_teachers (Decoder *self, guint n)
{
  KlEdexmlTeacher *teachers = g_new0 (KlEdexmlTeacher, n);

  self->holder->edexml.teachers = teachers;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    get_teacher (self, &teachers[i]);
  self->holder->edexml.n_teachers = n;
}

static void
get_problems (Decoder *self, guint n)
{
  KlImportProblem *problems = g_new0 (KlImportProblem, n);

  self->holder->edexml.problems = problems;
  for (guint i = 0; i < n && !self->stream.broken; i++)
    {
      const guint line = get_line (self);
      const KlImportRow row = get (self, KL_IMPORT_ROW_TEACHER);
      const KlImportProblemKind kind = get (self, KL_N_IMPORT_PROBLEMS - 1);

      kl_import_problem_init (&problems[i], line, row, kind, get (self, 1) == 1);
    }
  self->holder->edexml.n_problems = n;
}

static void
get_file (Decoder *self)
{
  KlEdexml *edexml = &self->holder->edexml;
  const guint max_rows = self->limits->max_rows;
  guint n_indexes, n_roles, n_locations, n_groups, n_pupils, n_skipped, n_teachers, n_problems;

  get_school (self);
  for (guint i = 0; i < KL_N_PRIVATE_KINDS; i++)
    edexml->dropped[i] = get (self, G_MAXINT32);
  n_indexes = get_count (self, G_MAXINT32);
  n_roles = get_count (self, G_MAXINT32);
  n_locations = get_count (self, max_rows);
  n_groups = get_count (self, max_rows);
  n_pupils = get_count (self, max_rows);
  n_skipped = get_count (self, max_rows - n_pupils);
  n_teachers = get_count (self, max_rows);
  n_problems = get_count (self, MAX_PROBLEMS);
  edexml->n_all_problems = get (self, G_MAXINT32);
  if (edexml->n_all_problems < n_problems)
    refuse (self);

  self->next_index = self->holder->indexes = g_new0 (guint, n_indexes + 1);
  self->last_index = self->next_index + n_indexes;
  self->next_role = self->holder->roles = g_new0 (const char *, n_roles + 1);
  self->last_role = self->next_role + n_roles;

  get_locations (self, n_locations);
  g_hash_table_remove_all (self->keys);
  get_groups (self, n_groups);
  g_hash_table_remove_all (self->keys);
  get_pupils (self, n_pupils);
  get_skipped (self, n_skipped);
  g_hash_table_remove_all (self->keys);
  get_teachers (self, n_teachers);
  get_problems (self, n_problems);
}

/* Public API */

/**
 * kl_edexml_decode:
 * @bytes: what a worker answered
 * @today: the current day
 * @limits: what was allowed
 * @error: return location for a #KlImportError, or %KL_WORKER_ERROR_LIED
 *
 * Reads what kl_edexml_encode() made, trusting nothing in it.
 *
 * Returns: (transfer full): what the file holds; %NULL when it could not be read or the
 *   answer cannot be right
 */
KlEdexml *
kl_edexml_decode (GBytes *bytes, KlDate today, const KlImportLimits *limits, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (KlEdexml) edexml = NULL;
  Decoder self = {
    .limits = limits, .today = today, .first_date = kl_date_new (1900, 1, 1), .keys = keys
  };

  g_return_val_if_fail (bytes != NULL && limits != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self.holder = kl_edexml_holder_new ();
  edexml = &self.holder->edexml;
  self.holder->bytes = g_bytes_ref (bytes);
  kl_stream_init (&self.stream, bytes);

  if (get (&self, KL_SEALED_FILE) == KL_SEALED_FILE)
    get_file (&self);
  else if (kl_sealed_get_fault (&self.stream, error))
    return NULL;

  if (!kl_stream_is_whole (&self.stream))
    {
      kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
      return NULL;
    }
  return g_steal_pointer (&edexml);
}
