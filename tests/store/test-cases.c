/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-actions.h"
#include "store/kl-consents.h"
#include "store/kl-ids.h"
#include "store/kl-partner-parts.h"
#include "store/kl-referrals.h"
#include "store/kl-trust.h"

/* Catching a question */

static void
test_capture (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (JELLE, "Niet op school. Wie gaat?");
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;
  const KlEntry *entry;
  const KlAction *action;
  const KlTrustLink *link;

  question->asker = kl_person_new (KL_PERSON_PROFESSIONAL, ANKE, NULL, NULL);
  question->next_step = g_strdup ("Toegang en Regie bellen");
  question->next_due = TODAY + 1;
  g_ptr_array_add (question->topics, g_strdup ("boosheid"));
  g_ptr_array_add (question->topics, g_strdup ("veiligheid thuis"));
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ids.case_id, ==, kl_ids_case_at (WILGENROOS, 1));
  g_assert_cmpint (ids.entry_id, ==, kl_ids_entry_at (ids.case_id, 1));

  file = kl_cases_load_file (fixture->db, ids.case_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (file->row->title, ==, "Niet op school");
  g_assert_cmpstr (file->row->about, ==, "Jelle van den Berg");
  g_assert_cmpstr (file->row->about_group, ==, "groep 7");
  g_assert_cmpstr (file->row->about_short, ==, "Jelle, groep 7");
  g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_ACTIVE);
  g_assert_cmpint (file->row->owner->id, ==, SAMIRA);
  g_assert_cmpint (file->row->trusted->id, ==, SAMIRA);
  g_assert_cmpstr (file->row->owner->name, ==, "Samira Bouali");
  g_assert_cmpuint (file->topics->len, ==, 2);
  g_assert_cmpint (file->asked_by, ==, KL_ASKED_BY_TEACHER);

  g_assert_cmpuint (file->entries->len, ==, 1);
  entry = g_ptr_array_index (file->entries, 0);
  g_assert_cmpstr (entry->text, ==, "Niet op school. Wie gaat?");
  g_assert_cmpint (entry->kind, ==, KL_ENTRY_SIGNAL);
  g_assert_cmpint (entry->author->id, ==, SAMIRA);
  g_assert_cmpuint (entry->people->len, ==, 1);

  g_assert_cmpuint (file->actions->len, ==, 1);
  action = g_ptr_array_index (file->actions, 0);
  g_assert_cmpstr (action->text, ==, "Toegang en Regie bellen");
  g_assert_cmpint (action->owner->id, ==, SAMIRA);
  g_assert_cmpint (action->due, ==, TODAY + 1);

  g_assert_cmpuint (file->trust->len, ==, 2);
  link = g_ptr_array_index (file->trust, 0);
  g_assert_cmpint (link->person->id, ==, ANKE);
  link = g_ptr_array_index (file->trust, 1);
  g_assert_cmpint (link->person->id, ==, SAMIRA);
  g_assert_cmpint (link->introduced_by->id, ==, ANKE);

  g_assert_cmpuint (file->siblings->len, ==, 1);
  g_assert_cmpstr (((KlPupil *) g_ptr_array_index (file->siblings, 0))->name, ==,
                   "Fenna van den Berg");
  g_assert_cmpstr (((KlPupil *) g_ptr_array_index (file->siblings, 0))->school_name, ==,
                   "KC De Weerlicht");
  g_assert_cmpuint (file->guardians->len, ==, 1);
}

static void
test_advice_only (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Mag Noor alleen naar huis?");
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;

  question->asked_by = KL_ASKED_BY_PARENT;
  question->help = KL_HELP_INFORMATION_ADVICE;
  question->next_step = g_strdup ("iets");
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_cmpint (ids.action_id, ==, 0);

  file = kl_cases_load_file (fixture->db, ids.case_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_CLOSED);
  g_assert_cmpint (file->row->closed_on, ==, TODAY);
  g_assert_cmpint (file->row->contact_days, ==, -1);
  g_assert_cmpint (file->help, ==, KL_HELP_INFORMATION_ADVICE);
}

