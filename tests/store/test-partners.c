/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <string.h>

#include "store/kl-areas.h"
#include "store/kl-consents.h"
#include "store/kl-networks.h"
#include "partners/kl-partner-view.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"
#include "store/kl-referrals.h"
#include "store/kl-schools.h"

static KlPartner *
make_partner (void)
{
  KlPartner *partner = kl_partner_new ("Stichting Élan");

  partner->ring = KL_RING_INFORMAL;
  partner->kind = g_strdup ("sports");
  partner->description = g_strdup ("Sporten in de buurt");
  partner->phone = g_strdup ("073-5550999");
  partner->urgent_phone = g_strdup ("112");
  partner->url = g_strdup ("https://example.nl");
  partner->email = g_strdup ("info@example.nl");
  partner->address = g_strdup ("Plein 1");
  partner->postcode = g_strdup ("5223 EA");
  partner->town = g_strdup ("'s-Hertogenbosch");
  partner->opening_hours = g_strdup ("Ma t/m vr");
  partner->waiting_days = 12;
  partner->usual_days = 3;
  partner->has_location = TRUE;
  partner->latitude = 51.6949;
  partner->longitude = 5.2763;
  partner->since = TODAY - 400;
  partner->checked_on = TODAY - 10;
  partner->external_id = g_strdup ("d9d5e0f5");
  partner->extra = g_strdup ("{\"tax_id\":\"123\"}");
  partner->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
  g_ptr_array_add (partner->areas, kl_partner_area_new ("WK079611", "West"));
  g_ptr_array_add (partner->areas, kl_partner_area_new (NULL, "Graafsepoort"));

  return partner;
}

static gint64
add (VaultFixture *fixture, const char *name, const char *phone, const char *postcode)
{
  g_autoptr (KlPartner) partner = kl_partner_new (name);
  g_autoptr (GError) error = NULL;
  gint64 id;

  partner->phone = g_strdup (phone);
  partner->postcode = g_strdup (postcode);
  id = kl_partners_add (fixture->db, partner, &error);
  g_assert_no_error (error);
  return id;
}

static char *
find_names (VaultFixture *fixture, const KlPartnerFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) partners = kl_partners_find (fixture->db, filter, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < partners->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "",
                            ((KlPartner *) g_ptr_array_index (partners, i))->name);

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_found (VaultFixture *fixture, const KlPartnerFilter *filter, const char *expected)
{
  g_autofree char *names = find_names (fixture, filter);

  g_assert_cmpstr (names, ==, expected);
}

