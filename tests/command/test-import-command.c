/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#include "make-edexml.h"

static void
make_vault (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_make_vault (runner, &db);

  runner_close_vault (vault, db);
}

static char *
make_file (Runner *runner, const char *name, const MakeEdexml *options)
{
  GString *text = make_edexml (options);

  runner_write (runner, name, text->str, (gssize) text->len);
  g_string_free (text, TRUE);
  return runner_get_path (runner, name);
}

/* The texts of all elements and attributes that have one of these names. */
static GPtrArray *
list_private_values (const char *xml)
{
  static const char pattern[] =
    "<(sofinummer|bsn|onderwijsnummer)>\\s*([^<]+?)\\s*<|(eckid)=\"([^\"]+)\"";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  g_regex_match (regex, xml, G_REGEX_MATCH_DEFAULT, &match);
  while (g_match_info_matches (match))
    {
      char *value = g_match_info_fetch (match, 2);

      if (value == NULL || *value == '\0')
        {
          g_free (value);
          value = g_match_info_fetch (match, 4);
        }
      g_ptr_array_add (values, value);
      g_match_info_next (match, NULL);
    }

  return values;
}

static guint
count_rows (Runner *runner, const char *what)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  run (runner, "list", runner->vault, what, "--format", "json");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (json_parser_load_from_data (parser, runner->out, -1, NULL));
  return json_array_get_length (json_node_get_array (json_parser_get_root (parser)));
}

static void
test_made_file (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 60, .with_private = TRUE };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *xml = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GPtrArray) values = NULL;

  make_vault (runner);
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  if (*runner->err != '\0')
    g_assert_true (g_str_has_prefix (runner->err, "Op deze computer werkt bubblewrap niet"));
  g_assert_nonnull (strstr (runner->out, "60 leerlingen"));
  g_assert_nonnull (strstr (runner->out, "Het staat in de kluis."));
  g_assert_cmpuint (count_rows (runner, "pupils"), ==, 60);
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 1);

  g_assert_true (g_file_get_contents (path, &xml, NULL, NULL));
  values = list_private_values (xml);
  g_assert_cmpuint (values->len, >, 60);
  dump = runner_dump (runner);
  for (guint i = 0; i < values->len; i++)
    {
      g_assert_null (strstr (dump, g_ptr_array_index (values, i)));
      g_assert_null (strstr (runner->out, g_ptr_array_index (values, i)));
      g_assert_false (runner_disk_holds (runner, g_ptr_array_index (values, i)));
    }
}

static void
test_twice (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 40, .n_groups = 3 };
  const MakeEdexml moved = { .n_pupils = 40, .n_groups = 3, .class_shift = 1 };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *other = make_file (runner, "moved.xml", &moved);

  make_vault (runner);
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "De school is al zoals het bestand zegt."));
  g_assert_null (strstr (runner->out, "Nieuw:"));

  run (runner, "import", runner->vault, other);
  g_assert_nonnull (strstr (runner->out, "Naar een andere klas"));
  g_assert_nonnull (strstr (runner->out, "→"));
}

static void
test_dry_run (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 30 };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  make_vault (runner);
  before = runner_dump (runner);
  run (runner, "import", runner->vault, path, "--dry-run");
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "30 leerlingen"));
  g_assert_nonnull (strstr (runner->out, "--dry-run"));
  after = runner_dump (runner);
  g_assert_cmpstr (before, ==, after);
}

/* One bad file among good ones: nothing of any is kept, and its name is said. */
static void
test_all_or_none (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 30 };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *bad = runner_get_path (runner, "broken.xml");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  runner_write (runner, "broken.xml", "<EDEX><school>", -1);
  make_vault (runner);
  before = runner_dump (runner);
  run (runner, "import", runner->vault, path, bad);
  g_assert_cmpint (runner->status, ==, 1);
  g_assert_nonnull (strstr (runner->err, "broken.xml"));
  after = runner_dump (runner);
  g_assert_cmpstr (before, ==, after);
}

