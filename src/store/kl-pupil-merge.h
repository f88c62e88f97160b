/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/**
 * KlPupilMerge:
 * @double_id: the id of the one that is gone
 * @kept_id: the one that stayed
 * @name: what the double was called
 * @merged_at: the moment
 * @who: (nullable): who did it
 * @last: whether it can come apart now: the last merge of a pupil comes first
 *
 * Two pupils that turned out to be one.
 */
typedef struct
{
  gint64 double_id;
  gint64 kept_id;
  char *name;
  gint64 merged_at;
  KlPerson *who;
  gboolean last;
} KlPupilMerge;

/**
 * KlPupilDouble:
 * @one: a pupil
 * @other: one that may be the same child
 */
typedef struct
{
  KlPupil *one;
  KlPupil *other;
} KlPupilDouble;

gboolean kl_pupils_merge (KlDb *db, gint64 kept_id, gint64 double_id, GError **error);
gboolean kl_pupils_split (KlDb *db, gint64 double_id, GError **error);
GPtrArray *kl_pupils_list_merges_of_school (KlDb *db, gint64 school_id, GError **error);
GPtrArray *kl_pupils_find_doubles (KlDb *db, gint64 school_id, GError **error);
void kl_pupil_merge_free (KlPupilMerge *merge);
void kl_pupil_double_free (KlPupilDouble *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPupilMerge, kl_pupil_merge_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPupilDouble, kl_pupil_double_free)

G_END_DECLS
