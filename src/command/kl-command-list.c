/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "kl-command-context.h"
#include "kl-listing.h"
#include "store/kl-audit.h"
#include "model/kl-partner-card.h"
#include "store/kl-cases.h"
#include "store/kl-meetings.h"
#include "store/kl-networks.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"
#include "store/kl-store-error.h"
#include "store/kl-schools.h"

typedef struct _ListKind ListKind;

/* @schools are those that are asked for. */
typedef struct
{
  KlCommandContext *context;
  const ListKind *kind;
  KlListingFormat format;
  GPtrArray *schools;
  KlListing *listing;
} List;

struct _ListKind
{
  const char *name;
  const char *ground;
  const KlListingColumn *columns;
  guint n_columns;
  gboolean (*add) (List *list, const KlSchool *school, GError **error);
};

static const KlListingColumn school_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },
  { "name", NC_ ("list", "School"), TRUE },
  { "brin", NC_ ("list", "BRIN"), TRUE },
  { "location", NC_ ("list", "Location"), TRUE },
  { "neighbourhood", NC_ ("list", "Neighbourhood"), FALSE },
  { "kind", NC_ ("list", "Kind"), FALSE },
  { "region", NC_ ("list", "Holiday region"), FALSE },
  { "contact_norm", NC_ ("list", "Contact norm (days)"), FALSE },
  { "pupils", NC_ ("list", "Pupils"), TRUE },
};

static const KlListingColumn pupil_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },
  { "name", NC_ ("list", "Name"), TRUE },
  { "given", NC_ ("list", "Given name"), FALSE },
  { "prefix", NC_ ("list", "Prefix"), FALSE },
  { "surname", NC_ ("list", "Surname"), FALSE },
  { "birth", NC_ ("list", "Born"), TRUE },
  { "group", NC_ ("list", "Class"), TRUE },
  { "year", NC_ ("list", "Year"), FALSE },
  { "entered_on", NC_ ("list", "Since"), FALSE },
  { "school", NC_ ("list", "School"), TRUE },
};

static const KlListingColumn case_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },
  { "title", NC_ ("list", "Case"), TRUE },
  { "about", NC_ ("list", "About"), TRUE },
  { "group", NC_ ("list", "Class"), FALSE },
  { "theme", NC_ ("list", "Theme"), FALSE },
  { "status", NC_ ("list", "Status"), TRUE },
  { "owner", NC_ ("list", "Who"), TRUE },
  { "trusted", NC_ ("list", "Trusted face"), FALSE },
  { "opened_on", NC_ ("list", "Opened"), FALSE },
  { "closed_on", NC_ ("list", "Closed"), FALSE },
  { "last_contact", NC_ ("list", "Last contact"), FALSE },
  { "contact_days", NC_ ("list", "Days"), TRUE },
  { "open_actions", NC_ ("list", "Open actions"), FALSE },
  { "late_actions", NC_ ("list", "Late actions"), FALSE },
  { "school", NC_ ("list", "School"), FALSE },
};

static const KlListingColumn meeting_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },       { "date", NC_ ("list", "Day"), TRUE },
  { "time", NC_ ("list", "Time"), TRUE },    { "minutes", NC_ ("list", "Minutes"), FALSE },
  { "kind", NC_ ("list", "Meeting"), TRUE }, { "place", NC_ ("list", "Place"), TRUE },
  { "items", NC_ ("list", "Items"), TRUE },  { "school", NC_ ("list", "School"), TRUE },
};

static const KlListingColumn partner_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },
  { "name", NC_ ("list", "Partner"), TRUE },
  { "ring", NC_ ("list", "Ring"), TRUE },
  { "kind", NC_ ("list", "Kind"), FALSE },
  { "phone", NC_ ("list", "Telephone"), TRUE },
  { "urgent_phone", NC_ ("list", "When urgent"), FALSE },
  { "email", NC_ ("list", "E-mail"), FALSE },
  { "url", NC_ ("list", "Website"), FALSE },
  { "address", NC_ ("list", "Address"), FALSE },
  { "postcode", NC_ ("list", "Postcode"), FALSE },
  { "town", NC_ ("list", "Town"), FALSE },
  { "area", NC_ ("list", "Area"), FALSE },
  { "median_days", NC_ ("list", "Days to answer"), TRUE },
  { "answers", NC_ ("list", "Answers"), FALSE },
  { "told_days", NC_ ("list", "Days as told"), FALSE },
  { "referrals", NC_ ("list", "Referrals"), TRUE },
  { "waiting", NC_ ("list", "Waiting"), TRUE },
  { "longest_wait", NC_ ("list", "Longest wait"), FALSE },
  { "last_spoken", NC_ ("list", "Last spoken to"), FALSE },
  { "checked_on", NC_ ("list", "Checked"), FALSE },
  { "school", NC_ ("list", "School"), FALSE },
};

