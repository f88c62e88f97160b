/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-decision.h"

#include <glib/gi18n-lib.h>

#include "kl-text.h"

/*
 * Who minutes a meeting types a sentence; who does it and by when stand in it already. What is
 * found here is shown beside the sentence before it is kept, so a guess may be wrong but never
 * goes unseen. There is no library that reads Dutch days and names out of a sentence.
 */

#define MAX_COUNT 12
#define MAX_LEVEL 5

/* The sentence as folded words. */
typedef struct
{
  char *folded;
  char **words;
  guint n_words;
} Sentence;

/* Auxiliary functions */

static void
sentence_init (Sentence *sentence, const char *text)
{
  sentence->folded = kl_text_fold (text);
  sentence->words = g_strsplit (sentence->folded, " ", -1);
  sentence->n_words = g_strv_length (sentence->words);
}

static void
sentence_clear (Sentence *sentence)
{
  g_free (sentence->folded);
  g_strfreev (sentence->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sentence, sentence_clear)

static const char *
get_word (const Sentence *sentence, guint index)
{
  return index < sentence->n_words ? sentence->words[index] : "";
}

/* Whether @count words from @index on are the words of @phrase. */
static gboolean
stands_at (const Sentence *sentence, guint index, const char *phrase, guint *count)
{
  g_autofree char *folded = kl_text_fold (phrase);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);
  const guint n = g_strv_length (parts);

  for (guint i = 0; i < n; i++)
    if (!g_str_equal (parts[i], get_word (sentence, index + i)))
      return FALSE;
  if (count != NULL)
    *count = n;

  return n > 0;
}

/* The number of the first of @choices, which are divided by bars, that stands at @index; or -1. */
static int
find_choice (const Sentence *sentence, guint index, const char *choices, guint *count)
{
  g_auto (GStrv) parts = g_strsplit (choices, "|", -1);

  for (int i = 0; parts[i] != NULL; i++)
    if (stands_at (sentence, index, parts[i], count))
      return i;

  return -1;
}

static gboolean
has_choice (const Sentence *sentence, const char *choices)
{
  for (guint i = 0; i < sentence->n_words; i++)
    if (find_choice (sentence, i, choices, NULL) >= 0)
      return TRUE;

  return FALSE;
}

static gboolean
has_beginning (const Sentence *sentence, const char *choices)
{
  g_auto (GStrv) parts = g_strsplit (choices, "|", -1);

  for (guint i = 0; i < sentence->n_words; i++)
    for (guint p = 0; parts[p] != NULL; p++)
      if (g_str_has_prefix (sentence->words[i], parts[p]))
        return TRUE;

  return FALSE;
}

/* A number in digits or in a word, 0 when it is none. */
static int
read_count (const Sentence *sentence, guint index)
{
  const char *word = get_word (sentence, index);
  guint64 number;
  int choice;

  if (g_ascii_string_to_unsigned (word, 10, 1, 99, &number, NULL))
    return (int) number;

  /* Translators: the numbers from 1 to 12 as they are written in a sentence, divided by bars */
  choice =
    find_choice (sentence, index,
                 C_ ("decision", "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"),
                 NULL);

  return choice >= 0 && choice < MAX_COUNT ? choice + 1 : 0;
}

/* Days */

static int
find_weekday (const Sentence *sentence, guint index)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    if (stands_at (sentence, index, kl_weekday_get_name (weekday, FALSE), NULL))
      return weekday;

  return 0;
}

static int
find_month (const Sentence *sentence, guint index)
{
  for (int month = 1; month <= 12; month++)
    if (stands_at (sentence, index, kl_month_get_name (month, FALSE), NULL)
        || stands_at (sentence, index, kl_month_get_name (month, TRUE), NULL))
      return month;

  return 0;
}

/* A day without a year is the first of that name that is still to come. */
static KlDate
complete_day (int year, int month, int day, KlDate today)
{
  KlDate found;
  int this_year;

  if (year != 0)
    return kl_date_new (year, month, day);

  kl_date_split (today, &this_year, NULL, NULL);
  found = kl_date_new (this_year, month, day);

  return found != KL_DATE_NONE && found < today ? kl_date_new (this_year + 1, month, day) : found;
}

static int
read_year (const char *word)
{
  guint64 year;

  return g_ascii_string_to_unsigned (word, 10, 2000, 2199, &year, NULL) ? (int) year : 0;
}

