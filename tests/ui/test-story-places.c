/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <stdlib.h>
#include <string.h>

/* The schools beside each other, what asks for attention, and the way in for a new class. */

#define NORM 7
#define ACTION "Gesprek met ouders plannen"
#define SILENT "Bang voor de brugklas"
#define NOTE "Met Femke gelopen, ze durft weer."

/* The last columns of a case in a list, counted from its end: those before may hold the mark that
 * is between two columns. */
enum
{
  FROM_END_SCHOOL = 1,
  FROM_END_DAYS = 4,
  FROM_END_CLOSED_ON = 6,
  FROM_END_OWNER = 9,
  N_COLUMNS = 15,
};

typedef struct
{
  const char *name;
  int n_open;
  int n_kept;
  GHashTable *loads; /* name of a professional to the number of open cases */
} School;

/* The schools */

static void
count_case (School *school, const char *line)
{
  g_auto (GStrv) columns = g_strsplit (line, ";", -1);
  guint n = g_strv_length (columns);
  char *owner;
  int load;

  if (n < N_COLUMNS || !g_str_equal (g_strchomp (columns[n - FROM_END_SCHOOL]), school->name)
      || *columns[n - FROM_END_CLOSED_ON] != '\0')
    return;

  owner = columns[n - FROM_END_OWNER];
  load = GPOINTER_TO_INT (g_hash_table_lookup (school->loads, owner));
  school->n_open++;
  school->n_kept += atoi (columns[n - FROM_END_DAYS]) <= NORM;
  g_hash_table_insert (school->loads, g_strdup (owner), GINT_TO_POINTER (load + 1));
}

/* What the command lists of it, without the window. */
static void
count_school (School *school, const char *name, const char *cases)
{
  g_auto (GStrv) lines = g_strsplit (cases, "\n", -1);

  *school = (School) { .name = name };
  school->loads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; lines[i] != NULL; i++)
    count_case (school, lines[i]);
  g_assert_cmpint (school->n_open, >, 0);
}

static const char *
find_name (const char *const *names, const char *start)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], start))
      return names[i];

  g_error ("Nothing on the card begins with “%s”", start);
}

static int
read_number (const char *const *names, const char *start)
{
  return atoi (find_name (names, start) + strlen (start));
}

/* Returns how many ask for attention. */
static int
check_card (KlDriver *driver, const School *school)
{
  g_autofree char *card = g_strconcat ("School openen: ", school->name, NULL);
  g_autofree char *kept =
    g_strdup_printf ("Contact binnen %d dagen: %d van %d", NORM, school->n_kept, school->n_open);
  g_auto (GStrv) buttons =
    kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_TABLE_CELL, card);
  g_auto (GStrv) bars = kl_driver_list (driver, ATSPI_ROLE_LEVEL_BAR, ATSPI_ROLE_TABLE_CELL, card);
  const char *const *names = (const char *const *) buttons;
  GHashTableIter iter;
  gpointer owner, n_cases;

  g_assert_cmpint (read_number (names, "Open casussen: "), ==, school->n_open);
  g_assert_true (g_strv_contains ((const char *const *) bars, kept));
  g_hash_table_iter_init (&iter, school->loads);
  while (g_hash_table_iter_next (&iter, &owner, &n_cases))
    {
      g_autofree char *start = g_strconcat (owner, ": ", NULL);

      g_assert_cmpint (read_number (names, start), ==, GPOINTER_TO_INT (n_cases));
    }

  return read_number (names, "Vraagt aandacht: ");
}

static void
go_to_all_schools (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "School: ");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Alle scholen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "open casussen, ");
}

/* All rows, those behind the button as well. */
static guint
count_attention (KlDriver *driver)
{
  g_auto (GStrv) rows = NULL;

  kl_driver_find (driver, ATSPI_ROLE_LIST, "Vraagt aandacht");
  if (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "tonen"))
    {
      kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "tonen");
      g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "tonen"));
    }
  rows = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Vraagt aandacht");

  return g_strv_length (rows);
}

