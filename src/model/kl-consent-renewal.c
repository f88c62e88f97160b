/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consent-renewal.h"

#include <glib/gi18n-lib.h>

/* Who may say it */

static const KlGuardian *
find_guardian (const KlConsentSubject *subject, gint64 id)
{
  for (guint i = 0; i < subject->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (subject->guardians, i);

      if (guardian->id == id)
        return guardian;
    }

  return NULL;
}

static KlGiverStanding
check_pupil (const KlConsentSubject *subject)
{
  if (!kl_consent_subject_needs_pupil (subject))
    return KL_GIVER_TOO_YOUNG;

  return kl_consent_subject_needs_guardians (subject) ? KL_GIVER_WITH_GUARDIANS : KL_GIVER_DECIDES;
}

/**
 * kl_consent_check_giver:
 * @subject: a pupil with the guardians that are known
 * @giver: who says yes or no
 *
 * Until 12 the guardians with custody decide, from 12 they and the pupil together, from 16 the
 * pupil alone.
 *
 * Returns: what the word of @giver is worth
 */
KlGiverStanding
kl_consent_check_giver (const KlConsentSubject *subject, const KlPerson *giver)
{
  const KlGuardian *guardian;

  g_return_val_if_fail (subject != NULL && giver != NULL, KL_GIVER_STRANGER);

  if (giver->kind == KL_PERSON_PUPIL && giver->id == subject->pupil_id)
    return check_pupil (subject);
  guardian = giver->kind == KL_PERSON_GUARDIAN ? find_guardian (subject, giver->id) : NULL;
  if (guardian == NULL)
    return KL_GIVER_STRANGER;
  if (!kl_consent_subject_needs_guardians (subject))
    return KL_GIVER_GROWN_UP;
  if (!guardian->custody)
    return KL_GIVER_NO_CUSTODY;

  return kl_consent_subject_needs_pupil (subject) ? KL_GIVER_WITH_PUPIL : KL_GIVER_DECIDES;
}

/**
 * kl_giver_standing_counts:
 * @standing: what somebody's word is worth
 *
 * Returns: whether it counts, alone or with that of others
 */
gboolean
kl_giver_standing_counts (KlGiverStanding standing)
{
  return standing == KL_GIVER_DECIDES || standing == KL_GIVER_WITH_PUPIL
         || standing == KL_GIVER_WITH_GUARDIANS;
}

/**
 * kl_giver_standing_format:
 * @standing: what somebody's word is worth
 * @subject: the pupil
 *
 * Returns: (transfer full): one translated sentence to show at the moment that it matters; empty
 *   when nothing is to be said
 */
char *
kl_giver_standing_format (KlGiverStanding standing, const KlConsentSubject *subject)
{
  const char *name;

  g_return_val_if_fail (subject != NULL, NULL);

  name = subject->name != NULL ? subject->name : _ ("the pupil");
  switch (standing)
    {
    case KL_GIVER_WITH_PUPIL:
      /* Translators: a pupil's name */
      return g_strdup_printf (_ ("%s is 12 or older and has to agree as well."), name);
    case KL_GIVER_WITH_GUARDIANS:
      return g_strdup_printf (_ ("Everybody with custody of %s has to agree as well."), name);
    case KL_GIVER_TOO_YOUNG:
      return g_strdup_printf (_ ("%s is not 12 yet: whoever has custody decides."), name);
    case KL_GIVER_NO_CUSTODY:
      return g_strdup_printf (_ ("Has no custody of %s and does not decide about it."), name);
    case KL_GIVER_GROWN_UP:
      return g_strdup_printf (_ ("%s is 16 or older and decides alone."), name);
    case KL_GIVER_STRANGER:
      return g_strdup_printf (_ ("Is not known as a parent or guardian of %s."), name);
    case KL_GIVER_DECIDES:
    default:
      return g_strdup ("");
    }
}

/* What is to be asked again */

