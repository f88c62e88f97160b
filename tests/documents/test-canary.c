/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "documents/kl-case-sheet.h"
#include "documents/kl-document.h"
#include "documents/kl-letter-content.h"
#include "documents/kl-pack-content.h"
#include "documents/kl-pack-print.h"
#include "pdf-reader.h"
#include "store/kl-meetings.h"

/*
 * A word of its own is planted in every field of a case. Each document is made for each reader,
 * and its text, its metadata, its streams and its structure are searched for every word: those
 * that the reader may see are there, and no other is.
 */

#define PIETER 3 /* father of Jelle, who lives elsewhere */

/* The readers, in the order of the letters below. */
enum
{
  TEAM,
  COLLEAGUE,
  OWNER,
  ALL,    /* a partner that may know everything */
  NARROW, /* one that may know what is asked alone */
  MOTHER,
  MOTHER_FILE,
  N_READERS
};

/* + is there, . is not; ? may be. */
typedef struct
{
  const char *word;
  const char *seen;
} Canary;

static const Canary canaries[] = {
  { "Kanarietitel", "++++++?" },
  { "Kanarieteam", "+++...+" },       /* a note for the team */
  { "Kanariegeheim", "......." },     /* a working note */
  { "Kanariedirectie", "..+...+" },   /* for owner and director */
  { "Kanariemoeder", "++++.++" },     /* a talk with the mother */
  { "Kanarievader", "++++..." },      /* a talk with the father */
  { "Kanarievroeger", "??+..++" },    /* a talk with her before the consent */
  { "Kanarieander", "+++...." },      /* about the other child */
  { "Kanariequiet", "+++...+" },      /* with another partner */
  { "Kanariemeldcode", "+++...." },   /* a step of the meldcode */
  { "Kanarieactie", "+++...+" },      /* of the team */
  { "Kanarieafspraak", "+++..++" },   /* agreed with the mother */
  { "Kanarievraag", "...++.+" },      /* asked of the partner */
  { "Kanarieoverbrug", "...+.++" },   /* what school does meanwhile */
  { "Kanarievraagquiet", "......+" }, /* asked of another partner */
  { "Kanariemelding", "......." },    /* a report to Veilig Thuis */
  { "Kanarietoestem", "...++++" },    /* what the mother's consent is for */
  { "Kanariepapa", "???...." },       /* the father's consent, and his name */
  { "Kanariebewijs", "......." },     /* where the proof is */
  { "Amrani", "???...." },            /* the other child */
  { "Kanarieoud", "......+" },        /* what a note said before */
};

static void
add_entry (VaultFixture *fixture,
           gint64 case_id,
           KlEntryKind kind,
           int days,
           KlVisibility visibility,
           const char *word,
           KlPersonKind person_kind,
           gint64 person_id,
           gint64 pupil_id)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->case_id = case_id;
  entry->kind = kind;
  entry->happened_on = TODAY - days;
  entry->visibility = visibility;
  entry->text = g_strdup_printf ("Met Ilias El Amrani erbij: %s.", word);
  entry->meldcode_step = kind == KL_ENTRY_MELDCODE ? 1 : 0;
  if (person_id != 0)
    g_ptr_array_add (entry->people, kl_person_new (person_kind, person_id, NULL, NULL));
  if (pupil_id != 0)
    g_array_append_val (entry->pupil_ids, pupil_id);
  g_assert_cmpint (kl_entries_add (fixture->db, entry, TODAY, &error), >, 0);
  g_assert_no_error (error);
}

static void
add_entries (VaultFixture *fixture, gint64 id)
{
  const KlPersonKind guardian = KL_PERSON_GUARDIAN;
  const KlVisibility team = KL_VISIBILITY_TEAM;

  add_entry (fixture, id, KL_ENTRY_NOTE, 2, team, "Kanarieteam", 0, 0, 0);
  add_entry (fixture, id, KL_ENTRY_NOTE, 2, KL_VISIBILITY_PRIVATE, "Kanariegeheim", 0, 0, 0);
  add_entry (fixture, id, KL_ENTRY_NOTE, 2, KL_VISIBILITY_OWNER_AND_DIRECTOR, "Kanariedirectie", 0,
             0, 0);
  add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanariemoeder", guardian, MIRANDA, 0);
  add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanarievader", guardian, PIETER, 0);
  add_entry (fixture, id, KL_ENTRY_CONVERSATION, 30, team, "Kanarievroeger", guardian, MIRANDA, 0);
  add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanarieander", 0, 0, ILIAS);
  add_entry (fixture, id, KL_ENTRY_CONSULTATION, 3, team, "Kanariequiet", KL_PERSON_PARTNER, QUIET,
             0);
  add_entry (fixture, id, KL_ENTRY_MELDCODE, 3, team, "Kanariemeldcode", 0, 0, 0);
}

