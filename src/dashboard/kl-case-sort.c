/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-sort.h"

#include "model/kl-item.h"
#include "model/kl-overview.h"

/* Auxiliary functions */

static const KlCaseRow *
get_row (gpointer item)
{
  return kl_item_get_value (KL_ITEM (item));
}

static int
compare_persons (const KlPerson *x, const KlPerson *y)
{
  return g_utf8_collate (x != NULL ? x->name : "", y != NULL ? y->name : "");
}

/* Public API */

/**
 * kl_case_compare_titles:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * By title.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_titles (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_utf8_collate (get_row ((gpointer) a)->title, get_row ((gpointer) b)->title);
}

/**
 * kl_case_compare_owners:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * By who is in charge.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_owners (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_persons (get_row ((gpointer) a)->owner, get_row ((gpointer) b)->owner);
}

/**
 * kl_case_compare_trusted:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * By the trusted face.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_trusted (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return compare_persons (get_row ((gpointer) a)->trusted, get_row ((gpointer) b)->trusted);
}

/**
 * kl_case_compare_statuses:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * By status.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_statuses (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) get_row ((gpointer) a)->status - (int) get_row ((gpointer) b)->status;
}

/**
 * kl_case_compare_themes:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * By theme.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_themes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return (int) get_row ((gpointer) a)->theme - (int) get_row ((gpointer) b)->theme;
}

/**
 * kl_case_compare_contact:
 * @a: a #KlItem with a #KlCaseRow
 * @b: another
 * @user_data: not used
 *
 * Longest without contact first: what is pressed once in the heading is what is looked for.
 *
 * Returns: less than, equal to or more than 0
 */
int
kl_case_compare_contact (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return get_row ((gpointer) b)->contact_days - get_row ((gpointer) a)->contact_days;
}
