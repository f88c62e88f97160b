/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-words.h"

G_BEGIN_DECLS

guint kl_partner_kinds_count (void);
const char *kl_partner_kinds_get (guint position);
int kl_partner_kinds_find (const char *kind);
const char *kl_partner_kind_get_label (const char *kind);
KlRing kl_partner_kind_get_ring (const char *kind);

G_END_DECLS
