/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-case.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "pdf-reader.h"
#include "store/kl-wellbeing-rounds.h"

void
canary_case_add_entry (VaultFixture *fixture,
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

  canary_case_add_entry (fixture, id, KL_ENTRY_NOTE, 2, team, "Kanarieteam", 0, 0, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_NOTE, 2, KL_VISIBILITY_PRIVATE, "Kanariegeheim", 0,
                         0, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_NOTE, 2, KL_VISIBILITY_OWNER_AND_DIRECTOR,
                         "Kanariedirectie", 0, 0, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanariemoeder", guardian,
                         MIRANDA, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanarievader", guardian,
                         PIETER, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_CONVERSATION, 30, team, "Kanarievroeger", guardian,
                         MIRANDA, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_CONVERSATION, 3, team, "Kanarieander", 0, 0, ILIAS);
  canary_case_add_entry (fixture, id, KL_ENTRY_CONSULTATION, 3, team, "Kanariequiet",
                         KL_PERSON_PARTNER, QUIET, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_MELDCODE, 3, team, "Kanariemeldcode", 0, 0, 0);
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

/* The child, its parents and school all say something else. */
static void
add_round (VaultFixture *fixture, gint64 case_id, gint64 pupil_id, int days, const char *words)
{
  g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();
  g_autoptr (GError) error = NULL;

  round->case_id = case_id;
  round->pupil_id = pupil_id;
  round->day = TODAY - days;
  round->words = g_strdup (words);
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      round->voices[KL_WELLBEING_CHILD].of[i] = (guint8) (words != NULL ? 1 + i % 3 : 0);
      round->voices[KL_WELLBEING_PARENTS].of[i] = 4;
      round->voices[KL_WELLBEING_SCHOOL].of[i] = 5;
    }
  g_assert_cmpint (kl_wellbeing_rounds_add (fixture->db, round, TODAY, &error), >, 0);
  g_assert_no_error (error);
}

static void
add_rounds (VaultFixture *fixture, gint64 id)
{
  add_round (fixture, id, JELLE, 40, "Kanariecirkeleerst");
  add_round (fixture, id, JELLE, 6, "Kanariecirkel.");
  /* Since then the others said something, and the other child. */
  add_round (fixture, id, JELLE, 3, NULL);
  add_round (fixture, id, ILIAS, 2, "Kanariecirkelander");
}

gint64
canary_case_add (VaultFixture *fixture)
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
  add_rounds (fixture, id);
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

GString *
canary_read (GBytes *bytes)
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

gboolean
canary_has (const GString *all, const char *word)
{
  return memmem (all->str, all->len, word, strlen (word)) != NULL;
}
