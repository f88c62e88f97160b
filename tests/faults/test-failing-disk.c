/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "failing-disk.h"
#include "notebook.h"

#define N_NOTES 12

static Notebook notebook;
static gint64 acknowledged[N_NOTES];

/* Opens, writes and closes as the program does; how many notes were acknowledged. */
static guint
work (void)
{
  g_autoptr (GError) error = NULL;
  KlDb *db = notebook_open (&notebook, &error);
  guint n = 0;

  if (db == NULL)
    return 0;

  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autoptr (GError) local = NULL;

      acknowledged[i] = notebook_write (&notebook, db, i, &local);
      if (acknowledged[i] != 0)
        n++;
      else
        g_assert_true (local->domain == KL_STORE_ERROR);
    }
  kl_db_close (db, NULL);

  return n;
}

static void
assert_all_there (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlDb) db = notebook_open (&notebook, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < N_NOTES; i++)
    if (acknowledged[i] != 0)
      notebook_assert_has (&notebook, db, acknowledged[i], i);
}

static guint
run_with (Failing failing, guint nth, gboolean for_good)
{
  guint n;

  for (guint i = 0; i < N_NOTES; i++)
    acknowledged[i] = 0;
  notebook_put_back (&notebook);
  failing_disk_arm (failing, nth, for_good);
  n = work ();
  failing_disk_disarm ();

  return n;
}

/* Each single call in turn, once and from then on; of the ways a write can fail one in full and the
 * others at every third. */
static void
test_failing (gconstpointer data)
{
  const Failing failing = GPOINTER_TO_INT (data);
  const guint step = failing == FAILING_TORN_WRITE || failing == FAILING_FULL ? 3 : 1;
  guint n_calls;

  g_assert_cmpuint (run_with (failing, G_MAXUINT, FALSE), ==, N_NOTES);
  g_assert_false (failing_disk_has_failed ());
  n_calls = failing_disk_get_n_calls (failing);
  g_assert_cmpuint (n_calls, >, 0);
  assert_all_there ();

  for (guint nth = 1; nth <= n_calls; nth += step)
    for (int for_good = 0; for_good <= 1; for_good++)
      {
        run_with (failing, nth, for_good);
        g_assert_true (failing_disk_has_failed ());
        assert_all_there ();
        if (nth % 8 == 1)
          notebook_assert_sound (&notebook);
      }
}

/* What a person reads when the disk is full or broken, and that it goes on afterwards. */
static void
test_messages (void)
{
  static const struct
  {
    Failing failing;
    KlStoreError code;
  } cases[] = {
    { FAILING_FULL, KL_STORE_ERROR_FULL },
    { FAILING_WRITE, KL_STORE_ERROR_DISK },
    { FAILING_SYNC, KL_STORE_ERROR_DISK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KlDb) db = NULL;

      notebook_put_back (&notebook);
      db = notebook_open (&notebook, NULL);
      g_assert_cmpint (notebook_write (&notebook, db, 0, NULL), >, 0);
      failing_disk_arm (cases[i].failing, 1, TRUE);
      g_assert_cmpint (notebook_write (&notebook, db, 1, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, (int) cases[i].code);
      failing_disk_disarm ();
      g_assert_cmpint (notebook_write (&notebook, db, 2, NULL), >, 0);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  notebook_set_up (&notebook);
  failing_disk_install ();

  g_test_add_data_func ("/faults/disk/write", GINT_TO_POINTER (FAILING_WRITE), test_failing);
  g_test_add_data_func ("/faults/disk/torn-write", GINT_TO_POINTER (FAILING_TORN_WRITE),
                        test_failing);
  g_test_add_data_func ("/faults/disk/full", GINT_TO_POINTER (FAILING_FULL), test_failing);
  g_test_add_data_func ("/faults/disk/sync", GINT_TO_POINTER (FAILING_SYNC), test_failing);
  g_test_add_data_func ("/faults/disk/truncate", GINT_TO_POINTER (FAILING_TRUNCATE), test_failing);
  g_test_add_func ("/faults/disk/messages", test_messages);

  status = g_test_run ();
  notebook_tear_down (&notebook);
  return status;
}
