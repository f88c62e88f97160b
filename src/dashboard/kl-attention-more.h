/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-overview.h"

G_BEGIN_DECLS

GtkWidget *kl_attention_more_new (const KlAttention *attention, KlDate today);

G_END_DECLS
