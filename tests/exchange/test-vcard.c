/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-vcard-work.h"

#include <string.h>
#include <unistd.h>

#include "exchange/kl-sealed-load.h"
#include "model/kl-locale.h"

/* Cards, good and hostile. Each is read twice: in this process and by the sealed worker. */

/* Auxiliary functions */

static GPtrArray *
read_sealed (GBytes *bytes, GArray *problems, GError **error)
{
  const int fd = kl_sealed_hold (bytes, NULL);
  KlWorkerSafety safety;
  GPtrArray *cards;

  g_assert_cmpint (fd, >=, 0);
  cards = kl_vcard_load_fd (fd, problems, &safety, NULL, error);
  close (fd);
  return cards;
}

static char *
write_cards (GPtrArray *cards)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cards->len; i++)
    {
      const KlVcard *card = g_ptr_array_index (cards, i);

      g_string_append_printf (text, "line %u\r\n", card->line);
      kl_vcard_append (text, card);
    }

  return g_string_free (text, FALSE);
}

static GPtrArray *
read_text (const char *text, GArray *problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GError) error = NULL;
  GPtrArray *cards = kl_vcard_read (bytes, NULL, problems, &error);
  g_autoptr (GPtrArray) sealed = read_sealed (bytes, found, &error);
  g_autofree char *written = NULL, *written_sealed = NULL;

  g_assert_no_error (error);
  written = write_cards (cards);
  written_sealed = write_cards (sealed);
  g_assert_cmpstr (written, ==, written_sealed);
  if (problems != NULL)
    g_assert_cmpmem (problems->data, problems->len * sizeof (KlVcardProblem), found->data,
                     found->len * sizeof (KlVcardProblem));
  return cards;
}

static void
assert_text (const KlVcard *card, const char *name, const char *expected)
{
  g_autofree char *text = kl_vcard_get_text (card, name);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const char *text, KlImportError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_vcard_read (bytes, NULL, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_null (read_sealed (bytes, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
}

/* Cases */

static void
test_version_4 (void)
{
  g_autoptr (GPtrArray) cards =
    read_text ("BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nFN:Quiet\\, 's-Hertogenbosch\r\n"
               "item1.TEL;TYPE=\"voice,work\";PREF=1;VALUE=uri:tel:+31-73-1234567\r\n"
               "ORG:Quiet;Afdeling\\;A\r\nNOTE:Een lange noot di\r\n e hier\r\n\t verder gaat\\nen "
               "hier\r\nEND:VCARD\r\n",
               NULL);
  const KlVcard *card = g_ptr_array_index (cards, 0);
  const KlVcardProperty *tel = kl_vcard_find (card, "TEL");
  g_auto (GStrv) parts = kl_vcard_property_split (kl_vcard_find (card, "ORG"), ';');

  g_assert_cmpuint (cards->len, ==, 1);
  assert_text (card, "FN", "Quiet, 's-Hertogenbosch");
  assert_text (card, "NOTE", "Een lange noot die hier verder gaat\nen hier");
  assert_text (card, "EMAIL", "");
  g_assert_cmpstr (tel->group, ==, "item1");
  g_assert_cmpstr (tel->types, ==, ",voice,work,");
  g_assert_cmpstr (tel->parameters, ==, ";PREF=1;VALUE=uri");
  g_assert_cmpstr (tel->value, ==, "tel:+31-73-1234567");
  g_assert_cmpuint (tel->line, ==, 5);
  g_assert_cmpstr (parts[0], ==, "Quiet");
  g_assert_cmpstr (parts[1], ==, "Afdeling;A");
  g_assert_null (parts[2]);
}

static void
test_version_3 (void)
{
  g_autoptr (GPtrArray) cards =
    read_text ("\xef\xbb\xbf"
               "begin:vcard\nversion:3.0\nFN:Çiğdem Ünal\nN:Ünal;Çiğdem;;;\n"
               "TEL;TYPE=CELL,VOICE;TYPE=pref:06 12345678\n"
               "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\n AAAA\n"
               "EMAIL;TYPE=INTERNET:c@example.org\nend:vcard\n\n",
               NULL);
  const KlVcard *card = g_ptr_array_index (cards, 0);

  assert_text (card, "FN", "Çiğdem Ünal");
  g_assert_cmpstr (kl_vcard_find (card, "TEL")->types, ==, ",cell,voice,pref,");
  g_assert_null (kl_vcard_find (card, "PHOTO"));
  assert_text (card, "EMAIL", "c@example.org");
}

static void
test_version_2_1 (void)
{
  g_autoptr (GPtrArray) cards =
    read_text ("BEGIN:VCARD\r\nVERSION:2.1\r\n"
               "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=87elik;Ay=C5=9Fe;;;\r\n"
               "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Ay=E7e =\r\n=C7elik\r\n"
               "TEL;WORK;VOICE:073 123\r\n"
               "NOTE;ENCODING=QUOTED-PRINTABLE:regel 1=0D=0Aregel 2=\r\n, nog\r\n"
               "PHOTO;JPEG;BASE64:\r\n AAAA\r\n AAAA\r\n\r\n"
               "ORG:Caf\xe9 De Brug\r\nEND:VCARD\r\n",
               NULL);
  const KlVcard *card = g_ptr_array_index (cards, 0);
  g_auto (GStrv) parts = kl_vcard_property_split (kl_vcard_find (card, "N"), ';');

  g_assert_cmpstr (parts[0], ==, "Çelik");
  g_assert_cmpstr (parts[1], ==, "Ayşe");
  assert_text (card, "FN", "Ayçe Çelik");
  g_assert_cmpstr (kl_vcard_find (card, "TEL")->types, ==, ",work,voice,");
  assert_text (card, "NOTE", "regel 1\nregel 2, nog");
  assert_text (card, "ORG", "Café De Brug");
}

/* What is written is read back, folded within 75 octets and never through a sign. */
static void
test_round_trip (void)
{
  static const char note[] =
    "Komma, punt;komma \\ en\neen regel. ğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğ"
    "ğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğğ";
  static const char *const parts[] = { "", "", "Straat 1;a", "Plaats", "", "1234AB", "", NULL };
  g_autoptr (KlVcard) card = kl_vcard_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) cards = NULL;
  g_auto (GStrv) lines = NULL, address = NULL;
  const KlVcard *back;

  kl_vcard_add_text (card, "FN", NULL, "Naam");
  kl_vcard_add_text (card, "NOTE", NULL, note);
  kl_vcard_add_text (card, "EMAIL", NULL, "");
  kl_vcard_add_text (card, "TEL", ",voice,pref,", "073");
  kl_vcard_add_parts (card, "ADR", parts);
  kl_vcard_append (text, card);
  lines = g_strsplit (text->str, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }
  g_assert_nonnull (strstr (text->str, "TEL;TYPE=voice;PREF=1:073\r\n"));

  cards = read_text (text->str, NULL);
  back = g_ptr_array_index (cards, 0);
  assert_text (back, "NOTE", note);
  g_assert_null (kl_vcard_find (back, "EMAIL"));
  address = kl_vcard_property_split (kl_vcard_find (back, "ADR"), ';');
  for (guint i = 0; parts[i] != NULL; i++)
    g_assert_cmpstr (address[i], ==, parts[i]);
}

static void
test_problems (void)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nGeheim zonder punt\nFN:Een\n: leeg\n"
                                           "NOTE;CHARSET=UTF-16:\x81\nNOTE:");
  g_autoptr (GPtrArray) cards = NULL;
  static const KlVcardProblem expected[] = { { 2, KL_VCARD_PROBLEM_BROKEN },
                                             { 4, KL_VCARD_PROBLEM_BROKEN },
                                             { 5, KL_VCARD_PROBLEM_SIGNS },
                                             { 6, KL_VCARD_PROBLEM_TOO_LONG },
                                             { 8, KL_VCARD_PROBLEM_NO_END } };

  for (guint i = 0; i < 40000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\nEND:VCARD\nBEGIN:VCARD\nFN:Twee\n");
  cards = read_text (text->str, problems);
  g_assert_cmpuint (cards->len, ==, 1);
  assert_text (g_ptr_array_index (cards, 0), "FN", "Een");
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < problems->len; i++)
    {
      const KlVcardProblem *problem = &g_array_index (problems, KlVcardProblem, i);
      g_autofree char *words = kl_vcard_problem_to_string (problem);

      g_assert_cmpuint (problem->line, ==, expected[i].line);
      g_assert_cmpint (problem->kind, ==, expected[i].kind);
      g_assert_null (strstr (words, "Geheim"));
    }
}

