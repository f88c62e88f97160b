/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

/* Auxiliary functions */

/* The C library translates nothing in the locales "C" and "C.UTF-8", whatever LANGUAGE says. Any
 * other locale will do, since LANGUAGE chooses the words. */
static void
leave_untranslated_locale (void)
{
  static const char *const candidates[] = { "nl_NL.UTF-8", "nl_BE.UTF-8", "en_US.UTF-8",
                                            "en_GB.UTF-8", "de_DE.UTF-8", "C.UTF-8" };
  const char *current = setlocale (LC_MESSAGES, NULL);

  if (g_strcmp0 (current, "C") != 0 && g_strcmp0 (current, "POSIX") != 0
      && !g_str_has_prefix (current, "C."))
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (setlocale (LC_MESSAGES, candidates[i]) != NULL)
      break;
  if (g_strcmp0 (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
}

/* Public API */

/**
 * kl_locale_init:
 * @localedir: where the translations are installed; KL_LOCALEDIR in the environment goes first
 *
 * Makes the program speak Dutch. Its users are Dutch school teams and everything it prints for
 * them is Dutch, so a computer set to another language still shows Dutch here. LANGUAGE in the
 * environment can choose another translation.
 *
 * Call once, before any other thread exists.
 */
void
kl_locale_init (const char *localedir)
{
  const char *override = g_getenv ("KL_LOCALEDIR");

  setlocale (LC_ALL, "");
  leave_untranslated_locale ();
  g_setenv ("LANGUAGE", "nl", FALSE);

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
