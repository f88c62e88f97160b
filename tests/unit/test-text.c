/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-text.h"

#include <string.h>

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "Zoë", "zoe" },
    { "Zoe\xcc\x88", "zoe" },
    { "Çağla Yıldız", "cagla yildiz" },
    { "\xc4\xb0lker", "ilker" },
    { "van 't Hof", "van t hof" },
    { "van ’t Hof", "van t hof" },
    { "'s-Gravenmade", "s gravenmade" },
    { "O'Brien", "obrien" },
    { "Müller-van der Berg", "muller van der berg" },
    { "Straße", "strasse" },
    { "Ærø", "aero" },
    { "Łukasz", "lukasz" },
    { "ﬁets", "fiets" },
    { "ĳsje", "ijsje" },
    { "  v. d.  Berg ", "v d berg" },
    { "groep 3/4", "groep 3 4" },
    { "Йонас", "ионас" },
    { "أحمد", "أحمد" }, /* hamza stays */
    { "مُحَمَّد", "مُحَمَّد" }, /* and so do vowel marks */
    { "", "" },
    { "--", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = kl_text_fold (cases[i].text);
      g_autofree char *again = kl_text_fold (folded);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (again, ==, folded);
    }
}

static void
test_unfold (void)
{
  const char *text = "Hé, Straße 5!";
  g_autoptr (GArray) map = NULL;
  g_autofree char *folded = kl_text_fold_with_map (text, &map);
  static const struct
  {
    const char *part;
    const char *original;
  } cases[] = {
    { "he", "Hé" },
    { "e", "é" },
    { "strasse", "Straße" },
    { "5", "5" },
    { "he strasse", "Hé, Straße" },
  };

  g_assert_cmpstr (folded, ==, "he strasse 5");
  g_assert_cmpuint (map->len, ==, strlen (folded));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize start = (gsize) (strstr (folded, cases[i].part) - folded);
      const KlTextRange range =
        kl_text_unfold_range (text, map, (KlTextRange) { start, start + strlen (cases[i].part) });
      g_autofree char *original = g_strndup (text + range.start, range.end - range.start);

      g_assert_cmpstr (original, ==, cases[i].original);
    }
}

static void
test_bsn (void)
{
  /* Made up numbers: the eleven test holds or not, nobody has them on purpose. */
  static const struct
  {
    const char *text;
    const char *found; /* NULL when there is none */
  } cases[] = {
    { "111222333", "111222333" },
    { "Moeder (111222333) belde.", "111222333" },
    { "bsn:111222333.", "111222333" },
    { "BSN111222333", "111222333" },
    { "1112.22.333", "1112.22.333" },
    { "111 222 333", "111 222 333" },
    { "111-222-333", "111-222-333" },
    { "111\xc2\xa0"
      "222\xc2\xa0"
      "333",
      "111\xc2\xa0"
      "222\xc2\xa0"
      "333" },
    { "12.34.56.782", "12.34.56.782" },
    { "123456782", "123456782" },
    { "123456789 en 123456782", "123456782" },
    { "om 10 uur: 111222333", "111222333" },
    { "in 2025 111222333", "111222333" },
    { "123456781", NULL },
    { "111222334", NULL },
    { "1112223330", NULL }, /* ten digits */
    { "0111222333", NULL },
    { "11122233", NULL },
    { "000000000", NULL },
    { "000 000 000", NULL },
    { "06 12345678", NULL },
    { "0612345678", NULL },
    { "073 123 45 67", NULL },
    { "20-11-2025", NULL },
    { "groep 7 van 12345678 kinderen", NULL },
    { "1 1 1 2 2 2 3 3 3", NULL },
    { "111  222  333", NULL },
    { "111222333444", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlTextRange range = { 7, 7 };
      gboolean found = kl_text_find_bsn (cases[i].text, 0, &range);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].found != NULL);
      if (found)
        {
          g_autofree char *number =
            g_strndup (cases[i].text + range.start, range.end - range.start);

          g_assert_cmpstr (number, ==, cases[i].found);
          g_assert_false (kl_text_find_bsn (cases[i].text, range.end, &range));
        }
      else
        {
          g_assert_cmpuint (range.start, ==, 7);
        }
    }
}

