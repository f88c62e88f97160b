/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-story.h"

#include "model/kl-name.h"
#include "store/kl-cases.h"
#include "store/kl-entries.h"
#include "store/kl-families.h"
#include "store/kl-trust.h"

/*
 * Stories count their days from day 0. They are laid so that the last one lies a few days ago;
 * every day moves back to a school day, and two different days stay different. What stands in a
 * story beside its entries (the steps of the meldcode, talents, a plan to come back to school)
 * becomes entries of its own kind.
 */

/* After the entries of a story on the same day. */
#define ORDER_ANSWER 500
#define ORDER_AFTER 1000
#define ORDER_BEFORE (-1000)

/* Days */

static void
collect_day (GArray *numbers, int number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, int, i) == number)
      return;

  g_array_append_val (numbers, number);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static GArray *
collect_days (JsonObject *story)
{
  JsonArray *entries = kl_demo_get_array (story, "entries");
  JsonArray *steps = kl_demo_get_array (story, "meldcode");
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = json_array_get_object_element (entries, i);

      collect_day (numbers, kl_demo_get_int (entry, "day", 0));
      if (json_object_has_member (entry, "feedback_day")
          && !json_object_get_null_member (entry, "feedback_day"))
        collect_day (numbers, kl_demo_get_int (entry, "feedback_day", 0));
    }
  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    collect_day (numbers, kl_demo_get_int (json_array_get_object_element (steps, i), "day", 0));
  g_array_sort (numbers, compare_numbers);

  return numbers;
}

static int
get_last_day (JsonObject *story)
{
  JsonArray *entries = kl_demo_get_array (story, "entries");
  int last = G_MININT;

  for (guint i = 0; i < json_array_get_length (entries); i++)
    last = MAX (last, kl_demo_get_int (json_array_get_object_element (entries, i), "day", 0));

  return last;
}

/* A story has a day of the year of its own, or its last day lies so many days ago. */
static KlDate
choose_day_zero (const KlDemoStory *story)
{
  int last = get_last_day (story->story);
  KlDate today = story->demo->today;
  int month = kl_demo_get_int (story->laid, "month", 0);
  KlDate day;
  int year;

  if (month == 0)
    return today - kl_demo_get_int (story->laid, "ago", 0) - last;

  kl_date_split (today, &year, NULL, NULL);
  day = kl_date_new (year, month, kl_demo_get_int (story->laid, "day", 1));
  return day + last < today ? day : kl_date_add_months (day, -12);
}

static void
lay_days (KlDemoStory *story)
{
  g_autoptr (GArray) numbers = collect_days (story->story);
  KlDate limit = story->demo->today;

  story->day_zero = choose_day_zero (story);
  for (guint i = numbers->len; i > 0; i--)
    {
      int number = g_array_index (numbers, int, i - 1);
      KlDate day = kl_demo_get_school_day (story->school, MIN (story->day_zero + number, limit));

      g_hash_table_insert (story->days, GINT_TO_POINTER (number), GINT_TO_POINTER (day));
      limit = day - 1;
    }
}

/* A day that is not one of the story's own moves back to a school day by itself. */
static KlDate
get_day (const KlDemoStory *story, int number)
{
  gpointer day;

  if (g_hash_table_lookup_extended (story->days, GINT_TO_POINTER (number), NULL, &day))
    return GPOINTER_TO_INT (day);

  return kl_demo_get_school_day (story->school, MIN (story->day_zero + number, story->demo->today));
}

KlDate
kl_demo_story_get_ago (const KlDemoStory *story, int ago)
{
  return kl_demo_get_school_day (story->school, story->demo->today - ago);
}

/* A day to come; negative is after today. */
KlDate
kl_demo_story_get_due (const KlDemoStory *story, KlDate day)
{
  return kl_calendar_get_next_school_day (story->school->calendar, day - 1);
}

/* Events */

static void
event_free (gpointer pointer)
{
  KlDemoEvent *event = pointer;

  g_free (event->text);
  g_free (event);
}

static KlDemoEvent *
add_event (KlDemoStory *story, KlDate day, int order, KlEntryKind kind, const char *by, char *text)
{
  KlDemoEvent *event = g_new0 (KlDemoEvent, 1);

  event->day = day;
  event->order = order;
  event->kind = kind;
  event->by = by;
  event->text = text;
  g_ptr_array_add (story->events, event);

  return event;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const KlDemoEvent *first = *(const KlDemoEvent *const *) a;
  const KlDemoEvent *second = *(const KlDemoEvent *const *) b;

  return first->day != second->day ? first->day - second->day : first->order - second->order;
}

