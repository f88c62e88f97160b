/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"
#include "kl-pack.h"

G_BEGIN_DECLS

KlBlock *kl_strip_figure_new (KlTypesetter *typesetter,
                              const KlCaseSummary *summary,
                              KlDate now,
                              const char *now_label,
                              double width);

G_END_DECLS
