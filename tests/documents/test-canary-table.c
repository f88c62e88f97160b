/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary-papers.h"

#include "documents/kl-document.h"
#include "pdf-reader.h"

/*
 * Every document for every reader, while the consent is given, for everything or for a part,
 * refused, taken back, ended and never asked. Words are planted for each visibility and at last in
 * every text column of the database, also in those that will come: what is not said to be seen
 * below must not be on any paper.
 */

/* What was said about telling the partner. */
typedef enum
{
  GIVEN,
  NARROW, /* for what is asked and who it is alone */
  REFUSED,
  WITHDRAWN,
  EXPIRED,
  NEVER,
  N_STATES,
} State;

static const struct
{
  const char *name;
  const char *sql;
} states[N_STATES] = {
  [GIVEN] = { "given", "UPDATE consent SET status = 0, categories = 0" },
  [NARROW] = { "narrow", "UPDATE consent SET categories = 3" },
  [REFUSED] = { "refused", "UPDATE consent SET status = 1, categories = 0 WHERE id = 901" },
  [WITHDRAWN] = { "withdrawn", "UPDATE consent SET status = 2, withdrawn_on = first_day + 1"
                               " WHERE id = 901" },
  [EXPIRED] = { "ended", "UPDATE consent SET status = 0, withdrawn_on = 0, last_day = first_day + 2"
                         " WHERE id = 901" },
  [NEVER] = { "never asked", "DELETE FROM consent WHERE id = 901" },
};

/*
 * + is there, . is not. The groups of letters are pack, summary, sheet, child, letter, minutes,
 * actions and file. @less stands for a consent to a part; without any a partner at the table reads
 * what a stranger there does.
 */
typedef struct
{
  const char *word;
  const char *seen;
  const char *less;
} Canary;

