/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-import-match.h"
#include "exchange/kl-import-proposal.h"

#include "make-edexml.h"

#include <string.h>

/*
 * The proposal against a school that is kept in memory: what a proposal accepts is
 * written into it as the store would, and the same file once more must change nothing.
 */

#define SCHOOL_YEAR 2025
#define GROUPS                                                                                     \
  "<groep key=\"1\"><naam>3A</naam><jaargroep>3</jaargroep></groep>"                               \
  "<groep key=\"2\"><naam>4A</naam><jaargroep>4</jaargroep></groep>"                               \
  "<samengestelde_groep key=\"s\"><naam>Plusklas</naam></samengestelde_groep>"
#define JELLE                                                                                      \
  "<leerling key=\"10\"><achternaam>Berg</achternaam><voorvoegsel>van den</voorvoegsel>"           \
  "<roepnaam>Jelle</roepnaam><geboortedatum>2017-03-05</geboortedatum><geslacht>1</geslacht>"      \
  "<groep key=\"1\"/><postcodenl>5211AB</postcodenl></leerling>"
#define NOOR                                                                                       \
  "<leerling key=\"11\"><achternaam>Yilmaz</achternaam><roepnaam>Noor</roepnaam>"                  \
  "<geboortedatum>2016-11-30</geboortedatum><geslacht>2</geslacht><groep key=\"2\"/></leerling>"
#define LIA                                                                                        \
  "<leerkracht key=\"L\"><achternaam>Bruin</achternaam><roepnaam>Lia</roepnaam><rol>DIR</rol>"     \
  "<groepen><groep key=\"1\"/></groepen></leerkracht>"

/* The sanitizers make everything ten times slower; they look for other things. */
#if defined(__SANITIZE_ADDRESS__)
#define N_LARGE 10000
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define N_LARGE 10000
#endif
#endif
#ifndef N_LARGE
#define N_LARGE 100000
#endif

static KlDate today;

/* Auxiliary functions */

static KlEdexml *
read_text (const char *text)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  KlEdexml *edexml = kl_edexml_read (stream, 0, today, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return edexml;
}

static KlEdexml *
read_version (const char *version, const char *groups, const char *pupils, const char *teachers)
{
  g_autofree char *text = g_strdup_printf (
    "<EDEX><school><schooljaar>2025-2026</schooljaar><brincode>99QQ</brincode>"
    "<xsdversie>%s</xsdversie></school>\n"
    "<groepen>%s</groepen>\n<leerlingen>%s</leerlingen>\n<leerkrachten>%s</leerkrachten></EDEX>",
    version, groups, pupils, teachers);

  return read_text (text);
}

static KlEdexml *
read_parts (const char *pupils, const char *teachers)
{
  return read_version ("2.1", GROUPS, pupils, teachers);
}

/* The rows of a roster that was loaded anew. */
static KlRosterPupil *
copy_pupil (KlRoster *to, const KlRosterPupil *from)
{
  KlRosterPupil *copy = kl_roster_add_pupil (to, kl_pupil_copy (from->pupil), from->group, FALSE);

  for (guint i = 0; from->combined != NULL && i < from->combined->len; i++)
    kl_roster_pupil_add_combined (copy, g_array_index (from->combined, guint, i));
  if (copy->pupil->id == 0)
    copy->pupil->id = 1000 + to->pupils->len;
  return copy;
}

static void
copy_teacher (KlRoster *to, const KlRosterTeacher *from)
{
  KlRosterTeacher *copy =
    kl_roster_add_teacher (to, kl_professional_copy (from->professional), FALSE);

  for (guint i = 0; from->groups != NULL && i < from->groups->len; i++)
    kl_roster_teacher_add_group (copy, g_array_index (from->groups, guint, i));
  if (copy->professional->id == 0)
    copy->professional->id = 5000 + to->teachers->len;
}

static const KlRosterPupil *
find_written_pupil (const KlRoster *written, gint64 id)
{
  for (guint i = 0; i < written->pupils->len; i++)
    {
      const KlRosterPupil *row = g_ptr_array_index (written->pupils, i);

      g_assert_true (row->changed);
      if (row->pupil->id == id)
        return row;
    }

  return NULL;
}

static const KlRosterTeacher *
find_written_teacher (const KlRoster *written, gint64 id)
{
  for (guint i = 0; i < written->teachers->len; i++)
    {
      const KlRosterTeacher *row = g_ptr_array_index (written->teachers, i);

      g_assert_true (row->changed);
      if (row->professional->id == id)
        return row;
    }

  return NULL;
}

