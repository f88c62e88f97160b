/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vault-cost.h"

#include <sodium.h>
#include <time.h>

#include "kl-slot-crypto.h"

#define DEFAULT_MEMORY (G_GUINT64_CONSTANT (256) << 20)
#define LEAST_MEMORY (G_GUINT64_CONSTANT (64) << 20)
#define LEAST_OPERATIONS 2

/* Auxiliary functions */

/* Of this thread alone: another program that is busy just now must not make guessing cheap. */
static gint64
get_time (void)
{
  struct timespec busy;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &busy);
  return (gint64) busy.tv_sec * G_USEC_PER_SEC + busy.tv_nsec / 1000;
}

/* The microseconds that one guess takes, or 0 where so much memory is not to be had. */
static gint64
measure (guint64 memory, guint operations)
{
  g_autoptr (KlSecret) password = kl_secret_new_random (16);
  g_autoptr (KlSecret) derived = NULL;
  KlSlot slot = { .kind = KL_SLOT_PASSWORD, .operations = operations, .memory = memory };
  gint64 start = get_time ();

  derived = kl_slot_derive_from_password (&slot, password, NULL);

  return derived == NULL ? 0 : MAX (get_time () - start, 1);
}

/* Public API */

/**
 * kl_vault_cost_count_operations:
 * @one: microseconds that a guess of one pass takes
 * @three: the same, of three passes
 * @target: microseconds that a guess should take
 *
 * Getting the memory from the system takes as long as a pass, and happens once for each guess
 * however many passes it has; so a guess of one pass does not tell how long each takes.
 *
 * Returns: the passes that come nearest to @target, 2 to 20
 */
guint
kl_vault_cost_count_operations (gint64 one, gint64 three, gint64 target)
{
  gint64 pass, before;

  g_return_val_if_fail (one > 0, LEAST_OPERATIONS);

  /* The second guess can find the memory ready: then all that one pass takes is the pass. */
  pass = CLAMP ((three - one) / 2, MAX (one / 4, 1), one);
  before = one - pass;

  return (guint) CLAMP ((target - before + pass / 2) / pass, LEAST_OPERATIONS,
                        KL_SLOT_FILE_MAX_OPERATIONS);
}

/**
 * kl_vault_cost_calibrate:
 * @memory: bytes of memory for one guess
 * @target_microseconds: how long one guess should take on this computer
 *
 * Measures how long a pass over @memory takes this computer, and takes as many as come nearest to
 * the time given, but 2 to 20. Where so much memory is not to be had, half of it is tried, down to
 * 64 MiB.
 *
 * Returns: a cost
 */
KlVaultCost
kl_vault_cost_calibrate (guint64 memory, gint64 target_microseconds)
{
  KlVaultCost cost = { LEAST_OPERATIONS, memory };
  gint64 one, three, again;

  g_return_val_if_fail (memory >= crypto_pwhash_MEMLIMIT_MIN, cost);
  g_return_val_if_fail (memory <= KL_SLOT_FILE_MAX_MEMORY, cost);

  while ((one = measure (cost.memory, 1)) == 0 && cost.memory / 2 >= LEAST_MEMORY)
    cost.memory /= 2;
  /* The first time the system may have to clear so much memory of other things. */
  three = one > 0 ? measure (cost.memory, 3) : 0;
  again = three > 0 ? measure (cost.memory, 1) : 0;
  if (again > 0)
    cost.operations = kl_vault_cost_count_operations (MIN (one, again), three, target_microseconds);

  return cost;
}

/**
 * kl_vault_cost_calibrated:
 *
 * The cost for a real vault: 256 MiB and about a second on this computer. Measuring takes about
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