/* Who asks for a partner is the first face, introduces whoever catches it, and was spoken to. */
static void
test_asked_by_partner (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Al drie dagen niet gezien.");
  const KlPartnerContact rianne = { .partner_id = BUURTTEAM, .name = "Rianne de Kort" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseFile) file = NULL;
  const KlTrustLink *first, *last;
  const KlEntry *entry;
  KlNewCaseIds ids;

  question->asked_by = KL_ASKED_BY_PARTNER;
  question->route = KL_ROUTE_DIRECT;
  question->kind = KL_ENTRY_PHONE_CALL;
  question->asker = kl_person_new (KL_PERSON_OTHER, 0, rianne.name, NULL);
  question->asker_partner = kl_person_new (KL_PERSON_PARTNER, BUURTTEAM, NULL, NULL);
  question->asker_contact_id = kl_partner_contacts_add (fixture->db, &rianne, &error);
  g_assert_no_error (error);
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);

  file = kl_cases_load_file (fixture->db, ids.case_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (file->trust->len, ==, 2);
  first = g_ptr_array_index (file->trust, 0);
  last = g_ptr_array_index (file->trust, 1);
  g_assert_cmpstr (first->person->name, ==, "Rianne de Kort");
  g_assert_cmpint (first->partner->id, ==, BUURTTEAM);
  g_assert_cmpstr (last->introduced_by->name, ==, "Rianne de Kort");
  entry = g_ptr_array_index (file->entries, 0);
  g_assert_cmpint (entry->partner->id, ==, BUURTTEAM);
  g_assert_cmpstr (((const KlPerson *) g_ptr_array_index (entry->people, 0))->name, ==,
                   "Rianne de Kort");
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM partner_talk WHERE contact_id"
                                              " IS NOT NULL AND kind = 0"),
                   ==, 1);
}

/* Of a partner nobody need be known yet, and then nobody there introduced anybody. */
static void
test_sent_by_partner (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Moeder is gestuurd.");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) chain = NULL;
  const KlTrustLink *second, *third;
  KlNewCaseIds ids;

  question->route = KL_ROUTE_VIA_PARTNER;
  question->via_partner = kl_person_new (KL_PERSON_PARTNER, QUIET, NULL, NULL);
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);

  chain = kl_trust_list (fixture->db, ids.case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chain->len, ==, 3);
  second = g_ptr_array_index (chain, 1);
  third = g_ptr_array_index (chain, 2);
  g_assert_null (second->person);
  g_assert_cmpint (second->partner->id, ==, QUIET);
  g_assert_null (third->introduced_by);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM partner_talk WHERE day = (SELECT"
                                     " max (happened_on) FROM entry)"),
                   ==, 0);
}

/* A school, or the whole question, falls away together. */
static void
test_capture_refused (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Iets");
  g_autoptr (KlNewCase) empty = kl_new_case_new (WILGENROOS);
  g_autoptr (GError) error = NULL;
  gint64 nobody = 4711;

  g_assert_false (kl_cases_add (fixture->db, empty, TODAY, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);

  question->happened_on = TODAY + 1;
  g_assert_false (kl_cases_add (fixture->db, question, TODAY, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);

  question->happened_on = TODAY;
  g_array_append_val (question->pupil_ids, nobody);
  g_assert_false (kl_cases_add (fixture->db, question, TODAY, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);

  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM care_case"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM trust_link"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM audit_record"), ==, 0);
}

static void
test_subjects (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    KlSubject subject;
    gint64 pupil_id;
    gint64 group_id;
    const char *unlisted;
    const char *about;
    const char *brief;
  } rows[] = {
    { KL_SUBJECT_FAMILY, ILIAS, 0, NULL, "gezin El Amrani", "Gezin E., groep 4" },
    { KL_SUBJECT_GROUP, 0, GROUP_7, NULL, "groep 7", "Groep 7" },
    { KL_SUBJECT_COMMUNITY, 0, 0, NULL, "de school", "De school" },
    { KL_SUBJECT_PUPIL, 0, 0, "Zoë van 't Hof", "Zoë van 't Hof", "Zoë" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlNewCase) question = case_fixture_new_question (rows[i].pupil_id, "Een vraag");
      g_autoptr (KlCaseFile) file = NULL;
      g_autoptr (GError) error = NULL;
      KlNewCaseIds ids;

      question->subject = rows[i].subject;
      question->group_id = rows[i].group_id;
      if (rows[i].unlisted != NULL)
        g_ptr_array_add (question->unlisted_names, g_strdup (rows[i].unlisted));
      g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
      g_assert_no_error (error);
      file = kl_cases_load_file (fixture->db, ids.case_id, TODAY, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (file->row->about, ==, rows[i].about);
      g_assert_cmpstr (file->row->about_short, ==, rows[i].brief);
    }

  g_assert_cmpint (case_fixture_ask (fixture, "SELECT listed FROM pupil WHERE given = 'Zoë'"), ==,
                   0);
}

/* In what way it came and who was there, when that is said. */
static void
test_first_entry (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlNewCase) question = case_fixture_new_question (NOOR, "Wil niet naar school");
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;

  question->kind = KL_ENTRY_SIGNAL;
  question->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
  g_ptr_array_add (question->people, kl_person_new (KL_PERSON_PUPIL, NOOR, NULL, NULL));
  g_ptr_array_add (question->people, kl_person_new (KL_PERSON_OTHER, 0, "De buurvrouw", NULL));
  g_ptr_array_add (question->people, kl_person_new (KL_PERSON_PARTNER, QUIET, NULL, NULL));
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT kind FROM entry"), ==, KL_ENTRY_SIGNAL);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry_person"), ==, 2);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT partner_id FROM entry"), ==, QUIET);

  /* Nobody is somebody else than who asked. */
  g_ptr_array_set_size (question->people, 0);
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, &error));
  g_assert_no_error (error);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry_person"), ==, 2);
}

