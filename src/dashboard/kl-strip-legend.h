/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void kl_strip_legend_fill (AdwWrapBox *legend);

G_END_DECLS