static void
test_school (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 20 };
  const MakeEdexml others = { .n_pupils = 20, .first = 100 };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *other = NULL;
  g_autoptr (GString) text = make_edexml (&others);

  make_vault (runner);
  run (runner, "import", runner->vault, path, "--school", "wilgen");
  g_assert_cmpint (runner->status, ==, 0);
  run (runner, "import", runner->vault, path, "--school", "nergens");
  g_assert_cmpint (runner->status, ==, 1);

  /* A file of another school makes that school. */
  g_assert_cmpuint (g_string_replace (text, "99QQ", "77ZZ", 0), ==, 1);
  runner_write (runner, "other.xml", text->str, (gssize) text->len);
  other = runner_get_path (runner, "other.xml");
  run (runner, "import", runner->vault, other);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "nieuw in deze kluis"));
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 2);
  run (runner, "import", runner->vault, other);
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 2);

  /* Who brought it in works there: the search looks there too. */
  run (runner, "list", runner->vault, "pupils", "--school", "2", "--format", "csv");
  g_assert_nonnull (strstr (runner->out, "77ZZ"));
}

/* A file that takes the worker over: an error to act on, and nothing is written. */
static void
test_bad_worker (Runner *runner, gconstpointer data)
{
  static const char *const words[][2] = {
    { "<crash", "Het lezen van het bestand ging mis" },
    { "<memory", "meer geheugen" },
    { "<rubbish", "kan niet kloppen" },
    { "{crash", "Het lezen van het bestand ging mis" },
    { "{rubbish", "kan niet kloppen" },
    { ";rubbish", "kan niet kloppen" },
  };
  g_autofree char *worker = g_strdup (g_getenv ("KL_WORKER"));
  g_autofree char *path = runner_get_path (runner, "bad.xml");
  g_autofree char *before = NULL;

  make_vault (runner);
  before = runner_dump (runner);
  g_setenv ("KL_WORKER", g_getenv ("KL_BAD_WORKER"), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *after = NULL;

      if (g_str_equal (words[i][0], "<memory") && g_getenv ("ASAN_OPTIONS") != NULL)
        continue;
      runner_write (runner, "bad.xml", words[i][0], -1);
      run (runner, "import", runner->vault, path);
      g_assert_cmpint (runner->status, ==, 1);
      g_assert_nonnull (strstr (runner->err, words[i][1]));
      after = runner_dump (runner);
      g_assert_cmpstr (before, ==, after);
    }
  g_setenv ("KL_WORKER", worker, TRUE);
}

/* Where bubblewrap is not, that is said, and once. */
static void
test_without_bubblewrap (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 20 };
  g_autofree char *path = make_file (runner, "school.xml", &options);
  g_autofree char *search = g_strdup (g_getenv ("PATH"));
  const char *said;

  make_vault (runner);
  g_setenv ("PATH", runner->folder, TRUE);
  run (runner, "import", runner->vault, path, path, "--dry-run");
  g_setenv ("PATH", search, TRUE);
  g_assert_cmpint (runner->status, ==, 0);
  said = strstr (runner->err, "bubblewrap");
  g_assert_nonnull (said);
  g_assert_null (strstr (strchr (said, '\n'), "bubblewrap"));
}

/* Signals are also blocked for a moment wherever a thread begins, so its name is looked for: it is
 * there once they are blocked for good. */
static gboolean
is_watching (GSubprocess *process)
{
  g_autofree char *folder =
    g_strdup_printf ("/proc/%s/task", g_subprocess_get_identifier (process));
  g_autoptr (GDir) tasks = g_dir_open (folder, 0, NULL);
  const char *task;

  while (tasks != NULL && (task = g_dir_read_name (tasks)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, task, "comm", NULL);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL) && g_str_equal (name, "interrupt\n"))
        return TRUE;
    }

  return FALSE;
}

