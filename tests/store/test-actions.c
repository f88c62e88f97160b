/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-actions.h"

/* Who does what by when, again and again. */

static gint64
add_action (VaultFixture *fixture, gint64 case_id, KlRepeat unit, int every, KlDate until)
{
  g_autoptr (GError) error = NULL;
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL, .id = KARIN };
  const KlAction action = { .case_id = case_id,
                            .text = "Bellen met moeder",
                            .owner = &owner,
                            .due = TODAY,
                            .agreed_on = TODAY - 7,
                            .recurrence = { unit, every, unit != KL_REPEAT_NEVER ? TODAY : 0,
                                            until } };
  gint64 id = kl_actions_add (fixture->db, &action, &error);

  g_assert_no_error (error);
  return id;
}

static GPtrArray *
list_open (VaultFixture *fixture, gint64 owner_id)
{
  const KlActionFilter filter = { .owner_id = owner_id, .open_only = TRUE };
  g_autoptr (GError) error = NULL;
  GPtrArray *actions = kl_actions_list (fixture->db, &filter, &error);

  g_assert_no_error (error);
  return actions;
}

static void
set_done (VaultFixture *fixture, gint64 id, KlDate day)
{
  g_autoptr (GError) error = NULL;

  kl_actions_set_done (fixture->db, id, day, &error);
  g_assert_no_error (error);
}

/* What is agreed is told on the timeline, once. */
static void
test_agreed (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const gint64 n = case_fixture_ask (fixture, "SELECT count (*) FROM entry");
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL, .id = KARIN };
  KlAction action = { .case_id = case_id,
                      .text = "Bellen met moeder",
                      .owner = &owner,
                      .due = TODAY + 7,
                      .agreed_on = TODAY - 2,
                      .recurrence = { KL_REPEAT_WEEKS, 1, TODAY + 7, KL_DATE_NONE } };
  gint64 id = kl_actions_agree (fixture->db, &action, TODAY, &error);
  g_autoptr (KlEntry) entry = NULL;

  g_assert_no_error (error);
  entry =
    kl_entries_get (fixture->db, case_fixture_ask (fixture, "SELECT max (id) FROM entry"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry->case_id, ==, case_id);
  g_assert_cmpint (entry->kind, ==, KL_ENTRY_ACTION);
  g_assert_cmpint (entry->happened_on, ==, TODAY - 2);
  g_assert_cmpint (entry->visibility, ==, KL_VISIBILITY_TEAM);
  g_assert_cmpstr (entry->text, ==, "Bellen met moeder");
  g_assert_cmpint (entry->action_id, ==, id);

  /* What comes back of itself was not agreed anew. */
  set_done (fixture, id, TODAY);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 2);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), ==, n + 1);

  /* Of no case there is nothing to tell, and what is refused leaves nothing behind. */
  action.case_id = 0;
  action.school_id = WILGENROOS;
  g_assert_cmpint (kl_actions_agree (fixture->db, &action, TODAY, &error), >, 0);
  g_assert_no_error (error);
  action.case_id = case_id;
  action.agreed_on = TODAY + 1;
  g_assert_cmpint (kl_actions_agree (fixture->db, &action, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 3);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), ==, n + 1);
}

static void
test_comes_back (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_WEEKS, 2, TODAY + 28);
  const KlAction *next;

  set_done (fixture, id, TODAY + 1);
  open = list_open (fixture, KARIN);
  g_assert_cmpuint (open->len, ==, 1);
  next = g_ptr_array_index (open, 0);
  g_assert_cmpint (next->due, ==, TODAY + 14);
  g_assert_cmpint (next->agreed_on, ==, TODAY + 1);
  g_assert_cmpint (next->previous_id, ==, id);
  g_assert_cmpstr (next->text, ==, "Bellen met moeder");
  g_assert_cmpint (next->owner->id, ==, KARIN);
  g_assert_cmpint (next->case_id, ==, case_id);
  g_assert_cmpint (next->recurrence.every, ==, 2);

  /* Somebody else ticks the first one off as well: still one follows. */
  set_done (fixture, id, TODAY + 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 2);

  /* After the end nothing comes any more. */
  set_done (fixture, next->id, TODAY + 14);
  set_done (fixture, case_fixture_ask (fixture, "SELECT max (id) FROM action"), TODAY + 28);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 3);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action WHERE done_on = 0"), ==,
                   0);
}

/* To tick off and open again leaves the file as it was. */
static void
test_undone (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 ids[2] = { add_action (fixture, case_id, KL_REPEAT_MONTHS, 1, KL_DATE_NONE),
                    add_action (fixture, case_id, KL_REPEAT_NEVER, 0, KL_DATE_NONE) };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *before = file_dump_tables (fixture->db);
      g_autofree char *after = NULL;

      set_done (fixture, ids[i], TODAY + 3);
      set_done (fixture, ids[i], KL_DATE_NONE);
      after = file_dump_tables (fixture->db);
      file_dump_assert_same (after, before);
    }
}

