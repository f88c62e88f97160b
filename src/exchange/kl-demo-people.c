/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"

#include "model/kl-name.h"
#include "store/kl-families.h"
#include "store/kl-groups.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-pupils.h"
#include "store/kl-rosters.h"
#include "store/kl-schools.h"

/* Schools, colleagues, classes, children, parents and partners of the demo. */

#define CONTACT_NORM 7

/* Hours a week, for whom the casebook does not tell. */
#define IB_HOURS 16
#define TEACHER_HOURS 32
#define DIRECTOR_HOURS 40

static gboolean
add_school (KlDemo *demo, JsonObject *object, GError **error)
{
  const char *key = kl_demo_get_text (object, "id");
  KlDemoSchool *school = g_new0 (KlDemoSchool, 1);
  KlSchool value = { .name = (char *) kl_demo_get_text (object, "name"),
                     .neighbourhood = (char *) kl_demo_get_text (object, "neighbourhood"),
                     .kind = KL_SCHOOL_PRIMARY,
                     .region =
                       kl_demo_parse (KL_WORDS_REGION, kl_demo_get_text (demo->year, "region")),
                     .contact_norm = CONTACT_NORM };
  int year = kl_date_get_school_year (demo->today);

  g_hash_table_insert (demo->schools, g_strdup (key), school);
  if (!kl_schools_add (demo->db, &value, error))
    return FALSE;

  school->id = value.id;
  school->n_pupils = kl_demo_get_int (object, "pupils", 0);
  for (int i = year - 1; i <= year + 1; i++)
    if (!kl_schools_use_year (demo->db, school->id, i, error))
      return FALSE;
  school->calendar = kl_schools_get_calendar (demo->db, school->id, error);
  return school->calendar != NULL;
}

gboolean
kl_demo_add_schools (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->book, "schools");

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!add_school (demo, json_array_get_object_element (list, i), error))
      return FALSE;

  return TRUE;
}

/* What the trial allotted to a school, for those whom it allotted. */
static double
get_hours (KlDemo *demo, const char *school, KlRole role)
{
  JsonArray *list = kl_demo_get_array (demo->book, "schools");
  const char *name = NULL;

  switch (role)
    {
    case KL_ROLE_INTERN_BEGELEIDER:
      return IB_HOURS;
    case KL_ROLE_DIRECTOR:
      return DIRECTOR_HOURS;
    case KL_ROLE_TEACHER:
      return TEACHER_HOURS;
    case KL_ROLE_SCHOOL_SOCIAL_WORKER:
      name = "smw";
      break;
    case KL_ROLE_YOUTH_NURSE:
      name = "jvk";
      break;
    case KL_ROLE_PARENTING_ADVISOR:
      name = "opvoeddeskundige";
      break;
    case KL_ROLE_OTHER:
    case KL_ROLE_CARE_COORDINATOR:
    case KL_ROLE_SCHOOL_PSYCHOLOGIST:
    default:
      return 0;
    }

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_str_equal (kl_demo_get_text (object, "id"), school))
        return kl_demo_get_int (json_object_get_object_member (object, "hours"), name, 0);
    }

  return 0;
}

static gboolean
add_membership (KlDemo *demo, gint64 id, const char *school, KlRole role, GError **error)
{
  return kl_professionals_set_membership (demo->db, id, kl_demo_get_school (demo, school)->id, role,
                                          get_hours (demo, school, role), error);
}

static gboolean
add_colleague (KlDemo *demo, JsonObject *object, GError **error)
{
  KlRole role = kl_demo_parse (KL_WORDS_ROLE, kl_demo_get_text (object, "role"));
  JsonArray *schools = kl_demo_get_array (object, "schools");
  g_autoptr (KlProfessional) professional =
    kl_professional_new_from_name (kl_demo_get_text (object, "name"));

  if (!kl_professionals_add (demo->db, professional, error))
    return FALSE;

  kl_demo_keep (demo->staff, kl_demo_get_text (object, "id"), professional->id);
  if (schools == NULL)
    return add_membership (demo, professional->id, kl_demo_get_text (object, "school"), role,
                           error);
  for (guint i = 0; i < json_array_get_length (schools); i++)
    if (!add_membership (demo, professional->id, json_array_get_string_element (schools, i), role,
                         error))
      return FALSE;

  return TRUE;
}

