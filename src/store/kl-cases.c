/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases.h"

#include <glib/gi18n-lib.h>

#include "kl-actions.h"
#include "kl-case-moves.h"
#include "kl-entries.h"
#include "kl-ids.h"
#include "kl-partner-parts.h"
#include "kl-pupils.h"
#include "kl-topics.h"
#include "kl-trust.h"

/* Making a case, and changing what it says of itself. Lists stand in kl-case-list.c, the whole
 * file in kl-case-file.c, how it goes from status to status in kl-case-moves.c. */

enum
{
  SQL_ADD,
  SQL_GET_FAMILY,
  SQL_ADD_PUPIL,
  SQL_REMOVE_PUPIL,
  SQL_LINK_TOPIC,
  SQL_SET_OWNER,
  SQL_SET_TRUSTED,
  SQL_SET_SUPPORT_LEVEL,
  SQL_SET_TITLE,
  SQL_GET_TITLE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO care_case (id, school_id, title, subject, group_id, family_id, asked_by, route,"
    " route_via, theme, status, support_level, owner_id, trusted_id, opened_on, closed_on, help,"
    " led_to_help, passed_on, contact_continues, satisfied)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_FAMILY] =
    "SELECT family_id FROM pupil WHERE id = ?",
  [SQL_ADD_PUPIL] =
    "INSERT INTO case_pupil (case_id, pupil_id, role) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (case_id, pupil_id) DO UPDATE SET role = excluded.role",
  [SQL_REMOVE_PUPIL] =
    "DELETE FROM case_pupil WHERE case_id = ?1 AND pupil_id = ?2",
  [SQL_LINK_TOPIC] =
    "INSERT INTO case_topic (case_id, topic_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  [SQL_SET_OWNER] =
    "UPDATE care_case SET owner_id = ?2 WHERE id = ?1",
  [SQL_SET_TRUSTED] =
    "UPDATE care_case SET trusted_id = ?2 WHERE id = ?1",
  [SQL_SET_SUPPORT_LEVEL] =
    "UPDATE care_case SET support_level = ?2 WHERE id = ?1",
  [SQL_SET_TITLE] =
    "UPDATE care_case SET title = ?2 WHERE id = ?1",
  [SQL_GET_TITLE] =
    "SELECT title FROM care_case WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* A question on its way into the store. */
typedef struct
{
  const KlNewCase *question;
  KlDate today;
  KlDate day;
  gint64 actor;
  gint64 owner;
  gint64 family;
  GArray *pupil_ids;
  KlNewCaseIds ids;
} Adding;

/* One fact of a case. */
typedef struct
{
  gint64 case_id;
  guint statement;
  gint64 value;
  gint64 more;
  const char *text;
} Setting;

/* A title as it was seen and as it should be. */
typedef struct
{
  gint64 case_id;
  const char *seen;
  const char *title;
  char *current;
} Renaming;

/* Catching a question */

/* Somebody who is not in the list is kept as such, so that the case has a face. */
static gboolean
add_unlisted (KlDb *db, Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;

  for (guint i = 0; i < question->unlisted_names->len; i++)
    {
      const gint64 id =
        kl_pupils_add_unlisted (db, question->school_id,
                                g_ptr_array_index (question->unlisted_names, i), error);

      if (id == 0)
        return FALSE;
      g_array_append_val (adding->pupil_ids, id);
    }

  return TRUE;
}

/* The family of a case about a family, when nobody named it, is that of its first pupil. */
static gboolean
find_family (KlDb *db, Adding *adding, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  adding->family = adding->question->family_id;
  if (adding->family != 0 || adding->question->subject != KL_SUBJECT_FAMILY
      || adding->pupil_ids->len == 0)
    return TRUE;

  stmt = kl_db_statement (db, &sql, SQL_GET_FAMILY);
  kl_stmt_bind_int (stmt, 1, g_array_index (adding->pupil_ids, gint64, 0));
  if (kl_stmt_step (stmt))
    adding->family = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static KlCaseStatus
get_first_status (const KlNewCase *question)
{
  if (kl_new_case_is_advice_only (question))
    return KL_CASE_STATUS_CLOSED;

  return (question->help & KL_HELP_ACTUAL_SUPPORT) != 0 ? KL_CASE_STATUS_ACTIVE
                                                        : KL_CASE_STATUS_NEW;
}

static gboolean
insert_case (KlDb *db, Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  gboolean closed = kl_new_case_is_advice_only (question);
  const KlPerson *via = question->via;
  g_autofree char *title = kl_new_case_make_title (question);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  int n = 1;

  kl_stmt_bind_int (stmt, n++, adding->ids.case_id);
  kl_stmt_bind_int (stmt, n++, question->school_id);
  kl_stmt_bind_text (stmt, n++, title);
  kl_stmt_bind_int (stmt, n++, question->subject);
  kl_stmt_bind_id (stmt, n++, question->group_id);
  kl_stmt_bind_id (stmt, n++, adding->family);
  kl_stmt_bind_int (stmt, n++, question->asked_by);
  kl_stmt_bind_int (stmt, n++, question->route);
  kl_stmt_bind_id (stmt, n++, via != NULL && via->kind == KL_PERSON_PROFESSIONAL ? via->id : 0);
  kl_stmt_bind_int (stmt, n++, question->theme);
  kl_stmt_bind_int (stmt, n++, get_first_status (question));
  kl_stmt_bind_int (stmt, n++, question->support_level);
  kl_stmt_bind_id (stmt, n++, adding->owner);
  kl_stmt_bind_id (stmt, n++, question->trusted_id != 0 ? question->trusted_id : adding->owner);
  kl_stmt_bind_int (stmt, n++, adding->day);
  kl_stmt_bind_int (stmt, n++, closed ? adding->day : KL_DATE_NONE);
  kl_stmt_bind_int (stmt, n++, question->help);
  kl_stmt_bind_int (stmt, n++, closed && question->led_to_help == KL_ANSWER_YES);
  kl_stmt_bind_int (stmt, n++, closed && question->passed_on == KL_ANSWER_YES);
  kl_stmt_bind_int (stmt, n++, closed && question->contact_continues == KL_ANSWER_YES);
  kl_stmt_bind_int (stmt, n++, closed ? question->satisfied : KL_SATISFIED_UNKNOWN);

  return kl_stmt_run (stmt, error);
}

static gboolean
insert_pupil (KlDb *db, gint64 case_id, gint64 pupil_id, KlCaseRole role, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PUPIL);

  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, pupil_id);
  kl_stmt_bind_int (stmt, 3, role);

  return kl_stmt_run (stmt, error);
}

static gboolean
insert_pupils (KlDb *db, const Adding *adding, GError **error)
{
  const GArray *roles = adding->question->pupil_roles;

  for (guint i = 0; i < adding->pupil_ids->len; i++)
    {
      KlCaseRole role = i < roles->len ? g_array_index (roles, KlCaseRole, i) : KL_CASE_ROLE_ABOUT;

      if (!insert_pupil (db, adding->ids.case_id, g_array_index (adding->pupil_ids, gint64, i),
                         role, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_topics (KlDb *db, const Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;

  for (guint i = 0; i < question->topics->len; i++)
    {
      const char *label = g_ptr_array_index (question->topics, i);
      g_autoptr (KlStmt) link = kl_db_statement (db, &sql, SQL_LINK_TOPIC);
      gint64 topic_id = kl_topics_ensure (db, question->theme, label, error);

      kl_stmt_bind_int (link, 1, adding->ids.case_id);
      kl_stmt_bind_int (link, 2, topic_id);
      if (topic_id == 0 || !kl_stmt_run (link, error))
        return FALSE;
    }

  return TRUE;
}

/* Who asked, when nobody said more than "a parent": the pupil if it was the only one, else the word
 * itself. A partner says enough by its name. */
static KlPerson *
make_asker (const Adding *adding)
{
  const KlNewCase *question = adding->question;

  if (question->asker != NULL)
    return kl_person_copy (question->asker);
  if (question->asked_by == KL_ASKED_BY_SELF || question->asker_partner != NULL)
    return NULL;
  if (question->asked_by == KL_ASKED_BY_PUPIL && adding->pupil_ids->len == 1)
    return kl_person_new (KL_PERSON_PUPIL, g_array_index (adding->pupil_ids, gint64, 0), NULL,
                          NULL);

  return kl_person_new (KL_PERSON_OTHER, 0,
                        kl_words_get_label (KL_WORDS_ASKED_BY, question->asked_by), NULL);
}

/* Somebody in the chain, with the partner for which that person works. */
typedef struct
{
  KlPerson *person;
  KlPerson *partner;
} Face;

static Face
make_face (KlPerson *person, KlPerson *partner)
{
  if (person != NULL && person->kind == KL_PERSON_PARTNER)
    return (Face) { NULL, person };

  return (Face) { person, partner };
}

static gboolean
is_same_person (const KlPerson *a, const KlPerson *b)
{
  return a != NULL && b != NULL && a->kind == b->kind && a->id != 0 && a->id == b->id;
}

/* Nobody introduces by a partner of which nobody is known. */
static gboolean
append_face (KlDb *db, const Adding *adding, const Face *face, const Face *before, GError **error)
{
  const KlTrustLink link = { .person = face->person,
                             .partner = face->partner,
                             .introduced_by = before != NULL ? before->person : NULL,
                             .since = before != NULL ? adding->day : KL_DATE_NONE,
                             .reachable = TRUE };

  return kl_trust_append (db, adding->ids.case_id, &link, error) != 0;
}

/* The chain of trust starts with who asked, goes through whom it came, to who caught it. */
static gboolean
start_trust (KlDb *db, const Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  g_autoptr (KlPerson) asker = make_asker (adding);
  g_autoptr (KlPerson) catcher = kl_person_new (KL_PERSON_PROFESSIONAL, adding->actor, NULL, NULL);
  const Face faces[] = {
    make_face (asker, question->asker_partner),
    make_face (question->via, question->via_partner),
    make_face (adding->actor != 0 ? catcher : NULL, NULL),
  };
  const Face *before = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      if ((faces[i].person == NULL && faces[i].partner == NULL)
          || (before != NULL && is_same_person (before->person, faces[i].person)))
        continue;
      if (!append_face (db, adding, &faces[i], before, error))
        return FALSE;
      before = &faces[i];
    }

  return TRUE;
}

/* Somebody in person: a word alone, as "a parent", is nobody, and a partner is not in the room. */
static gboolean
is_spoken_to (const Adding *adding, const KlPerson *asker)
{
  return asker->kind == KL_PERSON_PUPIL
         || (adding->question->asker != NULL && asker->kind != KL_PERSON_PARTNER);
}

static void
add_first_people (const Adding *adding, KlEntry *entry)
{
  const GPtrArray *people = adding->question->people;
  g_autoptr (KlPerson) asker = make_asker (adding);

  if (people == NULL && asker != NULL && is_spoken_to (adding, asker))
    g_ptr_array_add (entry->people, g_steal_pointer (&asker));
  for (guint i = 0; people != NULL && i < people->len; i++)
    kl_entry_add_person (entry, g_ptr_array_index (people, i));
}

static gboolean
add_first_entry (KlDb *db, Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = adding->ids.case_id;
  entry->kind = kl_new_case_get_entry_kind (question);
  entry->happened_on = adding->day;
  entry->happened_at = question->happened_at;
  entry->visibility = question->visibility;
  entry->text = question->text != NULL && *question->text != '\0'
                  ? g_strdup (question->text)
                  : kl_new_case_make_title (question);
  add_first_people (adding, entry);
  if (question->asker_partner != NULL && entry->partner == NULL)
    entry->partner = kl_person_copy (question->asker_partner);

  adding->ids.entry_id = kl_entries_add (db, entry, adding->today, error);
  return adding->ids.entry_id != 0;
}

static KlTalkKind
get_talk_kind (const KlNewCase *question)
{
  switch (kl_new_case_get_entry_kind (question))
    {
    case KL_ENTRY_PHONE_CALL:
      return KL_TALK_PHONE;
    case KL_ENTRY_CONVERSATION:
    case KL_ENTRY_CONSULTATION:
    case KL_ENTRY_HOME_VISIT:
      return KL_TALK_MET;
    case KL_ENTRY_JOINT_MEETING:
      return KL_TALK_MEETING;
    default:
      return KL_TALK_MESSAGE;
    }
}

/* Whoever asks something keeps the line to a partner warm. */
static gboolean
add_talk (KlDb *db, const Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  const KlPerson *partner = question->asker_partner;
  KlPerson actor = { .kind = KL_PERSON_PROFESSIONAL, .id = adding->actor };
  const KlPartnerTalk talk = { .school_id = question->school_id,
                               .partner_id = partner != NULL ? partner->id : 0,
                               .contact_id = question->asker_contact_id,
                               .professional = adding->actor != 0 ? &actor : NULL,
                               .day = adding->day,
                               .kind = get_talk_kind (question) };

  return partner == NULL || kl_partner_talks_add (db, &talk, adding->today, error) != 0;
}

/* What was advised is told by itself, so that the question reads as it was asked. */
static gboolean
add_answer (KlDb *db, const Adding *adding, gint64 *entry_id, GError **error)
{
  const KlNewCase *question = adding->question;
  g_autoptr (KlEntry) entry = NULL;

  *entry_id = 0;
  if (!kl_new_case_is_advice_only (question) || question->answer == NULL
      || *question->answer == '\0')
    return TRUE;

  entry = kl_entry_new ();
  entry->case_id = adding->ids.case_id;
  entry->kind = KL_ENTRY_CLOSING;
  entry->happened_on = adding->day;
  entry->happened_at = question->happened_at;
  entry->visibility = question->visibility;
  entry->text = g_strdup (question->answer);
  *entry_id = kl_entries_add (db, entry, adding->today, error);

  return *entry_id != 0;
}

/* How it began; advice on the spot begins and ends in one. */
static gboolean
add_first_step (KlDb *db, const Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  const KlCaseClosing closing = {
    .closing = { .help = question->help,
                 .led_to_help = question->led_to_help,
                 .passed_on = question->passed_on,
                 .contact_continues = question->contact_continues },
    .satisfied = question->satisfied,
  };
  KlCaseStep step = { .case_id = adding->ids.case_id,
                      .from = KL_CASE_STATUS_NONE,
                      .to = get_first_status (question),
                      .day = adding->day };

  if (!add_answer (db, adding, &step.entry_id, error))
    return FALSE;
  if (step.to == KL_CASE_STATUS_CLOSED)
    kl_case_step_take_closing (&step, &closing);

  return kl_case_steps_add (db, &step, error) != 0;
}

static gboolean
add_next_step (KlDb *db, Adding *adding, GError **error)
{
  const KlNewCase *question = adding->question;
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL,
                     .id = question->next_owner_id != 0 ? question->next_owner_id : adding->owner };
  const KlAction action = { .case_id = adding->ids.case_id,
                            .text = question->next_step,
                            .owner = &owner,
                            .due = question->next_due,
                            .agreed_on = adding->day };

  if (question->next_step == NULL || *question->next_step == '\0'
      || kl_new_case_is_advice_only (question))
    return TRUE;

  adding->ids.action_id = kl_actions_add (db, &action, error);
  return adding->ids.action_id != 0;
}

static gboolean
add_case (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;

  return kl_case_get_next_id (db, adding->question->school_id, &adding->ids.case_id, error)
         && add_unlisted (db, adding, error) && find_family (db, adding, error)
         && insert_case (db, adding, error) && insert_pupils (db, adding, error)
         && insert_topics (db, adding, error) && start_trust (db, adding, error)
         && add_first_entry (db, adding, error) && add_talk (db, adding, error)
         && add_first_step (db, adding, error) && add_next_step (db, adding, error)
         && kl_case_log_write (db, KL_AUDIT_CASE, adding->ids.case_id, adding->ids.case_id,
                               KL_CHANGE_CASES, error);
}

/**
 * kl_cases_add:
 * @db: a connection
 * @new_case: a question as it was caught
 * @today: the current day
 * @ids: (out) (optional): what it became
 * @error: (out): return location for what went wrong
 *
 * Keeps a question as a case with its first entry, its chain of trust (who asked, through whom, who
 * caught it) and its next step, all or nothing. When advice was all that was needed the case is
 * closed at once. The one who acts caught it.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_add (KlDb *db, const KlNewCase *new_case, KlDate today, KlNewCaseIds *ids, GError **error)
{
  g_autoptr (GArray) pupil_ids = NULL;
  Adding adding = { .question = new_case, .today = today };

  g_return_val_if_fail (db != NULL && new_case != NULL, FALSE);

  if (!kl_new_case_is_complete (new_case) || new_case->school_id > KL_MAX_SCHOOL_ID)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("Say whom it is about, or what was said"));
  if (new_case->support_level < 1 || new_case->support_level > 5)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("The support level goes from 1 to 5"));

  adding.day = new_case->happened_on != KL_DATE_NONE ? new_case->happened_on : today;
  adding.actor = kl_db_get_professional_id (db);
  adding.owner = new_case->owner_id == 0 ? adding.actor : MAX (new_case->owner_id, 0);
  adding.pupil_ids = pupil_ids = g_array_copy (new_case->pupil_ids);
  if (!kl_db_transaction (db, add_case, &adding, error))
    return FALSE;

  if (ids != NULL)
    *ids = adding.ids;
  return TRUE;
}

/* One fact at a time */

static gboolean
set_fact (KlDb *db, gpointer data, GError **error)
{
  const Setting *setting = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, setting->statement);
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, setting->case_id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, setting->case_id);
  if (setting->statement == SQL_SET_TITLE)
    kl_stmt_bind_text (stmt, 2, setting->text);
  else if (setting->statement == SQL_SET_OWNER || setting->statement == SQL_SET_TRUSTED)
    kl_stmt_bind_id (stmt, 2, setting->value);
  else
    kl_stmt_bind_int (stmt, 2, setting->value);
  if (setting->statement == SQL_ADD_PUPIL)
    kl_stmt_bind_int (stmt, 3, setting->more);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_CASE, setting->case_id, setting->case_id, KL_CHANGE_CASES,
                            error);
}

