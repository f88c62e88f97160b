/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-overview.h"

G_BEGIN_DECLS

#define KL_TYPE_SCHOOL_CARD (kl_school_card_get_type ())
G_DECLARE_FINAL_TYPE (KlSchoolCard, kl_school_card, KL, SCHOOL_CARD, AdwBin)

GtkWidget *kl_school_card_new (const KlSchoolOverview *overview, KlDate today);

G_END_DECLS
