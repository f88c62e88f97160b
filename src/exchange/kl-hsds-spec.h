/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tables of Open Referral HSDS 3.0, private to reading and writing it. */

typedef enum
{
  KL_HSDS_ORGANIZATIONS,
  KL_HSDS_ORGANIZATION_IDENTIFIERS,
  KL_HSDS_PROGRAMS,
  KL_HSDS_SERVICES,
  KL_HSDS_LOCATIONS,
  KL_HSDS_SERVICE_AT_LOCATION,
  KL_HSDS_CONTACTS,
  KL_HSDS_PHONES,
  KL_HSDS_ADDRESSES,
  KL_HSDS_SCHEDULES,
  KL_HSDS_SERVICE_AREAS,
  KL_HSDS_FUNDING,
  KL_HSDS_COST_OPTIONS,
  KL_HSDS_REQUIRED_DOCUMENTS,
  KL_HSDS_LANGUAGES,
  KL_HSDS_ACCESSIBILITY,
  KL_HSDS_ATTRIBUTES,
  KL_HSDS_TAXONOMIES,
  KL_HSDS_TAXONOMY_TERMS,
  KL_HSDS_METADATA,
  KL_HSDS_META_TABLE_DESCRIPTIONS,
  KL_HSDS_N_TABLES,
} KlHsdsTable;

#define KL_HSDS_NO_TABLE KL_HSDS_N_TABLES
#define KL_HSDS_SOURCE_PREFIX "hsds:"
#define KL_HSDS_SOURCE KL_HSDS_SOURCE_PREFIX "organizations"

const char *kl_hsds_table_get_name (KlHsdsTable table);
const char *kl_hsds_table_get_entity (KlHsdsTable table);
const char *const *kl_hsds_table_get_columns (KlHsdsTable table);
KlHsdsTable kl_hsds_table_find (const char *name);
KlHsdsTable kl_hsds_column_get_target (KlHsdsTable table, const char *column);
char *kl_hsds_make_id (const char *of, const char *what);

G_END_DECLS
