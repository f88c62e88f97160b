/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-view-row.h"

G_BEGIN_DECLS

/**
 * KlRowSet:
 *
 * The rows that a #KlRowView has made, which are some of those in its model.
 */
typedef struct _KlRowSet KlRowSet;

/* How many rows are made, unless more than that are in sight: a screen reader finds those that are
 * made, and a list of half as many is whole. */
#define KL_ROW_SET_SIZE 128

/* For putting something into a row, and for taking it out again. */
typedef void (*KlRowSetFunc) (KlViewRow *row, gpointer user_data);

KlRowSet *kl_row_set_new (GtkWidget *view, KlRowSetFunc unbind);
void kl_row_set_free (KlRowSet *self);

guint kl_row_set_get_length (const KlRowSet *self);
KlViewRow *kl_row_set_get (const KlRowSet *self, guint index);
gboolean kl_row_set_find (const KlRowSet *self, guint position, guint *index);
KlViewRow *kl_row_set_look_up (const KlRowSet *self, guint position);

KlViewRow *kl_row_set_take (KlRowSet *self, guint around, guint first, guint last, guint farther);
void kl_row_set_put (KlRowSet *self, KlViewRow *row, guint position, guint n_rows);
void kl_row_set_remove (KlRowSet *self, guint position, guint n_rows, const KlViewRow *except);
void kl_row_set_move (KlRowSet *self, guint position, int by, guint n_rows);
void kl_row_set_clear (KlRowSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlRowSet, kl_row_set_free)

G_END_DECLS