/**
 * kl_cases_set_owner:
 * @db: a connection
 * @case_id: a case
 * @professional_id: who keeps it moving, or 0 for nobody
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_owner (KlDb *db, gint64 case_id, gint64 professional_id, GError **error)
{
  Setting setting = { .case_id = case_id, .statement = SQL_SET_OWNER, .value = professional_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_fact, &setting, error);
}

/**
 * kl_cases_set_trusted:
 * @db: a connection
 * @case_id: a case
 * @professional_id: the trusted face, or 0 for nobody; kl_trust_hand_over() also remembers how it
 *   went
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_trusted (KlDb *db, gint64 case_id, gint64 professional_id, GError **error)
{
  Setting setting = { .case_id = case_id, .statement = SQL_SET_TRUSTED, .value = professional_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_fact, &setting, error);
}

/**
 * kl_cases_set_support_level:
 * @db: a connection
 * @case_id: a case
 * @level: 1 to 5
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_support_level (KlDb *db, gint64 case_id, int level, GError **error)
{
  Setting setting = { .case_id = case_id, .statement = SQL_SET_SUPPORT_LEVEL, .value = level };

  g_return_val_if_fail (db != NULL, FALSE);

  if (level < 1 || level > 5)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("The support level goes from 1 to 5"));

  return kl_db_transaction (db, set_fact, &setting, error);
}

/**
 * kl_cases_set_title:
 * @db: a connection
 * @case_id: a case
 * @title: what to call it
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_title (KlDb *db, gint64 case_id, const char *title, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (title != NULL ? title : ""));
  Setting setting = { .case_id = case_id, .statement = SQL_SET_TITLE, .text = clean };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_text (clean, error) && kl_db_transaction (db, set_fact, &setting, error);
}

static char *
get_title (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_TITLE);
  g_autofree char *title = NULL;

  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    title = kl_stmt_dup_text (stmt, 0);

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&title) : NULL;
}

static gboolean
change_title (KlDb *db, gpointer data, GError **error)
{
  Renaming *renaming = data;
  Setting setting = { .case_id = renaming->case_id,
                      .statement = SQL_SET_TITLE,
                      .text = renaming->title };
  g_autoptr (GError) local = NULL;

  renaming->current = get_title (db, renaming->case_id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (renaming->current != NULL && g_strcmp0 (renaming->current, renaming->seen) != 0)
    return kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                            _ ("Somebody changed the title in the meantime: choose what it should "
                               "say."));

  return set_fact (db, &setting, error);
}

/**
 * kl_cases_change_title:
 * @db: a connection
 * @case_id: a case
 * @seen: the title as it was read, before it was worked on
 * @title: what to call it
 * @current: (out) (optional) (nullable): on %KL_STORE_ERROR_CONFLICT the title as somebody else
 *   left it
 * @error: (out): return location for what went wrong
 *
 * The same as kl_cases_set_title(), but when somebody else was first nothing is written and both
 * titles are at hand.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_change_title (KlDb *db,
                       gint64 case_id,
                       const char *seen,
                       const char *title,
                       char **current,
                       GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (title != NULL ? title : ""));
  g_autofree char *there = NULL;
  Renaming renaming = { .case_id = case_id, .seen = seen, .title = clean };
  g_autoptr (GError) local = NULL;
  gboolean kept;

  g_return_val_if_fail (db != NULL && seen != NULL, FALSE);

  if (current != NULL)
    *current = NULL;
  if (!kl_store_check_text (clean, error))
    return FALSE;

  kept = kl_db_transaction (db, change_title, &renaming, &local);
  there = renaming.current;
  if (kept)
    return TRUE;

  if (current != NULL && g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT))
    *current = g_steal_pointer (&there);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * kl_cases_add_pupil:
 * @db: a connection
 * @case_id: a case
 * @pupil_id: a pupil
 * @role: the pupil's part in it; for one who is in it already this is changed
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_add_pupil (KlDb *db, gint64 case_id, gint64 pupil_id, KlCaseRole role, GError **error)
{
  Setting setting = {
    .case_id = case_id, .statement = SQL_ADD_PUPIL, .value = pupil_id, .more = role
  };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_fact, &setting, error);
}

static gboolean
remove_pupil (KlDb *db, gpointer data, GError **error)
{
  const Setting *setting = data;

  /* The pupil's own log must tell that it was in here. */
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_CASE, setting->case_id,
                          kl_ids_get_school (setting->case_id), setting->value, NULL, error)
         && set_fact (db, data, error);
}

/**
 * kl_cases_remove_pupil:
 * @db: a connection
 * @case_id: a case
 * @pupil_id: a pupil who does not belong in it after all
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_remove_pupil (KlDb *db, gint64 case_id, gint64 pupil_id, GError **error)
{
  Setting setting = { .case_id = case_id, .statement = SQL_REMOVE_PUPIL, .value = pupil_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, remove_pupil, &setting, error);
}