/* What the forms would refuse to keep without more is put in the tables as it is. */
static void
add_rest (VaultFixture *fixture, gint64 id)
{
  const int day = TODAY;

  case_fixture_run (fixture,
                    "INSERT INTO action (id, school_id, case_id, body, owner_id, agreed_on) VALUES"
                    " (901, 1, %" G_GINT64_FORMAT ", 'Kanarieactie', 3, %d),"
                    " (902, 1, %" G_GINT64_FORMAT ", 'Kanarieafspraak', 3, %d)",
                    id, day - 3, id, day - 3);
  case_fixture_run (fixture,
                    "UPDATE entry SET action_id = 902 WHERE body LIKE '%%Kanariemoeder%%'");
  case_fixture_run (fixture,
                    "INSERT INTO referral (id, school_id, case_id, partner_id, sender_id, purpose,"
                    " status, sent_on, body, bridging) VALUES"
                    " (901, 1, %" G_GINT64_FORMAT ", 3, 3, 1, 1, %d, 'Kanarievraag bij Ilias',"
                    " 'Kanarieoverbrug'),"
                    " (902, 1, %" G_GINT64_FORMAT ", 4, 3, 1, 1, %d, 'Kanarievraagquiet', NULL),"
                    " (903, 1, %" G_GINT64_FORMAT ", 1, 3, 4, 1, %d, 'Kanariemelding', NULL)",
                    id, day - 5, id, day - 5, id, day - 5);
  case_fixture_run (fixture,
                    "INSERT INTO referral_pupil (referral_id, pupil_id) VALUES (901, 1), (902, 1),"
                    " (903, 1)");
  case_fixture_run (fixture,
                    "INSERT INTO consent (id, school_id, case_id, giver_kind, giver_id,"
                    " receiver_kind, receiver_id, purpose, how, evidence, status, first_day,"
                    " last_day) VALUES"
                    " (901, 1, %" G_GINT64_FORMAT ", 2, 1, 3, 3, 'Kanarietoestem', '',"
                    " 'Kanariebewijs', 0, %d, %d),"
                    " (902, 1, %" G_GINT64_FORMAT ", 2, 3, 3, 3, 'Kanarietoestem', '', '', 0, %d,"
                    " %d)",
                    id, day - 7, day + 30, id, day - 7, day + 30);
}

static gint64
make_case (VaultFixture *fixture)
{
  static const char *const versions[] = { "Kanarieoud", "Kanarienieuw" };
  g_autoptr (GError) error = NULL;
  gint64 id;

  case_fixture_run (fixture, "INSERT INTO guardian (id, family_id, household, name) VALUES"
                             " (3, 1, 2, 'Pieter Kanariepapa')");
  case_fixture_run (fixture, "INSERT INTO pupil_guardian (pupil_id, guardian_id, relation, custody)"
                             " VALUES (1, 3, 1, 1)");
  id = case_fixture_add_case (fixture, JELLE, "Kanarietitel");
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    case_fixture_run (fixture,
                      "UPDATE entry SET body = '%s', version = version + 1 WHERE case_id = "
                      "%" G_GINT64_FORMAT,
                      versions[i], id);
  g_assert_true (kl_cases_add_pupil (fixture->db, id, ILIAS, KL_CASE_ROLE_AFFECTED, &error));
  g_assert_no_error (error);
  add_entries (fixture, id);
  add_rest (fixture, id);
  return id;
}

/* Everything that is in a file, however it is packed. */
static void
append_streams (GBytes *bytes, GString *all)
{
  qpdf_data pdf = qpdf_init ();

  g_assert_cmpint (qpdf_read_memory (pdf, "test", g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), NULL),
                   ==, QPDF_SUCCESS);
  qpdf_init_write_memory (pdf);
  qpdf_set_static_ID (pdf, QPDF_TRUE);
  qpdf_set_qdf_mode (pdf, QPDF_TRUE);
  qpdf_set_stream_data_mode (pdf, qpdf_s_uncompress);
  qpdf_set_object_stream_mode (pdf, qpdf_o_disable);
  g_assert_cmpint (qpdf_write (pdf), ==, QPDF_SUCCESS);
  g_string_append_len (all, (const char *) qpdf_get_buffer (pdf),
                       (gssize) qpdf_get_buffer_length (pdf));
  qpdf_cleanup (&pdf);
}

