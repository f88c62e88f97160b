/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_DOCUMENTS_SECTION (kl_documents_section_get_type ())
G_DECLARE_FINAL_TYPE (KlDocumentsSection, kl_documents_section, KL, DOCUMENTS_SECTION, AdwBin)

void kl_documents_section_set_case (KlDocumentsSection *self, KlSession *session, gint64 case_id);

G_END_DECLS
