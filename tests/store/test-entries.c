/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-ids.h"

#include <string.h>

static KlEntry *
get (VaultFixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  KlEntry *entry = kl_entries_get (fixture->db, id, &error);

  g_assert_no_error (error);
  return entry;
}

static void
test_add (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (KlEntry) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 jelle = JELLE;
  gint64 entry_id;

  entry->case_id = id;
  entry->kind = KL_ENTRY_HOME_VISIT;
  entry->happened_on = TODAY - 1;
  entry->happened_at = 8 * 60 + 40;
  entry->text = g_strdup ("Opgehaald en samen naar school gelopen.");
  entry->partner = kl_person_new (KL_PERSON_PARTNER, BUURTTEAM, NULL, NULL);
  g_ptr_array_add (entry->people, kl_person_new (KL_PERSON_PUPIL, JELLE, NULL, NULL));
  g_ptr_array_add (entry->people, kl_person_new (KL_PERSON_GUARDIAN, MIRANDA, NULL, NULL));
  g_ptr_array_add (entry->people, kl_person_new (KL_PERSON_OTHER, 0, "oma", NULL));
  g_array_append_val (entry->pupil_ids, jelle);
  entry_id = kl_entries_add (fixture->db, entry, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry_id, ==, kl_ids_entry_at (id, 2));
  g_assert_cmpint (kl_ids_get_case (entry_id), ==, id);

  kept = get (fixture, entry_id);
  g_assert_cmpint (kept->happened_at, ==, 8 * 60 + 40);
  g_assert_cmpstr (kept->partner->name, ==, "Buurtteam West");
  g_assert_cmpuint (kept->people->len, ==, 3);
  g_assert_cmpstr (((KlPerson *) g_ptr_array_index (kept->people, 0))->name, ==,
                   "Jelle van den Berg");
  g_assert_cmpstr (((KlPerson *) g_ptr_array_index (kept->people, 1))->role, ==, "moeder");
  g_assert_cmpstr (((KlPerson *) g_ptr_array_index (kept->people, 2))->name, ==, "oma");
  g_assert_cmpuint (kept->pupil_ids->len, ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact FROM care_case"), ==, TODAY - 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact_kind FROM care_case"), ==,
                   KL_ENTRY_HOME_VISIT);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT n_entries FROM care_case"), ==, 2);
}

/* The last contact is the newest one that is contact, whatever is written down last. */
static void
test_last_contact (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    KlEntryKind kind;
    int ago;
    int expected_ago;
  } rows[] = {
    { KL_ENTRY_CONVERSATION, 10, 10 }, { KL_ENTRY_PHONE_CALL, 20, 10 },
    { KL_ENTRY_NOTE, 1, 10 },          { KL_ENTRY_SIGNAL, 0, 10 },
    { KL_ENTRY_GROUP_TALK, 4, 4 },     { KL_ENTRY_CARE_TEAM, 2, 4 },
    { KL_ENTRY_CONSULTATION, 2, 4 },   { KL_ENTRY_JOINT_MEETING, 3, 3 },
  };
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");

  g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact FROM care_case"), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      case_fixture_add_entry (fixture, id, rows[i].kind, TODAY - rows[i].ago, KL_VISIBILITY_TEAM,
                              "Iets");
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact FROM care_case"), ==,
                       TODAY - rows[i].expected_ago);
    }

  /* The statement and the model must mean the same kinds. */
  for (int kind = 0; kind <= KL_ENTRY_REOPENING; kind++)
    {
      gint64 other = case_fixture_add_case (fixture, NOOR, "Nog een");

      case_fixture_add_entry (fixture, other, (KlEntryKind) kind, TODAY, KL_VISIBILITY_TEAM, "x");
      g_assert_cmpint (case_fixture_ask (fixture,
                                         "SELECT last_contact > 0 FROM care_case"
                                         " WHERE id = %" G_GINT64_FORMAT,
                                         other),
                       ==, kl_entry_kind_is_contact ((KlEntryKind) kind));
    }
}

