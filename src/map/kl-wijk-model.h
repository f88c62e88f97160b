/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-area.h"
#include "model/kl-network.h"

G_BEGIN_DECLS

typedef enum
{
  KL_WIJK_SCHOOL,
  KL_WIJK_PARTNER,
} KlWijkKind;

/**
 * KlWijkPin:
 * @id: of the school or the partner
 * @ring: of a partner
 * @name: what is written beside it
 * @sentence: what a screen reader says
 * @areas: codes of the areas where a partner works; none for everywhere
 * @own: whether it is the school in the middle
 * @group: which place it stands on; others may stand there too
 *
 * Something with a place on the map.
 */
typedef struct
{
  KlWijkKind kind;
  gint64 id;
  KlRing ring;
  char *name;
  char *sentence;
  KlGeoPoint place;
  GStrv areas;
  gboolean own;
  guint group;
} KlWijkPin;

/**
 * KlWijkModel:
 * @areas: (element-type KlArea): wijken or buurten; those without an outline are not drawn
 * @pins: (element-type KlWijkPin): schools and partners
 * @missing: (element-type utf8): names of those without a place
 * @n_schools: schools among the pins
 * @n_partners: partners among the pins
 * @attribution: (nullable): whose map of areas it is
 *
 * What the map of the neighbourhood shows. It is filled first, and not changed once shown.
 */
typedef struct
{
  GPtrArray *areas;
  GPtrArray *pins;
  GPtrArray *missing;
  guint n_schools;
  guint n_partners;
  guint n_groups;
  char *attribution;
} KlWijkModel;

#define KL_TYPE_WIJK_MODEL (kl_wijk_model_get_type ())
GType kl_wijk_model_get_type (void) G_GNUC_CONST;

KlWijkModel *kl_wijk_model_new (GPtrArray *areas);
KlWijkModel *kl_wijk_model_ref (KlWijkModel *model);
void kl_wijk_model_unref (KlWijkModel *model);
void kl_wijk_model_add_school (KlWijkModel *model,
                               gint64 id,
                               const char *name,
                               const KlGeoPoint *place,
                               gboolean own);
void kl_wijk_model_add_schools (KlWijkModel *model, GPtrArray *schools, gint64 own_id);
void kl_wijk_model_add_partner (KlWijkModel *model, const KlNetworkPartner *partner);
void kl_wijk_model_add_network (KlWijkModel *model, const KlNetwork *network, int ring);
const KlArea *kl_wijk_model_find_area (const KlWijkModel *model, const char *name);
const KlArea *kl_wijk_model_find_area_at (const KlWijkModel *model, const KlGeoPoint *place);
char *kl_wijk_model_dup_area_sentence (const KlWijkModel *model, const KlArea *area);
char *kl_wijk_model_dup_counts (const KlWijkModel *model);
char *kl_wijk_model_dup_missing (const KlWijkModel *model);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlWijkModel, kl_wijk_model_unref)

G_END_DECLS
