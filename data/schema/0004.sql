-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How a case came to its status. Days that are not known are 0.

-- Cases that were closed or opened again in one act, as at the end of a school year. The row is
-- gone once the act was undone.
CREATE TABLE case_batch (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  to_status INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id)
);
CREATE INDEX batch_by_school ON case_batch (school_id, id);

-- Every change of status with its moment, who made it and why; the first of a case is how it began,
-- which comes from no status: -1. What a closing says stays with it, also when the case goes on.
-- When an entry tells of it the reason stands there alone.
CREATE TABLE case_step (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  from_status INTEGER NOT NULL DEFAULT -1,
  to_status INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id),
  entry_id INTEGER REFERENCES entry (id),
  reason TEXT NOT NULL DEFAULT '',
  monitor_until INTEGER NOT NULL DEFAULT 0,
  help INTEGER NOT NULL DEFAULT 0,
  led_to_help INTEGER NOT NULL DEFAULT 0,
  passed_on INTEGER NOT NULL DEFAULT 0,
  contact_continues INTEGER NOT NULL DEFAULT 0,
  satisfied INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX step_by_case ON case_step (case_id, id);
CREATE INDEX step_by_entry ON case_step (entry_id) WHERE entry_id IS NOT NULL;

-- How each case of such an act was before it, so that it can be undone.
CREATE TABLE case_batch_row (
  batch_id INTEGER NOT NULL REFERENCES case_batch (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  step_id INTEGER NOT NULL DEFAULT 0,
  status INTEGER NOT NULL,
  closed_on INTEGER NOT NULL,
  monitor_until INTEGER NOT NULL,
  help INTEGER NOT NULL,
  led_to_help INTEGER NOT NULL,
  passed_on INTEGER NOT NULL,
  contact_continues INTEGER NOT NULL,
  satisfied INTEGER NOT NULL,
  PRIMARY KEY (batch_id, case_id)
);
CREATE INDEX batch_row_by_case ON case_batch_row (case_id);

-- What is known of cases of before: how they began, when they were closed (20) and opened again
-- (21), and how they stand. 0 is new, 1 active, 4 closed.
INSERT INTO case_step (school_id, case_id, to_status, day, recorded_at)
  SELECT school_id, id, 0, opened_on, 0 FROM care_case ORDER BY id;
INSERT INTO case_step (school_id, case_id, from_status, to_status, day, recorded_at,
                       professional_id, entry_id)
  SELECT school_id, case_id,
         coalesce (lag (CASE WHEN kind = 20 THEN 4 ELSE 1 END)
                     OVER (PARTITION BY case_id ORDER BY happened_on, id), 0),
         CASE WHEN kind = 20 THEN 4 ELSE 1 END, happened_on, recorded_at,
         CASE WHEN author_kind = 0 AND author_id IN (SELECT id FROM professional)
           THEN author_id END, id
    FROM entry WHERE kind IN (20, 21) ORDER BY case_id, happened_on, id;
INSERT INTO case_step (school_id, case_id, from_status, to_status, day, recorded_at, monitor_until)
  SELECT c.school_id, c.id, s.to_status, c.status, c.closed_on, 0, c.monitor_until
    FROM care_case c JOIN case_step s
      ON s.id = (SELECT max (n.id) FROM case_step n WHERE n.case_id = c.id)
    WHERE c.status <> s.to_status ORDER BY c.id;
UPDATE case_step SET (help, led_to_help, passed_on, contact_continues, satisfied) =
    (SELECT help, led_to_help, passed_on, contact_continues, satisfied FROM care_case c
      WHERE c.id = case_step.case_id)
  WHERE id IN (SELECT max (id) FROM case_step WHERE to_status = 4 GROUP BY case_id);