/* Every fact that goes in comes out. */
static void
test_facts (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPartner) partner = make_partner ();
  g_autoptr (KlPartner) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = kl_partners_add (fixture->db, partner, &error);

  g_assert_no_error (error);
  kept = kl_partners_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->name, ==, partner->name);
  g_assert_cmpstr (kept->kind, ==, partner->kind);
  g_assert_cmpint (kept->ring, ==, partner->ring);
  g_assert_cmpstr (kept->description, ==, partner->description);
  g_assert_cmpstr (kept->phone, ==, partner->phone);
  g_assert_cmpstr (kept->urgent_phone, ==, partner->urgent_phone);
  g_assert_cmpstr (kept->url, ==, partner->url);
  g_assert_cmpstr (kept->email, ==, partner->email);
  g_assert_cmpstr (kept->address, ==, partner->address);
  g_assert_cmpstr (kept->postcode, ==, partner->postcode);
  g_assert_cmpstr (kept->town, ==, partner->town);
  g_assert_cmpstr (kept->opening_hours, ==, partner->opening_hours);
  g_assert_cmpint (kept->waiting_days, ==, 12);
  g_assert_cmpint (kept->usual_days, ==, 3);
  g_assert_true (kept->has_location);
  g_assert_cmpfloat (kept->latitude, ==, partner->latitude);
  g_assert_cmpfloat (kept->longitude, ==, partner->longitude);
  g_assert_cmpint (kept->since, ==, partner->since);
  g_assert_cmpint (kept->checked_on, ==, partner->checked_on);
  g_assert_cmpstr (kept->external_id, ==, partner->external_id);
  g_assert_cmpstr (kept->extra, ==, partner->extra);
  g_assert_cmpstr (kept->area, ==, "West, Graafsepoort");
  g_assert_cmpuint (kept->areas->len, ==, 2);
  g_assert_cmpstr (((KlPartnerArea *) g_ptr_array_index (kept->areas, 0))->code, ==, "WK079611");

  kept->has_location = FALSE;
  g_set_str (&kept->name, "Élan");
  g_ptr_array_set_size (kept->areas, 0);
  g_assert_true (kl_partners_update (fixture->db, kept, &error));
  g_clear_pointer (&kept, kl_partner_free);
  kept = kl_partners_get (fixture->db, id, &error);
  g_assert_cmpstr (kept->name, ==, "Élan");
  g_assert_false (kept->has_location);
  g_assert_cmpstr (kept->area, ==, "");
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM audit_record WHERE subject = %d"
                                     " AND subject_id = %d",
                                     KL_AUDIT_PARTNER, (int) id),
                   ==, 2);

  kept->has_location = TRUE;
  kept->latitude = 100;
  g_assert_false (kl_partners_update (fixture->db, kept, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  kept->latitude = 51;
  kept->id = 999;
  g_assert_false (kl_partners_update (fixture->db, kept, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

static void
test_filters (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPartner) partner = make_partner ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  const KlPartnerService service = { .partner_id = QUIET,
                                     .name = (char *) "Uitjes",
                                     .max_age = -1 };
  g_autoptr (GError) error = NULL;
  KlArea *buurt = kl_area_new ("BU07961103", "De Schutskamp", KL_AREA_BUURT);

  buurt->parent_code = g_strdup ("WK079603");
  g_ptr_array_add (areas, kl_area_new ("WK079603", "Graafsepoort", KL_AREA_WIJK));
  g_ptr_array_add (areas, buurt);
  kl_partners_add (fixture->db, partner, &error);
  partner->school_id = WEERLICHT;
  g_set_str (&partner->name, "Alleen van de Weerlicht");
  kl_partners_add (fixture->db, partner, &error);
  kl_partner_services_add (fixture->db, &service, &error);
  g_assert_true (kl_areas_put (fixture->db, areas, &error));
  g_assert_no_error (error);

  assert_found (fixture, &(KlPartnerFilter) { .ring = KL_RING_ACCESS }, "Team Toegang en Regie");
  assert_found (fixture, &(KlPartnerFilter) { .ring = -1, .kind = "poverty" }, "Quiet");
  assert_found (fixture, &(KlPartnerFilter) { .ring = -1, .text = "elan" }, "Stichting Élan");
  assert_found (fixture, &(KlPartnerFilter) { .ring = -1, .text = "uitjes" }, "Quiet");
  assert_found (fixture, &(KlPartnerFilter) { .ring = KL_RING_INFORMAL, .school_id = WILGENROOS },
                "Quiet|Stichting Élan");
  assert_found (fixture, &(KlPartnerFilter) { .ring = KL_RING_INFORMAL, .school_id = WEERLICHT },
                "Alleen van de Weerlicht|Quiet|Stichting Élan");
  /* Who works everywhere works there too; a name became its wijk, and a buurt lies in one. */
  assert_found (fixture,
                &(KlPartnerFilter) {
                  .ring = KL_RING_INFORMAL, .area = "WK079603", .school_id = WILGENROOS },
                "Quiet|Stichting Élan");
  assert_found (fixture,
                &(KlPartnerFilter) {
                  .ring = KL_RING_INFORMAL, .area = "BU07961103", .school_id = WILGENROOS },
                "Quiet|Stichting Élan");
  assert_found (fixture,
                &(KlPartnerFilter) {
                  .ring = KL_RING_INFORMAL, .area = "Empel", .school_id = WILGENROOS },
                "Quiet");

  /* Without a role at a school its own partners are not known. */
  case_fixture_act_as (fixture, RUUD);
  assert_found (fixture, &(KlPartnerFilter) { .ring = KL_RING_INFORMAL }, "Quiet|Stichting Élan");
}

static void
test_stop (VaultFixture *fixture, gconstpointer data)
{
  const KlPartnerFilter all = { .ring = KL_RING_INFORMAL, .with_stopped = TRUE };
  const KlPartnerFilter now = { .ring = KL_RING_INFORMAL };
  g_autoptr (KlPartner) partner = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_partners_stop (fixture->db, QUIET, TODAY, "Geen geld meer", &error));
  assert_found (fixture, &now, "");
  assert_found (fixture, &all, "Quiet");
  partner = kl_partners_get (fixture->db, QUIET, &error);
  g_assert_cmpstr (partner->stopped_why, ==, "Geen geld meer");
  g_assert_true (kl_partner_is_there (partner, TODAY - 1));
  g_assert_false (kl_partner_is_there (partner, TODAY));

  /* What is changed of it does not bring it back. */
  g_assert_true (kl_partners_update (fixture->db, partner, &error));
  assert_found (fixture, &now, "");
  g_assert_true (kl_partners_resume (fixture->db, QUIET, &error));
  assert_found (fixture, &now, "Quiet");
  g_assert_true (kl_partners_set_checked (fixture->db, QUIET, TODAY, &error));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT checked_on FROM partner WHERE id = %d",
                                     QUIET),
                   ==, TODAY);
}

