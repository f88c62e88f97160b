/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-proposal-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So few can leave in a summer. */
#define MANY_MISSING 5
#define COMBINED_MARK "samengesteld"

/* Auxiliary functions: what is compared */

static const KlRosterGroup *
get_roster_group (const KlRoster *roster, guint place)
{
  return g_ptr_array_index (roster->groups, place);
}

static const KlRosterPupil *
get_roster_pupil (const KlRoster *roster, guint place)
{
  return g_ptr_array_index (roster->pupils, place);
}

static const KlRosterTeacher *
get_roster_teacher (const KlRoster *roster, guint place)
{
  return g_ptr_array_index (roster->teachers, place);
}

static KlImportMatch *
match_groups (const KlRoster *roster, const KlEdexml *edexml)
{
  KlImportMatch *match = kl_import_match_new (roster->groups->len, edexml->n_groups);

  for (guint i = 0; i < match->n_places; i++)
    {
      const KlGroup *group = get_roster_group (roster, i)->group;

      match->places[i] = (KlImportPerson) { .key = group->external_key,
                                            .given = group->name,
                                            .surname = group->combined ? COMBINED_MARK : NULL };
    }
  for (guint i = 0; i < match->n_rows; i++)
    match->rows[i] =
      (KlImportPerson) { .key = edexml->groups[i].key,
                         .given = edexml->groups[i].name,
                         .surname = edexml->groups[i].combined ? COMBINED_MARK : NULL };

  kl_import_match_run (match);
  return match;
}

static void
add_doubles (KlImportMatch *match, const KlRoster *roster)
{
  kl_import_match_expect_doubles (match, roster->doubles->len);
  for (guint i = 0; i < roster->doubles->len; i++)
    {
      const KlRosterDouble *row = g_ptr_array_index (roster->doubles, i);

      match->places_of_doubles[i] = row->kept;
      match->doubles[i] = (KlImportPerson) { .key = row->pupil->external_key,
                                             .given = row->pupil->given,
                                             .surname = row->pupil->surname,
                                             .birth = row->pupil->birth };
    }
}

static KlImportMatch *
match_pupils (const KlRoster *roster, const KlEdexml *edexml)
{
  KlImportMatch *match = kl_import_match_new (roster->pupils->len, edexml->n_pupils);

  for (guint i = 0; i < match->n_places; i++)
    {
      const KlPupil *pupil = get_roster_pupil (roster, i)->pupil;

      match->places[i] = (KlImportPerson) { .key = pupil->external_key,
                                            .given = pupil->given,
                                            .surname = pupil->surname,
                                            .birth = pupil->birth };
    }
  for (guint i = 0; i < match->n_rows; i++)
    match->rows[i] = (KlImportPerson) { .key = edexml->pupils[i].key,
                                        .given = kl_edexml_name_get_given (&edexml->pupils[i].name),
                                        .surname = edexml->pupils[i].name.surname,
                                        .birth = edexml->pupils[i].birth };
  add_doubles (match, roster);

  kl_import_match_run (match);
  kl_import_match_find_near (match);
  return match;
}

static KlImportMatch *
match_teachers (const KlRoster *roster, const KlEdexml *edexml)
{
  KlImportMatch *match = kl_import_match_new (roster->teachers->len, edexml->n_teachers);

  for (guint i = 0; i < match->n_places; i++)
    {
      const KlProfessional *professional = get_roster_teacher (roster, i)->professional;

      match->places[i] = (KlImportPerson) { .key = professional->external_key,
                                            .given = professional->given,
                                            .surname = professional->surname };
    }
  for (guint i = 0; i < match->n_rows; i++)
    match->rows[i] = (KlImportPerson) { .key = edexml->teachers[i].key,
                                        .given = kl_import_get_teacher_given (&edexml->teachers[i]),
                                        .surname = edexml->teachers[i].name.surname };

  kl_import_match_run (match);
  return match;
}

/* Auxiliary functions: differences */

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static GArray *
new_fields (void)
{
  return g_array_new (FALSE, FALSE, sizeof (KlImportFieldChange));
}

