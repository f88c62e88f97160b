/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-forms.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-config.h"
#include "kl-consent-forms.h"
#include "kl-form-bring.h"
#include "kl-partner-listing.h"
#include "kl-partner-words.h"
#include "kl-referral-choices.h"
#include "store/kl-cases.h"
#include "store/kl-partner-parts.h"
#include "store/kl-referrals.h"

/* When neither answers nor words tell how fast a partner is. */
#define ANSWER_DAYS 14

/*
 * What the dialog of a referral works with. It is shared with checks that are under way, which
 * may come back when the dialog is gone.
 */
typedef struct
{
  KlForm *form; /* NULL when it is gone */
  KlReferralChoices *choices;
  GtkWidget *consent_box;
  GtkImage *consent_icon;
  GtkLabel *consent_label;
  GtkButton *consent_button;
  GtkLabel *partner_label;
  GtkButton *keep_button;

  gint64 case_id;
  gint64 partner_id;
  gint64 referral_id;
  KlReferral *prepared;       /* nullable: what is edited */
  GPtrArray *cases;           /* KlCaseRow, to choose from */
  KlPartnerListing *partners; /* to choose from */
  char *case_title;
  KlSendVerdict *verdict;
  char *asked; /* what the verdict is about */
  KlDate proposed;
} Referring;

static void
referring_clear (Referring *referring)
{
  g_clear_pointer (&referring->prepared, kl_referral_free);
  g_clear_pointer (&referring->cases, g_ptr_array_unref);
  g_clear_pointer (&referring->partners, kl_partner_listing_free);
  g_clear_pointer (&referring->verdict, kl_send_verdict_free);
  g_free (referring->case_title);
  g_free (referring->asked);
}

static void
referring_unref (Referring *referring)
{
  g_rc_box_release_full (referring, (GDestroyNotify) referring_clear);
}

static void
referring_close (Referring *referring)
{
  g_clear_pointer (&referring->choices, kl_referral_choices_free);
  referring->form = NULL;
  referring_unref (referring);
}

/* The question */

static gint64
get_case (const Referring *referring)
{
  guint selected;

  if (referring->case_id != 0)
    return referring->case_id;

  selected = kl_form_get_choice (referring->form, "case");
  return selected > 0 && selected <= referring->cases->len
           ? ((const KlCaseRow *) g_ptr_array_index (referring->cases, selected - 1))->id
           : 0;
}

static const KlPartnerListItem *
get_partner (const Referring *referring)
{
  const guint selected = kl_form_get_choice (referring->form, "partner");

  return selected > 0 && selected <= referring->partners->items->len
           ? g_ptr_array_index (referring->partners->items, selected - 1)
           : NULL;
}

static gboolean
is_report (const Referring *referring)
{
  return kl_form_get_choice (referring->form, "purpose") == KL_REFERRAL_MELDING;
}

static gboolean
goes_without (const Referring *referring)
{
  return is_report (referring) || kl_form_get_check (referring->form, "emergency");
}

static KlReferral *
create_referral (const Referring *referring)
{
  const KlPartner *partner = get_partner (referring)->partner;
  KlReferral *referral =
    referring->prepared != NULL ? kl_referral_copy (referring->prepared) : g_new0 (KlReferral, 1);

  referral->id = referring->referral_id;
  referral->case_id = get_case (referring);
  g_clear_pointer (&referral->partner, kl_person_free);
  referral->partner = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
  referral->purpose = kl_form_get_choice (referring->form, "purpose");
  referral->status = KL_REFERRAL_PREPARED;
  referral->urgent = kl_form_get_check (referring->form, "emergency");
  referral->expected_on = kl_form_get_date (referring->form, "expected");
  g_free (referral->text);
  referral->text = kl_form_dup_text (referring->form, "text");
  g_free (referral->bridging);
  referral->bridging = kl_form_dup_text (referring->form, "bridging");
  if (*referral->bridging == '\0')
    g_clear_pointer (&referral->bridging, g_free);
  referral->median_days = -1;
  kl_referral_choices_fill (referring->choices, referral);

  return referral;
}

/* What goes to the store's thread. */
typedef struct
{
  KlReferral *referral;
  KlSending sending;
  char *reason;
  gboolean sends;
  gint64 id;
} Plan;

