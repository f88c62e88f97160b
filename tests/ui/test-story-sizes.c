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

typedef struct
{
  const char *name;
  const char *keys;              /* (nullable) */
  void (*go) (KlDriver *driver); /* (nullable) */
  AtspiRole role;
  const char *shows;
  gboolean is_dialog;
  gboolean pans;  /* what is on it is moved over its edge */
  gboolean walks; /* with Tab; the others have the same around them */
} Place;

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
}

/* The tests */

/* With text twice as large a window of 720 has the room that one of 360 has otherwise. */
static int
get_least_width (void)
{
  return g_getenv ("KL_TEXT_SCALE") != NULL ? 720 : 360;
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
        if (widths[j] >= get_least_width ())
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
