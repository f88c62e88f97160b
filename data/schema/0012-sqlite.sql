-- SPDX-License-Identifier: GPL-3.0-or-later

-- In front of every text stands its school, see kl-db-tokenizer.c: a word is then looked up in one
-- school as fast as if there were no others. Of what is corrected or taken away the words go
-- at once, and do not wait in the index until pieces of it are put together.

DROP TRIGGER pupil_text_insert;
DROP TRIGGER pupil_text_update;
DROP TRIGGER pupil_text_delete;
DROP TABLE pupil_text;
CREATE VIEW pupil_words AS
  SELECT id,
    format ('%08x', school_id) || name_folded AS name_folded,
    format ('%08x', school_id) || sounds AS sounds
  FROM pupil;
CREATE VIRTUAL TABLE pupil_text USING fts5 (
  name_folded, sounds, content='pupil_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2', prefix='10 11 12'
);
INSERT INTO pupil_text (pupil_text, rank) VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO pupil_text (pupil_text) VALUES ('rebuild');
INSERT INTO pupil_text (pupil_text, rank) VALUES ('hashsize', 1048576);
CREATE TRIGGER pupil_text_insert AFTER INSERT ON pupil
BEGIN
  INSERT INTO pupil_text (rowid, name_folded, sounds)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.name_folded,
            format ('%08x', new.school_id) || new.sounds);
END;
CREATE TRIGGER pupil_text_update AFTER UPDATE OF name_folded, sounds, school_id ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded, sounds)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.name_folded,
            format ('%08x', old.school_id) || old.sounds);
  INSERT INTO pupil_text (rowid, name_folded, sounds)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.name_folded,
            format ('%08x', new.school_id) || new.sounds);
END;
CREATE TRIGGER pupil_text_delete AFTER DELETE ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded, sounds)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.name_folded,
            format ('%08x', old.school_id) || old.sounds);
END;

DROP TRIGGER case_text_insert;
DROP TRIGGER case_text_update;
DROP TRIGGER case_text_delete;
DROP TABLE case_text;
CREATE VIEW case_words AS
  SELECT id,
    format ('%08x', school_id) || title AS title
  FROM care_case;
CREATE VIRTUAL TABLE case_text USING fts5 (
  title, content='case_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2', prefix='10 11 12'
);
INSERT INTO case_text (case_text, rank) VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO case_text (case_text) VALUES ('rebuild');
INSERT INTO case_text (case_text, rank) VALUES ('hashsize', 1048576);
CREATE TRIGGER case_text_insert AFTER INSERT ON care_case
BEGIN
  INSERT INTO case_text (rowid, title)
    VALUES (new.id, format ('%08x', new.school_id) || new.title);
END;
CREATE TRIGGER case_text_update AFTER UPDATE OF title, school_id ON care_case
BEGIN
  INSERT INTO case_text (case_text, rowid, title)
    VALUES ('delete', old.id, format ('%08x', old.school_id) || old.title);
  INSERT INTO case_text (rowid, title)
    VALUES (new.id, format ('%08x', new.school_id) || new.title);
END;
CREATE TRIGGER case_text_delete AFTER DELETE ON care_case
BEGIN
  INSERT INTO case_text (case_text, rowid, title)
    VALUES ('delete', old.id, format ('%08x', old.school_id) || old.title);
END;

DROP TRIGGER entry_text_insert;
DROP TRIGGER entry_text_update;
DROP TRIGGER entry_text_delete;
DROP TABLE entry_text;
CREATE VIEW entry_words AS
  SELECT id,
    format ('%08x', school_id) || body AS body,
    format ('%08x', school_id) || decision AS decision
  FROM entry;
CREATE VIRTUAL TABLE entry_text USING fts5 (
  body, decision, content='entry_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2', prefix='10 11 12'
);
INSERT INTO entry_text (entry_text, rank) VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO entry_text (entry_text) VALUES ('rebuild');
INSERT INTO entry_text (entry_text, rank) VALUES ('hashsize', 1048576);
CREATE TRIGGER entry_text_insert AFTER INSERT ON entry
BEGIN
  INSERT INTO entry_text (rowid, body, decision)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.body,
            format ('%08x', new.school_id) || new.decision);