static void
plan_free (Plan *plan)
{
  kl_referral_free (plan->referral);
  g_free (plan->reason);
  g_free (plan);
}

static Plan *
create_plan (Referring *referring, gboolean sends)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->referral = create_referral (referring);
  plan->reason = kl_form_dup_text (referring->form, "reason");
  plan->sending.day = kl_form_get_date (referring->form, "sent");
  plan->sending.expected_on = plan->referral->expected_on;
  plan->sending.emergency = kl_form_get_check (referring->form, "emergency");
  plan->sending.reason = goes_without (referring) ? plan->reason : NULL;
  plan->sends = sends;

  return plan;
}

/* Which consent there is */

static char *
describe_allowed (const KlSendVerdict *verdict)
{
  g_autofree char *until = NULL;

  if (verdict->ground != KL_GROUND_CONSENT)
    /* Translators: a ground such as "Emergency" */
    return g_strdup_printf (_ ("May go without consent: %s"),
                            kl_words_get_label (KL_WORDS_SEND_GROUND, (int) verdict->ground));
  if (verdict->until == KL_DATE_NONE)
    return g_strdup (_ ("Consent is there."));

  until = kl_date_format (verdict->until, KL_DATE_STYLE_DAY_MONTH);
  return g_strdup_printf (_ ("Consent is there, until %s."), until);
}

static void
show_verdict (Referring *referring)
{
  const KlSendVerdict *verdict = referring->verdict;
  const gboolean known = get_case (referring) != 0 && get_partner (referring) != NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (referring->consent_box, known);
  if (verdict == NULL)
    words = g_strdup (_ ("Looking which consent there is…"));
  else if (verdict->allowed)
    words = describe_allowed (verdict);
  else
    words = kl_send_verdict_format (verdict);

  gtk_label_set_label (referring->consent_label, words != NULL ? words : "");
  gtk_image_set_from_icon_name (referring->consent_icon, verdict == NULL ? "kl-clock-soon-symbolic"
                                                         : verdict->allowed
                                                           ? "object-select-symbolic"
                                                           : "kl-warning-symbolic");
  gtk_widget_remove_css_class (referring->consent_box, "kl-consent-there");
  gtk_widget_remove_css_class (referring->consent_box, "kl-consent-missing");
  if (verdict != NULL)
    gtk_widget_add_css_class (referring->consent_box,
                              verdict->allowed ? "kl-consent-there" : "kl-consent-missing");
  gtk_widget_set_visible (GTK_WIDGET (referring->consent_button),
                          verdict != NULL && verdict->lacks->len > 0);
}

static void
check_plan (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Plan *plan = data;
  GError *error = NULL;
  KlSendVerdict *verdict;

  verdict = kl_referrals_check_plan (db, plan->referral, &plan->sending, &error);
  if (verdict != NULL)
    g_task_return_pointer (task, verdict, (GDestroyNotify) kl_send_verdict_free);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  Referring *referring;
  char *asked;
} Checked;

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Checked *checked = user_data;
  Referring *referring = checked->referring;
  KlSendVerdict *verdict = kl_store_perform_finish (KL_STORE (source), result, NULL);

  /* The answer to a question that was changed meanwhile is of no use. */
  if (referring->form != NULL && verdict != NULL
      && g_strcmp0 (checked->asked, referring->asked) == 0)
    {
      g_clear_pointer (&referring->verdict, kl_send_verdict_free);
      referring->verdict = g_steal_pointer (&verdict);
      kl_form_changed (referring->form);
      gtk_accessible_announce (GTK_ACCESSIBLE (referring->consent_label),
                               gtk_label_get_label (referring->consent_label),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  g_clear_pointer (&verdict, kl_send_verdict_free);
  g_free (checked->asked);
  referring_unref (referring);
  g_free (checked);
}

static void
ask_verdict (Referring *referring)
{
  KlStore *store = kl_session_get_store (kl_form_get_session (referring->form));
  const KlPartnerListItem *partner = get_partner (referring);
  g_autofree char *reason = kl_form_dup_text (referring->form, "reason");
  g_autofree char *pupils = kl_referral_choices_dup_key (referring->choices);
  g_autofree char *asked = NULL;
  Checked *checked;

  if (get_case (referring) == 0 || partner == NULL)
    {
      g_clear_pointer (&referring->verdict, kl_send_verdict_free);
      g_clear_pointer (&referring->asked, g_free);
      return;
    }

  asked =
    g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%u/%d/%d/%d/%s",
                     get_case (referring), partner->partner->id,
                     kl_form_get_choice (referring->form, "purpose"),
                     (int) kl_form_get_date (referring->form, "sent"),
                     kl_form_get_check (referring->form, "emergency"), *reason != '\0', pupils);
  if (g_strcmp0 (asked, referring->asked) == 0)
    return;

  g_clear_pointer (&referring->verdict, kl_send_verdict_free);
  g_set_str (&referring->asked, asked);
  checked = g_new0 (Checked, 1);
  checked->referring = g_rc_box_acquire (referring);
  checked->asked = g_strdup (asked);
  kl_store_perform_async (store, check_plan, create_plan (referring, FALSE),
                          (GDestroyNotify) plan_free, NULL, checked_cb, checked);
}

