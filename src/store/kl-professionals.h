/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

GPtrArray *kl_professionals_list (KlDb *db, gint64 school_id, GError **error);
GPtrArray *kl_professionals_list_ever (KlDb *db, gint64 school_id, GError **error);
KlProfessional *kl_professionals_find (KlDb *db, const char *name, GError **error);
KlProfessional *
kl_professionals_get (KlDb *db, gint64 professional_id, gint64 school_id, GError **error);
gboolean kl_professionals_add (KlDb *db, KlProfessional *professional, GError **error);
gboolean kl_professionals_update (KlDb *db, const KlProfessional *professional, GError **error);

gboolean kl_professionals_set_membership (KlDb *db,
                                          gint64 professional_id,
                                          gint64 school_id,
                                          KlRole role,
                                          double hours,
                                          GError **error);
gboolean kl_professionals_remove_membership (KlDb *db,
                                             gint64 professional_id,
                                             gint64 school_id,
                                             GError **error);
GPtrArray *kl_professionals_list_memberships (KlDb *db, gint64 professional_id, GError **error);

KlProfessional *kl_professional_new_from_name (const char *name);

G_END_DECLS
