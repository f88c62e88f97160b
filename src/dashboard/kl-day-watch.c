/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-day-watch.h"

#include "model/kl-date.h"

/* Looked at by the minute rather than at midnight: a timer stands still while a laptop sleeps. */
#define INTERVAL 60

struct _KlDayWatch
{
  GObject parent_instance;

  KlDate today;
  guint source;
};

enum
{
  DAY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlDayWatch, kl_day_watch, G_TYPE_OBJECT)

/* Callbacks */

static gboolean
tick_cb (gpointer user_data)
{
  g_autoptr (KlDayWatch) self = g_object_ref (KL_DAY_WATCH (user_data));

  kl_day_watch_check (self);

  return G_SOURCE_CONTINUE;
}

/* Overrides */

static void
kl_day_watch_finalize (GObject *object)
{
  g_clear_handle_id (&KL_DAY_WATCH (object)->source, g_source_remove);

  G_OBJECT_CLASS (kl_day_watch_parent_class)->finalize (object);
}

static void
kl_day_watch_class_init (KlDayWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_day_watch_finalize;

  /**
   * KlDayWatch::day-changed:
   * @self: a watch
   *
   * It is another day than before.
   */
  signals[DAY_CHANGED] = g_signal_new ("day-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_day_watch_init (KlDayWatch *self)
{
  self->today = kl_clock_today ();
  self->source = g_timeout_add_seconds (INTERVAL, tick_cb, self);
}

/* Public API */

/**
 * kl_day_watch_new:
 *
 * Days go by while a page stands open.
 *
 * Returns: (transfer full): what says so
 */
KlDayWatch *
kl_day_watch_new (void)
{
  return g_object_new (KL_TYPE_DAY_WATCH, NULL);
}

/**
 * kl_day_watch_check:
 * @self: a watch
 *
 * Returns: whether it is another day than at the last look; "day-changed" was emitted then
 */
gboolean
kl_day_watch_check (KlDayWatch *self)
{
  KlDate today = kl_clock_today ();

  g_return_val_if_fail (KL_IS_DAY_WATCH (self), FALSE);

  if (today == self->today)
    return FALSE;

  self->today = today;
  g_signal_emit (self, signals[DAY_CHANGED], 0);

  return TRUE;
}
