/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case.h"

#include "kl-case-step.h"

/**
 * kl_entry_new:
 *
 * Returns: (transfer full): an empty entry whose arrays exist; free with kl_entry_free()
 */
KlEntry *
kl_entry_new (void)
{
  KlEntry *entry = g_new0 (KlEntry, 1);

  entry->version = 1;
  entry->happened_at = -1;
  entry->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  entry->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return entry;
}

/**
 * kl_entry_free:
 * @entry: (transfer full) (nullable): an entry
 */
void
kl_entry_free (KlEntry *entry)
{
  if (entry == NULL)
    return;

  kl_person_free (entry->author);
  kl_person_free (entry->partner);
  g_clear_pointer (&entry->people, g_ptr_array_unref);
  g_clear_pointer (&entry->pupil_ids, g_array_unref);
  g_free (entry->text);
  g_free (entry->decision);
  g_free (entry->reason);
  g_free (entry);
}

/**
 * kl_entry_add_person:
 * @entry: an entry
 * @person: somebody who was there
 *
 * The first partner is whom it was with; everybody else was there.
 */
void
kl_entry_add_person (KlEntry *entry, const KlPerson *person)
{
  g_return_if_fail (entry != NULL && person != NULL);

  if (person->kind == KL_PERSON_PARTNER && entry->partner == NULL)
    entry->partner = kl_person_copy (person);
  else
    g_ptr_array_add (entry->people, kl_person_copy (person));
}

/**
 * kl_entry_format_kind:
 * @entry: an entry
 *
 * Returns: (transfer full): its kind in a word, with the number of a step of the meldcode
 */
char *
kl_entry_format_kind (const KlEntry *entry)
{
  const char *kind;

  g_return_val_if_fail (entry != NULL, NULL);

  kind = kl_words_get_label (KL_WORDS_ENTRY_KIND, (int) entry->kind);
  return entry->meldcode_step > 0 ? g_strdup_printf ("%s %d", kind, entry->meldcode_step)
                                  : g_strdup (kind);
}

/**
 * kl_action_free:
 * @action: (transfer full) (nullable): an action
 */
void
kl_action_free (KlAction *action)
{
  if (action == NULL)
    return;

  g_free (action->text);
  g_free (action->case_title);
  kl_person_free (action->owner);
  g_free (action);
}

/**
 * kl_trust_link_free:
 * @link: (transfer full) (nullable): a link of the chain of trust
 */
void
kl_trust_link_free (KlTrustLink *link)
{
  if (link == NULL)
    return;

  kl_person_free (link->person);
  kl_person_free (link->partner);
  kl_person_free (link->introduced_by);
  g_free (link);
}

/**
 * kl_referral_free:
 * @referral: (transfer full) (nullable): a referral
 */
void
kl_referral_free (KlReferral *referral)
{
  if (referral == NULL)
    return;

  kl_person_free (referral->partner);
  kl_person_free (referral->sender);
  g_clear_pointer (&referral->pupil_ids, g_array_unref);
  g_free (referral->ground_reason);
  g_free (referral->service);
  g_free (referral->declined_why);
  kl_person_free (referral->redirected_to);
  g_free (referral->text);
  g_free (referral->bridging);
  kl_person_free (referral->bridging_by);
  g_free (referral);
}

static KlPerson *
copy_person (const KlPerson *person)
{
  return person != NULL ? kl_person_copy (person) : NULL;
}

/**
 * kl_referral_copy:
 * @referral: a referral
 *
 * Returns: (transfer full): another one with the same facts
 */
KlReferral *
kl_referral_copy (const KlReferral *referral)
{
  KlReferral *copy;

  g_return_val_if_fail (referral != NULL, NULL);

  copy = g_memdup2 (referral, sizeof *referral);
  copy->partner = copy_person (referral->partner);
  copy->sender = copy_person (referral->sender);
  copy->pupil_ids = referral->pupil_ids != NULL ? g_array_copy (referral->pupil_ids) : NULL;
  copy->service = g_strdup (referral->service);
  copy->ground_reason = g_strdup (referral->ground_reason);
  copy->declined_why = g_strdup (referral->declined_why);
  copy->redirected_to = copy_person (referral->redirected_to);
  copy->text = g_strdup (referral->text);
  copy->bridging = g_strdup (referral->bridging);
  copy->bridging_by = copy_person (referral->bridging_by);

  return copy;
}

/**
 * kl_referral_event_free:
 * @event: (transfer full) (nullable): something that happened to a referral
 */
void
kl_referral_event_free (KlReferralEvent *event)
{
  if (event == NULL)
    return;

  kl_person_free (event->who);
  g_free (event->note);
  g_free (event);
}

/**
 * kl_consent_has_proof:
 * @consent: a consent
 *
 * Returns: whether a document proves it, or it is known where the proof is
 */
gboolean
kl_consent_has_proof (const KlConsent *consent)
{
  g_return_val_if_fail (consent != NULL, FALSE);

  return consent->evidence_document != 0
         || (consent->evidence != NULL && *consent->evidence != '\0');
}

/**
 * kl_consent_free:
 * @consent: (transfer full) (nullable): a consent
 */