/* clang-format off */
static const Canary canaries[] = {
  { "Kanarietitel", "++++. ++++ +++ . . .... .. +++", NULL },
  { "Kanarieteam.", "+++.. ++++ ... . . .... .. +++", NULL }, /* a note for the team */
  { "Kanariegeheim", "..... .... ... . . .... .. ...", NULL }, /* a working note of who prints */
  { "Kanariedirectie", "..+.. ..++ ... . . .... .. ++.", NULL }, /* for owner and director */
  { "Kanariemoeder.", "++++. ++++ ++. . . .... .. +.+", "+++.. ++++ .+. . . .... .. +.+" }, /* a talk with the mother */
  { "Kanariemoederprive", "..... .... ... . . .... .. ...", NULL },
  { "Kanariemoederdirectie", "..+.. ..++ ... . . .... .. +..", NULL },
  { "Kanarievader", "++++. ++++ +.+ . . .... .. .++", "+++.. ++++ ..+ . . .... .. .++" }, /* with the father */
  { "Kanarievroeger", "+++.. ++++ .+. . . .... .. +.+", NULL }, /* with her before the consent */
  { "Kanarieander.", "+++.. ++++ ... . . .... .. ..+", NULL }, /* about the other child */
  { "Kanariequiet", "+++.. ++++ ... . . .... .. +++", NULL }, /* with another partner */
  { "Kanariemeldcode", "+++.. ++++ ... . . .... .. ..+", NULL },
  { "Kanariekind.", "++++. ++++ +.. . . .... .. +++", "+++.. ++++ ... . . .... .. +++" }, /* with the child */
  { "Kanariekindprive", "..... .... ... . . .... .. ...", NULL },
  { "Kanariehuisbezoek", "..+.. ..++ ... . . .... .. ++.", NULL }, /* a home visit for owner and director */
  { "Kanariesignaal", "++++. ++++ +.. . . .... .. +++", "+++.. ++++ ... . . .... .. +++" },
  { "Kanarievankarin", "..... .... ... . . .... .. ...", NULL }, /* of another */
  { "Kanarieactie", "+++.. ++++ ... . . .... +. +++", NULL }, /* of the team */
  { "Kanarieafspraak", "+++.. ++++ .+. . . .... +. +++", NULL }, /* agreed with the mother */
  { "Kanariemetkind", "+++.. ++++ ... + . .... +. +++", NULL }, /* agreed with the child */
  { "Kanarievraagbij", "...+. .... +.. . + .... .. +++", NULL }, /* asked of the partner */
  { "Kanarieoverbrug", "...+. .... +++ . + .... .. +++", "..... .... .++ . . .... .. +++" }, /* what school does meanwhile */
  { "Kanarievraagquiet", "..... .... ... . . .... .. +++", NULL }, /* asked of another */
  { "Kanariemelding", "..... .... ... . . .... .. ..+", NULL }, /* a report to Veilig Thuis */
  { "Kanarietoestem", "..... .... +++ . . .... .. +++", NULL }, /* what consent is for */
  { "Kanariepapa", "+++.. ++++ ... . . .... .. .++", NULL }, /* the surname of the father */
  { "Kanariebewijs", "..... .... ... . . .... .. ...", NULL }, /* where the proof is */
  { "Kanarieoud", "..... .... ... . . .... .. +++", NULL }, /* what a note said before */
  { "Kanarienieuw", "++++. ++++ +.. . . .... .. +++", "+++.. ++++ ... . . .... .. +++" },
  { "Kanariepleeg", "..... .... ... . . .... .. ..+", NULL },    /* at home with the other child */
  { "Kanariebuurvrouw", "+++.. ++++ ... . . .... .. ..+", NULL }, /* a face that is no professional */
  { "Amrani", "+++.. ++++ ... . . ++.. .. ..+", NULL }, /* the other child in the case */
  { "Ilias", "+++.. ++++ ... . . ++.. +. ..+", NULL },
  { "Jelle", "++++. ++++ +++ + + +++. +. +++", "++++. ++++ +++ + + ++.. +. +++" },
  { "Berg", "++++. ++++ +++ . + +++. .. +++", "++++. ++++ +++ . + ++.. .. +++" },
  { "Fenna", "..... .... ... . . .... .. ...", NULL }, /* a sister elsewhere */
  { "Miranda", "+++.. ++++ ... . . .... .. +.+", NULL }, /* the mother */
  { "Verhagen", "+++++ ++++ ... . . ++++ ++ +++", NULL }, /* a colleague */
  { "Kanariepuntvraag", "+++.. .... ... . . ++.. .. ...", NULL },
  { "Kanariepuntnoot", "..... .... ... . . ++.. .. ...", NULL },
  { "Kanariepuntbesluit", "..... .... ... . . ++.. .. ...", NULL },
  { "Kanariepuntactie", "..... .... ... . . .... ++ ...", NULL },
  { "Kanariezaakvraag", "+++.. .... ... . . +++. .. ...", "+++.. .... ... . . ++.. .. ..." },
  { "Kanariezaaknoot", "..... .... ... . . +++. .. ...", "..... .... ... . . ++.. .. ..." },
  { "Kanariezaakbesluit", "..... .... ... . . +++. .. ...", "..... .... ... . . ++.. .. ..." },
  { "Kanariezaakactie", "+++.. ++++ ... . . .... .. +++", NULL },
  { "Kanariegesloten", "+++.. .... ... . . .... .. ...", NULL },
  { "Noor", "+++.. .... ... . . ++.. ++ ...", NULL }, /* a child with another case */
  { "Jansen", "+++.. .... ... . . ++.. .. ...", NULL },
  { "Kanarieandervraag", "+++.. .... ... . . ++.. .. ...", NULL },
  { "Kanarieanderenoot", "..... .... ... . . ++.. .. ...", NULL },
  { "Kanarieanderebesluit", "..... .... ... . . ++.. .. ...", NULL },
  { "Kanarieandereactie", "+++.. .... ... . . .... ++ ...", NULL },
  { "Kanariewilma", "+++.. .... ... . . ++.. .. ...", NULL }, /* her mother, at the meeting */
  { "Kanariegast", "+++.. .... ... . . ++.. .. ...", NULL }, /* a guest at the meeting */
  { "Kanarieafwezig", "..... .... ... . . .... .. ...", NULL }, /* why somebody does not come */
  { "Kanarieouders", "..... .... ... . . .... .. ...", NULL },
  { "Kanarieleerling", "..... .... ... . . .... .. ...", NULL },
  { "Kanariecirkel.", "..... .... ... + . .... .. ...", NULL }, /* the child's own, by the wheel */
  { "Kanariecirkeleerst", "..... .... ... . . .... .. ...", NULL },
  { "Kanariecirkelander", "..... .... ... . . .... .. ...", NULL }, /* of the other child */
};

