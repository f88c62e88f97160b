/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-settlement.h"
#include "partners/kl-form.h"

G_BEGIN_DECLS

/**
 * KlSettledFunc:
 * @settlement: (transfer none): what was done
 * @user_data: what was given
 *
 * Called when a form has settled something.
 */
typedef void (*KlSettledFunc) (KlSettlement *settlement, gpointer user_data);

KlForm *kl_aside_form_new (KlSession *session,
                           const KlAttention *attention,
                           KlSettledFunc settled,
                           GObject *owner);
KlForm *kl_review_form_new (KlSession *session,
                            const KlAttention *attention,
                            KlSettledFunc settled,
                            GObject *owner);

G_END_DECLS
