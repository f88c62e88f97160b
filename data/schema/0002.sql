-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Schema 2: the help around a school in full. What SQLite alone understands stands in
-- 0002-sqlite.sql. Numbers that are not known are -1, days that are not known 0.

-- A partner without a school is there for every school of the vault. One that stopped stays, and
-- so does one that was a double of another: merged_into says of which. What other programs keep
-- and this one has no column for stands in extra, a JSON object of texts.
ALTER TABLE partner ADD COLUMN school_id INTEGER REFERENCES school (id);
ALTER TABLE partner ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN url TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN postcode TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN town TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE partner ADD COLUMN longitude DOUBLE PRECISION;
ALTER TABLE partner ADD COLUMN opening_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN urgent_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN waiting_days INTEGER NOT NULL DEFAULT -1;
ALTER TABLE partner ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN stopped_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN stopped_why TEXT NOT NULL DEFAULT '';
ALTER TABLE partner ADD COLUMN checked_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN preset INTEGER NOT NULL DEFAULT 0;
ALTER TABLE partner ADD COLUMN merged_into INTEGER REFERENCES partner (id);
ALTER TABLE partner ADD COLUMN external_id TEXT;
ALTER TABLE partner ADD COLUMN extra TEXT NOT NULL DEFAULT '';

CREATE TABLE partner_service (
  id INTEGER PRIMARY KEY,
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  for_whom TEXT NOT NULL DEFAULT '',
  min_age INTEGER NOT NULL DEFAULT -1,
  max_age INTEGER NOT NULL DEFAULT -1,
  costs TEXT NOT NULL DEFAULT '',
  how_to_refer TEXT NOT NULL DEFAULT '',
  consent_needed TEXT NOT NULL DEFAULT '',
  waiting_days INTEGER NOT NULL DEFAULT -1,
  checked_on INTEGER NOT NULL DEFAULT 0,
  stopped_on INTEGER NOT NULL DEFAULT 0,
  url TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  external_id TEXT,
  extra TEXT NOT NULL DEFAULT ''
);
CREATE INDEX service_by_partner ON partner_service (partner_id, position, id);

CREATE TABLE partner_contact (
  id INTEGER PRIMARY KEY,
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  position INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  role TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  first_met INTEGER NOT NULL DEFAULT 0,
  left_on INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  extra TEXT NOT NULL DEFAULT ''
);
CREATE INDEX contact_by_partner ON partner_contact (partner_id, position, id);

