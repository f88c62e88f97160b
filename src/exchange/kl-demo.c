/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "model/kl-agenda.h"
#include "model/kl-meeting.h"
#include "store/kl-cases.h"
#include "store/kl-meetings.h"
#include "store/kl-professionals.h"
#include "store/kl-store-error.h"
#include "store/kl-users.h"

/*
 * A throw-away school year around today: practice as it was published, retold as facts with
 * invented names (demo/casebook.json), and around it what a school has besides
 * (demo/school-year.json). Nothing here is by chance: the same day gives the same file.
 */

/* The next care team meets on the third school day after today, like on a Tuesday when it is
 * Thursday. */
#define SCHOOL_DAYS_AHEAD 3

#define MEETING_STARTS_AT (13 * 60 + 15)
#define MEETING_MINUTES 75

/* Reading the files */

const char *
kl_demo_get_text (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

int
kl_demo_get_int (JsonObject *object, const char *name, int other)
{
  return (int) json_object_get_int_member_with_default (object, name, other);
}

/* NULL when there is none. */
JsonArray *
kl_demo_get_array (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_array_member (object, name) : NULL;
}

/* The files are our own: a word that is not in the vocabulary is a mistake in them. */
int
kl_demo_parse (KlVocabulary vocabulary, const char *nick)
{
  int value = 0;

  if (nick != NULL && !kl_words_parse (vocabulary, nick, &value))
    g_critical ("The demo has an unknown word");

  return value;
}

gint64
kl_demo_find (GHashTable *ids, const char *name)
{
  const gint64 *id = name != NULL ? g_hash_table_lookup (ids, name) : NULL;

  return id != NULL ? *id : 0;
}

void
kl_demo_keep (GHashTable *ids, const char *name, gint64 id)
{
  g_hash_table_insert (ids, g_strdup (name), g_memdup2 (&id, sizeof id));
}

KlDemoSchool *
kl_demo_get_school (KlDemo *demo, const char *name)
{
  return g_hash_table_lookup (demo->schools, name);
}

/* The day itself, or the last school day before it. */
KlDate
kl_demo_get_school_day (const KlDemoSchool *school, KlDate day)
{
  while (!kl_calendar_is_school_day (school->calendar, day))
    day--;

  return day;
}

/* A colleague or a partner; NULL for anybody else. */
KlPerson *
kl_demo_make_person (KlDemo *demo, const char *name)
{
  gint64 id = kl_demo_find (demo->staff, name);

  if (id != 0)
    return kl_person_new (KL_PERSON_PROFESSIONAL, id, NULL, NULL);

  id = kl_demo_find (demo->partners, name);
  return id != 0 ? kl_person_new (KL_PERSON_PARTNER, id, NULL, NULL) : NULL;
}

/* Meetings */

static GPtrArray *
make_attendees (KlDemo *demo)
{
  JsonArray *list = kl_demo_get_array (demo->year, "attendees");
  GPtrArray *attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attendee_free);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      KlAttendee *attendee = g_new0 (KlAttendee, 1);

      attendee->person = kl_demo_make_person (demo, kl_demo_get_text (object, "person"));
      attendee->chair = json_object_get_boolean_member_with_default (object, "chair", FALSE);
      attendee->excuse = g_strdup (kl_demo_get_text (object, "absent"));
      attendee->present = attendee->excuse == NULL;
      g_ptr_array_add (attendees, attendee);
    }

  return attendees;
}

/* Who comes where the school year does not say so. */
static gboolean
invite_usual (KlDemo *demo, KlMeeting *meeting, GError **error)
{
  g_autoptr (GPtrArray) professionals = kl_professionals_list (demo->db, meeting->school_id, error);

  if (professionals == NULL)
    return FALSE;

  kl_agenda_invite_usual (meeting, professionals);
  return TRUE;
}

