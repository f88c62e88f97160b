/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-network-sheet-content.h"

#include "store/kl-audit.h"
#include "store/kl-networks.h"
#include "store/kl-partner-parts.h"

typedef struct
{
  KlDb *db;
  gint64 school_id;
  KlDate day;
  KlDate today;
  KlNetworkSheet *sheet;
} Loading;

/* Auxiliary functions */

/* What is no longer offered is not for a list that people call from. */
static void
keep_services (GPtrArray *services)
{
  for (guint i = services->len; i > 0; i--)
    if (((const KlPartnerService *) services->pdata[i - 1])->stopped_on != KL_DATE_NONE)
      g_ptr_array_remove_index (services, i - 1);
}

static void
keep_contacts (GPtrArray *contacts)
{
  for (guint i = contacts->len; i > 0; i--)
    if (((const KlPartnerContact *) contacts->pdata[i - 1])->left_on != KL_DATE_NONE)
      g_ptr_array_remove_index (contacts, i - 1);
}

static gboolean
load_row (Loading *loading, const KlNetworkPartner *standing, GError **error)
{
  KlNetworkRow *row = kl_network_sheet_add_row (loading->sheet, standing);

  row->services = kl_partner_services_list (loading->db, standing->partner->id, error);
  if (row->services == NULL)
    return FALSE;
  row->contacts =
    kl_partner_contacts_list (loading->db, standing->partner->id, loading->school_id, error);
  if (row->contacts == NULL)
    return FALSE;

  keep_services (row->services);
  keep_contacts (row->contacts);
  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlNetworkFacts) facts =
    kl_network_load_facts (db, loading->school_id, loading->today, error);
  g_autoptr (KlNetwork) network = facts != NULL ? kl_network_new (facts, loading->day) : NULL;

  if (network == NULL)
    return FALSE;

  loading->sheet = kl_network_sheet_new (network);
  for (guint i = 0; i < network->partners->len; i++)
    if (!load_row (loading, g_ptr_array_index (network->partners, i), error))
      return FALSE;

  loading->sheet->printed_at = kl_clock_stamp ();
  loading->sheet->audit_head = kl_audit_get_written_head (db, error);
  return loading->sheet->audit_head != NULL;
}

/* Public API */

/**
 * kl_network_sheet_load:
 * @db: a connection
 * @school_id: the school in the middle, or 0 for all those of the one who asks
 * @day: the day that is shown
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Puts together what the map of help says on paper.
 *
 * Returns: (transfer full): the sheet, to be made into pages with kl_network_sheet_render()
 */
KlNetworkSheet *
kl_network_sheet_load (KlDb *db, gint64 school_id, KlDate day, KlDate today, GError **error)
{
  Loading loading = { .db = db, .school_id = school_id, .day = day, .today = today };

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_db_transaction (db, load, &loading, error))
    {
      kl_network_sheet_free (loading.sheet);
      return NULL;
    }

  return loading.sheet;
}
