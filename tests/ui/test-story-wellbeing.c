/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/* The kansencirkel: a round that is written down by keys alone is seen in the wheel, by who listens
 * too, and on the page for the child. */

#define CASE "Driftbuien thuis"
#define BEFORE "Jelle: Veilig 2, Gezond 4, Ontplooiing 3, Gekoesterd 3"
#define WORDS "Het gaat weer beter met mij."
#define SCORES "34554325"
#define RECORDED                                                                                   \
  "Jelle: Veilig 3, Gezond 4, Ontplooiing 5, Gekoesterd 5, Actief 4, Gerespecteerd 3,"             \
  " Verantwoordelijk 2, Erbij horen 5. School: Veilig 1."

static const char *const sides[] = {
  "Ik voel me veilig",   "Ik voel me fit",
  "Ik leer en groei",    "Er wordt goed voor mij gezorgd",
  "Ik doe leuke dingen", "Er wordt naar mij geluisterd",
  "Ik kan dingen zelf",  "Ik hoor erbij",
};

static void
open_case (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, CASE);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, BEFORE));
}

/* A digit is the answer, Tab goes on. */
static void
type_scores (KlDriver *driver, const char *scores)
{
  for (guint i = 0; scores[i] != '\0'; i++)
    {
      const char digit[] = { scores[i], '\0' };

      kl_driver_type (driver, digit);
      kl_driver_keys (driver, "Tab");
    }
}

static void
choose_voice (KlDriver *driver, const char *voice)
{
  for (int i = 0; i < 3 && !kl_driver_has (driver, ATSPI_ROLE_COMBO_BOX, voice); i++)
    {
      kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Wie zegt het?");
      kl_driver_keys (driver, "Return");
      kl_driver_find (driver, ATSPI_ROLE_LABEL, "De ouders");
      kl_driver_keys (driver, "End");
      kl_driver_keys (driver, "Return");
      g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "De ouders"));
    }
}

static void
record (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuwe ronde");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Kansencirkel");
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    g_assert_true (kl_driver_sees (driver, sides[i]));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_COMBO_BOX, "Wie zegt het?"));
  kl_driver_keys (driver, "Tab");
  type_scores (driver, SCORES);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Een zin van het kind zelf"));
  kl_driver_type (driver, WORDS);
  kl_driver_screenshot (driver, "wellbeing-child");

  choose_voice (driver, "School");
  g_assert_true (kl_driver_sees (driver, "Gerespecteerd"));
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Wie zegt het?");
  kl_driver_keys (driver, "Tab");
  kl_driver_type (driver, "1");
  kl_driver_screenshot (driver, "wellbeing-school");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Kansencirkel"));
}

static char *
print_child (const char *vault)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "kind.pdf", NULL);
  g_autofree char *number =
    g_strdup_printf ("%" G_GINT64_FORMAT, kl_story_find_case (vault, CASE, 0));
  g_autofree char *quoted = g_shell_quote (file);
  g_autofree char *command = g_strdup_printf ("pdftotext %s -", quoted);
  g_autofree char *printed = kl_story_command (vault, "print", "case", "--case", number, "--for",
                                               "child", "--output", file, NULL);

  return kl_story_dup_output (command);
}

static void
test_record (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);
  g_autofree char *page = NULL;

  open_case (driver);
  record (driver);
  g_assert_true (kl_driver_sees (driver, RECORDED));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, WORDS);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "20 nov 2025");
  kl_driver_screenshot (driver, "wellbeing-case");
  g_clear_pointer (&driver, kl_driver_stop);

  page = print_child (vault);
  g_assert_nonnull (strstr (page, "zo was het op"));
  g_assert_nonnull (strstr (page, "Dat zei jij."));
  g_assert_nonnull (strstr (page, "3 was 2"));
  g_assert_null (strstr (page, "voel ik me rot"));
}

/* What is wrong is corrected with a reason, and what stood there stays readable. */
static void
test_correct (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);
  g_autofree char *told = NULL;

  open_case (driver);
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Deze ronde corrigeren");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_COMBO_BOX, "Wie zegt het?"));
  kl_driver_keys (driver, "Tab");
  kl_driver_type (driver, "5");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Zeg waarom je het corrigeert.");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Waarom corrigeer je dit?");
  kl_driver_type (driver, "verkeerd geteld");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Zeg waarom je het corrigeert."));
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Jelle: Veilig 5, Gezond 4"));
  g_clear_pointer (&driver, kl_driver_stop);

  told = kl_story_show_case (vault, kl_story_find_case (vault, CASE, 0));
  g_assert_nonnull (strstr (told, "Kansencirkel, nieuwste eerst"));
  g_assert_nonnull (strstr (told, "Veilig 5"));
  g_assert_nonnull (strstr (told, "verkeerd geteld"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/wellbeing/record", test_record);
  g_test_add_func ("/story/wellbeing/correct", test_correct);

  return g_test_run ();
}
