/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-facts-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "model/kl-case-step.h"
#include "partners/kl-form.h"
#include "store/kl-case-request.h"
#include "store/kl-cases.h"

/* How a case stands and why, and how the question came in. */

/* What is only followed is looked at again after six weeks. */
#define MONITOR_DAYS (6 * 7)

/* How it stands; closing asks for more and has a dialog of its own. */
static const KlCaseStatus statuses[] = {
  KL_CASE_STATUS_ACTIVE,
  KL_CASE_STATUS_WAITING,
  KL_CASE_STATUS_MONITORING,
};

typedef struct
{
  gint64 case_id;
  KlCaseStatus status;
  KlDate until;
  KlDate day;
  char *reason;
} Move;

static void
move_free (Move *move)
{
  g_free (move->reason);
  g_free (move);
}

static gint64
save_move (KlDb *db, gpointer data, GError **error)
{
  const Move *move = data;

  return kl_cases_move (db, move->case_id, move->status, move->until, move->reason, move->day,
                        error);
}

static char *
dup_words (KlForm *form, const char *field)
{
  g_autofree char *words = g_strstrip (kl_form_dup_text (form, field));

  return *words != '\0' ? g_steal_pointer (&words) : NULL;
}

static KlCaseStatus
get_status (KlForm *form)
{
  return statuses[MIN (kl_form_get_choice (form, "status"), G_N_ELEMENTS (statuses) - 1)];
}

static char *
check_status (KlForm *form, gpointer user_data)
{
  const Move *before = user_data;
  const KlCaseStatus status = get_status (form);
  g_autofree char *reason = dup_words (form, "reason");

  kl_form_set_visible (form, "until", status == KL_CASE_STATUS_MONITORING);
  if (status == before->status && status != KL_CASE_STATUS_MONITORING)
    return g_strdup (_ ("That is how it stands already."));
  if (reason == NULL && kl_case_move_wants_reason (before->status, status))
    return g_strdup (_ ("Say why in a few words."));

  return NULL;
}

static KlWork *
collect_status (KlForm *form, gpointer user_data)
{
  const Move *before = user_data;
  Move *move = g_new0 (Move, 1);

  move->case_id = before->case_id;
  move->status = get_status (form);
  if (move->status == KL_CASE_STATUS_MONITORING)
    move->until = kl_form_get_date (form, "until");
  move->day = kl_form_get_date (form, "day");
  move->reason = dup_words (form, "reason");

  return kl_work_new (save_move, move, (GDestroyNotify) move_free);
}

/* How it came to be so, the last first. */
static void
add_steps (KlForm *form, const KlCaseView *view)
{
  const GPtrArray *steps = view->file->steps;
  AdwPreferencesGroup *group;

  if (steps->len == 0)
    return;

  group = kl_form_add_section (form, _ ("How it went so far"));
  for (guint i = steps->len; i > 0; i--)
    {
      const KlCaseStep *step = g_ptr_array_index (steps, i - 1);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = kl_case_step_format (step);
      g_autofree char *day =
        step->day != KL_DATE_NONE ? kl_case_date_format (step->day, view->today) : g_strdup ("");
      g_autofree char *subtitle =
        step->who != NULL ? g_strdup_printf ("%s, %s", day, step->who->name) : g_strdup (day);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_preferences_group_add (group, row);
    }
}

/**
 * kl_status_form_new:
 * @session: who works here
 * @view: an open case
 *
 * Asks how a case stands from now on and why, and tells how it stood before.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_status_form_new (KlSession *session, const KlCaseView *view)
{
  KlForm *form = kl_form_new (session, _ ("Status"), _ ("_Save"));
  Move *before = g_new0 (Move, 1);
  const char *labels[G_N_ELEMENTS (statuses) + 1] = { NULL };
  guint selected = 0;
  GtkWidget *day;

  before->case_id = view->file->row->id;
  before->status = view->file->row->status;
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      labels[i] = kl_words_get_label (KL_WORDS_CASE_STATUS, (int) statuses[i]);
      if (statuses[i] == before->status)
        selected = i;
    }
  kl_form_add_choice (form, "status", _ ("How does it stand?"), labels, selected);
  kl_form_add_date (form, "until", _ ("Look at it again on"),
                    view->file->row->monitor_until != KL_DATE_NONE ? view->file->row->monitor_until
                                                                   : view->today + MONITOR_DAYS);
  day = kl_form_add_date (form, "day", _ ("Since when?"), view->today);
  kl_date_button_set_range (KL_DATE_BUTTON (day), view->file->row->opened_on, view->today);
  kl_form_add_text (form, "reason", _ ("Why?"), NULL);
  add_steps (form, view);
  kl_form_set_work (form, check_status, collect_status, before, (GDestroyNotify) move_free);

  return ADW_DIALOG (form);
}

/* How the question came in */

