/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consent-forms.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-config.h"
#include "kl-consent-evidence.h"
#include "kl-form-bring.h"
#include "model/kl-consent-rule.h"
#include "store/kl-attachments.h"
#include "store/kl-cases.h"
#include "store/kl-consents.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-referrals.h"

/* Asking for consent, renewing it, taking it back. */

/* Bits of KlDataCategories, one field for each. */
#define N_CATEGORIES 8

/* One conversation can be about several who may hear of it. */
#define MAX_RECEIVERS 5

/* What the store brings for the dialog. */
typedef struct
{
  gint64 case_id;
  gint64 partner_id;
  int purpose;       /* a KlReferralPurpose, or -1 */
  GArray *pupil_ids; /* about whom; NULL or empty for everybody in the case */
  KlCaseFile *file;
  GPtrArray *receivers; /* KlPerson: the partners, and who works at the school */
  GPtrArray *givers;    /* KlPerson, who can decide */
  GArray *asked;        /* gboolean, of each giver: whether it is still to be asked */
  GPtrArray *documents; /* KlAttachment, that may prove it */
  KlEvidenceRow *evidence;
} Asking;

static void
asking_free (Asking *asking)
{
  g_clear_pointer (&asking->file, kl_case_file_free);
  g_clear_pointer (&asking->receivers, g_ptr_array_unref);
  g_clear_pointer (&asking->givers, g_ptr_array_unref);
  g_clear_pointer (&asking->asked, g_array_unref);
  g_clear_pointer (&asking->documents, g_ptr_array_unref);
  g_clear_pointer (&asking->pupil_ids, g_array_unref);
  g_free (asking);
}

/* Who decides */

static gboolean
has_said_yes (const Asking *asking, const KlPerson *giver, KlDate today)
{
  const GPtrArray *consents = asking->file->consents;

  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (consents, i);

      if (consent->giver != NULL && consent->giver->kind == giver->kind
          && consent->giver->id == giver->id && consent->receiver != NULL
          && consent->receiver->kind == KL_PERSON_PARTNER
          && consent->receiver->id == asking->partner_id && kl_consent_holds (consent, today))
        return TRUE;
    }

  return FALSE;
}

static void
add_giver (GPtrArray *givers, KlPersonKind kind, gint64 id, const char *name, const char *role)
{
  for (guint i = 0; i < givers->len; i++)
    {
      const KlPerson *other = g_ptr_array_index (givers, i);

      if (other->kind == kind && other->id == id)
        return;
    }
  g_ptr_array_add (givers, kl_person_new (kind, id, name, role));
}

static gboolean
is_asked_about (const GArray *pupil_ids, gint64 pupil_id)
{
  if (pupil_ids == NULL || pupil_ids->len == 0)
    return TRUE;

  for (guint i = 0; i < pupil_ids->len; i++)
    if (g_array_index (pupil_ids, gint64, i) == pupil_id)
      return TRUE;

  return FALSE;
}

static void
add_guardians (GPtrArray *givers, const KlConsentSubject *subject)
{
  for (guint i = 0; i < subject->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (subject->guardians, i);

      if (guardian->custody)
        add_giver (givers, KL_PERSON_GUARDIAN, guardian->id, guardian->name,
                   kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, (int) guardian->relation));
    }
}

/**
 * kl_consent_forms_list_givers:
 * @subjects: (element-type KlConsentSubject): the children of a case
 * @pupil_ids: (nullable) (element-type gint64): about which of them, %NULL for all
 *
 * Returns: (transfer full) (element-type KlPerson): those whom the rule of consent asks for:
 * parents with custody, and pupils who are old enough
 */
GPtrArray *
kl_consent_forms_list_givers (const GPtrArray *subjects, const GArray *pupil_ids)
{
  GPtrArray *givers = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);

  for (guint i = 0; i < subjects->len; i++)
    {
      const KlConsentSubject *subject = g_ptr_array_index (subjects, i);

      if (is_asked_about (pupil_ids, subject->pupil_id)
          && kl_consent_subject_needs_guardians (subject))
        add_guardians (givers, subject);
    }
  for (guint i = 0; i < subjects->len; i++)
    {
      const KlConsentSubject *subject = g_ptr_array_index (subjects, i);

      if (is_asked_about (pupil_ids, subject->pupil_id) && subject->pupil_id != 0
          && kl_consent_subject_needs_pupil (subject))
        add_giver (givers, KL_PERSON_PUPIL, subject->pupil_id, subject->name, _ ("pupil"));
    }

  return givers;
}

