/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-calendar.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

GPtrArray *kl_schools_list (KlDb *db, GError **error);
KlSchool *kl_schools_get (KlDb *db, gint64 school_id, GError **error);
gboolean kl_schools_find (KlDb *db,
                          const char *brin,
                          const char *location_code,
                          gint64 *school_id,
                          GError **error);
gboolean kl_schools_add (KlDb *db, KlSchool *school, GError **error);
gboolean kl_schools_update (KlDb *db, const KlSchool *school, GError **error);
gboolean kl_schools_place (KlDb *db, const KlSchool *school, GError **error);

gboolean kl_schools_use_year (KlDb *db, gint64 school_id, int school_year, GError **error);
GPtrArray *kl_schools_list_holidays (KlDb *db, gint64 school_id, int school_year, GError **error);
gboolean kl_schools_replace_holidays (KlDb *db,
                                      gint64 school_id,
                                      int school_year,
                                      GPtrArray *holidays,
                                      GError **error);
KlCalendar *kl_schools_get_calendar (KlDb *db, gint64 school_id, GError **error);

G_END_DECLS
