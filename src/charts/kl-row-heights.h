/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlRowHeights:
 *
 * How high the rows of a long list are, in pixels: known of the rows that were measured, and of
 * the others the mean of those.
 */
typedef struct _KlRowHeights KlRowHeights;

KlRowHeights *kl_row_heights_new (void);
void kl_row_heights_free (KlRowHeights *self);

void kl_row_heights_splice (KlRowHeights *self, guint position, guint n_removed, guint n_added);
void kl_row_heights_set (KlRowHeights *self, guint position, int height, gboolean typical);

guint kl_row_heights_get_length (const KlRowHeights *self);
int kl_row_heights_get (const KlRowHeights *self, guint position);
double kl_row_heights_get_top (const KlRowHeights *self, guint position);
guint kl_row_heights_walk (const KlRowHeights *self, guint from, double *top, double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlRowHeights, kl_row_heights_free)

G_END_DECLS
