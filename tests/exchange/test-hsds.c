/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-bundle.h"
#include "exchange/kl-demo.h"
#include "exchange/kl-hsds.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

#include <string.h>

#include "../unit/dutch.h"
#include "vault-fixture.h"

/* From tables into a vault and out again: what came in goes out, cell by cell. */

static KlDate today;

/* Tables */

static KlNamedTable *
name_table (const char *name, KlCsvTable *table)
{
  KlNamedTable *named = g_new0 (KlNamedTable, 1);

  named->name = g_strdup (name);
  named->table = table;
  return named;
}

static GPtrArray *
create_tables (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_named_table_free);
}

static void
add_table (GPtrArray *tables, const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  KlCsvTable *table = kl_csv_table_read (bytes, kl_csv_get_limits (), &error);

  g_assert_no_error (error);
  g_ptr_array_add (tables, name_table (name, table));
}

static GPtrArray *
read_files (GPtrArray *files)
{
  GPtrArray *tables = create_tables ();

  for (guint i = 0; i < files->len; i++)
    {
      const KlBundleFile *file = g_ptr_array_index (files, i);

      add_table (tables, file->name, file->bytes);
    }

  return tables;
}

/* A name and a text by turns, %NULL at the end. */
static GPtrArray *G_GNUC_NULL_TERMINATED
make_tables (const char *name, ...)
{
  GPtrArray *tables = create_tables ();
  va_list arguments;

  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *))
    {
      const char *text = va_arg (arguments, const char *);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

      add_table (tables, name, bytes);
    }
  va_end (arguments);

  return tables;
}

/* Returns: (nullable): the tables of a folder, or %NULL where it is absent */
static GPtrArray *
load_folder (const char *first, const char *second)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, first, second, NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;
  GPtrArray *tables;

  if (!g_file_query_exists (folder, NULL))
    return NULL;

  tables = kl_tables_load (folder, NULL, &safety, NULL, &error);
  g_assert_no_error (error);
  return tables;
}

static KlPartnerFile *
read_tables (GPtrArray *tables)
{
  g_autoptr (GError) error = NULL;
  KlPartnerFile *file = kl_hsds_read (tables, today, &error);

  g_assert_no_error (error);
  return file;
}

static KlPartnerProposal *
propose (KlDb *db, GPtrArray *tables)
{
  g_autoptr (GError) error = NULL;
  KlPartnerProposal *proposal = kl_partner_proposal_load (db, read_tables (tables), &error);

  g_assert_no_error (error);
  return proposal;
}

static void
bring_in (KlDb *db, GPtrArray *tables)
{
  g_autoptr (KlPartnerProposal) proposal = propose (db, tables);
  g_autoptr (GError) error = NULL;

  kl_partner_proposal_write (proposal, db, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_nothing_new (KlDb *db, GPtrArray *tables)
{
  g_autoptr (KlPartnerProposal) proposal = propose (db, tables);

  for (guint i = 0; i < kl_partner_proposal_get_n_changes (proposal); i++)
    {
      g_autofree char *title = kl_partner_proposal_get_title (proposal, i);
      g_autofree char *what = kl_partner_proposal_describe (proposal, i);

      g_test_message ("%s: %s", title, what);
    }
  g_assert_cmpuint (kl_partner_proposal_get_n_changes (proposal), ==, 0);
}

static GPtrArray *
take_out (KlDb *db)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *files = kl_hsds_export (db, &error);

  g_assert_no_error (error);
  return files;
}

/* Comparing */

static const KlCsvTable *
find_table (GPtrArray *tables, const char *name)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const KlNamedTable *named = g_ptr_array_index (tables, i);

      if (g_str_equal (named->name, name))
        return named->table;
    }

  return NULL;
}

static int
find_row (const KlCsvTable *table, const char *id)
{
  static const char *const column[] = { "id", NULL };

  for (guint i = 0; i < table->n_rows; i++)
    if (g_str_equal (kl_csv_table_get (table, i, kl_csv_table_find (table, column)), id))
      return (int) i;

  return -1;
}

