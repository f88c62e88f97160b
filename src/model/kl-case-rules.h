/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-words.h"

G_BEGIN_DECLS

/* A question that may not have been answered yet. */
typedef enum
{
  KL_ANSWER_UNKNOWN,
  KL_ANSWER_YES,
  KL_ANSWER_NO,
} KlAnswer;

/**
 * KlClosing:
 * @help_known: whether somebody chose what help was given; "no help needed" is a choice
 * @help: what help was given, as flags
 * @led_to_help: whether the child or family got help
 * @passed_on: whether the question was passed on to somebody else
 * @contact_continues: whether the team stays in touch
 *
 * What a case must say before it closes.
 */
typedef struct
{
  gboolean help_known;
  KlHelp help;
  KlAnswer led_to_help;
  KlAnswer passed_on;
  KlAnswer contact_continues;
} KlClosing;

typedef enum
{
  KL_CLOSING_COMPLETE = 0,
  KL_CLOSING_NEEDS_HELP = 1 << 0,
  KL_CLOSING_NEEDS_OUTCOME = 1 << 1,
  KL_CLOSING_NEEDS_CONTACT = 1 << 2,
} KlClosingMissing;

typedef enum
{
  KL_CASE_MOVE_ALLOWED,
  KL_CASE_MOVE_NOTHING,    /* it has that status already */
  KL_CASE_MOVE_INCOMPLETE, /* closing needs more facts */
  KL_CASE_MOVE_REFUSED,
} KlCaseMove;

KlClosingMissing kl_closing_check (const KlClosing *closing);
char *kl_closing_describe_missing (KlClosingMissing missing);

KlCaseMove kl_case_move_check (KlCaseStatus from, KlCaseStatus to, const KlClosing *closing);
char *kl_case_move_describe (KlCaseMove move,
                             KlCaseStatus from,
                             KlCaseStatus to,
                             const KlClosing *closing);
gboolean kl_case_move_is_reopening (KlCaseStatus from, KlCaseStatus to);
gboolean kl_case_move_get_entry (KlCaseStatus from, KlCaseStatus to, KlEntryKind *kind);

G_END_DECLS
