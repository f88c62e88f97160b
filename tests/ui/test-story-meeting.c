/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * A meeting from beginning to end with the keyboard: what is said and decided at a point, the next
 * point, what is not reached, and the next agenda that knows of it. What it left behind is read by
 * the program's own commands.
 */

#define NOTES "Moeder is moe; de nachten zijn kort."
#define DECISION "Karin belt moeder vrijdag over de nachten"
#define CHANGE "Status: volgen"

static void
begin (KlDriver *driver)
{
  kl_story_open_agenda (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Vraag aan het team");
  kl_driver_keys (driver, "ctrl+shift+b");
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit"));
  g_assert_true (kl_driver_sees (driver, "Punt 1 van 6"));
  g_assert_true (kl_driver_sees (driver, "van 05:00"));
}

static void
write_notes (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));
  g_assert_true (kl_driver_sees (driver, "van 15:00"));
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat is besproken");
  kl_driver_type (driver, NOTES);
}

/* What a decision can become is heard row by row. */
static void
read_kinds (KlDriver *driver)
{
  static const char *const kinds[] = {
    "Actie", "Verwijzing", "Status", "Ondersteuningsniveau", "Volgende keer", "Afspraak", NULL,
  };
  g_auto (GStrv) offered = NULL;

  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Actie");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "=Actie"));
  offered = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_COMBO_BOX, "Actie");
  g_assert_cmpstrv (offered, kinds);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "=Afspraak"));
}

/* Two keys besides the words: what it becomes, and Enter. */
static void
decide (KlDriver *driver)
{
  guint n_keys;

  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));
  n_keys = kl_driver_get_n_keys (driver);
  kl_driver_type (driver, DECISION);
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Karin Verhagen");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, DECISION ". Actie: Karin Verhagen, vr ");
  g_assert_cmpuint (kl_driver_get_n_keys (driver) - n_keys, <=, 2);

  kl_driver_type (driver, CHANGE);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, CHANGE ". Status: Volgen");

  /* Alt with a digit says it is an agreement, whatever the sentence looks like. */
  kl_driver_type (driver, "Samira vertelt het moeder zelf");
  read_kinds (driver);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_keys (driver, "alt+6");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Samira vertelt het moeder zelf. Afspraak");
  kl_driver_screenshot (driver, "meeting-decisions");
}

static void
settle (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Punt 3 van 6"));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg afronden");
  g_assert_true (kl_driver_sees (driver, "3 casussen zijn niet aan de beurt geweest"));
  kl_driver_screenshot (driver, "meeting-settle");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_TEXT, "Nieuw besluit"));
}

/* What was not reached stands on the next agenda before anybody looks. */
static void
plan_next (KlDriver *driver)
{
  kl_driver_keys (driver, "Escape");
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Plannen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Overleg plannen"));
  g_assert_true (kl_driver_sees (driver, "Gezin El Amrani"));
  g_assert_true (kl_driver_sees (driver, "Mohammed Haddad"));
  kl_driver_screenshot (driver, "meeting-next");
}

static void
check_vault (const char *vault)
{
  const gint64 id = kl_story_find_case (vault, "Driftbuien thuis", 0);
  g_autofree char *page = kl_story_show_case (vault, id);
  g_autofree char *health = kl_story_command (vault, "check", NULL);

  g_assert_nonnull (strstr (page, NOTES));
  g_assert_nonnull (strstr (page, DECISION));
  g_assert_nonnull (strstr (page, "Volgen"));
}

static void
test_meeting (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  begin (driver);
  write_notes (driver);
  decide (driver);
  settle (driver);
  plan_next (driver);
  kl_driver_stop (driver);

  check_vault (vault);
}

/* Words that were typed are there again after the program was killed. */
static void
test_crash (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *notes = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  begin (driver);
  write_notes (driver);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_type (driver, "Half besluit");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Vastleggen");
  g_usleep (3000 * 1000); /* longer than a draft waits */
  kl_driver_kill (driver);
  kl_driver_stop (driver);

  driver = kl_story_open_vault (vault);
  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Vraag aan het team");
  kl_driver_keys (driver, "ctrl+Next");
  notes = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat is besproken");
  g_assert_cmpstr (notes, ==, NOTES);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Half besluit. Actie");
  kl_driver_stop (driver);
}

/* Two windows take notes at the same point: what was typed in both is there. */
static void
test_two_windows (void)
{
  g_autofree char *notes = NULL;
  KlDriver *driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  begin (driver);
  write_notes (driver);
  kl_driver_keys (driver, "ctrl+shift+n");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_keys (driver, "ctrl+Next");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat is besproken");
  kl_driver_keys_and_type (driver, "ctrl+End", " Vader slaapt beneden.");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_keys (driver, "ctrl+w");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));

  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat is besproken");
  kl_driver_keys_and_type (driver, "ctrl+End", " Oma komt.");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_screenshot (driver, "meeting-two-windows");
  notes = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat is besproken");
  g_assert_nonnull (strstr (notes, NOTES));
  g_assert_nonnull (strstr (notes, "Vader slaapt beneden."));
  g_assert_nonnull (strstr (notes, "Oma komt."));
  kl_driver_stop (driver);
}

