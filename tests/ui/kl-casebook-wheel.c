/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-wheel.h"

#include <string.h>

#define WHEEL "Kansencirkel"
#define VOICE "Wie zegt het?"

/* "Veilig 2, Gezond 4": a digit is the answer, Tab goes on. */
static void
type_scores (KlDriver *driver, const char *scores)
{
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, VOICE);
  kl_driver_keys (driver, "Tab");
  for (const char *c = scores; *c != '\0'; c++)
    {
      const char digit[] = { *c, '\0' };

      if (!g_ascii_isdigit (*c))
        continue;
      kl_driver_type (driver, digit);
      kl_driver_keys (driver, "Tab");
    }
}

/* "Jelle van den Berg: Veilig 2, Gezond 4. De ouders: Veilig 1. School: Veilig 2", the child first,
 * who is asked first as well. */
static void
type_voices (KlDriver *driver, const char *child, const char *said)
{
  g_auto (GStrv) voices = g_strsplit (said, ". ", -1);

  for (guint i = 0; voices[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (voices[i], ": ", 2);

      if (g_strv_length (parts) < 2)
        continue;
      if (!g_str_equal (parts[0], child))
        kl_driver_select (driver, VOICE, NULL, parts[0]);
      type_scores (driver, parts[1]);
    }
}

/* What the child itself says stands between its quotation marks, behind what all score. */
static void
record (KlDriver *driver, const KlCasebookEntry *round)
{
  g_auto (GStrv) parts = g_strsplit (round->text->str, "“", 2);
  g_autofree char *words = kl_casebook_dup_between (round->text->str, "“", "”");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuwe ronde");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, WHEEL);
  type_voices (driver, round->kind, parts[0]);
  if (words != NULL)
    kl_story_fill (driver, "Een zin van het kind zelf", words);
  kl_story_set_day (driver, "Dag ", round->on);
  kl_driver_screenshot (driver, "casebook-wheel");
  kl_story_save (driver, WHEEL);
}

/**
 * kl_casebook_turn_wheel:
 * @run: a story, on the page of its case
 *
 * Writes down each round, on the day on which it was.
 */
void
kl_casebook_turn_wheel (KlCasebookRun *run)
{
  for (guint i = 0; i < run->loaded->rounds->len; i++)
    record (run->driver, g_ptr_array_index (run->loaded->rounds, i));
}
