/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-edexml-stream.h"

#include <string.h>

#include "exchange/kl-import-proposal.h"
#include "make-edexml.h"

/*
 * What a worker answers: the whole file comes over, and an answer that the reader of a file
 * could not have given is refused.
 */

static KlDate today;

/* Auxiliary functions */

static KlEdexml *
read_text (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr (GError) error = NULL;
  KlEdexml *edexml = kl_edexml_read (stream, 0, today, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return edexml;
}

static KlEdexml *
read_made (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests/exchange/data", name, NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  return read_text (text, length);
}

static void
gather (const guint8 *bytes, gsize size, gpointer user_data)
{
  g_byte_array_append (user_data, bytes, size);
}

static GBytes *
encode (const KlEdexml *edexml)
{
  GByteArray *bytes = g_byte_array_new ();

  kl_edexml_encode (edexml, gather, bytes);
  return g_byte_array_free_to_bytes (bytes);
}

static KlEdexml *
decode (GBytes *bytes, GError **error)
{
  return kl_edexml_decode (bytes, today, kl_import_limits_get_default (), error);
}

static void
assert_lie (const KlEdexml *edexml)
{
  g_autoptr (GBytes) bytes = encode (edexml);
  g_autoptr (GError) error = NULL;

  g_assert_null (decode (bytes, &error));
  g_assert_error (error, KL_WORKER_ERROR, KL_WORKER_ERROR_LIED);
}

/* The same */

static void
assert_same_name (const KlEdexmlName *a, const KlEdexmlName *b)
{
  g_assert_cmpstr (a->surname, ==, b->surname);
  g_assert_cmpstr (a->prefix, ==, b->prefix);
  g_assert_cmpstr (a->first_names, ==, b->first_names);
  g_assert_cmpstr (a->initials, ==, b->initials);
  g_assert_cmpstr (a->call_name, ==, b->call_name);
}

static void
assert_same_school (const KlEdexmlSchool *a, const KlEdexmlSchool *b)
{
  g_assert_cmpint (a->school_year, ==, b->school_year);
  g_assert_cmpstr (a->brin, ==, b->brin);
  g_assert_cmpstr (a->location_code, ==, b->location_code);
  g_assert_cmpstr (a->institution, ==, b->institution);
  g_assert_cmpstr (a->key, ==, b->key);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpint (a->reference_date, ==, b->reference_date);
  g_assert_cmpint (a->created_on, ==, b->created_on);
  g_assert_cmpstr (a->version, ==, b->version);
}

static void
assert_same_pupil (const KlEdexmlPupil *a, const KlEdexmlPupil *b)
{
  g_assert_cmpuint (a->line, ==, b->line);
  g_assert_cmpstr (a->key, ==, b->key);
  assert_same_name (&a->name, &b->name);
  g_assert_cmpint (a->birth, ==, b->birth);
  g_assert_cmpint (a->sex, ==, b->sex);
  g_assert_cmpint (a->year, ==, b->year);
  g_assert_cmpint (a->year_letter, ==, b->year_letter);
  g_assert_cmpint (a->group, ==, b->group);
  g_assert_cmpmem (a->combined, a->n_combined * sizeof (guint), b->combined,
                   b->n_combined * sizeof (guint));
  g_assert_cmpint (a->incomplete, ==, b->incomplete);
  g_assert_cmpstr (a->location, ==, b->location);
  g_assert_cmpstr (a->postcode, ==, b->postcode);
  g_assert_cmpint (a->enrolled_on, ==, b->enrolled_on);
  g_assert_cmpint (a->left_on, ==, b->left_on);
}

static void
assert_same_teacher (const KlEdexmlTeacher *a, const KlEdexmlTeacher *b)
{
  g_assert_cmpuint (a->line, ==, b->line);
  g_assert_cmpstr (a->key, ==, b->key);
  assert_same_name (&a->name, &b->name);
  g_assert_cmpuint (a->n_roles, ==, b->n_roles);
  for (guint i = 0; i < a->n_roles; i++)
    g_assert_cmpstr (a->roles[i], ==, b->roles[i]);
  g_assert_cmpmem (a->groups, a->n_groups * sizeof (guint), b->groups,
                   b->n_groups * sizeof (guint));
  g_assert_cmpint (a->incomplete, ==, b->incomplete);
}

static void
assert_same_small_rows (const KlEdexml *a, const KlEdexml *b)
{
  g_assert_cmpuint (a->n_locations, ==, b->n_locations);
  for (guint i = 0; i < a->n_locations; i++)
    {
      g_assert_cmpuint (a->locations[i].line, ==, b->locations[i].line);
      g_assert_cmpstr (a->locations[i].key, ==, b->locations[i].key);
      g_assert_cmpstr (a->locations[i].name, ==, b->locations[i].name);
    }
  g_assert_cmpuint (a->n_groups, ==, b->n_groups);
  for (guint i = 0; i < a->n_groups; i++)
    {
      g_assert_cmpuint (a->groups[i].line, ==, b->groups[i].line);
      g_assert_cmpstr (a->groups[i].key, ==, b->groups[i].key);
      g_assert_cmpstr (a->groups[i].name, ==, b->groups[i].name);
      g_assert_cmpint (a->groups[i].year, ==, b->groups[i].year);
      g_assert_cmpint (a->groups[i].year_letter, ==, b->groups[i].year_letter);
      g_assert_cmpint (a->groups[i].combined, ==, b->groups[i].combined);
    }
  g_assert_cmpuint (a->n_problems, ==, b->n_problems);
  for (guint i = 0; i < a->n_problems; i++)
    {
      g_assert_cmpuint (a->problems[i].line, ==, b->problems[i].line);
      g_assert_cmpint (a->problems[i].row, ==, b->problems[i].row);
      g_assert_cmpint (a->problems[i].kind, ==, b->problems[i].kind);
      g_assert_cmpint (a->problems[i].skipped, ==, b->problems[i].skipped);
      g_assert_cmpstr (a->problems[i].message, ==, b->problems[i].message);
    }
}

static void
assert_same (const KlEdexml *a, const KlEdexml *b)
{
  assert_same_school (&a->school, &b->school);
  assert_same_small_rows (a, b);
  g_assert_cmpuint (a->n_pupils, ==, b->n_pupils);
  for (guint i = 0; i < a->n_pupils; i++)
    assert_same_pupil (&a->pupils[i], &b->pupils[i]);
  g_assert_cmpuint (a->n_teachers, ==, b->n_teachers);
  for (guint i = 0; i < a->n_teachers; i++)
    assert_same_teacher (&a->teachers[i], &b->teachers[i]);
  g_assert_cmpuint (a->n_skipped, ==, b->n_skipped);
  for (guint i = 0; i < a->n_skipped; i++)
    {
      g_assert_cmpuint (a->skipped[i].line, ==, b->skipped[i].line);
      g_assert_cmpstr (a->skipped[i].key, ==, b->skipped[i].key);
      assert_same_name (&a->skipped[i].name, &b->skipped[i].name);
      g_assert_cmpint (a->skipped[i].birth, ==, b->skipped[i].birth);
    }
  g_assert_cmpmem (a->dropped, sizeof a->dropped, b->dropped, sizeof b->dropped);
  g_assert_cmpuint (a->n_all_problems, ==, b->n_all_problems);
}

static void
assert_comes_over (const KlEdexml *edexml)
{
  g_autoptr (GBytes) bytes = encode (edexml);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEdexml) other = decode (bytes, &error);

  g_assert_no_error (error);
  assert_same (edexml, other);
}

