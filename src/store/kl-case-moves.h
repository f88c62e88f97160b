/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-private.h"
#include "kl-case-steps.h"

G_BEGIN_DECLS

/* For the store alone. */

/**
 * KlCaseMoved:
 * @step_id: the change of status
 * @entry_id: what tells of it on the timeline, or 0
 *
 * What a move left behind.
 */
typedef struct
{
  gint64 step_id;
  gint64 entry_id;
} KlCaseMoved;

void kl_case_step_take_closing (KlCaseStep *step, const KlCaseClosing *closing);
gboolean kl_case_close (KlDb *db,
                        const KlCaseClosing *closing,
                        KlDate today,
                        KlCaseMoved *moved,
                        GError **error);
gboolean kl_case_reopen (KlDb *db,
                         gint64 case_id,
                         const char *reason,
                         KlDate today,
                         KlCaseMoved *moved,
                         GError **error);

/* In kl-entries.c: takes back an entry that nobody has touched since. */
gboolean kl_entries_take_back (KlDb *db, gint64 entry_id, GError **error);

G_END_DECLS