/* Takes both texts. */
static void
take_field (GArray *fields, KlImportField field, char *before, char *after)
{
  const KlImportFieldChange change = { field, before, after };

  g_array_append_val (fields, change);
}

static void
diff_text (GArray *fields, KlImportField field, const char *before, const char *after)
{
  if (!g_str_equal (or_empty (before), or_empty (after)))
    take_field (fields, field, g_strdup (or_empty (before)), g_strdup (or_empty (after)));
}

static char *
show_date (KlDate date)
{
  return date != KL_DATE_NONE ? kl_date_format (date, KL_DATE_STYLE_LONG) : g_strdup ("");
}

static void
diff_date (GArray *fields, KlImportField field, KlDate before, KlDate after)
{
  if (before != after)
    take_field (fields, field, show_date (before), show_date (after));
}

static char *
show_year (int year)
{
  return year >= 0 ? g_strdup_printf ("%d", year) : g_strdup ("");
}

static void
diff_year (GArray *fields, int before, int after)
{
  if (before != after)
    take_field (fields, KL_IMPORT_FIELD_YEAR, show_year (before), show_year (after));
}

static char *
show_sex (int sex)
{
  switch (sex)
    {
    case 1:
      return g_strdup (C_ ("import", "boy"));
    case 2:
      return g_strdup (C_ ("import", "girl"));
    case 9:
      return g_strdup (C_ ("import", "not specified"));
    default:
      return g_strdup ("");
    }
}

/* The names of classes at school (@roster) or in a file (@edexml), joined for one line. */
static char *
show_groups (const KlRoster *roster, const KlEdexml *edexml, const guint *indexes, guint n)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (names, roster != NULL ? get_roster_group (roster, indexes[i])->group->name
                                              : edexml->groups[indexes[i]].name);
  all = g_strv_builder_end (names);

  return g_strjoinv (", ", all);
}

static gboolean
holds (const guint *indexes, guint n, guint index)
{
  for (guint i = 0; i < n; i++)
    if (indexes[i] == index)
      return TRUE;

  return FALSE;
}

/* Whether the classes of the file are those at school, in any order, some twice. */
static gboolean
are_same_groups (const KlImportMatch *groups,
                 const GArray *places,
                 const guint *indexes,
                 guint n_indexes)
{
  const guint *data = places != NULL ? (const guint *) (gconstpointer) places->data : NULL;
  const guint n = places != NULL ? places->len : 0;

  for (guint i = 0; i < n_indexes; i++)
    {
      const int place = groups->places_of_rows[indexes[i]];

      if (place == KL_IMPORT_NOBODY || !holds (data, n, (guint) place))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const int row = groups->rows_of_places[data[i]];

      if (row == KL_IMPORT_NOBODY || !holds (indexes, n_indexes, (guint) row))
        return FALSE;
    }

  return TRUE;
}

static void
diff_groups (KlImportProposal *self,
             GArray *fields,
             KlImportField field,
             const GArray *places,
             const guint *indexes,
             guint n_indexes)
{
  if (are_same_groups (self->groups, places, indexes, n_indexes))
    return;

  take_field (fields, field,
              places != NULL
                ? show_groups (self->roster, NULL, (const guint *) (gconstpointer) places->data,
                               places->len)
                : g_strdup (""),
              show_groups (NULL, self->edexml, indexes, n_indexes));
}

/* Auxiliary functions: changes */

/* Adds a change; takes @fields. Nothing is added for a change of nothing. */
static void
add_change (KlImportProposal *self, KlImportChange change, GArray *fields)
{
  if (fields != NULL)
    {
      gsize n_fields;

      if (fields->len == 0)
        {
          g_array_unref (fields);
          return;
        }
      change.fields = (gpointer) g_array_steal (fields, &n_fields);
      change.n_fields = (guint) n_fields;
      g_array_unref (fields);
    }

  self->counts[change.kind][change.row]++;
  g_array_append_val (self->changes, change);
}

