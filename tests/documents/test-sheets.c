/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <qpdf/qpdf-c.h>
#include <math.h>
#include <string.h>

#include "../unit/dutch.h"
#include "documents/kl-child-sheet.h"
#include "documents/kl-page.h"
#include "documents/kl-pdf-password.h"
#include "documents/kl-sheet.h"
#include "pdf-reader.h"

#define LONG_NAME                                                                                  \
  "Maria Aleida Wilhelmina Petronella van Oldenbarneveld-van den Boetzelaer tot Dubbeldam"

/* Papers of running text and the page for a child: nothing is lost or cut off, and who listens
 * hears what who looks sees. */

static KlSheet *
make_sheet (void)
{
  KlSheet *sheet = kl_sheet_new ("Samenvatting voor ouders", "Samenvatting 20 november 2025");

  sheet->running_right = g_strdup ("KC De Wilgenroos, donderdag 20 november 2025");
  sheet->printed_at = kl_time_from_local (kl_date_new (2025, 11, 20), 12 * 60);
  sheet->audit_head = g_strdup ("4f9c 21d7 a0b3 8e56");
  kl_sheet_add_foot (sheet, "Vertrouwelijk.");
  kl_sheet_add_title (sheet, LONG_NAME, "Driftbuien thuis");
  return sheet;
}

static PopplerDocument *
render (const KlSheet *sheet, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_sheet_render (sheet, NULL, NULL, &error);
  g_autoptr (GBytes) again = kl_sheet_render (sheet, NULL, NULL, NULL);
  PopplerDocument *document;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
  pdf_keep (bytes, name);
  document = pdf_open (bytes);
  pdf_assert_inside_margins (document);
  return document;
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

static char *
get_structure_text (PopplerDocument *document)
{
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);

  return g_strdup (((const PdfElement *) g_ptr_array_index (elements, 0))->text);
}

static void
test_structure (void)
{
  g_autoptr (KlSheet) sheet = make_sheet ();
  KlSheetPart *part = kl_sheet_add_facts (sheet);
  const char *cells[] = { "Bellen", NULL };
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GPtrArray) elements = NULL;

  kl_sheet_part_add (part, "Groep", "groep 7");
  kl_sheet_add_question (sheet, "Wat wij vragen", "Wie belt?");
  kl_sheet_add_heading (sheet, "Wat er gebeurde");
  part = kl_sheet_add_list (sheet);
  kl_sheet_part_add (part, "3 nov", "Gesprek");
  part = kl_sheet_add_table (sheet, TRUE);
  kl_sheet_table_add_column (part, "Actie", 0);
  kl_sheet_table_add_column (part, "Wie", 80);
  kl_sheet_table_add_row (part, cells);
  part = kl_sheet_add_box (sheet, "Niet in dit document", TRUE);
  kl_sheet_part_add (part, NULL, "1 werknotitie (alleen voor de schrijver).");
  kl_sheet_begin_page (sheet);
  kl_sheet_add_heading (sheet, "Op een nieuw blad");

  document = render (sheet, "structure");
  g_assert_cmpint (poppler_document_get_n_pages (document), ==, 2);
  elements = pdf_list_elements (document);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 1);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_2), ==, 4);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_LIST), ==, 2);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_TABLE), ==, 1);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING), ==, 3);
  g_assert_nonnull (pdf_find_element (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING, "Actie"));
}

/* Bold words and lists are that for who listens as well; no sign is left over. */
static void
test_markup (void)
{
  g_autoptr (KlSheet) sheet = make_sheet ();
  KlSheetPart *list = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  g_autofree char *text = NULL;

  kl_sheet_add_heading (sheet, "Wat er gebeurde");
  kl_sheet_add_text (sheet,
                     "**Afspraak** met moeder:\n- elke dag **bellen**\n- rust\n  in huis\nDaarna:\n"
                     "1. gesprek\n2. plan");
  list = kl_sheet_add_list (sheet);
  kl_sheet_part_add (list, "3 nov", "Drie dingen:\n- een\n- **twee**");
  kl_sheet_part_add (list, "4 nov", "Gewoon **dit**.");

  document = render (sheet, "markup");
  elements = pdf_list_elements (document);
  /* Two of the text, one of the days and the one within it. */
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_LIST), ==, 4);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_LIST_ITEM), ==, 8);
  text = get_structure_text (document);
  g_assert_null (strstr (text, "**"));
  g_assert_null (strstr (text, "- een"));
  g_assert_nonnull (strstr (text, "Afspraak"));
  g_assert_nonnull (strstr (text, "Gewoon dit."));
  g_assert_cmpuint (count (text, "•"), ==, 4);
}