static GString *
read_all (GBytes *bytes)
{
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);
  g_autofree char *text = pdf_get_text (document);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autofree char *subject = poppler_document_get_subject (document);
  g_autofree char *keywords = poppler_document_get_keywords (document);
  GString *all = g_string_new (text);

  g_assert_null (author);
  g_string_append_printf (all, "%s %s %s ", title != NULL ? title : "",
                          subject != NULL ? subject : "", keywords != NULL ? keywords : "");
  for (guint i = 0; i < elements->len; i++)
    {
      const PdfElement *element = g_ptr_array_index (elements, i);

      g_string_append_printf (all, "%s %s ", element->text,
                              element->alt != NULL ? element->alt : "");
    }
  append_streams (bytes, all);
  /* The title is for shelves and lists of files. */
  g_assert_null (strstr (title, "Jelle"));
  g_assert_null (strstr (title, "Berg"));
  return all;
}

static gboolean
has (const GString *all, const char *word)
{
  return memmem (all->str, all->len, word, strlen (word)) != NULL;
}

static void
check (GBytes *bytes, const char *name, int reader)
{
  g_autoptr (GString) all = read_all (bytes);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);

  pdf_keep (bytes, name);
  pdf_assert_inside_margins (document);
  for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
    {
      const char seen = canaries[i].seen[reader];

      g_assert_cmpuint (strlen (canaries[i].seen), ==, N_READERS);
      if (seen != '?' && has (all, canaries[i].word) != (seen == '+'))
        g_error ("%s: %s %s", name, canaries[i].word, seen == '+' ? "is missing" : "came out");
    }
}

static GBytes *
render_sheet (KlSheet *sheet)
{
  g_autoptr (KlSheet) owned = sheet;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_sheet_render (owned, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
check_case (VaultFixture *fixture, gint64 id, const char *audience_text, int reader)
{
  KlAudience audience;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_audience_parse (audience_text, &audience));
  if (kl_audience_is_team (audience.kind))
    {
      g_autoptr (KlCaseSummary) summary = NULL;
      g_autoptr (KlPackContent) content =
        kl_pack_content_load_case (fixture->db, id, &audience, TODAY, &summary, &error);

      g_assert_no_error (error);
      bytes = kl_pack_render_case (content, summary, NULL, NULL, &error);
    }
  else
    bytes = render_sheet (kl_case_sheet_load (fixture->db, id, &audience, TODAY, &error));
  g_assert_no_error (error);
  check (bytes, audience_text, reader);
}

static void
test_cases (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = make_case (fixture);

  check_case (fixture, id, "team", TEAM);
  check_case (fixture, id, "participant:4", COLLEAGUE);
  check_case (fixture, id, "participant:3", OWNER);
  check_case (fixture, id, "partner:3", ALL);
  check_case (fixture, id, "parents:1", MOTHER);

  case_fixture_run (fixture, "UPDATE consent SET categories = %d",
                    KL_DATA_QUESTION | KL_DATA_CONTACT);
  check_case (fixture, id, "partner:3", NARROW);
}

/* The file has all but working notes, others and what is for the safety of the child. */
static void
test_file (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = make_case (fixture);
  const KlAudience mother = { KL_AUDIENCE_PARENTS, MIRANDA };
  const KlAudience child = { KL_AUDIENCE_CHILD, JELLE };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  bytes = render_sheet (kl_file_sheet_load (fixture->db, id, &mother, TODAY, &error));
  check (bytes, "file", MOTHER_FILE);

  sheet = kl_file_sheet_load (fixture->db, id, &child, TODAY, &error);
  g_assert_null (sheet);
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
}

static void
assert_refused (VaultFixture *fixture, gint64 id, const char *audience_text)
{
  KlAudience audience;
  g_autoptr (KlSheet) sheet = NULL;
  g_autoptr (KlLetter) letter = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_audience_parse (audience_text, &audience));
  sheet = kl_case_sheet_load (fixture->db, id, &audience, TODAY, &error);
  g_assert_null (sheet);
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  if (audience.kind != KL_AUDIENCE_PARTNER || audience.id != TOEGANG)
    return;

  g_clear_error (&error);
  letter = kl_letter_load (fixture->db, 901, TODAY, &error);
  g_assert_null (letter);
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
}

