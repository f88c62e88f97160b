/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-handover-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "model/kl-consent-rule.h"
#include "partners/kl-consent-forms.h"
#include "partners/kl-form.h"
#include "store/kl-cases.h"
#include "store/kl-handover.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-referrals.h"

/* Introducing somebody to a family: the talk, the consent where it is needed and what happens next
 * in one go, with a way back. */

#define NEXT_DAYS 7

/* What the store brings. Colleagues come before partners in the list of whom to introduce. */
typedef struct
{
  gint64 case_id;
  KlCaseFile *file;
  GPtrArray *team;       /* KlProfessional, who can do something */
  GPtrArray *colleagues; /* those of them who can be introduced; belong to @team */
  GPtrArray *partners;   /* KlPartner */
  GPtrArray *givers;     /* KlPerson, who decide about sharing */
  KlSession *session;    /* from when the form is there */
  AdwToastOverlay *toasts;
  KlHandoverDone *done; /* counted atomically: the thread of the store fills it in */
} Handing;

typedef struct
{
  GtkWidget *parent;
  KlSession *session;
  AdwToastOverlay *toasts;
} Presenting;

typedef struct
{
  KlHandover *handover;
  KlHandoverDone *done;
} Making;

typedef struct
{
  KlSession *session;
  AdwToastOverlay *toasts;
  KlHandoverDone *done;
} Undoing;

static void
handing_free (Handing *handing)
{
  g_clear_pointer (&handing->file, kl_case_file_free);
  g_clear_pointer (&handing->colleagues, g_ptr_array_unref);
  g_clear_pointer (&handing->team, g_ptr_array_unref);
  g_clear_pointer (&handing->partners, g_ptr_array_unref);
  g_clear_pointer (&handing->givers, g_ptr_array_unref);
  g_clear_object (&handing->session);
  g_clear_object (&handing->toasts);
  g_clear_pointer (&handing->done, g_atomic_rc_box_release);
  g_free (handing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handing, handing_free)

static void
presenting_free (Presenting *presenting)
{
  g_object_unref (presenting->parent);
  g_object_unref (presenting->session);
  g_object_unref (presenting->toasts);
  g_free (presenting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Presenting, presenting_free)

static void
making_free (Making *making)
{
  kl_handover_free (making->handover);
  g_atomic_rc_box_release (making->done);
  g_free (making);
}

static void
undoing_free (gpointer data, GClosure *closure)
{
  Undoing *undoing = data;

  g_object_unref (undoing->session);
  g_object_unref (undoing->toasts);
  g_atomic_rc_box_release (undoing->done);
  g_free (undoing);
}

/* Undoing */

static gint64
undo_handover (KlDb *db, gpointer data, GError **error)
{
  return kl_handovers_undo (db, data, kl_clock_today (), error) ? 1 : 0;
}

static void
say (AdwToastOverlay *toasts, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_overlay_add_toast (toasts, toast);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwToastOverlay) toasts = ADW_TOAST_OVERLAY (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_work_finish (KL_STORE (source), result, &error) != 0)
    say (toasts, _ ("The handover is undone"));
  else
    say (toasts, error->message);
}

static void
undo_cb (AdwToast *toast, Undoing *undoing)
{
  KlWork *work = kl_work_new (undo_handover, g_atomic_rc_box_acquire (undoing->done),
                              (GDestroyNotify) g_atomic_rc_box_release);

  kl_work_perform (kl_session_get_store (undoing->session), work, undone_cb,
                   g_object_ref (undoing->toasts));
}

static void
saved_cb (KlForm *form, gint64 id, Handing *handing)
{
  Undoing *undoing = g_new0 (Undoing, 1);
  AdwToast *toast = adw_toast_new (_ ("Handed over warmly"));

  undoing->session = g_object_ref (handing->session);
  undoing->toasts = g_object_ref (handing->toasts);
  undoing->done = g_atomic_rc_box_acquire (handing->done);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), undoing, undoing_free, 0);
  adw_toast_overlay_add_toast (handing->toasts, toast);
}

/* What is chosen */

static const KlProfessional *
get_colleague (KlForm *form, const Handing *handing)
{
  const guint chosen = kl_form_get_choice (form, "to");

  return chosen < handing->colleagues->len ? g_ptr_array_index (handing->colleagues, chosen) : NULL;
}

