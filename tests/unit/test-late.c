/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include "late/kl-late.h"

/* Libraries that are opened when they are first needed: what is missing would show only then. */

static void
test_complete (gconstpointer data)
{
  const KlLateLibrary *library = data;
  g_autofree gpointer *functions = g_new0 (gpointer, library->n_names);
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_late_find_all (library, functions, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < library->n_names; i++)
    g_assert_nonnull (functions[i]);
}

static void
test_missing (void)
{
  static const char *const names[] = { "kl_no_such_function" };
  KlLateLibrary library = { "libkl-no-such-library.so.0", names, 1, NULL, 0 };
  g_autoptr (GError) error = NULL;
  gpointer function = NULL;

  g_assert_false (kl_late_find_all (&library, &function, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  library.file = kl_late_geos.file;
  g_assert_false (kl_late_find_all (&library, &function, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* The program itself must not be linked with them, or opening late gains nothing. */
static void
test_not_at_start (gconstpointer data)
{
  const KlLateLibrary *library = data;
  g_autofree char *maps = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_null (strstr (maps, library->file));
}

int
main (int argc, char **argv)
{
  static const KlLateLibrary *const libraries[] = { &kl_late_geos,    &kl_late_ical,
                                                    &kl_late_poppler, &kl_late_qpdf,
                                                    &kl_late_soup,    &kl_late_shumate,
                                                    &kl_late_spelling };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (libraries); i++)
    {
      g_autofree char *before = g_strdup_printf ("/late/not-at-start/%u", i);

      g_test_add_data_func (before, libraries[i], test_not_at_start);
    }
  for (guint i = 0; i < G_N_ELEMENTS (libraries); i++)
    {
      g_autofree char *complete = g_strdup_printf ("/late/complete/%u", i);

      g_test_add_data_func (complete, libraries[i], test_complete);
    }
  g_test_add_func ("/late/missing/library-or-function", test_missing);

  return g_test_run ();
}
