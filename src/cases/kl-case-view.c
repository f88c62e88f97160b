/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-view.h"

#include <glib/gi18n-lib.h>

#include "kl-case-faces.h"
#include "kl-case-relatives.h"
#include "kl-config.h"
#include "model/kl-attention.h"
#include "model/kl-contact-norm.h"
#include "model/kl-referral-step.h"

/* A consent that ends within a week asks to be renewed. */
#define CONSENT_SOON_DAYS 7

/* Small values */

/**
 * kl_case_chip_new:
 * @tone: how it stands
 * @icon_name: (nullable): a symbolic icon, a static string
 * @label: what it is about
 * @detail: (nullable): until when
 *
 * Returns: (transfer full): a chip; free with kl_case_chip_free()
 */
KlCaseChip *
kl_case_chip_new (KlCaseTone tone, const char *icon_name, const char *label, const char *detail)
{
  KlCaseChip *chip = g_new0 (KlCaseChip, 1);

  chip->tone = tone;
  chip->icon_name = icon_name;
  chip->label = g_strdup (label);
  chip->detail = g_strdup (detail);

  return chip;
}

/**
 * kl_case_chip_free:
 * @chip: (nullable): a chip
 */
void
kl_case_chip_free (KlCaseChip *chip)
{
  if (chip == NULL)
    return;

  g_free (chip->label);
  g_free (chip->detail);
  g_free (chip);
}

static void
task_free (KlCaseTask *task)
{
  g_free (task->detail);
  g_free (task);
}

static void
wait_free (KlCaseWait *wait)
{
  g_free (wait->days_text);
  g_free (wait->left);
  g_free (wait->right);
  g_free (wait->detail);
  g_free (wait);
}

/**
 * kl_case_date_format:
 * @date: a day
 * @today: the current day
 *
 * Returns: (transfer full): the day in short, with the year when it is not this one
 */
char *
kl_case_date_format (KlDate date, KlDate today)
{
  int year, this_year;

  kl_date_split (date, &year, NULL, NULL);
  kl_date_split (today, &this_year, NULL, NULL);

  return kl_date_format (date, year == this_year ? KL_DATE_STYLE_SHORT : KL_DATE_STYLE_SHORT_YEAR);
}

/**
 * kl_case_lower_first:
 * @text: (nullable): words
 *
 * Returns: (transfer full): the words as they stand within a line
 */
char *
kl_case_lower_first (const char *text)
{
  gunichar first;
  char buffer[6];
  int length;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  first = g_unichar_tolower (g_utf8_get_char (text));
  length = g_unichar_to_utf8 (first, buffer);

  return g_strdup_printf ("%.*s%s", length, buffer, g_utf8_next_char (text));
}

static gboolean
is_same (const KlPerson *a, const KlPerson *b)
{
  return a != NULL && b != NULL && a->kind == b->kind && a->id == b->id
         && (a->id != 0 || g_strcmp0 (a->name, b->name) == 0);
}

/* Header */

static void
describe_status (KlCaseView *view)
{
  const KlCaseRow *row = view->file->row;
  g_autofree char *status =
    kl_case_lower_first (kl_words_get_label (KL_WORDS_CASE_STATUS, row->status));
  g_autofree char *since = NULL;
  int year, month, this_year;

  kl_date_split (row->opened_on, &year, &month, NULL);
  kl_date_split (view->today, &this_year, NULL, NULL);
  if (row->status == KL_CASE_STATUS_CLOSED && row->closed_on != KL_DATE_NONE)
    {
      g_autofree char *closed = kl_date_format (row->closed_on, KL_DATE_STYLE_LONG);

      view->subtitle = g_strdup_printf (_ ("closed on %s"), closed);
      return;
    }

  if (year == this_year)
    since = g_strdup (kl_month_get_name (month, FALSE));
  else
    since = g_strdup_printf ("%s %d", kl_month_get_name (month, FALSE), year);

  if (row->status_note != NULL && *row->status_note != '\0')
    /* Translators: month in which it started, status, what is waited for */
    view->subtitle = g_strdup_printf (_ ("case since %s, %s: %s"), since, status, row->status_note);
  else
    /* Translators: month in which it started, status */
    view->subtitle = g_strdup_printf (_ ("case since %s, %s"), since, status);
}