static const KlPartner *
get_partner (KlForm *form, const Handing *handing)
{
  const guint chosen = kl_form_get_choice (form, "to");

  return chosen >= handing->colleagues->len
             && chosen < handing->colleagues->len + handing->partners->len
           ? g_ptr_array_index (handing->partners, chosen - handing->colleagues->len)
           : NULL;
}

/* For a handover, or for everything with this partner. */
static gboolean
covers (const KlConsent *consent, const KlPerson *giver, gint64 partner_id, KlDate day)
{
  return consent->giver != NULL && consent->giver->kind == giver->kind
         && consent->giver->id == giver->id && consent->receiver != NULL
         && consent->receiver->kind == KL_PERSON_PARTNER && consent->receiver->id == partner_id
         && (consent->purposes == 0
             || consent->purposes & KL_CONSENT_FOR (KL_REFERRAL_DOORGELEIDING))
         && kl_consent_holds (consent, day);
}

static gboolean
is_still_asked (const Handing *handing, const KlPerson *giver, const KlPartner *partner, KlDate day)
{
  const GPtrArray *consents = handing->file->consents;

  for (guint i = 0; partner != NULL && i < consents->len; i++)
    if (covers (g_ptr_array_index (consents, i), giver, partner->id, day))
      return FALSE;

  return partner != NULL;
}

static char *
name_giver (guint i)
{
  return g_strdup_printf ("giver-%u", i);
}

/* Says whose yes is missing, and asks for it there. */
static char *
check_givers (KlForm *form, const Handing *handing)
{
  const KlPartner *partner = get_partner (form, handing);
  const KlDate day = kl_form_get_date (form, "day");
  char *missing = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < handing->givers->len; i++)
    {
      const KlPerson *giver = g_ptr_array_index (handing->givers, i);
      const gboolean asked = is_still_asked (handing, giver, partner, day);
      g_autofree char *name = name_giver (i);

      kl_form_set_visible (form, name, asked);
      any = any || asked;
      if (asked && !kl_form_get_check (form, name) && missing == NULL)
        missing =
          g_strdup_printf (_ ("%s has not said yes yet. Without that, %s may hear nothing."),
                           giver->name, partner->name);
    }
  kl_form_set_visible (form, "manner", any);

  return missing;
}

static char *
check_handover (KlForm *form, gpointer user_data)
{
  const Handing *handing = user_data;
  const KlPartner *partner = get_partner (form, handing);
  const gboolean chosen = partner != NULL || get_colleague (form, handing) != NULL;
  g_autofree char *next = kl_form_dup_text (form, "next");
  char *missing = check_givers (form, handing);

  kl_form_set_visible (form, "contact", partner != NULL);
  kl_form_set_visible (form, "owner", chosen && partner == NULL);
  kl_form_set_visible (form, "next-owner", *next != '\0');
  kl_form_set_visible (form, "due", *next != '\0');
  if (!chosen)
    {
      g_free (missing);
      return g_strdup (_ ("Choose whom you introduce."));
    }

  return missing;
}

/* From the form to a handover */

static void
add_consents (KlForm *form, const Handing *handing, const KlPartner *partner, KlHandover *handover)
{
  handover->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  for (guint i = 0; i < handing->givers->len; i++)
    {
      const KlPerson *giver = g_ptr_array_index (handing->givers, i);
      g_autofree char *name = name_giver (i);
      KlConsent *consent;

      if (!kl_form_get_check (form, name)
          || !is_still_asked (handing, giver, partner, handover->day))
        continue;
      consent = g_new0 (KlConsent, 1);
      consent->case_id = handing->case_id;
      consent->giver = kl_person_copy (giver);
      consent->receiver = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
      consent->purposes = KL_CONSENT_FOR (KL_REFERRAL_DOORGELEIDING);
      consent->categories = KL_DATA_ALL;
      consent->manner = kl_form_get_choice (form, "manner");
      consent->how = g_strdup (kl_words_get_label (KL_WORDS_MANNER, (int) consent->manner));
      consent->from = handover->day;
      consent->until = handover->day + 7 * KL_CONSENT_WEEKS;
      g_ptr_array_add (handover->consents, consent);
    }
}

