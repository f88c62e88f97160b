/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-view.h"

#include <glib/gi18n-lib.h>

#include "kl-case-faces.h"
#include "kl-config.h"
#include "model/kl-about.h"
#include "model/kl-attention.h"
#include "model/kl-contact-norm.h"
#include "model/kl-referral-step.h"

#define N_LEVELS 5

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
fact_free (KlCaseFact *fact)
{
  g_free (fact->text);
  g_free (fact->detail);
  kl_case_chip_free (fact->chip);
  g_free (fact);
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

static char *
lower_first (const char *text)
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
  g_autofree char *status = lower_first (kl_words_get_label (KL_WORDS_CASE_STATUS, row->status));
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

static void
add_word (GPtrArray *words, char *word)
{
  if (word != NULL && *word != '\0')
    g_ptr_array_add (words, word);
  else
    g_free (word);
}

static char *
join_facts (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static char *
format_age (KlDate birth, KlDate today)
{
  int age;

  if (birth == KL_DATE_NONE)
    return NULL;

  age = kl_date_get_age (birth, today);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old",
                                       (gulong) age),
                          age);
}

static char *
format_pupil (const KlPupil *pupil, KlDate today)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  add_word (words, g_strdup (pupil->name));
  add_word (words, format_age (pupil->birth, today));
  if (pupil->group_name != NULL)
    add_word (words, kl_group_name_format (pupil->group_name));

  return join_facts (words);
}

static void
describe_subject (KlCaseView *view, const char *teachers)
{
  const KlCaseFile *file = view->file;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const KlCasePupil *only = file->pupils->len == 1 ? g_ptr_array_index (file->pupils, 0) : NULL;
  const char *group = file->row->about_group;

  view->name = g_strdup (file->row->about != NULL ? file->row->about : "");
  if (only != NULL)
    add_word (words, format_age (only->pupil->birth, view->today));
  if (group != NULL && teachers != NULL && *teachers != '\0')
    /* Translators: class and teacher, "group 7 with Anke de Laat" */
    add_word (words, g_strdup_printf (C_ ("teacher", "%s with %s"), group, teachers));
  else
    add_word (words, g_strdup (group));
  if (words->len == 0)
    add_word (words, g_strdup (file->row->school_name));
  view->facts = join_facts (words);

  if (file->row->support_level > 0)
    view->level_text = g_strdup_printf (_ ("level %d of %d"), file->row->support_level, N_LEVELS);
}

static void
add_fact (GPtrArray *facts, char *text, const char *detail, KlCaseChip *chip)
{
  KlCaseFact *fact = g_new0 (KlCaseFact, 1);

  fact->text = text;
  fact->detail = g_strdup (detail);
  fact->chip = chip;
  g_ptr_array_add (facts, fact);
}

static void
describe_pupils (KlCaseView *view)
{
  const KlCaseFile *file = view->file;

  if (file->pupils->len == 1 && file->row->subject == KL_SUBJECT_PUPIL)
    return;

  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlCasePupil *member = g_ptr_array_index (file->pupils, i);
      const KlPupil *pupil = member->pupil;
      KlCaseChip *chip = NULL;

      if (member->role != KL_CASE_ROLE_ABOUT)
        chip = kl_case_chip_new (KL_CASE_TONE_PLAIN, NULL,
                                 kl_words_get_label (KL_WORDS_CASE_ROLE, member->role), NULL);
      add_fact (view->people, format_pupil (pupil, view->today),
                pupil->school_id != file->row->school_id ? pupil->school_name : NULL, chip);
    }
}

/* Where the children are registered goes without saying. */
static gboolean
is_home (const KlCaseFile *file, const char *municipality)
{
  for (guint i = 0; i < file->pupils->len; i++)
    if (g_strcmp0 (((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil->municipality,
                   municipality)
        == 0)
      return TRUE;

  return FALSE;
}

static void
describe_guardians (KlCaseView *view)
{
  const GPtrArray *guardians = view->file->guardians;

  for (guint i = 0; i < guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (guardians, i);
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      KlCaseChip *chip =
        guardian->custody
          ? kl_case_chip_new (KL_CASE_TONE_PLAIN, "object-select-symbolic", _ ("custody"), NULL)
          : kl_case_chip_new (KL_CASE_TONE_OUTLINE, "action-unavailable-symbolic", _ ("no custody"),
                              NULL);

      add_word (words, g_strdup (guardian->name));
      add_word (words,
                g_strdup (kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation)));
      if (guardian->language != NULL && *guardian->language != '\0')
        add_word (words, g_strdup (guardian->language));
      if (guardian->interpreter)
        add_word (words, g_strdup (_ ("interpreter needed")));
      if (guardian->household > 1)
        add_word (words, g_strdup_printf (_ ("address %d"), guardian->household));
      if (guardian->municipality != NULL && !is_home (view->file, guardian->municipality))
        add_word (words, g_strdup (guardian->municipality));
      add_fact (view->guardians, join_facts (words), NULL, chip);
    }
}

static char *
format_sibling (const KlPupil *pupil, KlDate today)
{
  g_autofree char *age = format_age (pupil->birth, today);
  /* The model keeps 1 for boys and 2 for girls, as the administration gives it. */
  const char *word = pupil->sex == 1   ? _ ("brother")
                     : pupil->sex == 2 ? _ ("sister")
                                       : _ ("brother or sister");
  const char *given = pupil->given != NULL ? pupil->given : pupil->name;

  if (age == NULL)
    return g_strdup_printf ("%s %s", word, given);

  /* Translators: "sister", "Fenna", "6 years old" */
  return g_strdup_printf (_ ("%s %s, %s"), word, given, age);
}

static void
describe_family (KlCaseView *view)
{
  const GPtrArray *siblings = view->file->siblings;

  for (guint i = 0; i < siblings->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (siblings, i);
      const char *elsewhere = pupil->elsewhere != NULL                         ? pupil->elsewhere
                              : pupil->school_id != view->file->row->school_id ? pupil->school_name
                                                                               : NULL;

      add_fact (view->family, format_sibling (pupil, view->today), elsewhere, NULL);
    }
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
        lower_first (kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status));

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
  view->people = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  view->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  view->family = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  view->consents = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_chip_free);
  view->faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_face_free);
  view->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) task_free);
  view->waits = g_ptr_array_new_with_free_func ((GDestroyNotify) wait_free);

  describe_status (view);
  describe_subject (view, teachers);
  describe_pupils (view);
  describe_guardians (view);
  describe_family (view);
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
