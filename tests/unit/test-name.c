/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-name.h"

#include <string.h>

static void
test_parts (void)
{
  static const struct
  {
    const char *text;
    const char *given, *prefix, *surname;
    const char *formal;
    const char *sort_key;
    const char *letters;
  } cases[] = {
    { "Jelle van den Berg", "Jelle", "van den", "Berg", "Berg, Jelle van den",
      "berg\tjelle\tvan den", "JB" },
    { "Noor Jansen", "Noor", NULL, "Jansen", "Jansen, Noor", "jansen\tnoor\t", "NJ" },
    { "Ilias El Amrani", "Ilias", "El", "Amrani", "Amrani, Ilias El", "amrani\tilias\tel", "IA" },
    { "Milan de Graaf", "Milan", "de", "Graaf", "Graaf, Milan de", "graaf\tmilan\tde", "MG" },
    { "Kees 's-Gravenmade", "Kees", "'s-", "Gravenmade", "Gravenmade, Kees 's-",
      "gravenmade\tkees\ts", "KG" },
    { "Kees ’s-Gravenmade", "Kees", "’s-", "Gravenmade", "Gravenmade, Kees ’s-",
      "gravenmade\tkees\ts", "KG" },
    { "Jan van 's-Gravenmade", "Jan", "van 's-", "Gravenmade", "Gravenmade, Jan van 's-",
      "gravenmade\tjan\tvan s", "JG" },
    { "Roos van 't Hof", "Roos", "van 't", "Hof", "Hof, Roos van 't", "hof\troos\tvan t", "RH" },
    { "Roos van ’t Hof", "Roos", "van ’t", "Hof", "Hof, Roos van ’t", "hof\troos\tvan t", "RH" },
    { "Piet in 't Veld", "Piet", "in 't", "Veld", "Veld, Piet in 't", "veld\tpiet\tin t", "PV" },
    { "Lot op de Beek", "Lot", "op de", "Beek", "Beek, Lot op de", "beek\tlot\top de", "LB" },
    { "Tess ter Horst", "Tess", "ter", "Horst", "Horst, Tess ter", "horst\ttess\tter", "TH" },
    { "Gijs 't Hart", "Gijs", "'t", "Hart", "Hart, Gijs 't", "hart\tgijs\tt", "GH" },
    { "Luc d'Hondt", "Luc", "d'", "Hondt", "Hondt, Luc d'", "hondt\tluc\td", "LH" },
    { "Gio D'Angelo", "Gio", NULL, "D'Angelo", "D'Angelo, Gio", "dangelo\tgio\t", "GD" },
    { "Zoë Vermeulen", "Zoë", NULL, "Vermeulen", "Vermeulen, Zoë", "vermeulen\tzoe\t", "ZV" },
    { "Çağla Yıldız", "Çağla", NULL, "Yıldız", "Yıldız, Çağla", "yildiz\tcagla\t", "ÇY" },
    { "Eva Müller-van der Berg", "Eva", NULL, "Müller-van der Berg", "Müller-van der Berg, Eva",
      "muller van der berg\teva\t", "EM" },
    { "Eva Müller - van der Berg", "Eva", NULL, "Müller - van der Berg",
      "Müller - van der Berg, Eva", "muller van der berg\teva\t", "EM" },
    { "Anne-Marie de Wit", "Anne-Marie", "de", "Wit", "Wit, Anne-Marie de", "wit\tanne marie\tde",
      "AW" },
    { "Eva van Dam-de Wit", "Eva", "van", "Dam-de Wit", "Dam-de Wit, Eva van",
      "dam de wit\teva\tvan", "ED" },
    { "Anne Marie Jansen", "Anne Marie", NULL, "Jansen", "Jansen, Anne Marie",
      "jansen\tanne marie\t", "AJ" },
    { "Jan Van Den Broeck", "Jan", "Van Den", "Broeck", "Broeck, Jan Van Den",
      "broeck\tjan\tvan den", "JB" },
    { "Samira", "Samira", NULL, NULL, "Samira", "samira", "S" },
    { "Jan van", "Jan", NULL, "van", "van, Jan", "van\tjan\t", "JV" },
    { "  Noor \t Jansen ", "Noor", NULL, "Jansen", "Jansen, Noor", "jansen\tnoor\t", "NJ" },
    { "ليلى العمراني", "ليلى", NULL, "العمراني", "العمراني, ليلى", "العمراني\tليلى\t", "لا" },
    { "", NULL, NULL, NULL, "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlName) name = kl_name_parse (cases[i].text);
      g_autoptr (KlName) copy = kl_name_copy (name);
      g_autofree char *formal = kl_name_get_formal (copy);
      g_autofree char *sort_key = kl_name_get_sort_key (copy);
      g_autofree char *letters = kl_name_get_letters (copy);

      g_assert_cmpstr (name->given, ==, cases[i].given);
      g_assert_cmpstr (name->prefix, ==, cases[i].prefix);
      g_assert_cmpstr (name->surname, ==, cases[i].surname);
      g_assert_cmpstr (formal, ==, cases[i].formal);
      g_assert_cmpstr (sort_key, ==, cases[i].sort_key);
      g_assert_cmpstr (letters, ==, cases[i].letters);
    }
}

/* Written out and read again it is the same name, both ways of writing. */
static void
test_round_trip (void)
{
  static const char *const names[] = {
    "Jelle van den Berg", "Kees 's-Gravenmade",   "Roos van ’t Hof", "Luc d'Hondt",
    "Zoë Vermeulen",      "Çağla Yıldız",         "Samira",          "Eva Müller-van der Berg",
    "Ilias El Amrani",    "Jan van 's-Gravenmade"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KlName) name = kl_name_parse (names[i]);
      g_autofree char *display = kl_name_get_display (name);
      g_autofree char *formal = kl_name_get_formal (name);
      g_autoptr (KlName) again = kl_name_parse (formal);
      g_autofree char *again_display = kl_name_get_display (again);

      g_assert_cmpstr (display, ==, names[i]);
      g_assert_cmpstr (again_display, ==, names[i]);
    }
}

