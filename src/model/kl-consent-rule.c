/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consent-rule.h"

#include <glib/gi18n-lib.h>

/* A request on its way to a verdict. */
typedef struct
{
  const KlSendRequest *request;
  KlSendVerdict *verdict;
} Checking;

/* Who has to agree */

/**
 * kl_consent_subject_new:
 * @pupil_id: a pupil
 * @name: what the pupil is called
 * @age: in whole years, -1 when not known
 *
 * Returns: (transfer full): somebody of whom no guardian is known yet; free with
 *   kl_consent_subject_free()
 */
KlConsentSubject *
kl_consent_subject_new (gint64 pupil_id, const char *name, int age)
{
  KlConsentSubject *subject = g_new0 (KlConsentSubject, 1);

  subject->pupil_id = pupil_id;
  subject->name = g_strdup (name);
  subject->age = age;
  subject->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);

  return subject;
}

/**
 * kl_consent_subject_free:
 * @subject: (transfer full) (nullable): somebody whom a referral is of
 */
void
kl_consent_subject_free (KlConsentSubject *subject)
{
  if (subject == NULL)
    return;

  g_free (subject->name);
  g_clear_pointer (&subject->guardians, g_ptr_array_unref);
  g_free (subject);
}

/**
 * kl_consent_subject_needs_guardians:
 * @subject: a pupil
 *
 * Returns: whether each guardian with custody has to agree: until the pupil is 16
 */
gboolean
kl_consent_subject_needs_guardians (const KlConsentSubject *subject)
{
  g_return_val_if_fail (subject != NULL, TRUE);

  return subject->age < KL_CONSENT_AGE_ALONE;
}

/**
 * kl_consent_subject_needs_pupil:
 * @subject: a pupil
 *
 * Of somebody at a secondary school whose age is not known it is assumed.
 *
 * Returns: whether the pupil has to agree: from 12 on
 */
gboolean
kl_consent_subject_needs_pupil (const KlConsentSubject *subject)
{
  g_return_val_if_fail (subject != NULL, TRUE);

  return subject->age >= KL_CONSENT_AGE_TOGETHER || (subject->age < 0 && subject->secondary);
}

/* One consent */

static gboolean
is_withdrawn (const KlConsent *consent, KlDate day)
{
  return consent->status == KL_CONSENT_WITHDRAWN
         && (consent->withdrawn_on == KL_DATE_NONE || consent->withdrawn_on <= day);
}

/**
 * kl_consent_holds:
 * @consent: a consent
 * @day: a day
 *
 * Returns: whether it was given and holds on @day, the last day among them; on the day that it is
 *   withdrawn it holds no more
 */
gboolean
kl_consent_holds (const KlConsent *consent, KlDate day)
{
  g_return_val_if_fail (consent != NULL, FALSE);

  return consent->status != KL_CONSENT_REFUSED && !is_withdrawn (consent, day)
         && consent->from <= day && (consent->until == KL_DATE_NONE || consent->until >= day);
}

/**
 * kl_consent_get_last_day:
 * @consent: a consent
 *
 * Returns: the last day on which it holds or held, %KL_DATE_NONE when it has no end
 */
KlDate
kl_consent_get_last_day (const KlConsent *consent)
{
  g_return_val_if_fail (consent != NULL, KL_DATE_NONE);

  if (consent->status != KL_CONSENT_WITHDRAWN || consent->withdrawn_on == KL_DATE_NONE)
    return consent->until;
  if (consent->until == KL_DATE_NONE)
    return consent->withdrawn_on - 1;

  return MIN (consent->until, consent->withdrawn_on - 1);
}

static gboolean
is_same_person (const KlPerson *one, const KlPerson *other)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (one->kind != other->kind || one->id != other->id)
    return FALSE;
  if (one->id != 0)
    return TRUE;

  first = g_utf8_casefold (one->name != NULL ? one->name : "", -1);
  second = g_utf8_casefold (other->name != NULL ? other->name : "", -1);
  return *first != '\0' && g_str_equal (first, second);
}

/* Said by this person, of this pupil, about this receiver. */
static gboolean
is_about (const KlConsent *consent,
          const KlSendRequest *request,
          KlPersonKind giver_kind,
          gint64 giver_id,
          gint64 pupil_id)
{
  return consent->giver != NULL && consent->receiver != NULL && consent->giver->kind == giver_kind
         && consent->giver->id == giver_id
         && (consent->pupil_id == 0 || consent->pupil_id == pupil_id)
         && is_same_person (consent->receiver, request->receiver);
}

