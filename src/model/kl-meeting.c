/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting.h"

#include <glib/gi18n-lib.h>

/**
 * kl_attendee_free:
 * @attendee: (transfer full) (nullable): somebody at a meeting
 */
void
kl_attendee_free (KlAttendee *attendee)
{
  if (attendee == NULL)
    return;

  kl_person_free (attendee->person);
  g_free (attendee->excuse);
  g_free (attendee);
}

static gpointer
copy_decision (gconstpointer decision, gpointer unused)
{
  return kl_decision_copy (decision);
}

static gpointer
copy_person (gconstpointer person, gpointer unused)
{
  return kl_person_copy (person);
}

/**
 * kl_attendee_get_name:
 * @attendee: who comes
 * @reader: who reads it
 *
 * Outside the team children, parents and guests have no name: they may have come for a case that
 * is none of the reader's.
 *
 * Returns: (transfer none) (nullable): what a paper calls @attendee
 */
const char *
kl_attendee_get_name (const KlAttendee *attendee, KlAudienceKind reader)
{
  g_return_val_if_fail (attendee != NULL && attendee->person != NULL, NULL);

  if (kl_audience_is_team (reader))
    return attendee->person->name;

  switch (attendee->person->kind)
    {
    case KL_PERSON_PUPIL:
      return _ ("a pupil");
    case KL_PERSON_GUARDIAN:
      return _ ("a parent");
    case KL_PERSON_OTHER:
      return _ ("a guest");
    case KL_PERSON_PROFESSIONAL:
    case KL_PERSON_PARTNER:
    default:
      return attendee->person->name;
    }
}

/**
 * kl_agenda_item_copy:
 * @item: a point of an agenda
 *
 * Returns: (transfer full): the same; free with kl_agenda_item_free()
 */
KlAgendaItem *
kl_agenda_item_copy (const KlAgendaItem *item)
{
  KlAgendaItem *copy = g_memdup2 (item, sizeof *item);

  copy->title = g_strdup (item->title);
  copy->about = g_strdup (item->about);
  copy->about_group = g_strdup (item->about_group);
  copy->about_short = g_strdup (item->about_short);
  copy->question = g_strdup (item->question);
  copy->writer = item->writer != NULL ? kl_person_copy (item->writer) : NULL;
  copy->decision = g_strdup (item->decision);
  copy->notes = g_strdup (item->notes);
  copy->parents_why = g_strdup (item->parents_why);
  copy->pupil_why = g_strdup (item->pupil_why);
  if (item->decisions != NULL)
    copy->decisions = g_ptr_array_copy (item->decisions, (GCopyFunc) copy_decision, NULL);
  if (item->only_for != NULL)
    copy->only_for = g_ptr_array_copy (item->only_for, (GCopyFunc) copy_person, NULL);

  return copy;
}

/**
 * kl_agenda_item_free:
 * @item: (transfer full) (nullable): a point of an agenda
 */
void
kl_agenda_item_free (KlAgendaItem *item)
{
  if (item == NULL)
    return;

  g_free (item->title);
  g_free (item->about);
  g_free (item->about_group);
  g_free (item->about_short);
  g_free (item->question);
  kl_person_free (item->writer);
  g_free (item->decision);
  g_free (item->notes);
  g_free (item->parents_why);
  g_free (item->pupil_why);
  g_clear_pointer (&item->decisions, g_ptr_array_unref);
  g_clear_pointer (&item->only_for, g_ptr_array_unref);
  g_free (item);
}

/**
 * kl_suggestion_free:
 * @suggestion: (transfer full) (nullable): a suggestion for an agenda
 */
void
kl_suggestion_free (KlSuggestion *suggestion)
{
  if (suggestion == NULL)
    return;

  g_free (suggestion->title);
  g_free (suggestion->about);
  g_free (suggestion->about_group);
  g_clear_pointer (&suggestion->reasons, g_ptr_array_unref);
  g_free (suggestion);
}

/**
 * kl_meeting_new:
 *
 * Returns: (transfer full): an empty meeting whose arrays exist; free with kl_meeting_free()
 */
KlMeeting *
kl_meeting_new (void)
{
  KlMeeting *meeting = g_new0 (KlMeeting, 1);

  meeting->attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attendee_free);
  meeting->items = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_agenda_item_free);

  return meeting;
}

/**
 * kl_meeting_free:
 * @meeting: (transfer full) (nullable): a meeting
 */
void
kl_meeting_free (KlMeeting *meeting)
{
  if (meeting == NULL)
    return;

  g_free (meeting->school_name);
  g_free (meeting->place);
  g_free (meeting->uid);
  g_clear_pointer (&meeting->attendees, g_ptr_array_unref);
  g_clear_pointer (&meeting->items, g_ptr_array_unref);
  g_free (meeting);
}
