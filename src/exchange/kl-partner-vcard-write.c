/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-vcard-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "model/kl-text.h"

/* Auxiliary functions: values */

static void
add_number (KlVcard *card, const char *name, int number)
{
  g_autofree char *text = number >= 0 ? g_strdup_printf ("%d", number) : NULL;

  kl_vcard_add_text (card, name, NULL, text);
}

static char *
write_day (KlDate day)
{
  return day != KL_DATE_NONE ? kl_date_format (day, KL_DATE_STYLE_ISO) : g_strdup ("");
}

static void
add_day (KlVcard *card, const char *name, KlDate day)
{
  g_autofree char *text = write_day (day);

  kl_vcard_add_text (card, name, NULL, text);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Without the separators at the end, which say nothing. */
static void
add_parts (KlVcard *card, const char *name, const char *const *parts, guint n)
{
  g_autofree const char **kept = g_new0 (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    kept[i] = or_empty (parts[i]);
  while (n > 0 && *kept[n - 1] == '\0')
    kept[--n] = NULL;
  if (n > 0)
    kl_vcard_add_parts (card, name, kept);
}

/* What another program said besides */

/* The texts of the row are lines of a card: what reads cards reads them again. */
static void
add_lines (KlVcard *card, const char *fields)
{
  g_autoptr (JsonNode) node = json_from_string (fields, NULL);
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\r\n");
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GBytes) bytes = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *line;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &line))
    if (JSON_NODE_HOLDS_VALUE (line) && json_node_get_string (line) != NULL)
      g_string_append_printf (text, "%s\r\n", json_node_get_string (line));
  g_string_append (text, "END:VCARD\r\n");

  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  cards = kl_vcard_read (bytes, NULL, NULL, NULL);
  if (cards == NULL || cards->len != 1)
    return;

  {
    KlVcard *read = g_ptr_array_index (cards, 0);

    g_ptr_array_extend_and_steal (card->properties, g_steal_pointer (&read->properties));
    read->properties = g_ptr_array_new ();
  }
}

static void
add_other_lines (KlVcard *card, GPtrArray *records, const char *source, const char *uid)
{
  const KlPartnerRecord *record = kl_partner_records_find (records, source, uid);

  if (record != NULL)
    add_lines (card, record->fields);
}

static char *
make_own_uid (const char *external_id, const char *first, const char *second)
{
  if (external_id == NULL || *external_id == '\0')
    return kl_partner_vcard_make_uid (first, second);

  return g_uuid_string_is_valid (external_id)
           ? g_strconcat (KL_PARTNER_VCARD_UUID, external_id, NULL)
           : g_strdup (external_id);
}

/* Cards */

static void
add_areas (KlVcard *card, GPtrArray *areas)
{
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (areas, i);
      const char *const parts[] = { area->name, area->code };

      add_parts (card, KL_VCARD_X_AREA, parts, G_N_ELEMENTS (parts));
    }
}

static void
add_service (KlVcard *card, const KlPartnerService *service)
{
  g_autofree char *min_age = g_strdup_printf ("%d", service->min_age);
  g_autofree char *max_age = g_strdup_printf ("%d", service->max_age);
  g_autofree char *waiting = g_strdup_printf ("%d", service->waiting_days);
  g_autofree char *checked = write_day (service->checked_on);
  g_autofree char *stopped = write_day (service->stopped_on);
  const char *const parts[KL_VCARD_N_SERVICE_PARTS] = {
    [KL_VCARD_SERVICE_NAME] = service->name,
    [KL_VCARD_SERVICE_DESCRIPTION] = service->description,
    [KL_VCARD_SERVICE_FOR_WHOM] = service->for_whom,
    [KL_VCARD_SERVICE_MIN_AGE] = service->min_age >= 0 ? min_age : "",
    [KL_VCARD_SERVICE_MAX_AGE] = service->max_age >= 0 ? max_age : "",
    [KL_VCARD_SERVICE_COSTS] = service->costs,
    [KL_VCARD_SERVICE_HOW_TO_REFER] = service->how_to_refer,
    [KL_VCARD_SERVICE_CONSENT] = service->consent_needed,
    [KL_VCARD_SERVICE_WAITING_DAYS] = service->waiting_days >= 0 ? waiting : "",
    [KL_VCARD_SERVICE_CHECKED] = checked,
    [KL_VCARD_SERVICE_STOPPED] = stopped,
    [KL_VCARD_SERVICE_URL] = service->url,
    [KL_VCARD_SERVICE_EMAIL] = service->email,
    [KL_VCARD_SERVICE_PHONE] = service->phone,
  };

  add_parts (card, KL_VCARD_X_SERVICE, parts, G_N_ELEMENTS (parts));
}

static void
add_place (KlVcard *card, const KlPartner *partner)
{
  const char *const address[] = { "", "", partner->address, partner->town, "", partner->postcode };
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *geo = NULL;

  add_parts (card, "ADR", address, G_N_ELEMENTS (address));
  if (!partner->has_location)
    return;

  geo = g_strdup_printf ("geo:%s,%s",
                         g_ascii_formatd (latitude, sizeof latitude, "%.7g", partner->latitude),
                         g_ascii_formatd (longitude, sizeof longitude, "%.7g", partner->longitude));
  kl_vcard_add (card, "GEO", NULL, geo);
}