void
kl_consent_free (KlConsent *consent)
{
  if (consent == NULL)
    return;

  kl_person_free (consent->giver);
  kl_person_free (consent->receiver);
  g_free (consent->purpose);
  g_free (consent->how);
  g_free (consent->withdrawn_why);
  g_free (consent->evidence);
  kl_person_free (consent->recorded_by);
  g_free (consent);
}

/**
 * kl_consent_copy:
 * @consent: a consent
 *
 * Returns: (transfer full): another one with the same facts
 */
KlConsent *
kl_consent_copy (const KlConsent *consent)
{
  KlConsent *copy;

  g_return_val_if_fail (consent != NULL, NULL);

  copy = g_memdup2 (consent, sizeof *consent);
  copy->giver = copy_person (consent->giver);
  copy->receiver = copy_person (consent->receiver);
  copy->purpose = g_strdup (consent->purpose);
  copy->how = g_strdup (consent->how);
  copy->withdrawn_why = g_strdup (consent->withdrawn_why);
  copy->evidence = g_strdup (consent->evidence);
  copy->recorded_by = copy_person (consent->recorded_by);

  return copy;
}

/**
 * kl_case_row_new:
 *
 * Returns: (transfer full): an empty row; free with kl_case_row_free()
 */
KlCaseRow *
kl_case_row_new (void)
{
  KlCaseRow *row = g_new0 (KlCaseRow, 1);

  row->marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  row->contact_days = -1;

  return row;
}

/**
 * kl_case_row_free:
 * @row: (transfer full) (nullable): a row
 */
void
kl_case_row_free (KlCaseRow *row)
{
  if (row == NULL)
    return;

  g_free (row->school_name);
  g_free (row->title);
  g_free (row->about);
  g_free (row->about_group);
  g_free (row->about_short);
  g_free (row->status_note);
  kl_person_free (row->owner);
  kl_person_free (row->trusted);
  g_clear_pointer (&row->marks, g_array_unref);
  g_free (row);
}

/**
 * kl_case_pupil_free:
 * @pupil: (transfer full) (nullable): a pupil in a case
 */
void
kl_case_pupil_free (KlCasePupil *pupil)
{
  if (pupil == NULL)
    return;

  kl_pupil_free (pupil->pupil);
  g_free (pupil);
}

/**
 * kl_case_file_new:
 *
 * Returns: (transfer full): an empty file whose row and arrays exist; free with kl_case_file_free()
 */
KlCaseFile *
kl_case_file_new (void)
{
  KlCaseFile *file = g_new0 (KlCaseFile, 1);

  file->row = kl_case_row_new ();
  file->pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_pupil_free);
  file->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);
  file->ties = g_array_new (FALSE, FALSE, sizeof (KlCaseTie));
  file->siblings = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  file->topics = g_ptr_array_new_with_free_func (g_free);
  file->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);
  file->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_action_free);
  file->trust = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_trust_link_free);
  file->referrals = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_referral_free);
  file->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_step_free);
  file->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  file->marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  file->tellings = g_array_new (FALSE, FALSE, sizeof (KlCaseTelling));
  file->meetings = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  file->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  return file;
}

/**
 * kl_case_file_free:
 * @file: (transfer full) (nullable): a case file
 */
void
kl_case_file_free (KlCaseFile *file)
{
  if (file == NULL)
    return;

  kl_case_row_free (file->row);
  kl_person_free (file->route_via);
  g_free (file->group_name);
  g_free (file->family_name);
  g_clear_pointer (&file->pupils, g_ptr_array_unref);
  g_clear_pointer (&file->guardians, g_ptr_array_unref);
  g_clear_pointer (&file->ties, g_array_unref);
  g_clear_pointer (&file->siblings, g_ptr_array_unref);
  g_clear_pointer (&file->topics, g_ptr_array_unref);
  g_clear_pointer (&file->entries, g_ptr_array_unref);
  g_clear_pointer (&file->actions, g_ptr_array_unref);
  g_clear_pointer (&file->trust, g_ptr_array_unref);
  g_clear_pointer (&file->referrals, g_ptr_array_unref);
  g_clear_pointer (&file->steps, g_ptr_array_unref);
  g_clear_pointer (&file->consents, g_ptr_array_unref);
  g_clear_pointer (&file->marks, g_array_unref);
  g_clear_pointer (&file->tellings, g_array_unref);
  g_clear_pointer (&file->meetings, g_array_unref);
  g_clear_pointer (&file->holidays, g_ptr_array_unref);
  g_free (file);
}

/**
 * kl_trust_link_get_break:
 * @link: a link of the chain of trust
 * @row: its case
 *
 * Returns: whether the chain is broken at this link; a case that is closed or only watched asks for
 *   no contact
 */
KlTrustBreak
kl_trust_link_get_break (const KlTrustLink *link, const KlCaseRow *row)
{
  const KlPerson *person = link->person;
  gboolean trusted;

  if (link->left)
    return KL_TRUST_LEFT;

  trusted = person != NULL && row->trusted != NULL && person->kind == row->trusted->kind
            && person->id == row->trusted->id;
  if (!trusted || row->status == KL_CASE_STATUS_CLOSED || row->status == KL_CASE_STATUS_MONITORING)
    return KL_TRUST_WHOLE;

  return row->contact_days >= KL_TRUST_QUIET_DAYS ? KL_TRUST_QUIET : KL_TRUST_WHOLE;
}