static const KlListingColumn referral_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },
  { "partner", NC_ ("list", "Partner"), TRUE },
  { "about", NC_ ("list", "About"), TRUE },
  { "case", NC_ ("list", "Case"), FALSE },
  { "purpose", NC_ ("list", "Purpose"), FALSE },
  { "status", NC_ ("list", "Status"), TRUE },
  { "sender", NC_ ("list", "Who"), FALSE },
  { "sent_on", NC_ ("list", "Sent"), TRUE },
  { "answered_on", NC_ ("list", "Answered"), FALSE },
  { "days", NC_ ("list", "Days"), TRUE },
  { "waits", NC_ ("list", "Waits"), FALSE },
  { "expected_on", NC_ ("list", "Feedback expected"), FALSE },
  { "bridging", NC_ ("list", "Meanwhile"), FALSE },
  { "school", NC_ ("list", "School"), FALSE },
};

/* Rows */

static void
add_number_or_unknown (KlListing *listing, int number)
{
  if (number >= 0)
    kl_listing_add_number (listing, number);
  else
    kl_listing_add_unknown (listing);
}

static gboolean
add_school (List *list, const KlSchool *school, GError **error)
{
  kl_listing_add_number (list->listing, school->id);
  kl_listing_add_text (list->listing, school->name);
  kl_listing_add_text (list->listing, school->brin);
  kl_listing_add_text (list->listing, school->location_code);
  kl_listing_add_text (list->listing, school->neighbourhood);
  kl_listing_add_word (list->listing, KL_WORDS_SCHOOL_KIND, school->kind);
  kl_listing_add_word (list->listing, KL_WORDS_REGION, school->region);
  kl_listing_add_number (list->listing, school->contact_norm);
  kl_listing_add_number (list->listing, school->n_pupils);

  return TRUE;
}

static void
add_pupil (KlListing *listing, const KlPupil *pupil, const KlSchool *school)
{
  kl_listing_add_number (listing, pupil->id);
  kl_listing_add_text (listing, pupil->name);
  kl_listing_add_text (listing, pupil->given);
  kl_listing_add_text (listing, pupil->prefix);
  kl_listing_add_text (listing, pupil->surname);
  kl_listing_add_date (listing, pupil->birth);
  kl_listing_add_text (listing, pupil->group_name);
  if (pupil->year >= 0)
    kl_listing_add_number (listing, pupil->year);
  else
    kl_listing_add_unknown (listing);
  kl_listing_add_date (listing, pupil->entered_on);
  kl_listing_add_text (listing, school->name);
}