/* What the school is after a roster was written: the store's work, in small. */
static KlRoster *
write_roster (const KlRoster *before, const KlRoster *written)
{
  KlRoster *after = kl_roster_new (written->school_year);

  after->school = kl_school_copy (before->school);
  for (guint i = 0; i < written->groups->len; i++)
    {
      const KlRosterGroup *row = g_ptr_array_index (written->groups, i);
      KlGroup *group = kl_group_copy (row->group);

      g_assert_true (row->changed || group->id != 0);
      group->id = i + 1;
      kl_roster_add_group (after, group, FALSE);
    }
  for (guint i = 0; i < before->pupils->len; i++)
    {
      const KlRosterPupil *row = g_ptr_array_index (before->pupils, i);
      const KlRosterPupil *changed = find_written_pupil (written, row->pupil->id);

      copy_pupil (after, changed != NULL ? changed : row);
    }
  for (guint i = 0; i < written->pupils->len; i++)
    {
      const KlRosterPupil *row = g_ptr_array_index (written->pupils, i);

      if (row->pupil->id == 0)
        copy_pupil (after, row);
    }
  for (guint i = 0; i < before->teachers->len; i++)
    {
      const KlRosterTeacher *row = g_ptr_array_index (before->teachers, i);
      const KlRosterTeacher *changed = find_written_teacher (written, row->professional->id);

      copy_teacher (after, changed != NULL ? changed : row);
    }
  for (guint i = 0; i < written->teachers->len; i++)
    {
      const KlRosterTeacher *row = g_ptr_array_index (written->teachers, i);

      if (row->professional->id == 0)
        copy_teacher (after, row);
    }

  return after;
}

static KlRoster *
copy_roster (const KlRoster *roster)
{
  g_autoptr (KlRoster) nothing = kl_roster_new (roster->school_year);

  for (guint i = 0; i < roster->groups->len; i++)
    {
      const KlRosterGroup *row = g_ptr_array_index (roster->groups, i);

      kl_roster_add_group (nothing, kl_group_copy (row->group), FALSE);
    }

  return write_roster (roster, nothing);
}

static KlRoster *
new_school (void)
{
  KlRoster *roster = kl_roster_new (SCHOOL_YEAR);

  roster->school = g_new0 (KlSchool, 1);
  roster->school->id = 7;
  roster->school->brin = g_strdup ("99QQ");
  return roster;
}

/* Takes the school, as a proposal does, but compares with a copy of it. */
static KlImportProposal *
propose (const KlRoster *school, KlEdexml *edexml)
{
  return kl_import_proposal_new (copy_roster (school), edexml, today);
}

/* The school after everything in a file was accepted; a second run must find nothing. */
static KlRoster *
accept_file (const KlRoster *school, KlEdexml *edexml)
{
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  g_autoptr (KlImportProposal) again = NULL;
  g_autoptr (KlRoster) written = kl_import_proposal_make_roster (proposal);
  KlRoster *after = write_roster (school, written);

  again = propose (after, edexml);
  for (guint i = 0; i < kl_import_proposal_get_n_changes (again); i++)
    {
      g_autofree char *title = kl_import_proposal_get_title (again, i);
      g_autofree char *what = kl_import_proposal_describe (again, i);

      g_test_message ("again: %s: %s", title, what);
    }
  g_assert_true (kl_import_proposal_is_empty (again));
  return after;
}

static KlRoster *
make_school (const char *pupils, const char *teachers)
{
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlEdexml) edexml = read_parts (pupils, teachers);

  return accept_file (empty, edexml);
}

static const KlImportChange *
get_only_change (KlImportProposal *proposal, KlImportChangeKind kind)
{
  const KlImportChange *change;

  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, 1);
  change = kl_import_proposal_get_change (proposal, 0);
  g_assert_cmpint (change->kind, ==, kind);
  g_assert_cmpuint (kl_import_proposal_count (proposal, kind, change->row), ==, 1);
  return change;
}

static void
assert_field (const KlImportChange *change,
              guint i,
              KlImportField field,
              const char *before,
              const char *after)
{
  g_assert_cmpuint (i, <, change->n_fields);
  g_assert_cmpint (change->fields[i].field, ==, field);
  g_assert_cmpstr (change->fields[i].before, ==, before);
  g_assert_cmpstr (change->fields[i].after, ==, after);
}

static const KlPupil *
get_pupil (const KlRoster *roster, guint i)
{
  return ((KlRosterPupil *) g_ptr_array_index (roster->pupils, i))->pupil;
}

/* Cases */

static void
check_real (const char *name, guint n_pupils, guint n_groups, guint n_teachers)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../shared/data/edexml", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlRoster) after = NULL;
  g_autoptr (KlEdexml) edexml = NULL;
  g_autoptr (KlImportProposal) proposal = NULL;
  KlWorkerSafety safety;

  if (!g_file_query_exists (file, NULL))
    {
      g_test_skip ("the real files are not here");
      return;
    }

  edexml = kl_edexml_load (file, today, NULL, NULL, NULL, &safety, NULL, NULL);
  proposal = propose (empty, edexml);
  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==,
                    n_pupils + n_groups + n_teachers);
  after = accept_file (empty, edexml);
  g_assert_cmpuint (after->pupils->len, ==, n_pupils);
  g_assert_cmpuint (after->groups->len, ==, n_groups);
  g_assert_cmpuint (after->teachers->len, ==, n_teachers);
}

