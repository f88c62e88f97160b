/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-story.h"

G_BEGIN_DECLS

/* What somebody does in the window for one thing that a case tells. */

void kl_casebook_catch (KlCasebookRun *run, const KlCasebookEntry *first);
void kl_casebook_rename (KlCasebookRun *run);
gboolean kl_casebook_needs_its_day (const KlCasebookEntry *entry);
void kl_casebook_enter (KlCasebookRun *run, const KlCasebookEntry *entry);
void kl_casebook_finish (KlCasebookRun *run);

G_END_DECLS
