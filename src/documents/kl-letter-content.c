/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-letter-content.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "store/kl-disclosures.h"
#include "store/kl-families.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"
#include "store/kl-referrals.h"

/*
 * The letter is made from what its receiver may know: who the child is, what is asked and what
 * school does meanwhile, each only when every consent covers it. Nothing of the timeline goes
 * along.
 */

typedef struct
{
  KlDb *db;
  gint64 referral_id;
  KlDate today;
  KlReferral *referral;
  KlDisclosure *disclosure;
  const KlCaseFile *file; /* of @disclosure */
  KlSendVerdict *verdict;
  KlLetter *letter;
  KlAuditAct act;
  GArray *deciders; /* gint64: guardians of those of whom it is; NULL for everybody's */
} Loading;

/* Auxiliary functions */

static gboolean
may_tell (const Loading *loading, KlDataCategories category)
{
  return (loading->verdict->categories & category) != 0;
}

static gboolean
is_of (const KlReferral *referral, gint64 pupil_id)
{
  if (referral->pupil_ids == NULL || referral->pupil_ids->len == 0)
    return TRUE;
  for (guint i = 0; i < referral->pupil_ids->len; i++)
    if (g_array_index (referral->pupil_ids, gint64, i) == pupil_id)
      return TRUE;
  return FALSE;
}

/* "Jelle van den Berg, 10 jaar, groep 7"; without consent for the name only the class. */
static char *
format_pupil (const Loading *loading, const KlPupil *pupil)
{
  const int age =
    pupil->birth != KL_DATE_NONE ? kl_date_get_age (pupil->birth, loading->today) : -1;
  g_autoptr (GString) text =
    g_string_new (may_tell (loading, KL_DATA_CONTACT) ? pupil->name : _ ("a child"));

  if (age >= 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, ", %d year old", ", %d years old",
                                         (gulong) age),
                            age);
  if (pupil->group_name != NULL && *pupil->group_name != '\0')
    g_string_append_printf (text, C_ ("print", ", group %s"), pupil->group_name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_of_some (const KlReferral *referral)
{
  return referral->pupil_ids != NULL && referral->pupil_ids->len > 0;
}

static GPtrArray *
list_pupils (const Loading *loading)
{
  const KlCaseFile *file = loading->file;
  GPtrArray *pupils = g_ptr_array_new ();

  /* In a case about a family the children stand beside it. */
  for (guint i = 0; is_of_some (loading->referral) && i < file->siblings->len; i++)
    {
      KlPupil *pupil = g_ptr_array_index (file->siblings, i);

      if (is_of (loading->referral, pupil->id))
        g_ptr_array_add (pupils, pupil);
    }

  for (guint i = 0; i < loading->file->pupils->len; i++)
    {
      const KlCasePupil *in_case = g_ptr_array_index (loading->file->pupils, i);

      if (is_of (loading->referral, in_case->pupil->id))
        g_ptr_array_add (pupils, in_case->pupil);
    }
  return pupils;
}

static char *
get_purpose (const Loading *loading)
{
  const KlReferralPurpose purpose = loading->referral->purpose;

  return g_utf8_strdown (kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, purpose), -1);
}