/* Ctrl+C in the middle of a large file: it stops, and the vault is as it was. */
static void
test_interrupt (Runner *runner, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 40000 };
  g_autofree char *path = make_file (runner, "large.xml", &options);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GSubprocess) process = NULL;

  make_vault (runner);
  before = runner_dump (runner);
  process =
    runner_spawn (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, PASSWORD, -1,
                  (const char *const[]) { "import", runner->vault, path, NULL });
  while (!is_watching (process))
    g_usleep (2000);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (err, "Gestopt."));
  after = runner_dump (runner);
  g_assert_cmpstr (before, ==, after);
}

/* The sample of the format's own makers. */
static void
test_sample (Runner *runner, gconstpointer data)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("KL_SHARED"), "data", "edexml", "sample-1.03.xml", NULL);
  g_autofree char *xml = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GPtrArray) values = NULL;

  if (!g_file_get_contents (path, &xml, NULL, NULL))
    {
      g_test_skip ("the sample is not here");
      return;
    }

  make_vault (runner);
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Nieuw: 19 klassen, 400 leerlingen, 29 medewerkers"));
  values = list_private_values (xml);
  dump = runner_dump (runner);
  for (guint i = 0; i < values->len; i++)
    g_assert_null (strstr (dump, g_ptr_array_index (values, i)));
  run (runner, "import", runner->vault, path);
  g_assert_nonnull (strstr (runner->out, "De school is al zoals het bestand zegt."));
}

/* Other files */

#define DUO_HEAD                                                                                   \
  "PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;"        \
  "POSTCODE;PLAATSNAAM;GEMEENTENUMMER\n"
#define DUO_ONE "Utrecht;99AB;99AB00;De \xc7irkel;Laan;1;5211 AB;'S-HERTOGENBOSCH;0796\n"
#define DUO_OTHERS                                                                                 \
  "Utrecht;99AB;99AB01;De Ellips;Laan;2;5211 AC;'S-HERTOGENBOSCH;0796\n"                           \
  "Utrecht;99CD;99CD00;Ver weg;Dijk;9;1234 AB;AMSTERDAM;0363\n"
#define DUO_MOVED "Utrecht;99AB;99AB00;De Cirkel;Plein;7;5211 AB;'S-HERTOGENBOSCH;0796\n"

static void
assert_said (Runner *runner, int status, const char *words)
{
  const char *said = status == 0 ? runner->out : runner->err;

  g_assert_cmpint (runner->status, ==, status);
  if (strstr (said, words) == NULL)
    g_error ("\"%s\" is not in \"%s\"", words, said);
}

/* Windows-1252, as DUO writes it. */
static void
test_duo (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "scholen.txt");
  g_autofree char *moved = runner_get_path (runner, "later.csv");
  g_autofree char *before = NULL, *after = NULL;

  runner_write (runner, "scholen.txt", DUO_HEAD DUO_ONE DUO_OTHERS, -1);
  runner_write (runner, "later.csv", DUO_HEAD DUO_MOVED, -1);
  make_vault (runner);
  run (runner, "import", runner->vault, path);
  assert_said (runner, 0, "3 scholen uit het bestand horen niet bij deze kluis");
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 1);

  run (runner, "import", runner->vault, path, "--municipality", "796");
  assert_said (runner, 0, "Nieuwe scholen:\n  De Çirkel (99AB00), Laan 1, 5211 AB");
  assert_said (runner, 0, "1 school uit het bestand hoort niet bij deze kluis");
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 3);
  before = runner_dump (runner);
  run (runner, "import", runner->vault, path, "--municipality", "GM0796");
  assert_said (runner, 0, "2 scholen zijn al zoals het bestand zegt");
  g_assert_null (strstr (runner->out, "Het staat in de kluis."));
  after = runner_dump (runner);
  g_assert_cmpstr (before, ==, after);

  /* The name stays as the people of the school call it. */
  run (runner, "import", runner->vault, moved);
  assert_said (runner, 0, "De Çirkel: Laan 1, 5211 AB 's-Hertogenbosch → Plein 7, 5211 AB");
}

