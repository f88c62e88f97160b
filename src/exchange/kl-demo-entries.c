/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-story.h"

#include "model/kl-referral-step.h"
#include "store/kl-actions.h"
#include "store/kl-consents.h"
#include "store/kl-meetings.h"
#include "store/kl-referrals.h"

/* What goes with an entry of a story: who was there, consents, referrals and their answers. */

#define CONSENT_WEEKS 6

/* Who decided by what was told. */
static GPtrArray *
list_givers (const KlDemoStory *story, const KlDemoEvent *event)
{
  JsonObject *consent = json_object_get_object_member (event->source, "consent");
  JsonObject *subject = json_object_get_object_member (story->story, "subject");
  JsonArray *pupils = kl_demo_get_array (subject, "pupils");
  const gboolean one_child = story->pupils->len == 1;
  const KlDemoTold told = {
    .text = event->text,
    .by_pupil = g_strcmp0 (kl_demo_get_text (consent, "by"), "pupil") == 0,
    .guardians = story->guardians,
    .child = one_child ? g_ptr_array_index (story->pupils, 0) : NULL,
    .age = one_child ? kl_demo_get_int (json_array_get_object_element (pupils, 0), "age", 0) : 0,
  };

  return kl_demo_list_givers (&told);
}

static gint64
add_consent (const KlDemoStory *story,
             const KlDemoEvent *event,
             KlPerson *giver,
             KlPerson *receiver,
             GError **error)
{
  JsonObject *object = json_object_get_object_member (event->source, "consent");
  const KlConsent consent = { .case_id = story->case_id,
                              .giver = giver,
                              .receiver = receiver,
                              .how = (char *) "mondeling",
                              .status = KL_CONSENT_GIVEN,
                              .from = event->day,
                              .until =
                                event->day + 7 * kl_demo_get_int (object, "weeks", CONSENT_WEEKS) };

  return kl_consents_add (story->demo->db, &consent, error);
}

/* For every receiver one of everybody who decided. */
static gboolean
add_consents (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry, GError **error)
{
  JsonArray *receivers;
  g_autoptr (GPtrArray) givers = NULL;

  if (event->source == NULL || !json_object_has_member (event->source, "consent"))
    return TRUE;

  receivers = kl_demo_get_array (json_object_get_object_member (event->source, "consent"), "with");
  givers = list_givers (story, event);
  for (guint i = 0; i < json_array_get_length (receivers); i++)
    {
      g_autoptr (KlPerson) receiver =
        kl_demo_story_make_person (story, json_array_get_string_element (receivers, i));

      for (guint j = 0; j < givers->len; j++)
        {
          gint64 id = add_consent (story, event, g_ptr_array_index (givers, j), receiver, error);

          if (id == 0)
            return FALSE;
          if (entry->consent_id == 0)
            entry->consent_id = id;
        }
      if (json_array_get_length (receivers) == 1 && receiver->kind == KL_PERSON_PARTNER)
        entry->partner = g_steal_pointer (&receiver);
    }
  for (guint i = 0; i < givers->len; i++)
    g_ptr_array_add (entry->people, kl_person_copy (g_ptr_array_index (givers, i)));

  return TRUE;
}

/* A partner passes on what came to it. */
static gint64
find_parent (const KlDemoStory *story, const KlPerson *sender)
{
  return sender->kind == KL_PERSON_PARTNER
           ? GPOINTER_TO_INT (g_hash_table_lookup (story->referrals, GINT_TO_POINTER (sender->id)))
           : 0;
}

/* Where a partner that declines points to. */
static KlPerson *
make_elsewhere (const KlDemoStory *story)
{
  const char *name = kl_demo_get_text (story->laid, "points_to");

  return name != NULL ? kl_person_new (KL_PERSON_PARTNER, 0, name, NULL) : NULL;
}