static char *
format_subject (const Loading *loading)
{
  g_autoptr (GPtrArray) pupils = list_pupils (loading);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *purpose = get_purpose (loading);

  for (guint i = 0; i < pupils->len; i++)
    {
      g_autofree char *pupil = format_pupil (loading, g_ptr_array_index (pupils, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", pupil);
    }
  if (pupils->len == 0)
    g_string_append (text, _ ("a question of the school"));
  g_string_append_printf (text, ": %s", purpose);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Why it may be sent */

static char *
format_consent (const KlConsent *consent)
{
  const char *giver = consent->giver == NULL ? ""
                      : consent->giver->role != NULL && *consent->giver->role != '\0'
                        ? consent->giver->role
                        : consent->giver->name;
  const KlDate last = kl_consent_get_last_day (consent);
  g_autofree char *from = kl_date_format (consent->from, KL_DATE_STYLE_LONG);
  g_autofree char *until = last != KL_DATE_NONE ? kl_date_format (last, KL_DATE_STYLE_LONG) : NULL;

  if (until == NULL)
    return g_strdup_printf ("%s, %s", giver, from);
  return g_strdup_printf (C_ ("print", "%s, %s, valid until %s"), giver, from, until);
}

/* What was said about another child in the case is no business of the receiver. */
static gboolean
is_about (const Loading *loading, const KlConsent *consent)
{
  const KlPerson *giver = consent->giver;

  if (consent->pupil_id != 0 && !is_of (loading->referral, consent->pupil_id))
    return FALSE;
  if (giver != NULL && giver->kind == KL_PERSON_PUPIL)
    return is_of (loading->referral, giver->id);
  if (giver == NULL || giver->kind != KL_PERSON_GUARDIAN || loading->deciders == NULL)
    return TRUE;

  for (guint i = 0; i < loading->deciders->len; i++)
    if (g_array_index (loading->deciders, gint64, i) == giver->id)
      return TRUE;
  return FALSE;
}

static gboolean
load_deciders (Loading *loading, GError **error)
{
  const GArray *pupil_ids = loading->referral->pupil_ids;

  if (!is_of_some (loading->referral))
    return TRUE;

  loading->deciders = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < pupil_ids->len; i++)
    {
      g_autoptr (GPtrArray) guardians =
        kl_guardians_list (loading->db, g_array_index (pupil_ids, gint64, i), error);

      if (guardians == NULL)
        return FALSE;
      for (guint j = 0; j < guardians->len; j++)
        g_array_append_val (loading->deciders,
                            ((KlGuardian *) g_ptr_array_index (guardians, j))->id);
    }
  return TRUE;
}

static char *
format_consents (const Loading *loading)
{
  const gint64 receiver = loading->referral->partner->id;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < loading->file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (loading->file->consents, i);
      g_autofree char *one = NULL;

      if (consent->receiver == NULL || consent->receiver->kind != KL_PERSON_PARTNER
          || consent->receiver->id != receiver || !kl_consent_holds (consent, loading->today)
          || !is_about (loading, consent))
        continue;
      one = format_consent (consent);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_ground (const Loading *loading)
{
  switch (loading->verdict->ground)
    {
    case KL_GROUND_CONSENT:
      return format_consents (loading);
    case KL_GROUND_MELDING:
      return g_strdup (_ ("not needed for a report to Veilig Thuis"));
    case KL_GROUND_EMERGENCY:
      return g_strdup (_ ("could not be waited for; the reason stands in the log"));
    case KL_GROUND_NOBODY:
    case KL_GROUND_RECORDED:
    default:
      return NULL;
    }
}

/* What is said */

static char *
format_opening (const Loading *loading)
{
  const KlReferral *referral = loading->referral;
  const int waited = referral->sent_on != KL_DATE_NONE ? loading->today - referral->sent_on : 0;
  g_autofree char *sent = NULL;

  if (referral->answered_on != KL_DATE_NONE)
    {
      sent = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);
      return g_strdup_printf (_ ("On %s we asked for your help. Thank you for your answer; with "
                                 "this letter we come back to it."),
                              sent);
    }
  if (waited <= 0)
    return g_strdup (_ ("We would like to ask for your help."));

  sent = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "On %s we asked for your help. We have no answer yet; that is %d day ago now.",
                 "On %s we asked for your help. We have no answer yet; that is %d days ago now.",
                 (gulong) waited),
    sent, waited);
}

static void
leave_out (const Loading *loading, const char *what)
{
  g_ptr_array_add (loading->letter->left_out, g_strdup (what));
}

