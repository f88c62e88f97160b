/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-lines-entry.h"
#include "charts/kl-lines-plan.h"
#include "kl-block.h"

G_BEGIN_DECLS

KlBlock *kl_lines_figure_new (KlTypesetter *typesetter,
                              const char *school,
                              GPtrArray *entries,
                              KlLinesPlan *plan,
                              double side,
                              const char *alt);
KlBlock *kl_lines_legend_new (GPtrArray *entries);

G_END_DECLS