static void
check_school (KlDriver *driver, const School *school)
{
  g_autofree char *card = g_strconcat ("School openen: ", school->name, NULL);
  g_autofree char *switcher = g_strconcat ("School: ", school->name, NULL);
  g_autofree char *caseload = g_strdup_printf ("%s, %d casussen", school->name, school->n_open);
  int n_attention = check_card (driver, school);

  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Vraagt aandacht: ", ATSPI_ROLE_TABLE_CELL,
                      card);
  kl_driver_find (driver, ATSPI_ROLE_INVALID, switcher);
  g_assert_cmpuint (count_attention (driver), ==, n_attention);

  go_to_all_schools (driver);
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Open casussen: ", ATSPI_ROLE_TABLE_CELL,
                      card);
  kl_driver_find (driver, ATSPI_ROLE_INVALID, switcher);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, caseload);
}

static void
test_schools (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *cases = kl_story_command (vault, "list", "cases", "--format", "csv", NULL);
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);
  School schools[2];

  count_school (&schools[0], KL_STORY_SCHOOL, cases);
  count_school (&schools[1], "KC De Weerlicht", cases);
  go_to_all_schools (driver);
  for (gsize i = 0; i < G_N_ELEMENTS (schools); i++)
    {
      if (i > 0)
        {
          kl_driver_keys (driver, "ctrl+1");
          go_to_all_schools (driver);
        }
      check_school (driver, &schools[i]);
      g_hash_table_unref (schools[i].loads);
    }
  kl_driver_screenshot (driver, "places-caseload");
}

/* The keys go to every school where one works and to no other one, wherever the focus is. */
static void
test_next_school (void)
{
  static const char *const schools[] = { "KC De Weerlicht", KL_STORY_SCHOOL,
                                         "Basisschool De Meerstroom" };
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  g_auto (GStrv) choices = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (schools); i++)
    kl_story_go_to_school (driver, schools[i]);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "School: ");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Alle scholen");
  kl_driver_screenshot (driver, "places-choices");
  choices = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Scholen");
  g_assert_cmpuint (g_strv_length (choices), ==, G_N_ELEMENTS (schools) + 1);
}

/* What asks for attention */

static void
test_attention (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Afvinken: " ACTION);
  g_assert_true (kl_driver_sees (driver, "Afgevinkt: " ACTION));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, ACTION));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, ACTION);

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Noteren: " SILENT);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat er was"));
  kl_driver_type (driver, NOTE);
  kl_driver_screenshot (driver, "places-note");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Het staat in de casus"));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Geen contact: " SILENT));
}

/* The end of a school year */

/* Each question is one stop for Tab, which begins at its yes. */
static void
answer_closing (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "0 van ");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, "10 van 10 casussen");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Informatie en advies");
  kl_driver_focus (driver, ATSPI_ROLE_CHECK_BOX, "Geen hulp nodig");
  for (int question = 0; question < 3; question++)
    {
      g_assert_true (kl_driver_sees (driver, "Zeg eerst nog"));
      kl_driver_keys (driver, "Tab");
      kl_driver_keys (driver, "space");
    }
}

static void
test_many (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *before = kl_story_command (vault, "list", "cases", "--format", "csv", NULL);
  g_autofree char *after = NULL;
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SILENT);
  kl_driver_choose (driver, "Meer", "Meer tegelijk afsluiten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Casussen afsluiten");
  kl_driver_screenshot (driver, "places-many");
  answer_closing (driver);
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "10 casussen afgesloten"));
  g_assert_true (kl_driver_sees (driver, "Geen open casussen"));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SILENT);
  kl_driver_stop (g_steal_pointer (&driver));

  after = kl_story_command (vault, "list", "cases", "--format", "csv", NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/places/schools", test_schools);
  g_test_add_func ("/story/places/next-school", test_next_school);
  g_test_add_func ("/story/places/attention", test_attention);
  g_test_add_func ("/story/places/many", test_many);

  return g_test_run ();
}