/* What else may be on paper; the columns of the words above stand here too. */
static const Canary columns[] = {
  { "pupil.municipality", "+++.. .... ... . . .... .. ...", NULL },
  { "guardian.municipality", "+++.. .... ... . . .... .. ...", NULL },
  { "partner.address", "..... .... ... . + .... .. ...", NULL },
  { "partner.postcode", "..... .... ... . + .... .. ...", NULL },
  { "partner.town", "..... .... ... . + .... .. ...", NULL },
  { "care_case.title", "++++. ++++ +++ . . .... .. +++", NULL },
  { "trust_link.person_name", "+++.. ++++ ... . . .... .. ..+", NULL },
  { "referral.body", "...+. .... +.. . + .... .. +++", NULL },
  { "referral.bridging", "...+. .... +++ . + .... .. +++", NULL },
  { "referral.declined_why", "..... .... ... . . .... .. +++", NULL },
  { "consent.purpose", "..... .... +++ . . .... .. +++", NULL },
  { "consent.how", "++++. ++++ ... . . .... .. ...", NULL },
  { "meeting.place", "+++++ .... ... . . .... .. ...", NULL },
  { "attendee.person_name", "+++.. .... ... . . ++.. .. ...", NULL },
  { "agenda_item.title", "+++.. .... ... . . ++.. .. ...", NULL },
  { "agenda_item.question", "+++.. .... ... . . +++. .. ...", NULL },
  { "agenda_item.decision", "+++.. .... ... . . .... .. ...", NULL },
  { "agenda_item.notes", "..... .... ... . . +++. .. ...", NULL },
  { "action.body", "+++.. ++++ .+. + . .... ++ +++", NULL },
  { "decision.body", "..... .... ... . . +++. .. ...", NULL },
  { "entry.body", "++++. ++++ +++ . . .... .. +++", NULL },
  { "entry.decision", "..... .... ... . . .... .. +++", NULL },
  { "entry.reason", "..... .... ... . . .... .. +++", NULL },
  { "wellbeing_round.words", "..... .... ... + . .... .. ...", NULL },
};
/* clang-format on */

/* Names and keys: they hold the words above, or order what is there. */
static const char *const natural[] = { "school.name",
                                       "family.name",
                                       "school_group.name",
                                       "pupil.given",
                                       "pupil.prefix",
                                       "pupil.surname",
                                       "guardian.name",
                                       "professional.given",
                                       "professional.prefix",
                                       "professional.surname",
                                       "partner.name",
                                       "vault_user.name",
                                       NULL };

enum
{
  SQL_LIST_COLUMNS,
  SQL_LIST_GUARDS,
  N_SQL
};

static const char *const statements[N_SQL] = {
  [SQL_LIST_COLUMNS] =
    "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info (m.name) c"
    " WHERE m.type = 'table' AND upper (c.type) = 'TEXT' AND c.pk = 0 AND m.sql NOT LIKE"
    " 'CREATE VIRTUAL%' AND m.name NOT LIKE '%search%' AND m.name NOT IN"
    " ('audit_record', 'vault_fact', 'entry_version') AND c.name NOT IN ('sort_key', 'name_folded', 'parent_code',"
    " 'code', 'extra', 'fields')",
  [SQL_LIST_GUARDS] =
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%' AND sql NOT LIKE"
    " '%INSERT INTO%'",
};

static const KlSql sql = KL_SQL (statements);

