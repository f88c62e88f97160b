/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kl-wijk-model.h"

G_BEGIN_DECLS

#define KL_TYPE_PIN (kl_pin_get_type ())
G_DECLARE_FINAL_TYPE (KlPin, kl_pin, KL, PIN, GtkButton)

KlPin *kl_pin_new (const KlWijkPin *pin);
const KlWijkPin *kl_pin_get_pin (KlPin *self);
void kl_pin_set_pin (KlPin *self, const KlWijkPin *pin);
void kl_pin_set_selected (KlPin *self, gboolean selected);
void kl_pin_set_members (KlPin *self, GPtrArray *members);
GPtrArray *kl_pin_get_members (KlPin *self);
char *kl_pin_dup_label (KlPin *self, char **second);
void kl_pin_get_extent (KlPin *self, double *half_width, double *top, double *bottom);
void
kl_school_mark_snapshot (GtkSnapshot *snapshot, double x, double y, double size, gboolean dark);

G_END_DECLS
