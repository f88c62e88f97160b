/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

/**
 * KlSlide:
 * @item: the point
 * @blocked_by: (nullable): somebody at the table who may not see this case; nothing of it
 *   is here then, not its title either
 * @since: (element-type KlEntry): what happened since the meeting before and everybody at the table
 *   may see, oldest first
 * @n_withheld: how much more happened that the one who shows it sees, but not everybody there
 *
 * A point of an agenda as it can be shown to all who are at the table.
 */
typedef struct
{
  KlAgendaItem *item;
  char *blocked_by;
  GPtrArray *since;
  int n_withheld;
} KlSlide;

KlSlide *
kl_meeting_slide_load (KlDb *db, gint64 meeting_id, gint64 item_id, KlDate today, GError **error);
void kl_slide_free (KlSlide *slide);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSlide, kl_slide_free)

G_END_DECLS
