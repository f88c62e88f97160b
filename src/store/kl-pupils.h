/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/**
 * KlPupilFilter:
 * @school_id: a school
 * @group_id: of one class, also a combined one; 0 for all
 * @with_left: also those who left
 * @with_unlisted: also those who are not in the pupil administration
 * @after: (nullable): the last row of the page before, %NULL for the first page
 * @limit: rows in a page, 0 for no limit
 */
typedef struct
{
  gint64 school_id;
  gint64 group_id;
  gboolean with_left;
  gboolean with_unlisted;
  const KlPupil *after;
  guint limit;
} KlPupilFilter;

GPtrArray *kl_pupils_list (KlDb *db, const KlPupilFilter *filter, GError **error);
gint64 kl_pupils_count (KlDb *db, const KlPupilFilter *filter, GError **error);
KlPupil *kl_pupils_get (KlDb *db, gint64 pupil_id, GError **error);
GPtrArray *kl_pupils_get_many (KlDb *db, GArray *pupil_ids, GError **error);
gboolean kl_pupils_add (KlDb *db, KlPupil *pupil, GError **error);
gint64 kl_pupils_add_unlisted (KlDb *db, gint64 school_id, const char *name, GError **error);
gboolean kl_pupils_update (KlDb *db, const KlPupil *pupil, GError **error);
gboolean kl_pupils_set_left (KlDb *db, gint64 pupil_id, KlDate left_on, GError **error);

G_END_DECLS