static void
test_new (void)
{
  g_autoptr (KlName) name = kl_name_new (" ", "van de", "Ven", "J.A. ");
  g_autofree char *display = kl_name_get_display (name);
  g_autofree char *formal = kl_name_get_formal (name);
  g_autofree char *letters = kl_name_get_letters (name);
  g_autofree char *team = kl_name_make_letters ("Team Toegang en Regie");
  g_autofree char *nobody = kl_name_make_letters (NULL);

  g_assert_null (name->given);
  g_assert_cmpstr (display, ==, "J.A. van de Ven");
  g_assert_cmpstr (formal, ==, "Ven, J.A. van de");
  g_assert_cmpstr (letters, ==, "JV");
  g_assert_cmpstr (team, ==, "TR");
  g_assert_cmpstr (nobody, ==, "");
}

static void
test_sorting (void)
{
  static const char *const sorted[] = { "Ilias El Amrani", "Jan Berg",       "Jelle van den Berg",
                                        "Ad van Bergen",   "Milan de Graaf", "Kees 's-Gravenmade",
                                        "Roos van 't Hof", "Zoë Ödegaard",   "Çağla Yıldız" };

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (sorted); i++)
    {
      g_autoptr (KlName) one = kl_name_parse (sorted[i]);
      g_autoptr (KlName) other = kl_name_parse (sorted[i + 1]);
      g_autofree char *one_key = kl_name_get_sort_key (one);
      g_autofree char *other_key = kl_name_get_sort_key (other);

      g_assert_cmpstr (one_key, <, other_key);
    }
}

/* Marks the matched parts with brackets. */
static char *
mark (const KlNameQuery *query, const char *text)
{
  g_autoptr (GArray) ranges = kl_name_query_find_ranges (query, text);
  GString *marked = g_string_new (text);

  for (guint i = ranges->len; i > 0; i--)
    {
      const KlTextRange *range = &g_array_index (ranges, KlTextRange, i - 1);

      g_string_insert (marked, (gssize) range->end, "]");
      g_string_insert (marked, (gssize) range->start, "[");
    }

  return g_string_free_and_steal (marked);
}