/* How long this partner usually takes. */
static int
get_usual_days (const KlDemoStory *story, JsonObject *source)
{
  JsonArray *partners = kl_demo_get_array (story->demo->book, "partners");

  for (guint i = 0; i < json_array_get_length (partners); i++)
    {
      JsonObject *partner = json_array_get_object_element (partners, i);

      if (g_str_equal (kl_demo_get_text (partner, "id"), kl_demo_get_text (source, "partner")))
        return kl_demo_get_int (partner, "median_days", 0);
    }

  return 0;
}

static gboolean
add_referral (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry, GError **error)
{
  g_autoptr (KlPerson) sender = kl_demo_story_make_person (story, event->by);
  g_autoptr (KlPerson) elsewhere = NULL;
  KlDate answered_on = kl_demo_story_get_answer (story, event->source, event->day);
  int waits_until = kl_demo_get_int (story->laid, "waits_until", 0);
  const char *outcome = kl_demo_get_text (event->source, "outcome");
  KlReferral referral = { .case_id = story->case_id,
                          .partner = entry->partner,
                          .sender = sender,
                          .purpose = kl_demo_parse (KL_WORDS_REFERRAL_PURPOSE,
                                                    kl_demo_get_text (event->source, "purpose")),
                          .status =
                            answered_on != KL_DATE_NONE ? KL_REFERRAL_ACCEPTED : KL_REFERRAL_SENT,
                          .parent_id = find_parent (story, sender),
                          .sent_on = event->day,
                          .answered_on = answered_on,
                          .text = event->text };

  if (outcome != NULL)
    referral.status = kl_demo_parse (KL_WORDS_REFERRAL_STATUS, outcome);
  if (referral.status == KL_REFERRAL_DECLINED)
    {
      elsewhere = make_elsewhere (story);
      referral.declined_why = (char *) kl_demo_get_text (story->laid, "declined_why");
      referral.redirected_to = elsewhere;
    }
  if (referral.status == KL_REFERRAL_SENT)
    {
      referral.bridging = (char *) kl_demo_get_text (story->laid, "bridging");
      if (waits_until > 0)
        referral.expected_on = MAX (kl_demo_story_get_ago (story, waits_until), event->day);
      else if (sender->kind == KL_PERSON_PROFESSIONAL)
        referral.expected_on = event->day + get_usual_days (story, event->source);
    }

  entry->referral_id = kl_referrals_record (story->demo->db, &referral, error);
  g_hash_table_insert (story->referrals, GINT_TO_POINTER (referral.partner->id),
                       GINT_TO_POINTER (entry->referral_id));
  g_hash_table_insert (story->sent, event->source, GINT_TO_POINTER (entry->referral_id));
  return entry->referral_id != 0;
}

/* In the words of the program itself. */
static void
fill_answer (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry)
{
  const char *outcome = kl_demo_get_text (event->answers, "outcome");
  g_autoptr (KlPerson) elsewhere = make_elsewhere (story);
  KlReferralStep step = { .kind = KL_REFERRAL_EVENT_ACCEPTED, .day = event->day };

  if (g_strcmp0 (outcome, kl_words_get_nick (KL_WORDS_REFERRAL_STATUS, KL_REFERRAL_DECLINED)) == 0)
    {
      step.kind = KL_REFERRAL_EVENT_DECLINED;
      step.declined_why = (char *) kl_demo_get_text (story->laid, "declined_why");
      step.redirected_to = elsewhere;
    }
  entry->partner = kl_demo_story_make_person (story, kl_demo_get_text (event->answers, "partner"));
  entry->referral_id = GPOINTER_TO_INT (g_hash_table_lookup (story->sent, event->answers));
  entry->text = kl_referral_step_format (&step);
}

/* A story counts its days from day 0; what stands beside it counts them back from today. */
static KlDate
get_due (const KlDemoStory *story, JsonObject *object)
{
  const int days = kl_demo_get_int (object, "due", 0);

  if (!json_object_has_member (object, "agreed"))
    return kl_demo_story_get_due (story, story->day_zero + days);

  return days < 0 ? kl_demo_story_get_due (story, story->demo->today - days)
                  : kl_demo_story_get_ago (story, days);
}

