/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/*
 * Every place in windows from a telephone to a desk: nothing reaches over the edge of the window,
 * whatever can have the focus has a name, and Tab comes to all of it. All that is wrong is told
 * before the test fails. The size of text comes from the session.
 */

#define HEIGHT 800

/* Around a window for which no window manager does it. */
#define EDGE 10

static const int widths[] = { 1440, 1200, 1000, 720, 400, 360 };

/* Ways to the places */

/* While the window takes another size a key may be lost on the way: people press it again. */
static void
press_until (KlDriver *driver, const char *keys, AtspiRole role, const char *shows)
{
  for (int i = 0; i < 3; i++)
    {
      kl_driver_keys (driver, keys);
      for (int j = 0; j < 20; j++)
        {
          if (kl_driver_has (driver, role, shows))
            return;
          g_usleep (G_USEC_PER_SEC / 5);
        }
      g_test_message ("%s once more", keys);
    }
  kl_driver_find (driver, role, shows);
}

static void
go_to_meeting (KlDriver *driver)
{
  press_until (driver, "ctrl+3", ATSPI_ROLE_PUSH_BUTTON, "Agenda voorbereiden");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Agenda voorbereiden");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 1");
}

static void
go_to_case (KlDriver *driver)
{
  press_until (driver, "ctrl+k", ATSPI_ROLE_DIALOG, "Zoeken");
  kl_driver_type (driver, "driftbuien");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Driftbuien thuis");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Zoeken"));
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?");
}

static void
ask_child (KlDriver *driver)
{
  go_to_case (driver);
  kl_driver_choose (driver, "Meer", "Kansencirkel");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Kansencirkel");
}

/* Ways to look at the help around. */
static void
show_view (KlDriver *driver, const char *view)
{
  press_until (driver, "ctrl+4", ATSPI_ROLE_RADIO_BUTTON, view);
  kl_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, view);
}

static void
go_to_area (KlDriver *driver)
{
  show_view (driver, "Wijk");
}

static void
go_to_partners (KlDriver *driver)
{
  show_view (driver, "Partners");
}

static void
search (KlDriver *driver)
{
  press_until (driver, "ctrl+k", ATSPI_ROLE_DIALOG, "Zoeken");
  kl_driver_type (driver, "jelle");
  g_assert_true (kl_driver_sees (driver, " gevonden"));
}

static void
ask (KlDriver *driver)
{
  press_until (driver, "ctrl+n", ATSPI_ROLE_DIALOG, "Nieuwe vraag");
}

static void
plan (KlDriver *driver)
{
  press_until (driver, "ctrl+3", ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Overleg plannen");
}

static void
go_to_actions (KlDriver *driver)
{
  press_until (driver, "ctrl+1", ATSPI_ROLE_LIST, "Vraagt aandacht");
  kl_driver_choose (driver, "Meer", "Acties, van mij en van collega");
}

static void
renew (KlDriver *driver)
{
  press_until (driver, "ctrl+1", ATSPI_ROLE_PUSH_BUTTON, "toestemmingen verlengen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "toestemmingen verlengen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Toestemmingen om te verlengen");
}

/* What the menu of a case opens, and what is reached from there. */

static void
open_form (KlDriver *driver, const char *item, const char *dialog)
{
  go_to_case (driver);
  kl_driver_choose (driver, "Meer", item);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, dialog);
}

static void
change_title (KlDriver *driver)
{
  open_form (driver, "Titel", "Titel");
}

static void
change_question (KlDriver *driver)
{
  open_form (driver, "De vraag", "De vraag");
}

static void
change_members (KlDriver *driver)
{
  open_form (driver, "Om wie het gaat", "Om wie het gaat");
}

static void
show_family (KlDriver *driver)
{
  open_form (driver, "Gezin", "Gezin");
}

static void
change_guardian (KlDriver *driver)
{
  show_family (driver);
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Edwin van den Berg");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Ouder of verzorger");
}

static void
show_doubles (KlDriver *driver)
{
  open_form (driver, "Dubbel ingevoerd", "Dubbel ingevoerd");
}

static void
change_status (KlDriver *driver)
{
  open_form (driver, "Status", "Status");
}

static void
hand_over (KlDriver *driver)
{
  open_form (driver, "Warm overdragen", "Warm overdragen");
}

static void
add_face (KlDriver *driver)
{
  open_form (driver, "Toevoegen aan de vertrouwensketen", "Vertrouwensketen");
}

