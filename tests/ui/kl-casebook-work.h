/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-story.h"

G_BEGIN_DECLS

/* What is done stands beside what was agreed, and is no event; here it is one. */
#define KL_CASEBOOK_DONE "Actie gedaan"

/* What somebody does in the window for what is agreed: actions, what a partner passes on, and the
 * agenda of the next meeting. */

void kl_casebook_agree (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_plan_done (KlCasebookRun *run);
void kl_casebook_do (KlCasebookRun *run, const KlCasebookEntry *entry);
gboolean kl_casebook_is_passed_on (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_pass_on (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_put_on_agenda (KlCasebookRun *run);

G_END_DECLS