/* The meeting of a day, which is planned when it is not there yet. */
gint64
kl_demo_get_meeting (KlDemo *demo, KlDemoSchool *school, KlDate day, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KlMeeting) meeting = kl_meetings_get_on (demo->db, school->id, day, &local);
  gint64 id;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  if (meeting != NULL)
    return meeting->id;

  meeting = kl_meeting_new ();
  meeting->school_id = school->id;
  meeting->date = day;
  meeting->starts_at = MEETING_STARTS_AT;
  meeting->duration = MEETING_MINUTES;
  meeting->place = g_strdup ("IB-kamer");
  if (school == kl_demo_get_school (demo, "wilgenroos"))
    {
      g_ptr_array_unref (meeting->attendees);
      meeting->attendees = make_attendees (demo);
    }
  else if (!invite_usual (demo, meeting, error))
    {
      return 0;
    }

  id = kl_meetings_plan (demo->db, meeting, error);
  if (id != 0 && day < demo->today && !kl_meetings_set_settled (demo->db, id, TRUE, error))
    return 0;
  return id;
}

static KlDate
get_meeting_day (KlDemo *demo, JsonObject *object, const KlDemoSchool *school)
{
  int before = kl_demo_get_int (object, "before_next", 0);

  return before == 0 ? demo->next_meeting
                     : kl_demo_get_school_day (school, demo->next_meeting - before);
}

gboolean
kl_demo_add_meetings (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->year, "meetings");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      KlDemoSchool *school = kl_demo_get_school (demo, kl_demo_get_text (object, "school"));

      if (kl_demo_get_meeting (demo, school, get_meeting_day (demo, object, school), error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_item (KlDemo *demo, gint64 meeting_id, JsonObject *object, GError **error)
{
  gint64 case_id = kl_demo_find (demo->cases, kl_demo_get_text (object, "case"));
  const char *question = kl_demo_get_text (object, "question");
  int minutes = kl_demo_get_int (object, "minutes", 10);
  g_autoptr (KlMeeting) meeting = NULL;
  KlAgendaItem *item;

  if ((case_id != 0
         ? kl_meetings_add_case (demo->db, meeting_id, case_id, question, minutes, error)
         : kl_meetings_add_point (demo->db, meeting_id, kl_demo_get_text (object, "title"),
                                  question, minutes, error))
      == 0)
    return FALSE;

  meeting = kl_meetings_get (demo->db, meeting_id, error);
  if (meeting == NULL)
    return FALSE;
  item = g_ptr_array_index (meeting->items, meeting->items->len - 1);
  item->ready =
    meeting->settled || json_object_get_boolean_member_with_default (object, "ready", FALSE);
  g_set_str (&item->decision, kl_demo_get_text (object, "decision"));
  if (json_object_has_member (object, "writer"))
    {
      kl_person_free (item->writer);
      item->writer = kl_demo_make_person (demo, kl_demo_get_text (object, "writer"));
    }

  return kl_meetings_edit_item (demo->db, item, error);
}

gboolean
kl_demo_add_agendas (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->year, "meetings");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      KlDemoSchool *school = kl_demo_get_school (demo, kl_demo_get_text (object, "school"));
      JsonArray *items = kl_demo_get_array (object, "items");
      gint64 meeting_id =
        kl_demo_get_meeting (demo, school, get_meeting_day (demo, object, school), error);

      if (meeting_id == 0)
        return FALSE;
      for (guint j = 0; j < json_array_get_length (items); j++)
        if (!add_item (demo, meeting_id, json_array_get_object_element (items, j), error))
          return FALSE;
    }

  return TRUE;
}

/* All of it */

static void
choose_next_meeting (KlDemo *demo)
{
  const KlDemoSchool *school = kl_demo_get_school (demo, "wilgenroos");

  demo->next_meeting = demo->today;
  for (int i = 0; i < SCHOOL_DAYS_AHEAD; i++)
    demo->next_meeting = kl_calendar_get_next_school_day (school->calendar, demo->next_meeting);
}

/* Somebody of the staff, by name. */
static const char *
find_user (KlDemo *demo, const char *name)
{
  JsonArray *list = kl_demo_get_array (demo->book, "staff");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_str_equal (kl_demo_get_text (object, "name"), name))
        return kl_demo_get_text (object, "id");
    }

  return NULL;
}

/* From now on the one who acts is a colleague of the demo. */
static void
act_as (KlDemo *demo, const char *name)
{
  g_autofree char *user_id = g_strdup (kl_db_get_user_id (demo->db));

  kl_db_set_actor (demo->db, user_id, kl_demo_find (demo->staff, name));
}

