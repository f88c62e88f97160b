/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KlHeldFocus:
 *
 * Where the keyboard stands in a list, held while its rows are made anew: who moves a row or ticks
 * something in it goes on with that same row. It is taken before and given back after; as a
 * g_autoptr() at the end of the block, when what is in sight is settled too.
 */
typedef struct _KlHeldFocus KlHeldFocus;

void kl_held_focus_set_id (GtkWidget *row, gint64 id);
KlHeldFocus *kl_held_focus_take (GtkWidget *list);
KlHeldFocus *kl_held_focus_take_in_groups (GtkWidget *groups);
void kl_held_focus_give_back (KlHeldFocus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlHeldFocus, kl_held_focus_give_back)

G_END_DECLS