/* "26 november", "26 nov 2025" */
static KlDate
read_day_of_month (const Sentence *sentence, guint index, KlDate today)
{
  guint64 day;
  const int month = find_month (sentence, index + 1);

  if (month == 0 || !g_ascii_string_to_unsigned (get_word (sentence, index), 10, 1, 31, &day, NULL))
    return KL_DATE_NONE;

  return complete_day (read_year (get_word (sentence, index + 2)), month, (int) day, today);
}

/* "26-11", "26/11/2025": the marks are gone from the folded words. */
static KlDate
find_written_day (const char *text, KlDate today)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *day = NULL, *month = NULL, *year = NULL;
  int full_year;

  if (g_once_init_enter_pointer (&regex))
    g_once_init_leave_pointer (
      &regex,
      g_regex_new ("(?<![\\d/-])(\\d{1,2})[-/](\\d{1,2})(?:[-/](\\d{4}|\\d{2}))?(?![\\d/-])",
                   G_REGEX_OPTIMIZE, 0, NULL));
  if (!g_regex_match (regex, text, 0, &match))
    return KL_DATE_NONE;

  day = g_match_info_fetch (match, 1);
  month = g_match_info_fetch (match, 2);
  year = g_match_info_fetch (match, 3);
  full_year = year != NULL ? atoi (year) : 0;
  if (full_year > 0 && full_year < 100)
    full_year += 2000;

  return complete_day (full_year, atoi (month), atoi (day), today);
}

/* "over zes weken" */
static KlDate
read_distance (const Sentence *sentence, guint index, KlDate today)
{
  int count;

  /* Translators: the word of "in six weeks" */
  if (find_choice (sentence, index, C_ ("decision", "in"), NULL) < 0)
    return KL_DATE_NONE;
  count = read_count (sentence, index + 1);
  if (count == 0)
    return KL_DATE_NONE;

  if (find_choice (sentence, index + 2, C_ ("decision", "day|days"), NULL) >= 0)
    return today + count;
  if (find_choice (sentence, index + 2, C_ ("decision", "week|weeks"), NULL) >= 0)
    return today + count * 7;
  if (find_choice (sentence, index + 2, C_ ("decision", "month|months"), NULL) >= 0)
    return kl_date_add_months (today, count);

  return KL_DATE_NONE;
}

static KlDate
read_named_day (const Sentence *sentence, guint index, KlDate today)
{
  const char *next_week = C_ ("decision", "next week");
  const int weekday = find_weekday (sentence, index);
  guint n;

  if (weekday != 0)
    return has_choice (sentence, next_week)
             ? kl_date_get_monday (today) + 7 + weekday - 1
             : today + (weekday - kl_date_get_weekday (today) + 6) % 7 + 1;
  if (find_choice (sentence, index, C_ ("decision", "today"), NULL) >= 0)
    return today;
  if (find_choice (sentence, index, C_ ("decision", "tomorrow"), NULL) >= 0)
    return today + 1;
  if (find_choice (sentence, index, C_ ("decision", "day after tomorrow"), NULL) >= 0)
    return today + 2;
  /* With a weekday it says which one. */
  if (find_choice (sentence, index, next_week, &n) >= 0 && find_weekday (sentence, index + n) == 0)
    return kl_date_get_monday (today) + 7;

  return KL_DATE_NONE;
}

static KlDate
find_day (const Sentence *sentence, const char *text, KlDate today)
{
  KlDate day = find_written_day (text, today);

  /* What names a day of a month says more than the weekday before it: "wo 26 nov". */
  for (guint i = 0; i < sentence->n_words && day == KL_DATE_NONE; i++)
    day = read_day_of_month (sentence, i, today);
  for (guint i = 0; i < sentence->n_words && day == KL_DATE_NONE; i++)
    day = read_distance (sentence, i, today);
  for (guint i = 0; i < sentence->n_words && day == KL_DATE_NONE; i++)
    day = read_named_day (sentence, i, today);

  return day != KL_DATE_NONE && day >= today && kl_date_is_plausible (day) ? day : KL_DATE_NONE;
}

/* People */

/* How well words at @index name somebody: 2 in full, 1 by what he or she is called, 0 not. */
static int
compare_name (const Sentence *sentence, guint index, const KlPerson *person)
{
  g_autofree char *folded = kl_text_fold (person->name);
  const char *space = strchr (folded, ' ');
  g_autofree char *given =
    space != NULL ? g_strndup (folded, (gsize) (space - folded)) : g_strdup (folded);

  if (*folded == '\0')
    return 0;
  if (stands_at (sentence, index, person->name, NULL))
    return 2;

  return person->kind != KL_PERSON_PARTNER && stands_at (sentence, index, given, NULL) ? 1 : 0;
}

