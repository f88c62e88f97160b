/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cases/kl-case-snapshot.h"
#include "cases/kl-case-view.h"
#include "cases/kl-entry-draft.h"
#include "exchange/kl-demo.h"
#include "kl-config.h"
#include "store/kl-actions.h"

/* What the page of a case shows, made from a real vault. */

typedef struct
{
  KlCaseView *view;
  GPtrArray *rows; /* KlTimelineRow */
  KlCaseSnapshot *snapshot;
} Page;

static void
page_free (Page *page)
{
  kl_case_view_free (page->view);
  g_ptr_array_unref (page->rows);
  kl_case_snapshot_free (page->snapshot);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

static Page *
open_page (KlDb *db, gint64 case_id)
{
  KlCaseRequest *request = kl_case_request_new (case_id, 0, KL_DATE_NONE, 1000);
  g_autoptr (GError) error = NULL;
  Page *page = g_new0 (Page, 1);
  KlDate before = KL_DATE_NONE;

  page->snapshot = kl_case_snapshot_load (db, request, kl_clock_today (), &error);
  g_assert_no_error (error);
  kl_case_request_free (request);

  page->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_timeline_row_free);
  g_ptr_array_set_free_func (page->snapshot->entries, NULL);
  for (guint i = 0; i < page->snapshot->entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (page->snapshot->entries, i);

      g_ptr_array_add (page->rows, kl_timeline_row_new (page->snapshot->file, entry, before,
                                                        kl_clock_today ()));
      before = entry->happened_on;
    }
  page->view = kl_case_view_new (g_steal_pointer (&page->snapshot->file), page->snapshot->teachers,
                                 kl_clock_today ());

  return page;
}

static const KlTimelineRow *
find_row (Page *page, const char *text)
{
  for (guint i = 0; i < page->rows->len; i++)
    {
      const KlTimelineRow *row = g_ptr_array_index (page->rows, i);

      if (g_strcmp0 (row->entry->text, text) == 0)
        return row;
    }

  g_error ("The page does not show: %s", text);
}

/* The stories of the casebook */

static const char *
name_of (JsonObject *book, const char *list, const char *id)
{
  JsonArray *array = json_object_get_array_member (book, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      if (strcmp (json_object_get_string_member (object, "id"), id) == 0)
        return json_object_get_string_member (object, "name");
    }

  return NULL;
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

  g_error ("A story is not there: %s", title);
}

static void
check_entries (JsonObject *book, JsonObject *story, Page *page)
{
  JsonArray *entries = json_object_get_array_member (story, "entries");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      const KlTimelineRow *row = find_row (page, json_object_get_string_member (object, "text"));
      const char *author = name_of (book, "staff", json_object_get_string_member (object, "by"));
      int kind = -1;

      kl_words_parse (KL_WORDS_ENTRY_KIND, json_object_get_string_member (object, "kind"), &kind);
      g_assert_true (g_str_has_prefix (row->kind, kl_words_get_label (KL_WORDS_ENTRY_KIND, kind)));
      g_assert_nonnull (strstr (row->spoken, row->entry->text));
      if (author != NULL && kind != KL_ENTRY_CONSENT)
        {
          g_auto (GStrv) words = g_strsplit (author, " ", 2);

          g_assert_true (g_str_has_prefix (row->people, words[0]));
        }
      if (json_object_has_member (object, "partner"))
        g_assert_nonnull (
          strstr (row->people,
                  name_of (book, "partners", json_object_get_string_member (object, "partner"))));
      if (json_object_has_member (object, "decision"))
        g_assert_nonnull (strstr (row->spoken, json_object_get_string_member (object, "decision")));
      if (kind == KL_ENTRY_REFERRAL)
        {
          g_assert_nonnull (row->chip);
          g_assert_true (row->reminds == json_object_get_null_member (object, "feedback_day"));
        }
      if (kind == KL_ENTRY_CONSENT)
        g_assert_nonnull (row->chip);
    }
}