static gboolean
is_same_person (const KlPerson *one, const KlPerson *other)
{
  return one != NULL && other != NULL && one->kind == other->kind && one->id == other->id
         && (one->id != 0 || g_strcmp0 (one->name, other->name) == 0);
}

static gboolean
overlaps (const KlConsent *one, const KlConsent *other)
{
  return (one->purposes == 0 || other->purposes == 0 || (one->purposes & other->purposes) != 0)
         && (one->pupil_id == 0 || other->pupil_id == 0 || one->pupil_id == other->pupil_id);
}

/* Whether the same person said something about the same receiver later that goes beyond it: a no
 * ends the asking, a yes until a later day renews it. */
static gboolean
is_answered_again (const KlConsent *consent, GPtrArray *consents)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *later = g_ptr_array_index (consents, i);

      if (later == consent || !is_same_person (later->giver, consent->giver)
          || !is_same_person (later->receiver, consent->receiver) || !overlaps (later, consent)
          || later->from < consent->from
          || (later->from == consent->from && later->id < consent->id))
        continue;
      if (later->status != KL_CONSENT_GIVEN || later->until == KL_DATE_NONE
          || later->until > consent->until)
        return TRUE;
    }

  return FALSE;
}

static KlRenewal *
new_renewal (KlRenewalReason reason, const KlConsent *consent, const KlPerson *who)
{
  KlRenewal *renewal = g_new0 (KlRenewal, 1);

  renewal->reason = reason;
  renewal->consent = kl_consent_copy (consent);
  renewal->who = who != NULL ? kl_person_copy (who) : NULL;

  return renewal;
}

static void
add_end (GPtrArray *renewals, const KlConsent *consent, GPtrArray *consents, KlDate today)
{
  KlRenewal *renewal;
  int days;

  if (consent->status != KL_CONSENT_GIVEN || consent->until == KL_DATE_NONE
      || consent->from > today)
    return;
  days = consent->until - today;
  if (days > KL_RENEWAL_DAYS_AHEAD || days < -KL_RENEWAL_DAYS_BACK
      || is_answered_again (consent, consents))
    return;

  renewal = new_renewal (days < 0 ? KL_RENEWAL_ENDED : KL_RENEWAL_ENDING, consent, consent->giver);
  renewal->days = days;
  g_ptr_array_add (renewals, renewal);
}

