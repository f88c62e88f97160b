/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chain-layout.h"

/* Auxiliary functions */

static double
get_distance (double a, double b, const KlChainSpacing *spacing)
{
  return MAX ((a + b) / 2 + spacing->gap, spacing->distance);
}

/* How many faces from the first one on stand beside each other within @width. */
static guint
count_row (const double *widths, guint n_faces, double width, const KlChainSpacing *spacing)
{
  double used = widths[0] / 2;
  guint n = 1;

  for (; n < n_faces; n++)
    {
      used += get_distance (widths[n - 1], widths[n], spacing);
      if (used + widths[n] / 2 > width + 0.01)
        break;
    }

  return n;
}

static double
get_row_width (const double *widths, guint n, const KlChainSpacing *spacing)
{
  double used = (widths[0] + widths[n - 1]) / 2;

  for (guint i = 1; i < n; i++)
    used += get_distance (widths[i - 1], widths[i], spacing);

  return used;
}

/* Public API */

/**
 * kl_chain_get_natural_width:
 * @widths: (array length=n_faces): how wide face and words of each are
 * @n_faces: how many
 * @spacing: how far apart they stand
 *
 * Returns: how wide the chain is on one row
 */
double
kl_chain_get_natural_width (const double *widths, guint n_faces, const KlChainSpacing *spacing)
{
  return n_faces > 0 ? get_row_width (widths, n_faces, spacing) : 0;
}

/**
 * kl_chain_layout:
 * @places: (array length=n_faces): where each stands
 * @widths: (array length=n_faces): how wide face and words of each are
 * @n_faces: how many
 * @width: how much room there is
 * @spacing: how far apart they stand
 *
 * Lines up the faces from the left, on as few rows as they fit, and gives the arrows
 * between them the room that is left.
 *
 * Returns: how many rows there are
 */
guint
kl_chain_layout (KlChainPlace *places,
                 const double *widths,
                 guint n_faces,
                 double width,
                 const KlChainSpacing *spacing)
{
  guint row = 0;

  g_return_val_if_fail (spacing != NULL, 0);

  for (guint first = 0; first < n_faces; row++)
    {
      const double indent = row > 0 ? spacing->indent : 0;
      const double room = width - indent;
      const guint n = count_row (widths + first, n_faces - first, room, spacing);
      const double spare = MAX (0, room - get_row_width (widths + first, n, spacing));
      const double extra = n > 1 ? spare / (n - 1) : 0;
      double centre = indent + widths[first] / 2;

      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            {
              const double least = get_distance (widths[first + i - 1], widths[first + i], spacing);

              centre += MAX (least, MIN (least + extra, spacing->widest));
            }
          places[first + i] = (KlChainPlace) { row, centre };
        }
      first += n;
    }

  return row;
}