static void
test_real (void)
{
  check_real ("sample-1.03.xml", 400, 19, 29);
  check_real ("example-2.0.xml", 3, 8, 3);
  check_real ("example-2.1.xml", 3, 8, 3);
}

static void
test_added (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE NOOR, LIA);
  const KlRosterPupil *jelle = g_ptr_array_index (school->pupils, 0);
  const KlRosterTeacher *lia = g_ptr_array_index (school->teachers, 0);
  const KlRosterGroup *group = g_ptr_array_index (school->groups, 0);

  g_assert_cmpstr (jelle->pupil->external_key, ==, "10");
  g_assert_cmpstr (jelle->pupil->name, ==, "Jelle van den Berg");
  g_assert_cmpstr (jelle->pupil->surname, ==, "Berg");
  g_assert_cmpint (jelle->pupil->birth, ==, kl_date_new (2017, 3, 5));
  g_assert_cmpint (jelle->pupil->year, ==, 3);
  g_assert_cmpint (jelle->pupil->school_id, ==, 7);
  g_assert_true (jelle->pupil->listed);
  g_assert_cmpint (jelle->group, ==, 0);
  g_assert_cmpstr (group->group->name, ==, "3A");
  g_assert_cmpint (group->group->school_year, ==, SCHOOL_YEAR);
  /* The file calls her the director; that grants nothing here. */
  g_assert_cmpint (lia->professional->role, ==, KL_ROLE_TEACHER);
  g_assert_cmpuint (lia->groups->len, ==, 1);
}

static void
test_changed (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, LIA);
  g_autoptr (KlRoster) after = NULL;
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"><achternaam>Burg</achternaam><roepnaam>Jelle</roepnaam>"
                "<geboortedatum>2017-03-06</geboortedatum><groep key=\"1\"/><samengestelde_groepen>"
                "<samengestelde_groep key=\"s\"/></samengestelde_groepen></leerling>",
                LIA);
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  const KlImportChange *change = get_only_change (proposal, KL_IMPORT_CHANGED);
  g_autofree char *title = kl_import_proposal_get_title (proposal, 0);

  g_assert_cmpint (change->row, ==, KL_IMPORT_ROW_PUPIL);
  g_assert_cmpuint (change->n_fields, ==, 4);
  assert_field (change, 0, KL_IMPORT_FIELD_PREFIX, "van den", "");
  assert_field (change, 1, KL_IMPORT_FIELD_SURNAME, "Berg", "Burg");
  g_assert_cmpint (change->fields[2].field, ==, KL_IMPORT_FIELD_BIRTH);
  assert_field (change, 3, KL_IMPORT_FIELD_COMBINED, "", "Plusklas");
  g_assert_cmpstr (title, ==, "Jelle Burg");

  after = accept_file (school, edexml);
  g_assert_cmpuint (after->pupils->len, ==, 1);
  g_assert_cmpstr (get_pupil (after, 0)->surname, ==, "Burg");
  /* What the file does not say stays. */
  g_assert_cmpstr (get_pupil (after, 0)->postcode, ==, "5211AB");
  g_assert_cmpint (get_pupil (after, 0)->sex, ==, 1);
}

static void
test_moved (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlRoster) after = NULL;
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"><roepnaam>Jelle</roepnaam><groep key=\"2\"/></leerling>", "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  const KlImportChange *change = get_only_change (proposal, KL_IMPORT_MOVED);
  g_autofree char *text = kl_import_proposal_describe (proposal, 0);

  assert_field (change, 0, KL_IMPORT_FIELD_GROUP, "3A", "4A");
  assert_field (change, 1, KL_IMPORT_FIELD_YEAR, "3", "4");
  g_assert_nonnull (strstr (text, "3A → 4A"));

  after = accept_file (school, edexml);
  g_assert_cmpint (((KlRosterPupil *) g_ptr_array_index (after->pupils, 0))->group, ==, 1);
  g_assert_cmpint (get_pupil (after, 0)->year, ==, 4);
}

/* A new school year has no classes yet; where pupils come from is known by name. */
static void
test_new_year (void)
{
  g_autoptr (KlRoster) school = new_school ();
  KlPupil *pupil = g_new0 (KlPupil, 1);
  g_autoptr (KlEdexml) edexml = read_parts (JELLE, "");
  g_autoptr (KlImportProposal) proposal = NULL;
  const KlImportChange *change;

  pupil->id = 1;
  pupil->external_key = g_strdup ("10");
  pupil->given = g_strdup ("Jelle");
  pupil->prefix = g_strdup ("van den");
  pupil->surname = g_strdup ("Berg");
  pupil->initials = g_strdup ("");
  pupil->postcode = g_strdup ("5211AB");
  pupil->birth = kl_date_new (2017, 3, 5);
  pupil->sex = 1;
  pupil->year = 2;
  pupil->group_name = g_strdup ("2B");
  pupil->listed = TRUE;
  kl_roster_add_pupil (school, pupil, KL_ROSTER_NO_GROUP, FALSE);

  proposal = propose (school, edexml);
  g_assert_cmpuint (kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_GROUP), ==,
                    3);
  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, 4);
  change = kl_import_proposal_get_change (proposal, 3);
  g_assert_cmpint (change->kind, ==, KL_IMPORT_MOVED);
  assert_field (change, 0, KL_IMPORT_FIELD_GROUP, "2B", "3A");
  assert_field (change, 1, KL_IMPORT_FIELD_YEAR, "2", "3");
}

