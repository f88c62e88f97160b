/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-capture-choices.h"

#include "kl-who.h"
#include "store/kl-groups.h"
#include "store/kl-professionals.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"
#include "store/kl-topics.h"

static GPtrArray *
list_candidates (KlDb *db, gint64 school_id, GError **error)
{
  const KlPupilFilter filter = { .school_id = school_id, .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (db, &filter, error);
  g_autoptr (GPtrArray) groups = NULL;

  if (pupils == NULL)
    return NULL;

  groups = kl_groups_list (db, school_id, kl_date_get_school_year (kl_clock_today ()), error);
  return groups != NULL ? kl_who_collect (pupils, groups) : NULL;
}

/**
 * kl_capture_choices_load:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): what can be chosen there; free with kl_capture_choices_free()
 */
KlCaptureChoices *
kl_capture_choices_load (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (KlCaptureChoices) choices = g_new0 (KlCaptureChoices, 1);

  g_return_val_if_fail (db != NULL, NULL);

  choices->candidates = list_candidates (db, school_id, error);
  if (choices->candidates == NULL)
    return NULL;

  choices->professionals = kl_professionals_list (db, school_id, error);
  if (choices->professionals == NULL)
    return NULL;

  choices->topics = kl_topics_list (db, -1, error);
  if (choices->topics == NULL)
    return NULL;

  choices->calendar = kl_schools_get_calendar (db, school_id, error);
  return choices->calendar != NULL ? g_steal_pointer (&choices) : NULL;
}

/**
 * kl_capture_choices_free:
 * @choices: (transfer full): what could be chosen
 */
void
kl_capture_choices_free (KlCaptureChoices *choices)
{
  g_clear_pointer (&choices->candidates, g_ptr_array_unref);
  g_clear_pointer (&choices->professionals, g_ptr_array_unref);
  g_clear_pointer (&choices->topics, g_ptr_array_unref);
  g_clear_pointer (&choices->calendar, kl_calendar_unref);
  g_free (choices);
}