gboolean
kl_demo_add_staff (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->book, "staff");

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!add_colleague (demo, json_array_get_object_element (list, i), error))
      return FALSE;

  return TRUE;
}

/* Classes */

static gboolean
add_groups_of_school (KlDemo *demo, KlDemoSchool *school, GError **error)
{
  for (int year = 1; year <= KL_DEMO_N_GROUPS; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d", year);
      KlGroup group = { .school_id = school->id,
                        .school_year = kl_date_get_school_year (demo->today),
                        .name = name,
                        .year = year };

      if (!kl_groups_add (demo->db, &group, error))
        return FALSE;
      school->groups[year] = group.id;
    }

  return TRUE;
}

static const char *
find_school_of_staff (KlDemo *demo, const char *key)
{
  JsonArray *list = kl_demo_get_array (demo->book, "staff");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_str_equal (kl_demo_get_text (object, "id"), key))
        return kl_demo_get_text (object, "school");
    }

  return NULL;
}

/* A teacher is somebody of the casebook, or a name of the school year's own. */
static gboolean
add_teacher (KlDemo *demo, JsonObject *object, GError **error)
{
  const char *key = kl_demo_get_text (object, "staff");
  const char *school_key =
    key != NULL ? find_school_of_staff (demo, key) : kl_demo_get_text (object, "school");
  int year = atoi (kl_demo_get_text (object, "group"));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = kl_demo_find (demo->staff, key);

  if (key == NULL)
    {
      KlProfessional professional = { .given = (char *) kl_demo_get_text (object, "given"),
                                      .prefix = (char *) kl_demo_get_text (object, "prefix"),
                                      .surname = (char *) kl_demo_get_text (object, "surname") };

      if (!kl_professionals_add (demo->db, &professional, error)
          || !add_membership (demo, professional.id, school_key, KL_ROLE_TEACHER, error))
        return FALSE;
      id = professional.id;
    }

  g_array_append_val (ids, id);
  return kl_groups_set_teachers (demo->db, kl_demo_get_school (demo, school_key)->groups[year], ids,
                                 error);
}

/* In the order of the casebook: that of a table is no order. */
gboolean
kl_demo_add_groups (KlDemo *demo, GError **error)
{
  JsonArray *schools = kl_demo_get_array (demo->book, "schools");
  JsonArray *teachers = kl_demo_get_array (demo->year, "group_teachers");

  for (guint i = 0; i < json_array_get_length (schools); i++)
    {
      const char *key = kl_demo_get_text (json_array_get_object_element (schools, i), "id");

      if (!add_groups_of_school (demo, kl_demo_get_school (demo, key), error))
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (teachers); i++)
    if (!add_teacher (demo, json_array_get_object_element (teachers, i), error))
      return FALSE;

  return TRUE;
}

/* Children and parents */

/* Birthdays are spread over the year by the place of a child in the school. */
static KlDate
make_birth (KlDate today, int age, int place)
{
  return kl_date_add_months (today, -12 * age) - 20 - (place * 37) % 300;
}

static gint64
keep_pupil (KlDemo *demo, KlDemoSchool *school, KlPupil *pupil, int group, int age, GError **error)
{
  pupil->school_id = school->id;
  pupil->year = group >= 1 && group <= KL_DEMO_N_GROUPS ? group : -1;
  pupil->group_id = pupil->year > 0 ? school->groups[pupil->year] : 0;
  pupil->listed = pupil->group_id != 0;
  pupil->municipality = (char *) kl_demo_get_text (demo->book, "municipality");

  if (!kl_pupils_add (demo->db, pupil, error))
    return 0;
  if (pupil->listed)
    school->n_pupils--;
  return pupil->id;
}

/* A child without a class is not at school yet. */
gint64
kl_demo_add_pupil (KlDemo *demo,
                   KlDemoSchool *school,
                   const char *name,
                   const char *group,
                   int age,
                   gint64 family_id,
                   GError **error)
{
  g_autoptr (KlName) parts = kl_name_parse (name);
  KlPupil pupil = { .given = parts->given,
                    .prefix = parts->prefix,
                    .surname = parts->surname,
                    .family_id = family_id,
                    .birth = make_birth (demo->today, age, school->n_pupils) };

  return keep_pupil (demo, school, &pupil, group != NULL ? atoi (group) : 0, age, error);
}

