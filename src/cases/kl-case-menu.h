/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-case-view.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_MENU (kl_case_menu_get_type ())
G_DECLARE_FINAL_TYPE (KlCaseMenu, kl_case_menu, KL, CASE_MENU, GObject)

KlCaseMenu *kl_case_menu_new (void);
GActionGroup *kl_case_menu_get_actions (KlCaseMenu *self);
GMenuModel *kl_case_menu_get_model (KlCaseMenu *self);
void kl_case_menu_set_view (KlCaseMenu *self, const KlCaseView *view, GPtrArray *professionals);

G_END_DECLS
