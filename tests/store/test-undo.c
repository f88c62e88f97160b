/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"
#include "random-edits.h"

#include "store/kl-actions.h"
#include "store/kl-case-steps.h"
#include "store/kl-dashboard.h"
#include "store/kl-pupil-merge.h"
#include "store/kl-snoozes.h"

/* Whatever can be undone is done in a file of random edits, some of it to what was done before, and
 * undone again from the last to the first: after each the file is as it was. */

#define N_ROUNDS 30
#define N_ACTS 6

typedef struct _Act Act;

struct _Act
{
  void (*undo) (VaultFixture *fixture, const Act *act);
  gint64 id;
  KlSnooze *snooze, *snooze_before;
  char *before; /* what the file held */
};

static void
clear_act (gpointer data)
{
  Act *act = data;

  kl_snooze_free (act->snooze);
  kl_snooze_free (act->snooze_before);
  g_free (act->before);
}

/* Which of @question, or 0 when there is none. */
static gint64
choose (VaultFixture *fixture, const char *question)
{
  return case_fixture_ask (
    fixture, "SELECT coalesce (max (id), 0) FROM (%s ORDER BY (id * %d) %% 101, id LIMIT 1)",
    question, g_test_rand_int_range (1, 100));
}

/* An action is done */

static void
undo_tick (VaultFixture *fixture, const Act *act)
{
  g_autoptr (GError) error = NULL;

  kl_actions_set_done (fixture->db, act->id, KL_DATE_NONE, &error);
  g_assert_no_error (error);
}

static gboolean
do_tick (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;

  act->undo = undo_tick;
  act->id = choose (fixture, "SELECT id FROM action WHERE done_on IS NULL OR done_on = 0");
  if (act->id == 0)
    return FALSE;
  kl_actions_set_done (fixture->db, act->id, TODAY, &error);
  g_assert_no_error (error);

  return TRUE;
}

/* What asks for attention is set aside */

static void
undo_snooze (VaultFixture *fixture, const Act *act)
{
  g_autoptr (GError) error = NULL;

  kl_snoozes_put_back (fixture->db, act->snooze, act->snooze_before, &error);
  g_assert_no_error (error);
}

static gboolean
do_snooze (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlDashboard) dashboard =
    kl_dashboard_load (fixture->db, WILGENROOS, TODAY + 30, &error);
  guint n = dashboard->attention->len;

  g_assert_no_error (error);
  act->undo = undo_snooze;
  if (n == 0)
    return FALSE;
  act->snooze = kl_snooze_new (g_ptr_array_index (dashboard->attention,
                                                  (guint) g_test_rand_int_range (0, (int) n)),
                               TODAY + 40, "op reis");
  kl_snoozes_find (fixture->db, act->snooze, &act->snooze_before, &error);
  kl_snoozes_add (fixture->db, act->snooze, TODAY + 30, &error);
  g_assert_no_error (error);

  return TRUE;
}

/* It asks for attention again */

static gboolean
do_wake (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) aside = kl_snoozes_list (fixture->db, WILGENROOS, &error);

  g_assert_no_error (error);
  act->undo = undo_snooze;
  if (aside->len == 0)
    return FALSE;
  act->snooze =
    kl_snooze_copy (g_ptr_array_index (aside, (guint) g_test_rand_int_range (0, (int) aside->len)));
  kl_snoozes_find (fixture->db, act->snooze, &act->snooze_before, &error);
  kl_snoozes_remove (fixture->db, act->snooze, &error);
  g_assert_no_error (error);

  return TRUE;
}

/* Cases are closed, or opened again */

static void
undo_batch (VaultFixture *fixture, const Act *act)
{
  g_autoptr (GError) error = NULL;
  int n_moved_on;

  kl_case_batches_undo (fixture->db, act->id, NULL, &n_moved_on, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_moved_on, ==, 0);
}

static gboolean
do_close (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;
  KlCaseClosing closing = {
    .case_id = choose (fixture, "SELECT id FROM care_case WHERE school_id = 1 AND status < 4"),
    .closing = { TRUE, KL_HELP_ACTUAL_SUPPORT, KL_ANSWER_YES, KL_ANSWER_NO, KL_ANSWER_YES },
    .satisfied = KL_SATISFIED_YES,
    .text = g_test_rand_bit () ? "Einde van het schooljaar." : NULL,
  };

  act->undo = undo_batch;
  if (closing.case_id == 0)
    return FALSE;
  act->id = kl_cases_close_many (fixture->db, WILGENROOS, &closing, 1, TODAY, &error);
  g_assert_no_error (error);

  return TRUE;
}

static gboolean
do_reopen (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = choose (fixture, "SELECT id FROM care_case WHERE school_id = 1 AND status = 4");

  act->undo = undo_batch;
  if (case_id == 0)
    return FALSE;
  act->id =
    kl_cases_reopen_many (fixture->db, WILGENROOS, &case_id, 1, "Het speelt weer.", TODAY, &error);
  g_assert_no_error (error);

  return TRUE;
}

/* Two pupils are one */

static void
undo_merge (VaultFixture *fixture, const Act *act)
{
  g_autoptr (GError) error = NULL;

  kl_pupils_split (fixture->db, act->id, &error);
  g_assert_no_error (error);
}

static gboolean
do_merge (VaultFixture *fixture, Act *act)
{
  g_autoptr (GError) error = NULL;
  gint64 kept = random_edits_choose_pupil (fixture);

  act->undo = undo_merge;
  act->id = random_edits_choose_pupil (fixture);
  if (act->id == kept)
    return FALSE;
  kl_pupils_merge (fixture->db, kept, act->id, &error);
  g_assert_no_error (error);

  return TRUE;
}

static void
do_something (VaultFixture *fixture, GArray *done)
{
  static gboolean (*const acts[]) (VaultFixture *fixture, Act *act) = {
    do_tick, do_tick, do_snooze, do_wake, do_close, do_reopen, do_merge,
  };
  Act act = { .before = file_dump_tables (fixture->db) };

  if (acts[g_test_rand_int_range (0, G_N_ELEMENTS (acts))](fixture, &act))
    g_array_append_val (done, act);
  else
    clear_act (&act);
}

static void
test_from_last_to_first (VaultFixture *fixture, gconstpointer data)
{
  guint n_done = 0;

  random_edits_set_up (fixture);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (Act));

      g_array_set_clear_func (done, clear_act);
      random_edits_make (fixture, 4);
      for (int i = 0; i < N_ACTS; i++)
        do_something (fixture, done);
      n_done += done->len;
      while (done->len > 0)
        {
          const Act *last = &g_array_index (done, Act, done->len - 1);
          g_autofree char *after = NULL;

          last->undo (fixture, last);
          after = file_dump_tables (fixture->db);
          file_dump_assert_same (after, last->before);
          g_array_set_size (done, done->len - 1);
        }
      /* So that the next round begins with something else. */
      for (int i = 0; i < 2; i++)
        do_something (fixture, done);
    }
  g_assert_cmpuint (n_done, >, N_ROUNDS);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/undo/from-last-to-first", test_from_last_to_first);

  return g_test_run ();
}
