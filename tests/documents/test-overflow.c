/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-pack-print.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../unit/dutch.h"
#include "pdf-reader.h"
#include "sample-pack.h"

/* What does not fit on its page: nothing is lost, nothing is cut off. */

static PopplerDocument *
render (const KlPackContent *content, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_pack_render (content, NULL, NULL, &error);
  PopplerDocument *document;

  g_assert_no_error (error);
  pdf_keep (bytes, name);
  document = pdf_open (bytes);
  pdf_assert_inside_margins (document);
  pdf_assert_accessible (bytes, name);
  return document;
}

static KlPackContent *
make_pack (KlCaseSummary *summary)
{
  KlPackContent *content = sample_pack_new ();

  g_ptr_array_set_size (content->items, 1);
  kl_pack_content_add_item (content, "Jelle, groep 7", 15)->summary = summary;
  return content;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in the text of the document:\n%s", part, text);
}

static char *
get_structure_text (PopplerDocument *document)
{
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);
  const PdfElement *root = g_ptr_array_index (elements, 0);

  return g_strdup (root->text);
}

static void
test_no_entries (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  KlCaseSummary *summary = kl_case_summary_new ();

  summary->name = g_strdup ("Jelle van den Berg");
  content = make_pack (summary);
  document = render (content, "no-entries");
  text = pdf_get_page_text (document, 1);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 2);
  assert_has (text, "Jelle van den Berg");
  assert_has (text, "Besluiten");
  g_assert_null (strstr (text, "Bevorderend"));
  g_assert_null (strstr (text, "Toestemming"));
}

static void
test_many_entries (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  KlCaseSummary *summary = sample_case_new ();
  int n_pages;

  for (int i = 0; i < 500; i++)
    {
      g_autofree char *line = g_strdup_printf ("gebeurtenis nummer %d in de klas", i);

      kl_case_summary_add_since (summary, "1 nov", line);
      kl_case_summary_add_mark (summary, kl_date_new (2025, 9, 1) + i / 7, KL_MARK_TALK, "gesprek");
    }
  content = make_pack (summary);
  document = render (content, "many-entries");
  n_pages = poppler_document_get_n_pages (document);
  text = get_structure_text (document);
  first = pdf_get_page_text (document, 1);
  last = pdf_get_page_text (document, n_pages - 1);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *line = g_strdup_printf ("gebeurtenis nummer %d in de klas", i);

      g_assert_cmpuint (count (text, line), ==, 1);
    }
  assert_has (first, "nog 498 op blad 3");
  assert_has (first, "gebeurtenis nummer 499");
  g_assert_null (strstr (first, "gebeurtenis nummer 493"));
  g_assert_null (strstr (first, "Besluiten"));
  assert_has (last, "Besluiten");
  assert_has (last, "Jelle van den Berg vervolg");
}

static void
test_many_actions_and_factors (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *first = NULL;
  KlCaseSummary *summary = sample_case_new ();

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *line = g_strdup_printf ("afspraak nummer %d", i);

      kl_case_summary_add_action (summary, line, "Samira Bouali")->late = i == 29;
      g_ptr_array_add (summary->helping, g_strdup_printf ("dit helpt %d", i));
    }
  content = make_pack (summary);
  document = render (content, "many-actions");
  text = get_structure_text (document);
  first = pdf_get_page_text (document, 1);
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *line = g_strdup_printf ("afspraak nummer %dSamira", i);

      g_assert_cmpuint (count (text, line), ==, 1);
    }
  assert_has (first, "afspraak nummer 29");
  assert_has (first, "nog 27 op blad 3");
  assert_has (first, "nog 29 op blad 3");
}