/* Lists */

static GPtrArray *
list (VaultFixture *fixture, const KlCaseFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = kl_cases_list (fixture->db, filter, TODAY, &error);

  g_assert_no_error (error);
  return rows;
}

static void
test_paging (VaultFixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 23; i++)
    {
      g_autofree char *text = g_strdup_printf ("Vraag %02d", (i * 7) % 23);
      gint64 id = case_fixture_add_case (fixture, JELLE, text);

      /* Days that repeat, so that the id has to tell rows apart. */
      case_fixture_add_entry (fixture, id, KL_ENTRY_CONVERSATION, TODAY - i % 5, KL_VISIBILITY_TEAM,
                              "Gesproken");
      case_fixture_run (fixture, "UPDATE care_case SET opened_on = %d WHERE id = %" G_GINT64_FORMAT,
                        TODAY - 30 - i % 4, id);
    }

  for (int sort = KL_CASE_SORT_CONTACT; sort <= KL_CASE_SORT_TITLE; sort++)
    for (int school = 0; school <= WILGENROOS; school++)
      {
        KlCaseFilter filter = KL_CASE_FILTER_INIT;
        g_autoptr (GPtrArray) whole = NULL;
        g_autoptr (GPtrArray) page = NULL;
        guint n = 0;

        filter.school_id = school;
        filter.sort = sort;
        whole = list (fixture, &filter);
        g_assert_cmpuint (whole->len, ==, 23);

        filter.limit = 4;
        do
          {
            g_autoptr (GPtrArray) next = list (fixture, &filter);

            for (guint i = 0; i < next->len; i++, n++)
              g_assert_cmpint (((KlCaseRow *) g_ptr_array_index (next, i))->id, ==,
                               ((KlCaseRow *) g_ptr_array_index (whole, n))->id);
            g_clear_pointer (&page, g_ptr_array_unref);
            page = g_steal_pointer (&next);
            filter.after = page->len > 0 ? g_ptr_array_index (page, page->len - 1) : NULL;
          }
        while (page->len == 4);
        g_assert_cmpuint (n, ==, 23);
      }
}

