/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-builder.h"
#include "kl-edexml-holder.h"
#include "kl-edexml-values.h"

#include <string.h>

#define MAX_PROBLEMS 1000
#define MAX_REFERENCES 64
#define MAX_ROLES 16
#define MAX_VERSION 8
#define N_FIELDS (KL_EDEXML_FIELD_ROLE + 1)
#define ARENA_BLOCK (64 * 1024)

/* The row that is being read. */
typedef struct
{
  KlImportRow kind;
  guint line;
  gboolean combined;
  gboolean too_long;
  gboolean too_many;
  const char *key;
  const char *location;
  const char *texts[N_FIELDS];
  const char *roles[MAX_ROLES];
  guint n_roles;
  guint first_reference;
} Row;

/* Where the references and roles of a pupil or teacher start; pointers come at the end. */
typedef struct
{
  guint first;
  guint n;
} Range;

struct _KlEdexmlBuilder
{
  KlEdexml *edexml;
  const KlImportLimits *limits;
  KlDate today;
  GStringChunk *arena;
  GHashTable *keys[KL_IMPORT_ROW_TEACHER + 1];
  guint n_rows[KL_IMPORT_ROW_TEACHER + 1];
  GArray *locations;
  GArray *groups;
  GArray *pupils;
  GArray *pupil_references;
  GArray *teachers;
  GArray *teacher_references;
  GArray *teacher_roles;
  GArray *skipped;
  GArray *problems;
  GPtrArray *references;
  GPtrArray *roles;
  Row row;
};

/* Auxiliary functions: problems and text */

static void
report (KlEdexmlBuilder *self,
        guint line,
        KlImportRow row,
        KlImportProblemKind kind,
        gboolean skipped)
{
  KlImportProblem problem;

  self->edexml->n_all_problems++;
  if (self->problems->len >= MAX_PROBLEMS)
    return;

  kl_import_problem_init (&problem, line, row, kind, skipped);
  g_array_append_val (self->problems, problem);
}

static void
report_row (KlEdexmlBuilder *self, KlImportProblemKind kind, gboolean skipped)
{
  report (self, self->row.line, self->row.kind, kind, skipped);
}

/* Returns: (nullable): the text as it is kept, or NULL when nothing is left of it. */
static const char *
keep (KlEdexmlBuilder *self, char *text, gboolean shared)
{
  g_autofree char *clean = NULL;

  if (g_str_is_ascii (text))
    kl_edexml_clean_ascii (text);
  else
    text = clean = kl_edexml_clean_unicode (text);

  if (*text == '\0')
    return NULL;
  if (kl_import_holds_private_number (text))
    {
      kl_edexml_builder_drop (self, KL_PRIVATE_BSN);
      return NULL;
    }

  return shared ? g_string_chunk_insert_const (self->arena, text)
                : g_string_chunk_insert (self->arena, text);
}

static const char *
keep_key (KlEdexmlBuilder *self, const char *key, gboolean shared)
{
  g_autofree char *copy = NULL;

  if (key == NULL)
    return NULL;
  if (strlen (key) > self->limits->max_text)
    {
      kl_edexml_builder_too_long (self);
      return NULL;
    }

  copy = g_strdup (key);
  return keep (self, copy, shared);
}

/* A key that starts with '#' is a different one in the next export. */
static const char *
get_stable_key (const char *key)
{
  return key != NULL && *key != '#' ? key : NULL;
}

/* Auxiliary functions: rows */

static const char *
get_text (KlEdexmlBuilder *self, KlEdexmlField field)
{
  return self->row.texts[field];
}

static void
get_name (KlEdexmlBuilder *self, KlEdexmlName *name)
{
  name->surname = get_text (self, KL_EDEXML_FIELD_SURNAME);
  name->prefix = get_text (self, KL_EDEXML_FIELD_PREFIX);
  name->first_names = get_text (self, KL_EDEXML_FIELD_FIRST_NAMES);
  name->initials = get_text (self, KL_EDEXML_FIELD_INITIALS);
  name->call_name = get_text (self, KL_EDEXML_FIELD_CALL_NAME);
}