static void
collect_givers (Asking *asking, const GPtrArray *subjects, KlDate today)
{
  asking->givers = kl_consent_forms_list_givers (subjects, asking->pupil_ids);
  asking->asked = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (guint i = 0; i < asking->givers->len; i++)
    {
      const gboolean asked = !has_said_yes (asking, g_ptr_array_index (asking->givers, i), today);

      g_array_append_val (asking->asked, asked);
    }
}

/* From the form to consents */

typedef struct
{
  GPtrArray *consents; /* KlConsent */
  KlDate day;
  char *text;
  KlIncoming *evidence; /* a new document that proves them */
} Obtained;

static void
obtained_free (Obtained *obtained)
{
  g_ptr_array_unref (obtained->consents);
  g_clear_pointer (&obtained->evidence, kl_incoming_unref);
  g_free (obtained->text);
  g_free (obtained);
}

static gboolean
keep_evidence (KlDb *db, const Obtained *obtained, KlDate today, GError **error)
{
  const KlConsent *first = g_ptr_array_index (obtained->consents, 0);
  const gint64 document_id =
    kl_incoming_keep (obtained->evidence, db, first->case_id, KL_VISIBILITY_TEAM, today, error);

  for (guint i = 0; i < obtained->consents->len; i++)
    ((KlConsent *) g_ptr_array_index (obtained->consents, i))->evidence_document = document_id;

  return document_id != 0;
}

static gboolean
keep_consents (KlDb *db, gpointer data, GError **error)
{
  const Obtained *obtained = data;
  const KlDate today = kl_clock_today ();

  return (obtained->evidence == NULL || keep_evidence (db, obtained, today, error))
         && kl_consents_obtain (db, obtained->consents, obtained->day, obtained->text, today,
                                error);
}

static gint64
save_consents (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, keep_consents, data, error) ? 1 : 0;
}

static char *
name_field (const char *prefix, guint i)
{
  return g_strdup_printf ("%s-%u", prefix, i);
}

static guint
collect_categories (KlForm *form)
{
  guint categories = 0;

  if (kl_form_get_check (form, "everything"))
    return KL_DATA_ALL;

  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      g_autofree char *name = name_field ("category", i);

      if (kl_form_get_check (form, name))
        categories |= 1u << i;
    }

  return categories;
}

static guint
count_givers (KlForm *form, const Asking *asking)
{
  guint n = 0;

  for (guint i = 0; i < asking->givers->len; i++)
    {
      g_autofree char *name = name_field ("giver", i);

      n += kl_form_get_check (form, name) ? 1 : 0;
    }

  return n;
}

static const KlPerson *
get_receiver (KlForm *form, const Asking *asking, guint i)
{
  g_autofree char *name = name_field ("receiver", i);
  const guint chosen = kl_form_get_choice (form, name);

  return chosen < asking->receivers->len ? g_ptr_array_index (asking->receivers, chosen) : NULL;
}

/* The next one is asked for when the one before is there. */
static char *
check_receivers (KlForm *form, const Asking *asking)
{
  gboolean twice = FALSE;

  for (guint i = 1; i < MAX_RECEIVERS; i++)
    {
      g_autofree char *name = name_field ("receiver", i);
      const KlPerson *receiver = get_receiver (form, asking, i);

      kl_form_set_visible (form, name,
                           receiver != NULL || get_receiver (form, asking, i - 1) != NULL);
      for (guint j = 0; j < i && receiver != NULL; j++)
        twice = twice || get_receiver (form, asking, j) == receiver;
    }

  if (get_receiver (form, asking, 0) == NULL)
    return g_strdup (_ ("Choose with whom may be shared."));

  return twice ? g_strdup (_ ("Choose everybody once.")) : NULL;
}

