/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-pack-print.h"

#include "documents/kl-document.h"
#include "pdf-reader.h"
#include "sample-pack.h"
#include "../unit/dutch.h"

#define ITEM_QUESTION                                                                              \
  "Wat doen wij als Toegang en Regie niet antwoordt, en wie is er als Samira er niet is?"
#define CASE_QUESTION                                                                              \
  "Wat doen wij als Toegang en Regie niet antwoordt, en wie is er voor Jelle als Samira er niet "  \
  "is?"

/* One pack for all cases: none of them changes it. */
typedef struct
{
  KlPackContent *content;
  GBytes *bytes;
  PopplerDocument *document;
  GPtrArray *elements;
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->content = sample_pack_new ();
  fixture->bytes = kl_pack_render (fixture->content, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->document = pdf_open (fixture->bytes);
  fixture->elements = pdf_list_elements (fixture->document);
  pdf_keep (fixture->bytes, "pack");
}

static void
tear_down (Fixture *fixture)
{
  g_ptr_array_unref (fixture->elements);
  g_object_unref (fixture->document);
  g_bytes_unref (fixture->bytes);
  kl_pack_content_free (fixture->content);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in the text of the document:\n%s", part, text);
}

static void
test_text (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *cover = pdf_get_page_text (fixture->document, 0);
  g_autofree char *page = pdf_get_page_text (fixture->document, 1);
  static const char *const parts[] = { "Jelle van den Berg",
                                       "Driftbuien thuis",
                                       "7, 10 jaar",
                                       "14 nov, 10 dagen (norm 7)",
                                       "Waarom op de agenda",
                                       "Samira Bouali",
                                       "nog geen persoon bekend",
                                       "herfstvakantie",
                                       "Komt op verhaal tijdens het",
                                       "Geen antwoord van Toegang",
                                       "zelfde dag gesproken",
                                       "Geldig t/m 11 december (17 dagen)",
                                       "7 dagen te laat",
                                       "wacht 24 dagen",
                                       "versie 2",
                                       "Niet opgenomen: 1 werknotitie (alleen voor de schrijver).",
                                       "Blad 2 van 3",
                                       "Exemplaar 3 van 5, Karin Verhagen",
                                       "Logboek 4f9c 21d7 a0b3 8e56",
                                       "Afgedrukt 24 november 2025, 8.05 uur." };

  for (guint i = 0; i < fixture->content->items->len; i++)
    {
      const KlPackItem *item = g_ptr_array_index (fixture->content->items, i);

      assert_has (cover, item->title);
      if (item->change_note != NULL)
        assert_has (cover, item->change_note);
    }
  assert_has (cover, "maandag 24 november 2025");
  assert_has (cover, "13.15 tot 14.30 uur, IB-kamer");
  assert_has (cover, "leerkracht groep 7, alleen punt 2");
  assert_has (cover, "directeur, afgemeld");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_has (page, parts[i]);
}

static void
test_cover_without_surnames (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *cover = pdf_get_page_text (fixture->document, 0);

  g_assert_null (strstr (cover, "van den Berg"));
  g_assert_null (strstr (cover, "Amrani"));
}

/* The last cell of the row of the agenda that has @title in it. */
static const char *
get_page_cell (GPtrArray *elements, const char *title)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const PdfElement *row = g_ptr_array_index (elements, i);
      const char *last = NULL;

      if (row->kind != POPPLER_STRUCTURE_ELEMENT_TABLE_ROW || strstr (row->text, title) == NULL)
        continue;
      for (guint j = i + 1; j < elements->len; j++)
        {
          const PdfElement *cell = g_ptr_array_index (elements, j);

          if (cell->depth <= row->depth)
            break;
          if (cell->kind == POPPLER_STRUCTURE_ELEMENT_TABLE_DATA)
            last = cell->text;
        }
      return last;
    }
  return NULL;
}

static void
test_page_numbers (gconstpointer data)
{
  const Fixture *fixture = data;
  GPtrArray *elements = fixture->elements;
  g_autofree char *cover = pdf_get_page_text (fixture->document, 0);

  g_assert_cmpint (poppler_document_get_n_pages (fixture->document), ==, 3);
  g_assert_cmpstr (get_page_cell (elements, "Jelle, groep 7"), ==, "2");
  g_assert_cmpstr (get_page_cell (elements, "Gezin E., groep 4"), ==, "3");
  g_assert_cmpstr (get_page_cell (elements, "Rondvraag"), ==, "");
  assert_has (cover, "Blad 1 van 3");
}

