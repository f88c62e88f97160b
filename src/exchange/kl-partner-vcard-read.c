/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-vcard-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "model/kl-partner-kinds.h"
#include "model/kl-text.h"

#define MAX_DAYS 9999
#define MAX_AGE 120
/* How long a text can be that a person may still want to read. */
#define MAX_TEXT 8192

/* A card while it is read: what of it was understood. */
typedef struct
{
  const KlVcard *card;
  gboolean *taken;
} Reader;

typedef struct
{
  KlPartnerFile *file;
  GHashTable *by_name;    /* folded: KlPartnerWhole */
  GHashTable *by_contact; /* UID of a contact: KlPartnerWhole */
} Reading;

/* Auxiliary functions: values */

static const KlVcardProperty *
get_property (const Reader *reader, guint i)
{
  return g_ptr_array_index (reader->card->properties, i);
}

static gboolean
has_type (const KlVcardProperty *property, const char *type)
{
  g_autofree char *between = g_strconcat (",", type, ",", NULL);

  return property->types != NULL && strstr (property->types, between) != NULL;
}

static char *
get_text (const KlVcardProperty *property)
{
  g_auto (GStrv) parts = kl_vcard_property_split (property, '\0');
  char *text = kl_text_clean (parts[0]);

  if (strlen (text) > MAX_TEXT)
    *text = '\0';
  return text;
}

/* Takes the first line of a name that says something. */
static char *
take_text (Reader *reader, const char *name)
{
  for (guint i = 0; i < reader->card->properties->len; i++)
    if (!reader->taken[i] && strcmp (get_property (reader, i)->name, name) == 0)
      {
        g_autofree char *text = get_text (get_property (reader, i));

        reader->taken[i] = TRUE;
        if (*text != '\0')
          return g_steal_pointer (&text);
      }

  return NULL;
}

static void
put_text (Reader *reader, const char *name, char **place)
{
  g_autofree char *text = take_text (reader, name);

  if (text != NULL)
    g_set_str (place, text);
}

static gboolean
parse_number (const char *text, int max, int *number)
{
  guint64 value;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, (guint64) max, &value, NULL))
    return FALSE;

  *number = (int) value;
  return TRUE;
}

static void
put_number (Reader *reader, const char *name, int *place)
{
  g_autofree char *text = take_text (reader, name);

  parse_number (text, MAX_DAYS, place);
}

static void
parse_day (const char *text, KlDate *place)
{
  KlDate day;

  if (text != NULL && kl_date_parse (text, &day) && kl_date_is_plausible (day))
    *place = day;
}

static void
put_day (Reader *reader, const char *name, KlDate *place)
{
  g_autofree char *text = take_text (reader, name);

  parse_day (text, place);
}

/* Takes the parts of the first line of a name, cleaned; NULL when there is none. */
static GStrv
take_parts (Reader *reader, const char *name)
{
  for (guint i = 0; i < reader->card->properties->len; i++)
    if (!reader->taken[i] && strcmp (get_property (reader, i)->name, name) == 0)
      {
        GStrv parts = kl_vcard_property_split (get_property (reader, i), ';');

        reader->taken[i] = TRUE;
        for (char **part = parts; *part != NULL; part++)
          {
            char *clean = kl_text_clean (*part);

            g_free (*part);
            *part = clean;
          }
        return parts;
      }

  return NULL;
}

/* A number may be written as an address: "tel:+31-73-1234567". */
static gboolean
take_phone (Reader *reader, gboolean urgent, char **place)
{
  for (guint i = 0; i < reader->card->properties->len; i++)
    {
      const KlVcardProperty *property = get_property (reader, i);
      g_autofree char *text = NULL;

      if (reader->taken[i] || strcmp (property->name, "TEL") != 0 || has_type (property, "fax")
          || has_type (property, KL_VCARD_TYPE_URGENT) != urgent)
        continue;

      text = get_text (property);
      g_set_str (place, g_str_has_prefix (text, "tel:") ? text + strlen ("tel:") : text);
      reader->taken[i] = TRUE;
      return TRUE;
    }

  return FALSE;
}

