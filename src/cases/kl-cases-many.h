/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-form.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

/**
 * KlCasesMoved:
 * @batch_id: what can be put back
 * @n: how many cases
 *
 * Hears that cases were closed, or opened again.
 */
typedef void (*KlCasesMoved) (gint64 batch_id, guint n, gpointer user_data);

void kl_cases_many_close (GtkWidget *parent,
                          KlStore *store,
                          gint64 school_id,
                          GPtrArray *rows,
                          KlCasesMoved moved,
                          gpointer user_data);
void kl_cases_many_reopen (GtkWidget *parent,
                           KlStore *store,
                           gint64 school_id,
                           GPtrArray *rows,
                           KlCasesMoved moved,
                           gpointer user_data);

G_END_DECLS