static void
compare_group (KlImportProposal *self, guint index)
{
  const KlEdexmlGroup *row = &self->edexml->groups[index];
  const int place = self->groups->places_of_rows[index];
  KlImportChange change = { .kind = KL_IMPORT_ADDED,
                            .row = KL_IMPORT_ROW_GROUP,
                            .decision = KL_IMPORT_ACCEPT,
                            .line = row->line,
                            .index = (int) index,
                            .place = place,
                            .other = -1 };
  const KlGroup *known;
  KlGroup merged;
  GArray *fields;

  if (place == KL_IMPORT_NOBODY)
    {
      add_change (self, change, NULL);
      return;
    }

  known = get_roster_group (self->roster, (guint) place)->group;
  merged = *known;
  kl_import_merge_group (&merged, row);
  fields = new_fields ();
  diff_text (fields, KL_IMPORT_FIELD_KEY, known->external_key, merged.external_key);
  diff_text (fields, KL_IMPORT_FIELD_NAME, known->name, merged.name);
  diff_year (fields, known->year, merged.year);
  change.kind = KL_IMPORT_CHANGED;
  add_change (self, change, fields);
}

/* Everything but the class and leaving, which are changes of their own. */
static void
diff_pupil (GArray *fields, const KlPupil *known, const KlPupil *merged, gboolean moved)
{
  diff_text (fields, KL_IMPORT_FIELD_GIVEN, known->given, merged->given);
  diff_text (fields, KL_IMPORT_FIELD_PREFIX, known->prefix, merged->prefix);
  diff_text (fields, KL_IMPORT_FIELD_SURNAME, known->surname, merged->surname);
  diff_text (fields, KL_IMPORT_FIELD_INITIALS, known->initials, merged->initials);
  diff_date (fields, KL_IMPORT_FIELD_BIRTH, known->birth, merged->birth);
  if (known->sex != merged->sex)
    take_field (fields, KL_IMPORT_FIELD_SEX, show_sex (known->sex), show_sex (merged->sex));
  if (!moved)
    diff_year (fields, known->year, merged->year);
  diff_text (fields, KL_IMPORT_FIELD_POSTCODE, known->postcode, merged->postcode);
  diff_date (fields, KL_IMPORT_FIELD_ENTERED_ON, known->entered_on, merged->entered_on);
  if (known->left_on != KL_DATE_NONE)
    diff_date (fields, KL_IMPORT_FIELD_LEFT_ON, known->left_on, merged->left_on);
  diff_text (fields, KL_IMPORT_FIELD_KEY, known->external_key, merged->external_key);
  if (!known->listed)
    take_field (fields, KL_IMPORT_FIELD_LISTED, g_strdup (C_ ("import", "no")),
                g_strdup (C_ ("import", "yes")));
}

/* Whether the file puts the pupil in another class. */
static gboolean
is_moved (KlImportProposal *self, const KlRosterPupil *known, const KlEdexmlPupil *row)
{
  if (!kl_import_tells_group (self->edexml, row))
    return FALSE;
  if (row->group == KL_EDEXML_NO_GROUP)
    return known->group != KL_ROSTER_NO_GROUP;

  return known->group == KL_ROSTER_NO_GROUP
         || self->groups->places_of_rows[row->group] != known->group;
}

static GArray *
diff_class (KlImportProposal *self, const KlRosterPupil *known, const KlEdexmlPupil *row, int year)
{
  GArray *fields = new_fields ();
  /* Last year's class is not among the groups, but its name is known. */
  const char *before = known->group != KL_ROSTER_NO_GROUP
                         ? get_roster_group (self->roster, (guint) known->group)->group->name
                         : known->pupil->group_name;
  const char *after =
    row->group != KL_EDEXML_NO_GROUP ? self->edexml->groups[row->group].name : NULL;

  take_field (fields, KL_IMPORT_FIELD_GROUP, g_strdup (or_empty (before)),
              g_strdup (or_empty (after)));
  diff_year (fields, known->pupil->year, year);

  return fields;
}

