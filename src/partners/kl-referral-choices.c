/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-choices.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "store/kl-partner-parts.h"
#include "store/kl-referrals.h"

/* What the store knows of a case and a partner. */
typedef struct
{
  gint64 case_id;
  gint64 partner_id;
  GPtrArray *subjects; /* KlConsentSubject */
  GPtrArray *services; /* KlPartnerService that are offered */
  GPtrArray *contacts; /* KlPartnerContact who work there */
} Known;

/* Shared with a reading that is under way, which may come back when the form is gone. */
struct _KlReferralChoices
{
  KlForm *form; /* NULL when it is gone */
  AdwPreferencesGroup *pupils;
  GPtrArray *rows; /* GtkWidget, one for each of several subjects */
  Known *known;
  KlReferral *prepared; /* nullable: what was chosen before */
  gint64 case_id;       /* what is asked for */
  gint64 partner_id;
};

/* Auxiliary functions */

static void
known_free (Known *known)
{
  g_clear_pointer (&known->subjects, g_ptr_array_unref);
  g_clear_pointer (&known->services, g_ptr_array_unref);
  g_clear_pointer (&known->contacts, g_ptr_array_unref);
  g_free (known);
}

static void
choices_clear (KlReferralChoices *self)
{
  g_clear_pointer (&self->known, known_free);
  g_clear_pointer (&self->prepared, kl_referral_free);
  g_ptr_array_unref (self->rows);
}

static void
choices_unref (KlReferralChoices *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) choices_clear);
}

static void
drop_past_services (GPtrArray *services, KlDate today)
{
  for (guint i = services->len; i > 0; i--)
    {
      const KlPartnerService *service = g_ptr_array_index (services, i - 1);

      if (service->stopped_on != KL_DATE_NONE && service->stopped_on <= today)
        g_ptr_array_remove_index (services, i - 1);
    }
}

static void
drop_past_contacts (GPtrArray *contacts, KlDate today)
{
  for (guint i = contacts->len; i > 0; i--)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i - 1);

      if (contact->left_on != KL_DATE_NONE && contact->left_on <= today)
        g_ptr_array_remove_index (contacts, i - 1);
    }
}

/* On the store's thread */

static gboolean
read_case (KlDb *db, Known *known, GError **error)
{
  if (known->case_id == 0)
    return TRUE;

  known->subjects = kl_referrals_list_subjects (db, known->case_id, kl_clock_today (), error);
  return known->subjects != NULL;
}

static gboolean
read_partner (KlDb *db, Known *known, GError **error)
{
  const KlDate today = kl_clock_today ();

  if (known->partner_id == 0)
    return TRUE;

  known->services = kl_partner_services_list (db, known->partner_id, error);
  if (known->services == NULL)
    return FALSE;
  known->contacts = kl_partner_contacts_list (db, known->partner_id, 0, error);
  if (known->contacts == NULL)
    return FALSE;

  drop_past_services (known->services, today);
  drop_past_contacts (known->contacts, today);
  return TRUE;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Known *known = g_memdup2 (data, sizeof *known);
  GError *error = NULL;

  if (read_case (db, known, &error) && read_partner (db, known, &error))
    {
      g_task_return_pointer (task, known, (GDestroyNotify) known_free);
      return;
    }

  known_free (known);
  g_task_return_error (task, error);
}

/* Pupils */

static gboolean
was_chosen (const KlReferralChoices *self, gint64 pupil_id)
{
  const GArray *pupil_ids = self->prepared != NULL ? self->prepared->pupil_ids : NULL;

  if (self->prepared == NULL)
    return FALSE;
  if (pupil_ids == NULL || pupil_ids->len == 0)
    return TRUE;
  for (guint i = 0; i < pupil_ids->len; i++)
    if (g_array_index (pupil_ids, gint64, i) == pupil_id)
      return TRUE;

  return FALSE;
}

static char *
describe_subject (const KlConsentSubject *subject)
{
  if (subject->age < 0)
    return g_strdup (subject->name);

  /* Translators: the age of a child */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s, %d year", "%s, %d years",
                                       (gulong) subject->age),
                          subject->name, subject->age);
}

