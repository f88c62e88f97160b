/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-words.h"

/* The values of a set of flags are powers of two. */
static int
get_value (KlVocabulary vocabulary, int place)
{
  gboolean flags = vocabulary == KL_WORDS_HELP || vocabulary == KL_WORDS_DATA_CATEGORIES;

  return flags && place > 0 ? 1 << (place - 1) : place;
}

static void
test_round_trip (void)
{
  for (int vocabulary = 0; vocabulary < KL_N_VOCABULARIES; vocabulary++)
    for (int place = 0; place < (int) kl_words_get_size (vocabulary); place++)
      {
        int parsed = -1;
        int value = get_value (vocabulary, place);
        const char *nick = kl_words_get_nick (vocabulary, value);

        g_assert_nonnull (nick);
        g_assert_true (kl_words_parse (vocabulary, nick, &parsed));
        g_assert_cmpint (parsed, ==, value);
        g_assert_cmpstr (kl_words_get_label (vocabulary, value), !=, "");
      }
}

static void
test_unknown_word (void)
{
  int value = 42;

  g_assert_false (kl_words_parse (KL_WORDS_ROLE, "headmaster", &value));
  g_assert_false (kl_words_parse (KL_WORDS_ROLE, NULL, &value));
  g_assert_cmpint (value, ==, 42);
  g_assert_null (kl_words_get_nick (KL_WORDS_ROLE, 1000));
  g_assert_cmpstr (kl_words_get_label (KL_WORDS_ROLE, 1000), ==, "");
}

static void
test_contact_kinds (void)
{
  static const struct
  {
    KlEntryKind kind;
    gboolean contact;
  } cases[] = {
    { KL_ENTRY_CONVERSATION, TRUE }, { KL_ENTRY_PHONE_CALL, TRUE },
    { KL_ENTRY_HOME_VISIT, TRUE },   { KL_ENTRY_JOINT_MEETING, TRUE },
    { KL_ENTRY_GROUP_TALK, TRUE },   { KL_ENTRY_CONSULTATION, FALSE },
    { KL_ENTRY_SIGNAL, FALSE },      { KL_ENTRY_REFERRAL, FALSE },
    { KL_ENTRY_CARE_TEAM, FALSE },   { KL_ENTRY_NOTE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_entry_kind_is_contact (cases[i].kind), ==, cases[i].contact);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/round-trip", test_round_trip);
  g_test_add_func ("/words/unknown-word", test_unknown_word);
  g_test_add_func ("/words/contact-kinds", test_contact_kinds);

  return g_test_run ();
}
