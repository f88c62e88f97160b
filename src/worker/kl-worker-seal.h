/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kl_worker_seal (guint64 max_memory, guint max_seconds, gboolean opens_fonts);

G_END_DECLS
