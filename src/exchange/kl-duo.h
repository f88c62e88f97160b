/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-csv-reader.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

/**
 * KlDuoSchool:
 * @line: where it stands in the file
 * @code: BRIN and location, six signs ("23RT00")
 * @name: its name
 * @street: with the number
 * @postcode: "5224BW"
 * @town: as people write it
 * @municipality: number of the municipality ("0796"), empty when the file has none
 * @neighbourhood: the wijk, empty when the file has none
 * @has_region: whether @region is known, by the province
 * @secondary: whether it is a school for secondary education
 * @has_location: whether @latitude and @longitude are known (degrees, WGS 84)
 *
 * A school location in the open data of DUO.
 */
typedef struct
{
  guint line;
  char *code;
  char *name;
  char *street;
  char *postcode;
  char *town;
  char *municipality;
  char *phone;
  char *url;
  char *neighbourhood;
  gboolean has_region;
  KlRegion region;
  gboolean secondary;
  gboolean has_location;
  double latitude;
  double longitude;
} KlDuoSchool;

gboolean kl_duo_is_table (const KlCsvTable *table);
GPtrArray *kl_duo_read (const KlCsvTable *table, GArray *unreadable, GError **error);
void kl_duo_school_free (KlDuoSchool *school);
gboolean kl_duo_school_is_in (const KlDuoSchool *school, const char *municipality);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDuoSchool, kl_duo_school_free)

G_END_DECLS