/* Every cell that is in @one is in @other; columns and rows in any order. */
static void
assert_table_within (const char *name, const KlCsvTable *one, const KlCsvTable *other)
{
  static const char *const id_column[] = { "id", NULL };

  for (guint i = 0; i < one->n_rows; i++)
    {
      const char *id = kl_csv_table_get (one, i, kl_csv_table_find (one, id_column));
      const int row = find_row (other, id);

      g_test_message ("%s, line %u", name, one->rows[i].line);
      g_assert_cmpint (row, >=, 0);
      for (guint c = 0; c < one->n_headings; c++)
        {
          const char *const column[] = { one->headings[c], NULL };

          g_assert_cmpstr (kl_csv_table_get (one, i, (int) c), ==,
                           kl_csv_table_get (other, (guint) row,
                                             kl_csv_table_find (other, column)));
        }
    }
}

static void
assert_within (GPtrArray *tables, GPtrArray *others)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const KlNamedTable *named = g_ptr_array_index (tables, i);
      const KlCsvTable *other = find_table (others, named->name);

      g_test_message ("%s", named->name);
      g_assert_nonnull (other);
      assert_table_within (named->name, named->table, other);
    }
}

static void
assert_same_files (GPtrArray *files, GPtrArray *others)
{
  g_assert_cmpuint (files->len, ==, others->len);
  for (guint i = 0; i < files->len; i++)
    {
      const KlBundleFile *file = g_ptr_array_index (files, i);
      const KlBundleFile *other = g_ptr_array_index (others, i);
      g_autofree char *text =
        g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
      g_autofree char *other_text =
        g_strndup (g_bytes_get_data (other->bytes, NULL), g_bytes_get_size (other->bytes));

      g_assert_cmpstr (file->name, ==, other->name);
      g_assert_cmpstr (text, ==, other_text);
    }
}

static void
go_round (KlDb *db, GPtrArray *tables)
{
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) again = NULL;

  bring_in (db, tables);
  assert_nothing_new (db, tables);
  files = take_out (db);
  again = read_files (files);
  assert_within (tables, again);
  assert_nothing_new (db, again);
}

/* Tests: whole files */

static void
test_examples (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = load_folder ("../shared/data", "hsds");

  if (tables == NULL)
    {
      g_test_skip ("the examples of the standard are not here");
      return;
    }
  go_round (fixture->db, tables);
}

static void
test_own_tables (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = load_folder ("tests/exchange/data", "hsds");

  g_assert_nonnull (tables);
  go_round (fixture->db, tables);
}

static void
test_demo (VaultFixture *fixture, gconstpointer data)
{
  VaultFixture empty = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) tables = NULL;

  kl_demo_fill (fixture->db, today, &error);
  g_assert_no_error (error);
  files = take_out (fixture->db);
  tables = read_files (files);
  assert_nothing_new (fixture->db, tables);

  vault_fixture_set_up (&empty, NULL);
  bring_in (empty.db, tables);
  assert_nothing_new (empty.db, tables);
  again = take_out (empty.db);
  assert_same_files (files, again);
  vault_fixture_tear_down (&empty, NULL);
}

/* Tests: what is understood */

static KlPartnerWhole *
find_whole (KlDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wholes = kl_partner_whole_load_all (db, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < wholes->len; i++)
    {
      const KlPartnerWhole *whole = g_ptr_array_index (wholes, i);

      if (g_str_equal (whole->partner->name, name))
        return kl_partner_whole_copy (whole);
    }

  g_assert_not_reached ();
}

