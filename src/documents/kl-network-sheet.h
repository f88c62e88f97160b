/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "charts/kl-lines-plan.h"
#include "kl-typesetter.h"
#include "model/kl-network.h"

G_BEGIN_DECLS

/**
 * KlNetworkRow:
 * @standing: the partner on the day of the sheet; belongs to the network
 * @services: (element-type KlPartnerService): what it offers now
 * @contacts: (element-type KlPartnerContact): who works there now
 */
typedef struct
{
  const KlNetworkPartner *standing;
  GPtrArray *services;
  GPtrArray *contacts;
} KlNetworkRow;

typedef enum
{
  KL_NETWORK_PAPER_A4,
  KL_NETWORK_PAPER_A3,
} KlNetworkPaper;

/**
 * KlNetworkSheet:
 * @network: who stands around the school, and how far
 * @rows: (element-type KlNetworkRow): the list of partners, by ring and name
 * @plan: (nullable): who stands in which direction, as on the screen
 * @printed_at: the moment, Unix seconds; also the date of the document
 * @audit_head: (nullable): the newest hash of the log, short
 *
 * The map of help around a school on paper: the drawing of lines, and a list of partners. It
 * says nothing about children.
 */
typedef struct
{
  KlNetwork *network;
  GPtrArray *rows;
  KlLinesPlan *plan;
  KlNetworkPaper paper;
  gint64 printed_at;
  char *audit_head;
} KlNetworkSheet;

KlNetworkSheet *kl_network_sheet_new (KlNetwork *network);
void kl_network_sheet_free (KlNetworkSheet *sheet);
KlNetworkRow *kl_network_sheet_add_row (KlNetworkSheet *sheet, const KlNetworkPartner *standing);
char *kl_network_sheet_get_title (const KlNetworkSheet *sheet);
GBytes *kl_network_sheet_render (const KlNetworkSheet *sheet,
                                 KlTypesetter *typesetter,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNetworkSheet, kl_network_sheet_free)

G_END_DECLS
