/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-snooze.h"

#include <glib/gi18n-lib.h>

/* What asks for attention can be set aside with a reason until a day, for the whole team. */

/**
 * kl_snooze_new:
 * @attention: what asks for attention
 * @until: the day on which it asks again
 * @why: the reason
 *
 * Returns: (transfer full): @attention set aside; free with kl_snooze_free()
 */
KlSnooze *
kl_snooze_new (const KlAttention *attention, KlDate until, const char *why)
{
  KlSnooze *snooze;

  g_return_val_if_fail (attention != NULL, NULL);

  snooze = g_new0 (KlSnooze, 1);
  snooze->reason = attention->reason;
  snooze->school_id = attention->school_id;
  snooze->case_id = attention->case_id;
  snooze->target_id = attention->target_id;
  snooze->since = attention->since;
  snooze->until = until;
  snooze->why = g_strdup (why);

  return snooze;
}

/**
 * kl_snooze_copy:
 * @snooze: something that was set aside
 *
 * Returns: (transfer full): another of the same
 */
KlSnooze *
kl_snooze_copy (const KlSnooze *snooze)
{
  KlSnooze *copy;

  g_return_val_if_fail (snooze != NULL, NULL);

  copy = g_memdup2 (snooze, sizeof *snooze);
  copy->why = g_strdup (snooze->why);
  copy->who = snooze->who != NULL ? kl_person_copy (snooze->who) : NULL;

  return copy;
}

static gboolean
has_words (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/**
 * kl_snooze_is_valid:
 * @snooze: something to set aside
 * @today: the current day
 *
 * Returns: whether it can be: with a reason, until a day to come, three months ahead at most
 */
gboolean
kl_snooze_is_valid (const KlSnooze *snooze, KlDate today)
{
  g_return_val_if_fail (snooze != NULL, FALSE);

  return has_words (snooze->why) && snooze->until > today
         && snooze->until <= today + KL_SNOOZE_MAX_DAYS;
}

/**
 * kl_snooze_holds:
 * @snooze: something that was set aside
 * @attention: what asks for attention
 * @today: the current day
 *
 * What began anew asks anew: after a contact, an answer or another day that was agreed it is not
 * what was set aside any more.
 *
 * Returns: whether @attention stays aside
 */
gboolean
kl_snooze_holds (const KlSnooze *snooze, const KlAttention *attention, KlDate today)
{
  g_return_val_if_fail (snooze != NULL && attention != NULL, FALSE);

  return snooze->reason == attention->reason && snooze->school_id == attention->school_id
         && snooze->case_id == attention->case_id && snooze->target_id == attention->target_id
         && snooze->since == attention->since && today < snooze->until;
}

static KlSnooze *
take_snooze (GPtrArray *snoozes, const KlAttention *attention, KlDate today)
{
  for (guint i = 0; i < snoozes->len; i++)
    if (kl_snooze_holds (g_ptr_array_index (snoozes, i), attention, today))
      return g_ptr_array_steal_index_fast (snoozes, i);

  return NULL;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const KlAttention *first = *(const KlAttention *const *) a;
  const KlAttention *second = *(const KlAttention *const *) b;

  if (first->snooze->until != second->snooze->until)
    return first->snooze->until < second->snooze->until ? -1 : 1;
  return kl_attention_compare (first, second);
}

/**
 * kl_snoozes_split:
 * @snoozes: (element-type KlSnooze): what was set aside; those that hold are taken out
 * @attention: (element-type KlAttention): what asks for attention; what stays aside is taken out
 * @aside: (element-type KlAttention): where that goes, with its snooze; what comes back first
 *   before
 * @today: the current day
 */
void
kl_snoozes_split (GPtrArray *snoozes, GPtrArray *attention, GPtrArray *aside, KlDate today)
{
  guint n_left = 0;

  g_return_if_fail (snoozes != NULL && attention != NULL && aside != NULL);

  for (guint i = 0; i < attention->len; i++)
    {
      KlAttention *row = g_ptr_array_index (attention, i);

      row->snooze = take_snooze (snoozes, row, today);
      if (row->snooze != NULL)
        g_ptr_array_add (aside, row);
      else
        attention->pdata[n_left++] = row;
    }
  while (attention->len > n_left)
    g_ptr_array_steal_index (attention, attention->len - 1);

  g_ptr_array_sort (aside, compare_ends);
}

/* Why, in a sentence */

static char *
describe_contact (const KlAttention *attention, const char *since)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "No contact with child or parents since %s; here %d day is "
                                       "the norm.",
                                       "No contact with child or parents since %s; here %d days "
                                       "are the norm.",
                                       (gulong) attention->norm),
                          since, attention->norm);
}