static void
compare_known_pupil (KlImportProposal *self, guint index, int place)
{
  const KlEdexmlPupil *row = &self->edexml->pupils[index];
  const KlRosterPupil *known = get_roster_pupil (self->roster, (guint) place);
  KlPupil merged = *known->pupil;
  KlImportChange change = { .kind = KL_IMPORT_CHANGED,
                            .row = KL_IMPORT_ROW_PUPIL,
                            .decision = KL_IMPORT_ACCEPT,
                            .line = row->line,
                            .index = (int) index,
                            .place = place,
                            .other = -1 };
  GArray *fields = new_fields ();
  gboolean moved;

  kl_import_merge_pupil (&merged, row, self->today);
  moved = merged.left_on == KL_DATE_NONE && is_moved (self, known, row);

  diff_pupil (fields, known->pupil, &merged, moved);
  if (!row->incomplete)
    diff_groups (self, fields, KL_IMPORT_FIELD_COMBINED, known->combined, row->combined,
                 row->n_combined);
  add_change (self, change, fields);

  if (moved)
    {
      change.kind = KL_IMPORT_MOVED;
      add_change (self, change, diff_class (self, known, row, merged.year));
    }
  if (known->pupil->left_on == KL_DATE_NONE && merged.left_on != KL_DATE_NONE)
    {
      change.kind = KL_IMPORT_LEFT;
      change.reason = KL_IMPORT_REASON_LEFT_ON;
      change.left_on = merged.left_on;
      add_change (self, change, NULL);
    }
}

static void
compare_new_pupil (KlImportProposal *self, guint index)
{
  const KlImportMatch *match = self->pupils;
  KlImportChange change = { .kind = KL_IMPORT_ADDED,
                            .row = KL_IMPORT_ROW_PUPIL,
                            .decision = KL_IMPORT_ACCEPT,
                            .line = self->edexml->pupils[index].line,
                            .index = (int) index,
                            .place = match->near_places[index],
                            .other = match->near_rows[index] };

  if (match->reused[index])
    {
      change.reason = KL_IMPORT_REASON_KEY_REUSED;
      change.decision = KL_IMPORT_IGNORE;
    }
  else if (change.place != KL_IMPORT_NOBODY)
    change.reason = KL_IMPORT_REASON_NEAR_KNOWN;
  else if (change.other != KL_IMPORT_NOBODY)
    change.reason = KL_IMPORT_REASON_NEAR_ROW;
  if (change.reason != KL_IMPORT_REASON_NONE)
    change.kind = KL_IMPORT_DOUBLE;

  add_change (self, change, NULL);
}

static char *
make_identity (const char *given, const char *surname)
{
  return g_strdup_printf ("%s\t%s", or_empty (given), or_empty (surname));
}

/* Who is in the file in a row that cannot be read: nobody may say that they left. */
static GHashTable *
index_skipped (const KlEdexml *edexml)
{
  GHashTable *skipped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < edexml->n_skipped; i++)
    {
      const KlEdexmlPupil *row = &edexml->skipped[i];

      if (row->key != NULL)
        g_hash_table_add (skipped, g_strdup (row->key));
      g_hash_table_add (skipped,
                        make_identity (kl_edexml_name_get_given (&row->name), row->name.surname));
    }

  return skipped;
}

static gboolean
is_skipped (GHashTable *skipped, const KlPupil *pupil)
{
  g_autofree char *identity = NULL;

  if (g_hash_table_size (skipped) == 0)
    return FALSE;
  if (pupil->external_key != NULL && g_hash_table_contains (skipped, pupil->external_key))
    return TRUE;

  identity = make_identity (pupil->given, pupil->surname);
  return g_hash_table_contains (skipped, identity);
}

/* Whether somebody waits for a decision about a key that was this pupil's. */
static GHashTable *
index_reused (const KlImportMatch *match)
{
  GHashTable *reused = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < match->n_rows; i++)
    if (match->reused[i] && match->places_of_rows[i] == KL_IMPORT_NOBODY)
      g_hash_table_add (reused, GINT_TO_POINTER (match->near_places[i]));

  return reused;
}

