/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meldcode.h"

#include <glib/gi18n-lib.h>

static const char *const labels[KL_MELDCODE_N_STEPS] = {
  N_ ("Step 1: signals"),  N_ ("Step 2: consultation"), N_ ("Step 3: conversation"),
  N_ ("Step 4: weighing"), N_ ("Step 5: decision"),
};

/**
 * kl_meldcode_get_label:
 * @step: from 1
 *
 * Returns: (nullable): what the step is called, %NULL when the meldcode does not know it
 */
const char *
kl_meldcode_get_label (int step)
{
  return step >= 1 && step <= KL_MELDCODE_N_STEPS ? _ (labels[step - 1]) : NULL;
}

/**
 * kl_meldcode_get_next:
 * @last: the step that was taken last, 0 for none
 *
 * What comes after the decision is what comes first again: signals that go on are walked through
 * anew.
 *
 * Returns: the step to propose, from 1
 */
int
kl_meldcode_get_next (int last)
{
  return last >= 1 && last < KL_MELDCODE_N_STEPS ? last + 1 : 1;
}
