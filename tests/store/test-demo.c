/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/kl-demo.h"
#include "kl-config.h"
#include "store/kl-areas.h"
#include "store/kl-dashboard.h"
#include "store/kl-meetings.h"
#include "store/kl-networks.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"

static void
fill (VaultFixture *fixture, KlDate today)
{
  g_autoptr (GError) error = NULL;

  kl_clock_fix (today);
  kl_db_set_actor (fixture->db, "demo", 0);
  g_assert_true (kl_demo_fill (fixture->db, today, &error));
  g_assert_no_error (error);
}

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_strconcat (KL_RESOURCE_PREFIX "/demo/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_no_error (error);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  return json_parser_steal_root (parser);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static const char *
name_of (JsonObject *book, const char *list, const char *id)
{
  JsonArray *array = json_object_get_array_member (book, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (g_strcmp0 (text_of (object, "id"), id) == 0)
        return text_of (object, "name");
    }

  return NULL;
}

/* What a person of the casebook is called in the demo: a parent and a pupil have names of their
 * own. */
static const char *
call (JsonObject *book, const KlCaseFile *file, const char *id)
{
  const char *name = name_of (book, "staff", id);

  if (name == NULL)
    name = name_of (book, "partners", id);
  if (name == NULL && strcmp (id, "pupil") == 0)
    name = ((KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil->name;
  if (name == NULL && strcmp (id, "parent") == 0)
    name = file->guardians->len > 0 ? ((KlGuardian *) g_ptr_array_index (file->guardians, 0))->name
                                    : kl_words_get_label (KL_WORDS_ASKED_BY, KL_ASKED_BY_PARENT);

  return name;
}

static gint64
find_case (KlDb *db, const char *title)
{
  const KlCaseFilter filter = { .theme = -1, .state = KL_CASE_STATE_ANY };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = kl_cases_list (db, &filter, kl_clock_today (), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->title, title) == 0)
        return row->id;
    }

  g_error ("A story of the casebook is not there: %s", title);
}

static const KlEntry *
find_entry (const KlCaseFile *file, KlEntryKind kind, const char *text)
{
  for (guint i = 0; i < file->entries->len; i++)
    {
      const KlEntry *entry = g_ptr_array_index (file->entries, i);

      if (entry->kind == kind && strcmp (entry->text, text) == 0)
        return entry;
    }

  g_error ("An entry of the casebook is not there: %s", text);
}

static int
parse (KlVocabulary vocabulary, const char *nick)
{
  int value = -1;

  g_assert_true (kl_words_parse (vocabulary, nick, &value));
  return value;
}

static gboolean
has_text (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* One story against its page */

static void
check_facts (JsonObject *book, JsonObject *story, const KlCaseFile *file)
{
  JsonObject *subject = json_object_get_object_member (story, "subject");
  JsonArray *pupils = json_object_get_array_member (subject, "pupils");
  JsonArray *topics = json_object_get_array_member (story, "topics");

  g_assert_cmpint (file->row->subject, ==, parse (KL_WORDS_SUBJECT, text_of (subject, "kind")));
  g_assert_cmpint (file->asked_by, ==, parse (KL_WORDS_ASKED_BY, text_of (story, "asked_by")));
  g_assert_cmpint (file->route, ==, parse (KL_WORDS_ROUTE, text_of (story, "route")));
  g_assert_cmpint (file->route_via != NULL, ==, file->route == KL_ROUTE_VIA_COLLEAGUE);
  g_assert_cmpint (file->row->theme, ==, parse (KL_WORDS_THEME, text_of (story, "theme")));
  g_assert_cmpstr (file->row->school_name, ==,
                   name_of (book, "schools", text_of (story, "school")));
  g_assert_cmpstr (file->row->owner->name, ==, name_of (book, "staff", text_of (story, "lead")));
  g_assert_cmpstr (file->row->trusted->name, ==,
                   name_of (book, "staff", text_of (story, "trusted")));

  g_assert_cmpuint (file->topics->len, ==, json_array_get_length (topics));
  for (guint i = 0; i < json_array_get_length (topics); i++)
    {
      g_autofree char *topic =
        g_strdelimit (g_strdup (json_array_get_string_element (topics, i)), "_", ' ');

      g_assert_true (has_text (file->topics, topic));
    }

  g_assert_cmpuint (file->pupils->len, ==, json_array_get_length (pupils));
  for (guint i = 0; i < json_array_get_length (pupils); i++)
    {
      JsonObject *expected = json_array_get_object_element (pupils, i);
      const KlPupil *pupil = ((KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      g_assert_cmpstr (pupil->name, ==, text_of (expected, "name"));
      g_assert_cmpstr (pupil->group_name, ==, text_of (expected, "group"));
      g_assert_cmpint (kl_date_get_age (pupil->birth, kl_clock_today ()), ==,
                       json_object_get_int_member (expected, "age"));
    }
  if (json_object_has_member (subject, "group"))
    g_assert_cmpstr (file->group_name, ==, text_of (subject, "group"));
}

static void
check_chain (JsonObject *book, JsonObject *story, const KlCaseFile *file)
{
  JsonArray *chain = json_object_get_array_member (story, "trust_chain");

  g_assert_cmpuint (file->trust->len, ==, json_array_get_length (chain));
  for (guint i = 0; i < file->trust->len; i++)
    {
      const KlTrustLink *link = g_ptr_array_index (file->trust, i);
      const KlPerson *face = link->person != NULL ? link->person : link->partner;

      g_assert_cmpstr (face->name, ==, call (book, file, json_array_get_string_element (chain, i)));
    }
}

static void
check_consent (JsonObject *book, JsonObject *object, const KlCaseFile *file, const KlEntry *entry)
{
  JsonArray *receivers = json_object_get_array_member (object, "with");
  int weeks = (int) json_object_get_int_member_with_default (object, "weeks", 6);

  for (guint i = 0; i < json_array_get_length (receivers); i++)
    {
      const char *name = call (book, file, json_array_get_string_element (receivers, i));
      gboolean found = FALSE;

      for (guint j = 0; j < file->consents->len; j++)
        {
          const KlConsent *consent = g_ptr_array_index (file->consents, j);

          found = found
                  || (consent->from == entry->happened_on
                      && consent->until == entry->happened_on + 7 * weeks
                      && g_strcmp0 (consent->receiver->name, name) == 0);
          if (consent->id == entry->consent_id && g_strcmp0 (text_of (object, "by"), "pupil") == 0)
            g_assert_cmpint (consent->giver->kind, ==, KL_PERSON_PUPIL);
        }
      g_assert_true (found);
    }
}

static void
check_referral (JsonObject *book, JsonObject *object, const KlCaseFile *file, const KlEntry *entry)
{
  const char *outcome = text_of (object, "outcome");
  const KlReferral *referral = NULL;

  for (guint i = 0; i < file->referrals->len; i++)
    if (((KlReferral *) g_ptr_array_index (file->referrals, i))->id == entry->referral_id)
      referral = g_ptr_array_index (file->referrals, i);

  g_assert_nonnull (referral);
  g_assert_cmpstr (referral->partner->name, ==,
                   name_of (book, "partners", text_of (object, "partner")));
  g_assert_cmpint (referral->purpose, ==,
                   parse (KL_WORDS_REFERRAL_PURPOSE, text_of (object, "purpose")));
  g_assert_cmpint (referral->sent_on, ==, entry->happened_on);
  g_assert_cmpstr (referral->sender->name, ==, call (book, file, text_of (object, "by")));
  /* It comes out with its days, whatever school day it began on. */
  if (json_object_get_null_member (object, "feedback_day"))
    g_assert_cmpint (referral->answered_on, ==, KL_DATE_NONE);
  else
    g_assert_cmpint (referral->answered_on - referral->sent_on, ==,
                     json_object_get_int_member (object, "feedback_day")
                       - json_object_get_int_member (object, "day"));
  /* What a partner passes on is the next link of what came to it. */
  g_assert_cmpint (referral->parent_id != 0, ==, referral->sender->kind == KL_PERSON_PARTNER);
  if (outcome != NULL)
    g_assert_cmpint (referral->status, ==, parse (KL_WORDS_REFERRAL_STATUS, outcome));
}

static void
check_action (JsonObject *book, JsonObject *object, const KlCaseFile *file, const KlEntry *entry)
{
  const KlAction *action = NULL;

  for (guint i = 0; i < file->actions->len; i++)
    if (((KlAction *) g_ptr_array_index (file->actions, i))->id == entry->action_id)
      action = g_ptr_array_index (file->actions, i);

  g_assert_nonnull (action);
  g_assert_cmpstr (action->text, ==, text_of (object, "text"));
  g_assert_cmpstr (action->owner->name, ==, call (book, file, text_of (object, "by")));
  g_assert_cmpint (action->due, >, entry->happened_on);
}

static void
check_entries (JsonObject *book, JsonObject *story, const KlCaseFile *file)
{
  JsonArray *entries = json_object_get_array_member (story, "entries");
  const KlEntry *before = NULL;
  int number = 0;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      KlEntryKind kind = parse (KL_WORDS_ENTRY_KIND, text_of (object, "kind"));
      const KlEntry *entry = find_entry (file, kind, text_of (object, "text"));
      int day = (int) json_object_get_int_member (object, "day");

      g_assert_cmpstr (entry->author->name, ==, call (book, file, text_of (object, "by")));
      g_assert_cmpint (entry->happened_on, <=, kl_clock_today ());
      if (before != NULL && day > number)
        g_assert_cmpint (entry->happened_on, >, before->happened_on);
      if (before != NULL && day == number)
        g_assert_cmpint (entry->happened_on, ==, before->happened_on);
      if (before != NULL)
        g_assert_cmpint (entry->id, >, before->id);
      before = entry;
      number = day;

      if (json_object_has_member (object, "partner"))
        g_assert_cmpstr (entry->partner->name, ==,
                         name_of (book, "partners", text_of (object, "partner")));
      if (json_object_has_member (object, "decision"))
        g_assert_cmpstr (entry->decision, ==, text_of (object, "decision"));
      if (json_object_has_member (object, "meldcode_step"))
        g_assert_cmpint (entry->meldcode_step, ==,
                         json_object_get_int_member (object, "meldcode_step"));
      if (json_object_has_member (object, "consent"))
        check_consent (book, json_object_get_object_member (object, "consent"), file, entry);
      if (kind == KL_ENTRY_REFERRAL)
        check_referral (book, object, file, entry);
      if (kind == KL_ENTRY_ACTION)
        check_action (book, object, file, entry);
      if (kind == KL_ENTRY_CLOSING)
        {
          g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_CLOSED);
          g_assert_cmpint (file->satisfied, ==, KL_SATISFIED_YES);
          g_assert_false (file->contact_continues);
        }
    }
}

static void
check_meldcode (JsonObject *story, const KlCaseFile *file)
{
  JsonArray *steps = json_object_get_array_member (story, "meldcode");
  KlDate before = KL_DATE_NONE;

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *object = json_array_get_object_element (steps, i);
      const KlEntry *entry = find_entry (file, KL_ENTRY_MELDCODE, text_of (object, "text"));

      g_assert_cmpint (entry->meldcode_step, ==, json_object_get_int_member (object, "step"));
      g_assert_cmpint (entry->happened_on, >, before);
      before = entry->happened_on;
    }
}

static const KlEntry *
find_kind (const KlCaseFile *file, KlEntryKind kind, const char *part)
{
  for (guint i = 0; i < file->entries->len; i++)
    {
      const KlEntry *entry = g_ptr_array_index (file->entries, i);

      if (entry->kind == kind && strstr (entry->text, part) != NULL)
        return entry;
    }

  g_error ("Nothing says: %s", part);
}

static void
check_all (JsonArray *words, const char *text)
{
  for (guint i = 0; i < json_array_get_length (words); i++)
    g_assert_nonnull (strstr (text, json_array_get_string_element (words, i)));
}

static void
check_talents (JsonObject *talents, const KlCaseFile *file)
{
  const KlEntry *entry = find_kind (file, KL_ENTRY_TALENTS, text_of (talents, "wants"));

  check_all (json_object_get_array_member (talents, "good_at"), entry->text);
  check_all (json_object_get_array_member (talents, "likes"), entry->text);
  check_all (json_object_get_array_member (talents, "obstacles"), entry->text);
}

static guint
count_kind (const KlCaseFile *file, KlEntryKind kind)
{
  guint n = 0;

  for (guint i = 0; i < file->entries->len; i++)
    n += ((const KlEntry *) g_ptr_array_index (file->entries, i))->kind == kind;

  return n;
}

/* There is one version of it, and what came of it week by week. */
static void
check_plan (JsonObject *plan, const KlCaseFile *file)
{
  JsonArray *weeks = json_object_get_array_member (plan, "weeks");
  JsonArray *actual = json_object_get_array_member (plan, "actual");
  KlDate before = KL_DATE_NONE;

  g_assert_cmpuint (count_kind (file, KL_ENTRY_PLAN), ==, 1);
  g_assert_nonnull (find_kind (file, KL_ENTRY_PLAN, "begin met 5 uur per week, doel 26 uur"));
  g_assert_nonnull (find_kind (file, KL_ENTRY_PLAN, "elke 6 weken"));
  g_assert_nonnull (find_kind (file, KL_ENTRY_PLAN, "5, 5, 6, 8, 8, 10, 12, 12 uur"));
  for (guint i = 0; i < json_array_get_length (weeks); i++)
    {
      g_autofree char *words = g_strdup_printf ("Week %u van het opbouwplan: %d van %d uur", i + 1,
                                                (int) json_array_get_int_element (actual, i),
                                                (int) json_array_get_int_element (weeks, i));
      const KlEntry *entry = find_kind (file, KL_ENTRY_OBSERVATION, words);

      g_assert_cmpint (entry->happened_on, >=, before);
      before = entry->happened_on;
    }
}

static void
check_story (KlDb *db, JsonObject *book, JsonObject *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseFile) file =
    kl_cases_load_file (db, find_case (db, text_of (story, "title")), kl_clock_today (), &error);

  g_assert_no_error (error);
  check_facts (book, story, file);
  check_chain (book, story, file);
  check_entries (book, story, file);
  if (json_object_has_member (story, "meldcode"))
    check_meldcode (story, file);
  if (json_object_has_member (story, "talents"))
    check_talents (json_object_get_object_member (story, "talents"), file);
  if (json_object_has_member (story, "return_plan"))
    check_plan (json_object_get_object_member (story, "return_plan"), file);
}

