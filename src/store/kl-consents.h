/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

gint64 kl_consents_add (KlDb *db, const KlConsent *consent, GError **error);
gboolean kl_consents_withdraw (KlDb *db, gint64 consent_id, KlDate day, GError **error);
GPtrArray *kl_consents_list (KlDb *db, gint64 case_id, GError **error);

G_END_DECLS
