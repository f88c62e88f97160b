/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-network-sheet.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

KlNetworkSheet *
kl_network_sheet_load (KlDb *db, gint64 school_id, KlDate day, KlDate today, GError **error);

G_END_DECLS