static void
close_case (KlDriver *driver)
{
  open_form (driver, "Casus afsluiten", "Casus afsluiten");
}

/* With large text what is in the pane beside a case has to be opened first. */
static void
press_for_form (KlDriver *driver, const char *button, const char *dialog)
{
  go_to_case (driver);
  if (!kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, button))
    kl_driver_keys (driver, "F9");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, button);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, dialog);
}

static void
refer (KlDriver *driver)
{
  press_for_form (driver, "Verwijzing maken", "Nieuwe verwijzing");
}

static void
record_consent (KlDriver *driver)
{
  press_for_form (driver, "Toestemming vastleggen", "Toestemming");
}

static void
change_action (KlDriver *driver)
{
  press_for_form (driver, "Wijzigen: ", "Actie wijzigen");
}

static void
correct_entry (KlDriver *driver)
{
  press_for_form (driver, "Corrigeren", "Corrigeren");
}

static void
close_many (KlDriver *driver)
{
  press_until (driver, "ctrl+2", ATSPI_ROLE_LABEL, "Casussen");
  kl_driver_choose (driver, "Meer", "Meer tegelijk afsluiten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Casussen afsluiten");
}

typedef struct
{
  const char *name;
  const char *keys;              /* (nullable) */
  void (*go) (KlDriver *driver); /* (nullable) */
  AtspiRole role;
  const char *shows;
  gboolean is_dialog;
  gboolean is_form; /* seen wide and in windows for a telephone */
  gboolean pans;    /* what is on it is moved over its edge */
  gboolean walks;   /* with Tab; the others have the same around them */
} Place;

/* Looks the same in every window that is wider than itself. */
#define FORM .is_dialog = TRUE, .is_form = TRUE

static const Place places[] = {
  { "vandaag", "ctrl+1", NULL, ATSPI_ROLE_LIST, "Vraagt aandacht", .walks = TRUE },
  { "casussen", "ctrl+2", NULL, ATSPI_ROLE_LABEL, "Casussen" },
  { "zorgteam", "ctrl+3", NULL, ATSPI_ROLE_LABEL, "Geweest" },
  { "overleg", NULL, go_to_meeting, ATSPI_ROLE_LIST, "Agenda" },
  { "lijnen", "ctrl+4", NULL, ATSPI_ROLE_INVALID, "Korte lijnen van " },
  { "wijk", NULL, go_to_area, ATSPI_ROLE_INVALID, "Wijk", .pans = TRUE },
  { "partners", NULL, go_to_partners, ATSPI_ROLE_INVALID, "Partners zoeken" },
  { "casus", NULL, go_to_case, ATSPI_ROLE_TEXT, "Wat gebeurde er?", .walks = TRUE },
  { "kansencirkel", NULL, ask_child, ATSPI_ROLE_DIALOG, "Kansencirkel", .is_dialog = TRUE,
    .walks = TRUE },
  { "acties", NULL, go_to_actions, ATSPI_ROLE_CHECK_BOX, "Gedaan: ", .walks = TRUE },
  { "vraag", NULL, ask, ATSPI_ROLE_DIALOG, "Nieuwe vraag", .is_dialog = TRUE, .walks = TRUE },
  { "plannen", NULL, plan, ATSPI_ROLE_DIALOG, "Overleg plannen", .is_dialog = TRUE, .walks = TRUE },
  { "verlengen", NULL, renew, ATSPI_ROLE_DIALOG, "Toestemmingen om te verlengen", .is_dialog = TRUE,
    .walks = TRUE },
  { "zoeken", NULL, search, ATSPI_ROLE_DIALOG, "Zoeken", .is_dialog = TRUE },
  { "titel", NULL, change_title, ATSPI_ROLE_DIALOG, "Titel", FORM },
  { "de-vraag", NULL, change_question, ATSPI_ROLE_DIALOG, "De vraag", FORM },
  { "om-wie", NULL, change_members, ATSPI_ROLE_DIALOG, "Om wie het gaat", FORM },
  { "gezin", NULL, show_family, ATSPI_ROLE_DIALOG, "Gezin", FORM },
  { "ouder", NULL, change_guardian, ATSPI_ROLE_DIALOG, "Ouder of verzorger", FORM },
  { "dubbel", NULL, show_doubles, ATSPI_ROLE_DIALOG, "Dubbel ingevoerd", FORM },
  { "status", NULL, change_status, ATSPI_ROLE_DIALOG, "Status", FORM },
  { "overdragen", NULL, hand_over, ATSPI_ROLE_DIALOG, "Warm overdragen", FORM },
  { "keten", NULL, add_face, ATSPI_ROLE_DIALOG, "Vertrouwensketen", FORM },
  { "afsluiten", NULL, close_case, ATSPI_ROLE_DIALOG, "Casus afsluiten", FORM },
  { "verwijzing", NULL, refer, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing", FORM },
  { "toestemming", NULL, record_consent, ATSPI_ROLE_DIALOG, "Toestemming", FORM },
  { "actie", NULL, change_action, ATSPI_ROLE_DIALOG, "Actie wijzigen", FORM },
  { "corrigeren", NULL, correct_entry, ATSPI_ROLE_DIALOG, "Corrigeren", FORM },
  { "meer-afsluiten", NULL, close_many, ATSPI_ROLE_DIALOG, "Casussen afsluiten", FORM },
};

static void
go_to_place (KlDriver *driver, const Place *place)
{
  if (place->keys != NULL)
    press_until (driver, place->keys, place->role, place->shows);
  if (place->go != NULL)
    place->go (driver);
  kl_driver_find (driver, place->role, place->shows);
}

static void
leave_place (KlDriver *driver, const Place *place)
{
  if (!place->is_dialog)
    return;
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, place->role, place->shows));
  /* There may be another below it. */
  if (kl_driver_has (driver, ATSPI_ROLE_DIALOG, ""))
    {
      kl_driver_keys (driver, "Escape");
      g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, ""));
    }
}