END;
CREATE TRIGGER entry_text_update AFTER UPDATE OF body, decision, school_id ON entry
BEGIN
  INSERT INTO entry_text (entry_text, rowid, body, decision)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.body,
            format ('%08x', old.school_id) || old.decision);
  INSERT INTO entry_text (rowid, body, decision)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.body,
            format ('%08x', new.school_id) || new.decision);
END;
CREATE TRIGGER entry_text_delete AFTER DELETE ON entry
BEGIN
  INSERT INTO entry_text (entry_text, rowid, body, decision)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.body,
            format ('%08x', old.school_id) || old.decision);
END;

DROP TRIGGER action_text_insert;
DROP TRIGGER action_text_update;
DROP TRIGGER action_text_delete;
DROP TABLE action_text;
CREATE VIEW action_words AS
  SELECT id,
    format ('%08x', school_id) || body AS body
  FROM action;
CREATE VIRTUAL TABLE action_text USING fts5 (
  body, content='action_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2', prefix='10 11 12'
);
INSERT INTO action_text (action_text, rank) VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO action_text (action_text) VALUES ('rebuild');
INSERT INTO action_text (action_text, rank) VALUES ('hashsize', 1048576);
CREATE TRIGGER action_text_insert AFTER INSERT ON action
BEGIN
  INSERT INTO action_text (rowid, body)
    VALUES (new.id, format ('%08x', new.school_id) || new.body);
END;
CREATE TRIGGER action_text_update AFTER UPDATE OF body, school_id ON action
BEGIN
  INSERT INTO action_text (action_text, rowid, body)
    VALUES ('delete', old.id, format ('%08x', old.school_id) || old.body);
  INSERT INTO action_text (rowid, body)
    VALUES (new.id, format ('%08x', new.school_id) || new.body);
END;
CREATE TRIGGER action_text_delete AFTER DELETE ON action
BEGIN
  INSERT INTO action_text (action_text, rowid, body)
    VALUES ('delete', old.id, format ('%08x', old.school_id) || old.body);
END;

DROP TRIGGER attachment_text_insert;
DROP TRIGGER attachment_text_update;
DROP TRIGGER attachment_text_delete;
DROP TABLE attachment_text;
CREATE VIEW attachment_words AS
  SELECT id,
    format ('%08x', school_id) || name AS name,
    format ('%08x', school_id) || body AS body
  FROM attachment;
CREATE VIRTUAL TABLE attachment_text USING fts5 (
  name, body, content='attachment_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2', prefix='10 11 12'
);
INSERT INTO attachment_text (attachment_text, rank)
  VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO attachment_text (attachment_text) VALUES ('rebuild');
INSERT INTO attachment_text (attachment_text, rank) VALUES ('hashsize', 1048576);
CREATE TRIGGER attachment_text_insert AFTER INSERT ON attachment
BEGIN
  INSERT INTO attachment_text (rowid, name, body)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.name,
            format ('%08x', new.school_id) || new.body);
END;
CREATE TRIGGER attachment_text_update AFTER UPDATE OF name, body, school_id ON attachment
BEGIN
  INSERT INTO attachment_text (attachment_text, rowid, name, body)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.name,
            format ('%08x', old.school_id) || old.body);
  INSERT INTO attachment_text (rowid, name, body)
    VALUES (new.id,
            format ('%08x', new.school_id) || new.name,
            format ('%08x', new.school_id) || new.body);
END;
CREATE TRIGGER attachment_text_delete AFTER DELETE ON attachment
BEGIN
  INSERT INTO attachment_text (attachment_text, rowid, name, body)
    VALUES ('delete', old.id,
            format ('%08x', old.school_id) || old.name,
            format ('%08x', old.school_id) || old.body);
END;