/* Who is meant at @index; nobody when it could be two. */
static const KlPerson *
find_person_at (const Sentence *sentence, guint index, GPtrArray *people)
{
  const KlPerson *best = NULL;
  int best_score = 0;

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (people, i);
      const int score = compare_name (sentence, index, person);

      if (score > best_score)
        {
          best = person;
          best_score = score;
        }
      else if (score > 0 && score == best_score
               && (person->kind != best->kind || person->id != best->id))
        {
          best = NULL;
        }
    }

  return best;
}

/* The first that is named does it: "Karin belt Marleen". */
static const KlPerson *
find_owner (const Sentence *sentence, const KlDecisionContext *context)
{
  for (guint i = 0; i < sentence->n_words; i++)
    {
      const KlPerson *person = find_person_at (sentence, i, context->people);

      if (person != NULL)
        return person;
      /* Translators: the word by which somebody means himself or herself */
      if (context->me != NULL && find_choice (sentence, i, C_ ("decision", "i"), NULL) >= 0)
        return context->me;
    }

  return NULL;
}

static const KlPerson *
find_partner (const Sentence *sentence, GPtrArray *partners)
{
  for (guint i = 0; i < sentence->n_words; i++)
    {
      const KlPerson *partner = find_person_at (sentence, i, partners);

      if (partner != NULL)
        return partner;
    }

  return NULL;
}

/* Kinds */

/* "Ondersteuningsniveau van 2 naar 3" is level 3: the last number. */
static int
find_level (const Sentence *sentence)
{
  gboolean named = FALSE;
  int level = 0;

  for (guint i = 0; i < sentence->n_words; i++)
    {
      guint64 number;

      /* Translators: words for the support level of a case, divided by bars */
      if (find_choice (sentence, i, C_ ("decision", "support level|level"), NULL) >= 0)
        named = TRUE;
      else if (named
               && g_ascii_string_to_unsigned (sentence->words[i], 10, 1, MAX_LEVEL, &number, NULL))
        level = (int) number;
    }

  return level;
}

/* "Status: volgen". Closing needs more than a sentence, so it stays something to do. */
static int
find_status (const Sentence *sentence)
{
  if (find_choice (sentence, 0, C_ ("decision", "status"), NULL) < 0)
    return -1;

  for (guint i = 1; i < sentence->n_words; i++)
    for (int status = KL_CASE_STATUS_ACTIVE; status < KL_CASE_STATUS_CLOSED; status++)
      if (stands_at (sentence, i, kl_words_get_label (KL_WORDS_CASE_STATUS, status), NULL))
        return status;

  return -1;
}

static void
find_kind (KlDecision *decision, const Sentence *sentence, const KlDecisionContext *context)
{
  const int level = find_level (sentence);
  const int status = find_status (sentence);
  const KlPerson *partner = find_partner (sentence, context->partners);

  if (level != 0)
    {
      decision->kind = KL_DECISION_LEVEL;
      decision->value = level;
    }
  else if (status >= 0)
    {
      decision->kind = KL_DECISION_STATUS;
      decision->value = status;
    }
  /* Translators: how one says that something comes back in a later meeting, divided by bars */
  else if (has_choice (sentence, C_ ("decision", "discuss again|back on the agenda|next time")))
    {
      decision->kind = KL_DECISION_AGAIN;
    }
  /* Translators: beginnings of words about referring somebody, in small letters, divided by bars */
  else if (partner != NULL && has_beginning (sentence, C_ ("decision", "refer|regist|apply")))
    {
      decision->kind = KL_DECISION_REFERRAL;
      decision->partner = kl_person_copy (partner);
    }
  else
    {
      decision->kind = KL_DECISION_ACTION;
    }
}

/* Public API */

/**
 * kl_decision_find_day:
 * @text: a sentence
 * @today: the day from which it is read
 *
 * Finds the day in "Karin belt vrijdag", "over zes weken", "volgende week dinsdag", "26 november",
 * "26-11".
 *
 * Returns: the day, never before @today; %KL_DATE_NONE when none is named
 */
