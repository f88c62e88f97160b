/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner.h"

#include <string.h>

#include "kl-name.h"

/* Partners */

/**
 * kl_partner_new:
 * @name: the organisation
 *
 * Returns: (transfer full): a partner of which nothing more is known; free with
 *   kl_partner_free()
 */
KlPartner *
kl_partner_new (const char *name)
{
  KlPartner *partner = g_new0 (KlPartner, 1);

  partner->name = g_strdup (name);
  partner->ring = KL_RING_BASIC;
  partner->usual_days = -1;
  partner->waiting_days = -1;

  return partner;
}

static gpointer
copy_area (gconstpointer area, gpointer data)
{
  return kl_partner_area_new (((const KlPartnerArea *) area)->code,
                              ((const KlPartnerArea *) area)->name);
}

/**
 * kl_partner_copy:
 * @partner: a partner
 *
 * Returns: (transfer full): another one with the same facts
 */
KlPartner *
kl_partner_copy (const KlPartner *partner)
{
  KlPartner *copy;

  g_return_val_if_fail (partner != NULL, NULL);

  copy = g_memdup2 (partner, sizeof *partner);
  copy->name = g_strdup (partner->name);
  copy->kind = g_strdup (partner->kind);
  copy->area = g_strdup (partner->area);
  copy->description = g_strdup (partner->description);
  copy->phone = g_strdup (partner->phone);
  copy->urgent_phone = g_strdup (partner->urgent_phone);
  copy->url = g_strdup (partner->url);
  copy->email = g_strdup (partner->email);
  copy->address = g_strdup (partner->address);
  copy->postcode = g_strdup (partner->postcode);
  copy->town = g_strdup (partner->town);
  copy->opening_hours = g_strdup (partner->opening_hours);
  copy->stopped_why = g_strdup (partner->stopped_why);
  copy->external_id = g_strdup (partner->external_id);
  copy->extra = g_strdup (partner->extra);
  if (partner->areas != NULL)
    {
      copy->areas = g_ptr_array_copy (partner->areas, (GCopyFunc) copy_area, NULL);
      g_ptr_array_set_free_func (copy->areas, (GDestroyNotify) kl_partner_area_free);
    }

  return copy;
}

/**
 * kl_partner_free:
 * @partner: (transfer full) (nullable): a partner
 */
void
kl_partner_free (KlPartner *partner)
{
  if (partner == NULL)
    return;

  g_free (partner->name);
  g_free (partner->kind);
  g_free (partner->area);
  g_clear_pointer (&partner->areas, g_ptr_array_unref);
  g_free (partner->description);
  g_free (partner->phone);
  g_free (partner->urgent_phone);
  g_free (partner->url);
  g_free (partner->email);
  g_free (partner->address);
  g_free (partner->postcode);
  g_free (partner->town);
  g_free (partner->opening_hours);
  g_free (partner->stopped_why);
  g_free (partner->external_id);
  g_free (partner->extra);
  g_free (partner);
}

/**
 * kl_partner_is_there:
 * @partner: a partner
 * @day: a day
 *
 * Returns: whether it had begun on @day and had not stopped yet
 */
gboolean
kl_partner_is_there (const KlPartner *partner, KlDate day)
{
  g_return_val_if_fail (partner != NULL, FALSE);

  return partner->since <= day
         && (partner->stopped_on == KL_DATE_NONE || partner->stopped_on > day);
}

/**
 * kl_partner_needs_check:
 * @checked_on: when facts were last looked at, or %KL_DATE_NONE
 * @day: a day
 *
 * Returns: whether that was never, or six months or more ago on @day
 */
gboolean
kl_partner_needs_check (KlDate checked_on, KlDate day)
{
  return checked_on == KL_DATE_NONE
         || kl_date_add_months (checked_on, KL_PARTNER_FACTS_MONTHS) <= day;
}

/**
 * kl_partner_is_silent:
 * @last_spoken: when somebody was last spoken to, or %KL_DATE_NONE
 * @day: a day
 *
 * Returns: whether that was never, or a year or more ago on @day
 */
gboolean
kl_partner_is_silent (KlDate last_spoken, KlDate day)
{
  return last_spoken == KL_DATE_NONE
         || kl_date_add_months (last_spoken, KL_PARTNER_SILENT_MONTHS) <= day;
}