-- When somebody of the school spoke to somebody of the partner; the contact person may be unknown.
CREATE TABLE partner_talk (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  contact_id INTEGER REFERENCES partner_contact (id),
  professional_id INTEGER REFERENCES professional (id),
  day INTEGER NOT NULL,
  kind INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX talk_by_partner ON partner_talk (partner_id, school_id, day);
CREATE INDEX talk_by_contact ON partner_talk (contact_id, day);

-- Rows of other programs that belong to a partner and fit nowhere else, whole, so that what came
-- in can go out: the name of their table, their own id, and a JSON object of texts.
CREATE TABLE partner_record (
  id INTEGER PRIMARY KEY,
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  source TEXT NOT NULL,
  position INTEGER NOT NULL DEFAULT 0,
  external_id TEXT,
  fields TEXT NOT NULL
);
CREATE INDEX record_by_partner ON partner_record (partner_id, source, position, id);

-- Wijken and buurten. The outline is packed as in model/kl-area.h.
CREATE TABLE area (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL DEFAULT '',
  kind INTEGER NOT NULL DEFAULT 0,
  parent_code TEXT,
  municipality TEXT NOT NULL DEFAULT '',
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  outline BLOB
);
CREATE INDEX area_by_kind ON area (kind, code);

-- Where a partner works; without rows everywhere. A name whose wijk is not known yet has no code.
CREATE TABLE partner_area (
  partner_id INTEGER NOT NULL REFERENCES partner (id),
  position INTEGER NOT NULL,
  code TEXT,
  name TEXT NOT NULL,
  PRIMARY KEY (partner_id, position)
);
CREATE INDEX partner_by_area ON partner_area (code);

ALTER TABLE school ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE school ADD COLUMN postcode TEXT NOT NULL DEFAULT '';
ALTER TABLE school ADD COLUMN town TEXT NOT NULL DEFAULT '';
ALTER TABLE school ADD COLUMN latitude DOUBLE PRECISION;
ALTER TABLE school ADD COLUMN longitude DOUBLE PRECISION;

ALTER TABLE referral ADD COLUMN service_id INTEGER REFERENCES partner_service (id);
ALTER TABLE referral ADD COLUMN contact_id INTEGER REFERENCES partner_contact (id);
ALTER TABLE referral ADD COLUMN parent_id INTEGER REFERENCES referral (id);
ALTER TABLE referral ADD COLUMN categories INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN ground INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN ground_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE referral ADD COLUMN prepared_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN received_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN started_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN feedback_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN reminded_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE referral ADD COLUMN declined_why TEXT NOT NULL DEFAULT '';
ALTER TABLE referral ADD COLUMN redirected_to INTEGER REFERENCES partner (id);
ALTER TABLE referral ADD COLUMN redirected_name TEXT;
ALTER TABLE referral ADD COLUMN bridging_by INTEGER REFERENCES professional (id);
CREATE INDEX referral_by_partner ON referral (partner_id, school_id, sent_on);
CREATE INDEX referral_by_parent ON referral (parent_id);
CREATE INDEX referral_by_days ON referral (school_id, sent_on, partner_id);

-- Of whom it is; without rows of everybody in the case.
CREATE TABLE referral_pupil (
  referral_id INTEGER NOT NULL REFERENCES referral (id),
  pupil_id INTEGER NOT NULL REFERENCES pupil (id),
  PRIMARY KEY (referral_id, pupil_id)
);
CREATE INDEX referral_by_pupil ON referral_pupil (pupil_id);

-- What happened to a referral, in the order in which it was written down.
CREATE TABLE referral_event (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES school (id),
  referral_id INTEGER NOT NULL REFERENCES referral (id),
  kind INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  professional_id INTEGER REFERENCES professional (id),
  partner_id INTEGER REFERENCES partner (id),
  note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_by_referral ON referral_event (referral_id, id);

-- purposes and categories are sets of bits; 0 is all of them.
ALTER TABLE consent ADD COLUMN purposes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN categories INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN manner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN pupil_id INTEGER REFERENCES pupil (id);
ALTER TABLE consent ADD COLUMN withdrawn_on INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN withdrawn_why TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE consent ADD COLUMN recorded_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE consent ADD COLUMN recorded_by INTEGER REFERENCES professional (id);
CREATE INDEX consent_by_receiver ON consent (receiver_kind, receiver_id);

-- A withdrawal of before closed its days by itself. 2 is withdrawn.
UPDATE consent SET withdrawn_on = last_day WHERE status = 2;

-- What is known of referrals made before: 1 sent, 3 accepted, 4 declined, 5 started, 6 finished,
-- 7 withdrawn. Events have the numbers of the states.
INSERT INTO referral_event (school_id, referral_id, kind, day, recorded_at, professional_id,
                            partner_id)
  SELECT school_id, id, 1, sent_on, 0, sender_id, sender_partner_id FROM referral
    WHERE sent_on <> 0 ORDER BY id;
INSERT INTO referral_event (school_id, referral_id, kind, day, recorded_at)
  SELECT school_id, id, CASE WHEN status = 4 THEN 4 ELSE 3 END, answered_on, 0 FROM referral
    WHERE answered_on <> 0 ORDER BY id;
INSERT INTO referral_event (school_id, referral_id, kind, day, recorded_at)
  SELECT school_id, id, status, ended_on, 0 FROM referral
    WHERE ended_on <> 0 AND status IN (6, 7) ORDER BY id;
INSERT INTO referral_event (school_id, referral_id, kind, day, recorded_at)
  SELECT school_id, id, status, answered_on, 0 FROM referral
    WHERE status = 5 AND answered_on <> 0 ORDER BY id;

-- Safe at Home answers day and night, in every school. 5 is the ring of safety, 1 its preset.
UPDATE partner SET preset = 1 WHERE id = (SELECT min (id) FROM partner
  WHERE lower (name) = 'veilig thuis');
INSERT INTO partner (name, kind, ring, area, phone, urgent_phone, url, opening_hours, description,
                     preset)
  SELECT 'Veilig Thuis', 'safety', 5, '', '0800-2000', '0800-2000', 'https://veiligthuis.nl',
         'Dag en nacht, alle dagen',
         'Advies- en meldpunt huiselijk geweld en kindermishandeling', 1
    WHERE NOT EXISTS (SELECT 1 FROM partner WHERE preset = 1);
UPDATE partner SET phone = coalesce (phone, '0800-2000'), urgent_phone = '0800-2000'
  WHERE preset = 1;

-- When a partner was last spoken to stands in the timelines too.
CREATE INDEX entry_by_partner ON entry (partner_id, school_id, kind, happened_on)
  WHERE partner_id IS NOT NULL;

-- The lists of cases page by key in three orders; open ones are few among many closed ones, so
-- that they have indexes of their own.
CREATE INDEX case_by_wait ON care_case
  (school_id, (CASE WHEN last_contact > opened_on THEN last_contact ELSE opened_on END), id);
CREATE INDEX case_by_title ON care_case (school_id, title, id);
CREATE INDEX open_case_by_wait ON care_case
  (school_id, (CASE WHEN last_contact > opened_on THEN last_contact ELSE opened_on END), id)
  WHERE status <> 4;
CREATE INDEX open_case_by_opened ON care_case (school_id, opened_on, id) WHERE status <> 4;
CREATE INDEX open_case_by_title ON care_case (school_id, title, id) WHERE status <> 4;
