/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-people-private.h"

#include "kl-db-private.h"

/* Binds the day for KL_SQL_PRESENT(). */
void
kl_people_bind_today (KlStmt *stmt)
{
  kl_stmt_bind_int (stmt, 9, kl_clock_today ());
}

static char *
get_part (const char *text)
{
  return text != NULL && *text != '\0' ? (char *) text : NULL;
}

/* How somebody is called in full, from parts that may be empty. */
char *
kl_people_make_display (const char *given,
                        const char *prefix,
                        const char *surname,
                        const char *initials)
{
  KlName name = { get_part (given), get_part (prefix), get_part (surname), get_part (initials) };

  return kl_name_get_display (&name);
}

/* The same from the columns given, prefix and surname, from @column on. */
char *
kl_people_read_name (KlStmt *stmt, int column)
{
  return kl_people_make_display (kl_stmt_get_text (stmt, column),
                                 kl_stmt_get_text (stmt, column + 1),
                                 kl_stmt_get_text (stmt, column + 2), NULL);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Binds given, prefix, surname, sort_key and name_folded, from @parameter on; @name must outlive
 * the run. */
void
kl_people_bind_name (KlStmt *stmt, int parameter, const KlName *name)
{
  g_autofree char *display = kl_name_get_display (name);

  kl_stmt_bind_borrowed_text (stmt, parameter, or_empty (name->given));
  kl_stmt_bind_borrowed_text (stmt, parameter + 1, or_empty (name->prefix));
  kl_stmt_bind_borrowed_text (stmt, parameter + 2, or_empty (name->surname));
  kl_stmt_take_text (stmt, parameter + 3, kl_name_get_sort_key (name));
  kl_stmt_take_text (stmt, parameter + 4, kl_text_fold (display));
}
