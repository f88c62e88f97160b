/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-case-rules.h"

#include "dutch.h"

#define UNKNOWN KL_ANSWER_UNKNOWN
#define YES KL_ANSWER_YES
#define NO KL_ANSWER_NO

static const KlClosing complete = { TRUE, KL_HELP_ACTUAL_SUPPORT, YES, NO, YES };

static void
test_closing (void)
{
  static const struct
  {
    KlClosing closing;
    int missing;
  } cases[] = {
    { { TRUE, KL_HELP_ACTUAL_SUPPORT, YES, NO, YES }, KL_CLOSING_COMPLETE },
    { { TRUE, KL_HELP_INFORMATION_ADVICE, NO, NO, NO }, KL_CLOSING_COMPLETE },
    { { TRUE, KL_HELP_NONE, NO, YES, NO }, KL_CLOSING_COMPLETE }, /* no help was needed */
    { { FALSE, KL_HELP_INFORMATION_ADVICE, NO, YES, NO }, KL_CLOSING_COMPLETE },
    { { FALSE, KL_HELP_NONE, NO, YES, NO }, KL_CLOSING_NEEDS_HELP },
    { { TRUE, KL_HELP_ACTUAL_SUPPORT, UNKNOWN, NO, YES }, KL_CLOSING_NEEDS_OUTCOME },
    { { TRUE, KL_HELP_ACTUAL_SUPPORT, YES, UNKNOWN, YES }, KL_CLOSING_NEEDS_OUTCOME },
    { { TRUE, KL_HELP_ACTUAL_SUPPORT, YES, NO, UNKNOWN }, KL_CLOSING_NEEDS_CONTACT },
    { { 0 }, KL_CLOSING_NEEDS_HELP | KL_CLOSING_NEEDS_OUTCOME | KL_CLOSING_NEEDS_CONTACT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_closing_check (&cases[i].closing), ==, cases[i].missing);
}

static void
test_sentence (void)
{
  static const struct
  {
    int missing;
    const char *sentence;
  } cases[] = {
    { KL_CLOSING_COMPLETE, "" },
    { KL_CLOSING_NEEDS_HELP, "Zeg eerst nog welke hulp er is gegeven." },
    { KL_CLOSING_NEEDS_CONTACT, "Zeg eerst nog of jullie contact houden." },
    { KL_CLOSING_NEEDS_HELP | KL_CLOSING_NEEDS_CONTACT,
      "Zeg eerst nog welke hulp er is gegeven en of jullie contact houden." },
    { KL_CLOSING_NEEDS_HELP | KL_CLOSING_NEEDS_OUTCOME | KL_CLOSING_NEEDS_CONTACT,
      "Zeg eerst nog welke hulp er is gegeven, of het tot hulp leidde of is doorgegeven en of "
      "jullie contact houden." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sentence = kl_closing_describe_missing (cases[i].missing);

      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* Every move there is, with and without what closing needs. */
static void
test_moves (void)
{
  enum
  {
    A = KL_CASE_MOVE_ALLOWED,
    S = KL_CASE_MOVE_NOTHING,
    R = KL_CASE_MOVE_REFUSED,
  };
  /* to: new, active, waiting, monitoring, closed */
  static const int moves[5][5] = {
    { S, A, A, A, A }, /* from new; advice on the spot closes at once */
    { R, S, A, A, A }, /* from active */
    { R, A, S, A, A }, /* from waiting */
    { R, A, A, S, A }, /* from monitoring */
    { R, A, R, R, S }, /* from closed */
  };

  for (int from = KL_CASE_STATUS_NEW; from <= KL_CASE_STATUS_CLOSED; from++)
    for (int to = KL_CASE_STATUS_NEW; to <= KL_CASE_STATUS_CLOSED; to++)
      {
        const gboolean closes = to == KL_CASE_STATUS_CLOSED && moves[from][to] == A;
        const KlCaseMove move = kl_case_move_check (from, to, NULL);
        g_autofree char *sentence = kl_case_move_describe (move, from, to, NULL);

        g_assert_cmpint (kl_case_move_check (from, to, &complete), ==, moves[from][to]);
        g_assert_cmpint (move, ==, closes ? KL_CASE_MOVE_INCOMPLETE : moves[from][to]);
        g_assert_cmpint (*sentence == '\0', ==, move == KL_CASE_MOVE_ALLOWED);
      }
}

static void
test_timeline (void)
{
  static const struct
  {
    KlCaseStatus from, to;
    gboolean told, reopening;
    KlEntryKind kind;
  } cases[] = {
    { KL_CASE_STATUS_ACTIVE, KL_CASE_STATUS_CLOSED, TRUE, FALSE, KL_ENTRY_CLOSING },
    { KL_CASE_STATUS_NEW, KL_CASE_STATUS_CLOSED, TRUE, FALSE, KL_ENTRY_CLOSING },
    { KL_CASE_STATUS_CLOSED, KL_CASE_STATUS_ACTIVE, TRUE, TRUE, KL_ENTRY_REOPENING },
    { KL_CASE_STATUS_CLOSED, KL_CASE_STATUS_WAITING, FALSE, FALSE, KL_ENTRY_NOTE },
    { KL_CASE_STATUS_CLOSED, KL_CASE_STATUS_CLOSED, FALSE, FALSE, KL_ENTRY_NOTE },
    { KL_CASE_STATUS_ACTIVE, KL_CASE_STATUS_WAITING, FALSE, FALSE, KL_ENTRY_NOTE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlEntryKind kind = KL_ENTRY_NOTE;

      g_assert_cmpint (kl_case_move_get_entry (cases[i].from, cases[i].to, &kind), ==,
                       cases[i].told);
      g_assert_cmpint (kind, ==, cases[i].kind);
      g_assert_cmpint (kl_case_move_is_reopening (cases[i].from, cases[i].to), ==,
                       cases[i].reopening);
    }
}

/* Closed, reopened and closed again: each time the facts are asked for anew. */
static void
test_reopening (void)
{
  KlClosing again = complete;

  g_assert_cmpint (kl_case_move_check (KL_CASE_STATUS_CLOSED, KL_CASE_STATUS_ACTIVE, &complete), ==,
                   KL_CASE_MOVE_ALLOWED);
  again.contact_continues = KL_ANSWER_UNKNOWN;
  g_assert_cmpint (kl_case_move_check (KL_CASE_STATUS_ACTIVE, KL_CASE_STATUS_CLOSED, &again), ==,
                   KL_CASE_MOVE_INCOMPLETE);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case-rules/closing", test_closing);
  g_test_add_func ("/case-rules/sentence", test_sentence);
  g_test_add_func ("/case-rules/moves", test_moves);
  g_test_add_func ("/case-rules/timeline", test_timeline);
  g_test_add_func ("/case-rules/reopening", test_reopening);

  return g_test_run ();
}
