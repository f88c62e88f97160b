-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the documents say is found as what was written is.

CREATE VIRTUAL TABLE attachment_text USING fts5 (
  name, body, content='attachment', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3 4'
);

CREATE TRIGGER attachment_text_insert AFTER INSERT ON attachment
BEGIN
  INSERT INTO attachment_text (rowid, name, body) VALUES (new.id, new.name, new.body);
END;

CREATE TRIGGER attachment_text_update AFTER UPDATE OF name, body ON attachment
BEGIN
  INSERT INTO attachment_text (attachment_text, rowid, name, body)
    VALUES ('delete', old.id, old.name, old.body);
  INSERT INTO attachment_text (rowid, name, body) VALUES (new.id, new.name, new.body);
END;

CREATE TRIGGER attachment_text_delete AFTER DELETE ON attachment
BEGIN
  INSERT INTO attachment_text (attachment_text, rowid, name, body)
    VALUES ('delete', old.id, old.name, old.body);
END;

-- What was attached stays what it was: it can be taken away, not exchanged.
CREATE TRIGGER attachment_stays BEFORE UPDATE ON attachment
  WHEN old.removed_on <> 0 OR new.removed_on = 0 OR new.hash <> old.hash OR new.id <> old.id
    OR new.size <> old.size
BEGIN
  SELECT RAISE (ABORT, 'a document that was attached stays as it was');
END;
CREATE TRIGGER attachment_piece_stays BEFORE UPDATE ON attachment_piece
BEGIN
  SELECT RAISE (ABORT, 'a document that was attached stays as it was');
END;
