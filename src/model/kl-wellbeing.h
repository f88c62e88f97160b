/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-date.h"
#include "kl-people.h"

G_BEGIN_DECLS

/* The more, the better; 0 stands for what was not said. */
#define KL_WELLBEING_MAX 5

/**
 * KlWellbeingScores:
 *
 * What one voice says of each #KlWellbeingAspect: 1 to %KL_WELLBEING_MAX, or 0.
 */
typedef struct
{
  guint8 of[KL_N_WELLBEING_ASPECTS];
} KlWellbeingScores;

/**
 * KlWellbeingRound:
 * @id: 0 as long as it is not kept
 * @pupil_id: the child it is about
 * @day: when they sat together
 * @voices: by #KlWellbeingVoice
 * @words: (nullable): a sentence of the child's own
 * @author: (nullable): who wrote it down
 * @recorded_at: when, Unix seconds
 * @replaces_id: the round that this one corrects, or 0
 * @reason: (nullable): why it was corrected
 *
 * One time that was asked how a child is.
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  gint64 pupil_id;
  KlDate day;
  KlWellbeingScores voices[KL_N_WELLBEING_VOICES];
  char *words;
  KlPerson *author;
  gint64 recorded_at;
  gint64 replaces_id;
  char *reason;
} KlWellbeingRound;

KlWellbeingRound *kl_wellbeing_round_new (void);
KlWellbeingRound *kl_wellbeing_round_copy (const KlWellbeingRound *round);
void kl_wellbeing_round_free (KlWellbeingRound *round);
gboolean kl_wellbeing_round_is_valid (const KlWellbeingRound *round);
gboolean kl_wellbeing_round_has_voice (const KlWellbeingRound *round, KlWellbeingVoice voice);

gboolean kl_wellbeing_scores_are_empty (const KlWellbeingScores *scores);
const char *kl_wellbeing_aspect_get_child_words (KlWellbeingAspect aspect);
char *kl_wellbeing_scores_describe (const KlWellbeingScores *scores);
char *kl_wellbeing_scores_describe_for_child (const KlWellbeingScores *now,
                                              const KlWellbeingScores *before);
char *kl_wellbeing_round_describe (const KlWellbeingRound *round, const char *child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlWellbeingRound, kl_wellbeing_round_free)

G_END_DECLS
