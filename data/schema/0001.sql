-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 1. The subset of SQL that SQLite and PostgreSQL share; triggers and the text index
-- stand in 0001-sqlite.sql. Days are Julian day numbers (KlDate), moments seconds since 1970,
-- words of the field the numbers of model/kl-words.h. Every table that belongs to a school
-- carries school_id, so that a server can be partitioned by it.
--
-- Ids of cases and entries are clustered: case = school * 2^18 + sequence, entry = case * 2^16
-- + sequence; pupil = school * 2^20 + sequence. A timeline is then one run of pages, and a school
-- one range of row numbers in the text index.

CREATE TABLE vault_fact (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE school (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  brin TEXT,
  location_code TEXT,
  neighbourhood TEXT,
  kind INTEGER NOT NULL DEFAULT 0,
  region INTEGER NOT NULL DEFAULT 2,
  contact_norm INTEGER NOT NULL DEFAULT 7 CHECK (contact_norm BETWEEN 1 AND 99),
  regular_hours DOUBLE PRECISION NOT NULL DEFAULT 0
);

CREATE TABLE school_year (
  school_id INTEGER NOT NULL REFERENCES school (id),
  year INTEGER NOT NULL,
  PRIMARY KEY (school_id, year)
);

CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year INTEGER NOT NULL,
  name TEXT NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  CHECK (last_day >= first_day)
);
CREATE INDEX holiday_by_school ON holiday (school_id, first_day);

CREATE TABLE family (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE school_group (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  school_year INTEGER NOT NULL,
  external_key TEXT,
  name TEXT NOT NULL,
  year INTEGER NOT NULL DEFAULT -1,
  combined INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX group_by_school ON school_group (school_id, school_year);

CREATE TABLE pupil (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  family_id INTEGER REFERENCES family (id),
  group_id INTEGER REFERENCES school_group (id),
  external_key TEXT,
  given TEXT NOT NULL DEFAULT '',
  prefix TEXT NOT NULL DEFAULT '',
  surname TEXT NOT NULL DEFAULT '',
  initials TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  birth INTEGER NOT NULL DEFAULT 0,
  sex INTEGER NOT NULL DEFAULT 0,
  year INTEGER NOT NULL DEFAULT -1,
  municipality TEXT,
  postcode TEXT,
  entered_on INTEGER NOT NULL DEFAULT 0,
  left_on INTEGER NOT NULL DEFAULT 0,
  listed INTEGER NOT NULL DEFAULT 1,
  -- The school of a brother or sister when it is none of this vault.
  elsewhere TEXT
);
CREATE INDEX pupil_by_school ON pupil (school_id, sort_key, id);
CREATE INDEX pupil_by_family ON pupil (family_id);
CREATE INDEX pupil_by_group ON pupil (group_id);

CREATE TABLE pupil_group (
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  group_id INTEGER NOT NULL REFERENCES school_group (id),
  PRIMARY KEY (pupil_id, group_id)
);
CREATE INDEX pupil_by_combined_group ON pupil_group (group_id);

CREATE TABLE guardian (
  id INTEGER PRIMARY KEY,
  family_id INTEGER REFERENCES family (id),
  household INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  language TEXT,
  interpreter INTEGER NOT NULL DEFAULT 0,
  municipality TEXT
);

CREATE INDEX guardian_by_family ON guardian (family_id);

CREATE TABLE pupil_guardian (
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  guardian_id INTEGER NOT NULL REFERENCES guardian (id),
  relation INTEGER NOT NULL DEFAULT 2,
  custody INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (pupil_id, guardian_id)
);
CREATE INDEX pupil_by_guardian ON pupil_guardian (guardian_id);

CREATE TABLE professional (
  id INTEGER PRIMARY KEY,
  given TEXT NOT NULL DEFAULT '',
  prefix TEXT NOT NULL DEFAULT '',
  surname TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL,
  name_folded TEXT NOT NULL
);

CREATE TABLE membership (
  professional_id INTEGER NOT NULL REFERENCES professional (id),
  school_id INTEGER NOT NULL REFERENCES school (id),
  role INTEGER NOT NULL DEFAULT 0,
  external_key TEXT,
  hours DOUBLE PRECISION NOT NULL DEFAULT 0,
  first_day INTEGER NOT NULL DEFAULT 0,
  last_day INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (school_id, professional_id)
);
CREATE INDEX membership_by_professional ON membership (professional_id);

CREATE TABLE group_teacher (
  group_id INTEGER NOT NULL REFERENCES school_group (id),
  professional_id INTEGER NOT NULL REFERENCES professional (id),
  PRIMARY KEY (group_id, professional_id)
);

-- Who may open the vault; the id is that of the key slot, the rights hang on memberships.
CREATE TABLE vault_user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  professional_id INTEGER REFERENCES professional (id)
);

CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  ring INTEGER NOT NULL DEFAULT 2,
  area TEXT NOT NULL DEFAULT '',
  phone TEXT,
  usual_days INTEGER NOT NULL DEFAULT -1
);