static void
fill_words (const Loading *loading)
{
  const KlReferral *referral = loading->referral;
  KlLetter *letter = loading->letter;
  const gboolean has_bridging = referral->bridging != NULL && *referral->bridging != '\0';
  const gboolean has_question = referral->text != NULL && *referral->text != '\0';

  g_ptr_array_add (letter->paragraphs, format_opening (loading));
  if (has_bridging && may_tell (loading, KL_DATA_SUPPORT))
    g_ptr_array_add (letter->paragraphs,
                     g_strdup_printf (_ ("Meanwhile at school: %s"), referral->bridging));
  if (loading->verdict->ground == KL_GROUND_CONSENT)
    g_ptr_array_add (letter->paragraphs,
                     g_strdup (_ ("Those concerned know of this letter and agree that we confer "
                                  "with you.")));
  g_ptr_array_add (letter->paragraphs,
                   g_strdup (_ ("Below you can answer in a few words, or call me.")));
  if (has_question && may_tell (loading, KL_DATA_QUESTION))
    letter->question = g_strdup (referral->text);

  if (has_question && letter->question == NULL)
    leave_out (loading, _ ("what is asked and why (no consent for it)"));
  if (has_bridging && !may_tell (loading, KL_DATA_SUPPORT))
    leave_out (loading, _ ("what school does meanwhile (no consent for it)"));
  leave_out (loading, _ ("conversations, observations and working notes"));
  leave_out (loading, _ ("decisions of the school and other partners"));
}

/* To whom, and who signs */

static gboolean
fill_partner (Loading *loading, GError **error)
{
  const KlReferral *referral = loading->referral;
  KlLetter *letter = loading->letter;
  g_autoptr (KlPartner) partner = kl_partners_get (loading->db, referral->partner->id, error);
  g_autoptr (GPtrArray) contacts =
    partner != NULL ? kl_partner_contacts_list (loading->db, partner->id, 0, error) : NULL;
  const char *addressee = NULL;

  if (contacts == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);

      if (contact->id != referral->contact_id)
        continue;
      addressee = contact->name;
      letter->attention = contact->role != NULL && *contact->role != '\0'
                            ? g_strdup_printf ("%s, %s", contact->name, contact->role)
                            : g_strdup (contact->name);
      letter->greeting = g_strdup_printf (_ ("Dear %s,"), addressee);
    }
  if (letter->greeting == NULL)
    letter->greeting = g_strdup (_ ("Dear colleague,"));

  letter->partner = g_strdup (partner->name);
  if (partner->address != NULL && *partner->address != '\0')
    g_ptr_array_add (letter->address, g_strdup (partner->address));
  if (partner->town != NULL && *partner->town != '\0')
    g_ptr_array_add (letter->address,
                     g_strstrip (
                       g_strdup_printf ("%s %s", partner->postcode != NULL ? partner->postcode : "",
                                        partner->town)));
  return TRUE;
}

/* A link that another partner passed on is written about by who keeps the case moving. */
static void
fill_writer (Loading *loading)
{
  const KlPerson *writer = loading->referral->sender;

  if (writer == NULL || writer->kind != KL_PERSON_PROFESSIONAL)
    writer = loading->file->row->owner;
  if (writer == NULL)
    return;
  loading->letter->writer = g_strdup (writer->name);
  if (writer->role != NULL && *writer->role != '\0')
    loading->letter->writer_role = g_strdup (writer->role);
}

static gboolean
fill_letter (Loading *loading, GError **error)
{
  KlLetter *letter = loading->letter;

  letter->school = g_strdup (loading->file->row->school_name);
  letter->date = loading->today;
  letter->subject = format_subject (loading);
  letter->service = g_strdup (loading->referral->service);
  letter->ground = format_ground (loading);
  letter->purpose = get_purpose (loading);
  letter->reply_until = kl_referral_get_answer_day (loading->referral, loading->today);
  if (!fill_partner (loading, error))
    return FALSE;
  fill_writer (loading);
  fill_words (loading);
  letter->printed_at = kl_clock_stamp ();
  letter->audit_head = kl_audit_get_written_head (loading->db, error);
  return letter->audit_head != NULL;
}

/* What left on a ground other than consent goes on it still. */
static KlSendVerdict *
judge (Loading *loading, GError **error)
{
  const KlReferral *referral = loading->referral;
  const KlSending sending = {
    .day = loading->today,
    .expected_on = referral->expected_on,
    .emergency = referral->ground == KL_GROUND_EMERGENCY,
    .reason = referral->ground_reason,
  };

  return kl_referrals_check_plan (loading->db, referral, &sending, error);
}

