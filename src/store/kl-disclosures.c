/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-disclosures.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-disclosures-private.h"
#include "kl-families.h"
#include "kl-ids.h"
#include "kl-persons.h"
#include "kl-visibility.h"
#include "model/kl-about.h"

/*
 * A case for an audience. Of every event first only is read what the rule looks at: when, of what
 * kind, by whom, with whom. The words are read of those that the audience may see.
 */

#define COLUMNS                                                                                    \
  "e.id, e.version, e.kind, e.happened_on, e.happened_at, e.recorded_at, e.author_kind,"           \
  " e.author_id, e.visibility, e.partner_id, e.referral_id, e.action_id, e.consent_id,"            \
  " e.meeting_id, e.meldcode_step"
#define SEEN_COLUMN 15

enum
{
  SQL_LIST,
  SQL_LIST_PERSONS,
  SQL_LIST_PUPILS,
  SQL_GET_WORDS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT " COLUMNS ", " KL_SQL_SEES ("e") " FROM entry e WHERE e.case_id = :case"
    " ORDER BY e.happened_on DESC, e.id DESC",
  [SQL_LIST_PERSONS] =
    "SELECT entry_id, person_kind, person_id, person_name FROM entry_person"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, position",
  [SQL_LIST_PUPILS] =
    "SELECT entry_id, pupil_id FROM entry_pupil"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, pupil_id",
  [SQL_GET_WORDS] =
    "SELECT body, decision, reason FROM entry WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 case_id;
  const KlAudience *audience;
  gboolean access;
  gint64 referral_id;
  KlDate today;
  KlDisclosure *disclosure;
} Loading;

/* Entries without their words */

static KlEntry *
read_entry (KlStmt *stmt, gint64 case_id, KlPersonBook *book)
{
  KlEntry *entry = kl_entry_new ();
  int n = 0;

  entry->case_id = case_id;
  entry->id = kl_stmt_get_int (stmt, n++);
  entry->version = (int) kl_stmt_get_int (stmt, n++);
  entry->kind = kl_stmt_get_int (stmt, n++);
  entry->happened_on = (KlDate) kl_stmt_get_int (stmt, n++);
  entry->happened_at = (int) kl_stmt_get_int (stmt, n++);
  entry->recorded_at = kl_stmt_get_int (stmt, n++);
  entry->author =
    kl_person_book_dup (book, kl_stmt_get_int (stmt, n), kl_stmt_get_int (stmt, n + 1), NULL);
  n += 2;
  entry->visibility = kl_stmt_get_int (stmt, n++);
  entry->partner = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, n++));
  entry->referral_id = kl_stmt_get_int (stmt, n++);
  entry->action_id = kl_stmt_get_int (stmt, n++);
  entry->consent_id = kl_stmt_get_int (stmt, n++);
  entry->meeting_id = kl_stmt_get_int (stmt, n++);
  entry->meldcode_step = (int) kl_stmt_get_int (stmt, n++);
  return entry;
}

/* @unseen gets the entries that the one who acts may not see. */
static GPtrArray *
list_entries (KlReading *reading, KlPersonBook *book, GHashTable *unseen, GError **error)
{
  const gint64 case_id = reading->disclosure->file->row->id;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);
  g_autoptr (KlStmt) stmt = kl_db_statement (reading->db, &sql, SQL_LIST);
  KlSight sight;

  if (!kl_visibility_get_case (reading->db, case_id, &sight, error))
    {
      kl_stmt_finish (stmt, NULL);
      return NULL;
    }

  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":case"), case_id);
  kl_visibility_bind (stmt, &sight);
  while (kl_stmt_step (stmt))
    {
      KlEntry *entry = read_entry (stmt, case_id, book);

      g_ptr_array_add (entries, entry);
      if (kl_stmt_get_int (stmt, SEEN_COLUMN) == 0)
        g_hash_table_add (unseen, entry);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&entries) : NULL;
}