/* A UUID is written with capitals or small letters, with its scheme in front or without. */
static char *
normalize_uid (const char *uid)
{
  const char *id = uid;
  g_autofree char *lower = NULL;

  if (g_ascii_strncasecmp (id, KL_PARTNER_VCARD_UUID, strlen (KL_PARTNER_VCARD_UUID)) == 0)
    id += strlen (KL_PARTNER_VCARD_UUID);
  if (!g_uuid_string_is_valid (id))
    return g_strdup (uid);

  lower = g_ascii_strdown (id, -1);
  return g_strconcat (KL_PARTNER_VCARD_UUID, lower, NULL);
}

static char *
take_uid (Reader *reader)
{
  g_autofree char *uid = take_text (reader, "UID");

  return uid != NULL ? normalize_uid (uid) : NULL;
}

/* The id of another program; one that is made of the name says nothing more than the name. */
static char *
make_external_id (const char *uid, const char *first, const char *second)
{
  g_autofree char *own = kl_partner_vcard_make_uid (first, second);

  if (uid == NULL || strcmp (uid, own) == 0)
    return NULL;
  if (g_str_has_prefix (uid, KL_PARTNER_VCARD_UUID))
    return g_strdup (uid + strlen (KL_PARTNER_VCARD_UUID));
  return g_strdup (uid);
}

/* What is left */

/* Of the file and not of the partner. */
static gboolean
is_of_file (const char *name)
{
  static const char *const names[] = { "PRODID", "REV", "KIND", "N", "FN", "UID" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* A row with the lines that were not understood, under their names; none when all were. */
static void
keep_rest (Reader *reader, KlPartnerWhole *whole, const char *source, const char *uid)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *fields = NULL;
  gboolean any = FALSE;

  json_builder_begin_object (builder);
  for (guint i = 0; i < reader->card->properties->len; i++)
    {
      const KlVcardProperty *property = get_property (reader, i);
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, property->name)) + 1;
      g_autofree char *key =
        n > 1 ? g_strdup_printf ("%s %u", property->name, n) : g_strdup (property->name);
      g_autofree char *line = NULL;

      if (reader->taken[i] || is_of_file (property->name) || *property->value == '\0')
        continue;
      g_hash_table_insert (counts, property->name, GUINT_TO_POINTER (n));
      line = kl_vcard_property_to_line (property);
      json_builder_set_member_name (builder, key);
      json_builder_add_string_value (builder, line);
      any = TRUE;
    }
  json_builder_end_object (builder);
  if (!any)
    return;

  root = json_builder_get_root (builder);
  fields = json_to_string (root, FALSE);
  g_ptr_array_add (whole->records, kl_partner_record_new (source, uid, fields));
}

/* Organisations */

static void
take_categories (Reader *reader, KlPartnerWhole *whole)
{
  KlPartner *partner = whole->partner;
  g_autofree char *ring = NULL;
  int value;

  put_text (reader, "CATEGORIES", &partner->kind);
  ring = take_text (reader, KL_VCARD_X_RING);
  whole->guessed = TRUE;
  if (ring != NULL && kl_words_parse (KL_WORDS_RING, ring, &value))
    {
      partner->ring = (KlRing) value;
      whole->guessed = FALSE;
    }
  else if (partner->kind != NULL && *partner->kind != '\0')
    {
      partner->ring = kl_partner_kind_get_ring (partner->kind);
    }
}

static void
put_part (char **parts, guint n_parts, guint i, char **place)
{
  if (i < n_parts && *parts[i] != '\0')
    g_set_str (place, parts[i]);
}

