/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmodule.h>

G_BEGIN_DECLS

/*
 * Libraries that are opened when they are first needed.
 *
 * The map, the check of outlines and paper stand on libraries whose relocation and memory would be
 * paid before every lock screen, though most days begin and end without them. So the program is
 * not linked with them. For every function of theirs that it calls there is one here with the name
 * and the type that the library's own header gives it, which the compiler checks; it opens the
 * library the first time and passes the call on. Whoever calls does not notice.
 *
 * No library serves this: GModule opens, but has nothing for the types of functions, and the lazy
 * loading that other linkers have the GNU linker has not.
 */

typedef struct
{
  const char *file; /* the name under which the dynamic linker knows it */
  const char *const *names;
  guint n_names;
  gpointer *functions; /* as many as there are names; set when it was opened */
  gsize opened;
} KlLateLibrary;

extern KlLateLibrary kl_late_geos;
extern KlLateLibrary kl_late_ical;
extern KlLateLibrary kl_late_poppler;
extern KlLateLibrary kl_late_qpdf;
extern KlLateLibrary kl_late_shumate;
extern KlLateLibrary kl_late_soup;
extern KlLateLibrary kl_late_spelling;

gboolean kl_late_find_all (const KlLateLibrary *library, gpointer *functions, GError **error);
gpointer kl_late_get (KlLateLibrary *library, guint i);

/* FUNCTIONS is a macro that calls another one for every function: with what it returns, its name,
 * its parameters and the arguments that pass them on. */

#define KL_LATE_INDEX(type, name, parameters, arguments) LATE_##name,
#define KL_LATE_NAME(type, name, parameters, arguments) #name,
#define KL_LATE_FUNCTION(type, name, parameters, arguments)                                        \
  type name parameters                                                                             \
  {                                                                                                \
    return ((__typeof__ (&name)) kl_late_get (&LATE_LIBRARY, LATE_##name)) arguments;              \
  }

#define KL_LATE_LIBRARY(library, library_file, FUNCTIONS)                                          \
  enum                                                                                             \
  {                                                                                                \
    FUNCTIONS (KL_LATE_INDEX) N_LATE                                                               \
  };                                                                                               \
  static const char *const late_names[] = { FUNCTIONS (KL_LATE_NAME) };                            \
  static gpointer late_functions[N_LATE];                                                          \
  KlLateLibrary library = { library_file, late_names, N_LATE, late_functions, 0 };                 \
  FUNCTIONS (KL_LATE_FUNCTION)

G_END_DECLS