static void
test_days (VaultFixture *fixture, gconstpointer data)
{
  const struct
  {
    KlDate day;
    int minutes;
    gboolean kept;
  } rows[] = {
    { TODAY, -1, TRUE },
    { TODAY, 23 * 60 + 59, TRUE },
    { TODAY, 24 * 60, FALSE },
    { TODAY, -2, FALSE },
    { TODAY + 1, -1, FALSE },
    { kl_date_new (1900, 1, 1), -1, TRUE },
    { kl_date_new (1899, 12, 31), -1, FALSE },
    { KL_DATE_NONE, -1, FALSE },
  };
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlEntry) entry = kl_entry_new ();
      g_autoptr (GError) error = NULL;

      entry->case_id = id;
      entry->happened_on = rows[i].day;
      entry->happened_at = rows[i].minutes;
      entry->text = g_strdup ("Iets");
      g_assert_cmpint (kl_entries_add (fixture->db, entry, TODAY, &error) != 0, ==, rows[i].kept);
      if (rows[i].kept)
        g_assert_no_error (error);
      else
        g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
    }
}

static void
test_full (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  case_fixture_run (fixture,
                    "INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at,"
                    " author_kind, author_id, body) VALUES (%" G_GINT64_FORMAT
                    ", 1, %" G_GINT64_FORMAT ", 0, %d, 0, 0, 3, 'laatste')",
                    kl_ids_entry_at (id, KL_MAX_ENTRIES - 1), id, TODAY);
  case_fixture_add_entry (fixture, id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, "past nog");

  entry->case_id = id;
  entry->happened_on = TODAY;
  entry->text = g_strdup ("past niet");
  g_assert_cmpint (kl_entries_add (fixture->db, entry, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "65.535"));
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count(*) FROM entry WHERE case_id <> id >> 16"),
                   ==, 0);
}