static void
test_match (void)
{
  static const struct
  {
    const char *typed;
    const char *name;
    const char *marked; /* NULL when it must not be found */
  } cases[] = {
    { "j", "Jelle van den Berg", "[J]elle van den Berg" },
    { "jel", "Jelle van den Berg", "[Jel]le van den Berg" },
    { "BERG", "Jelle van den Berg", "Jelle van den [Berg]" },
    { "van den berg", "Jelle van den Berg", "Jelle [van] [den] [Berg]" },
    { "vd berg", "Jelle van den Berg", NULL },
    { "v d berg", "Jelle van den Berg", "Jelle [v]an [d]en [Berg]" },
    { "van der berg", "Jelle van den Berg", "Jelle [van] den [Berg]" },
    { "de jansen", "Noor Jansen", "Noor [Jansen]" },
    { "vandenberg", "Jelle van den Berg", "Jelle [van den Berg]" },
    { "denberg", "Jelle van den Berg", "Jelle van [den Berg]" },
    { "berg jelle", "Jelle van den Berg", "[Jelle] van den [Berg]" },
    { "berg, jelle", "Jelle van den Berg", "[Jelle] van den [Berg]" },
    { "jelle berg", "Jelle van den Berg", "[Jelle] van den [Berg]" },
    { "jele", "Jelle van den Berg", "[Jelle] van den Berg" },   /* too few */
    { "jellle", "Jelle van den Berg", "[Jelle] van den Berg" }, /* too many */
    { "jallw", "Jelle van den Berg", NULL },                    /* two wrong */
    { "jalle", "Jelle van den Berg", "[Jelle] van den Berg" },  /* one wrong */
    { "ejlle", "Jelle van den Berg", "[Jelle] van den Berg" },  /* swapped */
    { "breg", "Jelle van den Berg", "Jelle van den [Berg]" },
    { "helle", "Jelle van den Berg", "[Jelle] van den Berg" }, /* the first letter */
    { "hofman", "Tim Hoffman", "Tim [Hoffman]" },
    { "vermeuln", "Zoë Vermeulen", "Zoë [Vermeulen]" },
    { "vermue", "Zoë Vermeulen", "Zoë [Vermeulen]" }, /* the beginning, swapped */
    { "bex", "Jelle van den Berg", NULL },            /* three letters: no errors */
    { "nor", "Noor Jansen", "[Noor] Jansen" },        /* but it sounds so */
    { "nar", "Noor Jansen", NULL },
    { "zoe", "Zoë Vermeulen", "[Zoë] Vermeulen" },
    { "zoë", "Zoe Vermeulen", "[Zoe] Vermeulen" },
    { "zo", "Zoë Vermeulen", "[Zo]ë Vermeulen" },
    { "zoe", "Zoe\xcc\x88 Vermeulen", "[Zoe\xcc\x88] Vermeulen" }, /* e and a mark */
    { "cagla", "Çağla Yıldız", "[Çağla] Yıldız" },
    { "YILDIZ", "Çağla Yıldız", "Çağla [Yıldız]" },
    { "yildz", "Çağla Yıldız", "Çağla [Yıldız]" },
    { "\xc4\xb0lker", "Ilker Demir", "[Ilker] Demir" },
    { "el amrani", "Ilias El Amrani", "Ilias [El] [Amrani]" },
    { "amrani", "Ilias El Amrani", "Ilias El [Amrani]" },
    { "elamrani", "Ilias El Amrani", "Ilias [El Amrani]" },
    { "gravenmade", "Kees 's-Gravenmade", "Kees 's-[Gravenmade]" },
    { "s-gravenmade", "Kees 's-Gravenmade", "Kees '[s]-[Gravenmade]" },
    { "’s gravenmade", "Kees 's-Gravenmade", "Kees '[s]-[Gravenmade]" },
    { "sgraven", "Kees 's-Gravenmade", "Kees '[s-Graven]made" },
    { "van t hof", "Roos van 't Hof", "Roos [van] '[t] [Hof]" },
    { "van 't hof", "Roos van ’t Hof", "Roos [van] ’[t] [Hof]" },
    { "vant hof", "Roos van 't Hof", "Roos [van 't] [Hof]" },
    { "dangelo", "Gio D'Angelo", "Gio [D'Angelo]" },
    { "muller", "Eva Müller-van der Berg", "Eva [Müller]-van der Berg" },
    { "van der berg", "Eva Müller-van der Berg", "Eva Müller-[van] [der] [Berg]" },
    { "strasse", "Kim Straße", "Kim [Straße]" },
    { "soren", "Søren Ærø", "[Søren] Ærø" },
    { "aero", "Søren Ærø", "Søren [Ærø]" },
    { "ليلى", "ليلى العمراني", "[ليلى] العمراني" },
    { "jansen jansen", "Noor Jansen", NULL },
    { "xyz", "Noor Jansen", NULL },
    { "elle", "Jelle van den Berg", "[Jelle] van den Berg" },
    { "lle", "Jelle van den Berg", NULL },
    { "", "Noor Jansen", NULL },
    { " - ", "Noor Jansen", NULL },
    { "noor", "", NULL },
    { "jonas", "Яна Йонас", NULL },
    { "иона", "Яна Йонас", "Яна [Йона]с" },
    { "а b c d e f g h i j k l m n", "Noor Jansen", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlNameQuery) query = kl_name_query_new (cases[i].typed);
      g_autofree char *folded = kl_text_fold (cases[i].name);
      g_autofree char *marked = mark (query, cases[i].name);

      g_test_message ("%s in %s", cases[i].typed, cases[i].name);
      g_assert_cmpint (kl_name_query_match (query, folded) > 0, ==, cases[i].marked != NULL);
      g_assert_cmpstr (marked, ==, cases[i].marked != NULL ? cases[i].marked : cases[i].name);
    }
}

