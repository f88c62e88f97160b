/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"

#include "store/kl-areas.h"
#include "store/kl-entries.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"
#include "store/kl-referrals.h"
#include "store/kl-schools.h"

/* The help around the schools. What the casebook tells of a partner stands there; where it is, who
 * works there and what went to it besides the stories, stands in a file of its own. */

/* Places */

static gboolean
add_areas (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->network, "areas");
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      KlArea *area = kl_area_new (kl_demo_get_text (object, "code"),
                                  kl_demo_get_text (object, "name"), KL_AREA_WIJK);

      area->municipality = g_strdup (kl_demo_get_text (demo->book, "municipality"));
      area->has_centre = TRUE;
      area->centre =
        (KlGeoPoint) { .longitude = json_object_get_double_member (object, "longitude"),
                       .latitude = json_object_get_double_member (object, "latitude") };
      g_ptr_array_add (areas, area);
    }

  return kl_areas_put (demo->db, areas, error);
}

static gboolean
place_schools (KlDemo *demo, GError **error)
{
  JsonObject *places = json_object_get_object_member (demo->network, "schools");
  JsonArray *list = kl_demo_get_array (demo->book, "schools");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *key = kl_demo_get_text (json_array_get_object_element (list, i), "id");
      JsonObject *place = json_object_get_object_member (places, key);
      g_autoptr (KlSchool) school =
        kl_schools_get (demo->db, kl_demo_get_school (demo, key)->id, error);

      if (school == NULL)
        return FALSE;
      school->has_location = TRUE;
      school->latitude = json_object_get_double_member (place, "latitude");
      school->longitude = json_object_get_double_member (place, "longitude");
      g_set_str (&school->town, kl_demo_get_text (demo->book, "municipality"));
      if (!kl_schools_place (demo->db, school, error))
        return FALSE;
    }

  return TRUE;
}

/* Partners */

static char *
join_areas (JsonArray *areas)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (areas); i++)
    {
      const char *area = json_array_get_string_element (areas, i);

      if (!g_str_equal (area, "*"))
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", area);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static KlDate
get_ago (KlDemo *demo, JsonObject *object, const char *name)
{
  int ago = kl_demo_get_int (object, name, -1);

  return ago >= 0 ? demo->today - ago : KL_DATE_NONE;
}

static KlPartner *
make_partner (KlDemo *demo, JsonObject *told, JsonObject *more)
{
  KlPartner *partner = kl_partner_new (kl_demo_get_text (told, "name"));

  partner->kind = g_strdup (kl_demo_get_text (told, "kind"));
  partner->ring = kl_demo_parse (KL_WORDS_RING, kl_demo_get_text (told, "tier"));
  partner->area = join_areas (kl_demo_get_array (told, "area"));
  partner->usual_days = kl_demo_get_int (told, "median_days", -1);
  partner->phone = g_strdup (kl_demo_get_text (more, "phone"));
  partner->urgent_phone = g_strdup (kl_demo_get_text (more, "urgent"));
  partner->description = g_strdup (kl_demo_get_text (more, "description"));
  partner->url = g_strdup (kl_demo_get_text (more, "url"));
  partner->address = g_strdup (kl_demo_get_text (more, "address"));
  partner->postcode = g_strdup (kl_demo_get_text (more, "postcode"));
  partner->town = g_strdup (kl_demo_get_text (more, "town"));
  partner->opening_hours = g_strdup (kl_demo_get_text (more, "hours"));
  partner->waiting_days = kl_demo_get_int (more, "waiting", -1);
  partner->checked_on = get_ago (demo, more, "checked");
  partner->has_location = json_object_has_member (more, "latitude");
  if (partner->has_location)
    {
      partner->latitude = json_object_get_double_member (more, "latitude");
      partner->longitude = json_object_get_double_member (more, "longitude");
    }

  return partner;
}

/* Veilig Thuis came with the vault. */
static gint64
keep_partner (KlDemo *demo, KlPartner *partner, GError **error)
{
  if (!g_str_equal (partner->name, "Veilig Thuis"))
    return kl_partners_add (demo->db, partner, error);

  partner->id = kl_partners_get_preset (demo->db, KL_PARTNER_PRESET_SAFE_AT_HOME, error);
  return partner->id != 0 && kl_partners_update (demo->db, partner, error) ? partner->id : 0;
}

static gboolean
add_services (KlDemo *demo, gint64 partner_id, JsonArray *list, GError **error)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autoptr (KlPartnerService) service =
        kl_partner_service_new (kl_demo_get_text (object, "name"));

      service->partner_id = partner_id;
      service->for_whom = g_strdup (kl_demo_get_text (object, "for_whom"));
      service->how_to_refer = g_strdup (kl_demo_get_text (object, "how_to_refer"));
      service->consent_needed = g_strdup (kl_demo_get_text (object, "consent"));
      service->costs = g_strdup (kl_demo_get_text (object, "costs"));
      service->min_age = kl_demo_get_int (object, "min_age", -1);
      service->max_age = kl_demo_get_int (object, "max_age", -1);
      service->waiting_days = kl_demo_get_int (object, "waiting", -1);
      service->checked_on = get_ago (demo, object, "checked");
      if (kl_partner_services_add (demo->db, service, error) == 0)
        return FALSE;
    }

  return TRUE;
}

