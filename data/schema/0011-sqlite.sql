-- SPDX-License-Identifier: GPL-3.0-or-later

-- Only which pupil it is about may change: two pupils may turn out to be one.
CREATE TRIGGER wellbeing_round_stays BEFORE UPDATE OF id, school_id, case_id, day, recorded_at,
  professional_id, words, replaces_id, reason ON wellbeing_round
BEGIN
  SELECT RAISE (ABORT, 'a round that was kept stays as it was');
END;
CREATE TRIGGER wellbeing_round_stays_in_place BEFORE INSERT ON wellbeing_round
  WHEN EXISTS (SELECT 1 FROM wellbeing_round WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'a round that was kept stays as it was');
END;
CREATE TRIGGER wellbeing_score_stays BEFORE UPDATE ON wellbeing_score
BEGIN
  SELECT RAISE (ABORT, 'a round that was kept stays as it was');
END;
CREATE TRIGGER wellbeing_score_stays_in_place BEFORE INSERT ON wellbeing_score
  WHEN EXISTS (SELECT 1 FROM wellbeing_score WHERE round_id = new.round_id AND voice = new.voice
    AND aspect = new.aspect)
BEGIN
  SELECT RAISE (ABORT, 'a round that was kept stays as it was');
END;
