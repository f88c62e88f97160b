/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <string.h>

#include "store/kl-actions.h"
#include "store/kl-audit.h"
#include "store/kl-families.h"
#include "store/kl-groups.h"
#include "store/kl-ids.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"
#include "store/kl-search.h"

/* Two schools; who works where; two cases. */
typedef struct
{
  gint64 here;
  gint64 there;
  gint64 samira;  /* social worker, here and there */
  gint64 marleen; /* intern begeleider, here */
  gint64 ruud;    /* director, here */
  gint64 tineke;  /* intern begeleider, there */
  gint64 jelle;
  gint64 noor; /* there */
  gint64 driftbuien;
  gint64 brugklas; /* there */
} World;

static World world;

static gint64
add_school (KlDb *db, const char *name)
{
  KlSchool school = { .name = (char *) name, .region = KL_REGION_ZUID };

  g_assert_true (kl_schools_add (db, &school, NULL));
  return school.id;
}

static gint64
add_colleague (KlDb *db, const char *name, gint64 school_id, KlRole role)
{
  g_autoptr (KlProfessional) colleague = kl_professional_new_from_name (name);

  colleague->school_id = school_id;
  colleague->role = role;
  g_assert_true (kl_professionals_add (db, colleague, NULL));
  return colleague->id;
}

static gint64
add_pupil (KlDb *db, gint64 school_id, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kl_pupils_add_unlisted (db, school_id, name, &error);

  g_assert_no_error (error);
  return id;
}

static gint64
add_case (VaultFixture *fixture, gint64 school_id, gint64 pupil_id, const char *title)
{
  g_autoptr (KlNewCase) question = kl_new_case_new (school_id);
  g_autoptr (GError) error = NULL;
  KlNewCaseIds ids;

  g_array_append_val (question->pupil_ids, pupil_id);
  question->title = g_strdup (title);
  question->asked_by = KL_ASKED_BY_TEACHER;
  question->theme = KL_THEME_GROWING_UP;
  question->help = KL_HELP_ACTUAL_SUPPORT;
  question->text = g_strdup ("Eerste gesprek.");
  kl_cases_add (fixture->db, question, TODAY, &ids, &error);
  g_assert_no_error (error);

  return ids.case_id;
}

static void
note (VaultFixture *fixture, gint64 case_id, KlDate day, KlVisibility visibility, const char *text)
{
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_CONVERSATION, day, visibility, text);
}

static void
set_up (VaultFixture *fixture, gconstpointer data)
{
  KlDb *db;

  vault_fixture_set_up (fixture, data);
  kl_clock_fix (TODAY);
  db = fixture->db;
  world.here = add_school (db, "KC De Wilgenroos");
  world.there = add_school (db, "De Meerstroom");
  world.samira = add_colleague (db, "Samira Bouali", world.here, KL_ROLE_SCHOOL_SOCIAL_WORKER);
  g_assert_true (kl_professionals_set_membership (db, world.samira, world.there,
                                                  KL_ROLE_SCHOOL_SOCIAL_WORKER, 3, NULL));
  world.marleen = add_colleague (db, "Marleen Kuijpers", world.here, KL_ROLE_INTERN_BEGELEIDER);
  world.ruud = add_colleague (db, "Ruud van Esch", world.here, KL_ROLE_DIRECTOR);
  world.tineke = add_colleague (db, "Tineke Smulders", world.there, KL_ROLE_INTERN_BEGELEIDER);
  world.jelle = add_pupil (db, world.here, "Jelle van den Berg");
  add_pupil (db, world.here, "Zoë D'Angelo");
  add_pupil (db, world.here, "Yara Can");
  add_pupil (db, world.here, "Mohammed Çelik-Yıldız");
  world.noor = add_pupil (db, world.there, "Noor van den Berg");

  kl_db_set_actor (db, "slot", world.samira);
  world.driftbuien = add_case (fixture, world.here, world.jelle, "Driftbuien thuis");
  world.brugklas = add_case (fixture, world.there, world.noor, "Bang voor de brugklas");
}