/* The day an answer came: as many days after the referral as the story has between them, whatever
 * school day that one moved to; none when there is none. */
KlDate
kl_demo_story_get_answer (const KlDemoStory *story, JsonObject *object, KlDate sent)
{
  int days;

  if (json_object_has_member (object, "feedback"))
    days = kl_demo_get_int (object, "ago", 0) - kl_demo_get_int (object, "feedback", 0);
  else if (json_object_has_member (object, "feedback_day")
           && !json_object_get_null_member (object, "feedback_day"))
    days = kl_demo_get_int (object, "feedback_day", 0) - kl_demo_get_int (object, "day", 0);
  else
    return KL_DATE_NONE;

  return MIN (sent + days, story->demo->today);
}

/* What a partner answers stands on the timeline as well. */
static void
add_answer (KlDemoStory *story, const KlDemoEvent *event)
{
  KlDate day = KL_DATE_NONE;

  if (event->kind == KL_ENTRY_REFERRAL)
    day = kl_demo_story_get_answer (story, event->source, event->day);
  if (day != KL_DATE_NONE)
    add_event (story, day, ORDER_ANSWER + (int) story->events->len, KL_ENTRY_FEEDBACK,
               kl_demo_get_text (story->story, "lead"), NULL)
      ->answers = event->source;
}

static void
add_entries (KlDemoStory *story)
{
  JsonArray *entries = kl_demo_get_array (story->story, "entries");
  JsonArray *more = kl_demo_get_array (story->laid, "more");

  for (guint i = 0; i < json_array_get_length (entries); i++)
    {
      JsonObject *object = json_array_get_object_element (entries, i);
      KlEntryKind kind = kl_demo_parse (KL_WORDS_ENTRY_KIND, kl_demo_get_text (object, "kind"));
      KlDemoEvent *event =
        add_event (story, get_day (story, kl_demo_get_int (object, "day", 0)), (int) i, kind,
                   kl_demo_get_text (object, "by"), g_strdup (kl_demo_get_text (object, "text")));

      event->source = object;
      event->meldcode_step = kl_demo_get_int (object, "meldcode_step", 0);
      add_answer (story, event);
    }

  for (guint i = 0; more != NULL && i < json_array_get_length (more); i++)
    {
      JsonObject *object = json_array_get_object_element (more, i);
      int before = kl_demo_get_int (object, "before_next", 0);
      KlDate day = before > 0
                     ? kl_demo_get_school_day (story->school, story->demo->next_meeting - before)
                     : kl_demo_story_get_ago (story, kl_demo_get_int (object, "ago", 0));
      KlDemoEvent *event =
        add_event (story, day, ORDER_BEFORE + (int) i,
                   kl_demo_parse (KL_WORDS_ENTRY_KIND, kl_demo_get_text (object, "kind")),
                   kl_demo_get_text (object, "by"), g_strdup (kl_demo_get_text (object, "text")));

      event->source = object;
      add_answer (story, event);
    }
}

static void
add_meldcode (KlDemoStory *story)
{
  JsonArray *steps = kl_demo_get_array (story->story, "meldcode");

  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *object = json_array_get_object_element (steps, i);

      add_event (story, get_day (story, kl_demo_get_int (object, "day", 0)), ORDER_AFTER + (int) i,
                 KL_ENTRY_MELDCODE, kl_demo_get_text (story->story, "lead"),
                 g_strdup (kl_demo_get_text (object, "text")))
        ->meldcode_step = kl_demo_get_int (object, "step", 0);
    }
}

static char *
join_texts (JsonArray *texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < json_array_get_length (texts); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "",
                            json_array_get_string_element (texts, i));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* What a child is good at was told in the first conversation. */
