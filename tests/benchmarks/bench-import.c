/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "exchange/kl-import-school.h"
#include "store/kl-db-private.h"
#include "store/kl-schools.h"

/*
 * A school of 100,000 pupils: the whole way from an EDEXML file (reading it, comparing it with who
 * is there, one transaction with a line in the log and a name in the text index for each) beside
 * the .import of sqlcipher's own shell, which puts the same pupils from a CSV file into the same
 * encrypted table and does nothing else. Processor time of all that takes part, the worker that
 * reads the file and bubblewrap around it too, so that neither waits for the disk or for others on
 * a busy machine; the best of a few turns. Beside it how long both took by the clock.
 * KL_BENCH_PUPILS makes the school smaller.
 */

#define N_GROUPS 4000
#define N_ROUNDS 5

static guint n_pupils = 100000;
static guint8 key[KL_DB_KEY_SIZE] = { 7 };

static double
get_time (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Bubblewrap leaves before the process within that waited for the worker: who is left behind comes
 * here, and with it the time that the worker took. */
static double
get_time_with_worker (void)
{
  while (waitpid (-1, NULL, 0) > 0)
    ;

  return get_time (RUSAGE_SELF) + get_time (RUSAGE_CHILDREN);
}

static double
get_clock (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static char *
make_given (guint i)
{
  return g_strdup_printf ("Kind%u", i % 3001);
}

static char *
make_surname (guint i)
{
  return g_strdup_printf ("Achternaam%u", i % 7919);
}

/* Files */

static void
write_edexml (const char *path)
{
  g_autoptr (GString) xml = g_string_new (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EDEX>\n<school><schooljaar>2025-2026</schooljaar>"
    "<brincode>99XX</brincode><dependancecode>00</dependancecode>"
    "<aanmaakdatum>2025-11-20</aanmaakdatum><xsdversie>2.1</xsdversie></school>\n<groepen>\n");

  for (guint i = 0; i < N_GROUPS; i++)
    g_string_append_printf (
      xml, "<groep key=\"g%u\"><naam>%u-%u</naam><jaargroep>%u</jaargroep></groep>\n", i, i % 8 + 1,
      i, i % 8 + 1);
  g_string_append (xml, "</groepen>\n<leerlingen>\n");
  for (guint i = 0; i < n_pupils; i++)
    {
      g_autofree char *given = make_given (i);
      g_autofree char *surname = make_surname (i);

      g_string_append_printf (
        xml,
        "<leerling key=\"p%u\"><achternaam>%s</achternaam><voorvoegsel>van</voorvoegsel>"
        "<roepnaam>%s</roepnaam><geboortedatum>%u-%02u-%02u</geboortedatum><geslacht>%u</geslacht>"
        "<groep key=\"g%u\"/><postcodenl>5211AB</postcodenl></leerling>\n",
        i, surname, given, 2013 + i % 8, i % 12 + 1, i / 12 % 28 + 1, 1 + i % 2, i % N_GROUPS);
    }
  g_string_append (xml, "</leerlingen>\n</EDEX>\n");

  g_assert_true (g_file_set_contents (path, xml->str, (gssize) xml->len, NULL));
}

/* The columns of the table in their order, folded and ready. */
static void
write_csv (const char *path)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < n_pupils; i++)
    {
      g_autofree char *given = make_given (i);
      g_autofree char *surname = make_surname (i);

      g_string_append_printf (csv,
                              "%u,1,,%u,p%u,%s,van,%s,,achternaam%u\tkind%u\tvan,"
                              "kind%u van achternaam%u,%u,%u,%u,,5211AB,0,0,1,\n",
                              (1u << 20) + i + 1, i % N_GROUPS + 1, i, given, surname, i % 7919,
                              i % 3001, i % 3001, i % 7919, 2456000 + i % 3000, 1 + i % 2,
                              i % 8 + 1);
    }

  g_assert_true (g_file_set_contents (path, csv->str, (gssize) csv->len, NULL));
}

