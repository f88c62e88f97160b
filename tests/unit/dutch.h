/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/*
 * The interface in Dutch, from the catalogue that was just built. The language
 * comes from a locale, as the C library ignores LANGUAGE in the C locale.
 */
static inline void
use_dutch (void)
{
  const char *directory = g_getenv ("KL_LOCALEDIR");

  g_assert_nonnull (directory);
  g_setenv ("LANGUAGE", "nl", TRUE);
  g_unsetenv ("LC_ALL");
  if (setlocale (LC_ALL, "nl_NL.UTF-8") == NULL && setlocale (LC_ALL, "en_US.UTF-8") == NULL)
    g_error ("These tests need the locale nl_NL.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, directory);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