static char *
check_consent (KlForm *form, gpointer user_data)
{
  const Asking *asking = user_data;
  const gboolean refused = kl_form_get_choice (form, "answer") == 1;
  const gboolean everything = kl_form_get_check (form, "everything");
  const gboolean ends = kl_form_get_check (form, "ends");
  g_autofree char *unchosen = check_receivers (form, asking);

  kl_form_set_visible (form, "everything", !refused);
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      g_autofree char *name = name_field ("category", i);

      kl_form_set_visible (form, name, !refused && !everything);
    }
  kl_form_set_visible (form, "ends", !refused);
  kl_form_set_visible (form, "until", !refused && ends);
  kl_form_set_visible (form, "evidence", !refused);
  gtk_widget_set_visible (GTK_WIDGET (asking->evidence), !refused);

  if (asking->givers->len == 0)
    return g_strdup (_ ("No parent with custody is known here, and no pupil of 12 or older."));
  if (count_givers (form, asking) == 0)
    return g_strdup (_ ("Choose who said it."));
  if (unchosen != NULL)
    return g_steal_pointer (&unchosen);
  if (!refused && !everything && collect_categories (form) == 0)
    return g_strdup (_ ("Choose what may be shared."));
  if (!refused && ends && kl_form_get_date (form, "until") < kl_form_get_date (form, "from"))
    return g_strdup (_ ("The last day comes before the first day."));

  return refused ? NULL : kl_consent_evidence_check (asking->evidence);
}

static KlConsent *
create_consent (KlForm *form, const Asking *asking, const KlPerson *giver, const KlPerson *receiver)
{
  const guint purpose = kl_form_get_choice (form, "purpose");
  const gboolean refused = kl_form_get_choice (form, "answer") == 1;
  KlConsent *consent = g_new0 (KlConsent, 1);

  consent->case_id = asking->case_id;
  consent->giver = kl_person_copy (giver);
  consent->receiver = kl_person_copy (receiver);
  consent->purposes = purpose > 0 ? KL_CONSENT_FOR (purpose - 1) : 0;
  consent->purpose = kl_form_dup_text (form, "words");
  consent->categories = refused ? KL_DATA_ALL : collect_categories (form);
  consent->manner = kl_form_get_choice (form, "manner");
  consent->how = g_strdup (kl_words_get_label (KL_WORDS_MANNER, (int) consent->manner));
  consent->status = refused ? KL_CONSENT_REFUSED : KL_CONSENT_GIVEN;
  consent->from = kl_form_get_date (form, "from");
  if (!refused && kl_form_get_check (form, "ends"))
    consent->until = kl_form_get_date (form, "until");
  if (!refused)
    {
      consent->evidence = kl_form_dup_text (form, "evidence");
      consent->evidence_document = kl_evidence_row_get_document (asking->evidence);
    }

  return consent;
}

/* Of everybody who said it, for one receiver. */
static void
add_consents (KlForm *form, const Asking *asking, const KlPerson *receiver, GPtrArray *consents)
{
  for (guint i = 0; i < asking->givers->len; i++)
    {
      g_autofree char *name = name_field ("giver", i);

      if (kl_form_get_check (form, name))
        g_ptr_array_add (consents,
                         create_consent (form, asking, g_ptr_array_index (asking->givers, i),
                                         receiver));
    }
}

static KlWork *
collect_consent (KlForm *form, gpointer user_data)
{
  const Asking *asking = user_data;
  Obtained *obtained = g_new0 (Obtained, 1);

  obtained->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  obtained->day = kl_form_get_date (form, "from");
  obtained->text = kl_form_dup_text (form, "said");
  if (kl_form_get_choice (form, "answer") != 1)
    obtained->evidence = kl_evidence_row_dup_incoming (asking->evidence);
  for (guint i = 0; i < MAX_RECEIVERS; i++)
    {
      const KlPerson *receiver = get_receiver (form, asking, i);

      if (receiver != NULL)
        add_consents (form, asking, receiver, obtained->consents);
    }

  return kl_work_new (save_consents, obtained, (GDestroyNotify) obtained_free);
}

/* Building */

static void
add_givers (KlForm *form, const Asking *asking)
{
  kl_form_add_section (form, _ ("Who decides?"));
  for (guint i = 0; i < asking->givers->len; i++)
    {
      const KlPerson *giver = g_ptr_array_index (asking->givers, i);
      g_autofree char *name = name_field ("giver", i);
      g_autofree char *label = g_strdup_printf ("%s, %s", giver->name, giver->role);

      kl_form_add_check (form, name, label, g_array_index (asking->asked, gboolean, i));
    }
}

