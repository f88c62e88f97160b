/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-story.h"

G_BEGIN_DECLS

/* What somebody does in the window for a care team that had the case on its agenda. */

void kl_casebook_hold_team (KlCasebookRun *run, const KlCasebookEntry *entry);

G_END_DECLS