static gboolean
become_user (KlDemo *demo, GError **error)
{
  gint64 professional_id = kl_demo_find (demo->staff, demo->user);
  g_autofree char *user_id = g_strdup (kl_db_get_user_id (demo->db));
  g_autofree char *known_as = NULL;

  if (user_id != NULL && *user_id != '\0')
    {
      known_as = kl_users_get_name (demo->db, user_id, NULL);
      if (!kl_users_add (demo->db, user_id, known_as != NULL ? known_as : demo->user_name,
                         professional_id, error))
        return FALSE;
    }

  return TRUE;
}

/* All of it, as the social worker whose demo it is: others do not see every case. */
static gboolean
fill_schools (KlDemo *demo, GError **error)
{
  return kl_demo_add_meetings (demo, error) && kl_demo_add_cases (demo, error)
         && kl_demo_add_rounds (demo, error) && kl_demo_add_questions (demo, error)
         && kl_demo_add_talks (demo, error) && kl_demo_add_referrals (demo, error)
         && kl_demo_add_agendas (demo, error) && kl_demo_add_other_pupils (demo, error);
}

static gboolean
fill (KlDb *db, gpointer data, GError **error)
{
  KlDemo *demo = data;

  if (!kl_demo_add_schools (demo, error) || !kl_demo_add_staff (demo, error)
      || !kl_demo_add_groups (demo, error) || !kl_demo_add_partners (demo, error))
    return FALSE;

  choose_next_meeting (demo);
  if (!become_user (demo, error))
    return FALSE;

  act_as (demo, kl_demo_get_text (demo->year, "user"));
  if (!fill_schools (demo, error))
    return FALSE;

  act_as (demo, demo->user);
  return TRUE;
}

static JsonNode *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (KL_RESOURCE_PREFIX "/demo/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gconstpointer text;
  gsize size;

  if (bytes == NULL)
    return NULL;

  text = g_bytes_get_data (bytes, &size);
  if (!json_parser_load_from_data (parser, text, (gssize) size, error))
    return NULL;

  return json_parser_steal_root (parser);
}

static void
school_free (gpointer pointer)
{
  KlDemoSchool *school = pointer;

  g_clear_pointer (&school->calendar, kl_calendar_unref);
  g_free (school);
}

/**
 * kl_demo_fill:
 * @db: a connection to a vault without schools
 * @today: the day that the demo is to be looked at
 * @error: (out): return location for what went wrong
 *
 * Fills a vault with a school year around @today: six schools, the stories of the casebook, and
 * what a dashboard needs to look like a school. The one who acts becomes the social worker of three
 * of them. All or nothing; the same day gives the same rows,
 * but for the time of day in the log.
 *
 * Returns: %TRUE when all is there
 */
gboolean
kl_demo_fill (KlDb *db, KlDate today, GError **error)
{
  return kl_demo_fill_as (db, NULL, today, error);
}

/**
 * kl_demo_fill_as:
 * @db: a connection to a vault without schools
 * @user: (nullable): the name of somebody who works in the demo
 * @today: the day that the demo is to be looked at
 * @error: (out): return location for what went wrong
 *
 * The same as kl_demo_fill(), for the one who acts to see it as @user does.
 *
 * Returns: %TRUE when all is there
 */
gboolean
kl_demo_fill_as (KlDb *db, const char *user, KlDate today, GError **error)
{
  g_autoptr (JsonNode) book = NULL;
  g_autoptr (JsonNode) year = NULL;
  g_autoptr (JsonNode) network = NULL;
  g_autoptr (GHashTable) schools =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, school_free);
  g_autoptr (GHashTable) staff = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) cases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  KlDemo demo = { .db = db,
                  .today = today,
                  .schools = schools,
                  .staff = staff,
                  .partners = partners,
                  .cases = cases };

  g_return_val_if_fail (db != NULL && kl_date_is_plausible (today), FALSE);

  book = load ("casebook.json", error);
  year = book != NULL ? load ("school-year.json", error) : NULL;
  network = year != NULL ? load ("partners.json", error) : NULL;
  if (network == NULL)
    return FALSE;

  demo.book = json_node_get_object (book);
  demo.year = json_node_get_object (year);
  demo.network = json_node_get_object (network);
  demo.user_name = user != NULL ? user : KL_DEMO_USER_NAME;
  demo.user = user != NULL ? find_user (&demo, user) : kl_demo_get_text (demo.year, "user");
  if (demo.user == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("Nobody of that name works in the demo."));
      return FALSE;
    }

  return kl_db_transaction (db, fill, &demo, error);
}
