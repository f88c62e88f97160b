/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-story.h"

G_BEGIN_DECLS

/* What somebody does in the window for what stands beside the timeline: referrals and their
 * answers, the chain of trust, who has the case, how it stands. */

void kl_casebook_refer (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_answer (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_close (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_set_facts (KlCasebookRun *run);
void kl_casebook_set_status (KlCasebookRun *run);

G_END_DECLS
