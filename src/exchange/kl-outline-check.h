/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-geojson.h"

G_BEGIN_DECLS

/*
 * What is asked of an outline: whether it is one that can be filled, and where its name
 * may stand. One checker serves a file; it stops working when its time is over.
 */

typedef enum
{
  KL_OUTLINE_GOOD,
  KL_OUTLINE_CROSSING,
  KL_OUTLINE_TOO_SLOW,
} KlOutlineState;

typedef struct _KlOutlineChecker KlOutlineChecker;

KlOutlineChecker *kl_outline_checker_new (gint64 deadline);
void kl_outline_checker_free (KlOutlineChecker *self);
KlOutlineState kl_outline_checker_check (KlOutlineChecker *self,
                                         const KlGeoRing *rings,
                                         guint n_rings,
                                         KlGeoPoint *centre,
                                         KlGeoPoint *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlOutlineChecker, kl_outline_checker_free)

G_END_DECLS