static int
score (const char *typed, const char *name)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (typed);
  g_autofree char *folded = kl_text_fold (name);

  return kl_name_query_match (query, folded);
}

static void
test_ranking (void)
{
  static const struct
  {
    const char *typed;
    const char *better, *worse;
  } cases[] = {
    { "noor", "Noor Jansen", "Noortje Jansen" },          /* the whole word first */
    { "noor", "Noortje Jansen", "Floor Noorman" },        /* the given name first */
    { "jansen", "Noor Jansen", "Noor Janssen" },          /* right before nearly right */
    { "van den berg", "Jelle van den Berg", "Jan Berg" }, /* with its prefix */
    { "berg", "Jan Berg", "Jan Bergsma" },                /* */
    { "jansen", "Noor Jansens", "Noor Janzen" },          /* */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (score (cases[i].typed, cases[i].worse), >, 0);
      g_assert_cmpint (score (cases[i].typed, cases[i].better), >,
                       score (cases[i].typed, cases[i].worse));
    }
}

/* Optimal string alignment as the books have it, to check the quick way against. */
static guint
distance (const char *a, const char *b)
{
  guint d[12][12];
  const gsize n = strlen (a), m = strlen (b);

  for (gsize i = 0; i <= n; i++)
    for (gsize j = 0; j <= m; j++)
      {
        guint cost = i > 0 && j > 0 && a[i - 1] == b[j - 1] ? 0 : 1;

        if (i == 0 || j == 0)
          {
            d[i][j] = (guint) (i + j);
            continue;
          }
        d[i][j] = MIN (MIN (d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          d[i][j] = MIN (d[i][j], d[i - 2][j - 2] + 1);
      }

  return d[n][m];
}

static void
test_distance (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      char typed[9], name[9];
      guint best = G_MAXUINT;
      const gsize n_typed = 4 + (gsize) g_test_rand_int_range (0, 4);
      const gsize n_name = 4 + (gsize) g_test_rand_int_range (0, 4);

      for (gsize j = 0; j <= 8; j++)
        {
          typed[j] = j < n_typed ? (char) ('x' + g_test_rand_int_range (0, 3)) : '\0';
          name[j] = j < n_name ? (char) ('x' + g_test_rand_int_range (0, 3)) : '\0';
        }

      /* A beginning of the name may be meant. */
      for (gsize length = 0; length <= n_name; length++)
        {
          g_autofree char *begin = g_strndup (name, length);

          best = MIN (best, distance (typed, begin));
        }
      /* Below that stands what sounds alike. */
      g_assert_cmpint (score (typed, name) >= 40, ==, best <= 1);
    }
}

static void
test_speed (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KlNameQuery) query = kl_name_query_new ("jele vand berg");
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_found = 0;
  double elapsed;

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("%s%u van den %s%u", i % 3 == 0 ? "Jelle" : "Noortje", i % 7,
                         i % 2 == 0 ? "Berg" : "Vermeulen", i % 11);

      g_ptr_array_add (names, kl_text_fold (name));
    }

  g_timer_start (timer);
  for (guint i = 0; i < names->len; i++)
    n_found += kl_name_query_match (query, g_ptr_array_index (names, i)) > 0;
  elapsed = g_timer_elapsed (timer, NULL);

  g_test_message ("10,000 names in %.1f ms", elapsed * 1000);
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (n_found, <, names->len);
  /* Wide, for a busy machine and sanitizers; a few milliseconds are usual. */
  g_assert_cmpfloat (elapsed, <, 0.25);
}

static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, KL_TYPE_NAME);
  g_value_take_boxed (&value, kl_name_parse ("Noor Jansen"));
  g_assert_cmpstr (((KlName *) g_value_get_boxed (&value))->given, ==, "Noor");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name/parts", test_parts);
  g_test_add_func ("/name/round-trip", test_round_trip);
  g_test_add_func ("/name/new", test_new);
  g_test_add_func ("/name/sorting", test_sorting);
  g_test_add_func ("/name/match", test_match);
  g_test_add_func ("/name/ranking", test_ranking);
  g_test_add_func ("/name/distance", test_distance);
  g_test_add_func ("/name/speed", test_speed);
  g_test_add_func ("/name/boxed", test_boxed);

  return g_test_run ();
}
