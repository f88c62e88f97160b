-- SPDX-License-Identifier: GPL-3.0-or-later
--
UPDATE meeting SET uid = lower (hex (randomblob (16)));

-- What became something is taken back as a whole, and only then changed.
DROP TRIGGER decision_stays;
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision WHEN old.applied = 1 AND new.applied = 1
BEGIN
  SELECT RAISE (ABORT, 'a decision that was worked out stays as it was');
END;
