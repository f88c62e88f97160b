/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-letter.h"
#include "store/kl-audit.h"

G_BEGIN_DECLS

KlLetter *kl_letter_load (KlDb *db, gint64 referral_id, KlDate today, GError **error);
gboolean
kl_letter_record (KlDb *db, gint64 referral_id, KlAuditAct act, KlDate today, GError **error);

G_END_DECLS
