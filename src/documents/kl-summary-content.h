/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-pack.h"
#include "model/kl-disclosure.h"

G_BEGIN_DECLS

KlDate kl_summary_get_since (KlDate previous_on, KlDate today);
void kl_summary_fill (KlCaseSummary *summary,
                      const KlDisclosure *disclosure,
                      KlDate previous_on,
                      KlDate today);

G_END_DECLS
