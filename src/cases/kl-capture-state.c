/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-capture-state.h"

#include <glib/gi18n-lib.h>

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * kl_capture_state_derive:
 * @question: a question that is being written
 * @has_subject: whether somebody, or the school, was chosen
 *
 * Returns: what the dialog shows for it
 */
KlCaptureState
kl_capture_state_derive (const KlNewCase *question, gboolean has_subject)
{
  KlCaptureState state;
  gboolean advice_only = kl_new_case_is_advice_only (question);

  state.can_save = has_subject || has_text (question->text);
  state.asks_next_step = !advice_only;
  state.save_label = advice_only ? _ ("_Record and settle") : _ ("_Record");

  return state;
}
