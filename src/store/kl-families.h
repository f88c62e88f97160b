/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

GPtrArray *kl_guardians_list (KlDb *db, gint64 pupil_id, GError **error);
gboolean kl_guardians_add (KlDb *db, KlGuardian *guardian, GError **error);
gboolean kl_guardians_update (KlDb *db, const KlGuardian *guardian, GError **error);
gboolean kl_guardians_link (KlDb *db,
                            gint64 guardian_id,
                            gint64 pupil_id,
                            KlGuardianRelation relation,
                            gboolean custody,
                            GError **error);
gboolean kl_guardians_unlink (KlDb *db, gint64 guardian_id, gint64 pupil_id, GError **error);

GPtrArray *kl_families_list (KlDb *db, gint64 school_id, GError **error);
KlFamily *kl_families_get (KlDb *db, gint64 family_id, GError **error);
gint64 kl_families_add (KlDb *db, const char *name, GError **error);
gboolean kl_families_rename (KlDb *db, gint64 family_id, const char *name, GError **error);
gboolean kl_families_link_pupil (KlDb *db, gint64 family_id, gint64 pupil_id, GError **error);
gboolean kl_families_unlink_pupil (KlDb *db, gint64 pupil_id, GError **error);
gboolean kl_families_link_guardian (KlDb *db,
                                    gint64 family_id,
                                    gint64 guardian_id,
                                    int household,
                                    GError **error);
GPtrArray *kl_families_list_siblings (KlDb *db, gint64 pupil_id, GError **error);

G_END_DECLS