/* No class is news in 2.0, but not in 1.03, and never when the class is unknown. */
static void
test_no_class (void)
{
  static const char bare[] = "<leerling key=\"10\"><roepnaam>Jelle</roepnaam>"
                             "<jaargroep>3</jaargroep></leerling>";
  static const char unknown[] = "<leerling key=\"10\"><roepnaam>Jelle</roepnaam>"
                                "<jaargroep>3</jaargroep><groep key=\"?\"/></leerling>";
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) newer = read_version ("2.0", GROUPS, bare, "");
  g_autoptr (KlEdexml) older = read_version ("1.03", GROUPS, bare, "");
  g_autoptr (KlEdexml) strange = read_version ("2.0", GROUPS, unknown, "");
  g_autoptr (KlImportProposal) first = propose (school, newer);
  g_autoptr (KlImportProposal) second = propose (school, older);
  g_autoptr (KlImportProposal) third = propose (school, strange);

  assert_field (get_only_change (first, KL_IMPORT_MOVED), 0, KL_IMPORT_FIELD_GROUP, "3A", "");
  g_assert_true (kl_import_proposal_is_empty (second));
  g_assert_true (kl_import_proposal_is_empty (third));
}

static void
test_left (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE NOOR, "");
  g_autoptr (KlRoster) after = NULL, back = NULL;
  g_autoptr (KlEdexml) both = read_parts (JELLE NOOR, "");
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"><roepnaam>Jelle</roepnaam><groep key=\"2\"/>"
                "<uitstroomdatum>2025-10-31</uitstroomdatum></leerling>",
                "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  const KlImportChange *change;

  /* The class of somebody who left is no news; the year that goes with it is noted. */
  g_assert_cmpuint (kl_import_proposal_count (proposal, KL_IMPORT_LEFT, KL_IMPORT_ROW_PUPIL), ==,
                    2);
  g_assert_cmpuint (kl_import_proposal_count (proposal, KL_IMPORT_MOVED, KL_IMPORT_ROW_PUPIL), ==,
                    0);
  change = kl_import_proposal_get_change (proposal, 1);
  g_assert_cmpint (change->reason, ==, KL_IMPORT_REASON_LEFT_ON);
  change = kl_import_proposal_get_change (proposal, 2);
  g_assert_cmpint (change->reason, ==, KL_IMPORT_REASON_MISSING);

  after = accept_file (school, edexml);
  g_assert_cmpint (get_pupil (after, 0)->left_on, ==, kl_date_new (2025, 10, 31));
  g_assert_cmpint (get_pupil (after, 1)->left_on, ==, today);

  /* And back again. */
  back = accept_file (after, both);
  g_assert_cmpint (get_pupil (back, 0)->left_on, ==, KL_DATE_NONE);
  g_assert_cmpint (get_pupil (back, 1)->left_on, ==, KL_DATE_NONE);
}

static void
test_will_leave (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"><roepnaam>Jelle</roepnaam><groep key=\"1\"/>"
                "<uitstroomdatum>2026-07-31</uitstroomdatum></leerling>",
                "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);

  g_assert_true (kl_import_proposal_is_empty (proposal));
}

/* Who is in the file in a row that cannot be read has not left. */
static void
test_skipped (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE NOOR, "");
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"/><leerling key=\"#5\"><achternaam>Yilmaz</achternaam>"
                "<roepnaam>Noor</roepnaam><geboortedatum>2061-11-30</geboortedatum></leerling>",
                "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);

  g_assert_cmpuint (edexml->n_skipped, ==, 2);
  g_assert_true (kl_import_proposal_is_empty (proposal));
}

/* A brother or sister who was never in the administration does not leave it. */
static void
test_unlisted (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE NOOR, "");
  g_autoptr (KlRoster) after = NULL;
  g_autoptr (KlEdexml) without = read_parts (NOOR, "");
  g_autoptr (KlEdexml) with = read_parts (JELLE NOOR, "");
  g_autoptr (KlImportProposal) proposal = NULL;
  KlPupil *jelle = (KlPupil *) get_pupil (school, 0);

  jelle->listed = FALSE;
  g_clear_pointer (&jelle->external_key, g_free);
  proposal = propose (school, without);
  g_assert_true (kl_import_proposal_is_empty (proposal));

  after = accept_file (school, with);
  g_assert_cmpuint (after->pupils->len, ==, 2);
  g_assert_true (get_pupil (after, 0)->listed);
  g_assert_cmpstr (get_pupil (after, 0)->external_key, ==, "10");
}