/* What somebody has done something with stays. */
static void
test_undone_later (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_WEEKS, 1, KL_DATE_NONE);
  gint64 next;

  set_done (fixture, id, TODAY);
  next = case_fixture_ask (fixture, "SELECT max (id) FROM action");
  kl_actions_edit (fixture->db, next, "Bellen met vader", KARIN, TODAY + 7, &error);
  g_assert_no_error (error);
  set_done (fixture, id, KL_DATE_NONE);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action WHERE done_on = 0"), ==,
                   2);
  /* Ticked off again it is not made a second time. */
  set_done (fixture, id, TODAY);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 2);
}

static void
test_set_recurrence (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlAction) action = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_NEVER, 0, KL_DATE_NONE);
  const KlRecurrence weekly = { KL_REPEAT_WEEKS, 1, TODAY, KL_DATE_NONE };
  const KlRecurrence wrong = { KL_REPEAT_WEEKS, 99, TODAY, KL_DATE_NONE };

  kl_actions_set_recurrence (fixture->db, id, &weekly, &error);
  g_assert_no_error (error);
  action = kl_actions_get (fixture->db, id, &error);
  g_assert_cmpint (action->recurrence.unit, ==, KL_REPEAT_WEEKS);
  g_assert_false (kl_actions_set_recurrence (fixture->db, id, &wrong, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  kl_actions_edit (fixture->db, id, "Bellen", KARIN, KL_DATE_NONE, NULL);
  g_assert_false (kl_actions_set_recurrence (fixture->db, id, &weekly, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* Two windows on the same action: the second sees both. */
static void
test_two_editors (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlAction) one = NULL, two = NULL, current = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_NEVER, 0, KL_DATE_NONE);
  KlAction changed;

  one = kl_actions_get (fixture->db, id, &error);
  two = kl_actions_get (fixture->db, id, &error);
  changed = *one;
  changed.text = "Bellen met moeder en oma";
  changed.owner = NULL;
  g_assert_true (kl_actions_change (fixture->db, one, &changed, &current, &error));
  g_assert_null (current);

  changed = *two;
  changed.text = "Bellen met vader";
  g_assert_false (kl_actions_change (fixture->db, two, &changed, &current, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpstr (current->text, ==, "Bellen met moeder en oma");
  g_assert_null (current->owner);

  /* Who has seen both chooses. */
  g_assert_true (kl_actions_change (fixture->db, current, &changed, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (
    case_fixture_ask (fixture, "SELECT count (*) FROM action WHERE body = 'Bellen met vader'"), ==,
    1);
}

static void
test_fault (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_WEEKS, 1, KL_DATE_NONE);

  before = file_dump_tables (fixture->db);
  case_fixture_run (fixture, "CREATE TEMP TRIGGER fault BEFORE INSERT ON action"
                             " BEGIN SELECT RAISE (ABORT, 'fault'); END");
  g_assert_false (kl_actions_set_done (fixture->db, id, TODAY, NULL));
  after = file_dump_tables (fixture->db);
  file_dump_assert_same (after, before);
}

/* Everybody sees what is to be done by him- or herself; of others who has a part in the case. */
static guint
count_seen (VaultFixture *fixture, gint64 reader, gint64 school_id, gint64 owner_id)
{
  const KlActionFilter filter = { .school_id = school_id, .owner_id = owner_id, .open_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) actions = NULL;

  case_fixture_act_as (fixture, reader);
  actions = kl_actions_list_seen (fixture->db, &filter, &error);
  g_assert_no_error (error);

  return actions->len;
}

static void
test_seen (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 reader, school_id, owner_id;
    guint n;
  } cases[] = {
    { MARLEEN, WILGENROOS, 0, 2 },
    { MARLEEN, WILGENROOS, KARIN, 1 },
    { MARLEEN, WILGENROOS, RUUD, 1 },
    { MARLEEN, 0, 0, 2 },
    { KARIN, 0, KARIN, 1 },
    { RUUD, WILGENROOS, 0, 1 },
    { RUUD, WILGENROOS, KARIN, 0 },
    { RUUD, WILGENROOS, RUUD, 1 },
    { TINEKE, 0, 0, 0 },
    { SAMIRA, WEERLICHT, 0, 0 },
  };
  g_autoptr (GError) error = NULL;
  const KlActionFilter elsewhere = { .school_id = WILGENROOS };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 id = add_action (fixture, case_id, KL_REPEAT_NEVER, 0, KL_DATE_NONE);

  g_assert_true (kl_actions_edit (fixture->db, id, "Rooster ruilen", RUUD, TODAY, NULL));
  add_action (fixture, case_id, KL_REPEAT_NEVER, 0, KL_DATE_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (count_seen (fixture, cases[i].reader, cases[i].school_id, cases[i].owner_id),
                      ==, cases[i].n);

  case_fixture_act_as (fixture, TINEKE);
  g_assert_null (kl_actions_list_seen (fixture->db, &elsewhere, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/actions/agreed", test_agreed);
  case_test_add ("/store/actions/comes-back", test_comes_back);
  case_test_add ("/store/actions/undone", test_undone);
  case_test_add ("/store/actions/undone-later", test_undone_later);
  case_test_add ("/store/actions/set-recurrence", test_set_recurrence);
  case_test_add ("/store/actions/two-editors", test_two_editors);
  case_test_add ("/store/actions/seen", test_seen);
  case_test_add ("/store/actions/fault", test_fault);

  return g_test_run ();
}
