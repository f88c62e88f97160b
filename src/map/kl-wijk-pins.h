/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-pin.h"

G_BEGIN_DECLS

#define KL_TYPE_WIJK_PINS (kl_wijk_pins_get_type ())
G_DECLARE_FINAL_TYPE (KlWijkPins, kl_wijk_pins, KL, WIJK_PINS, GObject)

KlWijkPins *kl_wijk_pins_new (ShumateMap *map);
void kl_wijk_pins_set_model (KlWijkPins *self, KlWijkModel *model, const KlWijkPin *selected);
void kl_wijk_pins_set_selected (KlWijkPins *self, const KlWijkPin *selected);
KlPin *kl_wijk_pins_get_focused (KlWijkPins *self);
KlPin *kl_wijk_pins_get_first (KlWijkPins *self);
KlPin *kl_wijk_pins_get_next (KlWijkPins *self, KlPin *pin, int step);
void kl_wijk_pins_clear (KlWijkPins *self);

G_END_DECLS