static gboolean
fill_people (KlReading *reading, GPtrArray *entries, KlPersonBook *book, GError **error)
{
  const gint64 case_id = reading->disclosure->file->row->id;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  const guint kinds[] = { SQL_LIST_PERSONS, SQL_LIST_PUPILS };

  for (guint i = 0; i < entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_insert (by_id, &entry->id, entry);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (reading->db, &sql, kinds[i]);

      kl_stmt_bind_int (stmt, 1, kl_ids_entry_at (case_id, 0));
      kl_stmt_bind_int (stmt, 2, kl_ids_entry_at (case_id, KL_MAX_ENTRIES));
      while (kl_stmt_step (stmt))
        {
          gint64 id = kl_stmt_get_int (stmt, 0);
          KlEntry *entry = g_hash_table_lookup (by_id, &id);
          gint64 other = kl_stmt_get_int (stmt, 1);
          KlPerson *person = NULL;

          if (entry != NULL && kinds[i] == SQL_LIST_PUPILS)
            g_array_append_val (entry->pupil_ids, other);
          else if (entry != NULL)
            person = kl_person_book_dup (book, (KlPersonKind) other, kl_stmt_get_int (stmt, 2),
                                         kl_stmt_get_text (stmt, 3));
          if (person != NULL)
            g_ptr_array_add (entry->people, person);
        }
      if (!kl_stmt_finish (stmt, error))
        return FALSE;
    }

  return TRUE;
}

/* What an event has to do with the reader */

static KlTie
get_tie_of_person (const KlReading *reading, const KlPerson *person)
{
  const KlAudience *audience = &reading->disclosure->audience;

  switch (audience->kind)
    {
    case KL_AUDIENCE_PARTNER:
      if (person->kind != KL_PERSON_PARTNER)
        return KL_TIE_NONE;
      return person->id == audience->id ? KL_TIE_THEIRS : KL_TIE_OTHERS;
    case KL_AUDIENCE_PARENTS:
      if (person->kind != KL_PERSON_GUARDIAN)
        return KL_TIE_NONE;
      return kl_reading_has (reading->guardians, person->id) ? KL_TIE_THEIRS : KL_TIE_OTHERS;
    case KL_AUDIENCE_CHILD:
      return person->kind == KL_PERSON_PUPIL && person->id == audience->id ? KL_TIE_THEIRS
                                                                           : KL_TIE_NONE;
    case KL_AUDIENCE_TEAM:
    case KL_AUDIENCE_PARTICIPANT:
    default:
      return KL_TIE_NONE;
    }
}

/* Being there oneself goes before who else was. */
static KlTie
join_ties (KlTie one, KlTie other)
{
  if (one == KL_TIE_THEIRS || other == KL_TIE_THEIRS)
    return KL_TIE_THEIRS;

  return one == KL_TIE_OTHERS ? one : other;
}

static const KlReferral *
find_referral (const KlReading *reading, gint64 id)
{
  const GPtrArray *referrals = reading->disclosure->file->referrals;

  for (guint i = 0; id != 0 && i < referrals->len; i++)
    if (((const KlReferral *) g_ptr_array_index (referrals, i))->id == id)
      return g_ptr_array_index (referrals, i);

  return NULL;
}

static gboolean
is_about_others (const KlReading *reading, const GArray *pupil_ids)
{
  if (pupil_ids == NULL || pupil_ids->len == 0)
    return FALSE;

  for (guint i = 0; i < pupil_ids->len; i++)
    if (kl_reading_has (reading->pupils, g_array_index (pupil_ids, gint64, i)))
      return FALSE;

  return TRUE;
}

static KlThing
describe_entry (const KlReading *reading, const KlEntry *entry)
{
  const KlReferral *referral = find_referral (reading, entry->referral_id);
  KlThing thing = { .kind = KL_THING_ENTRY,
                    .entry = entry->kind,
                    .visibility = entry->visibility,
                    .day = entry->happened_on };

  thing.safety = entry->kind == KL_ENTRY_MELDCODE || entry->meldcode_step > 0
                 || (referral != NULL && referral->purpose == KL_REFERRAL_MELDING);
  thing.other_child = is_about_others (reading, entry->pupil_ids);
  for (guint i = 0; i < entry->people->len; i++)
    thing.tie =
      join_ties (thing.tie, get_tie_of_person (reading, g_ptr_array_index (entry->people, i)));
  if (entry->partner != NULL)
    thing.tie = join_ties (thing.tie, get_tie_of_person (reading, entry->partner));
  if (referral != NULL && referral->partner != NULL)
    thing.tie = join_ties (thing.tie, get_tie_of_person (reading, referral->partner));
  return thing;
}