static gboolean
is_for (const KlConsent *consent, KlReferralPurpose purpose)
{
  return consent->purposes == 0 || (consent->purposes & KL_CONSENT_FOR (purpose)) != 0;
}

static gboolean
covers (const KlConsent *consent, guint categories)
{
  return consent->categories == KL_DATA_ALL || (categories & ~consent->categories) == 0;
}

/* The day on which a no was said, or none. */
static KlDate
get_no (const KlConsent *consent, KlDate day)
{
  if (consent->status == KL_CONSENT_REFUSED && consent->from <= day)
    return consent->from;
  if (is_withdrawn (consent, day))
    return consent->withdrawn_on != KL_DATE_NONE ? consent->withdrawn_on
                                                 : MAX (consent->until, consent->from);

  return KL_DATE_NONE;
}

/* The newest no: what was said before it does not count any more. */
static const KlConsent *
find_last_no (GPtrArray *said, KlDate day)
{
  const KlConsent *last = NULL;

  for (guint i = 0; i < said->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (said, i);
      KlDate no = get_no (consent, day);

      if (no == KL_DATE_NONE)
        continue;
      if (last == NULL || no > get_no (last, day)
          || (no == get_no (last, day) && consent->id > last->id))
        last = consent;
    }

  return last;
}

static gboolean
is_after_no (const KlConsent *consent, const KlConsent *no, KlDate day)
{
  KlDate no_day = no != NULL ? get_no (no, day) : KL_DATE_NONE;

  return no == NULL || consent->from > no_day || (consent->from == no_day && consent->id > no->id);
}

/* What one person said */

static void
add_lack (const Checking *checking,
          KlLackKind kind,
          const KlPerson *who,
          const KlConsentSubject *subject,
          const KlConsent *consent,
          KlDate day)
{
  GPtrArray *lacks = checking->verdict->lacks;
  KlLack *lack;

  /* One parent of two children is asked once. */
  for (guint i = 0; i < lacks->len && who != NULL; i++)
    {
      const KlLack *known = g_ptr_array_index (lacks, i);

      if (known->who != NULL && known->kind == kind && is_same_person (known->who, who))
        return;
    }

  lack = g_new0 (KlLack, 1);
  lack->kind = kind;
  lack->who = who != NULL ? kl_person_copy (who) : NULL;
  lack->pupil_id = subject != NULL ? subject->pupil_id : 0;
  lack->pupil = subject != NULL ? g_strdup (subject->name) : NULL;
  lack->consent_id = consent != NULL ? consent->id : 0;
  lack->day = day;
  g_ptr_array_add (lacks, lack);
}

/* Of what was said about this receiver without doing: the most that can be told. */
static void
explain_lack (const Checking *checking,
              GPtrArray *said,
              const KlConsent *no,
              const KlPerson *who,
              const KlConsentSubject *subject)
{
  KlDate day = checking->request->day;
  const KlConsent *ended = NULL, *later = NULL, *other = NULL, *partly = NULL;

  for (guint i = 0; i < said->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (said, i);

      if (get_no (consent, day) != KL_DATE_NONE || consent->status == KL_CONSENT_REFUSED
          || !is_after_no (consent, no, day))
        continue;
      if (!is_for (consent, checking->request->purpose))
        other = kl_consent_holds (consent, day) ? consent : other;
      else if (consent->from > day)
        later = consent;
      else if (!kl_consent_holds (consent, day))
        ended = ended == NULL || consent->until > ended->until ? consent : ended;
      else
        partly = consent;
    }

  if (partly != NULL)
    add_lack (checking, KL_LACK_CATEGORIES, who, subject, partly, KL_DATE_NONE);
  else if (later != NULL)
    add_lack (checking, KL_LACK_NOT_YET, who, subject, later, later->from);
  else if (ended != NULL)
    add_lack (checking, KL_LACK_ENDED, who, subject, ended, ended->until);
  else if (no != NULL)
    add_lack (checking, no->status == KL_CONSENT_REFUSED ? KL_LACK_REFUSED : KL_LACK_WITHDRAWN, who,
              subject, no, get_no (no, day));
  else if (other != NULL)
    add_lack (checking, KL_LACK_PURPOSE, who, subject, other, KL_DATE_NONE);
  else
    add_lack (checking, KL_LACK_CONSENT, who, subject, NULL, KL_DATE_NONE);
}