static void
test_long_note (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *text = NULL;
  KlCaseSummary *summary = sample_case_new ();

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (note, "woord%d%s", i, i % 12 == 11 ? ". " : " ");
  kl_case_summary_add_since (summary, "8 nov", note->str);
  g_free (summary->question);
  summary->question = g_strndup (note->str, 12000);
  content = make_pack (summary);
  document = render (content, "long-note");
  text = get_structure_text (document);
  for (int i = 0; i < 10000; i++)
    {
      g_autofree char *word = g_strdup_printf ("woord%d%s", i, i % 12 == 11 ? "." : " ");

      if (strstr (text, word) == NULL)
        g_error ("%s was lost", word);
    }
}

static void
test_long_names (void)
{
  static const char *const name =
    "Maximiliaan-Alexander van der Heijden-Oosterwijk-Schimmelpenninck "
    "van der Oye tot Nijenbeek";
  static const char *const word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
                                  "Llanfairpwllgwyngyllgogerychwyrn";
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  KlCaseSummary *summary = sample_case_new ();

  g_free (summary->name);
  summary->name = g_strdup (name);
  g_free (summary->owner);
  summary->owner = g_strdup (name);
  kl_case_summary_add_trust (summary, name, name, TRUE);
  kl_case_summary_add_trust (summary, word, word, TRUE);
  kl_case_summary_add_action (summary, word, word);
  kl_case_summary_add_referral (summary, word, word)->sent_on = kl_date_new (2025, 11, 1);
  kl_case_summary_add_consent_span (summary, kl_date_new (2025, 9, 16), KL_DATE_NONE, name);
  kl_case_summary_add_mark (summary, kl_date_new (2025, 11, 20), KL_MARK_CONSULT, name);
  content = make_pack (summary);
  kl_pack_content_add_attendee (content, name, word);
  g_free (content->place);
  content->place = g_strdup (name);
  document = render (content, "long-names");
  elements = pdf_list_elements (document);
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1, name));
}

/* Poppler's GLib wrapper reads the structure's text as another encoding, its program does not. */
static char *
get_structure_by_program (GBytes *bytes)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("structure-XXXXXX.pdf", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdfinfo", "-struct-text",
                              "-enc", "UTF-8", path, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
}

static void
test_other_scripts (void)
{
  static const char *const turkish = "Gülşah İnanç-Yıldırım";
  static const char *const arabic = "محمد الأمين";
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *structure = NULL;
  g_autofree char *text = NULL;
  KlCaseSummary *summary = sample_case_new ();

  g_free (summary->name);
  summary->name = g_strdup (turkish);
  g_free (summary->title);
  summary->title = g_strdup (arabic);
  kl_case_summary_add_action (summary, "Bellen met محمد الأمين over school", turkish);
  content = make_pack (summary);
  bytes = kl_pack_render (content, NULL, NULL, NULL);
  document = render (content, "other-scripts");
  text = pdf_get_page_text (document, 1);
  structure = get_structure_by_program (bytes);
  assert_has (text, turkish);
  assert_has (structure, "\"Gülşah İnanç-Yıldırım\"");
  assert_has (structure, "\"محمد الأمين\"");
  assert_has (structure, "\"Bellen met محمد الأمين over school\"");
}

static void
assert_drawn (const KlShaped *shaped)
{
  g_assert_cmpuint (shaped->n_runs, >, 0);
  for (guint i = 0; i < shaped->n_runs; i++)
    {
      g_assert_cmpuint (shaped->runs[i].n_glyphs, >, 0);
      for (guint j = 0; j < shaped->runs[i].n_glyphs; j++)
        g_assert_cmpuint (shaped->runs[i].glyphs[j], !=, 0);
    }
}

/* No letter is the empty box that a font has for what it lacks; Arabic letters run from right to
 * left and take the form of their place in the word. */
