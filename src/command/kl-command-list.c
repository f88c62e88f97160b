/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "kl-command-context.h"
#include "kl-listing.h"
#include "store/kl-audit.h"
#include "store/kl-cases.h"
#include "store/kl-meetings.h"
#include "store/kl-pupils.h"
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

/* Rows */

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

static const ListKind kinds[] = {
  { "schools", "list-schools", school_columns, G_N_ELEMENTS (school_columns), add_school },
  { "pupils", "list-pupils", pupil_columns, G_N_ELEMENTS (pupil_columns), add_pupils },
  { "cases", "list-cases", case_columns, G_N_ELEMENTS (case_columns), add_cases },
  { "meetings", "list-meetings", meeting_columns, G_N_ELEMENTS (meeting_columns), add_meetings },
};

/* Auxiliary functions */

static const ListKind *
find_kind (const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                       _ ("These can be listed: schools, pupils, cases, meetings."));
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
 * Shows the schools, pupils, cases or meetings of a vault as a table.
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