static char *
describe_answer (const KlAttention *attention, const char *since)
{
  if (attention->norm < 0)
    return g_strdup_printf (_ ("Sent on %s, and nobody has answered yet."), since);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Sent on %s, and nobody has answered yet; usually that "
                                       "takes %d day.",
                                       "Sent on %s, and nobody has answered yet; usually that "
                                       "takes %d days.",
                                       (gulong) attention->norm),
                          since, attention->norm);
}

static char *
describe_partner (const KlAttention *attention, const char *since)
{
  gboolean never = attention->since == KL_DATE_NONE;

  if (attention->reason == KL_ATTENTION_PARTNER_SILENT)
    return never ? g_strdup (_ ("You refer to this partner, and nobody has spoken to it yet."))
                 : g_strdup_printf (
                     _ ("You refer to this partner, and nobody has spoken to it since %s."), since);

  return never ? g_strdup (_ ("Nobody has checked yet whether this is still right."))
               : g_strdup_printf (_ ("Last checked on %s; ask whether it is still right."), since);
}

/* What has a day: the words differ before and after it. */
static char *
describe_day (const KlAttention *attention, const char *since, KlDate today)
{
  gboolean late = attention->since < today;

  switch (attention->reason)
    {
    case KL_ATTENTION_ACTION_DUE:
      return g_strdup_printf (late ? _ ("This should have been done on %s.")
                                   : _ ("This is to be done today, %s."),
                              since);
    case KL_ATTENTION_CONSENT_ENDING:
      return g_strdup_printf (late ? _ ("The consent ended on %s, and it is still needed.")
                                   : _ ("The consent holds until %s."),
                              since);
    case KL_ATTENTION_PLAN_REVIEW:
      return g_strdup_printf (_ ("It was agreed to look again on %s."), since);
    case KL_ATTENTION_FEEDBACK_LATE:
      return g_strdup_printf (_ ("Was taken on; feedback was agreed for %s."), since);
    case KL_ATTENTION_NEW_QUESTION:
    default:
      return g_strdup_printf (_ ("Asked on %s, and nobody has picked it up yet."), since);
    }
}

/**
 * kl_attention_explain:
 * @attention: what asks for attention
 * @today: the current day
 *
 * Returns: (transfer full): why it does, in one translated sentence with its day, as a screen
 *   reader says it; empty for what has no such sentence
 */
char *
kl_attention_explain (const KlAttention *attention, KlDate today)
{
  g_autofree char *since = NULL;

  g_return_val_if_fail (attention != NULL, NULL);

  since = attention->since != KL_DATE_NONE
            ? kl_date_format (attention->since, KL_DATE_STYLE_SHORT_YEAR)
            : g_strdup ("");
  switch (attention->reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      return describe_contact (attention, since);
    case KL_ATTENTION_NO_ANSWER:
      return describe_answer (attention, since);
    case KL_ATTENTION_NO_BRIDGING:
      return g_strdup_printf (_ ("Waits since %s, and nothing was agreed for meanwhile."), since);
    case KL_ATTENTION_OFF_RADAR:
      return g_strdup_printf (
        _ ("Registered in more than one municipality, and nobody has taken it on since %s."),
        since);
    case KL_ATTENTION_PARTNER_SILENT:
    case KL_ATTENTION_PARTNER_FACTS:
      return describe_partner (attention, since);
    case KL_ATTENTION_ACTION_DUE:
    case KL_ATTENTION_CONSENT_ENDING:
    case KL_ATTENTION_PLAN_REVIEW:
    case KL_ATTENTION_FEEDBACK_LATE:
    case KL_ATTENTION_NEW_QUESTION:
      return describe_day (attention, since, today);
    case KL_ATTENTION_RETENTION:
    default:
      return g_strdup ("");
    }
}