static void
test_much (void)
{
  g_autoptr (KlSheet) sheet = make_sheet ();
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *text = NULL;
  g_autofree char *last = NULL;
  KlSheetPart *list;

  kl_sheet_add_heading (sheet, "Wat er gebeurde");
  list = kl_sheet_add_list (sheet);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *line = g_strdup_printf ("gebeurtenis nummer %d in de klas", i);

      kl_sheet_part_add (list, "3 nov 2025", line);
    }
  for (int i = 0; i < 10000; i++)
    g_string_append_printf (words, "w%d ", i);
  kl_sheet_add_text (sheet, words->str);
  kl_sheet_add_text (sheet, "أحمد محمد العلي");
  kl_sheet_add_text (sheet, "Çağla Gökçe Şahin-İnönü");

  document = render (sheet, "much");
  text = get_structure_text (document);
  for (int i = 0; i < 500; i++)
    {
      g_autofree char *line = g_strdup_printf ("gebeurtenis nummer %d in de klas", i);

      g_assert_cmpuint (count (text, line), ==, 1);
    }
  g_assert_nonnull (strstr (text, "w9999"));
  last = pdf_get_page_text (document, poppler_document_get_n_pages (document) - 1);
  g_assert_nonnull (strstr (last, "Çağla Gökçe Şahin-İnönü"));
}

/* The page for a child */

static KlChildSheet *
make_child (KlChildPaper paper)
{
  KlChildSheet *sheet = kl_child_sheet_new ();

  sheet->name = g_strdup ("Jelle");
  sheet->school = g_strdup ("KC De Wilgenroos");
  sheet->knows = g_strdup ("Jij, mama en Samira.");
  sheet->tell = g_strdup ("Samira");
  sheet->paper = paper;
  sheet->printed_at = kl_time_from_local (kl_date_new (2025, 11, 20), 12 * 60);
  kl_child_sheet_set_words (sheet, "Elke vrijdag praat je met Samira.\n\n  Je mag kiezen. \n");
  kl_child_sheet_add_person (sheet, "Samira", "schoolmaatschappelijk werker");
  kl_child_sheet_add_person (sheet, LONG_NAME, NULL);
  return sheet;
}

static void
test_child (void)
{
  static const double widths[] = { KL_MM (210), KL_MM (148) };

  for (int paper = KL_CHILD_PAPER_A4; paper <= KL_CHILD_PAPER_A5; paper++)
    {
      g_autoptr (KlChildSheet) sheet = make_child (paper);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = kl_child_sheet_render (sheet, NULL, NULL, &error);
      g_autoptr (GBytes) again = kl_child_sheet_render (sheet, NULL, NULL, &error);
      g_autoptr (PopplerDocument) document = NULL;
      g_autoptr (PopplerPage) page = NULL;
      g_autofree char *text = NULL;
      g_autofree char *title = NULL;
      double width;
      double height;

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, again));
      pdf_keep (bytes, paper == KL_CHILD_PAPER_A5 ? "child-a5" : "child-a4");
      document = pdf_open (bytes);
      page = poppler_document_get_page (document, 0);
      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, widths[paper], 0.1);
      pdf_assert_inside_margins (document);
      pdf_assert_accessible (bytes, "child");
      text = get_structure_text (document);
      g_assert_nonnull (strstr (text, "Voor jou, Jelle"));
      g_assert_nonnull (strstr (text, "Je mag kiezen."));
      g_assert_nonnull (strstr (text, "Dubbeldam"));
      g_assert_nonnull (strstr (text, "0800-0432"));
      title = poppler_document_get_title (document);
      g_assert_cmpstr (title, ==, "Voor jou");
    }
}

