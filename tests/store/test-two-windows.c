/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-draft-keeper.h"

/* Two windows on one vault, on the same words: none are ever lost. */

#define N_EDITORS 3
#define N_ROUNDS 300
#define PLACE "case/7"

/* Entries */

typedef struct
{
  KlEntry *seen;
} Editor;

static void
look (VaultFixture *fixture, Editor *editor, gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&editor->seen, kl_entry_free);
  editor->seen = kl_entries_get (fixture->db, id, &error);
  g_assert_no_error (error);
}

/* Adds a sentence to what this editor sees; who comes second gets both and puts them together. */
static void
write_sentence (VaultFixture *fixture, Editor *editor, const char *sentence, guint *n_conflicts)
{
  g_autofree char *own = g_strdup_printf ("%s %s", editor->seen->text, sentence);
  g_autoptr (KlEntry) current = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&editor->seen->text, own);
  if (kl_entries_correct (fixture->db, editor->seen, "aangevuld", TODAY, &current, &error))
    {
      editor->seen->version++;
      return;
    }

  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_assert_nonnull (current);
  g_clear_error (&error);
  (*n_conflicts)++;
  g_clear_pointer (&editor->seen, kl_entry_free);
  editor->seen = g_steal_pointer (&current);
  write_sentence (fixture, editor, sentence, n_conflicts);
}

static gboolean
stands_somewhere (GPtrArray *versions, const char *sentence)
{
  for (guint i = 0; i < versions->len; i++)
    if (strstr (((KlEntry *) g_ptr_array_index (versions, i))->text, sentence) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_entry (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  Editor editors[N_EDITORS] = { 0 };
  guint n_conflicts = 0;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id =
    case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, "Begin.");

  for (int i = 0; i < N_EDITORS; i++)
    look (fixture, &editors[i], id);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      Editor *editor = &editors[g_test_rand_int_range (0, N_EDITORS)];
      char *sentence = g_strdup_printf ("Zin-%d.", round);

      g_ptr_array_add (sentences, sentence);
      if (g_test_rand_int_range (0, 4) == 0)
        look (fixture, editor, id);
      write_sentence (fixture, editor, sentence, &n_conflicts);
    }

  g_assert_cmpuint (n_conflicts, >, N_ROUNDS / 10);
  versions = kl_entries_list_versions (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, N_ROUNDS + 1);
  for (guint i = 0; i < sentences->len; i++)
    g_assert_true (stands_somewhere (versions, g_ptr_array_index (sentences, i)));
  for (int i = 0; i < N_EDITORS; i++)
    kl_entry_free (editors[i].seen);
}