/* Returns: how many there are. */
static guint
find_missing_pupils (KlImportProposal *self)
{
  g_autoptr (GHashTable) skipped = index_skipped (self->edexml);
  g_autoptr (GHashTable) reused = index_reused (self->pupils);
  guint n_missing = 0;

  for (guint place = 0; place < self->pupils->n_places; place++)
    {
      const KlPupil *pupil = get_roster_pupil (self->roster, place)->pupil;
      const KlImportChange change = { .kind = KL_IMPORT_LEFT,
                                      .row = KL_IMPORT_ROW_PUPIL,
                                      .reason = KL_IMPORT_REASON_MISSING,
                                      .decision = KL_IMPORT_ACCEPT,
                                      .index = -1,
                                      .place = (int) place,
                                      .other = -1,
                                      .left_on = self->today };

      if (self->pupils->rows_of_places[place] == KL_IMPORT_NOBODY && pupil->listed
          && pupil->left_on == KL_DATE_NONE && !is_skipped (skipped, pupil)
          && !g_hash_table_contains (reused, GINT_TO_POINTER (place)))
        {
          add_change (self, change, NULL);
          n_missing++;
        }
    }

  return n_missing;
}

static void
compare_teacher (KlImportProposal *self, guint index)
{
  const KlEdexmlTeacher *row = &self->edexml->teachers[index];
  const int place = self->teachers->places_of_rows[index];
  KlImportChange change = { .kind = KL_IMPORT_ADDED,
                            .row = KL_IMPORT_ROW_TEACHER,
                            .decision = KL_IMPORT_ACCEPT,
                            .line = row->line,
                            .index = (int) index,
                            .place = place,
                            .other = -1 };
  const KlRosterTeacher *known;
  KlProfessional merged;
  GArray *fields;

  if (place == KL_IMPORT_NOBODY)
    {
      add_change (self, change, NULL);
      return;
    }

  known = get_roster_teacher (self->roster, (guint) place);
  merged = *known->professional;
  kl_import_merge_teacher (&merged, row);
  fields = new_fields ();
  diff_text (fields, KL_IMPORT_FIELD_GIVEN, known->professional->given, merged.given);
  diff_text (fields, KL_IMPORT_FIELD_PREFIX, known->professional->prefix, merged.prefix);
  diff_text (fields, KL_IMPORT_FIELD_SURNAME, known->professional->surname, merged.surname);
  diff_text (fields, KL_IMPORT_FIELD_KEY, known->professional->external_key, merged.external_key);
  if (!row->incomplete)
    diff_groups (self, fields, KL_IMPORT_FIELD_GROUPS, known->groups, row->groups, row->n_groups);
  change.kind = KL_IMPORT_CHANGED;
  add_change (self, change, fields);
}

/* Auxiliary functions: warnings */

/* "00" means the main location, as nothing does; a code may have the BRIN before it. */
static const char *
get_location_digits (const char *code)
{
  const gsize length = strlen (or_empty (code));

  if (length < 2 || g_str_equal (code + length - 2, "00"))
    return "";

  return code + length - 2;
}

static gboolean
is_other_school (const KlSchool *school, const KlEdexmlSchool *row)
{
  if (school == NULL || school->brin == NULL || *school->brin == '\0' || row->brin == NULL)
    return FALSE;
  if (g_ascii_strncasecmp (school->brin, row->brin, 4) != 0)
    return TRUE;

  return !g_str_equal (get_location_digits (school->location_code),
                       get_location_digits (row->location_code));
}

static guint
count_active (const KlRoster *roster)
{
  guint n = 0;

  for (guint i = 0; i < roster->pupils->len; i++)
    {
      const KlPupil *pupil = get_roster_pupil (roster, i)->pupil;

      n += pupil->listed && pupil->left_on == KL_DATE_NONE;
    }

  return n;
}

static KlImportWarning
find_warnings (KlImportProposal *self, guint n_missing)
{
  const KlEdexmlSchool *school = &self->edexml->school;
  KlImportWarning warnings = KL_IMPORT_WARNING_NONE;

  if (is_other_school (self->roster->school, school))
    warnings |= KL_IMPORT_WARNING_OTHER_SCHOOL;
  if (school->school_year != 0 && school->school_year != kl_date_get_school_year (self->today))
    warnings |= KL_IMPORT_WARNING_OTHER_YEAR;
  if (n_missing > MANY_MISSING && n_missing > count_active (self->roster) / 4)
    warnings |= KL_IMPORT_WARNING_MANY_MISSING;

  return warnings;
}