static void
test_facts (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = load_folder ("tests/exchange/data", "hsds");
  g_autoptr (KlPartnerWhole) whole = NULL;
  const KlPartnerService *service;
  const KlPartnerContact *contact;
  const KlPartner *partner;

  bring_in (fixture->db, tables);
  whole = find_whole (fixture->db, "Sociaal Wijkteam Maaspoort");
  partner = whole->partner;
  g_assert_cmpstr (partner->kind, ==, "buurtteam");
  g_assert_cmpint (partner->ring, ==, KL_RING_BASIC);
  g_assert_cmpstr (partner->url, ==, "https://maaspoort.example");
  g_assert_cmpstr (partner->phone, ==, "073-5550101");
  g_assert_cmpstr (partner->address, ==, "Marathonloop 3");
  g_assert_cmpstr (partner->postcode, ==, "5235 AA");
  g_assert_cmpstr (partner->town, ==, "'s-Hertogenbosch");
  g_assert_cmpstr (partner->opening_hours, ==, "ma, wo 09:00-12:30");
  g_assert_true (partner->has_location);
  g_assert_cmpfloat (partner->latitude, ==, 51.7226);
  g_assert_cmpuint (partner->areas->len, ==, 1);
  g_assert_cmpstr (((KlPartnerArea *) partner->areas->pdata[0])->code, ==, "WK079607");

  g_assert_cmpuint (whole->services->len, ==, 2);
  service = g_ptr_array_index (whole->services, 0);
  g_assert_cmpstr (service->name, ==, "Inloopspreekuur");
  g_assert_cmpint (service->min_age, ==, 4);
  g_assert_cmpint (service->max_age, ==, 12);
  g_assert_cmpint (service->waiting_days, ==, 14);
  g_assert_cmpstr (service->costs, ==, "gratis");
  g_assert_cmpstr (service->how_to_refer, ==, "Bellen of binnenlopen");
  g_assert_cmpint (service->checked_on, ==, kl_date_new (2025, 9, 1));
  service = g_ptr_array_index (whole->services, 1);
  g_assert_cmpint (service->stopped_on, ==, today);

  g_assert_cmpuint (whole->contacts->len, ==, 1);
  contact = g_ptr_array_index (whole->contacts, 0);
  g_assert_cmpstr (contact->name, ==, "Noor van Dam");
  g_assert_cmpstr (contact->role, ==, "Wijkwerker");
  g_assert_cmpstr (contact->phone, ==, "06-55501234");
}

/* What changed here goes out; all else stays as it came. */
static void
test_changed (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = load_folder ("tests/exchange/data", "hsds");
  g_autoptr (GPtrArray) files = NULL, again = NULL;
  g_autoptr (KlPartnerWhole) whole = NULL;
  g_autoptr (KlPartnerProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  const KlPartnerChange *change;
  const KlPartnerFieldChange *field;
  const KlCsvTable *table;
  const char *const number[] = { "number", NULL }, *const type[] = { "type", NULL };
  int row;

  bring_in (fixture->db, tables);
  whole = find_whole (fixture->db, "Sociaal Wijkteam Maaspoort");
  g_set_str (&whole->partner->phone, "073-5559999");
  kl_partners_update (fixture->db, whole->partner, &error);
  g_assert_no_error (error);

  files = take_out (fixture->db);
  again = read_files (files);
  table = find_table (again, "phones.csv");
  row = find_row (table, "phone-1");
  g_assert_cmpstr (kl_csv_table_get (table, (guint) row, kl_csv_table_find (table, number)), ==,
                   "073-5559999");
  g_assert_cmpstr (kl_csv_table_get (table, (guint) row, kl_csv_table_find (table, type)), ==,
                   "voice");
  row = find_row (table, "phone-2");
  g_assert_cmpstr (kl_csv_table_get (table, (guint) row, kl_csv_table_find (table, number)), ==,
                   "06-55501234");

  /* The file as it was proposes what it says, old and new. */
  proposal = propose (fixture->db, tables);
  g_assert_cmpuint (kl_partner_proposal_get_n_changes (proposal), ==, 1);
  change = kl_partner_proposal_get_change (proposal, 0);
  g_assert_cmpint (change->kind, ==, KL_IMPORT_CHANGED);
  g_assert_cmpuint (change->fields->len, ==, 1);
  field = g_ptr_array_index (change->fields, 0);
  g_assert_cmpstr (field->before, ==, "073-5559999");
  g_assert_cmpstr (field->after, ==, "073-5550101");
}

/* Tests: the proposal */

static void
test_nothing_before_yes (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables =
    make_tables ("organizations.csv", "id,name\n1,Buurthuis De Brug\n2,Speelotheek\n", NULL);
  g_autoptr (KlPartnerProposal) proposal = propose (fixture->db, tables);
  const char *const count = "SELECT count (*) FROM partner";
  const gint64 n = vault_fixture_ask (fixture->db, count);
  const gint64 n_log = vault_fixture_ask (fixture->db, "SELECT count (*) FROM audit_record");
  g_autoptr (GError) error = NULL;
  KlPartnerResult result;

  g_assert_cmpuint (kl_partner_proposal_count (proposal, KL_IMPORT_ADDED), ==, 2);
  g_assert_cmpint (vault_fixture_ask (fixture->db, count), ==, n);

  kl_partner_proposal_decide (proposal, 1, KL_IMPORT_IGNORE);
  g_assert_true (kl_partner_proposal_asks_ring (proposal, 0));
  kl_partner_proposal_set_ring (proposal, 0, KL_RING_INFORMAL);
  kl_partner_proposal_write (proposal, fixture->db, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_added, ==, 1);
  g_assert_cmpint (vault_fixture_ask (fixture->db, count), ==, n + 1);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT ring FROM partner WHERE name ="
                                                   " 'Buurthuis De Brug'"),
                   ==, KL_RING_INFORMAL);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count (*) FROM audit_record"), >,
                   n_log + 1);
}

