/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-partner-vcard.h"

#include <string.h>

#include "exchange/kl-demo.h"
#include "vault-fixture.h"

/* Partners as cards: out of one vault and into another, and cards that other programs wrote. */

/* Auxiliary functions */

static KlPartnerFile *
read_bytes (GBytes *bytes)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = kl_vcard_read (bytes, NULL, problems, &error);

  g_assert_no_error (error);
  return kl_partner_vcard_read (cards, problems);
}

static KlPartnerFile *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return read_bytes (bytes);
}

static const KlPartnerWhole *
get_partner (const KlPartnerFile *file, guint i)
{
  g_assert_cmpuint (i, <, file->partners->len);
  return g_ptr_array_index (file->partners, i);
}

static GBytes *
write_vault (KlDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) partners = kl_partner_whole_load_all (db, &error);

  g_assert_no_error (error);
  return kl_partner_vcard_write (partners);
}

static char *
to_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static KlPartnerProposal *
propose (KlDb *db, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  KlPartnerProposal *proposal = kl_partner_proposal_load (db, read_bytes (bytes), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < kl_partner_proposal_get_n_changes (proposal); i++)
    {
      g_autofree char *title = kl_partner_proposal_get_title (proposal, i);
      g_autofree char *what = kl_partner_proposal_describe (proposal, i);

      g_test_message ("%s: %s", title, what);
    }
  return proposal;
}