/* Services, persons, talks, rows of other programs */

static void
test_parts (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPartnerService) service = kl_partner_service_new ("Uitjes");
  g_autoptr (KlPartnerContact) contact = kl_partner_contact_new ("Truus van Wijk");
  g_autoptr (GPtrArray) services = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) talks = NULL;
  g_autoptr (GError) error = NULL;
  const KlPartnerService *offered;
  const KlPartnerContact *person;
  KlPartnerTalk talk = { .school_id = WILGENROOS, .partner_id = QUIET, .kind = KL_TALK_PHONE };

  service->partner_id = contact->partner_id = QUIET;
  service->min_age = 4;
  service->max_age = 18;
  service->costs = g_strdup ("Gratis");
  service->extra = g_strdup ("{\"licenses\":\"x\"}");
  service->id = kl_partner_services_add (fixture->db, service, &error);
  service->waiting_days = 7;
  g_assert_true (kl_partner_services_update (fixture->db, service, &error));
  g_set_str (&service->name, "Oud aanbod");
  g_assert_true (kl_partner_services_stop (fixture->db,
                                           kl_partner_services_add (fixture->db, service, &error),
                                           TODAY, &error));
  services = kl_partner_services_list (fixture->db, QUIET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (services->len, ==, 2);
  offered = g_ptr_array_index (services, 0);
  g_assert_cmpstr (offered->name, ==, "Uitjes");
  g_assert_cmpint (offered->max_age, ==, 18);
  g_assert_cmpint (offered->waiting_days, ==, 7);
  g_assert_cmpstr (offered->extra, ==, service->extra);
  service->max_age = 3;
  g_assert_false (kl_partner_services_update (fixture->db, service, &error));
  g_clear_error (&error);

  /* On the telephone nobody meets. */
  contact->id = talk.contact_id = kl_partner_contacts_add (fixture->db, contact, &error);
  talk.day = TODAY - 60;
  g_assert_cmpint (kl_partner_talks_add (fixture->db, &talk, TODAY, &error), >, 0);
  talk.kind = KL_TALK_MET;
  talk.day = TODAY - 30;
  g_assert_cmpint (kl_partner_talks_add (fixture->db, &talk, TODAY, &error), >, 0);
  talk.day = TODAY + 1;
  g_assert_cmpint (kl_partner_talks_add (fixture->db, &talk, TODAY, &error), ==, 0);
  g_clear_error (&error);
  contacts = kl_partner_contacts_list (fixture->db, QUIET, WILGENROOS, &error);
  person = g_ptr_array_index (contacts, 0);
  g_assert_cmpint (person->first_met, ==, TODAY - 30);
  g_assert_cmpint (person->last_spoken, ==, TODAY - 30);
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = kl_partner_contacts_list (fixture->db, QUIET, WEERLICHT, &error);
  g_assert_cmpint (((KlPartnerContact *) g_ptr_array_index (contacts, 0))->last_spoken, ==,
                   KL_DATE_NONE);
  talks = kl_partner_talks_list (fixture->db, QUIET, WILGENROOS, 10, &error);
  g_assert_cmpuint (talks->len, ==, 3);
  g_assert_cmpstr (((KlPartnerTalk *) g_ptr_array_index (talks, 0))->contact_name, ==,
                   "Truus van Wijk");
  g_assert_cmpint (((KlPartnerTalk *) g_ptr_array_index (talks, 0))->professional->id, ==, SAMIRA);
}

