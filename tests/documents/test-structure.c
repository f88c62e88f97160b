/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-papers.h"

#include "pdf-reader.h"

/* Every document for every reader can be listened to, stays inside its margins, and comes out the
 * same from the same vault. */

static GBytes *
render (const CanaryVault *vault, CanaryPaper paper)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = canary_paper_render (vault, paper, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
check_papers (const CanaryVault *vault)
{
  for (int paper = 0; paper < N_PAPERS; paper++)
    {
      g_autoptr (GBytes) bytes = render (vault, paper);
      g_autofree char *name = canary_paper_format (paper);
      g_autoptr (PopplerDocument) document = pdf_open (bytes);

      pdf_keep (bytes, name);
      pdf_assert_accessible (bytes, name);
      pdf_assert_inside_margins (document);
    }
}

static void
test_papers (VaultFixture *fixture, gconstpointer data)
{
  g_auto (CanaryVault) vault = { 0 };

  canary_vault_init (&vault, fixture);
  check_papers (&vault);
}

/* Many pages: what goes on over the edge of one is told on. */
static void
test_long (VaultFixture *fixture, gconstpointer data)
{
  g_auto (CanaryVault) vault = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);

  canary_vault_init (&vault, fixture);
  for (int i = 0; i < 900; i++)
    g_string_append_printf (words, "woord%d %s", i, i % 90 == 89 ? "\n" : "");
  for (int i = 0; i < 70; i++)
    {
      canary_case_add_entry (fixture, vault.case_id, KL_ENTRY_CONVERSATION, i % 6,
                             KL_VISIBILITY_TEAM, i == 35 ? words->str : "gesprek",
                             KL_PERSON_GUARDIAN, MIRANDA, 0);
      case_fixture_run (fixture,
                        "INSERT INTO action (school_id, case_id, body, owner_id, agreed_on,"
                        " meeting_id) VALUES (1, %" G_GINT64_FORMAT ", 'Afspraak %d', 4, %d,"
                        " %" G_GINT64_FORMAT ")",
                        vault.case_id, i, TODAY - 2, vault.meeting_id);
    }
  case_fixture_run (fixture, "UPDATE agenda_item SET notes = '%s'", words->str);
  check_papers (&vault);
}

/* The moment stands on a paper: the second may pass between the two. */
static gboolean
comes_out_same (const CanaryVault *vault, const CanaryVault *other, CanaryPaper paper)
{
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GBytes) first = render (vault, paper);
      g_autoptr (GBytes) second = render (other, paper);

      if (g_bytes_equal (first, second))
        return TRUE;
    }
  return FALSE;
}

/* With words that were shaped before and without. */
static void
test_same (VaultFixture *fixture, gconstpointer data)
{
  g_auto (CanaryVault) vault = { 0 };
  CanaryVault fresh;

  canary_vault_init (&vault, fixture);
  fresh = vault;
  fresh.typesetter = NULL;
  for (int paper = 0; paper < N_PAPERS; paper++)
    if (!comes_out_same (&vault, &fresh, paper))
      g_error ("paper %d came out otherwise the second time", paper);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/structure/papers", test_papers);
  case_test_add ("/structure/long", test_long);
  case_test_add ("/structure/same", test_same);

  return g_test_run ();
}
