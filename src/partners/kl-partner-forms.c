/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "charts/kl-date-button.h"
#include "kl-partner-words.h"
#include "model/kl-name.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

/* The dialogs around a partner: the organisation itself, its people, what it offers. */

#define WRONG_NUMBER (-2)

/* Auxiliary functions */

static char *
dup_or_null (KlForm *form, const char *name)
{
  g_autofree char *text = kl_form_dup_text (form, name);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
take_text (KlForm *form, const char *name, char **place)
{
  g_free (*place);
  *place = dup_or_null (form, name);
}

/* A number without digits is no number; how it is written is everybody's own. */
static gboolean
is_phone (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        n++;
      else if (strchr (" -+()./", *p) == NULL)
        return FALSE;
    }

  return n == 0 || n >= 3;
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return *text == '\0'
         || (at != NULL && at != text && strchr (at + 1, '.') != NULL
             && strchr (text, ' ') == NULL);
}

static gboolean
is_postcode (const char *text)
{
  const char *p = text;

  if (*text == '\0')
    return TRUE;
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (*p++))
      return FALSE;
  if (*p == ' ')
    p++;

  return g_ascii_isalpha (p[0]) && g_ascii_isalpha (p[1]) && p[2] == '\0';
}

static char *
check_reach (KlForm *form, const char *phone_field, const char *email_field)
{
  g_autofree char *phone = kl_form_dup_text (form, phone_field);
  g_autofree char *email = kl_form_dup_text (form, email_field);

  if (!is_phone (phone))
    return g_strdup (_ ("A telephone number has digits, spaces and dashes only."));
  if (!is_email (email))
    return g_strdup (_ ("This is no e-mail address: something like naam@organisatie.nl is."));

  return NULL;
}

static char *
make_place (const char *kind, gint64 one, gint64 other)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, kind, one, other);
}

/* The organisation */

static const char *const wait_units[] = { N_ ("days"), N_ ("weeks"), NULL };

static gint64
save_partner (KlDb *db, gpointer data, GError **error)
{
  const KlPartner *partner = data;

  if (partner->id == 0)
    return kl_partners_add (db, partner, error);

  return kl_partners_update (db, partner, error) ? partner->id : 0;
}

static char *
check_partner (KlForm *form, gpointer user_data)
{
  g_autofree char *name = kl_form_dup_text (form, "name");
  g_autofree char *urgent = kl_form_dup_text (form, "urgent-phone");
  g_autofree char *postcode = kl_form_dup_text (form, "postcode");
  const guint kind = kl_form_get_choice (form, "kind");

  kl_form_set_visible (form, "kind-word", kind >= kl_partner_kinds_count ());
  if (*name == '\0')
    return g_strdup (_ ("Fill in what the partner is called."));
  if (!is_phone (urgent))
    return g_strdup (_ ("A telephone number has digits, spaces and dashes only."));
  if (!is_postcode (postcode))
    return g_strdup (_ ("A postcode has four digits and two letters, 5211 AB."));
  if (kl_form_get_number (form, "usual-days", -1, WRONG_NUMBER) == WRONG_NUMBER
      || kl_form_get_number (form, "waiting-days", -1, WRONG_NUMBER) == WRONG_NUMBER)
    return g_strdup (_ ("A number of days is a whole number, or empty when you do not know."));

  return check_reach (form, "phone", "email");
}