static void
take_place (Reader *reader, KlPartner *partner)
{
  g_auto (GStrv) address = take_parts (reader, "ADR");
  g_autofree char *geo = take_text (reader, "GEO");
  const guint n = address != NULL ? g_strv_length (address) : 0;
  const char *numbers = geo;
  double latitude, longitude;
  char *end;

  put_part (address, n, 2, &partner->address);
  put_part (address, n, 3, &partner->town);
  put_part (address, n, 5, &partner->postcode);
  if (geo == NULL)
    return;

  /* Version 3 has a semicolon between the two, and no word in front. */
  if (g_str_has_prefix (geo, "geo:"))
    numbers = geo + strlen ("geo:");
  latitude = g_ascii_strtod (numbers, &end);
  if (end == numbers || (*end != ',' && *end != ';'))
    return;
  numbers = end + 1;
  longitude = g_ascii_strtod (numbers, &end);
  if (end == numbers || !(fabs (latitude) <= 90) || !(fabs (longitude) <= 180))
    return;

  partner->has_location = TRUE;
  partner->latitude = latitude;
  partner->longitude = longitude;
}

static void
take_areas (Reader *reader, KlPartner *partner)
{
  GStrv parts;

  while ((parts = take_parts (reader, KL_VCARD_X_AREA)) != NULL)
    {
      const guint n = g_strv_length (parts);

      if (n > 0 && *parts[0] != '\0')
        {
          if (partner->areas == NULL)
            partner->areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
          g_ptr_array_add (partner->areas,
                           kl_partner_area_new (n > 1 && *parts[1] != '\0' ? parts[1] : NULL,
                                                parts[0]));
        }
      g_strfreev (parts);
    }
  if (partner->areas != NULL)
    {
      g_free (partner->area);
      partner->area = kl_partner_areas_join (partner->areas);
    }
}

static void
take_services (Reader *reader, KlPartnerWhole *whole)
{
  GStrv parts;

  while ((parts = take_parts (reader, KL_VCARD_X_SERVICE)) != NULL)
    {
      const guint n = g_strv_length (parts);
      KlPartnerService *service;

      if (n == 0 || *parts[KL_VCARD_SERVICE_NAME] == '\0')
        {
          g_strfreev (parts);
          continue;
        }
      service = kl_partner_service_new (parts[KL_VCARD_SERVICE_NAME]);
      put_part (parts, n, KL_VCARD_SERVICE_DESCRIPTION, &service->description);
      put_part (parts, n, KL_VCARD_SERVICE_FOR_WHOM, &service->for_whom);
      put_part (parts, n, KL_VCARD_SERVICE_COSTS, &service->costs);
      put_part (parts, n, KL_VCARD_SERVICE_HOW_TO_REFER, &service->how_to_refer);
      put_part (parts, n, KL_VCARD_SERVICE_CONSENT, &service->consent_needed);
      put_part (parts, n, KL_VCARD_SERVICE_URL, &service->url);
      put_part (parts, n, KL_VCARD_SERVICE_EMAIL, &service->email);
      put_part (parts, n, KL_VCARD_SERVICE_PHONE, &service->phone);
      if (n > KL_VCARD_SERVICE_MAX_AGE)
        {
          parse_number (parts[KL_VCARD_SERVICE_MIN_AGE], MAX_AGE, &service->min_age);
          parse_number (parts[KL_VCARD_SERVICE_MAX_AGE], MAX_AGE, &service->max_age);
        }
      else if (n > KL_VCARD_SERVICE_MIN_AGE)
        {
          parse_number (parts[KL_VCARD_SERVICE_MIN_AGE], MAX_AGE, &service->min_age);
        }
      if (n > KL_VCARD_SERVICE_WAITING_DAYS)
        parse_number (parts[KL_VCARD_SERVICE_WAITING_DAYS], MAX_DAYS, &service->waiting_days);
      if (n > KL_VCARD_SERVICE_CHECKED)
        parse_day (parts[KL_VCARD_SERVICE_CHECKED], &service->checked_on);
      if (n > KL_VCARD_SERVICE_STOPPED)
        parse_day (parts[KL_VCARD_SERVICE_STOPPED], &service->stopped_on);
      g_ptr_array_add (whole->services, service);
      g_strfreev (parts);
    }
}