static gboolean
add_pupils (List *list, const KlSchool *school, GError **error)
{
  const KlPupilFilter filter = { .school_id = school->id, .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (list->context->db, &filter, error);

  for (guint i = 0; pupils != NULL && i < pupils->len; i++)
    add_pupil (list->listing, g_ptr_array_index (pupils, i), school);

  return pupils != NULL;
}

static void
add_case (KlListing *listing, const KlCaseRow *row)
{
  kl_listing_add_number (listing, row->id);
  kl_listing_add_text (listing, row->title);
  kl_listing_add_text (listing, row->about);
  kl_listing_add_text (listing, row->about_group);
  kl_listing_add_word (listing, KL_WORDS_THEME, row->theme);
  kl_listing_add_word (listing, KL_WORDS_CASE_STATUS, row->status);
  kl_listing_add_text (listing, row->owner != NULL ? row->owner->name : NULL);
  kl_listing_add_text (listing, row->trusted != NULL ? row->trusted->name : NULL);
  kl_listing_add_date (listing, row->opened_on);
  kl_listing_add_date (listing, row->closed_on);
  kl_listing_add_date (listing, row->last_contact);
  if (row->contact_days >= 0)
    kl_listing_add_number (listing, row->contact_days);
  else
    kl_listing_add_unknown (listing);
  kl_listing_add_number (listing, row->n_open_actions);
  kl_listing_add_number (listing, row->n_late_actions);
  kl_listing_add_text (listing, row->school_name);
}

static gboolean
add_cases (List *list, const KlSchool *school, GError **error)
{
  static const KlCaseState states[] = { KL_CASE_STATE_OPEN, KL_CASE_STATE_CLOSED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      KlCaseFilter filter = KL_CASE_FILTER_INIT;
      g_autoptr (GPtrArray) cases = NULL;

      filter.school_id = school->id;
      filter.state = states[i];
      filter.sort = states[i] == KL_CASE_STATE_OPEN ? KL_CASE_SORT_CONTACT : KL_CASE_SORT_OPENED;
      cases = kl_cases_list (list->context->db, &filter, list->context->today, error);
      if (cases == NULL)
        return FALSE;
      for (guint j = 0; j < cases->len; j++)
        add_case (list->listing, g_ptr_array_index (cases, j));
    }

  return TRUE;
}

static void
add_meeting (KlListing *listing, const KlMeeting *meeting)
{
  g_autofree char *time =
    meeting->starts_at >= 0 ? kl_minutes_format_clock (meeting->starts_at) : NULL;

  kl_listing_add_number (listing, meeting->id);
  kl_listing_add_date (listing, meeting->date);
  kl_listing_add_text (listing, time);
  kl_listing_add_number (listing, meeting->duration);
  kl_listing_add_word (listing, KL_WORDS_MEETING_KIND, meeting->kind);
  kl_listing_add_text (listing, meeting->place);
  kl_listing_add_number (listing, meeting->items->len);
  kl_listing_add_text (listing, meeting->school_name);
}

static gboolean
add_meetings (List *list, const KlSchool *school, GError **error)
{
  g_autoptr (GPtrArray) meetings =
    kl_meetings_list (list->context->db, school->id, 0, G_MAXINT32, error);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    add_meeting (list->listing, g_ptr_array_index (meetings, i));

  return meetings != NULL;
}

static void
add_partner (KlListing *listing, const KlNetworkPartner *member, const KlSchool *school)
{
  const KlPartner *partner = member->partner;

  kl_listing_add_number (listing, partner->id);
  kl_listing_add_text (listing, partner->name);
  kl_listing_add_word (listing, KL_WORDS_RING, partner->ring);
  kl_listing_add_text (listing, partner->kind);
  kl_listing_add_text (listing, partner->phone);
  kl_listing_add_text (listing, partner->urgent_phone);
  kl_listing_add_text (listing, partner->email);
  kl_listing_add_text (listing, partner->url);
  kl_listing_add_text (listing, partner->address);
  kl_listing_add_text (listing, partner->postcode);
  kl_listing_add_text (listing, partner->town);
  kl_listing_add_text (listing, partner->area);
  add_number_or_unknown (listing, member->answer_time.median_days);
  kl_listing_add_number (listing, member->answer_time.n_answers);
  add_number_or_unknown (listing, partner->usual_days);
  kl_listing_add_number (listing, member->n_referrals);
  kl_listing_add_number (listing, member->answer_time.n_waiting);
  add_number_or_unknown (listing, member->answer_time.longest_wait);
  kl_listing_add_date (listing, member->last_spoken);
  kl_listing_add_date (listing, partner->checked_on);
  kl_listing_add_text (listing, school->name);
}

/* How short the line to a partner is, differs per school. Of all schools it is those where the one
 * who asks has a role. */
static gboolean
add_partners (List *list, const KlSchool *school, GError **error)
{
  KlDate today = list->context->today;
  g_autoptr (GError) local = NULL;
  g_autoptr (KlNetworkFacts) facts =
    kl_network_load_facts (list->context->db, school->id, today, &local);
  g_autoptr (KlNetwork) network = facts != NULL ? kl_network_new (facts, today) : NULL;

  if (list->schools->len > 1 && g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED))
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  for (guint i = 0; network != NULL && i < network->partners->len; i++)
    add_partner (list->listing, g_ptr_array_index (network->partners, i), school);

  return network != NULL;
}