static void
record_consent_cb (Referring *referring)
{
  g_autoptr (KlReferral) referral = NULL;

  if (get_partner (referring) == NULL || get_case (referring) == 0)
    return;

  referral = create_referral (referring);
  kl_consent_form_present (GTK_WIDGET (referring->form), kl_form_get_session (referring->form),
                           referral->case_id, referral->partner->id, (int) referral->purpose,
                           referral->pupil_ids);
}

static void
store_changed_cb (KlForm *form, guint what, gint64 case_id, KlStore *store)
{
  Referring *referring = g_object_get_data (G_OBJECT (form), "kl-referring");

  if (referring == NULL || referring->form == NULL
      || (what & (KL_CHANGE_CONSENTS | KL_CHANGE_CASES | KL_CHANGE_PUPILS)) == 0)
    return;

  g_clear_pointer (&referring->asked, g_free);
  kl_form_changed (form);
}

/* Following what is chosen */

static void
append_fact (GString *words, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (words, "%s%s: %s", words->len > 0 ? "\n" : "", label, value);
}

static void
describe_partner (GString *words, const KlPartnerListItem *item)
{
  g_autofree char *place = kl_partner_format_place (item->partner);
  g_autofree char *days = item->days >= 0 ? kl_partner_format_days (item->days) : NULL;

  g_string_append (words, place);
  if (days != NULL)
    {
      g_string_append (words, "\n");
      /* Translators: "24 days" */
      g_string_append_printf (words, _ ("Usually %s to the first answer"), days);
    }
}

/* What has to be known before anybody promises something to a family. */
static void
describe_service (GString *words, const KlPartnerService *service)
{
  g_autofree char *ages = kl_partner_format_ages (service);

  append_fact (words, _ ("For whom"), service->for_whom);
  append_fact (words, _ ("Age"), ages);
  append_fact (words, _ ("Costs"), service->costs);
  append_fact (words, _ ("How to refer"), service->how_to_refer);
  append_fact (words, _ ("Consent needed"), service->consent_needed);
}

static void
show_partner (Referring *referring)
{
  const KlPartnerListItem *item = get_partner (referring);
  const KlPartnerService *service = kl_referral_choices_get_service (referring->choices);
  g_autoptr (GString) words = g_string_new (NULL);

  if (item != NULL)
    {
      const int days = service != NULL && service->waiting_days >= 0 ? service->waiting_days
                                                                     : item->partner->waiting_days;
      g_autofree char *wait = kl_partner_format_wait (days);

      describe_partner (words, item);
      if (service != NULL)
        describe_service (words, service);
      if (wait != NULL)
        {
          g_string_append (words, "\n");
          /* Translators: "6 weeks" */
          g_string_append_printf (words, _ ("Help starts after %s, as they tell"), wait);
        }
    }
  gtk_label_set_label (referring->partner_label, words->str);
  gtk_widget_set_visible (GTK_WIDGET (referring->partner_label), words->len > 0);
}