/* Whoever a card names as related or as a member may come as a card of its own. */
static void
take_members (Reader *reader, Reading *reading, KlPartnerWhole *whole)
{
  for (guint i = 0; i < reader->card->properties->len; i++)
    {
      const KlVcardProperty *property = get_property (reader, i);
      g_autofree char *text = NULL, *uid = NULL;

      if (strcmp (property->name, "MEMBER") != 0
          && !(strcmp (property->name, "RELATED") == 0 && has_type (property, "contact")))
        continue;

      text = get_text (property);
      uid = normalize_uid (text);
      reader->taken[i] = TRUE;
      g_hash_table_insert (reading->by_contact, g_steal_pointer (&uid), whole);
    }
}

static char *
take_org (Reader *reader)
{
  g_auto (GStrv) parts = take_parts (reader, "ORG");

  return parts != NULL && parts[0] != NULL && *parts[0] != '\0' ? g_strdup (parts[0]) : NULL;
}

static KlPartnerWhole *
add_partner (Reading *reading, const char *name, guint line)
{
  KlPartnerWhole *whole = kl_partner_whole_new (kl_partner_new (name));

  /* Translators: a place in a file. */
  whole->place = g_strdup_printf (_ ("line %u"), line);
  whole->guessed = TRUE;
  g_ptr_array_add (reading->file->partners, whole);
  g_hash_table_insert (reading->by_name, kl_text_fold (name), whole);
  return whole;
}

static void
add_problem (Reading *reading, guint line, const char *reason)
{
  g_ptr_array_add (reading->file->problems,
                   g_strdup_printf (_ ("Line %u: %s; left out"), line, reason));
}

static void
read_organisation (Reading *reading, Reader *reader)
{
  g_autofree char *full_name = take_text (reader, "FN");
  g_autofree char *org = take_org (reader);
  g_autofree char *uid = take_uid (reader);
  const char *name = full_name != NULL ? full_name : org;
  KlPartnerWhole *whole;
  KlPartner *partner;

  if (name == NULL)
    {
      add_problem (reading, reader->card->line, _ ("the card has no name"));
      return;
    }

  whole = add_partner (reading, name, reader->card->line);
  partner = whole->partner;
  partner->external_id = make_external_id (uid, name, NULL);
  take_categories (reader, whole);
  take_phone (reader, FALSE, &partner->phone);
  take_phone (reader, TRUE, &partner->urgent_phone);
  put_text (reader, "EMAIL", &partner->email);
  put_text (reader, "URL", &partner->url);
  take_place (reader, partner);
  put_text (reader, "NOTE", &partner->description);
  put_text (reader, KL_VCARD_X_HOURS, &partner->opening_hours);
  take_areas (reader, partner);
  put_number (reader, KL_VCARD_X_USUAL, &partner->usual_days);
  put_number (reader, KL_VCARD_X_WAITING, &partner->waiting_days);
  put_day (reader, KL_VCARD_X_SINCE, &partner->since);
  put_day (reader, KL_VCARD_X_CHECKED, &partner->checked_on);
  {
    g_auto (GStrv) stopped = take_parts (reader, KL_VCARD_X_STOPPED);

    if (stopped != NULL && stopped[0] != NULL)
      {
        parse_day (stopped[0], &partner->stopped_on);
        put_part (stopped, g_strv_length (stopped), 1, &partner->stopped_why);
      }
  }
  take_services (reader, whole);
  take_members (reader, reading, whole);
  {
    g_autofree char *own = uid != NULL ? NULL : kl_partner_vcard_make_uid (name, NULL);

    keep_rest (reader, whole, KL_PARTNER_VCARD_CARD, uid != NULL ? uid : own);
  }
}

/* People */

