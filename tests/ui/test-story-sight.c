/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"
#include "vault/kl-slots.h"
#include "vault/kl-vault.h"

/*
 * A colleague who is signed in and may not see a case of a meeting: the director, who is asked for
 * one point of the agenda alone. Of those that he is not in for another reason the page, the
 * presentation, the pack and the minutes show that something stands there and nothing of what is in
 * it.
 *
 * To be signed in is to have a key of one's own to the vault (a slot with a password) that the
 * vault knows as a colleague's; the program has no way yet to give one out, so it is made here.
 */

#define DIRECTOR "Ruud van Esch"
#define DIRECTOR_PASSWORD "de sleutel van Ruud"

/* What stands in the cases that are not for the director. */
static const char *const secrets[] = { "Quiet belt niet",
                                       "Wat vragen wij aan de ouders van groep 7", NULL };

/* A second key */

static gint64
find_colleague (KlDb *db, const char *name)
{
  g_autoptr (GPtrArray) schools = kl_schools_list (db, NULL);

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);
      g_autoptr (GPtrArray) colleagues = kl_professionals_list (db, school->id, NULL);

      for (guint j = 0; j < colleagues->len; j++)
        {
          const KlProfessional *colleague = g_ptr_array_index (colleagues, j);

          if (g_str_equal (colleague->name, name))
            return colleague->id;
        }
    }

  g_error ("Nobody is called “%s”", name);
}

static void
give_key (const char *folder, const char *name, const char *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlVault) vault = kl_vault_open (folder, FALSE, &error);
  g_autoptr (KlSlots) slots = kl_slots_load (kl_vault_get_slots_path (vault), &error);
  g_autoptr (KlDb) db = NULL;
  g_autofree char *user_id = NULL;
  KlSecret *key;

  g_assert_no_error (error);
  kl_vault_unlock_password (vault, KL_STORY_PASSWORD, NULL, NULL, &error);
  g_assert_no_error (error);
  key = kl_vault_get_key (vault);
  user_id = kl_slots_add_user (slots, key, name, password, kl_vault_cost_cheap (), &error);
  g_assert_no_error (error);
  g_assert_true (kl_slots_save (slots, kl_vault_get_slots_path (vault), key, &error));
  db = kl_db_open (kl_vault_get_database_path (vault), kl_secret_get_bytes (key),
                   kl_secret_get_size (key), KL_DB_DEFAULT, &error);
  g_assert_no_error (error);
  kl_db_set_actor (db, kl_vault_get_user_id (vault), 0);
  g_assert_true (kl_users_add (db, user_id, name, find_colleague (db, name), &error));
  g_assert_no_error (error);
}

/* The agenda */

static void
ask_for_one_point (KlDriver *driver, const char *name)
{
  static const char *const others[] = { "1. ", "3. ", "4. ", "5. ", "6. " };
  g_autofree char *button = g_strconcat ("Voorzitten en afmelden: ", name, NULL);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Voor welke punten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, name);
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, "2. Jelle van den Berg");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, others[i]);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewaren");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, name));
  g_assert_true (kl_driver_sees (driver, "alleen voor punt 2"));
}

static void
check_page (KlDriver *driver)
{
  g_autofree char *shown = NULL;
  g_autofree char *hidden = NULL;

  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 3");
  shown =
    kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat we het team vragen over Jelle van den Berg");
  g_assert_true (g_str_has_prefix (shown, "Wat doen wij als Toegang en Regie"));
  hidden =
    kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat we het team vragen over gezin El Amrani");
  g_assert_cmpstr (hidden, ==, "");
  for (gsize i = 0; secrets[i] != NULL; i++)
    g_assert_false (kl_driver_has (driver, ATSPI_ROLE_INVALID, secrets[i]));
  kl_driver_keys (driver, "ctrl+Next");
  g_assert_true (kl_driver_sees (driver, "Punt 3 van 6"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "Wat hier gevraagd en besproken wordt, is niet voor jou");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_HEADING, "Sinds "));
  kl_driver_screenshot (driver, "sight-page");
}

/* The one who shows it is there too. */
static void
check_slides (KlDriver *driver)
{
  kl_driver_keys (driver, "F5");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 3 van 6");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "Niet voor iedereen aan tafel");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, DIRECTOR " zit aan tafel en mag deze casus niet zien");
  kl_driver_screenshot (driver, "sight-slide");
  kl_driver_keys (driver, "Left");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 2 van 6");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Wat doen wij als Toegang en Regie niet antwoordt");
  kl_driver_keys (driver, "Escape");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Deelnemers kiezen");
}

/* Of what is written in a case that is not for the director nothing is found; colleagues are. */
static void
check_search (KlDriver *driver)
{
  kl_driver_keys_and_type (driver, "ctrl+k", "gesproken bij het hek");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Zoeken");
  g_assert_true (kl_driver_sees (driver, "0 gevonden"));
  kl_driver_keys_and_type (driver, "ctrl+a", "verhagen");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Karin Verhagen");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Zoeken"));
}

static void
check_paper (const char *text)
{
  g_assert_nonnull (strstr (text, "Jelle"));
  g_assert_nonnull (strstr (text, "Wat doen wij als Toegang en Regie"));
  g_assert_null (strstr (text, "El Amrani"));
  for (gsize i = 0; secrets[i] != NULL; i++)
    g_assert_null (strstr (text, secrets[i]));
}

static void
close_paper (KlDriver *driver)
{
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF"));
}

static void
check_papers (KlDriver *driver, KlPortal *portal)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *pack = NULL;
  g_autofree char *minutes = NULL;

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Pak bekijken");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  kl_driver_screenshot (driver, "sight-pack");
  pack = kl_story_save_and_read (driver, portal, folder);
  check_paper (pack);
  close_paper (driver);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor dit overleg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Notulen…");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  minutes = kl_story_save_and_read (driver, portal, folder);
  check_paper (minutes);
  close_paper (driver);
}

static void
test_director (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  ask_for_one_point (driver, DIRECTOR);
  kl_driver_stop (driver);

  give_key (vault, DIRECTOR, DIRECTOR_PASSWORD);
  driver = kl_story_open_vault_as (vault, DIRECTOR_PASSWORD);
  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  check_page (driver);
  check_slides (driver);
  check_papers (driver, portal);
  check_search (driver);
  kl_driver_stop (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sight/director", test_director);

  return g_test_run ();
}
