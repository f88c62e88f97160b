/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-block.h"
#include "model/kl-wellbeing.h"

G_BEGIN_DECLS

/**
 * KlChildWheel:
 * @now: what the child says
 * @before: what it said the time before
 * @day: when
 * @before_day: when that was, or %KL_DATE_NONE when this was the first time
 *
 * The kansencirkel as a child sees it: what it said itself, and no other voice.
 */
typedef struct
{
  KlWellbeingScores now;
  KlWellbeingScores before;
  KlDate day;
  KlDate before_day;
} KlChildWheel;

KlBlock *kl_wheel_figure_new (KlTypesetter *typesetter,
                              const KlChildWheel *wheel,
                              const char *name,
                              double width);
KlBlock *kl_wheel_legend_new (KlTypesetter *typesetter, const KlChildWheel *wheel);
KlBlock *kl_wheel_words_new (KlTypesetter *typesetter, const char *words);

G_END_DECLS