/* Without a consent that holds there is no paper at all. */
static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = make_case (fixture);
  static const char *const changes[] = {
    "UPDATE consent SET status = 1 WHERE id = 901",
    "UPDATE consent SET status = 2, withdrawn_on = first_day + 1 WHERE id = 901",
    "UPDATE consent SET status = 0, withdrawn_on = 0, last_day = first_day + 2 WHERE id = 901",
    "DELETE FROM consent WHERE id = 901",
  };

  assert_refused (fixture, id, "partner:4");
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      case_fixture_run (fixture, "%s", changes[i]);
      assert_refused (fixture, id, "partner:3");
    }
  case_fixture_run (fixture, "UPDATE pupil_guardian SET custody = 0 WHERE guardian_id = 1");
  assert_refused (fixture, id, "parents:1");
}

/* What is on the agenda of a partner at the table, and what is not. */
static void
test_pack (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *audience;
    gboolean words;
    gboolean closed;
    gboolean page;
  } readers[] = {
    { "team", TRUE, TRUE, TRUE },
    { "participant:4", TRUE, TRUE, TRUE },
    { "partner:3", FALSE, FALSE, TRUE },
    { "partner:4", FALSE, FALSE, FALSE },
  };
  gint64 id = make_case (fixture);
  gint64 other = case_fixture_add_case (fixture, NOOR, "Kanariegesloten");
  g_autoptr (KlMeeting) meeting = kl_meeting_new ();
  g_autoptr (GError) error = NULL;
  gint64 meeting_id;

  meeting->school_id = WILGENROOS;
  meeting->date = TODAY + 5;
  meeting->starts_at = 13 * 60;
  meeting->duration = 60;
  meeting_id = kl_meetings_plan (fixture->db, meeting, &error);
  g_assert_no_error (error);
  case_fixture_run (fixture,
                    "INSERT INTO attendee (meeting_id, position, person_kind, person_id) VALUES"
                    " (%" G_GINT64_FORMAT ", 1, 0, 4), (%" G_GINT64_FORMAT ", 2, 3, 3),"
                    " (%" G_GINT64_FORMAT ", 3, 3, 4)",
                    meeting_id, meeting_id, meeting_id);
  kl_meetings_add_point (fixture->db, meeting_id, "Kanariepunt", "Kanariepuntvraag", 5, &error);
  kl_meetings_add_case (fixture->db, meeting_id, id, "Kanarieteamvraag", 15, &error);
  kl_meetings_add_case (fixture->db, meeting_id, other, "Kanarieteamvraag", 15, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      KlAudience audience;
      g_autoptr (KlPackContent) content = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GString) all = NULL;

      g_assert_true (kl_audience_parse (readers[i].audience, &audience));
      content = kl_pack_content_load (fixture->db, meeting_id, &audience, TODAY, &error);
      g_assert_no_error (error);
      bytes = kl_pack_render (content, NULL, NULL, &error);
      g_assert_no_error (error);
      pdf_keep (bytes, readers[i].audience);
      all = read_all (bytes);
      g_assert_cmpint (has (all, "Kanariepunt"), ==, readers[i].words);
      g_assert_cmpint (has (all, "Kanariepuntvraag"), ==, readers[i].words);
      g_assert_cmpint (has (all, "Kanarieteamvraag"), ==, readers[i].words);
      g_assert_cmpint (has (all, "Kanarieteam "), ==, FALSE);
      g_assert_cmpint (has (all, "Kanariegesloten"), ==, readers[i].closed);
      g_assert_cmpint (has (all, "Kanariemoeder"), ==, readers[i].page);
      g_assert_false (has (all, "Kanariegeheim"));
      g_assert_false (has (all, "Kanariedirectie"));
    }
}

/* The same day gives the same bytes. */
static void
test_same (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = make_case (fixture);
  const KlAudience mother = { KL_AUDIENCE_PARENTS, MIRANDA };
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSheet) sheet = kl_case_sheet_load (fixture->db, id, &mother, TODAY, &error);
  g_autoptr (GBytes) first = kl_sheet_render (sheet, NULL, NULL, &error);
  g_autoptr (GBytes) second = kl_sheet_render (sheet, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (first, second));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/canary/cases", test_cases);
  case_test_add ("/canary/file", test_file);
  case_test_add ("/canary/refused", test_refused);
  case_test_add ("/canary/pack", test_pack);
  case_test_add ("/canary/same", test_same);

  return g_test_run ();
}
