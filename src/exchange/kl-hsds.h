/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-proposal.h"
#include "kl-tables.h"

G_BEGIN_DECLS

/*
 * Partners in Open Referral HSDS 3.0: a table for each of organization, service, location and
 * what else it knows, in a folder or a zip.
 */

#define KL_HSDS_FORMAT "HSDS 3.0"

gboolean kl_hsds_is_file (GPtrArray *tables);
KlPartnerFile *kl_hsds_read (GPtrArray *tables, KlDate today, GError **error);

GPtrArray *kl_hsds_make_records (const KlPartnerWhole *whole);
GPtrArray *kl_hsds_write (GPtrArray *wholes);
GPtrArray *kl_hsds_export (KlDb *db, GError **error);

G_END_DECLS
