-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Timelines that page by key, templates for what is often written, and drafts of two windows.

-- In the order in which a timeline is read, so that a page costs the same wherever it is; the strip
-- of marks is still served by the index alone.
DROP INDEX entry_strip;
CREATE INDEX entry_timeline ON entry (case_id, happened_on, id, kind, visibility);

-- Words to start an entry with. Without a school it is there for every school of the vault; kind
-- is -1 when it fits every kind.
CREATE TABLE entry_template (
  id INTEGER PRIMARY KEY,
  school_id INTEGER REFERENCES school (id),
  kind INTEGER NOT NULL DEFAULT -1,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  visibility INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX template_by_school ON entry_template (school_id, position, id);

-- A draft of which two windows have words is kept twice: copy 0 is the first. The version says
-- whether a window has seen what stands there.
CREATE TABLE draft_copy (
  user_id TEXT NOT NULL,
  place TEXT NOT NULL,
  copy INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, place, copy)
);
INSERT INTO draft_copy (user_id, place, body, saved_at)
  SELECT user_id, place, body, saved_at FROM draft ORDER BY user_id, place;
DROP TABLE draft;
ALTER TABLE draft_copy RENAME TO draft;