static KlSearchResult *
search_in (VaultFixture *fixture, gint64 school_id, guint kinds, const char *words)
{
  g_autoptr (GError) error = NULL;
  KlSearchQuery query = { .words = words, .school_id = school_id, .kinds = kinds, .limit = 10 };
  KlSearchResult *result = kl_search_run (fixture->db, &query, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

/* The titles of what was found, joined. */
static char *
find (VaultFixture *fixture, gint64 school_id, KlSearchKind kind, const char *words)
{
  g_autoptr (KlSearchResult) result =
    search_in (fixture, school_id, KL_SEARCH_KIND_BIT (kind), words);
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < result->hits->len; i++)
    {
      const KlSearchHit *hit = result->hits->pdata[i];

      g_assert_cmpint (hit->kind, ==, kind);
      g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", hit->title);
    }
  g_assert_cmpuint (result->totals[kind], >=, result->hits->len);

  return g_string_free_and_steal (titles);
}

#define assert_found(fixture, school, kind, words, expected)                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_titles = find (fixture, school, kind, words);                           \
    g_assert_cmpstr (found_titles, ==, expected);                                                  \
  }                                                                                                \
  G_STMT_END

static void
test_names (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *expected;
  } cases[] = {
    { "jelle", "Jelle van den Berg" },
    { "JEL", "Jelle van den Berg" },
    { "berg jelle", "Jelle van den Berg" },
    { "berg", "Jelle van den Berg" },
    { "van den berg", "Jelle van den Berg" },
    { "vandenberg", "Jelle van den Berg" },
    { "zoe", "Zoë D'Angelo" },
    { "Zoë", "Zoë D'Angelo" },
    { "d'angelo", "Zoë D'Angelo" },
    { "dangelo", "Zoë D'Angelo" },
    { "D’Ang", "Zoë D'Angelo" },
    { "celik", "Mohammed Çelik-Yıldız" },
    { "yildiz", "Mohammed Çelik-Yıldız" },
    { "celik-yil", "Mohammed Çelik-Yıldız" },
    { "mohamed", "Mohammed Çelik-Yıldız" },
    { "moehammed", "Mohammed Çelik-Yıldız" },
    { "muhamm", "Mohammed Çelik-Yıldız" },
    { "tsjelik", "Mohammed Çelik-Yıldız" },
    { "selik muhammad", "Mohammed Çelik-Yıldız" },
    { "jilmas", "" },
    { "jildis", "Mohammed Çelik-Yıldız" },
    { "van der berch", "Jelle van den Berg" },
    { "mhmt", "" },
    { "mh", "" },
    { "jele", "Jelle van den Berg" },
    { "jlele", "Jelle van den Berg" },
    { "y", "Yara Can|Mohammed Çelik-Yıldız" },
    { "noor", "" },
    { "xyzzy", "" },
    { "berg yara", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (fixture, world.here, KL_SEARCH_PUPILS, cases[i].words, cases[i].expected);
  assert_found (fixture, 0, KL_SEARCH_PUPILS, "van den berg",
                "Jelle van den Berg|Noor van den Berg");
}

static void
test_ranges (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlSearchResult) result =
    search_in (fixture, world.here, KL_SEARCH_KIND_BIT (KL_SEARCH_PUPILS), "zoe dang");
  const KlSearchHit *hit = result->hits->pdata[0];
  const KlTextRange *ranges = (const KlTextRange *) hit->title_ranges->data;

  g_assert_cmpuint (hit->title_ranges->len, ==, 2);
  g_assert_cmpint (strncmp (hit->title + ranges[0].start, "Zoë", ranges[0].end - ranges[0].start),
                   ==, 0);
  g_assert_cmpuint (ranges[0].end - ranges[0].start, ==, strlen ("Zoë"));
  g_assert_cmpuint (ranges[1].end - ranges[1].start, ==, strlen ("D'Ang"));
  g_assert_cmpstr (hit->school_name, ==, "KC De Wilgenroos");
}