/* Consents */

/**
 * kl_case_consent_describe:
 * @consent: a consent
 * @today: the current day
 * @tone: (out) (optional): how it stands
 *
 * Returns: (transfer full): how it stands in words: "until 15 Dec", "5 days left", "expired 3 Apr"
 */
char *
kl_case_consent_describe (const KlConsent *consent, KlDate today, KlCaseTone *tone)
{
  const gboolean withdrawn = consent->status == KL_CONSENT_WITHDRAWN;
  const KlDate end =
    withdrawn && consent->withdrawn_on != KL_DATE_NONE ? consent->withdrawn_on : consent->until;
  g_autofree char *day = end != KL_DATE_NONE ? kl_case_date_format (end, today) : NULL;
  KlCaseTone stands = KL_CASE_TONE_OUTLINE;
  char *words;
  int left = consent->until - today;

  if (consent->status == KL_CONSENT_REFUSED)
    words = g_strdup (_ ("refused"));
  else if (withdrawn)
    words = day != NULL ? g_strdup_printf (_ ("withdrawn %s"), day) : g_strdup (_ ("withdrawn"));
  else if (day != NULL && left < 0)
    words = g_strdup_printf (_ ("expired %s"), day);
  else if (day != NULL && left <= CONSENT_SOON_DAYS)
    {
      stands = KL_CASE_TONE_WAITING;
      words = left == 0 ? g_strdup (_ ("last day"))
                        : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day left",
                                                        "%d days left", (gulong) left),
                                           left);
    }
  else
    {
      stands = KL_CASE_TONE_GOOD;
      words = day != NULL ? g_strdup_printf (_ ("until %s"), day) : g_strdup (_ ("given"));
    }

  if (tone != NULL)
    *tone = stands;
  return words;
}

static const char *
get_consent_icon (const KlConsent *consent, KlCaseTone tone)
{
  if (tone == KL_CASE_TONE_GOOD)
    return "object-select-symbolic";
  if (tone == KL_CASE_TONE_WAITING)
    return "kl-clock-soon-symbolic";

  return consent->status == KL_CONSENT_GIVEN ? "kl-clock-soon-symbolic"
                                             : "action-unavailable-symbolic";
}

static int
compare_consents (gconstpointer a, gconstpointer b)
{
  const KlConsent *x = *(const KlConsent **) a;
  const KlConsent *y = *(const KlConsent **) b;

  return x->from != y->from ? (x->from < y->from ? 1 : -1) : (x->id < y->id) - (x->id > y->id);
}

/* Of every receiver and giver the newest consent counts; older ones stand in the timeline. */
static gboolean
is_newest (GPtrArray *sorted, guint position)
{
  const KlConsent *consent = g_ptr_array_index (sorted, position);

  for (guint i = 0; i < position; i++)
    {
      const KlConsent *newer = g_ptr_array_index (sorted, i);

      if (is_same (newer->receiver, consent->receiver) && is_same (newer->giver, consent->giver))
        return FALSE;
    }

  return TRUE;
}

