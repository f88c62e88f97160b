/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-place.h"

#include <glib/gi18n-lib.h>

#include "cases/kl-cases-page.h"
#include "dashboard/kl-today-page.h"
#include "map/kl-map-page.h"
#include "meetings/kl-meetings-page.h"

static const KlPlace places[] = {
  { "today", N_ ("Today"), "kl-place-today-symbolic", kl_today_page_new },
  { "cases", N_ ("Cases"), "kl-place-cases-symbolic", kl_cases_page_new },
  { "care-team", N_ ("Zorgteam"), "kl-place-care-team-symbolic", kl_meetings_page_new },
  { "map", N_ ("Social map"), "kl-place-map-symbolic", kl_map_page_new },
};

/**
 * kl_places_get:
 * @n_places: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_places): the places in the order of the sidebar
 */
const KlPlace *
kl_places_get (guint *n_places)
{
  if (n_places != NULL)
    *n_places = G_N_ELEMENTS (places);

  return places;
}

/**
 * kl_places_find:
 * @name: a place's name
 *
 * Returns: (transfer none) (nullable): the place, or %NULL when there is none of that name
 */
const KlPlace *
kl_places_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].name, name))
      return &places[i];

  return NULL;
}
