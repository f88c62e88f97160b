/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-row-heights.h"

/* Of a row as long as no row was measured. */
#define FIRST_GUESS 60

#define UNKNOWN 0

struct _KlRowHeights
{
  GArray *heights; /* int, UNKNOWN if not measured */
  double sum;      /* of the typical ones */
  guint n_summed;
};

/* Auxiliary functions */

static int
get_mean (const KlRowHeights *self)
{
  return self->n_summed > 0 ? (int) (self->sum / self->n_summed + 0.5) : FIRST_GUESS;
}

static int
get_height (const KlRowHeights *self, guint position, int mean)
{
  const int height = g_array_index (self->heights, int, position);

  return height != UNKNOWN ? height : mean;
}

/* Public API */

/**
 * kl_row_heights_new:
 *
 * Returns: (transfer full): the heights of a list without rows
 */
KlRowHeights *
kl_row_heights_new (void)
{
  KlRowHeights *self = g_new0 (KlRowHeights, 1);

  self->heights = g_array_new (FALSE, TRUE, sizeof (int));
  return self;
}

/**
 * kl_row_heights_free:
 * @self: (nullable): heights
 */
void
kl_row_heights_free (KlRowHeights *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->heights);
  g_free (self);
}

/**
 * kl_row_heights_splice:
 * @self: heights
 * @position: the first row that changes
 * @n_removed: rows that are gone
 * @n_added: rows that came in their place, of unknown height
 */
void
kl_row_heights_splice (KlRowHeights *self, guint position, guint n_removed, guint n_added)
{
  g_autofree int *added = g_new0 (int, n_added);

  g_return_if_fail (position <= self->heights->len && n_removed <= self->heights->len - position);

  if (n_removed > 0)
    g_array_remove_range (self->heights, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->heights, position, added, n_added);
}

/**
 * kl_row_heights_set:
 * @self: heights
 * @position: a row
 * @height: what it measures
 * @typical: whether rows that are not known may be like it
 */
void
kl_row_heights_set (KlRowHeights *self, guint position, int height, gboolean typical)
{
  int *known;

  g_return_if_fail (position < self->heights->len);

  known = &g_array_index (self->heights, int, position);
  /* A row without height would have no place to be found at. */
  height = MAX (height, 1);
  if (*known == height)
    return;

  *known = height;
  if (typical)
    {
      self->sum += height;
      self->n_summed++;
    }
}

/**
 * kl_row_heights_get_length:
 * @self: heights
 *
 * Returns: how many rows there are
 */
guint
kl_row_heights_get_length (const KlRowHeights *self)
{
  return self->heights->len;
}

/**
 * kl_row_heights_get:
 * @self: heights
 * @position: a row
 *
 * Returns: its height, or what it may be
 */
int
kl_row_heights_get (const KlRowHeights *self, guint position)
{
  g_return_val_if_fail (position < self->heights->len, 0);

  return get_height (self, position, get_mean (self));
}

/**
 * kl_row_heights_get_top:
 * @self: heights
 * @position: a row, or the number of rows for where the last one ends
 *
 * Ten thousand numbers are added in a hundredth of a millisecond: a tree of sums would be more to
 * keep up than it saves.
 *
 * Returns: where the row begins, when the first one begins at 0
 */
double
kl_row_heights_get_top (const KlRowHeights *self, guint position)
{
  const int mean = get_mean (self);
  double top = 0;

  g_return_val_if_fail (position <= self->heights->len, 0);

  for (guint i = 0; i < position; i++)
    top += get_height (self, i, mean);

  return top;
}

/**
 * kl_row_heights_walk:
 * @self: heights of at least one row
 * @from: a row
 * @top: (inout): where it begins; then where the row begins that was found
 * @y: a place
 *
 * Returns: the row at @y; the first or the last one when it lies before or behind them
 */
guint
kl_row_heights_walk (const KlRowHeights *self, guint from, double *top, double y)
{
  const int mean = get_mean (self);
  guint at = from;

  g_return_val_if_fail (from < self->heights->len, 0);

  while (at + 1 < self->heights->len && *top + get_height (self, at, mean) <= y)
    *top += get_height (self, at++, mean);
  while (at > 0 && *top > y)
    *top -= get_height (self, --at, mean);

  return at;
}
