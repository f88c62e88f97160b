/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-audience.h"
#include "model/kl-consent-rule.h"

#include <string.h>

/* Monday 24 November 2025. */
#define TODAY kl_date_new (2025, 11, 24)

/* Who reads, in one word each. */
static const struct
{
  const char *name;
  KlViewer viewer;
} viewers[] = {
  { "team", { .audience = KL_AUDIENCE_TEAM } },
  { "colleague", { .audience = KL_AUDIENCE_PARTICIPANT, .takes_part = TRUE } },
  { "owner", { .audience = KL_AUDIENCE_PARTICIPANT, .takes_part = TRUE, .owner = TRUE } },
  { "director",
    { .audience = KL_AUDIENCE_PARTICIPANT, .takes_part = TRUE, .role = KL_ROLE_DIRECTOR } },
  { "outsider", { .audience = KL_AUDIENCE_PARTICIPANT } },
  { "partner",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_GIVEN,
      .categories = KL_DATA_EVERYTHING } },
  { "narrow",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_GIVEN,
      .categories = KL_DATA_QUESTION } },
  { "not asked",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_NOT_ASKED,
      .categories = KL_DATA_EVERYTHING } },
  { "refused",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_REFUSED,
      .categories = KL_DATA_EVERYTHING } },
  { "withdrawn",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_WITHDRAWN,
      .categories = KL_DATA_EVERYTHING } },
  { "expired",
    { .audience = KL_AUDIENCE_PARTNER,
      .standing = KL_STANDING_EXPIRED,
      .categories = KL_DATA_EVERYTHING } },
  { "parents", { .audience = KL_AUDIENCE_PARENTS, .custody = TRUE } },
  { "parents of 16",
    { .audience = KL_AUDIENCE_PARENTS, .custody = TRUE, .standing = KL_STANDING_REFUSED } },
  { "no custody", { .audience = KL_AUDIENCE_PARENTS } },
  { "parents, file", { .audience = KL_AUDIENCE_PARENTS, .custody = TRUE, .access = TRUE } },
  { "child", { .audience = KL_AUDIENCE_CHILD } },
  { "child, file", { .audience = KL_AUDIENCE_CHILD, .access = TRUE } },
  { "pupil of 16, file", { .audience = KL_AUDIENCE_CHILD, .access = TRUE, .entitled = TRUE } },
};

#define ENTRY(e, ...) { .kind = KL_THING_ENTRY, .entry = KL_ENTRY_##e, __VA_ARGS__ }
#define THING(t, ...) { .kind = KL_THING_##t, __VA_ARGS__ }
#define PRIVATE .visibility = KL_VISIBILITY_PRIVATE
#define CONFIDENTIAL .visibility = KL_VISIBILITY_OWNER_AND_DIRECTOR
#define THEIRS .tie = KL_TIE_THEIRS
#define OTHERS .tie = KL_TIE_OTHERS

/*
 * One letter for each viewer, in their order: . shown, w for its writer, o for owner and director,
 * t for the team, c another child, p another parent, r another receiver, b before the consent,
 * k not in the consent, n not asked, R refused, W withdrawn, E expired, u no custody, s safety,
 * a too young.
 */
static const struct
{
  const char *name;
  KlThing thing;
  const char *verdicts;
} rows[] = {
  { "name", THING (NAME), "....t.knRWE.Ru..a." },
  { "profile", THING (PROFILE), "....t..nRWE.Ru..a." },
  { "title", THING (TITLE), "....t..nRWE.Ru.ta." },
  { "trust", THING (TRUST), "....tttnRWE.Ru..a." },
  { "question", THING (QUESTION), "....t..nRWEtRu.ta." },
  { "bridging", THING (BRIDGING), "....t.knRWE.Ru.ta." },
  { "own referral", THING (REFERRAL, THEIRS), "....t..nRWE.Ru.ta." },
  { "another's referral", THING (REFERRAL, OTHERS), "....trrnRWE.Ru.ta." },
  { "a report", THING (REFERRAL, OTHERS, .safety = TRUE), "....trrnRWEsRussas" },
  { "own consent", THING (CONSENT, THEIRS), "....t..nRWE.Ru..a." },
  { "another's consent", THING (CONSENT, OTHERS), "....trrnRWEpRuppap" },
  { "action", THING (ACTION), "....tttnRWEtRu.ta." },
  { "agreed action", THING (ACTION, THEIRS), "....t.knRWE.Ru..a." },
  { "agenda", THING (AGENDA), "....tttnRWEtRu.ta." },
  { "agenda it was at", THING (AGENDA, THEIRS), "....t.knRWEtRu.ta." },
  { "talk", ENTRY (CONVERSATION), "....t.knRWEtRu.ta." },
  { "own talk", ENTRY (CONVERSATION, THEIRS), "....t.knRWE.Ru.ta." },
  { "another's talk", ENTRY (CONVERSATION, OTHERS), "....trrnRWEpRuppap" },
  { "working note", ENTRY (NOTE, PRIVATE), "wwwwwwwwwwwwwwwwww" },
  { "own working note", ENTRY (NOTE, PRIVATE, THEIRS), "wwwwwwwwwwwwwwwwww" },
  { "confidential", ENTRY (NOTE, CONFIDENTIAL), "oo..ooooooooRu.oa." },
  { "confidential talk", ENTRY (CONVERSATION, CONFIDENTIAL, THEIRS), "oo..ooooooooRu.oa." },
  { "note", ENTRY (NOTE), "....tttnRWEtRu.ta." },
  { "observation", ENTRY (OBSERVATION), "....t.knRWEtRu.ta." },
  { "consultation with it", ENTRY (CONSULTATION, THEIRS), "....t.knRWEtRu.ta." },
  { "consultation", ENTRY (CONSULTATION), "....tttnRWEtRu.ta." },
  { "care team", ENTRY (CARE_TEAM), "....tttnRWEtRu.ta." },
  { "meldcode", ENTRY (MELDCODE, .safety = TRUE), "....tttnRWEsRussas" },
  { "signal of safety", ENTRY (SIGNAL, .safety = TRUE), "....tttnRWEsRussas" },
  { "another child", ENTRY (CONVERSATION, .other_child = TRUE), "....tcccccccRuccac" },
  { "that there was a talk",
    { .kind = KL_THING_MARK, .entry = KL_ENTRY_CONVERSATION, THEIRS },
    "....t.knRWE.Ru..a." },
};