/* Keys with '#' are others in every export; two of the same name stay two. */
static void
test_unstable_keys (void)
{
  static const char twice[] = "<leerling key=\"#1\"><roepnaam>Sam</roepnaam></leerling>"
                              "<leerling key=\"#2\"><roepnaam>Sam</roepnaam></leerling>";
  const MakeEdexml options = { .n_pupils = 500, .key_prefix = "#" };
  const MakeEdexml later = { .n_pupils = 500, .key_prefix = "#9" };
  g_autoptr (GString) first_text = make_edexml (&options);
  g_autoptr (GString) second_text = make_edexml (&later);
  g_autoptr (KlEdexml) first = read_text (first_text->str);
  g_autoptr (KlEdexml) second = read_text (second_text->str);
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlRoster) school = accept_file (empty, first);
  g_autoptr (KlRoster) sams = make_school (twice, "");
  g_autoptr (KlImportProposal) proposal = propose (school, second);

  g_assert_cmpuint (school->pupils->len, ==, 500);
  g_assert_null (get_pupil (school, 0)->external_key);
  g_assert_true (kl_import_proposal_is_empty (proposal));
  g_assert_cmpuint (sams->pupils->len, ==, 2);
}

/* Another supplier has other keys: the same children, with a new key. */
static void
test_other_keys (void)
{
  const MakeEdexml options = { .n_pupils = 500 };
  const MakeEdexml later = { .n_pupils = 500, .key_prefix = "N" };
  g_autoptr (GString) first_text = make_edexml (&options);
  g_autoptr (GString) second_text = make_edexml (&later);
  g_autoptr (KlEdexml) first = read_text (first_text->str);
  g_autoptr (KlEdexml) second = read_text (second_text->str);
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlRoster) school = accept_file (empty, first);
  g_autoptr (KlRoster) after = accept_file (school, second);

  g_assert_cmpuint (after->pupils->len, ==, 500);
  g_assert_cmpstr (get_pupil (after, 0)->external_key, ==, "N0");
}

static const char double_of_jelle[] =
  "<leerling key=\"99\"><achternaam>Berg</achternaam><roepnaam>Jele</roepnaam>"
  "<geboortedatum>2017-03-05</geboortedatum></leerling>";