/* Pupils among those present are others too, unless they are the reader's. */
static void
drop_other_people (const KlReading *reading, KlEntry *entry)
{
  for (guint i = entry->people->len; i > 0; i--)
    {
      const KlPerson *person = g_ptr_array_index (entry->people, i - 1);
      const gboolean other_pupil =
        person->kind == KL_PERSON_PUPIL && !kl_reading_has (reading->pupils, person->id);

      if (other_pupil || get_tie_of_person (reading, person) == KL_TIE_OTHERS
          || person->kind == KL_PERSON_OTHER)
        g_ptr_array_remove_index (entry->people, i - 1);
    }
}

static gboolean
read_words (KlReading *reading, KlEntry *entry, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (reading->db, &sql, SQL_GET_WORDS);

  kl_stmt_bind_int (stmt, 1, entry->id);
  if (kl_stmt_step (stmt))
    {
      entry->text = kl_stmt_dup_text (stmt, 0);
      entry->decision = kl_stmt_dup_text (stmt, 1);
      entry->reason = kl_stmt_dup_text (stmt, 2);
      kl_disclosure_mask (reading->disclosure, &entry->text);
      kl_disclosure_mask (reading->disclosure, &entry->decision);
      kl_disclosure_mask (reading->disclosure, &entry->reason);
    }

  return kl_stmt_finish (stmt, error);
}

/* Either the event with its words, or that it happened, or nothing. */
static gboolean
keep_entry (KlReading *reading, KlEntry *entry, gboolean seen, gboolean *kept, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  KlThing thing = describe_entry (reading, entry);
  KlReason reason = kl_audience_judge (&disclosure->viewer, &thing);

  if (reason == KL_REASON_NONE && !seen)
    reason = KL_REASON_MAKER;
  kl_left_out_list_add (disclosure->left_out, &thing, reason);
  thing.kind = KL_THING_MARK;
  *kept = seen && kl_audience_judge (&disclosure->viewer, &thing) == KL_REASON_NONE;
  if (!*kept)
    return TRUE;

  if (!kl_audience_is_team (disclosure->audience.kind))
    drop_other_people (reading, entry);
  return reason != KL_REASON_NONE || read_words (reading, entry, error);
}

/* Actions agreed in a talk at which the reader was. */
static void
note_agreed (const KlReading *reading, const KlEntry *entry, GArray *agreed)
{
  const KlThing thing = describe_entry (reading, entry);

  if (entry->action_id != 0 && entry->visibility == KL_VISIBILITY_TEAM
      && thing.tie == KL_TIE_THEIRS)
    g_array_append_val (agreed, entry->action_id);
}

static gboolean
load_entries (KlReading *reading, GArray *agreed, GError **error)
{
  KlDisclosure *disclosure = reading->disclosure;
  g_autoptr (KlPersonBook) book =
    kl_person_book_new (reading->db, disclosure->file->row->school_id);
  g_autoptr (GHashTable) unseen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) entries = list_entries (reading, book, unseen, error);

  if (entries == NULL || !fill_people (reading, entries, book, error)
      || !kl_person_book_finish (book, error))
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (entries, i);
      gboolean kept;

      note_agreed (reading, entry, agreed);
      if (!keep_entry (reading, entry, !g_hash_table_contains (unseen, entry), &kept, error))
        return FALSE;
      if (kept)
        g_ptr_array_add (disclosure->entries, g_steal_pointer (&entries->pdata[i]));
    }
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    if (entries->pdata[i] != NULL)
      kl_entry_free (entries->pdata[i]);

  return TRUE;
}

/* The rest of the case */

