/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case.h"
#include "model/kl-meeting.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlBriefFact:
 * @label: what it is ("Last contact")
 * @value: how it is ("10 days")
 * @person: (nullable): whose face stands beside it; else a clock
 * @late: whether it is past its norm, or waits
 */
typedef struct
{
  char *label;
  char *value;
  char *person;
  gboolean late;
} KlBriefFact;

/**
 * KlCaseBrief:
 * @file: the case
 * @since: (element-type KlEntry): what happened since @after and the one who reads may see, oldest
 *   first
 * @after: the meeting before, or six weeks ago
 * @facts: (element-type KlBriefFact): who, how long
 * @subject: what stands below the name: "Driftbuien thuis · groep 7 · 10 jaar"
 * @n_open: open actions
 *
 * A case as it lies on the table in a meeting.
 */
typedef struct
{
  KlCaseFile *file;
  GPtrArray *since;
  KlDate after;
  KlDate today;
  GPtrArray *facts;
  char *subject;
  guint n_open;
} KlCaseBrief;

KlCaseBrief *
kl_case_brief_load (KlDb *db, gint64 case_id, KlDate after, KlDate today, GError **error);
void kl_case_brief_free (KlCaseBrief *brief);
char *kl_case_brief_format_since (const KlCaseBrief *brief);
char *kl_case_brief_format_entry (const KlEntry *entry);
char *kl_case_brief_format_due (const KlAction *action, KlDate today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseBrief, kl_case_brief_free)

G_END_DECLS
