/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/kl-audit.h"
#include "store/kl-drafts.h"
#include "store/kl-families.h"
#include "store/kl-groups.h"
#include "store/kl-ids.h"
#include "store/kl-professionals.h"
#include "store/kl-pupils.h"
#include "store/kl-rosters.h"
#include "store/kl-schools.h"
#include "store/kl-topics.h"
#include "store/kl-users.h"
#include "vault-fixture.h"

#define YEAR 2025

static gint64
add_school (KlDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  KlSchool school = { .name = (char *) name, .region = KL_REGION_ZUID };

  kl_schools_add (db, &school, &error);
  g_assert_no_error (error);

  return school.id;
}

static gint64
add_group (KlDb *db, gint64 school_id, const char *name, int year)
{
  g_autoptr (GError) error = NULL;
  KlGroup group = {
    .school_id = school_id, .school_year = YEAR, .name = (char *) name, .year = year
  };

  kl_groups_add (db, &group, &error);
  g_assert_no_error (error);

  return group.id;
}

static gint64
add_pupil (KlDb *db, gint64 school_id, const char *given, const char *prefix, const char *surname)
{
  g_autoptr (GError) error = NULL;
  KlPupil pupil = { .school_id = school_id,
                    .given = (char *) given,
                    .prefix = (char *) prefix,
                    .surname = (char *) surname,
                    .birth = kl_date_new (2016, 3, 4),
                    .year = 5,
                    .listed = TRUE };

  kl_pupils_add (db, &pupil, &error);
  g_assert_no_error (error);

  return pupil.id;
}

static gint64
count_log (KlDb *db, gint64 pupil_id)
{
  g_autoptr (GPtrArray) records = kl_audit_list_for_pupil (db, pupil_id, 0, 1000, NULL);

  g_assert_nonnull (records);
  return records->len;
}

/* Schools */

