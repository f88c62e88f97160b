/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-words.h"

G_BEGIN_DECLS

/**
 * KlGeoPoint:
 *
 * A place on the earth in degrees (WGS 84).
 */
typedef struct
{
  double longitude;
  double latitude;
} KlGeoPoint;

/**
 * KlArea:
 * @code: as CBS has it ("WK079611", "BU07961101")
 * @parent_code: (nullable): the wijk of a buurt
 * @municipality: (nullable): its code or name
 * @has_centre: whether @centre is known
 * @source: (nullable): whose map @outline is of, to be named where it is drawn
 * @outline: (nullable) (element-type GArray): rings of #KlGeoPoint, each closed by itself (the
 * first point is not repeated); what lies in an odd number of rings is inside. %NULL when only the
 *   centre is known, or when it was not read
 *
 * A wijk or a buurt.
 */
typedef struct
{
  char *code;
  char *name;
  KlAreaKind kind;
  char *parent_code;
  char *municipality;
  gboolean has_centre;
  KlGeoPoint centre;
  char *source;
  GPtrArray *outline;
} KlArea;

KlArea *kl_area_new (const char *code, const char *name, KlAreaKind kind);
void kl_area_free (KlArea *area);
gboolean kl_area_is_changed_by (const KlArea *kept, const KlArea *incoming);
char *kl_areas_dup_sources (GPtrArray *areas);
GPtrArray *kl_area_outline_new (void);
GBytes *kl_area_outline_pack (GPtrArray *outline);
GPtrArray *kl_area_outline_unpack (gconstpointer bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlArea, kl_area_free)

G_END_DECLS
