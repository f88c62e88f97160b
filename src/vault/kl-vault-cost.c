/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vault-cost.h"

#include <sodium.h>

#include "kl-slot-crypto.h"

#define DEFAULT_MEMORY (G_GUINT64_CONSTANT (256) << 20)
#define LEAST_MEMORY (G_GUINT64_CONSTANT (64) << 20)
#define LEAST_OPERATIONS 2

/* Auxiliary functions */

/* The time of one pass in microseconds, or 0 where so much memory is not to be had. */
static gint64
measure_pass (guint64 memory)
{
  g_autoptr (KlSecret) password = kl_secret_new_random (16);
  g_autoptr (KlSecret) derived = NULL;
  KlSlot slot = { .kind = KL_SLOT_PASSWORD, .operations = 1, .memory = memory };
  gint64 start = g_get_monotonic_time ();

  derived = kl_slot_derive_from_password (&slot, password, NULL);

  return derived == NULL ? 0 : MAX (g_get_monotonic_time () - start, 1);
}

/* Public API */

/**
 * kl_vault_cost_calibrate:
 * @memory: bytes of memory for one guess
 * @target_microseconds: how long one guess should take on this computer
 *
 * Measures how many passes over @memory this computer makes in the time given, and takes that
 * many, but 2 to 20. Where so much memory is not to be had, half of it is tried, down to 64 MiB.
 *
 * Returns: a cost
 */
KlVaultCost
kl_vault_cost_calibrate (guint64 memory, gint64 target_microseconds)
{
  KlVaultCost cost = { LEAST_OPERATIONS, memory };
  gint64 pass;

  g_return_val_if_fail (memory >= crypto_pwhash_MEMLIMIT_MIN, cost);
  g_return_val_if_fail (memory <= KL_SLOT_FILE_MAX_MEMORY, cost);

  while ((pass = measure_pass (cost.memory)) == 0 && cost.memory / 2 >= LEAST_MEMORY)
    cost.memory /= 2;
  if (pass > 0)
    cost.operations =
      CLAMP (target_microseconds / pass, LEAST_OPERATIONS, KL_SLOT_FILE_MAX_OPERATIONS);

  return cost;
}

/**
 * kl_vault_cost_calibrated:
 *
 * The cost for a real vault: 256 MiB and about a second on this computer. Measuring takes part of
 * a second itself; call it in a thread.
 *
 * Returns: a cost
 */
KlVaultCost
kl_vault_cost_calibrated (void)
{
  return kl_vault_cost_calibrate (DEFAULT_MEMORY, G_USEC_PER_SEC);
}

/**
 * kl_vault_cost_cheap:
 *
 * The least cost there is, without any protection against guessing. For tests and for a demo
 * vault whose password everybody knows.
 *
 * Returns: a cost
 */
KlVaultCost
kl_vault_cost_cheap (void)
{
  return (KlVaultCost) { 1, crypto_pwhash_MEMLIMIT_MIN };
}
