/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_SEARCH_DIALOG (kl_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlSearchDialog, kl_search_dialog, KL, SEARCH_DIALOG, AdwDialog)

AdwDialog *kl_search_dialog_new (KlSession *session);

G_END_DECLS
