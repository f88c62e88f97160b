-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A meeting in other people's calendars, and a point that is taken up again.

-- uid is the same wherever the meeting goes; sequence counts how often its day, time or place
-- changed, so that a calendar knows which of two is the newer.
ALTER TABLE meeting ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;

-- What a level or a status was before a decision changed it; -1 where nobody wrote it down.
ALTER TABLE decision ADD COLUMN was INTEGER NOT NULL DEFAULT -1;
ALTER TABLE decision ADD COLUMN was_day INTEGER NOT NULL DEFAULT 0;
