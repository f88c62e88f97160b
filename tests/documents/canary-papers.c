/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-papers.h"

#include "documents/kl-case-sheet.h"
#include "documents/kl-child-content.h"
#include "documents/kl-child-sheet.h"
#include "documents/kl-letter-content.h"
#include "documents/kl-letter.h"
#include "documents/kl-minutes-sheet.h"
#include "documents/kl-pack-content.h"
#include "documents/kl-pack-print.h"
#include "store/kl-meetings.h"

static const struct
{
  const char *name;
  const char *audience;
} papers[N_PAPERS] = {
  [PAPER_PACK_TEAM] = { "pack", "team" },
  [PAPER_PACK_COLLEAGUE] = { "pack", "participant:4" },
  [PAPER_PACK_OWNER] = { "pack", "participant:3" },
  [PAPER_PACK_PARTNER] = { "pack", "partner:3" },
  [PAPER_PACK_STRANGER] = { "pack", "partner:4" },
  [PAPER_SUMMARY_TEAM] = { "summary", "team" },
  [PAPER_SUMMARY_COLLEAGUE] = { "summary", "participant:4" },
  [PAPER_SUMMARY_OWNER] = { "summary", "participant:3" },
  [PAPER_SUMMARY_DIRECTOR] = { "summary", "participant:2" },
  [PAPER_SUMMARY_PARTNER] = { "sheet", "partner:3" },
  [PAPER_SUMMARY_MOTHER] = { "sheet", "parents:1" },
  [PAPER_SUMMARY_FATHER] = { "sheet", "parents:3" },
  [PAPER_CHILD] = { "child", "child:1" },
  [PAPER_LETTER] = { "letter", "partner:3" },
  [PAPER_MINUTES_TEAM] = { "minutes", "team" },
  [PAPER_MINUTES_COLLEAGUE] = { "minutes", "participant:4" },
  [PAPER_MINUTES_PARTNER] = { "minutes", "partner:3" },
  [PAPER_MINUTES_STRANGER] = { "minutes", "partner:4" },
  [PAPER_ACTIONS_TEAM] = { "actions", "team" },
  [PAPER_ACTIONS_COLLEAGUE] = { "actions", "participant:4" },
  [PAPER_FILE_MOTHER] = { "file", "parents:1" },
  [PAPER_FILE_FATHER] = { "file", "parents:3" },
  [PAPER_FILE_TEAM] = { "file", "team" },
};

/* Planting */

/* Somebody at home with the other child. */
static void
add_foster_parent (VaultFixture *fixture)
{
  case_fixture_run (fixture, "INSERT INTO guardian (id, household, name) VALUES"
                             " (5, 1, 'Ada Kanariepleeg')");
  case_fixture_run (fixture,
                    "INSERT INTO pupil_guardian (pupil_id, guardian_id, relation, custody)"
                    " VALUES (3, 5, %d, 1)",
                    KL_GUARDIAN_FOSTER_PARENT);
}

static void
add_talks (VaultFixture *fixture, gint64 id)
{
  const KlEntryKind talk = KL_ENTRY_CONVERSATION;
  const KlPersonKind guardian = KL_PERSON_GUARDIAN;

  add_foster_parent (fixture);
  canary_case_add_entry (fixture, id, talk, 3, KL_VISIBILITY_PRIVATE, "Kanariemoederprive",
                         guardian, MIRANDA, 0);
  canary_case_add_entry (fixture, id, talk, 3, KL_VISIBILITY_OWNER_AND_DIRECTOR,
                         "Kanariemoederdirectie", guardian, MIRANDA, 0);
  canary_case_add_entry (fixture, id, talk, 3, KL_VISIBILITY_TEAM, "Kanariekind", KL_PERSON_PUPIL,
                         JELLE, JELLE);
  canary_case_add_entry (fixture, id, talk, 3, KL_VISIBILITY_PRIVATE, "Kanariekindprive",
                         KL_PERSON_PUPIL, JELLE, JELLE);
  canary_case_add_entry (fixture, id, KL_ENTRY_HOME_VISIT, 3, KL_VISIBILITY_OWNER_AND_DIRECTOR,
                         "Kanariehuisbezoek", 0, 0, 0);
  canary_case_add_entry (fixture, id, KL_ENTRY_SIGNAL, 3, KL_VISIBILITY_TEAM, "Kanariesignaal", 0,
                         0, 0);
  case_fixture_act_as (fixture, KARIN);
  canary_case_add_entry (fixture, id, KL_ENTRY_NOTE, 2, KL_VISIBILITY_PRIVATE, "Kanarievankarin", 0,
                         0, 0);
  case_fixture_act_as (fixture, SAMIRA);
  case_fixture_run (fixture,
                    "INSERT INTO action (id, school_id, case_id, body, owner_id, agreed_on) VALUES"
                    " (903, 1, %" G_GINT64_FORMAT ", 'Kanariemetkind', 3, %d)",
                    id, TODAY - 3);
  case_fixture_run (fixture, "UPDATE entry SET action_id = 903 WHERE body LIKE '%%Kanariekind.%%'");
  case_fixture_run (fixture,
                    "INSERT INTO trust_link (school_id, case_id, position, person_kind, person_id,"
                    " person_name, since) VALUES"
                    " (1, %" G_GINT64_FORMAT ", 7, 4, 0, 'Kanariebuurvrouw', %d),"
                    " (1, %" G_GINT64_FORMAT ", 8, 0, 4, NULL, %d)",
                    id, TODAY - 9, id, TODAY - 9);
}

