/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <string.h>

#include "store/kl-attachments.h"
#include "store/kl-professionals.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"
#include "store/kl-search.h"

typedef struct
{
  gint64 school;
  gint64 samira;  /* social worker, attaches */
  gint64 marleen; /* intern begeleider, owns no case */
  gint64 ruud;    /* director */
  gint64 case_id;
} World;

static World world;

static gint64
add_colleague (KlDb *db, const char *name, KlRole role)
{
  g_autoptr (KlProfessional) colleague = kl_professional_new_from_name (name);

  colleague->school_id = world.school;
  colleague->role = role;
  g_assert_true (kl_professionals_add (db, colleague, NULL));
  return colleague->id;
}

static void
set_up (VaultFixture *fixture, gconstpointer data)
{
  KlSchool school = { .name = (char *) "KC De Wilgenroos", .region = KL_REGION_ZUID };
  g_autoptr (KlNewCase) question = NULL;
  KlNewCaseIds ids;
  gint64 pupil;

  vault_fixture_set_up (fixture, data);
  kl_clock_fix (TODAY);
  g_assert_true (kl_schools_add (fixture->db, &school, NULL));
  world.school = school.id;
  world.samira = add_colleague (fixture->db, "Samira Bouali", KL_ROLE_SCHOOL_SOCIAL_WORKER);
  world.marleen = add_colleague (fixture->db, "Marleen Kuijpers", KL_ROLE_INTERN_BEGELEIDER);
  world.ruud = add_colleague (fixture->db, "Ruud van Esch", KL_ROLE_DIRECTOR);
  pupil = kl_pupils_add_unlisted (fixture->db, school.id, "Jelle van den Berg", NULL);
  kl_db_set_actor (fixture->db, "slot", world.samira);

  question = kl_new_case_new (school.id);
  g_array_append_val (question->pupil_ids, pupil);
  question->title = g_strdup ("Driftbuien thuis");
  question->asked_by = KL_ASKED_BY_TEACHER;
  question->theme = KL_THEME_GROWING_UP;
  question->help = KL_HELP_ACTUAL_SUPPORT;
  question->text = g_strdup ("Eerste gesprek.");
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, &ids, NULL));
  world.case_id = ids.case_id;
}

static gint64
attach (KlDb *db, const char *name, gsize size, const char *text, KlVisibility visibility)
{
  g_autofree guint8 *content = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KlNewAttachment attachment = { 0 };
  gint64 id;

  for (gsize i = 0; i < size; i++)
    content[i] = (guint8) (i * 31 + i / 251);
  bytes = g_bytes_new (content, size);
  attachment.case_id = world.case_id;
  attachment.name = name;
  attachment.kind = KL_ATTACHMENT_PDF;
  attachment.state = KL_ATTACHMENT_READ;
  attachment.bytes = bytes;
  attachment.n_pages = 2;
  attachment.text = text;
  attachment.visibility = visibility;
  id = kl_attachments_add (db, &attachment, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, !=, 0);
  return id;
}

static guint
count_found (KlDb *db, const char *words)
{
  const KlSearchQuery query = {
    .words = words,
    .school_id = world.school,
    .kinds = KL_SEARCH_KIND_BIT (KL_SEARCH_DOCUMENTS),
  };
  g_autoptr (KlSearchResult) result = kl_search_run (db, &query, NULL);

  g_assert_nonnull (result);
  return result->totals[KL_SEARCH_DOCUMENTS];
}

static void
test_round_trip (VaultFixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 1, 4096, 256 * 1024, 256 * 1024 + 1, 3 * 1024 * 1024 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gint64 id = attach (fixture->db, "Verslag.pdf", sizes[i], "tekst", KL_VISIBILITY_TEAM);
      g_autoptr (KlAttachment) attachment = kl_attachments_get (fixture->db, id, NULL);
      g_autoptr (KlEntry) entry = kl_entries_get (fixture->db, id, NULL);
      g_autoptr (GBytes) bytes = kl_attachments_read (fixture->db, id, FALSE, NULL);
      const guint8 *content = g_bytes_get_data (bytes, NULL);

      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizes[i]);
      for (gsize j = 0; j < sizes[i]; j += 997)
        g_assert_cmpuint (content[j], ==, (guint8) (j * 31 + j / 251));
      g_assert_cmpint (attachment->size, ==, (gint64) sizes[i]);
      g_assert_cmpstr (attachment->name, ==, "Verslag.pdf");
      g_assert_cmpstr (attachment->author->name, ==, "Samira Bouali");
      g_assert_cmpint (attachment->day, ==, TODAY);
      g_assert_true (attachment->may_remove);
      g_assert_cmpint (entry->kind, ==, KL_ENTRY_DOCUMENT);
      g_assert_cmpstr (entry->text, ==, "Verslag.pdf");
    }
}

