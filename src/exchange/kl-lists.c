/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lists.h"

#include <glib/gi18n-lib.h>

#include "model/kl-partner-card.h"
#include "store/kl-audit.h"
#include "store/kl-actions.h"
#include "store/kl-meetings.h"
#include "store/kl-networks.h"
#include "store/kl-partners.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"
#include "store/kl-schools.h"

struct _KlListKind
{
  const char *name;
  const char *ground;
  const KlListingColumn *columns;
  guint n_columns;
  gboolean (
    *add) (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error);
};

static const KlListingColumn action_columns[] = {
  { "id", NC_ ("list", "No."), TRUE },    { "action", NC_ ("list", "Action"), TRUE },
  { "owner", NC_ ("list", "Who"), TRUE }, { "due", NC_ ("list", "By when"), TRUE },
  { "case", NC_ ("list", "Case"), TRUE }, { "school", NC_ ("list", "School"), FALSE },
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
add_school (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  kl_listing_add_number (listing, school->id);
  kl_listing_add_text (listing, school->name);
  kl_listing_add_text (listing, school->brin);
  kl_listing_add_text (listing, school->location_code);
  kl_listing_add_text (listing, school->neighbourhood);
  kl_listing_add_word (listing, KL_WORDS_SCHOOL_KIND, school->kind);
  kl_listing_add_word (listing, KL_WORDS_REGION, school->region);
  kl_listing_add_number (listing, school->contact_norm);
  kl_listing_add_number (listing, school->n_pupils);

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
add_pupils (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  const KlPupilFilter filter = { .school_id = school->id, .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (db, &filter, error);

  for (guint i = 0; pupils != NULL && i < pupils->len; i++)
    add_pupil (listing, g_ptr_array_index (pupils, i), school);

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
add_found_cases (KlDb *db,
                 KlListing *listing,
                 const KlCaseFilter *filter,
                 KlDate today,
                 GError **error)
{
  g_autoptr (GPtrArray) cases = kl_cases_list (db, filter, today, error);

  for (guint i = 0; cases != NULL && i < cases->len; i++)
    add_case (listing, g_ptr_array_index (cases, i));

  return cases != NULL;
}

static gboolean
add_cases (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  static const KlCaseState states[] = { KL_CASE_STATE_OPEN, KL_CASE_STATE_CLOSED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      KlCaseFilter filter = KL_CASE_FILTER_INIT;

      filter.school_id = school->id;
      filter.state = states[i];
      filter.sort = states[i] == KL_CASE_STATE_OPEN ? KL_CASE_SORT_CONTACT : KL_CASE_SORT_OPENED;
      if (!add_found_cases (db, listing, &filter, today, error))
        return FALSE;
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
add_meetings (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) meetings = kl_meetings_list (db, school->id, 0, G_MAXINT32, error);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    add_meeting (listing, g_ptr_array_index (meetings, i));

  return meetings != NULL;
}

static void
add_partner (KlListing *listing, const KlNetworkPartner *member, const char *school_name)
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
  kl_listing_add_text (listing, school_name);
}

/* One that stopped has no line any more. */
static gboolean
add_partner_by_id (KlDb *db,
                   KlListing *listing,
                   const KlNetwork *network,
                   gint64 partner_id,
                   const char *school_name,
                   GError **error)
{
  const KlNetworkPartner *member = kl_network_find (network, partner_id);
  g_autoptr (KlPartner) partner = NULL;

  if (member == NULL)
    {
      KlNetworkPartner stopped = { .days = -1, .last_spoken = KL_DATE_NONE };

      partner = kl_partners_get (db, partner_id, error);
      if (partner == NULL)
        return FALSE;
      stopped.partner = partner;
      stopped.answer_time.median_days = -1;
      stopped.answer_time.longest_wait = -1;
      add_partner (listing, &stopped, school_name);
      return TRUE;
    }

  add_partner (listing, member, school_name);
  return TRUE;
}

/* How short the line to a partner is, differs per school. */
static gboolean
add_partners (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  g_autoptr (KlNetworkFacts) facts = kl_network_load_facts (db, school->id, today, error);
  g_autoptr (KlNetwork) network = facts != NULL ? kl_network_new (facts, today) : NULL;

  for (guint i = 0; network != NULL && i < network->partners->len; i++)
    add_partner (listing, g_ptr_array_index (network->partners, i), school->name);

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
add_referrals (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  const KlReferralFilter filter = { .school_id = school->id };
  g_autoptr (GPtrArray) referrals = kl_referrals_find (db, &filter, today, error);

  for (guint i = 0; referrals != NULL && i < referrals->len; i++)
    add_referral (listing, g_ptr_array_index (referrals, i));

  return referrals != NULL;
}

static void
add_action (KlListing *listing, const KlAction *action, const KlSchool *school)
{
  kl_listing_add_number (listing, action->id);
  kl_listing_add_text (listing, action->text);
  kl_listing_add_text (listing, action->owner != NULL ? action->owner->name : NULL);
  kl_listing_add_date (listing, action->due);
  kl_listing_add_text (listing, action->case_title);
  kl_listing_add_text (listing, school->name);
}

static gboolean
add_actions (KlDb *db, KlListing *listing, const KlSchool *school, KlDate today, GError **error)
{
  const KlActionFilter filter = { .school_id = school->id, .open_only = TRUE };
  g_autoptr (GPtrArray) actions = kl_actions_list_seen (db, &filter, error);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    add_action (listing, g_ptr_array_index (actions, i), school);

  return actions != NULL;
}

static const KlListKind kinds[] = {
  { "schools", "list-schools", school_columns, G_N_ELEMENTS (school_columns), add_school },
  { "pupils", "list-pupils", pupil_columns, G_N_ELEMENTS (pupil_columns), add_pupils },
  { "cases", "list-cases", case_columns, G_N_ELEMENTS (case_columns), add_cases },
  { "meetings", "list-meetings", meeting_columns, G_N_ELEMENTS (meeting_columns), add_meetings },
  { "partners", "list-partners", partner_columns, G_N_ELEMENTS (partner_columns), add_partners },
  { "referrals", "list-referrals", referral_columns, G_N_ELEMENTS (referral_columns),
    add_referrals },
  { "actions", "list-actions", action_columns, G_N_ELEMENTS (action_columns), add_actions },
};

/* Public API */

/**
 * kl_lists_find_kind:
 * @name: what is listed ("pupils")
 *
 * Returns: (transfer none) (nullable): that kind of list
 */
const KlListKind *
kl_lists_find_kind (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  return NULL;
}

/**
 * kl_lists_new:
 * @kind: a kind of list
 *
 * Returns: (transfer full): a list without rows
 */
KlListing *
kl_lists_new (const KlListKind *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  return kl_listing_new (kind->columns, kind->n_columns);
}

/**
 * kl_lists_add_school:
 * @db: a connection
 * @kind: a kind of list
 * @listing: a list of that kind
 * @school: a school
 * @act: %KL_AUDIT_READ when a person sees it, %KL_AUDIT_EXPORT when it leaves the vault
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Adds all of a school, and writes down that it was done.
 *
 * Returns: whether it was
 */
gboolean
kl_lists_add_school (KlDb *db,
                     const KlListKind *kind,
                     KlListing *listing,
                     const KlSchool *school,
                     KlAuditAct act,
                     KlDate today,
                     GError **error)
{
  g_return_val_if_fail (db != NULL && kind != NULL && listing != NULL && school != NULL, FALSE);

  return kind->add (db, listing, school, today, error)
         && kl_audit_append (db, act, KL_AUDIT_SCHOOL, school->id, school->id, 0, kind->ground,
                             error);
}

/**
 * kl_lists_add_schools:
 * @db: a connection
 * @kind: a kind of list
 * @listing: a list of that kind
 * @schools: (element-type KlSchool): schools
 * @act: as for kl_lists_add_school()
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Adds all of several schools. Of many the ones are passed over in which the one who asks has
 * no part.
 *
 * Returns: whether it was
 */
gboolean
kl_lists_add_schools (KlDb *db,
                      const KlListKind *kind,
                      KlListing *listing,
                      GPtrArray *schools,
                      KlAuditAct act,
                      KlDate today,
                      GError **error)
{
  g_return_val_if_fail (schools != NULL, FALSE);

  for (guint i = 0; i < schools->len; i++)
    {
      g_autoptr (GError) cause = NULL;

      if (kl_lists_add_school (db, kind, listing, g_ptr_array_index (schools, i), act, today,
                               &cause))
        continue;
      if (schools->len > 1 && g_error_matches (cause, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED))
        continue;
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  return TRUE;
}

/**
 * kl_lists_export_cases:
 * @db: a connection
 * @filter: which cases, as a screen shows them
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Makes a table for a spreadsheet of the cases on a screen, and writes down that it left the
 * vault.
 *
 * Returns: (transfer full): the table, or %NULL on error
 */
GBytes *
kl_lists_export_cases (KlDb *db, const KlCaseFilter *filter, KlDate today, GError **error)
{
  const KlListKind *kind = kl_lists_find_kind ("cases");
  g_autoptr (KlListing) listing = kl_lists_new (kind);
  KlCaseFilter all;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  all = *filter;
  all.limit = 0;
  all.after = NULL;
  if (!add_found_cases (db, listing, &all, today, error)
      || !kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_SCHOOL, filter->school_id,
                           filter->school_id, 0, kind->ground, error))
    return NULL;

  return kl_listing_to_csv (listing, error);
}

/**
 * kl_lists_export_partners:
 * @db: a connection
 * @school_id: the school whose lines are told, or 0 for all
 * @ids: (array length=n_ids): the partners on a screen, in their order
 * @n_ids: how many there are
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Makes a table for a spreadsheet of the partners on a screen, and writes down that it left
 * the vault.
 *
 * Returns: (transfer full): the table, or %NULL on error
 */
GBytes *
kl_lists_export_partners (KlDb *db,
                          gint64 school_id,
                          const gint64 *ids,
                          guint n_ids,
                          KlDate today,
                          GError **error)
{
  const KlListKind *kind = kl_lists_find_kind ("partners");
  g_autoptr (KlListing) listing = kl_lists_new (kind);
  g_autoptr (KlNetworkFacts) facts = NULL;
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (KlSchool) school = NULL;

  g_return_val_if_fail (db != NULL && (ids != NULL || n_ids == 0), NULL);

  facts = kl_network_load_facts (db, school_id, today, error);
  if (facts == NULL)
    return NULL;
  if (school_id != 0)
    {
      school = kl_schools_get (db, school_id, error);
      if (school == NULL)
        return NULL;
    }

  network = kl_network_new (facts, today);
  for (guint i = 0; i < n_ids; i++)
    if (!add_partner_by_id (db, listing, network, ids[i], school != NULL ? school->name : NULL,
                            error))
      return NULL;
  if (!kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_SCHOOL, school_id, school_id, 0, kind->ground,
                        error))
    return NULL;

  return kl_listing_to_csv (listing, error);
}