/* A day that was proposed follows the partner; one that was chosen stays. */
static void
propose_day (Referring *referring)
{
  const KlPartnerListItem *item = get_partner (referring);
  const int days = item != NULL && item->days > 0 ? item->days : ANSWER_DAYS;
  const KlDate sent = kl_form_get_date (referring->form, "sent");
  const KlDate day = sent + days;

  kl_date_button_set_range (KL_DATE_BUTTON (kl_form_get_field (referring->form, "expected")), sent,
                            KL_DATE_NONE);
  if (kl_form_get_date (referring->form, "expected") != referring->proposed
      || referring->proposed == day)
    return;

  referring->proposed = day;
  kl_form_set_date (referring->form, "expected", day);
}

/* A report goes to Safe at Home, unless another partner was chosen. */
static void
propose_partner (Referring *referring)
{
  if (!is_report (referring) || get_partner (referring) != NULL)
    return;

  for (guint i = 0; i < referring->partners->items->len; i++)
    {
      const KlPartnerListItem *item = g_ptr_array_index (referring->partners->items, i);

      if (item->partner->preset == KL_PARTNER_PRESET_SAFE_AT_HOME)
        kl_form_set_choice (referring->form, "partner", i + 1);
    }
}

static char *
find_missing (const Referring *referring, gboolean sends)
{
  g_autofree char *text = kl_form_dup_text (referring->form, "text");
  g_autofree char *reason = kl_form_dup_text (referring->form, "reason");
  g_autofree char *unchosen = NULL;

  if (get_case (referring) == 0)
    return g_strdup (_ ("Choose of which case it is."));
  if (get_partner (referring) == NULL)
    return g_strdup (_ ("Choose to whom it goes."));
  unchosen = kl_referral_choices_find_missing (referring->choices);
  if (unchosen != NULL)
    return g_steal_pointer (&unchosen);
  if (*text == '\0')
    return g_strdup (_ ("Write what you ask of the partner."));
  if (!sends)
    return NULL;
  if (kl_form_get_date (referring->form, "expected") < kl_form_get_date (referring->form, "sent"))
    return g_strdup (_ ("Feedback cannot be expected before that day."));
  if (goes_without (referring) && *reason == '\0')
    return g_strdup (_ ("Say why this goes without consent: it is kept in the log."));
  if (referring->verdict == NULL)
    return g_strdup (_ ("Looking which consent there is…"));
  if (!referring->verdict->allowed)
    return g_strdup (_ ("It cannot be sent yet: a consent is missing. You can get it ready."));

  return NULL;
}

static char *
check_referral (KlForm *form, gpointer user_data)
{
  Referring *referring = user_data;
  const KlPartnerListItem *partner;
  g_autofree char *unready = NULL;

  propose_partner (referring);
  partner = get_partner (referring);
  kl_referral_choices_follow (referring->choices, get_case (referring),
                              partner != NULL ? partner->partner->id : 0);
  propose_day (referring);
  show_partner (referring);
  kl_form_set_visible (form, "emergency", !is_report (referring));
  kl_form_set_visible (form, "reason", goes_without (referring));
  ask_verdict (referring);
  show_verdict (referring);
  unready = find_missing (referring, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (referring->keep_button), unready == NULL);

  return find_missing (referring, TRUE);
}

/* Saving */

static gboolean
save_in_one (KlDb *db, gpointer data, GError **error)
{
  Plan *plan = data;
  const KlDate today = kl_clock_today ();

  plan->id = plan->referral->id;
  if (plan->id == 0)
    plan->id = kl_referrals_prepare (db, plan->referral, today, error);
  else if (!kl_referrals_edit (db, plan->referral, today, error))
    return FALSE;
  if (plan->id == 0)
    return FALSE;

  return !plan->sends || kl_referrals_send (db, plan->id, &plan->sending, today, NULL, error);
}

/* What cannot be sent is not left behind half. */
static gint64
save_plan (KlDb *db, gpointer data, GError **error)
{
  return kl_db_transaction (db, save_in_one, data, error) ? ((Plan *) data)->id : 0;
}

static KlWork *
collect_referral (KlForm *form, gpointer user_data)
{
  return kl_work_new (save_plan, create_plan (user_data, TRUE), (GDestroyNotify) plan_free);
}

static void
keep_cb (Referring *referring)
{
  kl_form_save_work (referring->form, kl_work_new (save_plan, create_plan (referring, FALSE),
                                                   (GDestroyNotify) plan_free));
}

/* Building */

