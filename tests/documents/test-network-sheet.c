/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-network-sheet.h"

#include <string.h>

#include "pdf-reader.h"
#include "../unit/dutch.h"

#define TODAY (kl_date_new (2025, 11, 24))

static KlPartner *
add_partner (KlNetworkFacts *facts, gint64 id, const char *name, KlRing ring)
{
  KlPartner *partner = kl_partner_new (name);

  partner->id = id;
  partner->ring = ring;
  g_ptr_array_add (facts->partners, partner);
  return partner;
}

static void
add_referral (KlNetworkFacts *facts, gint64 partner_id, int sent, int answered)
{
  const KlReferralDays days = {
    .partner_id = partner_id,
    .sent_on = TODAY - sent,
    .answered_on = answered >= 0 ? TODAY - answered : KL_DATE_NONE,
  };

  g_array_append_val (facts->referrals, days);
}

static KlNetwork *
create_network (void)
{
  g_autoptr (KlNetworkFacts) facts = kl_network_facts_new ();
  KlPartner *access;

  facts->name = g_strdup ("KC De Wilgenroos");
  facts->today = TODAY;
  access = add_partner (facts, 1, "Team Toegang en Regie", KL_RING_ACCESS);
  access->phone = g_strdup ("073 000 00 01");
  add_partner (facts, 2, "Buurtteam West", KL_RING_BASIC);
  add_partner (facts, 3, "Jeugd-ggz", KL_RING_SPECIALIST);
  add_referral (facts, 1, 80, 56);
  add_referral (facts, 1, 41, -1);
  add_referral (facts, 2, 20, 16);
  return kl_network_new (facts, TODAY);
}

static KlNetworkSheet *
create_sheet (void)
{
  g_autoptr (KlNetwork) network = create_network ();
  KlNetworkSheet *sheet = kl_network_sheet_new (network);

  for (guint i = 0; i < network->partners->len; i++)
    {
      KlNetworkRow *row =
        kl_network_sheet_add_row (sheet, g_ptr_array_index (network->partners, i));

      row->services = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
      row->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
    }
  sheet->printed_at = kl_time_from_local (TODAY, 12 * 60);
  sheet->audit_head = g_strdup ("4f9c 21d7 a0b3 8e56");
  return sheet;
}

static void
fill_first_row (KlNetworkSheet *sheet)
{
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      KlNetworkRow *row = g_ptr_array_index (sheet->rows, i);
      KlPartnerService *service;
      KlPartnerContact *contact;

      if (row->standing->partner->id != 1)
        continue;
      service = kl_partner_service_new ("Regie");
      g_set_str (&service->how_to_refer, "Eerst bellen, dan aanmeldformulier");
      g_set_str (&service->consent_needed, "ouders met gezag");
      service->waiting_days = 42;
      g_ptr_array_add (row->services, service);
      contact = kl_partner_contact_new ("Ilse van Rooij");
      g_set_str (&contact->role, "regisseur West");
      g_ptr_array_add (row->contacts, contact);
    }
}

static GBytes *
render (const KlNetworkSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_network_sheet_render (sheet, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
assert_has (const char *text, const char *part)
{
  g_autofree char *squeezed = pdf_squeeze (text);

  if (strstr (squeezed, part) == NULL)
    g_error ("“%s” is not in the text of the document:\n%s", part, text);
}

static void
test_text (void)
{
  g_autoptr (KlNetworkSheet) sheet = create_sheet ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autofree char *drawing = NULL;
  g_autofree char *list = NULL;

  fill_first_row (sheet);
  bytes = render (sheet);
  pdf_keep (bytes, "network-sheet");
  document = pdf_open (bytes);
  drawing = pdf_get_page_text (document, 0);
  list = pdf_get_page_text (document, 1);

  assert_has (drawing, "KC De Wilgenroos, zoals het is op 24 november 2025");
  assert_has (drawing, "3 partners · 3 verwijzingen dit schooljaar · 1 wacht op antwoord");
  assert_has (drawing, "24 dagen · 2×");
  assert_has (drawing, "1 wacht · 41 dagen");
  assert_has (drawing, "4 dagen · 1×");
  assert_has (drawing, "Logboek 4f9c 21d7 a0b3 8e56");
  assert_has (list, "073 000 00 01");
  assert_has (list, "Ilse van Rooij, regisseur West");
  assert_has (list, "Eerst bellen, dan");
  assert_has (list, "ouders met gezag");
  assert_has (list, "6 weken");
}

/* A reader that speaks hears each partner with its days, as on the screen. */
static void
test_structure (void)
{
  g_autoptr (KlNetworkSheet) sheet = create_sheet ();
  g_autoptr (GBytes) bytes = render (sheet);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);
  g_autofree char *language = pdf_get_catalog_string (bytes, "/Lang");
  const char *alt = NULL;

  for (guint i = 0; i < elements->len && alt == NULL; i++)
    if (((const PdfElement *) elements->pdata[i])->kind == POPPLER_STRUCTURE_ELEMENT_FIGURE)
      alt = ((const PdfElement *) elements->pdata[i])->alt;
  g_assert_nonnull (alt);
  assert_has (alt, "Team Toegang en Regie, toegang, mediaan 24 dagen tot antwoord");
  assert_has (alt, "1 wacht al 41 dagen");
  assert_has (alt, "Jeugd-ggz");
  g_assert_cmpstr (language, ==, "nl-NL");
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_HEADING_1), ==, 2);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_TABLE), ==, 3);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING), ==, 18);
}

