/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-network.h"

G_BEGIN_DECLS

KlNetworkFacts *kl_network_load_facts (KlDb *db, gint64 school_id, KlDate today, GError **error);

G_END_DECLS
