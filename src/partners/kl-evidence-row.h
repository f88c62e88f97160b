/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "documents/kl-document-work.h"

G_BEGIN_DECLS

#define KL_TYPE_EVIDENCE_ROW (kl_evidence_row_get_type ())
G_DECLARE_FINAL_TYPE (KlEvidenceRow, kl_evidence_row, KL, EVIDENCE_ROW, AdwComboRow)

GtkWidget *kl_evidence_row_new (const GPtrArray *documents, gint64 chosen);
gint64 kl_evidence_row_get_document (KlEvidenceRow *self);
KlIncoming *kl_evidence_row_dup_incoming (KlEvidenceRow *self);
gboolean kl_evidence_row_is_reading (KlEvidenceRow *self);

G_END_DECLS
