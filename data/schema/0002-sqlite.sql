-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What schema 2 needs in SQLite's own words.

CREATE TRIGGER referral_event_stays_update BEFORE UPDATE ON referral_event
BEGIN
  SELECT RAISE (ABORT, 'what happened stays as it was');
END;

-- A REPLACE would put a row in the place of another without an update or delete.
CREATE TRIGGER referral_event_stays_in_place BEFORE INSERT ON referral_event
  WHEN EXISTS (SELECT 1 FROM referral_event WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'what happened stays as it was');
END;

-- Places that stood in one line, joined by commas, become rows.
INSERT INTO partner_area (partner_id, position, name)
  WITH RECURSIVE part (partner_id, position, name, rest) AS (
    SELECT id, -1, '', area || ',' FROM partner WHERE trim (area) <> ''
    UNION ALL
    SELECT partner_id, position + 1, trim (substr (rest, 1, instr (rest, ',') - 1)),
           substr (rest, instr (rest, ',') + 1)
      FROM part WHERE instr (rest, ',') > 0)
  SELECT partner_id, position, name FROM part WHERE name <> '';

-- Good enough to be found until the partner is next written.
UPDATE partner SET name_folded = lower (name);
