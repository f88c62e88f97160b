/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Orders of a list of cases, for GtkCustomSorter. */
int kl_case_compare_titles (gconstpointer a, gconstpointer b, gpointer user_data);
int kl_case_compare_owners (gconstpointer a, gconstpointer b, gpointer user_data);
int kl_case_compare_trusted (gconstpointer a, gconstpointer b, gpointer user_data);
int kl_case_compare_statuses (gconstpointer a, gconstpointer b, gpointer user_data);
int kl_case_compare_themes (gconstpointer a, gconstpointer b, gpointer user_data);
int kl_case_compare_contact (gconstpointer a, gconstpointer b, gpointer user_data);

G_END_DECLS
