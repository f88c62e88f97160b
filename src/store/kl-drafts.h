/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

gboolean kl_drafts_save (KlDb *db, const char *place, const char *text, GError **error);
gboolean
kl_drafts_load (KlDb *db, const char *place, char **text, gint64 *saved_at, GError **error);
gboolean kl_drafts_clear (KlDb *db, const char *place, GError **error);

G_END_DECLS
