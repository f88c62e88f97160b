/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-partner.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlPartnerWhole:
 * @partner: the organisation; of a file, what the file does not tell is %NULL, -1 or
 *   %KL_DATE_NONE
 * @services: (element-type KlPartnerService): what it offers
 * @contacts: (element-type KlPartnerContact): who works there
 * @records: (element-type KlPartnerRecord): its rows in formats of other programs
 * @guessed: whether the file does not tell its kind and ring, so that they are a guess
 * @place: (nullable): where it stands in the file, for people
 *
 * A partner with all that leaves the vault or comes into it.
 */
typedef struct
{
  KlPartner *partner;
  GPtrArray *services;
  GPtrArray *contacts;
  GPtrArray *records;
  gboolean guessed;
  char *place;
} KlPartnerWhole;

KlPartnerWhole *kl_partner_whole_new (KlPartner *partner);
KlPartnerWhole *kl_partner_whole_copy (const KlPartnerWhole *whole);
void kl_partner_whole_free (KlPartnerWhole *whole);
KlPartnerWhole *kl_partner_whole_load (KlDb *db, gint64 partner_id, GError **error);
GPtrArray *kl_partner_whole_load_all (KlDb *db, GError **error);

KlPartnerRecord *
kl_partner_record_new (const char *source, const char *external_id, const char *fields);

const KlPartnerRecord *
kl_partner_records_find (GPtrArray *records, const char *source, const char *external_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerWhole, kl_partner_whole_free)

G_END_DECLS
