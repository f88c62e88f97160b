/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-case.h"

#include "documents/kl-case-sheet.h"
#include "documents/kl-child-content.h"
#include "documents/kl-child-sheet.h"
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
check (GBytes *bytes, const char *name, int reader)
{
  g_autoptr (GString) all = canary_read (bytes);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);

  pdf_keep (bytes, name);
  pdf_assert_inside_margins (document);
  for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
    {
      const char seen = canaries[i].seen[reader];

      g_assert_cmpuint (strlen (canaries[i].seen), ==, N_READERS);
      if (seen != '?' && canary_has (all, canaries[i].word) != (seen == '+'))
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
  gint64 id = canary_case_add (fixture);

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
  gint64 id = canary_case_add (fixture);
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

/* The page for a child has what it said itself; neither another child nor another voice is on it.
 */
static void
test_wheel (VaultFixture *fixture, gconstpointer data)
{
  const gint64 id = canary_case_add (fixture);
  g_autoptr (KlChildSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) all = NULL;

  sheet = kl_child_sheet_load (fixture->db, id, JELLE, TODAY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (sheet->wheel);
  g_assert_cmpint (sheet->wheel->day, ==, TODAY - 6);
  g_assert_cmpint (sheet->wheel->before_day, ==, TODAY - 40);
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      g_assert_cmpuint (sheet->wheel->now.of[i], ==, (guint) (1 + i % 3));
      g_assert_cmpuint (sheet->wheel->before.of[i], ==, (guint) (1 + i % 3));
    }
  g_assert_cmpstr (sheet->said, ==, "Kanariecirkel.");

  bytes = kl_child_sheet_render (sheet, NULL, NULL, &error);
  g_assert_no_error (error);
  all = canary_read (bytes);
  g_assert_true (canary_has (all, "Ik voel me fit: 2."));
  g_assert_false (canary_has (all, ": 4."));
  g_assert_false (canary_has (all, ": 5."));
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
  gint64 id = canary_case_add (fixture);
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
  gint64 id = canary_case_add (fixture);
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
      all = canary_read (bytes);
      g_assert_cmpint (canary_has (all, "Kanariepunt"), ==, readers[i].words);
      g_assert_cmpint (canary_has (all, "Kanariepuntvraag"), ==, readers[i].words);
      g_assert_cmpint (canary_has (all, "Kanarieteamvraag"), ==, readers[i].words);
      g_assert_cmpint (canary_has (all, "Kanarieteam "), ==, FALSE);
      g_assert_cmpint (canary_has (all, "Kanariegesloten"), ==, readers[i].closed);
      g_assert_cmpint (canary_has (all, "Kanariemoeder"), ==, readers[i].page);
      g_assert_false (canary_has (all, "Kanariegeheim"));
      g_assert_false (canary_has (all, "Kanariedirectie"));
    }
}

/* The same day gives the same bytes. */
static void
test_same (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = canary_case_add (fixture);
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
  case_test_add ("/canary/wheel", test_wheel);
  case_test_add ("/canary/refused", test_refused);
  case_test_add ("/canary/pack", test_pack);
  case_test_add ("/canary/same", test_same);

  return g_test_run ();
}
