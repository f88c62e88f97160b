/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "model/kl-area.h"

G_BEGIN_DECLS

/*
 * The whole earth as a square of one by one, as maps on the web divide it. What is drawn on
 * a map is worked out in it once; a map at some zoom is then a move and a scale away.
 */

static inline double
kl_mercator_x (double longitude)
{
  return (longitude + 180) / 360;
}

static inline double
kl_mercator_y (double latitude)
{
  return (1 - asinh (tan (latitude * G_PI / 180)) / G_PI) / 2;
}

static inline double
kl_mercator_longitude (double x)
{
  return x * 360 - 180;
}

static inline double
kl_mercator_latitude (double y)
{
  return atan (sinh (G_PI * (1 - 2 * y))) * 180 / G_PI;
}

G_END_DECLS