static void
set_to (KlForm *form, const Handing *handing, KlHandover *handover)
{
  const KlProfessional *colleague = get_colleague (form, handing);
  const KlPartner *partner = get_partner (form, handing);
  g_autofree char *contact = kl_form_dup_text (form, "contact");

  if (colleague != NULL)
    {
      handover->to = kl_person_new (KL_PERSON_PROFESSIONAL, colleague->id, colleague->name, NULL);
      handover->owner_too = kl_form_get_check (form, "owner");
      return;
    }

  handover->partner = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
  if (*contact != '\0')
    handover->to = kl_person_new (KL_PERSON_OTHER, 0, contact, NULL);
  add_consents (form, handing, partner, handover);
}

static gint64
make_handover (KlDb *db, gpointer data, GError **error)
{
  const Making *making = data;

  return kl_handovers_make (db, making->handover, kl_clock_today (), making->done, error)
           ? making->done->link_id
           : 0;
}

static KlWork *
collect_handover (KlForm *form, gpointer user_data)
{
  const Handing *handing = user_data;
  const guint next_owner = kl_form_get_choice (form, "next-owner");
  Making *making = g_new0 (Making, 1);
  KlHandover *handover = kl_handover_new (handing->case_id);

  making->handover = handover;
  making->done = g_atomic_rc_box_acquire (handing->done);
  handover->day = kl_form_get_date (form, "day");
  handover->reachable = kl_form_get_check (form, "reachable");
  handover->text = kl_form_dup_text (form, "text");
  handover->next = kl_form_dup_text (form, "next");
  handover->next_due = kl_form_get_date (form, "due");
  if (next_owner < handing->team->len)
    handover->next_owner =
      ((const KlProfessional *) g_ptr_array_index (handing->team, next_owner))->id;
  set_to (form, handing, handover);
  if (*handover->text == '\0')
    {
      g_free (handover->text);
      handover->text =
        g_strdup_printf (_ ("Warm handover to %s."),
                         handover->to != NULL ? handover->to->name : handover->partner->name);
    }

  return kl_work_new (make_handover, making, (GDestroyNotify) making_free);
}

/* Building */

static void
add_whom (KlForm *form, const Handing *handing)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *row;

  for (guint i = 0; i < handing->colleagues->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (handing->colleagues, i);

      g_ptr_array_add (names,
                       g_strdup_printf ("%s, %s", colleague->name,
                                        kl_words_get_label (KL_WORDS_ROLE, (int) colleague->role)));
    }
  for (guint i = 0; i < handing->partners->len; i++)
    g_ptr_array_add (names,
                     g_strdup (
                       ((const KlPartner *) g_ptr_array_index (handing->partners, i))->name));
  g_ptr_array_add (names, g_strdup (_ ("Choose somebody")));
  g_ptr_array_add (names, NULL);

  row = kl_form_add_choice (form, "to", _ ("Whom do you introduce?"),
                            (const char *const *) names->pdata, names->len - 2);
  kl_form_make_searchable (row);
  kl_form_add_entry (form, "contact", _ ("Who is it there? (may follow later)"), NULL);
  row = kl_form_add_date (form, "day", _ ("When did they meet?"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (row), KL_DATE_NONE, kl_clock_today ());
  kl_form_add_text (form, "text", _ ("What was talked about? (optional)"), NULL);
  kl_form_add_check (form, "reachable", _ ("I stay reachable"), TRUE);
  kl_form_add_check (form, "owner", _ ("Keeps the case moving from now on"), FALSE);
}

static void
add_consent (KlForm *form, const Handing *handing)
{
  kl_form_add_section (form, NULL);
  for (guint i = 0; i < handing->givers->len; i++)
    {
      const KlPerson *giver = g_ptr_array_index (handing->givers, i);
      g_autofree char *name = name_giver (i);
      /* Translators: a name, and who that is: "mother" */
      g_autofree char *label =
        g_strdup_printf (_ ("%s (%s) agrees that this is shared"), giver->name, giver->role);

      kl_form_add_check (form, name, label, FALSE);
    }
  kl_form_add_words (form, "manner", _ ("How was it said?"), KL_WORDS_MANNER, NULL, 0);
}

