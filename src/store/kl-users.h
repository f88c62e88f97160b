/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

gboolean kl_users_add (KlDb *db,
                       const char *user_id,
                       const char *name,
                       gint64 professional_id,
                       GError **error);
gboolean
kl_users_set_professional (KlDb *db, const char *user_id, gint64 professional_id, GError **error);
KlProfessional *kl_users_get_professional (KlDb *db, const char *user_id, GError **error);
char *kl_users_get_name (KlDb *db, const char *user_id, GError **error);

G_END_DECLS
