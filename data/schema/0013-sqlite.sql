-- SPDX-License-Identifier: GPL-3.0-or-later

-- The names of a school are few enough to find a beginning among the words themselves, and three
-- more words for each of theirs made up a fifth of the work of bringing a school in.

DROP TABLE pupil_text;
CREATE VIRTUAL TABLE pupil_text USING fts5 (
  name_folded, sounds, content='pupil_words', content_rowid='id',
  tokenize='school_words remove_diacritics 2'
);
INSERT INTO pupil_text (pupil_text, rank) VALUES ('secure-delete', 1), ('hashsize', 33554432);
INSERT INTO pupil_text (pupil_text) VALUES ('rebuild');
INSERT INTO pupil_text (pupil_text, rank) VALUES ('hashsize', 1048576);