static void
assert_double (KlDb *db, const char *row, KlPartnerReason reason)
{
  g_autofree char *text = g_strconcat ("id,name,website\n", row, "\n", NULL);
  g_autoptr (GPtrArray) tables =
    make_tables ("organizations.csv", text, "phones.csv",
                 "id,organization_id,number\np,x,+31 73 555 01 01\n", NULL);
  g_autoptr (KlPartnerProposal) proposal = propose (db, tables);
  const KlPartnerChange *change = kl_partner_proposal_get_change (proposal, 0);

  g_test_message ("%s", row);
  g_assert_cmpint (change->kind, ==, KL_IMPORT_DOUBLE);
  g_assert_cmpint (change->reason, ==, reason);
  g_assert_true (kl_partner_proposal_can_be_same (proposal, 0));
}

static void
test_doubles (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables = load_folder ("tests/exchange/data", "hsds");
  g_autoptr (GPtrArray) other =
    make_tables ("organizations.csv", "id,name,website\nz,Wijkteam,http://www.maaspoort.example\n",
                 NULL);
  g_autoptr (KlPartnerProposal) proposal = NULL;
  g_autoptr (GError) error = NULL;
  KlPartnerResult result;

  bring_in (fixture->db, tables);
  assert_double (fixture->db, "y,Sociaal Wijkteam Maasport,", KL_PARTNER_REASON_NAME);
  assert_double (fixture->db, "y,Heel iets anders,https://MAASPOORT.example/",
                 KL_PARTNER_REASON_WEBSITE);
  assert_double (fixture->db, "x,Heel iets anders,", KL_PARTNER_REASON_PHONE);

  proposal = propose (fixture->db, other);
  kl_partner_proposal_decide (proposal, 0, KL_IMPORT_SAME);
  kl_partner_proposal_write (proposal, fixture->db, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.n_added, ==, 0);
  g_assert_cmpuint (result.n_changed, ==, 1);
  assert_nothing_new (fixture->db, other);
}

/* Tests: hostile files */

static void
assert_refused (GPtrArray *tables, KlImportError code, const char *place)
{
  g_autoptr (GPtrArray) owned = tables;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlPartnerFile) file = kl_hsds_read (tables, today, &error);

  g_assert_null (file);
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, place));
}

static void
test_refused (void)
{
  assert_refused (make_tables ("services.csv", "id,name\n1,Hulp\n", NULL),
                  KL_IMPORT_ERROR_STRUCTURE, "organizations.csv");
  assert_refused (make_tables ("organizations.csv", "name\nHulp\n", NULL),
                  KL_IMPORT_ERROR_STRUCTURE, "organizations.csv");
  assert_refused (make_tables ("organizations.csv", "id\n1\n", NULL), KL_IMPORT_ERROR_STRUCTURE,
                  "name");
  assert_refused (make_tables ("organizations.csv", "id,name,name\n1,a,b\n", NULL),
                  KL_IMPORT_ERROR_STRUCTURE, "organizations.csv");
  assert_refused (make_tables ("organizations.csv", "id,name\n", NULL), KL_IMPORT_ERROR_STRUCTURE,
                  "organizations.csv");
  assert_refused (make_tables ("organizations.csv", "id,name\n1,a\n", "Organization.csv",
                               "id,name\n2,b\n", NULL),
                  KL_IMPORT_ERROR_STRUCTURE, "organizations.csv");
}

