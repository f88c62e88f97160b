/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

GPtrArray *kl_trust_list (KlDb *db, gint64 case_id, GError **error);
gint64 kl_trust_append (KlDb *db, gint64 case_id, const KlTrustLink *link, GError **error);
gint64 kl_trust_insert (KlDb *db,
                        gint64 case_id,
                        const KlTrustLink *link,
                        gint64 after_id,
                        GError **error);
gboolean kl_trust_change (KlDb *db, const KlTrustLink *link, GError **error);
gboolean kl_trust_remove (KlDb *db, gint64 link_id, GError **error);
gint64 kl_trust_hand_over (KlDb *db,
                           gint64 case_id,
                           gint64 to_professional_id,
                           KlDate day,
                           gboolean reachable,
                           gboolean owner_too,
                           GError **error);

G_END_DECLS
