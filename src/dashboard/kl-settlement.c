/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-settlement.h"

#include <glib/gi18n-lib.h>

#include "store/kl-actions.h"
#include "store/kl-cases.h"

struct _KlSettlement
{
  KlAttentionReason reason;
  gint64 case_id;
  gint64 target_id;
  gint64 user_id;
  char *title;
};

/* What goes to the store's thread: a copy, since the row may be gone before the answer. */
typedef struct
{
  KlAttentionReason reason;
  gint64 case_id;
  gint64 target_id;
  gint64 user_id;
  KlDate today;
  gboolean undo;
} Step;

/* Auxiliary functions */

static void
run_step (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Step *step = data;
  GError *error = NULL;
  gboolean done;

  if (step->reason == KL_ATTENTION_ACTION_DUE)
    done =
      kl_actions_set_done (db, step->target_id, step->undo ? KL_DATE_NONE : step->today, &error);
  else
    done = kl_cases_set_owner (db, step->case_id, step->undo ? 0 : step->user_id, &error);

  if (done)
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
perform (const KlSettlement *settlement,
         gboolean undo,
         KlStore *store,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Step *step = g_new0 (Step, 1);

  step->reason = settlement->reason;
  step->case_id = settlement->case_id;
  step->target_id = settlement->target_id;
  step->user_id = settlement->user_id;
  step->today = kl_clock_today ();
  step->undo = undo;
  kl_store_perform_async (store, run_step, step, g_free, NULL, callback, user_data);
}

/* Public API */

/**
 * kl_settlement_new:
 * @attention: an action that is due or a question that nobody picked up; not kept
 * @user: (nullable): who settles it; needed for a question
 *
 * Returns: (transfer full): what can be applied and undone
 */
KlSettlement *
kl_settlement_new (const KlAttention *attention, const KlProfessional *user)
{
  KlSettlement *settlement;

  g_return_val_if_fail (attention != NULL, NULL);
  g_return_val_if_fail (attention->reason == KL_ATTENTION_ACTION_DUE || user != NULL, NULL);

  settlement = g_new0 (KlSettlement, 1);
  settlement->reason = attention->reason;
  settlement->case_id = attention->case_id;
  settlement->target_id = attention->target_id;
  settlement->user_id = user != NULL ? user->id : 0;
  settlement->title = g_strdup (attention->title);

  return settlement;
}

/**
 * kl_settlement_free:
 * @settlement: (transfer full) (nullable): a settlement
 */
void
kl_settlement_free (KlSettlement *settlement)
{
  if (settlement == NULL)
    return;

  g_free (settlement->title);
  g_free (settlement);
}

/**
 * kl_settlement_describe:
 * @settlement: a settlement
 *
 * Returns: (transfer full): what was done, in one sentence
 */
char *
kl_settlement_describe (const KlSettlement *settlement)
{
  g_return_val_if_fail (settlement != NULL, NULL);

  if (settlement->reason == KL_ATTENTION_ACTION_DUE)
    /* Translators: %s is what had to be done */
    return g_strdup_printf (_ ("Ticked off: %s"), settlement->title);

  /* Translators: %s is the title of a case */
  return g_strdup_printf (_ ("You are in charge of: %s"), settlement->title);
}

/**
 * kl_settlement_apply_async:
 * @settlement: a settlement
 * @store: an open store
 * @callback: called when it is kept; it takes kl_settlement_finish()
 * @user_data: for @callback
 */
void
kl_settlement_apply_async (KlSettlement *settlement,
                           KlStore *store,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (settlement != NULL);
  g_return_if_fail (KL_IS_STORE (store));

  perform (settlement, FALSE, store, callback, user_data);
}

/**
 * kl_settlement_undo_async:
 * @settlement: a settlement that was applied
 * @store: the store it was applied to
 * @callback: called when it is as before; it takes kl_settlement_finish()
 * @user_data: for @callback
 */
void
kl_settlement_undo_async (KlSettlement *settlement,
                          KlStore *store,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (settlement != NULL);
  g_return_if_fail (KL_IS_STORE (store));

  perform (settlement, TRUE, store, callback, user_data);
}

/**
 * kl_settlement_finish:
 * @store: the store
 * @result: what the callback got
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_settlement_finish (KlStore *store, GAsyncResult *result, GError **error)
{
  return kl_store_perform_finish (store, result, error) != NULL;
}