/* The mother of another child comes for her own point, and a guest for that one. */
static void
add_attendees (VaultFixture *fixture, gint64 meeting_id, gint64 own_point)
{
  case_fixture_run (fixture, "INSERT INTO guardian (id, household, name) VALUES"
                             " (4, 1, 'Wilma Kanariewilma')");
  case_fixture_run (fixture, "INSERT INTO pupil_guardian (pupil_id, guardian_id, relation, custody)"
                             " VALUES (5, 4, 0, 1)");
  case_fixture_run (fixture,
                    "INSERT INTO attendee (meeting_id, position, person_kind, person_id,"
                    " person_name, present, excuse) VALUES"
                    " (%" G_GINT64_FORMAT ", 11, 0, 4, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 12, 0, 3, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 13, 3, 3, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 14, 3, 4, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 15, 2, 4, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 16, 1, 5, NULL, 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 17, 4, 0, 'Kanariegast', 1, NULL),"
                    " (%" G_GINT64_FORMAT ", 18, 0, 2, NULL, 0, 'Kanarieafwezig')",
                    meeting_id, meeting_id, meeting_id, meeting_id, meeting_id, meeting_id,
                    meeting_id, meeting_id);
  case_fixture_run (fixture,
                    "INSERT INTO attendee_item (item_id, person_kind, person_id, person_name)"
                    " VALUES (%" G_GINT64_FORMAT ", 2, 4, ''), (%" G_GINT64_FORMAT ", 1, 5, ''),"
                    " (%" G_GINT64_FORMAT ", 4, 0, 'Kanariegast')",
                    own_point, own_point, own_point);
}

static void
add_outcome (VaultFixture *fixture, gint64 item_id, const char *word, gint64 action_id)
{
  case_fixture_run (fixture,
                    "UPDATE agenda_item SET notes = '%snoot van Ilias El Amrani', state = 1,"
                    " parents_why = 'Kanarieouders', pupil_why = 'Kanarieleerling'"
                    " WHERE id = %" G_GINT64_FORMAT,
                    word, item_id);
  case_fixture_run (fixture,
                    "INSERT INTO decision (item_id, position, kind, body, owner_id, action_id)"
                    " VALUES (%" G_GINT64_FORMAT ", 1, 5, '%sbesluit', 4, NULL)",
                    item_id, word);
  case_fixture_run (fixture,
                    "INSERT INTO action (id, school_id, case_id, meeting_id, body, owner_id,"
                    " agreed_on) SELECT %d, 1, case_id, meeting_id, '%sactie', %d, %d"
                    " FROM agenda_item WHERE id = %" G_GINT64_FORMAT,
                    (int) action_id, word, action_id % 2 == 0 ? KARIN : ANKE, TODAY, item_id);
}

static gint64
add_meeting (VaultFixture *fixture, gint64 id)
{
  gint64 other = case_fixture_add_case (fixture, NOOR, "Kanariegesloten");
  g_autoptr (KlMeeting) meeting = kl_meeting_new ();
  g_autoptr (GError) error = NULL;
  gint64 items[3];
  gint64 meeting_id;

  meeting->school_id = WILGENROOS;
  meeting->date = TODAY;
  meeting->starts_at = 13 * 60;
  meeting->duration = 60;
  meeting_id = kl_meetings_plan (fixture->db, meeting, &error);
  g_assert_no_error (error);
  items[0] =
    kl_meetings_add_point (fixture->db, meeting_id, "Kanariepunt", "Kanariepuntvraag", 5, &error);
  items[1] = kl_meetings_add_case (fixture->db, meeting_id, id, "Kanariezaakvraag", 15, &error);
  items[2] = kl_meetings_add_case (fixture->db, meeting_id, other, "Kanarieandervraag", 5, &error);
  g_assert_no_error (error);
  add_outcome (fixture, items[0], "Kanariepunt", 904);
  add_outcome (fixture, items[1], "Kanariezaak", 905);
  add_outcome (fixture, items[2], "Kanarieandere", 906);
  add_attendees (fixture, meeting_id, items[2]);
  return meeting_id;
}