static gboolean
add_action (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry, GError **error)
{
  const int done = kl_demo_get_int (event->source, "done", -1);
  g_autoptr (KlPerson) owner = kl_demo_story_make_person (story, event->by);
  const KlAction action = { .case_id = story->case_id,
                            .text = event->text,
                            .owner = owner,
                            .due = get_due (story, event->source),
                            .agreed_on = event->day,
                            .done_on =
                              done >= 0 ? kl_demo_story_get_ago (story, done) : KL_DATE_NONE,
                            .done_by = done >= 0 ? owner->id : 0 };

  entry->action_id = kl_actions_add (story->demo->db, &action, error);
  return entry->action_id != 0;
}

/* Who was there. */
static gboolean
add_present (const KlDemoStory *story, KlEntry *entry, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (story->demo->db, entry->meeting_id, error);

  if (meeting == NULL)
    return FALSE;

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->present)
        g_ptr_array_add (entry->people, kl_person_copy (attendee->person));
    }

  return TRUE;
}

/* A care team that the story tells of was held on that day; what it decided stands on its agenda,
 * unless the school year lists that meeting itself. */
static gboolean
add_discussion (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry, GError **error)
{
  const char *decision = kl_demo_get_text (event->source, "decision");
  gint64 item_id;

  entry->meeting_id = kl_demo_get_meeting (story->demo, story->school, event->day, error);
  if (entry->meeting_id == 0 || !add_present (story, entry, error))
    return FALSE;
  entry->decision = g_strdup (decision);
  if (json_object_has_member (event->source, "before_next"))
    return TRUE;

  item_id =
    kl_meetings_add_case (story->demo->db, entry->meeting_id, story->case_id, NULL, 15, error);
  return item_id != 0
         && kl_meetings_edit_item (story->demo->db,
                                   &(KlAgendaItem) {
                                     .id = item_id,
                                     .title = (char *) kl_demo_get_text (story->story, "title"),
                                     .minutes = 15,
                                     .ready = TRUE,
                                     .decision = (char *) decision },
                                   error);
}

/* Who was spoken to, as far as the words tell: mother, father, parents, or else the child. */
void
kl_demo_story_add_people (const KlDemoStory *story, const KlDemoEvent *event, KlEntry *entry)
{
  JsonArray *with = event->source != NULL ? kl_demo_get_array (event->source, "with") : NULL;

  for (guint i = 0; with != NULL && i < json_array_get_length (with); i++)
    g_ptr_array_add (entry->people,
                     kl_demo_story_make_person (story, json_array_get_string_element (with, i)));
  if (!kl_entry_kind_is_contact (event->kind))
    return;

  for (guint i = 0; i < story->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (story->guardians, i);

      if (kl_demo_tells_of (event->text, guardian))
        g_ptr_array_add (entry->people,
                         kl_person_new (KL_PERSON_GUARDIAN, guardian->id, NULL, NULL));
    }
  if (entry->people->len == 0 && story->pupils->len == 1)
    g_ptr_array_add (entry->people, kl_person_copy (g_ptr_array_index (story->pupils, 0)));
}

gboolean
kl_demo_story_add_parts (const KlDemoStory *story,
                         const KlDemoEvent *event,
                         KlEntry *entry,
                         GError **error)
{
  if (event->answers != NULL)
    fill_answer (story, event, entry);
  if (event->source == NULL)
    return TRUE;

  if (json_object_has_member (event->source, "partner"))
    entry->partner = kl_demo_story_make_person (story, kl_demo_get_text (event->source, "partner"));

  switch (event->kind)
    {
    case KL_ENTRY_CONSENT:
      return add_consents (story, event, entry, error);
    case KL_ENTRY_REFERRAL:
      return add_referral (story, event, entry, error);
    case KL_ENTRY_ACTION:
      return add_action (story, event, entry, error);
    case KL_ENTRY_CARE_TEAM:
      return add_discussion (story, event, entry, error);
    default:
      return TRUE;
    }
}