/* Every story is there whole, on an ordinary day, in the middle of the summer, on the Sunday
 * after New Year, and in a year whose holidays nobody has published. */
static void
test_casebook (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("casebook.json");
  JsonObject *book = json_node_get_object (node);
  JsonArray *stories = json_object_get_array_member (book, "cases");

  fill (fixture, GPOINTER_TO_INT (data));
  kl_db_set_actor (fixture->db, "test", 0);
  g_assert_cmpuint (json_array_get_length (stories), ==, 12);
  for (guint i = 0; i < json_array_get_length (stories); i++)
    check_story (fixture->db, book, json_array_get_object_element (stories, i));
}

/* The social worker has a role at three of the schools. */
static void
check_user (VaultFixture *fixture)
{
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (GError) error = NULL;

  schools = kl_overview_load (fixture->db, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schools->len, ==, 3);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM vault_user u JOIN professional p"
                                     " ON p.id = u.professional_id WHERE p.given = 'Samira'"),
                   ==, 1);
}

/* Nothing in it could be taken for a number that may not be kept. */
static void
check_no_numbers (VaultFixture *fixture)
{
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM pupil WHERE external_key IS NOT NULL"
                                     " OR name_folded GLOB '*[0-9]*'"),
                   ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM entry"
                                     " WHERE body GLOB '*[0-9][0-9][0-9][0-9][0-9][0-9]*'"),
                   ==, 0);
}

