/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

/* clang-format off */
static const char *const rows[] = {
  "INSERT INTO school (id, name, region) VALUES"
  " (1, 'KC De Wilgenroos', 2), (2, 'KC De Weerlicht', 2)",
  "INSERT INTO school_group (id, school_id, school_year, name, year) VALUES"
  " (1, 1, 2025, '4', 4), (2, 1, 2025, '7', 7)",
  "INSERT INTO professional (id, given, prefix, surname, sort_key, name_folded) VALUES"
  " (1, 'Marleen', '', 'Kuijpers', 'kuijpers', 'marleen kuijpers'),"
  " (2, 'Ruud', 'van', 'Esch', 'esch', 'ruud van esch'),"
  " (3, 'Samira', '', 'Bouali', 'bouali', 'samira bouali'),"
  " (4, 'Karin', '', 'Verhagen', 'verhagen', 'karin verhagen'),"
  " (5, 'Anke', 'de', 'Laat', 'laat', 'anke de laat'),"
  " (6, 'Tineke', '', 'Smulders', 'smulders', 'tineke smulders')",
  "INSERT INTO membership (professional_id, school_id, role, hours) VALUES"
  " (1, 1, 1, 16), (2, 1, 2, 40), (3, 1, 4, 3), (3, 2, 4, 6), (4, 1, 5, 3), (5, 1, 3, 32),"
  " (6, 2, 1, 16)",
  "INSERT INTO family (id, name) VALUES (1, 'van den Berg'), (2, 'El Amrani')",
  "INSERT INTO pupil (id, school_id, family_id, group_id, given, prefix, surname, sort_key,"
  " name_folded, birth) VALUES"
  " (1, 1, 1, 2, 'Jelle', 'van den', 'Berg', 'berg jelle', 'jelle van den berg', 735719),"
  " (2, 2, 1, NULL, 'Fenna', 'van den', 'Berg', 'berg fenna', 'fenna van den berg', 737100),"
  " (3, 1, 2, 1, 'Ilias', '', 'El Amrani', 'el amrani ilias', 'ilias el amrani', 736800),"
  " (4, 1, 2, NULL, 'Sanae', '', 'El Amrani', 'el amrani sanae', 'sanae el amrani', 738200),"
  " (5, 1, NULL, 2, 'Noor', '', 'Jansen', 'jansen noor', 'noor jansen', 735650)",
  "INSERT INTO guardian (id, family_id, name) VALUES (1, 1, 'Miranda Smits'),"
  " (2, 2, 'Fatima El Amrani')",
  "INSERT INTO pupil_guardian (pupil_id, guardian_id, relation, custody) VALUES"
  " (1, 1, 0, 1), (2, 1, 0, 1), (3, 2, 0, 1), (4, 2, 0, 1)",
  "INSERT INTO partner (id, name, kind, ring, usual_days) VALUES"
  " (2, 'Buurtteam West', 'buurtteam', 2, 4),"
  " (3, 'Team Toegang en Regie', 'access', 3, 24), (4, 'Quiet', 'poverty', 1, 8)",
};
/* clang-format on */

void
case_fixture_set_up (VaultFixture *fixture, gconstpointer data)
{
  vault_fixture_set_up (fixture, data);
  kl_clock_fix (TODAY);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    case_fixture_run (fixture, "%s", rows[i]);
  /* Partners that were looked at and spoken to lately. */
  case_fixture_run (fixture, "UPDATE partner SET checked_on = %d", TODAY - 30);
  case_fixture_run (fixture,
                    "INSERT INTO partner_talk (school_id, partner_id, day) VALUES"
                    " (1, %d, %d), (1, %d, %d)",
                    BUURTTEAM, TODAY - 40, QUIET, TODAY - 50);
  case_fixture_act_as (fixture, SAMIRA);
}

void
case_fixture_act_as (VaultFixture *fixture, gint64 professional_id)
{
  kl_db_set_actor (fixture->db, "test", professional_id);
}

KlNewCase *
case_fixture_new_question (gint64 pupil_id, const char *text)
{
  KlNewCase *question = kl_new_case_new (WILGENROOS);

  if (pupil_id != 0)
    g_array_append_val (question->pupil_ids, pupil_id);
  question->asked_by = KL_ASKED_BY_TEACHER;
  question->route = KL_ROUTE_VIA_SCHOOL;
  question->theme = KL_THEME_GROWING_UP;
  question->help = KL_HELP_ACTUAL_SUPPORT;
  question->text = g_strdup (text);

  return question;
}

gint64
case_fixture_add_case (VaultFixture *fixture, gint64 pupil_id, const char *text)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (pupil_id, text);
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;

  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);

  return ids.case_id;
}

gint64
case_fixture_add_entry (VaultFixture *fixture,
                        gint64 case_id,
                        KlEntryKind kind,
                        KlDate day,
                        KlVisibility visibility,
                        const char *text)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  entry->case_id = case_id;
  entry->kind = kind;
  entry->happened_on = day;
  entry->visibility = visibility;
  entry->text = g_strdup (text);
  id = kl_entries_add (fixture->db, entry, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

gint64
case_fixture_ask (VaultFixture *fixture, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return vault_fixture_ask (fixture->db, sql);
}

void
case_fixture_run (VaultFixture *fixture, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  kl_db_exec (fixture->db, sql, &error);
  g_assert_no_error (error);
}
