/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

/**
 * KlFormBringing:
 * @read: reads what a dialog works with, on the store's thread; it may change what was wanted
 * @show: (transfer floating): makes the dialog; takes what was read
 * @free: frees what was read, when there is nothing left to show it over
 *
 * How a dialog comes by what it works with.
 */
typedef struct
{
  gpointer (*read) (KlDb *db, gpointer wanted, GError **error);
  AdwDialog *(*show) (KlSession *session, gpointer brought);
  GDestroyNotify free;
} KlFormBringing;

void kl_form_bring (GtkWidget *parent,
                    KlSession *session,
                    const KlFormBringing *bringing,
                    gpointer wanted,
                    GDestroyNotify wanted_free);

G_END_DECLS
