/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-edexml.h"

#include "make-edexml.h"

#include <string.h>

static KlDate today;

/* Auxiliary functions */

static KlEdexml *
read_made (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests/exchange/data", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;
  KlEdexml *edexml = kl_edexml_load (file, today, NULL, NULL, NULL, &safety, NULL, &error);

  g_assert_no_error (error);
  return edexml;
}

/* Returns: (nullable): a real file, or NULL, with the test skipped, where there is none. */
static KlEdexml *
read_real (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../shared/data/edexml", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;
  KlEdexml *edexml;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("the real files are not here");
      return NULL;
    }

  edexml = kl_edexml_load (file, today, NULL, NULL, NULL, &safety, NULL, &error);
  g_assert_no_error (error);
  return edexml;
}

static KlEdexml *
read_text (const char *text, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);

  return kl_edexml_read (stream, 0, today, NULL, NULL, NULL, NULL, error);
}

static const KlImportProblem *
find_problem (const KlEdexml *edexml, guint line)
{
  for (guint i = 0; i < edexml->n_problems; i++)
    if (edexml->problems[i].line == line)
      return &edexml->problems[i];

  return NULL;
}

/* Cases */

static void
test_sample (void)
{
  g_autoptr (KlEdexml) edexml = read_real ("sample-1.03.xml");
  guint n_left = 0, n_without_birth = 0;

  if (edexml == NULL)
    return;

  g_assert_cmpuint (edexml->n_pupils, ==, 400);
  g_assert_cmpuint (edexml->n_groups, ==, 19);
  g_assert_cmpuint (edexml->n_teachers, ==, 29);
  g_assert_cmpuint (edexml->n_all_problems, ==, 0);
  g_assert_cmpuint (edexml->n_skipped, ==, 0);
  g_assert_cmpint (edexml->school.school_year, ==, 2012);
  g_assert_cmpstr (edexml->school.brin, ==, "99XX");
  g_assert_cmpstr (edexml->school.location_code, ==, "99");
  g_assert_cmpstr (edexml->school.version, ==, "1.03");
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_COUNTRY], ==, 1200);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_ETHNICITY], ==, 400);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_WEIGHT], ==, 800);

  for (guint i = 0; i < edexml->n_pupils; i++)
    {
      n_left += edexml->pupils[i].left_on != KL_DATE_NONE;
      n_without_birth += edexml->pupils[i].birth == KL_DATE_NONE;
    }
  g_assert_cmpuint (n_left, ==, 2);
  g_assert_cmpuint (n_without_birth, ==, 2);

  /* In 1.03 a pupil has a class or a year of its own. */
  g_assert_cmpint (edexml->pupils[0].group, ==, KL_EDEXML_NO_GROUP);
  g_assert_cmpint (edexml->pupils[0].year, ==, 4);
  g_assert_cmpstr (edexml->groups[edexml->pupils[1].group].name, ==, "Ukkies");
  g_assert_cmpint (edexml->pupils[1].year, ==, 0);
  g_assert_cmpstr (edexml->pupils[1].postcode, ==, "5200ZZ");
}

static void
test_examples (void)
{
  static const char *const names[] = { "example-2.0.xml", "example-2.1.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KlEdexml) edexml = read_real (names[i]);

      if (edexml == NULL)
        return;

      g_assert_cmpuint (edexml->n_all_problems, ==, 0);
      g_assert_cmpuint (edexml->n_locations, ==, 2);
      g_assert_cmpuint (edexml->n_groups, ==, 8);
      g_assert_cmpuint (edexml->n_pupils, ==, 3);
      g_assert_cmpuint (edexml->n_teachers, ==, 3);
      g_assert_cmpint (edexml->school.reference_date, ==, kl_date_new (2014, 10, 1));

      g_assert_cmpuint (edexml->pupils[0].n_combined, ==, 2);
      g_assert_cmpstr (edexml->pupils[0].location, ==, "VH");
      g_assert_cmpint (edexml->pupils[1].birth, ==, KL_DATE_NONE);
      g_assert_cmpstr (kl_edexml_name_get_given (&edexml->pupils[1].name), ==, "Ismaël Hassan");
      g_assert_cmpint (edexml->pupils[2].year, ==, KL_EDEXML_NO_YEAR);
      g_assert_cmpint (edexml->pupils[2].year_letter, ==, 'H');
      g_assert_cmpint (edexml->pupils[2].left_on, ==, kl_date_new (2014, 7, 18));
      g_assert_cmpuint (edexml->teachers[1].n_groups, ==, 5);
      g_assert_cmpuint (edexml->teachers[2].n_roles, ==, 2);
      g_assert_cmpuint (edexml->dropped[KL_PRIVATE_BSN], ==, 2);
      g_assert_cmpuint (edexml->dropped[KL_PRIVATE_ECKID], ==, i == 1 ? 3 : 0);
    }
}