/* Quotes, operators and other signs are words like any others. */
static void
test_hostile (VaultFixture *fixture, gconstpointer data)
{
  static const char *const typed[] = {
    "\"",
    "\"\"\"",
    "*",
    "jelle*",
    "jelle OR noor",
    "NOT",
    "AND",
    "NEAR(a b)",
    "a NEAR/2 b",
    "col:x",
    "body:toegang",
    "-jelle",
    "^jelle",
    "(",
    ")",
    "{a b}",
    "+",
    "'; DROP TABLE pupil",
    "%",
    "_",
    "\\",
    "?1",
    ":reader",
    "\x01\x02",
    "\xff\xfe",
    "\xc3",
    "🙂",
    "   ",
    "",
    "a\tb\nc",
    "\"jelle\"",
    "jelle\" OR \"",
    "a \"*\" b",
    "toegang*",
    "\"toegang\" *",
    "--",
  };
  g_autofree char *large = g_strnfill (100000, 'a');
  g_autofree char *words = NULL;
  g_autoptr (GString) many = g_string_new (NULL);

  note (fixture, world.driftbuien, TODAY, KL_VISIBILITY_TEAM,
        "Toegang \"en\" Regie* belt (OR) terug");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (KlSearchResult) result = search_in (fixture, world.here, 0, typed[i]);

      g_assert_nonnull (result);
    }
  {
    g_autoptr (KlSearchResult) result = search_in (fixture, world.here, 0, large);

    g_assert_cmpuint (result->hits->len, ==, 0);
  }
  for (guint i = 0; i < 500; i++)
    g_string_append (many, "a\" ");
  {
    g_autoptr (KlSearchResult) result = search_in (fixture, world.here, 0, many->str);

    g_assert_nonnull (result);
  }

  assert_found (fixture, world.here, KL_SEARCH_PUPILS, "\"jelle\"", "Jelle van den Berg");
  assert_found (fixture, world.here, KL_SEARCH_PUPILS, "jelle OR yara", "");
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "regie* \"or\"",
                "Toegang \"en\" Regie* belt (OR) terug");
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM pupil"), ==, 5);
}

static void
test_texts (VaultFixture *fixture, gconstpointer data)
{
  note (fixture, world.driftbuien, TODAY - 9, KL_VISIBILITY_TEAM,
        "Moeder belt over de café-avond.");
  note (fixture, world.driftbuien, TODAY - 5, KL_VISIBILITY_TEAM, "Toegangspoort was dicht.");
  note (fixture, world.driftbuien, TODAY - 7, KL_VISIBILITY_TEAM, "De toegang is geregeld.");
  note (fixture, world.driftbuien, TODAY - 3, KL_VISIBILITY_TEAM,
        "Nog een keer d'Angelo gesproken.");
  note (fixture, world.brugklas, TODAY - 1, KL_VISIBILITY_TEAM, "Toegang gevraagd.");

  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "cafe", "Moeder belt over de café-avond.");
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "moeder caf",
                "Moeder belt over de café-avond.");
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "d'angelo",
                "Nog een keer d'Angelo gesproken.");
  /* The whole word first, then the newest. */
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "toegang",
                "De toegang is geregeld.|Toegangspoort was dicht.");
  assert_found (fixture, world.there, KL_SEARCH_ENTRIES, "toegang", "Toegang gevraagd.");
  assert_found (fixture, 0, KL_SEARCH_ENTRIES, "toegang",
                "Toegang gevraagd.|De toegang is geregeld.|Toegangspoort was dicht.");
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "moeder toegang", "");
}

/* Beginnings longer than the index keeps, with marks, in parts and at every length. */
static void
test_beginnings (VaultFixture *fixture, gconstpointer data)
{
  static const char *const found[] = {
    "besp",           "bespr",     "bespreki",           "besprekingen",
    "met besprekin",  "ÉÉNOUDERG", "e\u0301e\u0301noud", "d'angel",
    "ouder-kindbesp", "ouder-kind"
  };
  static const char *const not_found[] = { "besprokk",      "besprekingenx", "kinderbesp",
                                           "besprekin met", "angelina",      "ouder-kindbesx" };

  note (fixture, world.driftbuien, TODAY - 1, KL_VISIBILITY_TEAM,
        "Lange besprekingen met een ééNoudergezin, d'Angelo en een ouder-kindbespreking.");
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    assert_found (
      fixture, world.here, KL_SEARCH_ENTRIES, found[i],
      "Lange besprekingen met een ééNoudergezin, d'Angelo en een ouder-kindbespreking.");
  for (guint i = 0; i < G_N_ELEMENTS (not_found); i++)
    assert_found (fixture, world.here, KL_SEARCH_ENTRIES, not_found[i], "");

  assert_found (fixture, world.here, KL_SEARCH_CASES, "driftbui", "Driftbuien thuis");
  assert_found (fixture, world.here, KL_SEARCH_CASES, "driftbuix", "");
  assert_found (fixture, world.here, KL_SEARCH_PUPILS, "mohamme", "Mohammed Çelik-Yıldız");
}