static void
test_filters (VaultFixture *fixture, gconstpointer data)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ilias = case_fixture_add_case (fixture, ILIAS, "Niet mee met zwemles");
  const struct
  {
    KlCaseFilter filter;
    guint n;
    gint64 first;
  } rows[] = {
    { { .school_id = 1, .theme = -1 }, 2, 0 },
    { { .school_id = 2, .theme = -1 }, 0, 0 },
    { { .school_id = 1, .theme = KL_THEME_GROWING_UP }, 1, ilias },
    { { .school_id = 1, .theme = KL_THEME_ATTENDANCE }, 1, jelle },
    { { .school_id = 1, .theme = -1, .owner_id = KARIN }, 1, jelle },
    { { .school_id = 1, .theme = -1, .group_id = GROUP_4 }, 1, ilias },
    { { .school_id = 1, .theme = -1, .group_id = GROUP_7 }, 1, jelle },
    { { .school_id = 1, .theme = -1, .state = KL_CASE_STATE_CLOSED }, 0, 0 },
    { { .theme = -1, .text = "drift" }, 1, jelle },
    { { .theme = -1, .text = "BERG jel" }, 1, jelle },
    { { .theme = -1, .text = "élam" }, 0, 0 },
    { { .theme = -1, .text = "El Ámr" }, 1, ilias },
    { { .theme = -1, .text = "\"*' OR" }, 0, 0 },
    { { .theme = -1, .text = " - " }, 2, 0 },
  };

  case_fixture_run (fixture,
                    "UPDATE care_case SET owner_id = 4, theme = 1 WHERE id = %" G_GINT64_FORMAT,
                    jelle);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = list (fixture, &rows[i].filter);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (found->len, ==, rows[i].n);
      if (rows[i].first != 0)
        g_assert_cmpint (((KlCaseRow *) g_ptr_array_index (found, 0))->id, ==, rows[i].first);
      g_assert_cmpint (kl_cases_count (fixture->db, &rows[i].filter, 10, &error), ==, rows[i].n);
      g_assert_no_error (error);
      /* One is as far as is counted: more than that is one more, however many. */
      g_assert_cmpint (kl_cases_count (fixture->db, &rows[i].filter, 1, &error), ==,
                       MIN (rows[i].n, 2));
      g_assert_no_error (error);
    }
}

/* Over all schools a reader has those where he or she works. */
static void
test_own_schools (VaultFixture *fixture, gconstpointer data)
{
  const KlCaseFilter all = KL_CASE_FILTER_INIT;
  g_autoptr (GPtrArray) of_samira = NULL;
  g_autoptr (GPtrArray) of_tineke = NULL;
  g_autoptr (GPtrArray) of_nobody = NULL;

  case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  of_samira = list (fixture, &all);
  case_fixture_act_as (fixture, TINEKE);
  of_tineke = list (fixture, &all);
  case_fixture_act_as (fixture, 0);
  of_nobody = list (fixture, &all);

  g_assert_cmpuint (of_samira->len, ==, 1);
  g_assert_cmpuint (of_tineke->len, ==, 0);
  g_assert_cmpuint (of_nobody->len, ==, 1);
}

