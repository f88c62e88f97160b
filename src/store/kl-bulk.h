/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

gboolean kl_bulk_drop_indexes (KlDb *db, const char *table, char **made_by, GError **error);
gboolean kl_bulk_make_indexes (KlDb *db, const char *made_by, GError **error);

G_END_DECLS