static void
test_entry_hit (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlSearchResult) result = NULL;
  const KlSearchHit *hit;
  const KlTextRange *range;

  note (
    fixture, world.driftbuien, TODAY - 2, KL_VISIBILITY_TEAM,
    "Een lang verhaal over de ochtend, het ontbijt, de jas die kwijt was en de fiets die lek was,"
    " totdat Toegang belde en alles anders werd dan verwacht, want er was nu ineens een plek"
    " vrij in de groep van woensdag.");
  result = search_in (fixture, world.here, KL_SEARCH_KIND_BIT (KL_SEARCH_ENTRIES), "toeg");
  hit = result->hits->pdata[0];
  range = &g_array_index (hit->title_ranges, KlTextRange, 0);

  g_assert_cmpuint (g_utf8_strlen (hit->title, -1), <=, 100);
  g_assert_cmpint (strncmp (hit->title + range->start, "Toeg", 4), ==, 0);
  g_assert_cmpuint (range->end - range->start, ==, 4);
  g_assert_cmpstr (hit->detail, ==, "Driftbuien thuis");
  g_assert_cmpint (hit->case_id, ==, world.driftbuien);
  g_assert_cmpint (hit->day, ==, TODAY - 2);
  g_assert_cmpint (hit->word, ==, KL_ENTRY_CONVERSATION);
  g_assert_cmpstr (hit->who->name, ==, "Samira Bouali");
}

/* A corrected text is found by its new words, not by its old ones. */
static void
test_corrected (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlEntry) entry = NULL;
  gint64 id = case_fixture_add_entry (fixture, world.driftbuien, KL_ENTRY_NOTE, TODAY,
                                      KL_VISIBILITY_TEAM, "Gesproken met Karel.");

  entry = kl_entries_get (fixture->db, id, NULL);
  g_set_str (&entry->text, "Gesproken met Pieter.");
  g_assert_true (kl_entries_correct (fixture->db, entry, "verkeerde naam", TODAY, NULL, NULL));
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "karel", "");
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "pieter", "Gesproken met Pieter.");
}

/* By the title, by the pupil in it, by the partner it went to; open ones first. */
static void
test_cases (VaultFixture *fixture, gconstpointer data)
{
  KlPartner partner = { .name = (char *) "Team Toegang en Regie",
                        .kind = (char *) "toegang",
                        .usual_days = 24 };
  gint64 old = add_case (fixture, world.here, world.jelle, "Driftbuien op school");
  gint64 partner_id = kl_partners_add (fixture->db, &partner, NULL);

  g_assert_cmpint (partner_id, >, 0);
  case_fixture_run (fixture, "UPDATE care_case SET status = 4 WHERE id = %" G_GINT64_FORMAT, old);
  case_fixture_run (fixture,
                    "INSERT INTO referral (school_id, case_id, partner_id, purpose, status)"
                    " VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
                    ", 0, 1)",
                    world.here, world.driftbuien, partner_id);

  assert_found (fixture, world.here, KL_SEARCH_CASES, "drift",
                "Driftbuien thuis|Driftbuien op school");
  assert_found (fixture, world.here, KL_SEARCH_CASES, "jelle",
                "Driftbuien thuis|Driftbuien op school");
  assert_found (fixture, world.here, KL_SEARCH_CASES, "toegang", "Driftbuien thuis");
  assert_found (fixture, world.here, KL_SEARCH_CASES, "brugklas", "");
  assert_found (fixture, 0, KL_SEARCH_CASES, "brugklas", "Bang voor de brugklas");
  assert_found (fixture, world.here, KL_SEARCH_PARTNERS, "toegang", "Team Toegang en Regie");
  {
    g_autoptr (KlSearchResult) result =
      search_in (fixture, world.here, KL_SEARCH_KIND_BIT (KL_SEARCH_CASES), "drift");
    const KlSearchHit *hit = result->hits->pdata[0];

    g_assert_cmpstr (hit->detail, ==, "Jelle van den Berg");
    g_assert_cmpstr (hit->who->name, ==, "Samira Bouali");
    g_assert_cmpint (hit->word, ==, KL_THEME_GROWING_UP);
    g_assert_false (hit->over);
    g_assert_true (((KlSearchHit *) result->hits->pdata[1])->over);
  }
}