static void
add_referral (KlListing *listing, const KlPartnerReferral *referral)
{
  kl_listing_add_number (listing, referral->id);
  kl_listing_add_text (listing, referral->partner->name);
  kl_listing_add_text (listing, referral->about);
  kl_listing_add_text (listing, referral->case_title);
  kl_listing_add_word (listing, KL_WORDS_REFERRAL_PURPOSE, referral->purpose);
  kl_listing_add_word (listing, KL_WORDS_REFERRAL_STATUS, referral->status);
  kl_listing_add_text (listing, referral->sender != NULL ? referral->sender->name : NULL);
  kl_listing_add_date (listing, referral->sent_on);
  kl_listing_add_date (listing, referral->answered_on);
  add_number_or_unknown (listing, referral->days);
  kl_listing_add_number (listing, referral->waits);
  kl_listing_add_date (listing, referral->expected_on);
  kl_listing_add_text (listing, referral->bridging);
  kl_listing_add_text (listing, referral->school_name);
}

static gboolean
add_referrals (List *list, const KlSchool *school, GError **error)
{
  const KlReferralFilter filter = { .school_id = school->id };
  g_autoptr (GPtrArray) referrals =
    kl_referrals_find (list->context->db, &filter, list->context->today, error);

  for (guint i = 0; referrals != NULL && i < referrals->len; i++)
    add_referral (list->listing, g_ptr_array_index (referrals, i));

  return referrals != NULL;
}

static const ListKind kinds[] = {
  { "schools", "list-schools", school_columns, G_N_ELEMENTS (school_columns), add_school },
  { "pupils", "list-pupils", pupil_columns, G_N_ELEMENTS (pupil_columns), add_pupils },
  { "cases", "list-cases", case_columns, G_N_ELEMENTS (case_columns), add_cases },
  { "meetings", "list-meetings", meeting_columns, G_N_ELEMENTS (meeting_columns), add_meetings },
  { "partners", "list-partners", partner_columns, G_N_ELEMENTS (partner_columns), add_partners },
  { "referrals", "list-referrals", referral_columns, G_N_ELEMENTS (referral_columns),
    add_referrals },
};

/* Auxiliary functions */

static const ListKind *
find_kind (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  g_set_error_literal (
    error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
    _ ("These can be listed: schools, pupils, cases, meetings, partners, referrals."));
  return NULL;
}

static gboolean
fill (KlDb *db, gpointer data, GError **error)
{
  List *list = data;
  /* What a program can read leaves the vault; what is shown is read. */
  KlAuditAct act = list->format == KL_LISTING_FORMAT_TEXT ? KL_AUDIT_READ : KL_AUDIT_EXPORT;

  for (guint i = 0; i < list->schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (list->schools, i);

      if (!list->kind->add (list, school, error)
          || !kl_audit_append (db, act, KL_AUDIT_SCHOOL, school->id, school->id, 0,
                               list->kind->ground, error))
        return FALSE;
    }

  return TRUE;
}

/* Public API */

/**
 * kl_command_list:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows the schools, pupils, cases, meetings, partners or referrals of a vault as a table.
 *
 * Returns: whether they are in the output
 */
gboolean
kl_command_list (KlCommandContext *context, GError **error)
{
  List list = { .context = context };
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (KlListing) listing = NULL;

  list.kind = find_kind (context->words[1], error);
  if (list.kind == NULL)
    return FALSE;
  if (!kl_listing_format_parse (context->format, &list.format))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("A list can be made as text, csv or json."));
      return FALSE;
    }
  if (!kl_command_open_vault (context, error))
    return FALSE;

  list.schools = schools = kl_command_list_schools (context, error);
  list.listing = listing = kl_listing_new (list.kind->columns, list.kind->n_columns);
  return schools != NULL && kl_db_transaction (context->db, fill, &list, error)
         && kl_listing_write (listing, list.format, context->output, error);
}