static void
test_same_bytes (void)
{
  g_autoptr (KlNetworkSheet) one = create_sheet ();
  g_autoptr (KlNetworkSheet) other = create_sheet ();
  g_autoptr (GBytes) first = render (one);
  g_autoptr (GBytes) second = render (other);

  g_assert_true (g_bytes_equal (first, second));
}

static void
assert_size (GBytes *bytes, double expected_width, double expected_height)
{
  g_autoptr (PopplerDocument) document = pdf_open (bytes);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);
      double width, height;

      poppler_page_get_size (page, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, expected_width, 0.1);
      g_assert_cmpfloat_with_epsilon (height, expected_height, 0.1);
    }
}

static void
test_paper (void)
{
  g_autoptr (KlNetworkSheet) sheet = create_sheet ();
  g_autoptr (GBytes) small = render (sheet);
  g_autoptr (GBytes) large = NULL;

  sheet->paper = KL_NETWORK_PAPER_A3;
  large = render (sheet);
  pdf_keep (large, "network-sheet-a3");
  assert_size (small, 595.28, 841.89);
  assert_size (large, 1190.55, 841.89);
}

/* Hundreds of partners, names that are far too long, none at all. */
static void
test_extremes (void)
{
  g_autoptr (KlNetworkFacts) facts = kl_network_facts_new ();
  g_autoptr (KlNetwork) network = NULL;
  g_autoptr (KlNetworkSheet) sheet = NULL;
  g_autoptr (KlNetworkSheet) empty = NULL;
  g_autoptr (KlNetwork) nobody = NULL;
  g_autoptr (KlNetworkFacts) no_facts = kl_network_facts_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) empty_bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;

  facts->today = no_facts->today = TODAY;
  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name =
        g_strdup_printf ("Stichting voor samenwerking rond gezinnen en scholen in de hele regio %d",
                         i);

      add_partner (facts, i + 1, name, i % 6);
      if (i % 2 == 0)
        add_referral (facts, i + 1, 30 + i % 40, i % 3 == 0 ? -1 : 10);
    }
  network = kl_network_new (facts, TODAY);
  sheet = kl_network_sheet_new (network);
  for (guint i = 0; i < network->partners->len; i++)
    {
      KlNetworkRow *row =
        kl_network_sheet_add_row (sheet, g_ptr_array_index (network->partners, i));

      row->services = g_ptr_array_new ();
      row->contacts = g_ptr_array_new ();
    }
  bytes = render (sheet);
  pdf_keep (bytes, "network-sheet-many");
  document = pdf_open (bytes);
  g_assert_cmpint (poppler_document_get_n_pages (document), >, 5);
  pdf_assert_inside_margins (document);

  nobody = kl_network_new (no_facts, TODAY);
  empty = kl_network_sheet_new (nobody);
  empty_bytes = render (empty);
  g_assert_cmpuint (g_bytes_get_size (empty_bytes), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_dutch ();

  g_test_add_func ("/network-sheet/text", test_text);
  g_test_add_func ("/network-sheet/structure", test_structure);
  g_test_add_func ("/network-sheet/same-bytes", test_same_bytes);
  g_test_add_func ("/network-sheet/paper", test_paper);
  g_test_add_func ("/network-sheet/extremes", test_extremes);

  return g_test_run ();
}