static void
remove_vault (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/* Ours */

typedef struct
{
  double read;
  double compare;
  double write;
  double all;
  double clock; /* as long as it took */
} Parts;

static void
import_once (const char *vault, const char *xml, Parts *parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (xml);
  g_autoptr (KlEdexml) edexml = NULL;
  g_autoptr (KlImportProposal) proposal = NULL;
  KlSchool school = { .name = (char *) "De Grootste" };
  const KlDate today = kl_date_new (2025, 11, 20);
  KlRosterResult result;
  KlWorkerSafety safety;
  double begin, start;
  KlDb *db;

  remove_vault (vault);
  db = kl_db_open (vault, key, sizeof key, KL_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (kl_schools_add (db, &school, NULL));

  begin = get_clock ();
  start = get_time_with_worker ();
  edexml = kl_edexml_load (file, today, kl_import_limits_get_default (), NULL, NULL, &safety, NULL,
                           &error);
  g_assert_no_error (error);
  parts->read = get_time_with_worker () - start;
  proposal = kl_import_propose (db, edexml, school.id, today, &error);
  g_assert_no_error (error);
  parts->compare = get_time_with_worker () - start - parts->read;
  g_assert_true (kl_import_write (db, proposal, &result, &error));
  parts->all = get_time_with_worker () - start;
  parts->write = parts->all - parts->read - parts->compare;
  parts->clock = get_clock () - begin;

  g_assert_cmpuint (result.n_pupils_added, ==, n_pupils);
  kl_db_close (db, NULL);
}

/* Theirs */

/* Returns: processor time, or -1 when there is no such shell. */
static double
import_theirs (const char *vault, const char *csv, const char *script, double *clock)
{
  g_autofree char *schema = g_test_build_filename (G_TEST_DIST, "data/schema/0001.sql", NULL);
  g_autoptr (GString) commands = g_string_new ("PRAGMA key = \"x'");
  g_autofree char *command = NULL;
  double start, begin;
  int status;

  for (guint i = 0; i < sizeof key; i++)
    g_string_append_printf (commands, "%02x", key[i]);
  g_string_append_printf (commands,
                          "'\";\n.read %s\nINSERT INTO school (id, name) VALUES (1, 'x');\n"
                          ".mode csv\n.import %s pupil\nSELECT count(*) FROM pupil;\n",
                          schema, csv);
  g_assert_true (g_file_set_contents (script, commands->str, -1, NULL));

  remove_vault (vault);
  command = g_strdup_printf ("sqlcipher '%s' < '%s' | grep -q %u", vault, script, n_pupils);
  begin = get_clock ();
  start = get_time (RUSAGE_CHILDREN);
  status = system (command);
  *clock = get_clock () - begin;
  if (status == -1 || WEXITSTATUS (status) != 0)
    return -1;

  return get_time (RUSAGE_CHILDREN) - start;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *vault = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *script = NULL;
  Parts ours = { .all = G_MAXDOUBLE };
  double theirs = G_MAXDOUBLE;
  double theirs_clock = G_MAXDOUBLE;

  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("KL_BENCH_PUPILS") != NULL)
    n_pupils = (guint) CLAMP (atoi (g_getenv ("KL_BENCH_PUPILS")), 1, 100000);
  folder = g_dir_make_tmp ("kl-bench-XXXXXX", NULL);
  vault = g_build_filename (folder, "dossier.db", NULL);
  xml = g_build_filename (folder, "school.xml", NULL);
  csv = g_build_filename (folder, "pupil.csv", NULL);
  script = g_build_filename (folder, "import.sql", NULL);
  prctl (PR_SET_CHILD_SUBREAPER, 1);
  write_edexml (xml);
  write_csv (csv);

  for (int i = 0; i < N_ROUNDS; i++)
    {
      Parts now;
      double other, clock;

      import_once (vault, xml, &now);
      other = import_theirs (vault, csv, script, &clock);
      if (now.all < ours.all)
        ours = now;
      if (other < theirs)
        {
          theirs = other;
          theirs_clock = clock;
        }
    }

  g_print ("import of %u pupils: %.2f s (%.0f/s): read %.2f, compare %.2f, write %.2f;"
           " %.2f s by the clock\n",
           n_pupils, ours.all, n_pupils / ours.all, ours.read, ours.compare, ours.write,
           ours.clock);
  if (theirs > 0)
    g_print ("sqlcipher .import of the same table: %.2f s (%.0f/s); %.2f s by the clock\n"
             "all of it at %.2fx that speed (goal: at least 0.5), writing alone at %.2fx\n",
             theirs, n_pupils / theirs, theirs_clock, theirs / ours.all, theirs / ours.write);
  else
    g_print ("sqlcipher's shell is not here to compare with\n");

  remove_vault (vault);
  g_unlink (xml);
  g_unlink (csv);
  g_unlink (script);
  g_rmdir (folder);
  return 0;
}
