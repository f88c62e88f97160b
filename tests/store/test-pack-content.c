/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <string.h>

#include "documents/kl-pack-print.h"
#include "exchange/kl-demo.h"
#include "documents/kl-pack-content.h"
#include "store/kl-meetings.h"

/* Words that must not come out of the audience they were written for. */
#define TEAM_WORD "Zonnebloemveld"
#define PRIVATE_WORD "Geheimschrift"
#define CONFIDENTIAL_WORD "Directiekamer"

static gint64
make_meeting (VaultFixture *fixture, gint64 *case_id)
{
  g_autoptr (KlMeeting) meeting = kl_meeting_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  *case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  case_fixture_add_entry (fixture, *case_id, KL_ENTRY_CONVERSATION, TODAY - 2, KL_VISIBILITY_TEAM,
                          TEAM_WORD);
  case_fixture_act_as (fixture, KARIN);
  case_fixture_add_entry (fixture, *case_id, KL_ENTRY_NOTE, TODAY - 1, KL_VISIBILITY_PRIVATE,
                          PRIVATE_WORD);
  case_fixture_add_entry (fixture, *case_id, KL_ENTRY_NOTE, TODAY - 1,
                          KL_VISIBILITY_OWNER_AND_DIRECTOR, CONFIDENTIAL_WORD);
  case_fixture_act_as (fixture, SAMIRA);

  meeting->school_id = WILGENROOS;
  meeting->starts_at = 13 * 60 + 15;
  meeting->duration = 75;
  meeting->date = TODAY - 42;
  kl_meetings_plan (fixture->db, meeting, &error);
  meeting->date = TODAY + 5;
  id = kl_meetings_plan (fixture->db, meeting, &error);
  g_assert_no_error (error);
  kl_meetings_add_point (fixture->db, id, "Opening", NULL, 5, &error);
  kl_meetings_add_case (fixture->db, id, *case_id, "Wie is er voor Jelle?", 15, &error);
  g_assert_no_error (error);

  return id;
}

static void
append (GString *all, const char *text)
{
  if (text != NULL)
    g_string_append_printf (all, "%s\n", text);
}

/* Every word that a page of the case prints, and what it says is left out. */
static char *
collect (const KlCaseSummary *summary)
{
  g_autoptr (GString) all = g_string_new (NULL);

  append (all, summary->name);
  append (all, summary->title);
  append (all, summary->why);
  append (all, summary->question);
  for (guint i = 0; i < summary->since->len; i++)
    append (all, ((KlPackLine *) g_ptr_array_index (summary->since, i))->text);
  for (guint i = 0; i < summary->marks->len; i++)
    append (all, ((KlPackMark *) g_ptr_array_index (summary->marks, i))->label);
  for (guint i = 0; i < summary->actions->len; i++)
    append (all, ((KlPackAction *) g_ptr_array_index (summary->actions, i))->text);
  for (guint i = 0; i < summary->left_out->len; i++)
    {
      const KlLeftOut *left = &g_array_index (summary->left_out, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left);

      g_string_append_printf (all, "- %s, %s\n", what, kl_reason_get_label (left->reason));
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static KlPackContent *
load (VaultFixture *fixture, gint64 meeting_id)
{
  g_autoptr (GError) error = NULL;
  KlPackContent *content = kl_pack_content_load (fixture->db, meeting_id, NULL, TODAY, &error);

  g_assert_no_error (error);
  return content;
}

/* The pack is for the team: the same for everybody who may print it, and nothing in it that was
 * written for fewer. */
static void
test_audience (VaultFixture *fixture, gconstpointer data)
{
  static const gint64 printers[] = { SAMIRA, KARIN, MARLEEN, 0 };
  g_autofree char *first = NULL;
  gint64 case_id;
  gint64 id = make_meeting (fixture, &case_id);

  for (gsize i = 0; i < G_N_ELEMENTS (printers); i++)
    {
      g_autoptr (KlPackContent) content = NULL;
      g_autofree char *words = NULL;
      const KlPackItem *item;

      case_fixture_act_as (fixture, printers[i]);
      content = load (fixture, id);
      item = g_ptr_array_index (content->items, 1);
      words = collect (item->summary);
      g_assert_nonnull (strstr (words, TEAM_WORD));
      g_assert_null (strstr (words, PRIVATE_WORD));
      g_assert_null (strstr (words, CONFIDENTIAL_WORD));
      g_assert_cmpuint (item->summary->marks->len, ==, 2);
      g_assert_cmpuint (item->summary->left_out->len, ==, 2);
      g_assert_cmpstr (item->change_note, ==, "2 wijzigingen sinds 9 oktober");
      if (first == NULL)
        first = g_strdup (words);
      g_assert_cmpstr (words, ==, first);
    }
  g_assert_nonnull (strstr (first, "- 1 werknotitie, "));
  /* Two events for the team are no news; with what was written for fewer they would be. */
  g_assert_null (strstr (first, "gebeurtenissen sinds"));
}

/* A director who comes to no meeting about it prints no page of it, nor whom it is about, nor what
 * is asked; it is told that something stood there. */
static void
test_director (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPackContent) content = NULL;
  const KlPackItem *item;
  const KlLeftOut *left;
  gint64 case_id;
  gint64 id = make_meeting (fixture, &case_id);

  case_fixture_act_as (fixture, RUUD);
  content = load (fixture, id);
  item = g_ptr_array_index (content->items, 1);
  g_assert_cmpstr (item->title, ==, "Een casus");
  g_assert_cmpint (item->minutes, ==, 15);
  g_assert_null (item->question);
  g_assert_null (item->summary);
  g_assert_cmpuint (content->left_out->len, ==, 1);
  left = &g_array_index (content->left_out, KlLeftOut, 0);
  g_assert_cmpint (left->reason, ==, KL_REASON_MAKER);
}

static void
test_cover (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *question;
    gboolean printed;
  } rows[] = {
    { "Wie is er voor Jelle?", TRUE },
    { "Wat vragen wij mevrouw Smits?", FALSE },
    { "Hoe verder met de familie van den BERG?", FALSE },
  };
  gint64 case_id;
  gint64 id = make_meeting (fixture, &case_id);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlMeeting) meeting = NULL;
      g_autoptr (KlPackContent) content = NULL;
      g_autoptr (GError) error = NULL;
      KlAgendaItem *point;
      const KlPackItem *item;

      meeting = kl_meetings_get (fixture->db, id, &error);
      point = g_ptr_array_index (meeting->items, 1);
      g_set_str (&point->question, rows[i].question);
      g_assert_true (kl_meetings_edit_item (fixture->db, point, &error));

      content = load (fixture, id);
      item = g_ptr_array_index (content->items, 1);
      g_assert_cmpstr (item->title, ==, "Jelle, groep 7");
      g_assert_cmpstr (item->question, ==, rows[i].printed ? rows[i].question : NULL);
      g_assert_cmpstr (item->summary->question, ==, rows[i].question);
      g_assert_cmpstr (item->summary->name, ==, "Jelle van den Berg");
    }
}

