/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

/**
 * KlPartnerFilter:
 * @school_id: those that this school knows, or 0 for all
 * @ring: a #KlRing, or -1 for all
 * @kind: (nullable): what it does
 * @area: (nullable): code or name of a wijk or buurt: those that work there or everywhere
 * @text: (nullable): words or their beginnings, in the name, the kind or a service
 * @with_stopped: also those that stopped
 */
typedef struct
{
  gint64 school_id;
  int ring;
  const char *kind;
  const char *area;
  const char *text;
  gboolean with_stopped;
} KlPartnerFilter;

#define KL_PARTNER_FILTER_INIT { .ring = -1 }

/**
 * KlPartnerPair:
 *
 * Two partners that may be the same organisation.
 */
typedef struct
{
  gint64 one_id;
  gint64 other_id;
} KlPartnerPair;

gint64 kl_partners_add (KlDb *db, const KlPartner *partner, GError **error);
gboolean kl_partners_update (KlDb *db, const KlPartner *partner, GError **error);
KlPartner *kl_partners_get (KlDb *db, gint64 partner_id, GError **error);
gint64 kl_partners_get_preset (KlDb *db, KlPartnerPreset preset, GError **error);
GPtrArray *kl_partners_list (KlDb *db, GError **error);
GPtrArray *kl_partners_find (KlDb *db, const KlPartnerFilter *filter, GError **error);
gboolean
kl_partners_stop (KlDb *db, gint64 partner_id, KlDate day, const char *why, GError **error);
gboolean kl_partners_resume (KlDb *db, gint64 partner_id, GError **error);
gboolean kl_partners_set_checked (KlDb *db, gint64 partner_id, KlDate day, GError **error);

GArray *kl_partners_list_doubles (KlDb *db, GError **error);
gboolean kl_partners_merge (KlDb *db, gint64 kept_id, gint64 double_id, GError **error);

G_END_DECLS
