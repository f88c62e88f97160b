/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlVaultCost:
 * @operations: passes of Argon2id over the memory, 1 to 20
 * @memory: bytes of memory, 8192 to 1 GiB
 *
 * How much work one guess of a password costs.
 */
typedef struct
{
  guint operations;
  guint64 memory;
} KlVaultCost;

KlVaultCost kl_vault_cost_calibrated (void);
KlVaultCost kl_vault_cost_calibrate (guint64 memory, gint64 target_microseconds);
guint kl_vault_cost_count_operations (gint64 one, gint64 three, gint64 target);
KlVaultCost kl_vault_cost_cheap (void);

G_END_DECLS
