/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds-spec.h"

#include <string.h>

#define MAX_COLUMNS 26

/* A name as files have it, the word for one row of it, and the columns in their order. */
typedef struct
{
  const char *name;
  const char *entity;
  const char *columns[MAX_COLUMNS];
} Table;

/* clang-format off */
static const Table tables[KL_HSDS_N_TABLES] = {
  [KL_HSDS_ORGANIZATIONS] = { "organizations", "organization", {
    "id", "name", "alternate_name", "description", "email", "website", "tax_status", "tax_id",
    "year_incorporated", "legal_status", "logo", "uri", "parent_organization_id" } },
  [KL_HSDS_ORGANIZATION_IDENTIFIERS] = { "organization_identifiers", "organization_identifier", {
    "id", "organization_id", "identifier_scheme", "identifier_type", "identifier" } },
  [KL_HSDS_PROGRAMS] = { "programs", "program", {
    "id", "organization_id", "name", "alternate_name", "description" } },
  [KL_HSDS_SERVICES] = { "services", "service", {
    "id", "organization_id", "program_id", "name", "alternate_name", "description", "url",
    "email", "status", "interpretation_services", "application_process", "fees_description",
    "wait_time", "fees", "accreditations", "eligibility_description", "minimum_age",
    "maximum_age", "assured_date", "assurer_email", "licenses", "alert", "last_modified" } },
  [KL_HSDS_LOCATIONS] = { "locations", "location", {
    "id", "location_type", "url", "organization_id", "name", "alternate_name", "description",
    "transportation", "latitude", "longitude", "external_identifier",
    "external_identifier_type" } },
  [KL_HSDS_SERVICE_AT_LOCATION] = { "service_at_location", "service_at_location", {
    "id", "service_id", "location_id", "description" } },
  [KL_HSDS_CONTACTS] = { "contacts", "contact", {
    "id", "organization_id", "service_id", "service_at_location_id", "location_id", "name",
    "title", "department", "email" } },
  [KL_HSDS_PHONES] = { "phones", "phone", {
    "id", "location_id", "service_id", "organization_id", "contact_id",
    "service_at_location_id", "number", "extension", "type", "description" } },
  [KL_HSDS_ADDRESSES] = { "addresses", "address", {
    "id", "location_id", "attention", "address_1", "address_2", "city", "region",
    "state_province", "postal_code", "country", "address_type" } },
  [KL_HSDS_SCHEDULES] = { "schedules", "schedule", {
    "id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to",
    "dtstart", "timezone", "until", "count", "wkst", "freq", "interval", "byday", "byweekno",
    "bymonthday", "byyearday", "description", "opens_at", "closes_at", "schedule_link",
    "attending_type", "notes" } },
  [KL_HSDS_SERVICE_AREAS] = { "service_areas", "service_area", {
    "id", "service_id", "name", "description", "extent", "extent_type", "uri" } },
  [KL_HSDS_FUNDING] = { "funding", "funding", {
    "id", "organization_id", "service_id", "source" } },
  [KL_HSDS_COST_OPTIONS] = { "cost_options", "cost_option", {
    "id", "service_id", "valid_from", "valid_to", "option", "currency", "amount",
    "amount_description" } },
  [KL_HSDS_REQUIRED_DOCUMENTS] = { "required_documents", "required_document", {
    "id", "service_id", "document", "uri" } },
  [KL_HSDS_LANGUAGES] = { "languages", "language", {
    "id", "service_id", "location_id", "phone_id", "name", "code", "note" } },
  [KL_HSDS_ACCESSIBILITY] = { "accessibility", "accessibility", {
    "id", "location_id", "description", "details", "url" } },
  [KL_HSDS_ATTRIBUTES] = { "attributes", "attribute", {
    "id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value" } },
  [KL_HSDS_TAXONOMIES] = { "taxonomies", "taxonomy", {
    "id", "name", "description", "uri", "version" } },
  [KL_HSDS_TAXONOMY_TERMS] = { "taxonomy_terms", "taxonomy_term", {
    "id", "code", "name", "description", "parent_id", "taxonomy", "language", "taxonomy_id",
    "term_uri" } },
  [KL_HSDS_METADATA] = { "metadata", "metadata", {
    "id", "resource_id", "resource_type", "last_action_date", "last_action_type", "field_name",
    "previous_value", "replacement_value", "updated_by" } },
  [KL_HSDS_META_TABLE_DESCRIPTIONS] = { "meta_table_descriptions", "meta_table_description", {
    "id", "name", "language", "character_set" } },
};
/* clang-format on */

