/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

/**
 * KlCaseRequest:
 * @via: (nullable): through which colleague it came
 * @topics: (element-type utf8): topics under @theme; new words are added to the list
 *
 * How a question came in and what it is about.
 */
typedef struct
{
  KlAskedBy asked_by;
  KlRoute route;
  const KlPerson *via;
  KlTheme theme;
  GPtrArray *topics;
} KlCaseRequest;

/**
 * KlCaseSubject:
 * @group_id: the class, for %KL_SUBJECT_GROUP
 * @family_id: the family, or 0; also a case about one pupil can name it
 *
 * Whom or what a case is about.
 */
typedef struct
{
  KlSubject subject;
  gint64 group_id;
  gint64 family_id;
} KlCaseSubject;

gboolean
kl_cases_set_request (KlDb *db, gint64 case_id, const KlCaseRequest *request, GError **error);
gboolean
kl_cases_set_subject (KlDb *db, gint64 case_id, const KlCaseSubject *subject, GError **error);
gboolean kl_cases_add_family (KlDb *db, gint64 case_id, KlCaseRole role, GError **error);

G_END_DECLS
