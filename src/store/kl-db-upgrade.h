/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

/**
 * KlUpgradeProgress:
 * @done: how far it is, from 0 to 1; 1 is told last
 *
 * Told while the layout of a file is brought up to this version, on the thread that opens it. A
 * file that is up to date opens without.
 */
typedef void (*KlUpgradeProgress) (double done, gpointer data);

KlDb *kl_db_open_watched (const char *path,
                          const guint8 *key,
                          gsize key_size,
                          KlDbFlags flags,
                          KlUpgradeProgress progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
