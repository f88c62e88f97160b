-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What schema 1 needs in SQLite's own words: triggers and the text index.

CREATE TRIGGER entry_keeps_versions BEFORE UPDATE OF
  version, kind, happened_on, happened_at, recorded_at, author_kind, author_id, visibility, body,
  decision, reason ON entry
BEGIN
  SELECT RAISE (ABORT, 'a correction is a new version')
    WHERE new.version <> old.version + 1 OR new.case_id <> old.case_id;
  INSERT INTO entry_version (entry_id, version, kind, happened_on, happened_at, recorded_at,
                             author_kind, author_id, visibility, body, decision, reason)
    VALUES (old.id, old.version, old.kind, old.happened_on, old.happened_at, old.recorded_at,
            old.author_kind, old.author_id, old.visibility, old.body, old.decision, old.reason);
END;

CREATE TRIGGER entry_version_stays BEFORE UPDATE ON entry_version
BEGIN
  SELECT RAISE (ABORT, 'an old version stays as it was');
END;

-- A REPLACE would put a row in the place of another without an update or delete.
CREATE TRIGGER entry_stays_in_place BEFORE INSERT ON entry
  WHEN EXISTS (SELECT 1 FROM entry WHERE id = new.id)
BEGIN
  SELECT RAISE (ABORT, 'a correction is a new version');
END;

CREATE TRIGGER entry_version_stays_in_place BEFORE INSERT ON entry_version
  WHEN EXISTS (SELECT 1 FROM entry_version WHERE entry_id = new.entry_id AND version = new.version)
BEGIN
  SELECT RAISE (ABORT, 'an old version stays as it was');
END;

-- FAIL, since ABORT would have to prepare for undoing each line by itself, which an import feels.
CREATE TRIGGER audit_follows BEFORE INSERT ON audit_record
  WHEN new.id <> (SELECT coalesce (max (id), 0) + 1 FROM audit_record)
BEGIN
  SELECT RAISE (FAIL, 'the log only grows');
END;

CREATE TRIGGER audit_stays_update BEFORE UPDATE ON audit_record
BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;

CREATE TRIGGER audit_stays_delete BEFORE DELETE ON audit_record
BEGIN
  SELECT RAISE (ABORT, 'the log only grows');
END;

CREATE VIRTUAL TABLE entry_text USING fts5 (
  body, decision, content='entry', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER entry_text_insert AFTER INSERT ON entry
BEGIN
  INSERT INTO entry_text (rowid, body, decision) VALUES (new.id, new.body, new.decision);
END;

CREATE TRIGGER entry_text_update AFTER UPDATE OF body, decision ON entry
BEGIN
  INSERT INTO entry_text (entry_text, rowid, body, decision)
    VALUES ('delete', old.id, old.body, old.decision);
  INSERT INTO entry_text (rowid, body, decision) VALUES (new.id, new.body, new.decision);
END;

CREATE TRIGGER entry_text_delete AFTER DELETE ON entry
BEGIN
  INSERT INTO entry_text (entry_text, rowid, body, decision)
    VALUES ('delete', old.id, old.body, old.decision);
END;

CREATE VIRTUAL TABLE case_text USING fts5 (
  title, content='care_case', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER case_text_insert AFTER INSERT ON care_case
BEGIN
  INSERT INTO case_text (rowid, title) VALUES (new.id, new.title);
END;

CREATE TRIGGER case_text_update AFTER UPDATE OF title ON care_case
BEGIN
  INSERT INTO case_text (case_text, rowid, title) VALUES ('delete', old.id, old.title);
  INSERT INTO case_text (rowid, title) VALUES (new.id, new.title);
END;

CREATE TRIGGER case_text_delete AFTER DELETE ON care_case
BEGIN
  INSERT INTO case_text (case_text, rowid, title) VALUES ('delete', old.id, old.title);
END;

-- Names are kept folded beside the name itself, so that accents, prefixes and case are gone
-- before the index sees them.
CREATE VIRTUAL TABLE pupil_text USING fts5 (
  name_folded, content='pupil', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER pupil_text_insert AFTER INSERT ON pupil
BEGIN
  INSERT INTO pupil_text (rowid, name_folded) VALUES (new.id, new.name_folded);
END;

CREATE TRIGGER pupil_text_update AFTER UPDATE OF name_folded ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded) VALUES ('delete', old.id, old.name_folded);
  INSERT INTO pupil_text (rowid, name_folded) VALUES (new.id, new.name_folded);
END;

CREATE TRIGGER pupil_text_delete AFTER DELETE ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded) VALUES ('delete', old.id, old.name_folded);
END;

CREATE VIRTUAL TABLE action_text USING fts5 (
  body, content='action', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER action_text_insert AFTER INSERT ON action
BEGIN
  INSERT INTO action_text (rowid, body) VALUES (new.id, new.body);
END;

CREATE TRIGGER action_text_update AFTER UPDATE OF body ON action
BEGIN
  INSERT INTO action_text (action_text, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO action_text (rowid, body) VALUES (new.id, new.body);
END;

CREATE TRIGGER action_text_delete AFTER DELETE ON action
BEGIN
  INSERT INTO action_text (action_text, rowid, body) VALUES ('delete', old.id, old.body);
END;
