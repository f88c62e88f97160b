/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <geos_c.h>

#include "kl-config.h"

#define LATE_LIBRARY kl_late_geos

#define FUNCTIONS(F)                                                                               \
  F (int, GEOSArea_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *area),           \
     (handle, g, area))                                                                            \
  F (GEOSGeometry *, GEOSBuffer_r,                                                                 \
     (GEOSContextHandle_t handle, const GEOSGeometry *g, double width, int quadsegs),              \
     (handle, g, width, quadsegs))                                                                 \
  F (GEOSGeometry *, GEOSConvexHull_r, (GEOSContextHandle_t handle, const GEOSGeometry *g),        \
     (handle, g))                                                                                  \
  F (GEOSCoordSequence *, GEOSCoordSeq_copyFromBuffer_r,                                           \
     (GEOSContextHandle_t handle, const double *buf, unsigned int size, int hasZ, int hasM),       \
     (handle, buf, size, hasZ, hasM))                                                              \
  F (int, GEOSCoordSeq_getSize_r,                                                                  \
     (GEOSContextHandle_t handle, const GEOSCoordSequence *s, unsigned int *size),                 \
     (handle, s, size))                                                                            \
  F (int, GEOSCoordSeq_getXY_r,                                                                    \
     (GEOSContextHandle_t handle, const GEOSCoordSequence *s, unsigned int idx, double *x,         \
      double *y),                                                                                  \
     (handle, s, idx, x, y))                                                                       \
  F (GEOSGeometry *, GEOSGeomGetStartPoint_r, (GEOSContextHandle_t handle, const GEOSGeometry *g), \
     (handle, g))                                                                                  \
  F (int, GEOSGeomGetX_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *x),          \
     (handle, g, x))                                                                               \
  F (int, GEOSGeomGetY_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *y),          \
     (handle, g, y))                                                                               \
  F (int, GEOSGeomTypeId_r, (GEOSContextHandle_t handle, const GEOSGeometry *g), (handle, g))      \
  F (GEOSGeometry *, GEOSGeom_createCollection_r,                                                  \
     (GEOSContextHandle_t handle, int type, GEOSGeometry **geoms, unsigned int ngeoms),            \
     (handle, type, geoms, ngeoms))                                                                \
  F (GEOSGeometry *, GEOSGeom_createLinearRing_r,                                                  \
     (GEOSContextHandle_t handle, GEOSCoordSequence * s), (handle, s))                             \
  F (GEOSGeometry *, GEOSGeom_createPointFromXY_r,                                                 \
     (GEOSContextHandle_t handle, double x, double y), (handle, x, y))                             \
  F (GEOSGeometry *, GEOSGeom_createPolygon_r,                                                     \
     (GEOSContextHandle_t handle, GEOSGeometry * shell, GEOSGeometry * *holes,                     \
      unsigned int nholes),                                                                        \
     (handle, shell, holes, nholes))                                                               \
  F (void, GEOSGeom_destroy_r, (GEOSContextHandle_t handle, GEOSGeometry * g), (handle, g))        \
  F (const GEOSCoordSequence *, GEOSGeom_getCoordSeq_r,                                            \
     (GEOSContextHandle_t handle, const GEOSGeometry *g), (handle, g))                             \
  F (int, GEOSGeom_getXMax_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *value),  \
     (handle, g, value))                                                                           \
  F (int, GEOSGeom_getXMin_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *value),  \
     (handle, g, value))                                                                           \
  F (int, GEOSGeom_getYMax_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *value),  \
     (handle, g, value))                                                                           \
  F (int, GEOSGeom_getYMin_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *value),  \
     (handle, g, value))                                                                           \
  F (const GEOSGeometry *, GEOSGetExteriorRing_r,                                                  \
     (GEOSContextHandle_t handle, const GEOSGeometry *g), (handle, g))                             \
  F (const GEOSGeometry *, GEOSGetGeometryN_r,                                                     \
     (GEOSContextHandle_t handle, const GEOSGeometry *g, int n), (handle, g, n))                   \
  F (int, GEOSGetNumGeometries_r, (GEOSContextHandle_t handle, const GEOSGeometry *g),             \
     (handle, g))                                                                                  \
  F (GEOSGeometry *, GEOSIntersection_r,                                                           \
     (GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2),                 \
     (handle, g1, g2))                                                                             \
  F (char, GEOSIntersects_r,                                                                       \
     (GEOSContextHandle_t handle, const GEOSGeometry *g1, const GEOSGeometry *g2),                 \
     (handle, g1, g2))                                                                             \
  F (int, GEOSLength_r, (GEOSContextHandle_t handle, const GEOSGeometry *g, double *length),       \
     (handle, g, length))                                                                          \
  F (GEOSGeometry *, GEOSMakeValid_r, (GEOSContextHandle_t handle, const GEOSGeometry *g),         \
     (handle, g))                                                                                  \
  F (GEOSGeometry *, GEOSMaximumInscribedCircle_r,                                                 \
     (GEOSContextHandle_t handle, const GEOSGeometry *g, double tolerance),                        \
     (handle, g, tolerance))                                                                       \
  F (GEOSGeometry *, GEOSVoronoiDiagram_r,                                                         \
     (GEOSContextHandle_t extHandle, const GEOSGeometry *g, const GEOSGeometry *env,               \
      double tolerance, int flags),                                                                \
     (extHandle, g, env, tolerance, flags))                                                        \
  F (void, GEOS_finish_r, (GEOSContextHandle_t handle), (handle))                                  \
  F (GEOSContextHandle_t, GEOS_init_r, (void), ())                                                 \
  F (void, GEOS_interruptCancel, (void), ())                                                       \
  F (GEOSInterruptCallback *, GEOS_interruptRegisterCallback, (GEOSInterruptCallback * cb), (cb))  \
  F (void, GEOS_interruptRequest, (void), ())                                                      \
  F (char, GEOSisEmpty_r, (GEOSContextHandle_t handle, const GEOSGeometry *g), (handle, g))        \
  F (char, GEOSisValidDetail_r,                                                                    \
     (GEOSContextHandle_t handle, const GEOSGeometry *g, int flags, char **reason,                 \
      GEOSGeometry **location),                                                                    \
     (handle, g, flags, reason, location))

KL_LATE_LIBRARY (kl_late_geos, KL_GEOS_FILE, FUNCTIONS)
