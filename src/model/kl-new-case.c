/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-new-case.h"

#include <string.h>

/* A title fits one line of a list and of a page. */
#define TITLE_LENGTH 60

static gboolean
has_words (const char *text)
{
  if (text == NULL)
    return FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* The end of the first sentence or line; a dot inside a number or an initial is not an end. */
static const char *
find_sentence_end (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\n' || *p == ';')
        return p;
      if (strchr (".!?", *p) != NULL && p - text > 3 && (p[1] == '\0' || g_ascii_isspace (p[1])))
        return *p == '?' ? p + 1 : p;
    }

  return text + strlen (text);
}

/* As many whole words as fit; a single long word is cut. */
static char *
shorten (const char *text)
{
  const char *end = NULL;
  const char *p = text;

  if (g_utf8_strlen (text, -1) <= TITLE_LENGTH)
    return g_strdup (text);

  for (int n = 0; n < TITLE_LENGTH - 1; n++, p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      end = p;
  if (end == NULL)
    end = p;
  while (end > text && strchr (" ,:-", end[-1]) != NULL)
    end--;

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/**
 * kl_new_case_new:
 * @school_id: the school where it was caught
 *
 * Returns: (transfer full): an empty question; free with kl_new_case_free()
 */
KlNewCase *
kl_new_case_new (gint64 school_id)
{
  KlNewCase *new_case = g_new0 (KlNewCase, 1);

  new_case->school_id = school_id;
  new_case->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  new_case->pupil_roles = g_array_new (FALSE, FALSE, sizeof (KlCaseRole));
  new_case->unlisted_names = g_ptr_array_new_with_free_func (g_free);
  new_case->topics = g_ptr_array_new_with_free_func (g_free);
  new_case->kind = -1;
  new_case->happened_at = -1;
  new_case->support_level = 1;

  return new_case;
}

/**
 * kl_new_case_free:
 * @new_case: (transfer full) (nullable): a question
 */
void
kl_new_case_free (KlNewCase *new_case)
{
  if (new_case == NULL)
    return;

  g_free (new_case->title);
  g_clear_pointer (&new_case->pupil_ids, g_array_unref);
  g_clear_pointer (&new_case->pupil_roles, g_array_unref);
  g_clear_pointer (&new_case->unlisted_names, g_ptr_array_unref);
  kl_person_free (new_case->asker);
  kl_person_free (new_case->asker_partner);
  kl_person_free (new_case->via);
  kl_person_free (new_case->via_partner);
  g_clear_pointer (&new_case->topics, g_ptr_array_unref);
  g_clear_pointer (&new_case->people, g_ptr_array_unref);
  g_free (new_case->text);
  g_free (new_case->answer);
  g_free (new_case->next_step);
  g_free (new_case);
}

static gboolean
has_unlisted (const KlNewCase *new_case)
{
  for (guint i = 0; i < new_case->unlisted_names->len; i++)
    if (has_words (g_ptr_array_index (new_case->unlisted_names, i)))
      return TRUE;

  return FALSE;
}

/**
 * kl_new_case_is_complete:
 * @new_case: a question
 *
 * Returns: whether it can be kept: there is a school, and it is known whom it is about or what
 *   was said
 */
gboolean
kl_new_case_is_complete (const KlNewCase *new_case)
{
  g_return_val_if_fail (new_case != NULL, FALSE);

  return new_case->school_id > 0
         && (new_case->pupil_ids->len > 0 || has_unlisted (new_case) || new_case->family_id > 0
             || new_case->group_id > 0 || has_words (new_case->text)
             || has_words (new_case->title));
}

/**
 * kl_new_case_is_advice_only:
 * @new_case: a question
 *
 * Returns: whether advice was given and nothing else is to happen, so that it is closed as it is
 *   kept
 */
gboolean
kl_new_case_is_advice_only (const KlNewCase *new_case)
{
  g_return_val_if_fail (new_case != NULL, FALSE);

  return new_case->help == KL_HELP_INFORMATION_ADVICE;
}

/**
 * kl_new_case_get_entry_kind:
 * @new_case: a question
 *
 * A child or a parent who asks is spoken to: that is contact. What a colleague passes on is a
 * signal.
 *
 * Returns: the kind of the first entry
 */
KlEntryKind
kl_new_case_get_entry_kind (const KlNewCase *new_case)
{
  g_return_val_if_fail (new_case != NULL, KL_ENTRY_SIGNAL);

  if (new_case->kind >= 0)
    return (KlEntryKind) new_case->kind;

  switch (new_case->asked_by)
    {
    case KL_ASKED_BY_PUPIL:
    case KL_ASKED_BY_PARENT:
      return KL_ENTRY_CONVERSATION;
    case KL_ASKED_BY_TEACHER:
    case KL_ASKED_BY_INTERN_BEGELEIDER:
    case KL_ASKED_BY_DIRECTOR:
    case KL_ASKED_BY_CHILDCARE:
    case KL_ASKED_BY_PARTNER:
    case KL_ASKED_BY_SELF:
    default:
      return KL_ENTRY_SIGNAL;
    }
}

/**
 * kl_new_case_make_title:
 * @new_case: a question
 *
 * Returns: (transfer full): its title: the one that was given, or the first sentence of what was
 *   said, or its first topic or theme
 */
char *
kl_new_case_make_title (const KlNewCase *new_case)
{
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (new_case != NULL, NULL);

  if (has_words (new_case->title))
    return g_strstrip (g_strdup (new_case->title));

  if (has_words (new_case->text))
    {
      text = g_strstrip (g_strdup (new_case->text));
      sentence = g_strndup (text, find_sentence_end (text) - text);
      return shorten (g_strstrip (sentence));
    }

  if (new_case->topics->len > 0)
    return g_strdup (g_ptr_array_index (new_case->topics, 0));

  return g_strdup (kl_words_get_label (KL_WORDS_THEME, new_case->theme));
}