/* Of all numbers of nine digits one in eleven passes; of a changed digit none does. */
static void
test_bsn_one_digit_off (void)
{
  char text[] = "123456782";

  for (int place = 0; place < 9; place++)
    for (char digit = '0'; digit <= '9'; digit++)
      {
        KlTextRange range;
        const char before = text[place];

        text[place] = digit;
        g_assert_cmpint (kl_text_find_bsn (text, 0, &range), ==, digit == before);
        text[place] = before;
      }
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *clean;
  } cases[] = {
    { "Gesprek met moeder.", "Gesprek met moeder." },
    { "  Gesprek \t\n", "Gesprek" },
    { "een\r\ntwee\rdrie", "een\ntwee\ndrie" },
    { "een  \n\n\n\n\ntwee", "een\n\ntwee" },
    { "een\n \n \n \ntwee", "een\n\ntwee" },
    { "\n\neen", "een" },
    { "a\tb", "a b" },
    { "ze\xc2\xadlf", "zelf" },
    { "on\xe2\x80\x8b"
      "zicht\xe2\x80\xae"
      "b\x07"
      "aar\xef\xbb\xbf",
      "onzichtbaar" },
    { "Zoe\xcc\x88", "Zoë" },
    { "stuk\xff!", "stuk\xef\xbf\xbd!" },
    { "", "" },
    { " \n ", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = kl_text_clean (cases[i].text);
      g_autofree char *again = kl_text_clean (clean);

      g_assert_cmpstr (clean, ==, cases[i].clean);
      g_assert_cmpstr (again, ==, clean);
    }
}

static void
test_words (void)
{
  static const struct
  {
    const char *text;
    guint n_words;
  } cases[] = {
    { "Moeder belt.", 2 },
    { "de auto's van ma’s zus", 5 },
    { "een doe-het-zelver", 2 },
    { "Zoe\xcc\x88 lacht", 2 },
    { "  ", 0 },
    { "", 0 },
    { "groep 7, 5 keer", 4 },
    { "... - !", 0 },
    { "een/twee", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (kl_text_count_words (cases[i].text), ==, cases[i].n_words);
}

static void
test_excerpt (void)
{
  static const struct
  {
    const char *text;
    const char *hit;
    guint max_chars;
    const char *excerpt;
  } cases[] = {
    { "Moeder belt over school.", "belt", 80, "Moeder belt over school." },
    { "Moeder belt over de school en over thuis.", "Moeder", 20, "Moeder belt over de…" },
    { "Moeder belt over de school en over thuis.", "school", 23, "…de school en over…" },
    { "Moeder belt over de school en over thuis.", "thuis", 20, "…en over thuis." },
    { "Eerste regel.\nTweede regel.", "Tweede", 80, "Eerste regel. Tweede regel." },
    { "Moeder belt.", "Moeder", 0, "Moeder…" },
    { "éénwoordzonderspatie", "woord", 8, "…woord…" },
    { "Zoë éér ën ñog", "éér", 100, "Zoë éér ën ñog" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize start = (gsize) (strstr (cases[i].text, cases[i].hit) - cases[i].text);
      const KlTextRange hit = { start, start + strlen (cases[i].hit) };
      KlTextRange inside = { 0, 0 };
      g_autofree char *excerpt =
        kl_text_make_excerpt (cases[i].text, hit, cases[i].max_chars, &inside);
      g_autofree char *found = g_strndup (excerpt + inside.start, inside.end - inside.start);

      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
      g_assert_cmpstr (found, ==, cases[i].hit);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/unfold", test_unfold);
  g_test_add_func ("/text/bsn", test_bsn);
  g_test_add_func ("/text/bsn-one-digit-off", test_bsn_one_digit_off);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/words", test_words);
  g_test_add_func ("/text/excerpt", test_excerpt);

  return g_test_run ();
}
