/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-casebook-story.h"

G_BEGIN_DECLS

/* What somebody does in the window for the wheel of well-being. */

void kl_casebook_turn_wheel (KlCasebookRun *run);

G_END_DECLS
