/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

gboolean kl_demo_fill (KlDb *db, KlDate today, GError **error);

G_END_DECLS