/* Finishing a point is undone: from the message at once, and from its menu later. */
static void
test_reopen (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  begin (driver);
  write_notes (driver);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_type (driver, DECISION);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, DECISION ". Actie: Karin Verhagen");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Punt 3 van 6"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt afgerond");
  kl_driver_screenshot (driver, "meeting-finished");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, DECISION ". Actie: Karin Verhagen");

  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Punt 3 van 6"));
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor Jelle van den Berg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Weer openen");
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Nieuw besluit");
  g_assert_true (kl_driver_sees (driver, "Punt 2 van 6"));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, DECISION ". Actie: Karin Verhagen");
  kl_driver_stop (driver);
}

/* Every three weeks: the days are read before they are planned, and each has its meeting. */
static void
test_series (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *list = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1200, 1000);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Overleg plannen");
  kl_driver_click (driver, ATSPI_ROLE_LABEL, "Keert terug");
  g_assert_true (kl_driver_sees (driver, "De dagen"));
  g_assert_true (kl_driver_sees (driver, "dinsdag 10 maart 2026"));
  kl_driver_screenshot (driver, "meeting-series");
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Plannen", ATSPI_ROLE_DIALOG,
                      "Overleg plannen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Overleg plannen"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Voorbereiding");
  kl_driver_stop (driver);

  list = kl_story_command (vault, "list", "meetings", "--format", "csv", NULL);
  g_assert_nonnull (strstr (list, "2026-01-20"));
  g_assert_nonnull (strstr (list, "2026-03-"));
}

/* Parents are asked to come, or it is said why not. */
static void
test_invite (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor Jelle van den Berg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Ouders en leerling uitnodigen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Ouders en leerling");
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Ouders");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Niet uitgenodigd");
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Zeg waarom de ouders niet zijn uitgenodigd."));
  kl_driver_screenshot (driver, "meeting-invite");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Waarom wel of niet?", "eerst met moeder bellen");
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewaren", ATSPI_ROLE_DIALOG,
                      "Ouders en leerling");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Ouders en leerling"));
  g_assert_true (kl_driver_sees (driver, "Ouders niet uitgenodigd: eerst met moeder bellen"));
  kl_driver_screenshot (driver, "meeting-invited");
  kl_driver_stop (driver);
}

/* What is on the agenda already is not proposed for it again. */
static void
test_add (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  g_auto (GStrv) found = NULL;

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Casus of ander punt toevoegen");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_ENTRY, "Wat komt er op de agenda"));
  kl_driver_type (driver, "brugklas");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Femke Bakker, Bang voor de brugklas");
  kl_driver_screenshot (driver, "meeting-add");
  kl_driver_keys_and_type (driver, "ctrl+a", "Driftbuien");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Driftbuien, als los punt");
  found = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Gevonden");
  g_assert_cmpuint (g_strv_length (found), ==, 1);

  /* Who goes on at once takes what was typed, not what stood there. */
  kl_driver_keys_and_type (driver, "ctrl+a", "brugklas");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 7");
  g_assert_true (kl_driver_sees (driver, "Bang voor de brugklas"));
}

#define READY "Samenvatting van gezin El Amrani klaar"

/* The keyboard goes with a point that is moved from one of its buttons, and on to the next one when
 * it is taken off; of what is put on the agenda it stays where that was proposed. */
static void
test_move (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_focus (driver, ATSPI_ROLE_CHECK_BOX, READY);
  kl_driver_keys (driver, "alt+Up");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 2, gezin El Amrani");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_CHECK_BOX, READY));
  kl_driver_keys (driver, "alt+Down");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 3, gezin El Amrani");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_CHECK_BOX, READY));

  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, "Punt 2, Jelle");
  kl_driver_keys (driver, "Delete");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Punt 2, Jelle"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "Punt 2, gezin El Amrani"));

  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Lieke de Wit op de agenda zetten");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 6, Lieke de Wit");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "Lieke de Wit, "));
}

static void
save_paper (KlPortal *portal, const char *folder, const char *item)
{
  g_autofree char *text = NULL;
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor dit overleg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, item);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  kl_driver_screenshot (driver, "meeting-paper");
  text = kl_story_save_and_read (driver, portal, folder);
  g_assert_nonnull (strstr (text, KL_STORY_SCHOOL));
}

static void
save_calendar (KlPortal *portal, const char *folder)
{
  g_autofree char *file = NULL;
  g_autofree char *calendar = NULL;
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor dit overleg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Opslaan voor een agenda");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (g_str_has_suffix (file, ".ics"));
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  g_assert_true (g_file_get_contents (file, &calendar, NULL, NULL));
  g_assert_nonnull (strstr (calendar, "SUMMARY:Zorgteam"));
  g_assert_null (strstr (calendar, "Jelle"));
}

/* Minutes, sheets with actions and the calendar leave through the portal. */
static void
test_papers (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);

  save_paper (portal, folder, "Notulen…");
  save_paper (portal, folder, "Actielijsten…");
  save_calendar (portal, folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/meeting", test_meeting);
  g_test_add_func ("/story/meeting-crash", test_crash);
  g_test_add_func ("/story/meeting-reopen", test_reopen);
  g_test_add_func ("/story/meeting-two-windows", test_two_windows);
  g_test_add_func ("/story/meeting-series", test_series);
  g_test_add_func ("/story/meeting-add", test_add);
  g_test_add_func ("/story/meeting-move", test_move);
  g_test_add_func ("/story/meeting-invite", test_invite);
  g_test_add_func ("/story/meeting-papers", test_papers);

  return g_test_run ();
}