/* Everybody with the first child; parents of more children are tied to the others too. */
gboolean
kl_demo_add_guardians (KlDemo *demo,
                       JsonArray *guardians,
                       gint64 family_id,
                       GPtrArray *pupils,
                       GPtrArray *added,
                       GError **error)
{
  for (guint i = 0; guardians != NULL && i < json_array_get_length (guardians); i++)
    {
      JsonObject *object = json_array_get_object_element (guardians, i);
      KlGuardian *guardian = g_new0 (KlGuardian, 1);

      g_ptr_array_add (added, guardian);
      guardian->pupil_id = ((KlPerson *) g_ptr_array_index (pupils, 0))->id;
      guardian->name = g_strdup (kl_demo_get_text (object, "name"));
      guardian->relation =
        kl_demo_parse (KL_WORDS_GUARDIAN_RELATION, kl_demo_get_text (object, "relation"));
      guardian->custody = json_object_get_boolean_member_with_default (object, "custody", TRUE);
      guardian->language = g_strdup (kl_demo_get_text (object, "language"));
      guardian->interpreter =
        json_object_get_boolean_member_with_default (object, "interpreter", FALSE);
      guardian->municipality = g_strdup (kl_demo_get_text (object, "municipality"));
      if (!kl_guardians_add (demo->db, guardian, error)
          || !kl_families_link_guardian (demo->db, family_id, guardian->id, i == 0 ? 1 : 2, error))
        return FALSE;

      for (guint j = 1; j < pupils->len; j++)
        if (!kl_guardians_link (demo->db, guardian->id,
                                ((KlPerson *) g_ptr_array_index (pupils, j))->id,
                                guardian->relation, guardian->custody, error))
          return FALSE;
    }

  return TRUE;
}

static KlPupil *
make_other_pupil (KlDemo *demo, KlDemoSchool *school, guint place, guint offset)
{
  JsonArray *given = kl_demo_get_array (demo->year, "given");
  JsonArray *surnames = kl_demo_get_array (demo->year, "surnames");
  guint n_given = json_array_get_length (given);
  guint n_surnames = json_array_get_length (surnames);
  JsonArray *surname =
    json_array_get_array_element (surnames, (place + place / n_given + 7 * offset) % n_surnames);
  KlPupil *pupil = g_new0 (KlPupil, 1);

  pupil->school_id = school->id;
  pupil->given = g_strdup (json_array_get_string_element (given, (place + 11 * offset) % n_given));
  pupil->prefix = g_strdup (json_array_get_string_element (surname, 0));
  pupil->surname = g_strdup (json_array_get_string_element (surname, 1));
  pupil->year = 1 + (int) (place % KL_DEMO_N_GROUPS);
  pupil->birth = make_birth (demo->today, pupil->year + 3, (int) place);
  pupil->listed = TRUE;

  return pupil;
}

/* The rest of a school: given names and surnames laid beside each other, so that no child stands
 * for a real one. They come in as from a pupil administration. */
static gboolean
fill_school (KlDemo *demo, KlDemoSchool *school, guint offset, GError **error)
{
  g_autoptr (KlRoster) roster = kl_roster_new (kl_date_get_school_year (demo->today));
  guint places[KL_DEMO_N_GROUPS + 1];

  roster->school = kl_schools_get (demo->db, school->id, error);
  if (roster->school == NULL)
    return FALSE;

  for (int year = 1; year <= KL_DEMO_N_GROUPS; year++)
    {
      KlGroup *group = g_new0 (KlGroup, 1);

      group->id = school->groups[year];
      group->school_id = school->id;
      group->year = year;
      places[year] = kl_roster_add_group (roster, group, FALSE);
    }
  for (guint i = 0; school->n_pupils > 0; i++, school->n_pupils--)
    {
      KlPupil *pupil = make_other_pupil (demo, school, i, offset);

      kl_roster_add_pupil (roster, pupil, (int) places[pupil->year], TRUE);
    }

  return kl_rosters_apply (demo->db, roster, NULL, error);
}

gboolean
kl_demo_add_other_pupils (KlDemo *demo, GError **error)
{
  JsonArray *schools = kl_demo_get_array (demo->book, "schools");

  for (guint i = 0; i < json_array_get_length (schools); i++)
    {
      const char *key = kl_demo_get_text (json_array_get_object_element (schools, i), "id");

      if (!fill_school (demo, kl_demo_get_school (demo, key), i, error))
        return FALSE;
    }

  return TRUE;
}