static void
test_double_other (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml = read_parts (double_of_jelle, "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  const KlImportChange *change = kl_import_proposal_get_change (proposal, 0);
  g_autofree char *other = kl_import_proposal_get_other_title (proposal, 0);
  g_autoptr (KlRoster) after = accept_file (school, edexml);

  g_assert_cmpint (change->kind, ==, KL_IMPORT_DOUBLE);
  g_assert_cmpint (change->reason, ==, KL_IMPORT_REASON_NEAR_KNOWN);
  g_assert_cmpstr (other, ==, "Jelle van den Berg");
  g_assert_true (kl_import_proposal_can_be_same (proposal, 0));
  g_assert_cmpuint (after->pupils->len, ==, 2);
  g_assert_cmpint (get_pupil (after, 0)->left_on, ==, today);
}

static void
test_double_same (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml = read_parts (double_of_jelle, "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  g_autoptr (KlImportProposal) again = NULL;
  g_autoptr (KlRoster) written = NULL, after = NULL;

  kl_import_proposal_decide (proposal, 0, KL_IMPORT_SAME);
  written = kl_import_proposal_make_roster (proposal);
  after = write_roster (school, written);
  g_assert_cmpuint (after->pupils->len, ==, 1);
  g_assert_cmpint (get_pupil (after, 0)->left_on, ==, KL_DATE_NONE);
  g_assert_cmpstr (get_pupil (after, 0)->given, ==, "Jele");
  g_assert_cmpstr (get_pupil (after, 0)->external_key, ==, "99");

  again = propose (after, edexml);
  g_assert_true (kl_import_proposal_is_empty (again));
}

/* "Jelle" and "Jelle Pieter" of one family, born on one day. */
static void
test_double_first_names (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml =
    read_parts (JELLE "<leerling key=\"99\"><achternaam>Berg</achternaam>"
                      "<voornamen>Jelle Pieter</voornamen>"
                      "<geboortedatum>2017-03-05</geboortedatum></leerling>"
                      "<leerling key=\"98\"><achternaam>Berg</achternaam>"
                      "<voornamen>Jelleke</voornamen>"
                      "<geboortedatum>2017-03-05</geboortedatum></leerling>",
                "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);

  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, 2);
  g_assert_cmpint (kl_import_proposal_get_change (proposal, 0)->kind, ==, KL_IMPORT_DOUBLE);
  g_assert_cmpint (kl_import_proposal_get_change (proposal, 1)->kind, ==, KL_IMPORT_ADDED);
  /* The one who is known is in the file as well. */
  g_assert_false (kl_import_proposal_can_be_same (proposal, 0));
}

/* Twice in one file, and a name of which the birthday is not known. */
static void
test_double_others (void)
{
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlRoster) school = NULL;
  g_autofree char *pupils = g_strconcat (JELLE, double_of_jelle, NULL);
  g_autoptr (KlEdexml) edexml = read_parts (pupils, "");
  g_autoptr (KlImportProposal) in_file = propose (empty, edexml);
  g_autoptr (KlImportProposal) no_birth = NULL;
  const KlImportChange *change = kl_import_proposal_get_change (in_file, 4);
  g_autofree char *other = kl_import_proposal_get_other_title (in_file, 4);

  g_assert_cmpint (change->reason, ==, KL_IMPORT_REASON_NEAR_ROW);
  g_assert_cmpstr (other, ==, "Jelle van den Berg");
  g_assert_false (kl_import_proposal_can_be_same (in_file, 4));
  school = accept_file (empty, edexml);
  g_assert_cmpuint (school->pupils->len, ==, 2);

  g_clear_pointer (&school, kl_roster_free);
  school = make_school (JELLE, "");
  ((KlPupil *) get_pupil (school, 0))->birth = KL_DATE_NONE;
  g_clear_pointer (&((KlPupil *) get_pupil (school, 0))->external_key, g_free);
  g_clear_pointer (&edexml, kl_edexml_unref);
  edexml = read_parts (JELLE, "");
  no_birth = propose (school, edexml);
  g_assert_cmpint (kl_import_proposal_get_change (no_birth, 0)->reason, ==,
                   KL_IMPORT_REASON_NEAR_KNOWN);
}

static const char reused_key[] =
  "<leerling key=\"10\"><achternaam>Haddad</achternaam><roepnaam>Samir</roepnaam>"
  "<geboortedatum>2018-01-02</geboortedatum><groep key=\"1\"/></leerling>";

/* Another child never gets the file of the one that had its key, unless somebody says so. */
static void
test_key_reused (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml = read_parts (reused_key, "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  const KlImportChange *change = get_only_change (proposal, KL_IMPORT_DOUBLE);
  g_autoptr (KlRoster) nothing = kl_import_proposal_make_roster (proposal);
  g_autoptr (KlRoster) written = NULL, after = NULL;

  g_assert_cmpint (change->reason, ==, KL_IMPORT_REASON_KEY_REUSED);
  g_assert_cmpint (change->decision, ==, KL_IMPORT_IGNORE);
  g_assert_cmpuint (nothing->pupils->len, ==, 0);

  kl_import_proposal_decide (proposal, 0, KL_IMPORT_ACCEPT);
  written = kl_import_proposal_make_roster (proposal);
  after = write_roster (school, written);
  g_assert_cmpuint (after->pupils->len, ==, 2);
  g_assert_cmpstr (get_pupil (after, 0)->given, ==, "Jelle");
  g_assert_null (get_pupil (after, 0)->external_key);
  g_assert_cmpstr (get_pupil (after, 1)->external_key, ==, "10");
}

/* Two children whose keys changed places keep their own names. */
static void
test_keys_swapped (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE NOOR, "");
  g_autofree char *text = g_strdup (JELLE NOOR);
  g_autoptr (KlEdexml) edexml = NULL;
  g_autoptr (KlRoster) after = NULL;

  strstr (text, "\"10\"")[2] = '1';
  strstr (strstr (text, "Noor") - 80, "\"11\"")[2] = '0';
  edexml = read_parts (text, "");
  g_assert_cmpuint (edexml->n_pupils, ==, 2);
  after = accept_file (school, edexml);
  g_assert_cmpstr (get_pupil (after, 0)->given, ==, "Jelle");
  g_assert_cmpstr (get_pupil (after, 0)->external_key, ==, "11");
  g_assert_cmpstr (get_pupil (after, 1)->external_key, ==, "10");
}

static void
test_ignored (void)
{
  g_autoptr (KlRoster) school = make_school (JELLE, "");
  g_autoptr (KlEdexml) edexml =
    read_parts ("<leerling key=\"10\"><achternaam>Burg</achternaam><roepnaam>Jelle</roepnaam>"
                "<groep key=\"2\"/></leerling>" NOOR,
                "");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  g_autoptr (KlRoster) nothing = NULL, moved = NULL;

  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, 3);
  for (guint i = 0; i < 3; i++)
    kl_import_proposal_decide (proposal, i, KL_IMPORT_IGNORE);
  nothing = kl_import_proposal_make_roster (proposal);
  g_assert_cmpuint (nothing->pupils->len, ==, 0);
  g_assert_cmpuint (nothing->groups->len, ==, 3);

  /* Only to the other class, with its year. */
  g_assert_cmpint (kl_import_proposal_get_change (proposal, 1)->kind, ==, KL_IMPORT_MOVED);
  kl_import_proposal_decide (proposal, 1, KL_IMPORT_ACCEPT);
  moved = kl_import_proposal_make_roster (proposal);
  g_assert_cmpuint (moved->pupils->len, ==, 1);
  g_assert_cmpstr (get_pupil (moved, 0)->surname, ==, "Berg");
  g_assert_cmpint (get_pupil (moved, 0)->year, ==, 4);
  g_assert_cmpint (((KlRosterPupil *) g_ptr_array_index (moved->pupils, 0))->group, ==, 1);
}