static void
test_headings (gconstpointer data)
{
  const Fixture *fixture = data;
  GPtrArray *elements = fixture->elements;

  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_DOCUMENT), ==, 1);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_SECTION), ==, 3);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 3);
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1, "Zorgteam"));
  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1, "Jelle van den Berg"));
  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_2, "Vraag aan het team"));
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_2, "Besluiten"));
}

static void
test_paragraphs_are_whole (gconstpointer data)
{
  const Fixture *fixture = data;
  GPtrArray *elements = fixture->elements;

  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, ITEM_QUESTION));
  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_PARAGRAPH, CASE_QUESTION));
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_LIST_BODY,
                                      "Niet op school; huisbezoek, samen naar school gelopen"));
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_LIST_LABEL, "7, 14 nov"));
}

static void
test_tables (gconstpointer data)
{
  const Fixture *fixture = data;
  GPtrArray *elements = fixture->elements;

  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_TABLE), ==, 4);
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, "Actie"));
  g_assert_nonnull (
    pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, "Verstuurd"));
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA,
                                      "Toegang en Regie bellen: wie is de vaste regisseur?"));
}

static void
test_figures (gconstpointer data)
{
  const Fixture *fixture = data;
  GPtrArray *elements = fixture->elements;
  g_autoptr (GString) alts = g_string_new (NULL);

  for (guint i = 0; i < elements->len; i++)
    {
      const PdfElement *element = g_ptr_array_index (elements, i);

      if (element->kind != POPPLER_STRUCTURE_ELEMENT_FIGURE)
        continue;
      g_assert_nonnull (element->alt);
      g_string_append_printf (alts, "%s\n", element->alt);
    }
  assert_has (alts->str,
              "Het overleg op schaal: 60 van de 75 minuten zijn gepland. Punt 1: 5 min.");
  assert_has (alts->str,
              "Vertrouwensketen: Anke de Laat (leerkracht, merkte het op), daarna Samira");
  assert_has (alts->str, "30 oktober: huisbezoek (huisbezoek).");
  assert_has (alts->str, "Toegang en Regie, verstuurd op 31 oktober, wacht 24 dagen.");
  assert_has (alts->str, "Plan, versie 2, vanaf 20 oktober.");
}

/* The agenda ruler, the chain of trust and the strip are drawn, with the strip's black lines. */
static void
test_figures_are_drawn (gconstpointer data)
{
  const Fixture *fixture = data;
  g_assert_cmpfloat (pdf_get_darkness (fixture->document, 0, 110, 215, 70, 24), >, 0.7);
  g_assert_cmpfloat (pdf_get_darkness (fixture->document, 1, KL_PAGE_LEFT, 130, 14, 20), >, 0.2);
  g_assert_cmpfloat (pdf_get_darkness (fixture->document, 1, 400, 300, 100, 30), >, 0.08);
  g_assert_cmpfloat (pdf_get_darkness (fixture->document, 1, 390, 331, 150, 6), >, 0.3);
  g_assert_cmpfloat (pdf_get_darkness (fixture->document, 1, KL_PAGE_LEFT + 5, 620, 200, 100), >,
                     0.001);
}

static void
test_language (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *language = pdf_get_catalog_string (fixture->bytes, "/Lang");
  g_autofree char *marked = pdf_get_catalog_string (fixture->bytes, "/MarkInfo");
  g_autofree char *preferences = pdf_get_catalog_string (fixture->bytes, "/ViewerPreferences");

  g_assert_cmpstr (language, ==, "nl-NL");
  g_assert_cmpstr (marked, ==, "<< /Marked true >>");
  g_assert_cmpstr (preferences, ==, "<< /DisplayDocTitle true >>");
}

static void
test_metadata (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autofree char *title = poppler_document_get_title (fixture->document);
  g_autofree char *author = poppler_document_get_author (fixture->document);
  g_autofree char *subject = poppler_document_get_subject (fixture->document);
  g_autofree char *creator = poppler_document_get_creator (fixture->document);
  g_autofree char *name = kl_pack_get_file_name (fixture->content, NULL);
  g_autoptr (GDateTime) date = poppler_document_get_creation_date_time (fixture->document);

  g_assert_cmpstr (title, ==, "Zorgteam-pak 24 november 2025");
  g_assert_cmpstr (name, ==, "Zorgteam-pak 2025-11-24.pdf");
  g_assert_cmpstr (creator, ==, "Korte Lijnen");
  g_assert_null (author);
  g_assert_null (subject);
  g_assert_cmpint (g_date_time_to_unix (date), ==, fixture->content->printed_at);
}