/* A child and its parent share a place; everybody else has one. */
static void
check_chain (JsonObject *book, JsonObject *story, Page *page)
{
  JsonArray *chain = json_object_get_array_member (story, "trust_chain");
  guint n_people = 0;

  for (guint i = 0; i < page->view->faces->len; i++)
    {
      const KlCaseFace *face = g_ptr_array_index (page->view->faces, i);

      n_people += face->beside != NULL ? 2 : 1;
      g_assert_cmpstr (face->label, !=, "");
      g_assert_cmpstr (face->story, !=, "");
    }
  g_assert_cmpuint (n_people, ==, json_array_get_length (chain));

  for (guint i = 0; i < json_array_get_length (chain); i++)
    {
      const char *id = json_array_get_string_element (chain, i);
      const char *name = name_of (book, "staff", id);
      gboolean found = FALSE;

      if (name == NULL)
        name = name_of (book, "partners", id);
      for (guint j = 0; name != NULL && j < page->view->faces->len; j++)
        found =
          found
          || strcmp (((KlCaseFace *) g_ptr_array_index (page->view->faces, j))->label, name) == 0;
      g_assert_true (found || name == NULL);
    }
}

static void
check_pupils (JsonObject *story, Page *page)
{
  JsonObject *subject = json_object_get_object_member (story, "subject");
  JsonArray *pupils = json_object_get_array_member (subject, "pupils");

  for (guint i = 0; i < json_array_get_length (pupils); i++)
    {
      const char *name =
        json_object_get_string_member (json_array_get_object_element (pupils, i), "name");
      gboolean found = strstr (page->view->name, name) != NULL;

      for (guint j = 0; j < page->view->people->len; j++)
        found =
          found
          || g_str_has_prefix (((KlCaseFact *) g_ptr_array_index (page->view->people, j))->text,
                               name);
      g_assert_true (found);
    }
}

static void
test_casebook (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data (KL_RESOURCE_PREFIX "/demo/casebook.json", 0, &error);
  JsonObject *book;
  JsonArray *stories;

  g_assert_no_error (error);
  kl_clock_fix (TODAY);
  kl_db_set_actor (fixture->db, "demo", 0);
  g_assert_true (kl_demo_fill (fixture->db, TODAY, &error));
  g_assert_no_error (error);
  kl_db_set_actor (fixture->db, "test", 0);
  json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);

  book = json_node_get_object (json_parser_get_root (parser));
  stories = json_object_get_array_member (book, "cases");
  g_assert_cmpuint (json_array_get_length (stories), ==, 12);
  for (guint i = 0; i < json_array_get_length (stories); i++)
    {
      JsonObject *story = json_array_get_object_element (stories, i);
      const char *title = json_object_get_string_member (story, "title");
      g_autoptr (Page) page = open_page (fixture->db, find_case (fixture->db, title));

      g_assert_cmpstr (page->view->title, ==, title);
      g_assert_cmpuint (page->rows->len, ==, (guint) page->view->counts[KL_TIMELINE_ALL]);
      check_entries (book, story, page);
      check_chain (book, story, page);
      check_pupils (story, page);
    }
}

/* Single cases */

static void
test_page (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis.");
  g_autoptr (GError) error = NULL;
  g_autoptr (Page) page = NULL;
  g_autofree KlAction *action = g_new0 (KlAction, 1);
  const KlTimelineRow *first, *second;

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_CONVERSATION, TODAY, KL_VISIBILITY_TEAM,
                          "Gesprekje op school.");
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_PRIVATE,
                          "Alleen voor mij.");
  action->case_id = case_id;
  action->school_id = WILGENROOS;
  action->text = (char *) "Bellen";
  action->due = TODAY - 1;
  action->agreed_on = TODAY - 7;
  kl_actions_add (fixture->db, action, &error);
  g_assert_no_error (error);

  page = open_page (fixture->db, case_id);
  g_assert_cmpstr (page->view->name, ==, "Jelle van den Berg");
  g_assert_true (g_str_has_suffix (page->view->facts, "groep 7"));
  g_assert_cmpuint (page->view->people->len, ==, 0);
  g_assert_cmpuint (page->view->guardians->len, ==, 1);
  g_assert_cmpstr (((KlCaseFact *) g_ptr_array_index (page->view->guardians, 0))->chip->label, ==,
                   "gezag");
  g_assert_cmpstr (((KlCaseFact *) g_ptr_array_index (page->view->family, 0))->detail, ==,
                   "KC De Weerlicht");
  g_assert_cmpint (page->view->n_open_tasks, ==, 1);
  g_assert_true (((KlCaseTask *) g_ptr_array_index (page->view->tasks, 0))->late);
  g_assert_cmpint (page->view->counts[KL_TIMELINE_FAMILY], >=, 1);

  first = g_ptr_array_index (page->rows, 0);
  second = g_ptr_array_index (page->rows, 1);
  g_assert_true (first->shows_day);
  g_assert_false (second->shows_day);
  g_assert_cmpstr (first->visibility, ==, "alleen ik");
  g_assert_null (second->visibility);
  g_assert_null (second->corrected);
}