static gboolean
judge (KlReading *reading, KlThingKind kind, KlTie tie)
{
  const KlThing thing = { .kind = kind, .tie = tie };

  return kl_disclosure_judge (reading->disclosure, &thing);
}

static void
filter_pupils (KlReading *reading)
{
  KlCaseFile *file = reading->disclosure->file;
  const gboolean named = judge (reading, KL_THING_NAME, KL_TIE_NONE);

  for (guint i = file->pupils->len; i > 0; i--)
    {
      KlPupil *pupil = ((KlCasePupil *) g_ptr_array_index (file->pupils, i - 1))->pupil;

      if (!kl_reading_has (reading->pupils, pupil->id))
        {
          g_ptr_array_remove_index (file->pupils, i - 1);
          continue;
        }
      if (named)
        continue;
      g_set_str (&pupil->given, NULL);
      g_set_str (&pupil->prefix, NULL);
      g_set_str (&pupil->surname, NULL);
      g_set_str (&pupil->initials, NULL);
      g_set_str (&pupil->name, _ ("a child"));
    }

  g_ptr_array_set_size (file->siblings, 0);
  if (!named)
    g_set_str (&file->family_name, NULL);
}

/* The parents of the children that it is about. */
static gboolean
list_own_guardians (KlReading *reading, GArray *own, GError **error)
{
  for (guint i = 0; i < reading->pupils->len; i++)
    {
      g_autoptr (GPtrArray) guardians =
        kl_guardians_list (reading->db, g_array_index (reading->pupils, gint64, i), error);

      if (guardians == NULL)
        return FALSE;
      for (guint j = 0; j < guardians->len; j++)
        g_array_append_val (own, ((KlGuardian *) g_ptr_array_index (guardians, j))->id);
    }

  return TRUE;
}

static gboolean
filter_guardians (KlReading *reading, GError **error)
{
  GPtrArray *guardians = reading->disclosure->file->guardians;
  const gboolean parents = reading->disclosure->audience.kind == KL_AUDIENCE_PARENTS;
  const gboolean named = judge (reading, KL_THING_NAME, KL_TIE_NONE);
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list_own_guardians (reading, own, error))
    return FALSE;

  for (guint i = guardians->len; i > 0; i--)
    {
      const KlGuardian *guardian = g_ptr_array_index (guardians, i - 1);

      if (!named || !kl_reading_has (parents ? reading->guardians : own, guardian->id))
        g_ptr_array_remove_index (guardians, i - 1);
    }
  return TRUE;
}

