/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-late.h"

#include <gio/gio.h>

/* Public API */

/**
 * kl_late_find_all:
 * @library: a library
 * @functions: (out caller-allocates): as many functions as it has names
 * @error: return location for what is missing
 *
 * Opens the library; it stays open, since types of it may be registered by then.
 *
 * Returns: whether the library and all its functions are there
 */
gboolean
kl_late_find_all (const KlLateLibrary *library, gpointer *functions, GError **error)
{
  GModule *module = g_module_open (library->file, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, g_module_error ());
      return FALSE;
    }

  g_module_make_resident (module);
  for (guint i = 0; i < library->n_names; i++)
    if (!g_module_symbol (module, library->names[i], &functions[i]))
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, g_module_error ());
        return FALSE;
      }

  return TRUE;
}

/**
 * kl_late_get:
 * @library: a library
 * @i: which of its functions
 *
 * From any thread. An installation without the library is broken, as it is for the libraries that
 * the program is linked with: the program ends.
 *
 * Returns: (transfer none): the function
 */
gpointer
kl_late_get (KlLateLibrary *library, guint i)
{
  if (g_once_init_enter (&library->opened))
    {
      g_autoptr (GError) error = NULL;

      if (!kl_late_find_all (library, library->functions, &error))
        g_error ("A library that was there at build time is missing: %s", error->message);
      g_once_init_leave (&library->opened, 1);
    }

  return library->functions[i];
}
