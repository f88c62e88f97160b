/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-readability.h"

static void
test_syllables (void)
{
  static const struct
  {
    const char *word;
    guint n;
  } rows[] = {
    { "ik", 1 },
    { "boos", 1 },
    { "school", 1 },
    { "vrijdag", 2 },
    { "mooie", 2 },
    { "nieuwe", 2 },
    { "draaien", 2 },
    { "bloeien", 2 },
    { "moeilijk", 2 },
    { "ideeën", 3 },
    { "geïnd", 2 },
    { "piano", 3 },
    { "video", 3 },
    { "theater", 3 },
    { "leerkracht", 2 },
    { "intern", 2 },
    { "begeleider", 4 },
    { "huisbezoek", 3 },
    { "yoghurt", 2 },
    { "Samira", 3 },
    { "vertrouwensketen", 5 },
    { "één", 1 },
    { "café", 2 },
    { "hmm", 1 },
    { "2025", 1 },
    { "schoolmaatschappelijk", 5 },
    { "ouders", 2 },
    { "eeuwig", 2 },
    { "ruzie", 2 },
    { "reünie", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (kl_readability_count_syllables (rows[i].word) != rows[i].n)
      g_error ("%s: %u", rows[i].word, kl_readability_count_syllables (rows[i].word));
}

static void
test_sentences (void)
{
  static const struct
  {
    const char *text;
    guint sentences, words, longest, n_long;
  } rows[] = {
    { "", 0, 0, 0, 0 },
    { "...!", 0, 0, 0, 0 },
    { "Elke vrijdag praat je met Samira. Jij kiest: lopen of zitten.", 3, 11, 6, 1 },
    { "Om 13.15 uur", 1, 4, 4, 0 },
    { "Bijv. op het plein.", 1, 4, 4, 0 },
    { "Een\nTwee drie", 2, 3, 2, 0 },
    { "Word je boos? Leg je kaart op tafel!", 2, 8, 5, 0 },
    { "Zo'n dag van 's ochtends", 1, 5, 5, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KlReadability found;

      kl_readability_measure (rows[i].text, 5, &found);
      g_assert_cmpuint (found.n_sentences, ==, rows[i].sentences);
      g_assert_cmpuint (found.n_words, ==, rows[i].words);
      g_assert_cmpuint (found.longest, ==, rows[i].longest);
      g_assert_cmpuint (found.n_long, ==, rows[i].n_long);
    }
}

static void
test_index (void)
{
  KlReadability child;
  KlReadability expert;
  g_autofree char *said = NULL;

  kl_readability_measure ("Elke vrijdag praat je met Samira. Word je boos in de klas? Leg je kaart "
                          "op tafel. Juf Anke weet dan genoeg.",
                          KL_READABILITY_CHILD_WORDS, &child);
  g_assert_cmpfloat (child.index, >, KL_READABILITY_CHILD);
  g_assert_cmpuint (child.n_long, ==, 0);

  kl_readability_measure ("De handelingsverlegenheid van de ondersteuningsstructuur noodzaakt tot "
                          "interdisciplinaire consultatie betreffende de pedagogische "
                          "onveiligheidsbeleving binnen de gezinssituatie.",
                          KL_READABILITY_CHILD_WORDS, &expert);
  g_assert_cmpfloat (expert.index, <, 30);
  said = kl_readability_format (&expert);
  g_assert_cmpstr (said, ==,
                   "Leesgemak 0 van 100: heel moeilijk. 1 zin is lang; de langste heeft 16 "
                   "woorden.");
}

/* 206.84 - 0.93 * 4 - 77 * 6 / 4 for four words of six syllables. */
static void
test_formula (void)
{
  KlReadability found;

  kl_readability_measure ("Samira komt elke vrijdag", 12, &found);
  g_assert_cmpuint (found.n_words, ==, 4);
  g_assert_cmpuint (found.n_syllables, ==, 8);
  g_assert_cmpfloat_with_epsilon (found.index, 206.84 - 0.93 * 4 - 77.0 * 8 / 4, 0.001);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/readability/syllables", test_syllables);
  g_test_add_func ("/readability/sentences", test_sentences);
  g_test_add_func ("/readability/index", test_index);
  g_test_add_func ("/readability/formula", test_formula);

  return g_test_run ();
}
