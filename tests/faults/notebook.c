/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notebook.h"

#include <glib/gstdio.h>

#include "store/kl-cases.h"
#include "store/kl-db-check.h"
#include "store/kl-entries.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"

static gint64
fill (KlDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlNewCase) question = NULL;
  KlSchool school = { .name = (char *) "KC De Wilgenroos" };
  KlNewCaseIds ids;
  gint64 pupil_id;

  g_assert_true (kl_schools_add (db, &school, &error));
  pupil_id = kl_pupils_add_unlisted (db, school.id, "Jelle van den Berg", &error);
  question = kl_new_case_new (school.id);
  g_array_append_val (question->pupil_ids, pupil_id);
  question->asked_by = KL_ASKED_BY_TEACHER;
  question->help = KL_HELP_ACTUAL_SUPPORT;
  question->text = g_strdup ("Slaapt slecht.");
  g_assert_true (kl_cases_add (db, question, kl_clock_today (), &ids, &error));
  g_assert_no_error (error);

  return ids.case_id;
}

static void
remove_file (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);

  g_unlink (name);
}

/* Neither a killed program nor a call that fails asks anything of the disk itself, so that memory
 * does as well and is quicker. */
static char *
make_folder (void)
{
  g_autofree char *folder = g_strdup ("/dev/shm/kl-faults-XXXXXX");
  g_autoptr (GError) error = NULL;

  if (g_mkdtemp (folder) != NULL)
    return g_steal_pointer (&folder);

  g_free (folder);
  folder = g_dir_make_tmp ("kl-faults-XXXXXX", &error);
  g_assert_no_error (error);
  return g_steal_pointer (&folder);
}

void
notebook_set_up (Notebook *notebook)
{
  g_autoptr (GError) error = NULL;
  KlDb *db;

  notebook->folder = make_folder ();
  notebook->path = g_build_filename (notebook->folder, "dossier.db", NULL);
  for (guint i = 0; i < sizeof notebook->key; i++)
    notebook->key[i] = (guint8) (i * 5 + 3);

  db = kl_db_open (notebook->path, notebook->key, sizeof notebook->key, KL_DB_CREATE, &error);
  g_assert_no_error (error);
  notebook->case_id = fill (db);
  g_assert_true (kl_db_close (db, &error));
  g_assert_true (g_file_get_contents (notebook->path, &notebook->bytes, &notebook->size, &error));
}

void
notebook_tear_down (Notebook *notebook)
{
  remove_file (notebook->path, "");
  remove_file (notebook->path, "-wal");
  remove_file (notebook->path, "-shm");
  g_assert_cmpint (g_rmdir (notebook->folder), ==, 0);
  g_free (notebook->folder);
  g_free (notebook->path);
  g_free (notebook->bytes);
}

/* The vault as it was made. */
void
notebook_put_back (Notebook *notebook)
{
  remove_file (notebook->path, "-wal");
  remove_file (notebook->path, "-shm");
  g_assert_true (
    g_file_set_contents (notebook->path, notebook->bytes, (gssize) notebook->size, NULL));
}

KlDb *
notebook_open (Notebook *notebook, GError **error)
{
  return kl_db_open (notebook->path, notebook->key, sizeof notebook->key, KL_DB_DEFAULT, error);
}

static char *
make_text (guint number)
{
  return g_strdup_printf ("Notitie %u over de avond, het eten en het slapen.", number);
}

gint64
notebook_write (Notebook *notebook, KlDb *db, guint number, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = notebook->case_id;
  entry->kind = KL_ENTRY_NOTE;
  entry->happened_on = kl_clock_today ();
  entry->text = make_text (number);

  return kl_entries_add (db, entry, kl_clock_today (), error);
}

void
notebook_assert_has (Notebook *notebook, KlDb *db, gint64 entry_id, guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEntry) entry = kl_entries_get (db, entry_id, &error);
  g_autofree char *text = make_text (number);

  g_assert_no_error (error);
  g_assert_cmpstr (entry->text, ==, text);
}

/* Nothing at all is wrong with the file. */
void
notebook_assert_sound (Notebook *notebook)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings =
    kl_db_check_file (notebook->path, notebook->key, sizeof notebook->key, NULL, NULL, NULL,
                      &error);

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((KlFinding *) findings->pdata[i])->where);
  g_assert_cmpuint (findings->len, ==, 0);
}
