/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-capture-state.h"

#include <glib/gi18n-lib.h>

#define DRAFT_FORMAT "(iiiisisiassxisi)"

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

/**
 * kl_capture_serialize:
 * @question: a question that is being written
 * @typed: what is typed for whom it is about, and not chosen yet
 *
 * Whom it is about is left out: a draft keeps words, and rows may be gone when it is taken up.
 *
 * Returns: (transfer full) (nullable): the draft for the store, or %NULL when nothing was written
 */
char *
kl_capture_serialize (const KlNewCase *question, const char *typed)
{
  g_autoptr (GVariantBuilder) topics = NULL;
  g_autoptr (GVariant) draft = NULL;

  if (!has_text (question->text) && !has_text (question->next_step) && !has_text (typed)
      && !has_text (question->answer))
    return NULL;

  topics = g_variant_builder_new (G_VARIANT_TYPE ("as"));
  for (guint i = 0; question->topics != NULL && i < question->topics->len; i++)
    g_variant_builder_add (topics, "s", g_ptr_array_index (question->topics, i));

  draft = g_variant_ref_sink (
    g_variant_new (DRAFT_FORMAT, question->asked_by, question->route, question->theme,
                   question->help, question->text != NULL ? question->text : "",
                   question->visibility, question->next_step != NULL ? question->next_step : "",
                   question->next_due, topics, typed != NULL ? typed : "", question->next_owner_id,
                   question->happened_on, question->answer != NULL ? question->answer : "",
                   question->kind));

  return g_variant_print (draft, FALSE);
}

/**
 * kl_capture_parse:
 * @draft: what kl_capture_serialize() made
 * @question: filled with it
 * @typed: (out) (transfer full): what was typed for whom it is about
 *
 * Returns: whether @draft could be read; @question and @typed are left alone if not
 */
gboolean
kl_capture_parse (const char *draft, KlNewCase *question, char **typed)
{
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariantIter) topics = NULL;
  const char *topic;
  int asked_by, route, theme, help, visibility, due, happened_on;
  char *text, *step, *answer;

  value = g_variant_parse (G_VARIANT_TYPE (DRAFT_FORMAT), draft, NULL, NULL, NULL);
  if (value == NULL)
    return FALSE;

  g_variant_get (value, DRAFT_FORMAT, &asked_by, &route, &theme, &help, &text, &visibility, &step,
                 &due, &topics, typed, &question->next_owner_id, &happened_on, &answer,
                 &question->kind);
  question->asked_by = asked_by;
  question->route = route;
  question->theme = theme;
  question->help = help;
  question->visibility = visibility;
  question->next_due = due;
  question->happened_on = happened_on;
  g_free (question->text);
  question->text = text;
  g_free (question->next_step);
  question->next_step = step;
  g_free (question->answer);
  question->answer = answer;
  while (g_variant_iter_next (topics, "&s", &topic))
    g_ptr_array_add (question->topics, g_strdup (topic));

  return TRUE;
}
