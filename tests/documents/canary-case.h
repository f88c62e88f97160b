/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "case-fixture.h"

G_BEGIN_DECLS

/* A case with a word of its own in every field, and everything that a document holds. */

#define PIETER 3 /* father of Jelle, who lives elsewhere */

gint64 canary_case_add (VaultFixture *fixture);
void canary_case_add_entry (VaultFixture *fixture,
                            gint64 case_id,
                            KlEntryKind kind,
                            int days,
                            KlVisibility visibility,
                            const char *word,
                            KlPersonKind person_kind,
                            gint64 person_id,
                            gint64 pupil_id);
GString *canary_read (GBytes *bytes);
gboolean canary_has (const GString *all, const char *word);

G_END_DECLS
