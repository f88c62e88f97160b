/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

/**
 * KlActionFilter:
 * @case_id: of one case, or 0
 * @owner_id: of one person, or 0
 * @school_id: of one school, or 0
 * @open_only: leave out what is done
 */
typedef struct
{
  gint64 case_id;
  gint64 owner_id;
  gint64 school_id;
  gboolean open_only;
} KlActionFilter;

gint64 kl_actions_add (KlDb *db, const KlAction *action, GError **error);
gint64 kl_actions_agree (KlDb *db, const KlAction *action, KlDate today, GError **error);
gboolean kl_actions_edit (KlDb *db,
                          gint64 action_id,
                          const char *text,
                          gint64 owner_id,
                          KlDate due,
                          GError **error);
gboolean kl_actions_change (KlDb *db,
                            const KlAction *seen,
                            const KlAction *changed,
                            KlAction **current,
                            GError **error);
gboolean kl_actions_set_recurrence (KlDb *db,
                                    gint64 action_id,
                                    const KlRecurrence *recurrence,
                                    GError **error);
gboolean kl_actions_set_done (KlDb *db, gint64 action_id, KlDate done_on, GError **error);
KlAction *kl_actions_get (KlDb *db, gint64 action_id, GError **error);
GPtrArray *kl_actions_list (KlDb *db, const KlActionFilter *filter, GError **error);
GPtrArray *kl_actions_list_seen (KlDb *db, const KlActionFilter *filter, GError **error);

G_END_DECLS
