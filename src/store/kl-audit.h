/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-audit-hash.h"

G_BEGIN_DECLS

gboolean kl_audit_append (KlDb *db,
                          KlAuditAct act,
                          KlAuditSubject subject,
                          gint64 subject_id,
                          gint64 school_id,
                          gint64 pupil_id,
                          const char *ground,
                          GError **error);
gboolean kl_audit_append_for_case (KlDb *db,
                                   KlAuditAct act,
                                   KlAuditSubject subject,
                                   gint64 subject_id,
                                   gint64 case_id,
                                   const char *ground,
                                   GError **error);
GPtrArray *
kl_audit_list_for_pupil (KlDb *db, gint64 pupil_id, gint64 before_id, guint limit, GError **error);
char *kl_audit_get_head (KlDb *db, gint64 *n_records, GError **error);
char *kl_audit_get_written_head (KlDb *db, GError **error);
gboolean kl_audit_has_head (KlDb *db, const char *printed, gint64 *record_id, GError **error);
gboolean kl_audit_verify (KlDb *db, gint64 *broken_at, GError **error);

G_END_DECLS