/* The dashboard that the demo opens with */

static void
test_dashboard (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) dashboard = NULL;
  g_autoptr (KlCaseFile) jelle = NULL;
  g_autoptr (GError) error = NULL;
  const KlCaseRow *row;
  int opened = 0, closed = 0, n_ready = 0;

  fill (fixture, TODAY);
  g_assert_cmpint (kl_db_get_professional_id (fixture->db), !=, 0);
  dashboard = kl_dashboard_load (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (dashboard->school->name, ==, "KC De Wilgenroos");
  g_assert_cmpint (dashboard->school->n_pupils, ==, 412);
  g_assert_cmpuint (dashboard->cases->len, ==, 10);
  row = g_ptr_array_index (dashboard->cases, 0);
  g_assert_cmpstr (row->title, ==, "Bang voor de brugklas");
  g_assert_cmpint (row->contact_days, ==, 13);
  row = g_ptr_array_index (dashboard->cases, 1);
  g_assert_cmpstr (row->title, ==, "Niet mee met zwemles: geldzorgen");
  g_assert_cmpstr (row->about, ==, "gezin El Amrani");
  g_assert_cmpint (row->contact_days, ==, 9);
  g_assert_cmpint (row->status, ==, KL_CASE_STATUS_WAITING);

  g_assert_cmpint (dashboard->next_meeting->date, ==, kl_date_new (2025, 11, 25));
  g_assert_cmpuint (dashboard->next_meeting->items->len, ==, 6);
  g_assert_cmpuint (dashboard->next_meeting->attendees->len, ==, 5);
  g_assert_cmpint (dashboard->next_meeting->previous_on, ==, kl_date_new (2025, 10, 10));
  for (guint i = 0; i < 6; i++)
    n_ready += ((KlAgendaItem *) g_ptr_array_index (dashboard->next_meeting->items, i))->ready;
  g_assert_cmpint (n_ready, >, 0);

  for (guint i = 0; i < dashboard->flow->len; i++)
    {
      opened += g_array_index (dashboard->flow, KlFlowMonth, i).opened;
      closed += g_array_index (dashboard->flow, KlFlowMonth, i).closed;
    }
  g_assert_cmpint (opened, >, 15);
  g_assert_cmpint (closed, >, 10);

  jelle =
    kl_cases_load_file (fixture->db, find_case (fixture->db, "Driftbuien thuis"), TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (jelle->row->contact_days, ==, 2);
  g_assert_cmpint (jelle->row->support_level, ==, 3);
  g_assert_cmpuint (jelle->guardians->len, ==, 2);
  g_assert_cmpuint (jelle->siblings->len, ==, 1);
  g_assert_cmpint (jelle->n_hidden, ==, 1);
  g_assert_false (jelle->restricted);
  g_assert_cmpuint (jelle->meetings->len, ==, 3);
  check_user (fixture);
  check_no_numbers (fixture);
}

static const KlAttention *
find_attention (const KlDashboard *dashboard, KlAttentionReason reason)
{
  for (guint i = 0; i < dashboard->attention->len; i++)
    {
      const KlAttention *row = g_ptr_array_index (dashboard->attention, i);

      if (row->reason == reason)
        return row;
    }

  return NULL;
}

static KlDashboard *
load_dashboard (VaultFixture *fixture, const char *school)
{
  g_autoptr (GError) error = NULL;
  gint64 id = case_fixture_ask (fixture, "SELECT id FROM school WHERE name = '%s'", school);
  KlDashboard *dashboard = kl_dashboard_load (fixture->db, id, TODAY, &error);

  g_assert_no_error (error);
  return dashboard;
}

/* The family with a foot in another municipality, from which everybody points to somebody else,
 * stands out; one that was taken on does not. Partners ask to be kept warm and up to date. */
static void
test_attention (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) zandzegge = NULL;
  g_autoptr (KlDashboard) weerlicht = NULL;
  g_autoptr (KlDashboard) meerstroom = NULL;
  g_autoptr (KlDashboard) wilgenroos = NULL;
  const KlPartnerReferral *waiting;
  const KlAttention *row;

  fill (fixture, TODAY);
  kl_db_set_actor (fixture->db, "test", 0);
  zandzegge = load_dashboard (fixture, "Basisschool De Zandzegge");
  row = find_attention (zandzegge, KL_ATTENTION_OFF_RADAR);
  g_assert_cmpstr (row->title, ==, "Ingeschreven in een andere gemeente");
  g_assert_cmpstr (row->reference, ==, "'s-Hertogenbosch en Tilburg");
  g_assert_cmpint (row->urgency, ==, KL_URGENCY_LATE);
  weerlicht = load_dashboard (fixture, "KC De Weerlicht");
  g_assert_null (find_attention (weerlicht, KL_ATTENTION_OFF_RADAR));
  meerstroom = load_dashboard (fixture, "Basisschool De Meerstroom");
  row = find_attention (meerstroom, KL_ATTENTION_NO_BRIDGING);
  g_assert_cmpstr (row->title, ==, "Jeugd-ggz");

  wilgenroos = load_dashboard (fixture, "KC De Wilgenroos");
  /* What waits longest first, and what happens meanwhile. */
  g_assert_cmpuint (wilgenroos->waiting->len, ==, 4);
  waiting = g_ptr_array_index (wilgenroos->waiting, 0);
  g_assert_cmpstr (waiting->partner->name, ==, "Quiet");
  g_assert_false (waiting->has_bridging);
  waiting = g_ptr_array_index (wilgenroos->waiting, 1);
  g_assert_cmpstr (waiting->bridging, ==, "Intussen elke week een gesprekje");
  g_assert_null (find_attention (wilgenroos, KL_ATTENTION_OFF_RADAR));
  row = find_attention (wilgenroos, KL_ATTENTION_PARTNER_SILENT);
  g_assert_cmpstr (row->title, ==, "Jeugd-ggz");
  row = find_attention (wilgenroos, KL_ATTENTION_PARTNER_FACTS);
  g_assert_cmpstr (row->title, ==, "Voedselbank");
}

