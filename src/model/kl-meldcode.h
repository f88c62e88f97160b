/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Signals, consultation, conversation, weighing, decision: the law knows these. */
#define KL_MELDCODE_N_STEPS 5

const char *kl_meldcode_get_label (int step);
int kl_meldcode_get_next (int last);

G_END_DECLS