/* One child is for whom it is; of several somebody says which. */
static void
show_pupils (KlReferralChoices *self)
{
  const GPtrArray *subjects = self->known->subjects;
  const gboolean asks = subjects != NULL && subjects->len > 1;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->pupils, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; asks && i < subjects->len; i++)
    {
      const KlConsentSubject *subject = g_ptr_array_index (subjects, i);
      GtkWidget *row = adw_switch_row_new ();
      g_autofree char *label = describe_subject (subject);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), was_chosen (self, subject->pupil_id));
      g_signal_connect_object (row, "notify::active", G_CALLBACK (kl_form_changed), self->form,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->pupils, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pupils), asks);
}

/* Services and persons */

static void
show_services (KlReferralChoices *self)
{
  const GPtrArray *services = self->known->services;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("None in particular"));
  for (guint i = 0; services != NULL && i < services->len; i++)
    {
      const KlPartnerService *service = g_ptr_array_index (services, i);

      g_ptr_array_add (names, service->name);
      if (self->prepared != NULL && self->prepared->service_id == service->id)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  /* What is all they offer is what is asked for. */
  if (self->prepared == NULL && services != NULL && services->len == 1)
    selected = 1;
  kl_form_set_choices (self->form, "service", (const char *const *) names->pdata, selected);
  kl_form_set_visible (self->form, "service", services != NULL && services->len > 0);
}

static void
show_contacts (KlReferralChoices *self)
{
  const GPtrArray *contacts = self->known->contacts;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("Nobody in particular"));
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);

      g_ptr_array_add (names, contact->name);
      if (self->prepared != NULL && self->prepared->contact_id == contact->id)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  kl_form_set_choices (self->form, "contact", (const char *const *) names->pdata, selected);
  kl_form_set_visible (self->form, "contact", contacts != NULL && contacts->len > 0);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlReferralChoices *self = user_data;
  g_autoptr (GError) error = NULL;
  Known *known = kl_store_perform_finish (KL_STORE (source), result, &error);
  const gboolean current = self->form != NULL && known != NULL && known->case_id == self->case_id
                           && known->partner_id == self->partner_id;

  if (current)
    {
      const gboolean same_case = self->known != NULL && self->known->case_id == known->case_id;
      const gboolean same_partner =
        self->known != NULL && self->known->partner_id == known->partner_id;

      g_clear_pointer (&self->known, known_free);
      self->known = g_steal_pointer (&known);
      if (!same_case)
        show_pupils (self);
      if (!same_partner)
        {
          show_services (self);
          show_contacts (self);
        }
      kl_form_changed (self->form);
    }
  else if (self->form != NULL && error != NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->form), "win.toast", "s", error->message);
    }
  g_clear_pointer (&known, known_free);
  choices_unref (self);
}

/* Public API */

/**
 * kl_referral_choices_new:
 * @form: the form of a referral, which lives at least as long
 * @prepared: (nullable): a referral that was made ready, for what was chosen then
 *
 * Returns: (transfer full): the choices that follow from a case and a partner
 */
KlReferralChoices *
kl_referral_choices_new (KlForm *form, const KlReferral *prepared)
{
  KlReferralChoices *self = g_rc_box_new0 (KlReferralChoices);

  g_return_val_if_fail (KL_IS_FORM (form), NULL);

  self->form = form;
  self->rows = g_ptr_array_new ();
  self->prepared = prepared != NULL ? kl_referral_copy (prepared) : NULL;

  return self;
}

/**
 * kl_referral_choices_free:
 * @self: (transfer full) (nullable): the choices of a form that goes
 */
void
kl_referral_choices_free (KlReferralChoices *self)
{
  if (self == NULL)
    return;

  self->form = NULL;
  choices_unref (self);
}

/**
 * kl_referral_choices_add_pupils:
 * @self: choices
 *
 * Adds to the form for whom of a case it is; asked when there are several.
 */
void
kl_referral_choices_add_pupils (KlReferralChoices *self)
{
  self->pupils = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->pupils, _ ("For whom?"));
  gtk_widget_set_visible (GTK_WIDGET (self->pupils), FALSE);
  kl_form_add_widget (self->form, "pupils", GTK_WIDGET (self->pupils));
}