/* The short lines */

static int
median_of (JsonObject *book, const char *name)
{
  JsonArray *list = json_object_get_array_member (book, "partners");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (strcmp (text_of (object, "name"), name) == 0)
        return (int) json_object_get_int_member (object, "median_days");
    }

  return -1;
}

static gint64
find_partner (const KlNetworkFacts *facts, const char *name)
{
  for (guint i = 0; i < facts->partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (facts->partners, i);

      if (strcmp (partner->name, name) == 0)
        return partner->id;
    }

  g_error ("There is no %s", name);
}

/* Every partner with answers answers as fast as the casebook says; the one that nobody at the
 * school referred to is drawn at what was told. */
static void
check_medians (JsonObject *book, const KlNetwork *network, guint n_measured)
{
  guint measured = 0;

  g_assert_cmpuint (network->partners->len, ==, 16);
  for (guint i = 0; i < network->partners->len; i++)
    {
      const KlNetworkPartner *member = g_ptr_array_index (network->partners, i);

      g_test_message ("%s", member->partner->name);
      g_assert_cmpint (member->days, ==, median_of (book, member->partner->name));
      measured += member->is_measured;
    }
  g_assert_cmpuint (measured, ==, n_measured);
}

static void
test_network (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (JsonNode) node = load ("casebook.json");
  JsonObject *book = json_node_get_object (node);
  g_autoptr (KlNetworkFacts) facts = NULL;
  g_autoptr (KlNetworkFacts) all = NULL;
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (KlNetwork) everywhere = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GError) error = NULL;
  const KlNetworkPartner *access, *quiet;

  fill (fixture, GPOINTER_TO_INT (data));
  facts = kl_network_load_facts (fixture->db, WILGENROOS, kl_clock_today (), &error);
  g_assert_no_error (error);
  network = kl_network_new (facts, kl_clock_today ());
  check_medians (book, network, 15);
  g_assert_cmpstr (facts->name, ==, "KC De Wilgenroos");
  g_assert_cmpuint (facts->people->len, ==, 3);

  kl_db_set_actor (fixture->db, "test", 0);
  all = kl_network_load_facts (fixture->db, 0, kl_clock_today (), &error);
  g_assert_no_error (error);
  everywhere = kl_network_new (all, kl_clock_today ());
  check_medians (book, everywhere, 16);

  access = kl_network_find (network, find_partner (facts, "Team Toegang en Regie"));
  g_assert_cmpint (access->answer_time.n_answers, ==, 9);
  g_assert_cmpint (access->answer_time.n_waiting, ==, 1);
  quiet = kl_network_find (network, find_partner (facts, "Quiet"));
  g_assert_cmpint (quiet->answer_time.longest_wait, >, 40);
  g_assert_cmpint (network->n_waiting, ==, 4);

  areas = kl_areas_list (fixture->db, KL_AREA_WIJK, &error);
  g_assert_cmpuint (areas->len, ==, 14);
  g_assert_true (((KlArea *) g_ptr_array_index (areas, 10))->has_centre);
}