static void
test_records (VaultFixture *fixture, gconstpointer data)
{
  KlPartnerRecord rows[] = {
    { (char *) "hsds:phones", (char *) "p1", (char *) "{\"number\":\"+44 1234\"}" },
    { (char *) "hsds:locations", NULL, (char *) "{\"transportation\":\"bus 1\"}" },
    { (char *) "hsds:locations", (char *) "l2", (char *) "{}" },
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  const KlPartnerRecord *record;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (records, &rows[i]);
  for (int i = 0; i < 2; i++)
    g_assert_true (kl_partner_records_replace (fixture->db, QUIET, records, &error));
  kept = kl_partner_records_list (fixture->db, QUIET, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 3);
  record = g_ptr_array_index (kept, 0);
  g_assert_cmpstr (record->source, ==, "hsds:locations");
  g_assert_null (record->external_id);
  g_assert_cmpstr (record->fields, ==, rows[1].fields);
}

/* Doubles */

static void
test_doubles (VaultFixture *fixture, gconstpointer data)
{
  gint64 one = add (fixture, "Leergeld", "073-5550190", NULL);
  gint64 other = add (fixture, "Stichting Leergeld", "+31735550190", NULL);
  gint64 third = add (fixture, "Sportfonds", NULL, "5212 CM");
  gint64 fourth = add (fixture, "Sportfonts", NULL, "5212CM");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) pairs = kl_partners_list_doubles (fixture->db, &error);
  const KlPartnerPair *pair;

  g_assert_no_error (error);
  g_assert_cmpuint (pairs->len, ==, 2);
  pair = &g_array_index (pairs, KlPartnerPair, 0);
  g_assert_cmpint (pair->one_id, ==, one);
  g_assert_cmpint (pair->other_id, ==, other);
  pair = &g_array_index (pairs, KlPartnerPair, 1);
  g_assert_cmpint (pair->one_id, ==, third);
  g_assert_cmpint (pair->other_id, ==, fourth);
}

/* A double with something of everything that can hang on a partner. */
static gint64
make_double (VaultFixture *fixture)
{
  gint64 id = add (fixture, "Stichting Quiet", "073-5550180", "5211 PM");
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Zwemles");
  KlPerson partner = { .kind = KL_PERSON_PARTNER, .id = id };
  KlPerson mother = { .kind = KL_PERSON_GUARDIAN, .id = MIRANDA };
  const KlReferral referral = {
    .case_id = case_id, .partner = &partner, .status = KL_REFERRAL_SENT, .sent_on = TODAY - 9
  };
  const KlConsent consent = { .case_id = case_id,
                              .giver = &mother,
                              .receiver = &partner,
                              .from = TODAY - 9,
                              .until = TODAY + 33 };
  const KlPartnerTalk talk = { .school_id = WILGENROOS, .partner_id = id, .day = TODAY - 9 };
  g_autoptr (KlPartnerService) service = kl_partner_service_new ("Uitjes");
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  service->partner_id = id;
  entry->case_id = case_id;
  entry->kind = KL_ENTRY_CONSULTATION;
  entry->happened_on = TODAY;
  entry->text = g_strdup ("Overlegd");
  entry->partner = kl_person_copy (&partner);
  g_ptr_array_add (entry->people, kl_person_copy (&partner));
  kl_referrals_record (fixture->db, &referral, &error);
  kl_consents_add (fixture->db, &consent, &error);
  kl_partner_talks_add (fixture->db, &talk, TODAY, &error);
  kl_partner_services_add (fixture->db, service, &error);
  kl_entries_add (fixture->db, entry, TODAY, &error);
  g_assert_no_error (error);

  return id;
}

