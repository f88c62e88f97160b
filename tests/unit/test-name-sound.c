/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-name-sound.h"

#include <string.h>

#include "model/kl-name.h"

/* How a name is heard, and how the papers have it. */

static int
hear (const char *typed, const char *name, gboolean beginning)
{
  g_autofree char *typed_folded = kl_text_fold (typed);
  g_autofree char *name_folded = kl_text_fold (name);
  KlNameSound one, other;

  kl_name_sound_init (&one, typed_folded, strlen (typed_folded), beginning);
  kl_name_sound_init (&other, name_folded, strlen (name_folded), FALSE);
  return kl_name_sound_compare (&one, &other, beginning);
}

static void
test_alike (void)
{
  static const char *const families[][10] = {
    { "Mohammed", "Mohamed", "Muhammad", "Muhammed", "Mohammad", "Mohamad", "Mohamet" },
    { "Youssef", "Yusuf", "Yousef", "Yousuf", "Joesoef", "Yoesoef", "Josef" },
    { "Fatima", "Fatma", "Fatimah", "Fathima" },
    { "Çelik", "Celik", "Tsjelik", "Selik", "Tchelik" },
    { "Şahin", "Sahin", "Shahin", "Sjahin", "Chahin" },
    { "Ahmed", "Achmed", "Ahmet", "Amed", "Ahmad", "Achmet" },
    { "Ayoub", "Ayoup", "Ajoub", "Aioub" },
    { "Ayşe", "Aisha", "Aicha", "Aysha", "Ajsha" },
    { "Rachid", "Rashid", "Rasjid", "Rachied" },
    { "Hicham", "Hisham", "Hisjam" },
    { "Khalid", "Chalid", "Khaled", "Halid", "Kalid" },
    { "Khadija", "Khadidja", "Chadija", "Hadija" },
    { "Cemal", "Djemal", "Jamal", "Djamal" },
    { "Çağla", "Cagla", "Tsjagla" },
    { "Canan", "Djanan", "Tsjanan", "Kanan" },
    { "Ömer", "Omar", "Umar", "Oemar" },
    { "Emine", "Amina", "Emina" },
    { "Ibrahim", "Ibraim", "Ebrahim", "Ibraheem" },
    { "Yağmur", "Yagmur", "Jagmoer", "Yamur" },
    { "Erdoğan", "Erdogan", "Erdoan" },
    { "Yılmaz", "Yilmaz", "Jilmas" },
    { "Nowak", "Novak" },
    { "Kowalski", "Kovalski", "Kowalskie" },
    { "Bouchra", "Boushra", "Boesjra" },
    { "Abdelhak", "Abdulhak", "Abdelak" },
    { "Visscher", "Visser", "Vischer", "Fisser" },
    { "Schouten", "Sgouten", "Schoute", "Schauten" },
    { "Janssen", "Jansen", "Jansse", "Janzen" },
    { "Heijden", "Heyden", "Heiden", "Heijde", "Heide" },
    { "Dijk", "Dyk", "Dijck", "Deik" },
    { "Meijer", "Meyer", "Meier" },
    { "Bosch", "Bos" },
    { "Hendriks", "Hendrix", "Hendricks" },
    { "Vermeulen", "Fermeulen", "Wermeulen" },
    { "Bouwman", "Bouman", "Bauwman" },
    { "Kuipers", "Kuijpers", "Kuypers" },
    { "Philip", "Filip", "Phillip" },
    { "Thijs", "Tijs", "Theis" },
    { "Sophie", "Sofie", "Sofi" },
    { "Katja", "Katia", "Catja" },
    { "Zoë", "Soe", "Zoe" },
    { "Quinten", "Kwinten" },
    { "Noah", "Noa" },
    { "Marc", "Mark" },
    { "Maya", "Maja", "Maia" },
    { "Marija", "Maria" },
    { "Chaima", "Shaima", "Sjaima", "Chayma" },
    { "Vogt", "Vocht" },
    { "Nieuwenhuis", "Niewenhuis", "Nieuwenhuijs" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    for (guint j = 1; j < G_N_ELEMENTS (families[i]) && families[i][j] != NULL; j++)
      {
        g_test_message ("%s heard as %s", families[i][0], families[i][j]);
        g_assert_cmpint (hear (families[i][j], families[i][0], FALSE), >, 0);
        g_assert_cmpint (hear (families[i][0], families[i][j], FALSE), >, 0);
      }
}

static void
test_different (void)
{
  static const struct
  {
    const char *one, *other;
  } pairs[] = {
    { "Tim", "Tom" },
    { "Jan", "John" },
    { "Sem", "Sim" },
    { "Noor", "Naar" },
    { "Hans", "Gans" },
    { "Jelle", "Julie" },
    { "Bram", "Brammert" },
    { "Emma", "Anna" },
    { "Daan", "Dion" },
    { "Lotte", "Lieke" },
    { "Visser", "Visman" },
    { "Berg", "Burg" },
    { "Mohammed", "Mahmoud" },
    { "Fatima", "Fetije" },
    { "Sara", "Zuri" },
    { "Lars", "Loris" },
    { "Jansen", "Jonkers" },
    { "Çelik", "Kilic" },
    { "Bakker", "Bekkers" },
    { "Mila", "Emiel" },
    { "", "Jan" },
    { "Jan", "" },
    { "ليلى", "ليلى" },
    { "Лена", "Lena" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s is not %s", pairs[i].one, pairs[i].other);
      g_assert_cmpint (hear (pairs[i].one, pairs[i].other, FALSE), ==, 0);
      g_assert_cmpint (hear (pairs[i].other, pairs[i].one, FALSE), ==, 0);
    }
}

static void
test_beginnings (void)
{
  static const struct
  {
    const char *typed, *name;
  } pairs[] = {
    { "moeham", "Mohammed" },     { "joes", "Youssef" },  { "tsjel", "Çelik" },
    { "sjahi", "Şahin" },         { "vissch", "Visser" }, { "achm", "Ahmed" },
    { "niewenh", "Nieuwenhuis" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_test_message ("%s begins %s", pairs[i].typed, pairs[i].name);
      g_assert_cmpint (hear (pairs[i].typed, pairs[i].name, TRUE), >, 0);
    }
  g_assert_cmpint (hear ("mohammeds", "Mohammed", TRUE), ==, 0);
}

static void
test_keys (void)
{
  static const struct
  {
    const char *name, *keys;
  } cases[] = {
    { "Youssef", "jsf" },
    { "Jelle van den Berg", "jl fn wn dn brg" },
    { "Ömer Çelik", "amr slk jlk" },
    { "Ahmed", "agmt amt" },
    { "Aya", "aj" },
    { "", "" },
    { "ليلى", "" },
    { "H", "h" },
    { "Jan 2", "jn 2" },
  };
  g_autofree char *longest = g_strnfill (4000, 'b');
  g_autofree char *many = NULL;
  g_autofree char *made = NULL;
  g_autofree char *letters = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = kl_text_fold (cases[i].name);
      g_autofree char *keys = kl_name_sound_make_keys (folded);

      g_assert_cmpstr (keys, ==, cases[i].keys);
    }

  for (gsize i = 1; i < 4000; i += 2)
    longest[i] = 'd';
  made = kl_name_sound_make_keys (longest);
  g_assert_cmpuint (strlen (made), ==, KL_NAME_SOUND_MAX_CHARS);
  many = g_strnfill (5000, 'c');
  letters = kl_name_sound_make_keys (many);
  g_assert_nonnull (letters);
}

/* Whatever is typed: no form is longer than its room, and who types a name finds it. */
static void
test_random (void)
{
  static const char letters[] = "aeiouyjhcksgtdbvwxzqnrl";

  for (guint i = 0; i < 50000; i++)
    {
      char word[40] = { 0 };
      const gsize length = (gsize) g_test_rand_int_range (1, 36);
      KlNameSound sound;

      for (gsize j = 0; j < length; j++)
        word[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
      kl_name_sound_init (&sound, word, length, FALSE);
      g_assert_cmpuint (sound.n_forms, >, 0);
      g_assert_cmpuint (sound.n_forms, <=, KL_NAME_SOUND_MAX_FORMS);
      for (guint j = 0; j < sound.n_forms; j++)
        g_assert_cmpuint (strlen (sound.forms[j].text), ==, sound.forms[j].length);
      if (sound.forms[0].length > 1)
        g_assert_cmpint (kl_name_sound_compare (&sound, &sound, FALSE), ==, 100);
    }
}

static void
test_query (void)
{
  static const struct
  {
    const char *typed, *sounds;
  } cases[] = {
    { "mohamed", "(\"mhmt\" OR \"mmt\" OR \"mhmd\"* OR \"mmd\"*)" },
    { "van der zee", "(\"s\")" },
    { "ab", NULL },
    { "fatma ba", NULL },
    { "", NULL },
    { "ليلى", NULL },
  };
  g_autoptr (KlNameQuery) zee = kl_name_query_new ("van der zee");
  g_autofree char *marked = kl_name_query_get_sounds (zee, "0000000c");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlNameQuery) query = kl_name_query_new (cases[i].typed);
      g_autofree char *sounds = kl_name_query_get_sounds (query, "");

      g_assert_cmpstr (sounds, ==, cases[i].sounds);
    }
  g_assert_cmpstr (marked, ==, "(\"0000000cs\")");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-sound/alike", test_alike);
  g_test_add_func ("/name-sound/different", test_different);
  g_test_add_func ("/name-sound/beginnings", test_beginnings);
  g_test_add_func ("/name-sound/keys", test_keys);
  g_test_add_func ("/name-sound/random", test_random);
  g_test_add_func ("/name-sound/query", test_query);

  return g_test_run ();
}