/* The last name of all is nobody's. */
static void
add_receiver_rows (KlForm *form, const char *const *names, guint nobody, guint selected)
{
  for (guint i = 0; i < MAX_RECEIVERS; i++)
    {
      g_autofree char *name = name_field ("receiver", i);
      /* Translators: the second, third... of those with whom may be shared */
      g_autofree char *label =
        i == 0 ? g_strdup (_ ("With")) : g_strdup_printf (_ ("And with (%u)"), i + 1);

      kl_form_make_searchable (
        kl_form_add_choice (form, name, label, names, i == 0 ? selected : nobody));
    }
}

static void
add_receiver (KlForm *form, const Asking *asking)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *const answers[] = { _ ("May be shared"), _ ("Refused"), NULL };
  guint selected = asking->receivers->len;

  for (guint i = 0; i < asking->receivers->len; i++)
    {
      const KlPerson *receiver = g_ptr_array_index (asking->receivers, i);

      g_ptr_array_add (names, receiver->name);
      if (receiver->kind == KL_PERSON_PARTNER && receiver->id == asking->partner_id)
        selected = i;
    }
  g_ptr_array_add (names, (gpointer) _ ("Choose with whom"));
  g_ptr_array_add (names, NULL);

  kl_form_add_section (form, _ ("For what?"));
  kl_form_add_choice (form, "answer", _ ("Answer"), answers, 0);
  add_receiver_rows (form, (const char *const *) names->pdata, asking->receivers->len, selected);
  kl_form_add_words (form, "purpose", _ ("To do what"), KL_WORDS_REFERRAL_PURPOSE,
                     _ ("Everything with this partner"), (guint) (asking->purpose + 1));
  kl_form_add_entry (form, "words", _ ("What for, in the words of the parents (optional)"), NULL);
  kl_form_add_check (form, "everything", _ ("Everything that is needed for it"), TRUE);
  for (guint i = 0; i < N_CATEGORIES; i++)
    {
      g_autofree char *name = name_field ("category", i);

      kl_form_add_check (form, name, kl_words_get_label (KL_WORDS_DATA_CATEGORIES, 1 << i), FALSE);
    }
}

static AdwPreferencesGroup *
add_days (KlForm *form)
{
  const KlDate today = kl_clock_today ();
  AdwPreferencesGroup *group = kl_form_add_section (form, _ ("When and how?"));
  GtkWidget *from;

  kl_form_add_words (form, "manner", _ ("How was it said?"), KL_WORDS_MANNER, NULL, 0);
  from = kl_form_add_date (form, "from", _ ("Said on"), today);
  kl_date_button_set_range (KL_DATE_BUTTON (from), KL_DATE_NONE, today);
  kl_form_add_check (form, "ends", _ ("Has a last day"), TRUE);
  kl_form_add_date (form, "until", _ ("Last day"), today + 7 * KL_CONSENT_WEEKS);

  return group;
}

static void
add_evidence (KlForm *form, AdwPreferencesGroup *group, Asking *asking)
{
  asking->evidence = KL_EVIDENCE_ROW (kl_evidence_row_new (asking->documents, 0));
  adw_preferences_group_add (group, GTK_WIDGET (asking->evidence));
  kl_form_add_entry (form, "evidence", _ ("Where is the proof? (optional)"), NULL);
  g_signal_connect_object (asking->evidence, "changed", G_CALLBACK (kl_form_changed), form,
                           G_CONNECT_SWAPPED);
}

