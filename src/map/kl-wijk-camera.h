/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-wijk-model.h"

G_BEGIN_DECLS

void kl_wijk_camera_fit (ShumateMap *map, const KlWijkModel *model);
void kl_wijk_camera_pan (ShumateMap *map, double x, double y);
void kl_wijk_camera_bring_in (ShumateMap *map, const KlGeoPoint *place);

G_END_DECLS