/**
 * kl_referral_choices_add_services:
 * @self: choices
 *
 * Adds to the form for what the partner is asked, and whom there.
 */
void
kl_referral_choices_add_services (KlReferralChoices *self)
{
  const char *const nothing[] = { _ ("None in particular"), NULL };
  const char *const nobody[] = { _ ("Nobody in particular"), NULL };

  kl_form_add_choice (self->form, "service", _ ("For which offer?"), nothing, 0);
  kl_form_add_choice (self->form, "contact", _ ("To the attention of"), nobody, 0);
  kl_form_set_visible (self->form, "service", FALSE);
  kl_form_set_visible (self->form, "contact", FALSE);
}

/**
 * kl_referral_choices_follow:
 * @self: choices
 * @case_id: the case that is chosen, or 0
 * @partner_id: the partner that is chosen, or 0
 *
 * Looks who there is to choose from, when that is not known yet. The form changes when it is.
 */
void
kl_referral_choices_follow (KlReferralChoices *self, gint64 case_id, gint64 partner_id)
{
  Known *wanted;

  if (self->case_id == case_id && self->partner_id == partner_id)
    return;

  self->case_id = case_id;
  self->partner_id = partner_id;
  wanted = g_new0 (Known, 1);
  wanted->case_id = case_id;
  wanted->partner_id = partner_id;
  kl_store_perform_async (kl_session_get_store (kl_form_get_session (self->form)), load, wanted,
                          g_free, NULL, loaded_cb, g_rc_box_acquire (self));
}

static gboolean
is_known (const KlReferralChoices *self)
{
  return self->known != NULL && self->known->case_id == self->case_id
         && self->known->partner_id == self->partner_id;
}

/**
 * kl_referral_choices_get_service:
 * @self: choices
 *
 * Returns: (transfer none) (nullable): the service that is chosen
 */
const KlPartnerService *
kl_referral_choices_get_service (KlReferralChoices *self)
{
  const guint chosen = kl_form_get_choice (self->form, "service");

  if (!is_known (self) || self->known->services == NULL || chosen == 0
      || chosen > self->known->services->len)
    return NULL;

  return g_ptr_array_index (self->known->services, chosen - 1);
}

/**
 * kl_referral_choices_find_missing:
 * @self: choices
 *
 * Returns: (transfer full) (nullable): what is still to be chosen
 */
char *
kl_referral_choices_find_missing (KlReferralChoices *self)
{
  if (!is_known (self))
    return g_strdup (_ ("Looking who and what there is to choose from…"));
  if (self->rows->len == 0)
    return NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (adw_switch_row_get_active (g_ptr_array_index (self->rows, i)))
      return NULL;

  return g_strdup (_ ("Choose for whom it is."));
}

/**
 * kl_referral_choices_dup_key:
 * @self: choices
 *
 * Returns: (transfer full): the pupils that are chosen as a text, to see whether they changed
 */
char *
kl_referral_choices_dup_key (KlReferralChoices *self)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_c (key,
                       adw_switch_row_get_active (g_ptr_array_index (self->rows, i)) ? '1' : '0');

  return g_string_free (key, FALSE);
}

/**
 * kl_referral_choices_fill:
 * @self: choices
 * @referral: a referral that takes what is chosen
 */
void
kl_referral_choices_fill (KlReferralChoices *self, KlReferral *referral)
{
  const KlPartnerService *service = kl_referral_choices_get_service (self);
  const guint contact = kl_form_get_choice (self->form, "contact");

  g_clear_pointer (&referral->pupil_ids, g_array_unref);
  referral->service_id = service != NULL ? service->id : 0;
  referral->contact_id = 0;
  if (!is_known (self))
    return;

  if (self->known->contacts != NULL && contact > 0 && contact <= self->known->contacts->len)
    referral->contact_id =
      ((const KlPartnerContact *) g_ptr_array_index (self->known->contacts, contact - 1))->id;
  if (self->rows->len == 0)
    return;

  referral->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->rows->len; i++)
    if (adw_switch_row_get_active (g_ptr_array_index (self->rows, i)))
      g_array_append_val (referral->pupil_ids,
                          ((const KlConsentSubject *) g_ptr_array_index (self->known->subjects, i))
                            ->pupil_id);
}
