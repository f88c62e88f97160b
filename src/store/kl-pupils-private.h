/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/* For every file that reads pupils: p is the pupil, s the school, g the class. */
#define KL_PUPIL_COLUMNS                                                                           \
  "p.id, p.school_id, p.family_id, p.group_id, p.external_key, p.given, p.prefix, p.surname,"      \
  " p.initials, p.birth, p.sex, p.year, p.municipality, p.postcode, p.entered_on, p.left_on,"      \
  " p.listed, p.elsewhere, coalesce (p.elsewhere, s.name), g.name"

KlPupil *kl_pupils_read (KlStmt *stmt);

G_END_DECLS