static void
test_letters_are_drawn (void)
{
  static const KlFace faces[] = { KL_FACE_LABEL, KL_FACE_TITLE, KL_FACE_TOLD, KL_FACE_CHILD };
  static const char *const turkish = "Gülşah-İnanç-Yıldırım-Çağla-Gökçe-Šimůnek-Żółć";
  static const char *const arabic = "محمد";
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      const KlTextStyle style = { .face = faces[i], .size = 10, .leading = 13, .weight = 400 };
      const guint font = kl_typesetter_get_font (typesetter, &style);
      const gsize end = strlen (arabic);
      g_autoptr (GPtrArray) lines =
        kl_typesetter_break_complex (typesetter, arabic, end, &font, &style.size, &end, 1, 300);
      const KlShaped *line = g_ptr_array_index (lines, 0);
      const KlGlyphRun *run = &line->runs[0];

      assert_drawn (kl_typesetter_shape (typesetter, font, turkish, strlen (turkish)));
      assert_drawn (line);
      g_assert_cmpuint (run->n_glyphs, >=, 4);
      /* The last glyph stands at the left. */
      g_assert_cmpfloat (run->advance * run->em / 1000, <, line->width / 2);
      g_assert_cmpuint (run->glyphs[0], !=, run->glyphs[2]);
    }
}

static void
test_many_items (void)
{
  g_autoptr (KlPackContent) content = sample_pack_new ();
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 54; i++)
    {
      g_autofree char *title = g_strdup_printf ("Punt van orde %d", i);
      KlPackItem *item = kl_pack_content_add_item (content, title, 2);

      item->question = g_strdup ("Een lange vraag die nooit op één regel past, want zij gaat maar "
                                 "door en door tot zij het einde van de regel ver voorbij is.");
    }
  for (int i = 0; i < 20; i++)
    kl_pack_content_add_attendee (content, "Marleen Kuijpers", "intern begeleider");
  document = render (content, "many-items");
  text = get_structure_text (document);
  for (int i = 0; i < 54; i++)
    {
      g_autofree char *title = g_strdup_printf ("Punt van orde %d", i);

      assert_has (text, title);
    }
  assert_has (text, "Een lange vraag die nooit op");
  g_assert_cmpuint (count (text, "Marleen Kuijpersintern begeleider"), ==, 21);
}

static void
test_broken_text (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  KlCaseSummary *summary = sample_case_new ();

  kl_case_summary_add_since (summary, "8 nov", "half \xff teken\nnieuwe regel\tmet tab");
  kl_case_summary_add_since (summary, "", "");
  content = make_pack (summary);
  document = render (content, "broken-text");
  text = pdf_get_page_text (document, 1);
  assert_has (text, "nieuwe regel met tab");
}

/* Without Inter and Charis SIL the pack comes out in what there is. */
static void
test_missing_fonts (void)
{
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }
  g_setenv ("FONTCONFIG_FILE",
            g_test_get_filename (G_TEST_DIST, "tests/documents/fonts.conf", NULL), TRUE);
  for (int i = 0; i < 4; i++)
    g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "The font * is not installed;*");
  content = sample_pack_new ();
  document = render (content, "missing-fonts");
  g_test_assert_expected_messages ();
  text = pdf_get_text (document);
  assert_has (text, "Jelle van den Berg");
  assert_has (text, "Waarom op de agenda");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();

  g_test_add_func ("/documents/overflow/no-entries", test_no_entries);
  g_test_add_func ("/documents/overflow/many-entries", test_many_entries);
  g_test_add_func ("/documents/overflow/many-actions-and-factors", test_many_actions_and_factors);
  g_test_add_func ("/documents/overflow/long-note", test_long_note);
  g_test_add_func ("/documents/overflow/long-names", test_long_names);
  g_test_add_func ("/documents/overflow/other-scripts", test_other_scripts);
  g_test_add_func ("/documents/overflow/letters-are-drawn", test_letters_are_drawn);
  g_test_add_func ("/documents/overflow/many-items", test_many_items);
  g_test_add_func ("/documents/overflow/broken-text", test_broken_text);
  g_test_add_func ("/documents/overflow/missing-fonts", test_missing_fonts);
  return g_test_run ();
}