/* A class that is not accepted takes nobody in. */
static void
test_ignored_class (void)
{
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlEdexml) edexml = read_parts (JELLE, LIA);
  g_autoptr (KlImportProposal) proposal = propose (empty, edexml);
  g_autoptr (KlRoster) written = NULL;
  const KlRosterTeacher *lia;

  kl_import_proposal_decide (proposal, 0, KL_IMPORT_IGNORE);
  written = kl_import_proposal_make_roster (proposal);
  g_assert_cmpuint (written->groups->len, ==, 2);
  g_assert_cmpint (((KlRosterPupil *) g_ptr_array_index (written->pupils, 0))->group, ==,
                   KL_ROSTER_NO_GROUP);
  lia = g_ptr_array_index (written->teachers, 0);
  g_assert_null (lia->groups);
}

static void
test_groups_and_teachers (void)
{
  g_autoptr (KlRoster) school = make_school ("", LIA);
  g_autoptr (KlEdexml) edexml = read_version (
    "2.1",
    "<groep key=\"1\"><naam>3 Vlinders</naam><jaargroep>3</jaargroep></groep>"
    "<groep key=\"77\"><naam>4A</naam><jaargroep>5</jaargroep></groep>"
    "<samengestelde_groep key=\"s\"><naam>Plusklas</naam></samengestelde_groep>",
    "",
    "<leerkracht key=\"L\"><achternaam>Bruin</achternaam><voorvoegsel>de</voorvoegsel>"
    "<roepnaam>Lia</roepnaam><groepen><groep key=\"77\"/></groepen></leerkracht>"
    "<leerkracht key=\"#1\"><achternaam>Smit</achternaam><voorletters-1>J</voorletters-1>"
    "</leerkracht>");
  g_autoptr (KlImportProposal) proposal = propose (school, edexml);
  g_autoptr (KlRoster) after = NULL;
  const KlImportChange *change;

  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, 4);
  assert_field (kl_import_proposal_get_change (proposal, 0), 0, KL_IMPORT_FIELD_NAME, "3A",
                "3 Vlinders");
  /* The same name with another key is the same class. */
  change = kl_import_proposal_get_change (proposal, 1);
  assert_field (change, 0, KL_IMPORT_FIELD_KEY, "2", "77");
  assert_field (change, 1, KL_IMPORT_FIELD_YEAR, "4", "5");
  change = kl_import_proposal_get_change (proposal, 2);
  assert_field (change, 0, KL_IMPORT_FIELD_PREFIX, "", "de");
  assert_field (change, 1, KL_IMPORT_FIELD_GROUPS, "3A", "4A");

  after = accept_file (school, edexml);
  g_assert_cmpuint (after->groups->len, ==, 3);
  g_assert_cmpuint (after->teachers->len, ==, 2);
}

static void
test_warnings (void)
{
  const MakeEdexml options = { .n_pupils = 40 };
  const MakeEdexml fewer = { .n_pupils = 20, .n_groups = 1, .school_year = 2024 };
  g_autoptr (GString) first_text = make_edexml (&options);
  g_autoptr (GString) second_text = make_edexml (&fewer);
  g_autoptr (KlEdexml) first = read_text (first_text->str);
  g_autoptr (KlEdexml) second = read_text (second_text->str);
  g_autoptr (KlRoster) empty = new_school ();
  g_autoptr (KlRoster) school = accept_file (empty, first);
  g_autoptr (KlImportProposal) good = propose (school, first);
  g_autoptr (KlImportProposal) bad = NULL;

  g_assert_cmpint (kl_import_proposal_get_warnings (good), ==, KL_IMPORT_WARNING_NONE);
  g_set_str (&school->school->brin, "00AA");
  bad = propose (school, second);
  g_assert_cmpint (kl_import_proposal_get_warnings (bad), ==,
                   KL_IMPORT_WARNING_OTHER_SCHOOL | KL_IMPORT_WARNING_OTHER_YEAR
                     | KL_IMPORT_WARNING_MANY_MISSING);
}