/* What is wrong with every kind of row: a value that is too long, a key that came before. */
static gboolean
check_row (KlEdexmlBuilder *self)
{
  const Row *row = &self->row;

  if (row->too_long)
    report_row (self, KL_IMPORT_PROBLEM_TOO_LONG, TRUE);
  else if (row->key != NULL && g_hash_table_contains (self->keys[row->kind], row->key))
    report_row (self, KL_IMPORT_PROBLEM_DUPLICATE_KEY, TRUE);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_name (KlEdexmlBuilder *self, const KlEdexmlName *name)
{
  if (kl_edexml_name_get_given (name) != NULL || name->surname != NULL)
    return TRUE;

  report_row (self, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE);
  return FALSE;
}

/* Notes the key of a row that counts, with its place among its kind. */
static void
remember_key (KlEdexmlBuilder *self, guint index)
{
  if (self->row.key != NULL)
    g_hash_table_insert (self->keys[self->row.kind], (char *) self->row.key,
                         GUINT_TO_POINTER (index));
}

static Range
close_references (KlEdexmlBuilder *self)
{
  if (self->row.too_many)
    report_row (self, KL_IMPORT_PROBLEM_TOO_MANY, FALSE);

  return (Range) { self->row.first_reference, self->references->len - self->row.first_reference };
}

static gboolean
set_school_code (KlEdexmlBuilder *self, KlEdexmlSchool *school)
{
  const char *location = get_text (self, KL_EDEXML_FIELD_LOCATION_CODE);
  char brin[KL_EDEXML_BRIN_SIZE];
  const char *rest;

  if (!kl_edexml_parse_brin (get_text (self, KL_EDEXML_FIELD_BRIN), brin, &rest))
    return FALSE;
  if (location == NULL)
    location = rest;
  if (location != NULL && !kl_edexml_is_location_code (location))
    return FALSE;

  school->brin = *brin != '\0' ? g_string_chunk_insert (self->arena, brin) : NULL;
  school->location_code = location;
  return TRUE;
}

static void
end_school (KlEdexmlBuilder *self)
{
  KlEdexmlSchool *school = &self->edexml->school;
  const char *version = get_text (self, KL_EDEXML_FIELD_VERSION);

  if (!kl_edexml_parse_school_year (get_text (self, KL_EDEXML_FIELD_SCHOOL_YEAR),
                                    &school->school_year))
    report_row (self, KL_IMPORT_PROBLEM_BAD_SCHOOL_YEAR, FALSE);
  if (!set_school_code (self, school))
    report_row (self, KL_IMPORT_PROBLEM_BAD_SCHOOL_CODE, FALSE);
  if (!kl_edexml_parse_date (get_text (self, KL_EDEXML_FIELD_REFERENCE_DATE),
                             &school->reference_date)
      || !kl_edexml_parse_date (get_text (self, KL_EDEXML_FIELD_CREATED_ON), &school->created_on))
    report_row (self, KL_IMPORT_PROBLEM_BAD_DATE, FALSE);
  if (self->row.too_long)
    report_row (self, KL_IMPORT_PROBLEM_TOO_LONG, FALSE);

  school->institution = get_text (self, KL_EDEXML_FIELD_INSTITUTION);
  school->key = get_text (self, KL_EDEXML_FIELD_SCHOOL_KEY);
  school->name = get_text (self, KL_EDEXML_FIELD_NAME);
  school->version = version != NULL && strlen (version) <= MAX_VERSION ? version : NULL;
}

static void
end_location (KlEdexmlBuilder *self)
{
  const KlEdexmlLocation location = { .line = self->row.line,
                                      .key = self->row.key,
                                      .name = get_text (self, KL_EDEXML_FIELD_NAME) };

  if (!check_row (self))
    return;
  if (location.key == NULL)
    {
      report_row (self, KL_IMPORT_PROBLEM_MISSING_KEY, TRUE);
      return;
    }

  remember_key (self, self->locations->len);
  g_array_append_val (self->locations, location);
}

static void
end_group (KlEdexmlBuilder *self)
{
  KlEdexmlGroup group = { .line = self->row.line,
                          .key = get_stable_key (self->row.key),
                          .name = get_text (self, KL_EDEXML_FIELD_NAME),
                          .combined = self->row.combined };

  if (!check_row (self))
    return;
  if (self->row.key == NULL)
    {
      report_row (self, KL_IMPORT_PROBLEM_MISSING_KEY, TRUE);
      return;
    }
  if (group.name == NULL)
    {
      report_row (self, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE);
      return;
    }
  if (!kl_edexml_parse_year (get_text (self, KL_EDEXML_FIELD_YEAR), &group.year,
                             &group.year_letter))
    report_row (self, KL_IMPORT_PROBLEM_UNKNOWN_YEAR, FALSE);

  remember_key (self, self->groups->len);
  g_array_append_val (self->groups, group);
}

/* The values of a pupil without which the row cannot be trusted. */
static gboolean
check_pupil (KlEdexmlBuilder *self, KlEdexmlPupil *pupil)
{
  if (!kl_edexml_parse_birth (get_text (self, KL_EDEXML_FIELD_BIRTH), self->today, &pupil->birth))
    {
      pupil->birth = KL_DATE_NONE;
      report_row (self, KL_IMPORT_PROBLEM_BAD_BIRTH, TRUE);
      return FALSE;
    }
  if (!kl_edexml_parse_stay (get_text (self, KL_EDEXML_FIELD_ENROLLED_ON), self->today,
                             &pupil->enrolled_on)
      || !kl_edexml_parse_stay (get_text (self, KL_EDEXML_FIELD_LEFT_ON), self->today,
                                &pupil->left_on))
    {
      report_row (self, KL_IMPORT_PROBLEM_BAD_DATE, TRUE);
      return FALSE;
    }

  return TRUE;
}

static void
end_pupil (KlEdexmlBuilder *self)
{
  KlEdexmlPupil pupil = { .line = self->row.line,
                          .key = get_stable_key (self->row.key),
                          .group = KL_EDEXML_NO_GROUP,
                          .location = self->row.location };
  char postcode[KL_EDEXML_POSTCODE_SIZE];
  Range references;

  get_name (self, &pupil.name);
  if (!check_row (self) || !check_name (self, &pupil.name) || !check_pupil (self, &pupil))
    {
      g_ptr_array_set_size (self->references, self->row.first_reference);
      g_array_append_val (self->skipped, pupil);
      return;
    }

  if (!kl_edexml_parse_sex (get_text (self, KL_EDEXML_FIELD_SEX), &pupil.sex))
    report_row (self, KL_IMPORT_PROBLEM_UNKNOWN_SEX, FALSE);
  if (!kl_edexml_parse_year (get_text (self, KL_EDEXML_FIELD_YEAR), &pupil.year,
                             &pupil.year_letter))
    report_row (self, KL_IMPORT_PROBLEM_UNKNOWN_YEAR, FALSE);
  if (!kl_edexml_parse_postcode (get_text (self, KL_EDEXML_FIELD_POSTCODE), postcode))
    report_row (self, KL_IMPORT_PROBLEM_BAD_POSTCODE, FALSE);
  else if (*postcode != '\0')
    pupil.postcode = g_string_chunk_insert_const (self->arena, postcode);

  pupil.incomplete = self->row.too_many;
  references = close_references (self);
  remember_key (self, self->pupils->len);
  g_array_append_val (self->pupils, pupil);
  g_array_append_val (self->pupil_references, references);
}

static void
end_teacher (KlEdexmlBuilder *self)
{
  KlEdexmlTeacher teacher = { .line = self->row.line, .key = get_stable_key (self->row.key) };
  Range references, roles = { self->roles->len, self->row.n_roles };

  get_name (self, &teacher.name);
  if (!check_row (self) || !check_name (self, &teacher.name))
    {
      g_ptr_array_set_size (self->references, self->row.first_reference);
      return;
    }

  for (guint i = 0; i < self->row.n_roles; i++)
    g_ptr_array_add (self->roles, (char *) self->row.roles[i]);
  teacher.incomplete = self->row.too_many;
  references = close_references (self);
  remember_key (self, self->teachers->len);
  g_array_append_val (self->teachers, teacher);
  g_array_append_val (self->teacher_references, references);
  g_array_append_val (self->teacher_roles, roles);
}

static void
add_role (KlEdexmlBuilder *self, const char *role)
{
  for (guint i = 0; i < self->row.n_roles; i++)
    if (self->row.roles[i] == role)
      return;

  if (self->row.n_roles == MAX_ROLES)
    self->row.too_many = TRUE;
  else
    self->row.roles[self->row.n_roles++] = role;
}

/* Auxiliary functions: finishing */

/* Finds the classes that a row refers to; unknown ones are reported once for the row. */
static guint
resolve (KlEdexmlBuilder *self, Range range, guint line, KlImportRow row, guint *indexes)
{
  guint n = 0;
  gboolean unknown = FALSE;

  for (guint i = 0; i < range.n; i++)
    {
      gpointer index;

      if (g_hash_table_lookup_extended (self->keys[KL_IMPORT_ROW_GROUP],
                                        self->references->pdata[range.first + i], NULL, &index))
        indexes[n++] = GPOINTER_TO_UINT (index);
      else
        unknown = TRUE;
    }

  if (unknown)
    report (self, line, row, KL_IMPORT_PROBLEM_UNKNOWN_GROUP, FALSE);
  return n;
}

static const KlEdexmlGroup *
get_group (KlEdexmlBuilder *self, guint index)
{
  return &g_array_index (self->groups, KlEdexmlGroup, index);
}

static guint
resolve_pupil (KlEdexmlBuilder *self, KlEdexmlPupil *pupil, Range range, guint *indexes)
{
  const guint n = resolve (self, range, pupil->line, KL_IMPORT_ROW_PUPIL, indexes);
  guint n_combined = 0;

  if (n < range.n)
    {
      pupil->group = KL_EDEXML_UNKNOWN_GROUP;
      pupil->incomplete = TRUE;
    }
  for (guint i = 0; i < n; i++)
    if (get_group (self, indexes[i])->combined)
      indexes[n_combined++] = indexes[i];
    else
      pupil->group = (int) indexes[i];

  pupil->combined = indexes;
  pupil->n_combined = n_combined;
  return n_combined;
}

/* The pupil's own year group outranks that of the class. */
static void
inherit_year (KlEdexmlBuilder *self, KlEdexmlPupil *pupil)
{
  const KlEdexmlGroup *group;

  if (pupil->year != KL_EDEXML_NO_YEAR || pupil->year_letter != '\0' || pupil->group < 0)
    return;

  group = get_group (self, (guint) pupil->group);
  pupil->year = group->year;
  pupil->year_letter = group->year_letter;
}

static void
check_location (KlEdexmlBuilder *self, KlEdexmlPupil *pupil)
{
  if (pupil->location == NULL
      || g_hash_table_contains (self->keys[KL_IMPORT_ROW_LOCATION], pupil->location))
    return;

  pupil->location = NULL;
  /* Without a list of locations the reference says nothing, and is no mistake. */
  if (self->locations->len > 0)
    report (self, pupil->line, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_UNKNOWN_LOCATION, FALSE);
}

static void
resolve_all (KlEdexmlBuilder *self, KlEdexmlHolder *holder)
{
  guint *indexes = holder->indexes = g_new (guint, self->references->len + 1);

  for (guint i = 0; i < self->pupils->len; i++)
    {
      KlEdexmlPupil *pupil = &g_array_index (self->pupils, KlEdexmlPupil, i);

      indexes +=
        resolve_pupil (self, pupil, g_array_index (self->pupil_references, Range, i), indexes);
      inherit_year (self, pupil);
      check_location (self, pupil);
    }
  for (guint i = 0; i < self->teachers->len; i++)
    {
      KlEdexmlTeacher *teacher = &g_array_index (self->teachers, KlEdexmlTeacher, i);
      const Range roles = g_array_index (self->teacher_roles, Range, i);
      const Range range = g_array_index (self->teacher_references, Range, i);

      teacher->groups = indexes;
      teacher->n_groups = resolve (self, range, teacher->line, KL_IMPORT_ROW_TEACHER, indexes);
      teacher->incomplete |= teacher->n_groups < range.n;
      indexes += teacher->n_groups;
      teacher->roles = roles.n > 0 ? holder->roles + roles.first : NULL;
      teacher->n_roles = roles.n;
    }
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const KlImportProblem *first = a, *second = b;

  return (first->line > second->line) - (first->line < second->line);
}

#define STEAL(array, length) (gpointer) g_array_steal (array, length)

static void
steal_arrays (KlEdexmlBuilder *self, KlEdexml *edexml)
{
  gsize n;

  edexml->locations = STEAL (self->locations, &n);
  edexml->n_locations = n;
  edexml->groups = STEAL (self->groups, &n);
  edexml->n_groups = n;
  edexml->pupils = STEAL (self->pupils, &n);
  edexml->n_pupils = n;
  edexml->teachers = STEAL (self->teachers, &n);
  edexml->n_teachers = n;
  edexml->skipped = STEAL (self->skipped, &n);
  edexml->n_skipped = n;
  edexml->problems = STEAL (self->problems, &n);
  edexml->n_problems = n;
}

/* Builder */

KlEdexmlBuilder *
kl_edexml_builder_new (KlDate today, const KlImportLimits *limits)
{
  KlEdexmlBuilder *self = g_new0 (KlEdexmlBuilder, 1);

  self->edexml = (KlEdexml *) kl_edexml_holder_new ();
  self->limits = limits;
  self->today = today;
  self->arena = g_string_chunk_new (ARENA_BLOCK);
  for (gsize i = 0; i < G_N_ELEMENTS (self->keys); i++)
    self->keys[i] = g_hash_table_new (g_str_hash, g_str_equal);
  self->locations = g_array_new (FALSE, FALSE, sizeof (KlEdexmlLocation));
  self->groups = g_array_new (FALSE, FALSE, sizeof (KlEdexmlGroup));
  self->pupils = g_array_new (FALSE, FALSE, sizeof (KlEdexmlPupil));
  self->pupil_references = g_array_new (FALSE, FALSE, sizeof (Range));
  self->teachers = g_array_new (FALSE, FALSE, sizeof (KlEdexmlTeacher));
  self->teacher_references = g_array_new (FALSE, FALSE, sizeof (Range));
  self->teacher_roles = g_array_new (FALSE, FALSE, sizeof (Range));
  self->skipped = g_array_new (FALSE, FALSE, sizeof (KlEdexmlPupil));
  self->problems = g_array_new (FALSE, FALSE, sizeof (KlImportProblem));
  self->references = g_ptr_array_new ();
  self->roles = g_ptr_array_new ();

  return self;
}

void
kl_edexml_builder_free (KlEdexmlBuilder *self)
{
  g_clear_pointer (&self->edexml, kl_edexml_unref);
  g_clear_pointer (&self->arena, g_string_chunk_free);
  for (gsize i = 0; i < G_N_ELEMENTS (self->keys); i++)
    g_hash_table_unref (self->keys[i]);
  g_array_unref (self->locations);
  g_array_unref (self->groups);
  g_array_unref (self->pupils);
  g_array_unref (self->pupil_references);
  g_array_unref (self->teachers);
  g_array_unref (self->teacher_references);
  g_array_unref (self->teacher_roles);
  g_array_unref (self->skipped);
  g_array_unref (self->problems);
  g_ptr_array_unref (self->references);
  g_ptr_array_unref (self->roles);
  g_free (self);
}

/* Returns: (transfer full): all rows; the builder is empty afterwards and can only be freed. */
KlEdexml *
kl_edexml_builder_finish (KlEdexmlBuilder *self)
{
  KlEdexmlHolder *holder = (KlEdexmlHolder *) self->edexml;

  holder->roles = (const char **) g_ptr_array_steal (self->roles, NULL);
  resolve_all (self, holder);
  g_array_sort (self->problems, compare_problems);
  steal_arrays (self, &holder->edexml);
  holder->arena = g_steal_pointer (&self->arena);

  return g_steal_pointer (&self->edexml);
}

/* Returns: FALSE when there are more rows of this kind than is allowed. */
gboolean
kl_edexml_builder_begin_row (KlEdexmlBuilder *self,
                             KlImportRow row,
                             gboolean combined,
                             const char *key,
                             guint line)
{
  if (++self->n_rows[row] > self->limits->max_rows)
    return FALSE;

  self->row = (Row) {
    .kind = row, .line = line, .combined = combined, .first_reference = self->references->len
  };
  self->row.key = keep_key (self, key, FALSE);
  return TRUE;
}

/* Takes the value of a field; @text is changed in place. */
void
kl_edexml_builder_set (KlEdexmlBuilder *self, KlEdexmlField field, char *text)
{
  const gboolean shared = field == KL_EDEXML_FIELD_ROLE || field == KL_EDEXML_FIELD_YEAR
                          || field == KL_EDEXML_FIELD_SEX || field == KL_EDEXML_FIELD_PREFIX;
  const char *kept = keep (self, text, shared);

  if (kept == NULL)
    return;
  if (field == KL_EDEXML_FIELD_ROLE)
    add_role (self, kept);
  else
    self->row.texts[field] = kept;
}

void
kl_edexml_builder_add_group (KlEdexmlBuilder *self, const char *key)
{
  const char *kept = keep_key (self, key, TRUE);

  if (kept == NULL)
    return;
  if (self->references->len - self->row.first_reference == MAX_REFERENCES)
    self->row.too_many = TRUE;
  else
    g_ptr_array_add (self->references, (char *) kept);
}

void
kl_edexml_builder_set_location (KlEdexmlBuilder *self, const char *key)
{
  self->row.location = keep_key (self, key, TRUE);
}

/* Counts one private value that was there and is not kept. */
void
kl_edexml_builder_drop (KlEdexmlBuilder *self, KlPrivateKind kind)
{
  self->edexml->dropped[kind]++;
}

void
kl_edexml_builder_too_long (KlEdexmlBuilder *self)
{
  self->row.too_long = TRUE;
}

void
kl_edexml_builder_end_row (KlEdexmlBuilder *self)
{
  switch (self->row.kind)
    {
    case KL_IMPORT_ROW_SCHOOL:
      end_school (self);
      break;
    case KL_IMPORT_ROW_LOCATION:
      end_location (self);
      break;
    case KL_IMPORT_ROW_GROUP:
      end_group (self);
      break;
    case KL_IMPORT_ROW_PUPIL:
      end_pupil (self);
      break;
    case KL_IMPORT_ROW_TEACHER:
      end_teacher (self);
      break;
    default:
      g_assert_not_reached ();
    }
}