static KlForm *
create_form (KlSession *session, Asking *asking)
{
  KlForm *form = kl_form_new (session, _ ("Consent"), _ ("_Record"));
  g_autofree char *place = g_strdup_printf ("consent/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                                            asking->case_id, asking->partner_id);

  kl_form_set_hint (form, _ ("Talk it over with parents and child first: what is shared, with whom "
                             "and for how long. They can always take it back."));
  add_givers (form, asking);
  add_receiver (form, asking);
  add_evidence (form, add_days (form), asking);
  kl_form_add_text (form, "said", _ ("What was said? (optional)"), NULL);
  kl_form_set_work (form, check_consent, collect_consent, asking, (GDestroyNotify) asking_free);
  kl_form_set_draft (form, place);

  return form;
}

/* Loading */

/* What a child tells one face may be for that face alone. */
static gboolean
bring_receivers (KlDb *db, Asking *asking, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  g_autoptr (GPtrArray) professionals = NULL;
  g_autoptr (GPtrArray) partners = NULL;

  filter.school_id = asking->file->row->school_id;
  partners = kl_partners_find (db, &filter, error);
  if (partners == NULL)
    return FALSE;
  professionals = kl_professionals_list (db, filter.school_id, error);
  if (professionals == NULL)
    return FALSE;

  asking->receivers = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);

      g_ptr_array_add (asking->receivers,
                       kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL));
    }
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);

      g_ptr_array_add (asking->receivers, kl_person_new (KL_PERSON_PROFESSIONAL, professional->id,
                                                         professional->name, NULL));
    }

  return TRUE;
}

static gboolean
bring (KlDb *db, Asking *asking, GError **error)
{
  const KlDate today = kl_clock_today ();
  g_autoptr (GPtrArray) subjects = NULL;

  asking->file = kl_cases_load_file (db, asking->case_id, today, error);
  if (asking->file == NULL)
    return FALSE;

  if (!bring_receivers (db, asking, error))
    return FALSE;

  asking->documents = kl_attachments_list (db, asking->case_id, error);
  if (asking->documents == NULL)
    return FALSE;

  subjects = kl_referrals_list_subjects (db, asking->case_id, today, error);
  if (subjects == NULL)
    return FALSE;

  collect_givers (asking, subjects, today);
  return TRUE;
}

static gpointer
read_asking (KlDb *db, gpointer wanted, GError **error)
{
  Asking *asking = g_memdup2 (wanted, sizeof *asking);

  ((Asking *) wanted)->pupil_ids = NULL;
  if (bring (db, asking, error))
    return asking;

  asking_free (asking);
  return NULL;
}

static AdwDialog *
show_asking (KlSession *session, gpointer brought)
{
  return ADW_DIALOG (create_form (session, brought));
}

/**
 * kl_consent_form_present:
 * @parent: where it comes up
 * @session: who asks
 * @case_id: a case
 * @partner_id: with whom may be shared, or 0 to choose
 * @purpose: a #KlReferralPurpose that it is for, or -1
 * @pupil_ids: (nullable) (element-type gint64): about which children of the case, %NULL for all
 *
 * Records what parents and child said about sharing.
 */
void
kl_consent_form_present (GtkWidget *parent,
                         KlSession *session,
                         gint64 case_id,
                         gint64 partner_id,
                         int purpose,
                         GArray *pupil_ids)
{
  static const KlFormBringing bringing = { read_asking, show_asking, (GDestroyNotify) asking_free };
  Asking *asking = g_new0 (Asking, 1);

  asking->case_id = case_id;
  asking->partner_id = partner_id;
  asking->purpose = purpose;
  asking->pupil_ids = pupil_ids != NULL ? g_array_copy (pupil_ids) : NULL;
  kl_form_bring (parent, session, &bringing, asking, (GDestroyNotify) asking_free);
}

/* Renewing and taking back */

typedef struct
{
  gint64 id;
  KlDate from;
  KlDate until;
  KlManner manner;
  char *why;
} Change;

static void
change_free (Change *change)
{
  g_free (change->why);
  g_free (change);
}

static gint64
save_renewal (KlDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return kl_consents_renew (db, change->id, change->from, change->until, change->manner,
                            kl_clock_today (), error);
}

static char *
check_renewal (KlForm *form, gpointer user_data)
{
  const gboolean ends = kl_form_get_check (form, "ends");

  kl_form_set_visible (form, "until", ends);
  if (ends && kl_form_get_date (form, "until") < kl_form_get_date (form, "from"))
    return g_strdup (_ ("The last day comes before the first day."));

  return NULL;
}

static KlWork *
collect_renewal (KlForm *form, gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->id = *(const gint64 *) user_data;
  change->from = kl_form_get_date (form, "from");
  change->until =
    kl_form_get_check (form, "ends") ? kl_form_get_date (form, "until") : KL_DATE_NONE;
  change->manner = kl_form_get_choice (form, "manner");

  return kl_work_new (save_renewal, change, (GDestroyNotify) change_free);
}