static void
test_near (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean near;
  } cases[] = {
    { "", "", TRUE },           { "a", "", TRUE },           { "ab", "", FALSE },
    { "jelle", "jelle", TRUE }, { "jelle", "jele", TRUE },   { "jelle", "jellle", TRUE },
    { "jelle", "jella", TRUE }, { "jelle", "jlele", TRUE },  { "jelle", "jolla", FALSE },
    { "jelle", "ejlle", TRUE }, { "jelle", "jellea", TRUE }, { "jelle", "xjelle", TRUE },
    { "aa", "aaaa", FALSE },    { "abab", "baba", FALSE },   { "abc", "cba", FALSE },
    { "عمر", "عمار", TRUE },    { "عمر", "عرم", TRUE },      { "عمر", "عين", FALSE },
    { "ё", "ж", TRUE },         { "aё", "aж", TRUE },        { "ёa", "жb", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (kl_import_match_is_near (cases[i].a, cases[i].b), ==, cases[i].near);
      g_assert_cmpint (kl_import_match_is_near (cases[i].b, cases[i].a), ==, cases[i].near);
    }
}

static void
test_large (void)
{
  const MakeEdexml options = { .n_pupils = N_LARGE };
  const MakeEdexml later = { .n_pupils = N_LARGE, .class_shift = 1 };
  g_autoptr (GString) first_text = make_edexml (&options);
  g_autoptr (GString) second_text = make_edexml (&later);
  g_autoptr (KlEdexml) first = NULL, second = NULL;
  g_autoptr (KlImportProposal) proposal = NULL, moved = NULL;
  g_autoptr (KlRoster) written = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();

  first = read_text (first_text->str);
  g_test_message ("%d pupils read: %.3f s", N_LARGE, g_timer_elapsed (timer, NULL));
  second = read_text (second_text->str);

  g_timer_start (timer);
  proposal = kl_import_proposal_new (new_school (), first, today);
  g_test_message ("%d new: %.3f s", N_LARGE, g_timer_elapsed (timer, NULL));
  g_timer_start (timer);
  written = kl_import_proposal_make_roster (proposal);
  g_test_message ("%d accepted: %.3f s", N_LARGE, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (written->pupils->len, ==, N_LARGE);

  /* What was written stands for the school as it then is. */
  g_timer_start (timer);
  moved = kl_import_proposal_new (g_steal_pointer (&written), second, today);
  g_test_message ("%d known: %.3f s", N_LARGE, g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (kl_import_proposal_count (moved, KL_IMPORT_MOVED, KL_IMPORT_ROW_PUPIL), ==,
                    N_LARGE);
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 20);
}

/* A file that gives everybody the same birthday costs no more than time in line. */
static void
test_same_birthday (void)
{
  g_autoptr (GString) pupils = g_string_new (NULL);
  g_autoptr (KlEdexml) edexml = NULL;
  g_autoptr (KlImportProposal) proposal = NULL;
  const gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < N_LARGE; i++)
    g_string_append_printf (pupils,
                            "<leerling><roepnaam>%d</roepnaam>"
                            "<geboortedatum>2017-01-01</geboortedatum></leerling>",
                            i * 101);
  edexml = read_parts (pupils->str, "");
  proposal = kl_import_proposal_new (new_school (), edexml, today);
  g_assert_cmpuint (kl_import_proposal_get_n_changes (proposal), ==, N_LARGE + 3);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);

  g_test_add_func ("/import-proposal/real", test_real);
  g_test_add_func ("/import-proposal/added", test_added);
  g_test_add_func ("/import-proposal/changed", test_changed);
  g_test_add_func ("/import-proposal/moved", test_moved);
  g_test_add_func ("/import-proposal/new-year", test_new_year);
  g_test_add_func ("/import-proposal/no-class", test_no_class);
  g_test_add_func ("/import-proposal/left", test_left);
  g_test_add_func ("/import-proposal/will-leave", test_will_leave);
  g_test_add_func ("/import-proposal/skipped", test_skipped);
  g_test_add_func ("/import-proposal/unlisted", test_unlisted);
  g_test_add_func ("/import-proposal/unstable-keys", test_unstable_keys);
  g_test_add_func ("/import-proposal/other-keys", test_other_keys);
  g_test_add_func ("/import-proposal/double/other", test_double_other);
  g_test_add_func ("/import-proposal/double/same", test_double_same);
  g_test_add_func ("/import-proposal/double/first-names", test_double_first_names);
  g_test_add_func ("/import-proposal/double/others", test_double_others);
  g_test_add_func ("/import-proposal/key/reused", test_key_reused);
  g_test_add_func ("/import-proposal/key/swapped", test_keys_swapped);
  g_test_add_func ("/import-proposal/ignored", test_ignored);
  g_test_add_func ("/import-proposal/ignored-class", test_ignored_class);
  g_test_add_func ("/import-proposal/groups-and-teachers", test_groups_and_teachers);
  g_test_add_func ("/import-proposal/warnings", test_warnings);
  g_test_add_func ("/import-proposal/near", test_near);
  g_test_add_func ("/import-proposal/large", test_large);
  g_test_add_func ("/import-proposal/same-birthday", test_same_birthday);

  return g_test_run ();
}