typedef struct
{
  gint64 case_id;
  KlCaseRequest request;
  KlPerson *via;
  GArray *colleague_ids;
} Request;

static void
request_free (Request *request)
{
  kl_person_free (request->via);
  g_clear_pointer (&request->request.topics, g_ptr_array_unref);
  g_clear_pointer (&request->colleague_ids, g_array_unref);
  g_free (request);
}

static gint64
save_request (KlDb *db, gpointer data, GError **error)
{
  Request *request = data;

  request->request.via = request->via;
  return kl_cases_set_request (db, request->case_id, &request->request, error);
}

static char *
check_request (KlForm *form, gpointer user_data)
{
  kl_form_set_visible (form, "via", kl_form_get_choice (form, "route") != KL_ROUTE_DIRECT);
  return NULL;
}

static GPtrArray *
split_topics (KlForm *form)
{
  GPtrArray *topics = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *words = kl_form_dup_text (form, "topics");
  g_auto (GStrv) parts = g_strsplit (words, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (topics, g_strdup (parts[i]));

  return topics;
}

static KlWork *
collect_request (KlForm *form, gpointer user_data)
{
  const Request *before = user_data;
  Request *request = g_new0 (Request, 1);
  const guint via = kl_form_get_choice (form, "via");

  request->case_id = before->case_id;
  request->request.asked_by = (KlAskedBy) kl_form_get_choice (form, "asked-by");
  request->request.route = (KlRoute) kl_form_get_choice (form, "route");
  request->request.theme = (KlTheme) kl_form_get_choice (form, "theme");
  request->request.topics = split_topics (form);
  if (request->request.route != KL_ROUTE_DIRECT && via > 0 && via <= before->colleague_ids->len)
    request->via =
      kl_person_new (KL_PERSON_PROFESSIONAL, g_array_index (before->colleague_ids, gint64, via - 1),
                     NULL, NULL);

  return kl_work_new (save_request, request, (GDestroyNotify) request_free);
}

static void
add_via (KlForm *form, const KlCaseView *view, Request *request, GPtrArray *professionals)
{
  const KlPerson *via = view->file->route_via;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_add (names, (gpointer) _ ("Not known"));
  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (professionals, i);

      g_array_append_val (request->colleague_ids, colleague->id);
      g_ptr_array_add (names, colleague->name);
      if (via != NULL && via->kind == KL_PERSON_PROFESSIONAL && via->id == colleague->id)
        selected = i + 1;
    }
  g_ptr_array_add (names, NULL);
  kl_form_add_choice (form, "via", _ ("Via whom?"), (const char *const *) names->pdata, selected);
}

/**
 * kl_request_form_new:
 * @session: who works here
 * @view: a case
 * @professionals: (element-type KlProfessional): the colleagues of its school
 *
 * Corrects what was caught: who asked, by which way it came and what it is about.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_request_form_new (KlSession *session, const KlCaseView *view, GPtrArray *professionals)
{
  const KlCaseFile *file = view->file;
  KlForm *form = kl_form_new (session, _ ("The question"), _ ("_Save"));
  Request *request = g_new0 (Request, 1);
  g_autoptr (GString) topics = g_string_new (NULL);

  request->case_id = file->row->id;
  request->colleague_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < file->topics->len; i++)
    g_string_append_printf (topics, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (file->topics, i));
  kl_form_add_words (form, "asked-by", _ ("Asked by"), KL_WORDS_ASKED_BY, NULL, file->asked_by);
  kl_form_add_words (form, "route", _ ("By which way"), KL_WORDS_ROUTE, NULL, file->route);
  add_via (form, view, request, professionals);
  kl_form_add_words (form, "theme", _ ("Theme"), KL_WORDS_THEME, NULL, file->row->theme);
  kl_form_add_entry (form, "topics", _ ("Topics, with commas between them"), topics->str);
  kl_form_set_work (form, check_request, collect_request, request, (GDestroyNotify) request_free);

  return ADW_DIALOG (form);
}