/* Whether the pupil has said yes or no to this receiver, by what holds or was refused. */
static gboolean
has_spoken (const KlConsentSubject *subject,
            const KlConsent *about,
            GPtrArray *consents,
            KlDate today)
{
  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *said = g_ptr_array_index (consents, i);

      if (said->giver != NULL && said->giver->kind == KL_PERSON_PUPIL
          && said->giver->id == subject->pupil_id
          && is_same_person (said->receiver, about->receiver) && overlaps (said, about)
          && said->from <= today
          && (said->status != KL_CONSENT_GIVEN || kl_consent_holds (said, today)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_listed (GPtrArray *renewals, const KlConsentSubject *subject, const KlConsent *consent)
{
  for (guint i = 0; i < renewals->len; i++)
    {
      const KlRenewal *known = g_ptr_array_index (renewals, i);

      if (known->who != NULL && known->who->kind == KL_PERSON_PUPIL
          && known->who->id == subject->pupil_id
          && is_same_person (known->consent->receiver, consent->receiver))
        return TRUE;
    }

  return FALSE;
}

/* Both parents said yes, and the child has had a birthday since: it is asked once. */
static void
add_pupil (GPtrArray *renewals, const KlConsentSubject *subject, GPtrArray *consents, KlDate today)
{
  const KlPerson who = { .kind = KL_PERSON_PUPIL, .id = subject->pupil_id, .name = subject->name };

  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (consents, i);
      KlRenewal *renewal;

      if (consent->giver == NULL || consent->giver->kind != KL_PERSON_GUARDIAN
          || find_guardian (subject, consent->giver->id) == NULL
          || (consent->pupil_id != 0 && consent->pupil_id != subject->pupil_id)
          || !kl_consent_holds (consent, today) || has_spoken (subject, consent, consents, today)
          || is_listed (renewals, subject, consent))
        continue;

      renewal = new_renewal (kl_consent_subject_needs_guardians (subject) ? KL_RENEWAL_PUPIL_TOO
                                                                          : KL_RENEWAL_PUPIL_ALONE,
                             consent, &who);
      renewal->pupil = g_strdup (subject->name);
      g_ptr_array_add (renewals, renewal);
    }
}

/**
 * kl_renewal_compare:
 * @one: a consent to ask for again
 * @other: another
 *
 * Returns: less than, equal to or more than 0: what has ended first, the longest ago before, then
 *   pupils who came of age, then what ends soonest
 */
int
kl_renewal_compare (const KlRenewal *one, const KlRenewal *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, 0);

  if (one->days != other->days)
    return one->days < other->days ? -1 : 1;
  if (one->reason != other->reason)
    return one->reason > other->reason ? -1 : 1;

  return (one->consent->id > other->consent->id) - (one->consent->id < other->consent->id);
}

static int
compare_renewals (gconstpointer a, gconstpointer b)
{
  return kl_renewal_compare (*(const KlRenewal *const *) a, *(const KlRenewal *const *) b);
}

/**
 * kl_consent_find_renewals:
 * @consents: (element-type KlConsent): all of one case
 * @subjects: (element-type KlConsentSubject): the pupils in it, as old as they are on @today
 * @today: the current day
 *
 * What ends within four weeks or ended in the last six and was not renewed or taken back since, and
 * what guardians agreed about a pupil who has a say by now and was not asked.
 *
 * Returns: (transfer container) (element-type KlRenewal): what is to be asked again, the most
 *   urgent first
 */
GPtrArray *
kl_consent_find_renewals (GPtrArray *consents, GPtrArray *subjects, KlDate today)
{
  GPtrArray *renewals = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_renewal_free);

  g_return_val_if_fail (consents != NULL && subjects != NULL, renewals);

  for (guint i = 0; i < consents->len; i++)
    add_end (renewals, g_ptr_array_index (consents, i), consents, today);
  for (guint i = 0; i < subjects->len; i++)
    {
      const KlConsentSubject *subject = g_ptr_array_index (subjects, i);

      if (subject->pupil_id != 0 && kl_consent_subject_needs_pupil (subject))
        add_pupil (renewals, subject, consents, today);
    }
  g_ptr_array_sort (renewals, compare_renewals);

  return renewals;
}

/**
 * kl_renewal_format:
 * @renewal: a consent to ask for again
 *
 * Returns: (transfer full): why, in a few translated words ("ends in 4 days")
 */
char *
kl_renewal_format (const KlRenewal *renewal)
{
  const char *name;

  g_return_val_if_fail (renewal != NULL, NULL);

  name = renewal->pupil != NULL ? renewal->pupil : _ ("the pupil");
  switch (renewal->reason)
    {
    case KL_RENEWAL_ENDED:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "ended %d day ago", "ended %d days ago",
                                           (gulong) -renewal->days),
                              -renewal->days);
    case KL_RENEWAL_ENDING:
      if (renewal->days == 0)
        return g_strdup (_ ("ends today"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "ends in %d day", "ends in %d days",
                                           (gulong) renewal->days),
                              renewal->days);
    case KL_RENEWAL_PUPIL_TOO:
      return g_strdup_printf (_ ("%s is 12 or older by now and has to agree as well"), name);
    case KL_RENEWAL_PUPIL_ALONE:
      return g_strdup_printf (_ ("%s is 16 or older by now and decides alone"), name);
    default:
      return g_strdup ("");
    }
}

/**
 * kl_renewal_free:
 * @renewal: (transfer full) (nullable): a consent to ask for again
 */
void
kl_renewal_free (KlRenewal *renewal)
{
  if (renewal == NULL)
    return;

  kl_consent_free (renewal->consent);
  kl_person_free (renewal->who);
  g_free (renewal->pupil);
  g_free (renewal->case_title);
  g_free (renewal);
}
