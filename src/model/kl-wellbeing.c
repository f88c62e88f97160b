/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wellbeing.h"

#include <glib/gi18n-lib.h>

#include "kl-words.h"

/**
 * kl_wellbeing_round_new:
 *
 * Returns: (transfer full): a round in which nobody said anything yet
 */
KlWellbeingRound *
kl_wellbeing_round_new (void)
{
  KlWellbeingRound *round = g_new0 (KlWellbeingRound, 1);

  round->day = KL_DATE_NONE;
  return round;
}

/**
 * kl_wellbeing_round_copy:
 * @round: a round
 *
 * Returns: (transfer full): the same
 */
KlWellbeingRound *
kl_wellbeing_round_copy (const KlWellbeingRound *round)
{
  KlWellbeingRound *copy;

  g_return_val_if_fail (round != NULL, NULL);

  copy = g_memdup2 (round, sizeof *round);
  copy->words = g_strdup (round->words);
  copy->reason = g_strdup (round->reason);
  copy->author = round->author != NULL ? kl_person_copy (round->author) : NULL;
  return copy;
}

/**
 * kl_wellbeing_round_free:
 * @round: (transfer full) (nullable): a round
 */
void
kl_wellbeing_round_free (KlWellbeingRound *round)
{
  if (round == NULL)
    return;

  g_free (round->words);
  g_free (round->reason);
  kl_person_free (round->author);
  g_free (round);
}

/**
 * kl_wellbeing_scores_are_empty:
 * @scores: what a voice says
 *
 * Returns: whether that is nothing
 */
gboolean
kl_wellbeing_scores_are_empty (const KlWellbeingScores *scores)
{
  g_return_val_if_fail (scores != NULL, TRUE);

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    if (scores->of[i] != 0)
      return FALSE;

  return TRUE;
}

/**
 * kl_wellbeing_round_has_voice:
 * @round: a round
 * @voice: one of those that are asked
 *
 * Returns: whether it said anything
 */
gboolean
kl_wellbeing_round_has_voice (const KlWellbeingRound *round, KlWellbeingVoice voice)
{
  g_return_val_if_fail (round != NULL && voice < KL_N_WELLBEING_VOICES, FALSE);

  return !kl_wellbeing_scores_are_empty (&round->voices[voice]);
}

/**
 * kl_wellbeing_round_is_valid:
 * @round: a round
 *
 * Returns: whether somebody said something, by scores that there are
 */
gboolean
kl_wellbeing_round_is_valid (const KlWellbeingRound *round)
{
  gboolean said = FALSE;

  g_return_val_if_fail (round != NULL, FALSE);

  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
      {
        if (round->voices[voice].of[i] > KL_WELLBEING_MAX)
          return FALSE;
        said |= round->voices[voice].of[i] > 0;
      }

  return said;
}

/**
 * kl_wellbeing_aspect_get_child_words:
 * @aspect: a side of how a child is
 *
 * Returns: (transfer none): how a child says it of itself
 */
const char *
kl_wellbeing_aspect_get_child_words (KlWellbeingAspect aspect)
{
  static const char *const words[KL_N_WELLBEING_ASPECTS] = {
    [KL_WELLBEING_SAFE] = N_ ("I feel safe"),
    [KL_WELLBEING_HEALTHY] = N_ ("I feel fit"),
    [KL_WELLBEING_ACHIEVING] = N_ ("I learn and grow"),
    [KL_WELLBEING_NURTURED] = N_ ("I am well looked after"),
    [KL_WELLBEING_ACTIVE] = N_ ("I do fun things"),
    [KL_WELLBEING_RESPECTED] = N_ ("I am listened to"),
    [KL_WELLBEING_RESPONSIBLE] = N_ ("I can do things myself"),
    [KL_WELLBEING_INCLUDED] = N_ ("I belong"),
  };

  g_return_val_if_fail (aspect < KL_N_WELLBEING_ASPECTS, "");

  return g_dgettext (GETTEXT_PACKAGE, words[aspect]);
}

/**
 * kl_wellbeing_scores_describe:
 * @scores: what a voice says
 *
 * Returns: (transfer full): each side of which something was said, with its score: "Safe 2,
 *   Healthy 4"
 */
char *
kl_wellbeing_scores_describe (const KlWellbeingScores *scores)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (scores != NULL, NULL);

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    if (scores->of[i] != 0)
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "",
                              kl_words_get_label (KL_WORDS_WELLBEING_ASPECT, i), scores->of[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kl_wellbeing_scores_describe_for_child:
 * @now: what the child says
 * @before: (nullable): what it said the time before
 *
 * Returns: (transfer full): all eight in its own words, a sentence each: "I feel safe: 2, was 1."
 */
char *
kl_wellbeing_scores_describe_for_child (const KlWellbeingScores *now,
                                        const KlWellbeingScores *before)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (now != NULL, NULL);

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      const guint was = before != NULL ? before->of[i] : 0;

      g_string_append_printf (text, "%s%s: ", i > 0 ? " " : "",
                              kl_wellbeing_aspect_get_child_words ((KlWellbeingAspect) i));
      if (now->of[i] == 0)
        g_string_append (text, _ ("not said"));
      else
        g_string_append_printf (text, "%u", now->of[i]);
      if (was != 0 && was != now->of[i])
        {
          /* Translators: after a score of now, the one of the time before: "2, was 1" */
          g_string_append_printf (text, _ (", was %u"), was);
        }
      g_string_append_c (text, '.');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kl_wellbeing_round_describe:
 * @round: a round
 * @child: what the child is called
 *
 * Returns: (transfer full): what each voice says, for who does not see the drawing
 */
char *
kl_wellbeing_round_describe (const KlWellbeingRound *round, const char *child)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (round != NULL && child != NULL, NULL);

  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    {
      g_autofree char *scores = kl_wellbeing_scores_describe (&round->voices[voice]);

      if (*scores == '\0')
        continue;
      g_string_append_printf (text, "%s%s: %s.", text->len > 0 ? " " : "",
                              voice == KL_WELLBEING_CHILD
                                ? child
                                : kl_words_get_label (KL_WORDS_WELLBEING_VOICE, voice),
                              scores);
    }
  if (round->words != NULL)
    g_string_append_printf (text, " “%s”", round->words);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