/* The tests */

/* With text twice as large a window of 720 has the room that one of 360 has otherwise. */
static int
get_least_width (void)
{
  return g_getenv ("KL_TEXT_SCALE") != NULL ? 720 : 360;
}

static gboolean
is_looked_at (const Place *place, int width)
{
  return !place->is_form || width == widths[0] || width <= MAX (400, get_least_width ());
}

/* Returns how much is wrong. */
static guint
look_at_width (KlDriver *driver, const Place *place, int width)
{
  const char *scale = g_getenv ("KL_TEXT_SCALE");
  g_autofree char *name =
    g_strdup_printf ("sizes-%s-%s-%d", scale != NULL ? scale : "1", place->name, width);
  guint n;

  kl_driver_resize (driver, width + EDGE, HEIGHT + EDGE);
  n = kl_driver_count_nameless (driver);
  if (!place->pans)
    n += kl_driver_count_outside (driver);
  kl_driver_screenshot (driver, name);
  if (n > 0)
    g_test_message ("wrong in %s: %u", name, n);

  return n;
}

static void
test_widths (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  guint n_wrong = 0;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      kl_driver_resize (driver, 1440, HEIGHT);
      go_to_place (driver, &places[i]);
      for (gsize j = 0; j < G_N_ELEMENTS (widths); j++)
        if (widths[j] >= get_least_width () && is_looked_at (&places[i], widths[j]))
          n_wrong += look_at_width (driver, &places[i], widths[j]);
      leave_place (driver, &places[i]);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static void
test_tab (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  guint n_wrong = 0;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_resize (driver, 1440, HEIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint n;

      if (!places[i].walks)
        continue;
      go_to_place (driver, &places[i]);
      n = kl_driver_count_unreached (driver);
      if (n > 0)
        g_test_message ("wrong in %s: %u", places[i].name, n);
      n_wrong += n;
      leave_place (driver, &places[i]);
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

/* Menus are made when they open. */
static void
test_menus (void)
{
  static const char *const keys[] = { "ctrl+1", "ctrl+3", "ctrl+4", "ctrl+4" };
  static const char *const menus[] = { "Hoofdmenu", "Meer voor dit overleg", "Meer voor de kaart",
                                       "Alle soorten" };
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      kl_driver_keys (driver, keys[i]);
      if (i == 1)
        go_to_meeting (driver);
      kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, menus[i]);
      kl_driver_find (driver, ATSPI_ROLE_MENU, menus[i]);
      g_assert_cmpuint (kl_driver_count_nameless (driver), ==, 0);
      kl_driver_keys (driver, "Escape");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/sizes/widths", test_widths);
  if (g_getenv ("KL_TEXT_SCALE") == NULL)
    {
      g_test_add_func ("/story/sizes/tab", test_tab);
      g_test_add_func ("/story/sizes/menus", test_menus);
    }

  return g_test_run ();
}