static void
test_traps_school (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  const KlEdexmlSchool *school = &edexml->school;

  g_assert_cmpuint (edexml->n_all_problems, ==, 0);
  /* A year that no official list has, and not the one in the supplier's additions. */
  g_assert_cmpint (school->school_year, ==, 2031);
  g_assert_cmpint (school->reference_date, ==, kl_date_new (2031, 10, 1));
  g_assert_cmpint (school->created_on, ==, kl_date_new (2031, 9, 15));
  g_assert_cmpstr (school->brin, ==, "99QQ");
  g_assert_cmpstr (school->location_code, ==, "03");

  g_assert_cmpuint (edexml->n_groups, ==, 4);
  g_assert_null (edexml->groups[0].key);
  g_assert_cmpstr (edexml->groups[1].key, ==, "7a");
  g_assert_cmpstr (edexml->groups[1].name, ==, "Groep 7a");
  g_assert_cmpint (edexml->groups[2].year, ==, KL_EDEXML_NO_YEAR);
  g_assert_cmpint (edexml->groups[2].year_letter, ==, 'C');
  g_assert_true (edexml->groups[3].combined);
}

static void
test_traps_pupils (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  const KlEdexmlPupil *zoe = &edexml->pupils[0];

  g_assert_cmpuint (edexml->n_pupils, ==, 5);
  g_assert_null (zoe->key);
  g_assert_cmpuint (zoe->line, ==, 31);
  g_assert_cmpstr (zoe->name.call_name, ==, "Zoë");
  g_assert_cmpstr (zoe->name.prefix, ==, "van den");
  g_assert_cmpint (zoe->birth, ==, kl_date_new (2024, 2, 29));
  g_assert_cmpint (zoe->sex, ==, 2);
  /* The pupil's own year outranks that of the class, also as a letter. */
  g_assert_cmpint (zoe->year, ==, 4);
  g_assert_cmpint (zoe->group, ==, 0);
  g_assert_cmpuint (zoe->n_combined, ==, 1);
  g_assert_cmpuint (zoe->combined[0], ==, 3);
  g_assert_cmpstr (zoe->postcode, ==, "5211AB");

  g_assert_null (edexml->pupils[1].name.surname);
  g_assert_cmpstr (edexml->pupils[2].name.surname, ==, "O'Brien & Zn");
  g_assert_cmpint (edexml->pupils[2].year, ==, 7);
  g_assert_cmpint (edexml->pupils[3].year_letter, ==, 'C');
  g_assert_cmpint (edexml->pupils[3].left_on, ==, kl_date_new (2025, 7, 18));
  /* A key that is a private number is none. */
  g_assert_null (edexml->pupils[4].key);
  g_assert_cmpint (edexml->pupils[4].year, ==, KL_EDEXML_NO_YEAR);
  g_assert_cmpint (edexml->pupils[4].year_letter, ==, 'H');
}

static void
test_traps_others (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  const KlEdexmlTeacher *lia = &edexml->teachers[0];

  g_assert_cmpuint (edexml->n_teachers, ==, 1);
  g_assert_cmpuint (lia->n_groups, ==, 2);
  g_assert_cmpuint (lia->groups[0], ==, 0);
  g_assert_cmpuint (lia->groups[1], ==, 3);
  g_assert_cmpuint (lia->n_roles, ==, 3);
  g_assert_cmpstr (lia->roles[0], ==, "IB");
  g_assert_cmpstr (lia->roles[1], ==, "Manusje van alles");

  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_ECKID], ==, 2);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_ACCOUNT], ==, 1);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_COUNTRY], ==, 1);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_WEIGHT], ==, 0);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_SOFINUMMER], ==, 1);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_BSN], ==, 2);
}

static void
test_unreadable (void)
{
  static const struct
  {
    guint line;
    KlImportRow row;
    KlImportProblemKind kind;
    gboolean skipped;
  } expected[] = {
    { 12, KL_IMPORT_ROW_GROUP, KL_IMPORT_PROBLEM_DUPLICATE_KEY, TRUE },
    { 13, KL_IMPORT_ROW_GROUP, KL_IMPORT_PROBLEM_MISSING_KEY, TRUE },
    { 14, KL_IMPORT_ROW_GROUP, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE },
    { 15, KL_IMPORT_ROW_GROUP, KL_IMPORT_PROBLEM_UNKNOWN_YEAR, FALSE },
    { 19, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_DUPLICATE_KEY, TRUE },
    { 20, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE },
    { 21, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_BAD_BIRTH, TRUE },
    { 22, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_BAD_BIRTH, TRUE },
    { 23, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_BAD_BIRTH, TRUE },
    { 24, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_BAD_DATE, TRUE },
    { 25, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_UNKNOWN_GROUP, FALSE },
    { 26, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_UNKNOWN_LOCATION, FALSE },
    { 27, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_UNKNOWN_YEAR, FALSE },
    { 28, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_UNKNOWN_SEX, FALSE },
    { 29, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_BAD_POSTCODE, FALSE },
    { 30, KL_IMPORT_ROW_PUPIL, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE },
    { 34, KL_IMPORT_ROW_TEACHER, KL_IMPORT_PROBLEM_UNKNOWN_GROUP, FALSE },
    { 35, KL_IMPORT_ROW_TEACHER, KL_IMPORT_PROBLEM_DUPLICATE_KEY, TRUE },
    { 36, KL_IMPORT_ROW_TEACHER, KL_IMPORT_PROBLEM_MISSING_NAME, TRUE },
  };
  g_autoptr (KlEdexml) edexml = read_made ("unreadable.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const KlImportProblem *problem = find_problem (edexml, expected[i].line);

      g_assert_nonnull (problem);
      g_assert_cmpint (problem->row, ==, expected[i].row);
      g_assert_cmpint (problem->kind, ==, expected[i].kind);
      g_assert_cmpint (problem->skipped, ==, expected[i].skipped);
      g_assert_cmpstr (problem->message, !=, "");
    }

  /* The two of the school itself come on top. */
  g_assert_cmpuint (edexml->n_problems, ==, G_N_ELEMENTS (expected) + 2);
  g_assert_cmpint (edexml->school.school_year, ==, 0);
  g_assert_null (edexml->school.brin);
  g_assert_cmpuint (edexml->n_pupils, ==, 7);
  g_assert_cmpuint (edexml->n_skipped, ==, 7);
  g_assert_cmpuint (edexml->n_groups, ==, 2);
  g_assert_cmpuint (edexml->n_teachers, ==, 1);
  g_assert_cmpint (edexml->pupils[1].group, ==, KL_EDEXML_UNKNOWN_GROUP);
  /* A key counts when its first row could not be read. */
  g_assert_cmpstr (edexml->pupils[6].name.surname, ==, "Toch");
}

