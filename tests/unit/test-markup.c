/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-disclosure.h"
#include "model/kl-markup.h"

#include <string.h>

/* How a block is written down here: "P text", "* item", "3 item", with [bold]. */
static char *
write_blocks (const char *source)
{
  g_autoptr (GPtrArray) blocks = kl_markup_parse (source);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const KlMarkupBlock *block = g_ptr_array_index (blocks, i);
      gsize at = 0;

      if (i > 0)
        g_string_append_c (out, '|');
      if (block->kind == KL_MARKUP_NUMBER)
        g_string_append_printf (out, "%d ", block->number);
      else
        g_string_append (out, block->kind == KL_MARKUP_BULLET ? "* " : "P ");
      for (guint j = 0; j < block->bold->len; j++)
        {
          const KlTextRange *range = &g_array_index (block->bold, KlTextRange, j);

          g_string_append_len (out, block->text + at, (gssize) (range->start - at));
          g_string_append_printf (out, "[%.*s]", (int) (range->end - range->start),
                                  block->text + range->start);
          at = range->end;
        }
      g_string_append (out, block->text + at);
    }

  return g_string_free (out, FALSE);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *source, *expected;
  } cases[] = {
    { "", "" },
    { "\n\n \n", "" },
    { "Moeder belde.", "P Moeder belde." },
    { "Een\r\nTwee\n\nDrie ", "P Een|P Twee|P Drie" },
    { "**Afspraak** voor morgen", "P [Afspraak] voor morgen" },
    { "De **ene** en de **andere**", "P De [ene] en de [andere]" },
    { "**hele zin**", "P [hele zin]" },
    { "**niet dicht", "P **niet dicht" },
    { "5 ** 3 ** 2", "P 5 ** 3 ** 2" },
    { "****", "P ****" },
    { "***drie***", "P *[drie]*" },
    { "**a **b** c", "P [a **b] c" },
    { "**over\nde regel**", "P **over|P de regel**" },
    { "één * twee", "P één * twee" },
    { "**é**ü", "P [é]ü" },
    { "- een\n- **twee**\n* drie", "* een|* [twee]|* drie" },
    { "1. een\n2) twee\n10. tien", "1 een|2 twee|10 tien" },
    { "   - drie blanks\n    - vier", "* drie blanks\n- vier" },
    { "- een\n  gaat door\n- twee", "* een\ngaat door|* twee" },
    { "- een\n\n  los", "* een|P los" },
    { "-geen item", "P -geen item" },
    { "- ", "P -" },
    { "• een\n•twee", "* een|P •twee" },
    { "2025. Een jaar", "P 2025. Een jaar" },
    { "12.30 uur gebeld", "P 12.30 uur gebeld" },
    { "- **a\n  b**", "* **a\nb**" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blocks = write_blocks (cases[i].source);

      g_assert_cmpstr (blocks, ==, cases[i].expected);
    }
}

static void
test_plain (void)
{
  g_autofree char *same = kl_markup_to_plain ("Een.\n\nTwee <b> & drie");
  g_autofree char *words = kl_markup_to_plain ("**Nu**:\n- bellen\n2. mailen");

  g_assert_cmpstr (same, ==, "Een.\n\nTwee <b> & drie");
  g_assert_cmpstr (words, ==, "Nu:\n• bellen\n2. mailen");
}

static void
test_pango (void)
{
  g_autofree char *same = kl_markup_to_pango ("<b>Een</b>.\n\nTwee & drie");
  g_autofree char *words = kl_markup_to_pango ("**A<i>** & **b**\n- bellen");

  g_assert_cmpstr (same, ==, "&lt;b&gt;Een&lt;/b&gt;.\n\nTwee &amp; drie");
  g_assert_cmpstr (words, ==, "<b>A&lt;i&gt;</b> &amp; <b>b</b>\n• bellen");
}

/* Where it stands in what is typed. */
static void
test_find_bold (void)
{
  const char *source = "**Nu**:\n- **één** of **twee**\n**open";
  g_autoptr (GArray) ranges = kl_markup_find_bold (source);
  static const char *const expected[] = { "Nu", "één", "twee" };

  g_assert_cmpuint (ranges->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < ranges->len; i++)
    {
      const KlTextRange *range = &g_array_index (ranges, KlTextRange, i);
      g_autofree char *words = g_strndup (source + range->start, range->end - range->start);

      g_assert_cmpstr (words, ==, expected[i]);
    }
}

