/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-lines-layout.h"

G_BEGIN_DECLS

/* Networks of partners made up by chance, the same ones for the same seed. */

GArray *kl_networks_create (guint seed, guint n_partners);
void kl_networks_measure (GArray *partners);
KlLinesFrame kl_networks_get_frame (double width, double height);

G_END_DECLS
