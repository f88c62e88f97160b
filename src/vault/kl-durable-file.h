/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KlDurableStep:
 * @KL_DURABLE_STEP_OPENED: the file beside the real one is made, and empty
 * @KL_DURABLE_STEP_HALF: half of the bytes are handed to the system
 * @KL_DURABLE_STEP_WRITTEN: all bytes are handed to the system
 * @KL_DURABLE_STEP_SYNCED: they are on the disk
 * @KL_DURABLE_STEP_RENAMED: the file has taken the place of the real one
 * @KL_DURABLE_STEP_DONE: the folder is on the disk too
 *
 * The points between which a crash can fall while a file is replaced.
 */
typedef enum
{
  KL_DURABLE_STEP_OPENED,
  KL_DURABLE_STEP_HALF,
  KL_DURABLE_STEP_WRITTEN,
  KL_DURABLE_STEP_SYNCED,
  KL_DURABLE_STEP_RENAMED,
  KL_DURABLE_STEP_DONE,
} KlDurableStep;

/**
 * KlDurableProbe:
 * @step: the point that is reached
 * @data: what was given along
 *
 * Is called at each step; tests pull the plug here.
 */
typedef void (*KlDurableProbe) (KlDurableStep step, gpointer data);

gboolean kl_durable_file_replace (const char *path, GBytes *bytes, GError **error);
void kl_durable_file_set_probe (KlDurableProbe probe, gpointer data);

G_END_DECLS
