-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Documents that were attached to a case. Each came with an entry of the timeline and has its id;
-- may read that may read it. What was taken away leaves its row, without content and text.

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY REFERENCES entry (id),
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  name TEXT NOT NULL,
  kind INTEGER NOT NULL,
  state INTEGER NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  n_pages INTEGER NOT NULL DEFAULT 0,
  hash BLOB NOT NULL,
  body TEXT NOT NULL DEFAULT '',
  removed_on INTEGER NOT NULL DEFAULT 0,
  removed_by INTEGER REFERENCES professional (id),
  reason TEXT
);
CREATE INDEX attachment_by_case ON attachment (case_id, id);

-- In pieces, so that no value is larger than what is held at once.
CREATE TABLE attachment_piece (
  attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (attachment_id, position)
);
