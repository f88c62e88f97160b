/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

/* Shared by the files around a meeting; nobody else. */

/**
 * KlPointFacts:
 * @case_id: the case, or 0 for a point of order
 * @settled: whether the meeting is
 *
 * Where a point of an agenda stands.
 */
typedef struct
{
  gint64 id;
  gint64 meeting_id;
  gint64 case_id;
  gint64 school_id;
  KlPointState state;
  gboolean settled;
} KlPointFacts;

gboolean kl_meeting_run (KlDb *db, const KlSql *sql, guint statement, gint64 id, GError **error);
gboolean kl_meeting_run_with (KlDb *db,
                              const KlSql *sql,
                              guint statement,
                              gint64 id,
                              gint64 value,
                              GError **error);
gboolean kl_point_get_facts (KlDb *db, gint64 item_id, KlPointFacts *facts, GError **error);
gboolean kl_point_get_open_facts (KlDb *db, gint64 item_id, KlPointFacts *facts, GError **error);
const KlAgendaItem *kl_point_find (const KlMeeting *meeting, gint64 item_id);
gboolean kl_point_log_write (KlDb *db, const KlPointFacts *facts, GError **error);
gboolean kl_meeting_get_school (KlDb *db, gint64 meeting_id, gint64 *school_id, GError **error);
gboolean kl_meeting_log_write (KlDb *db, gint64 meeting_id, gint64 school_id, GError **error);

G_END_DECLS