static KlWork *
collect_partner (KlForm *form, gpointer user_data)
{
  KlPartner *partner = kl_partner_copy (user_data);
  const guint kind = kl_form_get_choice (form, "kind");
  g_autofree char *area = kl_form_dup_text (form, "area");

  take_text (form, "name", &partner->name);
  g_free (partner->kind);
  partner->kind = kind < kl_partner_kinds_count () ? g_strdup (kl_partner_kinds_get (kind))
                                                   : kl_form_dup_text (form, "kind-word");
  partner->ring = kl_form_get_choice (form, "ring");
  take_text (form, "description", &partner->description);
  take_text (form, "phone", &partner->phone);
  take_text (form, "urgent-phone", &partner->urgent_phone);
  take_text (form, "email", &partner->email);
  take_text (form, "url", &partner->url);
  take_text (form, "address", &partner->address);
  take_text (form, "postcode", &partner->postcode);
  take_text (form, "town", &partner->town);
  take_text (form, "opening-hours", &partner->opening_hours);
  partner->usual_days = kl_form_get_number (form, "usual-days", -1, -1);
  partner->waiting_days = kl_form_get_number (form, "waiting-days", -1, -1);
  if (partner->areas == NULL || g_strcmp0 (area, partner->area) != 0)
    {
      g_clear_pointer (&partner->areas, g_ptr_array_unref);
      partner->areas = kl_partner_areas_parse (area);
      take_text (form, "area", &partner->area);
    }
  if (kl_form_get_check (form, "checked"))
    partner->checked_on = kl_clock_today ();

  return kl_work_new (save_partner, partner, (GDestroyNotify) kl_partner_free);
}

/* Whoever chooses a kind first gets the ring in which such a partner usually stands. */
static void
kind_chosen_cb (KlForm *form)
{
  const guint kind = kl_form_get_choice (form, "kind");

  if (kind < kl_partner_kinds_count ())
    kl_form_set_choice (form, "ring", kl_partner_kind_get_ring (kl_partner_kinds_get (kind)));
}

static void
add_kind (KlForm *form, const KlPartner *partner)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  const int known = kl_partner_kinds_find (partner->kind);
  GtkWidget *row;

  for (guint i = 0; i < kl_partner_kinds_count (); i++)
    g_ptr_array_add (labels, (gpointer) kl_partner_kind_get_label (kl_partner_kinds_get (i)));
  g_ptr_array_add (labels, (gpointer) _ ("Something else"));
  g_ptr_array_add (labels, NULL);

  row = kl_form_add_choice (form, "kind", _ ("Kind"), (const char *const *) labels->pdata,
                            known >= 0 ? (guint) known : kl_partner_kinds_count ());
  kl_form_add_entry (form, "kind-word", _ ("What kind?"), known < 0 ? partner->kind : NULL);
  kl_form_add_words (form, "ring", _ ("Ring"), KL_WORDS_RING, NULL, (guint) partner->ring);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (kind_chosen_cb), form,
                           G_CONNECT_SWAPPED);
}

static void
add_number (KlForm *form, const char *name, const char *label, int number)
{
  g_autofree char *text = number >= 0 ? g_strdup_printf ("%d", number) : NULL;
  GtkWidget *row = kl_form_add_entry (form, name, label, text);

  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
}

/**
 * kl_partner_form_new:
 * @session: who works here
 * @partner: what is known of it; without an id it is a new one
 *
 * Returns: (transfer floating): a dialog that changes what is known of a partner
 */
KlForm *
kl_partner_form_new (KlSession *session, const KlPartner *partner)
{
  KlForm *form =
    kl_form_new (session, partner->id != 0 ? _ ("Edit partner") : _ ("New partner"), _ ("_Save"));
  g_autofree char *place = make_place ("partner", partner->id, 0);

  kl_form_add_entry (form, "name", _ ("Name"), partner->name);
  add_kind (form, partner);
  kl_form_add_text (form, "description", _ ("What do they do?"), partner->description);

  kl_form_add_section (form, _ ("Reaching them"));
  kl_form_add_entry (form, "phone", _ ("Telephone"), partner->phone);
  kl_form_add_entry (form, "urgent-phone", _ ("When it cannot wait"), partner->urgent_phone);
  kl_form_add_entry (form, "email", _ ("E-mail"), partner->email);
  kl_form_add_entry (form, "url", _ ("Website"), partner->url);
  kl_form_add_entry (form, "opening-hours", _ ("Opening hours"), partner->opening_hours);

  kl_form_add_section (form, _ ("Where"));
  kl_form_add_entry (form, "address", _ ("Street and number"), partner->address);
  kl_form_add_entry (form, "postcode", _ ("Postcode"), partner->postcode);
  kl_form_add_entry (form, "town", _ ("Town"), partner->town);
  kl_form_add_entry (form, "area", _ ("Works in (wijken, with commas; empty is everywhere)"),
                     partner->area);

  kl_form_add_section (form, _ ("How fast"));
  add_number (form, "usual-days", _ ("Usual days to the first answer"), partner->usual_days);
  add_number (form, "waiting-days", _ ("Days until the help starts, as they tell"),
              partner->waiting_days);
  kl_form_add_check (form, "checked", _ ("I checked these facts today"), partner->id == 0);

  kl_form_set_work (form, check_partner, collect_partner, kl_partner_copy (partner),
                    (GDestroyNotify) kl_partner_free);
  kl_form_set_draft (form, place);

  return form;
}

