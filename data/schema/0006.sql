-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- How the words of a name sound, see model/kl-name-sound.h; written with the name itself.

ALTER TABLE pupil ADD COLUMN sounds TEXT NOT NULL DEFAULT '';
ALTER TABLE pupil_merged ADD COLUMN sounds TEXT NOT NULL DEFAULT '';