/* A no to something else does not take back a yes to this. */
static const KlConsent *
find_no_for (GPtrArray *said, const KlSendRequest *request)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();

  for (guint i = 0; i < said->len; i++)
    if (is_for (g_ptr_array_index (said, i), request->purpose))
      g_ptr_array_add (same, g_ptr_array_index (said, i));

  return find_last_no (same, request->day);
}

static void
narrow_verdict (KlSendVerdict *verdict, const KlConsent *consent)
{
  KlDate last = kl_consent_get_last_day (consent);

  if (consent->categories != KL_DATA_ALL)
    verdict->categories &= consent->categories;
  if (last != KL_DATE_NONE)
    verdict->until = verdict->until == KL_DATE_NONE ? last : MIN (verdict->until, last);
}

/* The widest consent of those that do: everything before something, no end before an end. */
static gboolean
is_wider (const KlConsent *one, const KlConsent *other)
{
  if (other == NULL)
    return TRUE;
  if ((one->categories == KL_DATA_ALL) != (other->categories == KL_DATA_ALL))
    return one->categories == KL_DATA_ALL;
  if ((one->until == KL_DATE_NONE) != (other->until == KL_DATE_NONE))
    return one->until == KL_DATE_NONE;

  return one->until > other->until;
}

static void
check_person (const Checking *checking, const KlPerson *who, const KlConsentSubject *subject)
{
  const KlSendRequest *request = checking->request;
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  const KlConsent *found = NULL;
  const KlConsent *no;

  for (guint i = 0; i < request->consents->len; i++)
    {
      KlConsent *consent = g_ptr_array_index (request->consents, i);

      if (is_about (consent, request, who->kind, who->id, subject->pupil_id))
        g_ptr_array_add (said, consent);
    }

  no = find_no_for (said, request);
  for (guint i = 0; i < said->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (said, i);

      if (kl_consent_holds (consent, request->day) && is_for (consent, request->purpose)
          && covers (consent, request->categories) && is_after_no (consent, no, request->day)
          && is_wider (consent, found))
        found = consent;
    }

  if (found != NULL)
    narrow_verdict (checking->verdict, found);
  else
    explain_lack (checking, said, no, who, subject);
}

static void
check_guardians (const Checking *checking, const KlConsentSubject *subject)
{
  gboolean found = FALSE;

  for (guint i = 0; i < subject->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (subject->guardians, i);
      const KlPerson who = { .kind = KL_PERSON_GUARDIAN,
                             .id = guardian->id,
                             .name = guardian->name };

      if (!guardian->custody)
        continue;
      found = TRUE;
      check_person (checking, &who, subject);
    }

  if (!found)
    add_lack (checking, KL_LACK_GUARDIAN, NULL, subject, NULL, KL_DATE_NONE);
}

static void
check_subject (const Checking *checking, const KlConsentSubject *subject)
{
  const KlPerson who = { .kind = KL_PERSON_PUPIL, .id = subject->pupil_id, .name = subject->name };

  if (kl_consent_subject_needs_guardians (subject))
    check_guardians (checking, subject);
  if (kl_consent_subject_needs_pupil (subject))
    check_person (checking, &who, subject);
}

/* The verdict */