static void
test_correct (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  gint64 entry_id = case_fixture_add_entry (fixture, id, KL_ENTRY_CONVERSATION, TODAY,
                                            KL_VISIBILITY_TEAM, "Met moeder gesproken");
  g_autoptr (KlEntry) entry = get (fixture, entry_id);
  g_autoptr (KlEntry) now = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  const KlEntry *old;

  g_set_str (&entry->text, "Met vader gesproken");
  entry->happened_on = TODAY - 3;
  g_ptr_array_add (entry->people, kl_person_new (KL_PERSON_OTHER, 0, "vader", NULL));
  g_assert_false (kl_entries_correct (fixture->db, entry, "  ", TODAY, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kl_entries_correct (fixture->db, entry, "Het was vader", TODAY, NULL, &error));
  g_assert_no_error (error);

  now = get (fixture, entry_id);
  g_assert_cmpint (now->version, ==, 2);
  g_assert_cmpstr (now->text, ==, "Met vader gesproken");
  g_assert_cmpstr (now->reason, ==, "Het was vader");
  g_assert_cmpuint (now->people->len, ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact FROM care_case"), ==, TODAY - 3);

  versions = kl_entries_list_versions (fixture->db, entry_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  old = g_ptr_array_index (versions, 1);
  g_assert_cmpint (old->version, ==, 1);
  g_assert_cmpint (old->id, ==, entry_id);
  g_assert_cmpstr (old->text, ==, "Met moeder gesproken");
  g_assert_cmpint (old->happened_on, ==, TODAY);
  g_assert_cmpstr (old->author->name, ==, "Samira Bouali");
}

/* Two people correct the same words: the second keeps hers and sees the other's. */
static void
test_conflict (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  gint64 entry_id = case_fixture_add_entry (fixture, id, KL_ENTRY_CONVERSATION, TODAY,
                                            KL_VISIBILITY_TEAM, "Eerste tekst");
  g_autoptr (KlEntry) of_samira = get (fixture, entry_id);
  g_autoptr (KlEntry) of_karin = get (fixture, entry_id);
  g_autoptr (KlEntry) current = NULL;
  g_autoptr (GError) error = NULL;

  g_set_str (&of_samira->text, "Tekst van Samira");
  g_set_str (&of_karin->text, "Tekst van Karin");
  g_assert_true (kl_entries_correct (fixture->db, of_samira, "tikfout", TODAY, &current, &error));
  g_assert_null (current);

  case_fixture_act_as (fixture, KARIN);
  g_assert_false (
    kl_entries_correct (fixture->db, of_karin, "aanvulling", TODAY, &current, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_assert_cmpstr (current->text, ==, "Tekst van Samira");
  g_assert_cmpint (current->version, ==, 2);
  g_assert_cmpstr (of_karin->text, ==, "Tekst van Karin");
  g_clear_error (&error);

  /* She chose, knowing both. */
  of_karin->version = current->version;
  g_assert_true (kl_entries_correct (fixture->db, of_karin, "aanvulling", TODAY, NULL, &error));
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT version FROM entry WHERE id = %" G_GINT64_FORMAT,
                                     entry_id),
                   ==, 3);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry_version"), ==, 2);
}

/* What is not for everybody is its writer's; and nobody closes off another's words. */
static void
test_who_corrects (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 reader;
    KlVisibility from;
    KlVisibility to;
    gboolean allowed;
  } rows[] = {
    { KARIN, KL_VISIBILITY_TEAM, KL_VISIBILITY_TEAM, TRUE },
    { KARIN, KL_VISIBILITY_TEAM, KL_VISIBILITY_PRIVATE, TRUE },
    { KARIN, KL_VISIBILITY_PRIVATE, KL_VISIBILITY_TEAM, TRUE },
    { SAMIRA, KL_VISIBILITY_TEAM, KL_VISIBILITY_TEAM, TRUE },
    { SAMIRA, KL_VISIBILITY_TEAM, KL_VISIBILITY_PRIVATE, FALSE },
    { SAMIRA, KL_VISIBILITY_OWNER_AND_DIRECTOR, KL_VISIBILITY_OWNER_AND_DIRECTOR, FALSE },
    { RUUD, KL_VISIBILITY_OWNER_AND_DIRECTOR, KL_VISIBILITY_TEAM, FALSE },
  };
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlEntry) entry = NULL;
      g_autoptr (GError) error = NULL;
      gint64 entry_id;

      case_fixture_act_as (fixture, KARIN);
      entry_id =
        case_fixture_add_entry (fixture, id, KL_ENTRY_NOTE, TODAY, rows[i].from, "Van Karin");
      entry = get (fixture, entry_id);
      case_fixture_act_as (fixture, rows[i].reader);
      entry->visibility = rows[i].to;
      g_assert_cmpint (kl_entries_correct (fixture->db, entry, "omdat", TODAY, NULL, &error), ==,
                       rows[i].allowed);
      if (!rows[i].allowed)
        g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
    }
}

/* An old version that was private stays its writer's when the words are shared later. */
static void
test_private_version (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  gint64 entry_id = case_fixture_add_entry (fixture, id, KL_ENTRY_NOTE, TODAY,
                                            KL_VISIBILITY_PRIVATE, "Alleen voor mij");
  g_autoptr (KlEntry) entry = get (fixture, entry_id);
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GError) error = NULL;

  entry->visibility = KL_VISIBILITY_TEAM;
  g_set_str (&entry->text, "Voor allemaal");
  g_assert_true (kl_entries_correct (fixture->db, entry, "delen", TODAY, NULL, &error));

  mine = kl_entries_list_versions (fixture->db, entry_id, &error);
  g_assert_cmpuint (mine->len, ==, 2);
  case_fixture_act_as (fixture, KARIN);
  theirs = kl_entries_list_versions (fixture->db, entry_id, &error);
  g_assert_cmpuint (theirs->len, ==, 1);
}

/* Pages */