static void
test_corrected (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis.");
  gint64 entry_id = case_fixture_add_entry (fixture, case_id, KL_ENTRY_CONVERSATION, TODAY,
                                            KL_VISIBILITY_TEAM, "Met vader gesproken.");
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEntry) entry = kl_entries_get (fixture->db, entry_id, &error);
  g_autoptr (Page) page = NULL;

  g_assert_no_error (error);
  g_free (entry->text);
  entry->text = g_strdup ("Met moeder gesproken.");
  g_assert_true (kl_entries_correct (fixture->db, entry, "Verschreven", TODAY, NULL, &error));
  g_assert_no_error (error);

  page = open_page (fixture->db, case_id);
  g_assert_true (
    g_str_has_prefix (find_row (page, "Met moeder gesproken.")->corrected, "gecorrigeerd "));
}

static void
test_draft (void)
{
  g_autoptr (KlEntryDraft) draft = kl_entry_draft_new ();
  g_autoptr (KlEntryDraft) read = NULL;
  g_autoptr (KlEntry) entry = NULL;
  g_autofree char *text = NULL;

  g_assert_null (kl_entry_draft_serialize (draft));
  g_assert_null (kl_entry_draft_parse ("nonsense"));

  draft->kind = KL_ENTRY_HOME_VISIT;
  draft->visibility = KL_VISIBILITY_OWNER_AND_DIRECTOR;
  draft->day = TODAY - 2;
  draft->minutes = 850;
  g_free (draft->text);
  draft->text = g_strdup (" Moeder doet 'huilend' open.\n ");
  g_ptr_array_add (draft->people, kl_person_new (KL_PERSON_PUPIL, JELLE, "Jelle", NULL));
  g_ptr_array_add (draft->people, kl_person_new (KL_PERSON_PARTNER, QUIET, "Quiet", "partner"));

  text = kl_entry_draft_serialize (draft);
  read = kl_entry_draft_parse (text);
  g_assert_nonnull (read);
  entry = kl_entry_draft_to_entry (read, 7, TODAY);
  g_assert_cmpint (entry->case_id, ==, 7);
  g_assert_cmpint (entry->kind, ==, KL_ENTRY_HOME_VISIT);
  g_assert_cmpint (entry->visibility, ==, KL_VISIBILITY_OWNER_AND_DIRECTOR);
  g_assert_cmpint (entry->happened_on, ==, TODAY - 2);
  g_assert_cmpint (entry->happened_at, ==, 850);
  g_assert_cmpstr (entry->text, ==, "Moeder doet 'huilend' open.");
  g_assert_cmpuint (entry->people->len, ==, 1);
  g_assert_cmpstr (entry->partner->name, ==, "Quiet");
}