/* Words may be broken over lines. */
static GString *
read_whole (GBytes *bytes)
{
  g_autoptr (GString) all = canary_read (bytes);
  GString *whole = g_string_sized_new (all->len);

  for (gsize i = 0; i < all->len; i++)
    if (!g_ascii_isspace (all->str[i]))
      g_string_append_c (whole, all->str[i]);
  return whole;
}

/* The letter of a paper, without the spaces between the groups. */
static char
get_letter (const char *seen, CanaryPaper paper)
{
  for (guint n = 0; *seen != '\0'; seen++)
    if (*seen != ' ' && n++ == paper)
      return *seen;

  g_assert_not_reached ();
}

static gboolean
is_closed (State state, CanaryPaper paper)
{
  return state >= REFUSED && (paper == PAPER_SUMMARY_PARTNER || paper == PAPER_LETTER);
}

static char
get_expected (const Canary *canary, State state, CanaryPaper paper)
{
  const char *seen = state == NARROW && canary->less != NULL ? canary->less : canary->seen;

  if (state >= REFUSED && paper == PAPER_PACK_PARTNER)
    paper = PAPER_PACK_STRANGER;
  if (state >= REFUSED && paper == PAPER_MINUTES_PARTNER)
    paper = PAPER_MINUTES_STRANGER;
  return get_letter (seen, paper);
}

static void
check_words (const GString *whole, State state, CanaryPaper paper)
{
  g_autofree char *name = canary_paper_format (paper);

  for (gsize i = 0; i < G_N_ELEMENTS (canaries); i++)
    {
      const char expected = get_expected (&canaries[i], state, paper);

      /* What was never asked is told nowhere. */
      if (state == NEVER
          && (g_str_equal (canaries[i].word, "Kanarietoestem")
              || g_str_equal (canaries[i].word, "Miranda")))
        continue;
      if (canary_has (whole, canaries[i].word) == (expected == '+'))
        continue;
      g_test_message ("%s, consent %s: %s %s", name, states[state].name, canaries[i].word,
                      expected == '+' ? "is missing" : "came out");
      g_test_fail ();
    }
}

static void
check_paper (const CanaryVault *vault, State state, CanaryPaper paper)
{
  g_autofree char *paper_name = canary_paper_format (paper);
  g_autofree char *name = g_strdup_printf ("%s-%02d-%s", states[state].name, paper, paper_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = canary_paper_render (vault, paper, &error);
  g_autoptr (GString) whole = NULL;

  if (is_closed (state, paper))
    {
      g_assert_null (bytes);
      g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
      return;
    }
  g_assert_no_error (error);
  pdf_keep (bytes, name);
  whole = read_whole (bytes);
  check_words (whole, state, paper);
}

static void
test_words (VaultFixture *fixture, gconstpointer data)
{
  g_auto (CanaryVault) vault = { 0 };

  canary_vault_init (&vault, fixture);
  for (int state = 0; state < N_STATES; state++)
    {
      case_fixture_run (fixture, "%s", states[state].sql);
      for (int paper = 0; paper < N_PAPERS; paper++)
        check_paper (&vault, state, paper);
    }
}

/* Every column */

static GPtrArray *
list_names (VaultFixture *fixture, guint statement)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KlStmt) stmt = kl_db_statement (fixture->db, &sql, statement);
  g_autoptr (GError) error = NULL;

  while (kl_stmt_step (stmt))
    {
      g_autofree char *name = kl_stmt_dup_text (stmt, 0);

      if (!g_strv_contains (natural, name))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  g_assert_true (kl_stmt_finish (stmt, &error));
  return names;
}

/* What may not be changed any more is changed here all the same. */
static void
drop_guards (VaultFixture *fixture)
{
  g_autoptr (GPtrArray) guards = list_names (fixture, SQL_LIST_GUARDS);

  for (guint i = 0; i < guards->len; i++)
    case_fixture_run (fixture, "DROP TRIGGER %s", (const char *) g_ptr_array_index (guards, i));
}

static char *
make_word (guint i)
{
  return g_strdup_printf ("Kanarie%03ux", i);
}

