-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What schema 4 needs in SQLite's own words.

CREATE TRIGGER case_step_stays_update BEFORE UPDATE ON case_step
BEGIN
  SELECT RAISE (ABORT, 'what happened stays as it was');
END;

-- A REPLACE would put a row in the place of another without an update or delete.
CREATE TRIGGER case_step_stays_in_place BEFORE INSERT ON case_step
  WHEN EXISTS (SELECT 1 FROM case_step WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'what happened stays as it was');
END;
