/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KlMapWork:
 * @job: what to do, and what comes of it
 *
 * What a thread does. It touches nothing but its job.
 */
typedef void (*KlMapWork) (gpointer job);

/**
 * KlMapDone:
 * @object: who asked for it
 * @job: with what came of it
 *
 * Takes what is done, on the main thread.
 */
typedef void (*KlMapDone) (gpointer object, gpointer job);

void kl_map_work_run (gpointer object,
                      gpointer job,
                      GDestroyNotify free_job,
                      KlMapWork work,
                      KlMapDone done);

G_END_DECLS