static void
add_case (Referring *referring)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  if (referring->case_id != 0)
    {
      kl_form_set_hint (referring->form, referring->case_title);
      return;
    }

  g_ptr_array_add (labels, g_strdup (_ ("Choose a case")));
  for (guint i = 0; i < referring->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (referring->cases, i);

      g_ptr_array_add (labels, g_strdup_printf ("%s, %s", row->about, row->title));
    }
  g_ptr_array_add (labels, NULL);
  kl_form_make_searchable (kl_form_add_choice (referring->form, "case", _ ("Of which case?"),
                                               (const char *const *) labels->pdata, 0));
}

static void
add_partner (Referring *referring)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  guint selected = 0;

  g_ptr_array_add (labels, g_strdup (_ ("Choose a partner")));
  for (guint i = 0; i < referring->partners->items->len; i++)
    {
      const KlPartnerListItem *item = g_ptr_array_index (referring->partners->items, i);
      g_autofree char *days = item->days >= 0 ? kl_partner_format_days (item->days) : NULL;

      g_ptr_array_add (labels, days != NULL ? g_strdup_printf ("%s · %s", item->partner->name, days)
                                            : g_strdup (item->partner->name));
      if (item->partner->id == referring->partner_id)
        selected = i + 1;
    }
  g_ptr_array_add (labels, NULL);

  kl_form_add_words (referring->form, "purpose", _ ("What kind?"), KL_WORDS_REFERRAL_PURPOSE, NULL,
                     referring->prepared != NULL ? referring->prepared->purpose : 0);
  kl_form_make_searchable (kl_form_add_choice (referring->form, "partner", _ ("To whom?"),
                                               (const char *const *) labels->pdata, selected));
}

static void
add_consent (Referring *referring)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Record consent…"));
  GtkWidget *partner = gtk_label_new (NULL);

  referring->partner_label = GTK_LABEL (partner);
  gtk_label_set_xalign (referring->partner_label, 0);
  gtk_label_set_wrap (referring->partner_label, TRUE);
  gtk_widget_add_css_class (partner, "kl-second");
  gtk_widget_add_css_class (partner, "kl-dense");
  kl_form_add_widget (referring->form, "partner-note", partner);

  referring->consent_box = box;
  referring->consent_icon = GTK_IMAGE (gtk_image_new ());
  referring->consent_label =
    GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "hexpand", TRUE, NULL));
  referring->consent_button = GTK_BUTTON (button);
  gtk_widget_set_valign (GTK_WIDGET (referring->consent_icon), GTK_ALIGN_START);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "kl-small");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "kl-partner-notice");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (referring->consent_icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (referring->consent_label));
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (record_consent_cb), referring);
  kl_form_add_widget (referring->form, "consent", box);
}