static void
describe_consents (KlCaseView *view)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  const KlPerson *giver = NULL;
  gboolean one_giver = TRUE;

  for (guint i = 0; i < view->file->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (view->file->consents, i);

      g_ptr_array_add (sorted, (gpointer) consent);
      if (giver != NULL && !is_same (giver, consent->giver))
        one_giver = FALSE;
      giver = consent->giver;
    }
  g_ptr_array_sort (sorted, compare_consents);

  for (guint i = 0; i < sorted->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (sorted, i);
      g_autofree char *words = NULL;
      const char *receiver = consent->receiver != NULL ? consent->receiver->name : _ ("to share");
      KlCaseChip *chip;
      KlCaseTone tone;

      if (!is_newest (sorted, i))
        continue;
      words = kl_case_consent_describe (consent, view->today, &tone);
      if (!one_giver && consent->giver != NULL)
        {
          g_autofree char *who = kl_person_get_short_name (consent->giver);
          char *detail = g_strdup_printf ("%s, %s", words, who);

          g_free (words);
          words = detail;
        }
      chip = kl_case_chip_new (tone, get_consent_icon (consent, tone), receiver, words);
      chip->consent = consent;
      g_ptr_array_add (view->consents, chip);
    }

  if (one_giver && giver != NULL)
    {
      g_autofree char *who = kl_person_get_short_name (giver);

      /* Translators: who gave it: "Consent mother" */
      view->consent_heading = g_strdup_printf (_ ("Consent %s"), who);
    }
  else
    {
      view->consent_heading = g_strdup (_ ("Consent"));
    }
}

/* The end pane */

static int
compare_tasks (gconstpointer a, gconstpointer b)
{
  const KlCaseTask *x = *(const KlCaseTask **) a;
  const KlCaseTask *y = *(const KlCaseTask **) b;

  if (x->done != y->done)
    return x->done ? 1 : -1;
  if (x->done)
    return y->action->done_on - x->action->done_on;
  if ((x->action->due == KL_DATE_NONE) != (y->action->due == KL_DATE_NONE))
    return x->action->due == KL_DATE_NONE ? 1 : -1;

  return x->action->due - y->action->due;
}

static void
describe_tasks (KlCaseView *view)
{
  for (guint i = 0; i < view->file->actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (view->file->actions, i);
      KlCaseTask *task = g_new0 (KlCaseTask, 1);

      task->action = action;
      task->done = action->done_on != KL_DATE_NONE;
      task->late = !task->done && action->due != KL_DATE_NONE && action->due < view->today;
      if (task->done)
        {
          g_autofree char *day = kl_case_date_format (action->done_on, view->today);

          task->detail = g_strdup_printf (_ ("done %s"), day);
        }
      else if (action->due != KL_DATE_NONE)
        {
          g_autofree char *day = kl_date_format (action->due, KL_DATE_STYLE_SHORT_WEEKDAY);
          g_autofree char *relative = kl_date_format_relative (action->due, view->today);
          g_autofree char *rhythm = kl_recurrence_format (&action->recurrence);

          task->detail =
            g_strdup_printf ("%s, %s%s%s", day, relative, *rhythm != '\0' ? ", " : "", rhythm);
        }
      else
        {
          task->detail = g_strdup (_ ("no date"));
        }
      view->n_open_tasks += !task->done;
      g_ptr_array_add (view->tasks, task);
    }
  g_ptr_array_sort (view->tasks, compare_tasks);
}

static int
compare_waits (gconstpointer a, gconstpointer b)
{
  const KlCaseWait *x = *(const KlCaseWait **) a;
  const KlCaseWait *y = *(const KlCaseWait **) b;

  if (x->waiting != y->waiting)
    return x->waiting ? -1 : 1;

  return y->referral->sent_on - x->referral->sent_on;
}

static gboolean
is_of (const KlReferral *referral, gint64 pupil_id)
{
  for (guint i = 0; i < referral->pupil_ids->len; i++)
    if (g_array_index (referral->pupil_ids, gint64, i) == pupil_id)
      return TRUE;

  return FALSE;
}

/* Of whom it is, when that is not everybody in the case. */
static char *
format_pupils (const KlCaseFile *file, const KlReferral *referral)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  if (referral->pupil_ids == NULL || referral->pupil_ids->len == 0)
    return NULL;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;

      if (!is_of (referral, pupil->id))
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", pupil->name);
      n++;
    }

  return n > 0 && n < file->pupils->len ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Takes the text. */
static void
append_line (GString *lines, char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", text);
  g_free (text);
}

