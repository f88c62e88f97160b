/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-wellbeing.h"

/* The kansencirkel: what is said, and how it is told in words. */

static const KlWellbeingScores now = { { 2, 4, 3, 3, 5, 4, 2, 4 } };
static const KlWellbeingScores before = { { 1, 4, 3, 2, 4, 2, 2, 3 } };

static void
test_valid (void)
{
  static const struct
  {
    KlWellbeingVoice voice;
    KlWellbeingAspect aspect;
    guint8 score;
    gboolean valid;
  } rows[] = {
    { KL_WELLBEING_CHILD, KL_WELLBEING_SAFE, 0, FALSE },
    { KL_WELLBEING_CHILD, KL_WELLBEING_SAFE, 1, TRUE },
    { KL_WELLBEING_PARENTS, KL_WELLBEING_ACTIVE, 3, TRUE },
    { KL_WELLBEING_SCHOOL, KL_WELLBEING_INCLUDED, 5, TRUE },
    { KL_WELLBEING_SCHOOL, KL_WELLBEING_INCLUDED, 6, FALSE },
    { KL_WELLBEING_CHILD, KL_WELLBEING_HEALTHY, 255, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();

      round->voices[rows[i].voice].of[rows[i].aspect] = rows[i].score;
      g_assert_cmpint (kl_wellbeing_round_is_valid (round), ==, rows[i].valid);
      for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
        g_assert_cmpint (kl_wellbeing_round_has_voice (round, (KlWellbeingVoice) voice), ==,
                         rows[i].score != 0 && voice == (int) rows[i].voice);
    }
}

static void
test_child_words (void)
{
  static const char *const words[KL_N_WELLBEING_ASPECTS] = {
    "Ik voel me veilig",   "Ik voel me fit",
    "Ik leer en groei",    "Er wordt goed voor mij gezorgd",
    "Ik doe leuke dingen", "Er wordt naar mij geluisterd",
    "Ik kan dingen zelf",  "Ik hoor erbij",
  };

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    g_assert_cmpstr (kl_wellbeing_aspect_get_child_words ((KlWellbeingAspect) i), ==, words[i]);
}

static void
test_labels (void)
{
  static const char *const labels[KL_N_WELLBEING_ASPECTS] = {
    "Veilig", "Gezond",        "Ontplooiing",      "Gekoesterd",
    "Actief", "Gerespecteerd", "Verantwoordelijk", "Erbij horen",
  };

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    g_assert_cmpstr (kl_words_get_label (KL_WORDS_WELLBEING_ASPECT, i), ==, labels[i]);
}

static void
assert_told (const KlWellbeingScores *scores, const KlWellbeingScores *was, const char *expected)
{
  g_autofree char *told = kl_wellbeing_scores_describe_for_child (scores, was);

  g_assert_cmpstr (told, ==, expected);
}

static void
test_told_to_child (void)
{
  static const KlWellbeingScores little = { { 0, 5 } };

  assert_told (&now, &before,
               "Ik voel me veilig: 2, was 1. Ik voel me fit: 4. Ik leer en groei: 3. Er wordt goed "
               "voor mij gezorgd: 3, was 2. Ik doe leuke dingen: 5, was 4. Er wordt naar mij "
               "geluisterd: 4, was 2. Ik kan dingen zelf: 2. Ik hoor erbij: 4, was 3.");
  assert_told (&little, NULL,
               "Ik voel me veilig: niet gezegd. Ik voel me fit: 5. Ik leer en groei: niet gezegd. "
               "Er wordt goed voor mij gezorgd: niet gezegd. Ik doe leuke dingen: niet gezegd. Er "
               "wordt naar mij geluisterd: niet gezegd. Ik kan dingen zelf: niet gezegd. Ik hoor "
               "erbij: niet gezegd.");
}

static void
test_told (void)
{
  g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();
  g_autoptr (KlWellbeingRound) copy = NULL;
  g_autofree char *told = NULL;

  round->voices[KL_WELLBEING_CHILD].of[KL_WELLBEING_SAFE] = 2;
  round->voices[KL_WELLBEING_CHILD].of[KL_WELLBEING_ACTIVE] = 5;
  round->voices[KL_WELLBEING_SCHOOL].of[KL_WELLBEING_INCLUDED] = 3;
  round->words = g_strdup ("Ik wil rust.");
  round->author = kl_person_new (KL_PERSON_PROFESSIONAL, 3, "Samira Bouali", NULL);
  copy = kl_wellbeing_round_copy (round);
  g_clear_pointer (&round, kl_wellbeing_round_free);

  told = kl_wellbeing_round_describe (copy, "Jelle");
  g_assert_cmpstr (told, ==, "Jelle: Veilig 2, Actief 5. School: Erbij horen 3. “Ik wil rust.”");
  g_assert_cmpstr (copy->author->name, ==, "Samira Bouali");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wellbeing/valid", test_valid);
  g_test_add_func ("/wellbeing/child-words", test_child_words);
  g_test_add_func ("/wellbeing/labels", test_labels);
  g_test_add_func ("/wellbeing/told-to-child", test_told_to_child);
  g_test_add_func ("/wellbeing/told", test_told);

  return g_test_run ();
}
