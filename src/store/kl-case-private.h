/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-audit.h"
#include "kl-db.h"
#include "kl-persons.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

/* Shared by the files around a case; nobody else. */

#define KL_SQL_OPEN(c) c ".status IN (0, 1, 2, 3)"

typedef struct
{
  gint64 school_id;
  KlCaseStatus status;
  gint64 owner_id;
  KlDate opened_on;
} KlCaseFacts;

gboolean kl_case_get_facts (KlDb *db, gint64 case_id, KlCaseFacts *facts, GError **error);
KlCaseFile *
kl_case_load_file (KlDb *db, gint64 case_id, KlDate today, gboolean with_entries, GError **error);
gboolean kl_case_get_next_id (KlDb *db, gint64 school_id, gint64 *id, GError **error);
gboolean kl_case_log_write (KlDb *db,
                            KlAuditSubject subject,
                            gint64 subject_id,
                            gint64 case_id,
                            KlChange changed,
                            GError **error);
gboolean kl_consent_check_evidence (KlDb *db, gint64 case_id, gint64 document_id, GError **error);
gboolean kl_store_refuse (GError **error, KlStoreError code, const char *message);
gboolean kl_store_check_text (const char *text, GError **error);
gboolean kl_store_check_day (KlDate day, GError **error);
void kl_person_bind (KlStmt *stmt, int parameter, const KlPerson *person);

G_END_DECLS
