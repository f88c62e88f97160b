/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-evidence-row.h"
#include "kl-form.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

char *kl_consent_evidence_check (KlEvidenceRow *row);
void kl_consent_evidence_append (GtkBox *box, KlSession *session, const KlConsent *consent);

G_END_DECLS
