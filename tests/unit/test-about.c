/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-about.h"
#include "model/kl-new-case.h"

#include <string.h>

static void
add_pupil (GPtrArray *pupils,
           const char *given,
           const char *prefix,
           const char *surname,
           const char *group)
{
  KlPupil *pupil = g_new0 (KlPupil, 1);

  pupil->given = g_strdup (given);
  pupil->prefix = g_strdup (prefix);
  pupil->surname = g_strdup (surname);
  pupil->name = g_strjoin (" ", given, *prefix != '\0' ? prefix : surname,
                           *prefix != '\0' ? surname : NULL, NULL);
  pupil->group_name = g_strdup (group);
  g_ptr_array_add (pupils, pupil);
}

static void
check_about (KlSubject subject,
             GPtrArray *pupils,
             const char *family,
             const char *group,
             const char *full,
             const char *groups,
             const char *brief)
{
  KlAbout about = {
    .subject = subject, .family_name = family, .group_name = group, .pupils = pupils
  };
  g_autofree char *text = kl_about_format (&about);
  g_autofree char *classes = kl_about_format_groups (&about);
  g_autofree char *cover = kl_about_format_short (&about);

  g_assert_cmpstr (text, ==, full);
  g_assert_cmpstr (classes, ==, groups);
  g_assert_cmpstr (cover, ==, brief);
}

static void
test_about (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) jelle = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  g_autoptr (GPtrArray) two = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  g_autoptr (GPtrArray) three = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);

  add_pupil (jelle, "Jelle", "van den", "Berg", "7");
  check_about (KL_SUBJECT_PUPIL, jelle, NULL, NULL, "Jelle van den Berg", "groep 7",
               "Jelle, groep 7");
  check_about (KL_SUBJECT_FAMILY, jelle, NULL, NULL, "gezin van den Berg", "groep 7",
               "Gezin B., groep 7");

  add_pupil (two, "Ilias", "", "El Amrani", "Groep 4");
  add_pupil (two, "Sanae", "", "El Amrani", NULL);
  check_about (KL_SUBJECT_FAMILY, two, "El Amrani", NULL, "gezin El Amrani", "groep 4",
               "Gezin E., groep 4");
  check_about (KL_SUBJECT_PUPIL, two, NULL, NULL, "Ilias El Amrani en Sanae El Amrani", "groep 4",
               "Ilias en Sanae, groep 4");

  add_pupil (three, "Tim", "", "Ösel", "2");
  add_pupil (three, "Sara", "", "Ösel", "6");
  add_pupil (three, "Bo", "", "Ösel", "De Uilen");
  check_about (KL_SUBJECT_PUPIL, three, NULL, NULL, "Tim Ösel en nog 2", "2, 6 en De Uilen",
               "Tim en nog 2, 2, 6 en De Uilen");
  check_about (KL_SUBJECT_FAMILY, three, NULL, NULL, "gezin Ösel", "2, 6 en De Uilen",
               "Gezin Ö., 2, 6 en De Uilen");

  check_about (KL_SUBJECT_GROUP, jelle, NULL, "5", "groep 5", NULL, "Groep 5");
  check_about (KL_SUBJECT_GROUP, none, NULL, "De Uilen", "De Uilen", NULL, "De Uilen");
  check_about (KL_SUBJECT_COMMUNITY, none, NULL, NULL, "de school", NULL, "De school");
  check_about (KL_SUBJECT_PUPIL, none, NULL, NULL, "een leerling", NULL, "Een leerling");
}

/* What lies on a table must not show a surname, whatever is missing. */
static void
test_no_surname (void)
{
  g_autoptr (GPtrArray) pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  KlAbout about = { .subject = KL_SUBJECT_PUPIL, .pupils = pupils };
  g_autofree char *brief = NULL;

  add_pupil (pupils, "", "van", "Zeldzaam", "3");
  brief = kl_about_format_short (&about);
  g_assert_null (strstr (brief, "Zeldzaam"));
}

static void
test_title (void)
{
  static const struct
  {
    const char *title;
    const char *text;
    const char *expected;
  } rows[] = {
    { "  Bang voor de brugklas ", "Iets anders.", "Bang voor de brugklas" },
    { NULL, "Slaapt slecht. Sinds de verhuizing elke nacht wakker.", "Slaapt slecht" },
    { NULL, "Wie haalt op? Oma misschien.", "Wie haalt op?" },
    { NULL, "Om 8.15 uur nog niet op school\nMoeder gebeld.", "Om 8.15 uur nog niet op school" },
    { " ", "  ", NULL },
    { NULL,
      "Moeder vertelt bij het hek dat haar zoon sinds de vakantie niet meer alleen naar buiten wil",
      "Moeder vertelt bij het hek dat haar zoon sinds de vakantie…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlNewCase) question = kl_new_case_new (1);
      g_autofree char *title = NULL;

      question->title = g_strdup (rows[i].title);
      question->text = g_strdup (rows[i].text);
      question->theme = KL_THEME_ATTENDANCE;
      title = kl_new_case_make_title (question);
      if (rows[i].expected == NULL)
        g_assert_cmpstr (title, ==, kl_words_get_label (KL_WORDS_THEME, KL_THEME_ATTENDANCE));
      else
        g_assert_cmpstr (title, ==, rows[i].expected);
    }
}

static void
test_question (void)
{
  g_autoptr (KlNewCase) question = kl_new_case_new (1);

  g_assert_false (kl_new_case_is_complete (question));
  question->text = g_strdup (" \n");
  g_assert_false (kl_new_case_is_complete (question));
  g_ptr_array_add (question->unlisted_names, g_strdup ("Noor"));
  g_assert_true (kl_new_case_is_complete (question));

  question->help = KL_HELP_INFORMATION_ADVICE;
  g_assert_true (kl_new_case_is_advice_only (question));
  question->help |= KL_HELP_ACTUAL_SUPPORT;
  g_assert_false (kl_new_case_is_advice_only (question));

  question->asked_by = KL_ASKED_BY_PARENT;
  g_assert_cmpint (kl_new_case_get_entry_kind (question), ==, KL_ENTRY_CONVERSATION);
  question->asked_by = KL_ASKED_BY_TEACHER;
  g_assert_cmpint (kl_new_case_get_entry_kind (question), ==, KL_ENTRY_SIGNAL);
  question->kind = KL_ENTRY_PHONE_CALL;
  g_assert_cmpint (kl_new_case_get_entry_kind (question), ==, KL_ENTRY_PHONE_CALL);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/about/lines", test_about);
  g_test_add_func ("/about/no-surname", test_no_surname);
  g_test_add_func ("/new-case/title", test_title);
  g_test_add_func ("/new-case/question", test_question);

  return g_test_run ();
}
