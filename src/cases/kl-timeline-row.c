/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-view.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "model/kl-contact-norm.h"
#include "model/kl-markup.h"
#include "model/kl-timeline-strip.h"

/* People */

/**
 * kl_person_get_short_name:
 * @person: somebody
 *
 * Returns: (transfer full): how the person is called in a line: a first name, "mother", the
 *   name of a partner
 */
char *
kl_person_get_short_name (const KlPerson *person)
{
  const char *space;

  g_return_val_if_fail (person != NULL, NULL);

  if (person->kind == KL_PERSON_GUARDIAN && person->role != NULL && *person->role != '\0')
    return g_strdup (person->role);
  if (person->kind == KL_PERSON_PARTNER || person->kind == KL_PERSON_OTHER)
    return g_strdup (person->name);

  space = strchr (person->name, ' ');
  return space != NULL ? g_strndup (person->name, (gsize) (space - person->name))
                       : g_strdup (person->name);
}

/**
 * kl_names_join:
 * @names: (element-type utf8): words
 *
 * Returns: (transfer full): the words as people join them: "Jelle, mother and Anke"
 */
char *
kl_names_join (GPtrArray *names)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (joined, i + 1 == names->len ? _ (" and ") : ", ");
      g_string_append (joined, g_ptr_array_index (names, i));
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static char *
lower (const char *text)
{
  return g_utf8_strdown (text, -1);
}

static const KlReferral *
find_referral (const KlCaseFile *file, gint64 id)
{
  for (guint i = 0; id != 0 && i < file->referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (file->referrals, i);

      if (referral->id == id)
        return referral;
    }

  return NULL;
}

static const KlConsent *
find_consent (const KlCaseFile *file, gint64 id)
{
  for (guint i = 0; id != 0 && i < file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (file->consents, i);

      if (consent->id == id)
        return consent;
    }

  return NULL;
}

static const KlAction *
find_action (const KlCaseFile *file, gint64 id)
{
  for (guint i = 0; id != 0 && i < file->actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (file->actions, i);

      if (action->id == id)
        return action;
    }

  return NULL;
}

static char *
format_present (const KlEntry *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *author =
    entry->author != NULL ? kl_person_get_short_name (entry->author) : g_strdup ("");
  g_autofree char *others = NULL;

  for (guint i = 0; i < entry->people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (entry->people, i);

      if (entry->author == NULL || person->kind != entry->author->kind
          || person->id != entry->author->id || person->id == 0)
        g_ptr_array_add (names, kl_person_get_short_name (person));
    }
  if (entry->partner != NULL)
    g_ptr_array_add (names, g_strdup (entry->partner->name));
  if (names->len == 0)
    return g_steal_pointer (&author);

  others = kl_names_join (names);
  if (*author == '\0')
    return g_steal_pointer (&others);

  /* Translators: who with whom: "Samira with Jelle and mother" */
  return g_strdup_printf (_ ("%s with %s"), author, others);
}

static char *
format_referral_people (const KlCaseFile *file, const KlEntry *entry)
{
  const KlReferral *referral = find_referral (file, entry->referral_id);
  const KlPerson *partner = entry->partner != NULL ? entry->partner
                            : referral != NULL     ? referral->partner
                                                   : NULL;
  g_autofree char *author =
    entry->author != NULL ? kl_person_get_short_name (entry->author) : g_strdup ("");
  g_autofree char *purpose = NULL;

  if (partner == NULL)
    return format_present (entry);
  if (referral == NULL)
    return g_strdup_printf (_ ("%s to %s"), author, partner->name);

  purpose = lower (kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, referral->purpose));
  /* Translators: who to which partner, what for */
  return g_strdup_printf (_ ("%s to %s, %s"), author, partner->name, purpose);
}

static char *
format_people (const KlCaseFile *file, const KlEntry *entry)
{
  const KlConsent *consent = find_consent (file, entry->consent_id);

  if (entry->kind == KL_ENTRY_REFERRAL)
    return format_referral_people (file, entry);
  if (entry->kind == KL_ENTRY_CONSENT && consent != NULL && consent->giver != NULL)
    {
      if (consent->how != NULL && *consent->how != '\0')
        return g_strdup_printf ("%s, %s", consent->giver->name, consent->how);
      return g_strdup (consent->giver->name);
    }

  return format_present (entry);
}

/* How what it set in motion stands now */

