/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-store.h"

G_BEGIN_DECLS

/**
 * KlSaveListMake:
 * @db: a connection, in a transaction
 * @data: what was given to kl_save_list()
 * @error: (out): return location for what went wrong
 *
 * Makes a list for a spreadsheet and writes down that it leaves the vault, on the store's thread.
 *
 * Returns: (transfer full): the list, or %NULL on error
 */
typedef GBytes *(*KlSaveListMake) (KlDb *db, gpointer data, GError **error);

void kl_save_list (GtkWidget *widget,
                   KlStore *store,
                   const char *file_name,
                   KlSaveListMake make,
                   gpointer data,
                   GDestroyNotify destroy);

G_END_DECLS