static void
add_talents (KlDemoStory *story)
{
  JsonArray *entries = kl_demo_get_array (story->story, "entries");
  JsonObject *talents;
  g_autofree char *good_at = NULL;
  g_autofree char *likes = NULL;
  g_autofree char *obstacles = NULL;
  int number = 0;

  if (!json_object_has_member (story->story, "talents"))
    return;

  for (guint i = json_array_get_length (entries); i > 0; i--)
    {
      JsonObject *object = json_array_get_object_element (entries, i - 1);

      if (g_str_equal (kl_demo_get_text (object, "kind"), "conversation"))
        number = kl_demo_get_int (object, "day", 0);
    }

  talents = json_object_get_object_member (story->story, "talents");
  good_at = join_texts (kl_demo_get_array (talents, "good_at"));
  likes = join_texts (kl_demo_get_array (talents, "likes"));
  obstacles = join_texts (kl_demo_get_array (talents, "obstacles"));
  add_event (story, get_day (story, number), ORDER_AFTER, KL_ENTRY_TALENTS,
             kl_demo_get_text (story->story, "lead"),
             g_strdup_printf ("Goed in: %s. Vindt leuk: %s. Wil graag: %s. In de weg staan: %s.",
                              good_at, likes, kl_demo_get_text (talents, "wants"), obstacles));
}

static char *
join_hours (JsonArray *hours)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (hours); i++)
    g_string_append_printf (joined, "%s%d", i > 0 ? ", " : "",
                            (int) json_array_get_int_element (hours, i));

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* The plan itself at the start, and at the end of each week what came of it: that is no other
 * version of the plan. */
static void
add_return_plan (KlDemoStory *story)
{
  const char *lead = kl_demo_get_text (story->story, "lead");
  JsonObject *plan;
  JsonArray *weeks, *actual;
  g_autofree char *hours = NULL;

  if (!json_object_has_member (story->story, "return_plan"))
    return;

  plan = json_object_get_object_member (story->story, "return_plan");
  weeks = kl_demo_get_array (plan, "weeks");
  actual = kl_demo_get_array (plan, "actual");
  hours = join_hours (weeks);
  add_event (story, get_day (story, 0), ORDER_AFTER, KL_ENTRY_PLAN, lead,
             g_strdup_printf ("Opbouwplan: begin met %d uur per week, doel %d uur, elke %d weken "
                              "bijstellen. Gepland per week: %s uur.",
                              kl_demo_get_int (plan, "start_hours_per_week", 0),
                              kl_demo_get_int (plan, "target", 0),
                              kl_demo_get_int (plan, "review_every_weeks", 0), hours));
  for (guint i = 0; i < json_array_get_length (actual); i++)
    add_event (story, get_day (story, 7 * (int) i + 4), ORDER_AFTER + 1 + (int) i,
               KL_ENTRY_OBSERVATION, lead,
               g_strdup_printf ("Week %u van het opbouwplan: %d van %d uur gehaald.", i + 1,
                                (int) json_array_get_int_element (actual, i),
                                (int) json_array_get_int_element (weeks, i)));
}

/* What was agreed beside the story; days count back from today. */
static void
add_actions (KlDemoStory *story)
{
  JsonArray *actions = kl_demo_get_array (story->laid, "actions");

  for (guint i = 0; actions != NULL && i < json_array_get_length (actions); i++)
    {
      JsonObject *object = json_array_get_object_element (actions, i);

      add_event (story, kl_demo_story_get_ago (story, kl_demo_get_int (object, "agreed", 0)),
                 ORDER_AFTER + (int) i, KL_ENTRY_ACTION, kl_demo_get_text (object, "owner"),
                 g_strdup (kl_demo_get_text (object, "text")))
        ->source = object;
    }
}

static void
make_events (KlDemoStory *story)
{
  add_entries (story);
  add_actions (story);
  add_meldcode (story);
  add_talents (story);
  add_return_plan (story);
  g_ptr_array_sort (story->events, compare_events);
}

/* People */

static gboolean
add_family (KlDemoStory *story, JsonArray *pupils, GError **error)
{
  JsonObject *first = json_array_get_object_element (pupils, 0);
  g_autoptr (KlName) name = kl_name_parse (kl_demo_get_text (first, "name"));
  g_autofree char *family = name->prefix != NULL
                              ? g_strdup_printf ("%s %s", name->prefix, name->surname)
                              : g_strdup (name->surname);

  story->family_id = kl_families_add (story->demo->db, family, error);
  return story->family_id != 0;
}

