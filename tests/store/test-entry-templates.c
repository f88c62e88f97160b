/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-entry-templates.h"

/* Words to start an entry with. */

static gint64
save (VaultFixture *fixture, gint64 id, gint64 school_id, int kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  const KlEntryTemplate value = { .id = id,
                                  .school_id = school_id,
                                  .kind = kind,
                                  .name = (char *) name,
                                  .body = "Gesproken met {leerling}.",
                                  .visibility = KL_VISIBILITY_TEAM };
  gint64 saved = kl_entry_templates_save (fixture->db, &value, &error);

  g_assert_no_error (error);
  return saved;
}

static void
assert_list (VaultFixture *fixture, gint64 school_id, int kind, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = kl_entry_templates_list (fixture->db, school_id, kind, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < templates->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "," : "",
                            ((KlEntryTemplate *) g_ptr_array_index (templates, i))->name);
  g_assert_cmpstr (found->str, ==, names);
}

static void
test_list (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[3];

  ids[0] = save (fixture, 0, WILGENROOS, KL_ENTRY_HOME_VISIT, "huisbezoek");
  ids[1] = save (fixture, 0, 0, -1, "overal");
  ids[2] = save (fixture, 0, WILGENROOS, KL_ENTRY_PHONE_CALL, "bellen");
  save (fixture, 0, WEERLICHT, KL_ENTRY_PHONE_CALL, "elders");
  assert_list (fixture, WILGENROOS, -1, "huisbezoek,overal,bellen");
  assert_list (fixture, WILGENROOS, KL_ENTRY_PHONE_CALL, "overal,bellen");
  assert_list (fixture, WEERLICHT, KL_ENTRY_NOTE, "overal");

  save (fixture, ids[2], WILGENROOS, KL_ENTRY_NOTE, "notitie");
  assert_list (fixture, WILGENROOS, KL_ENTRY_NOTE, "overal,notitie");
  {
    const gint64 order[] = { ids[2], ids[0], ids[1] };

    g_assert_true (kl_entry_templates_reorder (fixture->db, order, 3, &error));
  }
  assert_list (fixture, WILGENROOS, -1, "notitie,huisbezoek,overal");
  g_assert_true (kl_entry_templates_remove (fixture->db, ids[0], &error));
  assert_list (fixture, WILGENROOS, -1, "notitie,overal");
  g_assert_no_error (error);
}

static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 id;
    const char *name, *body;
    int code;
  } cases[] = {
    { 0, "", "woorden", KL_STORE_ERROR_INVALID },
    { 0, "naam", " ", KL_STORE_ERROR_INVALID },
    { 77, "naam", "woorden", KL_STORE_ERROR_NOT_FOUND },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlEntryTemplate value = { .id = cases[i].id,
                                      .kind = -1,
                                      .name = (char *) cases[i].name,
                                      .body = (char *) cases[i].body };

      g_assert_cmpint (kl_entry_templates_save (fixture->db, &value, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, cases[i].code);
      g_clear_error (&error);
    }
  g_assert_false (kl_entry_templates_remove (fixture->db, 77, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

static void
test_fill (void)
{
  static const struct
  {
    const char *body, *filled;
    int cursor;
  } cases[] = {
    { "Gesproken met {leerling} op {datum}.", "Gesproken met Renée op 20 november 2025.", 40 },
    { "{pupil}: {me}", "Renée: Samira", 13 },
    { "{leerling}: {} Afspraak: {}", "Renée:  Afspraak: ", 7 },
    /* of nothing known, and no word of ours */
    { "{regievoerder} {iets} {", "{regievoerder} {iets} {", 23 },
    { "{{leerling}}", "{Renée}", 7 },
    { "", "", 0 },
  };
  const KlTemplateFacts facts = { .pupil = "Renée",
                                  .writer = "Samira",
                                  .day = kl_date_new (2025, 11, 20) };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int cursor;
      g_autofree char *filled = kl_entry_template_fill (cases[i].body, &facts, &cursor);

      g_assert_cmpstr (filled, ==, cases[i].filled);
      g_assert_cmpint (cursor, ==, cases[i].cursor);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/entry-templates/list", test_list);
  case_test_add ("/store/entry-templates/refused", test_refused);
  g_test_add_func ("/store/entry-templates/fill", test_fill);

  return g_test_run ();
}
