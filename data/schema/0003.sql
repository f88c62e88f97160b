-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What is said and decided while a meeting is held, and whose map of areas it is. Days that are not
-- known are 0.

-- The meetings of a series carry the id of its first. The moments are Unix seconds.
ALTER TABLE meeting ADD COLUMN series INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN held_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;

-- spent is in seconds. carried_from is the point of an earlier meeting that was not reached; it is
-- no reference, since that point may be taken away.
ALTER TABLE agenda_item ADD COLUMN state INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN spent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN carried_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN parents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN parents_why TEXT NOT NULL DEFAULT '';
ALTER TABLE agenda_item ADD COLUMN pupil INTEGER NOT NULL DEFAULT 0;
ALTER TABLE agenda_item ADD COLUMN pupil_why TEXT NOT NULL DEFAULT '';
CREATE INDEX agenda_carried ON agenda_item (carried_from) WHERE carried_from <> 0;

-- The points of who comes for some of them only; who has no row here comes for all.
CREATE TABLE attendee_item (
  item_id INTEGER NOT NULL REFERENCES agenda_item (id) ON DELETE CASCADE,
  person_kind INTEGER NOT NULL,
  person_id INTEGER NOT NULL DEFAULT 0,
  person_name TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (item_id, person_kind, person_id, person_name)
);

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES agenda_item (id),
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  body TEXT NOT NULL,
  owner_id INTEGER REFERENCES professional (id),
  partner_id INTEGER REFERENCES partner (id),
  day INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  applied INTEGER NOT NULL DEFAULT 0,
  action_id INTEGER REFERENCES action (id),
  referral_id INTEGER REFERENCES referral (id)
);
CREATE INDEX decision_by_item ON decision (item_id, position);

-- Whose map an outline was taken from: its licence asks to say so wherever it is drawn.
ALTER TABLE area ADD COLUMN source TEXT NOT NULL DEFAULT '';
