/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KL_TABLES_WORKER_KIND "tables"

void kl_tables_work (GVariant *request);

G_END_DECLS
