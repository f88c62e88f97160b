-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What became something in a case is not taken back in silence.
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision WHEN old.applied = 1
BEGIN
  SELECT RAISE (ABORT, 'a decision that was worked out stays as it was');
END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision WHEN old.applied = 1
BEGIN
  SELECT RAISE (ABORT, 'a decision that was worked out stays as it was');
END;