/* A name cannot hide behind signs from those who take it out. */
static void
test_mask (void)
{
  static const struct
  {
    const char *source, *expected;
  } cases[] = {
    { "**Fen**na was er", "another child (group 5) was er" },
    { "- Fenna belde\n- **Let op**", "• another child (group 5) belde\n• Let op" },
    { "- **Let op**", "- **Let op**" },
  };
  const KlAudience audience = { .kind = KL_AUDIENCE_PARENTS };
  g_autoptr (KlDisclosure) disclosure = kl_disclosure_new (&audience);

  kl_name_mask_hide (disclosure->mask, "Fenna", "de", "Wit", "5", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup (cases[i].source);

      kl_disclosure_mask (disclosure, &text);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_continue (void)
{
  static const struct
  {
    const char *line, *expected;
    gsize prefix;
  } cases[] = {
    { "gewoon", NULL, 0 },      { "", NULL, 0 },  { "- een", "- ", 2 },    { "* een", "* ", 2 },
    { " -  een", " - ", 4 },    { "- ", "", 2 },  { "9. een", "10. ", 3 }, { "3) een", "4) ", 3 },
    { "999. een", "999. ", 5 }, { "2. ", "", 3 }, { "• een", "• ", 4 },    { "12.30 uur", NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize prefix;
      g_autofree char *next = kl_markup_continue_list (cases[i].line, &prefix);

      g_assert_cmpstr (next, ==, cases[i].expected);
      g_assert_cmpuint (prefix, ==, cases[i].prefix);
    }
}

static void
test_toggle (void)
{
  static const struct
  {
    const char *source;
    KlTextRange selection;
    const char *expected;
    KlTextRange after;
  } cases[] = {
    { "de deur", { 3, 7 }, "de **deur**", { 5, 9 } },
    { "de **deur**", { 5, 9 }, "de deur", { 3, 7 } },
    { "de  deur ", { 2, 9 }, "de  **deur** ", { 6, 10 } },
    { "de ", { 3, 3 }, "de ****", { 5, 5 } },
    { "de ****", { 5, 5 }, "de ", { 3, 3 } },
    { "", { 0, 0 }, "****", { 2, 2 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlTextRange selection = cases[i].selection;
      g_autofree char *changed = kl_markup_toggle_bold (cases[i].source, &selection);

      g_assert_cmpstr (changed, ==, cases[i].expected);
      g_assert_cmpuint (selection.start, ==, cases[i].after.start);
      g_assert_cmpuint (selection.end, ==, cases[i].after.end);
    }
}

/* Whatever is typed: no word is lost, ranges stand in order within the words, letters are whole. */
static void
check_sound (const char *source)
{
  g_autoptr (GPtrArray) blocks = kl_markup_parse (source);
  g_autofree char *pango = kl_markup_to_pango (source);
  g_autofree char *plain = kl_markup_to_plain (source);

  g_assert_true (g_utf8_validate (pango, -1, NULL));
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  for (guint i = 0; i < blocks->len; i++)
    {
      const KlMarkupBlock *block = g_ptr_array_index (blocks, i);
      gsize at = 0;

      for (guint j = 0; j < block->bold->len; j++)
        {
          const KlTextRange *range = &g_array_index (block->bold, KlTextRange, j);

          g_assert_cmpuint (range->start, >=, at);
          g_assert_cmpuint (range->end, >, range->start);
          g_assert_cmpuint (range->end, <=, strlen (block->text));
          at = range->end;
        }
    }
}

static guint
count_letters (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      n++;

  return n;
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "*", "**", "- ", "1. ", " ", "\n", "a", "é", "<", "&", "  "
  };

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      g_autofree char *plain = NULL;
      const int n = g_test_rand_int_range (0, 30);

      for (int i = 0; i < n; i++)
        g_string_append (source, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      check_sound (source->str);
      plain = kl_markup_to_plain (source->str);
      g_assert_cmpuint (count_letters (plain), ==, count_letters (source->str));
    }
}

/* Long texts that would be slow for a reader that goes back. */
static void
test_hostile (void)
{
  static const char *const pieces[] = { "**a ", "*", "** ", "- a\n  b\n", "  b\n", "**a** ", "1" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) source = g_string_new ("- begin\n");
      const gint64 start = g_get_monotonic_time ();

      while (source->len < 1000000)
        g_string_append (source, pieces[i]);
      check_sound (source->str);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/markup/parse", test_parse);
  g_test_add_func ("/markup/plain", test_plain);
  g_test_add_func ("/markup/pango", test_pango);
  g_test_add_func ("/markup/find-bold", test_find_bold);
  g_test_add_func ("/markup/mask", test_mask);
  g_test_add_func ("/markup/continue", test_continue);
  g_test_add_func ("/markup/toggle", test_toggle);
  g_test_add_func ("/markup/random", test_random);
  g_test_add_func ("/markup/hostile", test_hostile);

  return g_test_run ();
}
