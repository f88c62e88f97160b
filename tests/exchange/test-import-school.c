/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-import-school.h"

#include <string.h>

#include "make-edexml.h"
#include "store/kl-pupil-merge.h"
#include "store/kl-pupils.h"
#include "vault-fixture.h"

/* From a file to an encrypted school and once more: the second time nothing is news. */

static KlDate today;

/* Auxiliary functions */

static KlEdexml *
read_text (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  KlEdexml *edexml = kl_edexml_read (stream, 0, today, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return edexml;
}

static KlEdexml *
read_made (const MakeEdexml *options)
{
  g_autoptr (GString) text = make_edexml (options);

  return read_text (text->str);
}

/* Returns: (nullable): what a file of the tests holds, or NULL where it is absent. */
static KlEdexml *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;
  KlEdexml *edexml;

  if (!g_file_query_exists (file, NULL))
    return NULL;

  edexml = kl_edexml_load (file, today, NULL, NULL, NULL, &safety, NULL, &error);
  g_assert_no_error (error);
  return edexml;
}

static KlImportProposal *
propose (KlDb *db, KlEdexml *edexml, gint64 school_id)
{
  g_autoptr (GError) error = NULL;
  KlImportProposal *proposal = kl_import_propose (db, edexml, school_id, today, &error);

  g_assert_no_error (error);
  return proposal;
}

static void
assert_nothing_new (KlDb *db, KlEdexml *edexml, gint64 school_id)
{
  g_autoptr (KlImportProposal) proposal = propose (db, edexml, school_id);

  for (guint i = 0; i < kl_import_proposal_get_n_changes (proposal); i++)
    {
      g_autofree char *title = kl_import_proposal_get_title (proposal, i);
      g_autofree char *what = kl_import_proposal_describe (proposal, i);

      g_test_message ("again: %s: %s", title, what);
    }
  g_assert_true (kl_import_proposal_is_empty (proposal));
}

/* Writes a whole file; the second time there must be nothing. Returns the school. */
static gint64
import (KlDb *db, KlEdexml *edexml, gint64 school_id, KlRosterResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlImportProposal) proposal = propose (db, edexml, school_id);

  kl_import_write (db, proposal, result, &error);
  g_assert_no_error (error);
  if (school_id == 0)
    {
      kl_import_find_school (db, edexml, &school_id, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (school_id, !=, 0);
  assert_nothing_new (db, edexml, school_id);

  return school_id;
}

/* Cases */

static void
test_sample (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlEdexml) edexml = read_file ("../shared/data/edexml", "sample-1.03.xml");
  KlRosterResult result;

  if (edexml == NULL)
    {
      g_test_skip ("the real files are not here");
      return;
    }

  import (fixture->db, edexml, 0, &result);
  g_assert_cmpuint (result.n_pupils_added, ==, 400);
  g_assert_cmpuint (result.n_groups_added, ==, 19);
  g_assert_cmpuint (result.n_teachers_added, ==, 29);
}

static void
test_examples (VaultFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "example-2.0.xml", "example-2.1.xml" };
  gint64 school_id = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KlEdexml) edexml = read_file ("../shared/data/edexml", names[i]);

      if (edexml == NULL)
        {
          g_test_skip ("the real files are not here");
          return;
        }
      school_id = import (fixture->db, edexml, school_id, NULL);
    }
}

/* Keys that are not stable, combined classes, a private number as key, somebody who left. */
static void
test_traps (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlEdexml) traps = read_file ("tests/exchange/data", "traps.xml");

  import (fixture->db, traps, 0, NULL);
}

static void
test_next_year (VaultFixture *fixture, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 300, .with_private = TRUE };
  const MakeEdexml later = { .n_pupils = 300, .first = 20, .class_shift = 1 };
  g_autoptr (KlEdexml) first = read_made (&options);
  g_autoptr (KlEdexml) second = read_made (&later);
  KlRosterResult result;
  const gint64 school_id = import (fixture->db, first, 0, &result);

  g_assert_cmpuint (result.n_pupils_added, ==, 300);
  import (fixture->db, second, school_id, &result);
  g_assert_cmpuint (result.n_pupils_added, ==, 20);
  g_assert_cmpuint (result.n_pupils_left, ==, 20);
  g_assert_cmpuint (result.n_pupils_changed, ==, 280);

  /* And those who left come back. */
  import (fixture->db, first, school_id, &result);
  g_assert_cmpuint (result.n_pupils_added, ==, 0);
}

/* Looking changes nothing. */
/* Two rows that became one child are no news when the same file comes again; nor when the
 * administration has put them together as well, the one way or the other. */
static void
test_merged (VaultFixture *fixture, gconstpointer data)
{
  const MakeEdexml options = { .n_groups = 2, .n_pupils = 10, .n_teachers = 1 };
  g_autoptr (KlEdexml) edexml = read_made (&options);
  g_autoptr (GError) error = NULL;
  KlRosterResult result;
  const gint64 school_id = import (fixture->db, edexml, 0, &result);
  const KlPupilFilter filter = { .school_id = school_id };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (fixture->db, &filter, &error);
  const KlPupil *first = g_ptr_array_index (pupils, 0);
  const KlPupil *second = g_ptr_array_index (pupils, 1);
  const KlPupil *third = g_ptr_array_index (pupils, 2);

  g_assert_true (kl_pupils_merge (fixture->db, first->id, second->id, &error));
  g_assert_no_error (error);
  assert_nothing_new (fixture->db, edexml, school_id);

  g_assert_true (kl_pupils_merge (fixture->db, third->id, first->id, &error));
  g_assert_no_error (error);
  assert_nothing_new (fixture->db, edexml, school_id);

  g_assert_true (kl_pupils_split (fixture->db, first->id, &error));
  g_assert_true (kl_pupils_split (fixture->db, second->id, &error));
  g_assert_no_error (error);
  assert_nothing_new (fixture->db, edexml, school_id);
}

static void
test_dry_run (VaultFixture *fixture, gconstpointer data)
{
  const MakeEdexml options = { .n_pupils = 50 };
  g_autoptr (KlEdexml) edexml = read_made (&options);
  g_autoptr (KlImportProposal) proposal = propose (fixture->db, edexml, 0);
  g_autoptr (GError) error = NULL;
  gint64 school_id = -1;

  g_assert_false (kl_import_proposal_is_empty (proposal));
  g_assert_true (kl_import_find_school (fixture->db, edexml, &school_id, &error));
  g_assert_cmpint (school_id, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);

  vault_test_add ("/import-school/sample", test_sample);
  vault_test_add ("/import-school/examples", test_examples);
  vault_test_add ("/import-school/traps", test_traps);
  vault_test_add ("/import-school/next-year", test_next_year);
  vault_test_add ("/import-school/merged", test_merged);
  vault_test_add ("/import-school/dry-run", test_dry_run);

  return g_test_run ();
}
