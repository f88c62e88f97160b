/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-dialogs.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-case-form.h"
#include "model/kl-contact-norm.h"

/* When no answer came by then, somebody asks again. */
#define USUAL_DAYS 7

/*
 * A partner that was asked and has not answered is asked again: what was said becomes an entry of
 * the case, and the day to come back to it an action of whoever asks.
 */
typedef struct
{
  gint64 case_id;
  gint64 user_id;
  KlPerson *partner;
  KlDate today;
  GtkWidget *text;
  GtkWidget *day_button;
  GtkWidget *again_check;
  GtkWidget *again_button;
} Reminding;

static void
reminding_free (Reminding *reminding)
{
  kl_person_free (reminding->partner);
  g_free (reminding);
}

static KlEntry *
create_entry (const Reminding *reminding, const char *text)
{
  KlEntry *entry = kl_entry_new ();

  entry->case_id = reminding->case_id;
  entry->kind = KL_ENTRY_CONSULTATION;
  entry->happened_on = kl_date_button_get_date (KL_DATE_BUTTON (reminding->day_button));
  entry->happened_at = -1;
  entry->partner = kl_person_copy (reminding->partner);
  g_set_str (&entry->text, text);

  return entry;
}

static KlAction *
create_action (const Reminding *reminding)
{
  KlAction *action = g_new0 (KlAction, 1);

  action->case_id = reminding->case_id;
  /* Translators: an action; a partner */
  action->text =
    g_strdup_printf (_ ("Ask %s again if there is no answer"), reminding->partner->name);
  action->owner = kl_person_new (KL_PERSON_PROFESSIONAL, reminding->user_id, NULL, NULL);
  action->due = kl_date_button_get_date (KL_DATE_BUTTON (reminding->again_button));
  action->agreed_on = reminding->today;

  return action;
}

static KlCaseWork *
fill (KlCaseForm *form, gpointer user_data)
{
  const Reminding *reminding = user_data;
  g_autofree char *text = kl_case_form_dup_text (reminding->text);
  KlCaseWork *work;

  if (*text == '\0')
    return NULL;

  work = kl_case_work_new (KL_CASE_WORK_REMIND, reminding->case_id);
  work->entry = create_entry (reminding, text);
  if (reminding->again_check != NULL
      && gtk_check_button_get_active (GTK_CHECK_BUTTON (reminding->again_check)))
    work->action = create_action (reminding);

  return work;
}

/* "Sent 4 November, 16 days ago; usually answers after 24 days." */
static char *
describe (const KlReferral *referral, KlDate today)
{
  g_autofree char *day = kl_date_format (referral->sent_on, KL_DATE_STYLE_DAY_MONTH);
  g_autofree char *waited = kl_contact_norm_format_days (MAX (0, today - referral->sent_on));
  g_autofree char *usual =
    referral->median_days >= 0 ? kl_contact_norm_format_days (referral->median_days) : NULL;

  if (usual == NULL)
    /* Translators: a day, and how long ago that is */
    return g_strdup_printf (_ ("Sent on %s, %s ago."), day, waited);

  /* Translators: a day, how long ago that is, and how long this partner usually takes */
  return g_strdup_printf (_ ("Sent on %s, %s ago. An answer usually takes %s here."), day, waited,
                          usual);
}

static GtkWidget *
create_day (KlDate day, KlDate first, KlDate last)
{
  GtkWidget *button = kl_date_button_new ();

  kl_date_button_set_range (KL_DATE_BUTTON (button), first, last);
  kl_date_button_set_date (KL_DATE_BUTTON (button), day);
  gtk_widget_set_halign (button, GTK_ALIGN_START);

  return button;
}

static void
add_again (KlCaseForm *form, Reminding *reminding)
{
  reminding->again_check = gtk_check_button_new_with_label (_ ("Make an action to ask again, on"));
  reminding->again_button =
    create_day (reminding->today + USUAL_DAYS, reminding->today, KL_DATE_NONE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (reminding->again_check), TRUE);
  g_object_bind_property (reminding->again_check, "active", reminding->again_button, "sensitive",
                          G_BINDING_SYNC_CREATE);
  kl_case_form_add (form, _ ("And if no answer comes?"), reminding->again_check);
  kl_case_form_add (form, NULL, reminding->again_button);
}

/**
 * kl_case_dialogs_remind:
 * @parent: where it comes up
 * @store: the store
 * @referral: a referral to a partner that was sent and not answered
 * @user: (nullable): who asks; nobody in particular makes no action
 * @today: the current day
 */
void
kl_case_dialogs_remind (GtkWidget *parent,
                        KlStore *store,
                        const KlReferral *referral,
                        const KlProfessional *user,
                        KlDate today)
{
  g_autofree char *sent = describe (referral, today);
  g_autofree char *hint = g_strconcat (referral->partner->name, ". ", sent, NULL);
  KlCaseForm *form = kl_case_form_new (store, C_ ("attention", "Remind"), _ ("_Record"));
  Reminding *reminding = g_new0 (Reminding, 1);

  reminding->case_id = referral->case_id;
  reminding->partner = kl_person_copy (referral->partner);
  reminding->user_id = user != NULL ? user->id : 0;
  reminding->today = today;
  kl_case_form_set_hint (form, hint);
  reminding->text = kl_case_form_add_text (form, _ ("What did you ask, and what was said?"),
                                           _ ("Asked for an answer again."));
  reminding->day_button = create_day (today, referral->sent_on, today);
  kl_case_form_add (form, _ ("When?"), reminding->day_button);
  if (user != NULL)
    add_again (form, reminding);
  kl_case_form_set_fill (form, fill, NULL, reminding, (GDestroyNotify) reminding_free);
  adw_dialog_present (ADW_DIALOG (form), parent);
}