static void
add_next (KlForm *form, const Handing *handing)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const KlProfessional *user = kl_session_get_user (handing->session);
  guint selected = 0;

  for (guint i = 0; i < handing->team->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (handing->team, i);

      g_ptr_array_add (names, colleague->name);
      if (user != NULL && colleague->id == user->id)
        selected = i;
    }
  g_ptr_array_add (names, NULL);
  kl_form_add_section (form, NULL);
  kl_form_add_entry (form, "next", _ ("What happens next? (optional)"), NULL);
  kl_form_add_choice (form, "next-owner", _ ("Who does that?"), (const char *const *) names->pdata,
                      selected);
  kl_form_add_date (form, "due", _ ("By which day?"), kl_clock_today () + NEXT_DAYS);
}

static AdwDialog *
create_form (const Presenting *presenting, Handing *handing)
{
  KlForm *form = kl_form_new (presenting->session, _ ("Hand over warmly"), _ ("_Hand over"));

  handing->session = g_object_ref (presenting->session);
  handing->toasts = g_object_ref (presenting->toasts);
  handing->done = g_atomic_rc_box_new0 (KlHandoverDone);
  kl_form_set_hint (form, _ ("You introduce somebody yourself, so that the family does not "
                             "have to tell its story again."));
  add_whom (form, handing);
  add_consent (form, handing);
  add_next (form, handing);
  kl_form_set_work (form, check_handover, collect_handover, handing, (GDestroyNotify) handing_free);
  g_signal_connect (form, "saved", G_CALLBACK (saved_cb), handing);

  return ADW_DIALOG (form);
}

/* Loading */

/* Whoever is the trusted face already cannot be introduced again. */
static void
choose_colleagues (Handing *handing)
{
  const KlPerson *trusted = handing->file->row->trusted;

  handing->colleagues = g_ptr_array_new ();
  for (guint i = 0; i < handing->team->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (handing->team, i);

      if (trusted == NULL || colleague->id != trusted->id)
        g_ptr_array_add (handing->colleagues, (gpointer) colleague);
    }
}

static gboolean
bring (KlDb *db, Handing *handing, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  const KlDate today = kl_clock_today ();
  g_autoptr (GPtrArray) subjects = NULL;

  handing->file = kl_cases_load_file (db, handing->case_id, today, error);
  if (handing->file == NULL)
    return FALSE;

  filter.school_id = handing->file->row->school_id;
  handing->team = kl_professionals_list (db, filter.school_id, error);
  handing->partners = handing->team != NULL ? kl_partners_find (db, &filter, error) : NULL;
  subjects = handing->partners != NULL
               ? kl_referrals_list_subjects (db, handing->case_id, today, error)
               : NULL;
  if (subjects == NULL)
    return FALSE;

  handing->givers = kl_consent_forms_list_givers (subjects, NULL);
  choose_colleagues (handing);
  return TRUE;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  g_autoptr (Handing) handing = g_new0 (Handing, 1);
  GError *error = NULL;

  handing->case_id = *(const gint64 *) data;
  if (bring (db, handing, &error))
    g_task_return_pointer (task, g_steal_pointer (&handing), (GDestroyNotify) handing_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Presenting) presenting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Handing) handing = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (handing == NULL)
    say (presenting->toasts, error->message);
  else if (gtk_widget_get_root (presenting->parent) != NULL)
    adw_dialog_present (create_form (presenting, g_steal_pointer (&handing)), presenting->parent);
}

/**
 * kl_handover_form_present:
 * @parent: where it comes up
 * @session: who works here
 * @case_id: a case
 * @toasts: where it says that it was done, with a way back
 *
 * Asks whom the one who acts introduces to a family, and keeps the talk, the consent where it is
 * needed, the new face and what happens next as one thing.
 */
void
kl_handover_form_present (GtkWidget *parent,
                          KlSession *session,
                          gint64 case_id,
                          AdwToastOverlay *toasts)
{
  Presenting *presenting;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session));
  g_return_if_fail (ADW_IS_TOAST_OVERLAY (toasts));

  presenting = g_new0 (Presenting, 1);
  presenting->parent = g_object_ref (parent);
  presenting->session = g_object_ref (session);
  presenting->toasts = g_object_ref (toasts);
  kl_store_perform_async (kl_session_get_store (session), load,
                          g_memdup2 (&case_id, sizeof case_id), g_free, NULL, loaded_cb,
                          presenting);
}
