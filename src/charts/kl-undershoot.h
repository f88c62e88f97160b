/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kl_undershoot_expect (AdwToolbarView *view, gboolean top, gboolean bottom);

G_END_DECLS