static void
import (KlDb *db, GBytes *bytes)
{
  g_autoptr (KlPartnerProposal) proposal = propose (db, bytes);
  g_autoptr (GError) error = NULL;

  kl_partner_proposal_write (proposal, db, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_nothing_new (KlDb *db, GBytes *bytes)
{
  g_autoptr (KlPartnerProposal) proposal = propose (db, bytes);

  g_assert_true (kl_partner_proposal_is_empty (proposal));
  g_assert_cmpuint (kl_partner_proposal_get_n_changes (proposal), ==, 0);
}

/* Cases */

/* Out of the demo, into an empty vault and out again: the same, to the last sign. */
static void
test_demo (VaultFixture *fixture, gconstpointer data)
{
  VaultFixture other = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = NULL, second = NULL;
  g_autofree char *first_text = NULL, *second_text = NULL;

  g_assert_true (kl_demo_fill (fixture->db, kl_date_new (2025, 11, 20), &error));
  g_assert_no_error (error);
  first = write_vault (fixture->db);
  assert_nothing_new (fixture->db, first);

  vault_fixture_set_up (&other, NULL);
  import (other.db, first);
  assert_nothing_new (other.db, first);
  second = write_vault (other.db);
  first_text = to_text (first);
  second_text = to_text (second);
  g_assert_cmpstr (first_text, ==, second_text);
  g_assert_nonnull (strstr (first_text, "KIND:individual"));
  vault_fixture_tear_down (&other, NULL);
}

/* What is not understood is kept and written again, of the organisation and of the person. */
static void
test_unknown (VaultFixture *fixture, gconstpointer data)
{
  static const char text[] =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:9C7F3B1E-0000-4000-8000-0123456789AB\r\n"
    "FN:Stichting Wijkhulp\r\nORG:Stichting Wijkhulp;Afdeling West\r\n"
    "TEL;TYPE=FAX:073-999\r\nTEL;TYPE=WORK;VALUE=uri:tel:+31-73-123\r\n"
    "TEL;TYPE=CELL:06-1\r\nX-SOCIALPROFILE;TYPE=mastodon:@wijk\\,hulp\r\n"
    "LANG:nl\r\nLANG:tr\r\nGEO:51.69;5.30\r\nREV:20250101T000000Z\r\n"
    "ADR;TYPE=WORK:;;Straat 1;'s-Hertogenbosch;;5211 AA;Nederland\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Yılmaz;Ayşe;;;\r\nORG:Stichting Wijkhulp\r\n"
    "TITLE:Wijkwerker\r\nNICKNAME:Ays\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) out = NULL;
  g_autoptr (KlPartnerFile) file = read_text (text);
  const KlPartnerWhole *whole = get_partner (file, 0);
  const KlPartnerContact *contact = g_ptr_array_index (whole->contacts, 0);
  g_autofree char *written = NULL;

  g_assert_cmpuint (file->partners->len, ==, 1);
  g_assert_cmpuint (file->problems->len, ==, 0);
  g_assert_cmpstr (whole->partner->name, ==, "Stichting Wijkhulp");
  g_assert_cmpstr (whole->partner->phone, ==, "+31-73-123");
  g_assert_cmpstr (whole->partner->town, ==, "'s-Hertogenbosch");
  g_assert_true (whole->partner->has_location);
  g_assert_cmpfloat_with_epsilon (whole->partner->longitude, 5.30, 1e-9);
  g_assert_true (whole->guessed);
  g_assert_cmpstr (contact->name, ==, "Ayşe Yılmaz");
  g_assert_cmpstr (contact->role, ==, "Wijkwerker");

  import (fixture->db, bytes);
  assert_nothing_new (fixture->db, bytes);
  out = write_vault (fixture->db);
  written = to_text (out);
  g_assert_nonnull (strstr (written, "X-SOCIALPROFILE;TYPE=mastodon:@wijk\\,hulp\r\n"));
  g_assert_nonnull (strstr (written, "LANG:nl\r\nLANG:tr\r\n"));
  g_assert_nonnull (strstr (written, "TEL;TYPE=fax:073-999\r\n"));
  g_assert_nonnull (strstr (written, "TEL;TYPE=cell:06-1\r\n"));
  g_assert_nonnull (strstr (written, "NICKNAME:Ays\r\n"));
  assert_nothing_new (fixture->db, out);
}

/* Groups name their members; people may come before their organisation or without one. */
static void
test_people (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPartnerFile) file = read_text (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Los Iemand\nTEL:1\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nUID:mem-1\nFN:Eerst Lid\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Zonder Kaart\nORG:Los team\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Buurtteam\nMEMBER:mem-1\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nTEL:3\nEND:VCARD\n");
  const KlPartnerWhole *group = get_partner (file, 0), *loose = get_partner (file, 1);

  g_assert_cmpuint (file->partners->len, ==, 2);
  g_assert_cmpstr (group->partner->name, ==, "Buurtteam");
  g_assert_cmpuint (group->contacts->len, ==, 1);
  g_assert_cmpstr (loose->partner->name, ==, "Los team");
  g_assert_cmpuint (loose->contacts->len, ==, 1);
  g_assert_cmpuint (file->problems->len, ==, 2);
  for (guint i = 0; i < file->problems->len; i++)
    g_assert_null (strstr (g_ptr_array_index (file->problems, i), "Iemand"));
}

/* Values that cannot be right are left alone, whatever they are. */
static void
test_hostile (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (
    "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Een\nGEO:geo:nan,5\nX-KL-USUAL-DAYS:-4\n"
    "X-KL-WAITING-DAYS:99999999999999999999\nX-KL-SINCE:vandaag\nX-KL-RING:geheim\n"
    "X-KL-SERVICE:\nX-KL-SERVICE:;zonder naam\nX-KL-SERVICE:Hulp;;;-1;999\nX-KL-AREA:;WK1\n"
    "ADR:;;\nTEL:\nNOTE:");
  const KlPartnerWhole *whole;
  const KlPartnerService *service;
  g_autoptr (KlPartnerFile) file = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\nEND:VCARD\n");
  file = read_text (text->str);
  whole = get_partner (file, 0);
  g_assert_false (whole->partner->has_location);
  g_assert_cmpint (whole->partner->usual_days, ==, -1);
  g_assert_cmpint (whole->partner->waiting_days, ==, -1);
  g_assert_cmpint (whole->partner->since, ==, KL_DATE_NONE);
  g_assert_true (whole->guessed);
  g_assert_cmpuint (whole->services->len, ==, 1);
  service = g_ptr_array_index (whole->services, 0);
  g_assert_cmpint (service->min_age, ==, -1);
  g_assert_cmpint (service->max_age, ==, -1);
  g_assert_true (whole->partner->description == NULL || *whole->partner->description == '\0');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  vault_test_add ("/partner-vcard/demo", test_demo);
  vault_test_add ("/partner-vcard/unknown", test_unknown);
  vault_test_add ("/partner-vcard/people", test_people);
  vault_test_add ("/partner-vcard/hostile", test_hostile);

  return g_test_run ();
}