static KlCaseChip *
create_referral_chip (const KlReferral *referral, KlDate today, gboolean *reminds)
{
  g_autofree char *days = NULL;
  g_autofree char *label = NULL;

  if (referral->sent_on == KL_DATE_NONE)
    return NULL;

  if (referral->answered_on == KL_DATE_NONE && referral->ended_on == KL_DATE_NONE)
    {
      *reminds = TRUE;
      days = kl_contact_norm_format_days (today - referral->sent_on);
      label = g_strdup_printf (_ ("waiting %s"), days);
      return kl_case_chip_new (KL_CASE_TONE_WAITING, "kl-status-waiting-symbolic", label, NULL);
    }
  if (referral->answered_on == KL_DATE_NONE || referral->status == KL_REFERRAL_DECLINED
      || referral->status == KL_REFERRAL_WITHDRAWN)
    {
      label = lower (kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status));
      return kl_case_chip_new (KL_CASE_TONE_OUTLINE, NULL, label, NULL);
    }

  days = kl_contact_norm_format_days (referral->answered_on - referral->sent_on);
  label = g_strdup_printf (_ ("answer after %s"), days);
  return kl_case_chip_new (KL_CASE_TONE_GOOD, "object-select-symbolic", label, NULL);
}

static KlCaseChip *
create_action_chip (const KlAction *action, KlDate today)
{
  g_autofree char *day = NULL;
  g_autofree char *label = NULL;

  if (action->done_on != KL_DATE_NONE)
    {
      day = kl_case_date_format (action->done_on, today);
      label = g_strdup_printf (_ ("done %s"), day);
      return kl_case_chip_new (KL_CASE_TONE_GOOD, "object-select-symbolic", label, NULL);
    }
  if (action->due == KL_DATE_NONE)
    return NULL;

  day = kl_case_date_format (action->due, today);
  label = g_strdup_printf (_ ("by %s"), day);
  return kl_case_chip_new (action->due < today ? KL_CASE_TONE_WAITING : KL_CASE_TONE_PLAIN, NULL,
                           label, NULL);
}

static KlCaseChip *
create_chip (const KlCaseFile *file, const KlEntry *entry, KlDate today, gboolean *reminds)
{
  const KlReferral *referral = find_referral (file, entry->referral_id);
  const KlConsent *consent = find_consent (file, entry->consent_id);
  const KlAction *action = find_action (file, entry->action_id);

  if (entry->kind == KL_ENTRY_REFERRAL && referral != NULL)
    return create_referral_chip (referral, today, reminds);
  if (entry->kind == KL_ENTRY_CONSENT && consent != NULL)
    {
      KlCaseTone tone;
      g_autofree char *words = kl_case_consent_describe (consent, today, &tone);

      return kl_case_chip_new (tone, tone == KL_CASE_TONE_GOOD ? "object-select-symbolic" : NULL,
                               words, NULL);
    }

  return action != NULL ? create_action_chip (action, today) : NULL;
}

static void
append_sentence (GString *spoken, const char *words)
{
  if (words == NULL || *words == '\0')
    return;

  if (spoken->len > 0)
    g_string_append (spoken, g_str_has_suffix (spoken->str, ".") ? " " : ". ");
  g_string_append (spoken, words);
}

static char *
speak (const KlTimelineRow *row)
{
  const KlEntry *entry = row->entry;
  g_autoptr (GString) spoken = g_string_new (NULL);
  g_autofree char *words = NULL;
  g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_FULL);

  g_string_append_printf (spoken, "%s, %s", row->kind, day);
  if (entry->happened_at >= 0)
    {
      g_autofree char *clock = kl_minutes_format_clock (entry->happened_at);

      g_string_append_printf (spoken, ", %s", clock);
    }
  append_sentence (spoken, row->people);
  words = entry->text != NULL ? kl_markup_to_plain (entry->text) : NULL;
  append_sentence (spoken, words);
  append_sentence (spoken, entry->decision);
  append_sentence (spoken, row->chip != NULL ? row->chip->label : NULL);
  append_sentence (spoken, row->visibility);
  append_sentence (spoken, row->corrected);

  return g_string_free (g_steal_pointer (&spoken), FALSE);
}

/* Public API */

/**
 * kl_timeline_group_get_kinds:
 * @group: what the timeline is narrowed to
 *
 * Returns: the kinds of entry, as bits; 0 for all
 */