static void
test_actions_and_people (VaultFixture *fixture, gconstpointer data)
{
  KlPerson samira = { .kind = KL_PERSON_PROFESSIONAL, .id = world.samira };
  KlAction later = { .case_id = world.driftbuien,
                     .school_id = world.here,
                     .text = (char *) "Moeder terugbellen",
                     .owner = &samira,
                     .agreed_on = TODAY,
                     .due = TODAY + 9 };
  KlAction sooner = later;

  sooner.text = (char *) "Moeder de folder geven";
  sooner.due = TODAY + 1;
  g_assert_cmpint (kl_actions_add (fixture->db, &later, NULL), >, 0);
  g_assert_cmpint (kl_actions_add (fixture->db, &sooner, NULL), >, 0);

  assert_found (fixture, world.here, KL_SEARCH_ACTIONS, "moeder",
                "Moeder de folder geven|Moeder terugbellen");
  assert_found (fixture, world.there, KL_SEARCH_ACTIONS, "moeder", "");
  assert_found (fixture, world.here, KL_SEARCH_PROFESSIONALS, "samira", "Samira Bouali");
  assert_found (fixture, 0, KL_SEARCH_PROFESSIONALS, "bouali", "Samira Bouali");
  assert_found (fixture, world.here, KL_SEARCH_PROFESSIONALS, "tineke", "");
}

/* What the reader may not see is not found, nor counted. */
static void
test_visibility (VaultFixture *fixture, gconstpointer data)
{
  note (fixture, world.driftbuien, TODAY - 1, KL_VISIBILITY_TEAM, "Sleutelwoord voor het team.");
  note (fixture, world.driftbuien, TODAY - 2, KL_VISIBILITY_OWNER_AND_DIRECTOR,
        "Sleutelwoord voor regie en directeur.");
  note (fixture, world.driftbuien, TODAY - 3, KL_VISIBILITY_PRIVATE, "Sleutelwoord voor mij.");

  /* The owner and writer. */
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "sleutelwoord",
                "Sleutelwoord voor het team.|Sleutelwoord voor regie en directeur.|"
                "Sleutelwoord voor mij.");
  kl_db_set_actor (fixture->db, "slot", world.marleen);
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "sleutelwoord",
                "Sleutelwoord voor het team.");
  /* A director outside the case: what is meant for him, and that there is such a case. */
  kl_db_set_actor (fixture->db, "slot", world.ruud);
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "sleutelwoord",
                "Sleutelwoord voor regie en directeur.");
  assert_found (fixture, world.here, KL_SEARCH_CASES, "drift", "Driftbuien thuis");
  /* Of another school: nothing, not even a name. */
  kl_db_set_actor (fixture->db, "slot", world.tineke);
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "sleutelwoord", "");
  assert_found (fixture, 0, KL_SEARCH_ENTRIES, "sleutelwoord", "");
  assert_found (fixture, 0, KL_SEARCH_CASES, "drift", "");
  assert_found (fixture, world.here, KL_SEARCH_PUPILS, "jelle", "");
  assert_found (fixture, 0, KL_SEARCH_PUPILS, "berg", "Noor van den Berg");
  {
    g_autoptr (KlSearchResult) result = search_in (fixture, 0, 0, "sleutelwoord");

    g_assert_cmpuint (kl_search_result_get_total (result), ==, 0);
  }
  /* The owner of a vault without professionals: all but what is private. */
  kl_db_set_actor (fixture->db, "slot", 0);
  assert_found (fixture, world.here, KL_SEARCH_ENTRIES, "sleutelwoord",
                "Sleutelwoord voor het team.|Sleutelwoord voor regie en directeur.");
}