/* Drafts from before the steps are read as well. */
static void
test_meldcode_draft (void)
{
  g_autoptr (KlEntryDraft) draft = kl_entry_draft_new ();
  g_autoptr (KlEntryDraft) read = NULL;
  g_autoptr (KlEntryDraft) old = kl_entry_draft_parse ("(0, 0, 20000, -1, 'Oud', [])");
  g_autoptr (KlEntry) entry = NULL;
  g_autofree char *text = NULL;
  g_autofree char *kind = NULL;

  g_assert_nonnull (old);
  g_assert_cmpstr (old->text, ==, "Oud");
  g_assert_cmpint (old->meldcode_step, ==, 0);
  g_assert_null (kl_entry_draft_parse ("(0, 0, 20000, -1, 'Oud', [], 6)"));

  draft->kind = KL_ENTRY_MELDCODE;
  draft->meldcode_step = 4;
  g_set_str (&draft->text, "Gewogen.");
  text = kl_entry_draft_serialize (draft);
  read = kl_entry_draft_parse (text);
  g_assert_nonnull (read);
  entry = kl_entry_draft_to_entry (read, 7, TODAY);
  g_assert_cmpint (entry->meldcode_step, ==, 4);
  kind = kl_entry_format_kind (entry);
  g_assert_cmpstr (kind, ==, "Stap van de meldcode 4");

  /* Something else is no step, whatever was chosen before. */
  read->kind = KL_ENTRY_NOTE;
  g_clear_pointer (&entry, kl_entry_free);
  entry = kl_entry_draft_to_entry (read, 7, TODAY);
  g_assert_cmpint (entry->meldcode_step, ==, 0);
}

static const KlCaseWait *
get_wait (Page *page, guint i)
{
  g_assert_cmpuint (i, <, page->view->waits->len);
  return g_ptr_array_index (page->view->waits, i);
}

/* A family with a foot in two municipalities, a partner that declined and points elsewhere, one
 * that was reminded, and one that came through another. */
static void
test_referrals (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Dakloos dreigt");
  g_autoptr (Page) before = open_page (fixture->db, case_id);
  g_autoptr (Page) risk = NULL;
  g_autoptr (Page) taken = NULL;

  g_assert_null (before->view->notice);
  case_fixture_run (fixture, "UPDATE pupil SET municipality = 'Vught' WHERE id = %d", JELLE);
  case_fixture_run (fixture, "UPDATE guardian SET municipality = 'Oss' WHERE id = %d", MIRANDA);
  case_fixture_run (fixture,
                    "INSERT INTO referral (id, school_id, case_id, partner_id, sender_id,"
                    " sender_partner_id, purpose, status, sent_on, answered_on, ended_on,"
                    " declined_why, redirected_to, reminded_on) VALUES"
                    " (1, 1, %" G_GINT64_FORMAT ", %d, %d, NULL, 1, 4, %d, %d, %d,"
                    " 'staat elders ingeschreven', %d, 0),"
                    " (2, 1, %" G_GINT64_FORMAT ", %d, NULL, %d, 1, 1, %d, 0, 0, '', NULL, %d)",
                    case_id, TOEGANG, SAMIRA, TODAY - 30, TODAY - 20, TODAY - 20, BUURTTEAM,
                    case_id, QUIET, BUURTTEAM, TODAY - 10, TODAY - 2);
  risk = open_page (fixture->db, case_id);
  g_assert_nonnull (strstr (risk->view->notice, "Vught"));
  g_assert_nonnull (strstr (risk->view->notice, "Oss"));
  g_assert_nonnull (strstr (risk->view->notice, "wees af"));
  g_assert_nonnull (strstr (get_wait (risk, 0)->detail, "doorverwezen door Buurtteam West"));
  g_assert_nonnull (strstr (get_wait (risk, 0)->detail, "laatst herinnerd"));
  g_assert_nonnull (strstr (get_wait (risk, 1)->detail, "staat elders ingeschreven"));
  g_assert_nonnull (strstr (get_wait (risk, 1)->detail, "verwijst naar Buurtteam West"));

  case_fixture_run (fixture, "UPDATE referral SET status = 3, answered_on = %d WHERE id = 2",
                    TODAY);
  taken = open_page (fixture->db, case_id);
  g_assert_null (taken->view->notice);
}

/* Only what is new since a day, the day itself with it; what is asked for more of goes no further.
 */