static void
test_same_bytes (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) again = kl_pack_render (fixture->content, typesetter, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (fixture->bytes, again));
    }
}

static void
test_fonts (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (PopplerFontInfo) info = poppler_font_info_new (fixture->document);
  PopplerFontsIter *iter;
  guint n_told = 0;
  guint n_labels = 0;

  g_assert_true (poppler_font_info_scan (info, 100, &iter));
  do
    {
      const char *name = poppler_fonts_iter_get_name (iter);

      g_assert_true (poppler_fonts_iter_is_embedded (iter));
      g_assert_true (poppler_fonts_iter_is_subset (iter));
      g_assert_nonnull (name);
      n_told += strstr (name, "Charis") != NULL ? 1 : 0;
      n_labels += strstr (name, "Inter") != NULL ? 1 : 0;
    }
  while (poppler_fonts_iter_next (iter));
  g_assert_cmpuint (n_told, >, 0);
  g_assert_cmpuint (n_labels, >, 0);
  poppler_fonts_iter_free (iter);
}

static void
test_margins (gconstpointer data)
{
  const Fixture *fixture = data;
  pdf_assert_inside_margins (fixture->document);
}

static void
test_outline (gconstpointer data)
{
  const Fixture *fixture = data;
  PopplerIndexIter *iter = poppler_index_iter_new (fixture->document);
  PopplerAction *action;

  g_assert_nonnull (iter);
  action = poppler_index_iter_get_action (iter);
  g_assert_cmpstr (action->any.title, ==, "Agenda");
  poppler_action_free (action);
  g_assert_true (poppler_index_iter_next (iter));
  action = poppler_index_iter_get_action (iter);
  g_assert_cmpstr (action->any.title, ==, "2 Jelle, groep 7");
  poppler_action_free (action);
  poppler_index_iter_free (iter);
}

static void
test_cover_links_to_cases (gconstpointer data)
{
  const Fixture *fixture = data;
  g_autoptr (PopplerPage) cover = poppler_document_get_page (fixture->document, 0);
  GList *links = poppler_page_get_link_mapping (cover);

  g_assert_cmpuint (g_list_length (links), ==, 2);
  poppler_page_free_link_mapping (links);
}

static void
test_single_case (void)
{
  g_autoptr (KlPackContent) content = kl_pack_content_new ();
  g_autoptr (KlCaseSummary) summary = sample_case_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  content->school = g_strdup ("KC De Wilgenroos");
  content->date = kl_date_new (2025, 11, 24);
  content->printed_at = kl_time_from_local (content->date, 9 * 60);
  bytes = kl_pack_render_case (content, summary, NULL, NULL, &error);
  g_assert_no_error (error);
  document = pdf_open (bytes);
  title = poppler_document_get_title (document);
  text = pdf_get_text (document);
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 1);
  g_assert_cmpstr (title, ==, "Casussamenvatting 24 november 2025");
  assert_has (text, "Jelle van den Berg");
  assert_has (text, "vandaag");
  assert_has (text, "Vertrouwelijk, alleen voor het zorgteam van KC De Wilgenroos.");
  g_assert_null (strstr (text, "Exemplaar"));
  pdf_assert_inside_margins (document);
}

static void
test_cancelled (void)
{
  g_autoptr (KlPackContent) content = sample_pack_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kl_pack_render (content, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, function) g_test_add_data_func ("/documents/pack/" path, &fixture, function)

int
main (int argc, char **argv)
{
  Fixture fixture;
  int status;

  g_test_init (&argc, &argv, NULL);
  use_dutch ();
  set_up (&fixture);

  ADD ("text", test_text);
  ADD ("cover-without-surnames", test_cover_without_surnames);
  ADD ("page-numbers", test_page_numbers);
  ADD ("headings", test_headings);
  ADD ("paragraphs-are-whole", test_paragraphs_are_whole);
  ADD ("tables", test_tables);
  ADD ("figures", test_figures);
  ADD ("figures-are-drawn", test_figures_are_drawn);
  ADD ("language", test_language);
  ADD ("metadata", test_metadata);
  ADD ("same-bytes", test_same_bytes);
  ADD ("fonts", test_fonts);
  ADD ("margins", test_margins);
  ADD ("outline", test_outline);
  ADD ("cover-links-to-cases", test_cover_links_to_cases);
  g_test_add_func ("/documents/pack/single-case", test_single_case);
  g_test_add_func ("/documents/pack/cancelled", test_cancelled);
  status = g_test_run ();
  tear_down (&fixture);
  return status;
}