static void
test_hostile (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) folds = g_string_new ("BEGIN:VCARD\nX");

  assert_refused ("", KL_IMPORT_ERROR_FORMAT);
  assert_refused ("naam;adres\n", KL_IMPORT_ERROR_FORMAT);
  for (guint i = 0; i < 30000; i++)
    g_string_append (many, "BEGIN:VCARD\nEND:VCARD\n");
  assert_refused (many->str, KL_IMPORT_ERROR_LIMIT);
  for (guint i = 0; i < 600000; i++)
    g_string_append (folds, "\n =");
  assert_refused (folds->str, KL_IMPORT_ERROR_LIMIT);
}

/* Of what a worker answers nothing is taken that could not be a line of a card. */
static void
assert_lie (const char *group, const char *name, const char *types, const char *value)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_vcard_free);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  KlVcard *card = kl_vcard_new ();

  kl_vcard_add (card, name, types, value);
  ((KlVcardProperty *) g_ptr_array_index (card->properties, 0))->group = g_strdup (group);
  g_ptr_array_add (cards, card);
  kl_vcard_encode (cards, problems, answer);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  g_assert_null (kl_vcard_decode (bytes, NULL));
}

static void
test_lies (void)
{
  assert_lie (NULL, "", NULL, "x");
  assert_lie (NULL, "FN:x\r\nTEL", NULL, "x");
  assert_lie (NULL, "FN", NULL, "x\nTEL:1");
  assert_lie (NULL, "FN", "work", "x");
  assert_lie (NULL, "FN", ",wo\rrk,", "x");
  assert_lie ("a\nb", "FN", NULL, "x");
}

int
main (int argc, char **argv)
{
  kl_locale_init (g_getenv ("KL_LOCALEDIR"));
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/version-4", test_version_4);
  g_test_add_func ("/vcard/version-3", test_version_3);
  g_test_add_func ("/vcard/version-2.1", test_version_2_1);
  g_test_add_func ("/vcard/round-trip", test_round_trip);
  g_test_add_func ("/vcard/problems", test_problems);
  g_test_add_func ("/vcard/hostile", test_hostile);
  g_test_add_func ("/vcard/lies", test_lies);

  return g_test_run ();
}