/* For the proposal */

void
kl_import_compare (KlImportProposal *self)
{
  guint n_missing;

  self->groups = match_groups (self->roster, self->edexml);
  self->pupils = match_pupils (self->roster, self->edexml);
  self->teachers = match_teachers (self->roster, self->edexml);

  for (guint i = 0; i < self->edexml->n_groups; i++)
    compare_group (self, i);
  for (guint i = 0; i < self->edexml->n_pupils; i++)
    if (self->pupils->places_of_rows[i] != KL_IMPORT_NOBODY)
      compare_known_pupil (self, i, self->pupils->places_of_rows[i]);
    else if (!self->pupils->merged[i])
      compare_new_pupil (self, i);
  n_missing = find_missing_pupils (self);
  for (guint i = 0; i < self->edexml->n_teachers; i++)
    compare_teacher (self, i);

  self->warnings = find_warnings (self, n_missing);
}

/* Fills in what the file says; strings are borrowed from it. */
void
kl_import_merge_group (KlGroup *group, const KlEdexmlGroup *row)
{
  if (row->key != NULL)
    group->external_key = (char *) row->key;
  group->name = (char *) row->name;
  if (row->year != KL_EDEXML_NO_YEAR || row->year_letter != '\0')
    group->year = row->year;
  group->combined = row->combined;
}

/* Fills in what the file says; strings are borrowed from it. What it does not say stays:
 * somebody may have asked the parents. */
void
kl_import_merge_pupil (KlPupil *pupil, const KlEdexmlPupil *row, KlDate today)
{
  const char *given = kl_edexml_name_get_given (&row->name);

  if (row->key != NULL)
    pupil->external_key = (char *) row->key;
  if (given != NULL)
    pupil->given = (char *) given;
  if (row->name.surname != NULL)
    {
      pupil->surname = (char *) row->name.surname;
      pupil->prefix = (char *) row->name.prefix;
    }
  if (row->name.initials != NULL)
    pupil->initials = (char *) row->name.initials;
  if (row->birth != KL_DATE_NONE)
    pupil->birth = row->birth;
  if (row->sex != 0)
    pupil->sex = row->sex;
  if (row->year != KL_EDEXML_NO_YEAR || row->year_letter != '\0')
    pupil->year = row->year;
  if (row->postcode != NULL)
    pupil->postcode = (char *) row->postcode;
  if (row->enrolled_on != KL_DATE_NONE)
    pupil->entered_on = row->enrolled_on;
  /* Who will leave is still there. */
  pupil->left_on = row->left_on <= today ? row->left_on : KL_DATE_NONE;
  pupil->listed = TRUE;
}

/* Fills in what the file says; strings are borrowed from it. Roles are not among it. */
void
kl_import_merge_teacher (KlProfessional *professional, const KlEdexmlTeacher *row)
{
  const char *given = kl_import_get_teacher_given (row);

  if (row->key != NULL)
    professional->external_key = (char *) row->key;
  if (given != NULL)
    professional->given = (char *) given;
  if (row->name.surname != NULL)
    {
      professional->surname = (char *) row->name.surname;
      professional->prefix = (char *) row->name.prefix;
    }
}

/* Of teachers often only the initials are given, and they have no place of their own. */
const char *
kl_import_get_teacher_given (const KlEdexmlTeacher *row)
{
  const char *given = kl_edexml_name_get_given (&row->name);

  return given != NULL ? given : row->name.initials;
}

/* In 1.03 a pupil has a class or a year group, so that no class says nothing there. */
gboolean
kl_import_tells_group (const KlEdexml *edexml, const KlEdexmlPupil *row)
{
  const char *version = edexml->school.version;

  if (row->group == KL_EDEXML_UNKNOWN_GROUP)
    return FALSE;

  return row->group != KL_EDEXML_NO_GROUP || version == NULL || !g_str_has_prefix (version, "1.");
}