/* In the words of the lists, of those that are left. */
static void
rewrite_about (KlReading *reading)
{
  KlCaseFile *file = reading->disclosure->file;
  g_autoptr (GPtrArray) pupils = g_ptr_array_new ();
  KlAbout about = { file->row->subject, file->family_name, file->group_name, pupils };

  for (guint i = 0; i < file->pupils->len; i++)
    g_ptr_array_add (pupils, ((KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil);
  if (reading->disclosure->audience.kind == KL_AUDIENCE_CHILD)
    about.subject = KL_SUBJECT_PUPIL;
  g_free (file->row->about);
  g_free (file->row->about_group);
  g_free (file->row->about_short);
  file->row->about = kl_about_format (&about);
  file->row->about_group = kl_about_format_groups (&about);
  file->row->about_short = kl_about_format_short (&about);
}

static void
filter_row (KlReading *reading)
{
  KlCaseFile *file = reading->disclosure->file;
  KlCaseRow *row = file->row;

  if (kl_audience_is_team (reading->disclosure->audience.kind))
    return;

  /* These name whom the case waits for, and count what the team sees. */
  g_clear_pointer (&row->status_note, g_free);
  g_array_set_size (row->marks, 0);
  g_array_set_size (file->marks, 0);
  g_array_set_size (file->tellings, 0);
  g_array_set_size (file->meetings, 0);
  row->in_care_team_on = KL_DATE_NONE;
  row->last_contact = KL_DATE_NONE;
  row->contact_days = -1;
  g_clear_pointer (&file->route_via, kl_person_free);
  kl_disclosure_mask (reading->disclosure, &row->title);
  if (!judge (reading, KL_THING_TITLE, KL_TIE_NONE))
    {
      g_set_str (&row->title, NULL);
      g_ptr_array_set_size (file->topics, 0);
      row->support_level = 0;
    }
  for (guint i = 0; i < file->topics->len; i++)
    kl_disclosure_mask (reading->disclosure, (char **) &file->topics->pdata[i]);
}

static void
filter_actions (KlReading *reading, const GArray *agreed)
{
  KlDisclosure *disclosure = reading->disclosure;
  GPtrArray *actions = disclosure->file->actions;

  for (guint i = 0; i < actions->len;)
    {
      KlAction *action = g_ptr_array_index (actions, i);
      const gboolean done = action->done_on != KL_DATE_NONE && !disclosure->viewer.access
                            && !kl_audience_is_team (disclosure->audience.kind);
      const KlTie tie = kl_reading_has (agreed, action->id) ? KL_TIE_THEIRS : KL_TIE_NONE;

      if (done || !judge (reading, KL_THING_ACTION, tie))
        {
          g_ptr_array_remove_index (actions, i);
          continue;
        }
      kl_disclosure_mask (disclosure, &action->text);
      g_clear_pointer (&action->case_title, g_free);
      i++;
    }
}

static void
filter_trust (KlReading *reading)
{
  const KlAudienceKind kind = reading->disclosure->audience.kind;
  GPtrArray *trust = reading->disclosure->file->trust;

  if (kl_audience_is_team (kind))
    return;

  for (guint i = 0; i < trust->len;)
    {
      const KlTrustLink *link = g_ptr_array_index (trust, i);
      const gboolean family =
        link->person != NULL
        && (link->person->kind == KL_PERSON_PUPIL || link->person->kind == KL_PERSON_GUARDIAN
            || link->person->kind == KL_PERSON_OTHER);

      if (family || !judge (reading, KL_THING_TRUST, KL_TIE_NONE))
        g_ptr_array_remove_index (trust, i);
      else
        i++;
    }
}

/* The question and what the school does meanwhile follow the referral that is shown. */
static void
filter_words_of_referral (KlReading *reading, KlReferral *referral)
{
  KlDisclosure *disclosure = reading->disclosure;

  kl_disclosure_mask (disclosure, &referral->text);
  kl_disclosure_mask (disclosure, &referral->bridging);
  kl_disclosure_mask (disclosure, &referral->declined_why);
  if (referral->text != NULL && *referral->text != '\0'
      && !judge (reading, KL_THING_QUESTION, KL_TIE_NONE))
    g_set_str (&referral->text, NULL);
  if (referral->bridging != NULL && *referral->bridging != '\0'
      && !judge (reading, KL_THING_BRIDGING, KL_TIE_NONE))
    g_set_str (&referral->bridging, NULL);
  if (!disclosure->viewer.access)
    {
      g_set_str (&referral->ground_reason, NULL);
      g_set_str (&referral->declined_why, NULL);
    }
}

static void
filter_referrals (KlReading *reading)
{
  const KlAudienceKind kind = reading->disclosure->audience.kind;
  GPtrArray *referrals = reading->disclosure->file->referrals;

  if (kl_audience_is_team (kind))
    return;

  for (guint i = 0; i < referrals->len;)
    {
      KlReferral *referral = g_ptr_array_index (referrals, i);
      const KlThing thing = {
        .kind = KL_THING_REFERRAL,
        .tie =
          referral->partner != NULL ? get_tie_of_person (reading, referral->partner) : KL_TIE_NONE,
        .safety = referral->purpose == KL_REFERRAL_MELDING && kind != KL_AUDIENCE_PARTNER,
        .other_child = is_about_others (reading, referral->pupil_ids),
      };

      if (!kl_disclosure_judge (reading->disclosure, &thing))
        {
          g_ptr_array_remove_index (referrals, i);
          continue;
        }
      filter_words_of_referral (reading, referral);
      i++;
    }
}

static void
filter_consents (KlReading *reading)
{
  const KlAudienceKind kind = reading->disclosure->audience.kind;
  GPtrArray *consents = reading->disclosure->file->consents;

  if (kl_audience_is_team (kind))
    return;

  for (guint i = 0; i < consents->len;)
    {
      KlConsent *consent = g_ptr_array_index (consents, i);
      const KlPerson *party = kind == KL_AUDIENCE_PARTNER ? consent->receiver : consent->giver;
      const KlThing thing = {
        .kind = KL_THING_CONSENT,
        .tie = party != NULL ? get_tie_of_person (reading, party) : KL_TIE_NONE,
        .other_child =
          consent->pupil_id != 0 && !kl_reading_has (reading->pupils, consent->pupil_id),
      };

      if (!kl_disclosure_judge (reading->disclosure, &thing))
        {
          g_ptr_array_remove_index (consents, i);
          continue;
        }
      kl_disclosure_mask (reading->disclosure, &consent->purpose);
      kl_disclosure_mask (reading->disclosure, &consent->how);
      kl_disclosure_mask (reading->disclosure, &consent->evidence);
      kl_disclosure_mask (reading->disclosure, &consent->withdrawn_why);
      i++;
    }
}

/* Of what is left the newest contact counts. */
static void
find_last_contact (KlReading *reading)
{
  const KlDisclosure *disclosure = reading->disclosure;
  KlCaseRow *row = disclosure->file->row;

  if (kl_audience_is_team (disclosure->audience.kind))
    return;

  for (guint i = 0; i < disclosure->entries->len && row->last_contact == KL_DATE_NONE; i++)
    {
      const KlEntry *entry = g_ptr_array_index (disclosure->entries, i);

      if (!kl_entry_kind_is_contact (entry->kind))
        continue;
      row->last_contact = entry->happened_on;
      row->contact_days = reading->today - entry->happened_on;
    }
}

/* Who may know nothing of a case does not learn what it is called or who is in it. */
static void
close_case (KlReading *reading)
{
  KlCaseFile *file = reading->disclosure->file;
  GPtrArray *const lists[] = { file->pupils,  file->guardians, file->siblings,  file->topics,
                               file->actions, file->trust,     file->referrals, file->consents };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_set_size (lists[i], 0);
  g_array_set_size (file->marks, 0);
  g_array_set_size (file->tellings, 0);
  g_array_set_size (file->meetings, 0);
  g_clear_pointer (&file->group_name, g_free);
  g_clear_pointer (&file->family_name, g_free);
  g_clear_pointer (&file->route_via, kl_person_free);
  g_clear_pointer (&file->row->title, g_free);
  g_clear_pointer (&file->row->about, g_free);
  g_clear_pointer (&file->row->about_group, g_free);
  g_clear_pointer (&file->row->about_short, g_free);
  g_clear_pointer (&file->row->status_note, g_free);
}

static gboolean
fill (KlReading *reading, GError **error)
{
  const KlThing profile = { .kind = KL_THING_PROFILE };
  g_autoptr (GArray) agreed = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kl_reading_identify (reading, error))
    return FALSE;

  reading->disclosure->refusal = kl_audience_judge (&reading->disclosure->viewer, &profile);
  if (reading->disclosure->refusal != KL_REASON_NONE)
    {
      close_case (reading);
      return TRUE;
    }
  if (!kl_reading_hide_others (reading, error) || !load_entries (reading, agreed, error))
    return FALSE;

  filter_actions (reading, agreed);
  filter_trust (reading);
  filter_referrals (reading);
  filter_consents (reading);
  filter_row (reading);
  if (!kl_audience_is_team (reading->disclosure->audience.kind))
    {
      if (!filter_guardians (reading, error))
        return FALSE;
      filter_pupils (reading);
      rewrite_about (reading);
    }
  find_last_contact (reading);
  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (GArray) pupils = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) guardians = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KlDisclosure) disclosure = kl_disclosure_new (loading->audience);
  KlReading reading = { db, loading->today, disclosure, loading->referral_id, pupils, guardians };

  disclosure->viewer.access = loading->access;
  disclosure->file = kl_case_load_file (db, loading->case_id, loading->today, FALSE, error);
  if (disclosure->file == NULL || !fill (&reading, error))
    return FALSE;

  loading->disclosure = g_steal_pointer (&disclosure);
  return TRUE;
}