static char
get_letter (KlReason reason)
{
  static const char letters[KL_N_REASONS + 1] = ".womtcprbknRWEusa";

  return letters[reason];
}

static void
test_rule (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpuint (strlen (rows[i].verdicts), ==, G_N_ELEMENTS (viewers));
      for (gsize j = 0; j < G_N_ELEMENTS (viewers); j++)
        {
          KlReason reason = kl_audience_judge (&viewers[j].viewer, &rows[i].thing);

          if (get_letter (reason) != rows[i].verdicts[j])
            g_error ("%s for %s: %c instead of %c", rows[i].name, viewers[j].name,
                     get_letter (reason), rows[i].verdicts[j]);
        }
    }
}

/* A partner reads what happened from the day of the consent on. */
static void
test_since (void)
{
  const KlViewer viewer = { .audience = KL_AUDIENCE_PARTNER,
                            .standing = KL_STANDING_GIVEN,
                            .categories = KL_DATA_EVERYTHING,
                            .since = TODAY - 7 };
  KlThing thing = ENTRY (CONVERSATION, .day = TODAY - 8);

  g_assert_cmpint (kl_audience_judge (&viewer, &thing), ==, KL_REASON_BEFORE_CONSENT);
  thing.day = TODAY - 7;
  g_assert_cmpint (kl_audience_judge (&viewer, &thing), ==, KL_REASON_NONE);
}