static gboolean
add_siblings (KlDemoStory *story, GError **error)
{
  JsonArray *siblings = kl_demo_get_array (story->laid, "siblings");

  for (guint i = 0; siblings != NULL && i < json_array_get_length (siblings); i++)
    {
      JsonObject *object = json_array_get_object_element (siblings, i);
      KlDemoSchool *school = kl_demo_get_school (story->demo, kl_demo_get_text (object, "school"));
      gint64 id = kl_demo_add_pupil (story->demo, school, kl_demo_get_text (object, "name"),
                                     kl_demo_get_text (object, "group"),
                                     kl_demo_get_int (object, "age", 0), story->family_id, error);

      if (id == 0)
        return FALSE;
      g_ptr_array_add (story->pupils, kl_person_new (KL_PERSON_PUPIL, id, NULL, NULL));
    }

  return TRUE;
}

static const char *
get_group (JsonObject *object)
{
  return json_object_has_member (object, "group") && !json_object_get_null_member (object, "group")
           ? kl_demo_get_text (object, "group")
           : NULL;
}

/* Children of one family share it; those of a class do not. */
static gboolean
add_people (KlDemoStory *story, GError **error)
{
  JsonObject *subject = json_object_get_object_member (story->story, "subject");
  JsonArray *pupils = kl_demo_get_array (subject, "pupils");
  gboolean one_family = !g_str_equal (kl_demo_get_text (subject, "kind"), "group");
  guint n = json_array_get_length (pupils);

  if (n == 0)
    return TRUE;
  if (one_family && !add_family (story, pupils, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_array_get_object_element (pupils, i);
      const char *name = kl_demo_get_text (object, "name");
      gint64 id = kl_demo_add_pupil (story->demo, story->school, name, get_group (object),
                                     kl_demo_get_int (object, "age", 0), story->family_id, error);

      if (id == 0)
        return FALSE;
      g_ptr_array_add (story->pupils, kl_person_new (KL_PERSON_PUPIL, id, name, NULL));
    }

  if (!add_siblings (story, error)
      || !kl_demo_add_guardians (story->demo, kl_demo_get_array (story->laid, "guardians"),
                                 story->family_id, story->pupils, story->guardians, error))
    return FALSE;
  g_ptr_array_set_size (story->pupils, (int) n);
  return TRUE;
}

/* A parent of the story when one is known, else the word. */
static KlPerson *
make_parent (const KlDemoStory *story)
{
  const KlGuardian *guardian;

  if (story->guardians->len == 0)
    return kl_person_new (KL_PERSON_OTHER, 0,
                          kl_words_get_label (KL_WORDS_ASKED_BY, KL_ASKED_BY_PARENT), NULL);

  guardian = g_ptr_array_index (story->guardians, 0);
  return kl_person_new (KL_PERSON_GUARDIAN, guardian->id, NULL, NULL);
}

KlPerson *
kl_demo_story_make_person (const KlDemoStory *story, const char *name)
{
  KlPerson *person;

  if (g_str_equal (name, "parent"))
    return make_parent (story);
  if (g_str_equal (name, "pupil") && story->pupils->len > 0)
    return kl_person_copy (g_ptr_array_index (story->pupils, 0));

  person = kl_demo_make_person (story->demo, name);
  return person != NULL ? person : kl_person_new (KL_PERSON_OTHER, 0, name, NULL);
}

/* The case itself */

static void
fill_status (const KlDemoStory *story, KlCaseFile *file)
{
  const char *status = kl_demo_get_text (story->laid, "status");
  const char *help = kl_demo_get_text (story->laid, "help");
  int monitor = kl_demo_get_int (story->laid, "monitor", 0);

  file->row->status = KL_CASE_STATUS_ACTIVE;
  if (status != NULL)
    file->row->status = kl_demo_parse (KL_WORDS_CASE_STATUS, status);
  if (monitor > 0)
    file->row->monitor_until = kl_demo_story_get_due (story, story->demo->today + monitor);
  if (help != NULL)
    file->help = (KlHelp) kl_demo_parse (KL_WORDS_HELP, help);

  for (guint i = 0; i < story->events->len; i++)
    {
      const KlDemoEvent *event = g_ptr_array_index (story->events, i);

      if (event->kind != KL_ENTRY_CLOSING)
        continue;
      file->row->closed_on = event->day;
      file->led_to_help = TRUE;
      file->satisfied =
        json_object_get_boolean_member_with_default (event->source, "satisfied", FALSE)
          ? KL_SATISFIED_YES
          : KL_SATISFIED_UNKNOWN;
      file->contact_continues =
        json_object_get_boolean_member_with_default (event->source, "contact_continues", FALSE);
    }
}

static void
fill_pupils (const KlDemoStory *story, KlCaseFile *file)
{
  JsonArray *roles = kl_demo_get_array (story->laid, "roles");

  for (guint i = 0; i < story->pupils->len; i++)
    {
      KlCasePupil *member = g_new0 (KlCasePupil, 1);

      member->pupil = g_new0 (KlPupil, 1);
      member->pupil->id = ((KlPerson *) g_ptr_array_index (story->pupils, i))->id;
      if (roles != NULL)
        member->role = kl_demo_parse (KL_WORDS_CASE_ROLE, json_array_get_string_element (roles, i));
      g_ptr_array_add (file->pupils, member);
    }
}

static KlDate
choose_opened_on (const KlDemoStory *story)
{
  JsonArray *entries = kl_demo_get_array (story->story, "entries");
  int opened = kl_demo_get_int (story->laid, "opened", 0);

  if (opened > 0)
    return kl_demo_story_get_ago (story, opened);

  return get_day (story, kl_demo_get_int (json_array_get_object_element (entries, 0), "day", 0));
}

static KlCaseFile *
make_file (const KlDemoStory *story)
{
  JsonObject *object = story->story;
  JsonObject *subject = json_object_get_object_member (object, "subject");
  JsonArray *topics = kl_demo_get_array (object, "topics");
  const char *via = kl_demo_get_text (story->laid, "via");
  KlCaseFile *file = kl_case_file_new ();

  file->row->school_id = story->school->id;
  file->row->title = g_strdup (kl_demo_get_text (object, "title"));
  file->row->subject = kl_demo_parse (KL_WORDS_SUBJECT, kl_demo_get_text (subject, "kind"));
  file->row->theme = kl_demo_parse (KL_WORDS_THEME, kl_demo_get_text (object, "theme"));
  file->row->support_level = kl_demo_get_int (story->laid, "level", 1);
  file->row->owner = kl_demo_story_make_person (story, kl_demo_get_text (object, "lead"));
  file->row->trusted = kl_demo_story_make_person (story, kl_demo_get_text (object, "trusted"));
  file->row->opened_on = choose_opened_on (story);
  file->asked_by = kl_demo_parse (KL_WORDS_ASKED_BY, kl_demo_get_text (object, "asked_by"));
  file->route = kl_demo_parse (KL_WORDS_ROUTE, kl_demo_get_text (object, "route"));
  if (via != NULL)
    file->route_via = kl_demo_story_make_person (story, via);
  file->family_id = file->row->subject == KL_SUBJECT_FAMILY ? story->family_id : 0;
  if (file->row->subject == KL_SUBJECT_GROUP)
    file->group_id = story->school->groups[atoi (kl_demo_get_text (subject, "group"))];
  for (guint i = 0; i < json_array_get_length (topics); i++)
    g_ptr_array_add (file->topics,
                     g_strdelimit (g_strdup (json_array_get_string_element (topics, i)), "_", ' '));
  fill_pupils (story, file);
  fill_status (story, file);

  return file;
}

/* The chain of trust */

static gboolean
names (JsonArray *list, const char *name)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (g_str_equal (json_array_get_string_element (list, i), name))
      return TRUE;

  return FALSE;
}