guint
kl_timeline_group_get_kinds (KlTimelineGroup group)
{
  /* Plans have a lane, and are too few for a filter of their own. */
  static const KlLane lanes[KL_TIMELINE_N_GROUPS] = {
    [KL_TIMELINE_FAMILY] = KL_LANE_FAMILY,     [KL_TIMELINE_TEAM] = KL_LANE_TEAM,
    [KL_TIMELINE_REFERRAL] = KL_LANE_REFERRAL, [KL_TIMELINE_CARE_TEAM] = KL_LANE_CARE_TEAM,
    [KL_TIMELINE_CONSENT] = KL_LANE_CONSENT,   [KL_TIMELINE_OTHER] = KL_LANE_NONE,
  };
  guint kinds = 0;

  if (group == KL_TIMELINE_ALL)
    return 0;

  for (int kind = 0; kind <= KL_ENTRY_REOPENING; kind++)
    {
      const KlLane lane = kl_entry_kind_get_lane (kind);

      if (lane == lanes[group] || (group == KL_TIMELINE_OTHER && lane == KL_LANE_PLAN))
        kinds |= 1u << kind;
    }

  return kinds;
}

/**
 * kl_timeline_group_get_label:
 * @group: what the timeline is narrowed to
 *
 * Returns: (transfer none): that in a word
 */
const char *
kl_timeline_group_get_label (KlTimelineGroup group)
{
  switch (group)
    {
    case KL_TIMELINE_FAMILY:
      return _ ("With the family");
    case KL_TIMELINE_TEAM:
      return _ ("Consultation");
    case KL_TIMELINE_REFERRAL:
      return _ ("Referral");
    case KL_TIMELINE_CARE_TEAM:
      return _ ("Zorgteam");
    case KL_TIMELINE_CONSENT:
      return _ ("Consent");
    case KL_TIMELINE_OTHER:
      return _ ("Other");
    case KL_TIMELINE_ALL:
    default:
      return _ ("Everything");
    }
}

static char *
format_year (KlDate day, KlDate today)
{
  int year, this_year;

  kl_date_split (day, &year, NULL, NULL);
  kl_date_split (today, &this_year, NULL, NULL);

  return year != this_year ? g_strdup_printf ("%d", year) : NULL;
}

/**
 * kl_timeline_row_new:
 * @file: the case, for how its referrals, consents and actions stand
 * @entry: (transfer full): what happened
 * @day_before: the day of the row above, or %KL_DATE_NONE
 * @today: the current day
 *
 * Returns: (transfer full): a row of the timeline; it keeps nothing of @file
 */
KlTimelineRow *
kl_timeline_row_new (const KlCaseFile *file, KlEntry *entry, KlDate day_before, KlDate today)
{
  KlTimelineRow *row = g_new0 (KlTimelineRow, 1);

  g_return_val_if_fail (file != NULL && entry != NULL, NULL);

  row->entry = entry;
  row->mark = kl_entry_kind_get_mark (entry->kind);
  row->day = kl_date_format (entry->happened_on, KL_DATE_STYLE_SHORT);
  row->year = format_year (entry->happened_on, today);
  row->weekday = kl_weekday_get_name (kl_date_get_weekday (entry->happened_on), TRUE);
  row->shows_day = entry->happened_on != day_before;
  row->kind = kl_entry_format_kind (entry);
  row->people = format_people (file, entry);
  row->chip = create_chip (file, entry, today, &row->reminds);
  if (entry->visibility != KL_VISIBILITY_TEAM)
    row->visibility = lower (kl_words_get_label (KL_WORDS_VISIBILITY, entry->visibility));
  if (entry->version > 1)
    {
      g_autofree char *day = kl_case_date_format (kl_time_get_date (entry->recorded_at), today);

      row->corrected = g_strdup_printf (_ ("corrected %s"), day);
    }
  row->spoken = speak (row);

  return row;
}

/**
 * kl_timeline_row_free:
 * @row: (nullable): a row
 */
void
kl_timeline_row_free (KlTimelineRow *row)
{
  if (row == NULL)
    return;

  kl_entry_free (row->entry);
  kl_case_chip_free (row->chip);
  g_free (row->day);
  g_free (row->year);
  g_free (row->kind);
  g_free (row->people);
  g_free (row->visibility);
  g_free (row->corrected);
  g_free (row->spoken);
  g_free (row);
}

/**
 * kl_timeline_row_equal:
 * @a: a row
 * @b: another
 *
 * Returns: whether both look the same
 */
gboolean
kl_timeline_row_equal (const KlTimelineRow *a, const KlTimelineRow *b)
{
  return a->entry->id == b->entry->id && a->entry->version == b->entry->version
         && a->shows_day == b->shows_day && a->reminds == b->reminds
         && g_str_equal (a->spoken, b->spoken) && g_str_equal (a->day, b->day)
         && g_strcmp0 (a->year, b->year) == 0;
}