/* Stopping */

typedef struct
{
  gint64 id;
  KlDate day;
  char *why;
} Stop;

static void
stop_free (Stop *stop)
{
  g_free (stop->why);
  g_free (stop);
}

static gint64
save_stop (KlDb *db, gpointer data, GError **error)
{
  const Stop *stop = data;

  return kl_partners_stop (db, stop->id, stop->day, stop->why, error);
}

static char *
check_why (KlForm *form, gpointer user_data)
{
  g_autofree char *why = kl_form_dup_text (form, "why");

  return *why != '\0' ? NULL : g_strdup (_ ("Say why, for whoever looks for them later."));
}

static KlWork *
collect_stop (KlForm *form, gpointer user_data)
{
  Stop *stop = g_new0 (Stop, 1);

  stop->id = *(const gint64 *) user_data;
  stop->day = kl_form_get_date (form, "day");
  stop->why = kl_form_dup_text (form, "why");

  return kl_work_new (save_stop, stop, (GDestroyNotify) stop_free);
}

/**
 * kl_partner_stop_form_new:
 * @session: who works here
 * @partner: a partner that stops
 *
 * Returns: (transfer floating): a dialog that asks since when and why; the partner stays in history
 */
KlForm *
kl_partner_stop_form_new (KlSession *session, const KlPartner *partner)
{
  KlForm *form = kl_form_new (session, _ ("Partner stops"), _ ("_Stop"));
  g_autofree char *place = make_place ("partner-stop", partner->id, 0);
  g_autofree char *hint =
    g_strdup_printf (_ ("%s is not proposed any more. What happened with them stays readable."),
                     partner->name);

  kl_form_set_hint (form, hint);
  kl_form_add_date (form, "day", _ ("Since when?"), kl_clock_today ());
  kl_form_add_text (form, "why", _ ("Why, and who comes instead?"), NULL);
  kl_form_set_work (form, check_why, collect_stop, g_memdup2 (&partner->id, sizeof (gint64)),
                    g_free);
  kl_form_set_draft (form, place);

  return form;
}

/* Who leaves and what stops, of which only the day is asked */

static KlWork *
work_on_day (KlWorkFunc save, gint64 id, KlDate day)
{
  Stop *stop = g_new0 (Stop, 1);

  stop->id = id;
  stop->day = day;

  return kl_work_new (save, stop, (GDestroyNotify) stop_free);
}

typedef struct
{
  KlWorkFunc save;
  gint64 id;
} Ending;

static KlWork *
collect_day (KlForm *form, gpointer user_data)
{
  const Ending *ending = user_data;

  return work_on_day (ending->save, ending->id, kl_form_get_date (form, "day"));
}

static void
ask_since_when (KlForm *form, KlWorkFunc save, gint64 id)
{
  const Ending ending = { save, id };

  kl_form_add_date (form, "day", _ ("Since when?"), kl_clock_today ());
  kl_form_set_work (form, NULL, collect_day, g_memdup2 (&ending, sizeof ending), g_free);
}

/* Contact persons */

