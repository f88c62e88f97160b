/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-step.h"

#include <glib/gi18n-lib.h>

/**
 * kl_case_step_free:
 * @step: (transfer full) (nullable): a change of status
 */
void
kl_case_step_free (KlCaseStep *step)
{
  if (step == NULL)
    return;

  kl_person_free (step->who);
  g_free (step->reason);
  g_free (step);
}

/**
 * kl_case_step_is_reopening:
 * @step: a change of status
 *
 * Returns: whether a closed case went on by it
 */
gboolean
kl_case_step_is_reopening (const KlCaseStep *step)
{
  g_return_val_if_fail (step != NULL, FALSE);

  return step->from == KL_CASE_STATUS_CLOSED && step->to != KL_CASE_STATUS_CLOSED;
}

/**
 * kl_case_steps_get_reopened_on:
 * @steps: (element-type KlCaseStep): the changes of one case, oldest first
 *
 * Returns: the day it was last reopened, or %KL_DATE_NONE
 */
KlDate
kl_case_steps_get_reopened_on (GPtrArray *steps)
{
  g_return_val_if_fail (steps != NULL, KL_DATE_NONE);

  for (guint i = steps->len; i > 0; i--)
    {
      const KlCaseStep *step = g_ptr_array_index (steps, i - 1);

      if (kl_case_step_is_reopening (step))
        return step->day;
    }

  return KL_DATE_NONE;
}

/**
 * kl_case_steps_get_since:
 * @steps: (element-type KlCaseStep): the changes of one case, oldest first
 *
 * To follow a case for longer does not make it start anew.
 *
 * Returns: since when it has the status that it has, or %KL_DATE_NONE when that is not known
 */
KlDate
kl_case_steps_get_since (GPtrArray *steps)
{
  const KlCaseStep *step = NULL;

  g_return_val_if_fail (steps != NULL, KL_DATE_NONE);

  for (guint i = steps->len; i > 0; i--)
    {
      step = g_ptr_array_index (steps, i - 1);
      if (step->from != (int) step->to)
        break;
    }

  return step != NULL ? step->day : KL_DATE_NONE;
}

/* What happened, without when and by whom. */
static const char *
get_words (const KlCaseStep *step)
{
  if (kl_case_step_is_reopening (step))
    return _ ("Opened again");

  switch (step->to)
    {
    case KL_CASE_STATUS_NEW:
      return _ ("Asked");
    case KL_CASE_STATUS_ACTIVE:
      return _ ("Picked up");
    case KL_CASE_STATUS_WAITING:
      return C_ ("case step", "Waiting");
    case KL_CASE_STATUS_MONITORING:
      return step->from == KL_CASE_STATUS_MONITORING ? _ ("Followed for longer")
                                                     : C_ ("case step", "Followed");
    case KL_CASE_STATUS_CLOSED:
      return step->from == KL_CASE_STATUS_NONE && step->help != KL_HELP_NONE
               ? _ ("Answered on the spot")
               : C_ ("case step", "Closed");
    default:
      return "";
    }
}

/**
 * kl_case_step_format:
 * @step: a change of status
 *
 * Returns: (transfer full): what happened in a few translated words, with the reason when there is
 *   one ("Picked up", "Waiting: the answer of the partner")
 */
char *
kl_case_step_format (const KlCaseStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);

  if (step->reason == NULL || *step->reason == '\0')
    return g_strdup (get_words (step));

  /* Translators: what happened to a case ("Waiting"), and why */
  return g_strdup_printf (_ ("%s: %s"), get_words (step), step->reason);
}

/**
 * kl_case_move_wants_reason:
 * @from: the status a case has
 * @to: the status it gets
 *
 * Returns: whether somebody who reads it later will want to know why, so that it should be asked
 *   for: what it waits for, why it is only followed, why it is opened again
 */
gboolean
kl_case_move_wants_reason (KlCaseStatus from, KlCaseStatus to)
{
  return from != to
         && (to == KL_CASE_STATUS_WAITING || to == KL_CASE_STATUS_MONITORING
             || kl_case_move_is_reopening (from, to));
}
