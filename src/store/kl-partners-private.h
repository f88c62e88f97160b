/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

/* Shared by the files around partners; nobody else. */

#define KL_PARTNER_COLUMNS(p)                                                                      \
  p ".id, " p ".school_id, " p ".name, " p ".kind, " p ".ring, " p ".area, " p ".phone, " p        \
    ".usual_days, " p ".description, " p ".url, " p ".email, " p ".address, " p ".postcode, " p    \
    ".town, " p ".latitude, " p ".longitude, " p ".opening_hours, " p ".urgent_phone, " p          \
    ".waiting_days, " p ".since, " p ".stopped_on, " p ".stopped_why, " p ".checked_on, " p        \
    ".preset, " p ".external_id, " p ".extra"

/* A partner of one school is seen by who has a role there; ?reader is 0 for nobody in particular.
 */
#define KL_SQL_KNOWS_PARTNER(p, reader)                                                            \
  "(" p ".school_id IS NULL OR " reader " = 0 OR EXISTS (SELECT 1 FROM membership m"               \
  " WHERE m.school_id = " p ".school_id AND m.professional_id = " reader "))"

KlPartner *kl_partner_read (KlStmt *stmt);
gboolean kl_partner_write_areas (KlDb *db, gint64 partner_id, GPtrArray *areas, GError **error);
GPtrArray *kl_partner_list_areas (KlDb *db, gint64 partner_id, GError **error);
gboolean kl_partner_log_write (KlDb *db, gint64 partner_id, const char *ground, GError **error);

G_END_DECLS