static void
check_pages (VaultFixture *fixture, gint64 case_id, guint kinds, guint n_expected)
{
  KlEntryFilter filter = { .case_id = case_id, .kinds = kinds, .limit = 7 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  KlDate last_day = G_MAXINT32;
  gint64 last_id = G_MAXINT64;
  guint n;

  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = kl_entries_list (fixture->db, &filter, &error);

      g_assert_no_error (error);
      n = page->len;
      for (guint i = 0; i < n; i++)
        {
          const KlEntry *entry = g_ptr_array_index (page, i);

          g_assert_true (entry->happened_on < last_day
                         || (entry->happened_on == last_day && entry->id < last_id));
          last_day = entry->happened_on;
          last_id = entry->id;
          g_assert_true (g_hash_table_add (seen, g_memdup2 (&entry->id, sizeof entry->id)));
          g_assert_true (kinds == 0 || (kinds & KL_ENTRY_KIND_BIT (entry->kind)) != 0);
        }
      filter.before_day = last_day;
      filter.before_id = last_id;
    }
  while (n == 7);

  g_assert_cmpuint (g_hash_table_size (seen), ==, n_expected);
}

static void
test_pages (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  int counts[KL_ENTRY_REOPENING + 1];
  g_autoptr (GPtrArray) since = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60; i++)
    case_fixture_add_entry (fixture, id, i % 3 == 0 ? KL_ENTRY_NOTE : KL_ENTRY_CONVERSATION,
                            TODAY - (i * 13) % 9, KL_VISIBILITY_TEAM, "Iets");

  check_pages (fixture, id, 0, 61);
  check_pages (fixture, id, KL_ENTRY_KIND_BIT (KL_ENTRY_NOTE), 20);
  check_pages (fixture, id,
               KL_ENTRY_KIND_BIT (KL_ENTRY_NOTE) | KL_ENTRY_KIND_BIT (KL_ENTRY_CONVERSATION), 60);
  check_pages (fixture, id, KL_ENTRY_KIND_BIT (KL_ENTRY_REOPENING), 0);

  g_assert_true (kl_entries_count_by_kind (fixture->db, id, counts, &error));
  g_assert_cmpint (counts[KL_ENTRY_NOTE], ==, 20);
  g_assert_cmpint (counts[KL_ENTRY_CONVERSATION], ==, 40);
  g_assert_cmpint (counts[KL_ENTRY_SIGNAL], ==, 1);

  since = kl_entries_list_since (fixture->db, id, TODAY - 1, &error);
  for (guint i = 0; i < since->len; i++)
    g_assert_cmpint (((KlEntry *) g_ptr_array_index (since, i))->happened_on, ==, TODAY);
  g_assert_cmpuint (since->len, ==,
                    case_fixture_ask (fixture, "SELECT count(*) FROM entry WHERE happened_on = %d",
                                      TODAY));
}

/* A failure in the middle leaves nothing behind. */
static void
test_all_or_nothing (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = case_fixture_add_case (fixture, JELLE, "Niet op school");
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;
  gint64 n_audit = case_fixture_ask (fixture, "SELECT count(*) FROM audit_record");
  gint64 nobody = 4711;

  entry->case_id = id;
  entry->kind = KL_ENTRY_CONVERSATION;
  entry->happened_on = TODAY;
  entry->text = g_strdup ("Halverwege");
  g_array_append_val (entry->pupil_ids, nobody);
  g_assert_cmpint (kl_entries_add (fixture->db, entry, TODAY, &error), ==, 0);
  g_assert_nonnull (error);

  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM entry"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT n_entries FROM care_case"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT last_contact FROM care_case"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count(*) FROM audit_record"), ==, n_audit);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/entries/add", test_add);
  case_test_add ("/entries/last-contact", test_last_contact);
  case_test_add ("/entries/days", test_days);
  case_test_add ("/entries/full", test_full);
  case_test_add ("/entries/correct", test_correct);
  case_test_add ("/entries/conflict", test_conflict);
  case_test_add ("/entries/who-corrects", test_who_corrects);
  case_test_add ("/entries/private-version", test_private_version);
  case_test_add ("/entries/pages", test_pages);
  case_test_add ("/entries/all-or-nothing", test_all_or_nothing);

  return g_test_run ();
}
