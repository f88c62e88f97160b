/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-chronology-chart.h"

G_BEGIN_DECLS

void kl_chronology_gestures_attach (KlChronologyChart *chart);

G_END_DECLS
