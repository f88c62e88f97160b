/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

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
  /* gettext translates nothing in the locale "C". */
  if (g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  if (g_strcmp0 (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  g_setenv ("LANGUAGE", "nl", FALSE);

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
