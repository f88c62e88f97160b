/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-brief.h"

#include <glib/gi18n-lib.h>

#include "model/kl-contact-norm.h"
#include "model/kl-markup.h"
#include "model/kl-text.h"
#include "store/kl-cases.h"
#include "store/kl-entries.h"

/* What counts as recent when there was no meeting before. */
#define RECENT_DAYS (6 * 7)

/* An entry is one or two lines here; the case has all of it. */
#define LINE_CHARS 140

/* Auxiliary functions */

static void
fact_free (gpointer data)
{
  KlBriefFact *fact = data;

  g_free (fact->label);
  g_free (fact->value);
  g_free (fact->person);
  g_free (fact);
}

static KlBriefFact *
add_fact (KlCaseBrief *brief, const char *label, char *value)
{
  KlBriefFact *fact = g_new0 (KlBriefFact, 1);

  fact->label = g_strdup (label);
  fact->value = value;
  g_ptr_array_add (brief->facts, fact);

  return fact;
}

static void
add_person (KlCaseBrief *brief, const char *label, const KlPerson *person)
{
  add_fact (brief, label, g_strdup (person->name))->person = g_strdup (person->name);
}

static void
describe_people (KlCaseBrief *brief)
{
  const KlPerson *owner = brief->file->row->owner;
  const KlPerson *trusted = brief->file->row->trusted;
  gboolean same =
    owner != NULL && trusted != NULL && owner->kind == trusted->kind && owner->id == trusted->id;

  if (owner == NULL)
    add_fact (brief, _ ("Owner"), g_strdup (_ ("nobody yet")))->late = TRUE;
  else
    add_person (brief, same ? _ ("Owner and trusted face") : _ ("Owner"), owner);
  if (trusted != NULL && !same)
    add_person (brief, _ ("Trusted face"), trusted);
}

static gboolean
is_waiting (const KlReferral *referral)
{
  return referral->sent_on != KL_DATE_NONE && referral->answered_on == KL_DATE_NONE
         && referral->ended_on == KL_DATE_NONE && referral->partner != NULL;
}

/* The partner that has been silent longest; the others stand in the case. */
static void
describe_wait (KlCaseBrief *brief)
{
  const KlReferral *longest = NULL;
  KlBriefFact *fact;
  int days;

  for (guint i = 0; i < brief->file->referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (brief->file->referrals, i);

      if (is_waiting (referral) && (longest == NULL || referral->sent_on < longest->sent_on))
        longest = referral;
    }
  if (longest == NULL)
    return;

  days = MAX (0, brief->today - longest->sent_on);
  fact = add_fact (brief, longest->partner->name,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "waits %d day", "waits %d days",
                                                 (gulong) days),
                                    days));
  fact->late = longest->median_days >= 0 && days > longest->median_days;
}

static void
describe_contact (KlCaseBrief *brief)
{
  const KlCaseRow *row = brief->file->row;

  if (row->contact_days < 0)
    return;

  add_fact (brief, _ ("Last contact"), kl_contact_norm_format_days (row->contact_days))->late =
    kl_contact_norm_get_level (row->contact_days, row->contact_norm) == KL_CONTACT_LEVEL_OVER;
}

static char *
format_subject (const KlCaseFile *file, KlDate today)
{
  const KlPupil *pupil = file->pupils->len == 1
                           ? ((const KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil
                           : NULL;
  GString *subject = g_string_new (file->row->title);

  if (file->row->about_group != NULL && *file->row->about_group != '\0')
    g_string_append_printf (subject, " · %s", file->row->about_group);
  if (pupil != NULL && pupil->birth != KL_DATE_NONE)
    {
      int age = kl_date_get_age (pupil->birth, today);

      g_string_append (subject, " · ");
      g_string_append_printf (subject,
                              g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old",
                                           (gulong) MAX (age, 0)),
                              age);
    }

  return g_string_free (subject, FALSE);
}

static guint
count_open (GPtrArray *actions)
{
  guint n = 0;

  for (guint i = 0; i < actions->len; i++)
    n += ((const KlAction *) g_ptr_array_index (actions, i))->done_on == KL_DATE_NONE;

  return n;
}

/* Public API */

/**
 * kl_case_brief_load:
 * @db: a connection
 * @case_id: a case
 * @after: the day of the meeting before, or %KL_DATE_NONE when there was none
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the case in short, as far as the one who acts may see it
 */
KlCaseBrief *
kl_case_brief_load (KlDb *db, gint64 case_id, KlDate after, KlDate today, GError **error)
{
  g_autoptr (KlCaseBrief) brief = g_new0 (KlCaseBrief, 1);

  g_return_val_if_fail (db != NULL, NULL);

  brief->today = today;
  brief->after = after != KL_DATE_NONE ? after : today - RECENT_DAYS;
  brief->facts = g_ptr_array_new_with_free_func (fact_free);
  brief->file = kl_cases_load_file (db, case_id, today, error);
  if (brief->file == NULL)
    return NULL;
  brief->since = kl_entries_list_since (db, case_id, brief->after, error);
  if (brief->since == NULL)
    return NULL;

  describe_people (brief);
  describe_wait (brief);
  describe_contact (brief);
  brief->subject = format_subject (brief->file, today);
  brief->n_open = count_open (brief->file->actions);

  return g_steal_pointer (&brief);
}

void
kl_case_brief_free (KlCaseBrief *brief)
{
  g_clear_pointer (&brief->file, kl_case_file_free);
  g_clear_pointer (&brief->since, g_ptr_array_unref);
  g_clear_pointer (&brief->facts, g_ptr_array_unref);
  g_free (brief->subject);
  g_free (brief);
}

/**
 * kl_case_brief_format_since:
 * @brief: a case in short
 *
 * Returns: (transfer full): "Since 6 October"
 */
char *
kl_case_brief_format_since (const KlCaseBrief *brief)
{
  g_autofree char *day = kl_date_format (brief->after, KL_DATE_STYLE_DAY_MONTH);

  /* Translators: a day; a heading above what happened after it */
  return g_strdup_printf (_ ("Since %s"), day);
}

/**
 * kl_case_brief_format_entry:
 * @entry: something that happened
 *
 * Returns: (transfer full): its words on a line or two, or what kind it is when it has none
 */
char *
kl_case_brief_format_entry (const KlEntry *entry)
{
  KlTextRange hit;
  g_autofree char *words = kl_markup_to_plain (entry->text != NULL ? entry->text : "");
  g_autofree char *text = kl_text_make_excerpt (words, (KlTextRange) { 0, 0 }, LINE_CHARS, &hit);

  return *text != '\0' ? g_steal_pointer (&text)
                       : g_strdup (kl_words_get_label (KL_WORDS_ENTRY_KIND, entry->kind));
}

/**
 * kl_case_brief_format_due:
 * @action: an open action
 * @today: the current day
 *
 * Returns: (transfer full): by when, and whether that is past; empty when it has no day
 */
char *
kl_case_brief_format_due (const KlAction *action, KlDate today)
{
  g_autofree char *day = NULL;
  const int late = today - action->due;

  if (action->due == KL_DATE_NONE)
    return g_strdup ("");

  day = kl_date_format (action->due, KL_DATE_STYLE_SHORT_WEEKDAY);
  if (late <= 0)
    return g_steal_pointer (&day);

  /* Translators: a day, and how long ago that is */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %d day late", "%s, %d days late",
                                       (gulong) late),
                          day, late);
}