gboolean
kl_demo_add_partners (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->book, "partners");
  JsonObject *details = json_object_get_object_member (demo->network, "partners");

  if (!add_areas (demo, error) || !place_schools (demo, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *told = json_array_get_object_element (list, i);
      const char *key = kl_demo_get_text (told, "id");
      JsonObject *more = json_object_get_object_member (details, key);
      g_autoptr (KlPartner) partner = make_partner (demo, told, more);

      partner->id = keep_partner (demo, partner, error);
      if (partner->id == 0
          || !add_services (demo, partner->id, kl_demo_get_array (more, "services"), error))
        return FALSE;
      kl_demo_keep (demo->partners, key, partner->id);
    }

  return TRUE;
}

/* Persons and talks */

static gboolean
add_talks (KlDemo *demo, const KlPartnerContact *contact, JsonArray *list, GError **error)
{
  KlDemoSchool *school = kl_demo_get_school (demo, "wilgenroos");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autoptr (KlPerson) by = kl_demo_make_person (demo, kl_demo_get_text (object, "by"));
      const KlPartnerTalk talk = {
        .school_id = school->id,
        .partner_id = contact->partner_id,
        .contact_id = contact->id,
        .professional = by,
        .day = kl_demo_get_school_day (school, demo->today - kl_demo_get_int (object, "ago", 0)),
        .kind = kl_demo_parse (KL_WORDS_TALK_KIND, kl_demo_get_text (object, "kind")),
        .note = (char *) kl_demo_get_text (object, "note"),
      };

      if (kl_partner_talks_add (demo->db, &talk, demo->today, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_contacts (KlDemo *demo, gint64 partner_id, JsonArray *list, GError **error)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      g_autoptr (KlPartnerContact) contact =
        kl_partner_contact_new (kl_demo_get_text (object, "name"));

      contact->partner_id = partner_id;
      contact->role = g_strdup (kl_demo_get_text (object, "role"));
      contact->phone = g_strdup (kl_demo_get_text (object, "phone"));
      contact->first_met = get_ago (demo, object, "met");
      contact->id = kl_partner_contacts_add (demo->db, contact, error);
      if (contact->id == 0
          || !add_talks (demo, contact, kl_demo_get_array (object, "talks"), error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kl_demo_add_talks (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->book, "partners");
  JsonObject *details = json_object_get_object_member (demo->network, "partners");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      const char *key = kl_demo_get_text (json_array_get_object_element (list, i), "id");
      JsonObject *more = json_object_get_object_member (details, key);

      if (!add_contacts (demo, kl_demo_find (demo->partners, key),
                         kl_demo_get_array (more, "contacts"), error))
        return FALSE;
    }

  return TRUE;
}

/* Referrals besides those of the stories */

static gboolean
add_referral_entry (KlDemo *demo, const KlReferral *referral, gint64 id, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = referral->case_id;
  entry->kind = KL_ENTRY_REFERRAL;
  entry->happened_on = referral->sent_on;
  entry->recorded_at = kl_time_from_local (referral->sent_on, 15 * 60 + 20);
  entry->author = kl_person_copy (referral->sender);
  entry->partner = kl_person_copy (referral->partner);
  entry->referral_id = id;
  entry->text = g_strdup (referral->text);

  return kl_entries_add (demo->db, entry, demo->today, error) != 0;
}

static gboolean
add_referral (KlDemo *demo, JsonObject *object, GError **error)
{
  KlDemoSchool *school = kl_demo_get_school (demo, "wilgenroos");
  g_autoptr (KlPerson) partner = kl_demo_make_person (demo, kl_demo_get_text (object, "partner"));
  g_autoptr (KlPerson) sender = kl_demo_make_person (demo, kl_demo_get_text (object, "by"));
  int days = kl_demo_get_int (object, "days", -1);
  KlReferral referral = {
    .case_id = kl_demo_find (demo->cases, kl_demo_get_text (object, "case")),
    .partner = partner,
    .sender = sender,
    .purpose = kl_demo_parse (KL_WORDS_REFERRAL_PURPOSE, kl_demo_get_text (object, "purpose")),
    .status = days >= 0 ? KL_REFERRAL_ACCEPTED : KL_REFERRAL_SENT,
    .sent_on = kl_demo_get_school_day (school, demo->today - kl_demo_get_int (object, "ago", 0)),
    .text = (char *) kl_demo_get_text (object, "text"),
  };
  gint64 id;

  if (days >= 0)
    referral.answered_on = referral.sent_on + days;
  id = kl_referrals_record (demo->db, &referral, error);
  return id != 0 && add_referral_entry (demo, &referral, id, error);
}

gboolean
kl_demo_add_referrals (KlDemo *demo, GError **error)
{
  JsonArray *list = kl_demo_get_array (demo->network, "referrals");

  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!add_referral (demo, json_array_get_object_element (list, i), error))
      return FALSE;

  return TRUE;
}
