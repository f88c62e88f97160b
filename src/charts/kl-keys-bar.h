/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_KEYS_BAR (kl_keys_bar_get_type ())
G_DECLARE_FINAL_TYPE (KlKeysBar, kl_keys_bar, KL, KEYS_BAR, AdwBin)

void kl_keys_bar_set_hints (KlKeysBar *self, GtkStringList *hints);

G_END_DECLS
