/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-settlement.h"

#include <glib/gi18n-lib.h>

#include "model/kl-snooze.h"
#include "store/kl-actions.h"
#include "store/kl-cases.h"
#include "store/kl-snoozes.h"

typedef enum
{
  TICKED_OFF,
  PICKED_UP,
  SET_ASIDE,
  WOKEN,
  REVIEWED,
} Kind;

/* Shared with the store's thread, and never changed once it is made, but for what that thread finds
 * and alone looks at. */
struct _KlSettlement
{
  Kind kind;
  gint64 case_id;
  gint64 target_id;
  gint64 user_id;
  char *title;
  KlSnooze *snooze;
  KlSnooze *snooze_before; /* the store's thread: what was said about it before */
  KlCaseStatus status;
  KlDate until;
  KlDate until_before;
  char *why;
};

typedef struct
{
  KlSettlement *settlement;
  KlDate today;
  gboolean undo;
} Step;

/* What waits behind the button of a toast. */
typedef struct
{
  KlSettlement *settlement;
  KlSession *session;
  GtkWidget *widget;
} Offer;

/* Auxiliary functions */

static void
settlement_clear (gpointer data)
{
  KlSettlement *settlement = data;

  g_free (settlement->title);
  g_free (settlement->why);
  kl_snooze_free (settlement->snooze);
  kl_snooze_free (settlement->snooze_before);
}

static void
step_free (Step *step)
{
  kl_settlement_free (step->settlement);
  g_free (step);
}

static gboolean
review (KlDb *db, const KlSettlement *settlement, const Step *step, GError **error)
{
  if (step->undo)
    return kl_cases_move (db, settlement->case_id, KL_CASE_STATUS_MONITORING,
                          settlement->until_before, NULL, step->today, error);

  return kl_cases_move (db, settlement->case_id, settlement->status, settlement->until,
                        settlement->why, step->today, error);
}

static gboolean
set_aside (KlDb *db, KlSettlement *settlement, const Step *step, GError **error)
{
  if (step->undo)
    return kl_snoozes_put_back (db, settlement->snooze, settlement->snooze_before, error);

  g_clear_pointer (&settlement->snooze_before, kl_snooze_free);
  if (!kl_snoozes_find (db, settlement->snooze, &settlement->snooze_before, error))
    return FALSE;

  return settlement->kind == WOKEN ? kl_snoozes_remove (db, settlement->snooze, error)
                                   : kl_snoozes_add (db, settlement->snooze, step->today, error);
}

static gboolean
take_step (KlDb *db, const Step *step, GError **error)
{
  KlSettlement *settlement = step->settlement;

  switch (settlement->kind)
    {
    case TICKED_OFF:
      return kl_actions_set_done (db, settlement->target_id,
                                  step->undo ? KL_DATE_NONE : step->today, error);
    case PICKED_UP:
      return kl_cases_set_owner (db, settlement->case_id, step->undo ? 0 : settlement->user_id,
                                 error);
    case REVIEWED:
      return review (db, settlement, step, error);
    case SET_ASIDE:
    case WOKEN:
    default:
      return set_aside (db, settlement, step, error);
    }
}

static void
run_step (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_step (db, data, &error))
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

  step->settlement = g_atomic_rc_box_acquire ((KlSettlement *) settlement);
  step->today = kl_clock_today ();
  step->undo = undo;
  kl_store_perform_async (store, run_step, step, (GDestroyNotify) step_free, NULL, callback,
                          user_data);
}

static KlSettlement *
create (Kind kind, const KlAttention *attention)
{
  KlSettlement *settlement = g_atomic_rc_box_new0 (KlSettlement);

  settlement->kind = kind;
  settlement->case_id = attention->case_id;
  settlement->target_id = attention->target_id;
  settlement->title = g_strdup (attention->title);

  return settlement;
}

static void
offer_free (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  kl_settlement_free (offer->settlement);
  g_object_unref (offer->session);
  g_object_unref (offer->widget);
  g_free (offer);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (!kl_settlement_finish (KL_STORE (source), result, &error))
    gtk_widget_activate_action (widget, "win.toast", "s", error->message);
}

static void
undo_cb (AdwToast *toast, Offer *offer)
{
  perform (offer->settlement, TRUE, kl_session_get_store (offer->session), undone_cb,
           g_object_ref (offer->widget));
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

  settlement =
    create (attention->reason == KL_ATTENTION_ACTION_DUE ? TICKED_OFF : PICKED_UP, attention);
  settlement->user_id = user != NULL ? user->id : 0;

  return settlement;
}

/**
 * kl_settlement_new_aside:
 * @attention: what asks for attention; not kept
 * @until: the day on which it asks again
 * @why: why it can wait
 *
 * Returns: (transfer full): setting it aside
 */