static gboolean
has_words (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* What may go although a consent is missing, if it is said why. */
static void
try_without_consent (const Checking *checking)
{
  const KlSendRequest *request = checking->request;
  KlSendVerdict *verdict = checking->verdict;
  gboolean melding = request->purpose == KL_REFERRAL_MELDING && request->safe_at_home;

  if (!melding && !request->emergency)
    return;

  verdict->ground = melding ? KL_GROUND_MELDING : KL_GROUND_EMERGENCY;
  verdict->categories = KL_DATA_EVERYTHING;
  verdict->until = KL_DATE_NONE;
  verdict->allowed = has_words (request->reason);
  if (!verdict->allowed)
    add_lack (checking, KL_LACK_REASON, NULL, NULL, NULL, KL_DATE_NONE);
}

/**
 * kl_consent_rule_check:
 * @request: what is to be sent, to whom, of whom, and what was said about that
 *
 * Whether a referral may leave the school on a day. Each guardian with custody has to agree until
 * the pupil is 16, and the pupil from 12 on. A consent does when it is for this receiver and this
 * purpose, holds on that day and covers what is to go; a no takes back every yes before it. A
 * report of concern to Veilig Thuis and an emergency go without consent, with a reason; what is of
 * nobody in particular needs none.
 *
 * Returns: (transfer full): whether it may, and what is missing; free with kl_send_verdict_free()
 */
KlSendVerdict *
kl_consent_rule_check (const KlSendRequest *request)
{
  KlSendVerdict *verdict;
  Checking checking;

  g_return_val_if_fail (request != NULL && request->receiver != NULL, NULL);
  g_return_val_if_fail (request->subjects != NULL && request->consents != NULL, NULL);

  verdict = g_new0 (KlSendVerdict, 1);
  verdict->lacks = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_lack_free);
  verdict->categories = KL_DATA_EVERYTHING;
  verdict->ground = request->subjects->len > 0 ? KL_GROUND_CONSENT : KL_GROUND_NOBODY;
  checking = (Checking) { request, verdict };

  for (guint i = 0; i < request->subjects->len; i++)
    check_subject (&checking, g_ptr_array_index (request->subjects, i));

  verdict->allowed = verdict->lacks->len == 0;
  if (!verdict->allowed)
    try_without_consent (&checking);

  return verdict;
}

/**
 * kl_send_verdict_free:
 * @verdict: (transfer full) (nullable): a verdict
 */
void
kl_send_verdict_free (KlSendVerdict *verdict)
{
  if (verdict == NULL)
    return;

  g_ptr_array_unref (verdict->lacks);
  g_free (verdict);
}

/**
 * kl_lack_free:
 * @lack: (transfer full) (nullable): something that is missing
 */
void
kl_lack_free (KlLack *lack)
{
  if (lack == NULL)
    return;

  kl_person_free (lack->who);
  g_free (lack->pupil);
  g_free (lack);
}

/**
 * kl_lack_format:
 * @lack: something that is missing
 *
 * Returns: (transfer full): that in one translated sentence without a full stop ("Toestemming van
 *   Samira El Idrissi ontbreekt")
 */
char *
kl_lack_format (const KlLack *lack)
{
  g_autofree char *day = NULL;
  const char *who;

  g_return_val_if_fail (lack != NULL, NULL);

  day = lack->day != KL_DATE_NONE ? kl_date_format (lack->day, KL_DATE_STYLE_SHORT) : g_strdup ("");
  who = lack->who != NULL ? lack->who->name : "";
  switch (lack->kind)
    {
    case KL_LACK_CONSENT:
      /* Translators: %s is a person */
      return g_strdup_printf (_ ("The consent of %s is missing"), who);
    case KL_LACK_REFUSED:
      /* Translators: a person, a short date */
      return g_strdup_printf (_ ("%s did not consent (%s)"), who, day);
    case KL_LACK_WITHDRAWN:
      /* Translators: a person, a short date */
      return g_strdup_printf (_ ("%s took the consent back on %s"), who, day);
    case KL_LACK_ENDED:
      /* Translators: a person, a short date */
      return g_strdup_printf (_ ("The consent of %s ended on %s"), who, day);
    case KL_LACK_NOT_YET:
      /* Translators: a person, a short date */
      return g_strdup_printf (_ ("The consent of %s holds from %s on"), who, day);
    case KL_LACK_PURPOSE:
      return g_strdup_printf (_ ("The consent of %s is for something else"), who);
    case KL_LACK_CATEGORIES:
      return g_strdup_printf (_ ("The consent of %s does not cover everything that is to go"), who);
    case KL_LACK_GUARDIAN:
      /* Translators: %s is a pupil */
      return g_strdup_printf (_ ("No parent with custody is known of %s"),
                              lack->pupil != NULL ? lack->pupil : "");
    case KL_LACK_REASON:
      return g_strdup (_ ("Say why this goes without consent"));
    default:
      return g_strdup ("");
    }
}

/**
 * kl_send_verdict_format:
 * @verdict: a verdict
 *
 * Returns: (transfer full) (nullable): all that is missing, a sentence on each line, or %NULL when
 *   nothing is
 */
char *
kl_send_verdict_format (const KlSendVerdict *verdict)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  g_return_val_if_fail (verdict != NULL, NULL);

  for (guint i = 0; i < verdict->lacks->len; i++)
    {
      g_autofree char *line = kl_lack_format (g_ptr_array_index (verdict->lacks, i));

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", line);
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}