static void
test_title (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  g_assert_true (
    kl_cases_change_title (fixture->db, id, "Boos thuis", " Driftbuien ", &current, &error));
  g_assert_null (current);
  g_assert_false (kl_cases_change_title (fixture->db, id, "Boos thuis", "Ruzie", &current, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpstr (current, ==, "Driftbuien");
  g_assert_true (kl_cases_change_title (fixture->db, id, current, "Ruzie", NULL, &error));
  g_assert_false (kl_cases_change_title (fixture->db, 99, "Ruzie", "Rust", NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

/* Drafts */

static void
keep (VaultFixture *fixture, KlDraftMark *mark, const char *text)
{
  g_autoptr (GError) error = NULL;

  kl_drafts_keep (fixture->db, PLACE, text, mark, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = kl_drafts_list (fixture->db, PLACE, &error);

  g_assert_no_error (error);
  return drafts;
}

static gboolean
has_draft (VaultFixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) drafts = list (fixture);

  for (guint i = 0; i < drafts->len; i++)
    if (g_str_equal (((KlDraft *) g_ptr_array_index (drafts, i))->text, text))
      return TRUE;

  return FALSE;
}

static void
test_draft (VaultFixture *fixture, gconstpointer data)
{
  KlDraftMark one = { 0 }, two = { 0 }, three = { 0 };
  g_autoptr (GPtrArray) drafts = NULL, rest = NULL;

  /* Two windows open on an empty page and type. */
  keep (fixture, &one, "Moeder belde");
  keep (fixture, &two, "Vader");
  keep (fixture, &one, "Moeder belde; zij is bezorgd");
  keep (fixture, &two, "Vader was er ook");
  drafts = list (fixture);
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_true (has_draft (fixture, "Moeder belde; zij is bezorgd"));
  g_assert_true (has_draft (fixture, "Vader was er ook"));

  /* The first is recorded; the other goes on. */
  g_assert_true (kl_drafts_drop (fixture->db, PLACE, &one, NULL));
  keep (fixture, &two, "Vader was er ook bij");
  rest = list (fixture);
  g_assert_cmpuint (rest->len, ==, 1);

  /* After a crash somebody goes on with what is there. */
  three = ((KlDraft *) g_ptr_array_index (rest, 0))->mark;
  keep (fixture, &three, "Vader was er ook bij, en oma");
  g_assert_true (has_draft (fixture, "Vader was er ook bij, en oma"));
  g_assert_false (has_draft (fixture, "Vader was er ook bij"));

  /* The window that thought it was alone does not write over it. */
  keep (fixture, &two, "Vader, opnieuw");
  g_assert_true (has_draft (fixture, "Vader was er ook bij, en oma"));
  g_assert_true (has_draft (fixture, "Vader, opnieuw"));

  /* Nor does it throw away what it has not seen. */
  g_assert_true (kl_drafts_drop (fixture->db, PLACE, &three, NULL));
  g_assert_true (has_draft (fixture, "Vader, opnieuw"));
  keep (fixture, &two, NULL);
  g_assert_false (has_draft (fixture, "Vader, opnieuw"));
}

/* What each window wrote last is there, whatever the others do, until it drops it itself. */
static void
test_drafts_at_random (VaultFixture *fixture, gconstpointer data)
{
  KlDraftMark marks[N_EDITORS] = { 0 };
  char *texts[N_EDITORS] = { NULL };

  for (int round = 0; round < N_ROUNDS; round++)
    {
      int i = g_test_rand_int_range (0, N_EDITORS);

      if (g_test_rand_int_range (0, 6) == 0)
        {
          g_clear_pointer (&texts[i], g_free);
          g_assert_true (kl_drafts_drop (fixture->db, PLACE, &marks[i], NULL));
        }
      else
        {
          g_free (texts[i]);
          texts[i] = g_strdup_printf ("Venster %d, zin %d", i, round);
          keep (fixture, &marks[i], texts[i]);
        }

      for (int j = 0; j < N_EDITORS; j++)
        if (texts[j] != NULL)
          g_assert_true (has_draft (fixture, texts[j]));
    }

  for (int i = 0; i < N_EDITORS; i++)
    g_free (texts[i]);
}

/* Drafts of other persons are none of one's own, and what a newer one has in it stands once. */
static void
test_joined (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = NULL, all = NULL;
  g_autofree char *text = NULL;
  KlDraftMark one = { 0 }, two = { 0 }, three = { 0 };

  keep (fixture, &one, "een");
  kl_db_set_actor (fixture->db, "somebody else", MARLEEN);
  none = kl_drafts_list (fixture->db, PLACE, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (kl_drafts_join (none));
  kl_db_set_actor (fixture->db, "test", SAMIRA);

  keep (fixture, &two, "twee");
  keep (fixture, &three, "een en drie");
  all = kl_drafts_list (fixture->db, PLACE, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  text = kl_drafts_join (all);
  g_assert_cmpstr (text, ==, "twee\neen en drie");
}

static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  KlDraftMark one = { 0 }, two = { 0 };
  const KlDraftMark none = { 0 };

  keep (fixture, &one, "Moeder belde");
  case_fixture_run (fixture, "CREATE TEMP TRIGGER fault BEFORE INSERT ON draft"
                             " BEGIN SELECT RAISE (ABORT, 'fault'); END");
  g_assert_false (kl_drafts_keep (fixture->db, PLACE, "Vader", &two, NULL));
  g_assert_cmpmem (&two, sizeof two, &none, sizeof none);
  case_fixture_run (fixture, "DROP TRIGGER fault");
  keep (fixture, &two, "Vader");
  g_assert_true (has_draft (fixture, "Moeder belde"));
  g_assert_true (has_draft (fixture, "Vader"));
}

/* What keeps them for a window */

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static KlSession *
open_session (KlStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KlSession *session = kl_session_new (store);

  kl_session_load_async (session, "test", NULL, keep_result_cb, &result);
  wait_for (&result);
  g_assert_true (kl_session_load_finish (session, result, &error));
  g_assert_no_error (error);

  return session;
}

static char *
load (KlDraftKeeper *keeper)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  kl_draft_keeper_load_async (keeper, NULL, keep_result_cb, &result);
  wait_for (&result);
  text = kl_draft_keeper_load_finish (keeper, result, &error);
  g_assert_no_error (error);

  return text;
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Until the store told @keeper how it stands. */
static void
settle (KlDraftKeeper *keeper)
{
  guint count = 0;
  gulong handler =
    g_signal_connect_swapped (keeper, "others-changed", G_CALLBACK (count_cb), &count);

  while (count == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (keeper, handler);
}

static void
keep_and_settle (KlDraftKeeper *keeper, const char *text)
{
  kl_draft_keeper_keep (keeper, text);
  settle (keeper);
}

static void
test_keeper (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSession) session = NULL;
  g_autoptr (KlDraftKeeper) one = NULL, two = NULL, later = NULL;
  g_autofree char *empty = NULL, *seen = NULL, *gone_on = NULL;
  const KlDraft *other;

  vault_fixture_close (fixture);
  g_assert_true (
    kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, &error));
  session = open_session (store);
  one = kl_draft_keeper_new (session, PLACE);
  two = kl_draft_keeper_new (session, PLACE);
  later = kl_draft_keeper_new (session, PLACE);

  /* The second window goes on with the words of the first, and then so does the first. */
  empty = load (one);
  g_assert_null (empty);
  keep_and_settle (one, "Moeder belde");
  seen = load (two);
  g_assert_cmpstr (seen, ==, "Moeder belde");
  keep_and_settle (two, "Moeder belde, vader ook");
  g_assert_cmpuint (kl_draft_keeper_get_others (two)->len, ==, 0);
  keep_and_settle (one, "Moeder belde en kwam");
  g_assert_cmpuint (kl_draft_keeper_get_others (one)->len, ==, 1);
  other = g_ptr_array_index (kl_draft_keeper_get_others (one), 0);
  g_assert_cmpstr (other->text, ==, "Moeder belde, vader ook");

  /* The other window hears of it when it looks. */
  kl_draft_keeper_look (two);
  settle (two);
  other = g_ptr_array_index (kl_draft_keeper_get_others (two), 0);
  g_assert_cmpstr (other->text, ==, "Moeder belde en kwam");

  /* Put together in one window: the other text goes, and what comes after a crash is whole. */
  keep_and_settle (two, "Moeder belde, vader ook. Moeder belde en kwam");
  other = g_ptr_array_index (kl_draft_keeper_get_others (two), 0);
  kl_draft_keeper_drop_other (two, other);
  settle (two);
  g_assert_cmpuint (kl_draft_keeper_get_others (two)->len, ==, 0);
  gone_on = load (later);
  g_assert_cmpstr (gone_on, ==, "Moeder belde, vader ook. Moeder belde en kwam");

  /* Recorded: nothing stands there any more. */
  keep_and_settle (later, NULL);
  g_assert_true (kl_store_close (store, &error));
}

/* A window goes on with what two others left, one of which is written in all the same. */
static void
test_go_on (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlStore) store = kl_store_new ();
  g_autoptr (KlSession) session = NULL;
  g_autoptr (KlDraftKeeper) other = NULL, later = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *seen = NULL, *joined = NULL;
  KlDraftMark one = { 0 }, two = { 0 };
  GPtrArray *others;

  keep (fixture, &one, "een");
  keep (fixture, &two, "twee");
  drafts = kl_drafts_list (fixture->db, PLACE, NULL);
  joined = kl_drafts_join (drafts);
  vault_fixture_close (fixture);
  g_assert_true (kl_store_open (store, fixture->path, fixture->key, sizeof fixture->key, 0, NULL));
  session = open_session (store);
  other = kl_draft_keeper_new (session, PLACE);
  later = kl_draft_keeper_new (session, PLACE);

  seen = load (other);
  g_assert_cmpstr (seen, ==, "twee");
  keep_and_settle (other, "twee en meer");
  kl_draft_keeper_go_on (later, drafts, joined);
  settle (later);
  others = kl_draft_keeper_get_others (later);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((KlDraft *) g_ptr_array_index (others, 0))->text, ==, "twee en meer");
  kl_draft_keeper_look (other);
  settle (other);
  others = kl_draft_keeper_get_others (other);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpstr (((KlDraft *) g_ptr_array_index (others, 0))->text, ==, "een\ntwee");
  keep_and_settle (later, NULL);
  g_assert_true (kl_store_close (store, NULL));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/two-windows/entry", test_entry);
  case_test_add ("/store/two-windows/title", test_title);
  case_test_add ("/store/two-windows/draft", test_draft);
  case_test_add ("/store/two-windows/drafts-at-random", test_drafts_at_random);
  case_test_add ("/store/two-windows/joined", test_joined);
  case_test_add ("/store/two-windows/fault", test_fault);
  case_test_add ("/store/two-windows/keeper", test_keeper);
  case_test_add ("/store/two-windows/go-on", test_go_on);

  return g_test_run ();
}
