/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-decision.h"

G_BEGIN_DECLS

GtkWidget *kl_decision_row_new (const KlDecision *decision, KlDate today);
const char *kl_decision_kind_get_icon (KlDecisionKind kind);

G_END_DECLS
