/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case-rules.h"
#include "kl-date.h"
#include "kl-people.h"

G_BEGIN_DECLS

/* A case that begins comes from no status. */
#define KL_CASE_STATUS_NONE (-1)

/**
 * KlCaseStep:
 * @from: a #KlCaseStatus, or %KL_CASE_STATUS_NONE when it begins or is not known
 * @day: the day it was so, or %KL_DATE_NONE when that is not known
 * @recorded_at: the moment it was written down, 0 when that is not known
 * @who: (nullable): by whom
 * @entry_id: the entry that tells of it, or 0
 * @reason: (nullable): why; of an entry that is not for the reader %NULL
 * @monitor_until: until when it is followed, or %KL_DATE_NONE
 * @help: what help a closing says was given
 * @led_to_help: whether a closing says that it led to help
 * @passed_on: whether a closing says that it was passed on
 * @contact_continues: whether a closing says that the team stays in touch
 * @satisfied: whether a closing says that those who asked are satisfied
 *
 * A change of status of a case; never changed afterwards.
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  int from;
  KlCaseStatus to;
  KlDate day;
  gint64 recorded_at;
  KlPerson *who;
  gint64 entry_id;
  char *reason;
  KlDate monitor_until;
  KlHelp help;
  gboolean led_to_help;
  gboolean passed_on;
  gboolean contact_continues;
  KlSatisfied satisfied;
} KlCaseStep;

/**
 * KlCaseClosing:
 * @closing: what the rule asks for
 * @satisfied: whether those who asked are satisfied, as far as known
 * @text: (nullable): how it ended, for the timeline
 *
 * How one of many cases ends.
 */
typedef struct
{
  gint64 case_id;
  KlClosing closing;
  KlSatisfied satisfied;
  const char *text;
} KlCaseClosing;

void kl_case_step_free (KlCaseStep *step);
gboolean kl_case_step_is_reopening (const KlCaseStep *step);
KlDate kl_case_steps_get_reopened_on (GPtrArray *steps);
KlDate kl_case_steps_get_since (GPtrArray *steps);
char *kl_case_step_format (const KlCaseStep *step);
gboolean kl_case_move_wants_reason (KlCaseStatus from, KlCaseStatus to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseStep, kl_case_step_free)

G_END_DECLS
