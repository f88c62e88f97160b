/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean has_bubblewrap (void);
gboolean skip_without_bubblewrap (void);

G_END_DECLS