static void
test_limits (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (KL_ATTACHMENT_MAX_SIZE + 1);
  g_autofree char *long_name = g_strnfill (KL_ATTACHMENT_MAX_NAME + 1, 'x');
  const struct
  {
    const char *name;
    gsize size;
  } cases[] = {
    { "Leeg.pdf", 0 }, { "", 1 }, { long_name, 1 }, { "Groot.pdf", KL_ATTACHMENT_MAX_SIZE + 1 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (large, cases[i].size);
      g_autoptr (GError) error = NULL;
      const KlNewAttachment attachment = { .case_id = world.case_id,
                                           .name = cases[i].name,
                                           .bytes = bytes };

      g_assert_cmpint (kl_attachments_add (fixture->db, &attachment, TODAY, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
    }
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count (*) FROM attachment_piece"), ==,
                   0);
}

static gint64
count_log (KlDb *db, const char *act_and_ground)
{
  g_autofree char *ask = g_strdup_printf ("SELECT count (*) FROM audit_record WHERE subject = %d"
                                          " AND %s",
                                          KL_AUDIT_DOCUMENT, act_and_ground);

  return vault_fixture_ask (db, ask);
}

static void
test_log (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = attach (fixture->db, "Verslag.pdf", 100, "tekst", KL_VISIBILITY_TEAM);
  g_autoptr (GBytes) read = kl_attachments_read (fixture->db, id, FALSE, NULL);
  g_autoptr (GBytes) saved = kl_attachments_read (fixture->db, id, TRUE, NULL);

  g_assert_nonnull (read);
  g_assert_nonnull (saved);
  g_assert_cmpint (count_log (fixture->db, "act = 1 AND ground = 'attach'"), ==, 1);
  g_assert_cmpint (count_log (fixture->db, "act = 0"), ==, 1);
  g_assert_cmpint (count_log (fixture->db, "act = 4 AND ground = 'save'"), ==, 1);
}

/* Who may read the entry may read the document, by whatever way. */
static void
test_visibility (VaultFixture *fixture, gconstpointer data)
{
  gint64 team = attach (fixture->db, "Team.pdf", 10, "sleutelwoord", KL_VISIBILITY_TEAM);
  gint64 own = attach (fixture->db, "Eigen.pdf", 10, "sleutelwoord", KL_VISIBILITY_PRIVATE);
  const struct
  {
    gint64 reader;
    guint n;
    gboolean sees_team, sees_own;
  } cases[] = {
    { world.samira, 2, TRUE, TRUE },
    { world.marleen, 1, TRUE, FALSE },
    { world.ruud, 0, FALSE, FALSE }, /* he is not in the case */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = NULL;
      g_autoptr (GBytes) team_bytes = NULL;
      g_autoptr (GBytes) own_bytes = NULL;

      kl_db_set_actor (fixture->db, "slot", cases[i].reader);
      list = kl_attachments_list (fixture->db, world.case_id, NULL);
      g_assert_cmpuint (list->len, ==, cases[i].n);
      g_assert_cmpuint (count_found (fixture->db, "sleutelwoord"), ==, cases[i].n);
      team_bytes = kl_attachments_read (fixture->db, team, TRUE, NULL);
      own_bytes = kl_attachments_read (fixture->db, own, TRUE, NULL);
      g_assert_cmpint (team_bytes != NULL, ==, cases[i].sees_team);
      g_assert_cmpint (own_bytes != NULL, ==, cases[i].sees_own);
    }
}

static void
test_not_a_member (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  const KlNewAttachment attachment = { .case_id = world.case_id, .name = "X", .bytes = bytes };

  kl_db_set_actor (fixture->db, "slot", world.ruud);
  g_assert_cmpint (kl_attachments_add (fixture->db, &attachment, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count (*) FROM attachment"), ==, 0);
}

static void
test_search (VaultFixture *fixture, gconstpointer data)
{
  attach (fixture->db, "Onderwijskundig rapport.pdf", 10,
          "Zij slaapt slecht sinds de verhuizing naar de flat.", KL_VISIBILITY_TEAM);

  g_assert_cmpuint (count_found (fixture->db, "verhuizing"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "slaapt verhui"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "onderwijskundig"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "onderwijskundi"), ==, 1);
  g_assert_cmpuint (count_found (fixture->db, "zwemles"), ==, 0);
}

static void
test_remove (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = attach (fixture->db, "Verslag.pdf", 300000, "sleutelwoord", KL_VISIBILITY_TEAM);
  g_autoptr (KlAttachment) attachment = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kl_attachments_remove (fixture->db, id, "  ", TODAY, NULL));
  kl_db_set_actor (fixture->db, "slot", world.marleen);
  g_assert_false (kl_attachments_remove (fixture->db, id, "Niet van mij", TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_cmpuint (count_found (fixture->db, "sleutelwoord"), ==, 1);

  kl_db_set_actor (fixture->db, "slot", world.samira);
  g_assert_true (kl_attachments_remove (fixture->db, id, "Verkeerd kind", TODAY, NULL));
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count (*) FROM attachment_piece"), ==,
                   0);
  g_assert_cmpint (vault_fixture_ask (fixture->db,
                                      "SELECT count (*) FROM attachment WHERE body <> ''"),
                   ==, 0);
  g_assert_cmpint (vault_fixture_ask (fixture->db,
                                      "SELECT count (*) FROM attachment_text"
                                      " WHERE attachment_text MATCH '00000001sleutelwoord'"),
                   ==, 0);
  g_assert_cmpuint (count_found (fixture->db, "sleutelwoord"), ==, 0);
  bytes = kl_attachments_read (fixture->db, id, FALSE, NULL);
  g_assert_null (bytes);
  attachment = kl_attachments_get (fixture->db, id, NULL);
  g_assert_cmpint (attachment->removed_on, ==, TODAY);
  g_assert_cmpstr (attachment->reason, ==, "Verkeerd kind");
  g_assert_false (attachment->may_remove);
  g_assert_cmpint (count_log (fixture->db, "act = 1 AND ground = 'remove'"), ==, 1);
  g_assert_false (kl_attachments_remove (fixture->db, id, "Nog eens", TODAY, NULL));
}

/* What was attached cannot be exchanged for something else, and is not given out when it was. */
/* All pages as they are without the encryption, those that are free again among them. */
static gboolean
is_in_pages (KlDb *db, const char *word)
{
  sqlite3_int64 size = 0;
  unsigned char *pages = sqlite3_serialize (db->handle, "main", &size, 0);
  gboolean found;

  g_assert_nonnull (pages);
  found = memmem (pages, (gsize) size, word, strlen (word)) != NULL;
  sqlite3_free (pages);

  return found;
}

static gint64
plant (KlDb *db)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  KlNewAttachment attachment = { .case_id = world.case_id,
                                 .name = "Verslag.txt",
                                 .kind = KL_ATTACHMENT_TEXT,
                                 .state = KL_ATTACHMENT_READ,
                                 .text = "eerst bladgeheim daarna",
                                 .visibility = KL_VISIBILITY_TEAM };

  while (text->len < 600000)
    g_string_append (text, "In dit stuk staat inhoudgeheim. ");
  bytes = g_bytes_new (text->str, text->len);
  attachment.bytes = bytes;

  return kl_attachments_add (db, &attachment, TODAY, NULL);
}

/* What was taken away is in no page any more: not in the pieces, the text, nor its index. */
static void
test_nothing_is_left (VaultFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "inhoudgeheim", "bladgeheim" };
  const gint64 id = plant (fixture->db);

  g_assert_cmpint (id, !=, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_true (is_in_pages (fixture->db, words[i]));

  g_assert_true (kl_attachments_remove (fixture->db, id, "Verkeerd kind", TODAY, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (is_in_pages (fixture->db, words[i]));
}

static void
test_tampered (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = attach (fixture->db, "Verslag.pdf", 1000, "tekst", KL_VISIBILITY_TEAM);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (kl_db_exec (fixture->db, "UPDATE attachment_piece SET content = x'00'", NULL));
  g_assert_false (kl_db_exec (fixture->db, "UPDATE attachment SET name = 'Ander'", NULL));
  g_assert_true (kl_db_exec (fixture->db,
                             "DELETE FROM attachment_piece;"
                             "INSERT INTO attachment_piece SELECT id, 0, x'00' FROM attachment",
                             NULL));
  bytes = kl_attachments_read (fixture->db, id, FALSE, &error);
  g_assert_null (bytes);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_DAMAGED);
}

#define attachments_test_add(path, function)                                                       \
  g_test_add (path, VaultFixture, NULL, set_up, function, vault_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  attachments_test_add ("/store/attachments/round-trip", test_round_trip);
  attachments_test_add ("/store/attachments/limits", test_limits);
  attachments_test_add ("/store/attachments/log", test_log);
  attachments_test_add ("/store/attachments/visibility", test_visibility);
  attachments_test_add ("/store/attachments/not-a-member", test_not_a_member);
  attachments_test_add ("/store/attachments/search", test_search);
  attachments_test_add ("/store/attachments/remove", test_remove);
  attachments_test_add ("/store/attachments/nothing-is-left", test_nothing_is_left);
  attachments_test_add ("/store/attachments/tampered", test_tampered);

  return g_test_run ();
}
