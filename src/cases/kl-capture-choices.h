/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-calendar.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlCaptureChoices:
 * @candidates: (element-type KlWho): whom a question can be about
 * @professionals: (element-type KlProfessional): who can do something
 * @topics: (element-type KlTopic): those of every theme
 * @calendar: the school days
 *
 * What can be chosen when a question is caught at a school.
 */
typedef struct
{
  GPtrArray *candidates;
  GPtrArray *professionals;
  GPtrArray *topics;
  KlCalendar *calendar;
} KlCaptureChoices;

KlCaptureChoices *kl_capture_choices_load (KlDb *db, gint64 school_id, GError **error);
void kl_capture_choices_free (KlCaptureChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaptureChoices, kl_capture_choices_free)

G_END_DECLS
