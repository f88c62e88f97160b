/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-whole.h"

#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"

/* Auxiliary functions */

static gpointer
copy_record (gconstpointer value, gpointer data)
{
  const KlPartnerRecord *record = value;

  return kl_partner_record_new (record->source, record->external_id, record->fields);
}

static GPtrArray *
copy_list (GPtrArray *list, GCopyFunc copy, GDestroyNotify destroy)
{
  GPtrArray *copied = g_ptr_array_copy (list, copy, NULL);

  g_ptr_array_set_free_func (copied, destroy);
  return copied;
}

static gpointer
copy_service (gconstpointer service, gpointer data)
{
  return kl_partner_service_copy (service);
}

static gpointer
copy_contact (gconstpointer contact, gpointer data)
{
  return kl_partner_contact_copy (contact);
}

/* Puts a list that was read in the place of an empty one. */
static gboolean
take (GPtrArray **place, GPtrArray *list)
{
  if (list == NULL)
    return FALSE;

  g_ptr_array_unref (*place);
  *place = list;
  return TRUE;
}

static gboolean
load_parts (KlDb *db, KlPartnerWhole *whole, GError **error)
{
  const gint64 id = whole->partner->id;

  return take (&whole->services, kl_partner_services_list (db, id, error))
         && take (&whole->contacts, kl_partner_contacts_list (db, id, 0, error))
         && take (&whole->records, kl_partner_records_list (db, id, error));
}

/* Public API */

/**
 * kl_partner_whole_new:
 * @partner: (transfer full): an organisation
 *
 * Returns: (transfer full): it, with nothing more; free with kl_partner_whole_free()
 */
KlPartnerWhole *
kl_partner_whole_new (KlPartner *partner)
{
  KlPartnerWhole *whole;

  g_return_val_if_fail (partner != NULL, NULL);

  whole = g_new0 (KlPartnerWhole, 1);
  whole->partner = partner;
  whole->services = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_service_free);
  whole->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_contact_free);
  whole->records = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_record_free);
  return whole;
}

/**
 * kl_partner_whole_copy:
 * @whole: a partner
 *
 * Returns: (transfer full): another one with the same facts
 */
KlPartnerWhole *
kl_partner_whole_copy (const KlPartnerWhole *whole)
{
  KlPartnerWhole *copy;

  g_return_val_if_fail (whole != NULL, NULL);

  copy = g_new0 (KlPartnerWhole, 1);
  copy->partner = kl_partner_copy (whole->partner);
  copy->services =
    copy_list (whole->services, copy_service, (GDestroyNotify) kl_partner_service_free);
  copy->contacts =
    copy_list (whole->contacts, copy_contact, (GDestroyNotify) kl_partner_contact_free);
  copy->records = copy_list (whole->records, copy_record, (GDestroyNotify) kl_partner_record_free);
  copy->guessed = whole->guessed;
  copy->place = g_strdup (whole->place);
  return copy;
}

/**
 * kl_partner_whole_free:
 * @whole: (transfer full) (nullable): a partner
 */
void
kl_partner_whole_free (KlPartnerWhole *whole)
{
  if (whole == NULL)
    return;

  kl_partner_free (whole->partner);
  g_ptr_array_unref (whole->services);
  g_ptr_array_unref (whole->contacts);
  g_ptr_array_unref (whole->records);
  g_free (whole->place);
  g_free (whole);
}

/**
 * kl_partner_whole_load:
 * @db: a connection
 * @partner_id: a partner
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the partner with all that belongs to it
 */
KlPartnerWhole *
kl_partner_whole_load (KlDb *db, gint64 partner_id, GError **error)
{
  g_autoptr (KlPartnerWhole) whole = NULL;
  KlPartner *partner;

  g_return_val_if_fail (db != NULL, NULL);

  partner = kl_partners_get (db, partner_id, error);
  if (partner == NULL)
    return NULL;

  whole = kl_partner_whole_new (partner);
  return load_parts (db, whole, error) ? g_steal_pointer (&whole) : NULL;
}

/**
 * kl_partner_whole_load_all:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (element-type KlPartnerWhole): every partner that the one who asks
 *   knows, also those that stopped, by name
 */
GPtrArray *
kl_partner_whole_load_all (KlDb *db, GError **error)
{
  const KlPartnerFilter filter = { .ring = -1, .with_stopped = TRUE };
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_whole_free);
  g_autoptr (GPtrArray) partners = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  partners = kl_partners_find (db, &filter, error);
  for (guint i = 0; partners != NULL && i < partners->len; i++)
    {
      KlPartnerWhole *whole = kl_partner_whole_new (kl_partner_copy (partners->pdata[i]));

      g_ptr_array_add (all, whole);
      if (!load_parts (db, whole, error))
        return NULL;
    }

  return partners != NULL ? g_steal_pointer (&all) : NULL;
}

/**
 * kl_partner_record_new:
 * @source: the table of another program
 * @external_id: (nullable): its id there
 * @fields: a JSON object of texts
 *
 * Returns: (transfer full): a row of another program; free with kl_partner_record_free()
 */
KlPartnerRecord *
kl_partner_record_new (const char *source, const char *external_id, const char *fields)
{
  KlPartnerRecord *record = g_new0 (KlPartnerRecord, 1);

  record->source = g_strdup (source);
  record->external_id = g_strdup (external_id);
  record->fields = g_strdup (fields);
  return record;
}

/**
 * kl_partner_records_find:
 * @records: (element-type KlPartnerRecord): rows of other programs
 * @source: a table
 * @external_id: (nullable): an id in it
 *
 * Returns: (transfer none) (nullable): that row
 */
const KlPartnerRecord *
kl_partner_records_find (GPtrArray *records, const char *source, const char *external_id)
{
  g_return_val_if_fail (records != NULL && source != NULL, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (records, i);

      if (g_str_equal (record->source, source) && g_strcmp0 (record->external_id, external_id) == 0)
        return record;
    }

  return NULL;
}
