/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-new-case.h"

G_BEGIN_DECLS

/**
 * KlCaptureState:
 * @can_save: whether there is enough to keep: somebody it is about, or what was said
 * @asks_next_step: whether a next step makes sense
 * @save_label: what the button says
 *
 * What the capture dialog shows for a question that is being written.
 */
typedef struct
{
  gboolean can_save;
  gboolean asks_next_step;
  const char *save_label;
} KlCaptureState;

KlCaptureState kl_capture_state_derive (const KlNewCase *question, gboolean has_subject);

G_END_DECLS