static void
test_schools (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (KlSchool) changed = NULL;
  KlSchool school = { .name = (char *) "De Weerlicht",
                      .brin = (char *) "12AB",
                      .location_code = (char *) "01",
                      .neighbourhood = (char *) "",
                      .kind = KL_SCHOOL_SECONDARY };
  KlSchool nameless = { .name = (char *) "" };
  gint64 first = add_school (fixture->db, "KC De Wilgenroos");
  gint64 found;

  g_assert_true (kl_schools_add (fixture->db, &school, &error));
  g_assert_false (kl_schools_add (fixture->db, &nameless, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);

  add_pupil (fixture->db, first, "Femke", NULL, "Bakker");
  schools = kl_schools_list (fixture->db, &error);
  g_assert_cmpuint (schools->len, ==, 2);
  g_assert_cmpstr (((KlSchool *) schools->pdata[0])->name, ==, "De Weerlicht");
  g_assert_cmpint (((KlSchool *) schools->pdata[0])->kind, ==, KL_SCHOOL_SECONDARY);
  g_assert_null (((KlSchool *) schools->pdata[0])->neighbourhood);
  g_assert_cmpint (((KlSchool *) schools->pdata[0])->contact_norm, ==, 7);
  g_assert_cmpint (((KlSchool *) schools->pdata[1])->n_pupils, ==, 1);

  school.contact_norm = 10;
  g_assert_true (kl_schools_update (fixture->db, &school, &error));
  changed = kl_schools_get (fixture->db, school.id, &error);
  g_assert_cmpint (changed->contact_norm, ==, 10);

  g_assert_true (kl_schools_find (fixture->db, "12AB", "01", &found, &error));
  g_assert_cmpint (found, ==, school.id);
  g_assert_true (kl_schools_find (fixture->db, "12AB", NULL, &found, &error));
  g_assert_cmpint (found, ==, school.id);
  g_assert_true (kl_schools_find (fixture->db, "12AB", "02", &found, &error));
  g_assert_cmpint (found, ==, 0);

  g_assert_null (kl_schools_get (fixture->db, 999, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

static void
assert_same_days (GPtrArray *one, GPtrArray *other)
{
  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      g_assert_cmpint (((KlHoliday *) one->pdata[i])->from, ==,
                       ((KlHoliday *) other->pdata[i])->from);
      g_assert_cmpint (((KlHoliday *) one->pdata[i])->until, ==,
                       ((KlHoliday *) other->pdata[i])->until);
    }
}

/* The published ones first; then the school's own, which outlive a change of region. */
static void
test_holidays (VaultFixture *fixture, gconstpointer data)
{
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  g_autoptr (GPtrArray) south = kl_holidays_get_published (KL_REGION_ZUID, YEAR);
  g_autoptr (GPtrArray) north = kl_holidays_get_published (KL_REGION_NOORD, YEAR);
  g_autoptr (GPtrArray) unused = kl_schools_list_holidays (fixture->db, school_id, YEAR + 1, NULL);
  g_autoptr (GPtrArray) next = kl_holidays_get_published (KL_REGION_ZUID, YEAR + 1);
  g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  g_autoptr (KlSchool) school = NULL;
  const KlDate study_day = kl_date_new (2026, 3, 11);

  assert_same_days (unused, next);
  g_assert_true (kl_schools_use_year (fixture->db, school_id, YEAR, NULL));
  {
    g_autoptr (GPtrArray) now = kl_schools_list_holidays (fixture->db, school_id, YEAR, NULL);

    assert_same_days (now, south);
  }

  school = kl_schools_get (fixture->db, school_id, NULL);
  school->region = KL_REGION_NOORD;
  g_assert_true (kl_schools_update (fixture->db, school, NULL));
  {
    g_autoptr (GPtrArray) now = kl_schools_list_holidays (fixture->db, school_id, YEAR, NULL);

    assert_same_days (now, north);
  }

  g_ptr_array_add (own, kl_holiday_new ("studiedag", study_day, study_day));
  g_assert_true (kl_schools_replace_holidays (fixture->db, school_id, YEAR, own, NULL));
  school->region = KL_REGION_ZUID;
  g_assert_true (kl_schools_update (fixture->db, school, NULL));
  {
    g_autoptr (GPtrArray) now = kl_schools_list_holidays (fixture->db, school_id, YEAR, NULL);
    g_autoptr (KlCalendar) calendar = kl_schools_get_calendar (fixture->db, school_id, NULL);

    assert_same_days (now, own);
    g_assert_true (kl_calendar_is_holiday (calendar, study_day));
    /* The year after it counts as published. */
    g_assert_true (kl_calendar_is_holiday (calendar, ((KlHoliday *) next->pdata[0])->from));
  }
}

static void
test_bad_holidays (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");

  g_ptr_array_add (wrong, kl_holiday_new ("andersom", kl_date_new (2026, 3, 11),
                                          kl_date_new (2026, 3, 10)));
  g_assert_false (kl_schools_replace_holidays (fixture->db, school_id, YEAR, wrong, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* Groups */

static void
test_groups (VaultFixture *fixture, gconstpointer data)
{
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 eight = add_group (fixture->db, school_id, "8", 8);
  gint64 five = add_group (fixture->db, school_id, "5", 5);
  g_autoptr (KlProfessional) joost = kl_professional_new_from_name ("Joost Peters");
  g_autoptr (KlProfessional) anke = kl_professional_new_from_name ("Anke de Laat");
  g_autoptr (GArray) teachers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (KlPupil) pupil = NULL;
  const KlGroup *first;

  joost->school_id = anke->school_id = school_id;
  joost->role = anke->role = KL_ROLE_TEACHER;
  g_assert_true (kl_professionals_add (fixture->db, joost, NULL));
  g_assert_true (kl_professionals_add (fixture->db, anke, NULL));
  g_array_append_val (teachers, joost->id);
  g_array_append_val (teachers, anke->id);
  g_assert_true (kl_groups_set_teachers (fixture->db, five, teachers, NULL));

  pupil =
    kl_pupils_get (fixture->db, add_pupil (fixture->db, school_id, "Yara", NULL, "Can"), NULL);
  pupil->group_id = five;
  g_assert_true (kl_pupils_update (fixture->db, pupil, NULL));

  groups = kl_groups_list (fixture->db, school_id, 0, NULL);
  g_assert_cmpuint (groups->len, ==, 2);
  first = groups->pdata[0];
  g_assert_cmpint (first->id, ==, five);
  g_assert_cmpstr (first->teachers, ==, "Anke de Laat, Joost Peters");
  g_assert_cmpint (first->n_pupils, ==, 1);
  g_assert_cmpint (((KlGroup *) groups->pdata[1])->id, ==, eight);
  {
    g_autoptr (GPtrArray) people = kl_professionals_list (fixture->db, school_id, NULL);

    g_assert_cmpuint (people->len, ==, 2);
    g_assert_cmpstr (((KlProfessional *) people->pdata[0])->name, ==, "Anke de Laat");
    g_assert_cmpstr (((KlProfessional *) people->pdata[0])->group_names, ==, "5");
    g_assert_cmpint (((KlProfessional *) people->pdata[0])->role, ==, KL_ROLE_TEACHER);
  }
}

/* Pupils */

static void
test_pupils (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 other = add_school (fixture->db, "De Meerstroom");
  gint64 id = add_pupil (fixture->db, school_id, "Jelle", "van den", "Berg");
  g_autoptr (KlPupil) pupil = kl_pupils_get (fixture->db, id, &error);
  KlPupil nameless = { .school_id = school_id };
  gint64 unlisted;

  g_assert_no_error (error);
  g_assert_cmpint (id, ==, kl_ids_pupil_at (school_id, 1));
  g_assert_cmpint (add_pupil (fixture->db, other, "Noor", NULL, "Jansen"), ==,
                   kl_ids_pupil_at (other, 1));
  g_assert_cmpstr (pupil->name, ==, "Jelle van den Berg");
  g_assert_cmpstr (pupil->school_name, ==, "KC De Wilgenroos");
  g_assert_null (pupil->group_name);
  g_assert_cmpint (count_log (fixture->db, id), ==, 1);

  pupil->school_id = other;
  g_assert_false (kl_pupils_update (fixture->db, pupil, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_pupils_add (fixture->db, &nameless, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);

  unlisted = kl_pupils_add_unlisted (fixture->db, school_id, "Bo", &error);
  g_assert_cmpint (unlisted, ==, kl_ids_pupil_at (school_id, 2));
  g_assert_true (kl_pupils_set_left (fixture->db, id, kl_date_new (2025, 7, 1), &error));
  g_assert_cmpint (count_log (fixture->db, id), ==, 2);
  {
    KlPupilFilter filter = { .school_id = school_id };

    g_assert_cmpint (kl_pupils_count (fixture->db, &filter, NULL), ==, 0);
    filter.with_left = TRUE;
    g_assert_cmpint (kl_pupils_count (fixture->db, &filter, NULL), ==, 1);
    filter.with_unlisted = TRUE;
    g_assert_cmpint (kl_pupils_count (fixture->db, &filter, NULL), ==, 2);
  }
}

/* Leaving known ahead: still there today. */
static void
test_leaving_later (VaultFixture *fixture, gconstpointer data)
{
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 id = add_pupil (fixture->db, school_id, "Jelle", "van den", "Berg");
  KlPupilFilter filter = { .school_id = school_id };

  g_assert_true (kl_pupils_set_left (fixture->db, id, kl_clock_today () + 30, NULL));
  g_assert_cmpint (kl_pupils_count (fixture->db, &filter, NULL), ==, 1);
  g_assert_true (kl_pupils_set_left (fixture->db, id, kl_clock_today () - 1, NULL));
  g_assert_cmpint (kl_pupils_count (fixture->db, &filter, NULL), ==, 0);
}

/* Sorted by surname without prefix, each once, over many pages, with two of the same name. */
static void
test_pages (VaultFixture *fixture, gconstpointer data)
{
  static const char *const surnames[] = { "Zwart", "Berg", "Çelik", "Berg", "Éclair", "Adam" };
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  g_autoptr (GPtrArray) page = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (KlPupil) last = NULL;
  guint n_pages = 0;

  for (guint i = 0; i < G_N_ELEMENTS (surnames); i++)
    add_pupil (fixture->db, school_id, "Jelle", i % 2 ? "van den" : NULL, surnames[i]);

  do
    {
      KlPupilFilter filter = { .school_id = school_id, .after = last, .limit = 2 };

      g_clear_pointer (&page, g_ptr_array_unref);
      page = kl_pupils_list (fixture->db, &filter, NULL);
      for (guint i = 0; i < page->len; i++)
        g_string_append_printf (names, "%s ", ((KlPupil *) page->pdata[i])->surname);
      g_clear_pointer (&last, kl_pupil_free);
      if (page->len > 0)
        last = kl_pupils_get (fixture->db, ((KlPupil *) page->pdata[page->len - 1])->id, NULL);
      n_pages++;
    }
  while (page->len > 0);

  g_assert_cmpstr (names->str, ==, "Adam Berg Berg Çelik Éclair Zwart ");
  g_assert_cmpuint (n_pages, ==, 4);
}

/* Families */

static void
test_families (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 other = add_school (fixture->db, "De Meerstroom");
  gint64 amber = add_pupil (fixture->db, school_id, "Amber", NULL, "Visser");
  gint64 luuk = add_pupil (fixture->db, other, "Luuk", NULL, "Visser");
  gint64 family_id = kl_families_add (fixture->db, "Visser", &error);
  KlPupil tess = { .school_id = school_id,
                   .given = (char *) "Tess",
                   .surname = (char *) "Visser",
                   .elsewhere = (char *) "Mondriaan College",
                   .birth = kl_date_new (2011, 1, 1),
                   .family_id = family_id };
  KlGuardian mother = { .pupil_id = amber,
                        .family_id = family_id,
                        .name = (char *) "Els Visser",
                        .relation = KL_GUARDIAN_MOTHER,
                        .custody = TRUE,
                        .language = (char *) "Turks",
                        .interpreter = TRUE };
  KlGuardian father = { .pupil_id = amber,
                        .family_id = family_id,
                        .household = 2,
                        .name = (char *) "Mark Visser",
                        .relation = KL_GUARDIAN_FATHER };

  g_assert_no_error (error);
  g_assert_true (kl_pupils_add (fixture->db, &tess, NULL));
  g_assert_true (kl_families_link_pupil (fixture->db, family_id, amber, &error));
  g_assert_true (kl_families_link_pupil (fixture->db, family_id, luuk, &error));
  g_assert_true (kl_guardians_add (fixture->db, &mother, &error));
  g_assert_true (kl_guardians_add (fixture->db, &father, &error));
  g_assert_true (
    kl_guardians_link (fixture->db, mother.id, luuk, KL_GUARDIAN_MOTHER, TRUE, &error));

  {
    g_autoptr (GPtrArray) siblings = kl_families_list_siblings (fixture->db, amber, &error);
    g_autoptr (GPtrArray) guardians = kl_guardians_list (fixture->db, amber, &error);
    g_autoptr (GPtrArray) of_luuk = kl_guardians_list (fixture->db, luuk, &error);
    g_autoptr (KlFamily) family = kl_families_get (fixture->db, family_id, &error);
    const KlGuardian *first = guardians->pdata[0];

    g_assert_cmpuint (siblings->len, ==, 2);
    g_assert_cmpstr (((KlPupil *) siblings->pdata[0])->name, ==, "Tess Visser");
    g_assert_cmpstr (((KlPupil *) siblings->pdata[0])->school_name, ==, "Mondriaan College");
    g_assert_cmpstr (((KlPupil *) siblings->pdata[1])->school_name, ==, "De Meerstroom");
    g_assert_cmpuint (guardians->len, ==, 2);
    g_assert_cmpint (first->id, ==, mother.id);
    g_assert_true (first->custody && first->interpreter);
    g_assert_cmpstr (first->language, ==, "Turks");
    g_assert_cmpint (first->household, ==, 1);
    g_assert_cmpint (((KlGuardian *) guardians->pdata[1])->household, ==, 2);
    g_assert_false (((KlGuardian *) guardians->pdata[1])->custody);
    g_assert_cmpuint (of_luuk->len, ==, 1);
    g_assert_cmpuint (family->children->len, ==, 3);
    g_assert_cmpuint (family->guardians->len, ==, 2);
  }

  g_assert_true (kl_guardians_unlink (fixture->db, mother.id, luuk, &error));
  g_assert_true (kl_families_unlink_pupil (fixture->db, luuk, &error));
  {
    g_autoptr (GPtrArray) siblings = kl_families_list_siblings (fixture->db, luuk, &error);
    g_autoptr (GPtrArray) guardians = kl_guardians_list (fixture->db, luuk, &error);

    g_assert_cmpuint (siblings->len, ==, 0);
    g_assert_cmpuint (guardians->len, ==, 0);
  }

  g_assert_false (kl_families_link_pupil (fixture->db, family_id, 12345, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

/* A change of a parent stands in the log of each child. */
static void
test_guardian_log (VaultFixture *fixture, gconstpointer data)
{
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 one = add_pupil (fixture->db, school_id, "Amber", NULL, "Visser");
  gint64 two = add_pupil (fixture->db, school_id, "Luuk", NULL, "Visser");
  KlGuardian mother = { .pupil_id = one, .name = (char *) "Els Visser" };
  gint64 before;

  g_assert_true (kl_guardians_add (fixture->db, &mother, NULL));
  g_assert_true (kl_guardians_link (fixture->db, mother.id, two, KL_GUARDIAN_MOTHER, TRUE, NULL));
  before = count_log (fixture->db, one) + count_log (fixture->db, two);
  mother.name = (char *) "Els de Vries";
  g_assert_true (kl_guardians_update (fixture->db, &mother, NULL));
  g_assert_cmpint (count_log (fixture->db, one) + count_log (fixture->db, two), ==, before + 2);
}

/* Colleagues and users */

static void
test_professionals (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 other = add_school (fixture->db, "De Meerstroom");
  g_autoptr (KlProfessional) samira = kl_professional_new_from_name ("Samira Bouali");
  g_autoptr (KlProfessional) user = NULL;
  g_autofree char *name = NULL;

  samira->school_id = school_id;
  samira->role = KL_ROLE_SCHOOL_SOCIAL_WORKER;
  samira->hours = 3.5;
  g_assert_true (kl_professionals_add (fixture->db, samira, &error));
  g_assert_true (kl_professionals_set_membership (fixture->db, samira->id, other,
                                                  KL_ROLE_CARE_COORDINATOR, 1, &error));
  {
    g_autoptr (GPtrArray) roles =
      kl_professionals_list_memberships (fixture->db, samira->id, &error);
    g_autoptr (KlProfessional) there =
      kl_professionals_get (fixture->db, samira->id, other, &error);

    g_assert_cmpuint (roles->len, ==, 2);
    g_assert_cmpfloat (((KlProfessional *) roles->pdata[0])->hours, ==, 3.5);
    g_assert_cmpint (there->role, ==, KL_ROLE_CARE_COORDINATOR);
  }

  g_assert_true (kl_users_add (fixture->db, "slot-1", "Samira", samira->id, &error));
  user = kl_users_get_professional (fixture->db, "slot-1", &error);
  g_assert_cmpint (user->id, ==, samira->id);
  name = kl_users_get_name (fixture->db, "slot-1", &error);
  g_assert_cmpstr (name, ==, "Samira");
  g_assert_null (kl_users_get_professional (fixture->db, "nobody", &error));
  g_assert_no_error (error);
  g_assert_false (kl_users_set_professional (fixture->db, "nobody", samira->id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (kl_professionals_remove_membership (fixture->db, samira->id, other, &error));
  {
    g_autoptr (GPtrArray) people = kl_professionals_list (fixture->db, other, &error);

    g_assert_cmpuint (people->len, ==, 0);
  }
}

/* A role has a period: before and after it there is no place in the lists and no right. */
static void
test_period (VaultFixture *fixture, gconstpointer data)
{
  const KlDate today = kl_clock_today ();
  g_autoptr (GError) error = NULL;
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  g_autoptr (KlProfessional) karin = kl_professional_new_from_name ("Karin Verhagen");
  g_autoptr (KlProfessional) found = NULL;
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) ever = NULL;

  karin->school_id = school_id;
  karin->role = KL_ROLE_YOUTH_NURSE;
  karin->first_day = today - 100;
  karin->last_day = today;
  g_assert_true (kl_professionals_add (fixture->db, karin, &error));
  now = kl_professionals_list (fixture->db, school_id, &error);
  g_assert_cmpuint (now->len, ==, 1);
  g_assert_cmpint (((KlProfessional *) now->pdata[0])->last_day, ==, today);

  karin->last_day = today - 1;
  g_assert_true (kl_professionals_update (fixture->db, karin, &error));
  gone = kl_professionals_list (fixture->db, school_id, &error);
  ever = kl_professionals_list_ever (fixture->db, school_id, &error);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpuint (ever->len, ==, 1);

  found = kl_professionals_find (fixture->db, "karin verhagen", &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->id, ==, karin->id);
  g_assert_null (kl_professionals_find (fixture->db, "Karin Bakker", &error));
  g_assert_no_error (error);

  karin->last_day = karin->first_day - 1;
  g_assert_false (kl_professionals_update (fixture->db, karin, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* Topics and drafts */

static void
test_topics (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 bullying = kl_topics_ensure (fixture->db, KL_THEME_SAFE_CLIMATE, " pesten ", &error);
  gint64 quarrel = kl_topics_ensure (fixture->db, KL_THEME_SAFE_CLIMATE, "ruzie", &error);
  g_autoptr (GPtrArray) topics = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (kl_topics_ensure (fixture->db, KL_THEME_SAFE_CLIMATE, "pesten", &error), ==,
                   bullying);
  g_assert_cmpint (kl_topics_ensure (fixture->db, KL_THEME_ATTENDANCE, "pesten", &error), !=,
                   bullying);
  topics = kl_topics_list (fixture->db, KL_THEME_SAFE_CLIMATE, &error);
  g_assert_cmpuint (topics->len, ==, 2);
  g_assert_false (kl_topics_rename (fixture->db, quarrel, "pesten", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kl_topics_remove (fixture->db, quarrel, &error));
  g_assert_cmpint (kl_topics_ensure (fixture->db, KL_THEME_ATTENDANCE, "  ", &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

static void
assert_draft (KlDb *db, const char *expected)
{
  g_autoptr (GPtrArray) drafts = kl_drafts_list (db, "capture", NULL);
  const KlDraft *draft;

  g_assert_cmpuint (drafts->len, ==, expected != NULL ? 1 : 0);
  if (expected == NULL)
    return;
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (draft->text, ==, expected);
  g_assert_cmpint (draft->saved_at, >, 0);
}

static void
test_drafts (VaultFixture *fixture, gconstpointer data)
{
  KlDraftMark mark = { 0 };

  kl_db_set_actor (fixture->db, "slot-1", 0);
  assert_draft (fixture->db, NULL);
  g_assert_true (kl_drafts_keep (fixture->db, "capture", "Moeder belt", &mark, NULL));
  g_assert_true (kl_drafts_keep (fixture->db, "capture", "Moeder belt terug", &mark, NULL));

  vault_fixture_reopen (fixture, 0);
  kl_db_set_actor (fixture->db, "slot-2", 0);
  assert_draft (fixture->db, NULL);
  kl_db_set_actor (fixture->db, "slot-1", 0);
  assert_draft (fixture->db, "Moeder belt terug");

  g_assert_true (kl_drafts_keep (fixture->db, "capture", "", &mark, NULL));
  assert_draft (fixture->db, NULL);
}

/* Rosters */

static KlGroup *
new_group (const char *key, int year, gboolean combined)
{
  KlGroup *group = g_new0 (KlGroup, 1);

  group->external_key = g_strdup (key);
  group->name = g_strdup (key);
  group->year = year;
  group->combined = combined;

  return group;
}

static KlPupil *
new_pupil (const char *key, const char *given)
{
  KlPupil *pupil = g_new0 (KlPupil, 1);

  pupil->external_key = g_strdup (key);
  pupil->given = g_strdup (given);
  pupil->surname = g_strdup ("Jansen");
  pupil->year = 5;
  pupil->listed = TRUE;

  return pupil;
}

static KlRoster *
load (KlDb *db, gint64 school_id)
{
  g_autoptr (GError) error = NULL;
  KlRoster *roster = kl_rosters_load (db, school_id, YEAR, &error);

  g_assert_no_error (error);
  return roster;
}

static void
apply_first (KlDb *db, gint64 school_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlRoster) roster = load (db, school_id);
  KlProfessional *teacher = kl_professional_new_from_name ("Joost Peters");
  KlRosterResult result;

  kl_roster_add_group (roster, new_group ("5", 5, FALSE), TRUE);
  kl_roster_add_group (roster, new_group ("6", 6, FALSE), TRUE);
  kl_roster_add_group (roster, new_group ("plus", -1, TRUE), TRUE);
  kl_roster_pupil_add_combined (kl_roster_add_pupil (roster, new_pupil ("a", "Anna"), 0, TRUE), 2);
  kl_roster_add_pupil (roster, new_pupil ("b", "Bram"), KL_ROSTER_NO_GROUP, TRUE);
  teacher->role = KL_ROLE_TEACHER;
  teacher->external_key = g_strdup ("t");
  kl_roster_teacher_add_group (kl_roster_add_teacher (roster, teacher, TRUE), 1);

  g_assert_true (kl_rosters_apply (db, roster, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_groups_added, ==, 3);
  g_assert_cmpuint (result.n_pupils_added, ==, 2);
  g_assert_cmpuint (result.n_teachers_added, ==, 1);
}

static void
test_roster (VaultFixture *fixture, gconstpointer data)
{
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  g_autoptr (KlRoster) roster = NULL;
  KlRosterPupil *anna;
  KlRosterPupil *bram;
  KlRosterTeacher *joost;
  KlRosterResult result;
  gint64 n_records;

  apply_first (fixture->db, school_id);
  roster = load (fixture->db, school_id);
  g_assert_cmpuint (roster->groups->len, ==, 3);
  g_assert_cmpuint (roster->pupils->len, ==, 2);
  anna = roster->pupils->pdata[0];
  bram = roster->pupils->pdata[1];
  joost = roster->teachers->pdata[0];
  g_assert_cmpstr (anna->pupil->name, ==, "Anna Jansen");
  g_assert_cmpint (anna->group, ==, 0);
  g_assert_cmpuint (anna->combined->len, ==, 1);
  g_assert_cmpuint (g_array_index (anna->combined, guint, 0), ==, 2);
  g_assert_cmpint (bram->group, ==, KL_ROSTER_NO_GROUP);
  g_assert_cmpstr (joost->professional->external_key, ==, "t");
  g_assert_cmpuint (g_array_index (joost->groups, guint, 0), ==, 1);
  g_assert_cmpint (count_log (fixture->db, anna->pupil->id), ==, 1);

  /* Nothing marked: nothing written, not even to the log. */
  n_records = vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record");
  g_assert_true (kl_rosters_apply (fixture->db, roster, &result, NULL));
  g_assert_cmpuint (result.n_pupils_changed, ==, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record"), ==,
                   n_records);

  /* Anna moves up and leaves the plus group, Bram leaves the school; a role given here stays. */
  g_assert_true (kl_professionals_set_membership (fixture->db, joost->professional->id, school_id,
                                                  KL_ROLE_INTERN_BEGELEIDER, 8, NULL));
  anna->changed = bram->changed = joost->changed = TRUE;
  anna->group = 1;
  g_clear_pointer (&anna->combined, g_array_unref);
  bram->pupil->left_on = kl_date_new (2025, 10, 1);
  g_array_index (joost->groups, guint, 0) = 0;
  g_assert_true (kl_rosters_apply (fixture->db, roster, &result, NULL));
  g_assert_cmpuint (result.n_pupils_changed, ==, 1);
  g_assert_cmpuint (result.n_pupils_left, ==, 1);
  g_assert_cmpuint (result.n_teachers_changed, ==, 1);
  {
    g_autoptr (KlRoster) after = load (fixture->db, school_id);
    g_autoptr (KlProfessional) colleague =
      kl_professionals_get (fixture->db, joost->professional->id, school_id, NULL);

    anna = after->pupils->pdata[0];
    g_assert_cmpint (anna->group, ==, 1);
    g_assert_null (anna->combined);
    g_assert_cmpint (((KlRosterPupil *) after->pupils->pdata[1])->pupil->left_on, ==,
                     kl_date_new (2025, 10, 1));
    g_assert_cmpint (colleague->role, ==, KL_ROLE_INTERN_BEGELEIDER);
    g_assert_cmpstr (colleague->group_names, ==, "5");
  }
}

/* A row that cannot be kept takes the whole import with it. */
static void
test_roster_undone (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 school_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 n_records = vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record");
  g_autoptr (KlRoster) roster = load (fixture->db, school_id);
  KlPupil *wrong = new_pupil ("x", "Xander");

  kl_roster_add_group (roster, new_group ("5", 5, FALSE), TRUE);
  kl_roster_add_pupil (roster, new_pupil ("a", "Anna"), 0, TRUE);
  wrong->family_id = 424242;
  kl_roster_add_pupil (roster, wrong, 0, TRUE);

  g_assert_false (kl_rosters_apply (fixture->db, roster, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM pupil"), ==, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM school_group"), ==, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record"), ==,
                   n_records);
}

/* Many at once: what makes room for them is back afterwards, kept or undone, and knows them. */

#define N_MANY 150
#define INDEXES                                                                                    \
  "SELECT count (*) FROM sqlite_schema WHERE tbl_name = 'pupil' AND type IN ('index', 'trigger')"

static void
add_many (KlRoster *roster, gint64 family_of_last)
{
  kl_roster_add_group (roster, new_group ("5", 5, FALSE), TRUE);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *key = g_strdup_printf ("many%u", i);
      KlPupil *pupil = new_pupil (key, i % 2 == 0 ? "Anna" : "Bram");

      pupil->family_id = i == N_MANY - 1 ? family_of_last : 0;
      kl_roster_add_pupil (roster, pupil, 0, TRUE);
    }
}

static void
check_many (KlDb *db, gint64 n_indexes)
{
  static const char *const counts[] = {
    "SELECT count (*) FROM pupil INDEXED BY pupil_by_school WHERE school_id > 0",
    "SELECT count (*) FROM pupil INDEXED BY pupil_by_group WHERE group_id > 0",
    "SELECT count (*) FROM pupil INDEXED BY pupil_by_family WHERE family_id IS NULL",
    "SELECT 2 * count (*) FROM pupil_text WHERE pupil_text MATCH '00000001anna OR 00000002anna'",
  };

  g_assert_cmpint (vault_fixture_ask (db, INDEXES), ==, n_indexes);
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (vault_fixture_ask (db, counts[i]), ==,
                     vault_fixture_ask (db, "SELECT count (*) FROM pupil"));
}

static void
test_roster_in_bulk (VaultFixture *fixture, gconstpointer data)
{
  gint64 first_id = add_school (fixture->db, "KC De Wilgenroos");
  gint64 second_id = add_school (fixture->db, "De Berk");
  gint64 n_indexes = vault_fixture_ask (fixture->db, INDEXES);
  g_autoptr (KlRoster) wrong = load (fixture->db, first_id);
  g_autoptr (KlRoster) first = load (fixture->db, first_id);
  g_autoptr (KlRoster) second = load (fixture->db, second_id);
  g_autoptr (GError) error = NULL;

  add_many (wrong, 424242);
  g_assert_false (kl_rosters_apply (fixture->db, wrong, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  check_many (fixture->db, n_indexes);

  add_many (first, 0);
  g_assert_true (kl_rosters_apply (fixture->db, first, NULL, &error));
  g_assert_no_error (error);
  check_many (fixture->db, n_indexes);

  /* As many are there already: they come one by one into the indexes of the table. */
  add_many (second, 0);
  g_assert_true (kl_rosters_apply (fixture->db, second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count (*) FROM pupil"), ==, 2 * N_MANY);
  check_many (fixture->db, n_indexes);
}

/* The log */

static void
test_log (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *empty = kl_audit_get_head (fixture->db, NULL, NULL);
  g_autofree char *head = NULL;
  g_autofree char *next = NULL;
  g_autoptr (GPtrArray) records = NULL;
  const KlAuditRecord *newest;
  gint64 school_id;
  gint64 n_records;
  gint64 broken_at;
  gint64 pupil_id;

  kl_db_set_actor (fixture->db, "slot-1", 0);
  school_id = add_school (fixture->db, "KC De Wilgenroos");
  pupil_id = add_pupil (fixture->db, school_id, "Femke", NULL, "Bakker");
  g_assert_true (kl_audit_append (fixture->db, KL_AUDIT_READ, KL_AUDIT_PUPIL, pupil_id, school_id,
                                  pupil_id, "care", NULL));

  head = kl_audit_get_head (fixture->db, &n_records, NULL);
  g_assert_cmpstr (empty, ==, "0000 0000 0000 0000");
  g_assert_cmpint (n_records, ==, 3);
  g_assert_cmpuint (strlen (head), ==, 19);
  g_assert_true (kl_audit_verify (fixture->db, &broken_at, NULL));
  g_assert_cmpint (broken_at, ==, 0);

  records = kl_audit_list_for_pupil (fixture->db, pupil_id, 0, 10, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  newest = records->pdata[0];
  g_assert_cmpint (newest->act, ==, KL_AUDIT_READ);
  g_assert_cmpint (newest->subject, ==, KL_AUDIT_PUPIL);
  g_assert_cmpstr (newest->user_id, ==, "slot-1");
  g_assert_cmpstr (newest->ground, ==, "care");

  g_assert_true (kl_audit_append (fixture->db, KL_AUDIT_READ, KL_AUDIT_PUPIL, pupil_id, school_id,
                                  pupil_id, "care", NULL));
  next = kl_audit_get_head (fixture->db, NULL, NULL);
  g_assert_cmpstr (next, !=, head);
}

/* A page printed earlier still belongs to this log. */
static void
test_log_has_head (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *head = NULL;
  gint64 found;

  add_school (fixture->db, "KC De Wilgenroos");
  head = kl_audit_get_head (fixture->db, NULL, NULL);
  add_school (fixture->db, "De Meerstroom");

  g_assert_true (kl_audit_has_head (fixture->db, head, &found, &error));
  g_assert_cmpint (found, ==, 1);
  g_assert_true (kl_audit_has_head (fixture->db, "0123 4567 89AB cdef", &found, &error));
  g_assert_cmpint (found, ==, 0);
  g_assert_false (kl_audit_has_head (fixture->db, "0123", &found, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_audit_has_head (fixture->db, "geen hash, maar iets anders", &found, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

static void
test_log_only_grows (VaultFixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE audit_record SET act = 0",
    "DELETE FROM audit_record",
    "INSERT OR REPLACE INTO audit_record SELECT * FROM audit_record WHERE id = 1",
    "REPLACE INTO audit_record (id, at, user_id, act, subject, subject_id, previous, hash)"
    " VALUES (1, 0, '', 0, 0, 0, x'', x'')",
  };

  add_school (fixture->db, "KC De Wilgenroos");
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    g_assert_false (kl_db_exec (fixture->db, attempts[i], NULL));
}

/* What is recorded and its record are kept together or not at all. */
static void
test_log_with_its_act (VaultFixture *fixture, gconstpointer data)
{
  KlSchool school = { .name = (char *) "KC De Wilgenroos" };

  g_assert_true (kl_db_exec (fixture->db, "DROP TABLE audit_record", NULL));
  g_assert_false (kl_schools_add (fixture->db, &school, NULL));
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM school"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  vault_test_add ("/store/people/schools", test_schools);
  vault_test_add ("/store/people/holidays", test_holidays);
  vault_test_add ("/store/people/bad-holidays", test_bad_holidays);
  vault_test_add ("/store/people/groups", test_groups);
  vault_test_add ("/store/people/pupils", test_pupils);
  vault_test_add ("/store/people/leaving-later", test_leaving_later);
  vault_test_add ("/store/people/pages", test_pages);
  vault_test_add ("/store/people/families", test_families);
  vault_test_add ("/store/people/guardian-log", test_guardian_log);
  vault_test_add ("/store/people/professionals", test_professionals);
  vault_test_add ("/store/people/period", test_period);
  vault_test_add ("/store/people/topics", test_topics);
  vault_test_add ("/store/people/drafts", test_drafts);
  vault_test_add ("/store/people/roster", test_roster);
  vault_test_add ("/store/people/roster-undone", test_roster_undone);
  vault_test_add ("/store/people/roster-in-bulk", test_roster_in_bulk);
  vault_test_add ("/store/people/log", test_log);
  vault_test_add ("/store/people/log-has-head", test_log_has_head);
  vault_test_add ("/store/people/log-only-grows", test_log_only_grows);
  vault_test_add ("/store/people/log-with-its-act", test_log_with_its_act);

  return g_test_run ();
}