KlSettlement *
kl_settlement_new_aside (const KlAttention *attention, KlDate until, const char *why)
{
  KlSettlement *settlement;

  g_return_val_if_fail (attention != NULL, NULL);

  settlement = create (SET_ASIDE, attention);
  settlement->snooze = kl_snooze_new (attention, until, why);

  return settlement;
}

/**
 * kl_settlement_new_awake:
 * @attention: what was set aside; not kept
 *
 * Returns: (transfer full): letting it ask for attention again
 */
KlSettlement *
kl_settlement_new_awake (const KlAttention *attention)
{
  KlSettlement *settlement;

  g_return_val_if_fail (attention != NULL && attention->snooze != NULL, NULL);

  settlement = create (WOKEN, attention);
  settlement->snooze = kl_snooze_copy (attention->snooze);

  return settlement;
}

/**
 * kl_settlement_new_review:
 * @attention: a case to look at again; not kept
 * @status: how it stands from now on
 * @until: when it is only followed: until when, or %KL_DATE_NONE
 * @why: (nullable): the reason
 *
 * Returns: (transfer full): what came of looking again
 */
KlSettlement *
kl_settlement_new_review (const KlAttention *attention,
                          KlCaseStatus status,
                          KlDate until,
                          const char *why)
{
  KlSettlement *settlement;

  g_return_val_if_fail (attention != NULL && attention->reason == KL_ATTENTION_PLAN_REVIEW, NULL);

  settlement = create (REVIEWED, attention);
  settlement->status = status;
  settlement->until = until;
  settlement->until_before = attention->since;
  settlement->why = g_strdup (why);

  return settlement;
}

/**
 * kl_settlement_ref:
 * @settlement: a settlement
 *
 * Returns: (transfer full): the same
 */
KlSettlement *
kl_settlement_ref (KlSettlement *settlement)
{
  g_return_val_if_fail (settlement != NULL, NULL);

  return g_atomic_rc_box_acquire (settlement);
}

/**
 * kl_settlement_free:
 * @settlement: (transfer full) (nullable): a settlement
 */
void
kl_settlement_free (KlSettlement *settlement)
{
  if (settlement != NULL)
    g_atomic_rc_box_release_full (settlement, settlement_clear);
}

static char *
describe_aside (const KlSettlement *settlement)
{
  g_autofree char *day = kl_date_format (settlement->snooze->until, KL_DATE_STYLE_SHORT_WEEKDAY);

  /* Translators: until a day something was set aside; then what it is about */
  return g_strdup_printf (_ ("Set aside until %s: %s"), day, settlement->title);
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

  switch (settlement->kind)
    {
    case TICKED_OFF:
      /* Translators: %s is what had to be done */
      return g_strdup_printf (_ ("Ticked off: %s"), settlement->title);
    case SET_ASIDE:
      return describe_aside (settlement);
    case WOKEN:
      /* Translators: %s is what was set aside and stands in the list again */
      return g_strdup_printf (_ ("Asks for attention again: %s"), settlement->title);
    case REVIEWED:
      /* Translators: %s is the title of a case */
      return g_strdup_printf (_ ("Looked at again: %s"), settlement->title);
    case PICKED_UP:
    default:
      /* Translators: %s is the title of a case */
      return g_strdup_printf (_ ("You are in charge of: %s"), settlement->title);
    }
}

/**
 * kl_settlement_apply:
 * @settlement: a settlement
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * For who is on the store's thread already.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_settlement_apply (KlSettlement *settlement, KlDb *db, GError **error)
{
  const Step step = { .settlement = settlement, .today = kl_clock_today () };

  g_return_val_if_fail (settlement != NULL && db != NULL, FALSE);

  return take_step (db, &step, error);
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

/**
 * kl_settlement_create_toast:
 * @settlement: what was done
 * @session: who did it
 * @widget: where to say so when it cannot be undone
 *
 * Returns: (transfer full): a toast that tells it and undoes it
 */
AdwToast *
kl_settlement_create_toast (KlSettlement *settlement, KlSession *session, GtkWidget *widget)
{
  g_autofree char *title = NULL;
  AdwToast *toast;
  Offer *offer;

  g_return_val_if_fail (settlement != NULL && KL_IS_SESSION (session), NULL);

  title = kl_settlement_describe (settlement);
  toast = adw_toast_new ("");
  offer = g_new0 (Offer, 1);
  offer->settlement = kl_settlement_ref (settlement);
  offer->session = g_object_ref (session);
  offer->widget = g_object_ref (widget);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), offer, offer_free, 0);

  return toast;
}
