/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

gint64 kl_partners_add (KlDb *db, const KlPartner *partner, GError **error);
GPtrArray *kl_partners_list (KlDb *db, GError **error);

G_END_DECLS