/* Where the name stands in the middle of the wheel. */
static void
find_middle (PopplerDocument *document, double *x, double *y)
{
  g_autoptr (PopplerPage) page = poppler_document_get_page (document, 0);
  GList *found = poppler_page_find_text (page, "Jelle");
  double height;

  g_assert_cmpuint (g_list_length (found), ==, 2);
  poppler_page_get_size (page, NULL, &height);
  {
    const PopplerRectangle *first = found->data;
    const PopplerRectangle *second = found->next->data;
    const PopplerRectangle *lower = first->y1 < second->y1 ? first : second;

    *x = (lower->x1 + lower->x2) / 2;
    *y = height - (lower->y1 + lower->y2) / 2;
  }
  g_list_free_full (found, (GDestroyNotify) (void (*) (void)) poppler_rectangle_free);
}

/* How dark a piece is at so many points, counted from the middle. */
static double
get_darkness (PopplerDocument *document, guint sector, double points)
{
  const double ring = KL_MM (36 - 7.4) / KL_WELLBEING_MAX;
  const double radius = KL_MM (7.4) + (points - 0.5) * ring;
  const double angle = sector * G_PI_4 - G_PI_2;
  double x, y;

  find_middle (document, &x, &y);
  return pdf_get_darkness (document, 0, x + radius * cos (angle) - 1.5,
                           y + radius * sin (angle) - 1.5, 3, 3);
}

static void
add_wheel (KlChildSheet *sheet)
{
  static const KlChildWheel wheel = { .now = { { 2, 4, 3, 3, 5, 4, 0, 4 } },
                                      .before = { { 1, 4, 3, 2, 4, 2, 2, 0 } } };

  sheet->wheel = g_memdup2 (&wheel, sizeof wheel);
  sheet->wheel->day = kl_date_new (2025, 11, 13);
  sheet->wheel->before_day = kl_date_new (2025, 9, 19);
  sheet->said = g_strdup ("Als ik boos word, gaat het heel snel.");
}

static void
assert_wheel_drawn (PopplerDocument *document, const KlChildWheel *wheel)
{
  for (guint i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    for (guint point = 1; point <= KL_WELLBEING_MAX; point++)
      {
        const double darkness = get_darkness (document, i, point);

        /* The second ink is dark without colours, and what is empty is nearly paper. */
        if (point <= wheel->now.of[i])
          g_assert_cmpfloat (darkness, >, 0.5);
        else
          g_assert_cmpfloat (darkness, <, 0.2);
      }
}

static void
test_wheel (void)
{
  static const char *const words[] = {
    "Ik voel me veilig 2 was 1",   "Ik voel me fit 4 ",
    "Ik doe leuke dingen 5 was 4", "Ik kan dingen zelf",
    "zo was het in september",     "hoe meer, hoe beter",
    "gaat het heel snel.",         "Dat zei jij.",
  };

  for (int paper = KL_CHILD_PAPER_A4; paper <= KL_CHILD_PAPER_A5; paper++)
    {
      g_autoptr (KlChildSheet) sheet = make_child (paper);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (PopplerDocument) document = NULL;
      g_autoptr (GPtrArray) elements = NULL;
      g_autofree char *text = NULL;
      g_autofree char *squeezed = NULL;
      g_autofree char *page = NULL;
      const char *alt = NULL;

      add_wheel (sheet);
      bytes = kl_child_sheet_render (sheet, NULL, NULL, &error);
      again = kl_child_sheet_render (sheet, NULL, NULL, NULL);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (bytes, again));
      pdf_keep (bytes, paper == KL_CHILD_PAPER_A5 ? "wheel-a5" : "wheel-a4");
      document = pdf_open (bytes);
      pdf_assert_inside_margins (document);
      pdf_assert_accessible (bytes, "wheel");
      assert_wheel_drawn (document, sheet->wheel);

      elements = pdf_list_elements (document);
      for (guint i = 0; i < elements->len; i++)
        {
          const PdfElement *element = g_ptr_array_index (elements, i);

          if (element->kind == POPPLER_STRUCTURE_ELEMENT_FIGURE)
            alt = element->alt;
        }
      g_assert_cmpstr (
        alt, ==,
        "Een cirkel met acht stukken, van 1 tot 5: hoe meer, hoe beter. Ik voel me "
        "veilig: 2, was 1. Ik voel me fit: 4. Ik leer en groei: 3. Er wordt goed voor "
        "mij gezorgd: 3, was 2. Ik doe leuke dingen: 5, was 4. Er wordt naar mij "
        "geluisterd: 4, was 2. Ik kan dingen zelf: niet gezegd, was 2. Ik hoor erbij: "
        "4.");
      page = pdf_get_page_text (document, 0);
      g_assert_nonnull (strstr (page, "– was 2"));
      text = get_structure_text (document);
      squeezed = pdf_squeeze (text);
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (strstr (squeezed, words[i]) == NULL)
          g_error ("“%s” is not in: %s", words[i], squeezed);
    }
}