KlDate
kl_decision_find_day (const char *text, KlDate today)
{
  g_auto (Sentence) sentence = { 0 };

  g_return_val_if_fail (text != NULL, KL_DATE_NONE);

  sentence_init (&sentence, text);

  return find_day (&sentence, text, today);
}

/**
 * kl_decision_read:
 * @text: a sentence as it was typed
 * @context: who and what it may name
 *
 * Reads who does what by when out of a sentence, and what it becomes: an action, unless it names a
 * support level, a status, a partner to refer to, or a later meeting.
 *
 * Returns: (transfer full): the decision, without ids; free with kl_decision_free()
 */
KlDecision *
kl_decision_read (const char *text, const KlDecisionContext *context)
{
  KlDecision *decision = g_new0 (KlDecision, 1);
  g_auto (Sentence) sentence = { 0 };
  const KlPerson *owner;

  g_return_val_if_fail (text != NULL && context != NULL, decision);

  sentence_init (&sentence, text);
  decision->text = kl_text_clean (text);
  decision->day = find_day (&sentence, text, context->today);
  owner = find_owner (&sentence, context);
  decision->owner = owner != NULL ? kl_person_copy (owner) : NULL;
  find_kind (decision, &sentence, context);

  return decision;
}

/**
 * kl_decision_copy:
 * @decision: a decision
 *
 * Returns: (transfer full): the same
 */
KlDecision *
kl_decision_copy (const KlDecision *decision)
{
  KlDecision *copy = g_memdup2 (decision, sizeof *decision);

  copy->text = g_strdup (decision->text);
  copy->owner = decision->owner != NULL ? kl_person_copy (decision->owner) : NULL;
  copy->partner = decision->partner != NULL ? kl_person_copy (decision->partner) : NULL;

  return copy;
}

/**
 * kl_decision_free:
 * @decision: (transfer full) (nullable): a decision
 */
void
kl_decision_free (KlDecision *decision)
{
  if (decision == NULL)
    return;

  g_free (decision->text);
  kl_person_free (decision->owner);
  kl_person_free (decision->partner);
  g_free (decision);
}

/**
 * kl_decision_kind_get_label:
 * @kind: what a decision becomes
 *
 * Returns: (transfer none): in a word or two: "Actie", "Wijziging casus"
 */
const char *
kl_decision_kind_get_label (KlDecisionKind kind)
{
  switch (kind)
    {
    case KL_DECISION_ACTION:
      return C_ ("decision", "Action");
    case KL_DECISION_REFERRAL:
      return C_ ("decision", "Referral");
    case KL_DECISION_STATUS:
      return C_ ("decision", "Other status");
    case KL_DECISION_LEVEL:
      return C_ ("decision", "Support level");
    case KL_DECISION_AGAIN:
      return C_ ("decision", "Next time");
    case KL_DECISION_AGREED:
    default:
      return C_ ("decision", "Agreement");
    }
}

/**
 * kl_decision_kind_needs_case:
 * @kind: what a decision becomes
 *
 * Returns: whether it can only be decided about a case, not at a point of order
 */
gboolean
kl_decision_kind_needs_case (KlDecisionKind kind)
{
  return kind != KL_DECISION_ACTION && kind != KL_DECISION_AGREED;
}

/**
 * kl_decision_format_outcome:
 * @decision: a decision
 *
 * Returns: (transfer full): what it becomes, as in minutes: "Actie: Karin Verhagen, vr 28 nov",
 *   "Ondersteuningsniveau 3"
 */
char *
kl_decision_format_outcome (const KlDecision *decision)
{
  g_autofree char *day = kl_date_format (decision->day, KL_DATE_STYLE_SHORT_WEEKDAY);
  g_autoptr (GString) outcome = g_string_new (kl_decision_kind_get_label (decision->kind));
  const char *who = decision->kind == KL_DECISION_REFERRAL && decision->partner != NULL
                      ? decision->partner->name
                    : decision->owner != NULL ? decision->owner->name
                                              : NULL;

  if (decision->kind == KL_DECISION_LEVEL)
    g_string_append_printf (outcome, " %d", decision->value);
  else if (decision->kind == KL_DECISION_STATUS)
    g_string_append_printf (outcome, ": %s",
                            kl_words_get_label (KL_WORDS_CASE_STATUS, decision->value));
  else if (who != NULL)
    g_string_append_printf (outcome, ": %s", who);
  if (decision->day != KL_DATE_NONE)
    g_string_append_printf (outcome, ", %s", day);

  return g_string_free (g_steal_pointer (&outcome), FALSE);
}