static void
add_facts (KlVcard *card, const KlPartner *partner)
{
  g_autofree char *stopped = write_day (partner->stopped_on);
  const char *const stop[] = { stopped, partner->stopped_why };

  kl_vcard_add_text (card, "CATEGORIES", NULL, partner->kind);
  kl_vcard_add_text (card, KL_VCARD_X_RING, NULL,
                     kl_words_get_nick (KL_WORDS_RING, (int) partner->ring));
  kl_vcard_add_text (card, "TEL", ",work,voice,", partner->phone);
  kl_vcard_add_text (card, "TEL", ",work,voice," KL_VCARD_TYPE_URGENT ",", partner->urgent_phone);
  kl_vcard_add_text (card, "EMAIL", ",work,", partner->email);
  kl_vcard_add_text (card, "URL", NULL, partner->url);
  add_place (card, partner);
  kl_vcard_add_text (card, "NOTE", NULL, partner->description);
  kl_vcard_add_text (card, KL_VCARD_X_HOURS, NULL, partner->opening_hours);
  add_areas (card, partner->areas);
  add_number (card, KL_VCARD_X_USUAL, partner->usual_days);
  add_number (card, KL_VCARD_X_WAITING, partner->waiting_days);
  add_day (card, KL_VCARD_X_SINCE, partner->since);
  add_parts (card, KL_VCARD_X_STOPPED, stop, G_N_ELEMENTS (stop));
  add_day (card, KL_VCARD_X_CHECKED, partner->checked_on);
}

static void
write_contact (GString *text,
               const KlPartnerWhole *whole,
               const KlPartnerContact *contact,
               const char *uid)
{
  g_autoptr (KlVcard) card = kl_vcard_new ();

  kl_vcard_add (card, "KIND", NULL, "individual");
  kl_vcard_add_text (card, "UID", NULL, uid);
  kl_vcard_add_text (card, "FN", NULL, contact->name);
  kl_vcard_add_text (card, "ORG", NULL, whole->partner->name);
  kl_vcard_add_text (card, "TITLE", NULL, contact->role);
  kl_vcard_add_text (card, "TEL", ",work,voice,", contact->phone);
  kl_vcard_add_text (card, "EMAIL", ",work,", contact->email);
  add_day (card, KL_VCARD_X_FIRST_MET, contact->first_met);
  add_day (card, KL_VCARD_X_LEFT, contact->left_on);
  add_other_lines (card, whole->records, KL_PARTNER_VCARD_CONTACT, uid);
  kl_vcard_append (text, card);
}

static void
write_partner (GString *text, const KlPartnerWhole *whole)
{
  const KlPartner *partner = whole->partner;
  g_autoptr (KlVcard) card = kl_vcard_new ();
  g_autoptr (GString) contacts = g_string_new (NULL);
  g_autofree char *uid = make_own_uid (partner->external_id, partner->name, NULL);

  kl_vcard_add (card, "KIND", NULL, "org");
  kl_vcard_add_text (card, "UID", NULL, uid);
  kl_vcard_add_text (card, "FN", NULL, partner->name);
  kl_vcard_add_text (card, "ORG", NULL, partner->name);
  add_facts (card, partner);
  for (guint i = 0; i < whole->services->len; i++)
    add_service (card, g_ptr_array_index (whole->services, i));
  for (guint i = 0; i < whole->contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (whole->contacts, i);
      g_autofree char *contact_uid =
        make_own_uid (contact->external_id, partner->name, contact->name);

      kl_vcard_add_text (card, "RELATED", ",contact,", contact_uid);
      write_contact (contacts, whole, contact, contact_uid);
    }
  add_other_lines (card, whole->records, KL_PARTNER_VCARD_CARD, uid);
  kl_vcard_append (text, card);
  g_string_append (text, contacts->str);
}

/* Public API */

/*
 * Who has no id of another program gets one from the name: the same wherever it is made, so
 * that a second export is about the same partner.
 */
char *
kl_partner_vcard_make_uid (const char *first, const char *second)
{
  g_autofree char *first_folded = kl_text_fold (first);
  g_autofree char *second_folded = kl_text_fold (second != NULL ? second : "");
  g_autofree char *name = g_strconcat ("korte-lijnen/", first_folded, "/", second_folded, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 id[20];
  gsize size = sizeof id;

  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, id, &size);
  /* A UUID of version 5, made of a name. */
  id[6] = (guint8) ((id[6] & 0x0f) | 0x50);
  id[8] = (guint8) ((id[8] & 0x3f) | 0x80);

  return g_strdup_printf (KL_PARTNER_VCARD_UUID
                          "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9],
                          id[10], id[11], id[12], id[13], id[14], id[15]);
}

/**
 * kl_partner_vcard_write:
 * @partners: (element-type KlPartnerWhole): partners
 *
 * Returns: (transfer full): cards of them and of who works there, version 4.0
 */
GBytes *
kl_partner_vcard_write (GPtrArray *partners)
{
  GString *text;

  g_return_val_if_fail (partners != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < partners->len; i++)
    write_partner (text, g_ptr_array_index (partners, i));

  return g_string_free_to_bytes (text);
}
