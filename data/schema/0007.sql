-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Actions that come back, and what is set aside for a while. Days that are not known are 0.

-- How often it comes back (model/kl-recurrence.h), and the action that this one follows.
ALTER TABLE action ADD COLUMN repeat_unit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN repeat_every INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN repeat_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN repeat_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN previous_id INTEGER REFERENCES action (id);
CREATE INDEX action_by_previous ON action (previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX action_by_owner ON action (owner_id, done_on, due);

-- The document that proves it, or 0: documents have a life of their own.
ALTER TABLE consent ADD COLUMN evidence_document INTEGER NOT NULL DEFAULT 0;

-- What asks for attention and was set aside with a reason until a day. since is since when it
-- asked: what begins anew asks anew. target_id is the action, referral, consent or partner, or 0.
CREATE TABLE snooze (
  school_id INTEGER NOT NULL REFERENCES school (id),
  reason INTEGER NOT NULL,
  case_id INTEGER NOT NULL DEFAULT 0,
  target_id INTEGER NOT NULL DEFAULT 0,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  why TEXT NOT NULL,
  snoozed_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id),
  PRIMARY KEY (school_id, reason, case_id, target_id)
);