static char *
describe_line (const KlConsent *consent)
{
  /* Translators: who gave it, for which partner */
  return g_strdup_printf (_ ("%s, for %s"), consent->giver != NULL ? consent->giver->name : "",
                          consent->receiver != NULL ? consent->receiver->name : "");
}

/**
 * kl_consent_renew_form_new:
 * @session: who asks
 * @consent: a consent that ends or has ended
 *
 * Returns: (transfer floating): a dialog that records that the same is allowed again
 */
KlForm *
kl_consent_renew_form_new (KlSession *session, const KlConsent *consent)
{
  KlForm *form = kl_form_new (session, _ ("Renew consent"), _ ("_Renew"));
  g_autofree char *line = describe_line (consent);

  kl_form_set_hint (form, line);
  add_days (form);
  kl_form_set_choice (form, "manner", (guint) consent->manner);
  kl_form_set_work (form, check_renewal, collect_renewal, g_memdup2 (&consent->id, sizeof (gint64)),
                    g_free);

  return form;
}

static gint64
save_withdrawal (KlDb *db, gpointer data, GError **error)
{
  const Change *change = data;

  return kl_consents_withdraw (db, change->id, change->from, change->why, kl_clock_today (), error);
}

static KlWork *
collect_withdrawal (KlForm *form, gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->id = *(const gint64 *) user_data;
  change->from = kl_form_get_date (form, "day");
  change->why = kl_form_dup_text (form, "why");

  return kl_work_new (save_withdrawal, change, (GDestroyNotify) change_free);
}

/**
 * kl_consent_withdraw_form_new:
 * @session: who works here
 * @consent: a consent that is taken back
 *
 * Returns: (transfer floating): a dialog that asks when and why
 */
KlForm *
kl_consent_withdraw_form_new (KlSession *session, const KlConsent *consent)
{
  KlForm *form = kl_form_new (session, _ ("Consent taken back"), _ ("_Take back"));
  g_autofree char *line = describe_line (consent);
  GtkWidget *day;

  kl_form_set_hint (form, line);
  day = kl_form_add_date (form, "day", _ ("When?"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (day), consent->from, kl_clock_today ());
  kl_form_add_text (form, "why", _ ("Why? (optional)"), NULL);
  kl_form_set_work (form, NULL, collect_withdrawal, g_memdup2 (&consent->id, sizeof (gint64)),
                    g_free);

  return form;
}

/* The popover of a chip */

static void
append_line (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

static char *
describe_days (const KlConsent *consent)
{
  g_autofree char *from = kl_date_format (consent->from, KL_DATE_STYLE_LONG);
  const KlDate last = consent->until;
  g_autofree char *until = last != KL_DATE_NONE ? kl_date_format (last, KL_DATE_STYLE_LONG) : NULL;

  if (consent->status == KL_CONSENT_REFUSED)
    return g_strdup_printf (_ ("Refused on %s"), from);
  if (until == NULL)
    return g_strdup_printf (_ ("From %s, without a last day"), from);

  return g_strdup_printf (_ ("From %s until %s"), from, until);
}

/* What had been agreed stays beside it. */
static char *
describe_withdrawal (const KlConsent *consent)
{
  g_autofree char *day = NULL;

  if (consent->status != KL_CONSENT_WITHDRAWN || consent->withdrawn_on == KL_DATE_NONE)
    return NULL;

  day = kl_date_format (consent->withdrawn_on, KL_DATE_STYLE_LONG);
  if (consent->withdrawn_why == NULL || *consent->withdrawn_why == '\0')
    return g_strdup_printf (_ ("Taken back on %s"), day);

  /* Translators: a date, and why a consent was taken back */
  return g_strdup_printf (_ ("Taken back on %s: %s"), day, consent->withdrawn_why);
}

static char *
describe_purposes (const KlConsent *consent)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (consent->purposes == 0)
    return g_strdup (_ ("Everything with this partner"));

  for (int i = 0; i < (int) kl_words_get_size (KL_WORDS_REFERRAL_PURPOSE); i++)
    if (consent->purposes & KL_CONSENT_FOR (i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, i));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_categories (const KlConsent *consent)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (consent->categories == KL_DATA_ALL)
    return g_strdup (kl_words_get_label (KL_WORDS_DATA_CATEGORIES, KL_DATA_ALL));

  for (guint i = 0; i < N_CATEGORIES; i++)
    if (consent->categories & (1u << i))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "",
                              kl_words_get_label (KL_WORDS_DATA_CATEGORIES, 1 << i));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

typedef struct
{
  KlSession *session;
  KlConsent *consent;
  gboolean renews;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->session);
  kl_consent_free (asked->consent);
  g_free (asked);
}