static void
test_one_case (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlCaseSummary) summary = NULL;
  g_autoptr (KlPackContent) content = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id;

  make_meeting (fixture, &case_id);
  content = kl_pack_content_load_case (fixture->db, case_id, NULL, TODAY, &summary, &error);
  g_assert_no_error (error);
  words = collect (summary);
  g_assert_cmpstr (content->school, ==, "KC De Wilgenroos");
  g_assert_cmpstr (summary->group, ==, "7, 10 jaar");
  g_assert_cmpint (summary->last_contact, ==, TODAY - 2);
  g_assert_cmpint (summary->contact_days, ==, 2);
  g_assert_cmpint (summary->contact_norm, ==, 7);
  g_assert_nonnull (strstr (words, TEAM_WORD));
  g_assert_null (strstr (words, PRIVATE_WORD));
  g_assert_null (strstr (words, CONFIDENTIAL_WORD));
}

/* The pack of the demo meeting has a page for each case, and no surname of a family on its cover.
 */
static void
test_demo (VaultFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = {
    "Opening, notulen van het vorige zorgteam",
    "Jelle, groep 7",
    "Gezin E., groep 4",
    "Groep 7",
    "Mohammed, groep 8",
    "Rondvraag, afspraken nalopen",
  };
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  kl_clock_fix (TODAY);
  kl_db_set_actor (fixture->db, "demo", 0);
  g_assert_true (kl_demo_fill (fixture->db, TODAY, &error));
  g_assert_no_error (error);
  meeting = kl_meetings_get_next (fixture->db, WILGENROOS, TODAY, &error);
  content = load (fixture, meeting->id);

  g_assert_cmpuint (content->items->len, ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < content->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (content->items, i);

      g_assert_cmpstr (item->title, ==, titles[i]);
      g_assert_cmpint (item->summary != NULL, ==, i > 0 && i < 5);
      if (item->summary != NULL)
        g_assert_cmpuint (item->summary->trust->len, >, 0);
    }

  bytes = kl_pack_render (content, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 10000);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/pack-content/audience", test_audience);
  case_test_add ("/pack-content/director", test_director);
  case_test_add ("/pack-content/cover", test_cover);
  case_test_add ("/pack-content/one-case", test_one_case);
  vault_test_add ("/pack-content/demo", test_demo);

  return g_test_run ();
}