/* How much hangs on a partner. */
static gint64
count_ties (VaultFixture *fixture, gint64 id)
{
  return case_fixture_ask (
    fixture,
    "SELECT (SELECT count (*) FROM referral WHERE partner_id = %1$d)"
    " + (SELECT count (*) FROM consent WHERE receiver_kind = 3 AND receiver_id = %1$d)"
    " + (SELECT count (*) FROM partner_talk WHERE partner_id = %1$d)"
    " + (SELECT count (*) FROM partner_service WHERE partner_id = %1$d)"
    " + (SELECT count (*) FROM entry WHERE partner_id = %1$d)"
    " + (SELECT count (*) FROM entry_person WHERE person_kind = 3 AND person_id = %1$d)",
    (int) id);
}

static void
test_merge (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = make_double (fixture);
  gint64 before = count_ties (fixture, QUIET);
  g_autoptr (KlPartner) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count_ties (fixture, id), ==, 6);
  g_assert_true (kl_partners_merge (fixture->db, QUIET, id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_ties (fixture, id), ==, 0);
  g_assert_cmpint (count_ties (fixture, QUIET), ==, before + 6);

  /* Its own facts stay, gaps are filled. */
  kept = kl_partners_get (fixture->db, QUIET, &error);
  g_assert_cmpstr (kept->name, ==, "Quiet");
  g_assert_cmpint (kept->usual_days, ==, 8);
  g_assert_cmpstr (kept->phone, ==, "073-5550180");
  g_assert_cmpstr (kept->postcode, ==, "5211 PM");
  g_assert_null (kl_partners_get (fixture->db, id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_found (fixture, &(KlPartnerFilter) { .ring = -1, .text = "quiet", .with_stopped = TRUE },
                "Quiet");

  g_assert_false (kl_partners_merge (fixture->db, QUIET, QUIET, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_partners_merge (fixture->db, QUIET, id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Veilig Thuis stays what it is, whichever row is kept. */
  g_assert_true (kl_partners_merge (fixture->db, TOEGANG, SAFE_AT_HOME, &error));
  g_assert_cmpint (kl_partners_get_preset (fixture->db, KL_PARTNER_PRESET_SAFE_AT_HOME, &error), ==,
                   TOEGANG);
}

/* Whatever of it fails, both are as they were. */
static void
test_merge_fails (VaultFixture *fixture, gconstpointer data)
{
  static const char *const faults[] = {
    "BEFORE UPDATE ON referral",     "BEFORE UPDATE ON consent",
    "BEFORE UPDATE ON partner_talk", "BEFORE UPDATE ON partner_service",
    "BEFORE UPDATE ON entry",        "BEFORE UPDATE ON entry_person",
    "BEFORE UPDATE ON partner",      "BEFORE INSERT ON audit_record",
  };
  gint64 id = make_double (fixture);
  gint64 before = count_ties (fixture, QUIET);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      case_fixture_run (fixture, "CREATE TRIGGER broken %s BEGIN SELECT RAISE (ABORT, 'x'); END",
                        faults[i]);
      g_assert_false (kl_partners_merge (fixture->db, QUIET, id, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      case_fixture_run (fixture, "DROP TRIGGER broken");
      g_assert_cmpint (count_ties (fixture, id), ==, 6);
      g_assert_cmpint (count_ties (fixture, QUIET), ==, before);
      g_assert_cmpint (case_fixture_ask (fixture,
                                         "SELECT count (*) FROM partner WHERE merged_into > 0"),
                       ==, 0);
    }

  g_assert_true (kl_partners_merge (fixture->db, QUIET, id, &error));
}

/* Areas and places */

static void
test_areas (VaultFixture *fixture, gconstpointer data)
{
  const KlGeoPoint points[] = { { 5.1, 51.6 }, { 5.2, 51.6 }, { 5.2, 51.7 } };
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  g_autoptr (GPtrArray) centres = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *sources = NULL;
  g_autoptr (GError) error = NULL;
  KlArea *area = kl_area_new ("WK079611", "West", KL_AREA_WIJK);
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));

  g_array_append_vals (ring, points, G_N_ELEMENTS (points));
  area->outline = kl_area_outline_new ();
  g_ptr_array_add (area->outline, ring);
  area->source = g_strdup ("CBS/Kadaster 2016, CC BY 3.0");
  g_ptr_array_add (areas, area);
  g_ptr_array_add (areas, kl_area_new ("BU07961101", "Het Zand", KL_AREA_BUURT));
  g_assert_true (kl_areas_put (fixture->db, areas, &error));

  /* A centre that comes later leaves the outline, and whose it is. */
  area = kl_area_new ("WK079611", "West", KL_AREA_WIJK);
  area->has_centre = TRUE;
  area->centre = (KlGeoPoint) { 5.15, 51.65 };
  g_ptr_array_add (centres, area);
  g_assert_true (kl_areas_put (fixture->db, centres, &error));
  g_assert_no_error (error);

  g_assert_cmpint (kl_areas_count (fixture->db, -1, &error), ==, 2);
  kept = kl_areas_list (fixture->db, KL_AREA_WIJK, &error);
  g_assert_cmpuint (kept->len, ==, 1);
  area = g_ptr_array_index (kept, 0);
  g_assert_true (area->has_centre);
  g_assert_cmpfloat (area->centre.latitude, ==, 51.65);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (area->outline, 0))->len, ==, 3);
  sources = kl_areas_dup_sources (kept);
  g_assert_cmpstr (sources, ==, "CBS/Kadaster 2016, CC BY 3.0");
  g_assert_false (kl_area_is_changed_by (area, g_ptr_array_index (areas, 0)));
  g_assert_false (kl_area_is_changed_by (area, g_ptr_array_index (centres, 0)));
  g_set_str (&area->name, "Anders");
  g_assert_true (kl_area_is_changed_by (area, g_ptr_array_index (centres, 0)));

  /* All or nothing. */
  g_ptr_array_add (areas, kl_area_new ("", "Zonder code", KL_AREA_BUURT));
  g_set_str (&((KlArea *) g_ptr_array_index (areas, 1))->name, "Anders");
  g_assert_false (kl_areas_put (fixture->db, areas, &error));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM area WHERE name = 'Anders'"),
                   ==, 0);
}

static void
test_school_place (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSchool) school = kl_schools_get (fixture->db, WILGENROOS, &error);
  g_autoptr (KlSchool) kept = NULL;

  g_assert_false (school->has_location);
  school->has_location = TRUE;
  school->latitude = 51.6951;
  school->longitude = 5.2768;
  g_set_str (&school->address, "Plein 2");
  g_assert_true (kl_schools_place (fixture->db, school, &error));
  /* Changing its name leaves it where it is. */
  g_assert_true (kl_schools_update (fixture->db,
                                    &(KlSchool) { .id = WILGENROOS,
                                                  .name = (char *) "De Wilgenroos",
                                                  .region = 2 },
                                    &error));
  kept = kl_schools_get (fixture->db, WILGENROOS, &error);
  g_assert_true (kept->has_location);
  g_assert_cmpfloat (kept->longitude, ==, 5.2768);
  g_assert_cmpstr (kept->address, ==, "Plein 2");
}