/* What a bar and two days do not tell. */
static char *
describe_detail (const KlCaseView *view, const KlReferral *referral)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *pupils = format_pupils (view->file, referral);
  const gboolean declined = referral->status == KL_REFERRAL_DECLINED;

  append_line (lines, g_strdup (referral->service));
  if (pupils != NULL)
    /* Translators: names of children */
    append_line (lines, g_strdup_printf (_ ("for %s"), pupils));
  if (referral->sender != NULL && referral->sender->kind == KL_PERSON_PARTNER)
    /* Translators: the partner that passed it on */
    append_line (lines, g_strdup_printf (_ ("passed on by %s"), referral->sender->name));
  if (declined)
    append_line (lines, g_strdup (referral->declined_why));
  if (declined && referral->redirected_to != NULL)
    /* Translators: another partner */
    append_line (lines,
                 g_strdup_printf (_ ("points to %s instead"), referral->redirected_to->name));
  if (referral->reminded_on != KL_DATE_NONE && kl_referral_is_waiting (referral))
    {
      g_autofree char *day = kl_case_date_format (referral->reminded_on, view->today);

      append_line (lines, g_strdup_printf (_ ("last reminded %s"), day));
    }

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

static void
describe_wait (KlCaseView *view, KlCaseWait *wait)
{
  const KlReferral *referral = wait->referral;
  gboolean answered = referral->answered_on != KL_DATE_NONE;

  wait->waiting =
    referral->sent_on != KL_DATE_NONE && !answered && referral->ended_on == KL_DATE_NONE;
  wait->days = referral->sent_on == KL_DATE_NONE ? -1
               : answered                        ? referral->answered_on - referral->sent_on
               : wait->waiting                   ? view->today - referral->sent_on
                                                 : -1;
  wait->days_text = kl_contact_norm_format_days (wait->days);
  if (wait->waiting && referral->expected_on != KL_DATE_NONE)
    {
      g_autofree char *day = kl_case_date_format (referral->expected_on, view->today);

      wait->left = g_strdup_printf (_ ("expected %s"), day);
    }
  else
    {
      g_autofree char *status =
        kl_case_lower_first (kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status));

      if (answered)
        {
          g_autofree char *day = kl_case_date_format (referral->answered_on, view->today);

          wait->left = g_strdup_printf ("%s %s", status, day);
        }
      else
        {
          wait->left = g_steal_pointer (&status);
        }
    }
  if (referral->median_days >= 0)
    {
      g_autofree char *usual = kl_contact_norm_format_days (referral->median_days);

      wait->right = g_strdup_printf (_ ("usually %s"), usual);
    }
  wait->detail = describe_detail (view, referral);
}

static void
describe_waits (KlCaseView *view)
{
  for (guint i = 0; i < view->file->referrals->len; i++)
    {
      KlCaseWait *wait = g_new0 (KlCaseWait, 1);

      wait->referral = g_ptr_array_index (view->file->referrals, i);
      describe_wait (view, wait);
      view->n_waiting += wait->waiting;
      g_ptr_array_add (view->waits, wait);
    }
  g_ptr_array_sort (view->waits, compare_waits);
}

static void
add_municipality (GPtrArray *names, const char *name)
{
  if (name != NULL && *name != '\0'
      && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* Where the children and those who have custody are registered. */
static void
collect_municipalities (const KlCaseFile *file, GPtrArray *names)
{
  for (guint i = 0; i < file->pupils->len; i++)
    add_municipality (names, ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))
                               ->pupil->municipality);
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);

      if (guardian->custody)
        add_municipality (names, guardian->municipality);
    }
}

