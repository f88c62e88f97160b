-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Pupils that turned out to be the same child.

-- The double as it was, out of every list; its id stays taken. merge_id orders what happened, so
-- that the last merge comes apart first. filled says which gaps of the one that stayed were filled
-- from it, as bits in the order of store/kl-pupil-merge.c.
CREATE TABLE pupil_merged (
  id INTEGER PRIMARY KEY,
  merge_id INTEGER NOT NULL UNIQUE,
  kept_id INTEGER NOT NULL,
  merged_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id),
  filled INTEGER NOT NULL DEFAULT 0,
  school_id INTEGER NOT NULL REFERENCES school (id),
  family_id INTEGER REFERENCES family (id),
  group_id INTEGER REFERENCES school_group (id),
  external_key TEXT,
  given TEXT NOT NULL,
  prefix TEXT NOT NULL,
  surname TEXT NOT NULL,
  initials TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  birth INTEGER NOT NULL,
  sex INTEGER NOT NULL,
  year INTEGER NOT NULL,
  municipality TEXT,
  postcode TEXT,
  entered_on INTEGER NOT NULL,
  left_on INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  elsewhere TEXT
);
CREATE INDEX merged_by_kept ON pupil_merged (kept_id, merge_id);

-- Everything that named the double, by the place where it did (store/kl-pupil-merge.c) and the key
-- there. What the one that stayed had as well is shared: there only one row is left.
CREATE TABLE pupil_merge_row (
  double_id INTEGER NOT NULL REFERENCES pupil_merged (id),
  place INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  shared INTEGER NOT NULL DEFAULT 0,
  value INTEGER NOT NULL DEFAULT 0,
  more INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (double_id, place, row_id, position)
);