/* Before what stands there; an event keeps what it said in a version. */
static void
plant (VaultFixture *fixture, const char *name, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);

  case_fixture_run (fixture, "UPDATE %s SET %s = '%s' || rowid || ' ' || coalesce (%s, '')%s",
                    parts[0], parts[1], word, parts[1],
                    g_str_equal (parts[0], "entry") ? ", version = version + 1" : "");
}

static const char *
find_seen (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (g_str_equal (columns[i].word, name))
      return columns[i].seen;

  return NULL;
}

static void
check_columns (const GString *whole, GPtrArray *names, CanaryPaper paper)
{
  g_autofree char *paper_name = canary_paper_format (paper);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *seen = find_seen (name);
      g_autofree char *word = make_word (i);
      const gboolean expected = seen != NULL && get_letter (seen, paper) == '+';

      if (canary_has (whole, word) == expected)
        continue;
      g_test_message ("%s: %s %s", paper_name, name, expected ? "is missing" : "came out");
      g_test_fail ();
    }
}

static void
test_columns (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) names = list_names (fixture, SQL_LIST_COLUMNS);
  g_auto (CanaryVault) vault = { 0 };

  canary_vault_init (&vault, fixture);
  g_assert_cmpuint (names->len, >, 60);
  drop_guards (fixture);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *word = make_word (i);

      plant (fixture, g_ptr_array_index (names, i), word);
    }
  for (int paper = 0; paper < N_PAPERS; paper++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = canary_paper_render (&vault, paper, &error);
      g_autoptr (GString) whole = NULL;

      g_assert_no_error (error);
      whole = read_whole (bytes);
      check_columns (whole, names, paper);
    }
}

/* Papers that there are not. */
static void
test_nobody (VaultFixture *fixture, gconstpointer data)
{
  static const char *const audiences[] = { "parents:1", "child:1" };
  g_auto (CanaryVault) vault = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  canary_vault_init (&vault, fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (audiences); i++)
    {
      KlAudience audience;

      g_assert_true (kl_audience_parse (audiences[i], &audience));
      bytes = canary_pack_render (&vault, &audience, &error);
      g_assert_null (bytes);
      g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
      g_clear_error (&error);
    }
  {
    const KlAudience stranger = { KL_AUDIENCE_PARTICIPANT, ANKE };

    bytes = canary_pack_render (&vault, &stranger, &error);
    g_assert_null (bytes);
    g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
    g_clear_error (&error);
    bytes = canary_minutes_render (&vault, &stranger, &error);
    g_assert_null (bytes);
    g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  }
}

/* A pupil of 16 decides what the parents read, and may have the whole file. */
static void
test_older (VaultFixture *fixture, gconstpointer data)
{
  static const char *const others[] = {
    "Amrani",          "Ilias",         "Kanariepleeg",  "Kanariegeheim", "Kanariekindprive",
    "Kanariemeldcode", "Kanarieander.", "Kanariebewijs", "Kanariemelding"
  };
  const KlAudience mother = { KL_AUDIENCE_PARENTS, MIRANDA };
  const KlAudience child = { KL_AUDIENCE_CHILD, JELLE };
  g_auto (CanaryVault) vault = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) whole = NULL;
  g_autoptr (GError) error = NULL;

  canary_vault_init (&vault, fixture);
  case_fixture_run (fixture, "UPDATE pupil SET birth = %d WHERE id = %d", kl_date_new (2009, 1, 5),
                    JELLE);
  g_assert_null (canary_sheet_render (&vault, &mother, &error));
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_null (canary_file_render (&vault, &mother, &error));
  g_assert_error (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED);
  g_clear_error (&error);

  bytes = canary_file_render (&vault, &child, &error);
  g_assert_no_error (error);
  whole = read_whole (bytes);
  g_assert_true (canary_has (whole, "Kanariekind."));
  g_assert_true (canary_has (whole, "Kanarieteam."));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (canary_has (whole, others[i]))
      g_error ("%s came out", others[i]);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/canary-table/words", test_words);
  case_test_add ("/canary-table/columns", test_columns);
  case_test_add ("/canary-table/nobody", test_nobody);
  case_test_add ("/canary-table/older", test_older);

  return g_test_run ();
}