static void
assert_problem (GPtrArray *tables, guint n_partners, const char *place)
{
  g_autoptr (GPtrArray) owned = tables;
  g_autoptr (KlPartnerFile) file = read_tables (tables);

  g_assert_cmpuint (file->partners->len, ==, n_partners);
  for (guint i = 0; i < file->problems->len; i++)
    if (strstr (g_ptr_array_index (file->problems, i), place) != NULL)
      return;

  g_test_message ("nothing tells of %s", place);
  g_assert_not_reached ();
}

static void
test_problems (void)
{
  g_autofree char *long_cell = g_strnfill (100000, 'x');
  g_autofree char *huge = g_strconcat ("id,name\n1,a\n2,", long_cell, "\n", NULL);

  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n1,b\n", NULL), 1,
                  "organizations.csv, regel 3, kolom id");
  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n,b\n", NULL), 1,
                  "organizations.csv, regel 3, kolom id");
  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n2,\n", NULL), 1,
                  "organizations.csv, regel 3, kolom name");
  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n", "services.csv",
                               "id,organization_id,name\n1,9,Hulp\n", NULL),
                  1, "services.csv, regel 2, kolom organization_id");
  assert_problem (make_tables ("organizations.csv",
                               "id,name,parent_organization_id\n1,a,2\n2,b,1\n", NULL),
                  2, "kolom parent_organization_id");
  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n", "taxonomy_terms.csv",
                               "id,name,parent_id\n1,a,1\n", NULL),
                  1, "taxonomy_terms.csv, regel 2, kolom parent_id");
  assert_problem (make_tables ("organizations.csv", huge, NULL), 1, "organizations.csv: Regel 3");
  assert_problem (make_tables ("organizations.csv", "id,name\n1,a\n", "notes.csv", "a\nb\n", NULL),
                  1, "notes.csv");
}

/* A file that only exists to take long. */
static void
test_large (void)
{
  g_autoptr (GString) organizations = g_string_new ("id,name,parent_organization_id\n");
  g_autoptr (GString) terms = g_string_new ("id,name,parent_id\n");
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (KlPartnerFile) file = NULL;
  const gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (organizations, "%u,Stichting nummer %u,%u\n", i, i, (i + 1) % 5000);
      g_string_append_printf (terms, "t%u,term,t%u\n", i, (i + 1) % 5000);
    }
  tables =
    make_tables ("organizations.csv", organizations->str, "taxonomy_terms.csv", terms->str, NULL);
  file = read_tables (tables);
  g_assert_cmpuint (file->partners->len, ==, 5000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_TIME_SPAN_SECOND);
}

static void
test_many_services (void)
{
  g_autoptr (GString) services = g_string_new ("id,organization_id,name\n");

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (services, "%u,1,Hulp\n", i);
  assert_refused (make_tables ("organizations.csv", "id,name\n1,a\n", "services.csv", services->str,
                               NULL),
                  KL_IMPORT_ERROR_STRUCTURE, "services.csv");
}

/* Coordinates, days and ages that cannot be are not taken, and not lost. */
static void
test_impossible (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) tables =
    make_tables ("organizations.csv", "id,name\n1,Hulp Overal\n", "locations.csv",
                 "id,organization_id,latitude,longitude\nl,1,151.7,nan\n", "services.csv",
                 "id,organization_id,name,minimum_age,maximum_age,assured_date,wait_time\n"
                 "s,1,Hulp,12,4,9999-99-99,99999999999999999999 weken\n",
                 "contacts.csv", "id,organization_id,name,title\nc,1,,\nd,1,,Baliemedewerker\n",
                 NULL);

  go_round (fixture->db, tables);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();
  today = kl_date_new (2025, 11, 20);

  vault_test_add ("/hsds/examples", test_examples);
  vault_test_add ("/hsds/own-tables", test_own_tables);
  vault_test_add ("/hsds/demo", test_demo);
  vault_test_add ("/hsds/facts", test_facts);
  vault_test_add ("/hsds/changed", test_changed);
  vault_test_add ("/hsds/nothing-before-yes", test_nothing_before_yes);
  vault_test_add ("/hsds/doubles", test_doubles);
  g_test_add_func ("/hsds/refused", test_refused);
  g_test_add_func ("/hsds/problems", test_problems);
  g_test_add_func ("/hsds/large", test_large);
  g_test_add_func ("/hsds/many-services", test_many_services);
  vault_test_add ("/hsds/impossible", test_impossible);

  return g_test_run ();
}
