/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-name.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

/* What the files about people share, and the plain writes that an import strings together. */

/* Who has not left; leaving can be known ahead. The day of today is parameter 9. */
#define KL_SQL_PRESENT(p) "(" p ".left_on = 0 OR " p ".left_on >= ?9)"

/* Whose membership @m holds on the day of parameter @day; starting and leaving can be known ahead.
 */
#define KL_SQL_WORKS(m, day)                                                                       \
  "(" m ".first_day <= " day " AND (" m ".last_day = 0 OR " m ".last_day >= " day "))"

void kl_people_bind_today (KlStmt *stmt);
char *kl_people_read_name (KlStmt *stmt, int column);
char *kl_people_make_display (const char *given,
                              const char *prefix,
                              const char *surname,
                              const char *initials);
void kl_people_bind_name (KlStmt *stmt, int parameter, const KlName *name);

gboolean kl_groups_write (KlDb *db, KlGroup *group, GError **error);
gboolean
kl_groups_write_teacher (KlDb *db, gint64 group_id, gint64 professional_id, GError **error);
gboolean kl_pupils_write (KlDb *db, KlPupil *pupil, gint64 *next_id, GError **error);
gboolean kl_pupils_get_next_id (KlDb *db, gint64 school_id, gint64 *next_id, GError **error);
gboolean kl_professionals_write (KlDb *db, KlProfessional *professional, GError **error);

G_END_DECLS
