/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

/**
 * KlPlace:
 * @name: the name that "win.show-place" takes and the sidebar selects
 * @title: untranslated title for the sidebar and the window
 * @icon_name: a symbolic icon
 * @all_schools: whether the place also works when no single school is chosen
 * @create: makes the place's page for a session
 *
 * A place of the window: adding one here adds its row, its key and its page.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  AdwNavigationPage *(*create) (KlSession *session);
} KlPlace;

const KlPlace *kl_places_get (guint *n_places);
const KlPlace *kl_places_find (const char *name);

G_END_DECLS
