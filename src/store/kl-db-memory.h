/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kl_db_memory_install (void);
gsize kl_db_memory_get_used (void);
void kl_db_memory_leave_traces_for_test (gboolean leave);

G_END_DECLS