static void
test_since (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10; i++)
    case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY - i, KL_VISIBILITY_TEAM,
                            "Iets.");

  for (int days = 0; days < 10; days += 3)
    {
      KlCaseRequest *request = kl_case_request_new (case_id, 0, TODAY - days, 0);
      g_autoptr (KlCaseSnapshot) snapshot =
        kl_case_snapshot_load (fixture->db, request, TODAY, &error);

      g_assert_no_error (error);
      g_assert_true (snapshot->at_end);
      g_assert_cmpuint (snapshot->entries->len, >=, (guint) days + 1);
      for (guint i = 0; i < snapshot->entries->len; i++)
        g_assert_cmpint (((KlEntry *) g_ptr_array_index (snapshot->entries, i))->happened_on, >=,
                         TODAY - days);
      kl_case_request_free (request);
    }
}

/* The year of another one stands below the day, so that days are as wide. */
static void
test_year (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autoptr (Page) page = NULL;
  const KlTimelineRow *now, *then;

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, "Nu.");
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, kl_date_new (2024, 9, 30),
                          KL_VISIBILITY_TEAM, "Toen.");
  page = open_page (fixture->db, case_id);
  now = find_row (page, "Nu.");
  then = find_row (page, "Toen.");
  g_assert_cmpstr (now->day, ==, "20 nov");
  g_assert_null (now->year);
  g_assert_cmpstr (then->day, ==, "30 sep");
  g_assert_cmpstr (then->year, ==, "2024");
  g_assert_cmpstr (then->weekday, ==, "ma");
}

static void
take_step (VaultFixture *fixture, gint64 case_id, int step, KlDate day, KlVisibility visibility)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->case_id = case_id;
  entry->kind = KL_ENTRY_MELDCODE;
  entry->meldcode_step = step;
  entry->happened_on = day;
  entry->visibility = visibility;
  entry->text = g_strdup ("Genomen.");
  kl_entries_add (fixture->db, entry, TODAY, &error);
  g_assert_no_error (error);
}

static void
assert_last_step (VaultFixture *fixture, gint64 case_id, int step)
{
  KlCaseRequest *request = kl_case_request_new (case_id, 1u << KL_ENTRY_NOTE, TODAY, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseSnapshot) snapshot = kl_case_snapshot_load (fixture->db, request, TODAY, &error);

  g_assert_no_error (error);
  g_assert_cmpint (snapshot->meldcode_step, ==, step);
  kl_case_request_free (request);
}

/* Whatever the timeline is narrowed to. What somebody may not see is not given away. */
static void
test_last_meldcode_step (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  gint64 other_id = case_fixture_add_case (fixture, NOOR, "Stil in de klas");

  assert_last_step (fixture, case_id, 0);
  take_step (fixture, case_id, 1, TODAY - 5, KL_VISIBILITY_TEAM);
  assert_last_step (fixture, case_id, 1);
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, "Iets.");
  take_step (fixture, case_id, 3, TODAY - 2, KL_VISIBILITY_TEAM);
  take_step (fixture, case_id, 2, TODAY - 3, KL_VISIBILITY_TEAM);
  assert_last_step (fixture, case_id, 3);
  take_step (fixture, case_id, 4, TODAY - 2, KL_VISIBILITY_PRIVATE);
  assert_last_step (fixture, case_id, 4);
  assert_last_step (fixture, other_id, 0);

  case_fixture_act_as (fixture, MARLEEN);
  assert_last_step (fixture, case_id, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();

  vault_test_add ("/case-view/casebook", test_casebook);
  case_test_add ("/case-view/page", test_page);
  case_test_add ("/case-view/corrected", test_corrected);
  case_test_add ("/case-view/referrals", test_referrals);
  case_test_add ("/case-view/since", test_since);
  case_test_add ("/case-view/year", test_year);
  case_test_add ("/case-view/last-meldcode-step", test_last_meldcode_step);
  g_test_add_func ("/case-view/draft", test_draft);
  g_test_add_func ("/case-view/meldcode-draft", test_meldcode_draft);

  return g_test_run ();
}