/* Cases */

static void
test_whole (void)
{
  static const char *const names[] = { "traps.xml", "unreadable.xml" };
  const MakeEdexml options = { .n_pupils = 5000, .n_groups = 30, .with_private = TRUE };
  g_autoptr (GString) text = make_edexml (&options);
  g_autoptr (KlEdexml) large = read_text (text->str, text->len);

  assert_comes_over (large);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (KlEdexml) edexml = read_made (names[i]);

      assert_comes_over (edexml);
    }
}

static void
test_faults (void)
{
  for (guint fault = 0; fault < KL_N_IMPORT_FAULTS; fault++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other = NULL;
      g_autoptr (GBytes) bytes = NULL;

      kl_import_set_fault (&error, fault, 123456);
      kl_edexml_encode_fault (error, gather, array);
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
      g_assert_null (decode (bytes, &other));
      g_assert_error (other, KL_IMPORT_ERROR, error->code);
      g_assert_cmpstr (other->message, ==, error->message);
    }
}

/* Ends too early, or goes on. */
static void
test_length (void)
{
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  g_autoptr (GBytes) bytes = encode (edexml);
  const gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *longer = g_malloc0 (size + 1);

  memcpy (longer, g_bytes_get_data (bytes, NULL), size);
  for (gsize n = 0; n <= size + 1; n++)
    {
      g_autoptr (GBytes) part = g_bytes_new (longer, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (KlEdexml) other = decode (part, &error);

      g_assert_true ((other != NULL) == (n == size));
      if (n != size)
        g_assert_error (error, KL_WORKER_ERROR, KL_WORKER_ERROR_LIED);
    }
}

/* Any byte another one: refused, or rows that the import can do its work with. */
static void
test_bytes (void)
{
  static const guint8 values[] = { 0x00, 0x01, 0x09, 0x20, 0x7f, 0x80, 0xc3, 0xff };
  g_autoptr (KlEdexml) edexml = read_made ("traps.xml");
  g_autoptr (GBytes) bytes = encode (edexml);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint n_refused = 0;

  for (gsize i = 0; i < size; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_autofree guint8 *changed = g_memdup2 (data, size);
        g_autoptr (GBytes) answer = NULL;
        g_autoptr (KlEdexml) other = NULL;
        g_autoptr (KlImportProposal) proposal = NULL;

        changed[i] = values[j];
        answer = g_bytes_new (changed, size);
        other = decode (answer, NULL);
        n_refused += other == NULL;
        if (other == NULL)
          continue;
        proposal = kl_import_proposal_new (kl_roster_new (2025), other, today);
        for (guint k = 0; k < kl_import_proposal_get_n_changes (proposal); k++)
          {
            g_autofree char *text = kl_import_proposal_describe (proposal, k);

            g_assert_true (g_utf8_validate (text, -1, NULL));
          }
      }

  g_assert_cmpuint (n_refused, >, size);
}

/* Says what no reader says, value by value. */
static void
test_lies (void)
{
  const MakeEdexml options = { .n_pupils = 3, .n_groups = 2 };
  g_autoptr (GString) text = make_edexml (&options);
  g_autoptr (KlEdexml) edexml = read_text (text->str, text->len);
  const KlEdexmlPupil honest = edexml->pupils[0];
  KlEdexmlPupil pupils[3];
  KlEdexml lie = *edexml;
  const guint no_group[] = { 99 };

  g_assert_cmpuint (edexml->n_pupils, ==, 3);
  memcpy (pupils, edexml->pupils, sizeof pupils);
  lie.pupils = pupils;
  assert_comes_over (&lie);

#define ASSERT_LIE(field, value)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    pupils[0].field = value;                                                                       \
    assert_lie (&lie);                                                                             \
    pupils[0] = honest;                                                                            \
  }                                                                                                \
  G_STMT_END

  ASSERT_LIE (name.surname, "Jansen\033[2J");
  ASSERT_LIE (name.surname, "");
  ASSERT_LIE (name.surname, " Jansen");
  ASSERT_LIE (name.surname, "Jan  Sen");
  ASSERT_LIE (name.surname, "Jans\xe2\x80\xaenes");
  ASSERT_LIE (name.surname, "Jans\xff");
  ASSERT_LIE (name.surname, "Jansen 111222333");
  ASSERT_LIE (key, pupils[1].key);
  ASSERT_LIE (key, "111222333");
  ASSERT_LIE (name, (KlEdexmlName) { 0 });
  ASSERT_LIE (birth, today + 1);
  ASSERT_LIE (birth, 1);
  ASSERT_LIE (sex, 3);
  ASSERT_LIE (year, 9);
  ASSERT_LIE (year, 17);
  ASSERT_LIE (group, (int) edexml->n_groups);
  ASSERT_LIE (group, 1 << 28);
  ASSERT_LIE (postcode, "5211ab");
  ASSERT_LIE (postcode, "Geheim");
  ASSERT_LIE (left_on, today + 3000);
  pupils[0].combined = no_group;
  ASSERT_LIE (n_combined, 1);
  lie.n_all_problems = 0;
  lie.n_problems = 1;
  lie.problems = &(KlImportProblem) { .line = 1 };
  assert_lie (&lie);
  lie = *edexml;
  lie.school.brin = "Geheim";
  assert_lie (&lie);
  lie.school.brin = "99XX";
  lie.school.location_code = "0";
  assert_lie (&lie);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);

  g_test_add_func ("/edexml-stream/whole", test_whole);
  g_test_add_func ("/edexml-stream/faults", test_faults);
  g_test_add_func ("/edexml-stream/length", test_length);
  g_test_add_func ("/edexml-stream/bytes", test_bytes);
  g_test_add_func ("/edexml-stream/lies", test_lies);

  return g_test_run ();
}
