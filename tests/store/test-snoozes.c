/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"
#include "file-dump.h"

#include "store/kl-dashboard.h"
#include "store/kl-snoozes.h"

/* What asks for attention, set aside and back. */

static KlDashboard *
load (VaultFixture *fixture, KlDate today)
{
  g_autoptr (GError) error = NULL;
  KlDashboard *dashboard = kl_dashboard_load (fixture->db, WILGENROOS, today, &error);

  g_assert_no_error (error);
  return dashboard;
}

static gint64
add_quiet_case (VaultFixture *fixture)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  case_fixture_run (fixture, "UPDATE care_case SET opened_on = %d", TODAY - 12);
  return case_id;
}

static void
snooze (VaultFixture *fixture, const KlAttention *row, KlDate until)
{
  g_autoptr (KlSnooze) value = kl_snooze_new (row, until, "moeder is op reis");
  g_autoptr (GError) error = NULL;

  kl_snoozes_add (fixture->db, value, TODAY, &error);
  g_assert_no_error (error);
}

static void
test_aside (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) before = NULL, aside = NULL, later = NULL, anew = NULL;
  g_autoptr (GHashTable) counts = NULL;
  gint64 case_id = add_quiet_case (fixture);
  gint64 school_id = WILGENROOS;
  const KlAttention *row;

  before = load (fixture, TODAY);
  g_assert_cmpuint (before->attention->len, ==, 1);
  row = g_ptr_array_index (before->attention, 0);
  g_assert_cmpint (row->reason, ==, KL_ATTENTION_NO_CONTACT);
  g_assert_cmpint (row->since, ==, TODAY - 12);
  g_assert_cmpint (row->norm, ==, 7);
  snooze (fixture, row, TODAY + 7);

  case_fixture_act_as (fixture, MARLEEN);
  aside = load (fixture, TODAY + 6);
  g_assert_cmpuint (aside->attention->len, ==, 0);
  g_assert_cmpuint (aside->snoozed->len, ==, 1);
  row = g_ptr_array_index (aside->snoozed, 0);
  g_assert_cmpstr (row->snooze->why, ==, "moeder is op reis");
  g_assert_cmpint (row->snooze->who->id, ==, SAMIRA);
  counts = kl_attention_count_all (fixture->db, TODAY, NULL);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, &school_id)), ==, 0);

  /* The day has come. */
  later = load (fixture, TODAY + 7);
  g_assert_cmpuint (later->attention->len, ==, 1);
  g_assert_cmpuint (later->snoozed->len, ==, 0);

  /* Contact, and silence again: that is not what was set aside. */
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_PHONE_CALL, TODAY - 9, KL_VISIBILITY_TEAM,
                          "Gebeld");
  anew = load (fixture, TODAY);
  g_assert_cmpuint (anew->attention->len, ==, 1);
}

/* Undone the file is as it was. */
static void
test_undone (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) dashboard = NULL, after = NULL;
  g_autoptr (KlSnooze) value = NULL;
  g_autofree char *before = NULL, *undone = NULL;

  add_quiet_case (fixture);
  dashboard = load (fixture, TODAY);
  value = kl_snooze_new (g_ptr_array_index (dashboard->attention, 0), TODAY + 3, "later");
  before = file_dump_tables (fixture->db);
  g_assert_true (kl_snoozes_add (fixture->db, value, TODAY, NULL));
  value->until++;
  g_assert_true (kl_snoozes_add (fixture->db, value, TODAY, NULL));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT until FROM snooze"), ==, TODAY + 4);
  g_assert_true (kl_snoozes_remove (fixture->db, value, NULL));
  g_assert_true (kl_snoozes_remove (fixture->db, value, NULL));
  undone = file_dump_tables (fixture->db);
  file_dump_assert_same (undone, before);
}

static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  KlSnooze value = { .reason = KL_ATTENTION_PARTNER_SILENT,
                     .school_id = WILGENROOS,
                     .target_id = QUIET,
                     .since = TODAY - 400 };
  g_autoptr (GError) error = NULL;

  value.until = TODAY + 5;
  g_assert_false (kl_snoozes_add (fixture->db, &value, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  value.why = "belt na de vakantie";
  value.until = TODAY;
  g_assert_false (kl_snoozes_add (fixture->db, &value, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  value.until = TODAY + 40;
  g_assert_true (kl_snoozes_add (fixture->db, &value, TODAY, &error));
  g_assert_no_error (error);
}

/* To follow a case until a day is to look again on that day. */
static void
test_monitoring (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) before = NULL, on_the_day = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  const KlAttention *row;

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_PHONE_CALL, TODAY, KL_VISIBILITY_TEAM,
                          "Gebeld");
  kl_cases_move (fixture->db, case_id, KL_CASE_STATUS_MONITORING, TODAY + 3, NULL, TODAY, NULL);
  before = load (fixture, TODAY + 2);
  g_assert_cmpuint (before->attention->len, ==, 0);
  on_the_day = load (fixture, TODAY + 3);
  g_assert_cmpuint (on_the_day->attention->len, ==, 1);
  row = g_ptr_array_index (on_the_day->attention, 0);
  g_assert_cmpint (row->reason, ==, KL_ATTENTION_PLAN_REVIEW);
  g_assert_cmpint (row->case_id, ==, case_id);
  g_assert_cmpint (row->since, ==, TODAY + 3);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/snoozes/aside", test_aside);
  case_test_add ("/store/snoozes/undone", test_undone);
  case_test_add ("/store/snoozes/refused", test_refused);
  case_test_add ("/store/snoozes/monitoring", test_monitoring);

  return g_test_run ();
}