/**
 * kl_disclosures_load:
 * @db: a connection
 * @case_id: a case
 * @audience: for whom it is
 * @access: for the right of access: all of it instead of what a summary tells
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when the audience
 *   has nothing to do with the case, %KL_STORE_ERROR_REFUSED when it must be chosen more closely
 *
 * Reads a case as far as an audience may see it by rule 5, and as far as the one who acts may. The
 * words of what is left out are not read. When the audience may know nothing of it the case comes
 * empty and says why. It is recorded in the log.
 *
 * Returns: (transfer full): the case for that audience, and which kinds are not in it
 */
KlDisclosure *
kl_disclosures_load (KlDb *db,
                     gint64 case_id,
                     const KlAudience *audience,
                     gboolean access,
                     KlDate today,
                     GError **error)
{
  Loading loading = { .case_id = case_id, .audience = audience, .access = access, .today = today };

  g_return_val_if_fail (db != NULL && audience != NULL, NULL);

  return kl_db_transaction (db, load, &loading, error) ? loading.disclosure : NULL;
}

/**
 * kl_disclosures_load_referral:
 * @db: a connection
 * @referral: to a partner
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Like kl_disclosures_load() for the partner that @referral goes to, by the consents for that
 * referral.
 *
 * Returns: (transfer full): the case for that partner, and which kinds are not in it
 */