static gboolean
takes_part (const KlDemoEvent *event, const char *name)
{
  const char *partner = event->source != NULL ? kl_demo_get_text (event->source, "partner") : NULL;
  JsonObject *consent = NULL;

  if (event->source != NULL && json_object_has_member (event->source, "consent"))
    consent = json_object_get_object_member (event->source, "consent");

  return g_strcmp0 (event->by, name) == 0 || g_strcmp0 (partner, name) == 0
         || (consent != NULL && names (kl_demo_get_array (consent, "with"), name));
}

/* Somebody is known from the first event he or she takes part in. */
static KlDate
find_since (const KlDemoStory *story, const char *name)
{
  for (guint i = 0; i < story->events->len; i++)
    {
      const KlDemoEvent *event = g_ptr_array_index (story->events, i);

      if (event->order >= 0 && event->answers == NULL && takes_part (event, name))
        return event->day;
    }

  return KL_DATE_NONE;
}

static gboolean
add_trust (const KlDemoStory *story, GError **error)
{
  JsonArray *chain = kl_demo_get_array (story->story, "trust_chain");
  g_autoptr (KlPerson) before = NULL;

  for (guint i = 0; i < json_array_get_length (chain); i++)
    {
      const char *name = json_array_get_string_element (chain, i);
      g_autoptr (KlPerson) face = kl_demo_story_make_person (story, name);
      gboolean faceless = face->kind == KL_PERSON_PARTNER;
      const KlTrustLink link = { .person = faceless ? NULL : face,
                                 .partner = faceless ? face : NULL,
                                 .introduced_by = before,
                                 .since = i > 0 ? find_since (story, name) : KL_DATE_NONE,
                                 .reachable = TRUE };

      if (kl_trust_append (story->demo->db, story->case_id, &link, error) == 0)
        return FALSE;
      g_clear_pointer (&before, kl_person_free);
      before = g_steal_pointer (&face);
    }

  return TRUE;
}