static gint64
save_contact (KlDb *db, gpointer data, GError **error)
{
  const KlPartnerContact *contact = data;

  if (contact->id == 0)
    return kl_partner_contacts_add (db, contact, error);

  return kl_partner_contacts_update (db, contact, error) ? contact->id : 0;
}

static char *
check_contact (KlForm *form, gpointer user_data)
{
  g_autofree char *name = kl_form_dup_text (form, "name");

  if (*name == '\0')
    return g_strdup (_ ("Fill in what this person is called."));

  return check_reach (form, "phone", "email");
}

static KlWork *
collect_contact (KlForm *form, gpointer user_data)
{
  KlPartnerContact *contact = kl_partner_contact_copy (user_data);

  take_text (form, "name", &contact->name);
  take_text (form, "role", &contact->role);
  take_text (form, "phone", &contact->phone);
  take_text (form, "email", &contact->email);

  return kl_work_new (save_contact, contact, (GDestroyNotify) kl_partner_contact_free);
}

/**
 * kl_partner_contact_form_new:
 * @session: who works here
 * @contact: what is known of the person; without an id it is a new one
 *
 * Returns: (transfer floating): a dialog that changes a contact person
 */
KlForm *
kl_partner_contact_form_new (KlSession *session, const KlPartnerContact *contact)
{
  KlForm *form =
    kl_form_new (session, contact->id != 0 ? _ ("Contact person") : _ ("New contact person"),
                 _ ("_Save"));
  g_autofree char *place = make_place ("partner-contact", contact->partner_id, contact->id);

  kl_form_add_entry (form, "name", _ ("Name"), contact->name);
  kl_form_add_entry (form, "role", _ ("What does this person do there?"), contact->role);
  kl_form_add_entry (form, "phone", _ ("Telephone"), contact->phone);
  kl_form_add_entry (form, "email", _ ("E-mail"), contact->email);
  kl_form_set_work (form, check_contact, collect_contact, kl_partner_contact_copy (contact),
                    (GDestroyNotify) kl_partner_contact_free);
  kl_form_set_draft (form, place);

  return form;
}

static gint64
save_leave (KlDb *db, gpointer data, GError **error)
{
  const Stop *leave = data;

  return kl_partner_contacts_leave (db, leave->id, leave->day, error);
}

/**
 * kl_partner_leave_form_new:
 * @session: who works here
 * @contact: somebody who no longer works there
 *
 * Returns: (transfer floating): a dialog that asks since when
 */
KlForm *
kl_partner_leave_form_new (KlSession *session, const KlPartnerContact *contact)
{
  KlForm *form = kl_form_new (session, _ ("No longer works there"), _ ("_Save"));
  g_autofree char *hint =
    g_strdup_printf (_ ("%s is not proposed any more. What was agreed stays readable."),
                     contact->name);

  kl_form_set_hint (form, hint);
  ask_since_when (form, save_leave, contact->id);

  return form;
}

/* Services */

static gint64
save_service (KlDb *db, gpointer data, GError **error)
{
  const KlPartnerService *service = data;

  if (service->id == 0)
    return kl_partner_services_add (db, service, error);

  return kl_partner_services_update (db, service, error) ? service->id : 0;
}

static char *
check_service (KlForm *form, gpointer user_data)
{
  g_autofree char *name = kl_form_dup_text (form, "name");
  const int from = kl_form_get_number (form, "min-age", -1, WRONG_NUMBER);
  const int to = kl_form_get_number (form, "max-age", -1, WRONG_NUMBER);

  if (*name == '\0')
    return g_strdup (_ ("Fill in what they offer."));
  if (from == WRONG_NUMBER || to == WRONG_NUMBER)
    return g_strdup (_ ("An age is a whole number of years, or empty."));
  if (from >= 0 && to >= 0 && to < from)
    return g_strdup (_ ("The highest age is lower than the lowest."));
  if (kl_form_get_number (form, "wait", -1, WRONG_NUMBER) == WRONG_NUMBER)
    return g_strdup (_ ("A waiting time is a whole number, or empty when you do not know."));

  return NULL;
}

