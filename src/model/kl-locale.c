/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-locale.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <locale.h>
#include <unistd.h>

#define DUTCH "nl_NL.UTF-8"

/* Auxiliary functions */

static gboolean
is_utf8 (void)
{
  return g_str_equal (nl_langinfo (CODESET), "UTF-8");
}

static gboolean
is_plain (const char *locale)
{
  return g_str_equal (locale, "C") || g_str_equal (locale, "POSIX")
         || g_str_has_prefix (locale, "C.");
}

/* Dutch with all that goes with it: the order of names, the first day of a week, paper. */
static void
choose_locale (void)
{
  static const char *const dutch[] = { DUTCH, "nl_BE.UTF-8" };

  if (setlocale (LC_ALL, "") != NULL && g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "nl_")
      && is_utf8 ())
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (dutch); i++)
    if (setlocale (LC_ALL, dutch[i]) != NULL)
      return;
  if (!is_utf8 ())
    setlocale (LC_CTYPE, "C.UTF-8");
}

static gboolean
set_messages_from (const char *folder)
{
  g_autofree char *before = g_strdup (g_getenv ("LOCPATH"));
  gboolean done;

  g_setenv ("LOCPATH", folder, TRUE);
  done = setlocale (LC_MESSAGES, DUTCH) != NULL;
  if (before != NULL)
    g_setenv ("LOCPATH", before, TRUE);
  else
    g_unsetenv ("LOCPATH");

  return done;
}

/*
 * The C library looks in no catalogue as long as the locale of messages is called "C" or
 * "C.UTF-8", and a computer need not have any other. It goes by the name alone: what is in that
 * part of a locale is little more than "yes" and "no", and any will do. So for a moment the plain
 * locale stands in a folder of its own under the name of the Dutch one.
 */
static void
borrow_messages (void)
{
  static const char *const plain[] = { "/usr/lib/locale/C.utf8", "/usr/lib/locale/C.UTF-8" };
  g_autofree char *folder = g_dir_make_tmp ("korte-lijnen-XXXXXX", NULL);
  g_autofree char *name = folder != NULL ? g_build_filename (folder, DUTCH, NULL) : NULL;
  gboolean done = FALSE;

  for (gsize i = 0; name != NULL && !done && i < G_N_ELEMENTS (plain); i++)
    if (g_file_test (plain[i], G_FILE_TEST_IS_DIR) && symlink (plain[i], name) == 0)
      {
        done = set_messages_from (folder);
        g_unlink (name);
      }
  if (folder != NULL)
    g_rmdir (folder);
}

/* Public API */

/**
 * kl_locale_init:
 * @localedir: where the translations are installed; KL_LOCALEDIR in the environment goes first
 *
 * Makes the program speak Dutch, whatever the computer is set to and whatever locales it has. Its
 * users are Dutch school teams, and what it prints is Dutch and has the same bytes everywhere.
 *
 * Call once, before any other thread exists. GTK must be kept from setting the locale anew.
 */
void
kl_locale_init (const char *localedir)
{
  const char *override = g_getenv ("KL_LOCALEDIR");

  choose_locale ();
  if (is_plain (setlocale (LC_MESSAGES, NULL)))
    borrow_messages ();
  g_setenv ("LANGUAGE", "nl", TRUE);

  bindtextdomain (GETTEXT_PACKAGE, override != NULL ? override : localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