/* A name may only come in its parts: surname; given; middle; prefix. */
static char *
take_name (Reader *reader)
{
  g_autofree char *name = take_text (reader, "FN");
  g_auto (GStrv) parts = NULL;
  guint n;

  if (name != NULL)
    return g_steal_pointer (&name);

  parts = take_parts (reader, "N");
  n = parts != NULL ? g_strv_length (parts) : 0;
  if (n == 0)
    return NULL;

  name = g_strdup_printf ("%s %s", n > 1 ? parts[1] : "", parts[0]);
  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

static void
read_person (Reading *reading, Reader *reader)
{
  g_autofree char *name = take_name (reader);
  g_autofree char *org = take_org (reader);
  g_autofree char *uid = take_uid (reader);
  g_autofree char *folded = org != NULL ? kl_text_fold (org) : NULL;
  KlPartnerWhole *whole = uid != NULL ? g_hash_table_lookup (reading->by_contact, uid) : NULL;
  KlPartnerContact *contact;

  if (whole == NULL && folded != NULL)
    whole = g_hash_table_lookup (reading->by_name, folded);
  if (name == NULL || (whole == NULL && org == NULL))
    {
      add_problem (reading, reader->card->line,
                   name == NULL ? _ ("the card has no name")
                                : _ ("it is of somebody without an organisation"));
      return;
    }

  if (whole == NULL)
    whole = add_partner (reading, org, reader->card->line);
  contact = kl_partner_contact_new (name);
  contact->external_id = make_external_id (uid, whole->partner->name, name);
  put_text (reader, "TITLE", &contact->role);
  if (contact->role == NULL || *contact->role == '\0')
    put_text (reader, "ROLE", &contact->role);
  take_phone (reader, FALSE, &contact->phone);
  put_text (reader, "EMAIL", &contact->email);
  put_day (reader, KL_VCARD_X_FIRST_MET, &contact->first_met);
  put_day (reader, KL_VCARD_X_LEFT, &contact->left_on);
  g_ptr_array_add (whole->contacts, contact);
  {
    g_autofree char *own =
      uid != NULL ? NULL : kl_partner_vcard_make_uid (whole->partner->name, name);

    keep_rest (reader, whole, KL_PARTNER_VCARD_CONTACT, uid != NULL ? uid : own);
  }
}

/* Programs that have no kinds write the name of a company twice. */
static gboolean
is_organisation (const KlVcard *card)
{
  g_autofree char *kind = kl_vcard_get_text (card, "KIND");
  g_autofree char *name = kl_vcard_get_text (card, "FN");
  const KlVcardProperty *org = kl_vcard_find (card, "ORG");
  g_auto (GStrv) parts = NULL;

  if (*kind != '\0')
    return g_ascii_strcasecmp (kind, "org") == 0 || g_ascii_strcasecmp (kind, "group") == 0;
  if (org == NULL)
    return FALSE;

  parts = kl_vcard_property_split (org, ';');
  if (parts[0] == NULL || *parts[0] == '\0')
    return FALSE;
  return *name != '\0' ? strcmp (name, parts[0]) == 0 : kl_vcard_find (card, "N") == NULL;
}

static void
read_cards (Reading *reading, GPtrArray *cards, gboolean organisations)
{
  for (guint i = 0; i < cards->len; i++)
    {
      const KlVcard *card = g_ptr_array_index (cards, i);
      g_autofree gboolean *taken = g_new0 (gboolean, card->properties->len + 1);
      Reader reader = { card, taken };

      if (is_organisation (card) != organisations)
        continue;
      if (organisations)
        read_organisation (reading, &reader);
      else
        read_person (reading, &reader);
    }
}

/* Public API */

/**
 * kl_partner_vcard_read:
 * @cards: (element-type KlVcard): cards
 * @problems: (element-type KlVcardProblem): the lines that were left out of them
 *
 * Makes partners of cards: organisations, and who works there by the card that names them, or
 * else by their organisation. Somebody without an organisation is no partner.
 *
 * Returns: (transfer full): the partners, to be proposed
 */
KlPartnerFile *
kl_partner_vcard_read (GPtrArray *cards, GArray *problems)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_contact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { NULL, by_name, by_contact };

  g_return_val_if_fail (cards != NULL && problems != NULL, NULL);

  reading.file = kl_partner_file_new ("vCard", KL_PARTNER_VCARD_CARD);
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (reading.file->problems,
                     kl_vcard_problem_to_string (&g_array_index (problems, KlVcardProblem, i)));
  read_cards (&reading, cards, TRUE);
  read_cards (&reading, cards, FALSE);

  return reading.file;
}