static KlWork *
collect_service (KlForm *form, gpointer user_data)
{
  KlPartnerService *service = kl_partner_service_copy (user_data);
  const int wait = kl_form_get_number (form, "wait", -1, -1);
  const int before = service->waiting_days;

  take_text (form, "name", &service->name);
  take_text (form, "description", &service->description);
  take_text (form, "for-whom", &service->for_whom);
  service->min_age = kl_form_get_number (form, "min-age", -1, -1);
  service->max_age = kl_form_get_number (form, "max-age", -1, -1);
  take_text (form, "costs", &service->costs);
  take_text (form, "how-to-refer", &service->how_to_refer);
  take_text (form, "consent", &service->consent_needed);
  service->waiting_days = wait > 0 && kl_form_get_choice (form, "unit") == 1 ? wait * 7 : wait;
  if (service->waiting_days != before || kl_form_get_check (form, "checked"))
    service->checked_on = kl_clock_today ();

  return kl_work_new (save_service, service, (GDestroyNotify) kl_partner_service_free);
}

/**
 * kl_partner_service_form_new:
 * @session: who works here
 * @service: what is known of it; without an id it is a new one
 *
 * Returns: (transfer floating): a dialog that changes what a partner offers
 */
KlForm *
kl_partner_service_form_new (KlSession *session, const KlPartnerService *service)
{
  KlForm *form =
    kl_form_new (session, service->id != 0 ? _ ("What they offer") : _ ("New offer"), _ ("_Save"));
  const gboolean weeks = service->waiting_days > 0 && service->waiting_days % 7 == 0;
  const char *const units[] = { _ (wait_units[0]), _ (wait_units[1]), NULL };
  g_autofree char *place = make_place ("partner-service", service->partner_id, service->id);

  kl_form_add_entry (form, "name", _ ("Name"), service->name);
  kl_form_add_text (form, "description", _ ("What happens there?"), service->description);
  kl_form_add_section (form, _ ("For whom"));
  kl_form_add_entry (form, "for-whom", _ ("In words"), service->for_whom);
  add_number (form, "min-age", _ ("From age"), service->min_age);
  add_number (form, "max-age", _ ("Up to age"), service->max_age);
  kl_form_add_entry (form, "costs", _ ("Costs"), service->costs);
  kl_form_add_section (form, _ ("Referring"));
  kl_form_add_text (form, "how-to-refer", _ ("How does it go?"), service->how_to_refer);
  kl_form_add_text (form, "consent", _ ("Which consent is needed?"), service->consent_needed);
  kl_form_add_section (form, _ ("Waiting time"));
  add_number (form, "wait", _ ("Until the help starts"),
              weeks ? service->waiting_days / 7 : service->waiting_days);
  kl_form_add_choice (form, "unit", _ ("In"), units, weeks || service->waiting_days < 0 ? 1 : 0);
  kl_form_add_check (form, "checked", _ ("I checked these facts today"), service->id == 0);
  kl_form_set_work (form, check_service, collect_service, kl_partner_service_copy (service),
                    (GDestroyNotify) kl_partner_service_free);
  kl_form_set_draft (form, place);

  return form;
}

static gint64
save_service_stop (KlDb *db, gpointer data, GError **error)
{
  const Stop *stop = data;

  return kl_partner_services_stop (db, stop->id, stop->day, error);
}

/**
 * kl_partner_service_stop_form_new:
 * @session: who works here
 * @service: something that is no longer offered
 *
 * Returns: (transfer floating): a dialog that asks since when; it stays in history
 */
KlForm *
kl_partner_service_stop_form_new (KlSession *session, const KlPartnerService *service)
{
  KlForm *form = kl_form_new (session, _ ("No longer offered"), _ ("_Stop"));
  g_autofree char *hint =
    g_strdup_printf (_ ("%s is not proposed any more. What happened with it stays readable."),
                     service->name);

  kl_form_set_hint (form, hint);
  ask_since_when (form, save_service_stop, service->id);

  return form;
}

