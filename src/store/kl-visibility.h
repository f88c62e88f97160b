/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"

G_BEGIN_DECLS

/**
 * KlSight:
 * @reader: the professional that reads, 0 when nobody in particular
 * @caseload: may know that there is such a case: its title, whom it is about, who keeps it moving
 * @team: may see what is for the team
 * @confidential: may see what is for the owner and the director
 *
 * What the one who acts may see of one case. Own entries are always seen.
 */
typedef struct
{
  gint64 reader;
  gboolean caseload;
  gboolean team;
  gboolean confidential;
} KlSight;

/**
 * KL_SQL_SEES:
 * @e: the alias of the entry table
 *
 * The condition under which an entry may be seen, for a statement to which
 * kl_visibility_bind() gives the sight.
 */
#define KL_SQL_SEES(e)                                                                             \
  "((" e ".visibility = 0 AND :team) OR (" e ".visibility = 1 AND :confidential)"                  \
  " OR (" e ".author_kind = 0 AND " e ".author_id = :reader))"

gboolean kl_visibility_get_case (KlDb *db, gint64 case_id, KlSight *sight, GError **error);
gboolean kl_visibility_get_case_for (KlDb *db,
                                     gint64 case_id,
                                     gint64 professional_id,
                                     KlSight *sight,
                                     GError **error);
gboolean kl_visibility_get_school (KlDb *db, gint64 school_id, gboolean *team, GError **error);
void kl_visibility_bind (KlStmt *stmt, const KlSight *sight);

G_END_DECLS