static void
test_areas (Runner *runner, gconstpointer data)
{
  static const char map[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
    "{\"wijkcode\":\"WK1\",\"wijknaam\":\"West\"},\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[5.30,51.70],[5.31,51.70],[5.31,51.71],[5.30,51.70]]]}}]}";
  g_autofree char *path = runner_get_path (runner, "kaart");
  g_autofree char *crossing = runner_get_path (runner, "krom.geojson");
  g_autofree char *metres = runner_get_path (runner, "rd.geojson");

  runner_write (runner, "kaart", map, -1);
  runner_write (runner, "krom.geojson",
                "{\"type\":\"Feature\",\"properties\":{\"wijknaam\":\"West\"},\"geometry\":"
                "{\"type\":\"Polygon\",\"coordinates\":"
                "[[[5.30,51.70],[5.31,51.71],[5.31,51.70],[5.30,51.71],[5.30,51.70]]]}}",
                -1);
  runner_write (runner, "rd.geojson",
                "{\"type\":\"Feature\",\"properties\":{\"wijknaam\":\"West\"},\"geometry\":"
                "{\"type\":\"Point\",\"coordinates\":[148000,411000]}}",
                -1);
  make_vault (runner);
  run (runner, "import", runner->vault, path);
  assert_said (runner, 0, "1 nieuw gebied");
  assert_said (runner, 0, "--source");
  run (runner, "import", runner->vault, path, "--source", "CBS/Kadaster, CC BY");
  assert_said (runner, 0, "1 gewijzigd gebied");
  run (runner, "import", runner->vault, path, "--source", "CBS/Kadaster, CC BY");
  assert_said (runner, 0, "1 gebied is al zoals het bestand zegt");
  run (runner, "import", runner->vault, path);
  assert_said (runner, 0, "1 gebied is al zoals het bestand zegt");
  run (runner, "import", runner->vault, crossing);
  assert_said (runner, 1, "kruist");
  run (runner, "import", runner->vault, metres);
  assert_said (runner, 1, "EPSG:4326");
}

/* Whatever it is called: what is not known is said, and nothing is written. */
static void
test_unknown (Runner *runner, gconstpointer data)
{
  g_autofree char *program = runner_get_path (runner, "scholen.csv");
  g_autofree char *table = runner_get_path (runner, "tabel.xml");
  g_autofree char *zip = runner_get_path (runner, "kapot.zip");
  g_autofree char *empty = runner_get_path (runner, "leeg");
  g_autofree char *missing = runner_get_path (runner, "weg");

  runner_write (runner, "scholen.csv", "\177ELF\1\1;;;\n", -1);
  runner_write (runner, "tabel.xml", "naam;leeftijd\nGeheim;7\n", -1);
  runner_write (runner, "kapot.zip", "PK\3\4 en verder niets", -1);
  runner_write (runner, "leeg", "", -1);
  make_vault (runner);
  run (runner, "import", runner->vault, program);
  assert_said (runner, 1, "EDEXML");
  run (runner, "import", runner->vault, table);
  assert_said (runner, 1, "kopjes");
  g_assert_null (strstr (runner->err, "Geheim"));
  run (runner, "import", runner->vault, zip);
  assert_said (runner, 1, "zip");
  run (runner, "import", runner->vault, empty);
  assert_said (runner, 1, "leeg");
  run (runner, "import", runner->vault, missing);
  assert_said (runner, 1, "");
  g_assert_cmpuint (count_rows (runner, "schools"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  runner_test_add ("/command/import/made-file", test_made_file);
  runner_test_add ("/command/import/twice", test_twice);
  runner_test_add ("/command/import/dry-run", test_dry_run);
  runner_test_add ("/command/import/all-or-none", test_all_or_none);
  runner_test_add ("/command/import/school", test_school);
  runner_test_add ("/command/import/bad-worker", test_bad_worker);
  runner_test_add ("/command/import/without-bubblewrap", test_without_bubblewrap);
  runner_test_add ("/command/import/interrupt", test_interrupt);
  runner_test_add ("/command/import/sample", test_sample);
  runner_test_add ("/command/import/duo", test_duo);
  runner_test_add ("/command/import/areas", test_areas);
  runner_test_add ("/command/import/unknown", test_unknown);

  return g_test_run ();
}