static void
test_row (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson partner = { .kind = KL_PERSON_PARTNER, .id = QUIET };
  const KlReferral referral = {
    .case_id = id, .partner = &partner, .status = KL_REFERRAL_SENT, .sent_on = TODAY - 43
  };
  const KlAction late = {
    .case_id = id, .text = "Bellen", .due = TODAY - 2, .agreed_on = TODAY - 9
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const KlCaseFilter filter = { .school_id = WILGENROOS, .theme = -1 };
  const KlCaseRow *row;
  gint64 action;

  /* Autumn holiday: 11 to 19 October of 2025 in the south. */
  case_fixture_run (fixture,
                    "INSERT INTO holiday (school_id, school_year, name, first_day, last_day)"
                    " VALUES (1, 2025, 'herfstvakantie', %d, %d)",
                    kl_date_new (2025, 10, 11), kl_date_new (2025, 10, 19));
  case_fixture_add_entry (fixture, id, KL_ENTRY_CONVERSATION, kl_date_new (2025, 10, 10),
                          KL_VISIBILITY_TEAM, "Gesproken");
  case_fixture_run (fixture,
                    "UPDATE care_case SET opened_on = %d, status = 2 WHERE id = %" G_GINT64_FORMAT,
                    kl_date_new (2025, 9, 1), id);
  g_assert_cmpint (kl_referrals_record (fixture->db, &referral, &error), >, 0);

  before = list (fixture, &filter);
  row = g_ptr_array_index (before, 0);
  g_assert_cmpint (row->contact_days, ==, TODAY - kl_date_new (2025, 10, 10) - 9);
  g_assert_cmpint (row->last_contact_kind, ==, KL_ENTRY_CONVERSATION);
  g_assert_cmpint (row->contact_norm, ==, 7);
  g_assert_cmpstr (row->status_note, ==, "Quiet, 43 dagen");
  g_assert_cmpuint (row->marks->len, ==, 2);
  g_assert_cmpint (g_array_index (row->marks, KlStripMark, 0).kind, ==, KL_ENTRY_CONVERSATION);

  action = kl_actions_add (fixture->db, &late, &error);
  g_assert_no_error (error);
  after = list (fixture, &filter);
  row = g_ptr_array_index (after, 0);
  g_assert_cmpint (row->n_open_actions, ==, 1);
  g_assert_cmpint (row->n_late_actions, ==, 1);
  g_assert_cmpstr (row->status_note, ==, "actie te laat");

  g_assert_true (kl_actions_set_done (fixture->db, action, TODAY, &error));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT done_by FROM action"), ==, SAMIRA);
  g_assert_true (kl_actions_set_done (fixture->db, action, KL_DATE_NONE, &error));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT done_by IS NULL FROM action"), ==, 1);
}

/* Changing */

static void
test_closing (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlClosing closing = { .help = KL_HELP_ACTUAL_SUPPORT };
  g_autoptr (KlCaseFile) closed = NULL;
  g_autoptr (KlCaseFile) open = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (
    kl_cases_close (fixture->db, id, &closing, KL_SATISFIED_YES, NULL, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    kl_cases_set_status (fixture->db, id, KL_CASE_STATUS_CLOSED, KL_DATE_NONE, &error));
  g_clear_error (&error);

  closing.help_known = TRUE;
  closing.led_to_help = KL_ANSWER_YES;
  closing.passed_on = KL_ANSWER_NO;
  closing.contact_continues = KL_ANSWER_NO;
  g_assert_true (
    kl_cases_close (fixture->db, id, &closing, KL_SATISFIED_YES, "Klaar.", TODAY, &error));
  g_assert_no_error (error);
  closed = kl_cases_load_file (fixture->db, id, TODAY, &error);
  g_assert_cmpint (closed->row->status, ==, KL_CASE_STATUS_CLOSED);
  g_assert_cmpint (closed->satisfied, ==, KL_SATISFIED_YES);
  g_assert_true (closed->led_to_help);
  g_assert_cmpint (((KlEntry *) g_ptr_array_index (closed->entries, 0))->kind, ==,
                   KL_ENTRY_CLOSING);

  g_assert_false (kl_cases_set_owner (fixture->db, 12345, KARIN, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (kl_cases_reopen (fixture->db, id, "Weer een bui", TODAY, &error));
  g_assert_no_error (error);
  g_assert_false (kl_cases_reopen (fixture->db, id, NULL, TODAY, &error));
  g_clear_error (&error);
  open = kl_cases_load_file (fixture->db, id, TODAY, &error);
  g_assert_cmpint (open->row->status, ==, KL_CASE_STATUS_ACTIVE);
  g_assert_cmpint (open->row->closed_on, ==, KL_DATE_NONE);
  g_assert_cmpint (open->help, ==, KL_HELP_ACTUAL_SUPPORT);
  g_assert_cmpuint (open->entries->len, ==, 3);
}

static void
test_setters (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  const KlCasePupil *member;

  g_assert_true (kl_cases_set_owner (fixture->db, id, KARIN, &error));
  g_assert_true (kl_cases_set_trusted (fixture->db, id, ANKE, &error));
  g_assert_true (kl_cases_set_support_level (fixture->db, id, 3, &error));
  g_assert_true (kl_cases_set_title (fixture->db, id, "  Boos thuis ", &error));
  g_assert_true (
    kl_cases_set_status (fixture->db, id, KL_CASE_STATUS_MONITORING, TODAY + 11, &error));
  g_assert_true (kl_cases_add_pupil (fixture->db, id, NOOR, KL_CASE_ROLE_WITNESS, &error));
  g_assert_true (kl_cases_add_pupil (fixture->db, id, ILIAS, KL_CASE_ROLE_ABOUT, &error));
  g_assert_true (kl_cases_remove_pupil (fixture->db, id, ILIAS, &error));
  g_assert_no_error (error);

  g_assert_false (kl_cases_set_support_level (fixture->db, id, 6, &error));
  g_clear_error (&error);
  g_assert_false (kl_cases_set_title (fixture->db, id, "  ", &error));
  g_clear_error (&error);
  g_assert_false (kl_cases_set_owner (fixture->db, id, 999, &error));
  g_clear_error (&error);

  file = kl_cases_load_file (fixture->db, id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->row->owner->id, ==, KARIN);
  g_assert_cmpint (file->row->trusted->id, ==, ANKE);
  g_assert_cmpint (file->row->support_level, ==, 3);
  g_assert_cmpstr (file->row->title, ==, "Boos thuis");
  g_assert_cmpstr (file->row->status_note, ==, "tot 1 dec");
  g_assert_cmpuint (file->pupils->len, ==, 2);
  member = g_ptr_array_index (file->pupils, 1);
  g_assert_cmpint (member->pupil->id, ==, NOOR);
  g_assert_cmpint (member->role, ==, KL_CASE_ROLE_WITNESS);
}

static void
test_hand_over (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson partner = { .kind = KL_PERSON_PARTNER, .id = TOEGANG };
  const KlTrustLink faceless = { .partner = &partner, .reachable = TRUE };
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GError) error = NULL;
  const KlTrustLink *link;

  g_assert_cmpint (kl_trust_hand_over (fixture->db, id, KARIN, TODAY, TRUE, FALSE, &error), >, 0);
  g_assert_cmpint (kl_trust_append (fixture->db, id, &faceless, &error), >, 0);
  g_assert_no_error (error);

  chain = kl_trust_list (fixture->db, id, &error);
  g_assert_cmpuint (chain->len, ==, 4);
  link = g_ptr_array_index (chain, 2);
  g_assert_cmpint (link->person->id, ==, KARIN);
  g_assert_cmpint (link->introduced_by->id, ==, SAMIRA);
  g_assert_cmpint (link->since, ==, TODAY);
  link = g_ptr_array_index (chain, 3);
  g_assert_null (link->person);
  g_assert_cmpstr (link->partner->name, ==, "Team Toegang en Regie");
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT trusted_id FROM care_case"), ==, KARIN);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT owner_id FROM care_case"), ==, SAMIRA);
}

/* A chain is broken where somebody left, and where nobody spoke with the family for long. */
static void
test_broken_chain (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson samira = { .kind = KL_PERSON_PROFESSIONAL, .id = SAMIRA };
  KlCaseRow row = { .trusted = &samira, .contact_days = KL_TRUST_QUIET_DAYS - 1 };
  g_autoptr (GPtrArray) chain = NULL, after = NULL;
  g_autoptr (GError) error = NULL;
  const KlTrustLink *link;

  g_assert_cmpint (kl_trust_hand_over (fixture->db, id, SAMIRA, TODAY, TRUE, FALSE, &error), >, 0);
  chain = kl_trust_list (fixture->db, id, &error);
  g_assert_no_error (error);
  link = g_ptr_array_index (chain, chain->len - 1);
  g_assert_cmpint (kl_trust_link_get_break (link, &row), ==, KL_TRUST_WHOLE);
  row.contact_days++;
  g_assert_cmpint (kl_trust_link_get_break (link, &row), ==, KL_TRUST_QUIET);
  row.status = KL_CASE_STATUS_CLOSED;
  g_assert_cmpint (kl_trust_link_get_break (link, &row), ==, KL_TRUST_WHOLE);

  case_fixture_run (fixture,
                    "UPDATE membership SET last_day = %d WHERE professional_id = %d"
                    " AND school_id = %d",
                    TODAY - 1, SAMIRA, WILGENROOS);
  after = kl_trust_list (fixture->db, id, &error);
  link = g_ptr_array_index (after, after->len - 1);
  g_assert_cmpint (kl_trust_link_get_break (link, &row), ==, KL_TRUST_LEFT);
}

static void
test_consents_and_referrals (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson mother = { .kind = KL_PERSON_GUARDIAN, .id = MIRANDA };
  KlPerson partner = { .kind = KL_PERSON_PARTNER, .id = TOEGANG };
  KlConsent consent = { .case_id = id,
                        .giver = &mother,
                        .receiver = &partner,
                        .how = (char *) "mondeling",
                        .from = TODAY - 17,
                        .until = TODAY + 25 };
  KlReferral referral = { .case_id = id,
                          .partner = &partner,
                          .purpose = KL_REFERRAL_AANJAGEN,
                          .status = KL_REFERRAL_SENT,
                          .sent_on = TODAY - 16,
                          .expected_on = TODAY - 2,
                          .bridging = (char *) "Elke week een gesprekje" };
  g_autoptr (GPtrArray) consents = NULL;
  g_autoptr (GPtrArray) referrals = NULL;
  g_autoptr (GError) error = NULL;
  const KlReferral *sent;
  const KlConsent *given;
  gint64 consent_id = kl_consents_add (fixture->db, &consent, &error);
  gint64 referral_id = kl_referrals_record (fixture->db, &referral, &error);

  g_assert_no_error (error);
  consent.until = TODAY - 18;
  g_assert_cmpint (kl_consents_add (fixture->db, &consent, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  referral.answered_on = TODAY - 17;
  g_assert_cmpint (kl_referrals_record (fixture->db, &referral, &error), ==, 0);
  g_clear_error (&error);

  g_assert_true (kl_consents_withdraw (fixture->db, consent_id, TODAY, NULL, TODAY, &error));
  g_assert_true (
    kl_referrals_step (fixture->db, referral_id,
                       &(KlReferralStep) { .kind = KL_REFERRAL_EVENT_ACCEPTED, .day = TODAY },
                       TODAY, &error));
  g_assert_true (
    kl_referrals_step (fixture->db, referral_id,
                       &(KlReferralStep) { .kind = KL_REFERRAL_EVENT_FINISHED, .day = TODAY },
                       TODAY, &error));
  g_assert_false (
    kl_referrals_step (fixture->db, 99,
                       &(KlReferralStep) { .kind = KL_REFERRAL_EVENT_FINISHED, .day = TODAY },
                       TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  consents = kl_consents_list (fixture->db, id, &error);
  g_assert_cmpuint (consents->len, ==, 1);
  given = g_ptr_array_index (consents, 0);
  g_assert_cmpint (given->status, ==, KL_CONSENT_WITHDRAWN);
  g_assert_cmpint (given->until, ==, TODAY + 25);
  g_assert_cmpint (given->withdrawn_on, ==, TODAY);
  g_assert_cmpstr (given->giver->name, ==, "Miranda Smits");
  referrals = kl_referrals_list (fixture->db, id, &error);
  g_assert_cmpuint (referrals->len, ==, 1);
  sent = g_ptr_array_index (referrals, 0);
  g_assert_cmpint (sent->status, ==, KL_REFERRAL_FINISHED);
  g_assert_cmpint (sent->answered_on, ==, TODAY);
  g_assert_cmpint (sent->ended_on, ==, TODAY);
  /* The one answer took sixteen days; what was told as usual does not count any more. */
  g_assert_cmpint (sent->median_days, ==, 16);
  g_assert_cmpint (sent->sender->id, ==, SAMIRA);
}

/* Who may see what */

static void
test_visibility (VaultFixture *fixture, gconstpointer data)
{
  /* Karin wrote; Samira owns the case; Ruud is the director; Marleen is of the team, Tineke of the
   * other school. In the columns what each sees of team, owner and director, private. */
  static const struct
  {
    gint64 reader;
    gboolean sees[3];
  } rows[] = {
    { KARIN, { TRUE, TRUE, TRUE } },     { SAMIRA, { TRUE, TRUE, FALSE } },
    { RUUD, { FALSE, TRUE, FALSE } },    { MARLEEN, { TRUE, FALSE, FALSE } },
    { TINEKE, { FALSE, FALSE, FALSE } }, { 0, { TRUE, TRUE, FALSE } },
  };
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 entries[3];

  case_fixture_act_as (fixture, KARIN);
  for (int visibility = 0; visibility < 3; visibility++)
    entries[visibility] = case_fixture_add_entry (fixture, id, KL_ENTRY_NOTE, TODAY,
                                                  (KlVisibility) visibility, "Geheim woord");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlCaseFile) file = NULL;
      g_autoptr (GError) error = NULL;
      gboolean first_seen = rows[i].sees[0];
      int n_seen = rows[i].sees[0] + rows[i].sees[1] + rows[i].sees[2] + first_seen;

      case_fixture_act_as (fixture, rows[i].reader);
      file = kl_cases_load_file (fixture->db, id, TODAY, &error);
      g_assert_no_error (error);
      g_assert_cmpint (file->n_entries, ==, n_seen);
      g_assert_cmpint (file->n_hidden, ==, 4 - n_seen);
      g_assert_cmpuint (file->entries->len, ==, n_seen);
      g_assert_cmpint (file->restricted, ==, !rows[i].sees[0]);
      g_assert_cmpint (file->trust->len == 0, ==, file->restricted);

      for (int visibility = 0; visibility < 3; visibility++)
        {
          g_autoptr (KlEntry) entry = kl_entries_get (fixture->db, entries[visibility], &error);

          g_assert_cmpint (entry != NULL, ==, rows[i].sees[visibility]);
          g_clear_error (&error);
        }
    }
}

/* Marks of what may not be read stay out of the strip too. */
static void
test_visible_marks (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 reader;
    guint n;
  } rows[] = { { KARIN, 4 }, { SAMIRA, 3 }, { RUUD, 3 }, { MARLEEN, 2 } };
  const KlCaseFilter filter = { .school_id = WILGENROOS, .theme = -1 };
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");

  case_fixture_act_as (fixture, KARIN);
  for (int visibility = 0; visibility < 3; visibility++)
    case_fixture_add_entry (fixture, id, KL_ENTRY_NOTE, TODAY, (KlVisibility) visibility, "Woord");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (KlCaseFile) file = NULL;
      g_autoptr (GError) error = NULL;

      case_fixture_act_as (fixture, rows[i].reader);
      found = list (fixture, &filter);
      g_assert_cmpuint (((KlCaseRow *) g_ptr_array_index (found, 0))->marks->len, ==, rows[i].n);
      file = kl_cases_load_file (fixture->db, id, TODAY, &error);
      g_assert_cmpuint (file->marks->len, ==, rows[i].n);
    }
}

static void
test_log (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before = case_fixture_ask (fixture, "SELECT count(*) FROM audit_record");

  file = kl_cases_load_file (fixture->db, id, TODAY, &error);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM audit_record"), ==, before + 1);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM audit_record WHERE act = 0"
                                     " AND subject = 7 AND pupil_id = 1 AND school_id = 1"
                                     " AND subject_id = %" G_GINT64_FORMAT,
                                     id),
                   ==, 1);
  /* Every line of the chain of what was written names the child too. */
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM audit_record WHERE pupil_id <> 1"),
                   ==, 0);
}

