/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-view.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_COMPOSER (kl_composer_get_type ())
G_DECLARE_FINAL_TYPE (KlComposer, kl_composer, KL, COMPOSER, AdwBin)

void kl_composer_set_session (KlComposer *self, KlSession *session, gint64 case_id);
void kl_composer_set_people (KlComposer *self,
                             const KlCaseView *view,
                             GPtrArray *professionals,
                             GPtrArray *partners);
void kl_composer_set_narrow (KlComposer *self, gboolean narrow);
void kl_composer_set_marks_only (KlComposer *self, gboolean marks_only);
void kl_composer_propose_step (KlComposer *self, int step);
void kl_composer_choose_kind (KlComposer *self, guint position);

G_END_DECLS