/* Whatever is tried: a working note is on no paper, and nothing leaves without its ground. */
static void
test_never (void)
{
  for (guint n = 0; n < 200000; n++)
    {
      KlViewer viewer = {
        .audience = g_test_rand_int_range (0, KL_N_AUDIENCES),
        .access = g_test_rand_bit (),
        .role = g_test_rand_int_range (0, 9),
        .owner = g_test_rand_bit (),
        .takes_part = g_test_rand_bit (),
        .standing = g_test_rand_int_range (0, KL_N_STANDINGS),
        .since = g_test_rand_bit () ? TODAY : KL_DATE_NONE,
        .categories = g_test_rand_int_range (0, KL_DATA_EVERYTHING + 1),
        .custody = g_test_rand_bit (),
        .entitled = g_test_rand_bit (),
      };
      KlThing thing = {
        .kind = g_test_rand_int_range (0, KL_N_THINGS),
        .entry = g_test_rand_int_range (0, KL_ENTRY_REOPENING + 1),
        .visibility = g_test_rand_int_range (0, KL_VISIBILITY_PRIVATE + 1),
        .day = TODAY - g_test_rand_int_range (0, 2),
        .tie = g_test_rand_int_range (0, 3),
        .safety = g_test_rand_bit (),
        .other_child = g_test_rand_bit (),
      };
      const gboolean shown = kl_audience_judge (&viewer, &thing) == KL_REASON_NONE;
      const gboolean leaves = !kl_audience_is_team (viewer.audience);

      if (!shown)
        continue;
      g_assert_cmpint (thing.visibility, !=, KL_VISIBILITY_PRIVATE);
      g_assert_false (leaves && thing.other_child);
      g_assert_false (leaves && !viewer.access
                      && thing.visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR);
      if (viewer.audience == KL_AUDIENCE_PARTNER || viewer.audience == KL_AUDIENCE_PARENTS)
        g_assert_cmpint (viewer.standing, <=, KL_STANDING_GIVEN);
      if (viewer.audience == KL_AUDIENCE_PARENTS)
        g_assert_true (viewer.custody);
      if (viewer.audience == KL_AUDIENCE_PARENTS || viewer.audience == KL_AUDIENCE_CHILD)
        g_assert_false (thing.safety);
    }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    gboolean is_one;
    KlAudience audience;
  } cases[] = {
    { "team", TRUE, { KL_AUDIENCE_TEAM, 0 } },
    { "participant:3", TRUE, { KL_AUDIENCE_PARTICIPANT, 3 } },
    { "partner:12", TRUE, { KL_AUDIENCE_PARTNER, 12 } },
    { "parents", TRUE, { KL_AUDIENCE_PARENTS, 0 } },
    { "parents:7", TRUE, { KL_AUDIENCE_PARENTS, 7 } },
    { "child", TRUE, { KL_AUDIENCE_CHILD, 0 } },
    { "child:1048577", TRUE, { KL_AUDIENCE_CHILD, 1048577 } },
    { NULL, FALSE, { 0 } },
    { "", FALSE, { 0 } },
    { "team:1", FALSE, { 0 } },
    { "participant", FALSE, { 0 } },
    { "partner:", FALSE, { 0 } },
    { "partner:0", FALSE, { 0 } },
    { "partner:-1", FALSE, { 0 } },
    { "partner:1x", FALSE, { 0 } },
    { "iedereen", FALSE, { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlAudience audience = { 0 };
      g_autofree char *again = NULL;

      g_assert_cmpint (kl_audience_parse (cases[i].text, &audience), ==, cases[i].is_one);
      if (!cases[i].is_one)
        continue;
      g_assert_cmpint (audience.kind, ==, cases[i].audience.kind);
      g_assert_cmpint (audience.id, ==, cases[i].audience.id);
      again = kl_audience_to_string (&audience);
      g_assert_cmpstr (again, ==, cases[i].text);
    }
}

/* Kind, reason and number; never what it says. */
static void
test_left_out (void)
{
  const KlThing note = ENTRY (NOTE, PRIVATE);
  const KlThing talk = ENTRY (CONVERSATION);
  const KlThing action = THING (ACTION);
  const KlThing mark = { .kind = KL_THING_MARK };
  static const char *const expected[] = { "1 werknotitie, alleen voor de schrijver",
                                          "2 notities, alleen voor het team",
                                          "1 actie, alleen voor het team",
                                          "1 notitie, toestemming ingetrokken" };
  g_autoptr (GArray) list = kl_left_out_list_new ();

  kl_left_out_list_add (list, &talk, KL_REASON_WITHDRAWN);
  kl_left_out_list_add (list, &action, KL_REASON_TEAM);
  kl_left_out_list_add (list, &talk, KL_REASON_TEAM);
  kl_left_out_list_add (list, &talk, KL_REASON_TEAM);
  kl_left_out_list_add (list, &note, KL_REASON_WRITER);
  kl_left_out_list_add (list, &talk, KL_REASON_NONE);
  kl_left_out_list_add (list, &mark, KL_REASON_TEAM);

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);
      g_autofree char *line =
        g_strdup_printf ("%s, %s", what, kl_reason_get_label (left_out->reason));

      g_assert_cmpstr (line, ==, expected[i]);
    }
}

/* Two audiences beside each other: what one misses more than the other, or for another reason. */
static void
test_difference (void)
{
  const KlThing talk = ENTRY (CONVERSATION);
  const KlThing action = THING (ACTION);
  const KlThing whole = THING (CASE);
  g_autoptr (GArray) team = kl_left_out_list_new ();
  g_autoptr (GArray) partner = kl_left_out_list_new ();
  g_autoptr (GArray) less = NULL;
  g_autoptr (GArray) more = NULL;
  g_autofree char *words = NULL;

  kl_left_out_list_add (team, &talk, KL_REASON_WRITER);
  kl_left_out_list_add (team, &talk, KL_REASON_TEAM);
  kl_left_out_list_add (team, &whole, KL_REASON_TEAM);
  kl_left_out_list_add_all (partner, team);
  kl_left_out_list_add (partner, &whole, KL_REASON_TEAM);
  kl_left_out_list_add (partner, &action, KL_REASON_TEAM);
  kl_left_out_list_add (team, &talk, KL_REASON_MAKER);

  less = kl_left_out_list_subtract (partner, team);
  g_assert_cmpuint (less->len, ==, 2);
  g_assert_cmpint (g_array_index (less, KlLeftOut, 0).kind, ==, KL_THING_ACTION);
  g_assert_cmpint (g_array_index (less, KlLeftOut, 1).n, ==, 1);
  words = kl_left_out_format (&g_array_index (partner, KlLeftOut, partner->len - 1));
  g_assert_cmpstr (words, ==, "2 casussen");
  more = kl_left_out_list_subtract (team, partner);
  g_assert_cmpuint (more->len, ==, 1);
  g_assert_cmpint (g_array_index (more, KlLeftOut, 0).reason, ==, KL_REASON_MAKER);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audience/rule", test_rule);
  g_test_add_func ("/audience/since", test_since);
  g_test_add_func ("/audience/never", test_never);
  g_test_add_func ("/audience/parse", test_parse);
  g_test_add_func ("/audience/left-out", test_left_out);
  g_test_add_func ("/audience/difference", test_difference);

  return g_test_run ();
}
