-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The kansencirkel: how a child is, by eight sides, as the child, its parents and school say it.
-- What was kept stays as it was; a round that corrects another names it.

CREATE TABLE wellbeing_round (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  day INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id),
  words TEXT,
  replaces_id INTEGER REFERENCES wellbeing_round (id),
  reason TEXT
);
CREATE INDEX wellbeing_by_case ON wellbeing_round (case_id, day, id);
CREATE INDEX wellbeing_by_pupil ON wellbeing_round (pupil_id);
CREATE UNIQUE INDEX wellbeing_replaced ON wellbeing_round (replaces_id)
  WHERE replaces_id IS NOT NULL;

-- A side of which nothing was said has no row.
CREATE TABLE wellbeing_score (
  round_id INTEGER NOT NULL REFERENCES wellbeing_round (id) ON DELETE CASCADE,
  voice INTEGER NOT NULL,
  aspect INTEGER NOT NULL,
  score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
  PRIMARY KEY (round_id, voice, aspect)
);
