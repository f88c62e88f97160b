/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-strip.h"

#include <stdlib.h>
#include <string.h>

#define STRIP "Tijdlijn"

/* A page that was just changed is drawn anew, and the keyboard begins again. */
#define MAX_TRIES 3

/* "di 18 nov: gesprek, 3 van 7": the last number. */
static guint
count_marks (KlDriver *driver)
{
  g_autofree char *first = NULL;
  const char *of;

  if (!kl_driver_sees (driver, ", 1 van "))
    return 0;

  first = kl_driver_get_description (driver, ATSPI_ROLE_IMAGE, STRIP);
  of = strstr (first, ", 1 van ");
  return of != NULL ? (guint) atoi (of + strlen (", 1 van ")) : 0;
}

/* Which one it is tells that it was reached; what it says is what comes before. */
static char *
read_mark (KlDriver *driver, guint place, guint n_marks)
{
  g_autofree char *which = g_strdup_printf (", %u van %u", place, n_marks);
  g_autofree char *spoken = NULL;

  if (!kl_driver_sees (driver, which))
    return NULL;

  spoken = kl_driver_get_description (driver, ATSPI_ROLE_IMAGE, STRIP);
  return g_str_has_suffix (spoken, which) ? g_strndup (spoken, strlen (spoken) - strlen (which))
                                          : NULL;
}

static GStrv
read_marks (KlDriver *driver)
{
  g_autoptr (GStrvBuilder) marks = g_strv_builder_new ();
  guint n_marks;

  kl_driver_focus (driver, ATSPI_ROLE_IMAGE, STRIP);
  kl_driver_keys (driver, "Home");
  n_marks = count_marks (driver);
  for (guint i = 0; i < n_marks; i++)
    {
      g_autofree char *mark = read_mark (driver, i + 1, n_marks);

      if (mark == NULL)
        return NULL;
      g_strv_builder_add (marks, mark);
      kl_driver_keys (driver, "Right");
    }

  return n_marks > 0 ? g_strv_builder_end (marks) : NULL;
}

/**
 * kl_casebook_strip_read:
 * @driver: the program, on the page of a case in which something happened
 *
 * Walks along the strip of the last twelve months by keys.
 *
 * Returns: (transfer full): what each of its marks says, the oldest first: its day, what it is, and
 *   for a referral, a consent or a plan whose it is and how it stands
 */
GStrv
kl_casebook_strip_read (KlDriver *driver)
{
  GStrv marks = NULL;

  for (int i = 0; i < MAX_TRIES && marks == NULL; i++)
    marks = read_marks (driver);

  g_assert_nonnull (marks);
  return marks;
}