/* The network of a school holds its own partners and referrals; who has no role sees none. */
static void
test_network (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson quiet = { .kind = KL_PERSON_PARTNER, .id = QUIET };
  const KlReferral referral = { .case_id = case_id,
                                .partner = &quiet,
                                .status = KL_REFERRAL_WITHDRAWN,
                                .sent_on = TODAY - 30,
                                .ended_on = TODAY - 5 };
  g_autoptr (KlNetworkFacts) facts = NULL;
  g_autoptr (KlNetworkFacts) others = NULL;
  g_autoptr (KlNetwork) now = NULL;
  g_autoptr (KlNetwork) before = NULL;
  g_autoptr (GError) error = NULL;

  kl_referrals_record (fixture->db, &referral, &error);
  g_assert_no_error (error);
  facts = kl_network_load_facts (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);
  now = kl_network_new (facts, TODAY);
  before = kl_network_new (facts, TODAY - 6);
  g_assert_cmpint (now->n_waiting, ==, 0);
  g_assert_cmpint (before->n_waiting, ==, 1);
  g_assert_cmpint (kl_network_find (before, QUIET)->days, ==, 24);
  g_assert_cmpint (kl_network_find (now, QUIET)->days, ==, 8);
  g_assert_cmpint (kl_network_find (now, QUIET)->last_spoken, ==, TODAY - 50);
  g_assert_cmpuint (facts->people->len, ==, 3);

  others = kl_network_load_facts (fixture->db, WEERLICHT, TODAY, &error);
  g_assert_cmpuint (others->referrals->len, ==, 0);
  case_fixture_act_as (fixture, TINEKE);
  g_assert_null (kl_network_load_facts (fixture->db, WILGENROOS, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_clear_pointer (&others, kl_network_facts_unref);
  others = kl_network_load_facts (fixture->db, 0, TODAY, &error);
  g_assert_cmpuint (others->referrals->len, ==, 0);
}

/* Who left and what stopped stands apart on the card, and comes back when it does. */
static void
test_past (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlPartnerView) view = NULL;
  g_autoptr (KlPartnerView) again = NULL;

  case_fixture_run (fixture,
                    "INSERT INTO partner_service (id, partner_id, name, stopped_on) VALUES"
                    " (1, %d, 'Uitjes', 0), (2, %d, 'Oud', %d), (3, %d, 'Straks oud', %d)",
                    QUIET, QUIET, TODAY, QUIET, TODAY + 1);
  case_fixture_run (fixture,
                    "INSERT INTO partner_contact (id, partner_id, name, left_on)"
                    " VALUES (1, %d, 'Lieke', %d)",
                    QUIET, TODAY - 1);
  view = kl_partner_view_new (kl_partner_card_load (fixture->db, QUIET, WILGENROOS, TODAY, &error),
                              TODAY);
  g_assert_no_error (error);
  g_assert_cmpuint (view->card->services->len, ==, 2);
  g_assert_cmpuint (view->past_services->len, ==, 1);
  g_assert_cmpuint (view->card->contacts->len, ==, 0);
  g_assert_cmpuint (view->past_contacts->len, ==, 1);

  g_assert_true (kl_partner_services_stop (fixture->db, 2, KL_DATE_NONE, &error));
  g_assert_true (kl_partner_contacts_leave (fixture->db, 1, KL_DATE_NONE, &error));
  again = kl_partner_view_new (kl_partner_card_load (fixture->db, QUIET, WILGENROOS, TODAY, &error),
                               TODAY);
  g_assert_cmpuint (again->card->services->len, ==, 3);
  g_assert_cmpuint (again->card->contacts->len, ==, 1);
  g_assert_cmpuint (again->past_services->len + again->past_contacts->len, ==, 0);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/partners/facts", test_facts);
  case_test_add ("/store/partners/filters", test_filters);
  case_test_add ("/store/partners/stop", test_stop);
  case_test_add ("/store/partners/parts", test_parts);
  case_test_add ("/store/partners/records", test_records);
  case_test_add ("/store/partners/doubles", test_doubles);
  case_test_add ("/store/partners/merge", test_merge);
  case_test_add ("/store/partners/merge-fails", test_merge_fails);
  case_test_add ("/store/partners/areas", test_areas);
  case_test_add ("/store/partners/school-place", test_school_place);
  case_test_add ("/store/partners/network", test_network);
  case_test_add ("/store/partners/past", test_past);

  return g_test_run ();
}