/* Talks: what keeps a contact warm */

typedef struct
{
  gint64 partner_id;
  GPtrArray *contacts; /* KlPartnerContact */
} Talking;

static void
talking_free (Talking *talking)
{
  g_ptr_array_unref (talking->contacts);
  g_free (talking);
}

static gint64
save_talk (KlDb *db, gpointer data, GError **error)
{
  return kl_partner_talks_add (db, data, kl_clock_today (), error);
}

static KlWork *
collect_talk (KlForm *form, gpointer user_data)
{
  const Talking *talking = user_data;
  const KlSchool *school = kl_session_get_work_school (kl_form_get_session (form));
  const guint who = kl_form_get_choice (form, "who");
  KlPartnerTalk *talk = g_new0 (KlPartnerTalk, 1);

  talk->school_id = school != NULL ? school->id : 0;
  talk->partner_id = talking->partner_id;
  if (who < talking->contacts->len)
    talk->contact_id = ((const KlPartnerContact *) g_ptr_array_index (talking->contacts, who))->id;
  talk->kind = kl_form_get_choice (form, "kind");
  talk->day = kl_form_get_date (form, "day");
  talk->note = kl_form_dup_text (form, "note");

  return kl_work_new (save_talk, talk, (GDestroyNotify) kl_partner_talk_free);
}

/**
 * kl_partner_talk_form_new:
 * @session: who works here
 * @partner_id: a partner
 * @contacts: (element-type KlPartnerContact): who works there
 * @chosen: the contact person that was spoken to, or 0
 *
 * Returns: (transfer floating): a dialog that records a talk of another day, or with a note
 */
KlForm *
kl_partner_talk_form_new (KlSession *session, gint64 partner_id, GPtrArray *contacts, gint64 chosen)
{
  KlForm *form = kl_form_new (session, _ ("Record contact"), _ ("_Record"));
  g_autofree char *place = make_place ("partner-talk", partner_id, chosen);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Talking *talking = g_new0 (Talking, 1);
  guint selected = contacts->len;
  GtkWidget *day;

  talking->partner_id = partner_id;
  talking->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  for (guint i = 0; i < contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);

      g_ptr_array_add (talking->contacts, kl_partner_contact_copy (contact));
      g_ptr_array_add (names, contact->name);
      if (contact->id == chosen)
        selected = i;
    }
  g_ptr_array_add (names, (gpointer) _ ("Somebody else"));
  g_ptr_array_add (names, NULL);

  kl_form_add_choice (form, "who", _ ("With whom?"), (const char *const *) names->pdata, selected);
  kl_form_add_words (form, "kind", _ ("How?"), KL_WORDS_TALK_KIND, NULL, 0);
  day = kl_form_add_date (form, "day", _ ("When?"), kl_clock_today ());
  kl_date_button_set_range (KL_DATE_BUTTON (day), KL_DATE_NONE, kl_clock_today ());
  kl_form_add_text (form, "note", _ ("What is good to remember? (not about a child)"), NULL);
  kl_form_set_work (form, NULL, collect_talk, talking, (GDestroyNotify) talking_free);
  kl_form_set_draft (form, place);

  return form;
}

/* Doubles */

typedef struct
{
  gint64 ids[2];
} Pair;

static gint64
save_merge (KlDb *db, gpointer data, GError **error)
{
  const Pair *pair = data;

  return kl_partners_merge (db, pair->ids[0], pair->ids[1], error) ? pair->ids[0] : 0;
}

static KlWork *
collect_merge (KlForm *form, gpointer user_data)
{
  const Pair *pair = user_data;
  const guint kept = kl_form_get_choice (form, "kept") == 0 ? 0 : 1;
  Pair *merge = g_new0 (Pair, 1);

  merge->ids[0] = pair->ids[kept];
  merge->ids[1] = pair->ids[1 - kept];

  return kl_work_new (save_merge, merge, g_free);
}