/**
 * kl_partner_fold_phone:
 * @phone: (nullable): a telephone number
 *
 * The last nine digits of a Dutch number are the same however it is written: +31, 0031, 0.
 *
 * Returns: (transfer full): those digits, to compare with others; fewer when there are fewer
 */
char *
kl_partner_fold_phone (const char *phone)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = phone != NULL ? phone : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len > 9)
    g_string_erase (digits, 0, (gssize) digits->len - 9);

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

static gboolean
have_same_phone (const KlPartner *one, const KlPartner *other)
{
  g_autofree char *first = kl_partner_fold_phone (one->phone);
  g_autofree char *second = kl_partner_fold_phone (other->phone);

  return strlen (first) >= 7 && g_str_equal (first, second);
}

static gboolean
have_same_postcode (const KlPartner *one, const KlPartner *other)
{
  g_autofree char *first = kl_text_fold (one->postcode != NULL ? one->postcode : "");
  g_autofree char *second = kl_text_fold (other->postcode != NULL ? other->postcode : "");
  g_auto (GStrv) one_parts = g_strsplit (first, " ", -1);
  g_auto (GStrv) other_parts = g_strsplit (second, " ", -1);
  g_autofree char *one_joined = g_strjoinv (NULL, one_parts);
  g_autofree char *other_joined = g_strjoinv (NULL, other_parts);

  return *one_joined != '\0' && g_str_equal (one_joined, other_joined);
}

/* Whether one text becomes the other by at most one letter more, less, other, or two swapped. */
static gboolean
is_within_one_error (const char *one, const char *other)
{
  g_autofree gunichar *first = NULL;
  g_autofree gunichar *second = NULL;
  glong n_first, n_second, front = 0, back = 0;

  first = g_utf8_to_ucs4_fast (one, -1, &n_first);
  second = g_utf8_to_ucs4_fast (other, -1, &n_second);
  if (ABS (n_first - n_second) > 1)
    return FALSE;

  while (front < MIN (n_first, n_second) && first[front] == second[front])
    front++;
  while (back < MIN (n_first, n_second) - front
         && first[n_first - 1 - back] == second[n_second - 1 - back])
    back++;
  if (MAX (n_first, n_second) - front - back <= 1)
    return TRUE;

  return n_first == n_second && n_first - front - back == 2 && first[front] == second[front + 1]
         && first[front + 1] == second[front];
}

/**
 * kl_partner_is_double:
 * @one: a partner
 * @other: another one
 *
 * Two rows that may be the same organisation: the same telephone number, or the same postcode and
 * a name that differs by one typing error at most. The same number in two services of one town
 * hall happens too, so a person decides.
 *
 * Returns: whether they look like doubles
 */
gboolean
kl_partner_is_double (const KlPartner *one, const KlPartner *other)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  if (have_same_phone (one, other))
    return TRUE;

  first = kl_text_fold (one->name);
  second = kl_text_fold (other->name);
  return have_same_postcode (one, other) && is_within_one_error (first, second);
}

/* Areas */

/**
 * kl_partner_area_new:
 * @code: (nullable): of a wijk or buurt
 * @name: what it is called
 *
 * Returns: (transfer full): a place where a partner works; free with kl_partner_area_free()
 */
KlPartnerArea *
kl_partner_area_new (const char *code, const char *name)
{
  KlPartnerArea *area = g_new0 (KlPartnerArea, 1);

  area->code = g_strdup (code);
  area->name = g_strdup (name);

  return area;
}

/**
 * kl_partner_area_free:
 * @area: (transfer full) (nullable): a place where a partner works
 */
void
kl_partner_area_free (KlPartnerArea *area)
{
  if (area == NULL)
    return;

  g_free (area->code);
  g_free (area->name);
  g_free (area);
}

/**
 * kl_partner_areas_parse:
 * @names: (nullable): names joined by commas
 *
 * Returns: (transfer full) (element-type KlPartnerArea): the places, without codes
 */
GPtrArray *
kl_partner_areas_parse (const char *names)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_area_free);
  g_auto (GStrv) parts = g_strsplit (names != NULL ? names : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (areas, kl_partner_area_new (NULL, parts[i]));

  return areas;
}

/**
 * kl_partner_areas_join:
 * @areas: (nullable) (element-type KlPartnerArea): places
 *
 * Returns: (transfer full): their names in one line, empty for everywhere
 */
