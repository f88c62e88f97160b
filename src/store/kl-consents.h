/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-consent-renewal.h"

G_BEGIN_DECLS

gint64 kl_consents_add (KlDb *db, const KlConsent *consent, GError **error);
gboolean kl_consents_obtain (KlDb *db,
                             GPtrArray *consents,
                             KlDate day,
                             const char *text,
                             KlDate today,
                             GError **error);
gint64 kl_consents_renew (KlDb *db,
                          gint64 consent_id,
                          KlDate from,
                          KlDate until,
                          KlManner manner,
                          KlDate today,
                          GError **error);
gboolean kl_consents_withdraw (KlDb *db,
                               gint64 consent_id,
                               KlDate day,
                               const char *why,
                               KlDate today,
                               GError **error);
KlConsent *kl_consents_get (KlDb *db, gint64 consent_id, GError **error);
GPtrArray *kl_consents_list (KlDb *db, gint64 case_id, GError **error);
GPtrArray *kl_consents_list_renewals (KlDb *db, gint64 school_id, KlDate today, GError **error);
gboolean
kl_consents_let_end (KlDb *db, gint64 consent_id, const char *why, KlDate today, GError **error);
gboolean kl_consents_set_evidence (KlDb *db,
                                   gint64 consent_id,
                                   const char *evidence,
                                   gint64 document_id,
                                   GError **error);

G_END_DECLS