/* No message has a word of the file in it. */
static void
test_messages (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("unreadable.xml");

  for (guint i = 0; i < edexml->n_problems; i++)
    {
      g_autofree char *text = kl_import_problem_to_string (&edexml->problems[i]);
      g_autofree char *line = g_strdup_printf ("%u", edexml->problems[i].line);

      g_assert_nonnull (strstr (text, line));
      g_assert_null (strstr (text, "Dubbel"));
      g_assert_null (strstr (text, "88"));
      g_assert_null (strstr (text, "100000009"));
    }
}

/* Direction marks and control characters would make a name look like another. */
static void
test_clean_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) edexml = read_text ("\xef\xbb\xbf<EDEX><school><schooljaar>2025-2026"
                                           "</schooljaar></school><leerlingen><leerling>"
                                           "<achternaam>\t e\xcc\x88"
                                           "b\xe2\x80\xae"
                                           "c \n d "
                                           "</achternaam></leerling></leerlingen></EDEX>",
                                           &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edexml->n_pupils, ==, 1);
  g_assert_cmpstr (edexml->pupils[0].name.surname, ==, "ëbc d");
}

static void
test_made (void)
{
  const MakeEdexml options = { .n_pupils = 1000, .with_private = TRUE };
  g_autoptr (GString) text = make_edexml (&options);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) edexml = read_text (text->str, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (edexml->n_all_problems, ==, 0);
  g_assert_cmpuint (edexml->n_pupils, ==, 1000);
  g_assert_cmpuint (edexml->n_groups, ==, 45);
  g_assert_cmpuint (edexml->n_teachers, ==, 67);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_BSN], ==, 1000);
  g_assert_cmpuint (edexml->dropped[KL_PRIVATE_ECKID], ==, 1000);
  for (guint i = 0; i < edexml->n_pupils; i++)
    g_assert_cmpint (edexml->pupils[i].group, >=, 0);
}

static void
test_reference (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  KlEdexml *copy = g_boxed_copy (KL_TYPE_EDEXML, edexml);

  g_assert_true (copy == edexml);
  g_boxed_free (KL_TYPE_EDEXML, copy);
  g_assert_cmpstr (edexml->pupils[0].name.call_name, ==, "Zoë");
}

static void
test_private_number (void)
{
  static const struct
  {
    const char *text;
    gboolean found;
  } cases[] = {
    { NULL, FALSE },         { "", FALSE },           { "100000009", TRUE },
    { "x100000009y", TRUE }, { "100000004", TRUE },   { "100000008", FALSE },
    { "1000000090", FALSE }, { "000000000", FALSE },  { "12 100000009", TRUE },
    { "111222333", TRUE },   { "100.000.009", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_import_holds_private_number (cases[i].text), ==, cases[i].found);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);

  g_test_add_func ("/edexml/sample", test_sample);
  g_test_add_func ("/edexml/examples", test_examples);
  g_test_add_func ("/edexml/traps/school", test_traps_school);
  g_test_add_func ("/edexml/traps/pupils", test_traps_pupils);
  g_test_add_func ("/edexml/traps/others", test_traps_others);
  g_test_add_func ("/edexml/unreadable", test_unreadable);
  g_test_add_func ("/edexml/messages", test_messages);
  g_test_add_func ("/edexml/clean-text", test_clean_text);
  g_test_add_func ("/edexml/made", test_made);
  g_test_add_func ("/edexml/reference", test_reference);
  g_test_add_func ("/edexml/private-number", test_private_number);

  return g_test_run ();
}