static gboolean
load_verdict (Loading *loading, GError **error)
{
  loading->referral = kl_referrals_get (loading->db, loading->referral_id, error);
  if (loading->referral != NULL)
    loading->verdict = judge (loading, error);

  return loading->verdict != NULL;
}

static gboolean
log_act (const Loading *loading, KlAuditAct act, GError **error)
{
  return kl_audit_append_for_case (loading->db, act, KL_AUDIT_REFERRAL, loading->referral_id,
                                   loading->referral->case_id, "letter", error);
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;

  if (!load_verdict (loading, error))
    return FALSE;

  /* That it was asked and refused is to be read in the log. */
  if (!loading->verdict->allowed)
    return log_act (loading, KL_AUDIT_REFUSE, error);

  loading->disclosure = kl_disclosures_load_referral (db, loading->referral, loading->today, error);
  if (loading->disclosure == NULL)
    return FALSE;
  loading->file = loading->disclosure->file;
  kl_disclosure_mask (loading->disclosure, &loading->referral->text);
  kl_disclosure_mask (loading->disclosure, &loading->referral->bridging);
  if (!load_deciders (loading, error))
    return FALSE;

  loading->letter = kl_letter_new ();
  return fill_letter (loading, error);
}

/* What was shown may leave only if nobody took a consent back meanwhile. */
static gboolean
record (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;

  return load_verdict (loading, error)
         && log_act (loading, loading->verdict->allowed ? loading->act : KL_AUDIT_REFUSE, error);
}

static gboolean
refuse (const Loading *loading, GError **error)
{
  g_autofree char *lacks = kl_send_verdict_format (loading->verdict);

  g_set_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED,
               _ ("There will be no letter: %s"), lacks);
  return FALSE;
}

static void
loading_clear (Loading *loading)
{
  g_clear_pointer (&loading->referral, kl_referral_free);
  g_clear_pointer (&loading->disclosure, kl_disclosure_free);
  g_clear_pointer (&loading->verdict, kl_send_verdict_free);
  g_clear_pointer (&loading->deciders, g_array_unref);
}

/* Public API */

/**
 * kl_letter_load:
 * @db: a connection
 * @referral_id: a referral
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when a
 *   consent is missing
 *
 * Puts together the letter of a referral: only what its receiver may know today. A refusal is
 * written to the log.
 *
 * Returns: (transfer full): the letter, to be made into pages with kl_letter_render()
 */
KlLetter *
kl_letter_load (KlDb *db, gint64 referral_id, KlDate today, GError **error)
{
  Loading loading = { .db = db, .referral_id = referral_id, .today = today };
  gboolean done;

  g_return_val_if_fail (db != NULL, NULL);

  done = kl_db_transaction (db, load, &loading, error);
  if (done && !loading.verdict->allowed)
    done = refuse (&loading, error);
  if (!done)
    g_clear_pointer (&loading.letter, kl_letter_free);
  loading_clear (&loading);
  return loading.letter;
}

/**
 * kl_letter_record:
 * @db: a connection
 * @referral_id: a referral whose letter is about to leave
 * @act: how it leaves: %KL_AUDIT_PRINT or %KL_AUDIT_EXPORT
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when a
 *   consent is missing by now
 *
 * Writes in the log that the letter leaves, when it still may. A refusal is written too.
 *
 * Returns: %TRUE when it may leave
 */
gboolean
kl_letter_record (KlDb *db, gint64 referral_id, KlAuditAct act, KlDate today, GError **error)
{
  Loading loading = { .db = db, .referral_id = referral_id, .today = today, .act = act };
  gboolean done;

  g_return_val_if_fail (db != NULL, FALSE);

  done = kl_db_transaction (db, record, &loading, error);
  if (done && !loading.verdict->allowed)
    done = refuse (&loading, error);
  loading_clear (&loading);

  return done;
}