static void
test_limit (VaultFixture *fixture, gconstpointer data)
{
  KlSearchQuery query = { .words = "gesproken", .school_id = world.here };
  g_autoptr (KlSearchResult) result = NULL;

  for (int i = 0; i < 12; i++)
    note (fixture, world.driftbuien, TODAY - i, KL_VISIBILITY_TEAM, "Gesproken met vader.");
  result = kl_search_run (fixture->db, &query, NULL);
  g_assert_cmpuint (result->hits->len, ==, 3);
  g_assert_cmpuint (result->totals[KL_SEARCH_ENTRIES], ==, 12);
  g_assert_false (result->capped[KL_SEARCH_ENTRIES]);
  g_assert_cmpint (((KlSearchHit *) result->hits->pdata[0])->day, ==, TODAY);
}

static void
open_case (VaultFixture *fixture, gint64 case_id)
{
  g_assert_true (kl_db_begin (fixture->db, NULL));
  g_assert_true (kl_db_end (fixture->db,
                            kl_audit_append_for_case (fixture->db, KL_AUDIT_READ, KL_AUDIT_CASE,
                                                      case_id, case_id, NULL, NULL),
                            NULL));
}

/* A child opens its case, for who may see that. */
static void
test_own_case (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlSearchResult) seen =
    search_in (fixture, 0, KL_SEARCH_KIND_BIT (KL_SEARCH_PUPILS), "jelle");
  g_autoptr (KlSearchResult) unseen = NULL;

  g_assert_cmpuint (seen->hits->len, >, 0);
  g_assert_cmpint (((KlSearchHit *) seen->hits->pdata[0])->id, ==, world.jelle);
  g_assert_cmpint (((KlSearchHit *) seen->hits->pdata[0])->case_id, ==, world.driftbuien);

  kl_db_set_actor (fixture->db, "slot", world.ruud);
  unseen = search_in (fixture, 0, KL_SEARCH_KIND_BIT (KL_SEARCH_PUPILS), "jelle");
  g_assert_cmpint (((KlSearchHit *) unseen->hits->pdata[0])->id, ==, world.jelle);
  g_assert_cmpint (((KlSearchHit *) unseen->hits->pdata[0])->case_id, ==, 0);
}

static void
open_card (VaultFixture *fixture, gint64 partner_id)
{
  g_assert_true (kl_db_begin (fixture->db, NULL));
  g_assert_true (kl_db_end (fixture->db,
                            kl_audit_append (fixture->db, KL_AUDIT_READ, KL_AUDIT_PARTNER,
                                             partner_id, world.here, 0, NULL, NULL),
                            NULL));
}

/* What was opened last, of what may still be seen. */
static void
test_opened (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlSearchResult) none = kl_search_list_opened (fixture->db, 0, 8, NULL);
  g_autoptr (KlSearchResult) all = NULL;
  g_autoptr (KlSearchResult) here = NULL;
  g_autoptr (KlSearchResult) cards = NULL;
  g_autoptr (KlSearchResult) other = NULL;
  const gint64 quiet = vault_fixture_ask (fixture->db, "SELECT max (id) FROM partner");

  g_assert_cmpuint (none->hits->len, ==, 0);
  open_case (fixture, world.driftbuien);
  open_case (fixture, world.brugklas);
  open_case (fixture, world.driftbuien);
  open_case (fixture, world.brugklas);

  all = kl_search_list_opened (fixture->db, 0, 8, NULL);
  g_assert_cmpuint (all->hits->len, ==, 2);
  g_assert_cmpint (((KlSearchHit *) all->hits->pdata[0])->case_id, ==, world.brugklas);
  g_assert_cmpstr (((KlSearchHit *) all->hits->pdata[1])->title, ==, "Driftbuien thuis");
  here = kl_search_list_opened (fixture->db, world.here, 8, NULL);
  g_assert_cmpuint (here->hits->len, ==, 1);

  /* Cards of partners come after the cases; one that is not there any more is left out. */
  open_card (fixture, quiet);
  open_card (fixture, quiet + 1000);
  cards = kl_search_list_opened (fixture->db, 0, 8, NULL);
  g_assert_cmpuint (cards->hits->len, ==, 3);
  g_assert_cmpint (((KlSearchHit *) cards->hits->pdata[2])->kind, ==, KL_SEARCH_PARTNERS);
  g_assert_cmpint (((KlSearchHit *) cards->hits->pdata[2])->id, ==, quiet);
  g_assert_cmpuint (cards->totals[KL_SEARCH_CASES], ==, 2);
  g_assert_cmpuint (cards->totals[KL_SEARCH_PARTNERS], ==, 1);

  /* The same key in the hands of who may not see it. */
  kl_db_set_actor (fixture->db, "slot", world.ruud);
  other = kl_search_list_opened (fixture->db, 0, 8, NULL);
  g_assert_cmpuint (other->totals[KL_SEARCH_CASES], ==, 0);
}