KlDisclosure *
kl_disclosures_load_referral (KlDb *db, const KlReferral *referral, KlDate today, GError **error)
{
  const KlAudience audience = { KL_AUDIENCE_PARTNER, referral->partner->id };
  Loading loading = {
    .case_id = referral->case_id, .audience = &audience, .referral_id = referral->id, .today = today
  };

  g_return_val_if_fail (db != NULL, NULL);

  return kl_db_transaction (db, load, &loading, error) ? loading.disclosure : NULL;
}

/* Somebody who is none of those around the case is told nothing, and that is no mistake. */
static gboolean
identify (KlReading *reading, gboolean *found, GError **error)
{
  GError *cause = NULL;

  *found = kl_reading_identify (reading, &cause);
  if (*found || g_error_matches (cause, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND)
      || g_error_matches (cause, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED))
    {
      g_clear_error (&cause);
      return TRUE;
    }

  g_propagate_error (error, cause);
  return FALSE;
}

/**
 * kl_disclosures_may_know:
 * @db: a connection, in a transaction
 * @case_id: a case
 * @audience: a guest: a partner, a parent or a child
 * @today: the current day
 * @known: (out): whether the guest may know of the case by rule 5, and it is about nobody else's
 *   child
 * @error: (out): return location for what went wrong
 *
 * For those who are told of a case at the table, where nothing can be left out by halves.
 *
 * Returns: whether that could be found out
 */
gboolean
kl_disclosures_may_know (KlDb *db,
                         gint64 case_id,
                         const KlAudience *audience,
                         KlDate today,
                         gboolean *known,
                         GError **error)
{
  const KlThing profile = { .kind = KL_THING_PROFILE };
  g_autoptr (GArray) pupils = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) guardians = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KlDisclosure) disclosure = NULL;
  KlReading reading = { .db = db, .today = today, .pupils = pupils, .guardians = guardians };

  g_return_val_if_fail (db != NULL && audience != NULL && known != NULL, FALSE);

  disclosure = reading.disclosure = kl_disclosure_new (audience);
  disclosure->file = kl_case_load_file (db, case_id, today, FALSE, error);
  if (disclosure->file == NULL || !identify (&reading, known, error))
    return FALSE;

  *known = *known && pupils->len == disclosure->file->pupils->len
           && kl_audience_judge (&disclosure->viewer, &profile) == KL_REASON_NONE;
  return TRUE;
}
