/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case-fixture.h"

G_BEGIN_DECLS

/* A case, a meeting with a point, and a referral to make the edits in. */
void random_edits_set_up (VaultFixture *fixture);

/* So many edits of everything that can name a pupil, and of actions. */
void random_edits_make (VaultFixture *fixture, int n);

void random_edits_add_case (VaultFixture *fixture);
void random_edits_add_entry (VaultFixture *fixture);
void random_edits_add_consent (VaultFixture *fixture);

/* Somebody who is there: a double cannot be chosen in a window. */
gint64 random_edits_choose_pupil (VaultFixture *fixture);
gint64 random_edits_choose_case (VaultFixture *fixture);

G_END_DECLS
