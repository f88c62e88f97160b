/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-document.h"
#include "kl-pack.h"

G_BEGIN_DECLS

/* The pages of the pack, for kl-pack-print.c alone. */

KlBlock *
kl_pack_build_cover (KlDocument *document, const KlPackContent *content, const guint *sections);
KlBlock *kl_pack_build_case (KlDocument *document,
                             guint section,
                             const KlPackContent *content,
                             const KlCaseSummary *summary);
KlBlock *kl_pack_build_case_head (KlDocument *document, const KlCaseSummary *summary);

char *kl_pack_format_minutes (int minutes);
char *kl_pack_get_kind_title (const KlPackContent *content);
const char *kl_pack_get_strip_label (const KlPackContent *content);

G_END_DECLS