/* Papers */

static GBytes *
render_sheet (const CanaryVault *vault, KlSheet *sheet, GError **error)
{
  g_autoptr (KlSheet) owned = sheet;

  return owned != NULL ? kl_sheet_render (owned, vault->typesetter, NULL, error) : NULL;
}

static GBytes *
render_summary (const CanaryVault *vault, const KlAudience *audience, GError **error)
{
  g_autoptr (KlCaseSummary) summary = NULL;
  g_autoptr (KlPackContent) content = kl_pack_content_load_case (vault->fixture->db, vault->case_id,
                                                                 audience, TODAY, &summary, error);

  return content != NULL ? kl_pack_render_case (content, summary, vault->typesetter, NULL, error)
                         : NULL;
}

static GBytes *
render_child (const CanaryVault *vault, GError **error)
{
  g_autoptr (KlChildSheet) sheet =
    kl_child_sheet_load (vault->fixture->db, vault->case_id, JELLE, TODAY, error);

  return sheet != NULL ? kl_child_sheet_render (sheet, vault->typesetter, NULL, error) : NULL;
}

static GBytes *
render_letter (const CanaryVault *vault, GError **error)
{
  g_autoptr (KlLetter) letter = kl_letter_load (vault->fixture->db, 901, TODAY, error);

  return letter != NULL ? kl_letter_render (letter, vault->typesetter, NULL, error) : NULL;
}

GBytes *
canary_pack_render (const CanaryVault *vault, const KlAudience *audience, GError **error)
{
  g_autoptr (KlPackContent) content =
    kl_pack_content_load (vault->fixture->db, vault->meeting_id, audience, TODAY, error);

  return content != NULL ? kl_pack_render (content, vault->typesetter, NULL, error) : NULL;
}

GBytes *
canary_minutes_render (const CanaryVault *vault, const KlAudience *audience, GError **error)
{
  return render_sheet (vault,
                       kl_minutes_sheet_load (vault->fixture->db, vault->meeting_id, audience,
                                              TODAY, error),
                       error);
}

GBytes *
canary_file_render (const CanaryVault *vault, const KlAudience *audience, GError **error)
{
  return render_sheet (vault,
                       kl_file_sheet_load (vault->fixture->db, vault->case_id, audience, TODAY,
                                           error),
                       error);
}

GBytes *
canary_sheet_render (const CanaryVault *vault, const KlAudience *audience, GError **error)
{
  return render_sheet (vault,
                       kl_case_sheet_load (vault->fixture->db, vault->case_id, audience, TODAY,
                                           error),
                       error);
}

char *
canary_paper_format (CanaryPaper paper)
{
  return g_strdup_printf ("%s for %s", papers[paper].name, papers[paper].audience);
}

GBytes *
canary_paper_render (const CanaryVault *vault, CanaryPaper paper, GError **error)
{
  const char *name = papers[paper].name;
  KlAudience audience;

  g_assert_true (kl_audience_parse (papers[paper].audience, &audience));
  if (g_str_equal (name, "pack"))
    return canary_pack_render (vault, &audience, error);
  if (g_str_equal (name, "summary"))
    return render_summary (vault, &audience, error);
  if (g_str_equal (name, "child"))
    return render_child (vault, error);
  if (g_str_equal (name, "letter"))
    return render_letter (vault, error);
  if (g_str_equal (name, "minutes"))
    return canary_minutes_render (vault, &audience, error);
  if (g_str_equal (name, "actions"))
    return render_sheet (vault,
                         kl_action_sheet_load (vault->fixture->db, vault->meeting_id, &audience,
                                               TODAY, error),
                         error);
  if (g_str_equal (name, "file"))
    return canary_file_render (vault, &audience, error);

  return canary_sheet_render (vault, &audience, error);
}

void
canary_vault_init (CanaryVault *vault, VaultFixture *fixture)
{
  vault->fixture = fixture;
  vault->typesetter = kl_typesetter_new ();
  vault->case_id = canary_case_add (fixture);
  add_talks (fixture, vault->case_id);
  vault->meeting_id = add_meeting (fixture, vault->case_id);
}

void
canary_vault_clear (CanaryVault *vault)
{
  g_clear_pointer (&vault->typesetter, kl_typesetter_free);
}
