/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-disclosure.h"

G_BEGIN_DECLS

/* Who reads a case, for kl-disclosures.c alone. */

/**
 * KlReading:
 * @disclosure: what is being made; its file is whole still
 * @referral_id: for a partner: of which referral it is, or 0 for the newest to that partner
 * @pupils: (element-type gint64): the children it is about for this audience
 * @guardians: (element-type gint64): the parents that read
 */
typedef struct
{
  KlDb *db;
  KlDate today;
  KlDisclosure *disclosure;
  gint64 referral_id;
  GArray *pupils;
  GArray *guardians;
} KlReading;

gboolean kl_reading_identify (KlReading *reading, GError **error);
gboolean kl_reading_hide_others (KlReading *reading, GError **error);
gboolean kl_reading_has (const GArray *ids, gint64 id);

G_END_DECLS