static void
test_network_this_year (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNetworkFacts) facts = NULL;
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (GError) error = NULL;

  fill (fixture, TODAY);
  facts = kl_network_load_facts (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);
  network = kl_network_new (facts, TODAY);
  g_assert_cmpint (network->n_referrals, ==, 53);
}

static void
dump_table (KlDb *db, const char *columns, const char *table, GString *all)
{
  g_autofree char *query = g_strdup_printf ("SELECT %s FROM %s ORDER BY rowid", columns, table);
  const char *const statements[] = { query };
  const KlSql sql = KL_SQL (statements);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, 0);
  g_autoptr (GError) error = NULL;

  while (kl_stmt_step (stmt))
    {
      for (int column = 0; column < 10; column++)
        g_string_append_printf (all, "%s|", kl_stmt_get_text (stmt, column));
      g_string_append_c (all, '\n');
    }
  kl_stmt_finish (stmt, &error);
  g_assert_no_error (error);

  /* The statement goes with its words. */
  g_clear_pointer (&stmt, kl_stmt_reset);
  kl_db_drop_statements (db);
  kl_db_remember_statements (db);
}

static char *
dump (KlDb *db)
{
  static const char *const tables[] = {
    "school",       "school_group",   "holiday",      "family",          "pupil",
    "guardian",     "partner",        "professional", "membership",      "care_case",
    "entry",        "pupil_guardian", "consent",      "referral",        "action",
    "meeting",      "attendee",       "case_pupil",   "topic",           "case_topic",
    "agenda_item",  "entry_person",   "trust_link",   "partner_service", "partner_contact",
    "partner_talk", "partner_area",   "area",
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    dump_table (db, "*", tables[i], all);
  /* The time of day goes on while the day stands still. */
  dump_table (db, "user_id, act, subject, subject_id, school_id, pupil_id, ground", "audit_record",
              all);

  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* The same day gives the same rows, down to the log. */
static void
test_same_again (VaultFixture *fixture, gconstpointer data)
{
  VaultFixture other = { 0 };
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  vault_fixture_set_up (&other, NULL);
  fill (fixture, TODAY);
  fill (&other, TODAY);
  one = dump (fixture->db);
  two = dump (other.db);
  g_assert_cmpuint (strlen (one), >, 100000);
  g_assert_true (strcmp (one, two) == 0);
  vault_fixture_tear_down (&other, NULL);
}

/* A colleague of another school sees its cases, and the demo is whole all the same. */
static void
test_colleague (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  kl_clock_fix (TODAY);
  kl_db_set_actor (fixture->db, "demo", 0);
  g_assert_false (kl_demo_fill_as (fixture->db, "Niemand", TODAY, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (kl_demo_fill_as (fixture->db, "Lotte van Dooren", TODAY, &error));
  g_assert_no_error (error);
  name = kl_users_get_name (fixture->db, "demo", &error);
  g_assert_cmpstr (name, ==, "Lotte van Dooren");
}

#define add_day(path, year, month, day)                                                            \
  g_test_add (path, VaultFixture, GINT_TO_POINTER (kl_date_new (year, month, day)),                \
              vault_fixture_set_up, test_casebook, vault_fixture_tear_down)

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  add_day ("/demo/casebook/thursday", 2025, 11, 20);
  add_day ("/demo/casebook/summer", 2026, 7, 29);
  add_day ("/demo/casebook/new-year", 2026, 1, 4);
  add_day ("/demo/casebook/unpublished", 2041, 5, 14);
  vault_test_add ("/demo/colleague", test_colleague);
  vault_test_add ("/demo/dashboard", test_dashboard);
  vault_test_add ("/demo/attention", test_attention);
  g_test_add ("/demo/network/thursday", VaultFixture, GINT_TO_POINTER (TODAY), vault_fixture_set_up,
              test_network, vault_fixture_tear_down);
  g_test_add ("/demo/network/new-year", VaultFixture, GINT_TO_POINTER (kl_date_new (2026, 1, 4)),
              vault_fixture_set_up, test_network, vault_fixture_tear_down);
  vault_test_add ("/demo/network/this-year", test_network_this_year);
  vault_test_add ("/demo/same-again", test_same_again);

  return g_test_run ();
}
