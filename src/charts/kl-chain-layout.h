/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-box.h"

G_BEGIN_DECLS

/* Where a face of the chain of trust stands. */
typedef struct
{
  guint row;     /* from 0 */
  double centre; /* of face and words */
} KlChainPlace;

typedef struct
{
  double gap;      /* between the words of two neighbours */
  double distance; /* between the middles of two neighbours, so that an arrow fits */
  double widest;   /* distance that neighbours do not exceed in a wide space */
  double indent;   /* of every row but the first, for the arrow that leads into it */
} KlChainSpacing;

double
kl_chain_get_natural_width (const double *widths, guint n_faces, const KlChainSpacing *spacing);
guint kl_chain_layout (KlChainPlace *places,
                       const double *widths,
                       guint n_faces,
                       double width,
                       const KlChainSpacing *spacing);

G_END_DECLS
