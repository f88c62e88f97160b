/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chronology-layout.h"

G_BEGIN_DECLS

char *kl_chronology_layout_describe_stop (const KlChronologyLayout *layout,
                                          const KlChronologyData *data,
                                          guint index);

G_END_DECLS
