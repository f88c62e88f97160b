/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-rules.h"

#include <glib/gi18n-lib.h>

/* Auxiliary functions */

static gboolean
is_status (KlCaseStatus status)
{
  return status >= KL_CASE_STATUS_NEW && status <= KL_CASE_STATUS_CLOSED;
}

/*
 * Open statuses can follow each other freely, as help does not run in a straight
 * line; but what has been picked up is not new again, and a closed case comes
 * back to be worked on, not to wait.
 */
static gboolean
can_follow (KlCaseStatus from, KlCaseStatus to)
{
  if (to == KL_CASE_STATUS_NEW)
    return FALSE;

  return from != KL_CASE_STATUS_CLOSED || to == KL_CASE_STATUS_ACTIVE;
}

/* Public API */

/**
 * kl_closing_check:
 * @closing: what is known at the end of a case
 *
 * A case closes only with the help given, the outcome and whether contact continues.
 * The outcome is both questions: whether it led to help, and whether it was passed
 * on; "no" is an answer.
 *
 * Returns: what is still missing, as flags
 */
KlClosingMissing
kl_closing_check (const KlClosing *closing)
{
  KlClosingMissing missing = KL_CLOSING_COMPLETE;

  g_return_val_if_fail (closing != NULL, KL_CLOSING_NEEDS_HELP);

  if (!closing->help_known && closing->help == KL_HELP_NONE)
    missing |= KL_CLOSING_NEEDS_HELP;
  if (closing->led_to_help == KL_ANSWER_UNKNOWN || closing->passed_on == KL_ANSWER_UNKNOWN)
    missing |= KL_CLOSING_NEEDS_OUTCOME;
  if (closing->contact_continues == KL_ANSWER_UNKNOWN)
    missing |= KL_CLOSING_NEEDS_CONTACT;

  return missing;
}

/**
 * kl_closing_describe_missing:
 * @missing: what kl_closing_check() found
 *
 * Returns: (transfer full): one translated sentence that asks for it; empty when
 *   nothing is missing
 */
char *
kl_closing_describe_missing (KlClosingMissing missing)
{
  const char *parts[3];
  guint n_parts = 0;

  if (missing & KL_CLOSING_NEEDS_HELP)
    parts[n_parts++] = _ ("what help was given");
  if (missing & KL_CLOSING_NEEDS_OUTCOME)
    parts[n_parts++] = _ ("whether it led to help or was passed on");
  if (missing & KL_CLOSING_NEEDS_CONTACT)
    parts[n_parts++] = _ ("whether you stay in touch");

  switch (n_parts)
    {
    case 0:
      return g_strdup ("");
    case 1:
      /* Translators: %s is "what help was given" or the like */
      return g_strdup_printf (_ ("Please say first %s."), parts[0]);
    case 2:
      return g_strdup_printf (_ ("Please say first %s and %s."), parts[0], parts[1]);
    default:
      return g_strdup_printf (_ ("Please say first %s, %s and %s."), parts[0], parts[1], parts[2]);
    }
}

/**
 * kl_case_move_check:
 * @from: the status a case has
 * @to: the status it should get
 * @closing: (nullable): what is known at its end; needed to close it
 *
 * Returns: whether the case can get that status now
 */
KlCaseMove
kl_case_move_check (KlCaseStatus from, KlCaseStatus to, const KlClosing *closing)
{
  g_return_val_if_fail (is_status (from) && is_status (to), KL_CASE_MOVE_REFUSED);

  if (from == to)
    return KL_CASE_MOVE_NOTHING;
  if (!can_follow (from, to))
    return KL_CASE_MOVE_REFUSED;
  if (to == KL_CASE_STATUS_CLOSED
      && (closing == NULL || kl_closing_check (closing) != KL_CLOSING_COMPLETE))
    return KL_CASE_MOVE_INCOMPLETE;

  return KL_CASE_MOVE_ALLOWED;
}

/**
 * kl_case_move_describe:
 * @move: what kl_case_move_check() said
 * @from: the status the case has
 * @to: the status it should get
 * @closing: (nullable): what is known at its end
 *
 * Returns: (transfer full): one translated sentence for the person who tried; empty
 *   when the move is allowed
 */
char *
kl_case_move_describe (KlCaseMove move,
                       KlCaseStatus from,
                       KlCaseStatus to,
                       const KlClosing *closing)
{
  const KlClosing nothing = { 0 };

  switch (move)
    {
    case KL_CASE_MOVE_NOTHING:
      return g_strdup (_ ("The case has this status already."));
    case KL_CASE_MOVE_INCOMPLETE:
      return kl_closing_describe_missing (kl_closing_check (closing != NULL ? closing : &nothing));
    case KL_CASE_MOVE_REFUSED:
      if (from == KL_CASE_STATUS_CLOSED)
        return g_strdup (_ ("This case is closed. Reopen it first; nothing of it is lost."));
      return g_strdup (_ ("This case has been picked up, so it is not new any more."));
    case KL_CASE_MOVE_ALLOWED:
    default:
      return g_strdup ("");
    }
}

/**
 * kl_case_move_is_reopening:
 * @from: the status a case has
 * @to: the status it gets
 *
 * A reopened case keeps its history: its entries, and what was said at its closing,
 * stay as they are, and days without contact count from the reopening.
 *
 * Returns: whether the case is reopened by that
 */
gboolean
kl_case_move_is_reopening (KlCaseStatus from, KlCaseStatus to)
{
  return from == KL_CASE_STATUS_CLOSED && to != KL_CASE_STATUS_CLOSED && can_follow (from, to);
}

/**
 * kl_case_move_get_entry:
 * @from: the status a case has
 * @to: the status it gets
 * @kind: (out): the kind of entry that tells of it on the timeline
 *
 * Returns: whether the move must be told on the timeline; @kind is left alone if not
 */
gboolean
kl_case_move_get_entry (KlCaseStatus from, KlCaseStatus to, KlEntryKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  if (from != KL_CASE_STATUS_CLOSED && to == KL_CASE_STATUS_CLOSED)
    *kind = KL_ENTRY_CLOSING;
  else if (kl_case_move_is_reopening (from, to))
    *kind = KL_ENTRY_REOPENING;
  else
    return FALSE;

  return TRUE;
}