static char *
describe_double (const KlPartner *partner)
{
  g_autofree char *place = kl_partner_format_place (partner);
  g_autofree char *address = kl_partner_format_address (partner);
  g_autoptr (GString) text = g_string_new (partner->name);

  g_string_append_printf (text, ", %s", place);
  if (partner->phone != NULL && *partner->phone != '\0')
    g_string_append_printf (text, ", %s", partner->phone);
  if (address != NULL)
    g_string_append_printf (text, ", %s", address);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kl_partner_merge_form_new:
 * @session: who works here
 * @one: a partner
 * @other: one that may be the same
 *
 * Returns: (transfer floating): a dialog that asks which of the two stays
 */
KlForm *
kl_partner_merge_form_new (KlSession *session, const KlPartner *one, const KlPartner *other)
{
  KlForm *form = kl_form_new (session, _ ("The same partner twice?"), _ ("_Merge"));
  g_autofree char *first = describe_double (one);
  g_autofree char *second = describe_double (other);
  const char *const choices[] = { first, second, NULL };
  Pair *pair = g_new0 (Pair, 1);

  pair->ids[0] = one->id;
  pair->ids[1] = other->id;
  kl_form_set_hint (form, _ ("Referrals, contact persons and talks of both come together. The "
                             "other one stays in history."));
  kl_form_add_choice (form, "kept", _ ("Which one stays?"), choices, 0);
  kl_form_set_work (form, NULL, collect_merge, pair, g_free);

  return form;
}

/* Changes without questions */

static gint64
save_check (KlDb *db, gpointer data, GError **error)
{
  const Stop *check = data;

  return kl_partners_set_checked (db, check->id, check->day, error);
}

/**
 * kl_partner_work_check:
 * @partner_id: a partner
 * @day: when its facts were looked at
 *
 * Returns: (transfer full): the change that says so
 */
KlWork *
kl_partner_work_check (gint64 partner_id, KlDate day)
{
  return work_on_day (save_check, partner_id, day);
}

static gint64
save_resume (KlDb *db, gpointer data, GError **error)
{
  return kl_partners_resume (db, *(const gint64 *) data, error);
}

/**
 * kl_partner_work_resume:
 * @partner_id: a partner that had stopped
 *
 * Returns: (transfer full): the change that brings it back
 */
KlWork *
kl_partner_work_resume (gint64 partner_id)
{
  return kl_work_new (save_resume, g_memdup2 (&partner_id, sizeof partner_id), g_free);
}

/**
 * kl_partner_work_talk:
 * @school_id: whose school
 * @partner_id: a partner
 * @contact_id: who was spoken to, or 0
 * @kind: how
 *
 * Returns: (transfer full): the change that records a talk of today
 */
KlWork *
kl_partner_work_talk (gint64 school_id, gint64 partner_id, gint64 contact_id, KlTalkKind kind)
{
  KlPartnerTalk *talk = g_new0 (KlPartnerTalk, 1);

  talk->school_id = school_id;
  talk->partner_id = partner_id;
  talk->contact_id = contact_id;
  talk->kind = kind;
  talk->day = kl_clock_today ();

  return kl_work_new (save_talk, talk, (GDestroyNotify) kl_partner_talk_free);
}

/**
 * kl_partner_work_contact_back:
 * @contact_id: a contact person who had left
 *
 * Returns: (transfer full): the change that says that the person works there again
 */
KlWork *
kl_partner_work_contact_back (gint64 contact_id)
{
  return work_on_day (save_leave, contact_id, KL_DATE_NONE);
}

/**
 * kl_partner_work_service_back:
 * @service_id: something that had stopped
 *
 * Returns: (transfer full): the change that says that it is offered again
 */
KlWork *
kl_partner_work_service_back (gint64 service_id)
{
  return work_on_day (save_service_stop, service_id, KL_DATE_NONE);
}