/* A family with one foot in another municipality is nobody's before somebody takes it on. */
static char *
describe_radar (const KlCaseView *view)
{
  const KlCaseFile *file = view->file;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  KlRadar radar = { .municipalities = names, .since = file->row->opened_on };
  g_autoptr (KlAttention) risk = NULL;

  if (file->row->status == KL_CASE_STATUS_CLOSED)
    return NULL;

  collect_municipalities (file, names);
  for (guint i = 0; i < file->referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (file->referrals, i);

      if (referral->status == KL_REFERRAL_DECLINED)
        radar.declined_on = MAX (radar.declined_on, referral->answered_on);
      radar.taken_on = radar.taken_on
                       || (referral->purpose != KL_REFERRAL_MELDING
                           && (referral->status == KL_REFERRAL_ACCEPTED
                               || referral->status == KL_REFERRAL_STARTED));
    }
  risk = kl_attention_check_radar (&radar, view->today);
  if (risk == NULL)
    return NULL;

  /* Translators: "Vught and 's-Hertogenbosch" */
  return g_strdup_printf (radar.declined_on != KL_DATE_NONE
                            ? _ ("Registered in %s, and a partner declined: nobody has taken this "
                                 "family on.")
                            : _ ("Registered in %s: agree who keeps an eye on this family."),
                          risk->reference);
}

static void
describe_notice (KlCaseView *view)
{
  int n = view->file->n_hidden;
  g_autofree char *radar = view->file->restricted ? NULL : describe_radar (view);

  if (view->file->restricted)
    view->notice = g_strdup (_ ("You have no part in this case: you see what the caseload tells "
                                "of it and what you wrote yourself."));
  else if (n > 0)
    view->notice =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d event is not for you to read.",
                                    "%d events are not for you to read.", (gulong) n),
                       n);

  if (radar != NULL && view->notice != NULL)
    {
      g_autofree char *hidden = g_steal_pointer (&view->notice);

      view->notice = g_strconcat (radar, "\n", hidden, NULL);
    }
  else if (radar != NULL)
    {
      view->notice = g_steal_pointer (&radar);
    }
}

static void
count_groups (KlCaseView *view)
{
  for (int group = 0; group < KL_TIMELINE_N_GROUPS; group++)
    {
      guint kinds = kl_timeline_group_get_kinds (group);

      for (int kind = 0; kind <= KL_ENTRY_REOPENING; kind++)
        if (kinds == 0 || (kinds & (1u << kind)) != 0)
          view->counts[group] += view->file->n_of_kind[kind];
    }
}

/* Public API */

/**
 * kl_case_view_new:
 * @file: (transfer full): a case
 * @teachers: (nullable): who teaches its class, in one line
 * @today: the current day
 *
 * Returns: (transfer full): what its page shows
 */
KlCaseView *
kl_case_view_new (KlCaseFile *file, const char *teachers, KlDate today)
{
  KlCaseView *view = g_new0 (KlCaseView, 1);

  g_return_val_if_fail (file != NULL && file->row != NULL, NULL);

  view->file = file;
  view->today = today;
  view->title = g_strdup (file->row->title);
  view->people = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_fact_free);
  view->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_fact_free);
  view->family = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_fact_free);
  view->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_chip_free);
  view->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_face_free);
  view->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) task_free);
  view->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);

  describe_status (view);
  kl_case_relatives_describe (view, teachers);
  describe_consents (view);
  kl_case_faces_describe (view);
  describe_tasks (view);
  describe_waits (view);
  describe_notice (view);
  count_groups (view);

  return view;
}

/**
 * kl_case_view_free:
 * @view: (nullable): a view
 *
 * Frees it and the case it was made from.
 */
void
kl_case_view_free (KlCaseView *view)
{
  if (view == NULL)
    return;

  g_ptr_array_unref (view->people);
  g_ptr_array_unref (view->guardians);
  g_ptr_array_unref (view->family);
  g_ptr_array_unref (view->consents);
  g_ptr_array_unref (view->faces);
  g_ptr_array_unref (view->tasks);
  g_ptr_array_unref (view->waits);
  g_free (view->title);
  g_free (view->subtitle);
  g_free (view->name);
  g_free (view->facts);
  g_free (view->level_text);
  g_free (view->consent_heading);
  g_free (view->notice);
  kl_case_file_free (view->file);
  g_free (view);
}