/* A page on which the child said nothing has no wheel, and a name that is long stands as a letter.
 */
static void
test_wheel_edges (void)
{
  g_autoptr (KlChildSheet) sheet = make_child (KL_CHILD_PAPER_A4);
  g_autoptr (GBytes) bytes = kl_child_sheet_render (sheet, NULL, NULL, NULL);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_FIGURE), ==, 0);

  add_wheel (sheet);
  g_set_str (&sheet->name, LONG_NAME);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (said, "Dit is zin %u van mij. ", i);
  g_set_str (&sheet->said, said->str);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_object (&document);
  bytes = kl_child_sheet_render (sheet, NULL, NULL, NULL);
  pdf_keep (bytes, "wheel-long");
  document = pdf_open (bytes);
  pdf_assert_inside_margins (document);
  text = pdf_get_text (document);
  g_assert_nonnull (strstr (text, "199"));
}

static void
test_words (void)
{
  g_autoptr (KlChildSheet) sheet = make_child (KL_CHILD_PAPER_A4);
  KlReadability readability;

  g_assert_cmpuint (sheet->agreements->len, ==, 2);
  kl_child_sheet_check (sheet, &readability);
  g_assert_cmpuint (readability.n_sentences, ==, 2);
  g_assert_cmpuint (readability.n_long, ==, 0);
  kl_child_sheet_set_words (sheet, "De schoolmaatschappelijk werker onderhoudt wekelijks contact "
                                   "met de gezinsvoogd over de ondersteuningsbehoefte van jou en "
                                   "van je ouders.");
  kl_child_sheet_check (sheet, &readability);
  g_assert_cmpuint (readability.n_long, ==, 1);
  g_assert_cmpfloat (readability.index, <, KL_READABILITY_CHILD);
}

/* Poppler of Debian 13 dies of a wrong password for a file in memory. */
static gboolean
opens (GBytes *bytes, const char *password)
{
  qpdf_data pdf = qpdf_init ();
  gboolean opened;

  qpdf_silence_errors (pdf);
  opened = (qpdf_read_memory (pdf, "test", g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              password)
            & QPDF_ERRORS)
           == 0;
  if (qpdf_has_error (pdf))
    qpdf_get_error (pdf);
  qpdf_cleanup (&pdf);
  return opened;
}

/* AES-256, opened by the password alone. */
static void
test_password (void)
{
  g_autoptr (KlSheet) sheet = make_sheet ();
  g_autofree char *too_long = g_strnfill (KL_PDF_PASSWORD_BYTES + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_sheet_render (sheet, NULL, NULL, &error);
  g_autoptr (GBytes) locked = kl_pdf_lock (bytes, "molen paard dijk", &error);
  g_autoptr (PopplerDocument) opened = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (opens (bytes, NULL));
  g_assert_false (opens (locked, NULL));
  g_assert_false (opens (locked, "molen paard"));
  g_assert_true (opens (locked, "molen paard dijk"));
  opened = poppler_document_new_from_bytes (locked, "molen paard dijk", &error);
  g_assert_no_error (error);
  text = pdf_get_text (opened);
  g_assert_nonnull (strstr (text, "Driftbuien thuis"));

  g_assert_null (kl_pdf_lock (bytes, "", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (kl_pdf_lock (bytes, too_long, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/structure", test_structure);
  g_test_add_func ("/sheets/markup", test_markup);
  g_test_add_func ("/sheets/much", test_much);
  g_test_add_func ("/sheets/child", test_child);
  g_test_add_func ("/sheets/wheel", test_wheel);
  g_test_add_func ("/sheets/wheel-edges", test_wheel_edges);
  g_test_add_func ("/sheets/words", test_words);
  g_test_add_func ("/sheets/password", test_password);

  return g_test_run ();
}
