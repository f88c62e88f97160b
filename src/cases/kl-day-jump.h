/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-date.h"

G_BEGIN_DECLS

#define KL_TYPE_DAY_JUMP (kl_day_jump_get_type ())
G_DECLARE_FINAL_TYPE (KlDayJump, kl_day_jump, KL, DAY_JUMP, AdwBin)

void kl_day_jump_popup (KlDayJump *self);

G_END_DECLS
