/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "many-schools.h"

#include "store/kl-db-private.h"
#include "store/kl-ids.h"

/* Auxiliary functions */

static void run (KlDb *db, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run (KlDb *db, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (!kl_db_exec (db, sql, &error))
    g_error ("%s: %s", error->message, sql);
}

#define COUNT "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "

static void
fill_school (KlDb *db, const ManySchools *size, int school)
{
  const gint64 first = kl_ids_case_at (school, 0);

  run (db, "INSERT INTO school (id, name) VALUES (%d, 'School %d')", school, school);
  run (db,
       COUNT
       "INSERT INTO membership (professional_id, school_id, role) SELECT i, %d, i %% 6 FROM n",
       10, school);
  run (db,
       COUNT "INSERT INTO school_group (id, school_id, school_year, name, year)"
             " SELECT %d * 100 + i, %d, 2025, i, i FROM n",
       8, school, school);
  run (db,
       COUNT "INSERT INTO pupil (id, school_id, group_id, given, surname, sort_key, name_folded)"
             " SELECT %d * 1048576 + i, %d, %d * 100 + 1 + i %% 8, 'Naam' || i, 'Achternaam' || i,"
             " 'achternaam' || i, 'naam achternaam' || i FROM n",
       size->n_pupils, school, school, school);
  run (db,
       COUNT
       "INSERT INTO care_case (id, school_id, title, subject, asked_by, route, theme, status,"
       " owner_id, trusted_id, opened_on, closed_on, last_contact)"
       " SELECT %" G_GINT64_FORMAT " + i, %d, 'Casus over iets nummer ' || i, 0, 1, 0, i %% 4,"
       " CASE WHEN i > %d THEN i %% 4 ELSE 4 END, 1 + i %% 10, 1 + i %% 7,"
       " %d - 2200 + i, CASE WHEN i > %d THEN 0 ELSE %d - 2100 + i END, %d - (i * 7) %% 20 FROM n",
       size->n_cases, first, school, size->n_cases - size->n_open, size->today,
       size->n_cases - size->n_open, size->today, size->today);
  run (db,
       COUNT "INSERT INTO case_pupil (case_id, pupil_id) SELECT %" G_GINT64_FORMAT
             " + i, %d * 1048576 + 1 + (i * 37) %% %d FROM n",
       size->n_cases, first, school, size->n_pupils);
  run (db,
       COUNT
       ", e (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM e WHERE j < %d) "
       "INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at, author_kind,"
       " author_id, visibility, body) SELECT (%" G_GINT64_FORMAT " + i) * 65536 + j, %d,"
       " %" G_GINT64_FORMAT " + i, j %% 14, %d - 2200 + i + (j * 9), 0, 0, 1 + i %% 10,"
       " CASE WHEN j %% 19 = 0 THEN 1 ELSE 0 END,"
       " 'Gesprek met moeder over hoe het gaat; de volgende keer kijken wij samen verder ' || j"
       " FROM n, e WHERE j <= %d OR i = %d",
       size->n_cases, size->n_long, first, school, first, size->today, size->n_entries,
       size->n_cases);
  run (db,
       COUNT "INSERT INTO action (school_id, case_id, body, owner_id, due, agreed_on, done_on)"
             " SELECT %d, %" G_GINT64_FORMAT
             " + 1 + i / 2, 'Iets doen', 1 + i %% 10, %d - 2200 + i / 2,"
             " %d - 2300, CASE WHEN i / 2 > %d THEN 0 ELSE %d END FROM n",
       2 * size->n_cases - 2, school, first, size->today, size->today, size->n_cases - size->n_open,
       size->today - 500);
  run (db,
       COUNT "INSERT INTO referral (school_id, case_id, partner_id, purpose, status, sent_on,"
             " answered_on) SELECT %d, %" G_GINT64_FORMAT " + 2 * i, 1 + i %% 16, 0,"
             " CASE WHEN 2 * i > %d AND i %% 2 THEN 1 ELSE 3 END, %d - 2190 + 2 * i,"
             " CASE WHEN 2 * i > %d AND i %% 2 THEN 0 ELSE %d - 2180 + 2 * i END FROM n",
       size->n_cases / 2, school, first, size->n_cases - size->n_open, size->today,
       size->n_cases - size->n_open, size->today);
  run (db,
       COUNT
       "INSERT INTO consent (school_id, case_id, giver_kind, receiver_kind, receiver_id, status,"
       " first_day, last_day) SELECT %d, %" G_GINT64_FORMAT " + 2 * i, 2, 3, 1 + i %% 16, 0,"
       " %d - 2190 + 2 * i, %d - 2148 + 2 * i FROM n",
       size->n_cases / 2, school, first, size->today, size->today);
  run (db,
       "INSERT INTO meeting (id, school_id, kind, day, starts_at, duration) VALUES"
       " (%d, %d, 0, %d, 795, 75), (%d, %d, 0, %d, 795, 75)",
       school * 2, school, size->today + 3, school * 2 + 1, school, size->today - 42);
  run (db,
       COUNT "INSERT INTO agenda_item (meeting_id, case_id, position, title)"
             " SELECT %d, %" G_GINT64_FORMAT " + %d + i, i, 'Casus' FROM n",
       6, school * 2, first, size->n_cases - 20);
}

/* Public API */

void
many_schools_fill (KlDb *db, const ManySchools *size)
{
  if (!size->searchable)
    {
      run (db, "DROP TRIGGER entry_text_insert");
      run (db, "DROP TRIGGER case_text_insert");
      run (db, "DROP TRIGGER pupil_text_insert");
    }
  run (db, "BEGIN");
  run (db,
       COUNT "INSERT INTO partner (id, name, usual_days) SELECT i, 'Partner ' || i, 3 * i FROM n"
             " WHERE true ON CONFLICT (id) DO UPDATE SET usual_days = excluded.usual_days",
       16);
  run (db,
       COUNT "INSERT INTO professional (id, given, surname, sort_key, name_folded)"
             " SELECT i, 'Voornaam' || i, 'Collega' || i, 'collega', 'collega' FROM n",
       10);
  for (int school = 1; school <= size->n_schools; school++)
    fill_school (db, size, school);
  run (db, "COMMIT");
}