static void
test_not_there (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_cases_load_file (fixture->db, 4711, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM audit_record"), ==, 0);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/cases/capture", test_capture);
  case_test_add ("/cases/advice-only", test_advice_only);
  case_test_add ("/cases/asked-by-partner", test_asked_by_partner);
  case_test_add ("/cases/sent-by-partner", test_sent_by_partner);
  case_test_add ("/cases/capture-refused", test_capture_refused);
  case_test_add ("/cases/subjects", test_subjects);
  case_test_add ("/cases/first-entry", test_first_entry);
  case_test_add ("/cases/paging", test_paging);
  case_test_add ("/cases/filters", test_filters);
  case_test_add ("/cases/own-schools", test_own_schools);
  case_test_add ("/cases/row", test_row);
  case_test_add ("/cases/closing", test_closing);
  case_test_add ("/cases/setters", test_setters);
  case_test_add ("/cases/hand-over", test_hand_over);
  case_test_add ("/cases/broken-chain", test_broken_chain);
  case_test_add ("/cases/consents-and-referrals", test_consents_and_referrals);
  case_test_add ("/cases/visibility", test_visibility);
  case_test_add ("/cases/visible-marks", test_visible_marks);
  case_test_add ("/cases/log", test_log);
  case_test_add ("/cases/not-there", test_not_there);

  return g_test_run ();
}
