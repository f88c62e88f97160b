/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-letter.h"

#include <string.h>

#include "pdf-reader.h"
#include "../unit/dutch.h"

#define DAY (kl_date_new (2025, 11, 24))

static void
add (GPtrArray *list, const char *text)
{
  g_ptr_array_add (list, g_strdup (text));
}

static KlLetter *
create_letter (void)
{
  KlLetter *letter = kl_letter_new ();

  letter->school = g_strdup ("KC De Wilgenroos");
  letter->partner = g_strdup ("Team Toegang en Regie");
  letter->attention = g_strdup ("Ilse van Rooij, regisseur West");
  letter->date = DAY;
  letter->subject = g_strdup ("Jelle van den Berg, 10 jaar, groep 7: aanjagen");
  letter->ground = g_strdup ("moeder, 30 oktober 2025, geldig t/m 11 december 2025");
  letter->greeting = g_strdup ("Beste Ilse,");
  add (letter->paragraphs, "Op 31 oktober vroegen wij of de hulp voor Jelle sneller kan beginnen. "
                           "Daar hebben wij nog geen antwoord op; dat is nu 24 dagen geleden.");
  add (letter->paragraphs, "Moeder weet van deze brief.\nBellen kan ook.");
  letter->question = g_strdup ("Wie is de vaste regisseur?");
  letter->writer = g_strdup ("Samira Bouali");
  letter->writer_role = g_strdup ("schoolmaatschappelijk werker");
  letter->reply_until = kl_date_new (2025, 12, 1);
  add (letter->left_out, "gesprekken");
  add (letter->left_out, "werknotities");
  letter->purpose = g_strdup ("aanjagen");
  letter->printed_at = kl_time_from_local (DAY, 8 * 60 + 5);
  letter->audit_head = g_strdup ("4f9c 21d7 a0b3 8e56");
  return letter;
}

static GBytes *
render (const KlLetter *letter)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_letter_render (letter, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_has (const char *text, const char *part)
{
  g_autofree char *squeezed = pdf_squeeze (text);

  if (strstr (squeezed, part) == NULL)
    g_error ("“%s” is not in the text of the letter:\n%s", part, text);
}

static void
test_text (void)
{
  g_autoptr (KlLetter) letter = create_letter ();
  g_autoptr (GBytes) bytes = render (letter);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autofree char *text = pdf_get_text (document);
  static const char *const parts[] = {
    "t.a.v. Ilse van Rooij, regisseur West",
    "24 november 2025",
    "Jelle van den Berg, 10 jaar, groep 7: aanjagen",
    "moeder, 30 oktober 2025, geldig t/m 11 december 2025",
    "dat is nu 24 dagen geleden.",
    "Wie is de vaste regisseur?",
    "schoolmaatschappelijk werker, KC De Wilgenroos",
    "gesprekken, werknotities.",
    "graag vóór 1 december, aan Samira Bouali, KC De Wilgenroos",
    "Wij nemen het niet op, omdat",
    "Vertrouwelijk. Alleen voor Team Toegang en Regie (aanjagen); niet doorgeven.",
    "Logboek 4f9c 21d7 a0b3 8e56",
  };

  pdf_keep (bytes, "letter");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_has (text, parts[i]);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
}

/* The title of a file is seen where the letter is not: no child stands in it. */
static void
test_metadata (void)
{
  g_autoptr (KlLetter) letter = create_letter ();
  g_autoptr (GBytes) bytes = render (letter);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *language = pdf_get_catalog_string (bytes, "/Lang");

  g_assert_cmpstr (title, ==, "Brief aan Team Toegang en Regie 2025-11-24");
  g_assert_cmpstr (language, ==, "nl-NL");
  g_assert_null (strstr (title, "Jelle"));
}

static void
test_structure (void)
{
  g_autoptr (KlLetter) letter = create_letter ();
  g_autoptr (GBytes) bytes = render (letter);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);

  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, "Beste Ilse,"));
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_2, "Antwoord"));
  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_2, "Wat wij vragen"));
}

static void
test_same_bytes (void)
{
  g_autoptr (KlLetter) one = create_letter ();
  g_autoptr (KlLetter) other = create_letter ();
  g_autoptr (GBytes) first = render (one);
  g_autoptr (GBytes) second = render (other);

  g_assert_true (g_bytes_equal (first, second));
}

/* A letter of pages still ends with all of its slip on one of them. */
static void
test_long (void)
{
  g_autoptr (KlLetter) letter = create_letter ();
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *last = NULL;
  int n_pages;

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (words, "woord%d ", i);
  add (letter->paragraphs, words->str);
  bytes = render (letter);
  pdf_keep (bytes, "letter-long");
  document = pdf_open (bytes);
  n_pages = poppler_document_get_n_pages (document);
  g_assert_cmpint (n_pages, >, 2);
  last = pdf_get_page_text (document, n_pages - 1);
  assert_has (last, "Antwoord");
  assert_has (last, "Het gezin is niet bij ons bekend");
  pdf_assert_inside_margins (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();

  g_test_add_func ("/letter/text", test_text);
  g_test_add_func ("/letter/metadata", test_metadata);
  g_test_add_func ("/letter/structure", test_structure);
  g_test_add_func ("/letter/same-bytes", test_same_bytes);
  g_test_add_func ("/letter/long", test_long);

  return g_test_run ();
}