static gboolean
keep_event (const KlDemoStory *story, const KlDemoEvent *event, int place, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  const char *visibility =
    event->source != NULL ? kl_demo_get_text (event->source, "visibility") : NULL;

  entry->case_id = story->case_id;
  entry->kind = event->kind;
  entry->happened_on = event->day;
  /* Written down in the afternoon, one after the other. */
  entry->recorded_at = kl_time_from_local (event->day, 15 * 60 + MIN (place, 120));
  entry->author = kl_demo_story_make_person (story, event->by);
  entry->text = g_strdup (event->text);
  entry->meldcode_step = event->meldcode_step;
  if (visibility != NULL)
    entry->visibility = kl_demo_parse (KL_WORDS_VISIBILITY, visibility);
  kl_demo_story_add_people (story, event, entry);

  return kl_demo_story_add_parts (story, event, entry, error)
         && kl_entries_add (story->demo->db, entry, story->demo->today, error) != 0;
}

static gboolean
keep_story (KlDemoStory *story, GError **error)
{
  g_autoptr (KlCaseFile) file = NULL;

  lay_days (story);
  make_events (story);
  if (!add_people (story, error))
    return FALSE;

  file = make_file (story);
  story->case_id = kl_cases_restore (story->demo->db, file, error);
  if (story->case_id == 0)
    return FALSE;
  kl_demo_keep (story->demo->cases, kl_demo_get_text (story->story, "id"), story->case_id);

  if (!add_trust (story, error))
    return FALSE;
  for (guint i = 0; i < story->events->len; i++)
    if (!keep_event (story, g_ptr_array_index (story->events, i), (int) i, error))
      return FALSE;

  return TRUE;
}

static gboolean
add_story (KlDemo *demo, JsonObject *object, JsonObject *laid, GError **error)
{
  KlDemoStory story = { .demo = demo,
                        .school = kl_demo_get_school (demo, kl_demo_get_text (object, "school")),
                        .story = object,
                        .laid = laid,
                        .days = g_hash_table_new (NULL, NULL),
                        .referrals = g_hash_table_new (NULL, NULL),
                        .sent = g_hash_table_new (NULL, NULL),
                        .events = g_ptr_array_new_with_free_func (event_free),
                        .pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free),
                        .guardians =
                          g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free) };
  gboolean kept = keep_story (&story, error);

  g_hash_table_unref (story.days);
  g_hash_table_unref (story.referrals);
  g_hash_table_unref (story.sent);
  g_ptr_array_unref (story.events);
  g_ptr_array_unref (story.pupils);
  g_ptr_array_unref (story.guardians);

  return kept;
}

static JsonObject *
find_laid (KlDemo *demo, const char *id)
{
  JsonArray *list = kl_demo_get_array (demo->year, "laid");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *object = json_array_get_object_element (list, i);

      if (g_str_equal (kl_demo_get_text (object, "id"), id))
        return object;
    }

  return NULL;
}

/* The stories of the casebook, then the school year's own, which say themselves how they lie. */
gboolean
kl_demo_add_cases (KlDemo *demo, GError **error)
{
  JsonArray *stories = kl_demo_get_array (demo->book, "cases");
  JsonArray *own = kl_demo_get_array (demo->year, "cases");

  for (guint i = 0; i < json_array_get_length (stories); i++)
    {
      JsonObject *object = json_array_get_object_element (stories, i);
      JsonObject *laid = find_laid (demo, kl_demo_get_text (object, "id"));

      if (!add_story (demo, object, laid, error))
        return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (own); i++)
    {
      JsonObject *object = json_array_get_object_element (own, i);

      if (!add_story (demo, object, object, error))
        return FALSE;
    }

  return TRUE;
}
