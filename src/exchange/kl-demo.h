/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

/* Who the user of a demo is: one of the people in it. */
#define KL_DEMO_USER_NAME "Samira Bouali"

gboolean kl_demo_fill (KlDb *db, KlDate today, GError **error);
gboolean kl_demo_fill_as (KlDb *db, const char *user, KlDate today, GError **error);

G_END_DECLS