static void
add_words (Referring *referring)
{
  const KlReferral *prepared = referring->prepared;
  GtkWidget *sent;
  GtkWidget *expected;

  referring->proposed = kl_clock_today () + ANSWER_DAYS;
  kl_form_add_text (referring->form, "text", _ ("What do you ask of the partner?"),
                    prepared != NULL ? prepared->text : NULL);
  sent = kl_form_add_date (referring->form, "sent", _ ("Sent on"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (sent), KL_DATE_NONE, kl_clock_today ());
  expected = kl_form_add_date (referring->form, "expected", _ ("Answer expected on"),
                               prepared != NULL && prepared->expected_on != KL_DATE_NONE
                                 ? prepared->expected_on
                                 : referring->proposed);
  kl_date_button_set_range (KL_DATE_BUTTON (expected), kl_clock_today (), KL_DATE_NONE);
  kl_form_add_entry (referring->form, "bridging", _ ("What happens meanwhile?"),
                     prepared != NULL ? prepared->bridging : NULL);
  kl_form_add_section (referring->form, NULL);
  kl_form_add_check (referring->form, "emergency", _ ("This cannot wait for consent"),
                     prepared != NULL && prepared->urgent);
  kl_form_add_text (referring->form, "reason", _ ("Why does it go without consent?"), NULL);
}

static KlForm *
create_form (KlSession *session, Referring *referring)
{
  KlForm *form =
    kl_form_new (session,
                 referring->referral_id != 0 ? _ ("Prepared referral") : _ ("New referral"),
                 _ ("_Send"));
  g_autofree char *place =
    g_strdup_printf ("referral/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                     referring->case_id, referring->partner_id, referring->referral_id);

  referring->form = form;
  g_object_set_data (G_OBJECT (form), "kl-referring", referring);
  referring->choices = kl_referral_choices_new (form, referring->prepared);
  add_case (referring);
  kl_referral_choices_add_pupils (referring->choices);
  add_partner (referring);
  kl_referral_choices_add_services (referring->choices);
  add_consent (referring);
  add_words (referring);
  referring->keep_button = kl_form_add_second_button (form, _ ("_Get ready"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (referring->keep_button),
                               _ ("Keep it prepared and send it later"));
  g_signal_connect_swapped (referring->keep_button, "clicked", G_CALLBACK (keep_cb), referring);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           form, G_CONNECT_SWAPPED);
  kl_form_set_work (form, check_referral, collect_referral, referring,
                    (GDestroyNotify) referring_close);
  kl_form_set_draft (form, place);

  return form;
}

/* Loading */

typedef struct
{
  gint64 case_id;
  gint64 partner_id;
  gint64 referral_id;
  gint64 school_id;
} Wanted;

static gboolean
bring_case (KlDb *db, Referring *referring, const Wanted *wanted, GError **error)
{
  const KlDate today = kl_clock_today ();
  KlCaseFilter filter = KL_CASE_FILTER_INIT;

  if (referring->case_id != 0)
    {
      g_autoptr (KlCaseFile) file = kl_cases_load_file (db, referring->case_id, today, error);

      if (file == NULL)
        return FALSE;
      referring->case_title = g_strdup_printf ("%s, %s", file->row->about, file->row->title);
      return TRUE;
    }

  filter.school_id = wanted->school_id;
  filter.state = KL_CASE_STATE_OPEN;
  filter.sort = KL_CASE_SORT_TITLE;
  referring->cases = kl_cases_list (db, &filter, today, error);
  return referring->cases != NULL;
}

static gboolean
bring (KlDb *db, Referring *referring, const Wanted *wanted, GError **error)
{
  KlPartnerQuestion question = { .filter = KL_PARTNER_FILTER_INIT, .sort = KL_PARTNER_SORT_RING };

  referring->case_id = wanted->case_id;
  referring->partner_id = wanted->partner_id;
  referring->referral_id = wanted->referral_id;
  if (wanted->referral_id != 0)
    {
      referring->prepared = kl_referrals_get (db, wanted->referral_id, error);
      if (referring->prepared == NULL)
        return FALSE;
      referring->case_id = referring->prepared->case_id;
      referring->partner_id = referring->prepared->partner->id;
    }
  question.filter.school_id = wanted->school_id;
  referring->partners = kl_partner_listing_load (db, &question, kl_clock_today (), error);

  return referring->partners != NULL && bring_case (db, referring, wanted, error);
}

static gpointer
read_referring (KlDb *db, gpointer wanted, GError **error)
{
  Referring *referring = g_rc_box_new0 (Referring);

  if (bring (db, referring, wanted, error))
    return referring;

  referring_unref (referring);
  return NULL;
}

static AdwDialog *
show_referring (KlSession *session, gpointer brought)
{
  return ADW_DIALOG (create_form (session, brought));
}

/**
 * kl_referral_form_present:
 * @parent: where it comes up
 * @session: who refers
 * @case_id: of which case, or 0 to choose
 * @partner_id: to whom, or 0 to choose
 * @referral_id: a prepared referral to go on with, or 0 for a new one
 *
 * Asks what goes to whom, says at once which consent there is, and sends it or keeps it ready.
 */
void
kl_referral_form_present (GtkWidget *parent,
                          KlSession *session,
                          gint64 case_id,
                          gint64 partner_id,
                          gint64 referral_id)
{
  const KlSchool *school = kl_session_get_work_school (session);
  static const KlFormBringing bringing = { read_referring, show_referring,
                                           (GDestroyNotify) referring_unref };
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->case_id = case_id;
  wanted->partner_id = partner_id;
  wanted->referral_id = referral_id;
  wanted->school_id = school != NULL ? school->id : kl_session_get_school_id (session);
  kl_form_bring (parent, session, &bringing, wanted, g_free);
}
