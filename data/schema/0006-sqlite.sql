-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Names are found by their letters and by their sound. kl_name_sounds() is there while migrating.

DROP TRIGGER pupil_text_insert;
DROP TRIGGER pupil_text_update;
DROP TRIGGER pupil_text_delete;
DROP TABLE pupil_text;

UPDATE pupil SET sounds = kl_name_sounds (name_folded);
UPDATE pupil_merged SET sounds = kl_name_sounds (name_folded);

CREATE VIRTUAL TABLE pupil_text USING fts5 (
  name_folded, sounds, content='pupil', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);
INSERT INTO pupil_text (pupil_text) VALUES ('rebuild');

CREATE TRIGGER pupil_text_insert AFTER INSERT ON pupil
BEGIN
  INSERT INTO pupil_text (rowid, name_folded, sounds)
    VALUES (new.id, new.name_folded, new.sounds);
END;

CREATE TRIGGER pupil_text_update AFTER UPDATE OF name_folded, sounds ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded, sounds)
    VALUES ('delete', old.id, old.name_folded, old.sounds);
  INSERT INTO pupil_text (rowid, name_folded, sounds)
    VALUES (new.id, new.name_folded, new.sounds);
END;

CREATE TRIGGER pupil_text_delete AFTER DELETE ON pupil
BEGIN
  INSERT INTO pupil_text (pupil_text, rowid, name_folded, sounds)
    VALUES ('delete', old.id, old.name_folded, old.sounds);
END;
