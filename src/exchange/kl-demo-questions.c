/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"
#include <string.h>
#include "model/kl-meeting.h"
#include "model/kl-name.h"
#include "store/kl-actions.h"
#include "store/kl-cases.h"
#include "store/kl-consents.h"
#include "store/kl-entries.h"
#include "store/kl-families.h"
#include "store/kl-meetings.h"
#include "store/kl-referrals.h"
#include "store/kl-trust.h"

/* Short questions that came and went, so that in- and outflow have something to show. */

static gboolean
keep_question (KlDemo *demo, JsonObject *object, KlDemoSchool *school, GError **error)
{
  const char *group = kl_demo_get_text (object, "group");
  g_autoptr (KlCaseFile) file = kl_case_file_new ();
  g_autoptr (KlPerson) by = kl_demo_make_person (demo, kl_demo_get_text (object, "by"));
  KlCasePupil *member = g_new0 (KlCasePupil, 1);
  KlDate opened =
    kl_demo_get_school_day (school, demo->today - kl_demo_get_int (object, "opened", 0));
  KlDate closed =
    kl_demo_get_school_day (school, demo->today - kl_demo_get_int (object, "closed", 0));
  g_autoptr (KlEntry) asked = kl_entry_new ();
  g_autoptr (KlEntry) done = kl_entry_new ();

  member->pupil = g_new0 (KlPupil, 1);
  g_ptr_array_add (file->pupils, member);
  member->pupil->id = kl_demo_add_pupil (demo, school, kl_demo_get_text (object, "pupil"), group,
                                         atoi (group) + 3, 0, error);
  if (member->pupil->id == 0)
    return FALSE;

  file->row->school_id = school->id;
  file->row->title = g_strdup (kl_demo_get_text (object, "title"));
  file->row->theme = kl_demo_parse (KL_WORDS_THEME, kl_demo_get_text (object, "theme"));
  file->row->status = KL_CASE_STATUS_CLOSED;
  file->row->support_level = 1;
  file->row->owner = kl_person_copy (by);
  file->row->trusted = kl_person_copy (by);
  file->row->opened_on = opened;
  file->row->closed_on = MAX (closed, opened);
  file->asked_by = KL_ASKED_BY_PARENT;
  file->help = KL_HELP_INFORMATION_ADVICE;
  file->led_to_help = TRUE;
  file->satisfied = KL_SATISFIED_YES;
  asked->case_id = done->case_id = kl_cases_restore (demo->db, file, error);
  if (asked->case_id == 0)
    return FALSE;
  kl_demo_keep (demo->cases, file->row->title, asked->case_id);

  asked->kind = KL_ENTRY_CONVERSATION;
  asked->happened_on = opened;
  asked->recorded_at = kl_time_from_local (opened, 15 * 60);
  asked->author = kl_person_copy (by);
  asked->text = g_strdup_printf ("Gesproken met een ouder: %s", kl_demo_get_text (object, "title"));
  done->kind = KL_ENTRY_CLOSING;
  done->happened_on = file->row->closed_on;
  done->recorded_at = kl_time_from_local (done->happened_on, 15 * 60 + 30);
  done->author = kl_person_copy (by);
  done->text = g_strdup ("Advies gegeven; de ouder kan verder.");

  return kl_entries_add (demo->db, asked, demo->today, error) != 0
         && kl_entries_add (demo->db, done, demo->today, error) != 0;
}

static gboolean
keep_questions (KlDemo *demo, JsonArray *list, GError **error)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);
      const char *school = kl_demo_get_text (object, "school");

      if (!keep_question (demo, object,
                          kl_demo_get_school (demo, school != NULL ? school : "wilgenroos"), error))
        return FALSE;
    }

  return TRUE;
}

gboolean
kl_demo_add_questions (KlDemo *demo, GError **error)
{
  return keep_questions (demo, kl_demo_get_array (demo->year, "questions"), error)
         && keep_questions (demo, kl_demo_get_array (demo->network, "questions"), error);
}