/* Columns that hold the id of a row in another table. */
static const struct
{
  const char *column;
  KlHsdsTable target;
} targets[] = {
  { "organization_id", KL_HSDS_ORGANIZATIONS },
  { "parent_organization_id", KL_HSDS_ORGANIZATIONS },
  { "service_id", KL_HSDS_SERVICES },
  { "program_id", KL_HSDS_PROGRAMS },
  { "location_id", KL_HSDS_LOCATIONS },
  { "service_at_location_id", KL_HSDS_SERVICE_AT_LOCATION },
  { "contact_id", KL_HSDS_CONTACTS },
  { "phone_id", KL_HSDS_PHONES },
  { "taxonomy_term_id", KL_HSDS_TAXONOMY_TERMS },
  { "taxonomy_id", KL_HSDS_TAXONOMIES },
};

const char *
kl_hsds_table_get_name (KlHsdsTable table)
{
  return tables[table].name;
}

/* What other tables call a row of it. */
const char *
kl_hsds_table_get_entity (KlHsdsTable table)
{
  return tables[table].entity;
}

/* Ends with %NULL. */
const char *const *
kl_hsds_table_get_columns (KlHsdsTable table)
{
  return tables[table].columns;
}

/**
 * kl_hsds_table_find:
 * @name: of a file ("organizations.csv", "Organization.csv") or of a row ("organization")
 *
 * Returns: the table, or %KL_HSDS_NO_TABLE
 */
KlHsdsTable
kl_hsds_table_find (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".csv"))
    lower[strlen (lower) - strlen (".csv")] = '\0';
  for (guint i = 0; i < KL_HSDS_N_TABLES; i++)
    if (g_str_equal (tables[i].name, lower) || g_str_equal (tables[i].entity, lower))
      return (KlHsdsTable) i;

  return KL_HSDS_NO_TABLE;
}

/**
 * kl_hsds_column_get_target:
 * @table: a table
 * @column: a column of it
 *
 * Returns: the table whose ids the column holds, or %KL_HSDS_NO_TABLE
 */
KlHsdsTable
kl_hsds_column_get_target (KlHsdsTable table, const char *column)
{
  if (table == KL_HSDS_TAXONOMY_TERMS && g_str_equal (column, "parent_id"))
    return KL_HSDS_TAXONOMY_TERMS;
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    if (g_str_equal (targets[i].column, column))
      return targets[i].target;

  return KL_HSDS_NO_TABLE;
}

/**
 * kl_hsds_make_id:
 * @of: the id of a row
 * @what: what else belongs to it
 *
 * A name-based UUID (version 5 of RFC 9562), so that a row that is made anew has the id it had
 * before. GLib makes random ones only.
 *
 * Returns: (transfer full): the id
 */
char *
kl_hsds_make_id (const char *of, const char *what)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;
  GString *id = g_string_new (NULL);

  g_checksum_update (checksum, (const guchar *) of, (gssize) strlen (of) + 1);
  g_checksum_update (checksum, (const guchar *) what, -1);
  g_checksum_get_digest (checksum, digest, &size);
  digest[6] = (guint8) ((digest[6] & 0x0f) | 0x50);
  digest[8] = (guint8) ((digest[8] & 0x3f) | 0x80);
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (id, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x",
                            digest[i]);

  return g_string_free_and_steal (id);
}