CREATE TABLE topic (
  id INTEGER PRIMARY KEY,
  theme INTEGER NOT NULL,
  label TEXT NOT NULL,
  UNIQUE (theme, label)
);

CREATE TABLE care_case (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  title TEXT NOT NULL,
  subject INTEGER NOT NULL,
  group_id INTEGER REFERENCES school_group (id),
  family_id INTEGER REFERENCES family (id),
  asked_by INTEGER NOT NULL,
  route INTEGER NOT NULL,
  route_via INTEGER REFERENCES professional (id),
  theme INTEGER NOT NULL,
  status INTEGER NOT NULL,
  support_level INTEGER NOT NULL DEFAULT 1 CHECK (support_level BETWEEN 1 AND 5),
  owner_id INTEGER REFERENCES professional (id),
  trusted_id INTEGER REFERENCES professional (id),
  opened_on INTEGER NOT NULL,
  closed_on INTEGER NOT NULL DEFAULT 0,
  monitor_until INTEGER NOT NULL DEFAULT 0,
  help INTEGER NOT NULL DEFAULT 0,
  led_to_help INTEGER NOT NULL DEFAULT 0,
  passed_on INTEGER NOT NULL DEFAULT 0,
  contact_continues INTEGER NOT NULL DEFAULT 0,
  satisfied INTEGER NOT NULL DEFAULT 0,
  -- Kept with every entry, so that a list needs no timeline.
  last_contact INTEGER NOT NULL DEFAULT 0,
  last_contact_kind INTEGER NOT NULL DEFAULT 0,
  n_entries INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX case_by_school ON care_case (school_id, status, last_contact);
CREATE INDEX case_by_opened ON care_case (school_id, opened_on);
CREATE INDEX case_by_closed ON care_case (school_id, closed_on);

CREATE TABLE case_pupil (
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  role INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (case_id, pupil_id)
);
CREATE INDEX case_by_pupil ON case_pupil (pupil_id, case_id);

CREATE TABLE case_topic (
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  topic_id INTEGER NOT NULL REFERENCES topic (id),
  PRIMARY KEY (case_id, topic_id)
);

-- A face is a professional, a pupil, a guardian, or a partner of which the person is not known
-- yet (person_id 0); person_kind as in KlPersonKind.
CREATE TABLE trust_link (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  position INTEGER NOT NULL,
  person_kind INTEGER NOT NULL,
  person_id INTEGER NOT NULL DEFAULT 0,
  person_name TEXT,
  partner_id INTEGER REFERENCES partner (id),
  introduced_by INTEGER REFERENCES trust_link (id),
  since INTEGER NOT NULL DEFAULT 0,
  reachable INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX trust_by_case ON trust_link (case_id, position);

CREATE TABLE referral (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  sender_id INTEGER REFERENCES professional (id),
  sender_partner_id INTEGER REFERENCES partner (id),
  purpose INTEGER NOT NULL,
  status INTEGER NOT NULL,
  sent_on INTEGER NOT NULL DEFAULT 0,
  expected_on INTEGER NOT NULL DEFAULT 0,
  answered_on INTEGER NOT NULL DEFAULT 0,
  ended_on INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL DEFAULT '',
  bridging TEXT
);
CREATE INDEX referral_by_case ON referral (case_id);
CREATE INDEX referral_by_school ON referral (school_id, status);

CREATE TABLE consent (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  giver_kind INTEGER NOT NULL,
  giver_id INTEGER NOT NULL DEFAULT 0,
  giver_name TEXT,
  receiver_kind INTEGER NOT NULL,
  receiver_id INTEGER NOT NULL DEFAULT 0,
  receiver_name TEXT,
  purpose TEXT NOT NULL DEFAULT '',
  how TEXT NOT NULL DEFAULT '',
  status INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX consent_by_case ON consent (case_id);
CREATE INDEX consent_by_school ON consent (school_id, status, last_day);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  kind INTEGER NOT NULL,
  day INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  place TEXT NOT NULL DEFAULT '',
  settled INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX meeting_by_school ON meeting (school_id, day);

CREATE TABLE attendee (
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  position INTEGER NOT NULL,
  person_kind INTEGER NOT NULL,
  person_id INTEGER NOT NULL DEFAULT 0,
  person_name TEXT,
  chair INTEGER NOT NULL DEFAULT 0,
  present INTEGER NOT NULL DEFAULT 1,
  excuse TEXT,
  PRIMARY KEY (meeting_id, position)
);

CREATE TABLE agenda_item (
  id INTEGER PRIMARY KEY,
  meeting_id INTEGER NOT NULL REFERENCES meeting (id),
  case_id INTEGER REFERENCES care_case (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  question TEXT NOT NULL DEFAULT '',
  minutes INTEGER NOT NULL DEFAULT 10 CHECK (minutes BETWEEN 0 AND 600),
  ready INTEGER NOT NULL DEFAULT 0,
  writer_id INTEGER REFERENCES professional (id),
  decision TEXT NOT NULL DEFAULT ''
);
CREATE INDEX agenda_by_meeting ON agenda_item (meeting_id, position);
CREATE INDEX agenda_by_case ON agenda_item (case_id);

CREATE TABLE action (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER REFERENCES care_case (id),
  meeting_id INTEGER REFERENCES meeting (id),
  body TEXT NOT NULL,
  owner_id INTEGER REFERENCES professional (id),
  due INTEGER NOT NULL DEFAULT 0,
  agreed_on INTEGER NOT NULL,
  done_on INTEGER NOT NULL DEFAULT 0,
  done_by INTEGER REFERENCES professional (id)
);
CREATE INDEX action_by_case ON action (case_id);
CREATE INDEX action_by_school ON action (school_id, done_on, due);

-- The current words of an entry. A correction writes a new version over it; a trigger first
-- keeps the old one in entry_version, so that no statement can lose it.
CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  case_id INTEGER NOT NULL REFERENCES care_case (id),
  version INTEGER NOT NULL DEFAULT 1,
  kind INTEGER NOT NULL,
  happened_on INTEGER NOT NULL,
  happened_at INTEGER NOT NULL DEFAULT -1,
  recorded_at INTEGER NOT NULL,
  author_kind INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  visibility INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  partner_id INTEGER REFERENCES partner (id),
  referral_id INTEGER REFERENCES referral (id),
  action_id INTEGER REFERENCES action (id),
  consent_id INTEGER REFERENCES consent (id),
  meeting_id INTEGER REFERENCES meeting (id),
  meldcode_step INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entry_strip ON entry (case_id, happened_on, kind, visibility);

CREATE TABLE entry_version (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  version INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  happened_on INTEGER NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author_kind INTEGER NOT NULL,
  author_id INTEGER NOT NULL,
  visibility INTEGER NOT NULL,
  body TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (entry_id, version)
);

CREATE TABLE entry_person (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  position INTEGER NOT NULL,
  person_kind INTEGER NOT NULL,
  person_id INTEGER NOT NULL DEFAULT 0,
  person_name TEXT,
  PRIMARY KEY (entry_id, position)
);

CREATE TABLE entry_pupil (
  entry_id INTEGER NOT NULL REFERENCES entry (id),
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  PRIMARY KEY (entry_id, pupil_id)
);

-- Words not saved yet: one row per composer, so that they survive a crash.
CREATE TABLE draft (
  user_id TEXT NOT NULL,
  place TEXT NOT NULL,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, place)
);

CREATE TABLE audit_record (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  user_id TEXT NOT NULL,
  act INTEGER NOT NULL,
  subject INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,
  school_id INTEGER NOT NULL DEFAULT 0,
  pupil_id INTEGER NOT NULL DEFAULT 0,
  ground TEXT NOT NULL DEFAULT '',
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
);
CREATE INDEX audit_by_pupil ON audit_record (pupil_id, id);