static void
test_logged (VaultFixture *fixture, gconstpointer data)
{
  gint64 before = vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record");
  g_autoptr (KlSearchResult) result = search_in (fixture, world.here, 0, "jelle");

  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record"), ==,
                   before + 1);
  g_assert_cmpint (vault_fixture_ask (fixture->db,
                                      "SELECT act = 2 AND user_id = 'slot' AND ground = ''"
                                      " FROM audit_record ORDER BY id DESC LIMIT 1"),
                   ==, 1);
}

/* Whom a new question may be about. */
static void
test_suggest (VaultFixture *fixture, gconstpointer data)
{
  gint64 family_id = kl_families_add (fixture->db, "van den Berg", NULL);
  KlGroup group = { .school_id = world.here, .school_year = 2025, .name = (char *) "5", .year = 5 };
  g_autoptr (KlSearchResult) names = NULL;
  g_autoptr (KlSearchResult) classes = NULL;
  gint64 before;

  g_assert_true (kl_families_link_pupil (fixture->db, family_id, world.jelle, NULL));
  g_assert_true (kl_groups_add (fixture->db, &group, NULL));
  before = vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record");

  names = kl_search_suggest (fixture->db, world.here, "be", 5, NULL);
  g_assert_cmpuint (names->hits->len, ==, 2);
  g_assert_cmpint (((KlSearchHit *) names->hits->pdata[0])->kind, ==, KL_SEARCH_PUPILS);
  g_assert_cmpint (((KlSearchHit *) names->hits->pdata[1])->kind, ==, KL_SEARCH_FAMILIES);
  g_assert_cmpstr (((KlSearchHit *) names->hits->pdata[1])->detail, ==, "Jelle");

  classes = kl_search_suggest (fixture->db, world.here, "5", 5, NULL);
  g_assert_cmpuint (classes->hits->len, ==, 1);
  g_assert_cmpint (((KlSearchHit *) classes->hits->pdata[0])->id, ==, group.id);
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM audit_record"), ==,
                   before);
}

#define search_test_add(path, function)                                                            \
  g_test_add (path, VaultFixture, NULL, set_up, function, vault_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  search_test_add ("/store/search/names", test_names);
  search_test_add ("/store/search/ranges", test_ranges);
  search_test_add ("/store/search/hostile", test_hostile);
  search_test_add ("/store/search/texts", test_texts);
  search_test_add ("/store/search/beginnings", test_beginnings);
  search_test_add ("/store/search/entry-hit", test_entry_hit);
  search_test_add ("/store/search/corrected", test_corrected);
  search_test_add ("/store/search/cases", test_cases);
  search_test_add ("/store/search/actions-and-people", test_actions_and_people);
  search_test_add ("/store/search/visibility", test_visibility);
  search_test_add ("/store/search/limit", test_limit);
  search_test_add ("/store/search/logged", test_logged);
  search_test_add ("/store/search/opened", test_opened);
  search_test_add ("/store/search/own-case", test_own_case);
  search_test_add ("/store/search/suggest", test_suggest);

  return g_test_run ();
}