char *
kl_partner_areas_join (GPtrArray *areas)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; areas != NULL && i < areas->len; i++)
    {
      const KlPartnerArea *area = g_ptr_array_index (areas, i);

      g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", area->name);
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Services, contact persons, talks, rows of other programs */

/**
 * kl_partner_service_new:
 * @name: what is offered
 *
 * Returns: (transfer full): a service of which nothing more is known; free with
 *   kl_partner_service_free()
 */
KlPartnerService *
kl_partner_service_new (const char *name)
{
  KlPartnerService *service = g_new0 (KlPartnerService, 1);

  service->name = g_strdup (name);
  service->min_age = -1;
  service->max_age = -1;
  service->waiting_days = -1;

  return service;
}

/**
 * kl_partner_service_copy:
 * @service: a service
 *
 * Returns: (transfer full): another one with the same facts
 */
KlPartnerService *
kl_partner_service_copy (const KlPartnerService *service)
{
  KlPartnerService *copy;

  g_return_val_if_fail (service != NULL, NULL);

  copy = g_memdup2 (service, sizeof *service);
  copy->name = g_strdup (service->name);
  copy->description = g_strdup (service->description);
  copy->for_whom = g_strdup (service->for_whom);
  copy->costs = g_strdup (service->costs);
  copy->how_to_refer = g_strdup (service->how_to_refer);
  copy->consent_needed = g_strdup (service->consent_needed);
  copy->url = g_strdup (service->url);
  copy->email = g_strdup (service->email);
  copy->phone = g_strdup (service->phone);
  copy->external_id = g_strdup (service->external_id);
  copy->extra = g_strdup (service->extra);

  return copy;
}

/**
 * kl_partner_service_free:
 * @service: (transfer full) (nullable): a service
 */
void
kl_partner_service_free (KlPartnerService *service)
{
  if (service == NULL)
    return;

  g_free (service->name);
  g_free (service->description);
  g_free (service->for_whom);
  g_free (service->costs);
  g_free (service->how_to_refer);
  g_free (service->consent_needed);
  g_free (service->url);
  g_free (service->email);
  g_free (service->phone);
  g_free (service->external_id);
  g_free (service->extra);
  g_free (service);
}

/**
 * kl_partner_contact_new:
 * @name: what the person is called
 *
 * Returns: (transfer full): a contact person; free with kl_partner_contact_free()
 */
KlPartnerContact *
kl_partner_contact_new (const char *name)
{
  KlPartnerContact *contact = g_new0 (KlPartnerContact, 1);

  contact->name = g_strdup (name);

  return contact;
}

/**
 * kl_partner_contact_copy:
 * @contact: a contact person
 *
 * Returns: (transfer full): another one with the same facts
 */
KlPartnerContact *
kl_partner_contact_copy (const KlPartnerContact *contact)
{
  KlPartnerContact *copy;

  g_return_val_if_fail (contact != NULL, NULL);

  copy = g_memdup2 (contact, sizeof *contact);
  copy->name = g_strdup (contact->name);
  copy->role = g_strdup (contact->role);
  copy->phone = g_strdup (contact->phone);
  copy->email = g_strdup (contact->email);
  copy->external_id = g_strdup (contact->external_id);
  copy->extra = g_strdup (contact->extra);

  return copy;
}

/**
 * kl_partner_contact_free:
 * @contact: (transfer full) (nullable): a contact person
 */
void
kl_partner_contact_free (KlPartnerContact *contact)
{
  if (contact == NULL)
    return;

  g_free (contact->name);
  g_free (contact->role);
  g_free (contact->phone);
  g_free (contact->email);
  g_free (contact->external_id);
  g_free (contact->extra);
  g_free (contact);
}

/**
 * kl_partner_talk_free:
 * @talk: (transfer full) (nullable): a talk
 */
void
kl_partner_talk_free (KlPartnerTalk *talk)
{
  if (talk == NULL)
    return;

  g_free (talk->contact_name);
  kl_person_free (talk->professional);
  g_free (talk->note);
  g_free (talk);
}

/**
 * kl_partner_record_free:
 * @record: (transfer full) (nullable): a row of another program
 */
void
kl_partner_record_free (KlPartnerRecord *record)
{
  if (record == NULL)
    return;

  g_free (record->source);
  g_free (record->external_id);
  g_free (record->fields);
  g_free (record);
}