static void
button_cb (GtkButton *button, Asked *asked)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  GtkWidget *parent = gtk_widget_get_parent (popover);
  KlForm *form = asked->renews ? kl_consent_renew_form_new (asked->session, asked->consent)
                               : kl_consent_withdraw_form_new (asked->session, asked->consent);

  adw_dialog_present (ADW_DIALOG (form), parent);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static GtkWidget *
create_button (KlSession *session, const KlConsent *consent, gboolean renews)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (renews ? _ ("_Renew…") : _ ("_Take back…"));
  Asked *asked = g_new0 (Asked, 1);

  asked->session = g_object_ref (session);
  asked->consent = kl_consent_copy (consent);
  asked->renews = renews;
  g_signal_connect_data (button, "clicked", G_CALLBACK (button_cb), asked, asked_free, 0);

  return button;
}

/**
 * kl_consent_popover_new:
 * @session: who works here
 * @consent: what was said
 * @today: the current day
 *
 * Returns: (transfer floating): by whom, for what and until when, with what can be done about it
 */
GtkWidget *
kl_consent_popover_new (KlSession *session, const KlConsent *consent, KlDate today)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *line = describe_line (consent);
  g_autofree char *days = describe_days (consent);
  g_autofree char *withdrawal = describe_withdrawal (consent);
  g_autofree char *purposes = describe_purposes (consent);
  g_autofree char *categories = describe_categories (consent);
  const char *how = consent->how != NULL && *consent->how != '\0'
                      ? consent->how
                      : kl_words_get_label (KL_WORDS_MANNER, (int) consent->manner);

  append_line (GTK_BOX (box), line, "heading");
  append_line (GTK_BOX (box), days, NULL);
  if (withdrawal != NULL)
    append_line (GTK_BOX (box), withdrawal, "kl-waiting");
  append_line (GTK_BOX (box), purposes, "kl-dense");
  if (consent->purpose != NULL && *consent->purpose != '\0')
    append_line (GTK_BOX (box), consent->purpose, "kl-dense");
  append_line (GTK_BOX (box), categories, "kl-dense");
  append_line (GTK_BOX (box), how, "kl-second");
  if (consent->evidence != NULL && *consent->evidence != '\0')
    append_line (GTK_BOX (box), consent->evidence, "kl-second");
  kl_consent_evidence_append (GTK_BOX (box), session, consent);
  if (consent->status == KL_CONSENT_GIVEN)
    gtk_box_append (GTK_BOX (buttons), create_button (session, consent, TRUE));
  if (kl_consent_holds (consent, today))
    gtk_box_append (GTK_BOX (buttons), create_button (session, consent, FALSE));
  gtk_widget_set_margin_top (buttons, 6);
  gtk_widget_set_visible (buttons, gtk_widget_get_first_child (buttons) != NULL);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "kl-face-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, line,
                                  -1);

  return popover;
}

/* Renewing what is known by its number only */

static gpointer
read_consent (KlDb *db, gpointer wanted, GError **error)
{
  return kl_consents_get (db, *(const gint64 *) wanted, error);
}

static AdwDialog *
show_renewal (KlSession *session, gpointer brought)
{
  g_autoptr (KlConsent) consent = brought;

  return ADW_DIALOG (kl_consent_renew_form_new (session, consent));
}

/**
 * kl_consent_renew_present:
 * @parent: where it comes up
 * @session: who asks
 * @consent_id: a consent that ends or has ended
 *
 * Records that the same is allowed again.
 */
void
kl_consent_renew_present (GtkWidget *parent, KlSession *session, gint64 consent_id)
{
  static const KlFormBringing bringing = { read_consent, show_renewal,
                                           (GDestroyNotify) kl_consent_free };

  kl_form_bring (parent, session, &bringing, g_memdup2 (&consent_id, sizeof consent_id), g_free);
}
